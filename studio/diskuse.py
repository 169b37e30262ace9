"""What takes room on this machine, and what of it can be emptied without anybody missing it.

Songs and finished files are only ever counted. What can be emptied are the bins of songs, whose files somebody took out
on purpose, and the cache, which the program makes again. Links are neither followed nor counted.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from studio import songbin
from studio.disk import REAL, Disk, is_folder, is_plain, plain_files
from studio.errors import Cancelled, StudioError
from studio.songbin import BIN
from studio.songlock import SongLock
from studio.storage import Places

_KERNELS = "kernels"
"""The compiled engine, in the same cache: little room, and a minute's wait to make again."""

Stopped = Callable[[], bool]


class DiskUse(NamedTuple):
    """Bytes, by what they are for."""

    songs: int
    """With the sounds they use and the states they had."""
    bins: int
    """What was taken out of songs and stays for thirty days."""
    finished: int
    cache: int


def disk_use(places: Places, *, stopped: Stopped = lambda: False) -> DiskUse:
    """What lies where. Reads every folder: not for the thread that draws. `Cancelled` once `stopped` says so."""
    bins = sum(_bytes_in(folder / BIN, stopped) for folder in _folders_in(places.songs))
    return DiskUse(
        songs=_bytes_in(places.songs, stopped) - bins,
        bins=bins,
        finished=_bytes_in(places.finished, stopped),
        cache=sum(_size(path) for path in _cached(places.cache, (), stopped)),
    )


def empty_bins(songs: Path, *, but: Path | None = None, disk: Disk = REAL, stopped: Stopped = lambda: False) -> int:
    """Empty the bins of all songs of a folder; bytes freed.

    Not of `but`, the song that is open: undo may want its files back. Nor of one that is open elsewhere.
    """
    freed = 0
    for folder in _folders_in(songs):
        if stopped():
            raise Cancelled
        if folder != but and plain_files(folder / BIN):
            with contextlib.suppress(StudioError, OSError):
                lock = SongLock(folder)
                try:
                    freed += songbin.empty(disk, folder)
                finally:
                    lock.release()
    return freed


def empty_cache(cache: Path, *, but: Collection[Path] = (), disk: Disk = REAL, stopped: Stopped = lambda: False) -> int:
    """Delete what the program can make again, but not what it uses now: files, or folders with all in them.

    Bytes freed. What somebody holds open on Windows stays.
    """
    freed = 0
    for path in _cached(cache, but, stopped):
        size = _size(path)
        with contextlib.suppress(OSError):
            disk.remove(path)
            freed += size
    return freed


def _cached(cache: Path, but: Collection[Path], stopped: Stopped) -> Iterator[Path]:
    kept = {cache / _KERNELS, *but}
    return (path for path in _files_in(cache, stopped) if kept.isdisjoint((path, *path.parents)))


def _folders_in(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(path for path in folder.iterdir() if is_folder(path)) if is_folder(folder) else []
    return []


def _files_in(folder: Path, stopped: Stopped) -> Iterator[Path]:
    if not is_folder(folder):
        return
    for home, _, names in os.walk(folder, followlinks=False):
        if stopped():
            raise Cancelled
        yield from (path for name in names if is_plain(path := Path(home, name)))


def _bytes_in(folder: Path, stopped: Stopped) -> int:
    return sum(_size(path) for path in _files_in(folder, stopped))


def _size(path: Path) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0
