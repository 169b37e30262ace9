"""Compressor and ear-safety limiter, with the two functions that they live on.

The compressor follows D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design" (JAES 60/6, 2012):
feed-forward, both sides linked by their louder one, gain computed in the log domain with a 6 dB knee and smoothed there. The
level is read from a peak that is held for some milliseconds, so that a low note is not read as silence at each zero crossing.
"""

from __future__ import annotations

import math

from studio.engine.atomics import bits_of, float_of
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import ATTACK, MAKEUP, RELEASE, SLOPE, THRESHOLD
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of

_MANTISSA = (1 << 52) - 1
_ONE_EXPONENT = 1023 << 52
_KNEE = 1.0  # in octaves of gain: 6.02 dB
_HOLD_S = 0.012
_LIMIT = 0.8912509381337456  # −1 dBFS
_LIMIT_RELEASE_S = 0.08


@inlined
def log2(x: float) -> float:
    """log2 of a positive number to 1e-7: the series of atanh round 1, the exponent read from the bits."""
    bits = bits_of(x)
    exponent = (bits >> 52) - 1023
    mantissa = float_of((bits & _MANTISSA) | _ONE_EXPONENT)
    if mantissa > 1.4142135623730951:
        mantissa *= 0.5
        exponent += 1
    t = (mantissa - 1.0) / (mantissa + 1.0)
    s = t * t
    return exponent + t * (2.885390081777927 + s * (0.9617966939259757 + s * (0.5770780163555854 + s * 0.4121986831111324)))


@inlined
def exp2(x: float) -> float:
    """2**x for −1000 < x < 1000 to 2e-8, and exactly 1 for 0: Taylor's series of the part behind the point."""
    whole = math.floor(x + 0.5)
    y = (x - whole) * 0.6931471805599453
    part = 1.0 + y * (1.0 + y * (0.5 + y * (1 / 6 + y * (1 / 24 + y * (1 / 120 + y * (1 / 720 + y / 5040))))))
    return part * float_of((int(whole) + 1023) << 52)


@kernel
def write_compressor(tone: Array, threshold_db: float, ratio: float, attack_ms: float, release_ms: float, makeup_db: float, rate: float) -> None:
    """The compressor's cells; `ratio` 1 and no make-up is a wire."""
    tone[THRESHOLD] = threshold_db / 6.020599913279624
    tone[SLOPE] = 1.0 - 1.0 / ratio
    tone[ATTACK] = 1.0 - math.exp(-1000.0 / (attack_ms * rate))
    tone[RELEASE] = 1.0 - math.exp(-1000.0 / (release_ms * rate))
    tone[MAKEUP] = 10.0 ** (makeup_db / 20.0)


@kernel
def compress(tone: Array, strip: Array, block: Array, first: int, end: int, rate: float) -> None:
    """Compresses frames first…end of a block in place; `strip.held` and `strip.reduction` carry over."""
    threshold, slope, attack, release, makeup = tone[THRESHOLD], tone[SLOPE], tone[ATTACK], tone[RELEASE], tone[MAKEUP]
    fall = math.exp(-1.0 / (_HOLD_S * rate))
    untouched = 2.0 ** (threshold - 0.5 * _KNEE)
    held, reduction = strip.held, strip.reduction
    for i in range(first, end):
        x = frame_at(block, i)
        held = max(max(abs(left_of(x)), abs(right_of(x))), held * fall)
        wanted = 0.0
        if held > untouched:
            over = log2(held) - threshold
            wanted = slope * (over if over > 0.5 * _KNEE else (over + 0.5 * _KNEE) ** 2 / (2.0 * _KNEE))
        reduction += (wanted - reduction) * (attack if wanted > reduction else release)
        if reduction < 1e-9:
            reduction = 0.0
            put_frame(block, i, x * makeup)
        else:
            put_frame(block, i, x * (exp2(-reduction) * makeup))
    strip.held, strip.reduction = held, reduction


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
