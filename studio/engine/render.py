"""`render_block_rt`: one block of the live path. It reads as the signal path.

Mail → plan → knobs → for each stretch: strips → mix → meters → monitor → output; input → ring. Nothing in here
allocates, raises, waits, prints or calls Python.
"""

from __future__ import annotations

import math

from studio import params
from studio.engine.arrays import (
    doubles_at,
    engine_at,
    floats_at,
    frames_at,
    knobs_at,
    marks_at,
    plan_at,
    status_at,
    voices_at,
)
from studio.engine.atomics import (
    flush_denormals,
    load_acquire,
    monotonic_ns,
    restore_rounding,
    store_release,
    thread_cpu_ns,
)
from studio.engine.clips import clean
from studio.engine.compiler import Array, kernel
from studio.engine.effects.loudness import note_loudness
from studio.engine.mix import note_level, render_mix, turn_all_knobs
from studio.engine.monitor import monitor
from studio.engine.rings import head_of, publish, room
from studio.engine.stage import stage
from studio.engine.state import (
    BLOCK,
    ENGINE,
    INPUT_FRAMES,
    MARKS,
    PLAN,
    ROLLING,
    TIMING_BINS,
    TIMING_BINS_PER_BLOCK,
    TRACKS,
    VOICES,
)
from studio.engine.transport import (
    advance,
    change_tempo,
    may_change,
    next_stretch,
    take_events,
)

_INPUT_OVERFLOW, _OUTPUT_UNDERFLOW = 2, 4  # of PortAudio's PaStreamCallbackFlags
PLAN_BYTES = PLAN.itemsize
_PLAN_WANTED = int(ENGINE.fields["plan_wanted"][1])  # type: ignore[index]
_AT_BAR = int(PLAN.fields["at_bar"][1])  # type: ignore[index]
_PLAN_USED = int(ENGINE.fields["plan_used"][1])  # type: ignore[index]


@kernel
def adopt_plan(address: int) -> int:
    """Takes over the newest plan, if it need not wait for the bar line, and says so, which frees the other one; returns
    the number of the plan that plays, −1 before the first."""
    wanted, engine = load_acquire(address + _PLAN_WANTED), engine_at(address)
    used = engine.plan_used
    engine.plan_waits = 0
    if wanted >= 0 and used >= 0 and wanted != used:
        before, after = engine.addr_plans + used * PLAN_BYTES, engine.addr_plans + wanted * PLAN_BYTES
        if load_acquire(after + _AT_BAR) and not may_change(engine, plan_at(before)):
            engine.plan_waits = 1
            return used
        change_tempo(engine, plan_at(before), plan_at(after))
    store_release(address + _PLAN_USED, wanted)
    if wanted >= 0:
        plan = plan_at(engine.addr_plans + wanted * PLAN_BYTES)
        if plan.voice_share != engine.voice_share:
            engine.voice_share = plan.voice_share
            voices = voices_at(engine.addr_voices, VOICES)
            for number in range(VOICES):
                voices[number].active = 0
    return wanted


@kernel
def offer_plan(address: int, number: int) -> None:
    """For the control thread: the plan of this number is whole; it plays from the next block on."""
    store_release(address + _PLAN_WANTED, number)


@kernel
def hurry_plan(address: int) -> None:
    """For the control thread: the plan offered last waits for no bar line any more."""
    wanted = load_acquire(address + _PLAN_WANTED)
    if wanted >= 0:
        store_release(engine_at(address).addr_plans + wanted * PLAN_BYTES + _AT_BAR, 0)


@kernel
def plan_in_use(address: int) -> int:
    """For the control thread: the number of the plan that the kernel reads; the other one may be written."""
    return load_acquire(address + _PLAN_USED)


@kernel
def turn_song_knobs(engine: Array, plan: Array) -> None:
    """Reads all cells of knobs; see `turn_all_knobs`."""
    turn_all_knobs(
        engine, plan, knobs_at(engine.addr_knobs, TRACKS), doubles_at(engine.addr_master_knobs, len(params.MASTER))
    )


@kernel
def _keep_input(
    engine: Array,
    status: Array,
    source: Array,
    channels: int,
    first: int,
    frames: int,
    position: int,
    rolling: bool,
    trouble: int,
) -> None:
    """Puts a stretch of the input, with a mark of when it was, into the rings; what finds no room is counted and
    lost."""
    ring, marks_ring = engine.addr_input_ring, engine.addr_marks_ring
    channel = min(max(engine.input_channel, 0), channels - 1)
    peak, square, zeros = 0.0, 0.0, status.input_zeros
    kept = room(ring, INPUT_FRAMES) >= frames and room(marks_ring, MARKS) >= 1
    head = head_of(ring)
    data = floats_at(engine.addr_input, INPUT_FRAMES)
    for i in range(frames):
        x = clean(source[(first + i) * channels + channel])
        if kept:
            data[(head + i) & (INPUT_FRAMES - 1)] = x
        level = abs(x)
        peak = max(peak, level)
        square += level * level
        zeros = zeros + 1 if x == 0.0 else 0
    if kept:
        mark = marks_at(engine.addr_marks, MARKS)[head_of(marks_ring) & (MARKS - 1)]
        mark.input_frame, mark.position, mark.frames = engine.input_frame, position, frames
        mark.play = engine.play_number
        mark.rolling, mark.trouble = 1 if rolling else 0, trouble
        publish(ring, frames)
        publish(marks_ring, 1)
    else:
        engine.input_lost += frames
    engine.input_frame += frames
    fall = math.exp(-frames / (0.35 * engine.rate))
    status.input_peak = max(peak, status.input_peak * fall)
    status.input_square += (square / max(frames, 1) - status.input_square) * (1.0 - fall)
    status.input_zeros = zeros


