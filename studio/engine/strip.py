"""The channel strip: what a track plays, through noise reduction, high-pass, three bands, gate, compressor, de-esser,
saturation, width and level, into its own buffer. No stage delays it.

Tone (filters and all that follows them up to the level) glides by moving its coefficients frame by frame for `GLIDE_S`;
levels move per frame for as long; the noise reduction smooths by itself. A stage that is switched off is one whose
coefficients let everything through to the bit, so switching is a glide like any other, and it is left out once it has
come there.

A strip that has heard nothing for long rests, and is left out altogether. It rests only when it stands exactly as
silence of any length would leave it, so that when it does is of no consequence for the bits.
"""

from __future__ import annotations

import math

import numpy as np

from studio import params
from studio.engine.arrays import (
    doubles_at,
    frames_at,
    hits_at,
    plan_tracks_at,
    points_at,
    sounds_at,
    strips_at,
    sweeps_at,
    voices_at,
)
from studio.engine.compiler import Array, kernel
from studio.engine.curves import FADER, begin_curve, end_curve, forget_curves, gain_of, take_over, write_gains
from studio.engine.effects.deesser import deess, empty_deesser, write_deesser
from studio.engine.effects.dynamics import (
    UNHEARD,
    compress,
    gate_in_silence,
    level_in_silence,
    write_compressor,
    write_gate,
)
from studio.engine.effects.filters import filter_four, write_flat, write_highpass, write_peak, write_shelf
from studio.engine.effects.loudness import weigh
from studio.engine.effects.noise import empty_noise, noise_at_rest, noise_total, reduce_noise, takes_noise, write_noise
from studio.engine.effects.saturation import empty_saturation, saturate, take_body, write_saturation
from studio.engine.effects.sweep import empty_sweep, sweep
from studio.engine.stage import stage
from studio.engine.state import (
    DUCK,
    ENGINE,
    ESS_MOST,
    GATE_RANGE,
    HITS,
    LEVELS,
    MAKEUP,
    NO_KEY,
    PIECE,
    PLAIN,
    PLAN,
    POINTS,
    SCRATCH,
    SLOPE,
    SOUNDS,
    STATUS,
    SWEEPS,
    TONE,
    TRACKS,
    VOICES,
    WIDTH,
)
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of
from studio.engine.tuned import play_clips
from studio.engine.voices import any_voice, pass_duck, render_voices, start_duck, start_voice

GLIDE_S = 0.02
_KNOBS = len(params.TRACK)
_GAIN_DB, _PAN = params.TRACK_INDEX["gain_db"], params.TRACK_INDEX["pan"]
_WIDTH, _TRIM_DB = params.TRACK_INDEX["width"], params.TRACK_INDEX["trim_db"]
_MUTE, _SOLO = params.TRACK_INDEX["mute"], params.TRACK_INDEX["solo"]
_HIGHPASS_ON, _HIGHPASS_HZ = params.TRACK_INDEX["highpass_on"], params.TRACK_INDEX["highpass_hz"]
_EQ_ON = params.TRACK_INDEX["eq_on"]
_LOW_HZ, _LOW_DB = params.TRACK_INDEX["low_hz"], params.TRACK_INDEX["low_db"]
_MID_HZ, _MID_DB, _MID_Q = params.TRACK_INDEX["mid_hz"], params.TRACK_INDEX["mid_db"], params.TRACK_INDEX["mid_q"]
_HIGH_HZ, _HIGH_DB = params.TRACK_INDEX["high_hz"], params.TRACK_INDEX["high_db"]
_GATE_ON, _GATE_THRESHOLD_DB = params.TRACK_INDEX["gate_on"], params.TRACK_INDEX["gate_threshold_db"]
_GATE_RATIO, _GATE_RANGE_DB = params.TRACK_INDEX["gate_ratio"], params.TRACK_INDEX["gate_range_db"]
_GATE_RELEASE_MS = params.TRACK_INDEX["gate_release_ms"]
_COMPRESSOR_ON = params.TRACK_INDEX["compressor_on"]
_THRESHOLD_DB, _RATIO = params.TRACK_INDEX["threshold_db"], params.TRACK_INDEX["ratio"]
_ATTACK_MS, _RELEASE_MS = params.TRACK_INDEX["attack_ms"], params.TRACK_INDEX["release_ms"]
_MAKEUP_DB = params.TRACK_INDEX["makeup_db"]
_DEESSER_ON, _DEESSER_HZ = params.TRACK_INDEX["deesser_on"], params.TRACK_INDEX["deesser_hz"]
_DEESSER_THRESHOLD_DB = params.TRACK_INDEX["deesser_threshold_db"]
_DEESSER_RANGE_DB = params.TRACK_INDEX["deesser_range_db"]
_SATURATION_ON, _SATURATION_MIX = params.TRACK_INDEX["saturation_on"], params.TRACK_INDEX["saturation_mix"]
_SATURATION_DRIVE_DB = params.TRACK_INDEX["saturation_drive_db"]
_DELAY_SEND, _REVERB_SEND = params.TRACK_INDEX["delay_send_db"], params.TRACK_INDEX["reverb_send_db"]
_LEVEL_TURNS, _TONE_TURNS, _NOISE_TURNS = 1, 2, 3
_OF_TONE = ("highpass", "eq", "gate", "compressor", "deesser", "saturation")
_TURNS = np.array(
    [
        _TONE_TURNS
        if row.effect in _OF_TONE or row.name == "width"
        else {"level": _LEVEL_TURNS, "send": _LEVEL_TURNS, "noise": _NOISE_TURNS}.get(row.effect, 0)
        for row in params.TRACK
    ]
)
"""By a knob's number: what turning it changes."""


