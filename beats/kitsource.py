"""What a person chose to make a kit of, as a set of files by name: a folder, or a Hydrogen archive.

Nothing of an archive is ever written where its names say: its files lie under numbers in a folder of ours, and a name
is only something to look them up by.
"""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from beats.hydrogen import DESCRIPTION, DESCRIPTION_BYTES
from studio.disk import REAL, Disk, open_to_read, read_file, telling
from studio.errors import StudioError
from studio.names import leads_out

LIMIT_MB = 200
"""What all files of a kit may hold together, unpacked."""
SUFFIXES = frozenset(
    {".wav", ".wave", ".aif", ".aiff", ".aifc", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".caf", ".au"}
)
_LIMIT_BYTES = LIMIT_MB * 1_000_000
_HEADERS_BYTES = 16_000_000
"""What an archive may be larger than what is in it."""
_MOST_FILES = 4000
_DEEPEST = 8
_BLOCK_BYTES = 1 << 20
_GZIP = b"\x1f\x8b"


class Files(NamedTuple):
    """The files of a source, by their names inside it, with forward slashes."""

    title: str
    """What the folder or archive is called, without its ending."""
    paths: dict[str, Path]
    """Those that may sound, in the order of their names."""
    description: bytes | None
    """The `drumkit.xml`, if there is one."""
    root: str
    """The folder inside the source in which that one lies; empty for the source itself."""

    def find(self, name: str) -> str | None:
        """The file that a description means by a name, seen from where it lies. None for one that is not there, and for
        any that leads out."""
        wanted = _inside(f"{self.root}/{name}" if self.root else name)
        if not wanted or leads_out(name):
            return None
        if wanted in self.paths:
            return wanted
        return next((path for path in self.paths if path.casefold() == wanted.casefold()), None)


def of_source(source: Path, scratch: Path, tick: Callable[[], None], disk: Disk = REAL) -> Files:
    """Of a folder, of a single audio file, or of an archive. As `of_folder` and `of_archive`."""
    if source.is_dir():
        return of_folder(source, tick)
    if source.suffix.lower() in SUFFIXES and source.is_file():
        return Files(source.stem, {source.name: source}, None, "")
    return of_archive(source, scratch, tick, disk)


def of_folder(folder: Path, tick: Callable[[], None]) -> Files:
    """The sounding files of a folder and of the folders in it; links are passed by. StudioError: kit-not-a-kit,
    kit-too-big."""
    paths: dict[str, Path] = {}
    described: list[str] = []
    seen = total = 0
    waiting = [(folder, "", 0)]
    while waiting:
        place, inside, depth = waiting.pop()
        tick()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError as error:
            if depth == 0:
                raise StudioError("kit-not-a-kit", name=folder.name) from error
            continue
        for entry in entries:
            seen += 1
            if seen > _MOST_FILES:
                raise StudioError("kit-too-big", name=folder.name, limit_mb=LIMIT_MB)
            name = f"{inside}{entry.name}"
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    waiting.append((Path(entry.path), f"{name}/", depth + 1))
            elif entry.name == DESCRIPTION:
                described.append(name)
            elif Path(entry.name).suffix.lower() in SUFFIXES:
                facts = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(facts.st_mode):
                    total += facts.st_size
                    paths[name] = Path(entry.path)
    if total > _LIMIT_BYTES:
        raise StudioError("kit-too-big", name=folder.name, limit_mb=LIMIT_MB)
    description, root = None, ""
    if described:
        first = min(described, key=lambda name: (name.count("/"), name))
        root = first.rpartition("/")[0]
        try:
            description = read_file(folder / first, DESCRIPTION_BYTES)
        except OSError as error:
            raise StudioError("kit-not-a-kit", name=folder.name) from error
    return Files(folder.name, dict(sorted(paths.items())), description, root)


def of_archive(archive: Path, scratch: Path, tick: Callable[[], None], disk: Disk = REAL) -> Files:
    """The files of a `.h2drumkit`: a tar, mostly gzipped. They are unpacked into `scratch`, a folder of the caller's.

    One that ends too early gives what is there. Links and devices are passed by. StudioError: kit-not-a-kit,
    kit-too-big, kit-unsafe for names that lead out, disk-full, disk-refused.
    """
    paths: dict[str, Path] = {}
    description, root = None, ""
    total = 0
    try:
        with open(open_to_read(archive), "rb") as file, _tar(file, archive.name) as tar:
            for number, member in enumerate(tar):
                tick()
                name = _inside(member.name)
                total += max(member.size, 0)
                if number >= _MOST_FILES or total > _LIMIT_BYTES:
                    raise StudioError("kit-too-big", name=archive.name, limit_mb=LIMIT_MB)
                if leads_out(member.name):
                    raise StudioError("kit-unsafe", name=archive.name)
                data = tar.extractfile(member) if member.isreg() and not member.issparse() else None
                if data is None:
                    continue
                if PurePosixPath(name).name == DESCRIPTION:
                    if description is None or name.count("/") < f"{root}/".count("/"):
                        description, root = data.read(DESCRIPTION_BYTES + 1), name.rpartition("/")[0]
                elif PurePosixPath(name).suffix.lower() in SUFFIXES:
                    paths[name] = scratch / f"{number:04}.part"
                    _copy(data, paths[name], disk)
    except (tarfile.TarError, EOFError, zlib.error, ValueError, OverflowError, OSError) as error:
        if description is None and not paths:
            raise StudioError("kit-not-a-kit", name=archive.name) from error
    if description is not None and len(description) > DESCRIPTION_BYTES:
        raise StudioError("kit-not-a-kit", name=archive.name)
    return Files(archive.stem, dict(sorted(paths.items())), description, root)


def _copy(data: BinaryIO | object, path: Path, disk: Disk) -> None:
    with telling(path):
        descriptor = disk.create(path)
    try:
        at = 0
        while block := data.read(_BLOCK_BYTES):  # type: ignore[union-attr]
            with telling(path):
                disk.write_all(descriptor, block, at)
            at += len(block)
    finally:
        disk.close(descriptor)


class _Capped:
    """A stream that gives only so many bytes: an archive of zeros cannot grow without end, whatever its headers say."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._left = _LIMIT_BYTES + _HEADERS_BYTES

    def read(self, count: int) -> bytes:
        data = self._file.read(min(count, self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise StudioError("kit-too-big", name=self._name, limit_mb=LIMIT_MB)
        return data


def _tar(file: BinaryIO, name: str) -> tarfile.TarFile:
    zipped = file.read(2) == _GZIP
    file.seek(0)
    stream = gzip.GzipFile(fileobj=file, mode="rb") if zipped else file
    return tarfile.open(fileobj=_Capped(stream, name), mode="r|")  # type: ignore[call-overload, no-any-return, arg-type]


def _inside(name: str) -> str:
    """A name with its `.` and doubled slashes taken out."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
