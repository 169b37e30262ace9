"""A pattern to work on without a window around it: what a widget asks for is done to a real song and shown again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from beats.patterns import read_grid
from studio import edits
from studio.document import Document
from studio.song import Lane, Pattern, Song

TRAP = """
KK |9... ..8. ..8. ....|9..7 ..8. ..8. ..7.|
SN |.... 4... 9... ....|.... .... 9... ....|
CH |8.6. 8.6. 8... 8.6.|8.6. 8.6. 8.6. 8.6.|
RAT CH b1 15:3/2
8B b1 1:0x6 7:0x4 11:+3x6 | b2 1:-4x3 15:-2x2>0
LD b1 1:+12x4 5:+15x2
"""


def beat_song(grid: str = TRAP, key: str = "A minor") -> Song:
    """A song with a track for each role and one pattern, written as a grid."""
    song = edits.set_key(edits.set_tempo(Song(title=""), bpm=140.0), key=key)
    for role in ("drums", "bass", "melody"):
        song = edits.add_track(song, role=role, kit="trap")
    pattern = read_grid(grid, key, {track.role: track.id for track in song.tracks})
    return edits.add_pattern(song, name="Trap", bars=pattern.bars, lanes=pattern.lanes)


class BeatRoom(QObject):
    """Holds the song for a widget, with undo as in the window."""

    def __init__(self, widget: QWidget, show: Callable[[Song, str], None], song: Song | None = None) -> None:
        super().__init__()
        self.widget, self._show = widget, show
        self.document = Document(beat_song() if song is None else song)
        self.asked: list[tuple[str, dict[str, object], str]] = []
        self.heard: list[tuple[str, int, object]] = []
        widget.asked.connect(self._do)
        widget.gesture_ended.connect(self.document.end_gesture)
        widget.heard.connect(lambda track, sound, velocity, note: self.heard.append((sound, velocity, note)))
        self.show()
        widget.show()
        widget.activateWindow()
        QApplication.processEvents()

    @property
    def song(self) -> Song:
        return self.document.song

    @property
    def pattern(self) -> Pattern:
        return self.song.patterns[0]

    @property
    def undo_steps(self) -> int:
        return len(self.document.labels)

    def show(self) -> None:
        self._show(self.song, self.pattern.id)
        QApplication.processEvents()

    def lane(self, sound: str) -> Lane:
        return next(lane for lane in self.pattern.lanes if lane.sound == sound)

    def edit(self, name: str, **arguments: object) -> None:
        """Another hand changes the song."""
        self._do(name, arguments, "")

    def undo(self) -> None:
        self.document.undo()
        self.show()

    def _do(self, name: str, arguments: dict[str, object], merge: str) -> None:
        self.asked.append((name, arguments, merge))
        row = edits.EDITS[name]
        self.document.apply(row.function(self.song, **arguments), row.label, merge or None)
        self._show(self.song, self.pattern.id)
