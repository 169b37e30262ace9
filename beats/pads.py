"""What was played on pads and keys → hits and notes of a pattern, with all of its timing kept."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from beats.places import nearest_free
from studio import edits
from studio.edits.parts import place
from studio.engine.messages import PadHit, PadReleased
from studio.song import SYNTH_ROLES, Lane, Note, Pattern, Song, Step
from studio.timeline import bar_played

put = msgspec.structs.replace


class _Played(NamedTuple):
    """A hit, where the pattern has it."""

    at_steps: float
    """From the pattern's start, as heard."""
    round: tuple[int, ...]
    """Hits of one round of the pattern have the same one."""
    velocity: int
    midi_note: int | None
    length_steps: int


def with_pad_hits(
    song: Song,
    hits: Sequence[PadHit | PadReleased],
    pattern_id: str,
    *,
    replace: bool = False,
    quantise_percent: float = 100.0,
) -> Song:
    """The song with what was played in a pattern: pads as hits, keys as notes that last until they were let go of.

    `hits` in the order they came. Each goes to the nearest step under the pattern's swing and keeps the rest in
    `off_steps`. Of two hits of one round on one step the second goes to the nearest free one with more of a rest; a hit
    on a step that has one from another round, or had one before, is that hit played anew. With `replace` the lanes that
    were played lose what they had. A new lane is quantised by `quantise_percent`, others as they were. Passed over are
    hits before the song's start, while it stood, without a sound, or on a track that is gone.
    StudioError("song-invalid") if there is no such pattern.
    """
    pattern = song.patterns[place(song.patterns, "pattern_id", pattern_id)]
    played = _played(song, pattern, hits)
    for (track_id, sound), rows in played.items():
        lane = next((lane for lane in pattern.lanes if (lane.track_id, lane.sound) == (track_id, sound)), None)
        is_new, lane = lane is None, lane or Lane(sound=sound, track_id=track_id)
        names = {"pattern_id": pattern_id, "track_id": track_id, "sound": sound}
        drums = [row for row in rows if row.midi_note is None]
        keys = [row for row in rows if row.midi_note is not None]
        if drums:
            steps = _with_steps(() if replace else lane.steps, drums, song, pattern)
            song = edits.set_steps(song, **names, steps=steps)
        if keys:
            notes = _with_notes(() if replace else lane.notes, keys, song, pattern)
            song = edits.set_notes(song, **names, notes=notes)
        if is_new:
            song = edits.set_quantise(song, **names, quantise_percent=quantise_percent)
    return song


def _played(song: Song, pattern: Pattern, hits: Sequence[PadHit | PadReleased]) -> dict[tuple[str, str], list[_Played]]:
    """By track and sound: what was played, in the order it was."""
    beats, steps_per_beat = pattern.bars * song.beats_per_bar, pattern.steps_per_bar / song.beats_per_bar
    early = 0.5 / steps_per_beat
    tracks = {track.id for track in song.tracks if track.role in SYNTH_ROLES}
    found: dict[tuple[str, str], list[_Played]] = defaultdict(list)
    latest, again = -math.inf, 0
    for number, hit in enumerate(hits):
        again += hit.at_beat + early < latest  # the song went back
        latest = hit.at_beat
        if not isinstance(hit, PadHit) or not hit.sound or hit.track_id not in tracks:
            continue
        if not hit.rolling or hit.at_beat < -early:
            continue
        beat, turn = _place_in(song, pattern, hit.at_beat, early)
        length = _held_beats(hit, hits[number + 1 :], beats) * steps_per_beat
        found[hit.track_id, hit.sound].append(
            _Played(beat * steps_per_beat, (again, *turn), hit.velocity, hit.midi_note, max(round(length), 1))
        )
    return found


