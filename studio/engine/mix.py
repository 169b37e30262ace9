"""The mix bus: strips in the song's order under their groups, room for the voice, the two sends, the master fader.
This, and nothing after it, is what an export holds."""

from __future__ import annotations

import math

import numpy as np

from studio import params
from studio.engine.arrays import (
    doubles_at,
    frames_at,
    plan_tracks_at,
    points_at,
    reverb_at,
    strips_at,
    voices_at,
)
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.curves import begin_curve, end_curve, gain_of, write_gains
from studio.engine.effects.dynamics import exp2
from studio.engine.effects.echo import echo, set_delay
from studio.engine.effects.filters import one_pole
from studio.engine.effects.reverb import decay_for, reverb, set_kind, set_predelay
from studio.engine.effects.room import follow_voices, rest_key, step_back
from studio.engine.stage import DOUBLES, FRAMES, stage
from studio.engine.state import BUS, CURVES, ENGINE, GROUPS, LEVELS, PIECE, PLAN, POINTS, TRACKS, VOICES
from studio.engine.stereo import frame_at, put_frame
from studio.engine.strip import GLIDE_S, render_strip, turn_knobs

_MUTE, _SOLO = params.TRACK_INDEX["mute"], params.TRACK_INDEX["solo"]
_KNOBS = len(params.MASTER)
_MASTER_DB, _DELAY_BEATS = params.MASTER_INDEX["master_db"], params.MASTER_INDEX["delay_beats"]
_FEEDBACK_KNOB, _DELAY_TONE_HZ = params.MASTER_INDEX["delay_feedback"], params.MASTER_INDEX["delay_tone_hz"]
_DELAY_RETURN_DB, _REVERB_RETURN_DB = params.MASTER_INDEX["delay_return_db"], params.MASTER_INDEX["reverb_return_db"]
_PREDELAY_MS, _DECAY_S = params.MASTER_INDEX["reverb_predelay_ms"], params.MASTER_INDEX["reverb_decay_s"]
_REVERB_TONE_HZ, _KIND = params.MASTER_INDEX["reverb_tone_hz"], params.MASTER_INDEX["reverb_kind"]
_DELAY_LOW_HZ, _DELAY_DUCK_DB = params.MASTER_INDEX["delay_low_hz"], params.MASTER_INDEX["delay_duck_db"]
_BALANCE_DB, _VOICE_START_DB = params.MASTER_INDEX["balance_db"], params.MASTER_INDEX["voice_start_db"]
_ROOM_DB = params.MASTER_INDEX["room_db"]
_GROUPS = params.GROUP_NAMES
_BEAT = _GROUPS.index("beat")
_GROUP_DB = np.array([params.MASTER_INDEX[f"{group}_group_db"] for group in _GROUPS])
_OCTAVE_DB = 6.020599913279624
(
    _MASTER, _FEEDBACK, _DELAY_TONE, _DELAY_RETURN, _DECAY, _REVERB_TONE, _REVERB_RETURN, _DELAY_LOW, _ROOM, _DELAY_DUCK
) = range(BUS)  # fmt: skip
"""Cells of `engine.bus`; what steps back for a voice in octaves of gain."""


@kernel
def _write_groups(gains: Array, master: Array) -> None:
    """What each group's fader and the balance come to."""
    for group in range(GROUPS):
        share_db = -0.5 * master[_BALANCE_DB]
        if group != _BEAT:
            share_db = 0.5 * master[_BALANCE_DB] + master[_VOICE_START_DB]
        gains[group] = gain_of(master[_GROUP_DB[group]]) * 10.0 ** (share_db / 20.0)


