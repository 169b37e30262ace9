"""Styles: grids, tempo and form as data (`presets/styles/*.toml`), and the ready song that one makes."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

import presets
from beats.kits import SOUNDS, load_kit
from beats.patterns import read_grid, variation
from studio import edits
from studio.edits import SECTION_KINDS
from studio.song import Pattern, Role, SectionKind, Song

_TRACKS: dict[Role, str] = {"drums": "drums", "bass": "bass", "melody": "melody"}
"""Stand-ins for the ids of a song's tracks while a style is only read."""


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a number of the style may lie, and where it starts."""

    low: float
    high: float
    default: float

    def __post_init__(self) -> None:
        if not self.low <= self.default <= self.high:
            raise ValueError("`default`: Expected low ≤ default ≤ high")


class StyleTrack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a track of the song starts out."""

    knobs: dict[str, float] = {}


class StyleTracks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings by role; the song has a track for each role that the grid uses."""

    drums: StyleTrack = StyleTrack()
    bass: StyleTrack = StyleTrack()
    melody: StyleTrack = StyleTrack()


class Style(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    kit: str
    key: Annotated[str, Meta(pattern=r"^[A-G][#b]? (major|minor)$")]
    tempo: Band
    swing: Band
    grid: str
    """In the notation of `beats.patterns`."""
    late_ms: dict[str, float] = {}
    """Micro-timing by the code of the sound."""
    form: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Kind and bars of each section: `verse 16`."""
    tracks: StyleTracks = StyleTracks()

    def __post_init__(self) -> None:
        try:
            read_grid(self.grid, self.key, _TRACKS)
        except ValueError as error:
            raise ValueError(f"`grid`: {error}") from None
        strange = set(self.late_ms) - {row.code for row in SOUNDS.values()}
        if strange:
            raise ValueError(f"`late_ms`: no sound {strange.pop()!r}")
        self.sections()

    def sections(self) -> tuple[tuple[SectionKind, int], ...]:
        """The form, taken apart."""
        found = []
        for part in self.form:
            shape = re.fullmatch(rf"({'|'.join(SECTION_KINDS)}) (\d+)", part)
            if shape is None or not 1 <= int(shape[2]) <= 256:
                raise ValueError(f"`form`: {part!r} is not a kind of section and its bars")
            found.append((next(kind for kind in SECTION_KINDS if kind == shape[1]), int(shape[2])))
        return tuple(found)


def style_names() -> tuple[str, ...]:
    """The styles there are."""
    return presets.names("styles")


@cache
def load_style(name: str) -> Style:
    """A style by name. StudioError("preset-missing") or ("preset-broken"), for its kit too."""
    style = presets.read("styles", name, Style)
    load_kit(style.kit)
    return style


def style_pattern(style: Style, tracks: dict[Role, str]) -> Pattern:
    """The style's pattern on a song's tracks, with its default swing and an empty id."""
    pattern = read_grid(style.grid, style.key, tracks, style.late_ms)
    return msgspec.structs.replace(pattern, name=style.title, swing_percent=style.swing.default)


def style_song(name: str, title: str, *, bars: int | None = None, bpm: float | None = None) -> Song:
    """A ready song in a style: a track for each role its grid uses, and the style's form with a pattern for each kind
    of section that is played in a way of its own.

    With `bars` the form is one verse of that length. Tracks and sections have empty names: the screen names them by
    role and kind.
    """
    style = load_style(name)
    song = Song(title="")
    song = edits.set_title(song, title=title)
    song = edits.set_tempo(song, bpm=style.tempo.default if bpm is None else bpm)
    song = edits.set_key(song, key=style.key)
    used = {SOUNDS[lane.sound].role for lane in read_grid(style.grid, style.key, _TRACKS).lanes}
    tracks: dict[Role, str] = {}
    for role in _TRACKS:
        if role in used:
            song = edits.add_track(song, role=role, kit=style.kit)
            tracks[role] = song.tracks[-1].id
            for knob, value in getattr(style.tracks, role).knobs.items():
                song = edits.set_knob(song, track_id=tracks[role], name=knob, value=value)
    main = style_pattern(style, tracks)
    made: dict[Pattern, str] = {}
    for kind, length in (("verse", bars),) if bars is not None else style.sections():
        pattern = variation(main, kind)
        if pattern not in made:
            song = edits.add_pattern(
                song,
                name=f"{style.title} {len(made) + 1}",
                bars=pattern.bars,
                swing_percent=pattern.swing_percent,
                lanes=pattern.lanes,
            )
            made[pattern] = song.patterns[-1].id
        song = edits.add_section(song, kind=kind, bars=length, pattern_id=made[pattern])
    return song
