"""A standard MIDI file → a beat: our own as it was, anybody else's on the grid that fits it."""

from __future__ import annotations

import errno
import math
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from beats import midi_facts, midi_fit
from beats.gm import DRUM_CHANNEL, OTHER, SOUND_OF_KEY, names_drums, pitched_sound, sound_of_name
from beats.kits import SOUNDS
from beats.midi_facts import put
from beats.midi_fit import NO_NOTE, Played
from beats.midi_out import period_us, signature
from beats.midi_read import LARGEST_BYTES, MidiData, MidiPart, note_digest, read_midi
from studio.disk import read_file
from studio.edits import LIMITS, SECTION_KINDS, WHOLE_LIMITS
from studio.edits.parts import numbered
from studio.engine.state import HITS, TRACKS
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Lane, Note, Pattern, Role, Section, SectionKind, Song, Step, Track
from studio.songcheck import validate

DEFAULT_KIT = "boom_bap"
LONGEST_BARS = 4096

MIDI_NOTES: dict[str, tuple[str, ...]] = {
    "tempo-changes": ("bpm",),
    "tempo-kept": ("bpm",),
    "meter-changes": ("beats",),
    "film-time": ("bpm",),
    "changed-elsewhere": (),
    "damaged": (),
    "notes-cut": ("count",),
    "notes-left-out": ("count",),
}
"""What a person is told of an import, by code, with its fields."""

