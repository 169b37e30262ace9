"""De-esser: a share of what a high-pass lets through is taken away while that is too loud.

Split band and without delay: y = x − cut · highpass(x). What is read and what is taken away are the same, so a vowel
passes to the bit whatever its level. Above its threshold an ess is brought down to it, by no more than the range. Both
sides are turned alike, by the louder one.
"""

from __future__ import annotations

import math

from studio.engine.compiler import Array, kernel
from studio.engine.effects.filters import write_highpass
from studio.engine.state import ESS, ESS_BACK, ESS_CUT, ESS_FALL, ESS_MOST, ESS_THRESHOLD
from studio.engine.stereo import frame_at, left_of, put_frame, right_of

_HOLD_S, _CUT_S, _BACK_S = 0.004, 0.0005, 0.04
_NOTHING = 1e-7


@kernel
def write_deesser(tone: Array, hz: float, threshold_db: float, range_db: float, rate: float) -> None:
    """The de-esser's cells; `range_db` 0 is a wire."""
    write_highpass(tone, ESS, hz, rate)
    tone[ESS_THRESHOLD] = 10.0 ** (threshold_db / 20.0)
    tone[ESS_MOST] = 1.0 - 10.0 ** (-range_db / 20.0)
    tone[ESS_FALL] = math.exp(-1.0 / (_HOLD_S * rate))
    tone[ESS_CUT] = 1.0 - math.exp(-1.0 / (_CUT_S * rate))
    tone[ESS_BACK] = 1.0 - math.exp(-1.0 / (_BACK_S * rate))


@kernel
def empty_deesser(strip: Array) -> None:
    """Nothing heard, nothing taken away."""
    strip.ess[:] = 0.0
    strip.ess_level = strip.ess_cut = 0.0


@kernel
def deess(tone: Array, strip: Array, block: Array, first: int, end: int) -> None:
    """Takes the esses out of frames first…end of a block, in place; `strip.ess` carries over, with `strip.ess_level`
    (a peak) and `strip.ess_cut` (a share)."""
    b0, a1, a2 = tone[ESS], tone[ESS + 3], tone[ESS + 4]
    b1, b2 = tone[ESS + 1] - a1 * b0, tone[ESS + 2] - a2 * b0
    threshold, most = tone[ESS_THRESHOLD], tone[ESS_MOST]
    fall, cutting, back = tone[ESS_FALL], tone[ESS_CUT], tone[ESS_BACK]
    keep_cutting, keep_back = 1.0 - cutting, 1.0 - back
    p, q = frame_at(strip.ess, 0), frame_at(strip.ess, 1)
    level, cut = strip.ess_level, strip.ess_cut
    for i in range(first, end):
        x = frame_at(block, i)
        high = b0 * x + p
        p, q = (b1 * x + q) - a1 * p, b2 * x - a2 * p
        level = max(max(abs(left_of(high)), abs(right_of(high))), level * fall)
        wanted = min(1.0 - threshold / max(level, threshold), most)
        falling = cut * keep_back + wanted * back
        rising = cut * keep_cutting + wanted * cutting
        cut = rising if wanted > cut else falling
        if cut < _NOTHING:
            cut = 0.0
        put_frame(block, i, x - high * cut)
    put_frame(strip.ess, 0, p)
    put_frame(strip.ess, 1, q)
    strip.ess_level, strip.ess_cut = level, cut