@kernel
def _write_tone(tone: Array, knobs: Array, rate: float) -> None:
    write_flat(tone, 0)
    write_flat(tone, 5)
    write_flat(tone, 10)
    write_flat(tone, 15)
    if knobs[_HIGHPASS_ON] > 0.5:
        write_highpass(tone, 0, knobs[_HIGHPASS_HZ], rate)
    if knobs[_EQ_ON] > 0.5:
        write_shelf(tone, 5, knobs[_LOW_HZ], knobs[_LOW_DB], False, rate)
        write_peak(tone, 10, knobs[_MID_HZ], knobs[_MID_DB], knobs[_MID_Q], rate)
        write_shelf(tone, 15, knobs[_HIGH_HZ], knobs[_HIGH_DB], True, rate)
    on = knobs[_COMPRESSOR_ON] > 0.5
    write_compressor(
        tone,
        knobs[_THRESHOLD_DB],
        knobs[_RATIO] if on else 1.0,
        knobs[_ATTACK_MS],
        knobs[_RELEASE_MS],
        knobs[_MAKEUP_DB] if on else 0.0,
        rate,
    )
    range_db = knobs[_GATE_RANGE_DB] if knobs[_GATE_ON] > 0.5 else 0.0
    write_gate(tone, knobs[_GATE_THRESHOLD_DB], knobs[_GATE_RATIO], range_db, knobs[_GATE_RELEASE_MS], rate)
    range_db = knobs[_DEESSER_RANGE_DB] if knobs[_DEESSER_ON] > 0.5 else 0.0
    write_deesser(tone, knobs[_DEESSER_HZ], knobs[_DEESSER_THRESHOLD_DB], range_db, rate)
    mix = knobs[_SATURATION_MIX] if knobs[_SATURATION_ON] > 0.5 else 0.0
    write_saturation(tone, knobs[_SATURATION_DRIVE_DB], mix, rate)
    tone[WIDTH] = knobs[_WIDTH]


@kernel
def _write_levels(levels: Array, knobs: Array, moves: Array, group: float) -> None:
    """`group`: the gain of the track's group, 0 where the track is not heard. A fader whose curve is heard is open."""
    fader, pan = 1.0 if moves[FADER] else gain_of(knobs[_GAIN_DB]), knobs[_PAN]
    gain = fader * gain_of(knobs[_TRIM_DB]) * group
    levels[0] = gain * (math.cos(pan * math.pi / 2.0) if pan > 0.0 else 1.0)
    levels[1] = gain * (math.cos(pan * math.pi / 2.0) if pan < 0.0 else 1.0)
    levels[2] = 0.0 if moves[1] else gain_of(knobs[_DELAY_SEND])
    levels[3] = levels[2]
    levels[4] = 0.0 if moves[2] else gain_of(knobs[_REVERB_SEND])
    levels[5] = levels[4]


