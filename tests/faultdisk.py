"""A disk that forgets: notes everything that is done to a folder, and shows it as a power cut would have left it.

`FaultDisk` does its work on the real disk and keeps a log. `crash_states` then goes through every prefix of that log
and, for each, through ways in which what was not yet synced can have reached the platter:

- names (made, replaced, removed) since the folder was last synced: none of them, all, the first half, some at random;
- bytes written since the file was last synced: none, all, the first half of the writes, the last write torn at 512
  bytes or cut anywhere, the space but not the bytes, and later writes without the earlier ones.

Faults on the way (`fail`, `room_bytes`, `breath_bytes`) are for what a living program must cope with.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from studio.disk import TEMPORARY, Disk

SECTOR = 512
NAMES = ("none", "all", "half", "some")
BYTES = ("none", "all", "torn", "torn later", "cut", "first half", "zeros", "late")
_TORN_AT = {"torn": (0.5, SECTOR), "torn later": (0.9, SECTOR), "cut": (0.4, 1)}
"""Which share of the last write arrived, in whole units of so many bytes."""


class Op(NamedTuple):
    """One thing done to the disk, or a `mark` that the test left in the log."""

    kind: str
    at_s: float
    inode: int = 0
    path: str = ""
    target: str = ""
    at: int = 0
    data: bytes = b""
    mark: object = None


class FaultDisk(Disk):
    """The real disk below one folder, with a memory. Whatever is there at the start counts as safe."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log: list[Op] = []
        self.room_bytes: int | None = None
        """Bytes that can still be written before the disk is full."""
        self.breath_bytes: int | None = None
        """The most that one write takes."""
        self.waited_s: list[float] = []
        self._faults: list[tuple[str, Callable[[], OSError | None]]] = []
        self._lock = threading.RLock()
        self._inodes: dict[int, int] = {}
        self._last_inode = 0
        self._sizes: dict[int, int] = {}
        self._names: dict[str, int] = {}
        self.start: dict[str, bytes | None] = {}
        for path in sorted(root.rglob("*")):
            self.start[self._name(path)] = None if path.is_dir() else path.read_bytes()
            if path.is_file():
                inode = self._names[self._name(path)] = self._new_inode()
                self._sizes[inode] = path.stat().st_size
        self.start_inodes = dict(self._names)

    def fail(self, kind: str, fault: Callable[[], OSError | None]) -> None:
        """Ask `fault` before each operation of a kind; what it gives back is raised."""
        self._faults.append((kind, fault))

    def heal(self) -> None:
        """No faults any more."""
        self._faults.clear()
        self.room_bytes = self.breath_bytes = None

    def mark(self, value: object) -> None:
        """Leave a value in the log, for the test to find in the prefixes."""
        self._note(Op("mark", time.monotonic(), mark=value))

    def create(self, path: Path) -> int:
        with self._lock:
            self._ask("create")
            descriptor = super().create(path)
            inode = self._names[self._name(path)] = self._new_inode()
            self._inodes[descriptor] = inode
            self._note(Op("create", time.monotonic(), inode, self._name(path)))
            return descriptor

    def reopen(self, path: Path) -> int:
        with self._lock:
            self._ask("reopen")
            descriptor = super().reopen(path)
            self._inodes[descriptor] = self._names[self._name(path)]
            return descriptor

    def write(self, descriptor: int, data: bytes | memoryview, at: int) -> int:
        with self._lock:
            self._ask("write")
            allowed = len(data) if self.breath_bytes is None else min(len(data), self.breath_bytes)
            if self.room_bytes is not None:
                end = os.fstat(descriptor).st_size
                allowed -= max(0, at + allowed - end - self.room_bytes)
                if data and allowed <= 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                self.room_bytes -= max(0, at + allowed - end)
            taken = super().write(descriptor, data[:allowed], at)
            inode = self._inodes[descriptor]
            self._sizes[inode] = max(self._sizes.get(inode, 0), at + taken)
            self._note(Op("write", time.monotonic(), inode, at=at, data=bytes(data[:taken])))
            return taken

    def truncate(self, descriptor: int, length: int) -> None:
        with self._lock:
            super().truncate(descriptor, length)
            self._sizes[self._inodes[descriptor]] = length
            self._note(Op("truncate", time.monotonic(), self._inodes[descriptor], at=length))

    def sync(self, descriptor: int) -> None:
        with self._lock:
            self._ask("sync")
            inode = self._inodes[descriptor]
            known, size = self._sizes.get(inode, 0), os.fstat(descriptor).st_size
            if size > known:  # written past us, through a file object
                data = os.pread(descriptor, size - known, known)
                self._note(Op("write", time.monotonic(), inode, at=known, data=data))
            self._sizes[inode] = size
            self._note(Op("sync", time.monotonic(), inode))

    def close(self, descriptor: int) -> None:
        with self._lock:
            self._inodes.pop(descriptor, None)
            super().close(descriptor)

    def remove(self, path: Path) -> None:
        with self._lock:
            self._ask("remove")
            super().remove(path)
            self._names.pop(self._name(path), None)
            self._note(Op("remove", time.monotonic(), path=self._name(path)))

    def make_folder(self, path: Path) -> None:
        with self._lock:
            self._ask("make_folder")
            super().make_folder(path)
            self._note(Op("make_folder", time.monotonic(), path=self._name(path)))

    def sync_folder(self, path: Path) -> None:
        with self._lock:
            self._ask("sync_folder")
            self._note(Op("sync_folder", time.monotonic(), path=self._name(path)))

    def _replace(self, source: Path, target: Path) -> None:
        with self._lock:
            self._ask("replace")
            super()._replace(source, target)
            if self._name(source) in self._names:
                self._names[self._name(target)] = self._names.pop(self._name(source))
            self._note(Op("replace", time.monotonic(), path=self._name(source), target=self._name(target)))

    def _wait(self, wait_s: float) -> None:
        self.waited_s.append(wait_s)

    def _ask(self, kind: str) -> None:
        for wanted, fault in self._faults:
            error = fault() if wanted == kind else None
            if error is not None:
                raise error

    def _note(self, op: Op) -> None:
        with self._lock:
            self.log.append(op)

    def _new_inode(self) -> int:
        self._last_inode += 1
        return self._last_inode

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


