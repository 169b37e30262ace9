"""Where the song stands: play, stop, locate, loop, and the cutting of a block at each of their edges.

A jump while something sounds (play, locate, stop) first fades the monitor out over `CUT_S`; then the effects are
emptied and the song goes on from its new place, so that what follows is what an export from there would hold.
"""

from __future__ import annotations

import math

import numpy as np

from studio.engine.arrays import (
    events_at,
    pitches_at,
    plan_tracks_at,
    reverb_at,
    ring_at,
    sounds_at,
    strips_at,
    voices_at,
)
from studio.engine.compiler import Array, kernel
from studio.engine.curves import forget_curves
from studio.engine.effects.echo import empty_echo
from studio.engine.effects.pitch import empty_pitch
from studio.engine.effects.reverb import empty_reverb
from studio.engine.rings import release, waiting
from studio.engine.stage import stage
from studio.engine.state import (
    CUE,
    CUE_OFF,
    ENGINE,
    EVENTS,
    LET_GO,
    LOCATE,
    LOOP,
    PLAN,
    PLAY,
    ROLLING,
    SOUNDS,
    STOP,
    STOPPED,
    TRACKS,
    TRIGGER,
    VOICES,
)
from studio.engine.strip import empty_strip
from studio.engine.voices import let_go_of, release_voices, start_duck, start_voice

CUT_S = 0.005
RAMP_FROM = 0.1
"""A start begins at −20 dB on the monitor."""
_RELEASE_S = 0.02
_STAY = -(1 << 62)
"""Where a STOP jumps to unless a LOCATE comes while it waits."""


@stage(ENGINE, PLAN, int, int)
def take_events(engine: Array, plan: Array, ring_address: int, events_address: int) -> None:
    """Carries out all mail that waits in one ring."""
    events = events_at(events_address, EVENTS)
    count = waiting(ring_address)
    tail = ring_at(ring_address).tail
    for number in range(count):
        event = events[(tail + number) & (EVENTS - 1)]
        kind = event.kind
        if kind == PLAY:
            engine.jump_number = int(event.value)
            _ask_jump(engine, PLAY, event.a - event.b, event.a)
        elif kind == LOCATE:
            waits = engine.jump_kind == PLAY or engine.jump_kind == STOP
            _ask_jump(engine, engine.jump_kind if waits else LOCATE, event.a, event.a)
        elif kind == STOP:
            if engine.state == ROLLING:
                _ask_jump(engine, STOP, _STAY, _STAY)
            elif engine.jump_kind == PLAY:
                engine.jump_kind = 0
        elif kind == LOOP:
            engine.loop_start, engine.loop_end = event.a, event.b
        elif kind == TRIGGER:
            _trigger(engine, plan, event)
        elif kind == LET_GO:
            tracks = plan_tracks_at(plan.addr_tracks, TRACKS)
            for place in range(plan.tracks):
                if tracks[place].uid == event.target:
                    let_go_of(voices_at(engine.addr_voices, VOICES), tracks[place], event.a, event.b)
        elif kind == CUE:
            engine.cue_medium, engine.cue_position = event.target, event.a
            engine.cue_end, engine.cue_gain, engine.cue_fade = event.a + event.b, event.value, 0
        elif kind == CUE_OFF:
            engine.cue_end = min(engine.cue_end, engine.cue_position + int(CUT_S * engine.rate))
    if count > 0:
        release(ring_address, count)


@kernel
def _ask_jump(engine: Array, kind: int, to: int, play_from: int) -> None:
    engine.jump_kind, engine.jump_to, engine.jump_play_from = kind, to, play_from
    engine.jump_left = int(CUT_S * engine.rate)


@kernel
def _trigger(engine: Array, plan: Array, event: Array) -> None:
    """A live hit: finds the recording for its sound and velocity, plays it and ducks what it ducks. What the plan no
    longer knows is passed over."""
    tracks, sounds = plan_tracks_at(plan.addr_tracks, TRACKS), sounds_at(plan.addr_sounds, SOUNDS)
    velocity = min(max(int(event.value * 127.0 + 0.5), 1), 127)
    low, high = 0, plan.sounds
    while low < high:  # the row after the last one that is not beyond the sound and its velocity
        middle = (low + high) // 2
        row = sounds[middle]
        if row.number < event.a or (row.number == event.a and row.from_velocity <= velocity):
            low = middle + 1
        else:
            high = middle
    if low == 0 or sounds[low - 1].number != event.a:
        return
    sound, strips, rate = sounds[low - 1], strips_at(engine.addr_strips, TRACKS), float(engine.rate)
    voices, gain = voices_at(engine.addr_voices, VOICES), event.value * sound.gain
    for number in range(plan.tracks):
        track = tracks[number]
        if track.uid == event.target:
            start_voice(voices, track, strips[track.slot], sound, event.b, gain, event.ratio, 0, event.ratio, 0, rate)
        if sound.duck < 1.0 and track.ducked_by == sound.kit:
            start_duck(strips[track.slot], sound.duck, sound.duck_frames, rate)


