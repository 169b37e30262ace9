"""What lies below hearing and only takes room: a sound that is off its middle, and rumble under 20 Hz."""

from __future__ import annotations

import numpy as np

from studio.preflight.measured import Measured
from studio.preflight.sound import Sound, decibels

_CUT_HZ = 20.0
_COARSE_HZ = 1000.0


def offset(sound: Sound) -> Measured:
    """The mean of the side that is farther off, of full scale."""
    return Measured(float(np.max(np.abs(sound.samples.mean(axis=0, dtype=np.float64)))) if len(sound.samples) else 0.0)


def sub_bass(sound: Sound) -> Measured | None:
    """dB of what lies under 20 Hz over everything, an offset left out.

    Means over some 32 frames first: what they fold down to 20 Hz is at least 34 dB lower than where it came from.
    """
    from scipy.signal import butter, sosfiltfilt

    grain = max(int(sound.rate_hz // _COARSE_HZ), 1)
    count = len(sound.samples) // grain
    if count * grain < sound.rate_hz:
        return None
    middle = sound.samples.mean(axis=0, dtype=np.float64)
    power = float(np.sum(np.mean(np.square(sound.samples, dtype=np.float64), axis=0) - middle**2))
    if power <= 1e-12:
        return None
    coarse = sound.samples[: count * grain].reshape(count, grain, -1).mean(axis=1, dtype=np.float64) - middle
    low = sosfiltfilt(butter(4, _CUT_HZ, fs=sound.rate_hz / grain, output="sos"), coarse, axis=0)
    return Measured(decibels(float(np.sum(np.mean(low**2, axis=0))) / power))
