"""The gate for packages that come from outside: a zip is read into memory, or refused as a whole.

Nothing is ever written where its names say. The directory of a zip may lie, so every entry is counted while it is
unpacked; what grows beyond what it claims, or too steeply, ends the reading.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from studio.disk import read_file
from studio.errors import StudioError
from studio.names import is_device, leads_out, same_place

MOST_ENTRIES = 500
MOST_RATIO = 100
"""An entry of more than `STEEP_BYTES` may not be so many times as large as it is packed."""
STEEP_BYTES = 10_000_000
LONGEST_NAME = 120
_BLOCK_BYTES = 1 << 18
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FIRST = b"PK\x03\x04"
_ARCHIVES = (_FIRST, b"PK\x05\x06", b"PK\x07\x08", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_TAR_AT, _TAR = 257, b"ustar"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_END = struct.Struct("<4s4H2LH")


class Limits(NamedTuple):
    """What a package may hold."""

    total_mb: int
    entry_mb: int


def read_package(path: Path, limits: Limits) -> dict[str, bytes]:
    """The files of a package by their names, with forward slashes, in the order of their names.

    StudioError: package-missing; package-too-big for more than its limits, too many entries, or what grows too steeply;
    package-unsafe for names that lead out or that two disks would read differently, links, devices, what is encrypted,
    or an archive inside; package-unreadable for what is no whole zip.
    """
    name = path.name
    try:
        data = read_file(path, limits.total_mb * 1_000_000)
    except OSError as error:
        raise _refused("package-too-big" if path.is_file() else "package-missing", name, limits) from error
    if not data.startswith(_FIRST):
        raise _refused("package-unreadable", name, limits)
    try:
        _check_count(data, name, limits)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check(entries, name, limits)
            return _unpacked(package, entries, name, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _refused("package-unreadable", name, limits) from error


def _check_count(data: bytes, name: str, limits: Limits) -> None:
    """Before anything is made of its directory: how many entries its end claims, and that there is no second one."""
    at = data.rfind(b"PK\x05\x06", max(len(data) - (1 << 16) - _END.size, 0))
    if at < 0 or len(data) - at < _END.size:
        raise _refused("package-unreadable", name, limits)
    _, disk, first_disk, here, entries, *_ = _END.unpack_from(data, at)
    if disk or first_disk or here != entries:
        raise _refused("package-unsafe", name, limits)
    if entries > MOST_ENTRIES:
        raise _refused("package-too-big", name, limits)


def _check(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > limits.total_mb * 1_000_000:
        raise _refused("package-too-big", name, limits)
    places: set[str] = set()
    files: set[str] = set()
    for entry in entries:
        if not _is_plain(entry):  # before anything is asked of it: zipfile itself stumbles over a name that is empty
            raise _refused("package-unsafe", name, limits)
        mode = entry.external_attr >> 16
        kind = stat.S_IFMT(mode)
        wanted = stat.S_IFDIR if entry.is_dir() else stat.S_IFREG
        place = same_place(entry.filename.rstrip("/"))
        if (
            kind not in (0, wanted)
            or entry.flag_bits & _ENCRYPTED
            or entry.compress_type not in _PACKED
            or place in places
        ):
            raise _refused("package-unsafe", name, limits)
        places.add(place)
        if not entry.is_dir():
            files.add(place)
        if entry.file_size > limits.entry_mb * 1_000_000 or _is_steep(entry.file_size, entry.compress_size):
            raise _refused("package-too-big", name, limits)
    above = {place.rsplit("/", depth)[0] for place in places for depth in range(1, place.count("/") + 1)}
    if above & files:  # a file where another entry wants a folder
        raise _refused("package-unsafe", name, limits)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Whether a name means one place on every disk."""
    name = entry.orig_filename
    if name != entry.filename or "\\" in name or leads_out(name) or len(name) > LONGEST_NAME:
        return False
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") or letter in '<>:"|?*' for letter in name):
        return False
    parts = name.removesuffix("/").split("/")
    return all(part and part == part.strip(" .") and not is_device(part) for part in parts)


def _unpacked(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        if entry.is_dir():
            continue
        blocks: list[bytes] = []
        size = 0
        with package.open(entry) as stream:
            while block := stream.read(_BLOCK_BYTES):
                size, total = size + len(block), total + len(block)
                steep = _is_steep(size, entry.compress_size)
                if size > entry.file_size or total > limits.total_mb * 1_000_000 or steep:
                    raise _refused("package-too-big", name, limits)
                blocks.append(block)
        data = b"".join(blocks)
        if data.startswith(_ARCHIVES) or data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
            raise _refused("package-unsafe", name, limits)
        found[entry.filename] = data
    return dict(sorted(found.items()))


def _is_steep(size: int, packed: int) -> bool:
    return size > STEEP_BYTES and size > MOST_RATIO * packed


def _refused(code: str, name: str, limits: Limits) -> StudioError:
    if code == "package-too-big":
        return StudioError(code, name=name, limit_mb=limits.total_mb)
    return StudioError(code, name=name)
