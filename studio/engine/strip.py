"""The channel strip: what a track plays, through high-pass, three bands, compressor and level, into its own buffer.

Tone (filters, compressor) glides by moving its coefficients frame by frame for `GLIDE_S`; levels move per frame for as
long. A stage that is switched off is one whose coefficients let everything through to the bit, so switching is a glide
like any other.
"""

from __future__ import annotations

import math

from studio import params
from studio.engine.arrays import (
    doubles_at,
    frames_at,
    hits_at,
    plan_tracks_at,
    sounds_at,
    strips_at,
    sweeps_at,
    voices_at,
)
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.effects.dynamics import NO_LEVEL, compress, write_compressor
from studio.engine.effects.filters import filter_four, write_flat, write_highpass, write_peak, write_shelf
from studio.engine.effects.sweep import empty_sweep, sweep
from studio.engine.state import (
    DUCK,
    HITS,
    LEVELS,
    MAKEUP,
    NO_KEY,
    PIECE,
    SLOPE,
    SOUNDS,
    SWEEPS,
    TONE,
    TRACKS,
    VOICES,
)
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of
from studio.engine.tuned import play_clips
from studio.engine.voices import any_voice, pass_duck, render_voices, start_duck, start_voice

GLIDE_S = 0.02
_KNOBS = len(params.TRACK)
_GAIN_DB, _PAN = params.TRACK_INDEX["gain_db"], params.TRACK_INDEX["pan"]
_MUTE, _SOLO = params.TRACK_INDEX["mute"], params.TRACK_INDEX["solo"]
_HIGHPASS_ON, _HIGHPASS_HZ = params.TRACK_INDEX["highpass_on"], params.TRACK_INDEX["highpass_hz"]
_EQ_ON = params.TRACK_INDEX["eq_on"]
_LOW_HZ, _LOW_DB = params.TRACK_INDEX["low_hz"], params.TRACK_INDEX["low_db"]
_MID_HZ, _MID_DB, _MID_Q = params.TRACK_INDEX["mid_hz"], params.TRACK_INDEX["mid_db"], params.TRACK_INDEX["mid_q"]
_HIGH_HZ, _HIGH_DB = params.TRACK_INDEX["high_hz"], params.TRACK_INDEX["high_db"]
_COMPRESSOR_ON = params.TRACK_INDEX["compressor_on"]
_THRESHOLD_DB, _RATIO = params.TRACK_INDEX["threshold_db"], params.TRACK_INDEX["ratio"]
_ATTACK_MS, _RELEASE_MS = params.TRACK_INDEX["attack_ms"], params.TRACK_INDEX["release_ms"]
_MAKEUP_DB = params.TRACK_INDEX["makeup_db"]
_DELAY_SEND, _REVERB_SEND = params.TRACK_INDEX["delay_send_db"], params.TRACK_INDEX["reverb_send_db"]


@inlined
def gain_of(db: float) -> float:
    """Linear gain; the bottom of a fader is nought."""
    return 10.0 ** (db / 20.0) if db > -119.5 else 0.0


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


@kernel
def _write_levels(levels: Array, knobs: Array, audible: float) -> None:
    gain, pan = gain_of(knobs[_GAIN_DB]) * audible, knobs[_PAN]
    levels[0] = gain * (math.cos(pan * math.pi / 2.0) if pan > 0.0 else 1.0)
    levels[1] = gain * (math.cos(pan * math.pi / 2.0) if pan < 0.0 else 1.0)
    levels[2] = gain_of(knobs[_DELAY_SEND])
    levels[3] = levels[2]
    levels[4] = gain_of(knobs[_REVERB_SEND])
    levels[5] = levels[4]


