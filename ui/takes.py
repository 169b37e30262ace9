"""Making takes: what is checked before, what is heard meanwhile, and how a take that is whole gets into the song."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from recorder import passes, takes
from studio.engine.messages import BeforeKept, RecordOrder, TakeClosed
from studio.errors import StudioError
from studio.rescue import TAKES
from studio.song import Song
from studio.songfile import SongFolder
from ui import notices
from ui.i18n import clock
from ui.notices import Notice
from ui.tasks import importing

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.record_desk import Spot


class Takes(QObject):
    """The bridge's hands for recording."""

    kept = Signal(TakeClosed)
    """A take is the song's now."""
    offered = Signal(Notice)
    """Something was sung before a take, and can be kept by a button."""
    left = Signal()
    """What was sung before a take is no longer to be had by a button."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._path: Path | None = None
        """Of the take that was begun here."""
        self._spot: Spot | None = None
        self._before: BeforeKept | None = None
        """What was sung before the button was pressed, until somebody says what becomes of it."""
        self._told_low = False
        """Whether it was said in this sitting that there is little room."""
        self.told_of_loss = False
        """Whether the last take's own message has said that its device went away."""
        bridge.link.take_closed.connect(self.keep)
        bridge.link.before_kept.connect(self._offer)
        bridge.link.troubled.connect(self._refused)

    def begin(self, folder: SongFolder, spot: Spot) -> None:
        """Record there; what the track holds in that place is silent meanwhile."""
        bridge = self._bridge
        self.leave()
        try:
            self._check_room()
            take_id, path = folder.new_take()
            _, before_path = folder.new_take()
        except StudioError as error:
            bridge.trouble(error)
            return
        self._path, self._spot, self.told_of_loss = path, spot, False
        bridge.waves.begin_live(path)
        bridge.listening.load()
        order = RecordOrder(
            take_id=take_id,
            path=str(path),
            track_id=spot.track_id,
            at_beat=spot.at_beat,
            end_beat=spot.end_beat,
            loop_end_beat=spot.loop_end_beat,
            before_path=str(before_path),
            **bridge.booth.start_of(spot)._asdict(),
        )
        bridge.booth.began(spot)
        bridge.link.record(order)
        bridge.state_changed.emit()

    def heard(self, song: Song) -> Song:
        """The song as it sounds while a take is made: without what the take may come to stand in place of."""
        spot = self._spot
        if spot is None or not any(track.id == spot.track_id for track in song.tracks):
            return song
        return passes.cleared(song, spot.track_id, spot.at_beat, spot.end_beat or spot.loop_end_beat)

    def keep(self, closed: TakeClosed) -> None:
        """The take is whole on disk: put it into the song. One of another song waits there to be found."""
        bridge, path = self._bridge, Path(closed.path)
        bridge.waves.end_live()
        spot, self._spot = self._spot, None
        folder = bridge.opened.folder
        ours = path == self._path or (folder is not None and path.parent == folder.path / TAKES)
        file = f"{TAKES}/{path.name}"
        if folder is None or not ours or any(media.file == file for media in bridge.song.media):
            return
        self._path = None
        line = spot.line if spot is not None else -1
        if not closed.frames:
            bridge.listening.load()
            if spot is not None and not bridge.moment.moving:  # the next one begins there, not in what led up to it
                bridge.link.locate(spot.at_beat)
            if closed.why == "stopped":  # while it was counted in
                bridge.tell(Notice("told-take-not-begun", {}, "ok"))
            else:
                bridge.tell(Notice("told-take-empty", {}, "warning"))
        elif closed.rate_hz == bridge.song.rate_hz:
            self._add(closed, file, closed.frames, line)
        else:  # the device could not do the song's rate: the take stays as it is, a copy at the song's rate is heard
            name, target = folder.new_media()
            work = importing(path, target, bridge.song.rate_hz)
            bridge.tasks.run("import", work, lambda made: self._add(closed, f"media/{name}.wav", made.frames, line))
        bridge.state_changed.emit()

    def _refused(self, error: StudioError) -> None:
        """No take came of it: the track is whole again. Of an engine that is gone the take itself tells."""
        if self._spot is not None and error.code != "engine-gone" and not self._bridge.link.recording:
            self._path = self._spot = None
            self._bridge.waves.end_live()
            self._bridge.listening.load()

    # --- what was sung before

    def _offer(self, before: BeforeKept) -> None:
        self._before = before

    def keep_before(self) -> None:
        """What was sung before the button was pressed becomes a take as well, heard up to where the other begins."""
        before, self._before = self._before, None
        folder = self._bridge.opened.folder
        if before is not None and folder is not None:
            file = f"{TAKES}/{Path(before.path).name}"
            self._bridge.change(lambda song: passes.with_before(song, before, file), "edit-keep-before")

    def leave(self) -> None:
        """Nobody wanted what was sung before: it goes to the song's bin, where it stays for thirty days."""
        before, self._before = self._before, None
        folder = self._bridge.opened.folder
        if before is not None and folder is not None:
            with contextlib.suppress(StudioError):
                folder.move_to_bin(f"{TAKES}/{Path(before.path).name}")
        self.left.emit()

    # --- the rest

    def _check_room(self) -> None:
        """StudioError("disk-low") where no take should be begun; a word where there is room for not much more."""
        room = self._bridge.shelf.room(self._bridge.song.rate_hz)
        if room.verdict == "refuse":
            raise StudioError("disk-low", free_mb=room.free_mb)
        if room.verdict == "low" and not self._told_low:
            self._told_low = True
            self._bridge.tell(Notice("told-disk-low", {"minutes": round(room.minutes)}, "note", "room"))

    def _add(self, closed: TakeClosed, file: str, frames: int, line: int) -> None:
        bridge = self._bridge
        song = passes.kept(bridge.song, closed, file, frames)
        if line >= 0:  # sung again: where the line begins and ends is laid where it is quiet
            with contextlib.suppress(StudioError):
                song = takes.comp(song, closed.track_id, line, song.takes[-1].id, bridge.opened.path_of)
        bridge.listening.heard_take = False
        if bridge.apply(song, "edit-record"):
            self.kept.emit(closed)
        if not bridge.moment.moving:  # out by itself, it plays on a little
            bridge.link.locate(max(passes.sings_at(song, closed), 0.0))
        if closed.why == "device-lost":
            self.told_of_loss = True
            fields = {"name": bridge.link.device_name, "length": clock(closed.frames / closed.rate_hz)}
            told = Notice("told-device-lost", fields, "warning", "sound")
        else:
            told = notices.of_closed(closed, bridge.link.round_trip_frames)
        bridge.tell(told)
        if self._before is not None:
            length = clock(max(self._before.frames / max(self._before.rate_hz, 1), 1.0))
            self.offered.emit(Notice("told-before", {"length": length}, "note", "keep-before"))
