"""The tempo delay: one stereo line for the whole song, each side fed back with a share of the other.

The line's clock counts frames since it was emptied; what lies before that counts as silence, so emptying it costs
nothing and touches no memory. A new time is a second tap that the first one fades into. An empty line rests until
something is sent; once all that its taps can reach is below `STILL` it is emptied.
"""

from __future__ import annotations

from studio.engine.arrays import floats_at
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import DELAY_FRAMES

_MASK = DELAY_FRAMES - 1
_CROSS_FRAMES = 2048
_OTHER_SIDE = 0.35
STILL = 1e-10
"""−200 dBFS."""


@inlined
def _tap(line: Array, clock: int, delay: int, side: int) -> float:
    return line[2 * ((clock - delay) & _MASK) + side] if clock >= delay else 0.0


@kernel
def echo(
    engine: Array, send: Array, mix: Array, first: int, end: int, feedback: float, low: float, tone: float, level: float
) -> None:
    """Adds the echoes of `send` to `mix` for frames first…end, both float64 pairs; `low` and `tone` are the shares of
    the one-pole filters that keep out bass and treble."""
    while first < end:
        if engine.delay_clock == 0 and send[first, 0] == 0.0 and send[first, 1] == 0.0:
            first += 1
        else:
            first = _echo(engine, send, mix, first, end, feedback, low, tone, level)


@kernel
def _echo(
    engine: Array, send: Array, mix: Array, first: int, end: int, feedback: float, low: float, tone: float, level: float
) -> int:
    """As `echo`, up to where the line has fallen silent; returns where that is."""
    line = floats_at(engine.addr_delay_line, DELAY_FRAMES * 2)
    low_l, low_r, high_l, high_r = (
        engine.delay_filters[0],
        engine.delay_filters[1],
        engine.delay_filters[2],
        engine.delay_filters[3],
    )
    clock, now, before, cross = engine.delay_clock, engine.delay_now, engine.delay_before, engine.delay_cross
    still, reach = engine.delay_still, max(now, before) if cross > 0 else now
    i = first
    while i < end and still <= reach:
        left = _tap(line, clock, now, 0)
        right = _tap(line, clock, now, 1)
        if cross > 0:
            share = cross / _CROSS_FRAMES
            left += (_tap(line, clock, before, 0) - left) * share
            right += (_tap(line, clock, before, 1) - right) * share
            cross -= 1
        low_l += (left - low_l) * tone
        low_r += (right - low_r) * tone
        high_l += (low_l - high_l) * low
        high_r += (low_r - high_r) * low
        left = low_l - high_l
        right = low_r - high_r
        place = 2 * (clock & _MASK)
        into_left = send[i, 0] + feedback * (left * (1.0 - _OTHER_SIDE) + right * _OTHER_SIDE)
        into_right = send[i, 1] + feedback * (right * (1.0 - _OTHER_SIDE) + left * _OTHER_SIDE)
        line[place], line[place + 1] = into_left, into_right
        mix[i, 0] += level * left
        mix[i, 1] += level * right
        loudest = max(max(abs(left), abs(right)), max(abs(into_left), abs(into_right)))
        still = still + 1 if loudest < STILL else 0
        clock += 1
        i += 1
    engine.delay_clock, engine.delay_cross, engine.delay_still = clock, cross, still
    engine.delay_filters[0], engine.delay_filters[1], engine.delay_filters[2], engine.delay_filters[3] = (
        low_l,
        low_r,
        high_l,
        high_r,
    )
    if still > reach:
        empty_echo(engine)
    return i


@kernel
def set_delay(engine: Array, frames: int) -> None:
    """Moves the tap to a distance in frames, by a fade if the line is in use; called before each block."""
    frames = min(max(frames, 1), DELAY_FRAMES - 1)
    if engine.delay_now == frames or engine.delay_cross > 0:
        return
    if engine.delay_clock > 0 and engine.delay_now > 0:
        engine.delay_before = engine.delay_now
        engine.delay_cross = _CROSS_FRAMES
    engine.delay_now = frames


@kernel
def empty_echo(engine: Array) -> None:
    """Silence in the line, its filters at rest."""
    engine.delay_clock = 0
    engine.delay_cross = 0
    engine.delay_still = 0
    engine.delay_filters[:] = 0.0
