"""Edits of the song's form: the sections that follow each other."""

from __future__ import annotations

from studio.edits.parts import (
    LEAD_INS,
    SECTION_KINDS,
    chosen,
    counted,
    inserted,
    internal_name,
    moved,
    numbered,
    place,
    put,
    swapped,
    text,
    without,
)
from studio.errors import StudioError
from studio.song import Section, Song
from studio.songcheck import CYCLE


def add_section(
    song: Song, *, kind: str, bars: int, pattern_id: str = "", name: str = "", index: int | None = None
) -> Song:
    """A section before the one at `index`, or at the end. Its id is `s<next_id>`."""
    _check_pattern_id(song, pattern_id)
    song, section_id = numbered(song, "s")
    section = Section(
        id=section_id,
        kind=chosen("kind", kind, SECTION_KINDS),
        bars=counted("bars", bars),
        pattern_id=pattern_id,
        name=text("name", name),
    )
    return put(song, sections=inserted(song.sections, index, section))


def remove_section(song: Song, *, section_id: str) -> Song:
    """Take a section out; what follows moves up. Clips stay where they are."""
    return put(song, sections=without(song.sections, place(song.sections, "section_id", section_id)))


def move_section(song: Song, *, section_id: str, to_index: int) -> Song:
    """Put a section at another place in the row. Clips stay where they are."""
    index = place(song.sections, "section_id", section_id)
    return put(song, sections=moved(song.sections, index, to_index))


def resize_section(song: Song, *, section_id: str, bars: int) -> Song:
    """Another length in bars."""
    return _with_section(song, section_id, bars=counted("bars", bars))


def set_section_pattern(song: Song, *, section_id: str, pattern_id: str) -> Song:
    """The pattern that plays through a section; empty for none."""
    _check_pattern_id(song, pattern_id)
    return _with_section(song, section_id, pattern_id=pattern_id)


def set_section_kind(song: Song, *, section_id: str, kind: str) -> Song:
    """Intro, verse, hook …"""
    return _with_section(song, section_id, kind=chosen("kind", kind, SECTION_KINDS))


def copy_section(song: Song, *, section_id: str) -> Song:
    """The same section once more, right behind it. Its id is `s<next_id>`."""
    index = place(song.sections, "section_id", section_id)
    song, copy_id = numbered(song, "s")
    return put(song, sections=inserted(song.sections, index + 1, put(song.sections[index], id=copy_id)))


def set_section_cycle(song: Song, *, section_id: str, cycle: str, fill_id: str = "") -> Song:
    """Which bar of the pattern plays in each bar, and the pattern that F stands for; see `Section.cycle`."""
    _check_pattern_id(song, fill_id)
    if not CYCLE.fullmatch(cycle):
        raise StudioError("bad-value", name="cycle", value=ascii(cycle))
    return _with_section(song, section_id, cycle=cycle, fill_id=fill_id)


def mute_in_section(song: Song, *, section_id: str, sound: str, mute: bool) -> Song:
    """Leave a sound of the pattern out of one section, or let it sound there again."""
    muted = song.sections[place(song.sections, "section_id", section_id)].muted
    rest = tuple(other for other in muted if other != sound)
    return _with_section(song, section_id, muted=(*rest, internal_name("sound", sound)) if mute else rest)


def set_lead_in(song: Song, *, section_id: str, lead_in: str) -> Song:
    """How the section before makes way for this one; see `Section.lead_in`."""
    return _with_section(song, section_id, lead_in=chosen("lead_in", lead_in, LEAD_INS))


def set_muffled(song: Song, *, section_id: str, muffled: bool) -> Song:
    """Whether its beat comes through a low-pass that opens towards its end."""
    return _with_section(song, section_id, muffled=bool(muffled))


def rename_section(song: Song, *, section_id: str, name: str) -> Song:
    """What people call a section; empty for the name of its kind."""
    return _with_section(song, section_id, name=text("name", name))


def _check_pattern_id(song: Song, pattern_id: str) -> None:
    if pattern_id:
        place(song.patterns, "pattern_id", pattern_id)


def _with_section(song: Song, section_id: str, **changes: object) -> Song:
    index = place(song.sections, "section_id", section_id)
    return put(song, sections=swapped(song.sections, index, put(song.sections[index], **changes)))
