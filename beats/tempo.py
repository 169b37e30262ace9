"""The tempo of a piece of sound: how strongly things begin, frame for frame, and the steady grid that they fit.

Beats are looked for in four registers, because a voice on top does not cover them all. The class of tempi that differ
by ½× and 2× comes from how the sound repeats over beats, bars and pairs of bars; its exact value from the Fourier
transform of the whole file, whose resolution is that of its length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Samples = NDArray[np.float32]

RATE_HZ = 22_050
HOP = 128
STRENGTH_HZ = RATE_HZ / HOP
"""Strengths per second: one each 5.8 ms."""
REGISTERS_HZ = (30.0, 110.0, 1200.0, 5000.0)
"""Where each register begins: kick and bass, voice and chords, snare and clap, hats."""
KICK, SNARE, HATS = 0, 2, 3
OCTAVE_BPM = (77.0, 154.0)
"""A class of tempi that differ by factors of two is named by its member in here."""
BANG = 12.0
"""A strength beyond so many times the mean counts as this: one bang must not outvote a thousand beats."""

_REGISTER_WEIGHTS = np.array([1.0, 0.4, 1.0, 1.0])
_WINDOW = 512
_LAG = 2
"""Frames over which a rise is measured."""
_LOUDNESS = 0.3
"""Power to this exponent is about what ears call loudness (Stevens)."""
_SILENCE = 1e-6
"""Of full scale in power; nothing begins below it."""
_STRETCH = 2048
_HARMONICS = (1, 2, 4)
"""Beats, eighths, sixteenths."""
_REPEATS = {0.5: 0.3, 1.0: 0.6, 2.0: 1.0, 4.0: 1.5, 8.0: 1.2, 16.0: 0.6}
"""Over how many beats the sound is held against itself, and how much that counts."""
_GRIDS = 4
_LOCAL_S, _LOCAL_HOP_S, _LOCAL_SPAN = 12.0, 4.0, 0.12
_STEADY_SHARE = 0.012
"""Local tempi that spread over more than this share are no constant tempo."""


class Grid(NamedTuple):
    """A class of tempi that differ by ½× and 2×."""

    bpm: float
    """The member in `OCTAVE_BPM`."""
    weight: float
    """How well the sound repeats in it: 0 not at all, 1 to the letter."""


class Wander(NamedTuple):
    """How the tempo moves through a file."""

    bpm: float
    """The middle one."""
    low_bpm: float
    high_bpm: float
    is_variable: bool


def strengths(samples: Samples, tick: Callable[[], None]) -> Floats:
    """How strongly something begins: float64 [registers, frames], ≥ 0, the mean of each register 1 (or all of it 0).

    Mono samples at `RATE_HZ` come in; frame n stands for the time n / `STRENGTH_HZ`. Spectral flux of the loudness.
    """
    import librosa

    hz = librosa.fft_frequencies(sr=RATE_HZ, n_fft=_WINDOW)
    edges = [*(int(np.searchsorted(hz, edge)) for edge in REGISTERS_HZ), len(hz)]
    count = len(samples) // HOP + 1
    found = np.zeros((len(REGISTERS_HZ), count))
    padded = np.pad(samples, (_WINDOW // 2 + _LAG * HOP, _WINDOW + _STRETCH * HOP))
    floor = (_SILENCE * (_WINDOW / 4) ** 2) ** _LOUDNESS
    for at in range(0, count, _STRETCH):
        tick()
        part = padded[at * HOP : (at + _STRETCH + 2 * _LAG) * HOP + _WINDOW]
        lines = librosa.stft(part, n_fft=_WINDOW, hop_length=HOP, center=False)
        loudness = np.maximum((lines.real**2 + lines.imag**2) ** np.float32(_LOUDNESS), np.float32(floor))
        rise = librosa.onset.onset_strength_multi(
            S=loudness, sr=RATE_HZ, hop_length=HOP, n_fft=_WINDOW, lag=_LAG, channels=edges, center=False
        )
        frames = min(_STRETCH, count - at)
        found[:, at : at + frames] = rise[:, _LAG + _LAG // 2 :][:, :frames]
    mean = found.mean(axis=1, keepdims=True)
    return np.asarray(np.divide(found, mean, out=np.zeros_like(found), where=mean > 1e-9))


def grids(strength: Floats) -> list[Grid]:
    """The classes of tempi that fit, best first; none if nothing repeats. For a steady beat the first is exact to about
    0.02 BPM."""
    repeats = _repeats(strength)
    bpm = np.exp(np.arange(np.log(OCTAVE_BPM[0]), np.log(OCTAVE_BPM[1]), 0.0005))
    score, total = np.zeros(len(bpm)), 0.0
    for beats, weight in _REPEATS.items():
        lag = beats * 60.0 / bpm * STRENGTH_HZ
        if lag.max() < len(repeats) - 1:
            score += weight * np.interp(lag, np.arange(len(repeats)), repeats)
            total += weight
    if total == 0.0:
        return []
    score /= total
    peaks = np.flatnonzero((score > 0.0) & (score >= np.roll(score, 1)) & (score > np.roll(score, -1)))
    spectrum = _Spectrum(strength)
    found: list[Grid] = []
    for peak in sorted(peaks, key=lambda at: -score[at]):
        exact = spectrum.sharpened(float(bpm[peak]))
        if all(abs(np.log(exact / other.bpm)) > 0.02 for other in found):
            found.append(Grid(exact, float(score[peak])))
        if len(found) == _GRIDS:
            break
    return found


def wander(strength: Floats, bpm: float) -> Wander:
    """The local tempi around that of the whole file, twelve seconds at a time: the range of all but the outermost."""
    size, hop = round(_LOCAL_S * STRENGTH_HZ), round(_LOCAL_HOP_S * STRENGTH_HZ)
    ratios = np.exp(np.linspace(-_LOCAL_SPAN, _LOCAL_SPAN, 121))
    turns = -2j * np.pi * np.outer(_HARMONICS, bpm / 60.0 * ratios)
    waves = np.exp(np.multiply.outer(turns, np.arange(size) / STRENGTH_HZ))
    window = np.hanning(size)
    local = []
    for at in range(0, strength.shape[1] - size + 1, hop):
        part = _centred(strength[:, at : at + size]) * window
        found = np.abs(np.tensordot(waves, part, axes=(2, 1))) ** 2 @ _REGISTER_WEIGHTS
        fit = np.asarray(found.sum(axis=0))
        best = int(np.argmax(fit))
        if 0 < best < len(ratios) - 1 and fit[best] > 3.0 * np.median(fit):
            place = best + _vertex(fit[best - 1 : best + 2])
            local.append(bpm * float(np.exp(np.interp(place, np.arange(len(ratios)), np.log(ratios)))))
    if len(local) < 3:
        return Wander(bpm, bpm, bpm, False)
    low, middle, high = (float(np.percentile(local, share)) for share in (10, 50, 90))
    return Wander(middle, low, high, high / low - 1.0 > _STEADY_SHARE)


def _centred(strength: Floats) -> Floats:
    held = np.minimum(strength, BANG)
    return np.asarray(held - held.mean(axis=1, keepdims=True))


def _repeats(strength: Floats) -> Floats:
    """How alike the sound is to itself later on, by the lag in frames: 1 the same, 0 not at all."""
    frames = strength.shape[1]
    longest = min(round(16 * 60 / OCTAVE_BPM[0] * STRENGTH_HZ) + 2, frames * 2 // 3)
    size = 1 << (frames + longest).bit_length()
    rows = _centred(strength)
    energy = (rows**2).sum(axis=1)
    weights = np.where(energy > 0.0, _REGISTER_WEIGHTS, 0.0)
    if longest < 3 or not weights.any():
        return np.zeros(0)
    power = np.abs(np.fft.rfft(rows, size)) ** 2
    alike = np.fft.irfft(power, size)[:, :longest] / np.maximum(energy, 1e-12)[:, None]
    total = weights @ alike / weights.sum() * frames / (frames - np.arange(longest))
    return np.convolve(total, [0.25, 0.5, 0.25], "same")


class _Spectrum:
    """The Fourier transform of the strengths of a whole file."""

    def __init__(self, strength: Floats) -> None:
        frames = strength.shape[1]
        size = 1 << (8 * frames).bit_length()
        rows = _centred(strength)
        scale = np.sqrt(_REGISTER_WEIGHTS / np.maximum((rows**2).sum(axis=1), 1e-12))
        self._seconds = frames / STRENGTH_HZ
        self._hz = np.arange(size // 2 + 1) * (STRENGTH_HZ / size)
        self._power = np.zeros(len(self._hz))
        for row in rows * scale[:, None]:
            self._power += np.abs(np.fft.rfft(row, size)) ** 2

    def sharpened(self, bpm: float) -> float:
        """The tempo near this one whose beats, eighths and sixteenths are strongest together."""
        reach_hz = max(0.004 * bpm / 60.0, 0.5 / self._seconds)
        hz = bpm / 60.0 + np.arange(-reach_hz, reach_hz, 0.005 / self._seconds)
        fit = np.sum([np.interp(harmonic * hz, self._hz, self._power) for harmonic in _HARMONICS], axis=0)
        best = int(np.clip(np.argmax(fit), 1, len(fit) - 2))
        return 60.0 * float(hz[best] + _vertex(fit[best - 1 : best + 2]) * (hz[1] - hz[0]))


def _vertex(three: Floats) -> float:
    """Where the parabola through three values peaks, in steps from the middle one, within ±½."""
    left, middle, right = (float(value) for value in three)
    bend = left - 2.0 * middle + right
    return 0.0 if bend >= 0.0 else min(max(0.5 * (left - right) / bend, -0.5), 0.5)