@kernel
def turn_knobs(strip: Array, knobs: Array, uid: int, any_solo: bool, rate: float) -> None:
    """Takes over where the knobs stand now: a track new to the strip starts there, else what changed begins to
    glide."""
    audible = 1.0 if knobs[_MUTE] < 0.5 and (not any_solo or knobs[_SOLO] > 0.5) else 0.0
    fresh = strip.uid != uid
    level_turned, tone_turned = fresh or strip.audible != audible, fresh
    for number in range(_KNOBS):
        if strip.knobs[number] != knobs[number]:
            strip.knobs[number] = knobs[number]
            if number < _HIGHPASS_ON or number >= _DELAY_SEND:
                level_turned = True
            else:
                tone_turned = True
    if fresh:
        empty_strip(strip)
        strip.uid = uid
    strip.audible = audible
    glide = max(int(GLIDE_S * rate), 1)
    if level_turned:
        _write_levels(strip.levels_target, strip.knobs, audible)
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
    """Filters and compressor at rest, nothing ducked."""
    strip.filters[:] = 0.0
    strip.duck_age = strip.duck_frames = 0
    empty_sweep(strip)
    strip.held = NO_LEVEL
    strip.reduction = 0.0


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
def _shape(strip: Array, scratch: Array, block: Array, first: int, end: int, rate: float) -> None:
    """Filters and compressor over a piece, while they glide frame by frame."""
    while first < end and strip.tone_left > 0:
        strip.tone_left -= 1
        for cell in range(TONE):
            moved = strip.tone[cell] + strip.tone_step[cell]
            strip.tone[cell] = moved if strip.tone_left > 0 else strip.tone_target[cell]
        filter_four(strip.tone, strip.filters, block, first, first + 1)
        compress(strip.tone, strip, scratch, block, first, first + 1, rate)
        first += 1
    if first < end:
        if not _is_flat(strip.tone):
            filter_four(strip.tone, strip.filters, block, first, end)
        else:
            for cell in range(len(strip.filters)):
                strip.filters[cell] = 0.0
        if strip.tone[SLOPE] != 0.0 or strip.tone[MAKEUP] != 1.0 or strip.reduction > 0.0:
            compress(strip.tone, strip, scratch, block, first, end, rate)
        else:
            strip.held = NO_LEVEL


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
    if strip.tone_left > 0 or strip.level_left > 0 or strip.reduction > 0.0 or strip.held > 0.5 * NO_LEVEL:
        return False
    for cell in range(len(strip.filters)):
        if strip.filters[cell] != 0.0:
            return False
    return True


@kernel
def _heal(strip: Array) -> None:
    """A filter that met no number would hold it for ever."""
    total = strip.held + strip.reduction + strip.sweep[0] + strip.sweep[1] + strip.sweep[2] + strip.sweep[3]
    for cell in range(len(strip.filters)):
        total += strip.filters[cell]
    if not abs(total) < 1e9:
        empty_strip(strip)


@kernel
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
    block = frames_at(engine.addr_track_buffers + (bank * TRACKS + slot) * engine.chunk * 16, engine.chunk)
    scratch = doubles_at(engine.addr_scratch + slot * PIECE * 8, PIECE)
    rate = float(engine.rate)
    peak, square, active = 0.0, 0.0, False
    for first in range(0, frames, PIECE):
        end = min(first + PIECE, frames)
        for i in range(first, end):
            block[i, 0] = 0.0
            block[i, 1] = 0.0
        heard = _play(plan, engine, track, strip, scratch, position, block, first, end, rolling)
        if not heard and _at_rest(strip):
            continue
        active = True
        _shape(strip, scratch, block, first, end, rate)
        piece_peak, piece_square = _level(strip, block, first, end)
        peak = max(peak, piece_peak)
        square += piece_square
    _heal(strip)
    strip.idle[bank] = 0 if active else 1
    fall = math.exp(-frames / (0.35 * rate))
    status.track_peak[slot] = max(peak, status.track_peak[slot] * fall)
    status.track_square[slot] += (square / (2.0 * max(frames, 1)) - status.track_square[slot]) * (1.0 - fall)
    status.track_reduction_db[slot] = strip.reduction * 6.020599913279624
