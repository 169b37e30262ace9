"""The way to the ear: the mix as loud as it is to be compared, a file beside it, both in mono or as on a phone, then
click, the own microphone, volume and ear safety. Nothing of this can reach an export."""

from __future__ import annotations

import math

from studio import params
from studio.engine.arrays import doubles_at, floats_at, frames_at, media_at
from studio.engine.clips import mix_stretch
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.curves import gain_of
from studio.engine.effects.dynamics import protect
from studio.engine.effects.filters import filter_four, write_flat, write_highpass, write_lowpass
from studio.engine.listen import listen
from studio.engine.stage import FLOATS, FRAMES, stage
from studio.engine.state import ENGINE, MEDIA, PIECE, PLAN, STATUS
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of
from studio.engine.transport import CUT_S, RAMP_FROM

_MONITOR_DB, _CLICK_DB = params.MONITOR_INDEX["monitor_db"], params.MONITOR_INDEX["click_db"]
_CUE_DB, _MIX_DB = params.MONITOR_INDEX["cue_db"], params.MONITOR_INDEX["mix_db"]
_MONO, _SMALL_SPEAKER = params.MONITOR_INDEX["mono"], params.MONITOR_INDEX["small_speaker"]
_RAMP_S = 0.5
_GLIDE_S = 0.02
_SPEAKER_LOW_HZ, _SPEAKER_HIGH_HZ = 250.0, 6_000.0


@inlined
def _towards(gain: float, target: float, step: float) -> float:
    return gain + min(max(target - gain, -step), step)


@kernel
def _click(engine: Array, plan: Array, block: Array, position: int, frames: int, gain: float) -> None:
    """Adds the metronome: where each frame stands in the click of its beat follows from its place in the song alone."""
    length = engine.click_frames
    sounds = floats_at(engine.addr_click, 2 * length)
    beat = math.floor((position - length) / plan.frames_per_beat)
    while True:
        at = int(math.floor(beat * plan.frames_per_beat + 0.5)) - position
        if at >= frames:
            return
        accent = 0 if beat % plan.beats_per_bar == 0 else length
        for i in range(max(at, 0), min(at + length, frames)):
            x = sounds[accent + i - at] * gain
            block[i, 0] += x
            block[i, 1] += x
        beat += 1


@kernel
def _cue(engine: Array, plan: Array, block: Array, frames: int, target: float) -> None:
    """Adds the stretch of a file that somebody listens to beside the song; edges fade over `CUT_S`."""
    if engine.cue_medium < 0 or engine.cue_position >= engine.cue_end:
        engine.cue_level = target
        return
    medium = media_at(plan.addr_media, MEDIA)[engine.cue_medium]
    edge, step, level = CUT_S * engine.rate, 1.0 / (_GLIDE_S * engine.rate), engine.cue_level
    for i in range(frames):
        left = min(engine.cue_end, medium.frames) - engine.cue_position
        if left <= 0 or medium.address == 0:
            engine.cue_end = engine.cue_position
            break
        engine.cue_fade += 1
        level = _towards(level, target, step)
        shape = min(engine.cue_fade / edge, left / edge, 1.0)
        mix_stretch(medium, engine.cue_position, block, i, i + 1, level * engine.cue_gain * shape)
        engine.cue_position += 1
    engine.cue_level = level


@kernel
def _glide(engine: Array, block: Array, frames: int, gain: float, target: float) -> float:
    """A volume over a block, on its way to where it was turned; returns where it stands."""
    if gain != 1.0 or target != 1.0:
        step = 1.0 / (_GLIDE_S * engine.rate)
        for i in range(frames):
            gain = _towards(gain, target, step)
            put_frame(block, i, frame_at(block, i) * gain)
    return gain


@kernel
def _fold(engine: Array, block: Array, frames: int, target: float) -> None:
    """Both sides to their mean; 0 leaves them to the bit."""
    if engine.mono == 0.0 and target == 0.0:
        return
    step, share = 1.0 / (_GLIDE_S * engine.rate), engine.mono
    for i in range(frames):
        share = _towards(share, target, step)
        x = frame_at(block, i)
        middle = 0.5 * (left_of(x) + right_of(x))
        both = frame(middle, middle)
        put_frame(block, i, both if share == 1.0 else x + (both - x) * share)
    engine.mono = share


@kernel
def _shrink(engine: Array, block: Array, frames: int, target: float) -> None:
    """As from the loudspeaker of a phone: nothing deep (24 dB per octave), little that is high; 0 leaves it to the
    bit."""
    if engine.speaker == 0.0:
        if target == 0.0:
            return
        tone, rate = engine.speaker_tone, float(engine.rate)
        write_highpass(tone, 0, _SPEAKER_LOW_HZ, rate)
        write_highpass(tone, 5, _SPEAKER_LOW_HZ, rate)
        write_lowpass(tone, 10, _SPEAKER_HIGH_HZ, rate)
        write_flat(tone, 15)
        engine.speaker_filters[:] = 0.0
    small, step, share = frames_at(engine.addr_ear, PIECE), 1.0 / (_GLIDE_S * engine.rate), engine.speaker
    for first in range(0, frames, PIECE):
        count = min(PIECE, frames - first)
        for i in range(count):
            put_frame(small, i, frame_at(block, first + i))
        filter_four(engine.speaker_tone, engine.speaker_filters, small, 0, count)
        for i in range(count):
            share = _towards(share, target, step)
            x = frame_at(block, first + i)
            put_frame(block, first + i, x + (frame_at(small, i) - x) * share)
    engine.speaker = share


@stage(ENGINE, PLAN, STATUS, FLOATS, int, int, FRAMES, int, int, bool)
def monitor(
    engine: Array,
    plan: Array,
    status: Array,
    source: Array,
    channels: int,
    first: int,
    block: Array,
    position: int,
    frames: int,
    rolling: bool,
) -> None:
    """Turns the mix, in place, into what the ear gets; `source` is the input, this stretch of it begins at `first`."""
    knobs = doubles_at(engine.addr_monitor_knobs, len(params.MONITOR))
    engine.mix_gain = _glide(engine, block, frames, engine.mix_gain, gain_of(knobs[_MIX_DB]))
    ramp = engine.ramp
    if engine.jump_kind != 0 and rolling:
        cut = CUT_S * engine.rate
        for i in range(frames):
            put_frame(block, i, frame_at(block, i) * (ramp * max(engine.jump_left - i, 0) / cut))
    elif ramp < 1.0:
        step = (1.0 - RAMP_FROM) / (_RAMP_S * engine.rate)
        for i in range(frames):
            put_frame(block, i, frame_at(block, i) * ramp)
            if engine.position >= engine.play_from:
                ramp = min(1.0, ramp + step)
        engine.ramp = ramp
    _cue(engine, plan, block, frames, gain_of(knobs[_CUE_DB]))
    small = 1.0 if knobs[_SMALL_SPEAKER] > 0.5 else 0.0
    _fold(engine, block, frames, 1.0 if knobs[_MONO] > 0.5 else small)
    _shrink(engine, block, frames, small)
    click = gain_of(knobs[_CLICK_DB])
    if rolling and engine.jump_kind == 0:
        if position < engine.play_from and click == 0.0:
            click = 1.0  # a count-in is always heard
        if click > 0.0:
            _click(engine, plan, block, position, frames, click)
    listen(engine, status, plan.scale, source, channels, first, block, frames)
    engine.monitor_gain = _glide(engine, block, frames, engine.monitor_gain, gain_of(knobs[_MONITOR_DB]))
    protect(engine, block, frames)
