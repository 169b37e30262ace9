"""The key of a piece of sound: which of twelve notes it rests on, and whether major or minor fits better."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from beats.tempo import RATE_HZ, Floats, Samples

NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_HOP = 2048
_OCTAVES = 6
_LOWEST_HZ = 32.703195662574829
"""C1."""
_BASS_OCTAVES = 3
_HELD_FRAMES = 5
"""What is shorter than half of these is a drum, not a note."""
_MAJOR = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
_MINOR = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
"""How much of the time each degree sounds (Albrecht and Shanahan 2013)."""
_BASS_WEIGHT, _ROOT_WEIGHT = 0.25, 0.5
_MINOR_USUAL = 0.15
"""What minor is ahead by before a note is heard: rap beats are."""
_SURE = 0.25


def key_of(samples: Samples, tick: Callable[[], None]) -> tuple[str, float]:
    """(key as `Song.key` has it, doubt 0…1) of mono samples at `RATE_HZ`; ("", 1.0) where no note is held."""
    import librosa
    from scipy.ndimage import median_filter

    lines = np.abs(librosa.cqt(samples, sr=RATE_HZ, hop_length=_HOP, fmin=_LOWEST_HZ, n_bins=12 * _OCTAVES, tuning=0.0))
    tick()
    held: NDArray[np.float32] = median_filter(lines, size=(1, _HELD_FRAMES))
    peaks = np.where((held >= np.roll(held, 1, axis=0)) & (held >= np.roll(held, -1, axis=0)), held, 0.0)
    bass = _notes(peaks[: 12 * _BASS_OCTAVES])
    chords = _notes(peaks[12 * (_BASS_OCTAVES - 1) :])
    if bass.sum() <= 0.0 and chords.sum() <= 0.0:
        return "", 1.0
    scores = {}
    for mode, profile, ahead in (("major", _MAJOR, 0.0), ("minor", _MINOR, _MINOR_USUAL)):
        for root, name in enumerate(NAMES):
            wanted = np.roll(profile, root)
            fit = _alike(chords, wanted) + _BASS_WEIGHT * _alike(bass, wanted) + _ROOT_WEIGHT * float(bass[root])
            scores[f"{name} {mode}"] = fit + ahead
    first, second = sorted(scores, key=lambda key: -scores[key])[:2]
    return first, float(np.clip(1.0 - (scores[first] - scores[second]) / _SURE, 0.0, 1.0))


def _notes(lines: NDArray[np.float32]) -> Floats:
    """The share of each of the twelve notes in lines from C upwards, loudest note of each moment first in weight."""
    folded = lines.reshape(-1, 12, lines.shape[1]).sum(axis=0).astype(np.float64)
    loudest = folded.max(axis=0)
    if loudest.max(initial=0.0) <= 1e-6:
        return np.zeros(12)
    folded[:, loudest < 0.02 * loudest.max()] = 0.0
    share = np.divide(folded**2, np.maximum(loudest, 1e-9), out=np.zeros_like(folded))
    total = share.sum(axis=1)
    return np.asarray(total / max(float(total.sum()), 1e-12))


def _alike(found: Floats, wanted: Floats) -> float:
    """Correlation, −1…1; 0 for no notes at all."""
    if found.std() < 1e-9:
        return 0.0
    return float(np.corrcoef(found, wanted)[0, 1])
