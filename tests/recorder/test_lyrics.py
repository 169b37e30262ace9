"""Syllables counted by hand, and pasted texts of many kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.lyrics import pasted
from studio.spoken import syllables


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), ("  …  – ", 0), ("jeg", 1), ("våken", 2), ("øyeblikk", 3), ("veien", 2), ("pause", 2), ("høye", 2),
        ("radioen", 4), ("situasjon", 4), ("skyer", 2), ("nyanse", 3), ("dialog", 3), ("Europa", 3), ("museum", 3),
        ("familie", 4), ("Oslo", 2), ("gråt", 1), ("Haavard", 2),
        ("idéen", 3), ("kaféen", 3), ("naïv", 2), ("ide\u0301en", 3), ("ÉN", 1), ("Dyp", 1),
        ("beat", 1), ("street", 1), ("flow", 1), ("you", 1), ("yeah", 1), ("player", 2), ("cool", 1), ("I'm", 1),
        ("we're", 1), ("don’t", 1), ("MC", 2), ("NRK", 3), ("hmm", 1), ("24/7", 3), ("rock'n'roll", 3),
        ("Jeg står i natta mens byen sover", 10),  # jeg står i nat-ta mens by-en so-ver
        ("Regnet faller ned på asfalten", 9),  # reg-net fal-ler ned på as-fal-ten
    ],
)  # fmt: skip
def test_syllables_are_counted_by_groups_of_vowels(text: str, count: int) -> None:
    assert syllables(text) == count


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert syllables(text) >= 0
    for line in pasted(text):
        assert line == line.strip()
        assert line
        assert len(line.splitlines()) == 1
        line.encode("utf-8")
    assert pasted("\n".join(pasted(text))) == pasted(text)


def test_any_newline_ends_a_line() -> None:
    assert pasted("en\nto\r\ntre\rfire\u2028fem\x0bseks\x85sju") == ("en", "to", "tre", "fire", "fem", "seks", "sju")


def test_what_has_no_shape_goes() -> None:
    assert pasted("\ufeffJeg\tstår \u200bher\u200d  i\u00a0natt \n \t \n\u200b\n\x00ok") == (
        "Jeg står her i natt",
        "ok",
    )
    assert pasted("a\ud800b") == ("ab",), "half a letter cannot be saved"
    assert pasted("ga\u030ar") == ("går",)


@pytest.mark.parametrize("heading", ["[Vers 1]", "[Refreng: Kari]", "{hook}", "Vers 2:", "REFRENG:", "[]", "Chorus:"])
def test_headings_are_dropped(heading: str) -> None:
    assert pasted(f"{heading}\nførste linje\n\n{heading}\nandre linje") == ("første linje", "andre linje")


@pytest.mark.parametrize("words", ["(yeah, yeah)", "Vers på vers", "[ja] sier jeg", "Bro, hør her", "Hook"])
def test_what_only_looks_like_a_heading_stays(words: str) -> None:
    assert pasted(words) == (words,)


def test_long_lines_are_kept() -> None:
    long = " ".join(["ord"] * 5000)
    assert pasted(long) == (long,)
