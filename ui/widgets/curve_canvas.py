"""A movement under the keys: everything that the mouse does, and words for what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.accessible import announce
from ui.widgets.canvas import Waves
from ui.widgets.curve_hands import STEP_DB, CurveHands
from ui.widgets.keys import OwnKeys
from ui.widgets.stretch import Stretch

PAGE_DB = 3.0
_FINE_BEATS = 0.0625
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CurveCanvas(CurveHands):
    """Hands and keys for the movement."""

    located = Signal(float)
    zoomed = Signal(float)

    def __init__(self, stretch: Stretch, waves: Waves, parent: QWidget | None = None) -> None:
        super().__init__(stretch, waves, parent)
        self._ends = (0.0, 0.0)
        """Of a stretch that is picked: the end that stays and the one that goes."""
        OwnKeys(self, lambda event: self._does(event) is not None)

    def _does(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key press means here; None for nothing."""
        if self.track is None:
            return None
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way, unit = _ARROWS.get(key, 0), self.unit
        if key == Qt.Key.Key_Escape:
            return self._back if self.is_held or self.picked is not None else None
        if way:
            return {
                _NONE: lambda: self._go(way),
                _SHIFT: lambda: self._stretch_by(way * unit),
                _ALT: lambda: self.carry_by(way * unit),
                _ALT | _SHIFT: lambda: self.carry_by(way * _FINE_BEATS),
                _CTRL: lambda: self._step_playhead(way),
            }.get(held)
        return {
            (Qt.Key.Key_Up, _NONE): lambda: self.raise_by(STEP_DB),
            (Qt.Key.Key_Down, _NONE): lambda: self.raise_by(-STEP_DB),
            (Qt.Key.Key_PageUp, _NONE): lambda: self.raise_by(PAGE_DB),
            (Qt.Key.Key_PageDown, _NONE): lambda: self.raise_by(-PAGE_DB),
            (Qt.Key.Key_Home, _NONE): lambda: self._go_to(0),
            (Qt.Key.Key_End, _NONE): lambda: self._go_to(len(self.points) - 1),
            (Qt.Key.Key_Return, _NONE): self._add_here,
            (Qt.Key.Key_Enter, _NONE): self._add_here,
            (Qt.Key.Key_Delete, _NONE): self.remove,
            (Qt.Key.Key_Backspace, _NONE): self.remove,
            (Qt.Key.Key_Plus, _NONE): lambda: self.zoomed.emit(1.5),
            (Qt.Key.Key_Plus, _SHIFT): lambda: self.zoomed.emit(1.5),
            (Qt.Key.Key_Equal, _NONE): lambda: self.zoomed.emit(1.5),
            (Qt.Key.Key_Minus, _NONE): lambda: self.zoomed.emit(1 / 1.5),
            (Qt.Key.Key_Menu, _NONE): self.open_menu,
            (Qt.Key.Key_F10, _SHIFT): self.open_menu,
        }.get((key, held))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = self._does(event)
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def _go(self, by: int) -> None:
        """To the next point; from the playhead on if none is chosen."""
        points, beat = self.points, self.stretch.playhead_beat
        if not 0 <= self.chosen < len(points):
            behind = [number for number, point in enumerate(points) if point.at_beat >= beat]
            first = behind[0] if behind else len(points)
            self._go_to(first if by > 0 else first - 1)
        else:
            self._go_to(self.chosen + by)

    def _go_to(self, number: int) -> None:
        self.picked = None
        if self.points:
            self.choose(min(max(number, 0), len(self.points) - 1))
        else:
            announce(self, self.accessible_value())

    def _add_here(self) -> None:
        """A point on the line, where the playhead is."""
        beat = self.stretch.playhead_beat
        self.picked = None
        self.add(beat, self.level_now(beat))

    def _step_playhead(self, by: int) -> None:
        beat, unit = self.stretch.playhead_beat, self.unit
        on_grid = -(-beat // unit) * unit - unit if by < 0 else beat // unit * unit + unit
        self.located.emit(max(on_grid, 0.0))

    def _stretch_by(self, beats: float) -> None:
        """Pick the line that the keys are on, and from there more or less of the song."""
        if self.picked is None:
            is_chosen = 0 <= self.chosen < len(self.points)
            self._ends = self.line_of(self.points[self.chosen].at_beat if is_chosen else self.stretch.playhead_beat)
        else:
            stays, goes = self._ends if tuple(sorted(self._ends)) == self.picked else self.picked
            self._ends = stays, max(goes + beats, 0.0)
        self.pick(*self._ends)

    def _back(self) -> None:
        """Let go of what is drawn, else of what is picked."""
        if self.is_held:
            self.cancel()
        else:
            self.pick(0.0, 0.0)
