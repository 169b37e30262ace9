"""Finding the song in a folder in whatever state it is: reads only, writes nothing, asks nobody.

The newest generation whose hash fits counts, and on it the journal that starts from it. Whatever else lies there is
sorted: what is damaged or superfluous (evidence, to be put aside), journals that a generation has taken in (stale), and
versions that are no forebears (branches: a sync program's conflict copies, two copies of a folder thrown together).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from studio import generation, journal, patch, strictjson
from studio.disk import plain_files, read_file
from studio.errors import StudioError
from studio.generation import FORMAT, HISTORY, SONG_FILE, DamagedError, Generation, Header
from studio.journal import JOURNAL_FILE, Edit, JournalRead
from studio.song import Song


class Branch(NamedTuple):
    """A version of the song that the one found does not come from."""

    song: Song
    name: str
    """Hash of the generation that it is, or that it starts from."""
    file: Path
    """To be put aside once it has become a song of its own."""


class Found(NamedTuple):
    """What a folder holds."""

    header: Header
    """Of the generation that the song stands on."""
    song: Song
    """With the edits of the journal."""
    rev: int
    """To count on from: no smaller than any that was ever given out in this folder."""
    journal: JournalRead | None
    """The journal to go on with, in `journal.jsonl`."""
    newer: bool
    """Written by a program that knows more than this one; `song` is what we understand of it."""
    older: bool
    """A newer generation, or edits that started from one, could not be read."""
    torn: bool
    """The journal ended in the middle of an edit, or an edit did not fit."""
    in_place: bool
    """Whether `song.json` is the generation of `header`; if not it has to be written again."""
    evidence: tuple[Path, ...]
    stale: tuple[Path, ...]
    branches: tuple[Branch, ...]
    lineage: tuple[Path, ...]
    """Files of the generation of `header` and of its forebears."""

    def ever_mentioned(self, files: Iterable[str]) -> set[str]:
        """Which of these media files (`takes/x.wav`) some earlier state of the song knew."""
        marks = {file: f'"{file}"'.encode() for file in files}
        if not marks:
            return set()
        states = [_bytes(path) for path in self.lineage]
        if self.journal is not None:
            states.append(msgspec.json.encode(self.journal.edits))
        return {file for file, mark in marks.items() if any(mark in state for state in states)}


def find(folder: Path) -> Found:
    """The song in a folder. StudioError: song-not-a-song, song-damaged, song-newer."""
    search = _Search(folder)
    song, fitting, newer = search.newest()
    branches = search.branches()
    ours, header = search.ours, search.header
    if ours is not None and fitting < len(ours.edits):
        ours = ours.cut(fitting)
    if ours is not None and not ours.whole:
        search.torn = True
        if ours.rev <= header.rev:
            search.evidence.append(folder / JOURNAL_FILE)
            ours = None
    rev = header.rev if ours is None else ours.rev
    return Found(
        header=header,
        song=song,
        rev=max(rev, search.highest_rev),
        journal=ours,
        newer=newer,
        older=search.lost_rev > rev or search.lost_edits,
        torn=search.torn,
        in_place=search.sound.get(folder / SONG_FILE) == header,
        evidence=tuple(search.evidence),
        stale=tuple(search.stale),
        branches=tuple(branches),
        lineage=tuple(path for path, other in search.sound.items() if other.sha256 in search.chain),
    )


class _Search:
    """One look at a folder. `newest` first, then `branches`; the attributes fill up on the way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = {path: generation.peek(path) for path in _files(folder, ".json")}
        self.sound = {path: header for path, header in found.items() if header is not None}
        """Generations that are not known to be damaged."""
        self.evidence = [path for path, header in found.items() if header is None and self._must_be_one(path)]
        self.lost_rev = max((generation.rev_of_name(path) for path in self.evidence), default=0)
        self.lost_edits = False
        self.torn = False
        self.stale: list[Path] = []
        self._journals = {path: journal.read(path) for path in _files(folder, ".jsonl")}
        self.ours: JournalRead | None = None
        self.chain: set[str] = set()

    def newest(self) -> tuple[Song, int, bool]:
        """The song, how many edits of `ours` fit it, and whether it is from a newer program."""
        present = self._journals.get(self._folder / JOURNAL_FILE)
        for path in sorted(self.sound, key=self._newest_first):
            self.header = self.sound[path]
            self.ours = present if present is not None and _goes_on_from(present, self.header) else None
            try:
                found = _replayed(generation.read(path), () if self.ours is None else self.ours.edits)
            except DamagedError:
                self._give_up(path)
                continue
            self.chain = _chain(self.header, self.sound.values())
            return found
        raise StudioError("song-damaged" if self.evidence else "song-not-a-song", name=self._folder.name)

    @property
    def highest_rev(self) -> int:
        return max(self.lost_rev, *(header.rev for header in self.sound.values()))

    def branches(self) -> list[Branch]:
        """Versions that are not in the line of the song; sorts everything else on the way."""
        starts = self._stray_journals()
        oldest = min(header.rev for header in self.sound.values() if header.sha256 in self.chain)
        stray = {
            path: header
            for path, header in self.sound.items()
            if header.sha256 not in self.chain and (path.parent == self._folder or header.rev > oldest)
        }
        superseded = {header.parent for header in stray.values()} | {found.head.base for found in starts.values()}
        branches = [self._branch(path, found.head.base, found.edits) for path, found in starts.items()]
        for path, header in stray.items():
            if header.sha256 in superseded:
                self.evidence.append(path)
            else:
                superseded.add(header.sha256)
                branches.append(self._branch(path, header.sha256, ()))
        for path, header in self.sound.items():
            is_copy = path.parent == self._folder and path.name != SONG_FILE and path not in stray
            if is_copy or (header.sha256 == self.header.sha256 and header != self.header):
                self.evidence.append(path)
        return [branch for branch in branches if branch is not None]

    def _stray_journals(self) -> dict[Path, JournalRead]:
        """Journals whose edits no generation has taken in, by file; the others go where they belong."""
        taken_in: dict[str, int] = {}
        for header in self.sound.values():
            taken_in[header.journal] = max(header.rev, taken_in.get(header.journal, 0))
        bases = {header.sha256 for header in self.sound.values()}
        strays: dict[Path, JournalRead] = {}
        for path, found in self._journals.items():
            if found is None:
                if path.name == JOURNAL_FILE:
                    self.evidence.append(path)
                    self.torn = True
            elif found is self.ours:
                pass
            elif found.rev <= taken_in.get(found.head.journal, found.head.rev) or self._is_part_of_ours(found):
                self.stale.append(path)
            elif found.head.base in bases:
                strays[path] = found
            else:
                self.evidence.append(path)
                self.lost_edits = True
        return strays

    def _is_part_of_ours(self, found: JournalRead) -> bool:
        return self.ours is not None and found.edits == self.ours.edits[: len(found.edits)]

    def _branch(self, path: Path, base: str, edits: Sequence[Edit]) -> Branch | None:
        source = next(other for other, header in self.sound.items() if header.sha256 == base)
        try:
            song, _, newer = _replayed(generation.read(source), edits)
        except (DamagedError, StudioError):
            self.evidence.append(path)
            return None
        return None if newer else Branch(song, base, path)

    def _newest_first(self, path: Path) -> tuple[int, bool, str]:
        header = self.sound[path]
        return -header.rev, path.name != SONG_FILE, header.sha256

    def _must_be_one(self, path: Path) -> bool:
        return path.name == SONG_FILE or path.parent.name == HISTORY

    def _give_up(self, path: Path) -> None:
        self.lost_rev = max(self.lost_rev, self.sound.pop(path).rev)
        self.evidence.append(path)


