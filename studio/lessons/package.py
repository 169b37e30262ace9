"""A lesson as one file, `.leksjon`, to be carried between machines: a zip of its folder, and its gate."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from studio import riff
from studio.disk import REAL, Disk, telling
from studio.errors import StudioError
from studio.lessons import own
from studio.lessons.language import of_ways
from studio.lessons.lesson import LESSON_FILE, Lesson, LessonId
from studio.lessons.own import Kept
from studio.lessons.pictures import refused
from studio.wholefile import whole_file
from studio.zipgate import Limits, read_package

SUFFIX = ".leksjon"
LIMITS = Limits(total_mb=60, entry_mb=10)
LONGEST_SPOKEN_S = 60.0
_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16

Load = Callable[[str, Path], Lesson]
"""Reads the lesson of an id in a folder of lessons, whole and sound, or raises StudioError("preset-broken")."""
LineOf = Callable[[Path, str], int]
"""The line of a file on which a key stands."""


class TakenIn(NamedTuple):
    """A lesson that came in."""

    lesson_id: str
    version: int
    kept: Kept


def pack(folder: Path, target: Path, disk: Disk = REAL) -> None:
    """Make a `.leksjon` of a lesson's folder; the same lesson gives the same bytes. Whole or not at all. StudioError:
    package-foreign, package-too-big for what no machine would take in; disk-full, disk-refused."""
    files = own.files_of(folder)
    _check_files(files, target.name)
    if sum(map(len, files.values())) > LIMITS.total_mb * 1_000_000:
        raise StudioError("package-too-big", name=target.name, limit_mb=LIMITS.total_mb)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", _DATE)
            entry.external_attr, entry.compress_type = _MODE, zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    with whole_file(target, disk=disk) as file:
        file.write(buffer.getvalue())


def take_in(
    package: Path, home: Path, load: Load, line_of: LineOf, known: Mapping[str, Lesson], disk: Disk = REAL
) -> TakenIn:
    """Put the lesson of a package among the own ones in `home`, if it is one, sound, and leads on to lessons there are.

    `known` are the lessons of this machine. StudioError: what `studio.zipgate.read_package` raises; package-foreign for
    what is no lesson or holds something that none has; preset-broken; disk-full, disk-refused. Then nothing of it is
    left, and nothing else has changed.
    """
    lesson_id, files = _inside(read_package(package, LIMITS), package.name)
    with telling(home), tempfile.TemporaryDirectory(prefix=".in-", dir=home) as scratch:
        _lay(Path(scratch) / lesson_id, files)
        lesson = load(lesson_id, Path(scratch))
        _check_way(lesson_id, lesson, known, Path(scratch) / lesson_id / LESSON_FILE, line_of)
    return TakenIn(lesson_id, lesson.version, own.keep(home, lesson_id, files, disk))


def _inside(entries: Mapping[str, bytes], name: str) -> tuple[str, dict[str, bytes]]:
    """The id of the lesson and its files, each of a kind that a lesson may have."""
    folders = {entry.partition("/")[0] for entry in entries}
    lesson_id = folders.pop() if len(folders) == 1 else ""
    try:
        msgspec.convert(lesson_id, LessonId)
    except msgspec.ValidationError:
        raise StudioError("package-foreign", name=name, what=lesson_id or LESSON_FILE) from None
    files = {entry.partition("/")[2]: data for entry, data in entries.items()}
    _check_files(files, name)
    return lesson_id, files


def _check_files(files: Mapping[str, bytes], name: str) -> None:
    if LESSON_FILE not in files:
        raise StudioError("package-foreign", name=name, what=LESSON_FILE)
    for inside, data in files.items():
        fits = own.belongs(inside) and len(data) <= own.most_bytes(inside)
        if inside.endswith((".svg", ".png")):
            fits = fits and not refused(inside, data)
        elif inside.endswith(".wav"):
            fits = fits and _is_spoken(data)
        if not fits:
            raise StudioError("package-foreign", name=name, what=inside)


def _is_spoken(data: bytes) -> bool:
    wav = riff.read(io.BytesIO(data))
    if wav is None or not wav.rate_hz or not wav.frame_bytes:
        return False
    return min(wav.data_bytes, len(data)) <= LONGEST_SPOKEN_S * wav.rate_hz * wav.frame_bytes


def _lay(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _check_way(lesson_id: str, lesson: Lesson, known: Mapping[str, Lesson], file: Path, line_of: LineOf) -> None:
    for finding in of_ways({**known, lesson_id: lesson}, lesson_id):
        remedy = f"{finding.code}: {finding.fields['lesson']}"
        raise StudioError(
            "preset-broken", file=finding.file, line=line_of(file, finding.key), key=finding.key, remedy=remedy
        )
