"""How loud a finished track is: integrated loudness by ITU-R BS.1770-5, over blocks of any length.

The K-weighting is made for any rate from the analogue prototypes behind the standard's table for 48 kHz.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.decode import opened
from studio.units import db_of_gain

_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_HOP_S = 0.1
_HOPS_PER_BLOCK = 4
# the prototypes: a shelf of +4 dB from 1.68 kHz up, a high-pass at 38 Hz
_SHELF_HZ, _SHELF_DB, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_SHELF_MIDDLE = 0.4996667741545416
_LOW_HZ, _LOW_Q = 38.13547087602444, 0.5003270373238773


class Meter:
    """Listens to a track block by block; `integrated_lufs` at the end, `peak_db` with it (sample peak, dBFS)."""

    def __init__(self, rate_hz: int, channels: int = 2) -> None:
        self._sections = k_weighting(rate_hz)
        self._state = np.zeros((2, 2, channels))
        self._hop = round(_HOP_S * rate_hz)
        self._left = np.zeros((0, channels))
        self._energies: list[NDArray[np.float64]] = []
        self._peak = 0.0

    def add(self, block: NDArray[np.floating]) -> None:
        """Float samples of shape (n, channels); they stay the caller's."""
        from scipy.signal import sosfilt

        if len(block) == 0:
            return
        self._peak = max(self._peak, float(np.max(np.abs(block))))
        weighted, self._state = sosfilt(self._sections, block.astype(np.float64), axis=0, zi=self._state)
        joined = np.concatenate((self._left, weighted))
        hops = len(joined) // self._hop
        whole = joined[: hops * self._hop].reshape(hops, self._hop, joined.shape[1])
        self._energies.append(np.sum(np.mean(whole * whole, axis=1), axis=1))
        self._left = joined[hops * self._hop :]

    @property
    def integrated_lufs(self) -> float:
        """Loudness of everything so far, −inf for silence: blocks of 400 ms every 100 ms, gated at −70 LUFS and 10 LU
        below the rest."""
        hops = np.concatenate(self._energies) if self._energies else np.zeros(0)
        if len(hops) < _HOPS_PER_BLOCK:
            return -math.inf
        blocks = np.convolve(hops, np.full(_HOPS_PER_BLOCK, 1.0 / _HOPS_PER_BLOCK), "valid")
        blocks = blocks[blocks > _energy(_GATE_LUFS)]
        if len(blocks) == 0:
            return -math.inf
        blocks = blocks[blocks > np.mean(blocks) * 10.0 ** (_RELATIVE_GATE_LU / 10.0)]
        return float(-0.691 + 10.0 * math.log10(np.mean(blocks)))

    @property
    def peak_db(self) -> float:
        return db_of_gain(self._peak)


def _energy(lufs: float) -> float:
    return float(10.0 ** ((lufs + 0.691) / 10.0))


def k_weighting(rate_hz: int) -> NDArray[np.float64]:
    """The standard's two filters at a rate, as second-order sections (2, 6)."""
    high, middle = 10.0 ** (_SHELF_DB / 20.0), 10.0 ** (_SHELF_DB / 20.0 * _SHELF_MIDDLE)
    k = math.tan(math.pi * _SHELF_HZ / rate_hz)
    a0 = 1.0 + k / _SHELF_Q + k * k
    shelf = [
        (high + middle * k / _SHELF_Q + k * k) / a0,
        2.0 * (k * k - high) / a0,
        (high - middle * k / _SHELF_Q + k * k) / a0,
        1.0,
        2.0 * (k * k - 1.0) / a0,
        (1.0 - k / _SHELF_Q + k * k) / a0,
    ]
    k = math.tan(math.pi * _LOW_HZ / rate_hz)
    a0 = 1.0 + k / _LOW_Q + k * k
    low = [1.0, -2.0, 1.0, 1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / _LOW_Q + k * k) / a0]
    return np.array([shelf, low])


class Measured(NamedTuple):
    """A finished file by its numbers."""

    seconds: float
    integrated_lufs: float
    peak_db: float


def measure(path: Path) -> Measured:
    """Length, loudness and sample peak of an audio file of any kind. StudioError as `studio.decode.opened`."""
    with opened(path, lambda: None) as sound:
        meter, frames = Meter(sound.rate_hz, sound.channels), 0
        for block in sound.blocks():
            meter.add(block.samples)
            frames += len(block.samples)
        return Measured(frames / sound.rate_hz, meter.integrated_lufs, meter.peak_db)
