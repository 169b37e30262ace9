"""Keys, scales and chords: what is in key, roman numerals → notes, and a chord loop laid over a beat.

A key is written as in a song (`A minor`, `Bb major`; natural minor); in an unknown one, the empty text, every note is
in key. Places on a scale are counted in scale steps from the C-1 (MIDI note 0) end of the keyboard, so that a tune
moves to another degree by adding to its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import msgspec

from beats.kits import SOUNDS
from beats.patterns import cut, is_drum, repeated
from studio import edits
from studio.scales import scale, tonic
from studio.song import Note, Pattern, Song

DEGREES = ("I", "II", "III", "IV", "V", "VI", "VII")
EXTENSIONS = {"": 3, "7": 4, "9": 5}
"""How a chord's name ends → how many notes, in thirds of the scale."""
REGISTER = (55, 76)
"""MIDI notes between which chords are voiced where nothing else is asked for."""
LOOP_BARS = 4

_NUMERAL = re.compile(r"(VII|VI|V|IV|III|II|I)(°?)(?:maj)?(7|9)?", re.IGNORECASE)
put = msgspec.structs.replace


# --- scales ----------------------------------------------------------------------------------------------------------


def in_scale(midi_note: int, key: str) -> bool:
    """Whether a note belongs to a key."""
    return (midi_note - tonic(key)) % 12 in scale(key)


def snapped(midi_note: int, key: str) -> int:
    """The nearest note of a key; of two as near the lower one."""
    return next(midi_note + away for away in (0, -1, 1, -2, 2) if in_scale(midi_note + away, key))


def place_of(midi_note: int, key: str) -> int:
    """The place on the scale of a note, snapped to it: the tonic stands at multiples of the scale's length."""
    octave, above = divmod(snapped(midi_note, key) - tonic(key), 12)
    return octave * len(scale(key)) + scale(key).index(above)


def note_at(place: int, key: str) -> int:
    """The MIDI note at a place; inverse of `place_of` on notes in key."""
    octave, degree = divmod(place, len(scale(key)))
    return tonic(key) + 12 * octave + scale(key)[degree]


def moved(midi_note: int, places: int, key: str) -> int:
    """A note so many scale steps up or down; one that is not in key keeps its distance to its neighbour."""
    return note_at(place_of(midi_note, key) + places, key) + midi_note - snapped(midi_note, key)


# --- chords ----------------------------------------------------------------------------------------------------------


class Chord(NamedTuple):
    """A chord of a key."""

    degree: int
    """1…7."""
    pitches: tuple[int, ...]
    """Pitch classes 0…11, the root first, then in thirds."""


def chord_at(key: str, degree: int, extension: str = "") -> Chord:
    """The chord on a degree 1…7 of a key, with a seventh or a ninth if asked; an unknown key counts as C minor."""
    named = key or "C minor"
    pitches = (note_at(degree - 1 + 2 * third, named) % 12 for third in range(EXTENSIONS[extension]))
    return Chord(degree, tuple(pitches))


def numeral(key: str, degree: int, extension: str = "") -> str:
    """How a chord of a key is written: small for minor, ° for diminished, maj where the seventh is a major one."""
    root, third, fifth, *seventh = chord_at(key, degree, extension).pitches
    name = DEGREES[degree - 1] if (third - root) % 12 == 4 else DEGREES[degree - 1].lower()
    name += "°" if (fifth - root) % 12 == 6 else ""
    return name + ("maj" if seventh and (seventh[0] - root) % 12 == 11 else "") + extension


def read_loop(loop: str) -> tuple[tuple[int, str], ...]:
    """(degree, extension) of each chord of a loop such as `i7 iv7`. Whether one is major or minor is the key's to say,
    so large and small letters mean the same. ValueError for what is no chord."""
    found = []
    for word in loop.split():
        shape = _NUMERAL.fullmatch(word)
        if shape is None:
            raise ValueError(f"{word!r} is not a chord such as i, VI or iv7")
        found.append((DEGREES.index(shape[1].upper()) + 1, shape[3] or ""))
    if not found:
        raise ValueError("a loop has a chord at least")
    return tuple(found)


