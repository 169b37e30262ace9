"""Pitch correction that keeps the formants: one voice, led to the notes of a scale.

Time-domain pitch-synchronous overlap-add (F. Charpentier and M. Stella, ICASSP 1986; E. Moulines and F. Charpentier,
Speech Communication 9, 1990): grains of two periods under a Hann window, cut out one period apart and laid down a
corrected period apart. A grain keeps its shape, so the spectrum's envelope stays where it was. Its middle sits where
most of a period's energy is, the voice's own pulse, else neighbouring overtones would cancel each other in between.

The corrected sound stands where the sung one stands: a grain's source lies less than half a period from it if the sound
is known `lookahead_frames` ahead, and less than a period before it (and three frames, for the interpolation) where
nothing is. Where no voice is heard, the sound passes as it came, to the bit.
"""

from __future__ import annotations

import math

from studio.engine.arrays import doubles_at, frames_at
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.effects.pitch_track import TAPS_AHEAD, folding, hop_frames, judge, take_in
from studio.engine.stage import FRAMES, stage
from studio.engine.state import (
    PITCH,
    PITCH_GRAINS,
    PITCH_HEARD,
    PITCH_LOW,
    PITCH_MEMORY,
    PITCH_RING,
    PITCH_TAPS,
    PITCH_WET,
    PITCH_WORK,
)
from studio.engine.stereo import frame, frame_at, put_frame

AHEAD_S = 0.032
"""How far ahead a voice is read where it can be: the judgement of its lowest note is then there in time."""
_FADE_S = 0.004
_NEAREST = 4.0
"""Frames that a grain's source must lie back where nothing is known ahead."""
_MASK = PITCH_RING - 1
_WET = 2 * (PITCH_RING + TAPS_AHEAD) + PITCH_LOW + PITCH_WORK
_CENTRE = 0.15
"""Share of the way that a grain's middle moves to the pulse at each period."""
_HOPS_AHEAD = 4
_FURTHEST = 0.75
"""A voice is led no further than this, in octaves."""


@inlined
def ahead_frames(rate: float) -> int:
    """`lookahead_frames` for a voice that plays from a file."""
    return int(AHEAD_S * rate)


@kernel
def empty_pitch(record: Array) -> None:
    """Nothing heard yet. Nothing to do where that is so."""
    if record.clock == 0:
        return
    memory = doubles_at(record.addr_memory, PITCH_MEMORY)
    for i in range(len(memory)):
        memory[i] = 0.0
    record.follows = record.clock = record.still = record.heard = record.steady = record.voiced = record.grains = 0
    record.low[:] = 0.0
    record.squares[:] = 0.0
    record.levels[:] = 0.0
    record.guess = record.away = record.wet = 0.0
    record.aim = -1.0
    record.grain_end[:] = 0


@kernel
def hear_ahead(record: Array, block: Array, frames: int, ahead: int, rate: float) -> None:
    """Takes in `frames` frames of the first `ahead` of a sound, of which none is put out yet; only the last few hops
    are judged, so that a start costs little."""
    hop, i = hop_frames(rate), 0
    while i < frames:
        stop = min(frames, i + hop - record.clock % hop)
        take_in(record, block, i, stop, rate)
        if record.clock % hop == 0 and record.clock > ahead - _HOPS_AHEAD * hop:
            judge(record, 0.0, 0, rate)
        i = stop


@kernel
def pass_silence(record: Array, frames: int) -> None:
    """As `pitch` over silence, for one that holds nothing but silence: `still` is above PITCH_RING and `wet` 0."""
    record.clock += frames
    record.still += frames


@inlined
def scratch_of(record: Array) -> int:
    """The address of room for PITCH_WET frames that is free between calls."""
    return record.addr_memory + 8 * _WET


@kernel
def _row_at(record: Array, at: float) -> int:
    """The number of the last judgement of a frame not after `at`, −1 where there is none."""
    number = record.heard - 1
    while number >= 0 and number > record.heard - PITCH_HEARD and record.heard_at[number % PITCH_HEARD] > at:
        number -= 1
    return number if number >= 0 and record.heard_at[number % PITCH_HEARD] <= at else -1


