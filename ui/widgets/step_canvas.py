"""The painted half of the step grid: a row for each drum, a cell for each step; by mouse, and all of it by keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from beats.patterns import digit_of_velocity, velocity_of_digit
from studio.song import Lane, Pattern, Song, Step
from ui import theme
from ui.beat_lanes import (
    VELOCITY,
    covered,
    shift_steps,
    size_of,
    sound_title,
    step_words,
)
from ui.i18n import t
from ui.style import font, look
from ui.widgets.accessible import Part, announce
from ui.widgets.step_columns import Keys, StepView
from ui.widgets.step_hits import Hit, Stamps, paint_hit
from ui.widgets.step_menu import step_menu

ROW = 48
"""Height of a lane; its cells are 44 high."""
_CELL_HEIGHT = 44
NUDGE = 8
"""What a key or a notch of the wheel does to a velocity."""
_SLACK = 6
"""A press moves so many pixels before it is a drag."""
_LONG_MS = 550
_FULL_DRAG = 110
"""Pixels from the softest to the loudest when a hit is dragged up or down."""
_ROLE = "drums"
DIGITS = tuple(Qt.Key(Qt.Key.Key_0 + digit) for digit in range(1, 10))
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class _Press:
    """What a held mouse button does: it waits to see what is meant, paints hits on or off, or turns a velocity."""

    kind: str
    row: int
    at_step: int
    """Where it was last."""
    from_pos: QPointF
    from_velocity: int


class StepCanvas(StepView):
    """The cells. Changes nothing itself: what a person wants is asked for."""

    accessible_role = QAccessible.Role.List
    moved = Signal(int)
    """The keys are on another row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lanes: tuple[Lane, ...] = ()
        self.row = 0
        self.menu: QMenu | None = None
        """The menu that was opened last."""
        self._titles: Mapping[str, str] = {}
        self._muted: Collection[str] = ()
        self._names: list[str] = []
        self._hits: list[dict[int, Step]] = []
        self._parts: list[Part] | None = None
        self._drawn: tuple[float, list[tuple[QRect, QPixmap]]] | None = None
        self._stamps = Stamps(paint_hit)
        self._press: _Press | None = None
        self._long = QTimer(self, singleShot=True, interval=_LONG_MS)
        self._long.timeout.connect(self._pressed_long)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("steps"))
        self.setAccessibleDescription(t("steps.help"))
        self.setWhatsThis(t("steps.help"))
        self._names = [sound_title(lane.sound, self._titles) for lane in self.lanes]
        self.forget()

    # --- what it shows

    def show_lanes(
        self,
        song: Song,
        pattern: Pattern,
        lanes: tuple[Lane, ...],
        titles: Mapping[str, str],
        muted: Collection[str] = (),
    ) -> None:
        """Show a pattern; the keys stay on their sound. A hand lets go of a row that is gone, as after an undo. Sounds
        that are `muted` are pale as muted lanes are, but say nothing of it: the pattern has them."""
        before, held = self._lane_key(self.row), self._held()
        self.lanes, self._titles, self._muted = lanes, titles, muted
        self._names = [sound_title(lane.sound, titles) for lane in lanes]
        self._hits = [covered(lane) for lane in lanes]
        keys = [self._lane_key(row) for row in range(len(lanes))]
        self.row = keys.index(before) if before in keys else max(min(self.row, len(lanes) - 1), 0)
        self.setFixedHeight(max(len(lanes), 1) * ROW + 2)
        self.take(song, pattern)
        if self._held() != held:
            self._press = None
            self._long.stop()
        self.tell()
        self.moved.emit(self.row)

    def forget(self) -> None:
        self._stamps.forget()
        super().forget()

    def current_words(self) -> str:
        return self._words(self.row, self.at_step) if self.lanes else t("steps-empty")

    def accessible_parts(self) -> list[Part]:
        if self._parts is None:
            self._parts = [
                Part(self._words(row, at_step), self._cell(row, at_step))
                for row in range(len(self.lanes))
                for at_step in range(self.columns.first, self.columns.end)
            ]
        return self._parts

    def _changed(self) -> None:
        self._parts = self._drawn = None
        super()._changed()

    def _lane_key(self, row: int) -> tuple[str, str]:
        lane = self.lanes[row] if row < len(self.lanes) else None
        return (lane.track_id, lane.sound) if lane else ("", "")

    def _held(self) -> object:
        """What the mouse holds: as long as that is the same, so are its row and its steps."""
        return self._press and (self.pattern.id, self.steps, self._lane_key(self._press.row))

    def _words(self, row: int, at_step: int) -> str:
        hit = self._hits[row].get(at_step)
        return step_words(self.pattern, self.lanes[row], at_step, self._names[row], hit)

    def _cell(self, row: int, at_step: int, steps: int = 1) -> QRect:
        left, right = self.columns.span(at_step, steps)
        return QRect(left, row * ROW + (ROW - _CELL_HEIGHT) // 2, right - left, _CELL_HEIGHT)

    # --- what is asked for

    def _lane_fields(self, row: int) -> dict[str, object]:
        lane = self.lanes[row]
        return {"pattern_id": self.pattern.id, "track_id": lane.track_id, "sound": lane.sound}

    def change(self, row: int, at_step: int, merge: str = "", *, listen: bool = False, **fields: object) -> None:
        """Set a step, or change fields of the `Step` that sounds there."""
        step = self._hits[row].get(at_step) or Step(at_step=at_step, velocity=VELOCITY)
        changed = msgspec.structs.replace(step, **fields)
        self.asked.emit("set_step", {**self._lane_fields(row), **msgspec.structs.asdict(changed)}, merge)
        if listen:
            self.hear(row, changed.velocity)

    def clear(self, row: int, at_step: int, merge: str = "") -> None:
        """Take away the hit that sounds on a step, if one does."""
        step = self._hits[row].get(at_step)
        if step is not None:
            self.asked.emit("clear_step", {**self._lane_fields(row), "at_step": step.at_step}, merge)

    def hear(self, row: int, velocity: int = VELOCITY) -> None:
        """Let a row's sound be heard."""
        if row < len(self.lanes):
            lane = self.lanes[row]
            self.heard.emit(lane.track_id, lane.sound, velocity, None)

    def mute(self, row: int, on: bool) -> None:
        """Silence a row, or let it sound again."""
        self.asked.emit("mute_lane", {**self._lane_fields(row), "mute": on}, "")

    # --- keys

    def all_keys(self) -> Keys:
        keys = self.across_keys()
        if not self.lanes:
            return keys
        row, at_step = self.row, self.at_step
        keys |= {
            (Qt.Key.Key_Up, _NONE): lambda: self.move_row(row - 1),
            (Qt.Key.Key_Down, _NONE): lambda: self.move_row(row + 1),
            (Qt.Key.Key_Space, _NONE): self._toggle,
            (Qt.Key.Key_Delete, _NONE): lambda: self.clear(row, at_step),
            (Qt.Key.Key_Backspace, _NONE): lambda: self.clear(row, at_step),
            (Qt.Key.Key_M, _NONE): self._toggle_mute,
            (Qt.Key.Key_Plus, _NONE): lambda: self._nudge(row, at_step, NUDGE),
            (Qt.Key.Key_Equal, _NONE): lambda: self._nudge(row, at_step, NUDGE),
            (Qt.Key.Key_Minus, _NONE): lambda: self._nudge(row, at_step, -NUDGE),
            (Qt.Key.Key_Return, _NONE): self._hear_current,
            (Qt.Key.Key_Enter, _NONE): self._hear_current,
            (Qt.Key.Key_Menu, _NONE): self._open_menu_at_keys,
            (Qt.Key.Key_F10, _SHIFT): self._open_menu_at_keys,
        }
        for digit, key in enumerate(DIGITS, 1):
            keys[key, _NONE] = lambda digit=digit: self.change(
                row, at_step, listen=True, velocity=velocity_of_digit(digit)
            )
        return keys

    def move_row(self, row: int) -> None:
        """Put the keys on another row."""
        row = max(min(row, len(self.lanes) - 1), 0)
        if row != self.row:
            self.row = row
            self.moved.emit(row)
            self.tell()

    def _toggle(self) -> None:
        if self.at_step in self._hits[self.row]:
            self.clear(self.row, self.at_step)
        else:
            self.change(self.row, self.at_step, listen=True)

    def _toggle_mute(self) -> None:
        on = not self.lanes[self.row].mute
        announce(self, t("lane-silent" if on else "lane-sounds", sound=self._names[self.row]))
        self.mute(self.row, on)

    def _hear_current(self) -> None:
        step = self._hits[self.row].get(self.at_step)
        self.hear(self.row, step.velocity if step else VELOCITY)

    def _nudge(self, row: int, at_step: int, by: int) -> None:
        step = self._hits[row].get(at_step)
        if step is not None:
            velocity = max(min(step.velocity + by, 127), 1)
            self.change(row, at_step, f"velocity/{self.lanes[row].sound}/{step.at_step}", velocity=velocity)
            self.settling()

    # --- the mouse

    def _under(self, pos: QPointF) -> tuple[int, int] | None:
        """Row and step at a place."""
        row = int(pos.y() // ROW)
        at_step = self.columns.at(pos.x())
        return None if at_step is None or not 0 <= row < len(self.lanes) else (row, at_step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position())
        if under is None or event.button() == Qt.MouseButton.MiddleButton:
            event.ignore()
            return
        row, at_step = under
        self.move_row(row)
        self.move_to(at_step)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        step = self._hits[row].get(at_step)
        kind = "on" if step is None else "wait"
        self._press = _Press(kind, row, at_step, event.position(), step.velocity if step else VELOCITY)
        self._long.start()
        if step is None:
            self.change(row, at_step, "paint", listen=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick presses are two presses."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        press = self._press
        if press is None:
            return
        moved = event.position() - press.from_pos
        if moved.manhattanLength() > _SLACK:
            self._long.stop()
        at_step = self.columns.at(event.position().x())
        if press.kind == "wait":
            if abs(moved.y()) > max(_SLACK, abs(moved.x())):
                press.kind = "velocity"
            elif at_step is not None and at_step != press.at_step:
                press.kind = "off"
                self.clear(press.row, press.at_step, "paint")
        if press.kind == "velocity":
            velocity = round(press.from_velocity - moved.y() * 127 / _FULL_DRAG)
            self.change(press.row, press.at_step, "velocity", velocity=max(min(velocity, 127), 1))
        elif press.kind in ("on", "off") and at_step is not None and at_step != press.at_step:
            self._paint_to(press, at_step)

    def _paint_to(self, press: _Press, at_step: int) -> None:
        """Do to every step on the way what was done to the first; a fast mouse leaves some out."""
        towards = 1 if at_step > press.at_step else -1
        for each in range(press.at_step + towards, at_step + towards, towards):
            if press.kind == "off":
                self.clear(press.row, each, "paint")
            elif each not in self._hits[press.row]:
                self.change(press.row, each, "paint")
        press.at_step = at_step
        self.move_to(at_step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        self._long.stop()
        if press is None:
            return
        if press.kind == "wait":
            self.clear(press.row, press.at_step)
        else:
            self.gesture_ended.emit()

    def _pressed_long(self) -> None:
        press, self._press = self._press, None
        if press is not None:
            self.gesture_ended.emit()
            self._open_menu(press.row, press.at_step, self.mapToGlobal(press.from_pos.toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over a hit it turns the velocity, once the grid has the keys; else it scrolls the page."""
        under = self._under(event.position())
        delta = event.angleDelta().y()
        if under is not None and delta and self.hasFocus() and under[1] in self._hits[under[0]]:
            self.move_row(under[0])
            self.move_to(under[1])
            self._nudge(*under, round(delta / 120 * NUDGE) or (1 if delta > 0 else -1))
            event.accept()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu_at_keys()
        elif (under := self._under(QPointF(event.pos()))) is not None:
            self._open_menu(*under, event.globalPos())

    def _open_menu_at_keys(self) -> None:
        if self.lanes:
            box = self._cell(self.row, self.at_step)
            self._open_menu(self.row, self.at_step, self.mapToGlobal(box.bottomLeft()))

    def _open_menu(self, row: int, at_step: int, where: QPoint) -> None:
        if self.menu is not None:
            if self.menu.isVisible():
                return
            self.menu.deleteLater()
        step = self._hits[row].get(at_step)
        starts = step.at_step if step else at_step
        self.menu = step_menu(
            step,
            self.steps - starts,
            lambda **fields: self.change(row, at_step, listen=True, **fields),
            lambda: self.clear(row, at_step),
            self,
        )
        self.menu.popup(where)

    # --- drawing

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit(self.row)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.moved.emit(self.row)

    def ground_key(self) -> object:
        return (super().ground_key(), len(self.lanes))

    def paint_ground(self, painter: QPainter) -> None:
        colours, columns = look.palette, self.columns
        dark = look.theme == "dark"
        strong = QColor(colours.raised if dark else theme.mixed(colours.raised, colours.line, 0.5))
        faint = QColor(theme.mixed(colours.raised, colours.surface, 0.5 if dark else 0.35))
        dot = QColor(colours.control)
        self.paint_bars(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        for at_step in range(columns.first, columns.end):
            on_beat = at_step % self.per_beat == 0
            painter.setBrush(faint if at_step // self.per_beat % 2 else strong)
            for row in range(len(self.lanes)):
                painter.drawRoundedRect(QRectF(self._cell(row, at_step)).adjusted(1, 1, -1, -1), 6, 6)
            painter.setBrush(dot)
            size = 2.5 if on_beat else 1.75
            for row in range(len(self.lanes)):
                painter.drawEllipse(QRectF(self._cell(row, at_step)).center(), size, size)
        if not self.lanes:
            painter.setPen(QColor(colours.secondary))
            painter.setFont(font(theme.TEXT))
            box = QRectF(self.pad, 0, self.width() - 2 * self.pad, ROW)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, t("steps-empty"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        part = event.rect()
        self.paint_on_ground(painter, part)
        left, right = part.left(), part.right()
        for box, pixmap in self._shown():
            if box.left() <= right and box.right() >= left:
                painter.drawPixmap(box.topLeft(), pixmap)
        here = (self.row, self.at_step) if self.hasFocus() and self.lanes else None
        step = self._hits[here[0]].get(here[1]) if here else None
        if here and step and step.at_step < self.columns.end:
            box = self._box(here[0], step)
            painter.drawPixmap(box.topLeft(), self._stamp(here[0], step, box, digit=digit_of_velocity(step.velocity)))
        self.paint_playhead(painter)
        if here and self.columns.first <= self.at_step < self.columns.end:
            self.paint_ring(painter, QRectF(self._cell(*here)).adjusted(0.5, 0.5, -0.5, -0.5))

    def _box(self, row: int, step: Step) -> QRect:
        """The cells of a hit, as far as they are on the page."""
        first = max(step.at_step, self.columns.first)
        return self._cell(row, first, step.at_step + step.over_steps - first)

    def _shown(self) -> list[tuple[QRect, QPixmap]]:
        """Every hit of the page with its drawing; worked out once for as long as nothing changes."""
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn[0] != ratio:
            first, end = self.columns.first, self.columns.end
            found = []
            for row, lane in enumerate(self.lanes):
                for step in lane.steps:
                    if step.at_step < end and step.at_step + step.over_steps > first:
                        box = self._box(row, step)
                        found.append((box, self._stamp(row, step, box)))
            self._drawn = ratio, found
        return self._drawn[1]

    def _stamp(self, row: int, step: Step, box: QRect, digit: int = 0) -> QPixmap:
        lane, cell = self.lanes[row], self.columns.cell
        shift = shift_steps(self.song, self.pattern, lane, step) * cell
        if shift:  # as little as it is, it is seen; and it stays inside its cell
            shift = max(min(shift, cell / 3), -cell / 3)
            shift = round(shift) if abs(shift) > 2 else (2 if shift > 0 else -2)
        look_of_it = Hit(
            box.width(), box.height(), _ROLE, size_of(step.velocity), step.ratchet, step.chance_percent,
            lane.mute or lane.sound in self._muted, int(shift), digit,
        )  # fmt: skip
        return self._stamps.of(look_of_it, self.devicePixelRatioF())
