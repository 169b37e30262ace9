"""The words of a song on their way out: as they were written, where they are sung."""

from __future__ import annotations

import re

import msgspec
import pytest
from given_songs import HOSTILE, verse_song

from studio.interchange.lyrics import TimedLine, lrc, plain_lyrics, timed_lines
from studio.song import Line, Section, Song

put = msgspec.structs.replace


def song_of(*texts: str, bpm: float = 60.0, sections: tuple[int, ...] = (4,)) -> Song:
    """At 60 BPM a line is a bar of four seconds."""
    return Song(
        title="",
        bpm=bpm,
        sections=tuple(Section(id=f"s{n}", kind="verse", bars=bars) for n, bars in enumerate(sections)),
        lines=tuple(Line(text=text) for text in texts),
    )


def test_one_line_each_and_a_blank_one_between_the_parts() -> None:
    text = plain_lyrics(song_of("en", "to", "", "", "fem", "seks", "sju", sections=(4, 2)))
    assert text == "En\nTo\n\nFem\nSeks\n\nSju\n"
    assert plain_lyrics(song_of("", "")) == ""
    assert plain_lyrics(song_of()) == ""


@pytest.mark.parametrize(
    ("written", "sung"),
    [
        ("jeg går.", "Jeg går"),
        ("  å nei, ", "Å nei"),
        ("«æ e her»", "«Æ e her»"),
        ("(ja!)", "(Ja!)"),
        ("3 dager", "3 dager"),
        ("hva?", "Hva?"),
        ("opp igjen...", "Opp igjen"),
        ("Ferdig", "Ferdig"),
        ("🎤 mic", "🎤 Mic"),
        ("to\nlinjer", "To linjer"),
    ],
)
def test_a_line_begins_with_a_capital_and_ends_without_a_mark(written: str, sung: str) -> None:
    assert plain_lyrics(song_of(written)) == f"{sung}\n"


def test_a_line_of_marks_alone_is_no_line() -> None:
    assert plain_lyrics(song_of("a", "...", "b")) == "A\nB\n"


def test_each_line_where_it_is_sung() -> None:
    song = song_of("en", "to", "", "fire", bpm=60.0)
    assert timed_lines(song) == ((0, "En"), (4000, "To"), (12_000, "Fire"))
    assert timed_lines(song, 0.0504)[1] == TimedLine(4050, "To")
    assert timed_lines(song, -2.0)[0].at_ms == 0


def test_two_bars_to_a_line_in_a_fast_song() -> None:
    assert [line.at_ms for line in timed_lines(song_of("a", "b", bpm=120.0))] == [0, 4000]


def test_lrc_clears_the_screen_where_the_words_pause() -> None:
    assert lrc(song_of("en", "to", "", "fire")) == (
        "[00:00.00]En\n[00:04.00]To\n[00:08.00]\n[00:12.00]Fire\n[00:16.00]\n"
    )  # fmt: skip
    assert lrc(song_of()) == ""


def test_lrc_of_a_long_song_counts_minutes_on() -> None:
    song = song_of(*[""] * 1499, "siste", sections=(256,) * 6)
    assert lrc(song).startswith("[99:56.00]Siste\n")
    late = song_of(*[""] * 1501, "siste", sections=(256,) * 6)
    assert lrc(late).startswith("[100:04.00]Siste\n")


def test_hundredths_carry_over() -> None:
    assert lrc(song_of("a"), 59.996).startswith("[01:00.00]A\n")


def test_the_verse_keeps_its_words() -> None:
    assert plain_lyrics(verse_song()) == (
        "Jeg våkner, og byen sover\nIngen hører meg nå\nSå jeg sier det høyt!\n\nOpp igjen\nOpp igjen\n"
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_stay_on_their_line(text: str) -> None:
    song = song_of("a", text, "b")
    lines = plain_lyrics(song).splitlines()
    assert lines[0] == "A"
    assert lines[-1] == "B"
    assert len(lines) == len(timed_lines(song)) <= 3
    assert all(re.fullmatch(r"\[\d\d:\d\d\.\d\d\].*", row) for row in lrc(song).splitlines())
    assert max(map(len, lines)) <= 2000
