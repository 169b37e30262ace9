"""The true peak of a sound: what it reaches between its samples, read sixteen times as finely as they lie.

ITU-R BS.1770-5, annex 2, in two steps: a half-band filter of 96 taps finds the point between two samples (flat to
20.9 kHz at 44.1 kHz), ten taps the seven points between two of those. At sixteen points a sample the worst sine is read
0.04 dB too low. What cannot reach a floor is left out: the sum of a filter's weights says how far it can carry, so the
reading is the same as without leaving out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.engine.atomics import bits_of, float_of
from studio.engine.compiler import Array, inlined, kernel

REACH = 52
"""Samples on either side of an interval that its true peak depends on."""
PLANE_FRAMES = 16_384
"""How much the meters work on at once."""

_HALF_TAPS, _HALF_BETA = 48, 7.0  # on each side
_LATE_TAPS, _LATE_BETA = 10, 7.0
_PHASES = 8
_TILE = 512
_PART = 32
_SURE = 1.0 + 1e-9
"""What rounding may add to a bound."""


def _half_filter() -> NDArray[np.float64]:
    """Weights of the 1st, 2nd … sample on either side of the point half-way between two: sinc under Kaiser's window."""
    away = np.arange(_HALF_TAPS) + 0.5
    window = np.i0(_HALF_BETA * np.sqrt(1.0 - (away / _HALF_TAPS) * (away / _HALF_TAPS)))
    taps = np.sinc(away) * window
    return np.asarray(taps / (2.0 * taps.sum()))


