"""The painted part of the line list: what is seen of it, where it is scrolled to, and what its parts are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.i18n import language, t
from ui.style import font, look
from ui.widgets.accessible import Painted, Part, announce
from ui.widgets.canvas import Waves
from ui.widgets.line_paint import HANDLE, MarkStamps, RowState, draw_wave, paint_edges, paint_row
from ui.widgets.line_places import TROUBLE_HEIGHT, Place, Places, View
from ui.widgets.line_rows import TROUBLES, Mark, Row, mark_words, retake_words, row_words

LEAST_PX, MOST_PX = 18, 48
"""Of the words."""
EDGES = ("start", "end")


class LineWave(NamedTuple):
    """How a line sounds: a stretch of a file, and where in it the line begins and ends."""

    line: int
    media_id: str
    from_frame: float
    to_frame: float
    shares: tuple[float, float]


class Spot(NamedTuple):
    """What is at a point: its kind, the row, and which one of its kind."""

    kind: str = ""
    line: int = -1
    at: int = -1


class LineList(Painted):
    """Shows the rows. What is pressed and typed on them is in `LineHands`."""

    accessible_role = QAccessible.Role.List
    laid = Signal()
    """The rows have other places now, or it was scrolled."""

    def __init__(self, waves: Waves | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.selected = -1
        self.take = -1
        """Place of the take where the keys are, in the selected row."""
        self.now, self._share = -1, 0.0
        self.live = -1
        self._first_live = 0
        self.heard: tuple[int, str] = (-1, "")
        self.hot = Spot()
        self.wave: LineWave | None = None
        self.scrolled = 0
        """Px that are above what is seen."""
        self._waves, self._role, self._px = waves, "lead", 24
        self._compact = self._hidden = False
        self._troubles: dict[int, str] = {}
        self._stamps = MarkStamps()
        self._sheet: tuple[tuple[object, ...], QPixmap] | None = None
        self._parts: list[Part] | None = None
        self._placed: Places | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.TARGET + 16)
        look.changed.connect(self.forget)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("line-list"))
        self.setAccessibleDescription(t("line-list.help"))
        self.setWhatsThis(t("line-list.help"))
        self.lay()

    # --- what it shows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Other lines, or the same ones changed; the keys stay where they are as far as that is still there."""
        if tuple(rows) == self.rows:
            return
        before = self._take_id()
        self.rows = tuple(rows)
        self.selected = min(self.selected, len(self.rows) - 1)
        takes = self.rows[self.selected].takes if self.selected >= 0 else ()
        same = (at for at, mark in enumerate(takes) if mark.take_id == before)
        self.take = next(same, self.rows[self.selected].chosen() if takes else -1)
        self._troubles = {line: kind for line, kind in self._troubles.items() if line < len(self.rows)}
        self.lay()

    def _take_id(self) -> str:
        takes = self.rows[self.selected].takes if self.selected >= 0 else ()
        return takes[self.take].take_id if 0 <= self.take < len(takes) else ""

    def show_now(self, line: int, share: float) -> None:
        """Light the line where the song is, and have it in the upper third; −1 lights none."""
        if line == self.now and (look.calm or share == self._share):
            return
        before, self.now, self._share = self.now, line, share
        if line == before:
            self._update_row(line)
            return
        if 0 <= line < len(self.rows):
            self.turn_to(line)
        self.update()

    def show_live(self, line: int) -> None:
        """The line that is being recorded; while one is, nothing is unfolded. What was wrong with it before is over.
        After the last one, the first of them is turned to: there the take begins, and is heard from."""
        if line != self.live:
            other = (line < 0) != (self.live < 0) or line in self._troubles
            if self.live < 0:
                self._first_live = line
            self.live = line
            self._troubles.pop(line, None)
            if other:
                self.lay(self.now)
            if line < 0 and self._first_live < len(self.rows):
                self.turn_to(self._first_live)
            self.update()

    def show_trouble(self, line: int, kind: str) -> None:
        """Say on a row what is wrong with it, a row of `TROUBLES`; an empty kind takes it away."""
        if not 0 <= line < len(self.rows) or self._troubles.get(line, "") == kind:
            return
        if kind:
            self._troubles[line] = kind
            announce(self, f"{t('line-number', number=self.rows[line].number)}. {t(TROUBLES[kind])}")
        else:
            del self._troubles[line]
        self.lay(self.now if self.now >= 0 else self.selected)

    def start_over(self) -> None:
        """Another song: nothing is pointed at, listened to or wrong, and it is seen from its first line."""
        self.selected = self.take = self.now = self.live = -1
        self.heard, self.hot, self.wave, self.scrolled = (-1, ""), Spot(), None, 0
        self._troubles = {}
        self.lay()

    def show_heard(self, line: int, take_id: str) -> None:
        """The take that is listened to; −1 and an empty id for none."""
        self.heard = (line, take_id)
        self.update()

    def show_wave(self, wave: LineWave | None) -> None:
        """How the selected line sounds."""
        unfolds = (self.wave is None) != (wave is None)
        self.wave = wave
        if unfolds:
            self.lay(self.selected)
        self._parts = None
        self.update()

    def set_look(self, role: str = "", px: int = 0, hidden: bool | None = None, compact: bool | None = None) -> None:
        """How the rows are drawn; what is left out stays."""
        self._role = role or self._role
        self._px = min(max(px, LEAST_PX), MOST_PX) if px else self._px
        self._hidden = self._hidden if hidden is None else hidden
        self._compact = self._compact if compact is None else compact
        self.lay(self.selected)

    def select(self, line: int, take: int | None = None) -> None:
        """Have the keys on a row and one of its takes; the row stays where it is seen."""
        if not self.rows:
            return
        line = min(max(line, 0), len(self.rows) - 1)
        takes = self.rows[line].takes
        if line != self.selected:
            self.wave = None if self.wave is not None and self.wave.line != line else self.wave
        same = line == self.selected
        self.selected = line
        self.take = self.rows[line].chosen() if take is None else min(max(take, -1), len(takes) - 1)
        if same:
            self._parts = None
            self._update_row(line)
        else:
            self.lay(line)

    # --- where things are

    @property
    def places(self) -> Places:
        """Where the rows stand as they are now."""
        if self._placed is None:
            unfolded = self.selected if self.live < 0 else -1
            wave = self.wave is not None and self.wave.line == unfolded >= 0
            view = View(max(self.width(), 200), self._px, self._compact, self._hidden, unfolded, wave)
            self._placed = Places(self.rows, view, self._troubles)
        return self._placed

    def lay(self, keep: int = -1) -> None:
        """Find the places anew, with a row staying where it is seen."""
        seen = self.places.top(keep) - self.scrolled if 0 <= keep < len(self.rows) and self._placed else None
        self._placed = None
        if seen is not None:
            self.scrolled = round(self.places.top(keep) - seen)
        self.scroll_to(self.scrolled)

    def forget(self) -> None:
        """Draw all anew: the look has changed."""
        self._stamps.forget()
        self._sheet = None
        self.update()

    @property
    def most(self) -> int:
        """The furthest it can be scrolled: the last line can stand in the upper third as well."""
        if self.places.height <= self.height():
            return 0
        return round(max(self.places.height - self.height(), self.places.top(len(self.rows) - 1) - self.height() / 3))

    def scroll_to(self, y: int) -> None:
        self.scrolled = min(max(y, 0), self.most)
        self._parts = None
        self.laid.emit()
        self.update()

    def turn_to(self, line: int) -> None:
        """Have a line in the upper third, with the one before it where there is room; still while it is there."""
        top, third = self.places.top(line), self.height() / 3
        if not 0 <= top - self.scrolled <= third:
            before = self.places.top(line - 1) if line else 0.0
            self.scroll_to(round(before if top - before <= third else top))

    def reveal(self, line: int) -> None:
        """Scroll as little as is needed to see the whole of a row."""
        top, bottom = self.places.top(line), self.places.bottom(line)
        if bottom > self.scrolled + self.height():
            self.scroll_to(round(min(bottom - self.height(), top)))
        if top < self.scrolled:
            self.scroll_to(round(top))

    def seen(self) -> range:
        """The rows of which something is seen."""
        if not self.rows:
            return range(0)
        return range(self.places.at(self.scrolled), self.places.at(self.scrolled + self.height()) + 1)

    def box(self, part: QRectF) -> QRectF:
        """A part of a place as it stands in the widget."""
        return part.translated(0, -self.scrolled)

    def part_box(self, part: str) -> QRect | None:
        """Where the `marks` or the `button` of the unfolded row stand in the widget, else of the first row that is
        seen and has some; None where no row has."""
        for line in (self.selected, *self.seen()):
            place = self.places.place(line) if 0 <= line < len(self.rows) else None
            boxes = [] if place is None else [box for _, box in place.marks] if part == "marks" else [place.button]
            found = [self.box(box).toRect() for box in boxes if box is not None]
            if found:
                return reduce(QRect.united, found)
        return None

    def handle(self, place: Place, edge: int) -> QRectF:
        """What an edge of the line is held by."""
        assert place.wave is not None
        assert self.wave is not None
        x = place.wave.left() + self.wave.shares[edge] * place.wave.width()
        # A handle reaches into the line a little more than out of it, so that two close ones can be told apart.
        left = x - HANDLE * (0.4 if edge == 0 else 0.6)
        return QRectF(left, place.wave.top(), HANDLE, place.wave.height())

    def spot(self, at: QPointF) -> Spot:
        """What is at a point of the widget."""
        point = QPointF(at.x(), at.y() + self.scrolled)
        line = self.places.at(point.y())
        if line < 0 or point.y() > self.places.height:
            return Spot()
        place = self.places.place(line)
        if place.wave is not None:
            for edge in (0, 1):
                if self.handle(place, edge).contains(point):
                    return Spot("edge", line, edge)
        for take, box in place.marks:
            if box.contains(point):
                return Spot("mark", line, take)
        for kind, box in (("button", place.button), ("more", place.more), ("words", place.words)):
            if box is not None and box.contains(point):
                return Spot(kind, line)
        return Spot("row", line)

    def _update_row(self, line: int) -> None:
        if 0 <= line < len(self.rows):
            top = round(self.places.top(line)) - self.scrolled
            self.update(QRect(0, top, self.width(), round(self.places.bottom(line) - self.places.top(line)) + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.lay(self.now if self.now >= 0 else self.selected)

    # --- words

    def accessible_value(self) -> str:
        """Where the keys are."""
        if self.selected < 0:
            return "" if self.rows else t("line-none")
        row = self.rows[self.selected]
        said = row_words(row, hidden=self._hidden)
        if self.selected in self._troubles:
            said += f". {t(TROUBLES[self._troubles[self.selected]])}"
        return said

    def accessible_parts(self) -> list[Part]:
        """Every line, and of those that are seen their marks, buttons and edges."""
        if self._parts is None:
            self._parts = []
            seen = self.seen()
            for line, row in enumerate(self.rows):
                place = self.places.place(line) if line in seen else None
                top = self.places.top(line)
                words = place.words if place else QRectF(0, top, self.width(), self.places.bottom(line) - top)
                self._part(_row_words(row, self._hidden, language()), words)
                if place is None:
                    continue
                for take, box in place.marks:
                    self._part(_mark_words(row, row.takes[take], language()), box)
                if place.trouble is not None:
                    box = QRectF(place.trouble.topLeft(), QSizeF(place.trouble.width(), TROUBLE_HEIGHT))
                    self._part(t(TROUBLES[self._troubles[line]]), box)
                if place.button is not None:
                    self._part(f"{retake_words(row)}, {t('line-number', number=row.number)}", place.button)
                for edge in (0, 1) if place.wave is not None else ():
                    self._part(f"{t('line-number', number=row.number)}, {t(f'line-edge-{EDGES[edge]}')}",
                               self.handle(place, edge))  # fmt: skip
        return self._parts

    def _part(self, name: str, box: QRectF) -> None:
        assert self._parts is not None
        self._parts.append(Part(name, self.box(box).toRect()))

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(look.palette.background))
        if not self.rows:
            painter.setFont(font(theme.TEXT))
            painter.setPen(QColor(look.palette.secondary))
            painter.drawText(self.rect().adjusted(16, 8, -16, -8), Qt.TextFlag.TextWordWrap, t("line-none"))
            return
        painter.translate(0, -self.scrolled)
        top, bottom = event.rect().top() + self.scrolled, event.rect().bottom() + self.scrolled
        for line in range(self.places.at(top), self.places.at(bottom) + 1):
            place = self.places.place(line)
            paint_row(painter, self.rows[line], place, self._state(line), self._stamps)
            if place.wave is not None:
                self._paint_wave(painter, place.wave)

    def _state(self, line: int) -> RowState:
        hot = self.hot if self.hot.line == line else Spot()
        return RowState(
            role=self._role, px=self._px, selected=line == self.selected, now=line == self.now, live=line == self.live,
            quiet=self.now >= 0 and line not in (self.now, self.now + 1), share=self._share,
            picked=self.take if line == self.selected else -1, heard=self.heard[1] if self.heard[0] == line else "",
            hot=(hot.kind, hot.at), trouble=self._troubles.get(line, ""), hidden=self._hidden,
        )  # fmt: skip

    def _paint_wave(self, painter: QPainter, box: QRectF) -> None:
        wave, ratio = self.wave, self.devicePixelRatioF()
        assert wave is not None
        size = int(box.width()), int(box.height())
        key = (wave.media_id, wave.from_frame, wave.to_frame, size, ratio, self._role)
        if self._sheet is None or self._sheet[0] != key:
            columns = None
            if self._waves is not None:
                columns = self._waves.columns(
                    wave.media_id, wave.from_frame, wave.to_frame, max(round(size[0] * ratio), 1)
                )
            sheet = draw_wave(columns, self._role, *size, ratio)
            self._sheet = (key, sheet) if columns is not None else None
        else:
            sheet = self._sheet[1]
        hot = EDGES[self.hot.at] if self.hot.kind == "edge" else ""
        paint_edges(painter, box, sheet, wave.shares, hot)

    def move_edge(self, edge: int, share: float) -> None:
        """Have an edge of the line at a place of its wave; the other one is never passed."""
        assert self.wave is not None
        start, end = self.wave.shares
        shares = (min(max(share, 0.0), end - 0.02), end) if edge == 0 else (start, max(min(share, 1.0), start + 0.02))
        self.wave = self.wave._replace(shares=shares)
        self._parts = None
        self._update_row(self.wave.line)


@lru_cache(maxsize=4096)
def _row_words(row: Row, hidden: bool, spoken: str) -> str:
    """`row_words`, kept by the language it was said in."""
    return row_words(row, hidden=hidden)


@lru_cache(maxsize=16_384)
def _mark_words(row: Row, mark: Mark, spoken: str) -> str:
    """`mark_words`, kept by the language it was said in."""
    return mark_words(row, mark)
