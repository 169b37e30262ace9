"""Second-order filters: their coefficients, and four of them in one pass over a block.

Coefficients after R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients", divided by a0 and
stored b0 b1 b2 a1 a2. The form is the transposed direct form II. Between two settings the coefficients move in a
straight line: the set of stable (a1, a2) is a triangle, so every point on the way is a stable filter too.
"""

from __future__ import annotations

import math

from studio.engine.compiler import Array, kernel
from studio.engine.fours import LATE, fours, fours_at, handed_on, last_of, put_fours, where_busy
from studio.engine.stereo import frame, frame_at, put_frame


@kernel
def write_flat(tone: Array, at: int) -> None:
    """A filter that lets everything through to the bit."""
    tone[at] = 1.0
    tone[at + 1 : at + 5] = 0.0


@kernel
def write_highpass(tone: Array, at: int, hz: float, rate: float) -> None:
    """12 dB per octave, Butterworth."""
    w = 2.0 * math.pi * min(hz / rate, 0.49)
    alpha = math.sin(w) * math.sqrt(0.5)
    a0 = 1.0 + alpha
    tone[at] = (1.0 + math.cos(w)) / 2.0 / a0
    tone[at + 1] = -(1.0 + math.cos(w)) / a0
    tone[at + 2] = tone[at]
    tone[at + 3] = -2.0 * math.cos(w) / a0
    tone[at + 4] = (1.0 - alpha) / a0


@kernel
def write_shelf(tone: Array, at: int, hz: float, db: float, high: bool, rate: float) -> None:
    """A shelf of slope 1 below (`high` false) or above a frequency."""
    if db == 0.0:
        write_flat(tone, at)
        return
    w = 2.0 * math.pi * min(hz / rate, 0.49)
    a = 10.0 ** (db / 40.0)
    c = -math.cos(w) if high else math.cos(w)
    root = 2.0 * math.sqrt(a) * math.sin(w) * math.sqrt(0.5)
    sign = -1.0 if high else 1.0
    a0 = (a + 1.0) + (a - 1.0) * c + root
    tone[at] = a * ((a + 1.0) - (a - 1.0) * c + root) / a0
    tone[at + 1] = sign * 2.0 * a * ((a - 1.0) - (a + 1.0) * c) / a0
    tone[at + 2] = a * ((a + 1.0) - (a - 1.0) * c - root) / a0
    tone[at + 3] = sign * -2.0 * ((a - 1.0) + (a + 1.0) * c) / a0
    tone[at + 4] = ((a + 1.0) + (a - 1.0) * c - root) / a0


@kernel
def write_peak(tone: Array, at: int, hz: float, db: float, q: float, rate: float) -> None:
    """A bell at a frequency."""
    if db == 0.0:
        write_flat(tone, at)
        return
    w = 2.0 * math.pi * min(hz / rate, 0.49)
    a = 10.0 ** (db / 40.0)
    alpha = math.sin(w) / (2.0 * q)
    a0 = 1.0 + alpha / a
    tone[at] = (1.0 + alpha * a) / a0
    tone[at + 1] = -2.0 * math.cos(w) / a0
    tone[at + 2] = (1.0 - alpha * a) / a0
    tone[at + 3] = tone[at + 1]
    tone[at + 4] = (1.0 - alpha / a) / a0


@kernel
def write_lowpass(tone: Array, at: int, hz: float, rate: float) -> None:
    """12 dB per octave, Butterworth."""
    w = 2.0 * math.pi * min(hz / rate, 0.49)
    alpha = math.sin(w) * math.sqrt(0.5)
    a0 = 1.0 + alpha
    tone[at + 1] = (1.0 - math.cos(w)) / a0
    tone[at] = tone[at + 2] = tone[at + 1] / 2.0
    tone[at + 3] = -2.0 * math.cos(w) / a0
    tone[at + 4] = (1.0 - alpha) / a0


@kernel
def one_pole(hz: float, rate: float) -> float:
    """The share by which a one-pole low-pass at a frequency closes in on its input per frame."""
    return 1.0 - math.exp(-2.0 * math.pi * min(hz / rate, 0.49))


@kernel
def filter_four(tone: Array, memory: Array, block: Array, first: int, end: int) -> None:
    """Four filters in a row over frames first…end of a block, in place.

    They work at once, each `LATE` frames behind the one before it; at either end of the piece those without a frame
    stand still. y = b0 x + p with p' = (b1 − a1 b0) x + q − a1 p and q' = (b2 − a2 b0) x − a2 p is the transposed form
    with y put in: no state waits for an output.
    """
    b0 = fours(tone[0], tone[5], tone[10], tone[15])
    a1 = fours(tone[3], tone[8], tone[13], tone[18])
    a2 = fours(tone[4], tone[9], tone[14], tone[19])
    c1 = fours(tone[1], tone[6], tone[11], tone[16]) - a1 * b0
    c2 = fours(tone[2], tone[7], tone[12], tone[17]) - a2 * b0
    p, q = fours_at(memory, 0), fours_at(memory, 1)
    count, behind, nothing = end - first, 3 * LATE, frame(0.0, 0.0)
    made = before = fours(0.0, 0.0, 0.0, 0.0)
    for at in range(count + behind):
        x = handed_on(frame_at(block, first + at) if at < count else nothing, before)
        before, made = made, b0 * x + p
        next_p, next_q = (c1 * x + q) - a1 * p, c2 * x - a2 * p
        if behind <= at < count:
            p, q = next_p, next_q
        else:
            p, q = where_busy(next_p, p, at, count), where_busy(next_q, q, at, count)
        if at >= behind:
            put_frame(block, first + at - behind, last_of(made))
    put_fours(memory, 0, p)
    put_fours(memory, 1, q)
