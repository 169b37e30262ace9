"""How loud a track is, how far it moves, and what is left above it. All from the mastering meter."""

from __future__ import annotations

import numpy as np

from studio.preflight.measured import Measured
from studio.preflight.sound import Sound

_METER_HOP_S = 0.01
_SHORT_TERM_S = 3.0


def loudness(sound: Sound) -> Measured:
    return Measured(sound.integrated_lufs)


def peak(sound: Sound) -> Measured:
    """dBTP, and where the loudest sample is."""
    return Measured(sound.true_peak_dbtp, sound.seconds_of(int(np.argmax(sound.envelope))))


def dynamics(sound: Sound) -> Measured | None:
    """True peak − integrated loudness, dB."""
    return _if_heard(sound, sound.true_peak_dbtp - sound.integrated_lufs)


def loudness_range(sound: Sound) -> Measured | None:
    """LU (EBU Tech 3342); None for less than three seconds."""
    return _if_heard(sound, sound.meter.lra_lu) if sound.seconds >= _SHORT_TERM_S else None


def surge(sound: Sound) -> Measured | None:
    """LU by which the loudest three seconds stand over the whole; where they begin."""
    if sound.seconds < _SHORT_TERM_S:
        return None
    at = int(np.argmax(sound.meter.short_term_lufs))
    loudest = float(sound.meter.short_term_lufs[at])
    return _if_heard(sound, loudest - sound.integrated_lufs, max((at + 1) * _METER_HOP_S - _SHORT_TERM_S, 0.0))


def _if_heard(sound: Sound, value: float, at_s: float | None = None) -> Measured | None:
    return Measured(value, at_s) if np.isfinite(sound.integrated_lufs) else None
