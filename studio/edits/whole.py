"""Edits of what belongs to the whole song: title, tempo, key, master, lyrics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from studio import params
from studio.credits import Performer, Release, Voice
from studio.edits.parts import finite, inserted, invalid, knobs_with, limited, place, put, swapped, text, without
from studio.errors import StudioError
from studio.song import Line, Mix, Song, StripMix
from studio.songcheck import check_release

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


def set_finish(song: Song, *, name: str, value: float) -> Song:
    """How the finished track is to be mastered: a row of `params.FINISH`."""
    return put(song, finish=knobs_with(song.finish, params.FINISH, params.FINISH_INDEX, name, value))


def set_release(song: Song, *, release: Release) -> Song:
    """What is said of the finished track, all of it at once. StudioError for what no song can hold."""
    try:
        release = msgspec.convert(_cleaned(msgspec.to_builtins(release)), Release)
    except msgspec.ValidationError as error:
        raise StudioError("bad-value", name="release", value=str(error)) from None
    check_release(release)
    return put(song, release=release)


def set_singers(song: Song, *, track_id: str, names: Sequence[str]) -> Song:
    """Whose voice is on a track, by name; nobody's for no names. Who is not among the performers yet becomes one."""
    place(song.tracks, "track_id", track_id)
    release, singers = song.release, []
    performers = list(release.performers)
    for name in dict.fromkeys(cleaned for one in names if (cleaned := text("name", one).strip())):
        at = next((n for n, one in enumerate(performers) if one.name.strip().casefold() == name.casefold()), None)
        if at is None:
            at = len(performers)
            performers.append(Performer(name=name))
        if not performers[at].id:
            performers[at] = put(performers[at], id=_new_person(release, performers))
        singers.append(Voice(track_id=track_id, performer_id=performers[at].id))
    others = (voice for voice in release.voices if voice.track_id != track_id)
    voices = (*others, *dict.fromkeys(singers))
    return set_release(song, release=put(release, performers=tuple(performers), voices=voices))


def _new_person(release: Release, performers: Sequence[Performer]) -> str:
    """An id that nobody had, whoever was taken out since."""
    taken = {one.id for one in performers} | {one.performer_id for one in release.voices}
    taken |= {one.performer_id for one in release.consents}
    numbers = (int(one[1:]) for one in taken if re.fullmatch(r"p[0-9]{1,9}", one))
    return f"p{max(numbers, default=0) + 1}"


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return text("release", value)
        case float() | int():
            return finite("release", value) if isinstance(value, float) else value
        case dict():
            return {name: _cleaned(part) for name, part in value.items()}
        case list() | tuple():
            return tuple(_cleaned(part) for part in value)
    return value


def keep_mix(song: Song) -> Song:
    """Keep the mix as it is as the other one, B, to compare with."""
    return put(song, other_mix=_mix_of(song))


def swap_mixes(song: Song) -> Song:
    """The other mix, B, is heard, and this one is kept in its place. StudioError("song-invalid") if there is none."""
    other = song.other_mix
    if other is None:
        raise invalid("other_mix", "")
    tracks = tuple(
        put(track, **{field: getattr(strip, field) for field in strip.__struct_fields__})
        if (strip := other.tracks.get(track.id)) is not None
        else track
        for track in song.tracks
    )
    return put(song, tracks=tracks, master=other.master, other_mix=_mix_of(song))


def _mix_of(song: Song) -> Mix:
    strips = {
        track.id: StripMix(**{field: getattr(track, field) for field in StripMix.__struct_fields__})
        for track in song.tracks
    }
    return Mix(tracks=strips, master=song.master)


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