@kernel
def _look_up(record: Array, at: float, amount: float) -> None:
    """Period and ratio of the voice at a frame; where none is heard they stay what they were."""
    number = _row_at(record, at)
    row = number % PITCH_HEARD
    if number < 0 or record.heard_period[row] == 0.0:
        return
    period, away = record.heard_period[row], record.heard_away[row]
    if number + 1 < record.heard:
        after = (number + 1) % PITCH_HEARD
        if record.heard_period[after] > 0.0 and record.heard_at[after] > record.heard_at[row]:
            share = min((at - record.heard_at[row]) / (record.heard_at[after] - record.heard_at[row]), 1.0)
            if abs(record.heard_period[after] - period) < 0.2 * period:
                period += (record.heard_period[after] - period) * share
                away += (record.heard_away[after] - away) * share
    record.period = period
    record.ratio = 2.0 ** min(max(away * amount / 1200.0, -_FURTHEST), _FURTHEST)


@kernel
def _off_centre(record: Array, mark: float, newest: int, fold: int) -> float:
    """How many frames after `mark`, up to half a period before or after it, the period's energy is centred; little
    where it has no centre."""
    ring = frames_at(record.addr_memory, PITCH_RING + TAPS_AHEAD)
    period = record.period
    begin = int(min(mark - 0.5 * period, newest - period))
    turn, angle = 2.0 * math.pi * fold / period, 2.0 * math.pi * (begin - mark) / period
    cosine, sine = math.cos(angle), math.sin(angle)
    turn_cosine, turn_sine = math.cos(turn), math.sin(turn)
    real, imaginary, total = 0.0, 0.0, 1e-30
    for n in range(int(period / fold + 0.5)):
        place = (begin + n * fold) & _MASK
        x = ring[place, 0] + ring[place, 1]
        x *= x
        real += x * cosine
        imaginary += x * sine
        total += x
        cosine, sine = cosine * turn_cosine - sine * turn_sine, sine * turn_cosine + cosine * turn_sine
    clear = min(4.0 * math.sqrt(real * real + imaginary * imaginary) / total, 1.0)
    return clear * math.atan2(imaginary, real) / (2.0 * math.pi) * period