@stage(ENGINE, PLAN, FRAMES, DOUBLES)
def turn_all_knobs(engine: Array, plan: Array, knobs: Array, master: Array) -> None:
    """Reads where every knob stands; called once before each block."""
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    voices = voices_at(engine.addr_voices, VOICES)
    any_solo = False
    for number in range(plan.tracks):
        any_solo = any_solo or knobs[tracks[number].slot, _SOLO] > 0.5
    _write_groups(engine.group_gains, master)
    for number in range(plan.tracks):
        slot, group_gain = tracks[number].slot, engine.group_gains[tracks[number].group]
        if strips[slot].uid != tracks[number].uid:  # what rings in its voices belongs to a track that is gone
            for voice in range(tracks[number].voice_first, tracks[number].voice_first + tracks[number].voices):
                voices[voice].active = 0
        turn_knobs(strips[slot], knobs[slot], tracks[number], group_gain, any_solo, float(engine.rate))
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
        target[_DECAY] = decay_for(master[_DECAY_S], int(master[_KIND]))
        target[_REVERB_TONE] = one_pole(master[_REVERB_TONE_HZ], rate)
        target[_REVERB_RETURN] = gain_of(master[_REVERB_RETURN_DB])
        target[_DELAY_LOW] = one_pole(master[_DELAY_LOW_HZ], rate)
        target[_ROOM] = master[_ROOM_DB] / _OCTAVE_DB
        target[_DELAY_DUCK] = master[_DELAY_DUCK_DB] / _OCTAVE_DB
        glide = max(int(GLIDE_S * rate), 1)
        engine.bus_left = 0 if fresh else glide
        for cell in range(BUS):
            engine.bus_step[cell] = (target[cell] - engine.bus[cell]) / glide
            if fresh:
                engine.bus[cell] = target[cell]
    set_delay(engine, int(round(master[_DELAY_BEATS] * plan.frames_per_beat)))
    set_kind(reverb_at(engine.addr_reverb), int(master[_KIND]))
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
def _add_send(
    engine: Array, plan: Array, track: Array, strip: Array, curve: int, position: int,
    send: Array, block: Array, first: int, end: int,
) -> None:  # fmt: skip
    """Adds frames first…end of a strip to a send whose curve is heard."""
    gains, points = doubles_at(engine.addr_bus_scratch, PIECE), points_at(plan.addr_points, POINTS)
    glide = max(int(GLIDE_S * engine.rate), 1)
    write_gains(strip, points, track, curve, position, engine.moving, gains, first, end, glide)
    for i in range(first, end):
        put_frame(send, i, frame_at(send, i) + frame_at(block, i) * gains[i - first])


@kernel
def _begin_sends(engine: Array, plan: Array, position: int) -> None:
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    points, room = points_at(plan.addr_points, POINTS), doubles_at(engine.addr_bus_scratch, PIECE)
    for number in range(plan.tracks):
        for curve in range(1, CURVES):
            if tracks[number].points[curve] > 0:
                strip, glide = strips[tracks[number].slot], max(int(GLIDE_S * engine.rate), 1)
                begin_curve(strip, points, tracks[number], curve, position, room, glide)


@kernel
def _end_sends(engine: Array, plan: Array, position: int, frames: int) -> None:
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    points, room = points_at(plan.addr_points, POINTS), doubles_at(engine.addr_bus_scratch, PIECE)
    for number in range(plan.tracks):
        for curve in range(1, CURVES):
            if tracks[number].points[curve] > 0:
                strip = strips[tracks[number].slot]
                end_curve(strip, points, tracks[number], curve, position, engine.moving, frames, room)


@kernel
def _effects(
    engine: Array,
    mix: Array,
    to_delay: Array,
    to_reverb: Array,
    presence: Array,
    ducks: bool,
    first: int,
    stop: int,
) -> None:
    """What comes back of the two sends, added to frames first…end of the mix; echoes step back for a voice."""
    bus = engine.bus
    if ducks:
        echoes = frames_at(engine.addr_echoes, engine.chunk)
        for i in range(first, stop):
            echoes[i, 0] = echoes[i, 1] = 0.0
        echo(
            engine, to_delay, echoes, first, stop,
            bus[_FEEDBACK], bus[_DELAY_LOW], bus[_DELAY_TONE], bus[_DELAY_RETURN],
        )  # fmt: skip
        for i in range(first, stop):
            put_frame(mix, i, frame_at(mix, i) + frame_at(echoes, i) * exp2(-bus[_DELAY_DUCK] * presence[i]))
    else:
        echo(
            engine, to_delay, mix, first, stop,
            bus[_FEEDBACK], bus[_DELAY_LOW], bus[_DELAY_TONE], bus[_DELAY_RETURN],
        )  # fmt: skip
    room = reverb_at(engine.addr_reverb)
    reverb(room, to_reverb, mix, first, stop, bus[_DECAY], bus[_REVERB_TONE], bus[_REVERB_RETURN])


@kernel
def _make_room(
    engine: Array, mix: Array, to_delay: Array, to_reverb: Array, presence: Array, first: int, stop: int
) -> None:
    """Adds the beat, stepping back for a voice, to frames first…stop of the mix and the sends."""
    octaves, rate, chunk = engine.bus[_ROOM], float(engine.rate), engine.chunk
    filters = engine.room_filters
    step_back(filters[0], frames_at(engine.addr_beat, chunk), mix, presence, octaves, rate, first, stop)
    beat_send = frames_at(engine.addr_beat_delay_send, chunk)
    step_back(filters[1], beat_send, to_delay, presence, octaves, rate, first, stop)
    beat_send = frames_at(engine.addr_beat_reverb_send, chunk)
    step_back(filters[2], beat_send, to_reverb, presence, octaves, rate, first, stop)


