"""The mix bus: strips in the song's order, the two sends, the master fader. This, and nothing after it, is what an
export holds."""

from __future__ import annotations

import math

from studio import params
from studio.engine.arrays import frames_at, plan_tracks_at, reverb_at, strips_at, voices_at
from studio.engine.compiler import Array, kernel
from studio.engine.effects.echo import echo, set_delay
from studio.engine.effects.filters import one_pole
from studio.engine.effects.reverb import decay_for, reverb, set_predelay
from studio.engine.state import BUS, LEVELS, PIECE, TRACKS, VOICES
from studio.engine.stereo import frame_at, put_frame
from studio.engine.strip import GLIDE_S, gain_of, render_strip, turn_knobs

_MUTE, _SOLO = params.TRACK_INDEX["mute"], params.TRACK_INDEX["solo"]
_KNOBS = len(params.MASTER)
_MASTER_DB, _DELAY_BEATS = params.MASTER_INDEX["master_db"], params.MASTER_INDEX["delay_beats"]
_FEEDBACK_KNOB, _DELAY_TONE_HZ = params.MASTER_INDEX["delay_feedback"], params.MASTER_INDEX["delay_tone_hz"]
_DELAY_RETURN_DB, _REVERB_RETURN_DB = params.MASTER_INDEX["delay_return_db"], params.MASTER_INDEX["reverb_return_db"]
_PREDELAY_MS, _DECAY_S = params.MASTER_INDEX["reverb_predelay_ms"], params.MASTER_INDEX["reverb_decay_s"]
_REVERB_TONE_HZ = params.MASTER_INDEX["reverb_tone_hz"]
_MASTER, _FEEDBACK, _DELAY_TONE, _DELAY_RETURN, _DECAY, _REVERB_TONE, _REVERB_RETURN = range(BUS)
"""Cells of `engine.bus`."""


@kernel
def turn_all_knobs(engine: Array, plan: Array, knobs: Array, master: Array) -> None:
    """Reads where every knob stands; called once before each block."""
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    voices = voices_at(engine.addr_voices, VOICES)
    any_solo = False
    for number in range(plan.tracks):
        any_solo = any_solo or knobs[tracks[number].slot, _SOLO] > 0.5
    for number in range(plan.tracks):
        slot = tracks[number].slot
        if strips[slot].uid != tracks[number].uid:  # what rings in its voices belongs to a track that is gone
            for voice in range(tracks[number].voice_first, tracks[number].voice_first + tracks[number].voices):
                voices[voice].active = 0
        turn_knobs(strips[slot], knobs[slot], tracks[number].uid, any_solo, float(engine.rate))
    fresh, turned = engine.master_seen == 0, False
    for number in range(_KNOBS):
        if fresh or engine.master_knobs[number] != master[number]:
            engine.master_knobs[number] = master[number]
            turned = True
    if turned:
        engine.master_seen = 1
        target, rate = engine.bus_target, float(engine.rate)
        target[_MASTER] = gain_of(master[_MASTER_DB])
        target[_FEEDBACK] = master[_FEEDBACK_KNOB]
        target[_DELAY_TONE] = one_pole(master[_DELAY_TONE_HZ], rate)
        target[_DELAY_RETURN] = gain_of(master[_DELAY_RETURN_DB])
        target[_DECAY] = decay_for(master[_DECAY_S])
        target[_REVERB_TONE] = one_pole(master[_REVERB_TONE_HZ], rate)
        target[_REVERB_RETURN] = gain_of(master[_REVERB_RETURN_DB])
        glide = max(int(GLIDE_S * rate), 1)
        engine.bus_left = 0 if fresh else glide
        for cell in range(BUS):
            engine.bus_step[cell] = (target[cell] - engine.bus[cell]) / glide
            if fresh:
                engine.bus[cell] = target[cell]
    set_delay(engine, int(round(master[_DELAY_BEATS] * plan.frames_per_beat)))
    set_predelay(reverb_at(engine.addr_reverb), int(round(master[_PREDELAY_MS] * 0.001 * engine.rate)))


@kernel
def render_strips(
    engine: Array,
    plan: Array,
    first: int,
    end: int,
    bank: int,
    position: int,
    frames: int,
    rolling: bool,
    status: Array,
) -> None:
    """Renders tracks first…end of the plan, in the song's order, each into its own buffer."""
    for number in range(first, end):
        render_strip(engine, plan, number, bank, position, frames, rolling, status)


