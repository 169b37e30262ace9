"""Gate, compressor and ear-safety limiter, with the two functions that they live on.

Gate and compressor read one level and turn one gain. The gate is a downward expander: below its threshold what is quiet
becomes quieter by its ratio, down to its range, so that breath and room step back and do not vanish. The compressor
follows D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design" (JAES 60/6,
2012): feed-forward, both sides linked by their louder one, gain computed in the log domain with a 6 dB knee and
smoothed there. The level is read from a peak that is held for some milliseconds, so that a low note is not read as
silence at each zero crossing.
"""

from __future__ import annotations

import math

import numpy as np

from studio.engine.atomics import bits_of, float_of
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import (
    ATTACK,
    GATE_CLOSE,
    GATE_OPEN,
    GATE_RANGE,
    GATE_SLOPE,
    GATE_THRESHOLD,
    MAKEUP,
    PIECE,
    RELEASE,
    SLOPE,
    THRESHOLD,
)
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of

_MANTISSA = (1 << 52) - 1
_ONE_EXPONENT = 1023 << 52
_ROUNDER = 6755399441055744.0
_LN_2 = 0.6931471805599453
_E2, _E3, _E4, _E5, _E6, _E7 = (1.0 / math.factorial(n) for n in range(2, 8))
_ROOT_2 = 1.4142135623730951
_CHUNK = 64
_KNEE = 1.0  # in octaves of gain: 6.02 dB
_HOLD_S = 0.012
_TINY = 2.0**-100.0
"""A level that is none."""
_NOTHING = 1e-12
"""Taken off a reduction per frame, so that one that falls is over some day."""
_LAST_STEP = 1e-6
"""In octaves of gain per frame, so that a gate that closes is closed some day."""
_GATE_OPEN_S = 0.001
_DB_PER_OCTAVE = 6.020599913279624
UNHEARD = -1.0
"""What `strip.gate` is before anything has been heard: as far closed as silence closes it."""
_LIMIT = 0.8912509381337456  # −1 dBFS
_LIMIT_RELEASE_S = 0.08


@inlined
def log2(x: float) -> float:
    """log2 of a positive number to 1e-7: the exponent read from the bits, the mantissa by the series of atanh round
    √2."""
    bits = bits_of(x)
    mantissa = float_of((bits & _MANTISSA) | _ONE_EXPONENT)
    t = (mantissa - _ROOT_2) / (mantissa + _ROOT_2)
    s = t * t
    series = 2.885390081777927 + s * (
        0.9617966939259757 + s * (0.5770780163555854 + s * (0.4121985831111324 + s * 0.3205988979753252))
    )
    return ((bits >> 52) - 1023) + 0.5 + t * series


@inlined
def exp2(x: float) -> float:
    """2**x for −1000 < x < 1000 to 2e-8, and exactly 1 for 0: the whole part becomes the exponent, Taylor's series the
    rest.

    Adding 1.5 × 2**52 rounds to a whole number and leaves it in the lowest bits.
    """
    shifted = x + _ROUNDER
    y = (x - (shifted - _ROUNDER)) * _LN_2
    part = 1.0 + y * (1.0 + y * (_E2 + y * (_E3 + y * (_E4 + y * (_E5 + y * (_E6 + y * _E7))))))
    return part * float_of((bits_of(shifted) + 1023) << 52)


@kernel
def write_compressor(
    tone: Array, threshold_db: float, ratio: float, attack_ms: float, release_ms: float, makeup_db: float, rate: float
) -> None:
    """The compressor's cells; `ratio` 1 and no make-up is a wire."""
    tone[THRESHOLD] = threshold_db / _DB_PER_OCTAVE
    tone[SLOPE] = 1.0 - 1.0 / ratio
    tone[ATTACK] = 1.0 - math.exp(-1000.0 / (attack_ms * rate))
    tone[RELEASE] = 1.0 - math.exp(-1000.0 / (release_ms * rate))
    tone[MAKEUP] = 10.0 ** (makeup_db / 20.0)


@kernel
def write_gate(tone: Array, threshold_db: float, ratio: float, range_db: float, release_ms: float, rate: float) -> None:
    """The gate's cells; `range_db` 0 is a wire."""
    tone[GATE_THRESHOLD] = threshold_db / _DB_PER_OCTAVE
    tone[GATE_SLOPE] = ratio - 1.0
    tone[GATE_RANGE] = range_db / _DB_PER_OCTAVE
    tone[GATE_OPEN] = 1.0 - math.exp(-1.0 / (_GATE_OPEN_S * rate))
    tone[GATE_CLOSE] = 1.0 - math.exp(-1000.0 / (release_ms * rate))