def _late_filters() -> NDArray[np.float64]:
    """(7, 10): weights of the five points before and after one that lies 1/8 … 7/8 of the way between two."""
    part = np.arange(1, _PHASES)[:, None] / _PHASES
    away = np.arange(_LATE_TAPS)[None, :] - (_LATE_TAPS // 2 - 1) - part
    inside = 1.0 - (away / (_LATE_TAPS / 2)) * (away / (_LATE_TAPS / 2))
    taps = np.sinc(away) * np.i0(_LATE_BETA * np.sqrt(np.maximum(inside, 0.0)))
    return np.asarray(taps / taps.sum(axis=1, keepdims=True))


HALF = _half_filter()
LATE = _late_filters()
_LATE_CARRIES = float(np.abs(LATE).sum(axis=1).max()) * _SURE
_HALF_CARRIES = float(2.0 * np.abs(HALF).sum()) * _LATE_CARRIES * _SURE
WORK = 6 * _TILE


@inlined
def _larger(a: float, b: float) -> float:
    return a if a > b else b


@kernel
def loudest(values: Array, first: int, end: int) -> float:
    """The largest magnitude among values first…end. Compared as whole numbers, which the processor does eight at a
    time."""
    most = 0
    for i in range(first, end):
        bits = bits_of(abs(values[i]))
        most = bits if bits > most else most
    found: float = float_of(most)
    return found


@kernel
def _between(plane: Array, at: int, count: int, half: Array, out: Array) -> None:
    """The points half a sample after samples at, at + 1, … into out[0 … count].

    Slices are what lets the compiler do several samples at once: an index below nought would count from the end.
    """
    total = out[:count]
    for i in range(count):
        total[i] = 0.0
    for k in range(0, len(half), 4):
        t0, t1, t2, t3 = half[k], half[k + 1], half[k + 2], half[k + 3]
        b3, b2 = plane[at - k - 3 : at - k - 3 + count], plane[at - k - 2 : at - k - 2 + count]
        b1, b0 = plane[at - k - 1 : at - k - 1 + count], plane[at - k : at - k + count]
        a0, a1 = plane[at + k + 1 : at + k + 1 + count], plane[at + k + 2 : at + k + 2 + count]
        a2, a3 = plane[at + k + 3 : at + k + 3 + count], plane[at + k + 4 : at + k + 4 + count]
        for i in range(count):
            total[i] += (t0 * (b0[i] + a0[i]) + t1 * (b1[i] + a1[i])) + (t2 * (b2[i] + a2[i]) + t3 * (b3[i] + a3[i]))


@kernel
def _points(fine: Array, at: int, count: int, late: Array, most: Array) -> None:
    """Raises most[0 … count] to the magnitudes of the seven points after each of fine[at …]."""
    f0, f1, f2 = fine[at - 4 : at - 4 + count], fine[at - 3 : at - 3 + count], fine[at - 2 : at - 2 + count]
    f3, f4, f5 = fine[at - 1 : at - 1 + count], fine[at : at + count], fine[at + 1 : at + 1 + count]
    f6, f7, f8 = fine[at + 2 : at + 2 + count], fine[at + 3 : at + 3 + count], fine[at + 4 : at + 4 + count]
    f9, top = fine[at + 5 : at + 5 + count], most[:count]
    for p in range(len(late)):
        t0, t1, t2, t3, t4 = late[p, 0], late[p, 1], late[p, 2], late[p, 3], late[p, 4]
        t5, t6, t7, t8, t9 = late[p, 5], late[p, 6], late[p, 7], late[p, 8], late[p, 9]
        for i in range(count):
            near = (t3 * f3[i] + t6 * f6[i]) + (t4 * f4[i] + t5 * f5[i])
            far = (t1 * f1[i] + t8 * f8[i]) + (t2 * f2[i] + t7 * f7[i])
            y = abs(near + (far + (t0 * f0[i] + t9 * f9[i])))
            top[i] = y if y > top[i] else top[i]


@kernel
def interval_peaks(
    plane: Array, first: int, count: int, floor: float, half: Array, late: Array, work: Array, peaks: Array
) -> None:
    """The true peak from each of the samples first … first + count to the next one, into peaks[0 … count].

    `plane` must hold `REACH` samples more on either side. A peak that cannot be above `floor` may be read as less than
    it is, never as more. `work` is of `WORK` numbers.
    """
    middle, fine, most = work[: _TILE + 8], work[_TILE + 8 : 3 * _TILE + 24], work[3 * _TILE + 24 :]
    for tile in range(0, count, _TILE):
        size = min(_TILE, count - tile)
        at = first + tile
        for i in range(size):
            peaks[tile + i] = abs(plane[at + i])
        if loudest(plane, at - REACH, at + size + REACH) * _HALF_CARRIES <= floor:
            continue
        _between(plane, at - 2, size + 5, half, middle)
        for i in range(size + 5):
            fine[2 * i] = plane[at - 2 + i]
            fine[2 * i + 1] = middle[i]
        for part in range(0, size, _PART):
            long = min(_PART, size - part)
            if loudest(fine, 2 * part, 2 * (part + long) + 10) * _LATE_CARRIES <= floor:
                for i in range(part, part + long):
                    peaks[tile + i] = _larger(abs(middle[i + 2]), peaks[tile + i])
                continue
            for i in range(2 * long):
                most[i] = abs(fine[2 * part + 4 + i])
            _points(fine, 2 * part + 4, 2 * long, late, most)
            for i in range(long):
                peaks[tile + part + i] = _larger(most[2 * i], most[2 * i + 1])


@kernel
def linked_peaks(a: Array, b: Array, first: int, count: int, floor: float, tools: Array, out: Array) -> None:
    """The true peak of two channels round each of the samples first … first + count, into `out` from `first` on.

    `tools` are the filters and room to work: half, late, work, and two rows of PLANE_FRAMES + 1.
    """
    half, late, work, peaks_a, peaks_b = tools
    for at in range(first, first + count, PLANE_FRAMES):
        size = min(PLANE_FRAMES, first + count - at)
        interval_peaks(a, at + REACH - 1, size + 1, floor, half, late, work, peaks_a)
        interval_peaks(b, at + REACH - 1, size + 1, floor, half, late, work, peaks_b)
        here = out[at : at + size]
        for i in range(size):
            before = peaks_a[i] if peaks_a[i] > peaks_b[i] else peaks_b[i]
            after = peaks_a[i + 1] if peaks_a[i + 1] > peaks_b[i + 1] else peaks_b[i + 1]
            here[i] = before if before > after else after


class TruePeak:
    """Follows the true peak of a sound that comes in pieces of any length; silence before and behind it.

    The reading does not depend on how the sound was cut.
    """

    def __init__(self, channels: int) -> None:
        self._planes = np.zeros((channels, 2 * REACH + PLANE_FRAMES))
        self._work, self._peaks = np.zeros(WORK), np.zeros(PLANE_FRAMES)
        self._peak = 0.0

    def add(self, planes: NDArray[np.float64]) -> None:
        """float64 [channels, at most PLANE_FRAMES]; stays the caller's."""
        count = planes.shape[1]
        held = self._planes
        held[:, 2 * REACH : 2 * REACH + count] = planes
        for plane in held:
            interval_peaks(plane, REACH, count, self._peak, HALF, LATE, self._work, self._peaks)
            self._peak = max(self._peak, float(self._peaks[:count].max(initial=0.0)))
        held[:, : 2 * REACH] = held[:, count : count + 2 * REACH].copy()

    @property
    def peak(self) -> float:
        """Of all that came so far, as if silence followed; 1.0 is full scale."""
        most, peaks, rest = self._peak, np.zeros(2 * REACH), np.zeros(4 * REACH)
        for plane in self._planes:
            rest[: 2 * REACH] = plane[: 2 * REACH]
            interval_peaks(rest, REACH, 2 * REACH, most, HALF, LATE, self._work, peaks)
            most = max(most, float(peaks.max()))
        return most


def true_peak(samples: NDArray[np.floating[Any]]) -> float:
    """Of samples [frames, channels], silence before and behind them."""
    meter = TruePeak(samples.shape[1])
    for start in range(0, len(samples), PLANE_FRAMES):
        meter.add(np.asarray(samples[start : start + PLANE_FRAMES].T, dtype=np.float64))
    return meter.peak