@kernel
def _note_time(status: Array, engine: Array, frames: int, began_ns: int, began_cpu_ns: int) -> None:
    """Counts what the callback cost, in bins of half a percent of the block."""
    cpu_ns, wall_ns = thread_cpu_ns() - began_cpu_ns, monotonic_ns() - began_ns
    block_ns = frames * 1_000_000_000 // engine.rate
    status.worst_cpu_ns = max(status.worst_cpu_ns, cpu_ns)
    status.worst_wall_ns = max(status.worst_wall_ns, wall_ns)
    status.cpu_bins[min(cpu_ns * TIMING_BINS_PER_BLOCK // max(block_ns, 1), TIMING_BINS - 1)] += 1
    status.wall_bins[min(wall_ns * TIMING_BINS_PER_BLOCK // max(block_ns, 1), TIMING_BINS - 1)] += 1
    if cpu_ns > block_ns:
        status.over += 1
    if engine.last_start_ns > 0 and began_ns - engine.last_start_ns > 2 * block_ns:
        status.late += 1
    engine.last_start_ns = began_ns


@stage(int, int, int, int, int, int, int)
def render_block_rt(
    address: int,
    input_address: int,
    output_address: int,
    frames: int,
    input_channels: int,
    output_channels: int,
    trouble: int,
) -> None:
    """Plays and records one block.

    `address`: the engine record (`Memory.address`). Input and output are interleaved float32 of `frames` frames at
    their addresses; 0 where there is no input. `trouble`: PortAudio's status flags.
    """
    began_ns, began_cpu_ns = monotonic_ns(), thread_cpu_ns()
    rounding = flush_denormals()
    engine = engine_at(address)
    status = status_at(engine.addr_status)
    output = floats_at(output_address, frames * output_channels)
    source = floats_at(input_address, frames * input_channels)
    number = adopt_plan(address)
    if number < 0:
        for i in range(frames * output_channels):
            output[i] = 0.0
    else:
        plan = plan_at(engine.addr_plans + number * PLAN_BYTES)
        take_events(engine, plan, engine.addr_control_ring, engine.addr_control_events)
        take_events(engine, plan, engine.addr_midi_ring, engine.addr_midi_events)
        turn_song_knobs(engine, plan)
        mix = frames_at(engine.addr_mix, engine.chunk)
        done = 0
        while done < frames:
            if engine.plan_waits:
                plan = plan_at(engine.addr_plans + adopt_plan(address) * PLAN_BYTES)
                if not engine.plan_waits:
                    turn_song_knobs(engine, plan)
            stretch = next_stretch(engine, plan, min(frames - done, BLOCK))
            rolling = engine.state == ROLLING
            position = engine.position
            engine.moving = 1 if rolling else 0
            render_mix(engine, plan, position, stretch, rolling and position >= engine.play_from, status)
            note_level(status, mix, stretch, float(engine.rate))
            note_loudness(engine, status, mix, stretch)
            heard = input_channels if input_address != 0 else 0
            monitor(engine, plan, status, source, heard, done, mix, position, stretch, rolling)
            _put_out(mix, output, done, stretch, output_channels)
            if input_address != 0:
                _keep_input(engine, status, source, input_channels, done, stretch, position, rolling, trouble)
            advance(engine, stretch)
            done += stretch
        status.position, status.rolling, status.plan = engine.position, engine.state, plan.number
        status.counting_in = 1 if engine.state == ROLLING and engine.position < engine.play_from else 0
        status.limited_db = 20.0 * math.log10(max(engine.limiter_gain, 1e-6))
    if trouble & _INPUT_OVERFLOW:
        status.input_overflows += 1
    if trouble & _OUTPUT_UNDERFLOW:
        status.output_underflows += 1
    status.block = frames
    status.frames += frames
    status.callbacks += 1
    _note_time(status, engine, frames, began_ns, began_cpu_ns)
    restore_rounding(rounding)


@kernel
def _put_out(mix: Array, output: Array, first: int, frames: int, channels: int) -> None:
    """The monitor's two sides to the device's first two channels, their mean to a single one."""
    for i in range(frames):
        place = (first + i) * channels
        if channels == 1:
            output[place] = 0.5 * (mix[i, 0] + mix[i, 1])
        else:
            output[place] = mix[i, 0]
            output[place + 1] = mix[i, 1]
            for other in range(2, channels):
                output[place + other] = 0.0
