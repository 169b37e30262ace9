"""Styles: grids, tempo, chords, variations and marks as data (`presets/styles/*.toml`), and songs made in one.

A style's beat is one pattern of two bars that a person edits; the hook, the fills and what the sections leave out
follow from it by the style's rules.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

import presets
from beats.chords import in_scale, read_loop, whole_cycle
from beats.form import drums_of, read_plan, with_way_in
from beats.kits import SOUNDS, load_kit
from beats.marks import Mark, broken
from beats.patterns import Fill, Lift, fill_of, hook_of, read_grid, repeated
from studio import edits
from studio.song import SYNTH_ROLES, Lane, LeadIn, Pattern, Role, Section, SectionKind, Song, Track
from studio.units import bars_per_line

put = msgspec.structs.replace
Places = tuple[Annotated[int, Meta(ge=1, le=16)], ...]
BARS = 2
"""Of a style's beat."""
BEATS_PER_BAR = 4
"""Of a style's beat: its grid of sixteen steps is sixteenths."""
_TRACKS: dict[Role, str] = {"drums": "drums", "bass": "bass", "melody": "melody"}
"""Stand-ins for the ids of a song's tracks while a style is only read."""
_CODES = {row.code: row for row in SOUNDS.values()}


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
    """Settings by role; the song has a track for each role that the style uses."""

    drums: StyleTrack = StyleTrack()
    bass: StyleTrack = StyleTrack()
    melody: StyleTrack = StyleTrack()


