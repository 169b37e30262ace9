"""A folder that appears whole under its name, or not at all.

It is made beside its place, under a name of its own. When all of it is on the disk, an older folder is moved aside,
the new one takes its place, and only then the older one is taken away. Whatever breaks off in between, `settle` puts
right: it is called before every new folder, and may be called whenever somebody looks for it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from studio.disk import REAL, TEMPORARY, Disk, is_folder, telling

_NEW, _OLD = f".new{TEMPORARY}", f".old{TEMPORARY}"


@contextlib.contextmanager
def whole_folder(target: Path, *, disk: Disk = REAL) -> Iterator[Path]:
    """An empty folder beside `target`, which takes its place when the block ends well.

    On any exception nothing is left of it, and the folder that stood at `target` before still stands. `target` itself
    may be absent or a folder, never a file or a link. StudioError: `disk-full`, `disk-refused`, also for what is
    written inside the block.
    """
    new = _beside(target, _NEW)
    with telling(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        settle(target, disk=disk)
        if os.path.lexists(target) and not is_folder(target):
            raise FileExistsError(target.name)
        disk.make_folder(new)
        try:
            yield new
            _sync(new, disk)
            _swap(new, target, disk)
        except BaseException:
            _clear(new)
            settle(target, disk=disk)
            raise
    _clear(_beside(target, _OLD))


def settle(target: Path, *, disk: Disk = REAL) -> None:
    """Puts right what a change that broke off has left: an older folder moves back where no new one stands, and
    everything half-made goes. OSError where the disk refuses."""
    old = _beside(target, _OLD)
    if is_folder(old) and not os.path.lexists(target):
        disk.replace(old, target)
        disk.sync_folder(target.parent)
    _clear(old)
    _clear(_beside(target, _NEW))


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(target.name + ending)


def _swap(new: Path, target: Path, disk: Disk) -> None:
    if is_folder(target):
        disk.replace(target, _beside(target, _OLD))
    disk.replace(new, target)
    disk.sync_folder(target.parent)


def _sync(folder: Path, disk: Disk) -> None:
    """Everything in the folder would survive a power cut from here on."""
    for place, _, names in os.walk(folder):
        for name in names:
            descriptor = disk.reopen(Path(place, name))
            try:
                disk.sync(descriptor)
            finally:
                disk.close(descriptor)
        disk.sync_folder(Path(place))


def _clear(path: Path) -> None:
    """Takes away a folder of ours or whatever stands in its place; what somebody holds open stays for the next time."""
    if not is_folder(path):
        with contextlib.suppress(OSError):
            os.unlink(path)
        return
    shutil.rmtree(path, ignore_errors=True)
