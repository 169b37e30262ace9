"""What happens around a take: how it is counted in, when it begins and ends, and what to show meanwhile. Pure functions
over beats."""

from __future__ import annotations

from typing import NamedTuple

from studio.song import Song

COUNT_INS = (0, 1, 2, 4)
"""Bars of count-in that can be chosen, two to begin with."""
_SHORT_S = 4.0
"""Two bars that last less are too quick to get ready in: four are counted then."""


class Start(NamedTuple):
    """How a take is led in: by the metronome alone, or by the song itself."""

    count_in_bars: int
    pre_roll_beats: float

    def beats(self, song: Song) -> float:
        """From the first count to the place where the take begins."""
        return self.count_in_bars * song.beats_per_bar + self.pre_roll_beats


class Count(NamedTuple):
    """What is counted at a moment, upwards from one in every bar."""

    number: int
    is_one: bool
    bars_left: int
    """Of the count-in, this one included."""


def start_of(song: Song, at_beat: float, chosen_bars: int) -> Start:
    """How a take at a beat is led in, if a person has chosen so many bars.

    In the middle of a song that is the song itself, as far as there is some before the place.
    """
    bars = chosen_bars
    if bars == 2 and 2 * song.beats_per_bar * 60.0 / song.bpm < _SHORT_S:
        bars = 4
    beats = float(bars * song.beats_per_bar)
    if at_beat >= song.beats_per_bar and beats:
        return Start(0, min(beats, at_beat))
    return Start(bars, 0.0)


def count_at(song: Song, beat: float, at_beat: float, start: Start) -> Count | None:
    """What is counted where the transport stands at `beat` and the take begins at `at_beat`; None outside of it."""
    left = at_beat - beat
    if not 0.0 < left <= start.beats(song):
        return None
    in_bar = -left % song.beats_per_bar
    return Count(int(in_bar) + 1, in_bar < 1.0, int(-(-left // song.beats_per_bar)))
