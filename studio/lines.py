"""Lines: the unit of rap. A song is cut into them, section by section; what lies behind the form goes on the same way.

Words, takes, comping, punching and the prompter all speak of lines by their number, counted from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from studio.song import Section, Song
from studio.timeline import song_length_frames
from studio.units import bars_per_line


class LineSpan(NamedTuple):
    """Where a line lies in the song."""

    from_beat: float
    to_beat: float
    section: int
    """Its place in `Song.sections`; −1 behind the last one."""


def line_spans(song: Song) -> tuple[LineSpan, ...]:
    """Every line of the song, up to its end or to the last line that has words, whichever is later.

    A line lasts one bar below 115 BPM and two from there on. Sections begin a line of their own, so the last line of a
    section may be shorter.
    """
    end_beat = song.beat_of(song_length_frames(song) - 1)  # a frame less: lengths are rounded to whole ones
    return _spans(song.sections, bars_per_line(song.bpm), song.beats_per_bar, round(end_beat, 6), len(song.lines))


def line_at(song: Song, beat: float) -> int:
    """The line in which a beat lies: the first for what lies before it, the last for what lies behind; −1 for none."""
    spans = line_spans(song)
    return min(max(bisect_right(spans, beat, key=lambda span: span.from_beat) - 1, 0), len(spans) - 1)


@lru_cache(maxsize=64)
def _spans(
    sections: tuple[Section, ...], line_bars: int, beats_per_bar: int, end_beat: float, words: int
) -> tuple[LineSpan, ...]:
    found: list[LineSpan] = []
    bar = 0
    for number, section in enumerate(sections):
        end = bar + section.bars
        while bar < end:
            after = min(bar + line_bars, end)
            found.append(LineSpan(float(bar * beats_per_bar), float(after * beats_per_bar), number))
            bar = after
    while bar * beats_per_bar < end_beat or len(found) < words:
        found.append(LineSpan(float(bar * beats_per_bar), float((bar + line_bars) * beats_per_bar), -1))
        bar += line_bars
    return tuple(found)
