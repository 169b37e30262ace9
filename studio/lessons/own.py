"""The lessons that people here have made, on disk, with every version that there was.

    <home>/20-my-lesson/                   the newest version, a lesson's folder like the house's
    <home>/_old/20-my-lesson.v3.<8 hex>/   an earlier one, or one that came beside it
    …/tried.json                           says that a second person has done just this version

A version is never written over. Before somebody else has done a lesson once, it is its makers' alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from studio import strictjson
from studio.disk import REAL, Disk, is_folder, is_plain, plain_files, read_file, telling
from studio.errors import StudioError
from studio.lessons.lesson import LESSON_FILE
from studio.lessons.pictures import PNG_BYTES
from studio.lessons.texts import MOST_BYTES
from studio.wholefolder import whole_folder

TRIED_FILE = "tried.json"
OLD = "_old"
SPOKEN_BYTES = 10_000_000
LANGUAGES = ("nb", "en")
"""Texts that a lesson may have, the house's own first."""
_FILES = re.compile(r"lesson\.toml|(?:nb|en)\.ftl|[a-z0-9_-]{1,60}\.(?:svg|png)|(?:nb|en)/[a-z][a-z0-9_]{0,39}\.wav")

Kept = Literal["new", "newer", "same", "beside"]
"""What became of a lesson that was to be kept: the first of its name; the newest version now; there already, to the
letter; laid among the older ones, for it is no newer than what is there."""


class _Tried(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: Literal[1] = 1
    digest: str


def belongs(name: str) -> bool:
    """Whether a lesson's folder may hold a file of this name."""
    return name == TRIED_FILE or _FILES.fullmatch(name) is not None


def most_bytes(name: str) -> int:
    """How large a file of this name may be."""
    return SPOKEN_BYTES if name.endswith(".wav") else PNG_BYTES if name.endswith(".png") else MOST_BYTES


def files_of(folder: Path) -> dict[str, bytes]:
    """What belongs to the lesson in a folder, by name; links and all else are passed by. StudioError("disk-refused"),
    also for a file that is too large."""
    found: dict[str, bytes] = {}
    with telling(folder):
        for name, path in _paths(folder):
            found[name] = read_file(path, most_bytes(name))
    return found


def digest(files: Mapping[str, bytes]) -> str:
    """What a version is known by: of every file but the note that it was tried."""
    found = hashlib.sha256()
    for name in sorted(set(files) - {TRIED_FILE}):
        found.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return found.hexdigest()


def version_of(files: Mapping[str, bytes]) -> int:
    """The version that a lesson says it is; 0 for one that does not say."""
    with contextlib.suppress(KeyError, ValueError):
        version = tomllib.loads(files[LESSON_FILE].decode("utf-8")).get("version")
        return version if isinstance(version, int) else 0
    return 0


def keep(home: Path, lesson_id: str, files: Mapping[str, bytes], disk: Disk = REAL) -> Kept:
    """Keep a lesson among the own ones; what was there stays as an older version. StudioError: bad-value for a file
    that no lesson has, disk-full, disk-refused; then nothing has changed."""
    strange = [name for name in files if not belongs(name)]
    if strange:
        raise StudioError("bad-value", name=lesson_id, value=strange[0])
    target = home / lesson_id
    if not is_folder(target):
        _write(target, files, disk)
        return "new"
    there = files_of(target)
    if digest(there) == digest(files):
        if TRIED_FILE in files and TRIED_FILE not in there:
            _write(target, files, disk)
        return "same"
    if version_of(files) <= version_of(there):
        _lay_aside(home, lesson_id, files, disk)
        return "beside"
    _lay_aside(home, lesson_id, there, disk)
    _write(target, files, disk)
    return "newer"


def older(home: Path, lesson_id: str) -> tuple[Path, ...]:
    """The other versions there are of a lesson, the latest last."""
    shape = re.compile(rf"{re.escape(lesson_id)}\.v(\d+)\.[0-9a-f]{{8}}")
    if not is_folder(home / OLD):
        return ()
    found = [(match, path) for path in (home / OLD).iterdir() if (match := shape.fullmatch(path.name))]
    return tuple(path for _, path in sorted(found, key=lambda pair: (int(pair[0][1]), pair[1].name)))


def is_tried(folder: Path) -> bool:
    """Whether a second person has done this lesson as it is now, to its end: only then it is shown to participants."""
    try:
        table = strictjson.loads(read_file(folder / TRIED_FILE, MOST_BYTES))
        return msgspec.convert(table, _Tried, strict=True).digest == digest(files_of(folder))
    except (OSError, ValueError, StudioError):
        return False


def mark_tried(folder: Path, disk: Disk = REAL) -> None:
    """A second person has done this lesson, as it is now, to its end. StudioError: disk-full, disk-refused."""
    note = _Tried(digest=digest(files_of(folder)))
    disk.write_file(folder / TRIED_FILE, msgspec.json.encode(note) + b"\n")


def _paths(folder: Path) -> Iterator[tuple[str, Path]]:
    for inside in (folder, *(folder / language for language in LANGUAGES)):
        for path in plain_files(inside):
            name = path.relative_to(folder).as_posix()
            if belongs(name) and is_plain(path):
                yield name, path


def _lay_aside(home: Path, lesson_id: str, files: Mapping[str, bytes], disk: Disk) -> None:
    path = home / OLD / f"{lesson_id}.v{version_of(files)}.{digest(files)[:8]}"
    if not is_folder(path):
        _write(path, files, disk)


def _write(target: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    with whole_folder(target, disk=disk) as folder, telling(target):
        for name, data in sorted(files.items()):
            path = folder / name
            if not is_folder(path.parent):
                disk.make_folder(path.parent)
            disk.write_file(path, data)
