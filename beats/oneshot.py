"""A recording of a single hit: cut to what sounds, measured, and bent by a song's turned knobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beats.filters import Filter, Samples, Spectrum, butter, through
from studio.decode import Block, opened
from studio.units import gain_of_db

Shot = NDArray[np.float32]
"""[frames] or [frames, 2]."""

LONGEST_S = 20.0
_SILENT_S = 20.0
"""So much silence before the sound is listened through."""
_SILENCE = 10.0 ** (-60.0 / 20.0)
_FADE_S = 0.001
_MOMENT_S = 0.4
_PITCHED_FROM_S, _PITCHED_TO_S = 0.04, 0.8
_CLEAR = 0.6
"""How much alike two periods of a tone are at least."""


def read(path: Path, tick: Callable[[], None]) -> tuple[Shot, int]:
    """The sound of a file of any kind, cut to what sounds, and its rate in Hz. StudioError as `studio.decode.opened`;
    an empty sound for a silent one."""
    with opened(path, tick) as sound:
        blocks = list(_beginning(sound.blocks()))
    if not blocks:
        return np.zeros(0, np.float32), 48_000
    rate_hz = blocks[0].rate_hz
    samples = np.concatenate([block.samples for block in blocks if block.rate_hz == rate_hz])
    if samples.shape[1] == 1 or (samples[:, 0] == samples[:, 1]).all():
        samples = samples[:, 0]
    return trimmed(samples, rate_hz), rate_hz


def _beginning(blocks: Iterator[Block]) -> Iterator[Block]:
    seconds = 0.0
    for block in blocks:
        yield block
        seconds += len(block.samples) / block.rate_hz
        if seconds > LONGEST_S + _SILENT_S:
            return


def trimmed(samples: Shot, rate_hz: int) -> Shot:
    """Without the silence at both ends (60 dB under full scale, or under the peak of a quiet sound), without DC, from
    nought and to nought within a millisecond, at most 20 s long. Empty if nothing sounds."""
    if not len(samples):
        return np.zeros(0, np.float32)
    sound = samples.astype(np.float64)
    sound -= np.median(sound, axis=0)  # what silence lies at, and what a tone dies down to
    level = np.abs(sound) if sound.ndim == 1 else np.abs(sound).max(axis=1)
    peak = float(level.max(initial=0.0))
    heard = np.flatnonzero(level > _SILENCE * min(peak, 1.0))
    if peak < 1e-6 or not len(heard):
        return np.zeros(0, np.float32)
    fade = max(round(_FADE_S * rate_hz), 1)
    begin, end = max(int(heard[0]) - fade, 0), min(int(heard[-1]) + 1 + fade, len(sound))
    sound = sound[begin : min(end, begin + round(LONGEST_S * rate_hz))].copy()
    rise = min(fade, max(int(heard[0]) - begin, fade // 4), len(sound))
    fall = min(fade, len(sound))
    shape = np.ones(len(sound))
    shape[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    shape[-fall:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)
    sides = sound.T * shape
    bump = 1.0 - np.cos(2.0 * np.pi * np.arange(len(sound)) / max(len(sound) - 1, 1))
    sides = sides - bump * (sides.mean(axis=-1, keepdims=True) / max(float(bump.mean()), 1e-6))
    return np.ascontiguousarray(sides.T, np.float32)


def loudness(samples: Shot, rate_hz: int) -> float:
    """LUFS of the loudest 400 ms (ITU-R BS.1770-5); mono counts as heard from both sides. −200 for silence."""
    sides = np.atleast_2d(samples.T.astype(np.float64))
    sides = np.repeat(sides, 3 - len(sides), axis=0)
    window = round(_MOMENT_S * rate_hz)
    weighted = through(np.pad(sides, ((0, 0), (0, window))), rate_hz, _k_weighting(rate_hz))
    energy = np.concatenate([[0.0], np.cumsum((weighted**2).sum(axis=0))])
    loudest = float((energy[window:] - energy[:-window]).max()) / window
    return float(-0.691 + 10.0 * np.log10(max(loudest, 1e-20)))


@cache
def _k_weighting(rate_hz: int) -> Filter:
    """The two filters of the recommendation, whose coefficients are those for 48 kHz, at the frequencies they have
    there."""

    def bend(spectrum: Spectrum, tangents: Samples) -> None:
        turn = np.minimum(2.0 * np.arctan(tangents) * rate_hz / 48_000.0, np.pi)
        z = np.exp(-1j * turn)
        for above, below in (
            ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
            ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
        ):
            gain = (above[0] + above[1] * z + above[2] * z * z) / (below[0] + below[1] * z + below[2] * z * z)
            spectrum *= gain

    return Filter(bend, 0.01)


def pitch_note(samples: Shot, rate_hz: int, low_note: float, high_note: float) -> float | None:
    """The MIDI note, with its fraction, that a sound has between two others; None for one without a clear pitch.

    By autocorrelation of what follows its first moments, the peak refined by a parabola.
    """
    mono = samples if samples.ndim == 1 else samples.mean(axis=1)
    part = mono[round(_PITCHED_FROM_S * rate_hz) : round(_PITCHED_TO_S * rate_hz)].astype(np.float64)
    longest, shortest = (rate_hz / (440.0 * 2.0 ** ((note - 69.0) / 12.0)) for note in (low_note, high_note))
    if len(part) < 3 * longest:
        return None
    part = through(part, rate_hz, butter(rate_hz, "lowpass", min(6.0 * rate_hz / shortest, 6000.0)))
    size = 1 << (2 * len(part)).bit_length()
    alike = np.fft.irfft(np.abs(np.fft.rfft(part, size)) ** 2)[: round(longest) + 2]
    alike = alike / np.maximum(alike[0], 1e-20) * len(part) / (len(part) - np.arange(len(alike)))
    first = max(round(shortest) - 1, 1)
    best = first + int(np.argmax(alike[first:-1] > 0.95 * alike[first:-1].max()))
    while best + 1 < len(alike) - 1 and alike[best + 1] > alike[best]:
        best += 1
    if alike[best] < _CLEAR or best <= first:
        return None
    left, middle, right = alike[best - 1 : best + 2]
    bow = left - 2.0 * middle + right
    period = best + (0.5 * (left - right) / bow if bow else 0.0)
    return float(69.0 + 12.0 * np.log2(rate_hz / period / 440.0))


def resampled(samples: Shot, from_hz: float, to_hz: float) -> Shot:
    """At another rate. A rate that is said otherwise than it is makes another pitch."""
    if from_hz == to_hz or not len(samples):
        return samples
    import soxr

    made: Shot = np.ascontiguousarray(soxr.resample(samples, from_hz, to_hz, quality="VHQ"), np.float32)
    return made


def bent(samples: Shot, rate_hz: int, knobs: Mapping[str, float]) -> Shot:
    """A sound with knobs turned (rows of `params.TWEAKS`, but for `tune`, which is the rate's business). Its peak stays
    where it was. A length below 1 lets it die sooner; a recording cannot be made longer."""
    peak = float(np.abs(samples).max(initial=0.0))
    sound = samples.T.astype(np.float64)
    if knobs.get("length", 1.0) < 1.0:
        time = np.arange(sound.shape[-1]) / rate_hz
        kept = sound.shape[-1] / rate_hz * knobs["length"]
        sound = sound * np.exp(-6.9 * (time / kept) ** 2)  # −60 dB where it is to end
        sound = sound[..., : max(round(kept * rate_hz), 1)]
    if "drive" in knobs and peak:
        sound = np.tanh(gain_of_db(knobs["drive"]) * sound / peak)
    if "tone" in knobs:
        sound = through(sound, rate_hz, butter(rate_hz, "lowpass", knobs["tone"]))
    now = float(np.abs(sound).max(initial=0.0))
    return trimmed(np.ascontiguousarray(sound.T * (peak / now if now else 1.0), np.float32), rate_hz)
