"""One writer per song folder, wherever the folder lies.

The system's own lock on the file `lock` decides: it goes with its process, however that ended, and network shares pass
it on. Where a file system knows no locks, the file tells who has it: process, its start, and the machine's boot as a
hash (neither machine nor person can be read from it). A holder that is dead, or was before this boot, holds nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

import msgspec

from studio.disk import lock_descriptor, unlock_descriptor
from studio.errors import StudioError

LOCK_FILE = "lock"
_FLAGS = os.O_RDWR | os.O_CREAT
for _name in ("O_BINARY", "O_NOFOLLOW", "O_CLOEXEC", "O_NOINHERIT"):
    _FLAGS |= getattr(os, _name, 0)
_ATTEMPTS = 100


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has the lock."""

    pid: int
    started: str
    """The process's start in the system's own count, so that a number used again is not taken for it."""
    boot: str
    """Hash of the boot; empty where the system does not tell, and then only the system's lock counts."""


class SongLock:
    """The lock on a folder, until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """StudioError("song-in-use") if somebody alive has it; OSError if the folder cannot be written to."""
        self._path = folder / LOCK_FILE
        self._descriptor = -1
        for _ in range(_ATTEMPTS):
            descriptor = os.open(self._path, _FLAGS, 0o600)
            if not lock_descriptor(descriptor):
                os.close(descriptor)
                raise StudioError("song-in-use", name=folder.name)
            if self._is_ours_alone(descriptor):
                self._descriptor = descriptor
                break
            os.close(descriptor)
        else:
            raise StudioError("song-in-use", name=folder.name)
        if _is_alive(_read_holder(descriptor)):
            self._close()
            raise StudioError("song-in-use", name=folder.name)
        with contextlib.suppress(OSError):  # a full disk: the system's lock stands without words
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, msgspec.json.encode(myself()))

    def release(self) -> None:
        """Let go; once is enough."""
        if self._descriptor < 0:
            return
        with contextlib.suppress(OSError):
            os.unlink(self._path)
        self._close()
        with contextlib.suppress(OSError):  # Windows removes nothing that is open
            if os.name == "nt":
                os.unlink(self._path)

    def _close(self) -> None:
        unlock_descriptor(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = -1

    def _is_ours_alone(self, descriptor: int) -> bool:
        """False if the last holder took the file away between our two looks, or if it is a planted link."""
        facts = os.fstat(descriptor)
        if facts.st_nlink > 1:
            os.unlink(self._path)
            return False
        try:
            return os.path.samestat(os.lstat(self._path), facts)
        except OSError:
            return False


def myself() -> Holder:
    """This process as a holder."""
    return Holder(pid=os.getpid(), started=_started(os.getpid()), boot=_boot())


def _read_holder(descriptor: int) -> Holder | None:
    try:
        return msgspec.json.decode(os.read(descriptor, 1000), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return None


def _is_alive(holder: Holder | None) -> bool:
    if holder is None or not holder.boot or holder.boot != _boot() or holder.pid == os.getpid():
        return False
    return bool(holder.started) and holder.started == _started(holder.pid)


def _boot() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(b"song lock " + boot).hexdigest()[:16]


def _started(pid: int) -> str:
    """Field 22 of proc(5) `stat`; empty if there is no such process, or if it is dead and only not buried yet."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]
