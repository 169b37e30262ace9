"""Making takes: where the microphone goes, what is checked before, and how a take that is whole gets into the song."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from recorder import guide
from studio import edits
from studio.engine.messages import RecordOrder, TakeClosed
from studio.errors import StudioError
from studio.rescue import TAKES
from studio.songfile import SongFolder
from ui import notices, steps
from ui.i18n import clock
from ui.notices import Notice
from ui.tasks import importing

if TYPE_CHECKING:
    from ui.bridge import Bridge


class Takes(QObject):
    """The bridge's hands for recording."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._path: Path | None = None
        """Of the take that was begun here."""
        self.told_of_loss = False
        """Whether the last take's own message has said that its device went away."""
        bridge.link.take_closed.connect(self.keep)

    def begin(self, folder: SongFolder, chosen_track: str) -> None:
        """Record at the playhead, on the chosen track or the first one for a voice; one is made if there is none."""
        bridge = self._bridge
        try:
            track_id = steps.track_to_record(bridge.song, chosen_track)
            if not track_id:
                bridge.opened.apply(edits.add_track(bridge.song, role="lead"), "edit-add-track")
                track_id = bridge.song.tracks[-1].id
            self._check_room()
            take_id, path = folder.new_take()
        except StudioError as error:
            bridge.trouble(error)
            return
        self._path, self.told_of_loss = path, False
        bridge.waves.begin_live(path)
        order = RecordOrder(
            take_id=take_id,
            path=str(path),
            track_id=track_id,
            at_beat=bridge.moment.beat,
            **guide.start_of(bridge.song, bridge.moment.beat, bridge.prefs.count_in_bars)._asdict(),
        )
        bridge.link.record(order)
        bridge.state_changed.emit()

    def keep(self, closed: TakeClosed) -> None:
        """The take is whole on disk: put it into the song. One of another song waits there to be found."""
        bridge, path = self._bridge, Path(closed.path)
        bridge.waves.end_live()
        folder = bridge.opened.folder
        ours = path == self._path or (folder is not None and path.parent == folder.path / TAKES)
        file = f"{TAKES}/{path.name}"
        if folder is None or not ours or any(media.file == file for media in bridge.song.media):
            return
        self._path = None
        if not closed.frames:
            bridge.tell(Notice("told-take-empty", {}, "warning"))
        elif closed.rate_hz == bridge.song.rate_hz:
            self._add(closed, file, closed.frames)
        else:  # the device could not do the song's rate: the take stays as it is, a copy at the song's rate is heard
            name, target = folder.new_media()
            work = importing(path, target, bridge.song.rate_hz)
            bridge.tasks.run("import", work, lambda made: self._add(closed, f"media/{name}.wav", made.frames))
        bridge.state_changed.emit()

    def _check_room(self) -> None:
        """StudioError("disk-low") where no take should be begun; a word where there is room for not much more."""
        room = self._bridge.shelf.room(self._bridge.song.rate_hz)
        if room.verdict == "refuse":
            raise StudioError("disk-low", free_mb=room.free_mb)
        if room.verdict == "low":
            self._bridge.tell(Notice("told-disk-low", {"minutes": round(room.minutes)}))

    def _add(self, closed: TakeClosed, file: str, frames: int) -> None:
        bridge = self._bridge
        song = steps.with_take(bridge.song, closed, file, frames)
        bridge.not_heard()
        bridge.apply(song, "edit-record")
        bridge.link.locate(max(steps.sings_at(song, closed), 0.0))
        if closed.why == "device-lost":
            self.told_of_loss = True
            fields = {"name": bridge.link.device_name, "length": clock(closed.frames / closed.rate_hz)}
            bridge.tell(Notice("told-device-lost", fields, "warning", "sound"))
        else:
            bridge.tell(notices.of_take(closed.frames, closed.clipped_frames, len(closed.gaps), closed.rate_hz))