@kernel
def turn_knobs(strip: Array, knobs: Array, track: Array, group_gain: float, any_solo: bool, rate: float) -> None:
    """Takes over where the knobs stand now: a track new to the strip starts there, else what changed begins to
    glide."""
    audible = 1.0 if knobs[_MUTE] < 0.5 and (not any_solo or knobs[_SOLO] > 0.5) else 0.0
    fresh, glide = strip.uid != track.uid, max(int(GLIDE_S * rate), 1)
    passed = take_over(strip, track, gain_of(strip.knobs[_GAIN_DB]), glide)
    level_turned = fresh or passed or strip.audible != audible or strip.group_gain != group_gain
    tone_turned = noise_turned = fresh
    for number in range(_KNOBS):
        if strip.knobs[number] != knobs[number]:
            strip.knobs[number] = knobs[number]
            level_turned = level_turned or _TURNS[number] == _LEVEL_TURNS
            tone_turned = tone_turned or _TURNS[number] == _TONE_TURNS
            noise_turned = noise_turned or _TURNS[number] == _NOISE_TURNS
    if noise_turned:
        write_noise(strip, rate)
    if fresh:
        empty_strip(strip)
        forget_curves(strip)
        strip.uid = track.uid
    strip.audible, strip.group_gain = audible, group_gain
    if level_turned:
        _write_levels(strip.levels_target, strip.knobs, strip.moves, audible * group_gain)
        strip.level_left = strip.send_left = 0 if fresh else glide
        for cell in range(LEVELS):
            strip.levels_step[cell] = (strip.levels_target[cell] - strip.levels[cell]) / glide
            if fresh:
                strip.levels[cell] = strip.levels_target[cell]
    if tone_turned:
        _write_tone(strip.tone_target, strip.knobs, rate)
        strip.tone_left = 0 if fresh else glide
        for cell in range(TONE):
            strip.tone_step[cell] = (strip.tone_target[cell] - strip.tone[cell]) / glide
            if fresh:
                strip.tone[cell] = strip.tone_target[cell]


@kernel
def empty_strip(strip: Array) -> None:
    """As after long silence, nothing ducked."""
    strip.filters[:] = 0.0
    strip.duck_age = strip.duck_frames = 0
    empty_sweep(strip)
    empty_noise(strip)
    strip.held, strip.reduction, strip.gate = level_in_silence(), 0.0, UNHEARD
    empty_deesser(strip)
    empty_saturation(strip)


@kernel
def _is_flat(tone: Array) -> bool:
    for band in range(0, 20, 5):
        if tone[band] != 1.0:
            return False
        for cell in range(band + 1, band + 5):
            if tone[cell] != 0.0:
                return False
    return True


@kernel
def _widen(width: float, block: Array, first: int, end: int) -> None:
    """Scales what the sides have of their own; what they share stays to the bit."""
    for passed in range(end - first):
        i = np.uintp(first + passed)
        left, right = block[i, 0], block[i, 1]
        middle, side = 0.5 * (left + right), 0.5 * (left - right) * width
        block[i, 0] = middle + side
        block[i, 1] = middle - side


@kernel
def _stages(strip: Array, scratch: Array, block: Array, sides: Array, first: int, end: int, rate: float) -> None:
    """What has a tone, in the order of the path, over frames first…end; `sides` is the block as left and right by
    turns."""
    tone = strip.tone
    if not _is_flat(tone):
        filter_four(tone, strip.filters, block, first, end)
    else:
        for cell in range(len(strip.filters)):
            strip.filters[cell] = 0.0
    compresses = tone[SLOPE] != 0.0 or tone[MAKEUP] != 1.0 or strip.reduction > 0.0
    if compresses or tone[GATE_RANGE] != 0.0 or strip.gate > 0.0:
        compress(tone, strip, scratch, block, first, end, rate)
    else:
        strip.held = level_in_silence()
    deesses, saturates = tone[ESS_MOST] != 0.0 or strip.ess_cut > 0.0, tone[PLAIN] != 0.0
    if deesses:
        deess(tone, strip, scratch, block, first, end, saturates)
    else:
        empty_deesser(strip)
    if saturates:
        if not deesses:
            take_body(tone, strip, scratch, block, first, end)
        saturate(tone, scratch, sides, first, end)
    else:
        empty_saturation(strip)
    if tone[WIDTH] != 1.0:
        _widen(tone[WIDTH], block, first, end)


