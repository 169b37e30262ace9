"""What goes on a stage: songs in an order, one folder with the sound of each, and copies that were read back.

A set list belongs to a machine's own songs and names them by their folders; it holds no sound and no words.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from studio.credits import Value
from studio.disk import REAL, Disk, read_file, telling
from studio.errors import Cancelled, StudioError
from studio.names import export_name
from studio.wholefile import whole_file
from studio.wholefolder import whole_folder

MOST = 40
"""Songs of a set list; more than an evening holds."""
_LARGEST_BYTES = 100_000
_COPY_BYTES = 1 << 20


class Number(Value, frozen=True):
    """A song of the set."""

    folder: str
    """Name of its folder among the songs of this machine."""
    title: str
    """What it was called when it was put on the list; shown where the song is gone."""


class SetList(Value, frozen=True):
    """Songs in the order they are played."""

    numbers: tuple[Number, ...] = ()

    def with_song(self, number: Number) -> SetList:
        """One more at the end; the same list where it is on it already or is full."""
        if any(other.folder == number.folder for other in self.numbers) or len(self.numbers) >= MOST:
            return self
        return SetList(numbers=(*self.numbers, number))

    def without(self, place: int) -> SetList:
        """Without the one at a place, counted from 0."""
        return SetList(numbers=self.numbers[:place] + self.numbers[place + 1 :])

    def moved(self, place: int, by: int) -> SetList:
        """The one at a place so many places later; it stops at both ends."""
        others = list(self.numbers)
        number = others.pop(place)
        others.insert(min(max(place + by, 0), len(others)), number)
        return SetList(numbers=tuple(others))


def read_set_list(path: Path) -> SetList:
    """The set list of this machine; an empty one if there is none. A file that makes no sense is put aside under
    another name."""
    if not os.path.lexists(path):
        return SetList()
    try:
        found = msgspec.json.decode(read_file(path, _LARGEST_BYTES), type=SetList)
        if len(found.numbers) > MOST or any(not is_plain_name(number.folder) for number in found.numbers):
            raise ValueError
    except (OSError, ValueError, RecursionError):
        with contextlib.suppress(OSError):
            REAL.replace(path, path.with_name(f"{path.stem}-damaged{path.suffix}"))
        return SetList()
    return found


def write_set_list(path: Path, value: SetList, disk: Disk = REAL) -> None:
    """Remember it; at every moment the old one or the new one is there. StudioError: disk-full, disk-refused."""
    disk.write_file(path, msgspec.json.encode(value) + b"\n")


def is_plain_name(name: str) -> bool:
    """Whether a name stays inside the folder that it is looked for in."""
    return bool(name) and name not in (".", "..") and not set(name) & set("/\\\0") and Path(name).name == name


def file_names(titles: Sequence[str]) -> tuple[str, ...]:
    """`01 Tittel`, `02 Neste` … in the order of the set, each once, without an ending."""
    return tuple(f"{number:02d} {export_name(title)}" for number, title in enumerate(titles, 1))


def copy_folder(
    source: Path,
    target: Path,
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Copies a folder of plain files, reads every copy back and holds it against what was read first: how many there
    are. `target` is there whole or as it was before.

    StudioError: stage-empty, copy-differs(name), disk-full, disk-refused; Cancelled.
    """
    with telling(source):
        files = sorted(path for path in source.iterdir() if path.is_file() and not path.is_symlink())
    if not files:
        raise StudioError("stage-empty")
    total = max(2 * sum(path.stat().st_size for path in files), 1)
    done = 0

    def passed(count: int) -> None:
        nonlocal done
        if cancelled():
            raise Cancelled
        done += count
        progress(done / total)

    with whole_folder(target) as folder:
        written = {path.name: _copied(path, folder / path.name, passed) for path in files}
        for name, digest in written.items():
            with telling(folder):
                _forget_cached(folder / name)
                again = _digest(folder / name, passed)
            if again != digest:
                raise StudioError("copy-differs", name=name)
    return len(files)


def _copied(source: Path, target: Path, passed: Callable[[int], None]) -> bytes:
    """The SHA-256 of what was read."""
    digest = hashlib.sha256()
    with telling(source), source.open("rb") as file, whole_file(target) as copy:
        while block := file.read(_COPY_BYTES):
            digest.update(block)
            copy.write(block)
            passed(len(block))
    return digest.digest()


def _digest(path: Path, passed: Callable[[int], None]) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_COPY_BYTES):
            digest.update(block)
            passed(len(block))
    return digest.digest()


def _forget_cached(path: Path) -> None:
    """Have the system read the file from the stick itself, where it lets itself be asked."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