def voiced(pitches: Sequence[int], before: Sequence[int] = (), register: tuple[int, int] = REGISTER) -> tuple[int, ...]:
    """MIDI notes of a chord, each pitch once, in ascending order, inside a register of at least an octave.

    After another chord (`before`) the voicing whose notes have the shortest way from it; else the one in root position
    that lies lowest.
    """
    low, high = register
    places = [[note for note in range(low, high + 1) if note % 12 == pitch] for pitch in pitches]
    voicings = {tuple(sorted(notes)) for notes in product(*places)}
    close = [notes for notes in voicings if notes[-1] - notes[0] < (12 if len(notes) < 5 else 15)] or sorted(voicings)

    def effort(notes: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        if before:
            way = sum(min(abs(note - other) for other in before) for note in notes)
            way += sum(min(abs(note - other) for note in notes) for other in before)
            return way, notes
        return int(notes[0] % 12 != pitches[0]), notes

    return min(close, key=effort)


def chord_on(midi_note: int, key: str, extension: str = "") -> tuple[int, ...]:
    """The chord of the key that stands on a note, upwards in thirds: a chord by one key."""
    start = place_of(midi_note, key or "C minor")
    return tuple(note_at(start + 2 * third, key or "C minor") for third in range(EXTENSIONS[extension]))


# --- a loop over a beat ----------------------------------------------------------------------------------------------


def with_loop(song: Song, pattern_id: str, loop: str) -> Song:
    """A pattern over a chord loop: four bars long, its keys play the chords in the rhythm of their first bar, the bass
    has its first bar moved to each root, everything else is repeated.

    Sections that play the pattern play all of its bars, and the fill of their cycle gets the notes of the last one.
    StudioError("song-invalid") for a pattern there is not, ValueError for a loop that `read_loop` does not know.
    """
    chords = read_loop(loop)
    pattern = next((pattern for pattern in song.patterns if pattern.id == pattern_id), None)
    if pattern is None:
        return edits.remove_pattern(song, pattern_id=pattern_id)  # says what is missing
    looped = looped_pattern(pattern, [chords[bar * len(chords) // LOOP_BARS] for bar in range(LOOP_BARS)], song.key)
    song = edits.replace_pattern(song, pattern=looped)
    for section in song.sections:
        if section.pattern_id == pattern_id and section.cycle:
            song = edits.set_section_cycle(
                song, section_id=section.id, cycle=whole_cycle(LOOP_BARS), fill_id=section.fill_id
            )
    for fill_id in {section.fill_id for section in song.sections if section.pattern_id == pattern_id} - {
        "",
        pattern_id,
    }:
        song = edits.replace_pattern(song, pattern=_with_last_notes(song.pattern(fill_id), looped))
    return song


def whole_cycle(bars: int) -> str:
    """The eight bars of a section that plays all of a pattern in turn and ends with its fill."""
    return "".join(str(bar % bars % 9 + 1) for bar in range(7)) + "F"


def looped_pattern(pattern: Pattern, chords: Sequence[tuple[int, str]], key: str) -> Pattern:
    """A pattern with a bar for each chord, (degree, extension) as of `read_loop`; see `with_loop`."""
    length = pattern.steps_per_bar
    bars = len(chords)
    whole = repeated(pattern, bars)
    if whole.bars < bars:  # three bars do not go into four: what fits stands, the rest begins again
        whole = repeated(pattern, pattern.bars * -(-bars // pattern.bars))
    lanes = []
    for lane in whole.lanes:
        first = [note for note in lane.notes if note.at_step < length]
        role = SOUNDS[lane.sound].role if lane.sound in SOUNDS else ""
        if role == "bass" and first:
            lane = put(lane, notes=_on_roots(first, chords, key, lane.sound, length))
        elif lane.sound == "keys" and first:
            lane = put(lane, notes=_on_chords(first, chords, key, length))
        lanes.append(cut(lane, bars * length))
    return put(whole, bars=bars, lanes=tuple(lanes))


def _on_roots(
    first: Iterable[Note], chords: Sequence[tuple[int, str]], key: str, sound: str, length: int
) -> tuple[Note, ...]:
    """A bar of bass on the root of each chord: up for the near degrees, down for the far ones."""
    first = tuple(first)
    lowest = SOUNDS[sound].lowest_note
    notes = []
    for bar, (degree, _) in enumerate(chords):
        places = degree - 1 if degree <= 4 else degree - 8
        for note in first:
            pitch = moved(note.midi_note, places, key or "C minor")
            target = None if note.glide_to is None else moved(note.glide_to, places, key or "C minor")
            up = 12 * max(-((min(pitch, pitch if target is None else target) - lowest) // 12), 0)
            notes.append(
                put(
                    note,
                    at_step=note.at_step + bar * length,
                    midi_note=pitch + up,
                    glide_to=None if target is None else target + up,
                )
            )
    return tuple(notes)


def _on_chords(first: Iterable[Note], chords: Sequence[tuple[int, str]], key: str, length: int) -> tuple[Note, ...]:
    """The hits of a bar of keys on each chord: where several notes start together the whole chord, led from the chord
    before; where one stands alone the note of the chord that is nearest to it."""
    hits: dict[int, list[Note]] = {}
    for note in first:
        hits.setdefault(note.at_step, []).append(note)
    heard = [note.midi_note for notes in hits.values() for note in notes if len(notes) > 1]
    middle = sum(heard) // len(heard) if heard else (REGISTER[0] + REGISTER[1]) // 2
    register = (middle - 10, middle + 11)
    before: tuple[int, ...] = tuple(sorted(heard[:3]))
    made = []
    for bar, (degree, extension) in enumerate(chords):
        pitches = chord_at(key, degree, extension).pitches
        before = voiced(pitches, before, register)
        for at_step, notes in hits.items():
            wanted = before if len(notes) > 1 else (_nearest(notes[0].midi_note, pitches),)
            for number, midi_note in enumerate(wanted):
                like = notes[min(number, len(notes) - 1)]
                made.append(put(like, at_step=at_step + bar * length, midi_note=midi_note, glide_to=None))
    return tuple(sorted(made, key=lambda note: (note.at_step, note.midi_note)))


def _nearest(midi_note: int, pitches: Sequence[int]) -> int:
    return min(
        (note for note in range(midi_note - 6, midi_note + 7) if note % 12 in pitches),
        key=lambda note: (abs(note - midi_note), note),
    )


def _with_last_notes(fill: Pattern, looped: Pattern) -> Pattern:
    """A fill with the notes of a pattern's last bar; a slide an octave up at its end stays one."""
    start = (looped.bars - 1) * looped.steps_per_bar
    if fill.bars != 1 or fill.steps_per_bar != looped.steps_per_bar:
        return fill
    lanes = {(lane.track_id, lane.sound): lane for lane in fill.lanes}
    for lane in looped.lanes:
        notes = [put(note, at_step=note.at_step - start) for note in lane.notes if note.at_step >= start]
        if is_drum(lane) or not notes:
            continue
        here = lanes.get((lane.track_id, lane.sound), put(lane, steps=(), notes=()))
        last = here.notes[-1] if here.notes else None
        if last is not None and last.glide_to == last.midi_note + 12:
            notes[-1] = put(notes[-1], glide_to=notes[-1].midi_note + 12)
        lanes[lane.track_id, lane.sound] = put(here, notes=tuple(notes))
    return put(fill, lanes=tuple(lanes.values()))
