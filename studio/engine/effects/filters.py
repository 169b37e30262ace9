"""Second-order filters: their coefficients, and four of them in one pass over a block.

Coefficients after R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients", divided by a0 and
stored b0 b1 b2 a1 a2. The form is the transposed direct form II. Between two settings the coefficients move in a
straight line: the set of stable (a1, a2) is a triangle, so every point on the way is a stable filter too.
"""

from __future__ import annotations

import math

from studio.engine.compiler import Array, kernel
from studio.engine.stereo import frame_at, put_frame


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
    """Four filters in a row over frames first…end of a block, in place."""
    b00, b01, b02, a01, a02 = tone[0], tone[1], tone[2], tone[3], tone[4]
    b10, b11, b12, a11, a12 = tone[5], tone[6], tone[7], tone[8], tone[9]
    b20, b21, b22, a21, a22 = tone[10], tone[11], tone[12], tone[13], tone[14]
    b30, b31, b32, a31, a32 = tone[15], tone[16], tone[17], tone[18], tone[19]
    p0, q0, p1, q1 = frame_at(memory, 0), frame_at(memory, 1), frame_at(memory, 2), frame_at(memory, 3)
    p2, q2, p3, q3 = frame_at(memory, 4), frame_at(memory, 5), frame_at(memory, 6), frame_at(memory, 7)
    for i in range(first, end):
        x = frame_at(block, i)
        y = b00 * x + p0
        p0 = (b01 * x - a01 * y) + q0
        q0 = b02 * x - a02 * y
        x = b10 * y + p1
        p1 = (b11 * y - a11 * x) + q1
        q1 = b12 * y - a12 * x
        y = b20 * x + p2
        p2 = (b21 * x - a21 * y) + q2
        q2 = b22 * x - a22 * y
        x = b30 * y + p3
        p3 = (b31 * y - a31 * x) + q3
        q3 = b32 * y - a32 * x
        put_frame(block, i, x)
    put_frame(memory, 0, p0)
    put_frame(memory, 1, q0)
    put_frame(memory, 2, p1)
    put_frame(memory, 3, q1)
    put_frame(memory, 4, p2)
    put_frame(memory, 5, q2)
    put_frame(memory, 6, p3)
    put_frame(memory, 7, q3)
