"""The reverb: J. Dattorro's plate, "Effect Design, Part 1: Reverberator and Other Filters" (JAES 45/9, 1997), figure 1
and table 1; room and hall are the same tank, smaller and larger, behind early reflections of their own.

Lengths are the paper's, in samples at 29 761 Hz, scaled to the rate and the kind. `decay` is what one half of the tank
keeps, so that the sound has fallen by 60 dB after `reverb_decay_s`. What is fed back is no nearer than `SPAN` frames,
so each stage can run over a whole span before the next one sees it, several frames at once, and still hear exactly what
it would hear frame by frame. Empty lines rest until something is sent; after `_STILL_FRAMES` as good as silent they are
emptied. Another kind while it sounds: the old one fades out, the lines are emptied, and what is sent is let in again
over as long.
"""

from __future__ import annotations

import math

import numpy as np

from studio.engine.arrays import doubles_at, floats_at
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.stage import FRAMES, stage
from studio.engine.state import PLATE, REVERB, REVERB_FRAMES

SPAN = 128
"""Frames handled at once: fewer than the nearest tap (107 of the paper’s samples, 158 frames at 44.1 kHz)."""
_PAPER_HZ = 29761.0
_CROSS_FRAMES = 2048
_EXCURSION = 6.0
_WOBBLE_HZ = 0.9
_RUMBLE = 0.02
_STILL = 1e-10
_STILL_FRAMES = 1 << 15  # longer than anything can be on its way to the next tap
_HALF_S = (672 + 4453 + 1800 + 3720) / _PAPER_HZ
# the kinds, in the order of `params.REVERB_KINDS`; arrays, for a kernel that takes a place of a tuple can raise
_TANK = np.array(
    [0.42, 1.0, 1.3]
)  # lengths of the tank, and of the diffusers before it; a room's tank decays in small steps
_DIFFUSERS = np.array([1.0, 1.0, 1.65])
_TAIL = np.array([0.43, 0.6, 0.6])
_EARLY_TAPS = 10
_EARLY_MS = np.array(
    [
        [
            (3.1, 5.3, 7.9, 10.7, 12.9, 15.7, 18.1, 21.7, 25.3, 29.9),
            (0.0,) * _EARLY_TAPS,
            (13.7, 21.1, 29.3, 36.1, 43.7, 51.9, 58.7, 67.3, 75.1, 83.9),
        ],
        [
            (3.7, 6.1, 8.3, 9.9, 13.9, 16.9, 19.7, 22.3, 26.9, 31.3),
            (0.0,) * _EARLY_TAPS,
            (16.3, 23.9, 27.1, 38.3, 46.7, 49.3, 61.9, 69.1, 77.9, 81.7),
        ],
    ]
)
"""Left and right; a plate has none."""
_EARLY_GAINS = np.array(
    [
        (0.3, -0.27, 0.25, 0.22, -0.2, 0.18, -0.16, 0.14, 0.12, -0.11),
        (0.0,) * _EARLY_TAPS,
        (0.2, 0.19, -0.17, 0.16, -0.15, 0.13, 0.12, -0.11, 0.1, -0.09),
    ]
)
# each line: where it begins in the buffer, and its length − 1; long enough for a hall at 96 kHz
_PREDELAY, _M_PREDELAY = 0, 16383
_EARLY = _PREDELAY + 16384
_DIFFUSER_1, _M_1024 = _EARLY + 16384, 1023
_DIFFUSER_2 = _DIFFUSER_1 + 1024
_DIFFUSER_3, _M_2048 = _DIFFUSER_2 + 1024, 2047
_DIFFUSER_4 = _DIFFUSER_3 + 2048
_LEFT_PASS, _M_8192 = _DIFFUSER_4 + 2048, 8191
_LEFT_DELAY, _M_32768 = _LEFT_PASS + 8192, 32767
_LEFT_SPREAD, _M_16384 = _LEFT_DELAY + 32768, 16383
_LEFT_END = _LEFT_SPREAD + 16384
_RIGHT_PASS = _LEFT_END + 32768
_RIGHT_DELAY = _RIGHT_PASS + 8192
_RIGHT_SPREAD = _RIGHT_DELAY + 32768
_RIGHT_END = _RIGHT_SPREAD + 16384
assert _RIGHT_END + 16384 == REVERB_FRAMES
_RIGHT_TAPS = (
    (_RIGHT_DELAY, _M_32768, 266, 1.0),
    (_RIGHT_DELAY, _M_32768, 2974, 1.0),
    (_RIGHT_SPREAD, _M_16384, 1913, -1.0),
)
_TAPS_LEFT = (
    *_RIGHT_TAPS,
    (_RIGHT_END, _M_16384, 1996, 1.0),
    (_LEFT_DELAY, _M_32768, 1990, -1.0),
    (_LEFT_SPREAD, _M_16384, 187, -1.0),
    (_LEFT_END, _M_32768, 1066, -1.0),
)
_TAPS_RIGHT = (
    (_LEFT_DELAY, _M_32768, 353, 1.0),
    (_LEFT_DELAY, _M_32768, 3627, 1.0),
    (_LEFT_SPREAD, _M_16384, 1228, -1.0),
    (_LEFT_END, _M_32768, 2673, 1.0),
    (_RIGHT_DELAY, _M_32768, 2111, -1.0),
    (_RIGHT_SPREAD, _M_16384, 335, -1.0),
    (_RIGHT_END, _M_16384, 121, -1.0),
)


