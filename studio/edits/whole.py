"""Edits of what belongs to the whole song: title, tempo, key, master, lyrics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio import params
from studio.edits.parts import inserted, invalid, knobs_with, limited, put, swapped, text, without
from studio.errors import StudioError
from studio.song import Line, Song

_KEY = re.compile(r"[A-G][#b]? (major|minor)")
MAX_LINES = 2000


def set_title(song: Song, *, title: str) -> Song:
    """What people call the song, any script."""
    return put(song, title=text("title", title))


def set_tempo(song: Song, *, bpm: float) -> Song:
    """A new tempo. Whatever stands at a beat stays at that beat; the audio of clips is not stretched."""
    return put(song, bpm=limited("bpm", bpm))


def set_key(song: Song, *, key: str) -> Song:
    """`A minor`, `Bb major` …, or empty for unknown."""
    if key and not _KEY.fullmatch(key):
        raise StudioError("bad-value", name="key", value=ascii(key))
    return put(song, key=key)


def set_master_knob(song: Song, *, name: str, value: float) -> Song:
    """Turn a knob of `params.MASTER`."""
    return put(song, master=knobs_with(song.master, params.MASTER, params.MASTER_INDEX, name, value))


def set_lines(song: Song, *, texts: Sequence[str]) -> Song:
    """The whole lyrics at once, one text a line; what was there is replaced."""
    if len(texts) > MAX_LINES:
        raise StudioError("capacity", what="lines", count=len(texts), limit=MAX_LINES)
    return put(song, lines=tuple(Line(text=text("line", words)) for words in texts))


def add_line(song: Song, *, words: str = "", index: int | None = None) -> Song:
    """One more line of lyrics, before the line that stands at `index` or at the end."""
    if len(song.lines) >= MAX_LINES:
        raise StudioError("capacity", what="lines", count=len(song.lines) + 1, limit=MAX_LINES)
    return put(song, lines=inserted(song.lines, index, Line(text=text("line", words))))


def set_line(song: Song, *, index: int, words: str) -> Song:
    """Other words on a line, counted from 0."""
    line = _line(song, index)
    return put(song, lines=swapped(song.lines, index, put(line, text=text("line", words))))


def remove_line(song: Song, *, index: int) -> Song:
    """Take a line out; the ones after it move up."""
    _line(song, index)
    return put(song, lines=without(song.lines, index))


def _line(song: Song, index: int) -> Line:
    if not 0 <= index < len(song.lines):
        raise invalid("line", index)
    return song.lines[index]
