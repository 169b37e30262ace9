"""The mix bus: strips in the song's order, the two sends, the master fader. This, and nothing after it, is what an export holds."""

from __future__ import annotations

import math

from studio import params
from studio.engine.arrays import frames_at, plan_tracks_at, strips_at
from studio.engine.compiler import Array, kernel
from studio.engine.effects.echo import echo, set_delay
from studio.engine.effects.filters import one_pole
from studio.engine.effects.reverb import decay_for, reverb, set_predelay
from studio.engine.state import BUS, TRACKS
from studio.engine.stereo import frame_at, put_frame
from studio.engine.strip import GLIDE_S, gain_of, render_strip, turn_knobs

_MUTE, _SOLO = params.TRACK_INDEX["mute"], params.TRACK_INDEX["solo"]
_MASTER_DB = params.MASTER_INDEX["master_db"]
_DELAY_BEATS = params.MASTER_INDEX["delay_beats"]
_FEEDBACK, _DELAY_TONE = params.MASTER_INDEX["delay_feedback"], params.MASTER_INDEX["delay_tone_hz"]
_DELAY_RETURN, _REVERB_RETURN = params.MASTER_INDEX["delay_return_db"], params.MASTER_INDEX["reverb_return_db"]
_PREDELAY, _DECAY = params.MASTER_INDEX["reverb_predelay_ms"], params.MASTER_INDEX["reverb_decay_s"]
_REVERB_TONE = params.MASTER_INDEX["reverb_tone_hz"]
_KNOBS = len(params.MASTER)
MASTER, BUS_FEEDBACK, BUS_DELAY_TONE, BUS_DECAY, BUS_REVERB_TONE = range(5)
"""Cells of `engine.bus`; the returns are two more."""
_RETURN_DELAY, _RETURN_REVERB = 5, 6


@kernel
def turn_all_knobs(engine: Array, plan: Array, knobs: Array, master: Array) -> None:
    """Reads where every knob stands; called once before each block."""
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    any_solo = False
    for number in range(plan.tracks):
        any_solo = any_solo or knobs[tracks[number].slot, _SOLO] > 0.5
    for number in range(plan.tracks):
        slot = tracks[number].slot
        turn_knobs(strips[slot], knobs[slot], tracks[number].uid, any_solo, float(engine.rate))
    fresh, turned = engine.master_seen == 0, False
    for number in range(_KNOBS):
        if fresh or engine.master_knobs[number] != master[number]:
            engine.master_knobs[number] = master[number]
            turned = True
    if turned:
        engine.master_seen = 1
        target, rate = engine.bus_target, float(engine.rate)
        target[MASTER] = gain_of(master[_MASTER_DB])
        target[BUS_FEEDBACK] = master[_FEEDBACK]
        target[BUS_DELAY_TONE] = one_pole(master[_DELAY_TONE], rate)
        target[BUS_DECAY] = decay_for(master[_DECAY])
        target[BUS_REVERB_TONE] = one_pole(master[_REVERB_TONE], rate)
        target[_RETURN_DELAY] = gain_of(master[_DELAY_RETURN])
        target[_RETURN_REVERB] = gain_of(master[_REVERB_RETURN])
        glide = max(int(GLIDE_S * rate), 1)
        engine.bus_left = 0 if fresh else glide
        for cell in range(BUS):
            engine.bus_step[cell] = (target[cell] - engine.bus[cell]) / glide
            if fresh:
                engine.bus[cell] = target[cell]
    set_delay(engine, int(round(master[_DELAY_BEATS] * plan.frames_per_beat)))
    set_predelay(engine, int(round(master[_PREDELAY] * 0.001 * engine.rate)))


@kernel
def render_strips(engine: Array, plan: Array, first: int, end: int, bank: int, position: int, frames: int, rolling: bool, status: Array) -> None:
    """Renders tracks first…end of the plan, in the song's order, each into its own buffer."""
    for number in range(first, end):
        render_strip(engine, plan, number, bank, position, frames, rolling, status)


@kernel
def _add(into: Array, block: Array, frames: int, gain: float) -> None:
    for i in range(frames):
        put_frame(into, i, frame_at(into, i) + frame_at(block, i) * gain)


@kernel
def _send(into: Array, block: Array, strip: Array, cell: int, left: int, frames: int) -> bool:
    """Adds a strip to a send's bus under its gliding level; False if the send is closed."""
    level, target = strip.levels[cell], strip.levels_target[cell]
    if level == 0.0 and target == 0.0:
        return False
    gliding = min(left, frames)
    for i in range(gliding):
        level = level + strip.levels_step[cell] if left - i > 1 else target
        put_frame(into, i, frame_at(into, i) + frame_at(block, i) * level)
    strip.levels[cell] = level
    for i in range(gliding, frames):
        put_frame(into, i, frame_at(into, i) + frame_at(block, i) * level)
    return True


@kernel
def sum_strips(engine: Array, plan: Array, bank: int, frames: int) -> None:
    """Sums the strips of a bank in the song's order, runs the sends' effects and the master fader: the mix, in `engine.addr_mix`."""
    mix = frames_at(engine.addr_mix, engine.chunk)
    to_delay, to_reverb = frames_at(engine.addr_delay_send, engine.chunk), frames_at(engine.addr_reverb_send, engine.chunk)
    for i in range(frames):
        mix[i, 0] = mix[i, 1] = 0.0
        to_delay[i, 0] = to_delay[i, 1] = 0.0
        to_reverb[i, 0] = to_reverb[i, 1] = 0.0
    tracks, strips = plan_tracks_at(plan.addr_tracks, TRACKS), strips_at(engine.addr_strips, TRACKS)
    for number in range(plan.tracks):
        slot = tracks[number].slot
        strip = strips[slot]
        left = strip.send_left
        strip.send_left = max(left - frames, 0)
        if strip.idle:
            if strip.send_left == 0:
                for cell in range(2, 6):
                    strip.levels[cell] = strip.levels_target[cell]
            continue
        block = frames_at(engine.addr_track_buffers + (bank * TRACKS + slot) * engine.chunk * 16, engine.chunk)
        _add(mix, block, frames, 1.0)
        _send(to_delay, block, strip, 2, left, frames)
        _send(to_reverb, block, strip, 4, left, frames)
    first = 0
    while first < frames:
        end = first + 1 if engine.bus_left > 0 else frames
        if engine.bus_left > 0:
            engine.bus_left -= 1
            for cell in range(BUS):
                moved = engine.bus[cell] + engine.bus_step[cell]
                engine.bus[cell] = moved if engine.bus_left > 0 else engine.bus_target[cell]
        bus = engine.bus
        echo(engine, to_delay, mix, first, end, bus[BUS_FEEDBACK], bus[BUS_DELAY_TONE], bus[_RETURN_DELAY])
        reverb(engine, to_reverb, mix, first, end, bus[BUS_DECAY], bus[BUS_REVERB_TONE], bus[_RETURN_REVERB])
        for i in range(first, end):
            put_frame(mix, i, frame_at(mix, i) * bus[MASTER])
        first = end


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
