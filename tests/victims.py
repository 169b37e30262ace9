"""Processes that do one thing until they are killed, and write down how far they have come.

Run as a program this is their nursery: imports once, then forks a child for every line it reads. So two hundred kills
cost two hundred forks, and the tests' own process, threads and all, is never forked.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import random
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np


class Says(Protocol):
    """Writes down how far it has come; a kill does not undo that."""

    def __call__(self, number: int) -> None: ...


_RAMP_FRAMES = 8_000_000


@functools.cache
def _whole_ramp() -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.arange(1, _RAMP_FRAMES + 1, dtype=np.float32) / np.float32(1 << 23)


def ramp(first: int, frames: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Samples that tell their own frame number, exactly, in 24 bits, and begin again after 8 million; never 0."""
    start = first % _RAMP_FRAMES
    if start + frames <= _RAMP_FRAMES:
        return _whole_ramp()[start : start + frames]
    return np.resize(np.roll(_whole_ramp(), -start), frames)


def record(say: Says, path: str, chunk_frames: int) -> None:
    """Writes a take as fast as it can."""
    from studio.wav import TakeNote, TakeWriter

    writer = TakeWriter(Path(path), 48_000, TakeNote(track_id="t1", at_beat=2.0, rate_hz=48_000))
    say(0)
    while True:
        writer.write(ramp(writer.frames, chunk_frames))
        say(writer.frames)


def edit(say: Says, path: str, save_every: int) -> None:
    """Commits songs whose title is their number, and saves now and then."""
    from studio.songfile import SongFolder

    folder = SongFolder.open(Path(path), sync_every_s=0.005)
    number = int(folder.song.title)
    say(number)
    while True:
        number += 1
        folder.commit(msgspec.structs.replace(folder.song, title=str(number), bpm=60.0 + number % 100), "edit")
        say(number)
        if number % save_every == 0:
            folder.save()


def hold(say: Says, path: str) -> None:
    """Has a song open."""
    from studio.songfile import SongFolder

    SongFolder.open(Path(path))
    say(1)
    while True:
        time.sleep(60)


def give_out(say: Says, path: str, number: int) -> None:
    """Puts one folder after another in the same place, each with its number in it."""
    from studio.wholefolder import whole_folder

    while True:
        with whole_folder(Path(path)) as folder:
            (folder / "upload").mkdir()
            for name, times in (("upload/a.wav", 3000), ("LESMEG.txt", 1)):
                (folder / name).write_text(str(number) * times)
        say(number)
        number += 1


OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.listdir"}
"""What is done to a disk, as Python's audit events call it; each is told before it is done."""


def release(say: Says, home: str, title: str, target: str, packs: list[str], last: int) -> None:
    """Makes the folder of the song in `<home>/song.json` under another title, and dies right before operation number
    `last` on the disk where the folder goes; with 0 it lives, and writes down all of them in `<home>/operations.json`.
    """
    told: list[tuple[str, str]] = []
    place = str(Path(target).parent)

    def before(event: str, about: tuple[Any, ...]) -> None:
        if event in OPERATIONS and str(about[0]).startswith(place):
            told.append((event, str(about[0]).removeprefix(place + "/")))
            if len(told) == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(before)
    _make(home, title, target, packs)
    if not last:
        Path(home, "operations.json").write_text(json.dumps(told))
    say(len(told))


@functools.cache
def _warm(home: str) -> None:
    """Has the kernels loaded once, for all children that make a release."""
    _make(home, "Varm", f"{home}/warm", ["share", "upload"])


def _make(home: str, title: str, target: str, packs: list[str]) -> None:
    from studio.release import release as make
    from studio.song import Song

    song = msgspec.json.decode(Path(home, "song.json").read_bytes(), type=Song)
    make(
        msgspec.structs.replace(song, title=title),
        lambda media: Path(home, media.file),
        {},
        Path(target),
        papers_folder=Path(home),
        say=lambda message, fields: message,
        packs=frozenset(packs),
    )


class Nursery:
    """Where the children come from. One for a module of tests; close it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    @contextlib.contextmanager
    def child(self, work: str, said: Path, *arguments: object) -> Iterator[int]:
        """A child at work that has said something into `said`; its process id. Killed, and buried, at the end."""
        said.write_bytes(b"")
        pid = int(self._ask({"work": work, "said": str(said), "arguments": arguments}))
        try:
            end_s = time.monotonic() + 30.0
            while not said.stat().st_size:
                assert time.monotonic() < end_s, "the child says nothing"
                time.sleep(0.0005)
            yield pid
        finally:
            os.kill(pid, signal.SIGKILL)
            self._ask({"bury": pid})

    def killed(self, work: str, said: Path, *arguments: object, chance: random.Random, at_most_s: float) -> int:
        """What a child had said when it was killed at a moment within `at_most_s` after it began."""
        with self.child(work, said, *arguments):
            time.sleep(chance.random() * at_most_s)
        return int(struct.unpack("<q", said.read_bytes())[0])

    def lived(self, work: str, said: Path, *arguments: object) -> int:
        """What a child had said when it was done, or had died by itself; 0 for nothing."""
        said.write_bytes(bytes(8))
        pid = int(self._ask({"work": work, "said": str(said), "arguments": arguments}))
        self._ask({"bury": pid})
        return int(struct.unpack("<q", said.read_bytes())[0])

    def _ask(self, question: dict[str, object]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


def _be(question: dict[str, Any]) -> None:
    """In the child: work, for ever."""
    said = os.open(question["said"], os.O_RDWR)

    def say(number: int) -> None:
        os.pwrite(said, struct.pack("<q", number), 0)

    try:
        globals()[question["work"]](say, *question["arguments"])
    finally:
        os._exit(1)


def _serve() -> None:

    ramp(0, 1)  # made once, for all children
    for line in sys.stdin:
        question = json.loads(line)
        if "bury" in question:
            os.waitpid(question["bury"], 0)
            print("buried", flush=True)
            continue
        if question["work"] == "release":
            _warm(question["arguments"][0])
        pid = os.fork()
        if pid == 0:
            _be(question)
        print(pid, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    _serve()
