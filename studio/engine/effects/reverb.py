"""The reverb: J. Dattorro's plate, "Effect Design, Part 1: Reverberator and Other Filters" (JAES 45/9, 1997), figure 1 and table 1.

Lengths are the paper's, in samples at 29 761 Hz, scaled to the rate. All lines share one clock that counts frames since they were
emptied; what lies before that counts as silence. `decay` is what one half of the tank keeps, so that the sound has fallen by 60 dB
after `reverb_decay_s`.
"""

from __future__ import annotations

import math

from studio.engine.arrays import floats_at
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import REVERB_FRAMES

_PAPER_HZ = 29761.0
_CROSS_FRAMES = 2048
_EXCURSION = 12.0
_WOBBLE_HZ = 0.9
_HALF_S = (672 + 4453 + 1800 + 3720) / _PAPER_HZ
# each line: where it begins in the buffer, and its length − 1
_PREDELAY, _M_PREDELAY = 0, 16383
_DIFFUSER_1, _M_512 = 16384, 511
_DIFFUSER_2 = _DIFFUSER_1 + 512
_DIFFUSER_3, _M_2048 = _DIFFUSER_2 + 512, 2047
_DIFFUSER_4, _M_1024 = _DIFFUSER_3 + 2048, 1023
_LEFT_PASS, _M_4096 = _DIFFUSER_4 + 1024, 4095
_LEFT_DELAY, _M_16384 = _LEFT_PASS + 4096, 16383
_LEFT_SPREAD, _M_8192 = _LEFT_DELAY + 16384, 8191
_LEFT_END = _LEFT_SPREAD + 8192
_RIGHT_PASS = _LEFT_END + 16384
_RIGHT_DELAY = _RIGHT_PASS + 4096
_RIGHT_SPREAD = _RIGHT_DELAY + 16384
_RIGHT_END = _RIGHT_SPREAD + 16384


@inlined
def _read(lines: Array, base: int, mask: int, clock: int, delay: int) -> float:
    return lines[base + ((clock - delay) & mask)] if clock >= delay else 0.0


@inlined
def _allpass(lines: Array, base: int, mask: int, clock: int, delay: int, gain: float, x: float) -> float:
    past = _read(lines, base, mask, clock, delay)
    inside = x - gain * past
    lines[base + (clock & mask)] = inside
    return past + gain * inside


@inlined
def _wobbling_allpass(lines: Array, base: int, clock: int, delay: float, gain: float, x: float) -> float:
    whole = int(delay)
    part = delay - whole
    near = _read(lines, base, _M_4096, clock, whole)
    past = near + part * (_read(lines, base, _M_4096, clock, whole + 1) - near)
    inside = x - gain * past
    lines[base + (clock & _M_4096)] = inside
    return past + gain * inside


@kernel
def decay_for(seconds: float) -> float:
    """What one half of the tank keeps at each of its two multiplications for a fall of 60 dB in so many seconds."""
    return 10.0 ** (-3.0 * _HALF_S / (2.0 * seconds))


