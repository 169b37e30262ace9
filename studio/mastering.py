"""How loud a finished track is: integrated loudness by ITU-R BS.1770-5, over blocks of any length."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.decode import opened
from studio.kweight import k_weighting
from studio.units import db_of_gain

_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_HOP_S = 0.1
_HOPS_PER_BLOCK = 4


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
