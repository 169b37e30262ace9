"""The piano roll under the hands: notes set, moved, lengthened and bent, by mouse and all of it by keys."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from beats.chords import chord_on, snapped
from beats.patterns import velocity_of_digit
from studio.song import Lane, Note, Pattern, Song
from ui.beat_lanes import VELOCITY, note_words, sounding
from ui.i18n import t
from ui.widgets.accessible import announce
from ui.widgets.roll_paint import HANDLE, KEYS_WIDTH
from ui.widgets.roll_view import MAX_NOTE, RollView
from ui.widgets.step_canvas import DIGITS, NUDGE
from ui.widgets.step_columns import RULER, Keys
from ui.widgets.step_menu import note_menu

_END_ZONE = 9
"""So many pixels at a note's end take hold of its length."""
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_GRIPS = {
    "length": Qt.CursorShape.SizeHorCursor,
    "glide": Qt.CursorShape.SizeVerCursor,
    "move": Qt.CursorShape.OpenHandCursor,
}
"""How the mouse looks over what it can take hold of."""


@dataclass
class _Press:
    """What a held mouse button does to a note: it moves it, its end, or where it slides to."""

    kind: str
    note: Note
    """As it was when it was taken hold of."""
    others: tuple[Note, ...]
    """The notes beside it, which stay as they were whatever it is dragged over."""
    at_step: int
    midi_note: int
    moved: bool = False