@kernel
def reverb(engine: Array, send: Array, mix: Array, first: int, end: int, decay: float, tone: float, level: float) -> None:
    """Adds the reverb of `send` to `mix` for frames first…end, both float64 pairs."""
    lines = floats_at(engine.addr_reverb_lines, REVERB_FRAMES)
    scale = engine.rate / _PAPER_HZ
    d1, d2, d3, d4 = int(142 * scale), int(107 * scale), int(379 * scale), int(277 * scale)
    left_pass, left_delay, left_spread, left_end = 672 * scale, int(4453 * scale), int(1800 * scale), int(3720 * scale)
    right_pass, right_delay, right_spread, right_end = 908 * scale, int(4217 * scale), int(2656 * scale), int(3163 * scale)
    l1, l2, l3, l4 = int(266 * scale), int(2974 * scale), int(1913 * scale), int(1996 * scale)
    l5, l6, l7 = int(1990 * scale), int(187 * scale), int(1066 * scale)
    r1, r2, r3, r4 = int(353 * scale), int(3627 * scale), int(1228 * scale), int(2673 * scale)
    r5, r6, r7 = int(2111 * scale), int(335 * scale), int(121 * scale)
    wide = _EXCURSION * scale * 0.5
    spread = min(max(decay + 0.15, 0.25), 0.5)
    turn_cos = math.cos(2.0 * math.pi * _WOBBLE_HZ / engine.rate)
    turn_sin = math.sin(2.0 * math.pi * _WOBBLE_HZ / engine.rate)
    state = engine.reverb_state
    damp_l, damp_r, low, wave_cos, wave_sin = state[0], state[1], state[2], state[3], state[4]
    clock, now, before, cross = engine.reverb_clock, engine.predelay_now, engine.predelay_before, engine.predelay_cross
    for i in range(first, end):
        lines[_PREDELAY + (clock & _M_PREDELAY)] = 0.5 * (send[i, 0] + send[i, 1])
        x = _read(lines, _PREDELAY, _M_PREDELAY, clock, now)
        if cross > 0:
            x += (_read(lines, _PREDELAY, _M_PREDELAY, clock, before) - x) * (cross / _CROSS_FRAMES)
            cross -= 1
        low += (x - low) * 0.02  # the plate takes no rumble: first-order high-pass near 150 Hz
        x -= low
        x = _allpass(lines, _DIFFUSER_1, _M_512, clock, d1, 0.75, x)
        x = _allpass(lines, _DIFFUSER_2, _M_512, clock, d2, 0.75, x)
        x = _allpass(lines, _DIFFUSER_3, _M_2048, clock, d3, 0.625, x)
        x = _allpass(lines, _DIFFUSER_4, _M_1024, clock, d4, 0.625, x)
        from_right = _read(lines, _RIGHT_END, _M_16384, clock, right_end)
        from_left = _read(lines, _LEFT_END, _M_16384, clock, left_end)

        y = _wobbling_allpass(lines, _LEFT_PASS, clock, left_pass + wide * wave_cos, -0.7, x + decay * from_right)
        lines[_LEFT_DELAY + (clock & _M_16384)] = y
        damp_l += (_read(lines, _LEFT_DELAY, _M_16384, clock, left_delay) - damp_l) * tone
        y = _allpass(lines, _LEFT_SPREAD, _M_8192, clock, left_spread, spread, damp_l * decay)
        lines[_LEFT_END + (clock & _M_16384)] = y

        y = _wobbling_allpass(lines, _RIGHT_PASS, clock, right_pass + wide * wave_sin, -0.7, x + decay * from_left)
        lines[_RIGHT_DELAY + (clock & _M_16384)] = y
        damp_r += (_read(lines, _RIGHT_DELAY, _M_16384, clock, right_delay) - damp_r) * tone
        y = _allpass(lines, _RIGHT_SPREAD, _M_16384, clock, right_spread, spread, damp_r * decay)
        lines[_RIGHT_END + (clock & _M_16384)] = y

        left = (
            _read(lines, _RIGHT_DELAY, _M_16384, clock, l1)
            + _read(lines, _RIGHT_DELAY, _M_16384, clock, l2)
            - _read(lines, _RIGHT_SPREAD, _M_16384, clock, l3)
            + _read(lines, _RIGHT_END, _M_16384, clock, l4)
            - _read(lines, _LEFT_DELAY, _M_16384, clock, l5)
            - _read(lines, _LEFT_SPREAD, _M_8192, clock, l6)
            - _read(lines, _LEFT_END, _M_16384, clock, l7)
        )
        right = (
            _read(lines, _LEFT_DELAY, _M_16384, clock, r1)
            + _read(lines, _LEFT_DELAY, _M_16384, clock, r2)
            - _read(lines, _LEFT_SPREAD, _M_8192, clock, r3)
            + _read(lines, _LEFT_END, _M_16384, clock, r4)
            - _read(lines, _RIGHT_DELAY, _M_16384, clock, r5)
            - _read(lines, _RIGHT_SPREAD, _M_16384, clock, r6)
            - _read(lines, _RIGHT_END, _M_16384, clock, r7)
        )
        mix[i, 0] += 0.6 * level * left
        mix[i, 1] += 0.6 * level * right
        turned = wave_cos * turn_cos - wave_sin * turn_sin
        wave_sin = wave_sin * turn_cos + wave_cos * turn_sin
        wave_cos = turned
        clock += 1
    state[0], state[1], state[2], state[3], state[4] = damp_l, damp_r, low, wave_cos, wave_sin
    engine.reverb_clock, engine.predelay_cross = clock, cross


@kernel
def set_predelay(engine: Array, frames: int) -> None:
    """Moves the predelay's tap, by a fade if the line is in use; called before each block."""
    frames = min(max(frames, 0), _M_PREDELAY)
    if engine.predelay_now == frames or engine.predelay_cross > 0:
        return
    if engine.reverb_clock > 0:
        engine.predelay_before = engine.predelay_now
        engine.predelay_cross = _CROSS_FRAMES
    engine.predelay_now = frames


@kernel
def empty_reverb(engine: Array) -> None:
    """Silence in all lines, filters and the slow wave at rest."""
    engine.reverb_clock = 0
    engine.predelay_cross = 0
    engine.reverb_state[:] = 0.0
    engine.reverb_state[3] = 1.0