class QuickDisk(Disk):
    """The real disk without waiting for the platter: for opening crash states by the hundred."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass


class CrashState(NamedTuple):
    """What a power cut after so many operations left: every folder (None) and file by name."""

    ops: int
    names: str
    bytes: str
    files: dict[str, bytes | None]
    marks: tuple[object, ...]
    """Left in the log before the cut."""
    at_s: float

    def put_at(self, folder: Path) -> None:
        """Make it real."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in sorted(self.files.items()):
            path = folder / name
            if data is None:
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


class _File:
    def __init__(self, data: bytes = b"") -> None:
        self.safe = data
        self.writes: list[Op] = []

    def content(self, how: str) -> bytes:
        if how == "none" or not self.writes:
            return self.safe
        if how == "zeros":
            whole = self.content("all")
            return (self.safe + bytes(max(0, len(whole) - len(self.safe))))[: len(whole)]
        data = bytearray(self.safe)
        half = len(self.writes) // 2
        writes = {"late": self.writes[half:], "first half": self.writes[:half]}.get(how, self.writes)
        for number, op in enumerate(writes):
            if op.kind == "truncate":
                del data[op.at :]
                continue
            piece = op.data
            if how in _TORN_AT and number == len(writes) - 1:
                share, unit = _TORN_AT[how]
                piece = piece[: max(0, int(op.at + share * len(piece)) // unit * unit - op.at)]
            if piece:
                data.extend(bytes(max(0, op.at - len(data))))
                data[op.at : op.at + len(piece)] = piece
        return bytes(data)


class _Names:
    """Which name leads where: safely, and since."""

    def __init__(self, start: dict[str, bytes | None], inodes: dict[str, int]) -> None:
        self.safe: dict[str, int] = {name: inodes.get(name, 0) for name in start}
        self.pending: list[tuple[Op, set[str]]] = []

    def note(self, op: Op) -> None:
        folders = {str(Path(name).parent.as_posix()) for name in (op.path, op.target) if name}
        self.pending.append((op, folders))

    def sync(self, folder: str) -> None:
        rest = []
        for op, folders in self.pending:
            folders.discard(folder)
            if folders:
                rest.append((op, folders))
            else:
                _apply(self.safe, op)
        self.pending = rest

    def after(self, how: str, seed: int) -> dict[str, int]:
        names = dict(self.safe)
        chance = random.Random(seed)
        count = {"none": 0, "half": (len(self.pending) + 1) // 2}.get(how, len(self.pending))
        for op, _ in self.pending[:count]:
            if how != "some" or chance.random() < 0.5:
                _apply(names, op)
        return names


def _apply(names: dict[str, int], op: Op) -> None:
    if op.kind in ("create", "make_folder"):
        names[op.path] = op.inode
    elif op.kind == "remove":
        names.pop(op.path, None)
    elif op.path in names:
        names[op.target] = names.pop(op.path)


def crash_states(disk: FaultDisk, since: int = 0) -> Iterator[CrashState]:
    """Every state in which a cut after any operation from `since` on can have left the folder, each content once."""
    files = {inode: _File(disk.start[name] or b"") for name, inode in disk.start_inodes.items()}
    names = _Names(disk.start, disk.start_inodes)
    marks: list[object] = []
    seen: set[tuple[int, int]] = set()
    for number, op in enumerate(disk.log):
        if op.kind == "mark":
            marks.append(op.mark)
        elif op.kind in ("write", "truncate"):
            files[op.inode].writes.append(op)
        elif op.kind == "sync":
            files[op.inode].safe = files[op.inode].content("all")
            files[op.inode].writes.clear()
        elif op.kind == "sync_folder":
            names.sync(op.path)
        else:
            if op.kind == "create":
                files[op.inode] = _File()
            names.note(op)
        if number < since or op.kind == "mark":
            continue
        for how_names in NAMES:
            there = names.after(how_names, number)
            for how_bytes in BYTES:
                found = _resolved(there, files, how_bytes)
                key = (hash(frozenset(found.items())), len(marks))
                if key not in seen:
                    seen.add(key)
                    yield CrashState(number + 1, how_names, how_bytes, found, tuple(marks), op.at_s)


def _resolved(names: dict[str, int], files: dict[int, _File], how: str) -> dict[str, bytes | None]:
    """Names whose folders are not there are not there either."""
    found: dict[str, bytes | None] = {}
    for name, inode in sorted(names.items()):
        parent = Path(name).parent.as_posix()
        if parent == "." or found.get(parent, b"") is None:
            found[name] = files[inode].content(how) if inode else None
    return found


def check_tidy(folder: Path) -> None:
    """What holds for a song's folder whenever somebody has opened and closed it: nothing half-made lies about."""
    for path in folder.rglob("*"):
        assert not path.name.endswith(TEMPORARY), f"left half-made: {path.name}"
        assert path.is_dir() or path.stat().st_size > 0, f"empty file: {path.name}"


@contextlib.contextmanager
def small_disk(folder: Path, size_bytes: int) -> Iterator[Path]:
    """A real disk of that size, mounted on a folder made for it; the test is skipped where nobody may mount."""
    folder.mkdir()
    options = f"size={size_bytes},mode=0700"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no right to mount a tmpfs here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