def _place_in(song: Song, pattern: Pattern, at_beat: float, early: float) -> tuple[float, tuple[int, int]]:
    """Where a beat of the song lies in the pattern, in beats, and the number of the section and of the round in it.

    A section that plays the pattern says so, by its cycle too; any other lets it go round from the section's start.
    What comes so `early` before a section or a bar belongs to it.
    """
    bar_beats, pattern_beats = float(song.beats_per_bar), float(pattern.bars * song.beats_per_bar)
    start, number = 0.0, 0
    for number, (section, following) in enumerate(pairwise((*song.sections, None))):
        assert section is not None
        end = start + section.bars * bar_beats
        if at_beat + early < end:
            bar = int((at_beat + early - start) // bar_beats)
            turn = int((at_beat + early - start) // pattern_beats)
            first = None
            is_last = bar == section.bars - 1
            if following is not None and is_last and (following.lead_in, following.fill_id) == ("fill", pattern.id):
                first = 0.0
            elif section.cycle and pattern.id in (section.pattern_id, section.fill_id):
                first = bar_played(section, None, bar)[1] * bar_beats % pattern_beats
            if first is not None:
                return first + at_beat - start - bar * bar_beats, (number, bar)
            return (at_beat - start) - turn * pattern_beats, (number, turn)
        start = end
    turn = int((at_beat + early - start) // pattern_beats)
    return at_beat - start - turn * pattern_beats, (number + 1, turn)


def _held_beats(hit: PadHit, later: Iterable[PadHit | PadReleased], loop_beats: float) -> float:
    """How long a key was held; 0 if nobody knows. A release that lies before the hit is one of the next round."""
    if hit.midi_note is None:
        return 0.0
    for event in later:
        if isinstance(event, PadReleased) and (event.port, event.note) == (hit.port, hit.note):
            beats = event.at_beat - hit.at_beat
            return beats if beats >= 0.0 else beats % loop_beats
    return 0.0


def _with_steps(steps: Iterable[Step], rows: list[_Played], song: Song, pattern: Pattern) -> list[Step]:
    kept = {step.at_step: step for step in steps}
    covered = {at for step in kept.values() for at in range(step.at_step + 1, step.at_step + step.over_steps)}
    rounds: dict[int, tuple[int, ...]] = {}
    for row in rows:
        at_step, off_steps = _step_for(row, rounds, covered, {*kept, *covered}, song, pattern)
        before = kept.get(at_step, Step(at_step=at_step))
        kept[at_step] = put(before, velocity=row.velocity, off_steps=off_steps)
    return list(kept.values())


def _with_notes(notes: Iterable[Note], rows: list[_Played], song: Song, pattern: Pattern) -> list[Note]:
    kept = {(note.at_step, note.midi_note): note for note in notes}
    rounds: dict[int, dict[int, tuple[int, ...]]] = defaultdict(dict)
    length = pattern.bars * pattern.steps_per_bar
    for row in rows:
        assert row.midi_note is not None
        full = {at_step for at_step, midi_note in kept if midi_note == row.midi_note}
        at_step, off_steps = _step_for(row, rounds[row.midi_note], set(), full, song, pattern)
        kept[at_step, row.midi_note] = Note(
            at_step=at_step,
            length_steps=min(row.length_steps, length - at_step),
            midi_note=row.midi_note,
            velocity=row.velocity,
            off_steps=off_steps,
        )
    return list(kept.values())


def _step_for(
    row: _Played, rounds: dict[int, tuple[int, ...]], covered: set[int], full: set[int], song: Song, pattern: Pattern
) -> tuple[int, float]:
    """The step and the rest for a hit: the nearest step; if a hit of its own round has it already, or a ratchet has
    it `covered`, the nearest that is not `full`. Where all within reach are, what is there is played anew.

    `rounds`, by step, learns of it.
    """

    def nearest(taken: set[int]) -> tuple[int, float] | None:
        return nearest_free(
            row.at_steps,
            pattern.swing_percent,
            pattern.steps_per_bar / song.beats_per_bar,
            pattern.bars * pattern.steps_per_bar,
            taken,
            wraps=True,
        )

    found = nearest(set())
    assert found is not None  # some step is always within reach of a place in the pattern
    if found[0] in covered or rounds.get(found[0]) == row.round:
        found = nearest(full) or found
    rounds[found[0]] = row.round
    return found
