"""Where a song's walk is kept: `lesson.json` in its folder, so that it is found again weeks later and on another PC."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from studio import strictjson
from studio.disk import REAL, Disk, read_file, telling
from studio.lessons.walk import Walk

WALK_FILE = "lesson.json"
FORMAT = 1
_MOST_BYTES = 100_000

Aside = Literal["", "damaged", "newer"]


class Kept(NamedTuple):
    """What was found of a walk."""

    walk: Walk | None
    aside: Aside = ""
    """A file that this program cannot use lies as `lesson-damaged.json` or `lesson-newer.json` from now on."""


def read_walk(folder: Path, disk: Disk = REAL) -> Kept:
    """The walk of a song's folder, if there is one. Never raises: what makes no sense is put aside and named."""
    path = folder / WALK_FILE
    if not os.path.lexists(path):
        return Kept(None)
    try:
        table = strictjson.loads(read_file(path, _MOST_BYTES))
        format = table.pop("format")
        if type(format) is int and format > FORMAT:
            return _put_aside(path, "newer", disk)
        if format != FORMAT:
            raise ValueError("format")
        return Kept(msgspec.convert(table, Walk, strict=True))
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return _put_aside(path, "damaged", disk)


def write_walk(folder: Path, walk: Walk | None, disk: Disk = REAL) -> None:
    """Keep a walk, or with None keep none; at every moment the old file or the new one is there. StudioError:
    disk-full, disk-refused."""
    path = folder / WALK_FILE
    if walk is not None:
        facts = {"format": FORMAT, **msgspec.to_builtins(walk)}
        disk.write_file(path, msgspec.json.format(msgspec.json.encode(facts), indent=1) + b"\n")
    elif os.path.lexists(path):
        with telling(path):
            disk.remove(path)


def _put_aside(path: Path, why: Aside, disk: Disk) -> Kept:
    with contextlib.suppress(OSError):
        disk.replace(path, path.with_name(f"{path.stem}-{why}{path.suffix}"))
    return Kept(None, why)
