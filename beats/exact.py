"""A beat's grid to the millisecond: the tempo, the "1" and how far it strays, from how the sound itself rises.

What `beats.tempo` and `beats.downbeat` find in frames of 6 ms is brought to 0.7 ms here, by laying the bars of a piece
upon each other: drums fall on the same spot each time, everything else does not.
"""

from __future__ import annotations

import numpy as np

from beats.tempo import RATE_HZ, Floats, Samples

HOP = 16
RISES_HZ = RATE_HZ / HOP
"""Rises per second: one each 0.7 ms."""

_BEFORE = 6
"""Steps to either side of a moment that are held against each other."""
_FLOOR = 1e-3
"""Of the mean energy: rises out of less than this are as steep as out of this."""
_STEEP, _STEEPEST = 1.0, 6.0
"""Where bars are laid upon each other: less than the one is no drum, more than the other counts as this."""
_REACH_BPM, _REACH_BPM_S = 0.03, 2.0
"""The tempo to start from is right within so much, or so much divided by the seconds of the sound."""
_BLUR_S = 0.001
"""Tempi are told apart that are so much apart at the end of the sound."""
_NEAR_S = 0.045
"""How far the exact "1" can lie from the one to start from."""
_BARS = 40
"""So many bars settle where exactly the "1" is."""
_STRAY_BARS = 4
_STRAY_S = 0.06
_STRAY_SMOOTH_S = 0.003
_STRAY_ALIKE = 0.2
"""Bars less like the others than this are a different part of the song, and say nothing."""


def rises(samples: Samples) -> Floats:
    """How steeply the sound rises, float64 ≥ 0 at `RISES_HZ`: the logarithm of the energy right after each moment over
    that right before it, of mono samples at `RATE_HZ`.

    Differences of samples are what is measured: a bass that rings on hides no drum.
    """
    steps = np.diff(samples, prepend=np.float32(0.0)).astype(np.float64) ** 2
    count = len(steps) // HOP
    energy = steps[: count * HOP].reshape(count, HOP).sum(axis=1)
    total = np.concatenate([np.zeros(_BEFORE + 1), np.cumsum(energy)])
    total = np.concatenate([total, np.full(_BEFORE, total[-1])])
    here = total[_BEFORE : _BEFORE + count]
    floor = _FLOOR * _BEFORE * float(energy.mean() if count else 0.0) + 1e-12
    after = total[2 * _BEFORE : 2 * _BEFORE + count] - here + floor
    return np.asarray(np.maximum(np.log(after / (here - total[:count] + floor)), 0.0))


def sharpened(rise: Floats, bpm: float) -> float:
    """The tempo near this one at which the bars of a steady beat lie most sharply upon each other."""
    seconds = max(len(rise) / RISES_HZ, 1.0)
    step = bpm * _BLUR_S / seconds
    reach = max(_REACH_BPM, _REACH_BPM_S / seconds)
    tempi = bpm + np.arange(-reach, reach + step, step)
    bins = round(240.0 / bpm * RISES_HZ)
    steep = np.flatnonzero(rise > _STEEP)
    held, quarters = np.minimum(rise[steep], _STEEPEST), steep / RISES_HZ / 240.0
    places = ((quarters * each % 1.0 * bins).astype(np.int64) for each in tempi)
    sharp = np.array([(np.bincount(place, held, bins) ** 2).sum() for place in places])
    smooth = np.convolve(sharp, [0.25, 0.5, 0.25], "same")
    return float(tempi[1 + int(np.argmax(smooth[1:-1]))])


def phase_s(rise: Floats, bpm: float, about_s: float, from_s: float) -> float:
    """Where exactly the "1" is that falls about a time (in seconds, a bar more or less being no matter), by the mean
    rise around the ones from a time on."""
    bar_s = 240.0 / bpm
    first = max(int(np.ceil((from_s - _NEAR_S - about_s) / bar_s)), int(np.ceil((_NEAR_S - about_s) / bar_s)))
    near = np.arange(-round(_NEAR_S * RISES_HZ), round(_NEAR_S * RISES_HZ) + 1)
    frames = np.rint((about_s + bar_s * np.arange(first, first + _BARS)) * RISES_HZ).astype(np.int64)
    frames = frames[(frames + near[0] >= 0) & (frames + near[-1] < len(rise))]
    if not len(frames):
        return about_s
    return about_s + float(near[int(np.argmax(rise[frames[:, None] + near].mean(axis=0)))]) / RISES_HZ


def strays_s(rise: Floats, bpm: float) -> float:
    """How far the bars stray from a steady tempo, in seconds: the spread of all but the outermost of them, four bars at
    a time. 0 where too little of it is alike to say."""
    from scipy.ndimage import gaussian_filter1d

    bar_s = 240.0 / bpm
    bins = round(bar_s * RISES_HZ)
    at = np.arange(len(rise)) / RISES_HZ / bar_s
    parts = int(len(rise) / RISES_HZ / bar_s) // _STRAY_BARS
    if parts < 3:
        return 0.0
    rows = (at / _STRAY_BARS).astype(int) * bins + (at % 1.0 * bins).astype(int)
    folded = np.bincount(rows, np.minimum(rise, _STEEPEST), (parts + 1) * bins)[: parts * bins].reshape(parts, bins)
    folded = gaussian_filter1d(folded, _STRAY_SMOOTH_S * RISES_HZ, axis=1, mode="wrap")
    spectra = np.fft.rfft(folded - folded.mean(axis=1, keepdims=True), axis=1)
    others = spectra.sum(axis=0) - spectra
    near = round(_STRAY_S * RISES_HZ)
    alike = np.roll(np.fft.irfft(spectra * np.conj(others), bins), near, axis=1)[:, : 2 * near + 1]
    length = np.sqrt((np.abs(spectra) ** 2).sum(axis=1) * (np.abs(others) ** 2).sum(axis=1)) * 2.0 / bins
    clear = alike.max(axis=1) > _STRAY_ALIKE * np.maximum(length, 1e-9)
    if clear.sum() < 3:
        return 0.0
    low, high = np.percentile(np.argmax(alike[clear], axis=1), (10, 90))
    return float(high - low) / RISES_HZ
