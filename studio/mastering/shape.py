"""What happens to a mix before it is made louder: rumble and the highest treble off, a tilt, glue, a bass in the
middle. Both sides are always treated alike.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from studio.engine.atomics import flush_denormals, restore_rounding
from studio.engine.compiler import Array, kernel
from studio.engine.effects.dynamics import exp2, log2
from studio.mastering.truepeak import REACH

Floats = NDArray[np.float64]

RUMBLE_HZ = 22.0
MIDDLE_HZ = 800.0
"""Where the tilt leaves the level as it is."""
MONO_BELOW_HZ = 100.0
GLUE_RATIO = 2.0
GLUE_ATTACK_S, GLUE_RELEASE_S = 0.030, 0.150
GLUE_MOST_DB = 2.0
_GLUE_DEAF_BELOW_HZ = 100.0
_GLUE_POWER_S = 0.010
_GLUE_UNDER_LOUDNESS_DB = 2.3
"""The threshold: where the power of one side stands when both are as loud as the whole mix."""
_KNEE_DB = 6.0
_DB_OF_OCTAVE = 20.0 * math.log10(2.0)
_TOP, _TOP_TAPS, _TOP_BETA = 0.468, 64, 8.0
"""The low-pass, in parts of the rate: −6 dB at 20.6 kHz and flat to 19.8 kHz at 44.1 kHz."""


def _top_filter() -> Floats:
    """Weights of a sample and of the 64 on either side."""
    away = np.arange(_TOP_TAPS + 1)
    taps = np.sinc(2.0 * _TOP * away) * np.i0(_TOP_BETA * np.sqrt(1.0 - (away / (_TOP_TAPS + 1)) ** 2))
    return np.asarray(taps / (taps[0] + 2.0 * taps[1:].sum()))


_TOP_FILTER = _top_filter()


@kernel
def _low_pass(plane: Array, first: int, end: int, taps: Array, out: Array) -> None:
    """Filters samples first … end of a plane into the same place of another, without delay."""
    for at in range(first, end, 1024):
        count = min(1024, end - at)
        total, here = out[at : at + count], plane[at : at + count]
        for i in range(count):
            total[i] = taps[0] * here[i]
        for k in range(1, len(taps), 4):
            t0, t1, t2, t3 = taps[k], taps[k + 1], taps[k + 2], taps[k + 3]
            b0, b1 = plane[at - k : at - k + count], plane[at - k - 1 : at - k - 1 + count]
            b2, b3 = plane[at - k - 2 : at - k - 2 + count], plane[at - k - 3 : at - k - 3 + count]
            a0, a1 = plane[at + k : at + k + count], plane[at + k + 1 : at + k + 1 + count]
            a2, a3 = plane[at + k + 2 : at + k + 2 + count], plane[at + k + 3 : at + k + 3 + count]
            for i in range(count):
                total[i] += (t0 * (b0[i] + a0[i]) + t1 * (b1[i] + a1[i])) + (
                    t2 * (b2[i] + a2[i]) + t3 * (b3[i] + a3[i])
                )


@kernel
def _filter(a: Array, b: Array, section: Array) -> None:
    """One second-order section (b0 b1 b2 a1 a2) over two planes, in place."""
    rounding = flush_denormals()
    b0, b1, b2, a1, a2 = section[0], section[1], section[2], section[3], section[4]
    p0 = p1 = q0 = q1 = 0.0
    for i in range(len(a)):
        x, y = a[i], b[i]
        u, v = b0 * x + p0, b0 * y + q0
        p0, q0 = (b1 * x + p1) - a1 * u, (b1 * y + q1) - a1 * v
        p1, q1 = b2 * x - a2 * u, b2 * y - a2 * v
        a[i], b[i] = u, v
    restore_rounding(rounding)


@kernel
def _middle_and_side(a: Array, b: Array, scale: float) -> None:
    for i in range(len(a)):
        x, y = a[i], b[i]
        a[i], b[i] = (x + y) * scale, (x - y) * scale


@kernel
def _glue(a: Array, b: Array, deaf: Array, numbers: Array) -> float:
    """Compresses two planes in place, heard through the section `deaf`; returns the most it took, in octaves of gain.

    `numbers`: threshold (octaves of amplitude), slope, knee and most reduction (octaves), shares by which power, attack
    and release close in per sample.
    """
    rounding = flush_denormals()
    b0, b1, b2, a1, a2 = deaf[0], deaf[1], deaf[2], deaf[3], deaf[4]
    threshold, slope, knee, most = numbers[0], numbers[1], numbers[2], numbers[3]
    quick, attack, release = numbers[4], numbers[5], numbers[6]
    p0 = p1 = q0 = q1 = power = reduction = taken = 0.0
    for i in range(len(a)):
        x, y = a[i], b[i]
        u, v = b0 * x + p0, b0 * y + q0
        p0, q0 = (b1 * x + p1) - a1 * u, (b1 * y + q1) - a1 * v
        p1, q1 = b2 * x - a2 * u, b2 * y - a2 * v
        power += quick * (0.5 * (u * u + v * v) - power)
        over = 0.5 * log2(power + 1e-30) - threshold
        bent = min(max(over + 0.5 * knee, 0.0), knee)
        wanted = min(slope * (bent * bent * (0.5 / knee) + max(over - 0.5 * knee, 0.0)), most)
        reduction += (attack if wanted > reduction else release) * (wanted - reduction)
        taken = reduction if reduction > taken else taken
        gain = exp2(-reduction)
        a[i], b[i] = x * gain, y * gain
    restore_rounding(rounding)
    return taken


def banded(samples: Floats) -> Floats:
    """[frames, 2] as planes [2, REACH + frames + REACH] with silence at both ends, nothing above 20.6 kHz of 44.1."""
    frames, edge = len(samples), _TOP_TAPS + 4
    wide = np.zeros((2, frames + 2 * edge))
    wide[:, edge : edge + frames] = samples.T
    out = np.zeros((2, frames + 2 * edge))
    with ThreadPoolExecutor(1) as other:
        helped = other.submit(_low_pass, wide[1], edge, edge + frames, _TOP_FILTER, out[1])
        _low_pass(wide[0], edge, edge + frames, _TOP_FILTER, out[0])
        helped.result()
    planes = wide[:, : frames + 2 * REACH]  # used again: it is as large as the mix
    planes[:, :REACH] = planes[:, REACH + frames :] = 0.0
    planes[:, REACH : REACH + frames] = out[:, edge : edge + frames]
    return planes


def without_rumble(planes: Floats, rate_hz: int) -> None:
    """High-pass of 12 dB per octave at 22 Hz, in place; no direct current is left."""
    _filter(planes[0], planes[1], highpass(RUMBLE_HZ, math.sqrt(0.5), rate_hz))


def tilt(planes: Floats, rate_hz: int, tilt_db: float) -> None:
    """The treble up and the bass down by `tilt_db`, in place; a first-order filter with its middle at 800 Hz."""
    if tilt_db == 0.0:
        return
    gain = 10.0 ** (tilt_db / 20.0)
    k = math.tan(math.pi * MIDDLE_HZ / rate_hz)
    section = np.array([gain + k, k - gain, 0.0, gain * k - 1.0, 0.0]) / (1.0 + gain * k)
    _filter(planes[0], planes[1], section)


def mono_bass(planes: Floats, rate_hz: int) -> None:
    """What differs between the sides loses everything below 100 Hz, 24 dB per octave, in place."""
    _middle_and_side(planes[0], planes[1], 0.5)
    idle = np.zeros(planes.shape[1])
    for q in (0.541196100146197, 1.3065629648763766):  # Butterworth's of the fourth order
        _filter(planes[1], idle, highpass(MONO_BELOW_HZ, q, rate_hz))
    _middle_and_side(planes[0], planes[1], 1.0)


def glue(planes: Floats, rate_hz: int, loudness_lufs: float) -> float:
    """Compression 2:1 of at most 2 dB, in place; returns the most it took, in dB.

    It listens from 100 Hz up, so that an 808 does not pump, and begins where the mix is as loud as it is on the whole.
    """
    numbers = np.array(
        [
            (loudness_lufs - _GLUE_UNDER_LOUDNESS_DB) / _DB_OF_OCTAVE,
            1.0 - 1.0 / GLUE_RATIO,
            _KNEE_DB / _DB_OF_OCTAVE,
            GLUE_MOST_DB / _DB_OF_OCTAVE,
            *(1.0 - math.exp(-1.0 / (seconds * rate_hz)) for seconds in (_GLUE_POWER_S, GLUE_ATTACK_S, GLUE_RELEASE_S)),
        ]
    )
    deaf = highpass(_GLUE_DEAF_BELOW_HZ, math.sqrt(0.5), rate_hz)
    return float(_glue(planes[0], planes[1], deaf, numbers)) * _DB_OF_OCTAVE


def highpass(hz: float, q: float, rate_hz: int) -> Floats:
    """b0 b1 b2 a1 a2 of a second-order high-pass, by the bilinear transform."""
    k = math.tan(math.pi * hz / rate_hz)
    a0 = 1.0 + k / q + k * k
    return np.array([1.0, -2.0, 1.0, 2.0 * (k * k - 1.0), 1.0 - k / q + k * k]) / a0
