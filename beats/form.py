"""The song's form: templates counted in lines (`presets/forms/*.toml`), and a song laid out by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

import presets
from beats.patterns import is_drum
from studio.edits import SECTION_KINDS
from studio.edits.parts import numbered
from studio.song import Section, SectionKind, Song
from studio.units import bars_per_line

Plan = tuple[tuple[SectionKind, int], ...]
"""Kind and lines of each section."""
put = msgspec.structs.replace

_STANDS_IN: dict[SectionKind, tuple[SectionKind, ...]] = {
    "intro": ("outro", "verse", "hook"),
    "verse": ("hook", "bridge", "interlude"),
    "hook": ("verse",),
    "bridge": ("interlude", "verse", "hook"),
    "interlude": ("bridge", "verse", "hook"),
    "outro": ("intro", "verse", "hook"),
}
"""Whose pattern a section plays in a song that has had none of its kind."""
_WITHOUT_DRUMS: frozenset[SectionKind] = frozenset({"intro", "outro"})


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template."""

    titles: dict[str, str]
    """What people call it, by language."""
    sections: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Kind and lines of each: `verse 16`."""

    def __post_init__(self) -> None:
        if set(self.titles) != {"nb", "en"}:
            raise ValueError("`titles`: Expected one in nb and one in en")
        read_plan(self.sections, "sections")

    @property
    def plan(self) -> Plan:
        """The sections, taken apart."""
        return read_plan(self.sections, "sections")


def read_plan(parts: Iterable[str], field: str) -> Plan:
    """Sections as they are written, taken apart. ValueError, with the name of the field, for one that is no section."""
    found = []
    for part in parts:
        shape = re.fullmatch(rf"({'|'.join(SECTION_KINDS)}) (\d+)", part)
        if shape is None or not 1 <= int(shape[2]) <= 128:
            raise ValueError(f"`{field}`: {part!r} is not a kind of section and its lines")
        found.append((next(kind for kind in SECTION_KINDS if kind == shape[1]), int(shape[2])))
    return tuple(found)


def form_names() -> tuple[str, ...]:
    """The templates there are."""
    return presets.names("forms")


@cache
def load_form(name: str) -> Form:
    """A template by name. StudioError("preset-missing") or ("preset-broken")."""
    return presets.read("forms", name, Form)


def section_lines(song: Song, section: Section) -> float:
    """How many lines of rap a section has room for at the song's tempo."""
    return section.bars / bars_per_line(song.bpm)


def form_minutes(song: Song) -> float:
    """How long the song's sections last together."""
    return sum(section.bars for section in song.sections) * song.beats_per_bar / song.bpm


def with_form(song: Song, name: str) -> Song:
    """The song laid out by a template. Its sections are used again, kind by kind, with their ids, names and patterns;
    where more are wanted they play what the first of their kind plays. Clips and takes stay where they are.

    In a song that has no section of a kind, a hook plays the pattern that no section plays, if there is one; else the
    nearest kind stands in, an intro and an outro without drums. StudioError as `load_form`.
    """
    made: list[Section] = []
    spare = {kind: [section for section in song.sections if section.kind == kind] for kind in SECTION_KINDS}
    for kind, lines in load_form(name).plan:
        bars = lines * bars_per_line(song.bpm)
        if spare[kind]:
            section = put(spare[kind].pop(0), bars=bars)
        else:
            song, section_id = numbered(song, "s")
            section = put(_like(song, kind), id=section_id, kind=kind, bars=bars, name="")
        made.append(with_way_in(section, made))
    return put(song, sections=tuple(made))


def with_way_in(section: Section, before: Sequence[Section]) -> Section:
    """A section that follows others: with its own way in, a fill where it says none; the first has none."""
    if not before:
        return put(section, lead_in="none")
    if section.lead_in == "none" and section.fill_id:
        return put(section, lead_in="fill")
    return section


def drums_of(song: Song, pattern_id: str) -> tuple[str, ...]:
    """The sounds that an intro leaves out of a pattern."""
    lanes = next((pattern.lanes for pattern in song.patterns if pattern.id == pattern_id), ())
    return tuple(lane.sound for lane in lanes if is_drum(lane))


def _like(song: Song, kind: SectionKind) -> Section:
    """What a section of a kind is made after: id, bars and name of it mean nothing."""
    by_kind = {section.kind: section for section in reversed(song.sections)}
    if kind in by_kind:
        return by_kind[kind]
    unplayed = _unplayed(song)
    if kind == "hook" and unplayed:
        verse = by_kind.get("verse", Section(id="", kind=kind, bars=1))
        return put(verse, pattern_id=unplayed[0], fill_id=unplayed[1], muted=(), lead_in="drop", muffled=False)
    first = song.patterns[0].id if song.patterns else ""
    alone = Section(id="", kind=kind, bars=1, pattern_id=first)
    base = next((by_kind[other] for other in _STANDS_IN[kind] if other in by_kind), alone)
    if kind in _WITHOUT_DRUMS:
        return put(base, muted=drums_of(song, base.pattern_id), muffled=kind == "intro", lead_in="none")
    if base.kind in _WITHOUT_DRUMS or kind == "hook":
        return put(base, muted=(), muffled=False, lead_in="none")
    return put(base, muffled=False)


def _unplayed(song: Song) -> tuple[str, str] | None:
    """A pattern of several bars that no section plays, and the fill of one bar that was made after it."""
    played = {played for section in song.sections for played in (section.pattern_id, section.fill_id)}
    free = [pattern for pattern in song.patterns if pattern.id not in played]
    whole = next((pattern for pattern in free if pattern.bars > 1), None)
    if whole is None:
        return None
    after = free[free.index(whole) + 1 :]
    return whole.id, after[0].id if after and after[0].bars == 1 else ""
