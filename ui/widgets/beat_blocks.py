"""What a beat looks like on the timeline: a block for each section that a track plays in, with a mark for each hit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio import timeline
from studio.song import SYNTH_ROLES, Song
from ui.widgets.section_bar import section_name

_EARLY_BEATS = 0.06
"""A hit that comes so little before its section still belongs to it."""


class Block(NamedTuple):
    """One section of one track. Compared by what it shows."""

    name: str
    at_beat: float
    beats: float
    marks: tuple[tuple[float, float, float], ...]
    """(start in beats from the block's own, length in beats, height 0 low … 1 high) of each hit."""


class BeatBlocks:
    """Works the blocks of a song out once and keeps them until its beat changes."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._blocks: dict[str, tuple[Block, ...]] = {}

    def of(self, song: Song) -> dict[str, tuple[Block, ...]]:
        """By track id; tracks that play no pattern are left out."""
        kits = tuple((track.id, track.kit) for track in song.tracks)
        facts = (song.patterns, song.sections, kits, song.bpm)
        if self._of != facts:
            self._of, self._blocks = facts, _blocks(song)
        return self._blocks

    def forget(self) -> None:
        """Sections are called something else now."""
        self._of = ()


def _blocks(song: Song) -> dict[str, tuple[Block, ...]]:
    hits = timeline.hits(song).array
    beats = hits["at_frame"] * (song.bpm / (60.0 * song.rate_hz))
    lengths = hits["length_frames"] * (song.bpm / (60.0 * song.rate_hz))
    found: dict[str, tuple[Block, ...]] = {}
    for number, track in enumerate(song.tracks):
        own = hits["track"] == number
        if track.role not in SYNTH_ROLES or not own.any():
            continue
        heights = _heights(hits[own])
        made, start = [], 0.0
        for section in song.sections:
            end = start + section.bars * song.beats_per_bar
            inside = (beats[own] >= start - _EARLY_BEATS) & (beats[own] < end - _EARLY_BEATS)
            if inside.any():
                places = np.maximum(beats[own][inside] - start, 0.0)
                marks = zip(places.tolist(), lengths[own][inside].tolist(), heights[inside].tolist(), strict=True)
                made.append(Block(section_name(section), start, end - start, tuple(marks)))
            start = end
        found[track.id] = tuple(made)
    return found


def _heights(hits: NDArray[np.void]) -> NDArray[np.float64]:
    """Notes by their pitch, drums by their sound: 0 the lowest, 1 the highest of the track."""
    value = np.where(np.isnan(hits["midi_note"]), -hits["sound"].astype(np.float64), hits["midi_note"])
    low, high = float(value.min()), float(value.max())
    return (value - low) / (high - low) if high > low else np.full(len(value), 0.5)
