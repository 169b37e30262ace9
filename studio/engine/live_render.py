"""A song through the live path, on a device that is turned by hand as fast as it goes: what the callback plays, to hold
beside what the offline renderer writes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio import params
from studio.engine.curves import gain_of
from studio.engine.devices import HandDevice
from studio.engine.engine import Engine
from studio.engine.offline import TAIL_S, audible_frames
from studio.engine.sounds import Kits
from studio.song import Media, Song

BLOCK_FRAMES = 256
"""What the device asks for each time."""
_QUIET_BITS = (8, 7, 6, 5, 4, 3)
"""So far the monitor is turned down, by a power of two that is taken back from it: every bit stays, and the ear-safety
limiter, which no file knows, has nothing to do up to 47 dB over full scale; less far where no decibels are just that.
"""


class LiveRenderer:
    """Plays one song once, from its beginning. Owns its engine; for one thread to call.

    Raises StudioError("capacity"), ("rate-unsupported").
    """

    def __init__(self, song: Song, path_of: Callable[[Media], Path], kits: Kits) -> None:
        self.song = song
        self._engine = Engine(song.rate_hz)
        self._device = HandDevice(self._engine.memory, song.rate_hz)
        self._engine.use_device(self._device)
        self._engine.load(song, path_of, kits)
        self.missing = self._engine.missing
        """Ids of media that could not be read and play as silence."""

    @property
    def length_frames(self) -> int:
        """Where the song's last clip or bar ends."""
        memory = self._engine.memory
        return int(memory.plans[memory.record["plan_wanted"][0]]["length"])

    def mix(self) -> Iterator[NDArray[np.float64]]:
        """As `OfflineRenderer.mix` of the whole song: blocks of shape (n, 2), the last one with its tail."""
        engine, record = self._engine, self._engine.memory.record
        engine.memory.monitor_knobs[params.MONITOR_INDEX["mix_db"]], quiet = _quiet()
        record["mix_gain"] = quiet
        engine.play(0.0, count_in_bars=1)
        count_in = self.song.frame_of(self.song.beats_per_bar)
        for _ in self._turned(count_in):
            pass
        record["ramp"] = 1.0  # a start is soft on the ear; no file begins so
        end, done, tail = self.length_frames, 0, [np.zeros((0, 2))]
        for heard in self._turned(end + round(TAIL_S * self.song.rate_hz)):
            block = heard / quiet
            if done < end:
                yield block[: end - done]
            tail.append(block[max(end - done, 0) :])
            done += len(block)
        rest = np.concatenate(tail)
        yield rest[: audible_frames(rest, 0)]

    def _turned(self, frames: int) -> Iterator[NDArray[np.float64]]:
        """What the ear gets of so many frames, before it is rounded for the device."""
        silence = np.zeros(BLOCK_FRAMES, np.float32)
        for at in range(0, frames, BLOCK_FRAMES):
            count = min(BLOCK_FRAMES, frames - at)
            self._device.turn(silence[:count])
            yield self._engine.memory.mix[:count]


def _quiet() -> tuple[float, float]:
    """Decibels of which the kernel makes a power of two to the bit, and that gain."""
    for bits in _QUIET_BITS:
        gain = 0.5**bits
        below = above = 20.0 * math.log10(gain)
        for _ in range(200):
            for db in (below, above):
                if gain_of(db) == gain:
                    return db, gain
            below, above = math.nextafter(below, -math.inf), math.nextafter(above, math.inf)
    raise AssertionError("one in four decibels has such a gain")
