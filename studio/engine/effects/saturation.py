"""Saturation of the body of a sound: what lies below some 2 kHz goes through a curve, what lies above is left as it is.

y = x + mix · (curve(body) − body), body being a low-pass of second order. So the treble gets the overtones of voice and
bass and no fuzz of its own, the direct sound keeps its place, and what the curve makes falls off long before it would
fold back at half the rate. The curve is u / √(1 + u²), scaled so that a sine of −12 dBFS comes out as loud as it went
in: its mean square is 1 − 1 / √(1 + A²) at amplitude A.

Against aliases each frame is the mean of the curve on the straight line from the last frame to this one, after
J. Parker, V. Zavalishin, E. Le Bivic, "Reducing the Aliasing of Nonlinear Waveshaping Using Continuous-Time
Convolution" (DAFx-16). The antiderivative being √(1 + u²), that mean is (u + v) / (√(1 + u²) + √(1 + v²)) exactly, with
nothing to divide by that could be small. The overtones come half a frame late by it; so does the body that is taken off
for them, and nothing else. Roots and quotients are float32: what they add is rounded to −140 dB of itself.
"""

from __future__ import annotations

import math

import numpy as np

from studio.engine.compiler import Array, inlined, kernel
from studio.engine.effects.filters import write_lowpass
from studio.engine.state import BODY, DRIVE, PIECE, PLAIN, SHAPED
from studio.engine.stereo import frame_at, put_frame

_BODY_HZ = 2_000.0
_USUAL = 0.25
"""The amplitude that comes out as loud as it went in."""


@kernel
def write_saturation(tone: Array, drive_db: float, mix: float, rate: float) -> None:
    """The saturation's cells; `mix` 0 is a wire."""
    write_lowpass(tone, BODY, _BODY_HZ, rate)
    drive = 10.0 ** (drive_db / 20.0)
    square = _USUAL * _USUAL * drive * drive
    root = math.sqrt(1.0 + square)
    tone[DRIVE] = drive
    tone[SHAPED] = mix * math.sqrt(square / 2.0 * root / (root - 1.0))
    tone[PLAIN] = mix * 0.5


@kernel
def empty_saturation(strip: Array) -> None:
    """Nothing heard."""
    strip.body[:] = 0.0
    strip.body_last[:] = 0.0


@inlined
def body_cells(tone: Array) -> tuple[float, float, float, float, float]:
    """The low-pass as `body_step` takes it."""
    b0, a1, a2 = tone[BODY], tone[BODY + 3], tone[BODY + 4]
    return b0, tone[BODY + 1] - a1 * b0, tone[BODY + 2] - a2 * b0, a1, a2


@inlined
def body_step(x: Array, p: Array, q: Array, cells: tuple[float, float, float, float, float]) -> Array:
    """The body of a frame, and the low-pass' states after it."""
    b0, b1, b2, a1, a2 = cells
    return b0 * x + p, (b1 * x + q) - a1 * p, b2 * x - a2 * p


@kernel
def take_body(tone: Array, strip: Array, scratch: Array, block: Array, first: int, end: int) -> None:
    """Puts the last body of the block before, and those of frames first…end of this one, at most `PIECE`, at the start
    of `scratch`; `strip.body` and `strip.body_last` carry over."""
    cells, last = body_cells(tone), frame_at(strip.body_last, 0)
    p, q = frame_at(strip.body, 0), frame_at(strip.body, 1)
    put_frame(scratch, 0, last)
    for i in range(first, end):
        last, p, q = body_step(frame_at(block, i), p, q, cells)
        put_frame(scratch, 1 + i - first, last)
    put_frame(strip.body, 0, p)
    put_frame(strip.body, 1, q)
    put_frame(strip.body_last, 0, last)


@kernel
def saturate(tone: Array, scratch: Array, sides: Array, first: int, end: int) -> None:
    """Saturates frames first…end of `sides`, left and right by turns, in place, after `take_body`. `scratch` holds at
    least 4 (end − first + 1) numbers."""
    count, roots = end - first, 2 * PIECE + 2
    one, square = np.float32(1.0), np.float32(tone[DRIVE] * tone[DRIVE])
    shaped, plain = np.float32(tone[SHAPED]), np.float32(tone[PLAIN])
    for i in range(2 * count + 2):
        body = np.float32(scratch[i])
        scratch[roots + i] = math.sqrt(one + square * (body * body))
    for i in range(2 * count):
        slope = shaped / np.float32(scratch[roots + i] + scratch[roots + i + 2]) - plain
        sides[np.uintp(2 * first + i)] += (scratch[i] + scratch[i + 2]) * slope  # which does not count from the end