@kernel
def decay_for(seconds: float, kind: int) -> float:
    """What one half of a kind's tank keeps at each of its two multiplications for a fall of 60 dB in so many
    seconds."""
    return 10.0 ** (-3.0 * (_HALF_S * _TANK[kind]) / (2.0 * seconds))


@kernel
def _write(lines: Array, base: int, mask: int, clock: int, x: Array, count: int) -> None:
    start = clock & mask
    near = min(count, mask + 1 - start)
    for i in range(near):
        lines[base + start + i] = x[i]
    for i in range(near, count):
        lines[base + i - near] = x[i]


@kernel
def _read(lines: Array, base: int, mask: int, clock: int, delay: int, x: Array, count: int) -> None:
    start = (clock - delay) & mask
    near = min(count, mask + 1 - start)
    for i in range(near):
        x[i] = lines[base + start + i]
    for i in range(near, count):
        x[i] = lines[base + i - near]


@kernel
def _add(lines: Array, base: int, mask: int, clock: int, delay: int, gain: float, x: Array, count: int) -> None:
    start = (clock - delay) & mask
    near = min(count, mask + 1 - start)
    for i in range(near):
        x[i] += gain * lines[base + start + i]
    for i in range(near, count):
        x[i] += gain * lines[base + i - near]


@kernel
def _allpass(
    lines: Array, base: int, mask: int, clock: int, delay: int, gain: float, x: Array, past: Array, count: int
) -> None:
    read, write = (clock - delay) & mask, clock & mask
    if max(read, write) + count <= mask + 1:
        before, after = lines[base + read : base + read + count], lines[base + write : base + write + count]
        for i in range(len(before)):
            y = x[i] - gain * before[i]
            after[i] = y
            x[i] = before[i] + gain * y
        return
    _read(lines, base, mask, clock, delay, past, count)
    for i in range(count):
        x[i] -= gain * past[i]
    _write(lines, base, mask, clock, x, count)
    for i in range(count):
        x[i] = past[i] + gain * x[i]


@kernel
def _wobbling_allpass(
    lines: Array, base: int, clock: int, delay: float, wave: Array, gain: float, x: Array, past: Array, count: int
) -> None:
    first, moved = int(delay + wave[0]), 0
    for i in range(count):
        moved += int(delay + wave[i]) - first != 0
    start = (clock - first - 1) & _M_8192
    if moved == 0 and start + count <= _M_8192:  # as nearly always: the wave moves by a tenth of a frame meanwhile
        line = lines[base + start : base + start + count + 1]
        for i in range(count):
            past[i] = line[i + 1] + (delay + wave[i] - first) * (line[i] - line[i + 1])
    else:
        for i in range(count):
            place = delay + wave[i]
            whole = int(place)
            near = lines[base + ((clock + i - whole) & _M_8192)]
            past[i] = near + (place - whole) * (lines[base + ((clock + i - whole - 1) & _M_8192)] - near)
    for i in range(count):
        x[i] -= gain * past[i]
    _write(lines, base, _M_8192, clock, x, count)
    for i in range(count):
        x[i] = past[i] + gain * x[i]


@kernel
def _darken(left: Array, right: Array, state: Array, share: float, decay: float, count: int) -> None:
    """A low-pass and the decay for both halves of the tank, side by side: each waits for its own frame before."""
    low_left, low_right = state[0], state[1]
    for i in range(count):
        low_left += (left[i] - low_left) * share
        low_right += (right[i] - low_right) * share
        left[i], right[i] = low_left * decay, low_right * decay
    state[0], state[1] = low_left, low_right


