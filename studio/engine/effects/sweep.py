"""The low-pass of muffled sections: closed at 400 Hz, opening over a section's last bars, gone at its end.

Its frequency follows from the place in the song alone, in steps of `_STEP` frames counted from where it begins to open,
so the bits do not depend on where blocks end. Over the last `_LEAVE_S` the coefficients go in a straight line to those
of a wire, so that nothing clicks when it is gone; where it sets in, it starts as if the frame before had stood for
ever.
"""

from __future__ import annotations

import math

from studio.engine.compiler import Array, kernel
from studio.engine.stereo import frame_at, put_frame

CLOSED_HZ, OPEN_HZ = 400.0, 20_000.0
_STEP = 32
_LEAVE_S = 0.02


@kernel
def empty_sweep(strip: Array) -> None:
    """At rest, and nothing heard yet."""
    strip.sweep[:] = 0.0
    strip.sweep_last[:] = 0.0
    strip.sweeping = 0


@kernel
def sweep(
    strip: Array, sweeps: Array, count: int, position: int, block: Array, first: int, end: int, rate: float
) -> bool:
    """Filters what of frames first…end lies in one of the first `count` rows of `sweeps`, in place, frame 0 of the
    block standing at `position` of the song; whether it still rings."""
    i = first
    for number in range(count):
        row = sweeps[number]
        start, stop = max(i, row.first - position), min(end, row.end - position)
        if start < stop:
            if start > i:
                _leave(strip, block, i, start)
            _filter(strip, row, position, block, start, stop, rate)
            i = stop
    if i < end:
        _leave(strip, block, i, end)
    ringing = 0.0
    for cell in range(len(strip.sweep)):
        ringing += abs(strip.sweep[cell])
    return ringing > 0.0


@kernel
def _leave(strip: Array, block: Array, first: int, end: int) -> None:
    """Outside: lets everything through, and remembers the last frame."""
    strip.sweep[:] = 0.0
    strip.sweep_last[0], strip.sweep_last[1] = block[end - 1, 0], block[end - 1, 1]
    strip.sweeping = 0


@kernel
def _filter(strip: Array, row: Array, position: int, block: Array, first: int, end: int, rate: float) -> None:
    wire = row.end - max(int(_LEAVE_S * rate), 1)  # from here on it turns into one
    i = first
    while i < end:
        at = position + i
        stop, share, hz = end, 0.0, CLOSED_HZ
        if at < row.opens:
            stop = min(end, row.opens - position)
        else:
            step = (at - row.opens) // _STEP
            hz = CLOSED_HZ * (OPEN_HZ / CLOSED_HZ) ** min(step * _STEP / max(wire - row.opens, 1), 1.0)
            stop = min(end, row.opens + (step + 1) * _STEP - position)
            if at >= wire:
                stop = i + 1
                share = (at - wire + 1) / (row.end - wire)
            else:
                stop = min(stop, wire - position)
        w = 2.0 * math.pi * min(hz / rate, 0.49)
        cosine, alpha = math.cos(w), math.sin(w) * math.sqrt(0.5)
        keep = (1.0 - share) / (1.0 + alpha)
        b1, a1, a2 = (1.0 - cosine) * keep, -2.0 * cosine * keep, (1.0 - alpha) * keep
        b0, b2 = 0.5 * b1 + share, 0.5 * b1
        if not strip.sweeping:
            _begin(strip, b1, b2, a1, a2)
        p, q = frame_at(strip.sweep, 0), frame_at(strip.sweep, 1)
        for frame in range(i, stop):
            x = frame_at(block, frame)
            y = b0 * x + p
            p = (b1 * x - a1 * y) + q
            q = b2 * x - a2 * y
            put_frame(block, frame, y)
        put_frame(strip.sweep, 0, p)
        put_frame(strip.sweep, 1, q)
        i = stop


@kernel
def _begin(strip: Array, b1: float, b2: float, a1: float, a2: float) -> None:
    """The state of a filter that has heard the frame before for ever: of a gain of one at 0 Hz, it gives that frame."""
    for side in range(2):
        x = strip.sweep_last[side]
        strip.sweep[2 + side] = (b2 - a2) * x
        strip.sweep[side] = (b1 - a1) * x + strip.sweep[2 + side]
    strip.sweeping = 1