@kernel
def _begin_grain(record: Array, at: int, near: float, newest: int, fold: int) -> None:
    """Takes the period that belongs to `put` and lays a grain down there; frames from `at` on are still to come."""
    period = record.period
    back = near if near > 0.0 else -0.5 * period
    while record.mark + period <= record.put - back:
        record.mark += period
        moved = _CENTRE * _off_centre(record, record.mark, newest, fold)
        record.mark += moved  # and so the place it is laid down at: what it holds stays where it was
        record.put += moved
    grain = record.grains % PITCH_GRAINS
    record.grains += 1
    distance = record.put - record.mark
    whole = int(math.floor(distance))
    part = 1.0 - (distance - whole)  # of the way from the fourth tap to the fifth
    record.grain_shift[grain] = whole + PITCH_TAPS // 2
    for tap in range(PITCH_TAPS):  # Lagrange's
        weight = 1.0
        for other in range(PITCH_TAPS):
            if other != tap:
                weight *= (part + (PITCH_TAPS // 2 - 1) - other) / (tap - other)
        record.grain_taps[grain, tap] = weight
    turn = math.pi / period
    angle = turn * (at - record.put)
    record.grain_wave[grain, 0], record.grain_wave[grain, 1] = math.cos(angle), math.sin(angle)
    record.grain_wave[grain, 2], record.grain_wave[grain, 3] = math.cos(turn), math.sin(turn)
    record.grain_gain[grain] = 0.5 / math.sqrt(record.ratio)  # as loud with more grains a second, or fewer
    record.grain_end[grain] = int(math.ceil(record.put + period))


@kernel
def _add_grain(record: Array, grain: int, wet: Array, at: int, first: int, end: int) -> None:
    """Adds frames first…end of a grain to a stretch of the corrected sound that begins at frame `at`."""
    ring, taps = frames_at(record.addr_memory, PITCH_RING + TAPS_AHEAD), record.grain_taps[grain]
    w0, w1, w2, w3 = taps[0], taps[1], taps[2], taps[3]
    w4, w5, w6, w7 = taps[4], taps[5], taps[6], taps[7]
    wave, gain, shift = record.grain_wave[grain], record.grain_gain[grain], record.grain_shift[grain]
    cosine, sine, turn_cosine, turn_sine = wave[0], wave[1], wave[2], wave[3]
    for t in range(first, end):
        place = (t - shift) & _MASK
        x = (frame_at(ring, place) * w0 + frame_at(ring, place + 1) * w1) + (
            frame_at(ring, place + 2) * w2 + frame_at(ring, place + 3) * w3
        )
        y = (frame_at(ring, place + 4) * w4 + frame_at(ring, place + 5) * w5) + (
            frame_at(ring, place + 6) * w6 + frame_at(ring, place + 7) * w7
        )
        put_frame(wet, t - at, frame_at(wet, t - at) + (x + y) * (gain + gain * cosine))
        cosine, sine = cosine * turn_cosine - sine * turn_sine, sine * turn_cosine + cosine * turn_sine
    wave[0], wave[1] = cosine, sine


@kernel
def _speak(record: Array, wet: Array, at: int, end: int, amount: float, lookahead: int, rate: float) -> None:
    """The corrected sound of frames at…end into `wet`."""
    for i in range(end - at):
        put_frame(wet, i, frame(0.0, 0.0))
    fold, near = folding(rate), _NEAREST if lookahead == 0 else 0.0
    t = at
    while t < end:
        while record.put - record.period <= t:
            _look_up(record, record.put, amount)
            _begin_grain(record, t, near, t + lookahead + 1, fold)
            record.put += record.period / record.ratio
        stop = min(end, int(math.ceil(record.put - record.period)))
        for number in range(max(record.grains - PITCH_GRAINS, 0), record.grains):
            grain = number % PITCH_GRAINS
            if record.grain_end[grain] > t:
                _add_grain(record, grain, wet, at, t, min(stop, record.grain_end[grain]))
        t = stop


@kernel
def _set_in(record: Array, at: int, amount: float, lookahead: int, fade: int, rate: float) -> None:
    """A voice begins: its first grain lies where it was sung, its middle at the pulse nearest to here."""
    fold, newest = folding(rate), at + lookahead + 1
    near = _NEAREST if lookahead == 0 else 0.0
    _look_up(record, at + fade if lookahead > 0 else float(at), amount)
    record.mark = at - near - (record.period if lookahead == 0 else 0.0)
    record.mark += _off_centre(record, record.mark, newest, fold)
    while record.mark + record.period <= at - near:
        record.mark += record.period
    record.put = record.mark + near
    record.grain_end[:] = 0


@stage(PITCH, FRAMES, int, int, float, float, int, int, float)
def pitch(
    record: Array,
    block: Array,
    first: int,
    end: int,
    amount: float,
    retune_ms: float,
    scale_mask: int,
    lookahead_frames: int,
    rate: float,
) -> None:
    """Corrects frames first…end of a block in place; what comes out was put in `lookahead_frames` before.

    `amount` 0…100 % of the way to the nearest note of `scale_mask` (bit 0 is C; 0: all twelve), which is reached within
    `retune_ms`; at 0 it is a delay. A voice is in the middle: the middle is what is heard, and both sides are moved by
    the same marks.
    """
    ring = frames_at(record.addr_memory, PITCH_RING + TAPS_AHEAD)
    wet = frames_at(record.addr_memory + 8 * _WET, PITCH_WET)
    hop, fade = hop_frames(rate), int(_FADE_S * rate)
    i = first
    while i < end:
        stop = min(end, i + hop - record.clock % hop)
        if record.clock % hop == 0:
            wanted = _row_at(record, float(record.clock - lookahead_frames + (fade if lookahead_frames > 0 else 0)))
            if lookahead_frames == 0:
                wanted = record.heard - 1
            voiced = amount > 0.0 and wanted >= 0 and record.heard_period[wanted % PITCH_HEARD] > 0.0
            if voiced and record.wet == 0.0:
                _set_in(record, record.clock - lookahead_frames, amount, lookahead_frames, fade, rate)
            record.voiced = 1 if voiced else 0
        at = record.clock - lookahead_frames
        take_in(record, block, i, stop, rate)
        if record.voiced == 0 and record.wet == 0.0:
            for n in range(stop - i):
                put_frame(block, i + n, frame_at(ring, (at + n) & _MASK))
        else:
            _speak(record, wet, at, at + stop - i, amount, lookahead_frames, rate)
            step, target, share = 1.0 / fade, 1.0 if record.voiced else 0.0, record.wet
            for n in range(stop - i):
                share += min(max(target - share, -step), step)
                dry = frame_at(ring, (at + n) & _MASK)
                put_frame(block, i + n, dry * (1.0 - share) + frame_at(wet, n) * share)
            record.wet = share
        if record.clock % hop == 0:
            if amount > 0.0 or record.wet > 0.0:
                judge(record, retune_ms, scale_mask, rate)
            else:
                _pass_over(record)
        i = stop


@kernel
def _pass_over(record: Array) -> None:
    """A hop that nobody asks about."""
    record.squares[:] = 0.0
    record.levels[:] = 0.0
    record.guess = record.away = 0.0
    record.aim = -1.0
    record.heard = record.steady = 0
