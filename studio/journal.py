"""Every edit since the last generation, one line each, each with a checksum that also covers all lines before it.

    {"sum":"…","journal":"<id>","song":"<id>","base":"<sha256 of a generation>","rev":41}
    {"sum":"…","rev":42,"label":"edit-set-knob","patch":{…}}

A line that a power cut tore, or that comes from elsewhere, has the wrong sum; it and all that follow do not count.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from studio import strictjson
from studio.disk import Disk, open_to_read, read_file
from studio.patch import Patch

JOURNAL_FILE = "journal.jsonl"
LARGEST_BYTES = 64_000_000
_HEAD_BYTES = 4000
_SUM = re.compile(rb'\{"sum":"([0-9a-f]{16})",')


class JournalHead(msgspec.Struct, frozen=True, kw_only=True):
    """The first line: whose edits these are and what they start from."""

    journal: str
    song: str
    base: str
    rev: int
    """Of the song before the first edit of this journal."""


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One edit as it is written."""

    rev: int
    label: str
    patch: Patch


class JournalRead(NamedTuple):
    """What of a journal can be trusted."""

    head: JournalHead
    edits: tuple[Edit, ...]
    marks: tuple[tuple[int, bytes], ...]
    """Where the first line ends and what its sum is, then the same for each edit."""
    whole: bool
    """Whether there is nothing after the last edit."""

    @property
    def rev(self) -> int:
        return self.edits[-1].rev if self.edits else self.head.rev

    def cut(self, count: int) -> JournalRead:
        """As if there were only the first edits."""
        return JournalRead(self.head, self.edits[:count], self.marks[: count + 1], False)


class JournalWriter:
    """A journal to append to. A line that failed half-way is written over by the next attempt."""

    def __init__(self, disk: Disk, path: Path, head: JournalHead) -> None:
        """A new file at `path`. OSError; then there is none."""
        self._disk = disk
        self._path = path
        self._new = True
        self._descriptor = disk.create(path)
        self._end, self._sum = 0, b""
        try:
            self._append(msgspec.json.encode(head))
        except OSError:
            disk.close(self._descriptor)
            disk.remove(path)
            raise

    @classmethod
    def resume(cls, disk: Disk, path: Path, found: JournalRead) -> JournalWriter:
        """Go on after the last good line of a journal that is there. OSError."""
        self = cls.__new__(cls)
        self._disk = disk
        self._path = path
        self._new = False
        self._descriptor = disk.reopen(path)
        self._end, self._sum = found.marks[-1]
        if not found.whole:
            disk.truncate(self._descriptor, self._end)
        return self

    @property
    def size_bytes(self) -> int:
        return self._end

    def append(self, edit: Edit) -> None:
        """One line more. A killed process loses nothing of it any more; a power cut does until `sync`. OSError."""
        self._append(msgspec.json.encode(edit))

    def sync(self) -> None:
        """Comes back when every line would survive a power cut. OSError."""
        self._disk.sync(self._descriptor)
        if self._new:
            self._disk.sync_folder(self._path.parent)
            self._new = False

    def close(self) -> None:
        self._disk.close(self._descriptor)

    def _append(self, value: bytes) -> None:
        rest = value[1:]
        number = _summed(self._sum, rest)
        line = b'{"sum":"%s",%s\n' % (number, rest)
        self._disk.write_all(self._descriptor, line, self._end)
        self._end, self._sum = self._end + len(line), number


def read(path: Path) -> JournalRead | None:
    """What can be trusted of a journal; None if not even its first line can."""
    try:
        data = read_file(path, LARGEST_BYTES)
    except OSError:
        return None
    head: JournalHead | None = None
    edits: list[Edit] = []
    marks: list[tuple[int, bytes]] = []
    end, last_sum = 0, b""
    for line in data.split(b"\n")[:-1]:
        found = _SUM.match(line)
        rest = line[found.end() :] if found else b""
        if found is None or found[1] != _summed(last_sum, rest):
            break
        try:
            value: Any = strictjson.loads(b"{" + rest)
            if head is None:
                head = msgspec.convert(value, JournalHead)
            else:
                edit = msgspec.convert(value, Edit)
                if edit.rev != (edits[-1].rev if edits else head.rev) + 1:
                    break
                edits.append(edit)
        except (strictjson.JsonRefusedError, msgspec.ValidationError):
            break
        end, last_sum = end + len(line) + 1, found[1]
        marks.append((end, last_sum))
    return None if head is None else JournalRead(head, tuple(edits), tuple(marks), end == len(data))


def id_of(path: Path) -> str:
    """Which journal a file is, by its first line alone; empty if that tells nothing."""
    try:
        with open(open_to_read(path), "rb") as file:
            return msgspec.json.decode(file.readline(_HEAD_BYTES), type=JournalHead).journal
    except (OSError, msgspec.MsgspecError):
        return ""


def _summed(before: bytes, rest: bytes) -> bytes:
    return hashlib.sha256(before + rest).hexdigest()[:16].encode()