@kernel
def _finish(
    engine: Array,
    mix: Array,
    to_delay: Array,
    to_reverb: Array,
    first: int,
    end: int,
    sent: bool,
    steps: bool,
    ducks: bool,
) -> None:
    """Room for the voice, the sends' effects and the master fader over frames first…end, frame by frame while a knob of
    theirs glides; `sent` false: nothing was sent, and effects at rest stay there."""
    bus, presence = engine.bus, doubles_at(engine.addr_presence, engine.chunk)
    while first < end:
        stop = end
        if engine.bus_left > 0:
            stop = first + 1
            engine.bus_left -= 1
            for cell in range(BUS):
                moved = bus[cell] + engine.bus_step[cell]
                bus[cell] = moved if engine.bus_left > 0 else engine.bus_target[cell]
        if steps:
            _make_room(engine, mix, to_delay, to_reverb, presence, first, stop)
        if sent:
            _effects(engine, mix, to_delay, to_reverb, presence, ducks, first, stop)
        if bus[_MASTER] != 1.0:
            for i in range(first, stop):
                put_frame(mix, i, frame_at(mix, i) * bus[_MASTER])
        first = stop


@inlined
def _in_use(engine: Array, cell: int) -> bool:
    return engine.bus[cell] != 0.0 or engine.bus_target[cell] != 0.0


@kernel
def _clear(block: Array, first: int, end: int) -> None:
    for i in range(first, end):
        block[i, 0] = block[i, 1] = 0.0


@kernel
def _hear_voices(engine: Array, plan: Array, bank: int, first: int, end: int) -> None:
    """The key of frames first…end, from the voices' strips."""
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    voices = frames_at(engine.addr_key, engine.chunk)
    _clear(voices, first, end)
    for number in range(plan.tracks):
        slot = tracks[number].slot
        if tracks[number].group != _BEAT and not strips[slot].idle[bank]:
            block = frames_at(engine.addr_track_buffers + (bank * TRACKS + slot) * engine.chunk * 16, engine.chunk)
            for i in range(first, end):
                put_frame(voices, i, frame_at(voices, i) + frame_at(block, i))
    follow_voices(engine, voices, doubles_at(engine.addr_presence, engine.chunk), first, end)


@stage(ENGINE, PLAN, int, int, int)
def sum_strips(engine: Array, plan: Array, bank: int, position: int, frames: int) -> None:
    """Sums the strips of a bank in the song's order, makes room for the voices, runs the sends' effects and the master
    fader: the mix, in `engine.addr_mix`. The strips were rendered from song frame `position` on."""
    chunk = engine.chunk
    mix = frames_at(engine.addr_mix, chunk)
    to_delay, to_reverb = frames_at(engine.addr_delay_send, chunk), frames_at(engine.addr_reverb_send, chunk)
    beat = frames_at(engine.addr_beat, chunk)
    beat_to_delay = frames_at(engine.addr_beat_delay_send, chunk)
    beat_to_reverb = frames_at(engine.addr_beat_reverb_send, chunk)
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    _begin_sends(engine, plan, position)
    for first in range(0, frames, PIECE):
        end = min(first + PIECE, frames)
        steps, ducks = _in_use(engine, _ROOM), _in_use(engine, _DELAY_DUCK)
        sent = engine.delay_clock > 0 or reverb_at(engine.addr_reverb).clock > 0
        for number in range(plan.tracks):
            strip = strips[tracks[number].slot]
            sent = sent or strip.send_left > 0 or strip.levels[2] != 0.0 or strip.levels[4] != 0.0
            sent = sent or strip.moves[1] != 0 or strip.moves[2] != 0
        _clear(mix, first, end)
        if sent or steps:
            _clear(to_delay, first, end)
            _clear(to_reverb, first, end)
        if steps:
            _clear(beat, first, end)
            _clear(beat_to_delay, first, end)
            _clear(beat_to_reverb, first, end)
        if steps or ducks:
            _hear_voices(engine, plan, bank, first, end)
        else:
            rest_key(engine)
        for number in range(plan.tracks):
            track = tracks[number]
            strip = strips[track.slot]
            if not strip.idle[bank]:
                block = frames_at(engine.addr_track_buffers + (bank * TRACKS + track.slot) * chunk * 16, chunk)
                apart = steps and track.group == _BEAT
                send_delay, send_reverb = beat_to_delay if apart else to_delay, beat_to_reverb if apart else to_reverb
                _add_strip(beat if apart else mix, send_delay, send_reverb, block, strip, first, end)
                if strip.moves[1]:
                    _add_send(engine, plan, track, strip, 1, position, send_delay, block, first, end)
                if strip.moves[2]:
                    _add_send(engine, plan, track, strip, 2, position, send_reverb, block, first, end)
        _finish(engine, mix, to_delay, to_reverb, first, end, sent, steps, ducks)
    _end_sends(engine, plan, position, frames)


@kernel
def render_mix(engine: Array, plan: Array, position: int, frames: int, rolling: bool, status: Array) -> None:
    """The mix of a stretch, all on this thread."""
    render_strips(engine, plan, 0, plan.tracks, 0, position, frames, rolling, status)
    sum_strips(engine, plan, 0, position, frames)


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
