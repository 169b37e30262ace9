"""Steps as columns: where each stands, which page of a pattern is shown, the playhead, and keys that come first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from studio.song import Pattern, Song
from ui import theme
from ui.beat_lanes import beat_steps
from ui.i18n import t
from ui.style import font, look
from ui.widgets.accessible import Painted, announce
from ui.widgets.keys import OwnKeys

RULER = 32
"""Height of the strip with the bars and beats above the steps."""
MIN_CELL, MAX_CELL = 24, 64
BEAT_GAP, BAR_GAP = 4, 14
EDGE = 8
"""Free pixels before the first step and after the last."""
_SETTLED_MS = 700
"""Keys and wheel notches closer together than this are one step of undo."""
_NONE, _SHIFT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
Keys = dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]


class Columns(NamedTuple):
    """The steps of one page in pixels, from left to right."""

    first: int
    cell: int
    lefts: tuple[int, ...]

    @property
    def end(self) -> int:
        """The step after the last one."""
        return self.first + len(self.lefts)

    def x_of(self, at_step: int) -> int:
        """The left edge of a step of the page."""
        return self.lefts[at_step - self.first]

    def span(self, at_step: int, steps: float) -> tuple[int, int]:
        """Left and right edge of so many steps from a step of the page, cut off where the page ends."""
        last = min(at_step + max(int(-(-steps // 1)), 1), self.end) - 1
        return self.x_of(max(at_step, self.first)), self.x_of(last) + self.cell

    def at(self, x: float) -> int | None:
        """The step at a place; gaps belong to the step before them."""
        if not self.lefts or x < self.lefts[0] or x >= self.lefts[-1] + self.cell + BEAT_GAP:
            return None
        return self.first + bisect_right(self.lefts, x) - 1


def laid(width: int, left: int, first: int, bars: int, per_bar: int, per_beat: int) -> Columns:
    """As many whole bars as fit, in pages of equal size; where not one bar fits, as many beats.

    `first` is brought to a place where a page can begin. `width` is of the whole, `left` where the steps begin.
    """

    def gaps(steps: int) -> int:
        beats, whole_bars = -(-steps // per_beat) - 1, -(-steps // per_bar) - 1
        return beats * BEAT_GAP + whole_bars * (BAR_GAP - BEAT_GAP)

    def fit(unit: int, most: int) -> int:
        return max((n for n in range(1, most + 1) if n * unit * MIN_CELL + gaps(n * unit) <= width - left), default=0)

    fitting, unit = fit(per_bar, bars), per_bar
    if fitting:
        pages = -(-bars // fitting)
        count = -(-bars // pages) * per_bar
    else:
        unit = per_beat
        count = max(fit(per_beat, per_bar // per_beat), 1) * per_beat
    first = max(min(first // unit * unit, bars * per_bar - count), 0)
    cell = max(min((width - left - gaps(count)) // count, MAX_CELL), 1)
    lefts, x = [], left
    for at_step in range(first, first + count):
        if at_step > first and at_step % per_beat == 0:
            x += BAR_GAP if at_step % per_bar == 0 else BEAT_GAP
        lefts.append(x)
        x += cell
    return Columns(first, cell, tuple(lefts))


class StepView(Painted):
    """What the step grid and the piano roll have in common. Changes nothing itself."""

    asked = Signal(str, dict, str)
    """A row of `studio.edits.EDITS`, its arguments, and the key that makes one step of a gesture."""
    gesture_ended = Signal()
    heard = Signal(str, str, int, object)
    """Let this be heard now: track id, sound, velocity, MIDI note or None."""
    told = Signal(str)
    """What is at the keys now, in words."""
    turned = Signal()
    """Another page is shown, or the pages have another size."""

    pad = EDGE
    """Pixels before the first step."""
    top = 0
    """Pixels above the first row: `RULER` where the ruler is part of the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.song = Song(title="")
        self.pattern = Pattern(id="", name="", bars=1)
        self.per_beat = 4
        self.columns = Columns(0, MIN_CELL, ())
        self.at_step = 0
        """Where the keys are."""
        self.keys: Keys = {}
        self._playhead: int | None = None
        self._follows = True
        self._said = ""
        self.strip: QWidget | None = None
        """A ruler of its own above the view, which changes when the view does."""
        self._ground: tuple[object, QPixmap] | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settle.timeout.connect(self.gesture_ended)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        OwnKeys(self, lambda event: _pressed(event) in self.all_keys())
        look.changed.connect(self.forget)

    # --- what it shows

    def take(self, song: Song, pattern: Pattern) -> None:
        """Show a pattern, the same one or another."""
        if pattern.id != self.pattern.id:
            self.at_step, self._playhead = 0, None
            self.columns = self.columns._replace(first=0)
        self.song, self.pattern = song, pattern
        self.per_beat = beat_steps(pattern, song.beats_per_bar)
        self.at_step = min(self.at_step, self.steps - 1)
        self._lay(self.columns.first)
        self._changed()

    @property
    def steps(self) -> int:
        """How many the pattern has."""
        return self.pattern.bars * self.pattern.steps_per_bar

    def show_playhead(self, step: float | None) -> None:
        """Where in the pattern it plays, in steps; None while it does not. The page follows until a person turns it."""
        now = None if step is None else int(step) % self.steps
        if step is None:
            self._follows = True
        if now == self._playhead:
            return
        before, self._playhead = self._playhead, now
        if now is not None and self._follows and not self.columns.first <= now < self.columns.end:
            self._lay(now)
        for column in (before, now):
            if column is not None and self.columns.first <= column < self.columns.end:
                self.update(self.column_box(column))
                if self.strip is not None:
                    self.strip.update(self.column_box(column))

    def column_box(self, at_step: int) -> QRect:
        """What is repainted when the playhead comes or goes."""
        return QRect(self.columns.x_of(at_step) - 1, 0, self.columns.cell + 2, self.height())

    def turn_to(self, first: int) -> None:
        """Show the page that begins at a step; a person wants it, so the playhead does not turn it back."""
        self._follows = False
        self._lay(first)

    def page_unit(self) -> int:
        """Steps that pages are turned by: a bar, or a beat where not one bar fits."""
        per_bar = self.pattern.steps_per_bar
        return per_bar if len(self.columns.lefts) % per_bar == 0 else self.per_beat

    def sync(self, bar: QScrollBar) -> None:
        """Have a scroll bar stand where the page is; it is hidden where everything is seen."""
        unit, shown = self.page_unit(), len(self.columns.lefts)
        hidden = self.steps - shown
        bar.blockSignals(True)
        bar.setRange(0, max(hidden // unit, 0))
        bar.setPageStep(max(shown // unit, 1))
        bar.setValue(self.columns.first // unit)
        bar.blockSignals(False)
        bar.setVisible(hidden > 0)

    def forget(self) -> None:
        """Draw everything anew: the look, the size or the language has changed."""
        self._ground = None
        self._changed()

    def _changed(self) -> None:
        self.update()
        if self.strip is not None:
            self.strip.update()

    def _lay(self, first: int) -> None:
        bars, per_bar = self.pattern.bars, self.pattern.steps_per_bar
        columns = laid(self.width() - EDGE, self.pad, first, bars, per_bar, self.per_beat)
        if columns != self.columns:
            self.columns = columns
            self._ground = None
            self._changed()
        self.turned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ground = None
        self._lay(self.columns.first)

    # --- where the keys are

    def current_words(self) -> str:
        """What is at the place of the keys."""
        return ""

    def accessible_value(self) -> str:
        return self.current_words()

    def move_to(self, at_step: int) -> None:
        """Put the keys on a step; the page follows them."""
        self.at_step = max(min(at_step, self.steps - 1), 0)
        if not self.columns.first <= self.at_step < self.columns.end:
            self.turn_to(self.at_step)
        self.tell()

    def tell(self) -> None:
        """Have a screen reader say what is at the keys now, if that has changed."""
        self.update()
        words = self.current_words()
        if words != self._said:
            self._said = words
            if self.hasFocus():
                announce(self, words)
                self.told.emit(words)

    def across_keys(self) -> Keys:
        """The keys that go along the steps."""
        per_bar = self.pattern.steps_per_bar

        def along(steps: int) -> Callable[[], None]:
            return lambda: self.move_to(self.at_step + steps)

        def beat(step: int) -> Callable[[], None]:
            size = self.per_beat
            return lambda: self.move_to(
                (self.at_step // size + 1) * size if step > 0 else (self.at_step - 1) // size * size
            )

        bar = self.at_step // per_bar * per_bar
        return {
            (Qt.Key.Key_Left, _NONE): along(-1),
            (Qt.Key.Key_Right, _NONE): along(1),
            (Qt.Key.Key_Left, _CTRL): beat(-1),
            (Qt.Key.Key_Right, _CTRL): beat(1),
            (Qt.Key.Key_Home, _NONE): lambda: self.move_to(bar),
            (Qt.Key.Key_End, _NONE): lambda: self.move_to(bar + per_bar - 1),
            (Qt.Key.Key_PageUp, _NONE): along(-per_bar),
            (Qt.Key.Key_PageDown, _NONE): along(per_bar),
        }

    def all_keys(self) -> Keys:
        """What each key does now."""
        return self.across_keys()

    def settling(self) -> None:
        """A key or a wheel changed something; the gesture ends when nothing more comes for a while."""
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = self.all_keys().get(_pressed(event))
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._said = ""
        self.tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- drawing

    def ground(self) -> QPixmap:
        """What lies under the notes; drawn once for as long as it stays the same."""
        key = (self.size(), self.devicePixelRatioF(), self.columns, self.ground_key())
        if self._ground is None or self._ground[0] != key:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(look.palette.surface))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.top:
                self.paint_ruler(painter)
            self.paint_ground(painter)
            painter.end()
            self._ground = key, pixmap
        return self._ground[1]

    def paint_on_ground(self, painter: QPainter, part: QRect) -> None:
        """Lay a part of the ground."""
        ratio = self.devicePixelRatioF()
        real = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
        painter.drawPixmap(QRectF(part), self.ground(), real)

    def ground_key(self) -> object:
        """What the ground depends on besides size, page and look."""
        return (self.pattern.bars, self.pattern.steps_per_bar, self.per_beat)

    def paint_ground(self, painter: QPainter) -> None:
        """Draw what lies under the notes."""

    def paint_ruler(self, painter: QPainter) -> None:
        """Bars and beats, from the top of whatever is painted on."""
        colours, columns, per_bar = look.palette, self.columns, self.pattern.steps_per_bar
        for at_step in range(columns.first, columns.end):
            if at_step % self.per_beat and at_step != columns.first:
                continue
            x = columns.x_of(at_step)
            bar, within = divmod(at_step, per_bar)
            starts_bar = within == 0 or at_step == columns.first
            painter.setFont(font(theme.TEXT_SMALL, strong=starts_bar))
            painter.setPen(QColor(colours.text if starts_bar else colours.secondary))
            beat = within // self.per_beat + 1
            words = t("step-bar", bar=bar + 1) if starts_bar else str(beat)
            if within and starts_bar:
                words = t("step-bar-beat", bar=bar + 1, beat=beat)
            painter.drawText(QRectF(x + 2, 0, 160, RULER - 6), Qt.AlignmentFlag.AlignVCenter, words)
            if within == 0 and at_step > columns.first:
                painter.fillRect(QRectF(x - BAR_GAP / 2 - 1, 4, 2, RULER - 4), QColor(colours.control))

    def paint_bars(self, painter: QPainter) -> None:
        """A line between two bars."""
        for at_step in range(self.columns.first + 1, self.columns.end):
            if at_step % self.pattern.steps_per_bar == 0:
                line = QRectF(self.columns.x_of(at_step) - BAR_GAP / 2 - 1, self.top, 2, self.height() - self.top)
                painter.fillRect(line, QColor(look.palette.control))

    def paint_playhead(self, painter: QPainter) -> None:
        """A veil over the column that sounds now."""
        if self._sounding():
            veil = QColor(look.palette.text)
            veil.setAlphaF(0.16)
            x = self.columns.x_of(self._playhead)
            painter.fillRect(QRectF(x, self.top, self.columns.cell, self.height() - self.top), veil)

    def paint_head(self, painter: QPainter) -> None:
        """A mark in the ruler above the column that sounds now."""
        if self._sounding():
            x = self.columns.x_of(self._playhead)
            painter.fillRect(QRectF(x + 1, RULER - 6, self.columns.cell - 2, 4), QColor(look.palette.text))

    def _sounding(self) -> bool:
        """Whether the playhead is on the page."""
        return self._playhead is not None and self.columns.first <= self._playhead < self.columns.end

    def paint_ring(self, painter: QPainter, box: QRectF, radius: float = 7.0) -> None:
        """The ring around the place of the keys."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((look.palette.focus_edge, theme.RING + 2), (look.palette.focus, theme.RING)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(box, radius, radius)


class RulerStrip(QWidget):
    """The ruler of a view that is scrolled up and down under it."""

    def __init__(self, view: StepView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        view.strip = self
        self.setFixedHeight(RULER)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._view.paint_ruler(painter)
        self._view.paint_head(painter)


def _pressed(event: QKeyEvent) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """A key and what is held with it; signs are the same wherever on a keyboard they are."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
        held &= ~_SHIFT
    return Qt.Key(event.key()), held