@kernel
def _feed(
    room: Array,
    lines: Array,
    send: Array,
    first: int,
    x: Array,
    past: Array,
    cosine: Array,
    sine: Array,
    count: int,
) -> None:
    """The send's middle after the predelay, without rumble, through the four diffusers; beside it the slow wave that
    moves the tank's taps."""
    scale, clock, state = room.rate / _PAPER_HZ, room.clock, room.state
    for i in range(count):
        x[i] = 0.5 * (send[first + i, 0] + send[first + i, 1])
    _write(lines, _PREDELAY, _M_PREDELAY, clock, x, count)
    _read(lines, _PREDELAY, _M_PREDELAY, clock, room.predelay_now, x, count)
    if room.predelay_cross > 0:
        _read(lines, _PREDELAY, _M_PREDELAY, clock, room.predelay_before, past, count)
        for i in range(count):
            x[i] += (past[i] - x[i]) * (max(room.predelay_cross - i, 0) / _CROSS_FRAMES)
        room.predelay_cross = max(room.predelay_cross - count, 0)
    if room.rise > 0:
        for i in range(count):
            x[i] *= 1.0 - max(room.rise - i, 0) / _CROSS_FRAMES
        room.rise = max(room.rise - count, 0)
    turn = 2.0 * math.pi * _WOBBLE_HZ / room.rate
    turn_cos, turn_sin, excursion = math.cos(turn), math.sin(turn), _EXCURSION * scale
    low, wave_cos, wave_sin = state[2], state[3], state[4]
    for i in range(count):
        low += (x[i] - low) * _RUMBLE
        x[i] -= low
        cosine[i], sine[i] = excursion * wave_cos, excursion * wave_sin
        wave_cos, wave_sin = wave_cos * turn_cos - wave_sin * turn_sin, wave_sin * turn_cos + wave_cos * turn_sin
    state[2], state[3], state[4] = low, wave_cos, wave_sin
    if room.kind != PLATE:
        _write(lines, _EARLY, _M_16384, clock, x, count)
    scale *= _DIFFUSERS[room.kind]
    _allpass(lines, _DIFFUSER_1, _M_1024, clock, int(142 * scale), 0.75, x, past, count)
    _allpass(lines, _DIFFUSER_2, _M_1024, clock, int(107 * scale), 0.75, x, past, count)
    _allpass(lines, _DIFFUSER_3, _M_2048, clock, int(379 * scale), 0.625, x, past, count)
    _allpass(lines, _DIFFUSER_4, _M_2048, clock, int(277 * scale), 0.625, x, past, count)


@inlined
def _tap(lines: Array, tap: tuple[int, int, int, float], clock: int, scale: float, count: int) -> Array:
    start = tap[0] + ((clock - int(tap[2] * scale)) & tap[1])
    return lines[start : start + count]


@kernel
def _listen(
    lines: Array, taps: tuple[tuple[int, int, int, float], ...], clock: int, scale: float, x: Array, count: int
) -> None:
    """The sum of one side's seven taps, in their order; in one pass unless one of them goes round its line's end."""
    whole = True
    for _, mask, delay, _ in taps:
        whole = whole and ((clock - int(delay * scale)) & mask) + count <= mask + 1
    if whole:
        a, b = _tap(lines, taps[0], clock, scale, count), _tap(lines, taps[1], clock, scale, count)
        c, d = _tap(lines, taps[2], clock, scale, count), _tap(lines, taps[3], clock, scale, count)
        e, f = _tap(lines, taps[4], clock, scale, count), _tap(lines, taps[5], clock, scale, count)
        g = _tap(lines, taps[6], clock, scale, count)
        for i in range(len(a)):
            x[i] = np.float64(a[i]) + b[i] - c[i] + d[i] - e[i] - f[i] - g[i]  # the signs of both tables
        return
    for i in range(count):
        x[i] = 0.0
    for base, mask, delay, sign in taps:
        _add(lines, base, mask, clock, int(delay * scale), sign, x, count)


@kernel
def _reflect(room: Array, lines: Array, side: int, tail: float, x: Array, count: int) -> None:
    """One side's early reflections, added to what comes of the tank."""
    for i in range(count):
        x[i] *= tail
    for tap in range(_EARLY_TAPS):
        place = int(_EARLY_MS[side, room.kind, tap] * 0.001 * room.rate)
        _add(lines, _EARLY, _M_16384, room.clock, place, _EARLY_GAINS[room.kind, tap], x, count)


