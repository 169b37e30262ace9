"""The words: how the services want them written, and whether they make one ask "is it explicit?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from studio.delivery import Level
from studio.preflight.finding import Finding, Remedy
from studio.song import Song

_LABELS = r"vers|verse|refreng|hook|chorus|bro|bridge|intro|outro|mellomspill|interlude|adlib"
WRITTEN: dict[str, re.Pattern[str]] = {
    # row: what makes a line one of those
    "lyric-label": re.compile(rf"^\W*(?:{_LABELS})\s*\d*\W*$", re.IGNORECASE),
    "lyric-repeat": re.compile(r"(?:^|[\s(\[])(?:[x×]\s?\d+|\d+\s?[x×])(?=$|[\s)\].,])", re.IGNORECASE),
    "lyric-speaker": re.compile(r"^\s*[\[(]?\w[\w .]{0,20}[\])]?:\s"),
    "lyric-end": re.compile(r"(?<![.])[.,]\s*$"),
    "lyric-capital": re.compile(r"^\W*[a-zæøåäöéü]"),
    "lyric-censored": re.compile(r"\w[*#]+\w?|\b[*#]{2,}"),
}
_SPOKEN = ("lyric-repeat", "lyric-censored")
"""Rows that only somebody who hears the song can put right."""


def tidied(text: str, check: str) -> str:
    """A line without what a row of `WRITTEN` finds in it."""
    if check in _SPOKEN or not WRITTEN[check].search(text.strip()):
        return text
    if check == "lyric-capital":
        at = next(place for place, sign in enumerate(text) if sign.isalpha())
        return text[:at] + text[at].upper() + text[at + 1 :]
    return WRITTEN[check].sub("", text.strip()).strip()


def check_lyrics(song: Song, explicit_words: Sequence[str], *, sung: bool) -> list[Finding]:
    """How the words are written, one finding for each kind at its first line, and what they suggest. `sung`: whether
    there is a voice on the song."""
    texts = [line.text.strip() for line in song.lines]
    if not any(texts):
        return [Finding(check="lyrics-missing", level="warn", remedy="write-lyrics")] if sung else []
    found = []
    for check, pattern in WRITTEN.items():
        lines = [number for number, text in enumerate(texts) if pattern.search(text)]
        if lines:
            remedy: Remedy = "write-lyrics" if check in _SPOKEN else "tidy-lyrics"
            found.append(Finding(check=check, level="warn", value=float(len(lines)), line=lines[0], remedy=remedy))
    return found + _suggested(song, texts, explicit_words)


def explicit_lines(texts: Sequence[str], words: Sequence[str]) -> list[int]:
    """Numbers of the lines, from 0, that hold one of the words. A `*` at the end of a word stands for any ending."""
    if not words:
        return []
    ends = "|".join(re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    holds: Callable[[str], object] = re.compile(rf"(?<!\w)(?:{ends})(?!\w)", re.IGNORECASE).search
    return [number for number, text in enumerate(texts) if holds(text)]


def _suggested(song: Song, texts: Sequence[str], words: Sequence[str]) -> list[Finding]:
    """A question, never an answer: nothing is said where the artist has said "explicit" already."""
    lines = explicit_lines(texts, words)
    if not lines or song.release.explicit == "explicit":
        return []
    level: Level = "info" if song.release.explicit == "" else "warn"
    return [
        Finding(check="explicit-suggested", level=level, value=float(len(lines)), line=lines[0], remedy="fill-form")
    ]
