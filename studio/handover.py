"""What one shift leaves to the next: what worked, what got stuck, what is out of order. It belongs to a machine, names
nobody, and lies in no song and no package.
"""

from __future__ import annotations

import contextlib
import datetime
import os
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from studio import strictjson
from studio.disk import REAL, Disk, read_file

MOST = 20
"""Notes that are kept; the oldest go."""
LONGEST = 1000
"""Characters of one answer."""
QUESTIONS = ("worked", "stuck", "broken")
"""The fields of a note that hold words."""
_LARGEST_BYTES = 1_000_000
_Words = Annotated[str, Meta(max_length=LONGEST)]


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was left at the end of a shift."""

    day: datetime.date
    worked: _Words = ""
    stuck: _Words = ""
    broken: _Words = ""
    """Gear that does not work."""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, question).strip() for question in QUESTIONS)


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: Literal[1] = 1
    notes: Annotated[tuple[Note, ...], Meta(max_length=MOST)] = ()


class Found(NamedTuple):
    """What was read."""

    notes: tuple[Note, ...]
    """The newest first."""
    damaged: bool = False
    """Whether there was a file that made no sense, which now lies aside under another name."""


def with_note(notes: tuple[Note, ...], note: Note) -> tuple[Note, ...]:
    """One more; the newest day first, and of one day the one that came last. One that says nothing is not kept."""
    if note.is_empty:
        return notes
    return tuple(sorted((note, *notes), key=lambda kept: kept.day, reverse=True))[:MOST]


def read_notes(path: Path) -> Found:
    """The notes of this machine; none if there are none. A file that makes no sense is put aside under another
    name."""
    if not os.path.lexists(path):
        return Found(())
    try:
        table = strictjson.loads(read_file(path, _LARGEST_BYTES))
        return Found(msgspec.convert(table, _File, strict=True).notes)
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            REAL.replace(path, path.with_name(f"{path.stem}-damaged{path.suffix}"))
        return Found((), damaged=True)


def write_notes(path: Path, notes: tuple[Note, ...], disk: Disk = REAL) -> None:
    """Keep them; at every moment the old ones or the new ones are there. StudioError: disk-full, disk-refused."""
    disk.write_file(path, msgspec.json.encode(_File(notes=notes)) + b"\n")
