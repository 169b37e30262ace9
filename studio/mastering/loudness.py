"""How loud a sound is, by ITU-R BS.1770-5 and EBU Tech 3341 and 3342, over pieces of any length.

After the K-weighting energies are summed over hops of 10 ms; all that is told comes from those sums, so it does not
depend on how the sound was cut, to the bit.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.engine.atomics import flush_denormals, restore_rounding
from studio.engine.compiler import Array, kernel
from studio.kweight import k_weighting
from studio.mastering.truepeak import PLANE_FRAMES, TruePeak, loudest
from studio.units import db_of_gain

HOPS_PER_S = 100
_MOMENTARY_HOPS = 40
_SHORT_TERM_HOPS = 300
_STEP = 10
"""Hops from one gating block, and one value of the loudness range, to the next."""
_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_RANGE_GATE_LU = -20.0
_RANGE_SILENCE_HOPS = 150
"""Tech 3342: a file is measured with 1.5 s of silence behind it."""
_RANGE_SHARES = (0.10, 0.95)
_SURROUND = 1.41
_CHANNELS = 5
"""L R C Ls Rs; four are L R Ls Rs."""


@kernel
def _hop_sums(a: Array, b: Array, count: int, at: int, rate: int, sections: Array, memory: Array, sums: Array) -> int:
    """K-weights two channels over `count` samples and sums their squares over hops; returns how many hops ended.

    `at` is the number of samples before these. Sums go to sums[hop, 0 and 1]; the filters and the sum of the hop that
    has not ended are in `memory` (10 numbers).
    """
    rounding = flush_denormals()
    b0, b1, b2, a1, a2 = sections[0, 0], sections[0, 1], sections[0, 2], sections[0, 4], sections[0, 5]
    c1, c2 = sections[1, 4], sections[1, 5]
    p0, p1, p2, p3, energy_a = memory[0], memory[1], memory[2], memory[3], memory[4]
    q0, q1, q2, q3, energy_b = memory[5], memory[6], memory[7], memory[8], memory[9]
    hops = first = 0
    while first < count:
        hop_end = (((at + first) * HOPS_PER_S // rate + 1) * rate + HOPS_PER_S - 1) // HOPS_PER_S - at
        end = min(hop_end, count)
        for i in range(first, end):
            x, y = a[i], b[i]
            u, v = b0 * x + p0, b0 * y + q0
            p0, q0 = (b1 * x + p1) - a1 * u, (b1 * y + q1) - a1 * v
            p1, q1 = b2 * x - a2 * u, b2 * y - a2 * v
            x, y = u + p2, v + q2
            p2, q2 = (p3 - 2.0 * u) - c1 * x, (q3 - 2.0 * v) - c1 * y
            p3, q3 = u - c2 * x, v - c2 * y
            energy_a += x * x
            energy_b += y * y
        if end == hop_end:
            sums[hops, 0], sums[hops, 1] = energy_a, energy_b
            energy_a = energy_b = 0.0
            hops += 1
        first = end
    memory[0], memory[1], memory[2], memory[3], memory[4] = p0, p1, p2, p3, energy_a
    memory[5], memory[6], memory[7], memory[8], memory[9] = q0, q1, q2, q3, energy_b
    restore_rounding(rounding)
    return hops


class Measured(NamedTuple):
    """A sound by its numbers; −inf LUFS is silence, or too short to tell."""

    seconds: float
    rate_hz: int
    channels: int
    integrated_lufs: float
    lra_lu: float
    max_momentary_lufs: float
    max_short_term_lufs: float
    true_peak_dbtp: float
    sample_peak_dbfs: float
    plr_db: float
    """From the integrated loudness up to the true peak; 0 for silence."""


class Meter:
    """Listens to a sound piece by piece, and tells its loudness at any time.

    Any rate from 4 kHz; 1 to 5 channels, the fourth and fifth being surrounds. `true_peak` false leaves that out, which
    halves the work.
    """

    def __init__(self, rate_hz: int, channels: int = 2, *, true_peak: bool = True) -> None:
        if not 1 <= channels <= _CHANNELS:
            raise ValueError(f"the standard has weights for 1 to {_CHANNELS} channels, not {channels}")
        self.rate_hz, self.channels = rate_hz, channels
        self.frames = 0
        """Heard so far."""
        self._sections = k_weighting(rate_hz)
        self._pairs = [(first, min(first + 1, channels - 1)) for first in range(0, channels, 2)]
        self._weights = [
            1.0 if channel < 3 and (channels, channel) != (4, 2) else _SURROUND for channel in range(channels)
        ]
        self._memory = np.zeros((len(self._pairs), 10))
        self._planes = np.zeros((channels, PLANE_FRAMES))
        self._sums = np.zeros((PLANE_FRAMES * HOPS_PER_S // rate_hz + 2, 2))
        self._hops: list[NDArray[np.float64]] = []
        self._peak = 0.0
        self._true_peak = TruePeak(channels) if true_peak else None

    def add(self, block: NDArray[np.floating[Any]]) -> None:
        """Float samples of shape (n, channels); they stay the caller's."""
        for start in range(0, len(block), PLANE_FRAMES):
            piece = block[start : start + PLANE_FRAMES]
            planes = self._planes[:, : len(piece)]
            planes[:] = piece.T
            self.add_planes(planes)

    def add_planes(self, planes: NDArray[np.float64]) -> None:
        """float64 [channels, at most PLANE_FRAMES], each channel's samples side by side; they stay the caller's."""
        count = planes.shape[1]
        energy = np.zeros(0)
        for number, (a, b) in enumerate(self._pairs):
            memory = self._memory[number]
            hops = _hop_sums(planes[a], planes[b], count, self.frames, self.rate_hz, self._sections, memory, self._sums)
            pair = self._weights[a] * self._sums[:hops, 0]
            if a != b:
                pair += self._weights[b] * self._sums[:hops, 1]
            energy = energy + pair if number else pair
        self._hops.append(energy)
        self._peak = max(self._peak, *(loudest(plane, 0, count) for plane in planes))
        if self._true_peak is not None:
            self._true_peak.add(planes)
        self.frames += count

    @property
    def integrated_lufs(self) -> float:
        """Loudness of everything so far, −inf for silence: blocks of 400 ms every 100 ms, gated at −70 LUFS and 10 LU
        below the rest."""
        blocks = self._energies(_MOMENTARY_HOPS)[_MOMENTARY_HOPS - 1 :: _STEP]
        counting = blocks > _threshold(blocks)
        return _lufs(float(np.mean(blocks[counting]))) if counting.any() else -math.inf

    @property
    def counting_hops(self) -> NDArray[np.int64]:
        """The numbers of the hops that lie in a block which counts for the integrated loudness."""
        blocks = self._energies(_MOMENTARY_HOPS)[_MOMENTARY_HOPS - 1 :: _STEP]
        first = np.flatnonzero(blocks > _threshold(blocks)) * _STEP
        return np.unique(first[:, None] + np.arange(_MOMENTARY_HOPS))

    @property
    def lra_lu(self) -> float:
        """Loudness range: from the 10th to the 95th of a hundred short-term values that pass the gates; 0 for none."""
        values = self._energies(_SHORT_TERM_HOPS, _RANGE_SILENCE_HOPS)[_SHORT_TERM_HOPS - 1 :: _STEP]
        values = values[values >= _energy(_GATE_LUFS)]
        if not len(values):
            return 0.0
        values = np.sort(values[values >= np.mean(values) * 10.0 ** (_RANGE_GATE_LU / 10.0)])
        low, high = (float(values[int((len(values) - 1) * share + 0.5)]) for share in _RANGE_SHARES)
        return _lufs(high) - _lufs(low)

    @property
    def max_momentary_lufs(self) -> float:
        return _lufs(float(self._energies(_MOMENTARY_HOPS).max(initial=0.0)))

    @property
    def max_short_term_lufs(self) -> float:
        return _lufs(float(self._energies(_SHORT_TERM_HOPS).max(initial=0.0)))

    @property
    def momentary_lufs(self) -> NDArray[np.float64]:
        """Of the 400 ms before 10 ms, 20 ms … into the sound, silence before its beginning; −inf for silence."""
        return _all_lufs(self._energies(_MOMENTARY_HOPS))

    @property
    def short_term_lufs(self) -> NDArray[np.float64]:
        """As `momentary_lufs`, of 3 s."""
        return _all_lufs(self._energies(_SHORT_TERM_HOPS))

    @property
    def peak_db(self) -> float:
        """The largest sample, dBFS."""
        return db_of_gain(self._peak)

    @property
    def true_peak_db(self) -> float:
        """dBTP; the largest sample where that is all that is measured."""
        return db_of_gain(self._true_peak.peak) if self._true_peak is not None else self.peak_db

    @property
    def measured(self) -> Measured:
        """All of it."""
        integrated = self.integrated_lufs
        return Measured(
            seconds=self.frames / self.rate_hz,
            rate_hz=self.rate_hz,
            channels=self.channels,
            integrated_lufs=integrated,
            lra_lu=self.lra_lu,
            max_momentary_lufs=self.max_momentary_lufs,
            max_short_term_lufs=self.max_short_term_lufs,
            true_peak_dbtp=self.true_peak_db,
            sample_peak_dbfs=self.peak_db,
            plr_db=0.0 if integrated == -math.inf else self.true_peak_db - integrated,
        )

    def _energies(self, window: int, silent_hops: int = 0) -> NDArray[np.float64]:
        """Weighted mean square of the `window` hops up to and with each hop, silence before the first one."""
        hops = np.concatenate([np.zeros(window + 1), *self._hops, np.zeros(silent_hops)])
        so_far = np.cumsum(hops)
        return np.asarray((so_far[window + 1 :] - so_far[1:-window]) * (HOPS_PER_S / (window * self.rate_hz)))


def _threshold(blocks: NDArray[np.float64]) -> float:
    """Both gates: a block has to have more energy than this to count."""
    gate = _energy(_GATE_LUFS)
    loud = blocks[blocks > gate]
    return max(gate, float(np.mean(loud)) * 10.0 ** (_RELATIVE_GATE_LU / 10.0)) if len(loud) else gate


def _energy(lufs: float) -> float:
    return float(10.0 ** ((lufs + 0.691) / 10.0))


def _lufs(energy: float) -> float:
    return -0.691 + 10.0 * math.log10(energy) if energy > 0.0 else -math.inf


def _all_lufs(energies: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return np.asarray(-0.691 + 10.0 * np.log10(energies))
