"""How high a voice sings, told every 32 samples of a low-passed copy at 11 to 12 kHz.

First over the whole range: the normalised square difference of P. McLeod and G. Wyvill ("A Smarter Way to Find Pitch",
ICMC 2005), the first dip that is nearly as deep as the deepest one, so that no multiple of the period is taken for it;
half and a third of the period before must be as deep as it, so that a strong overtone is not. Then round that dip over
little more than one period, at each lag, with a parabola through the best three. All is counted in frames heard, so
blocks of any size are told the same.
"""

from __future__ import annotations

import math

from studio.engine.arrays import doubles_at, frames_at
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import PITCH_HEARD, PITCH_LOW, PITCH_MEMORY, PITCH_RING, PITCH_WORK

LOWEST_HZ, HIGHEST_HZ = 65.0, 950.0
TAPS_AHEAD = 8
"""Frames at the start of the ring that stand behind its end once more, so that neighbours can be read in one go."""
_LOW_HZ, _CUT_HZ, _SLOW = 12_000.0, 1_500.0, 0.02
_HOP = 32
"""Samples of the low rate between two judgements."""
_WINDOW, _LONGEST = 160, 192
_SHORT, _LONG, _PERIODS = 72, 240, 1.25
_LATE_S = 0.000277
"""What the low-pass delays by: (0.5412 + 1.3066)⁻¹-fold poles of a fourth-order Butterworth at 1 500 Hz."""
_RING = 2 * (PITCH_RING + TAPS_AHEAD)
_MASK, _LOW_MASK = PITCH_RING - 1, PITCH_LOW - 1
_QUIET = 1e-7
"""Mean square of the low part below which nobody sings: −70 dBFS."""
_HISS = 0.03
"""Share of the low part below which it is a hiss."""
_CLEAR_TO_BEGIN, _CLEAR = 0.12, 0.3
"""How far from repeating itself, 0 being not at all, a voice may be to begin and to go on."""
_STEADY_TO_BEGIN, _STEADY = 0.04, 0.15
"""By how much of its length a period may differ from the one before."""
_HOPS_TO_BEGIN = 3
_AS_DEEP, _AS_DEEP_AS_ONE_BEFORE = 0.06, 0.02
_HOLD = 0.15
"""Semitones by which another note must be nearer before the voice is led there."""
_ARRIVED = 3.0
"""Time constants in `retune_ms`: then 95 % of the way is gone."""


@inlined
def _audio(x: float) -> float:
    """A sample, or silence where it is none: a ring that met no number would repeat it."""
    return x if abs(x) < 1e6 else 0.0


@inlined
def folding(rate: float) -> int:
    """Frames for each sample of the low rate: 4 up to 48 kHz, 8 above."""
    return 4 if rate < 60_000.0 else 8


@kernel
def hop_frames(rate: float) -> int:
    """Frames between two judgements."""
    return _HOP * folding(rate)


