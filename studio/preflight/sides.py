"""Left and right: what a single loudspeaker loses, how alike they are, whether one is missing."""

from __future__ import annotations

import numpy as np

from studio.preflight.measured import Measured
from studio.preflight.sound import FLOOR_DB, HOP_S, HOPS_IN_3_S, Samples, Sound

_MOST_DB = 99.0
_AUDIBLE = 1e-5
"""Mean power of both sides, −50 dB: what is quieter says nothing of a phase."""
_BASS_HZ, _BASS_LOW = 100.0, 0.3
_ONE_SIDED = 1e-4
"""A side 40 dB below the other has no phase against it."""


def mono_loss(sound: Sound) -> Measured | None:
    """LU between the sum of both sides, on a pair of loudspeakers, and the track itself. A side alone: −3."""
    if sound.channels == 1 or not np.isfinite(sound.integrated_lufs):
        return None
    middle = (sound.samples[:, 0] + sound.samples[:, 1]) * 0.5**0.5
    return Measured(max(sound.lufs_of(middle) - sound.integrated_lufs, -_MOST_DB))


def correlation(sound: Sound) -> Measured | None:
    """−1…1 over the whole track; None for silence, one channel, or one side."""
    left, right, cross = (float(one.sum()) for one in sound.energies)
    if sound.channels == 1 or min(left, right) <= _ONE_SIDED * max(left, right):
        return None
    return Measured(cross / (left * right) ** 0.5)


def correlation_worst(sound: Sound) -> Measured | None:
    """The same in the three seconds where it is least, among those that are audible on both sides."""
    left, right, cross = sound.energies.over(HOPS_IN_3_S)
    telling = (left + right > _AUDIBLE) & (np.minimum(left, right) > _ONE_SIDED * np.maximum(left, right))
    if sound.channels == 1 or not telling.any():
        return None
    value = np.where(telling, cross / np.sqrt(np.maximum(left * right, 1e-30)), 1.0)
    at = int(np.argmin(value))
    return Measured(float(value[at]), at * HOP_S)


def sides(sound: Sound) -> Measured | None:
    """LU between the louder and the quieter side; at most 99."""
    if sound.channels == 1 or not np.isfinite(sound.integrated_lufs):
        return None
    left, right = (max(sound.lufs_of(sound.samples[:, side]), FLOOR_DB) for side in (0, 1))
    return Measured(min(abs(left - right), _MOST_DB))


def dual_mono(sound: Sound) -> Measured | None:
    if sound.channels == 1:
        return None
    return Measured(float(np.array_equal(sound.samples[:, 0], sound.samples[:, 1]) and sound.envelope.any()))


def one_channel(sound: Sound) -> Measured:
    return Measured(float(sound.channels == 1))


def is_of_the_bass(sound: Sound) -> bool:
    """Whether the sides only pull apart under 100 Hz."""
    from scipy.signal import butter, sosfilt

    if sound.channels == 1:
        return False
    low = sosfilt(butter(4, _BASS_HZ, fs=sound.rate_hz, output="sos"), sound.samples, axis=0)
    return _phase(low) < _BASS_LOW <= _phase(sound.samples - low)


def _phase(samples: Samples) -> float:
    left, right, cross = (float(np.dot(samples[:, one], samples[:, other])) for one, other in ((0, 0), (1, 1), (0, 1)))
    return cross / (left * right) ** 0.5 if left * right > 0.0 else 1.0
