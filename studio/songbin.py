"""The song's bin: what was taken out of a song stays in its folder for thirty days.

`bin/bin.json` knows since when each file is there and what the clock showed last. When the clock stands before that, or
has leapt a month ahead, nobody can tell which of the two was right: then the thirty days of every file begin anew.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from studio.disk import Disk, is_folder, is_plain, plain_files, read_file

BIN = "bin"
_INDEX = "bin.json"
_INDEX_BYTES = 4_000_000
_DAY_S = 86_400.0
STAYS_S = 30 * _DAY_S


class _Index(msgspec.Struct, kw_only=True):
    seen_s: float = 0.0
    since_s: dict[str, float] = {}


def binned_path(folder: Path, file: str) -> Path:
    """Where `takes/x.wav` lies once it is in the bin."""
    return folder / BIN / file.replace("/", ".")


def put(disk: Disk, folder: Path, file: str, now_s: float) -> None:
    """Move a file of the song into its bin. OSError or StudioError; then it lies where it lay."""
    target = binned_path(folder, file)
    if os.path.lexists(target):
        raise FileExistsError(target.name)
    if not is_folder(target.parent):
        disk.make_folder(target.parent)
    disk.replace(folder / file, target)
    disk.sync_folder(folder / Path(file).parent)
    index = _read(folder)
    index.since_s[target.name] = now_s
    _write(disk, folder, index)


def take_back(disk: Disk, folder: Path, file: str) -> bool:
    """Move a file of the song out of its bin again; whether it was there. OSError."""
    source = binned_path(folder, file)
    if not is_plain(source) or os.path.lexists(folder / file):
        return False
    disk.replace(source, folder / file)
    disk.sync_folder((folder / file).parent)
    return True


def purge(disk: Disk, folder: Path, now_s: float) -> int:
    """Delete what has been in the bin for thirty days; how many files. OSError or StudioError."""
    files = [path for path in plain_files(folder / BIN) if path.name != _INDEX]
    if not files:
        return 0
    index = _read(folder)
    steady = 0.0 <= now_s - index.seen_s <= STAYS_S
    since_s = {path.name: index.since_s.get(path.name, now_s) if steady else now_s for path in files}
    old = [path for path in files if now_s - since_s[path.name] >= STAYS_S]
    for path in old:
        with contextlib.suppress(OSError):
            disk.remove(path)
        del since_s[path.name]
    if since_s != index.since_s or now_s - index.seen_s >= _DAY_S:
        _write(disk, folder, _Index(seen_s=now_s, since_s=since_s))
    return len(old)


def empty(disk: Disk, folder: Path) -> int:
    """Delete all that is in the bin, because a person wants the room; bytes freed. OSError or StudioError."""
    freed = 0
    for path in plain_files(folder / BIN):
        if path.name != _INDEX:
            size = os.lstat(path).st_size
            disk.remove(path)
            freed += size
    _write(disk, folder, _Index(seen_s=_read(folder).seen_s))
    return freed


def _read(folder: Path) -> _Index:
    try:
        return msgspec.json.decode(read_file(folder / BIN / _INDEX, _INDEX_BYTES), type=_Index)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return _Index()


def _write(disk: Disk, folder: Path, index: _Index) -> None:
    disk.write_file(folder / BIN / _INDEX, msgspec.json.encode(index))
