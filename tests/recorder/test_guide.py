"""How a take is led in, and what is counted meanwhile."""

from __future__ import annotations

import pytest

from recorder.guide import Count, Start, count_at, start_of
from studio.song import Song

SLOW, FAST = Song(title="", bpm=90.0), Song(title="", bpm=140.0)


@pytest.mark.parametrize(
    ("song", "at_beat", "chosen", "start"),
    [
        (SLOW, 0.0, 2, Start(2, 0.0)),
        (SLOW, 0.0, 0, Start(0, 0.0)),
        (SLOW, 0.0, 1, Start(1, 0.0)),
        (FAST, 0.0, 2, Start(4, 0.0)),  # two bars at 140 last 3.4 s
        (FAST, 0.0, 1, Start(1, 0.0)),
        (Song(title="", bpm=120.0), 0.0, 2, Start(2, 0.0)),  # 4.0 s
        (SLOW, 32.0, 2, Start(0, 8.0)),
        (FAST, 32.0, 2, Start(0, 16.0)),
        (SLOW, 4.0, 2, Start(0, 4.0)),  # there is only one bar of song before it
        (SLOW, 2.0, 2, Start(2, 0.0)),
        (SLOW, 32.0, 0, Start(0, 0.0)),
        (Song(title="", bpm=90.0, beats_per_bar=3), 30.0, 2, Start(0, 6.0)),
    ],
)
def test_two_bars_of_metronome_at_the_start_and_of_the_song_inside(song, at_beat, chosen, start):
    assert start_of(song, at_beat, chosen) == start


def test_counted_upwards_with_one_in_every_bar():
    start = Start(2, 0.0)
    seen = [count_at(SLOW, beat - 8.0, 0.0, start) for beat in range(9)]
    assert seen[:8] == [Count(1 + beat % 4, beat % 4 == 0, 2 - beat // 4) for beat in range(8)]
    assert seen[8] is None
    assert count_at(SLOW, -0.01, 0.0, start) == Count(4, False, 1)
    assert count_at(SLOW, -8.01, 0.0, start) is None


def test_the_song_before_the_place_is_counted_too():
    start = start_of(SLOW, 32.0, 2)
    assert count_at(SLOW, 24.0, 32.0, start) == Count(1, True, 2)
    assert count_at(SLOW, 31.5, 32.0, start) == Count(4, False, 1)
    assert count_at(SLOW, 32.0, 32.0, start) is None
    half = Start(0, 2.0)  # begins in the middle of a bar
    assert count_at(SLOW, 30.0, 32.0, half) == Count(3, False, 1)