@kernel
def _span(
    room: Array, send: Array, mix: Array, first: int, count: int, decay: float, tone: float, level: float
) -> None:
    lines = floats_at(room.addr_lines, REVERB_FRAMES)
    fed, x = doubles_at(room.addr_scratch, SPAN), doubles_at(room.addr_scratch + 8 * SPAN, SPAN)
    past, cosine = (
        doubles_at(room.addr_scratch + 16 * SPAN, SPAN),
        doubles_at(room.addr_scratch + 24 * SPAN, SPAN),
    )
    sine = doubles_at(room.addr_scratch + 32 * SPAN, SPAN)
    scale, clock, state = room.rate / _PAPER_HZ * _TANK[room.kind], room.clock, room.state
    spread = min(max(decay + 0.15, 0.25), 0.5)
    _feed(room, lines, send, first, fed, past, cosine, sine, count)
    for i in range(count):
        x[i] = fed[i]
    _add(lines, _RIGHT_END, _M_16384, clock, int(3163 * scale), decay, x, count)
    _wobbling_allpass(lines, _LEFT_PASS, clock, 672 * scale, cosine, -0.7, x, past, count)
    _write(lines, _LEFT_DELAY, _M_32768, clock, x, count)
    _read(lines, _LEFT_DELAY, _M_32768, clock, int(4453 * scale), x, count)

    _add(lines, _LEFT_END, _M_32768, clock, int(3720 * scale), decay, fed, count)
    _wobbling_allpass(lines, _RIGHT_PASS, clock, 908 * scale, sine, -0.7, fed, past, count)
    _write(lines, _RIGHT_DELAY, _M_32768, clock, fed, count)
    _read(lines, _RIGHT_DELAY, _M_32768, clock, int(4217 * scale), fed, count)

    _darken(x, fed, state, tone, decay, count)
    _allpass(lines, _LEFT_SPREAD, _M_16384, clock, int(1800 * scale), spread, x, past, count)
    _write(lines, _LEFT_END, _M_32768, clock, x, count)
    _allpass(lines, _RIGHT_SPREAD, _M_16384, clock, int(2656 * scale), spread, fed, past, count)
    _write(lines, _RIGHT_END, _M_16384, clock, fed, count)

    _listen(lines, _TAPS_LEFT, clock, scale, x, count)
    _listen(lines, _TAPS_RIGHT, clock, scale, past, count)
    tail = _TAIL[room.kind]
    if room.kind != PLATE:
        _reflect(room, lines, 0, tail, x, count)
        _reflect(room, lines, 1, tail, past, count)
        tail = 1.0
    if room.fade > 0:
        for i in range(count):
            share = (room.fade - i) / _CROSS_FRAMES
            x[i] *= share
            past[i] *= share
    for i in range(count):
        mix[first + i, 0] += tail * level * x[i]
        mix[first + i, 1] += tail * level * past[i]
    room.clock = clock + count
    still = 0
    while still < count and _is_still(x, past, send, first, count - 1 - still):
        still += 1
    room.still = room.still + count if still == count else still


@inlined
def _is_still(left: Array, right: Array, send: Array, first: int, i: int) -> bool:
    fed = abs(send[first + i, 0]) + abs(send[first + i, 1])
    return fed == 0.0 and abs(left[i]) < _STILL and abs(right[i]) < _STILL


@stage(REVERB, FRAMES, FRAMES, int, int, float, float, float)
def reverb(room: Array, send: Array, mix: Array, first: int, end: int, decay: float, tone: float, level: float) -> None:
    """Adds the reverb of `send` to `mix` for frames first…end, both float64 pairs; `room` is a `REVERB`."""
    while first < end:
        if room.clock == 0 and send[first, 0] == 0.0 and send[first, 1] == 0.0:
            first += 1
            continue
        count = min(min(SPAN, end - first), _STILL_FRAMES - room.still)
        if room.fade > 0:
            count = min(count, room.fade)
        _span(room, send, mix, first, count, decay, tone, level)
        first += count
        if room.fade > 0:
            room.fade -= count
            if room.fade == 0:
                empty_reverb(room)
                room.rise = _CROSS_FRAMES
        if room.still == _STILL_FRAMES:
            empty_reverb(room)


@kernel
def set_predelay(room: Array, frames: int) -> None:
    """Moves the predelay's tap, by a fade if the line is in use; called before each block."""
    frames = min(max(frames, 0), _M_PREDELAY - SPAN)
    if room.predelay_now == frames or room.predelay_cross > 0:
        return
    if room.clock > 0:
        room.predelay_before = room.predelay_now
        room.predelay_cross = _CROSS_FRAMES
    room.predelay_now = frames


@kernel
def set_kind(room: Array, kind: int) -> None:
    """Asks for a kind of reverb, by a fade if the lines are in use; called before each block."""
    if kind == room.kind_wanted:
        return
    room.kind_wanted = kind
    if room.clock == 0:
        room.kind = kind
    elif room.fade == 0:
        room.fade = _CROSS_FRAMES


@kernel
def empty_reverb(room: Array) -> None:
    """Silence in all lines (0.8 MB: 60 µs), filters and the slow wave at rest, the kind the one that is wanted."""
    lines = floats_at(room.addr_lines, REVERB_FRAMES)
    for i in range(REVERB_FRAMES):
        lines[i] = 0.0
    room.clock = 0
    room.predelay_cross = 0
    room.still = 0
    room.kind = room.kind_wanted
    room.fade = room.rise = 0
    for cell in range(len(room.state)):
        room.state[cell] = 0.0
    room.state[3] = 1.0
