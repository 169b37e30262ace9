"""Compressor and ear-safety limiter, with the two functions that they live on.

The compressor follows D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design" (JAES 60/6,
2012): feed-forward, both sides linked by their louder one, gain computed in the log domain with a 6 dB knee and
smoothed there. The level is read from a peak that is held for some milliseconds, so that a low note is not read as
silence at each zero crossing.
"""

from __future__ import annotations

import math

from studio.engine.atomics import bits_of, float_of
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import ATTACK, MAKEUP, RELEASE, SLOPE, THRESHOLD
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of

_MANTISSA = (1 << 52) - 1
_ONE_EXPONENT = 1023 << 52
_ROUNDER = 6755399441055744.0
_LN_2 = 0.6931471805599453
_E2, _E3, _E4, _E5, _E6, _E7 = (1.0 / math.factorial(n) for n in range(2, 8))
_ROOT_2 = 1.4142135623730951
_KNEE = 1.0  # in octaves of gain: 6.02 dB
_HOLD_S = 0.012
NO_LEVEL = -100.0
"""log2 of a level that is none."""
_TINY = 2.0**NO_LEVEL
_NOTHING = 1e-12
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
    tone[THRESHOLD] = threshold_db / 6.020599913279624
    tone[SLOPE] = 1.0 - 1.0 / ratio
    tone[ATTACK] = 1.0 - math.exp(-1000.0 / (attack_ms * rate))
    tone[RELEASE] = 1.0 - math.exp(-1000.0 / (release_ms * rate))
    tone[MAKEUP] = 10.0 ** (makeup_db / 20.0)


@kernel
def compress(tone: Array, strip: Array, scratch: Array, block: Array, first: int, end: int, rate: float) -> None:
    """Compresses frames first…end of a block in place; `strip.held` (log2 of the level) and `strip.reduction` (octaves
    of gain) carry over.

    Three passes over `scratch` (of at least end − first): only what remembers goes frame by frame, the rest several at
    once.
    """
    threshold, slope, makeup = tone[THRESHOLD], tone[SLOPE], tone[MAKEUP]
    count = end - first
    for i in range(count):
        scratch[i] = log2(max(abs(block[first + i, 0]), abs(block[first + i, 1])) + _TINY)
    attack, release = tone[ATTACK], tone[RELEASE]
    keep_attack, keep_release = 1.0 - attack, 1.0 - release
    fall = 1.0 / (_HOLD_S * rate * _LN_2)
    held, reduction = strip.held, strip.reduction
    for i in range(count):
        level, fallen = scratch[i], held - fall
        held = level if level > fallen else fallen
        over = held - threshold
        knee = min(max(over + 0.5 * _KNEE, 0.0), _KNEE)
        wanted = slope * (knee * knee * (0.5 / _KNEE) + max(over - 0.5 * _KNEE, 0.0))
        rising = reduction * keep_attack + wanted * attack
        falling = reduction * keep_release + wanted * release
        reduction = rising if wanted > reduction else falling
        if reduction < _NOTHING:
            reduction = 0.0
        scratch[i] = reduction
    strip.held, strip.reduction = held, reduction
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
