"""A file written in pieces that appears under its name when it is whole, and not before."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from studio.disk import REAL, TEMPORARY, Disk, telling


@contextlib.contextmanager
def whole_file(path: Path, *, disk: Disk = REAL) -> Iterator[BinaryIO]:
    """A file open to write and read, beside `path` until the block ends well, safe on disk at `path` from then on.

    On any exception nothing is left of it, and what stood at `path` before still stands. StudioError: `disk-full`,
    `disk-refused`, also for what is written inside the block.
    """
    with _temporary(path, TEMPORARY, disk) as (part, file):
        yield file
        file.flush()
        disk.sync(file.fileno())
        file.close()
        disk.replace(part, path)
        disk.sync_folder(path.parent)


@contextlib.contextmanager
def scratch_file(path: Path, *, disk: Disk = REAL) -> Iterator[BinaryIO]:
    """A file beside `path` for work on the way, gone when the block ends. StudioError as `whole_file`."""
    with _temporary(path, f".work{TEMPORARY}", disk) as (_, file):
        yield file


@contextlib.contextmanager
def _temporary(path: Path, ending: str, disk: Disk) -> Iterator[tuple[Path, BinaryIO]]:
    part = path.with_name(path.name + ending)
    with telling(path):
        with contextlib.suppress(FileNotFoundError):
            disk.remove(part)
        file = os.fdopen(disk.create(part), "w+b", buffering=1 << 16)
        try:
            yield part, file
        finally:
            with contextlib.suppress(OSError):  # what a full disk did not take, it does not take at the end either
                file.close()
            with contextlib.suppress(OSError):
                disk.remove(part)
