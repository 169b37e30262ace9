"""Edits of patterns: the step grid, its lanes and notes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

from studio.edits.parts import (
    MAX_PATTERN_BARS,
    counted,
    internal_name,
    invalid,
    limited,
    numbered,
    place,
    put,
    swapped,
    text,
    whole,
    without,
)
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Lane, Note, Pattern, Song, Step

_Hit = TypeVar("_Hit", Step, Note)


def add_pattern(
    song: Song,
    *,
    name: str,
    bars: int,
    steps_per_bar: int = 16,
    swing_percent: float = 50.0,
    lanes: Sequence[Lane] = (),
) -> Song:
    """A new pattern. Its id is `p<next_id>`."""
    song, pattern_id = numbered(song, "p")
    pattern = Pattern(
        id=pattern_id,
        name=name,
        bars=bars,
        steps_per_bar=steps_per_bar,
        swing_percent=swing_percent,
        lanes=tuple(lanes),
    )
    return put(song, patterns=(*song.patterns, _checked(song, pattern)))


def replace_pattern(song: Song, *, pattern: Pattern) -> Song:
    """Another value for the pattern of the same id: all of its lanes at once."""
    index = place(song.patterns, "pattern_id", pattern.id)
    return put(song, patterns=swapped(song.patterns, index, _checked(song, pattern)))


def remove_pattern(song: Song, *, pattern_id: str) -> Song:
    """Take a pattern out; the sections that played it stay, without a pattern."""
    index = place(song.patterns, "pattern_id", pattern_id)
    sections = tuple(
        put(section, **{field: "" for field in ("pattern_id", "fill_id") if getattr(section, field) == pattern_id})
        for section in song.sections
    )
    return put(song, patterns=without(song.patterns, index), sections=sections)


def rename_pattern(song: Song, *, pattern_id: str, name: str) -> Song:
    """What people call a pattern."""
    return _with_pattern(song, _pattern(song, pattern_id), name=text("name", name))


def set_swing(song: Song, *, pattern_id: str, swing_percent: float) -> Song:
    """50 is straight, 66.7 a triplet."""
    return _with_pattern(song, _pattern(song, pattern_id), swing_percent=limited("swing_percent", swing_percent))


def set_step(
    song: Song,
    *,
    pattern_id: str,
    track_id: str,
    sound: str,
    at_step: int,
    velocity: int = 100,
    ratchet: int = 1,
    over_steps: int = 1,
    chance_percent: int = 100,
    off_steps: float = 0.0,
) -> Song:
    """A hit on the grid, or `ratchet` hits over `over_steps` steps; the lane is made if it is not there.

    What it covers goes: hits inside its span, and a ratchet that reached into it becomes a plain hit.
    """
    step = Step(
        at_step=at_step,
        velocity=velocity,
        ratchet=ratchet,
        over_steps=over_steps,
        chance_percent=chance_percent,
        off_steps=off_steps,
    )
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    step = _checked_step(step, pattern)
    end = step.at_step + step.over_steps
    kept = [
        put(other, ratchet=1, over_steps=1) if other.at_step + other.over_steps > step.at_step else other
        for other in lane.steps
        if other.at_step < step.at_step
    ]
    kept += [other for other in lane.steps if other.at_step >= end]
    return _with_lane(song, pattern, put(lane, steps=_in_order((*kept, step))))


def clear_step(song: Song, *, pattern_id: str, track_id: str, sound: str, at_step: int) -> Song:
    """Take away the hit that starts on a step, if there is one."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, steps=tuple(step for step in lane.steps if step.at_step != at_step)))


def add_note(
    song: Song,
    *,
    pattern_id: str,
    track_id: str,
    sound: str,
    at_step: int,
    length_steps: int,
    midi_note: int,
    velocity: int = 100,
    glide_to: int | None = None,
    off_steps: float = 0.0,
) -> Song:
    """A pitched note; it replaces the note of the same pitch that starts on the same step."""
    note = Note(
        at_step=at_step,
        length_steps=length_steps,
        midi_note=midi_note,
        velocity=velocity,
        glide_to=glide_to,
        off_steps=off_steps,
    )
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, notes=_checked_notes((*lane.notes, note), pattern)))


def remove_note(song: Song, *, pattern_id: str, track_id: str, sound: str, at_step: int, midi_note: int) -> Song:
    """Take a note away, if there is one of this pitch that starts on this step."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    rest = tuple(note for note in lane.notes if (note.at_step, note.midi_note) != (at_step, midi_note))
    return _with_lane(song, pattern, put(lane, notes=rest))


def set_notes(song: Song, *, pattern_id: str, track_id: str, sound: str, notes: Sequence[Note]) -> Song:
    """All notes of a lane at once."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, notes=_checked_notes(notes, pattern)))


