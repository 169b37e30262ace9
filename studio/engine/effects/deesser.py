"""De-esser: a high shelf that goes down while what lies above its corner is too loud.

Without delay. A state-variable filter (A. Simper, "Linear trapezoidal integrated state variable filter", 2013) gives
low-, band- and high-pass at once, which add up to the input; the shelf of gain V is low + √V band + V high, that is the
input less (1 − √V) band and (1 − V) high. (To take away the high-pass alone would hardly lower anything within an
octave of the corner: it stands at a right angle to the input there.) The high-pass is also what is read, so a vowel
passes to the bit however loud. Above the threshold an ess is brought down to it, by no more than the range. Both sides
are turned alike, by the louder one.
"""

from __future__ import annotations

import math

from studio.engine.compiler import Array, kernel
from studio.engine.effects.saturation import body_cells, body_step
from studio.engine.state import ESS, ESS_BACK, ESS_CUT, ESS_FALL, ESS_MOST, ESS_THRESHOLD
from studio.engine.stereo import frame_at, left_of, put_frame, right_of

_CORNER = 0.75
"""Of the knob's frequency: at that itself more than half of the range is reached, in decibels, and an octave above the
corner nearly all."""
_HOLD_S, _CUT_S, _BACK_S = 0.004, 0.0005, 0.04
_NOTHING = 1e-9
"""Taken off a cut that goes back, per frame, so that it ends in the quick fall of one that has nothing to hold it."""
_ROOT_2 = math.sqrt(2.0)


@kernel
def write_deesser(tone: Array, hz: float, threshold_db: float, range_db: float, rate: float) -> None:
    """The de-esser's cells; `range_db` 0 is a wire."""
    tone[ESS] = math.tan(math.pi * min(_CORNER * hz / rate, 0.45))
    tone[ESS_THRESHOLD] = 10.0 ** (threshold_db / 20.0)
    tone[ESS_MOST] = 1.0 - 10.0 ** (-range_db / 40.0)
    tone[ESS_FALL] = math.exp(-1.0 / (_HOLD_S * rate))
    tone[ESS_CUT] = 1.0 - math.exp(-1.0 / (_CUT_S * rate))
    tone[ESS_BACK] = 1.0 - math.exp(-1.0 / (_BACK_S * rate))


@kernel
def empty_deesser(strip: Array) -> None:
    """Nothing heard, nothing taken away."""
    strip.ess[:] = 0.0
    strip.ess_level = strip.ess_cut = 0.0


@kernel
def deess(tone: Array, strip: Array, scratch: Array, block: Array, first: int, end: int, saturates: bool) -> None:
    """Takes the esses out of frames first…end of a block, in place; `strip.ess` carries over, with `strip.ess_level`
    (a peak) and `strip.ess_cut` (1 − √V). With `saturates` it does what `take_body` would do next: each frame waits for
    the one before in both, so both together take hardly longer than one."""
    g = tone[ESS]
    a1 = 1.0 / (1.0 + g * (g + _ROOT_2))
    a2, a3 = g * a1, g * g * a1
    one_of_one, one_of_two, two_of_two, two_of_input = 2.0 * a1 - 1.0, 2.0 * a2, 1.0 - 2.0 * a3, 2.0 * a3
    low_of_two = 1.0 - a3
    threshold, most = tone[ESS_THRESHOLD], tone[ESS_MOST]
    fall, cutting, back = tone[ESS_FALL], tone[ESS_CUT], tone[ESS_BACK]
    keep_cutting, keep_back = 1.0 - cutting, 1.0 - back
    one, two = frame_at(strip.ess, 0), frame_at(strip.ess, 1)
    level, cut = strip.ess_level, strip.ess_cut
    cells, body = body_cells(tone), frame_at(strip.body_last, 0)
    p, q = frame_at(strip.body, 0), frame_at(strip.body, 1)
    if saturates:
        put_frame(scratch, 0, body)
    for i in range(first, end):
        x = frame_at(block, i)
        band = (a1 * one + a2 * (x - two)) * _ROOT_2
        low = (a2 * one + low_of_two * two) + a3 * x
        high = (x - band) - low
        before = one
        one = one_of_one * one + one_of_two * (x - two)
        two = (two_of_two * two + two_of_input * x) + one_of_two * before
        level = max(max(abs(left_of(high)), abs(right_of(high))), level * fall)
        wanted = min(1.0 - math.sqrt(threshold / max(level, threshold)), most)
        falling = cut * keep_back + (wanted * back - _NOTHING)
        cut = max(cut * keep_cutting + wanted * cutting, falling)
        x = x - (band * cut + high * (cut * (2.0 - cut)))
        put_frame(block, i, x)
        if saturates:
            body, p, q = body_step(x, p, q, cells)
            put_frame(scratch, 1 + i - first, body)
    if saturates:
        put_frame(strip.body, 0, p)
        put_frame(strip.body, 1, q)
        put_frame(strip.body_last, 0, body)
    put_frame(strip.ess, 0, one)
    put_frame(strip.ess, 1, two)
    strip.ess_level, strip.ess_cut = level, cut
