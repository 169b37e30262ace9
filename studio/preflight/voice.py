"""A voice as it was recorded: too loud coming in, noise and hum in its pauses; and how it stands over the beat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.delivery import Flat, Quiet
from studio.preflight.edges import runs
from studio.preflight.measured import Measured
from studio.preflight.sound import Sound, decibels
from studio.units import gain_of_db

_GRAIN_S, _PAUSE_S, _EDGE_GRAINS = 0.05, 0.3, 1
_DIGITAL_DB = -110.0
_HUM_HZ, _HUM_WINDOW_S, _HUM_WINDOWS = (50.0, 100.0, 150.0), 0.5, 4
_NEAR_HZ = (8.0, 24.0)
"""How far from a line of hum its neighbours lie."""
_A_HZ = (20.598997, 107.65265, 737.86223, 12194.217)
"""The corner frequencies of the A-weighting (IEC 61672-1)."""


def clipping(sound: Sound, flat: Flat) -> Measured:
    """Places a minute with so many equal samples at the top; less than a minute counts as one."""
    found, first = 0, len(sound.samples)
    for side in sound.samples.T:
        same = (np.abs(side[1:]) >= gain_of_db(flat.dbfs)) & (side[1:] == side[:-1])
        began, ended = runs(same)
        began = began[ended - began >= flat.frames - 1]
        found += len(began)
        first = min(first, int(began[0]) if len(began) else first)
    return Measured(found / max(sound.seconds / 60.0, 1.0), sound.seconds_of(first) if found else None)


def noise_floor(sound: Sound, quiet: Quiet) -> Measured | None:
    """dBFS, A-weighted: the level that the quietest tenth of the pauses stays under. None without a pause."""
    from scipy.signal import sosfilt

    weighted = Sound(sosfilt(_a_weighting(sound.rate_hz), sound.mono), sound.rate_hz)
    levels = _levels(weighted)
    inside = np.zeros(len(levels), bool)
    for begin, end in _pauses(sound, quiet):
        inside[begin:end] = True
    levels = levels[inside & (levels > _DIGITAL_DB)]
    return Measured(float(np.percentile(levels, 10))) if len(levels) else None


class Room(NamedTuple):
    """How far a voice stands over what is heard without it; peaks, dBFS."""

    pause_db: float
    """What the peaks of the pauses stay under."""
    voice_db: float
    """What the louder half of the rest reaches."""


def pause_peak(sound: Sound, quiet: Quiet) -> Room | None:
    """None without a pause."""
    grain = _grain(sound)
    count = len(sound.samples) // grain
    peaks = 20.0 * np.log10(np.maximum(sound.envelope[: count * grain].reshape(count, grain).max(axis=1), 1e-7))
    inside = np.zeros(count, bool)
    for begin, end in _pauses(sound, quiet):
        inside[begin:end] = True
    if not inside.any() or inside.all():
        return None
    return Room(float(np.percentile(peaks[inside], 98)), float(np.percentile(peaks[~inside], 50)))


def hum(sound: Sound, quiet: Quiet) -> Measured | None:
    """dB by which the loudest of three lines of the mains stands over its neighbours, in the pauses. 0 for a line
    below `hum_dbfs`; None where the pauses are too short to tell."""
    grain, window = _grain(sound), round(_HUM_WINDOW_S * sound.rate_hz)
    side = sound.mono
    starts = [
        start
        for begin, end in _pauses(sound, quiet)
        for start in range(begin * grain, end * grain - window + 1, window // 2)
    ]
    if len(starts) < _HUM_WINDOWS:
        return None
    shape = np.hanning(window)
    pieces = np.stack([side[start : start + window] for start in starts])
    power = np.mean(np.abs(np.fft.rfft((pieces - pieces.mean(axis=1, keepdims=True)) * shape, axis=1)) ** 2, axis=0)
    power = power * 2.0 / (shape.sum() * (shape**2).sum() / shape.sum()) / window
    hz = np.fft.rfftfreq(window, 1.0 / sound.rate_hz)
    most = 0.0
    for line in _HUM_HZ:
        away = np.abs(hz - line)
        there, near = power[away <= 2.0], power[(away >= _NEAR_HZ[0]) & (away <= _NEAR_HZ[1])]
        if decibels(float(there.sum())) > quiet.hum_dbfs:
            most = max(most, decibels(float(there.mean())) - decibels(float(near.mean())))
    return Measured(most, sound.seconds_of(starts[0]))


def voice_balance(voice: Sound, rest: Sound) -> Measured | None:
    """LU of the voice over everything else, both as they are mixed: short-term loudness, averaged over the stretches
    where the voice is no more than 10 LU below its own loudness. None where there is no voice, or nothing else."""
    own, other = voice.meter.short_term_lufs, rest.meter.short_term_lufs
    count = min(len(own), len(other))
    sung = own[:count] > max(voice.integrated_lufs - 10.0, -70.0)
    if not sung.any() or not np.isfinite(rest.integrated_lufs):
        return None
    ours, theirs = (float(np.mean(10.0 ** (lufs[:count][sung] / 10.0))) for lufs in (own, other))
    return Measured(decibels(ours) - decibels(theirs), int(np.argmax(sung)) * 0.01)


def _grain(sound: Sound) -> int:
    return round(_GRAIN_S * sound.rate_hz)


def _levels(sound: Sound) -> NDArray[np.float64]:
    """dBFS (rms) of each 50 ms."""
    grain = _grain(sound)
    count = len(sound.samples) // grain
    power = np.mean(np.square(sound.mono[: count * grain].reshape(count, grain)), axis=1)
    return np.asarray(10.0 * np.log10(np.maximum(power, 1e-13)))


def _pauses(sound: Sound, quiet: Quiet) -> list[tuple[int, int]]:
    """Stretches of 50 ms in which the voice rests: all well below its loudest tenth, their edges left out."""
    levels = _levels(sound)
    if len(levels) == 0:
        return []
    began, ended = runs(levels < np.percentile(levels, 90) - quiet.pause_db)
    long = round(_PAUSE_S / _GRAIN_S)
    return [
        (int(begin) + _EDGE_GRAINS, int(end) - _EDGE_GRAINS)
        for begin, end in zip(began, ended, strict=True)
        if end - begin >= long
    ]


def _a_weighting(rate_hz: int) -> NDArray[np.float64]:
    """IEC 61672-1's curve at a rate by the bilinear transform, 0 dB at 1 kHz; near enough below a third of the rate."""
    from scipy.signal import bilinear_zpk, sosfreqz, zpk2sos

    low, middle, upper, high = (2.0 * np.pi * hz for hz in _A_HZ)
    zeros, poles, gain = bilinear_zpk([0.0] * 4, [-low, -low, -middle, -upper, -high, -high], 1.0, rate_hz)
    sections = zpk2sos(zeros, poles, gain)
    _, response = sosfreqz(sections, worN=[1000.0], fs=rate_hz)
    sections[0, :3] /= abs(response[0])
    return np.asarray(sections)