_KINDS: tuple[tuple[str, SectionKind], ...] = (
    ("intro", "intro"), ("outro", "outro"), ("slutt", "outro"), ("end", "outro"), ("ref", "hook"), ("chor", "hook"),
    ("hook", "hook"), ("bri", "bridge"), ("bro", "bridge"), ("inter", "interlude"), ("mellom", "interlude"),
)  # fmt: skip
_SAME_BEATS = 1e-4
_MAJOR = ("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
_MINOR = ("Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#")
_LONGEST_NOTE_BEATS = 64.0
"""So far a note alone makes a song longer."""


class MidiNotice(NamedTuple):
    """A row of `MIDI_NOTES` and its fields."""

    code: str
    fields: dict[str, object]


def import_midi(file: Path, song: Song | None = None, *, kit: str = DEFAULT_KIT) -> tuple[Song, tuple[MidiNotice, ...]]:
    """The beat of a MIDI file as a song of its own, or put behind what a song has already; and what to tell of it.

    A file of ours whose notes nobody changed gives back `beat_of` the song it was made from. Any other becomes
    patterns of 1–8 bars with every note on the step it is nearest to, the rest in `off_steps`, played as it was played
    (quantise 0 %). Its drums are those of channel 10 and of tracks named so; every other track gets a track of its own.
    `kit` is what new tracks play. A song with audio or patterns keeps its tempo, key and metre.
    StudioError midi-unreadable, midi-type, midi-too-big, midi-empty, all with `name`; capacity.
    """
    name = file.name
    try:
        data = read_midi(read_file(file, LARGEST_BYTES), name)
    except OSError as error:
        raise StudioError("midi-too-big" if error.errno == errno.EFBIG else "midi-unreadable", name=name) from None
    has_own = song is not None and bool(song.patterns or song.sections or song.media)
    notices: list[MidiNotice] = []
    if data.damaged:
        notices.append(MidiNotice("damaged", {}))
    beats_per_bar = song.beats_per_bar if song is not None and has_own else _beats_per_bar(data)
    beat = _own_beat(data, beats_per_bar, notices)
    if beat is None:
        beat = _played_beat(data, name, beats_per_bar, kit, notices)
    if song is not None:
        if has_own and round(beat.bpm, 2) != round(song.bpm, 2):
            notices.append(MidiNotice("tempo-kept", {"bpm": round(song.bpm, 2)}))
        beat = _joined(song, beat, not has_own)
    validate(beat)
    return beat, tuple(notices)


# --- what holds for the whole file


def _own_beat(data: MidiData, beats_per_bar: int, notices: list[MidiNotice]) -> Song | None:
    """The beat that a file of ours carries, with the tempo and the key that the file says now; None if there is none or
    the notes are others now."""
    found = midi_facts.unpack(data.own) if data.own else None
    if found is None:
        return None
    beat, digest = found
    notes = (note for part in data.parts for note in part.notes)
    (bpm, factor), key = _tempo(data), _key(data)
    same_tempo = bool(data.tempos) and round(60e6 / data.tempos[0][1]) == period_us(beat.bpm)
    fits = beat.beats_per_bar == beats_per_bar and (same_tempo or factor == 1.0)
    if not fits or note_digest(notes, data.ticks_per_beat, beats_per_bar) != digest:
        notices.append(MidiNotice("changed-elsewhere", {}))
        return None
    if not same_tempo:
        beat = put(beat, bpm=bpm)
    return beat if signature(key) == signature(beat.key) else put(beat, key=key)


def _tempo(data: MidiData) -> tuple[float, float]:
    """The song's tempo, and what its beats are to the file's: out of our range it counts in halves or doubles."""
    bpm, factor = (120.0 if data.counts_film or not data.tempos else data.tempos[0][1]), 1.0
    low, high = LIMITS["bpm"].low, LIMITS["bpm"].high
    while bpm * factor < low:
        factor *= 2.0
    while bpm * factor > high:
        factor /= 2.0
    bpm *= factor
    return (round(bpm, 2) if math.isclose(bpm, round(bpm, 2), rel_tol=2e-6) else bpm), factor


def _beats_per_bar(data: MidiData) -> int:
    """Quarter notes to the bar; two bars or more are one where a bar has no whole number of them."""
    if not data.meters:
        return 4
    _, count, unit = data.meters[0]
    beats = count * 4 // math.gcd(count * 4, unit)
    return beats if beats <= 16 else 4


def _key(data: MidiData) -> str:
    if not data.keys:
        return ""
    _, sharps, minor = data.keys[0]
    return f"{(_MINOR if minor else _MAJOR)[sharps + 7]} {'minor' if minor else 'major'}"


# --- notes that were played


class _Heard(NamedTuple):
    """The notes of one channel of a track, and what they are to us."""

    role: Role
    name: str
    part: MidiPart
    sounds: tuple[str, ...]
    """By note."""
    pitched: bool


def _played_beat(data: MidiData, name: str, beats_per_bar: int, kit: str, notices: list[MidiNotice]) -> Song:
    """A beat from the notes alone."""
    bpm, factor = _tempo(data)
    if data.counts_film:
        notices.append(MidiNotice("film-time", {"bpm": bpm}))
    elif len({tempo for _, tempo in data.tempos}) > 1:
        notices.append(MidiNotice("tempo-changes", {"bpm": round(bpm, 2)}))
    if len({(count, unit) for _, count, unit in data.meters}) > 1:
        notices.append(MidiNotice("meter-changes", {"beats": beats_per_bar}))
    if not data.parts:
        raise StudioError("midi-empty", name=name)
    song = Song(title=data.title or Path(name).stem, bpm=bpm, beats_per_bar=beats_per_bar, key=_key(data))
    song, lanes, heard = _with_tracks(song, [_heard(part) for part in data.parts], kit)
    scale = factor / data.ticks_per_beat
    notes = _clean(
        Played(
            beat=note.tick * scale,
            length=max(note.end_tick - note.tick, 1) * scale,
            lane=lane,
            note=note.note if row.pitched else NO_NOTE,
            velocity=note.velocity,
        )
        for row, numbers in heard
        for note, lane in zip(row.part.notes, numbers, strict=True)
    )
    last, end = notes[-1].beat, max(note.beat + min(note.length, _LONGEST_NOTE_BEATS) for note in notes)
    bars = max(int(last // beats_per_bar) + 1, math.ceil(end / beats_per_bar - _SAME_BEATS))
    if bars > LONGEST_BARS or len(notes) > HITS:
        raise StudioError("midi-too-big", name=name)
    cut = midi_fit.stretches(notes, beats_per_bar, bars)
    song = _with_patterns(song, cut, lanes, midi_fit.swing_of(notes), notices)
    return _with_form(song, cut, [(int(tick * scale / beats_per_bar + 0.5), text) for tick, text in data.markers])


def _heard(part: MidiPart) -> _Heard:
    name, count = sound_of_name(part.name), len(part.notes)
    drums = part.channel == DRUM_CHANNEL
    if not drums and name and not SOUNDS[name].root_from:
        return _Heard("drums", "", part, (name,) * count, False)
    if drums or (names_drums(part.name) and not name):
        return _Heard("drums", "", part, tuple(SOUND_OF_KEY.get(note.note, OTHER) for note in part.notes), False)
    sound = pitched_sound(part.name, part.program, median(note.note for note in part.notes))
    called = part.name.rpartition(":")[0] if part.name.rpartition(":")[2].strip() in SOUNDS else part.name
    return _Heard(SOUNDS[sound].role, called, part, (sound,) * count, True)


def _with_tracks(
    song: Song, heard: list[_Heard], kit: str
) -> tuple[Song, list[tuple[str, str]], list[tuple[_Heard, list[int]]]]:
    """The song with a track for all drums and one for each other part, as long as there are tracks; the lanes as (track
    id, sound); and each part with the number of the lane of each note."""
    tracks: list[Track] = []
    numbers: dict[tuple[str, str], int] = {}
    found = []
    for row in heard:
        same = [track for track in tracks if track.role == row.role]
        if same and (row.role == "drums" or len(tracks) >= TRACKS - len(SYNTH_ROLES) + 1):
            track = same[-1]
        else:
            song, track_id = numbered(song, "t")
            track = Track(id=track_id, role=row.role, name=row.name, kit=kit)
            tracks.append(track)
        lanes = [(track.id, sound) for sound in row.sounds]
        found.append((row, [numbers.setdefault(lane, len(numbers)) for lane in lanes]))
    return put(song, tracks=tuple(tracks)), list(numbers), found


def _clean(notes: Iterable[Played]) -> list[Played]:
    """The notes in order; of those that are one to the ear (a lane, a pitch, a moment) the loudest, as long as the
    longest."""
    found: list[Played] = []
    latest: dict[tuple[int, int], int] = {}
    for note in sorted(notes):
        before = latest.get((note.lane, note.note))
        if before is not None and note.beat - found[before].beat < _SAME_BEATS:
            other = found[before]
            loudest, longest = max(other.velocity, note.velocity), max(other.length, note.length)
            found[before] = other._replace(velocity=loudest, length=longest)
        else:
            latest[note.lane, note.note] = len(found)
            found.append(note)
    return found


def _with_patterns(
    song: Song, cut: midi_fit.Cut, lanes: list[tuple[str, str]], swing_percent: float, notices: list[MidiNotice]
) -> Song:
    """A pattern for each content, on the grid that fits it."""
    everything = [note for content in cut.contents for note in content]
    usual = midi_fit.grid_of(everything, song.beats_per_bar, swing_percent)
    short = lost = 0
    for number, content in enumerate(cut.contents):
        grid = midi_fit.grid_of(content, song.beats_per_bar, swing_percent, usual)
        steps_per_bar = song.beats_per_bar * grid.steps_per_beat
        placed, missing = midi_fit.on_grid(content, grid, cut.bars * steps_per_bar)
        lost += missing
        short += sum(row.is_cut for rows in placed.values() for row in rows)
        song, pattern_id = numbered(song, "p")
        pattern = Pattern(
            id=pattern_id,
            name=f"{song.title} {number + 1}",
            bars=cut.bars,
            steps_per_bar=steps_per_bar,
            swing_percent=grid.swing_percent,
            lanes=tuple(_lane(*lanes[lane], placed[lane]) for lane in sorted(placed)),
        )
        song = put(song, patterns=(*song.patterns, pattern))
    for code, count in (("notes-cut", short), ("notes-left-out", lost)):
        if count:
            notices.append(MidiNotice(code, {"count": count}))
    return song


def _lane(track_id: str, sound: str, rows: list[midi_fit.Placed]) -> Lane:
    """A lane that plays as it was played."""
    return Lane(
        sound=sound,
        track_id=track_id,
        steps=tuple(
            Step(at_step=row.at_step, velocity=row.velocity, off_steps=row.off_steps)
            for row in rows
            if row.note == NO_NOTE
        ),
        notes=tuple(
            Note(
                at_step=row.at_step,
                length_steps=row.length_steps,
                midi_note=row.note,
                velocity=row.velocity,
                off_steps=row.off_steps,
            )
            for row in rows
            if row.note != NO_NOTE
        ),
        quantise_percent=0.0 if any(row.off_steps for row in rows) else 100.0,
    )


def _with_form(song: Song, cut: midi_fit.Cut, markers: list[tuple[int, str]]) -> Song:
    """A section for each stretch; one begins anew where the file has a marker and the pattern begins too."""
    names = {bar: text for bar, text in reversed(markers) if text}
    most = WHOLE_LIMITS["bars"][1] // cut.bars * cut.bars
    kind: SectionKind = "verse"
    for part in cut.parts:
        end = part.first_bar + part.bars
        starts = [part.first_bar]
        for bar in range(part.first_bar + cut.bars, end, cut.bars):
            if bar in names or bar - starts[-1] >= most:
                starts.append(bar)
        for first, following in zip(starts, (*starts[1:], end), strict=True):
            name = names.get(first, "")
            kind = _kind(name) if name else kind
            song, section_id = numbered(song, "s")
            pattern_id = song.patterns[part.content].id if part.content >= 0 else ""
            section = Section(
                id=section_id,
                kind=kind,
                bars=following - first,
                pattern_id=pattern_id,
                name="" if name in SECTION_KINDS else name,
            )
            song = put(song, sections=(*song.sections, section))
    return song


def _kind(name: str) -> SectionKind:
    plain = name.lower()
    return next((kind for word, kind in _KINDS if plain.startswith(word)), "verse")


# --- into a song that is there


def _joined(song: Song, beat: Song, takes_over: bool) -> Song:
    """A song with a beat put behind its own; with the beat's tempo, key, metre and style if it `takes_over`.

    A track of the beat plays on a track of the song that has its role and its kit, if there is one.
    """
    if takes_over:
        song = put(song, bpm=beat.bpm, beats_per_bar=beat.beats_per_bar, key=beat.key, style=beat.style)
    free = list(song.tracks)
    ids = {"": ""}
    for track in beat.tracks:
        same = next((other for other in free if (other.role, other.kit) == (track.role, track.kit)), None)
        if same is not None:
            free.remove(same)
            ids[track.id] = same.id
        else:
            song, ids[track.id] = numbered(song, "t")
            song = put(song, tracks=(*song.tracks, put(track, id=ids[track.id])))
    if len(song.tracks) > TRACKS:
        raise StudioError("capacity", what="tracks", count=len(song.tracks), limit=TRACKS)
    patterns = {"": ""}
    for pattern in beat.patterns:
        song, patterns[pattern.id] = numbered(song, "p")
        lanes = tuple(put(lane, track_id=ids[lane.track_id]) for lane in pattern.lanes)
        song = put(song, patterns=(*song.patterns, put(pattern, id=patterns[pattern.id], lanes=lanes)))
    for section in beat.sections:
        song, section_id = numbered(song, "s")
        moved = put(
            section,
            id=section_id,
            pattern_id=patterns[section.pattern_id],
            fill_id=patterns[section.fill_id],
        )
        song = put(song, sections=(*song.sections, moved))
    return song
