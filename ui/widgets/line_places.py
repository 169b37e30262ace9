"""Where the parts of the line list stand: rows of different heights, one of which is unfolded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics

from ui import theme
from ui.i18n import t
from ui.style import font
from ui.widgets.line_rows import TROUBLES, Row, retake_words

MARK_WIDTH, MARK_HEIGHT = 44, 40
"""Of what can be pressed; the mark is drawn 4 px inside of it."""
_WIDE = 900
"""From here on the marks stand beside the words, not below them; on a small screen some do, until they unfold."""
_FEW = 3
"""So many marks then."""
_HEADING = 40
_BUTTON_ROOM = 58
"""The icon of a button and the room on both sides of its word."""
_PAD = 8
TROUBLE_HEIGHT = 52
"""Of what is said about a line; a button that has no room beside it comes below."""


@dataclass(frozen=True)
class View:
    """How the list is seen: all that decides where something stands."""

    width: int
    px: int
    compact: bool
    hidden: bool
    unfolded: int
    """The row that shows all it has; −1 for none."""
    with_wave: bool


@dataclass(frozen=True)
class Place:
    """Where the parts of a row stand, in px from the top left corner of the list's first row."""

    body: QRectF
    """All but the heading."""
    heading: QRectF | None
    number: QRectF
    words: QRectF
    lines: tuple[str, ...]
    """The words as they are written."""
    syllables: QRectF
    marks: tuple[tuple[int, QRectF], ...]
    """Place of the take in its row, and where its mark is."""
    more: QRectF | None
    """Says how many marks there was no room for."""
    trouble: QRectF | None
    wave: QRectF | None
    button: QRectF | None
    note: QRectF | None


