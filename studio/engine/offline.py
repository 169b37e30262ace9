"""The same kernels as the live path, as fast as they go: a song's mix or its strips into arrays, block by block.

With two threads the strips of the next block are rendered while this one is summed; every strip is computed and summed
as it is on one thread and in the callback, so the bits are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from studio import params
from studio.engine import state
from studio.engine.arrays import doubles_at, engine_at, frames_at, plan_at, status_at
from studio.engine.atomics import flush_denormals, restore_rounding
from studio.engine.compiler import Array, kernel
from studio.engine.effects.room import step_back
from studio.engine.flatten import Flattener
from studio.engine.mix import render_strips, sum_strips
from studio.engine.render import PLAN_BYTES, adopt_plan, turn_song_knobs
from studio.engine.sounds import Kits
from studio.engine.transport import quiet_effects
from studio.song import Media, Song
from studio.units import gain_of_db

CHUNK = 16_384
TAIL_S = 8.0
"""The longest a song rings on after its last clip and bar."""
TAIL_DB = -60.0
_OCTAVE_DB = 6.020599913279624


@kernel
def _prepare(address: int) -> None:
    engine = engine_at(address)
    plan = plan_at(engine.addr_plans + adopt_plan(address) * PLAN_BYTES)
    turn_song_knobs(engine, plan)
    quiet_effects(engine)
    engine.moving = 1


@kernel
def _strips(address: int, first: int, end: int, bank: int, position: int, frames: int) -> None:
    engine = engine_at(address)
    plan = plan_at(engine.addr_plans + engine.plan_used * PLAN_BYTES)
    rounding = flush_denormals()
    render_strips(engine, plan, first, end, bank, position, frames, True, status_at(engine.addr_status))
    restore_rounding(rounding)


@kernel
def _sum(address: int, bank: int, position: int, frames: int) -> None:
    engine = engine_at(address)
    plan = plan_at(engine.addr_plans + engine.plan_used * PLAN_BYTES)
    rounding = flush_denormals()
    sum_strips(engine, plan, bank, position, frames)
    restore_rounding(rounding)


@kernel
def _step_back(address: int, slot: int, bank: int, frames: int, memory: Array, octaves: float, out: Array) -> None:
    """What is left of one strip of the beat where it steps back for a voice: as `mix` does it to all of them at once,
    which comes to the same, for the filter adds up. Only right after `_sum`, which has heard the voices."""
    engine = engine_at(address)
    rounding = flush_denormals()
    block = frames_at(engine.addr_track_buffers + (bank * state.TRACKS + slot) * engine.chunk * 16, engine.chunk)
    for i in range(frames):
        out[i, 0] = out[i, 1] = 0.0
    presence = doubles_at(engine.addr_presence, engine.chunk)
    step_back(memory, block, out, presence, octaves, float(engine.rate), 0, frames)
    restore_rounding(rounding)


class OfflineRenderer:
    """Renders one song once, from wherever it is told to begin. Owns its memory; for one thread to call.

    `threads` 1 or 2. Raises StudioError("capacity") for a song that is larger than the engine.
    """

    def __init__(
        self, song: Song, path_of: Callable[[Media], Path], kits: Kits, *, chunk: int = CHUNK, threads: int = 2
    ) -> None:
        self.song = song
        self.memory = state.Memory(song.rate_hz, chunk=chunk, banks=2, metered=False)
        self._flattener = Flattener(self.memory)
        self._flattener.flatten(song, path_of, kits)
        self.missing = self._flattener.missing
        """Ids of media that could not be read and play as silence."""
        self._chunk, self._threads = chunk, threads
        self._split = len(song.tracks) // 3 if threads > 1 else len(song.tracks)

    def mix(self, start_frame: int = 0, end_frame: int | None = None) -> Iterator[NDArray[np.float64]]:
        """The mix in blocks of shape (n, 2); each array is overwritten by the next step.

        Without an end: the whole song and its tail, up to the last frame above `TAIL_DB`, at most `TAIL_S` after the
        song's end.
        """
        end = self.length_frames if end_frame is None else end_frame
        blocks = self._run(start_frame, end + (0 if end_frame is not None else round(TAIL_S * self.song.rate_hz)))
        tail: list[NDArray[np.float64]] = []
        tail_start = 0
        for position, bank, frames in blocks:
            _sum(self.memory.address, bank, position, frames)
            block = self.memory.mix[:frames]
            if end_frame is None and position + frames > end:
                tail_start = tail_start if tail else position
                tail.append(block.copy())
            else:
                yield block
        if tail:
            rest = np.concatenate(tail)
            yield rest[: audible_frames(rest, max(end - tail_start, 0))]

    def stems(self, start_frame: int, end_frame: int) -> Iterator[list[NDArray[np.float64]]]:
        """Each track after its fader, before sends and master, in the song's order: blocks of shape (n, 2),
        overwritten as above."""
        for _, bank, frames in self._run(start_frame, end_frame):
            yield self._strips_of(bank, frames)

    def mix_and_stems(
        self, start_frame: int, end_frame: int
    ) -> Iterator[tuple[NDArray[np.float64], list[NDArray[np.float64]]]]:
        """The mix, and each track as it is in there before the master fader, the beat having made room for the voices;
        what the sends give back is the rest. Block by block; all overwritten by the next step."""
        octaves = params.knob("room_db").clamp(self.song.master_knob("room_db")) / _OCTAVE_DB
        stepping = [
            (number, np.zeros(4), np.empty((self._chunk, 2)))
            for number, track in enumerate(self.song.tracks)
            if octaves > 0.0 and track.role not in params.VOICE_ROLES
        ]
        for position, bank, frames in self._run(start_frame, end_frame):
            _sum(self.memory.address, bank, position, frames)
            strips = self._strips_of(bank, frames)
            for number, memory, out in stepping:
                slot = self._flattener.slot_of(self.song.tracks[number].id) or 0
                _step_back(self.memory.address, slot, bank, frames, memory, octaves, out)
                strips[number] = out[:frames]
            yield self.memory.mix[:frames], strips

    def _strips_of(self, bank: int, frames: int) -> list[NDArray[np.float64]]:
        strips = []
        for track in self.song.tracks:
            slot = self._flattener.slot_of(track.id)
            block = self.memory.track_buffers[bank * state.TRACKS + (slot or 0)][:frames]
            if self.memory.strips["idle"][slot, bank]:
                block[:] = 0.0
            strips.append(block)
        return strips

    @property
    def length_frames(self) -> int:
        """Where the song's last clip or bar ends."""
        return int(self.memory.plans[self.memory.record["plan_wanted"][0]]["length"])

    def _run(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Renders all strips block by block and yields (position, bank, frames) of each while the next one is under
        way."""
        _prepare(self.memory.address)
        tracks, address = len(self.song.tracks), self.memory.address
        _strips(address, 0, tracks, 0, start, min(self._chunk, end - start))
        with ThreadPoolExecutor(1) as other:
            for number, position in enumerate(range(start, end, self._chunk)):
                bank, frames = number % 2, min(self._chunk, end - position)
                ahead = min(self._chunk, end - position - frames)
                task = (1 - bank, position + frames, ahead)
                helped = (
                    other.submit(_timed_strips, address, self._split, tracks, *task) if self._split < tracks else None
                )
                began = perf_counter()
                yield position, bank, frames
                if ahead > 0:
                    _strips(address, 0, self._split, *task)
                if helped:
                    self._balance(perf_counter() - began, helped.result(), tracks)

    def _balance(self, own_s: float, other_s: float, tracks: int) -> None:
        """Moves one track from the slower thread to the other for the next block; the sound does not depend on it."""
        share_s = other_s / max(tracks - self._split, 1)
        if own_s > other_s + share_s:
            self._split = max(self._split - 1, 0)
        elif other_s > own_s + share_s:
            self._split = min(self._split + 1, tracks - 1)


def audible_frames(rest: NDArray[np.float64], at_least: int) -> int:
    """How much of a song's tail is worth keeping: up to its last frame above `TAIL_DB`."""
    loud = np.flatnonzero(np.max(np.abs(rest), axis=1) > gain_of_db(TAIL_DB))
    return max(int(loud[-1]) + 1 if len(loud) else 0, at_least)


def _timed_strips(address: int, first: int, end: int, bank: int, position: int, frames: int) -> float:
    began = perf_counter()
    if frames > 0:
        _strips(address, first, end, bank, position, frames)
    return perf_counter() - began