@inlined
def _bent(beyond: float) -> float:
    """How far beyond a threshold, with a knee round it; octaves."""
    knee = min(max(beyond + 0.5 * _KNEE, 0.0), _KNEE)
    return knee * knee * (0.5 / _KNEE) + max(beyond - 0.5 * _KNEE, 0.0)


@kernel
def gate_in_silence(tone: Array) -> float:
    """The gate's reduction after long silence, in octaves of gain."""
    return min(tone[GATE_SLOPE] * _bent(tone[GATE_THRESHOLD] - log2(_TINY)), tone[GATE_RANGE])


@kernel
def level_in_silence() -> float:
    """What `strip.held` comes to in silence."""
    return log2(_TINY)


@kernel
def compress(tone: Array, strip: Array, scratch: Array, block: Array, first: int, end: int, rate: float) -> None:
    """Gates and compresses frames first…end of a block in place; `strip.held` (log2 of the level), `strip.reduction`
    and `strip.gate` (octaves of gain) carry over.

    `scratch` holds at least 3 (`PIECE` + `_CHUNK`) numbers. Only what remembers goes frame by frame, the rest several
    at once; the level goes a chunk ahead of the gains, so that neither waits for the other.
    """
    threshold, slope, makeup = tone[THRESHOLD], tone[SLOPE], tone[MAKEUP]
    gate_threshold, gate_slope, gate_range = tone[GATE_THRESHOLD], tone[GATE_SLOPE], tone[GATE_RANGE]
    count = end - first
    ahead, shuts, leasts = np.uintp(_CHUNK), np.uintp(PIECE + _CHUNK), np.uintp(2 * (PIECE + _CHUNK))
    for i in range(count):
        x = frame_at(block, first + i)
        scratch[i] = max(abs(left_of(x)), abs(right_of(x)))
    for i in range(count):
        scratch[i] = log2(scratch[i] + _TINY)
    fall = 1.0 / (_HOLD_S * rate * _LN_2)
    held, reduction, gate = strip.held, strip.reduction, strip.gate
    closing, attack, release = tone[GATE_CLOSE], tone[ATTACK], tone[RELEASE]
    keep_attack, keep_release, sooner = 1.0 - attack, 1.0 - release, attack >= release
    keep_opening, keep_closing = 1.0 - tone[GATE_OPEN], 1.0 - closing
    for i in range(min(_CHUNK, count)):
        held = max(scratch[i], held - fall)
        scratch[i] = held
    for start in range(0, count, _CHUNK):
        stop = min(start + _CHUNK, count)
        if stop == count:
            strip.held = scratch[count - 1]
        for passed in range(stop - start):
            at = np.uintp(start + passed)  # of which the compiler knows that it does not count from the end
            shut = min(gate_slope * _bent(gate_threshold - scratch[at]), gate_range)
            scratch[at] = slope * _bent(scratch[at] - threshold)
            scratch[at + shuts] = shut
            scratch[at + leasts] = shut * closing + _LAST_STEP
        for passed in range(stop - start):
            at = np.uintp(start + passed)
            wanted = scratch[at]
            rising = reduction * keep_attack + (wanted * attack - _NOTHING)
            falling = reduction * keep_release + (wanted * release - _NOTHING)
            reduction = max(max(rising, falling) if sooner else min(rising, falling), 0.0)
            gate = min(gate * keep_closing + scratch[at + leasts], max(gate * keep_opening, scratch[at + shuts]))
            scratch[at] = reduction + gate
            held = max(scratch[at + ahead], held - fall)  # beyond the last frame it is of no consequence
            scratch[at + ahead] = held
    strip.reduction, strip.gate = reduction, gate
    for i in range(count):
        scratch[i] = exp2(-scratch[i]) * makeup
    for i in range(count):
        put_frame(block, first + i, frame_at(block, first + i) * scratch[i])


@kernel
def protect(engine: Array, block: Array, frames: int) -> None:
    """The ear-safety limiter at −1 dBFS, in place: at once, without delay, and not there at all below its threshold."""
    gain = engine.limiter_gain
    back = 1.0 / (_LIMIT_RELEASE_S * engine.rate)
    for i in range(frames):
        x = frame_at(block, i)
        peak = max(abs(left_of(x)), abs(right_of(x)))
        gain = min(1.0, gain + back)
        if peak * gain > _LIMIT:
            gain = _LIMIT / peak
        if gain < 1.0:
            x = x * gain
        if not (abs(left_of(x)) <= 1.0 and abs(right_of(x)) <= 1.0):  # not a number: no ear shall meet it
            x = frame(0.0, 0.0)
        put_frame(block, i, x)
    engine.limiter_gain = gain