@kernel
def take_in(record: Array, block: Array, first: int, end: int, rate: float) -> None:
    """Puts frames first…end into the ring and their low part beside it; must not go beyond the end of a hop."""
    memory = doubles_at(record.addr_memory, PITCH_MEMORY)
    ring = frames_at(record.addr_memory, PITCH_RING + TAPS_AHEAD)
    fold, clock, still = folding(rate), record.clock, record.still
    w = math.tan(math.pi * min(_CUT_HZ / rate, 0.4))
    one, other = 1.0 / (1.0 + w / 0.54119610 + w * w), 1.0 / (1.0 + w / 1.30656296 + w * w)
    b1, b2 = w * w * one, w * w * other
    p1, p2 = 2.0 * (w * w - 1.0) * one, 2.0 * (w * w - 1.0) * other
    q1, q2 = (1.0 - w / 0.54119610 + w * w) * one, (1.0 - w / 1.30656296 + w * w) * other
    s1, s2, s3, s4, slow = record.low[0], record.low[1], record.low[2], record.low[3], record.low[4]
    square, low_square = record.squares[0], record.squares[1]
    for i in range(first, end):
        left, right = _audio(block[i, 0]), _audio(block[i, 1])
        place = clock & _MASK
        ring[place, 0], ring[place, 1] = left, right
        if place < TAPS_AHEAD:
            ring[place + PITCH_RING, 0], ring[place + PITCH_RING, 1] = left, right
        still = still + 1 if left == 0.0 and right == 0.0 else 0
        if still == PITCH_RING:  # nothing is left in the ring: nor in here, so that it may rest
            s1 = s2 = s3 = s4 = slow = square = low_square = 0.0
            record.levels[:] = 0.0
        x = 0.5 * (left + right)
        square += x * x
        y = b1 * x + s1
        s1 = 2.0 * b1 * x - p1 * y + s2
        s2 = b1 * x - q1 * y
        z = b2 * y + s3
        s3 = 2.0 * b2 * y - p2 * z + s4
        s4 = b2 * y - q2 * z
        clock += 1
        if clock % fold == 0:
            slow += (z - slow) * _SLOW
            z -= slow
            low_square += z * z
            memory[_RING + ((clock // fold) & _LOW_MASK)] = z
    record.clock, record.still = clock, still
    record.low[0], record.low[1], record.low[2], record.low[3], record.low[4] = s1, s2, s3, s4, slow
    record.squares[0], record.squares[1] = square, low_square


@inlined
def _top(a: float, b: float, c: float) -> float:
    """Where between −½ and ½ the parabola through three neighbours turns, the middle one being the furthest out."""
    bend = a - 2.0 * b + c
    return 0.5 * (a - c) / bend if bend != 0.0 else 0.0


@kernel
def _coarse(x: Array, depth: Array, shortest: int, longest: int, before: float, clear: float) -> float:
    """The period in samples of `x`, newest first, and 0 where it is not `clear`. `before`: the one of the hop
    before."""
    for lag in range(shortest - 1, longest + 2):
        depth[lag] = 0.0
    own = 0.0
    for n in range(0, _WINDOW, 2):
        now, past = x[n], x[n + shortest - 1 : n + longest + 2]
        own += now * now
        sums = depth[shortest - 1 : longest + 2]
        for lag in range(len(sums)):
            sums[lag] += now * past[lag]
    even, odd = 0.0, 0.0
    begin = shortest - 1
    for n in range(0, _WINDOW, 2):
        even += x[n + begin] * x[n + begin]
        odd += x[n + begin + 1] * x[n + begin + 1]
    for lag in range(begin, longest + 2):
        both = own + max(even, 0.0) + 1e-30
        depth[lag] = 1.0 - 2.0 * depth[lag] / both
        grown = even - x[lag] * x[lag] + x[lag + _WINDOW] * x[lag + _WINDOW]
        even, odd = odd, grown
    deepest = clear
    for lag in range(shortest, longest + 1):
        if depth[lag] <= depth[lag - 1] and depth[lag] < depth[lag + 1]:
            turn = _top(depth[lag - 1], depth[lag], depth[lag + 1])
            deepest = min(deepest, depth[lag] - 0.25 * (depth[lag - 1] - depth[lag + 1]) * turn)
    if deepest >= clear:
        return 0.0
    for lag in range(shortest, longest + 1):
        if depth[lag] <= depth[lag - 1] and depth[lag] < depth[lag + 1]:
            turn = _top(depth[lag - 1], depth[lag], depth[lag + 1])
            value, period = depth[lag] - 0.25 * (depth[lag - 1] - depth[lag + 1]) * turn, lag + turn
            margin = _AS_DEEP
            if before > 0.0 and period < 0.7 * before:
                margin = _AS_DEEP_AS_ONE_BEFORE
            if value <= deepest + margin:
                return period
    return 0.0


@inlined
def _likeness(x: Array, lag: int, count: int) -> float:
    """How alike the newest `count` samples and those `lag` before them are: 1 is the same up to its loudness."""
    ab, aa, bb = 0.0, 0.0, 0.0
    for n in range(count):
        ab += x[n] * x[n + lag]
        aa += x[n] * x[n]
        bb += x[n + lag] * x[n + lag]
    return ab / math.sqrt(aa * bb + 1e-60)


@kernel
def _refined(x: Array, coarse: float, count: int, shortest: int, longest: int, clear: float) -> float:
    """The period to a fraction of a sample, from the newest `count`; 0 where it is not `clear`."""
    middle = int(coarse + 0.5)
    low, high = max(middle - 3, shortest - 2), min(middle + 3, longest + 2)
    best, at, below, above, last = -2.0, -1, 0.0, 0.0, 0.0
    for lag in range(low, high + 1):
        value = _likeness(x, lag, count)
        if at == lag - 1:
            above = value
        if value > best:
            best, at, below = value, lag, last
        last = value
    if at <= low or at >= high or best < 1.0 - clear:
        return 0.0
    return at + _top(below, best, above)


@kernel
def _aim(record: Array, period: float, retune_ms: float, scale_mask: int, rate: float) -> None:
    """Leads the voice on towards the nearest note of the scale, from where it is now."""
    note = 69.0 + 12.0 * math.log2(rate / (period * 440.0))
    mask = scale_mask & 4095
    if mask == 0:
        mask = 4095
    nearest, distance = record.aim, 1e9
    middle = int(math.floor(note + 0.5))
    for candidate in range(middle - 6, middle + 7):
        if (mask >> (candidate % 12)) & 1:
            away = abs(note - candidate) - (_HOLD if candidate == record.aim else 0.0)
            if away < distance:
                nearest, distance = float(candidate), away
    record.aim = nearest
    wanted = nearest - note
    hop_s = hop_frames(rate) / rate
    follow = 1.0 - math.exp(-_ARRIVED * hop_s * 1000.0 / retune_ms) if retune_ms > 0.0 else 1.0
    record.away += (wanted - record.away) * follow


@kernel
def judge(record: Array, retune_ms: float, scale_mask: int, rate: float) -> None:
    """At the end of a hop: whether there is a voice, how high, and where it is led; writes a row of `heard`."""
    memory, fold = doubles_at(record.addr_memory, PITCH_MEMORY), folding(rate)
    low_rate, hop = rate / fold, hop_frames(rate)
    for kind in range(2):
        record.levels[kind] = 0.5 * record.levels[kind] + record.squares[kind] / hop
        record.squares[kind] = 0.0
    shortest, longest = int(low_rate / HIGHEST_HZ), min(int(low_rate / LOWEST_HZ) + 1, _LONGEST - 2)
    low_level = record.levels[1] * fold
    period, middle = 0.0, 0.5 * _SHORT
    if low_level > _QUIET and low_level > _HISS * record.levels[0]:
        work = memory[_RING + PITCH_LOW : _RING + PITCH_LOW + PITCH_WORK]
        newest = record.clock // fold
        for n in range(_LONG + _LONGEST + 4):
            work[n] = memory[_RING + ((newest - n) & _LOW_MASK)]
        clear = _CLEAR if record.steady >= _HOPS_TO_BEGIN else _CLEAR_TO_BEGIN
        coarse = _coarse(work, work[512:], shortest, longest, record.guess / fold, clear)
        if coarse > 0.0:
            count = min(max(int(_PERIODS * coarse), _SHORT), _LONG)
            period = _refined(work, coarse, count, shortest, longest, clear)
            middle = 0.5 * (count + period)
    period *= fold
    steady = _STEADY if record.steady >= _HOPS_TO_BEGIN else _STEADY_TO_BEGIN
    record.steady = record.steady + 1 if period > 0.0 and abs(record.guess - period) < steady * period else 0
    record.guess, sure = period, record.steady >= _HOPS_TO_BEGIN
    if sure:
        _aim(record, period, retune_ms, scale_mask, rate)
    else:
        record.aim, record.away = -1.0, 0.0
    row = record.heard % PITCH_HEARD
    record.heard_at[row] = record.clock - fold * middle - _LATE_S * rate
    record.heard_period[row] = period if sure else 0.0
    record.heard_away[row] = record.away
    record.heard += 1
