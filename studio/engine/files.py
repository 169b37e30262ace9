"""Mapped audio files: what an address in a plan points into."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.errors import StudioError
from studio.wav import WavInfo, map_data

_PAGE = 4096


class File(NamedTuple):
    """A mapped audio file. The map keeps the file's bytes readable for as long as anybody holds it."""

    data: NDArray[np.uint8]
    info: WavInfo

    @property
    def address(self) -> int:
        return int(self.data.ctypes.data)

    def touch(self, first_frame: int, end_frame: int) -> None:
        """Reads one byte of each page of a stretch, so that the audio thread finds it in memory."""
        size = self.info.frame_bytes
        self.data[first_frame * size : end_frame * size : _PAGE].max(initial=0)


class Files:
    """The files of two plans, each mapped once for as long as either of them names it, and those of sounds for good:
    a voice may ring on after the last plan that names its sound."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._held: list[set[str]] = [set(), set()]
        self._sounds: set[str] = set()
        self._untouched: list[File] = []

    def begin(self, plan: int) -> None:
        """Plan 0 or 1 is about to be written anew: it names no file yet."""
        self._held[plan] = set()

    def of_plan(self, path: str, plan: int) -> File | None:
        """A file that a plan names; None if it cannot be read."""
        file = self._map(path)
        if file is not None:
            self._held[plan].add(path)
        return file

    def of_sound(self, path: str) -> File | None:
        """A recording of a sound, mono or stereo 32-bit float; None for anything else."""
        known = path in self._sounds
        file = self._map(path)
        if file is None or file.info.encoding != "float32" or file.info.channels not in (1, 2):
            return None
        self._sounds.add(path)
        if not known:
            self._untouched.append(file)
        return file

    def drop(self) -> None:
        """Lets go of what nobody names any more."""
        for path in set(self._files) - self._held[0] - self._held[1] - self._sounds:
            del self._files[path]

    def touch_sounds(self) -> None:
        """Reads what is new among the sounds; for another thread than the rest."""
        while self._untouched:
            file = self._untouched.pop()
            file.touch(0, file.info.frames)

    def _map(self, path: str) -> File | None:
        if path not in self._files:
            try:
                info, data = map_data(Path(path))
            except StudioError:
                return None
            self._files[path] = File(data, info)
        return self._files[path]
