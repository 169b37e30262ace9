"""Where the bars begin: the strengths of a beat folded over two bars, held against what rap beats have in common.

A handful of canonical patterns (backbeat, half-time, drill …) say where kick and snare belong in a bar and at which
tempi that is customary; together they tell ½× from 2× and the "1" from the other beats. Where the kick comes in says
the same from another side: things enter on a "1".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from beats.tempo import BANG, HATS, KICK, SNARE, STRENGTH_HZ, Floats

RANGE_BPM = (60.0, 180.0)
"""Tempi that are offered first."""
STEPS = 32
"""Sixteenths in two bars: the longest canonical pattern."""

_BINS = 24
"""Per step, of the folded bars."""
_SPREAD_STEPS = 0.12
"""How exactly a mark has to be met, as the width of a bell curve."""
_USUAL = 50.0
"""The percentile over the cycles: drums are there each time, syllables are not."""


class _Canon(NamedTuple):
    """What a family of beats has in common: by steps 1…32 of two bars how sure each mark is, and its usual tempi."""

    kick: dict[int, float]
    snare: dict[int, float]
    hats: dict[int, float]
    low_bpm: float
    high_bpm: float


def _both(*steps: int, weight: float = 1.0) -> dict[int, float]:
    """The same marks in both bars."""
    return {step + bar: weight for bar in (0, 16) for step in steps}


_EIGHTHS = _both(1, 3, 5, 7, 9, 11, 13, 15)
_TRESILLO = _both(1, 4, 7, 9, 12, 15)
_OFFBEATS = _both(3, 7, 11, 15)
_DRILL_KICK = {1: 1.0, 8: 0.6, 11: 0.8, 17: 0.2, 20: 0.7, 23: 0.7}
_CANON = {
    "backbeat": _Canon({**_both(1), **_both(8, 9, 11, weight=0.35)}, _both(5, 13), _EIGHTHS, 74.0, 112.0),
    "half-time": _Canon({**_both(1), **_both(4, 7, 11, weight=0.35)}, _both(9), _EIGHTHS, 118.0, 165.0),
    "drill": _Canon(_DRILL_KICK, {9: 1.0, 29: 1.0}, _TRESILLO, 132.0, 152.0),
    "dembow": _Canon({**_both(1, 9), **_both(5, 13, weight=0.6)}, _both(4, 7, 12, 15), _OFFBEATS, 86.0, 112.0),
    "clave": _Canon({**_both(1), **_both(7, 9, weight=0.5)}, _both(1, 4, 7, 11, 13), _EIGHTHS, 92.0, 116.0),
    "four on the floor": _Canon(_both(1, 5, 9, 13), _both(5, 13), _OFFBEATS, 116.0, 168.0),
}
_REGISTER_WEIGHTS = {KICK: 1.0, SNARE: 1.0, HATS: 0.4}
_OUTSIDE = 0.6
"""How much of the fit a tempo costs that is an octave outside of what is usual; in proportion for less."""
_ENTRY = 0.3
"""What a pattern gains if the kick comes in on its "1"."""
_SURE = 0.25
"""Ahead by so much, a pattern leaves no doubt."""


class Bars(NamedTuple):
    """A way to count a beat."""

    bpm: float
    score: float
    phase_s: float
    """Where a "1" falls, 0 ≤ phase < one bar, to some tenths of a sixteenth."""
    doubt: float
    """0…1: how well another place in the bar could be the "1"."""


def counted(strength: Floats, bpm: float) -> list[Bars]:
    """The ways to count a steady beat of a class of tempi within `RANGE_BPM`, best first; at least one."""
    ways = [_way(strength, bpm * 2.0**octave) for octave in (-2, -1, 0, 1, 2) if _in_range(bpm * 2.0**octave)]
    return sorted(ways, key=lambda way: -way.score)


def _in_range(bpm: float) -> bool:
    return RANGE_BPM[0] <= bpm <= RANGE_BPM[1]


def _way(strength: Floats, bpm: float) -> Bars:
    step_s = 15.0 / bpm
    usual = _folded(strength, step_s)
    shape = usual - usual.mean(axis=1, keepdims=True)
    shape /= np.maximum(np.linalg.norm(shape, axis=1, keepdims=True), 1e-9)
    entry = _ENTRY * _entry(strength[KICK], usual[KICK], step_s)
    best, best_score = entry, -np.inf
    for canon in _CANON.values():
        marks = zip(_REGISTER_WEIGHTS, (canon.kick, canon.snare, canon.hats), strict=True)
        fit = sum(_REGISTER_WEIGHTS[register] * _matched(shape[register], wanted) for register, wanted in marks)
        outside = max(np.log2(canon.low_bpm / bpm), np.log2(bpm / canon.high_bpm), 0.0)
        score = np.asarray(fit) / sum(_REGISTER_WEIGHTS.values()) + entry - _OUTSIDE * outside
        if score.max() > best_score:
            best, best_score = score, float(score.max())
    by_place = best.reshape(2, -1).max(axis=0)
    place = int(np.argmax(by_place))
    away = np.abs((np.arange(len(by_place)) - place + len(by_place) // 2) % len(by_place) - len(by_place) // 2)
    rival = float(by_place[away > _BINS // 2].max())
    doubt = float(np.clip(1.0 - (best_score - rival) / _SURE, 0.0, 1.0))
    return Bars(bpm, best_score, place / _BINS * step_s, doubt)


def _folded(strength: Floats, step_s: float) -> Floats:
    """What a cycle of two bars usually holds, float64 [registers, STEPS × _BINS]."""
    from scipy.ndimage import gaussian_filter1d

    smooth = gaussian_filter1d(np.minimum(strength, BANG), _SPREAD_STEPS * step_s * STRENGTH_HZ, axis=1)
    size = STEPS * _BINS
    cycles = max(int(strength.shape[1] / STRENGTH_HZ / step_s / STEPS), 1)
    at = np.arange(cycles * size) / _BINS * step_s * STRENGTH_HZ
    rows = [np.interp(at, np.arange(len(row)), row).reshape(cycles, size) for row in smooth]
    return np.array([np.percentile(row, _USUAL, axis=0) for row in rows])


def _matched(row: Floats, marks: dict[int, float]) -> Floats:
    """How well a folded register meets the marks, −1…1, for each shift of the marks to the right."""
    size = STEPS * _BINS
    away = np.minimum(np.arange(size), size - np.arange(size)) / _BINS
    bell = np.fft.rfft(np.exp(-0.5 * (away / _SPREAD_STEPS) ** 2))
    wanted = np.zeros(size)
    for step, weight in marks.items():
        wanted[(step - 1) * _BINS] = weight
    wanted = np.fft.irfft(np.fft.rfft(wanted) * bell, size)
    wanted -= wanted.mean()
    wanted /= np.linalg.norm(wanted)
    return np.fft.irfft(np.fft.rfft(row) * np.conj(np.fft.rfft(wanted)), size)


def _entry(strength: Floats, usual: Floats, step_s: float) -> Floats:
    """Where the kick comes in, as a curve over the shifts, 0…1.

    That is the moment from which on there is what the folded bars hold, and before which there is nothing: a change
    point by least squares. The kick alone, because a voice may well come in before the beat.
    """
    from scipy.ndimage import gaussian_filter1d

    size = STEPS * _BINS
    bins = np.arange(len(strength)) / STRENGTH_HZ / step_s * _BINS
    there: NDArray[np.float64] = gaussian_filter1d(np.minimum(strength, BANG), _SPREAD_STEPS * step_s * STRENGTH_HZ)
    wanted = np.interp(bins % size, np.arange(size + 1), np.append(usual, usual[0]))
    first = int(np.argmax(np.cumsum(wanted * (wanted - 2.0 * there))))
    soon = wanted[first : first + max(round(0.6 * step_s * STRENGTH_HZ), 1)]
    at = bins[first + int(np.argmax(soon))]
    away = (np.arange(size) - at + size / 4) % (size / 2) - size / 4
    return np.asarray(np.exp(-0.5 * (away / _BINS / 0.3) ** 2))
