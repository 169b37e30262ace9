"""What is done to a song's folder when it is opened, each step on its own: one that fails keeps no song shut."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from studio import generation, journal, rescue, songbin, strictjson
from studio.disk import FULL, TEMPORARY, Disk, is_folder, is_plain, plain_files, read_file, telling
from studio.errors import StudioError
from studio.generation import HISTORY, SONG_FILE, Header
from studio.names import song_folder_name
from studio.recovery import Branch, Found
from studio.rescue import MEDIA, TAKES, OpenNote, noted
from studio.song import Media, Song
from studio.songbin import BIN
from studio.songlock import SongLock

KEPT_ASIDE = "kept"
COPY = "kopi"
_FOLDERS = (HISTORY, TAKES, MEDIA)


def lock(folder: Path, make_room: Callable[[], bool] | None) -> SongLock | None:
    """The lock on a folder; None if the folder cannot be written to. StudioError("song-in-use")."""
    try:
        return SongLock(folder)
    except OSError as error:
        if error.errno not in FULL or make_room is None or not make_room():
            return None
    try:
        return SongLock(folder)
    except OSError:
        return None


def lay_out(disk: Disk, folder: Path, song: Song) -> Header:
    """Make a folder with a song in it; its first generation. StudioError; then there is no folder."""
    header, data = generation.encode(song, Header(song=secrets.token_hex(8), rev=0))
    with telling(folder):
        disk.make_folder(folder)
    try:
        with telling(folder):
            for name in _FOLDERS:
                disk.make_folder(folder / name)
            disk.sync_folder(folder)
            disk.sync_folder(folder.parent)
        generation.write(disk, folder, header, data)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return header


def found_notes(found: Found, read_only: bool) -> list[OpenNote]:
    """What there is to tell about the state the song was in."""
    notes = []
    if found.newer:
        notes.append(noted("newer-version", version=found.header.format))
    elif read_only:
        notes.append(noted("opened-read-only"))
    if found.older:
        notes.append(noted("older-generation"))
    if found.torn:
        notes.append(noted("edits-cut"))
    return notes


def missing_notes(song: Song, path_of: Callable[[Media], Path]) -> list[OpenNote]:
    """Which media are nowhere, where nothing can be done about it."""
    return [noted("media-missing", name=media.name) for media in song.media if not is_plain(path_of(media))]


class Opening:
    """The work on one folder, by whoever has its lock. `song` and `notes` are what it comes to."""

    def __init__(
        self,
        disk: Disk,
        folder: Path,
        found: Found,
        *,
        spool: Path | None,
        now_s: float,
        rescue_track: str,
        copy_word: str,
    ) -> None:
        self.song = found.song
        self.notes: list[OpenNote] = []
        self._disk = disk
        self._folder = folder
        self._found = found
        self._spool = spool
        self._now_s = now_s
        self._rescue_track = rescue_track
        self._copy_word = copy_word

    def run(self) -> None:
        """All steps, the song before its takes. An error of the disk ends its step; next time it is tried again."""
        steps = (
            self._make_folders,
            self._remove_leftovers,
            self._keep_copies,
            self._put_in_place,
            self._put_aside,
            self._bring_home,
            self._find_missing,
            self._settle_takes,
            self._purge,
        )
        for step in steps:
            with contextlib.suppress(StudioError, OSError):
                step()

    def _make_folders(self) -> None:
        """Empty folders get lost in packages and on the way through sync programs."""
        absent = [self._folder / name for name in _FOLDERS if not os.path.lexists(self._folder / name)]
        for path in absent:
            self._disk.make_folder(path)
        if absent:
            self._disk.sync_folder(self._folder)

    def _remove_leftovers(self) -> None:
        """What a cut left half-written."""
        for name in (".", *_FOLDERS, BIN, KEPT_ASIDE):
            for path in plain_files(self._folder / name):
                if path.suffix == TEMPORARY:
                    self._disk.remove(path)

    @property
    def _places(self) -> tuple[Path, Path]:
        """Where the generation we stand on has to be: as a twin in `history/`, and as `song.json`."""
        return self._folder / HISTORY / generation.file_name(self._found.header), self._folder / SONG_FILE

    def _put_in_place(self) -> None:
        header = self._found.header
        source = next(path for path in self._found.lineage if generation.peek(path) == header)
        data = read_file(source, strictjson.LARGEST_BYTES * 2)
        for place in self._places:
            if place in self._found.evidence:
                self._aside(place)
            elif generation.peek(place) == header:
                continue
            elif is_plain(place) and any(branch.file == place for branch in self._found.branches):
                self._disk.replace(place, place.with_name(f"{rescue.new_id('song')}.json"))
            self._disk.write_file(place, data)

    def _keep_copies(self) -> None:
        for branch in self._found.branches:
            self._keep_copy(branch)
            self._aside(branch.file)

    def _keep_copy(self, branch: Branch) -> None:
        """A version that went another way becomes a song beside this one, with audio of its own."""
        beside = self._folder.parent
        part = beside / f".{branch.name[:12]}{TEMPORARY}"
        title = f"{branch.song.title} ({self._copy_word})"
        shutil.rmtree(part, ignore_errors=True)
        try:
            lay_out(self._disk, part, msgspec.structs.replace(branch.song, title=title))
            for media in branch.song.media:
                if is_plain(self._folder / media.file):
                    rescue.copy(self._disk, self._folder / media.file, part / media.file)
            target = beside / song_folder_name(title, [path.name for path in beside.iterdir()])
            self._disk.replace(part, target)
            self._disk.sync_folder(beside)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        self.notes.append(noted("kept-copy", name=title))

    def _put_aside(self) -> None:
        for path in self._found.evidence:
            if path not in self._places:
                self._aside(path)
        torn = self._folder / journal.JOURNAL_FILE
        if self._found.journal is not None and not self._found.journal.whole:
            self._disk.write_file(self._place_aside(torn), read_file(torn, journal.LARGEST_BYTES))
        for path in self._found.stale:
            self._disk.remove(path)

    def _aside(self, path: Path) -> None:
        if path.stat().st_size:
            self._disk.replace(path, self._place_aside(path))
        else:
            self._disk.remove(path)
        self._disk.sync_folder(path.parent)

    def _place_aside(self, path: Path) -> Path:
        kept = self._folder / KEPT_ASIDE
        if not is_folder(kept):
            self._disk.make_folder(kept)
        return kept / f"{rescue.new_id('found')}{path.suffix}"

    def _bring_home(self) -> None:
        if self._spool is not None:
            rescue.bring_home(self._disk, self._spool, self._folder)

    def _find_missing(self) -> None:
        self.notes += rescue.find_missing(self._disk, self._folder, self.song)

    def _settle_takes(self) -> None:
        self.song, notes = rescue.settle_takes(
            self._disk, self._folder, self.song, self._found.ever_mentioned, self._now_s, self._rescue_track
        )
        self.notes += notes

    def _purge(self) -> None:
        songbin.purge(self._disk, self._folder, self._now_s)
