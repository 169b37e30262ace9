"""The few things that the house does to a disk, each as one call, so that a test can stand between us and the metal.

Only `OSError` comes out of the plain calls; `telling` turns it into the StudioError that a person can be told, and the
composed calls (`write_file`, `write_all` inside it) leave no half file behind. Nothing here follows a symbolic link.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from studio.errors import StudioError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What "no more room" is called: the disk's end, a quota's end, the largest file allowed."""

HELD_BY_ANOTHER = frozenset({5, 32, 33})
"""Windows: access denied, sharing violation, lock violation: a virus scanner or a sync program looks at the file."""

RETRY_S = (0.05, 0.1, 0.2, 0.4, 0.8, 0.95)
"""Waits between attempts to replace a file that somebody holds: 2.5 s in all."""

TEMPORARY = ".tmp"
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_LOCK_AT = 1 << 40
"""Windows locks bytes and keeps others from reading them, so ours lies where no file reaches."""
_LOCKED = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


class Disk:
    """The real disk. Paths are absolute; a descriptor belongs to the caller until `close`."""

    def create(self, path: Path) -> int:
        """A new file to write and read; OSError(EEXIST) if there is anything by that name."""
        return os.open(_native(path), os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINKS, 0o600)

    def reopen(self, path: Path) -> int:
        """A file that is there, to write and read."""
        return os.open(_native(path), os.O_RDWR | _BINARY | _NO_LINKS)

    def write(self, descriptor: int, data: bytes | memoryview, at: int) -> int:
        """How many bytes were taken from the front of `data`; at "disk full" fewer than asked."""
        if sys.platform == "win32":
            os.lseek(descriptor, at, os.SEEK_SET)
            taken = os.write(descriptor, data)
        else:
            taken = os.pwrite(descriptor, data, at)
        return taken

    def truncate(self, descriptor: int, length: int) -> None:
        os.ftruncate(descriptor, length)

    def sync(self, descriptor: int) -> None:
        """Comes back when everything written to the file would survive a power cut."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name, in one step; patient with whoever holds the target for a moment on Windows."""
        for wait_s in (*RETRY_S, None):
            try:
                return self._replace(source, target)
            except OSError as error:
                if wait_s is None or getattr(error, "winerror", None) not in HELD_BY_ANOTHER:
                    raise
            self._wait(wait_s)
        raise AssertionError("the last attempt returns or raises")

    def remove(self, path: Path) -> None:
        """Take away a name. A link goes, what it points at stays."""
        os.unlink(_native(path))

    def make_folder(self, path: Path) -> None:
        os.mkdir(_native(path), 0o700)

    def sync_folder(self, path: Path) -> None:
        """The names in a folder would survive a power cut from here on. Windows does that by itself."""
        if sys.platform != "win32":
            descriptor = os.open(path, os.O_RDONLY | _BINARY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _replace(self, source: Path, target: Path) -> None:
        os.replace(_native(source), _native(target))

    def _wait(self, wait_s: float) -> None:
        time.sleep(wait_s)

    def write_all(self, descriptor: int, data: bytes | memoryview, at: int) -> None:
        """All of `data`, however short the disk's breath. OSError(ENOSPC) when nothing more is taken."""
        view = memoryview(data)
        while view:
            taken = self.write(descriptor, view, at)
            if taken == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            view, at = view[taken:], at + taken

    def write_file(self, path: Path, data: bytes) -> None:
        """Put a whole file in place so that at every moment the old one or the new one is there.

        StudioError("disk-full") or ("disk-refused"); no temporary file is left then.
        """
        temporary = path.with_name(path.name + TEMPORARY)
        with telling(path):
            with contextlib.suppress(FileNotFoundError):
                self.remove(temporary)
            try:
                descriptor = self.create(temporary)
                try:
                    self.write_all(descriptor, data, 0)
                    self.sync(descriptor)
                finally:
                    self.close(descriptor)
                self.replace(temporary, path)
                self.sync_folder(path.parent)
            except BaseException:
                with contextlib.suppress(OSError):
                    self.remove(temporary)
                raise


REAL = Disk()


@contextlib.contextmanager
def telling(path: Path) -> Iterator[None]:
    """An OSError inside becomes StudioError("disk-full", free_mb) or ("disk-refused", name), without the path."""
    try:
        yield
    except OSError as error:
        raise told(error, path) from error


def told(error: OSError, path: Path) -> StudioError:
    """What a person can be told about an error at a path."""
    if error.errno in FULL:
        return StudioError("disk-full", free_mb=free_bytes(path) // 1_000_000)
    return StudioError("disk-refused", name=path.name)


def free_bytes(path: Path) -> int:
    """Room left for us on the disk that holds a path (of its nearest parent that exists); 0 if nobody can tell."""
    for folder in (path, *path.parents):
        with contextlib.suppress(OSError):
            return shutil.disk_usage(folder).free
    return 0


def read_file(path: Path, limit_bytes: int) -> bytes:
    """A whole plain file of at most `limit_bytes`. OSError; EFBIG if it is larger, ELOOP or EINVAL if it is a link,
    a folder or a device."""
    descriptor = open_to_read(path)
    with open(descriptor, "rb") as file:
        data = file.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def open_to_read(path: Path) -> int:
    """A descriptor of a plain file. OSError for a link, a folder, a device."""
    if not is_plain(path):
        raise OSError(errno.ENOENT if not os.path.lexists(path) else errno.EINVAL, "not a plain file")
    return os.open(_native(path), os.O_RDONLY | _BINARY | _NO_LINKS)


def lock_descriptor(descriptor: int) -> bool:
    """Take the system's lock on an open file, at once; False if somebody else has it. It goes with its process.

    True as well where the file system knows no locks: then nobody can have it.
    """
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _LOCKED
    return True


def unlock_descriptor(descriptor: int) -> None:
    """Give back the lock of `lock_descriptor`, if we have it."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_UN)


def is_plain(path: Path) -> bool:
    """A file of its own: no link of either kind, no folder, no device."""
    try:
        facts = os.lstat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1


def is_folder(path: Path) -> bool:
    """A folder itself, not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def plain_files(folder: Path) -> list[Path]:
    """The plain files right inside a folder, by name; none for a folder that is a link or is not there."""
    if not is_folder(folder):
        return []
    try:
        return sorted(path for path in folder.iterdir() if is_plain(path))
    except OSError:
        return []


def _native(path: Path) -> str:
    """What the system is given: on Windows the form that may be longer than 260 characters."""
    text = os.path.abspath(path)
    if sys.platform == "win32" and len(text) > 240 and not text.startswith("\\\\"):
        return f"\\\\?\\{text}"
    return text
