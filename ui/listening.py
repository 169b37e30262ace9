"""What is heard: the open song, or another one instead of it; and whether somebody has listened to the latest take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.song import Song
from studio.timeline import song_length_frames

if TYPE_CHECKING:
    from ui.bridge import Bridge

_PAST_END_BARS = 1
"""Playing stops by itself so far behind the end of the song."""
_HEARD_S = 2.0
"""Who has listened for so long has heard the take."""


class Listening(QObject):
    """Belongs to the bridge, which holds the song. What begins to be heard ends what was; each desk ends its own."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.other: Song | None = None
        """What is listened to instead of the open song."""
        self._folder: Path | None = None
        self._left_at = 0.0
        self.heard_take = True
        """Whether the latest take was listened to, if there is one."""

    def begin(self, other: Song, from_beat: float = 0.0, *, again: bool = True, folder: Path | None = None) -> None:
        """Have another song heard than the one that is open, from a beat on and, with `again`, round and round. Its
        files lie in `folder`, by default the open one's."""
        link = self._bridge.link
        if self.other is None:
            self._left_at = self._bridge.moment.beat
        link.stop()
        self.other, self._folder = other, folder
        self.load()
        link.loop(0.0, other.beat_of(song_length_frames(other)) if again else 0.0)
        link.play(from_beat)
        self._bridge.state_changed.emit()

    def end(self) -> None:
        """Have the open song heard again, from where it was left."""
        bridge, beat = self._bridge, self._bridge.moment.beat if self.other is None else self._left_at
        bridge.link.stop()
        self.other = self._folder = None
        self.load()
        bridge.link.locate(beat)
        bridge.beat.tell_again()
        bridge.state_changed.emit()

    def hush(self) -> None:
        """Nothing is listened to but the song itself."""
        bridge = self._bridge
        bridge.beat.end_preview()
        bridge.booth.end_hearing()
        bridge.voices.end_preview()
        bridge.stage.end_rehearsal()
        bridge.comparing.end()
        bridge.lessons.hush()

    def load(self, *, at_bar: bool = False) -> None:
        """Have the engine play the song as it is now, or as it is to be heard now."""
        bridge = self._bridge
        if bridge.mic.doing:  # it gives the song back when it has listened
            return
        song = self.other or bridge.comparing.heard(bridge.mixing.heard(bridge.takes.heard(bridge.song)))
        folder = self._folder or bridge.opened.path or bridge.shelf.places.runtime
        bridge.link.load(song, folder, bridge.kits.of(song), at_bar=at_bar)

    def follow(self) -> None:
        """Called at the poll's rate while something plays: it ends by itself, and a take was heard after a while."""
        bridge, song = self._bridge, self.other or self._bridge.song
        end = song.beat_of(song_length_frames(song)) + _PAST_END_BARS * song.beats_per_bar
        if bridge.moment.beat > end and not bridge.booth.ends_by_itself:
            bridge.link.stop()
            bridge.link.locate(0.0)
        if not self.heard_take and self.other is None and bridge.link.listened_s > _HEARD_S:
            self.heard_take = True
            bridge.state_changed.emit()