@kernel
def quiet_effects(engine: Array) -> None:
    """No voice sounding, all filters and lines at rest: as when an export begins."""
    voices, strips = voices_at(engine.addr_voices, VOICES), strips_at(engine.addr_strips, TRACKS)
    for number in range(VOICES):
        voices[number].active = 0
    pitches = pitches_at(engine.addr_pitches, TRACKS)
    for slot in range(TRACKS):
        empty_strip(strips[slot])
        empty_pitch(pitches[slot])
        forget_curves(strips[slot])
    empty_echo(engine)
    empty_reverb(reverb_at(engine.addr_reverb))


@kernel
def _jump(engine: Array, plan: Array) -> None:
    kind = engine.jump_kind
    engine.jump_kind = 0
    if engine.jump_to != _STAY:
        engine.position, engine.play_from = engine.jump_to, engine.jump_play_from
    if kind == STOP:
        engine.state = STOPPED
        tracks = plan_tracks_at(plan.addr_tracks, TRACKS)
        for number in range(plan.tracks):
            release_voices(voices_at(engine.addr_voices, VOICES), tracks[number], int(_RELEASE_S * engine.rate))
        return
    if kind == PLAY:
        engine.state = ROLLING
        engine.play_number = engine.jump_number
    if engine.state == ROLLING:
        quiet_effects(engine)
        engine.ramp = RAMP_FROM


@kernel
def next_bar_line(plan: Array, position: int) -> int:
    """The frame of the first bar line at or after a place in the song."""
    bar_frames = plan.frames_per_beat * plan.beats_per_bar
    bar = math.floor((position - 1) / bar_frames)
    while int(np.rint(bar * bar_frames)) < position:
        bar += 1
    return int(np.rint(bar * bar_frames))


@kernel
def may_change(engine: Array, plan: Array) -> bool:
    """Whether a plan that waits for the bar line may be taken over here: on one, at the start of a loop without any, or
    where nothing goes on."""
    if engine.state != ROLLING or engine.jump_kind != 0:
        return True
    line = next_bar_line(plan, engine.position)
    around = engine.loop_end > engine.loop_start and engine.position == engine.loop_start and line >= engine.loop_end
    return line == engine.position or around


@kernel
def change_tempo(engine: Array, before: Array, after: Array) -> None:
    """Keeps the beat where a new plan has another tempo: for position, loop and a jump under way."""
    if before.frames_per_beat != after.frames_per_beat:
        ratio = after.frames_per_beat / before.frames_per_beat
        engine.position = int(np.rint(engine.position * ratio))
        engine.play_from = int(np.rint(engine.play_from * ratio))
        engine.loop_start = int(np.rint(engine.loop_start * ratio))
        engine.loop_end = int(np.rint(engine.loop_end * ratio))
        if engine.jump_to != _STAY:
            engine.jump_to = int(np.rint(engine.jump_to * ratio))
            engine.jump_play_from = int(np.rint(engine.jump_play_from * ratio))


@kernel
def next_stretch(engine: Array, plan: Array, frames: int) -> int:
    """Carries out a jump that is due, then says how many of the next `frames` frames can be rendered in one go."""
    if engine.jump_kind != 0 and (engine.jump_left <= 0 or engine.state != ROLLING):
        _jump(engine, plan)
    if engine.jump_kind != 0:
        frames = min(frames, engine.jump_left)
    if engine.state == ROLLING:
        if engine.position < engine.play_from:
            frames = min(frames, engine.play_from - engine.position)
        if engine.loop_end > engine.loop_start and engine.position < engine.loop_end:
            frames = min(frames, engine.loop_end - engine.position)
        if engine.plan_waits:
            frames = min(frames, max(next_bar_line(plan, engine.position + 1) - engine.position, 1))
    return frames


@kernel
def advance(engine: Array, frames: int) -> None:
    """Moves on after a stretch; at the end of the loop, back to its start."""
    if engine.jump_kind != 0:
        engine.jump_left -= frames
    if engine.state == ROLLING:
        engine.position += frames
        if engine.loop_end > engine.loop_start and engine.position == engine.loop_end:
            engine.position = engine.loop_start
            engine.play_from = min(engine.play_from, engine.loop_start)
