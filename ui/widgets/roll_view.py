"""The piano roll as it is seen: the notes of one lane over rows of pitch, what each is called, and how it is asked
for."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from beats.chords import in_scale, snapped, tonic
from beats.kits import SOUNDS
from beats.patterns import digit_of_velocity, root_note
from studio.song import Lane, Note, Pattern, Song
from ui import theme
from ui.beat_lanes import VELOCITY, note_words, pitch_name, place_words, shift_steps, size_of, sounding
from ui.i18n import t
from ui.style import font, look
from ui.widgets.accessible import Part, announce
from ui.widgets.roll_paint import HANDLE, KEYS_WIDTH, Bar, Rows, paint_bar, paint_glide, paint_keys, paint_rows
from ui.widgets.step_columns import RULER, StepView
from ui.widgets.step_hits import Stamps

ROW = 26
"""Height of one pitch."""
MAX_NOTE = 127


class RollView(StepView):
    """Keys, ruler and notes of one lane. Changes nothing itself: what a person wants is asked for."""

    accessible_role = QAccessible.Role.List
    pad = KEYS_WIDTH + 6
    top = RULER
    scrolled = Signal()
    """Other pitches are seen, or more of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lane = Lane(sound="", track_id="")
        self.midi_note = 60
        """The pitch where the keys are."""
        self.top_note = 72
        self._role = "bass"
        self._locked = True
        self.length = 4
        """Of the next note: as long as the last one."""
        self._parts: list[Part] | None = None
        self._drawn: tuple[float, list[tuple[Note, QRect, QPixmap]]] | None = None
        self._stamps = Stamps(paint_bar)
        self.setMinimumHeight(RULER + 4 * ROW)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("roll"))
        self.setAccessibleDescription(t("roll.help"))
        self.setWhatsThis(t("roll.help"))
        self.forget()

    # --- what it shows

    @property
    def locked(self) -> bool:
        """Whether notes outside of the song's key cannot be set."""
        return self._locked

    def set_locked(self, locked: bool) -> None:
        """Lock the scale, or let every pitch be played."""
        self._locked = locked
        self.forget()
        if not self.playable(self.midi_note):
            self.midi_note = snapped(self.midi_note, self.song.key)
        self.tell()

    def show_lane(self, song: Song, pattern: Pattern, lane: Lane) -> None:
        """Show a lane of a pattern; another one is scrolled to where its notes are."""
        known = (self.pattern.id, self.lane.track_id, self.lane.sound) == (pattern.id, lane.track_id, lane.sound)
        self.lane = lane
        self._role = next((track.role for track in song.tracks if track.id == lane.track_id), "bass")
        self.take(song, pattern)
        if not known:
            self.length = self.per_beat
            self._find_notes()
        self.tell()

    def playable(self, midi_note: int) -> bool:
        """Whether a pitch can be set here."""
        return not self._locked or in_scale(midi_note, self.song.key)

    @property
    def rows(self) -> Rows:
        """The pitches that are seen."""
        count = max((self.height() - RULER) // ROW, 1)
        return Rows(self.top_note, min(count, MAX_NOTE + 1), ROW, RULER)

    def scroll_to(self, top_note: int) -> None:
        """Have a pitch, or the nearest that can be, at the top."""
        top_note = max(min(top_note, MAX_NOTE), self.rows.count - 1)
        if top_note != self.top_note:
            self.top_note = top_note
            self._changed()
        self.scrolled.emit()

    def _find_notes(self) -> None:
        """Show the notes there are, or where the sound's notes would be, and put the keys there."""
        notes = self.lane.notes
        if notes:
            pitches = [pitch for note in notes for pitch in (note.midi_note, note.glide_to) if pitch is not None]
            low, high = min(pitches), max(pitches)
            self.midi_note = notes[0].midi_note
        else:
            row = SOUNDS.get(self.lane.sound)
            low = high = root_note(self.song.key, row) if row and row.root_from else 60 + tonic(self.song.key) - 12
            while row and low < row.lowest_note:
                low = high = low + 12
            self.midi_note = low
        self.scroll_to((low + high) // 2 + self.rows.count // 2)

    def forget(self) -> None:
        self._stamps.forget()
        super().forget()

    def _changed(self) -> None:
        self._parts = self._drawn = None
        super()._changed()

    def _lay(self, first: int) -> None:
        super()._lay(first)
        self.scroll_to(self.top_note)

    # --- words

    def current_words(self) -> str:
        if not self.lane.track_id:
            return t("roll-empty")
        note = self.note_at(self.at_step, self.midi_note)
        key = self.song.key
        fields = {"note": pitch_name(self.midi_note, key), "place": place_words(self.pattern, self.at_step)}
        if note is not None and note.at_step == self.at_step:
            return note_words(self.pattern, note, key, mute=self.lane.mute)
        if note is not None:
            return t("note-held", **fields, first=note.at_step % self.pattern.steps_per_bar + 1)
        words = t("note-off", **fields)
        return words if in_scale(self.midi_note, key) else f"{words}, {t('note-outside')}"

    def accessible_parts(self) -> list[Part]:
        if self._parts is None:
            self._parts = [
                Part(note_words(self.pattern, note, self.song.key, mute=self.lane.mute), self.box_of(note))
                for note in self.shown()
            ]
        return self._parts

    # --- what is asked for

    def _fields(self) -> dict[str, object]:
        return {"pattern_id": self.pattern.id, "track_id": self.lane.track_id, "sound": self.lane.sound}

    def _ask(self, notes: tuple[Note, ...], merge: str = "") -> None:
        self.asked.emit("set_notes", {**self._fields(), "notes": notes}, merge)

    def add(self, at_step: int, midi_note: int, merge: str = "", velocity: int = VELOCITY) -> Note | None:
        """A note as long as the last one, if its pitch can be played here."""
        if not self.lane.track_id or not self.playable(midi_note):
            self.tell()
            announce(self, t("note-outside"))
            return None
        length = min(self.length, self.steps - at_step)
        note = Note(at_step=at_step, length_steps=length, midi_note=midi_note, velocity=velocity)
        self.asked.emit("add_note", {**self._fields(), **msgspec.structs.asdict(note)}, merge)
        self.hear(note)
        return note

    def remove(self, note: Note) -> None:
        """Take a note away."""
        fields = {"at_step": note.at_step, "midi_note": note.midi_note}
        self.asked.emit("remove_note", {**self._fields(), **fields}, "")

    def change(self, note: Note, merge: str = "", **fields: object) -> Note:
        """Another value for a note; the others stay."""
        changed = msgspec.structs.replace(note, **fields)
        others = tuple(other for other in self.lane.notes if other != note)
        self._ask((*others, changed), merge)
        return changed

    def hear(self, note: Note) -> None:
        """Let a note be heard."""
        self.heard.emit(self.lane.track_id, self.lane.sound, note.velocity, note.midi_note)

    def note_at(self, at_step: int, midi_note: int) -> Note | None:
        """The note that sounds at a place, the one that began last."""
        here = [note for note in sounding(self.lane, at_step) if note.midi_note == midi_note]
        return here[-1] if here else None

    # --- drawing

    def shown(self) -> list[Note]:
        """The notes of the page."""
        first, end = self.columns.first, self.columns.end
        return [note for note in self.lane.notes if note.at_step < end and note.at_step + note.length_steps > first]

    def box_of(self, note: Note) -> QRect:
        """Where a note is drawn."""
        left, right = self.columns.span(note.at_step, note.length_steps)
        shift = shift_steps(self.song, self.pattern, self.lane, note) * self.columns.cell
        shift = max(min(shift, self.columns.cell / 2), -self.columns.cell / 2)
        return QRect(left + round(shift), int(self.rows.y_of(note.midi_note)) + 1, right - left, ROW - 1)

    def _drawings(self) -> list[tuple[Note, QRect, QPixmap]]:
        """Every note of the page with its place and its drawing; worked out once for as long as nothing changes."""
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn[0] != ratio:
            boxes = [(note, self.box_of(note)) for note in self.shown()]
            self._drawn = ratio, [(note, box, self._stamp(note, box)) for note, box in boxes]
        return self._drawn[1]

    def _stamp(self, note: Note, box: QRect, digit: int = 0) -> QPixmap:
        bar = Bar(box.width(), box.height(), size_of(note.velocity), self._role, self.lane.mute, digit)
        return self._stamps.of(bar, self.devicePixelRatioF())

    def arrival(self, note: Note) -> QPointF:
        """Where a note's slide ends."""
        box = self.box_of(note)
        return QPointF(box.right() - HANDLE - 2, self.rows.y_of(note.glide_to or 0) + ROW / 2)

    def ground_key(self) -> object:
        return (super().ground_key(), self.rows, self.song.key, self._locked, self.lane.track_id)

    def paint_ground(self, painter: QPainter) -> None:
        if not self.lane.track_id:
            painter.setPen(QColor(look.palette.secondary))
            painter.setFont(font(theme.TEXT))
            box = QRectF(self.pad, RULER, self.width() - self.pad, 2 * ROW)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, t("roll-empty"))
            return
        rows, key = self.rows, self.song.key
        painter.setClipRect(QRectF(0, RULER, self.width(), rows.count * ROW))
        paint_keys(painter, rows, key, locked=self._locked)
        paint_rows(painter, rows, self.columns, self.per_beat, key, locked=self._locked)
        self.paint_bars(painter)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_on_ground(painter, event.rect())
        self.paint_head(painter)
        rows = self.rows
        painter.setClipRect(QRectF(KEYS_WIDTH, RULER, self.width() - KEYS_WIDTH, rows.count * ROW))
        here = self.note_at(self.at_step, self.midi_note) if self.hasFocus() else None
        left, right = event.rect().left(), event.rect().right()
        drawn = self._drawings()
        for _, box, pixmap in drawn:
            if box.left() <= right and box.right() >= left:
                painter.drawPixmap(box.topLeft(), pixmap)
        if here is not None:
            box = self.box_of(here)
            painter.drawPixmap(box.topLeft(), self._stamp(here, box, digit_of_velocity(here.velocity)))
        for note, box, _ in drawn:
            if note.glide_to is not None and box.left() <= right and box.right() >= left:
                paint_glide(painter, QPointF(box.left() + box.width() / 3, box.center().y()), self.arrival(note))
        self.paint_playhead(painter)
        if self.hasFocus() and self.lane.track_id and self.columns.first <= self.at_step < self.columns.end:
            if here is not None:
                self.paint_ring(painter, QRectF(self.box_of(here)), 6.0)
            else:
                left, right = self.columns.span(self.at_step, 1)
                box = QRectF(left, rows.y_of(self.midi_note) + 1, right - left, ROW - 1)
                self.paint_ring(painter, box.adjusted(1, 1, -1, -1), 5.0)
