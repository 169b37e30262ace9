"""Several mixes of one rendering: a song's strips are rendered once, and summed on a bus for every version of it that
differs only in its master or in which tracks are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from studio.engine import state
from studio.engine.offline import OfflineRenderer
from studio.engine.sounds import Kits
from studio.song import Media, Song


class Bus(OfflineRenderer):
    """Sums the strips of `first` as another version of its song has them. Its `mix` and one of `first` are asked for
    the same stretch, block by block in turn, `first` before it; what comes is what a renderer of its own would give.

    The version has the tracks of `first.song` with the same knobs, but that more of them may be muted.
    """

    def __init__(self, first: OfflineRenderer, song: Song, path_of: Callable[[Media], Path], kits: Kits) -> None:
        super().__init__(song, path_of, kits, threads=1)
        self._first = first
        slots = [self._flattener.slot_of(track.id) for track in song.tracks if track.knob("mute") > 0.5]
        self._left_out = np.array(slots, np.int64)
        self.memory.track_buffers = first.memory.track_buffers
        self.memory.record[0]["addr_track_buffers"] = state.address_of(first.memory.track_buffers)
        self.song, self._split = msgspec.structs.replace(song, tracks=()), 0  # none of them is rendered once more

    def _run(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        for position, bank, frames in super()._run(start, end):
            idle = self.memory.strips["idle"]
            idle[:, bank] = self._first.memory.strips["idle"][:, bank]
            idle[self._left_out, bank] = 1
            yield position, bank, frames