def _replayed(found: Generation, edits: Sequence[Edit]) -> tuple[Song, int, bool]:
    """The song after as many edits as fit, their number, and whether a newer program wrote it.

    DamagedError if not even the generation alone makes sense; StudioError("song-newer") if it may to a newer program.
    """
    good, bad = 0, len(edits) + 1
    song, newer = None, False
    count = len(edits)
    while song is None or bad - good > 1:
        try:
            song, newer = _built(found, edits[:count])
            good = count
        except DamagedError:
            if count == 0:
                if found.header.format > FORMAT:
                    raise StudioError("song-newer", version=found.header.format, known=FORMAT) from None
                raise
            bad = count
        count = (good + bad) // 2
    return song, good, newer


def _built(found: Generation, edits: Sequence[Edit]) -> tuple[Song, bool]:
    try:
        parts = strictjson.loads(found.body)
        if not isinstance(parts, dict):
            raise DamagedError("no object")
        for edit in edits:
            if edit.rev > found.header.rev:
                patch.apply(edit.patch, parts)
    except (strictjson.JsonRefusedError, patch.PatchError) as error:
        raise DamagedError(str(error)) from None
    if found.header.format <= FORMAT:
        try:
            return generation.song_of(parts), False
        except DamagedError:
            if generation.known_parts(parts) == parts:
                raise
    return generation.song_of(generation.known_parts(parts)), True


def _goes_on_from(found: JournalRead, header: Header) -> bool:
    """Whether edits of a journal come after a generation: it starts there, or the generation is of its middle."""
    starts_there = found.head.base == header.sha256
    return starts_there or (found.head.journal == header.journal and found.head.rev <= header.rev < found.rev)


def _chain(header: Header, known: Iterable[Header]) -> set[str]:
    """Names of a generation and of all its forebears among those known."""
    parents = {other.sha256: other.parent for other in known}
    chain: set[str] = set()
    name = header.sha256
    while name in parents and name not in chain:
        chain.add(name)
        name = parents[name]
    return chain


def _files(folder: Path, ending: str) -> list[Path]:
    history = plain_files(folder / HISTORY) if ending == ".json" else []
    return [path for path in (*plain_files(folder), *history) if path.suffix == ending]


def _bytes(path: Path) -> bytes:
    try:
        return read_file(path, strictjson.LARGEST_BYTES * 2)
    except OSError:
        return b""
