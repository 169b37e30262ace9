"""A song cut into lines."""

from __future__ import annotations

import pytest

from studio import edits
from studio.lines import LineSpan, line_at, line_spans
from studio.song import Song


def with_sections(bpm: float, *bars: int) -> Song:
    song = edits.set_tempo(Song(title=""), bpm=bpm)
    for count in bars:
        song = edits.add_section(song, kind="verse", bars=count)
    return song


def test_one_bar_below_115_and_two_from_there_on():
    assert line_spans(with_sections(114.9, 3)) == tuple(LineSpan(4.0 * n, 4.0 * n + 4.0, 0) for n in range(3))
    assert line_spans(with_sections(115.0, 4)) == (LineSpan(0.0, 8.0, 0), LineSpan(8.0, 16.0, 0))


def test_a_section_begins_a_line_of_its_own():
    spans = line_spans(with_sections(140.0, 3, 2))
    assert spans == (LineSpan(0.0, 8.0, 0), LineSpan(8.0, 12.0, 0), LineSpan(12.0, 20.0, 1))


def test_what_lies_behind_the_form_goes_on_and_so_do_the_words():
    song = with_sections(90.0, 1)
    song = edits.add_track(song, role="lead")
    song = edits.record(song, track_id=song.tracks[0].id, file="takes/a.wav", frames=96_000, at_beat=6.0)
    assert line_spans(song)[-1] == LineSpan(8.0, 12.0, -1)  # the clip ends on beat 9
    song = edits.set_lines(song, texts=[""] * 4 + ["siste linje"])
    assert len(line_spans(song)) == 5
    assert line_spans(Song(title="")) == ()
    assert len(line_spans(edits.set_lines(Song(title=""), texts=["en", "to"]))) == 2


@pytest.mark.parametrize(("beat", "line"), [(-3.0, 0), (0.0, 0), (7.99, 0), (8.0, 1), (11.9, 1), (12.0, 2), (99.0, 2)])
def test_which_line_a_beat_lies_in(beat, line):
    assert line_at(with_sections(140.0, 3, 2), beat) == line


def test_no_line_in_an_empty_song():
    assert line_at(Song(title=""), 3.0) == -1
