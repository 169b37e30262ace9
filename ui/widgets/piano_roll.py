"""The piano roll: one pitched lane of a pattern, with bars that turn the pages and move up and down the keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollBar, QSizePolicy, QWidget

from studio.song import Lane, Pattern, Song
from ui.widgets.roll_canvas import RollCanvas
from ui.widgets.roll_view import MAX_NOTE, ROW
from ui.widgets.step_columns import RULER

_WISHED_ROWS = 16


class PianoRoll(QFrame):
    """Shows a lane's notes and says what a person wants of them. Changes nothing itself."""

    asked = Signal(str, dict, str)
    """A row of `studio.edits.EDITS`, its arguments, and the key that makes one step of a gesture; empty for none."""
    gesture_ended = Signal()
    heard = Signal(str, str, int, object)
    """Let this be heard now: track id, sound, velocity, MIDI note."""
    told = Signal(str)
    """What is at the keys now, in words, each time that changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.notes = RollCanvas()
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self.upwards = QScrollBar(Qt.Orientation.Vertical)
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 2, 4, 2)
        grid.setSpacing(0)
        grid.addWidget(self.notes, 0, 0)
        grid.addWidget(self.upwards, 0, 1)
        grid.addWidget(self.across, 1, 0)
        for bar in (self.across, self.upwards):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.notes)
        self.notes.asked.connect(self.asked)
        self.notes.gesture_ended.connect(self.gesture_ended)
        self.notes.heard.connect(self.heard)
        self.notes.told.connect(self.told)
        self.notes.turned.connect(self._sync)
        self.notes.scrolled.connect(self._sync)
        self.across.valueChanged.connect(lambda value: self.notes.turn_to(value * self.notes.page_unit()))
        self.upwards.valueChanged.connect(lambda value: self.notes.scroll_to(MAX_NOTE - value))
        self._sync()

    @property
    def locked(self) -> bool:
        """Whether notes outside of the song's key cannot be set. A song without a key has them all."""
        return self.notes.locked

    def set_locked(self, locked: bool) -> None:
        self.notes.set_locked(locked)

    def show_lane(self, song: Song, pattern_id: str, track_id: str, sound: str) -> None:
        """Show a sound's notes in a pattern. A lane that is not there yet is empty and made with its first note; a
        pattern or track that is not there shows nothing."""
        pattern = next((each for each in song.patterns if each.id == pattern_id), None)
        if pattern is None or all(track.id != track_id for track in song.tracks):
            self.notes.show_lane(song, pattern or Pattern(id="", name="", bars=1), Lane(sound="", track_id=""))
            return
        lanes = (lane for lane in pattern.lanes if (lane.track_id, lane.sound) == (track_id, sound))
        self.notes.show_lane(song, pattern, next(lanes, Lane(sound=sound, track_id=track_id)))

    def show_playhead(self, step: float | None) -> None:
        """Where in the pattern it plays, in steps from its beginning; None while it does not play."""
        self.notes.show_playhead(step)

    def sizeHint(self) -> QSize:
        return QSize(640, RULER + _WISHED_ROWS * ROW + self.across.sizeHint().height() + 8)

    def _sync(self) -> None:
        notes = self.notes
        self.notes.sync(self.across)
        rows = notes.rows
        self.upwards.blockSignals(True)
        self.upwards.setRange(0, MAX_NOTE + 1 - rows.count)
        self.upwards.setPageStep(rows.count)
        self.upwards.setValue(MAX_NOTE - notes.top_note)
        self.upwards.blockSignals(False)