@kernel
def _add_strip(mix: Array, to_delay: Array, to_reverb: Array, block: Array, strip: Array, first: int, end: int) -> None:
    """Adds frames first…end of a strip to the mix and, under their gliding levels, to the two sends."""
    while first < end and strip.send_left > 0:
        strip.send_left -= 1
        for cell in range(2, LEVELS):
            moved = strip.levels[cell] + strip.levels_step[cell]
            strip.levels[cell] = moved if strip.send_left > 0 else strip.levels_target[cell]
        x = frame_at(block, first)
        put_frame(mix, first, frame_at(mix, first) + x)
        put_frame(to_delay, first, frame_at(to_delay, first) + x * strip.levels[2])
        put_frame(to_reverb, first, frame_at(to_reverb, first) + x * strip.levels[4])
        first += 1
    delay, reverb = strip.levels[2], strip.levels[4]
    for i in range(first, end):
        put_frame(mix, i, frame_at(mix, i) + frame_at(block, i))
    if delay != 0.0:
        for i in range(first, end):
            put_frame(to_delay, i, frame_at(to_delay, i) + frame_at(block, i) * delay)
    if reverb != 0.0:
        for i in range(first, end):
            put_frame(to_reverb, i, frame_at(to_reverb, i) + frame_at(block, i) * reverb)


@kernel
def _finish(engine: Array, mix: Array, to_delay: Array, to_reverb: Array, first: int, end: int, sent: bool) -> None:
    """The sends' effects and the master fader over frames first…end, frame by frame while a knob of theirs glides;
    `sent` false: nothing was sent, and effects at rest stay there."""
    bus, room = engine.bus, reverb_at(engine.addr_reverb)
    while first < end:
        stop = end
        if engine.bus_left > 0:
            stop = first + 1
            engine.bus_left -= 1
            for cell in range(BUS):
                moved = bus[cell] + engine.bus_step[cell]
                bus[cell] = moved if engine.bus_left > 0 else engine.bus_target[cell]
        if sent:
            echo(engine, to_delay, mix, first, stop, bus[_FEEDBACK], bus[_DELAY_TONE], bus[_DELAY_RETURN])
            reverb(room, to_reverb, mix, first, stop, bus[_DECAY], bus[_REVERB_TONE], bus[_REVERB_RETURN])
        if bus[_MASTER] != 1.0:
            for i in range(first, stop):
                put_frame(mix, i, frame_at(mix, i) * bus[_MASTER])
        first = stop


@kernel
def sum_strips(engine: Array, plan: Array, bank: int, frames: int) -> None:
    """Sums the strips of a bank in the song's order, runs the sends' effects and the master fader: the mix, in
    `engine.addr_mix`."""
    mix = frames_at(engine.addr_mix, engine.chunk)
    to_delay, to_reverb = (
        frames_at(engine.addr_delay_send, engine.chunk),
        frames_at(engine.addr_reverb_send, engine.chunk),
    )
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    for first in range(0, frames, PIECE):
        end = min(first + PIECE, frames)
        sent = engine.delay_clock > 0 or reverb_at(engine.addr_reverb).clock > 0
        for number in range(plan.tracks):
            strip = strips[tracks[number].slot]
            sent = sent or strip.send_left > 0 or strip.levels[2] != 0.0 or strip.levels[4] != 0.0
        for i in range(first, end):
            mix[i, 0] = mix[i, 1] = 0.0
        if sent:
            for i in range(first, end):
                to_delay[i, 0] = to_delay[i, 1] = 0.0
                to_reverb[i, 0] = to_reverb[i, 1] = 0.0
        for number in range(plan.tracks):
            slot = tracks[number].slot
            if not strips[slot].idle[bank]:
                block = frames_at(engine.addr_track_buffers + (bank * TRACKS + slot) * engine.chunk * 16, engine.chunk)
                _add_strip(mix, to_delay, to_reverb, block, strips[slot], first, end)
        _finish(engine, mix, to_delay, to_reverb, first, end, sent)


@kernel
def render_mix(engine: Array, plan: Array, position: int, frames: int, rolling: bool, status: Array) -> None:
    """The mix of a stretch, all on this thread."""
    render_strips(engine, plan, 0, plan.tracks, 0, position, frames, rolling, status)
    sum_strips(engine, plan, 0, frames)


@kernel
def note_level(status: Array, mix: Array, frames: int, rate: float) -> None:
    """The master's meters, from the mix as it leaves for the file."""
    fall = math.exp(-frames / (0.35 * rate))
    for side in range(2):
        peak, square = 0.0, 0.0
        for i in range(frames):
            x = mix[i, side]
            peak = max(peak, abs(x))
            square += x * x
        status.master_peak[side] = max(peak, status.master_peak[side] * fall)
        status.master_square[side] += (square / max(frames, 1) - status.master_square[side]) * (1.0 - fall)
