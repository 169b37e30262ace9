"""Where the window keeps things on this machine: songs, finished files, settings; thin, over `studio.storage`."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from studio import storage
from studio.audiofile import ENCODINGS
from studio.errors import StudioError
from studio.names import export_name
from studio.song import Song
from studio.songfile import SongFolder
from studio.storage import Settings, SongEntry
from ui.i18n import t


class Shelf:
    """The places of this machine and its settings, which are written down whenever they change."""

    def __init__(self) -> None:
        """StudioError: disk-full, disk-refused."""
        self.places = storage.places()
        self.settings: Settings = storage.read_settings(self.places.settings)
        self.import_folder = str(Path.home())
        """Where the file dialog begins; forgotten when the window closes, for it may lead to somebody's stick."""

    def remember(self, **changes: object) -> None:
        """Change settings. One that cannot be written down holds until the window is closed."""
        self.settings = msgspec.structs.replace(self.settings, **changes)
        with contextlib.suppress(StudioError):
            storage.write_settings(self.places.settings, self.settings)

    # --- songs

    def songs(self) -> list[SongEntry]:
        """The songs of this machine, the latest first."""
        return storage.songs(self.places.songs)

    def new_title(self) -> str:
        """A name for a song that has none yet, not yet used."""
        used = {entry.title for entry in self.songs()}
        return next(title for number in range(1, 10_000) if (title := t("song-untitled", number=number)) not in used)

    def create_folder(self, song: Song) -> SongFolder:
        """A folder for a new song. StudioError as `SongFolder.create`."""
        path = storage.new_song_path(self.places.songs, song.title)
        return SongFolder.create(path, song, spool=self.places.spool, make_room=self._make_room)

    def open_folder(self, path: Path) -> SongFolder:
        """A song's folder, mended if need be. StudioError as `SongFolder.open`."""
        return SongFolder.open(
            path,
            spool=self.places.spool,
            make_room=self._make_room,
            rescue_track=t("rescue-track"),
            copy_word=t("copy-word"),
        )

    def hold(self, path: Path | None) -> None:
        """Note which of the machine's songs is open, in memory, until it is let go with None."""
        note = self._note
        with contextlib.suppress(OSError):
            if path is not None and path.parent == self.places.songs:
                note.write_text(path.name, encoding="utf-8")
            else:
                note.unlink(missing_ok=True)

    def held(self) -> Path | None:
        """The song that was open when the window last ended without closing it."""
        with contextlib.suppress(OSError, ValueError):
            path = self.places.songs / self._note.read_text(encoding="utf-8")
            if path.parent == self.places.songs and path.is_dir():
                return path
        return None

    # --- files and room

    def finished_path(self, title: str, encoding: str) -> Path:
        """Where the next finished file of a song goes: a name of its own, nothing is written over."""
        folder = self.places.finished
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        name = export_name(title, existing=[path.stem for path in folder.glob("*")])
        return folder / f"{name}{ENCODINGS[encoding].suffix}"

    def release_folder(self, name: str) -> Path:
        """Where the next release goes: a folder of its own, nothing is written over."""
        folder = self.places.finished
        return folder / export_name(
            name, existing=[name for path in folder.glob("*") for name in (path.stem, path.name)]
        )

    def peaks_folder(self, path: Path) -> Path:
        """Where the drawn shapes of a song's files are kept."""
        return self.places.cache / "peaks" / path.name

    def room(self, rate_hz: int) -> storage.DiskState:
        """How much can still be recorded."""
        return storage.disk_state(self.places.songs, rate_hz)

    def lay_ballast(self) -> None:
        """Lay room aside for the day the disk is full; takes a while, not for the thread that draws."""
        storage.make_ballast(self.places.ballast)

    def _make_room(self) -> bool:
        return storage.release_ballast(self.places.ballast)

    @property
    def _note(self) -> Path:
        return self.places.runtime / "open-song"