@kernel
def _shape(strip: Array, scratch: Array, block: Array, sides: Array, first: int, end: int, rate: float) -> None:
    """All stages before the level over a piece, those with a tone frame by frame while they glide."""
    if takes_noise(strip):
        reduce_noise(strip, block, first, end, rate)
    if strip.gate == UNHEARD:
        strip.gate = gate_in_silence(strip.tone)
    while first < end and strip.tone_left > 0:
        strip.tone_left -= 1
        for cell in range(TONE):
            moved = strip.tone[cell] + strip.tone_step[cell]
            strip.tone[cell] = moved if strip.tone_left > 0 else strip.tone_target[cell]
        _stages(strip, scratch, block, sides, first, first + 1, rate)
        first += 1
    if first < end:
        _stages(strip, scratch, block, sides, first, end, rate)


@kernel
def _level(strip: Array, block: Array, first: int, end: int) -> tuple[float, float]:
    """Fader and pan over a piece; returns the peak and the sum of squares of what comes out (both sides)."""
    peak, square = 0.0, frame(0.0, 0.0)
    while first < end and strip.level_left > 0:
        strip.level_left -= 1
        for side in range(2):
            moved = strip.levels[side] + strip.levels_step[side]
            strip.levels[side] = moved if strip.level_left > 0 else strip.levels_target[side]
        x = frame(block[first, 0] * strip.levels[0], block[first, 1] * strip.levels[1])
        put_frame(block, first, x)
        peak = max(peak, abs(left_of(x)), abs(right_of(x)))
        square = square + x * x
        first += 1
    gains, other = frame_at(strip.levels, 0), frame(0.0, 0.0)
    middle = first + (end - first) // 2
    for i in range(first, middle):  # two at a time, so that neither sum waits for the other
        x, y = frame_at(block, i) * gains, frame_at(block, i + middle - first) * gains
        put_frame(block, i, x)
        put_frame(block, i + middle - first, y)
        peak = max(peak, max(max(abs(left_of(x)), abs(right_of(x))), max(abs(left_of(y)), abs(right_of(y)))))
        square, other = square + x * x, other + y * y
    if (end - first) % 2:
        x = frame_at(block, end - 1) * gains
        put_frame(block, end - 1, x)
        peak = max(peak, abs(left_of(x)), abs(right_of(x)))
        square = square + x * x
    square = square + other
    return peak, left_of(square) + right_of(square)


@kernel
def _follow(
    engine: Array,
    plan: Array,
    track: Array,
    strip: Array,
    position: int,
    scratch: Array,
    block: Array,
    first: int,
    end: int,
) -> None:
    """The fader's curve over a piece."""
    points, glide = points_at(plan.addr_points, POINTS), max(int(GLIDE_S * engine.rate), 1)
    write_gains(strip, points, track, FADER, position, engine.moving, scratch, first, end, glide)
    for i in range(first, end):
        put_frame(block, i, frame_at(block, i) * scratch[i - first])


@kernel
def _play(
    plan: Array,
    engine: Array,
    track: Array,
    strip: Array,
    scratch: Array,
    position: int,
    block: Array,
    first: int,
    end: int,
    rolling: bool,
) -> bool:
    """Voices and clips onto a piece of the block; False if nothing sounded. Cuts the piece at each hit, so a hit
    begins on its frame."""
    voices, rate, done = voices_at(engine.addr_voices, VOICES), float(engine.rate), first
    heard = any_voice(voices, track)
    if rolling:
        hits, sounds = hits_at(plan.addr_hits, HITS), sounds_at(plan.addr_sounds, SOUNDS)
        low, high = track.hit_first, track.hit_first + track.hits
        while low < high:  # the first hit of the piece
            middle = (low + high) // 2
            if hits[middle].at < position + first:
                low = middle + 1
            else:
                high = middle
        while low < track.hit_first + track.hits and hits[low].at < position + end:
            hit = hits[low]
            cut = hit.at - position
            render_voices(voices, track, strip, scratch, block, done, cut, rate)
            if hit.sound == DUCK:
                start_duck(strip, hit.gain, hit.length, rate)
            else:
                start_voice(
                    voices,
                    track,
                    strip,
                    sounds[hit.sound],
                    NO_KEY,
                    hit.gain,
                    hit.ratio,
                    hit.length,
                    hit.glide_ratio,
                    hit.glide_frames,
                    rate,
                )
            done = cut
            low += 1
            heard = True
    if heard:
        render_voices(voices, track, strip, scratch, block, done, end, rate)
    elif strip.duck_frames > 0:
        pass_duck(strip, end - done)
    if rolling:
        heard = play_clips(engine, plan, track, strip.knobs, position, block, first, end) or heard
    if track.swept:
        sweeps = sweeps_at(plan.addr_sweeps, SWEEPS)
        heard = sweep(strip, sweeps, plan.sweeps if rolling else 0, position, block, first, end, rate) or heard
    return heard