class Room(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a surprise may put something: steps of a bar from 1, ratchets as in the grid (`15:3/2`)."""

    ghosts: Places = ()
    """Soft hits of the snare."""
    kicks: Places = ()
    opens: Places = ()
    """Open hats."""
    rims: Places = ()
    percs: Places = ()
    toms: Places = ()
    rolls: tuple[Annotated[str, Meta(pattern=r"^([1-9]|1[0-6]):[2-6]/[124]$")], ...] = ()
    """Ratchets of the closed hat."""
    bass: Places = ()
    """Where a note of the bass may begin beside those that are there."""


class Style(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    kit: str
    key: Annotated[str, Meta(pattern=r"^[A-G][#b]? (major|minor)$")]
    tempo: Band
    swing: Band
    grid: str
    """In the notation of `beats.patterns`."""
    chords: str
    """The keys of its two bars, in the same notation."""
    texture: str = ""
    """Crackle and hiss, in the same notation."""
    late_ms: dict[str, float] = {}
    """Micro-timing by the code of the sound."""
    lane_db: dict[str, float] = {}
    """Levels within a track by the code of the sound."""
    octaves: dict[str, int] = {}
    """How many octaves a lane sounds above where the grid has it."""
    loop: str
    """The four bars of chords that it offers."""
    cycle: Annotated[str, Meta(pattern=r"^[12]{7}F$")]
    """Eight bars of a section; see `Section.cycle`."""
    fill: Fill
    hook: Lift
    into_hook: LeadIn
    verse_without: tuple[str, ...]
    """Codes of what a verse leaves out to make room for the voice."""
    form: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Kind and lines of each section: `verse 16`."""
    marks: tuple[Mark, ...]
    surprise: Room = Room()
    tracks: StyleTracks = StyleTracks()

    def __post_init__(self) -> None:
        for field in ("grid", "chords", "texture"):
            try:
                read_grid(getattr(self, field), self.key, _TRACKS)
            except ValueError as error:
                raise ValueError(f"`{field}`: {error}") from None
        for field in ("late_ms", "lane_db", "octaves", "verse_without"):
            strange = set(getattr(self, field)) - set(_CODES)
            if strange:
                raise ValueError(f"`{field}`: no sound {strange.pop()!r}")
        try:
            read_loop(self.loop)
        except ValueError as error:
            raise ValueError(f"`loop`: {error}") from None
        read_plan(self.form, "form")


def style_names() -> tuple[str, ...]:
    """The styles there are."""
    return presets.names("styles")


@cache
def load_style(name: str) -> Style:
    """A style by name. StudioError("preset-missing") or ("preset-broken"), for its kit too."""
    style = presets.read("styles", name, Style)
    load_kit(style.kit)
    return style


@cache
def _index() -> tuple[tuple[str, str, str], ...]:
    """(name, title, kit) of every style, without a look at the kits, which takes longer."""
    read = ((name, presets.read("styles", name, Style)) for name in style_names())
    return tuple((name, style.title, style.kit) for name, style in read)


def style_of(song: Song, pattern_id: str = "") -> str:
    """The name of the style that a song's beat was made in: the one that it remembers, else as far as its names and
    kits tell; empty if they do not."""
    if not song.patterns and not any(track.kit for track in song.tracks):
        return ""
    titles = {title: name for name, title, _ in _index()}
    if song.style in titles.values():
        return song.style
    for pattern in sorted(song.patterns, key=lambda pattern: pattern.id != pattern_id):
        named = [title for title in titles if pattern.name.startswith(title)]
        if named:
            return titles[max(named, key=len)]
    kits = [track.kit for track in song.tracks if track.role == "drums"]
    return next((name for name, _, kit in _index() if kit in kits), "")


def marks_broken(style: Style, pattern: Pattern, key: str = "") -> tuple[str, ...]:
    """Which of a style's canonical marks a pattern lacks, one phrase for each; none if it is of the style.

    `key` is what the pattern is in, the style's own if it is not given.
    """
    key = key or style.key
    found = list(broken(style.marks, pattern, key))
    if not style.swing.low <= pattern.swing_percent <= style.swing.high:
        found.append(f"swing {pattern.swing_percent:g}")
    for lane in pattern.lanes:
        follows_key = lane.sound in SOUNDS and SOUNDS[lane.sound].follows_key
        pitches = {pitch for note in lane.notes for pitch in (note.midi_note, note.glide_to) if pitch is not None}
        found += [
            f"{lane.sound}: {pitch} is not in {key}"
            for pitch in sorted(pitches)
            if follows_key and not in_scale(pitch, key)
        ]
    return tuple(found)


def style_pattern(style: Style, tracks: dict[Role, str], key: str = "") -> Pattern:
    """The style's beat of two bars on a song's tracks, in a key (its own if none is given), with an empty id."""
    key = key or style.key
    lanes: list[Lane] = []
    for written in (style.grid, style.chords):
        lanes += repeated(read_grid(written, key, tracks, style.late_ms), BARS).lanes
    lanes += read_grid(style.texture, key, tracks).lanes  # a note may last for both bars
    order = list(SOUNDS)
    made = []
    for lane in sorted(lanes, key=lambda lane: order.index(lane.sound)):
        code = SOUNDS[lane.sound].code
        up = 12 * style.octaves.get(code, 0)
        notes = (
            put(note, midi_note=note.midi_note + up, glide_to=None if note.glide_to is None else note.glide_to + up)
            for note in lane.notes
        )
        made.append(put(lane, notes=tuple(notes), gain_db=style.lane_db.get(code, 0.0)))
    return Pattern(id="", name=style.title, bars=BARS, swing_percent=style.swing.default, lanes=tuple(made))


def style_song(name: str, title: str, *, bars: int | None = None, bpm: float | None = None) -> Song:
    """A ready song in a style: a track for drums, bass and melody, and the style's form.

    With `bars` the form is one verse of that length that leaves nothing out. Tracks and sections have empty names: the
    screen names them by role and kind.
    """
    style = load_style(name)
    song = edits.set_title(Song(title=""), title=title)
    song = edits.set_tempo(song, bpm=style.tempo.default if bpm is None else bpm)
    song = edits.set_key(song, key=style.key)
    if bars is None:
        return _in_style(_with_plan(song, read_plan(style.form, "form")), name)
    song = edits.add_section(song, kind="verse", bars=bars)
    return put(made := _in_style(song, name, lifts=False), sections=(put(made.sections[0], muted=()),))


def restyle(song: Song, name: str) -> Song:
    """A song with the beat of a style: its drums, bass and melody play the style's patterns on the style's kit.

    Tracks are used again by their role, with their id, name and place, and with their knobs where a person has turned
    them. Sections stay, in lines; a song without any gets the style's form. Audio tracks, takes and lyrics are not
    touched. Tempo, metre and key become the style's, but tempo and metre stay where something is recorded or imported,
    and the key where a beat is imported. StudioError as `load_style`.
    """
    style = load_style(name)
    lines = [section.bars / bars_per_line(song.bpm) for section in song.sections]
    if not song.takes and not any(track.clips for track in song.tracks):
        song = put(edits.set_tempo(song, bpm=style.tempo.default), beats_per_bar=BEATS_PER_BAR)
    if not song.key or not any(track.clips for track in song.tracks if track.role == "beat"):
        song = edits.set_key(song, key=style.key)
    if not song.sections:
        song = _with_plan(song, read_plan(style.form, "form"))
    else:
        for section, length in zip(song.sections, lines, strict=True):
            bars = max(round(length * bars_per_line(song.bpm)), 1)
            song = edits.resize_section(song, section_id=section.id, bars=bars)
    return _in_style(song, name)


def with_kit(song: Song, kit: str, roles: Collection[str] = SYNTH_ROLES) -> Song:
    """A song whose beat, or the tracks of some roles of it, sounds of another kit. Patterns stay as they are: a lane
    whose sound the kit has not got is silent."""
    for track in song.tracks:
        if track.role in SYNTH_ROLES and track.role in roles:
            song = edits.set_kit(song, track_id=track.id, kit=kit)
    return song


def followed(song: Song, name: str, pattern_id: str) -> Song:
    """A song whose hooks and fills are made anew from the pattern that its verses play, after that was changed."""
    style = load_style(name)
    main = song.pattern(pattern_id)
    cycle = style.cycle if main.bars == BARS else whole_cycle(main.bars)
    hook_id = next((section.pattern_id for section in song.sections if section.kind == "hook"), "")
    family = {pattern_id: main}
    if hook_id and hook_id != pattern_id:
        family[hook_id] = hook_of(main, style.hook)
    for base_id, base in family.items():
        sections = [section for section in song.sections if section.pattern_id == base_id]
        fills = {section.fill_id for section in sections if section.fill_id} - family.keys()
        for made_id, made in [(base_id, base), *((fill_id, fill_of(base, style.fill)) for fill_id in fills)]:
            if made_id != pattern_id:
                song = edits.replace_pattern(song, pattern=put(made, id=made_id, name=song.pattern(made_id).name))
        for section in sections:
            if section.cycle:
                song = edits.set_section_cycle(song, section_id=section.id, cycle=cycle, fill_id=section.fill_id)
    return song


def _with_plan(song: Song, plan: tuple[tuple[SectionKind, int], ...]) -> Song:
    for kind, lines in plan:
        song = edits.add_section(song, kind=kind, bars=lines * bars_per_line(song.bpm))
    return song


def _in_style(song: Song, name: str, lifts: bool = True) -> Song:
    """A song with tempo, key and sections in place, given a style's tracks and patterns; the old patterns go.

    The hook's patterns are made even where no section plays them yet (`lifts`), so that a form may ask for them later.
    """
    style, before = load_style(name), style_of(song)
    for pattern in song.patterns:
        song = edits.remove_pattern(song, pattern_id=pattern.id)
    tracks: dict[Role, str] = {}
    for role in _TRACKS:
        song, tracks[role] = _track(song, style, role, before)
    main = style_pattern(style, tracks, song.key)
    hook = hook_of(main, style.hook)
    ids: dict[str, tuple[str, str]] = {}
    for kind, pattern, suffix in (("verse", main, ""), ("hook", hook, " 2")):
        if kind == "verse" or lifts:
            song, whole = _added(song, pattern, f"{style.title}{suffix}")
            song, fill = _added(song, fill_of(pattern, style.fill), f"{style.title}{suffix} fill")
            ids[kind] = whole, fill
    sections: list[Section] = []
    for section in song.sections:
        sections.append(with_way_in(_played(song, section, style, ids), sections))
    return put(song, style=name, sections=tuple(sections))


def _track(song: Song, style: Style, role: Role, before: str) -> tuple[Song, str]:
    """The song's first track of a role, or a new one, with the style's kit, and its knobs where they stand as the style
    before left them."""
    knobs = _knobs(style, role)
    track: Track | None = next((track for track in song.tracks if track.role == role), None)
    if track is None:
        at = sum(other.role in SYNTH_ROLES for other in song.tracks)
        song = edits.add_track(song, role=role, kit=style.kit, index=at if _beat_first(song) else None)
        track = next(track for track in song.tracks if track.id == f"t{song.next_id - 1}")
    else:
        song = edits.set_kit(song, track_id=track.id, kit=style.kit)
    if not track.knobs or (before and track.knobs == _knobs(load_style(before), role)):
        for knob in track.knobs.keys() - knobs.keys():
            song = edits.set_knob(song, track_id=track.id, name=knob, value=Track(id="", role=role, name="").knob(knob))
        for knob, value in knobs.items():
            song = edits.set_knob(song, track_id=track.id, name=knob, value=value)
    return song, track.id


def _beat_first(song: Song) -> bool:
    """Whether the tracks of the beat stand before all others, where the next one of them then goes."""
    return not song.tracks or song.tracks[0].role in SYNTH_ROLES


def _knobs(style: Style, role: Role) -> dict[str, float]:
    settings: StyleTrack = getattr(style.tracks, role)
    return dict(settings.knobs)


def _added(song: Song, pattern: Pattern, name: str) -> tuple[Song, str]:
    song = edits.add_pattern(
        song, name=name, bars=pattern.bars, swing_percent=pattern.swing_percent, lanes=pattern.lanes
    )
    return song, song.patterns[-1].id


def _played(song: Song, section: Section, style: Style, ids: dict[str, tuple[str, str]]) -> Section:
    """How a section plays the style's patterns, by its kind."""
    pattern_id, fill_id = ids["hook" if section.kind == "hook" else "verse"]
    muted: tuple[str, ...] = ()
    if section.kind in ("intro", "outro"):
        muted = drums_of(song, pattern_id)
    elif section.kind == "verse":
        muted = tuple(_CODES[code].name for code in style.verse_without)
    return put(
        section,
        pattern_id=pattern_id,
        fill_id=fill_id,
        cycle=style.cycle,
        muted=muted,
        lead_in=style.into_hook if section.kind == "hook" else "none",
        muffled=section.kind == "intro",
    )
