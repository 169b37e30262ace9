"""The list "Dette kan du nå": what people say of themselves that they can do by now, in their own words and nobody
else's. It lies in the open song's folder, beside the notes, and goes along into nothing that is given away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from studio import strictjson
from studio.disk import REAL, Disk, is_plain, read_file, telling
from studio.errors import StudioError
from studio.names import one_line

CAN_NOW_FILE = "can-now.json"
MOST_LINES = 100
MOST_LETTERS = 300
"""Of one line."""
_MOST_BYTES = 200_000
"""More than so many lines of so many letters take."""
_Lines = Annotated[list[Annotated[str, msgspec.Meta(max_length=MOST_LETTERS)]], msgspec.Meta(max_length=MOST_LINES)]


def read_can_now(folder: Path) -> tuple[str, ...]:
    """The lines of a song's folder, the oldest first, each of them once and fit to be seen; none where there are none,
    or where the file makes no sense."""
    return _read(folder / CAN_NOW_FILE) or ()


def with_line(lines: tuple[str, ...], words: str) -> tuple[str, ...]:
    """The same lines and one more, which is cut at `MOST_LETTERS`; as they were if it says nothing, or nothing new.
    StudioError: can-now-full."""
    line = one_line(words)[:MOST_LETTERS].strip()
    if not line or line in lines:
        return lines
    if len(lines) >= MOST_LINES:
        raise StudioError("can-now-full", most=MOST_LINES)
    return (*lines, line)


def write_can_now(folder: Path, lines: tuple[str, ...], disk: Disk = REAL) -> None:
    """Keep them. A file that makes no sense is not written over: it lies as `can-now-damaged.json` from now on.
    StudioError: disk-full, disk-refused."""
    path = folder / CAN_NOW_FILE
    if is_plain(path) and _read(path) is None:
        with telling(path):
            disk.replace(path, path.with_name(f"{path.stem}-damaged{path.suffix}"))
    disk.write_file(path, msgspec.json.format(msgspec.json.encode({"lines": lines}), indent=1) + b"\n")


def _read(path: Path) -> tuple[str, ...] | None:
    """None for what cannot be read."""
    try:
        lines = msgspec.convert(strictjson.loads(read_file(path, _MOST_BYTES))["lines"], _Lines)
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None
    return tuple(dict.fromkeys(seen for line in lines if (seen := one_line(line))))