def mute_lane(song: Song, *, pattern_id: str, track_id: str, sound: str, mute: bool) -> Song:
    """Silence a lane of a pattern, or let it sound again."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, mute=bool(mute)))


def set_lane_late(song: Song, *, pattern_id: str, track_id: str, sound: str, late_ms: float) -> Song:
    """Micro-timing of a lane; negative is early."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, late_ms=limited("late_ms", late_ms)))


def set_steps(song: Song, *, pattern_id: str, track_id: str, sound: str, steps: Sequence[Step]) -> Song:
    """All hits of a lane at once."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, steps=_in_order(_checked_step(step, pattern) for step in steps)))


def set_lane_gain(song: Song, *, pattern_id: str, track_id: str, sound: str, gain_db: float) -> Song:
    """How loud a lane of a pattern is beside the others."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, gain_db=limited("lane_db", gain_db)))


def set_quantise(song: Song, *, pattern_id: str, track_id: str, sound: str, quantise_percent: float) -> Song:
    """How far a lane is brought to the grid; what was played is kept."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, put(lane, quantise_percent=limited("quantise_percent", quantise_percent)))


def copy_pattern(song: Song, *, pattern_id: str, name: str) -> Song:
    """A copy of a pattern to change. Its id is `p<next_id>`."""
    pattern = _pattern(song, pattern_id)
    song, copy_id = numbered(song, "p")
    return put(song, patterns=(*song.patterns, put(pattern, id=copy_id, name=text("name", name))))


def resize_pattern(song: Song, *, pattern_id: str, bars: int) -> Song:
    """Another length: a longer pattern plays what is there again, a shorter one loses what lies beyond its end."""
    pattern = _pattern(song, pattern_id)
    longer = put(pattern, bars=whole("bars", bars, 1, MAX_PATTERN_BARS))

    def laid(hits: Sequence[_Hit]) -> tuple[_Hit, ...]:
        rounds = range(0, _length(longer), _length(pattern))
        moved = (put(hit, at_step=hit.at_step + start) for start in rounds for hit in hits)
        return tuple(_cut(hit, longer) for hit in moved if hit.at_step < _length(longer))

    lanes = tuple(put(lane, steps=laid(lane.steps), notes=laid(lane.notes)) for lane in pattern.lanes)
    return _with_pattern(song, longer, lanes=lanes)


def set_grid(song: Song, *, pattern_id: str, steps_per_bar: int) -> Song:
    """A finer, coarser or triplet grid. What finds no place of its own goes to the nearest one, with the rest of the
    way in `off_steps`; of two that come to the same place the later one stays."""
    pattern = _pattern(song, pattern_id)
    finer = put(pattern, steps_per_bar=counted("steps_per_bar", steps_per_bar))
    share = finer.steps_per_bar / pattern.steps_per_bar

    def laid(hit: _Hit) -> _Hit:
        exact = hit.at_step * share
        at_step = min(math.floor(exact + 0.5), _length(finer) - 1)
        off_steps = limited("off_steps", hit.off_steps * share + exact - at_step)
        hit = put(hit, at_step=at_step, off_steps=off_steps)
        if isinstance(hit, Note):
            return _cut(put(hit, length_steps=max(round(hit.length_steps * share), 1)), finer)
        over_steps = max(round(hit.over_steps * share), 1) if hit.ratchet > 1 else 1
        return _cut(put(hit, over_steps=over_steps), finer)

    lanes = tuple(
        put(
            lane,
            steps=_in_order(laid(step) for step in lane.steps),
            notes=_checked_notes((laid(note) for note in lane.notes), finer),
        )
        for lane in pattern.lanes
    )
    return _with_pattern(song, finer, lanes=lanes)


def add_lane(song: Song, *, pattern_id: str, track_id: str, sound: str) -> Song:
    """An empty lane for a sound, if the pattern has none."""
    pattern, lane = _lane(song, pattern_id, track_id, sound)
    return _with_lane(song, pattern, lane)


def remove_lane(song: Song, *, pattern_id: str, track_id: str, sound: str) -> Song:
    """Take a sound out of a pattern with all its hits and notes."""
    pattern = _pattern(song, pattern_id)
    rest = tuple(lane for lane in pattern.lanes if (lane.track_id, lane.sound) != (track_id, sound))
    return _with_pattern(song, pattern, lanes=rest)


def _pattern(song: Song, pattern_id: str) -> Pattern:
    return song.patterns[place(song.patterns, "pattern_id", pattern_id)]


def _lane(song: Song, pattern_id: str, track_id: str, sound: str) -> tuple[Pattern, Lane]:
    """The pattern, and its lane of a sound on a track; an empty lane if there is none yet."""
    pattern = _pattern(song, pattern_id)
    for lane in pattern.lanes:
        if (lane.track_id, lane.sound) == (track_id, sound):
            return pattern, lane
    return pattern, _checked_lane(song, Lane(sound=sound, track_id=track_id), pattern)


def _with_lane(song: Song, pattern: Pattern, lane: Lane) -> Song:
    for index, other in enumerate(pattern.lanes):
        if (other.track_id, other.sound) == (lane.track_id, lane.sound):
            return _with_pattern(song, pattern, lanes=swapped(pattern.lanes, index, lane))
    return _with_pattern(song, pattern, lanes=(*pattern.lanes, lane))


def _cut(hit: _Hit, pattern: Pattern) -> _Hit:
    """A hit or note that ends with its pattern at the latest."""
    room = _length(pattern) - hit.at_step
    if isinstance(hit, Note):
        return put(hit, length_steps=min(hit.length_steps, room))
    return put(hit, over_steps=min(hit.over_steps, room))


def _with_pattern(song: Song, pattern: Pattern, **changes: object) -> Song:
    index = place(song.patterns, "pattern_id", pattern.id)
    return put(song, patterns=swapped(song.patterns, index, put(pattern, **changes)))


def _checked(song: Song, pattern: Pattern) -> Pattern:
    """The pattern with every number inside its range. StudioError for a lane on a track that cannot play it."""
    pattern = put(
        pattern,
        name=text("name", pattern.name),
        bars=whole("bars", pattern.bars, 1, MAX_PATTERN_BARS),
        steps_per_bar=counted("steps_per_bar", pattern.steps_per_bar),
        swing_percent=limited("swing_percent", pattern.swing_percent),
    )
    names = [(lane.track_id, lane.sound) for lane in pattern.lanes]
    if len(set(names)) != len(names):
        raise invalid("lanes", next(sound for track, sound in names if names.count((track, sound)) > 1))
    return put(pattern, lanes=tuple(_checked_lane(song, lane, pattern) for lane in pattern.lanes))


def _checked_lane(song: Song, lane: Lane, pattern: Pattern) -> Lane:
    track = song.tracks[place(song.tracks, "track_id", lane.track_id)]
    if track.role not in SYNTH_ROLES:
        raise invalid("track_id", lane.track_id)
    return put(
        lane,
        gain_db=limited("lane_db", lane.gain_db),
        quantise_percent=limited("quantise_percent", lane.quantise_percent),
        sound=internal_name("sound", lane.sound),
        steps=_in_order(_checked_step(step, pattern) for step in lane.steps),
        notes=_checked_notes(lane.notes, pattern),
        late_ms=limited("late_ms", lane.late_ms),
    )


def _checked_step(step: Step, pattern: Pattern) -> Step:
    at_step = _at_step(step.at_step, pattern)
    ratchet = counted("ratchet", step.ratchet)
    over = whole("over_steps", step.over_steps, 1, _length(pattern) - at_step)
    return put(
        step,
        velocity=counted("velocity", step.velocity),
        ratchet=ratchet,
        over_steps=over if ratchet > 1 else 1,
        chance_percent=counted("chance_percent", step.chance_percent),
        off_steps=limited("off_steps", step.off_steps),
    )


def _checked_notes(notes: Iterable[Note], pattern: Pattern) -> tuple[Note, ...]:
    """Notes in order, each inside the pattern; of two of the same pitch on the same step the later one stays."""
    kept: dict[tuple[int, int], Note] = {}
    for note in notes:
        at_step = _at_step(note.at_step, pattern)
        checked = put(
            note,
            length_steps=whole("length_steps", note.length_steps, 1, _length(pattern) - at_step),
            midi_note=counted("midi_note", note.midi_note),
            velocity=counted("velocity", note.velocity),
            glide_to=None if note.glide_to is None else counted("midi_note", note.glide_to),
            off_steps=limited("off_steps", note.off_steps),
        )
        kept[at_step, checked.midi_note] = checked
    return tuple(kept[key] for key in sorted(kept))


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps by their place; of two on the same step the later one stays."""
    kept = {step.at_step: step for step in steps}
    return tuple(kept[at_step] for at_step in sorted(kept))


def _at_step(at_step: int, pattern: Pattern) -> int:
    """A place on the grid, counted from 0. StudioError("bad-value") outside of it: a hit is not moved unasked."""
    number = whole("at_step", at_step, -1, _length(pattern))
    if not 0 <= number < _length(pattern):
        raise StudioError("bad-value", name="at_step", value=str(at_step))
    return number


def _length(pattern: Pattern) -> int:
    return pattern.bars * pattern.steps_per_bar