class RollCanvas(RollView):
    """Hands for the notes. Changes nothing itself: what a person wants is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._press: _Press | None = None
        self._dragging = False
        self.menu: QMenu | None = None
        """The menu that was opened last."""
        super().__init__(parent)
        self.setMouseTracking(True)

    def show_lane(self, song: Song, pattern: Pattern, lane: Lane) -> None:
        """Show a lane of a pattern. A hand lets go where somebody else has changed the notes, as an undo does: what it
        holds on to would bring them back."""
        shown = (self.pattern.id, self.lane.track_id, self.lane.sound, self.lane.notes)
        if not self._dragging and shown != (pattern.id, lane.track_id, lane.sound, lane.notes):
            self._press = None
        super().show_lane(song, pattern, lane)

    # --- keys

    def all_keys(self) -> Keys:
        keys = self.across_keys()
        if not self.lane.track_id:
            return keys
        note = self.note_at(self.at_step, self.midi_note)
        keys |= {
            (Qt.Key.Key_Up, _NONE): lambda: self.move_pitch(1),
            (Qt.Key.Key_Down, _NONE): lambda: self.move_pitch(-1),
            (Qt.Key.Key_Up, _CTRL): lambda: self._go_pitch(self.midi_note + 12),
            (Qt.Key.Key_Down, _CTRL): lambda: self._go_pitch(self.midi_note - 12),
            (Qt.Key.Key_Space, _NONE): self._toggle,
            (Qt.Key.Key_Delete, _NONE): lambda: note and self.remove(note),
            (Qt.Key.Key_Backspace, _NONE): lambda: note and self.remove(note),
            (Qt.Key.Key_Right, _SHIFT): lambda: note and self._lengthen(note, 1),
            (Qt.Key.Key_Left, _SHIFT): lambda: note and self._lengthen(note, -1),
            (Qt.Key.Key_Right, _ALT): lambda: note and self._move_note(note, 1, 0),
            (Qt.Key.Key_Left, _ALT): lambda: note and self._move_note(note, -1, 0),
            (Qt.Key.Key_Up, _ALT): lambda: note and self._move_note(note, 0, 1),
            (Qt.Key.Key_Down, _ALT): lambda: note and self._move_note(note, 0, -1),
            (Qt.Key.Key_Plus, _NONE): lambda: note and self._nudge(note, NUDGE),
            (Qt.Key.Key_Equal, _NONE): lambda: note and self._nudge(note, NUDGE),
            (Qt.Key.Key_Minus, _NONE): lambda: note and self._nudge(note, -NUDGE),
            (Qt.Key.Key_G, _NONE): self._glide,
            (Qt.Key.Key_C, _NONE): self._chord,
            (Qt.Key.Key_M, _NONE): self._toggle_mute,
            (Qt.Key.Key_Return, _NONE): self._hear_current,
            (Qt.Key.Key_Enter, _NONE): self._hear_current,
            (Qt.Key.Key_Menu, _NONE): self._open_menu_at_keys,
            (Qt.Key.Key_F10, _SHIFT): self._open_menu_at_keys,
        }
        for digit, key in enumerate(DIGITS, 1):
            keys[key, _NONE] = lambda digit=digit: self._set_velocity(velocity_of_digit(digit))
        return keys

    def move_pitch(self, by: int) -> None:
        """Put the keys on the next pitch up or down that can be played."""
        midi_note = self._next_pitch(self.midi_note, by)
        if midi_note is not None:
            self._go_pitch(midi_note)

    def _next_pitch(self, midi_note: int, by: int) -> int | None:
        way = range(midi_note + by, MAX_NOTE + 1 if by > 0 else -1, by)
        return next((other for other in way if self.playable(other)), None)

    def _go_pitch(self, midi_note: int) -> None:
        if not 0 <= midi_note <= MAX_NOTE:
            return
        self.midi_note = midi_note
        rows = self.rows
        if midi_note > rows.top_note:
            self.scroll_to(midi_note)
        elif midi_note <= rows.top_note - rows.count:
            self.scroll_to(midi_note + rows.count - 1)
        self.tell()

    def _toggle(self) -> None:
        note = self.note_at(self.at_step, self.midi_note)
        if note is None:
            self.add(self.at_step, self.midi_note)
        else:
            self.remove(note)

    def _set_velocity(self, velocity: int) -> None:
        note = self.note_at(self.at_step, self.midi_note)
        if note is None:
            self.add(self.at_step, self.midi_note, velocity=velocity)
        else:
            self.hear(self.change(note, velocity=velocity))

    def _lengthen(self, note: Note, by: int) -> None:
        self.length = max(min(note.length_steps + by, self.steps - note.at_step), 1)
        self.at_step = min(self.at_step, note.at_step + self.length - 1)
        self.change(note, f"length/{note.at_step}/{note.midi_note}", length_steps=self.length)
        self.settling()

    def _move_note(self, note: Note, steps: int, pitches: int) -> None:
        """A step aside, or to the next pitch that can be played; the keys and the note's slide go along."""
        at_step = max(min(note.at_step + steps, self.steps - note.length_steps), 0)
        midi_note = self._next_pitch(note.midi_note, pitches) if pitches else note.midi_note
        if midi_note is None or (at_step, midi_note) == (note.at_step, note.midi_note):
            return
        glide_to = self._bent(note, midi_note - note.midi_note)
        self.at_step, self.midi_note = at_step + self.at_step - note.at_step, midi_note
        moved = self.change(note, at_step=at_step, midi_note=midi_note, glide_to=glide_to)
        self._go_pitch(midi_note)
        self.move_to(self.at_step)
        if pitches:
            self.hear(moved)

    def _bent(self, note: Note, by: int) -> int | None:
        """Where a note slides to after it has moved by so many semitones."""
        if note.glide_to is None:
            return None
        target = max(min(note.glide_to + by, MAX_NOTE), 0)
        return target if self.playable(target) else snapped(target, self.song.key)

    def _nudge(self, note: Note, by: int) -> None:
        velocity = max(min(note.velocity + by, 127), 1)
        self.change(note, f"velocity/{note.at_step}/{note.midi_note}", velocity=velocity)
        self.settling()

    def _glide(self) -> None:
        """The note that sounds here slides to the pitch of the keys, or no more if they are on it or on its target."""
        own = self.note_at(self.at_step, self.midi_note)
        here = sounding(self.lane, self.at_step)
        note = own or min(here, key=lambda other: abs(other.midi_note - self.midi_note), default=None)
        if note is None or (own is None and not self.playable(self.midi_note)):
            return
        ends = own is not None or note.glide_to == self.midi_note
        changed = self.change(note, glide_to=None if ends else self.midi_note)
        announce(self, note_words(self.pattern, changed, self.song.key))

    def _chord(self) -> None:
        """The chord of the key that stands on this pitch, as one step of undo."""
        if not self.playable(self.midi_note):
            announce(self, t("note-outside"))
            return
        at_step, length = self.at_step, min(self.length, self.steps - self.at_step)
        pitches = [note for note in chord_on(self.midi_note, self.song.key) if note <= MAX_NOTE]
        chord = [Note(at_step=at_step, length_steps=length, midi_note=note, velocity=VELOCITY) for note in pitches]
        self._ask((*self.lane.notes, *chord))
        for note in chord:
            self.hear(note)

    def _toggle_mute(self) -> None:
        self.asked.emit("mute_lane", {**self._fields(), "mute": not self.lane.mute}, "")

    def _hear_current(self) -> None:
        note = self.note_at(self.at_step, self.midi_note)
        self.hear(note or Note(at_step=0, length_steps=1, midi_note=self.midi_note, velocity=VELOCITY))

    # --- the mouse

    def _under(self, pos: QPointF) -> tuple[int, int] | None:
        """Step and pitch at a place."""
        at_step = self.columns.at(pos.x())
        inside = self.lane.track_id and pos.y() >= RULER and at_step is not None
        return (at_step, self.rows.at(pos.y())) if inside else None

    def _grip(self, pos: QPointF) -> tuple[str, Note] | None:
        """What of which note is under the mouse: the handle of its slide, its end, or the note; last drawn first."""
        for note in reversed(self.shown()):
            if note.glide_to is not None:
                way = self.arrival(note) - pos
                if abs(way.x()) <= HANDLE + 3 and abs(way.y()) <= HANDLE + 3:
                    return "glide", note
        for note in reversed(self.shown()):
            box = self.box_of(note)
            if box.contains(pos.toPoint()):
                end = min(_END_ZONE, box.width() / 3)
                return ("length" if pos.x() > box.right() - end else "move"), note
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position())
        if under is None or event.button() == Qt.MouseButton.MiddleButton:
            if self.lane.track_id and event.position().x() < KEYS_WIDTH and event.position().y() >= RULER:
                self._go_pitch(self.rows.at(event.position().y()))
                self._hear_current()
            return
        grip = self._grip(event.position())
        self.at_step, self.midi_note = under
        if grip is not None:
            self.midi_note = grip[1].midi_note
            self.at_step = max(min(self.at_step, grip[1].at_step + grip[1].length_steps - 1), grip[1].at_step)
        self.tell()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if grip is None:
            note = self.add(*under, merge="draw")
            others = self.lane.notes if note is None else tuple(other for other in self.lane.notes if other != note)
            self._press = None if note is None else _Press("length", note, others, *under)
            return
        kind, note = grip
        others = tuple(other for other in self.lane.notes if other != note)
        self._press = _Press(kind, note, others, *under)
        if kind == "move":
            self.hear(note)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick presses on a note take it away."""
        grip = self._grip(event.position())
        if grip is not None and event.button() == Qt.MouseButton.LeftButton:
            self._press = None
            self.remove(grip[1])
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        press = self._press
        if press is None:
            self._show_grip(event.position())
            return
        columns = self.columns
        x = max(min(event.position().x(), columns.lefts[-1] + columns.cell - 1), columns.lefts[0])
        at_step, midi_note = columns.at(x), self.rows.at(event.position().y())
        if (at_step, midi_note) == (press.at_step, press.midi_note) and not press.moved:
            return
        press.moved = True
        changed = self._dragged(press, at_step, midi_note)
        before = self.note_at(self.at_step, self.midi_note)
        if changed == before:
            return
        self._dragging = True
        try:
            self._ask((*press.others, changed), "draw")
        finally:
            self._dragging = False
        pitch_changed = changed.midi_note != self.midi_note
        self.at_step, self.midi_note = changed.at_step, changed.midi_note
        self.tell()
        if pitch_changed:
            self.hear(changed)

    def _dragged(self, press: _Press, at_step: int, midi_note: int) -> Note:
        """The note as the drag has made it."""
        note = press.note
        if press.kind == "length":
            self.length = max(min(at_step - note.at_step + 1, self.steps - note.at_step), 1)
            return msgspec.structs.replace(note, length_steps=self.length)
        if press.kind == "glide":
            target = midi_note if self.playable(midi_note) else snapped(midi_note, self.song.key)
            return msgspec.structs.replace(note, glide_to=None if target == note.midi_note else target)
        start = max(min(note.at_step + at_step - press.at_step, self.steps - note.length_steps), 0)
        pitch = max(min(note.midi_note + midi_note - press.midi_note, MAX_NOTE), 0)
        pitch = pitch if self.playable(pitch) else snapped(pitch, self.song.key)
        glide_to = self._bent(note, pitch - note.midi_note)
        return msgspec.structs.replace(note, at_step=start, midi_note=pitch, glide_to=glide_to)

    def _show_grip(self, pos: QPointF) -> None:
        grip = self._grip(pos)
        self.setCursor(_GRIPS[grip[0]] if grip else Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if press is not None:
            self.gesture_ended.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over a note it turns the velocity, once the roll has the keys; else other pitches are seen."""
        delta = event.angleDelta().y()
        grip = self._grip(event.position())
        if grip is not None and delta and self.hasFocus():
            self.at_step, self.midi_note = grip[1].at_step, grip[1].midi_note
            self._nudge(grip[1], round(delta / 120 * NUDGE) or (1 if delta > 0 else -1))
        elif delta and not event.modifiers():
            self.scroll_to(self.top_note + (3 if delta > 0 else -3))
        else:
            event.ignore()
            return
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        grip = self._grip(QPointF(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu_at_keys()
        elif grip is not None:
            self._open_menu(grip[1], event.globalPos())

    def _open_menu_at_keys(self) -> None:
        note = self.note_at(self.at_step, self.midi_note)
        if note is not None:
            self._open_menu(note, self.mapToGlobal(self.box_of(note).bottomLeft()))

    def _open_menu(self, note: Note, where: QPoint) -> None:
        if self.menu is not None:
            if self.menu.isVisible():
                return
            self.menu.deleteLater()

        def change(**fields: object) -> None:
            changed = self.change(note, **fields)
            self.length = changed.length_steps
            self.hear(changed)

        room, key = self.steps - note.at_step, self.song.key
        self.menu = note_menu(note, room, key, change, lambda: self.remove(note), self)
        self.menu.popup(where)