class Places:
    """Lays the rows out once for all, and tells where each one's parts are when it is asked for."""

    def __init__(self, rows: Sequence[Row], view: View, troubles: Mapping[int, str]) -> None:
        self._rows, self._view, self._troubles = rows, view, troubles
        self._metrics = QFontMetrics(font(view.px))
        self._known: dict[int, Place] = {}
        self.left = 48 if view.compact else 72
        """Where the words begin."""
        self._inner = inner = view.width - self.left - 2 * _PAD
        most = max((len(row.takes) for row in rows), default=0)
        few = inner // 2 // MARK_WIDTH if view.width >= _WIDE else _FEW
        self._beside = most > 0 and (view.width >= _WIDE or view.compact)
        self._marks_width = min(most, few) * MARK_WIDTH if self._beside else inner
        small = QFontMetrics(font(theme.TEXT_SMALL))
        self._syllables_width = small.horizontalAdvance(t("line-syllables-short", count=88))
        self._words_width = inner - self._syllables_width - 2 * _PAD
        if self._beside:
            self._words_width -= self._marks_width + _PAD
        heights = (self._height(line) for line in range(len(rows)))
        self._tops = list(accumulate(heights, initial=0.0))

    @property
    def height(self) -> float:
        """Of all rows together."""
        return self._tops[-1]

    def top(self, line: int) -> float:
        return self._tops[line]

    def bottom(self, line: int) -> float:
        return self._tops[line + 1]

    def at(self, y: float) -> int:
        """The row at a height; the first above all, the last below all, −1 if there is none."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._rows) - 1)

    def place(self, line: int) -> Place:
        if line not in self._known:
            self._known[line] = self._placed(line)
        return self._known[line]

    # --- heights first

    def _words_height(self, line: int) -> float:
        return len(self._wrapped(line)) * self._metrics.height() + (4 if self._view.compact else 2 * _PAD)

    def _wrapped(self, line: int) -> tuple[str, ...]:
        if self._view.hidden:
            return ("",)
        return wrapped(self._rows[line].words, self._view.px, self._words_width)

    def _mark_rows(self, line: int) -> int:
        takes = len(self._rows[line].takes)
        if line != self._view.unfolded:
            return min(takes, 1)
        return -(-takes // self._per_row(line))

    def _below(self, line: int) -> bool:
        """Whether the marks of a row stand below its words."""
        small = line == self._view.unfolded and self._view.width < _WIDE
        return not self._beside or (small and len(self._rows[line].takes) > _FEW)

    def _per_row(self, line: int) -> int:
        return max(int((self._inner if self._below(line) else self._marks_width) // MARK_WIDTH), 1)

    def _first_height(self, line: int) -> float:
        """Of the words with the marks."""
        words, marks = self._words_height(line), self._mark_rows(line) * MARK_HEIGHT
        both = words + marks + (_PAD / 2 if marks else 0) if self._below(line) else max(words, marks + _PAD)
        return max(both, float(theme.TARGET))

    def _trouble_height(self, line: int) -> float:
        if line not in self._troubles:
            return 0.0
        beside = self.left + self._trouble_width(line) + self._button_width(line) + 2 * _PAD <= self._view.width
        alone = line == self._view.unfolded or beside
        return float(TROUBLE_HEIGHT if alone else TROUBLE_HEIGHT + theme.TARGET)

    def _trouble_width(self, line: int) -> float:
        """Of the sign and what is said, with the room behind it."""
        said = QFontMetrics(font(theme.TEXT, strong=True)).horizontalAdvance(t(TROUBLES[self._troubles[line]]))
        return said + 36.0 + 3 * _PAD

    def _button_width(self, line: int) -> float:
        return QFontMetrics(font(theme.TEXT)).horizontalAdvance(retake_words(self._rows[line])) + _BUTTON_ROOM

    @property
    def _wave_height(self) -> float:
        return (48.0 if self._view.compact else 72.0) if self._view.with_wave else 0.0

    def _height(self, line: int) -> float:
        heading = _HEADING if self._rows[line].section else 0
        unfolded = theme.TARGET + _PAD + self._wave_height + _PAD if line == self._view.unfolded else 0.0
        return heading + self._first_height(line) + self._trouble_height(line) + unfolded + 2

    # --- then the parts

    def _placed(self, line: int) -> Place:
        row, view = self._rows[line], self._view
        y = self._tops[line]
        heading = QRectF(0, y, view.width, _HEADING) if row.section else None
        y += _HEADING if heading else 0
        body = QRectF(0, y, view.width, self._tops[line + 1] - y - 2)
        lines, first = self._wrapped(line), self._first_height(line)
        marks_height = self._mark_rows(line) * MARK_HEIGHT
        below = self._below(line)
        words_height = first - marks_height - (_PAD / 2 if marks_height else 0) if below else first
        words = QRectF(self.left, y, self._words_width, words_height)
        syllables = QRectF(words.right() + _PAD, y, self._syllables_width, words_height)
        marks_left = self.left - 4.0 if below else view.width - _PAD - self._marks_width
        marks_top = words.bottom() if below else y + (first - marks_height) / 2
        marks, more = self._marks(line, marks_left, marks_top)
        y += first
        trouble = wave = button = note = None
        width = self._button_width(line)
        if line in self._troubles:
            trouble = QRectF(self.left, y, view.width - self.left - _PAD, self._trouble_height(line))
            if line != view.unfolded:
                beside = trouble.height() == TROUBLE_HEIGHT
                x = self.left + self._trouble_width(line) if beside else self.left
                button = QRectF(x, trouble.top() + 4 if beside else trouble.bottom() - 48, width, theme.TARGET)
            y += trouble.height()
        if line == view.unfolded:
            if self._wave_height:
                wave = QRectF(self.left, y, view.width - self.left - 2 * _PAD, self._wave_height)
                y += self._wave_height + _PAD
            button = QRectF(self.left, y, width, theme.TARGET)
            note = QRectF(button.right() + 2 * _PAD, y, view.width - button.right() - 4 * _PAD, theme.TARGET)
        number = QRectF(0, body.top(), self.left - 2 * _PAD, words_height)
        return Place(body, heading, number, words, lines, syllables, marks, more, trouble, wave, button, note)

    def _marks(self, line: int, left: float, top: float) -> tuple[tuple[tuple[int, QRectF], ...], QRectF | None]:
        """All the marks of the unfolded row; of another as many of the last as fit, and always the chosen one."""
        row, per_row = self._rows[line], self._per_row(line)
        shown = list(range(len(row.takes)))
        more = None
        if line != self._view.unfolded and len(shown) > per_row:
            shown = shown[-(per_row - 1) :] if per_row > 1 else []
            if row.chosen() not in shown and shown:
                shown[0] = row.chosen()
            more = QRectF(left, top, MARK_WIDTH, MARK_HEIGHT)
        offset = 1 if more else 0
        return tuple(
            (take, QRectF(left + (n % per_row) * MARK_WIDTH, top + n // per_row * MARK_HEIGHT, MARK_WIDTH, MARK_HEIGHT))
            for n, take in enumerate(shown, offset)
        ), more


def fitting(text: str, metrics: QFontMetrics, width: float) -> str:
    """The text, or its beginning and an ellipsis."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(width), 0))


@lru_cache(maxsize=4096)
def wrapped(text: str, px: int, width: float) -> tuple[str, ...]:
    """A text on two lines at most; what does not fit ends in an ellipsis."""
    metrics = QFontMetrics(font(px))
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    first = ""
    for word in text.split():
        longer = f"{first} {word}" if first else word
        if metrics.horizontalAdvance(longer) > width:
            break
        first = longer
    rest = fitting(text[len(first) :].strip(), metrics, width)
    return (first, rest) if first else (rest,)
