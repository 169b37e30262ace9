"""Where a track begins and ends, and whether it stops in between."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.delivery import Quiet
from studio.preflight.measured import Measured
from studio.preflight.sound import FLOOR_DB, Sound
from studio.units import db_of_gain, gain_of_db

_GRAIN_S = 0.01
_CLICK_S, _AFTER_S, _BRIGHT_HZ = 0.005, 0.1, 8000.0
_CLICK_FLOOR_DB = -60.0


def length(sound: Sound) -> Measured:
    return Measured(sound.seconds)


def head_silence(sound: Sound, quiet: Quiet) -> Measured | None:
    """Seconds. None for silence, and where the first sample sounds: that is told by `edges`."""
    heard = _heard(sound, quiet.edge_dbfs)
    return None if heard is None or heard[0] == 0 else Measured(sound.seconds_of(heard[0]), 0.0)


def tail_silence(sound: Sound, quiet: Quiet) -> Measured | None:
    """As `head_silence`, of the last sample."""
    heard, last = _heard(sound, quiet.edge_dbfs), len(sound.samples) - 1
    if heard is None or heard[1] == last:
        return None
    return Measured(sound.seconds_of(last - heard[1]), sound.seconds_of(heard[1]))


def gap(sound: Sound, quiet: Quiet) -> Measured | None:
    """The longest silence between the first and the last sound, to 10 ms."""
    heard = _heard(sound, quiet.inside_dbfs)
    if heard is None:
        return None
    grain = round(_GRAIN_S * sound.rate_hz)
    inside = sound.envelope[heard[0] : heard[1] + 1]
    peaks = np.maximum.reduceat(inside, np.arange(0, len(inside), grain))
    began, ended = runs(peaks < gain_of_db(quiet.inside_dbfs))
    if len(began) == 0:
        return Measured(0.0)
    longest = int(np.argmax(ended - began))
    at = heard[0] + int(began[longest]) * grain
    return Measured(float((ended - began)[longest] * grain / sound.rate_hz), sound.seconds_of(at))


def edges(sound: Sound) -> Measured:
    """The louder of the first and the last sample, dBFS."""
    if len(sound.envelope) == 0:
        return Measured(FLOOR_DB)
    first, last = float(sound.envelope[0]), float(sound.envelope[-1])
    return Measured(db_of_gain(max(first, last)), 0.0 if first >= last else sound.seconds)


def start_click(sound: Sound) -> Measured | None:
    """dB above 8 kHz by which the peak of the first 5 ms stands over the 100 ms behind it; None for a quiet start."""
    from scipy.signal import butter, sosfilt

    begin, end = round(_CLICK_S * sound.rate_hz), round((_CLICK_S + _AFTER_S) * sound.rate_hz)
    if len(sound.samples) < end:
        return None
    bright = sosfilt(
        butter(4, _BRIGHT_HZ, "highpass", fs=sound.rate_hz, output="sos"),
        sound.samples[:end].astype(np.float64),
        axis=0,
    )
    peak = db_of_gain(float(np.max(np.abs(bright[:begin]))))
    if peak < _CLICK_FLOOR_DB:
        return None
    after = db_of_gain(float(np.sqrt(np.mean(bright[begin:] ** 2, axis=0).max())))
    return Measured(peak - max(after, _CLICK_FLOOR_DB), 0.0)


def runs(true: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where stretches of True begin, and where each has ended."""
    turns = np.diff(np.concatenate(([0], true.astype(np.int8), [0])))
    return np.flatnonzero(turns == 1), np.flatnonzero(turns == -1)


def _heard(sound: Sound, dbfs: float) -> tuple[int, int] | None:
    """The first and the last frame at or above a level; None for silence."""
    loud = sound.envelope >= gain_of_db(dbfs)
    if not loud.any():
        return None
    return int(np.argmax(loud)), len(loud) - 1 - int(np.argmax(loud[::-1]))