@kernel
def _at_rest(strip: Array) -> bool:
    """Whether a frame of silence would change nothing in it."""
    if strip.tone_left > 0 or strip.level_left > 0 or strip.reduction > 0.0 or strip.ess_cut > 0.0:
        return False
    if strip.gate != UNHEARD and strip.gate != gate_in_silence(strip.tone):
        return False
    if strip.held != level_in_silence():
        return False
    for cell in range(len(strip.filters)):
        if strip.filters[cell] != 0.0:
            return False
    for cell in range(4):
        if strip.ess[cell] != 0.0 or strip.body[cell] != 0.0:
            return False
    if strip.body_last[0] != 0.0 or strip.body_last[1] != 0.0:
        return False
    return noise_at_rest(strip)


@kernel
def _heal(strip: Array) -> None:
    """A filter that met no number would hold it for ever."""
    total = strip.held + strip.reduction + strip.sweep[0] + strip.sweep[1] + strip.sweep[2] + strip.sweep[3]
    for cell in range(len(strip.filters)):
        total += strip.filters[cell]
    for cell in range(4):
        total += strip.ess[cell] + strip.body[cell]
    total += strip.gate + strip.ess_level + strip.ess_cut + noise_total(strip)
    if not abs(total) < 1e9:
        empty_strip(strip)


@stage(ENGINE, PLAN, int, int, int, int, bool, STATUS)
def render_strip(
    engine: Array, plan: Array, number: int, bank: int, position: int, frames: int, rolling: bool, status: Array
) -> None:
    """Renders `frames` frames of a track of the plan from song frame `position` into its buffer of a bank.

    With `rolling` false only voices that are sounding go on. A strip with nothing in it is left out: its buffer is not
    written and `strip.idle[bank]` is 1.
    """
    track = plan_tracks_at(plan.addr_tracks, TRACKS)[number]
    slot = track.slot
    strip = strips_at(engine.addr_strips, TRACKS)[slot]
    address = engine.addr_track_buffers + (bank * TRACKS + slot) * engine.chunk * 16
    block, sides = frames_at(address, engine.chunk), doubles_at(address, 2 * engine.chunk)
    scratch = doubles_at(engine.addr_scratch + slot * SCRATCH * 8, SCRATCH)
    rate = float(engine.rate)
    peak, square, active = 0.0, 0.0, False
    points, glide = points_at(plan.addr_points, POINTS), max(int(GLIDE_S * rate), 1)
    if strip.moves[FADER]:
        begin_curve(strip, points, track, FADER, position, scratch, glide)
    for first in range(0, frames, PIECE):
        end = min(first + PIECE, frames)
        for i in range(first, end):
            block[i, 0] = 0.0
            block[i, 1] = 0.0
        heard = _play(plan, engine, track, strip, scratch, position, block, first, end, rolling)
        if not heard and _at_rest(strip):
            continue
        active = True
        _shape(strip, scratch, block, sides, first, end, rate)
        if strip.moves[FADER]:
            _follow(engine, plan, track, strip, position, scratch, block, first, end)
        piece_peak, piece_square = _level(strip, block, first, end)
        peak = max(peak, piece_peak)
        square += piece_square
        if engine.metered:
            weigh(engine.weighting, strip.weighted, block, first, end)
    if strip.moves[FADER]:
        end_curve(strip, points, track, FADER, position, engine.moving, frames, scratch)
    _heal(strip)
    strip.idle[bank] = 0 if active else 1
    if active:
        status.track_weighted[slot] += strip.weighted[8] + strip.weighted[9]
        strip.weighted[8:] = 0.0
    else:
        strip.weighted[:] = 0.0
    fall = math.exp(-frames / (0.35 * rate))
    status.track_peak[slot] = max(peak, status.track_peak[slot] * fall)
    status.track_square[slot] += (square / (2.0 * max(frames, 1)) - status.track_square[slot]) * (1.0 - fall)
    status.track_reduction_db[slot] = strip.reduction * 6.020599913279624
