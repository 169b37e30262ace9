"""A song and its folder: what is edited is on disk, and nothing that is on disk is ever written over.

    song.json        the present generation          history/   it and the twenty before it
    journal.jsonl    every edit since                takes/     recordings, each with its note
    media/           sounds brought in               bin/       what was taken out, for thirty days
    lock             who has the song open           kept/      what was found damaged, as it was found

An edit is in the journal when `commit` returns (a second later if the disk stalls just then) and would survive a power
cut within two seconds; a generation is written when the journal gets long and when the song is closed. Nobody has to
save.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from studio import generation, journal, opening, patch, songbin
from studio.disk import REAL, TEMPORARY, Disk, is_folder, is_plain, plain_files, telling
from studio.errors import StudioError
from studio.generation import HISTORY, SONG_FILE, Header
from studio.journal import JOURNAL_FILE, Edit, JournalHead, JournalWriter
from studio.opening import COPY
from studio.recovery import find
from studio.rescue import MEDIA, RESCUE_TRACK, TAKES, OpenNote, fingerprint, new_id
from studio.song import Media, Song
from studio.songcheck import FILE, validate
from studio.songlock import SongLock

__all__ = ["RESCUE_TRACK", "OpenNote", "SongFolder", "fingerprint", "is_song_folder", "validate"]

SYNC_S = 1.0
"""How often the journal is made safe against a power cut."""

_PATIENCE_S = 0.05
"""The longest that an edit waits for a disk that is busy with the edits before it."""

_LONG_JOURNAL_BYTES = 2_000_000
_LONG_JOURNAL_EDITS = 500


def is_song_folder(path: Path) -> bool:
    """Whether a folder holds a song, in whatever state."""
    return is_plain(path / SONG_FILE) or any(file.suffix == ".json" for file in plain_files(path / HISTORY))


class SongFolder:
    """One open song. May be used from any thread; only `save`, `sync` and `close` wait for the disk.

    `make_room` is asked when the disk is full: it frees what it can (the ballast) and says whether that was anything.
    `spool` is a folder on the system's disk for takes that this folder cannot hold. With `sync_every_s` None there is
    no thread of its own, and the owner calls `sync`.
    """

    path: Path
    notes: tuple[OpenNote, ...]
    """What opening it found and did, for the screen to word."""
    read_only: bool
    """Nothing is written here: a write-protected place, a song from a newer program, or closed."""
    trouble: StudioError | None
    """Why edits are not on disk right now, if they are not; they are tried again every second."""

    def __init__(
        self,
        path: Path,
        lock: SongLock | None,
        song: Song,
        base: Header,
        *,
        disk: Disk,
        make_room: Callable[[], bool] | None,
        spool: Path | None,
        now_s: Callable[[], float],
    ) -> None:
        """For `create` and `open` only."""
        self.path = path
        self.notes = ()
        self.read_only = lock is None
        self.trouble = None
        self._lock = lock
        self._song = song
        self._rev = base.rev
        self._base = base
        self._disk = disk
        self._make_room = make_room
        self._now_s = now_s
        self._spool = None if spool is None else spool / base.song
        self._journal: JournalWriter | None = None
        self._journal_id = ""
        self._journal_edits = 0
        self._pending: deque[Edit] = deque()
        self._mentioned = {media.file for media in song.media}
        self._edits = threading.Lock()  # guards the song, its rev and what is pending; never held while the disk works
        self._writing = threading.Lock()  # guards the files
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        song: Song,
        *,
        spool: Path | None = None,
        make_room: Callable[[], bool] | None = None,
        disk: Disk = REAL,
        sync_every_s: float | None = SYNC_S,
        now_s: Callable[[], float] = time.time,
    ) -> Self:
        """A new folder at `path` with a song in it. StudioError: song-exists, song-invalid, disk-full, disk-refused."""
        validate(song)
        if os.path.lexists(path):
            raise StudioError("song-exists", name=path.name)
        header = opening.lay_out(disk, path, song)
        lock = opening.lock(path, make_room)
        self = cls(path, lock, song, header, disk=disk, make_room=make_room, spool=spool, now_s=now_s)
        self._start(sync_every_s)
        return self

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        spool: Path | None = None,
        make_room: Callable[[], bool] | None = None,
        rescue_track: str = RESCUE_TRACK,
        copy_word: str = COPY,
        disk: Disk = REAL,
        sync_every_s: float | None = SYNC_S,
        now_s: Callable[[], float] = time.time,
    ) -> Self:
        """The song of a folder, mended if need be, with no question asked; `notes` tell what there is to tell.

        `rescue_track` is what people call the track of takes that nobody mentioned, `copy_word` what is put behind the
        title of a version that went another way. StudioError: song-missing, song-not-a-song, song-damaged, song-newer,
        song-in-use.
        """
        if not (is_folder(path) and is_song_folder(path)):
            raise StudioError("song-not-a-song" if os.path.lexists(path) else "song-missing", name=path.name)
        lock = opening.lock(path, make_room)
        try:
            found = find(path)
            if found.newer and lock is not None:
                lock.release()
                lock = None
            self = cls(path, lock, found.song, found.header, disk=disk, make_room=make_room, spool=spool, now_s=now_s)
            self._rev = found.rev
            self.notes = tuple(opening.found_notes(found, self.read_only))
            if found.journal is not None:
                self._journal_id, self._journal_edits = found.journal.head.journal, len(found.journal.edits)
            if self.read_only:
                self.notes += tuple(opening.missing_notes(found.song, self.path_of))
            else:
                names = {"rescue_track": rescue_track, "copy_word": copy_word}
                self._settle(opening.Opening(disk, path, found, spool=self._spool, now_s=now_s(), **names))
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        self._start(None if self.read_only else sync_every_s)
        return self

    @property
    def song(self) -> Song:
        """The song as last committed; after opening, as found and mended."""
        return self._song

    def commit(self, song: Song, label: str) -> None:
        """Make `song` the present one and write the difference into the journal.

        StudioError("song-invalid") or ("song-read-only"): the song here stays what it was. ("disk-full") or
        ("disk-refused"): the edit counts, is kept in memory and tried again every second.
        """
        if self.read_only:
            raise StudioError("song-read-only", name=self.path.name)
        with self._edits:
            validate(song, self._song)
            difference = patch.diff(self._song, song)
            self._mentioned |= {media.file for media in song.media}
            self._song = song
            if difference:
                self._rev += 1
                self._pending.append(Edit(rev=self._rev, label=label, patch=difference))
        if self._writing.acquire(timeout=_PATIENCE_S):  # if not, the disk stalls, and the next sync takes it along
            try:
                self._write_pending()
            finally:
                self._writing.release()

    def sync(self) -> None:
        """Comes back when every edit so far would survive a power cut. StudioError: disk-full, disk-refused."""
        with self._writing:
            self._write_pending()
            if self._journal is not None:
                try:
                    with telling(self.path):
                        self._journal.sync()
                except StudioError as error:
                    self._stumbled(error)
                    raise

    def save(self) -> None:
        """Write a generation, if there is any edit since the last. StudioError: disk-full, disk-refused, capacity.

        Whatever it raises, the generation before still stands and the journal with it.
        """
        if self.read_only:
            return
        with self._writing:
            if self._rev != self._base.rev:
                with contextlib.suppress(StudioError):  # so that nothing is lost should the generation fail
                    self._write_pending()
                self._write_generation()

    def path_of(self, media: Media) -> Path:
        """Where a media file lies: in the song, in the spool or in the bin; where it should lie if it is lost.

        StudioError("song-invalid") for a name that leads elsewhere.
        """
        if not FILE.fullmatch(media.file):
            raise StudioError("song-invalid", field="file", value=ascii(media.file))
        home = self.path / media.file
        spooled = () if self._spool is None else (self._spool / home.name,)
        return next(
            (path for path in (home, *spooled, songbin.binned_path(self.path, media.file)) if is_plain(path)), home
        )

    def new_take(self) -> tuple[str, Path]:
        """A free id and the path for a `wav.TakeWriter`: in `takes/`, or in the spool if the folder takes nothing.

        In the song its file is `takes/<id>.wav` either way; opening the song moves a spooled take home.
        StudioError: disk-full, disk-refused.
        """
        name = new_id("take")
        target = self.path / TAKES / f"{name}.wav"
        try:
            if self.read_only:
                raise StudioError("song-read-only", name=self.path.name)
            with telling(target):
                self._try_out(target)
        except StudioError:
            if self._spool is None:
                raise
            target = self._spool / target.name
            with telling(target):
                self._spool.mkdir(0o700, parents=True, exist_ok=True)
        return name, target

    def new_media(self) -> tuple[str, Path]:
        """A free id and the path `media/<id>.wav` for a sound to be brought in. StudioError("song-read-only")."""
        if self.read_only:
            raise StudioError("song-read-only", name=self.path.name)
        name = new_id("media")
        return name, self.path / MEDIA / f"{name}.wav"

    def move_to_bin(self, file: str) -> None:
        """Put a file (`takes/…`, `media/…`) that the song does not need into its bin, where `path_of` still finds it.

        Need not be called: saving bins what the edits before took out. StudioError: disk-full, disk-refused.
        """
        if self.read_only:
            raise StudioError("song-read-only", name=self.path.name)
        if FILE.fullmatch(file) and is_plain(self.path / file):
            with telling(self.path / file):
                songbin.put(self._disk, self.path, file, self._now_s())

    def close(self) -> None:
        """Save and let go. StudioError only if some edit is neither in a generation nor in the journal."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        try:
            try:
                self.save()
            except StudioError:
                self.sync()
        finally:
            self.read_only = True
            self._drop_journal()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, sync_every_s: float | None) -> None:
        if sync_every_s is not None:
            self._thread = threading.Thread(target=self._keep_safe, args=(sync_every_s,), name="journal", daemon=True)
            self._thread.start()

    def _keep_safe(self, every_s: float) -> None:
        while not self._closing.wait(every_s):
            with contextlib.suppress(StudioError):  # `trouble` tells
                self.sync()
                if self._journal is not None and (
                    self._journal_edits >= _LONG_JOURNAL_EDITS or self._journal.size_bytes >= _LONG_JOURNAL_BYTES
                ):
                    self.save()

    def _settle(self, work: opening.Opening) -> None:
        """Do the work and take what it came to. An error of the disk here is for the first edit to meet."""
        work.run()
        self.notes += tuple(work.notes)
        with contextlib.suppress(StudioError):
            if work.song is not self._song:
                self.commit(work.song, "rescued-take")
            self.save()

    def _write_pending(self) -> None:
        """Every pending edit into the journal. For whoever holds `_writing`."""
        try:
            while self._pending:
                self._with_room(self._write_one)
        except StudioError as error:
            self._stumbled(error)
            raise
        self.trouble = None

    def _write_one(self) -> None:
        with telling(self.path):
            if self._journal is None:
                self._open_journal()
            else:
                self._journal.append(self._pending[0])
                self._pending.popleft()
                self._journal_edits += 1

    def _open_journal(self) -> None:
        """Go on with our journal, or start one; where lines of ours are gone, a generation takes its place."""
        path = self.path / JOURNAL_FILE
        if self._journal_id:
            found = journal.read(path)
            if found is None or found.head.journal != self._journal_id or found.rev + 1 < self._pending[0].rev:
                self._write_generation()
                return
            while self._pending and self._pending[0].rev <= found.rev:
                self._pending.popleft()
            self._journal = JournalWriter.resume(self._disk, path, found)
            return
        if os.path.lexists(path):  # a sync program brought it meanwhile: for the next opening to judge
            self._disk.replace(path, path.with_name(f"{new_id(path.stem)}{path.suffix}"))
        head = JournalHead(
            journal=new_id("journal"),
            song=self._base.song,
            base=self._base.sha256,
            rev=self._pending[0].rev - 1,
        )
        self._journal = JournalWriter(self._disk, path, head)
        self._journal_id = head.journal

    def _write_generation(self) -> None:
        """The present song as a generation; the journal has done its work. For whoever holds `_writing`."""
        with self._edits:
            song, rev = self._song, self._rev
        header = Header(song=self._base.song, rev=rev, parent=self._base.sha256, journal=self._journal_id)
        header, data = generation.encode(song, header)
        try:
            self._with_room(lambda: generation.write(self._disk, self.path, header, data))
        except StudioError as error:
            if generation.is_in_history(self.path, header):
                self._base = header  # half of it is written and remains; the journal goes on from there as well
            self._stumbled(error)
            raise
        self._base = header
        while self._pending and self._pending[0].rev <= rev:
            self._pending.popleft()
        self._drop_journal()
        self._bin_what_went(song)
        with contextlib.suppress(OSError):
            if journal.id_of(self.path / JOURNAL_FILE) == self._journal_id:
                self._disk.remove(self.path / JOURNAL_FILE)
            generation.prune(self._disk, self.path)
        self._journal_id, self._journal_edits = "", 0

    def _bin_what_went(self, song: Song) -> None:
        """Into the bin with files that the journal knew and the song knows no more: once the journal is gone nothing
        would tell them from takes that were never mentioned. Undo finds them there (`path_of`)."""
        for file in self._mentioned - {media.file for media in song.media}:
            with contextlib.suppress(OSError, StudioError):
                if is_plain(self.path / file):
                    songbin.put(self._disk, self.path, file, self._now_s())
                self._mentioned.discard(file)

    def _with_room(self, act: Callable[[], None]) -> None:
        """Once more if the disk was full and some room could be made."""
        try:
            act()
        except StudioError as error:
            if error.code != "disk-full" or self._make_room is None or not self._make_room():
                raise
            act()

    def _stumbled(self, error: StudioError) -> None:
        """A journal that cannot be written to is opened anew next time: the folder may have gone and come back."""
        self.trouble = error
        if error.code != "disk-full":
            self._drop_journal()

    def _drop_journal(self) -> None:
        if self._journal is not None:
            with contextlib.suppress(OSError):
                self._journal.close()
            self._journal = None

    def _try_out(self, target: Path) -> None:
        """OSError if no file can be made beside `target`."""
        probe = target.with_name(target.name + TEMPORARY)
        descriptor = self._disk.create(probe)
        self._disk.close(descriptor)
        self._disk.remove(probe)
