""" "Overrask meg": another beat of the same style, from a number.

It starts from the style's own beat, not from the one before, so that the tenth surprise is no fuller than the first.
What it may touch is the style's data (`Room`); after every step the canonical marks are held against it, and a step
that breaks one is taken back. The same number gives the same beat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import NamedTuple

import msgspec

from beats.chords import moved
from beats.kits import SOUNDS
from beats.marks import Mark
from beats.patterns import STEPS, cut, digit_of_velocity, read_grid, repeated, velocity_of_digit
from beats.styles import BARS, Style, followed, load_style, marks_broken, style_of, style_pattern
from studio import edits
from studio.song import Lane, Note, Pattern, Role, Song, Step

put = msgspec.structs.replace
_TIMEKEEPERS = ("closed_hat", "shaker", "tambourine", "perc", "tom", "rim")
"""Whose loudness breathes."""
_BASSES = ("sub", "bass")
_TUNES = ("cowbell", "lead")
_BASS_SPAN = 14
"""Semitones above the lowest root that the bass may climb."""


class _Draft(NamedTuple):
    """A beat on its way. The lanes are frozen, so that a step is taken back by keeping the dict from before."""

    lanes: dict[str, Lane]
    style: Style
    key: str
    tracks: dict[Role, str]
    chance: Random

    def marks(self, sound: str) -> list[Mark]:
        return [mark for mark in self.style.marks if mark.lane == SOUNDS[sound].code]

    def loudest(self, sound: str) -> int:
        """The digit up to which its hits may go beside those that a mark asks for."""
        return min([9, *(min(mark.soft, mark.others) for mark in self.marks(sound))])

    def roots(self, sound: str) -> set[int]:
        """Places of notes that a mark asks for."""
        written = (f"{mark.lane} {mark.roots}" for mark in self.marks(sound) if mark.roots)
        grids = (repeated(read_grid(text, self.key, self.tracks), BARS) for text in written)
        return {note.at_step for grid in grids for lane in grid.lanes for note in lane.notes}

    def steps(self, sound: str) -> dict[int, Step]:
        lane = self.lanes.get(sound)
        return {step.at_step: step for step in lane.steps} if lane else {}

    def with_steps(self, sound: str, steps: dict[int, Step]) -> None:
        lane = self.lanes.get(sound) or Lane(sound=sound, track_id=self.tracks[SOUNDS[sound].role])
        self.lanes[sound] = put(lane, steps=tuple(steps[at] for at in sorted(steps)))

    def with_notes(self, sound: str, notes: Iterable[Note]) -> None:
        ordered = sorted(notes, key=lambda note: (note.at_step, note.midi_note))
        self.lanes[sound] = put(self.lanes[sound], notes=tuple(ordered))


def surprised(song: Song, pattern_id: str, seed: int, style: str = "") -> Song:
    """The song with another beat in one of its patterns, inside the rules of a style; that of the song if none is
    named, and nothing new if the song has none.

    From a hook or a fill it is the verse's pattern that changes, and hooks and fills follow it.
    """
    name = style or style_of(song, pattern_id)
    if not name or all(pattern.id != pattern_id for pattern in song.patterns):
        return song
    main_id = _main_of(song, pattern_id)
    tracks: dict[Role, str] = {}
    for track in song.tracks:
        tracks.setdefault(track.role, track.id)
    varied = surprise(song.pattern(main_id), load_style(name), seed, song.key, tracks)
    song = edits.replace_pattern(song, pattern=varied)
    return followed(song, name, main_id)


def surprise(
    pattern: Pattern, style: Style, seed: int, key: str = "", tracks: dict[Role, str] | None = None
) -> Pattern:
    """Another beat of a style in the place of a pattern, in a key (the style's own if none is given).

    Lanes keep their switches and levels, and lanes of sounds that the style has not got stay as they are. A pattern
    that was made longer than the style's two bars keeps its notes: only its drums are varied. `tracks` gives the track
    for each role; without it the pattern's lanes do, and sounds of a role that it has no lane of are left out.
    """
    if tracks is None:
        tracks = {SOUNDS[lane.sound].role: lane.track_id for lane in pattern.lanes if lane.sound in SOUNDS}
    every: dict[Role, str] = {"drums": "", "bass": "", "melody": "", **tracks}
    base = style_pattern(style, every, key)
    for careful in (False, True):
        chance = Random(f"{style.title} {seed}")
        draft = _Draft({lane.sound: lane for lane in base.lanes}, style, key or style.key, every, chance)
        for step in _STEPS:
            before = dict(draft.lanes)
            step(draft)
            if careful and not _bears_marks(draft, base):
                draft.lanes.clear()
                draft.lanes.update(before)
        if _bears_marks(draft, base):  # most do at once, which saves looking after every step
            break
    varied = put(base, lanes=tuple(lane for lane in draft.lanes.values() if lane.track_id))
    return _into(pattern, varied)


def _bears_marks(draft: _Draft, base: Pattern) -> bool:
    return not marks_broken(draft.style, put(base, lanes=tuple(draft.lanes.values())), draft.key)


def _into(pattern: Pattern, varied: Pattern) -> Pattern:
    """The varied beat with what a person has set in the pattern whose place it takes."""
    same_grid = pattern.steps_per_bar == STEPS
    pattern = repeated(pattern, BARS) if same_grid else pattern
    longer = same_grid and pattern.bars > BARS and pattern.bars % BARS == 0
    varied = repeated(varied, pattern.bars) if longer else varied
    there = {(lane.track_id, lane.sound): lane for lane in pattern.lanes}
    lanes = []
    for lane in varied.lanes:
        own = there.pop((lane.track_id, lane.sound), None)
        if own is not None:
            lane = put(own, steps=lane.steps, notes=own.notes if longer else lane.notes)
        elif longer and lane.notes:
            continue
        lanes.append(lane)
    if same_grid:
        lanes += [cut(own, varied.bars * STEPS) for own in there.values()]
    order = {sound: number for number, sound in enumerate(SOUNDS)}
    lanes.sort(key=lambda lane: order.get(lane.sound, len(order)))
    return put(varied, id=pattern.id, name=pattern.name, swing_percent=pattern.swing_percent, lanes=tuple(lanes))


def _main_of(song: Song, pattern_id: str) -> str:
    """The pattern that a hook or a fill follows; any other one itself."""
    home = next((section for section in song.sections if pattern_id in (section.pattern_id, section.fill_id)), None)
    if home is None:
        return pattern_id
    if home.kind == "hook":
        verses = (section.pattern_id for section in song.sections if section.kind == "verse" and section.pattern_id)
        return next(verses, home.pattern_id) or pattern_id
    return home.pattern_id or pattern_id


# --- steps: each changes a draft -------------------------------------------------------------------------------------


def _breathe(draft: _Draft) -> None:
    """Hats, shakers and other small things a digit louder or softer here and there."""
    for sound in _TIMEKEEPERS:
        steps, loudest = draft.steps(sound), draft.loudest(sound)
        for at, step in steps.items():
            if draft.chance.random() < 0.35:
                digit = digit_of_velocity(step.velocity) + draft.chance.choice((-1, 1))
                steps[at] = put(step, velocity=velocity_of_digit(min(max(digit, 2), loudest)))
        if steps:
            draft.with_steps(sound, steps)


def _added(draft: _Draft, sound: str, room: tuple[int, ...], most: int, digits: tuple[int, ...]) -> list[int]:
    """Up to so many new hits on free steps of the room; their places."""
    steps = draft.steps(sound)
    ends = {at for step in steps.values() for at in range(step.at_step, step.at_step + step.over_steps)}
    free = [bar * STEPS + step - 1 for bar in range(BARS) for step in room if bar * STEPS + step - 1 not in ends]
    chosen = draft.chance.sample(free, min(draft.chance.randint(0, most), len(free)))
    for at in chosen:
        digit = min(draft.chance.choice(digits), draft.loudest(sound))
        steps[at] = Step(at_step=at, velocity=velocity_of_digit(digit))
    if chosen:
        draft.with_steps(sound, steps)
    return chosen


def _small_hits(draft: _Draft) -> None:
    """Ghosts of the snare, and whatever small percussion the style has."""
    room = draft.style.surprise
    _added(draft, "snare", room.ghosts, 2, (2, 3))
    for sound, places in (("rim", room.rims), ("perc", room.percs), ("tom", room.toms)):
        if places:
            steps = draft.steps(sound)
            if len(steps) > 3 and draft.chance.random() < 0.5:
                del steps[draft.chance.choice(sorted(steps))]
                draft.with_steps(sound, steps)
            _added(draft, sound, places, 2, (3, 4, 5))


def _kicks(draft: _Draft) -> None:
    """One kick away and up to two others in; an 808 that goes with the kick goes along."""
    room = draft.style.surprise.kicks
    steps = draft.steps("kick")
    loose = [at for at in sorted(steps) if at % STEPS + 1 in room]
    if loose and draft.chance.random() < 0.5:
        gone = draft.chance.choice(loose)
        del steps[gone]
        draft.with_steps("kick", steps)
        if _follows(draft):
            _joined(draft, "sub", gone)
    for at in _added(draft, "kick", room, 2, (6, 7, 8)):
        if _follows(draft):
            _struck(draft, "sub", at)


def _opens(draft: _Draft) -> None:
    _added(draft, "open_hat", draft.style.surprise.opens, 1, (4, 5, 6))


def _rolls(draft: _Draft) -> None:
    """Other ratchets: some of those there become plain hits, some come on hits of the hat."""
    steps = draft.steps("closed_hat")
    for at, step in steps.items():
        if step.ratchet > 1 and draft.chance.random() < 0.5:
            steps[at] = put(step, ratchet=1, over_steps=1)
    least = max([1, *(mark.rolls for mark in draft.marks("closed_hat"))])
    for _ in range(draft.chance.randint(least, least + 2) if draft.style.surprise.rolls else 0):
        where, _, shape = draft.chance.choice(draft.style.surprise.rolls).partition(":")
        count, over = map(int, shape.split("/"))
        at = draft.chance.randrange(BARS) * STEPS + int(where) - 1
        span = range(at + 1, at + over)
        if at in steps and not any(other in steps and steps[other].ratchet > 1 for other in span):
            for covered in span:
                steps.pop(covered, None)
            steps[at] = put(steps[at], ratchet=count, over_steps=over)
    if steps:
        draft.with_steps("closed_hat", steps)


def _bass_rhythm(draft: _Draft) -> None:
    """A note of the bass struck once more, or two drawn together."""
    if _follows(draft):
        return
    for sound in _BASSES:
        if sound in draft.lanes:
            fixed = draft.roots(sound)
            inner = [note.at_step for note in draft.lanes[sound].notes if note.at_step % STEPS]
            inner = [at for at in inner if at not in fixed]
            if inner and draft.chance.random() < 0.3:
                _joined(draft, sound, draft.chance.choice(inner))
            room = [bar * STEPS + step - 1 for bar in range(BARS) for step in draft.style.surprise.bass]
            for at in draft.chance.sample(room, min(draft.chance.randint(0, 2), len(room))):
                _struck(draft, sound, at)


def _bass_notes(draft: _Draft) -> None:
    """Another note of the chord here and there, never where the beat begins."""
    for sound in _BASSES:
        if sound not in draft.lanes:
            continue
        lowest, fixed = SOUNDS[sound].lowest_note, draft.roots(sound)
        notes = []
        for note in draft.lanes[sound].notes:
            if note.at_step and note.at_step not in fixed and draft.chance.random() < 0.3:
                chord = _chord_over(draft, note.at_step)
                span = range(max(lowest, note.midi_note - 9), min(lowest + _BASS_SPAN + 7, note.midi_note + 10))
                choices = [pitch for pitch in span if pitch % 12 in chord and pitch != note.glide_to]
                note = put(note, midi_note=draft.chance.choice(choices)) if choices else note
            notes.append(note)
        draft.with_notes(sound, notes)


def _slides(draft: _Draft) -> None:
    """An 808 that slides in this style slides somewhere else too: to the note that comes next."""
    if not any(mark.slides and mark.lane == "8B" for mark in draft.style.marks):
        return
    notes = list(draft.lanes["sub"].notes)
    for number in range(len(notes) - 1):
        if draft.chance.random() < 0.25 and notes[number].midi_note != notes[number + 1].midi_note:
            notes[number] = put(notes[number], glide_to=notes[number + 1].midi_note)
    draft.with_notes("sub", notes)


def _tunes(draft: _Draft) -> None:
    """A note of the riff a step up or down, not the first of a bar; slides still lead to the note that follows."""
    for sound in _TUNES:
        if sound not in draft.lanes or not draft.lanes[sound].notes:
            continue
        notes = list(draft.lanes[sound].notes)
        for number, note in enumerate(notes):
            if note.at_step % STEPS and draft.chance.random() < 0.3:
                notes[number] = put(note, midi_note=moved(note.midi_note, draft.chance.choice((-1, 1)), draft.key))
        for number, note in enumerate(notes[:-1]):
            if note.glide_to is not None:
                target = notes[number + 1].midi_note
                notes[number] = put(note, glide_to=None if target == note.midi_note else target)
        draft.with_notes(sound, notes)


def _voicings(draft: _Draft) -> None:
    """Chords in another inversion, the notes of a broken chord in another order."""
    if "keys" not in draft.lanes:
        return
    hits: dict[int, list[Note]] = {}
    for note in draft.lanes["keys"].notes:
        hits.setdefault(note.at_step, []).append(note)
    middle = sum(note.midi_note for note in draft.lanes["keys"].notes) / max(len(draft.lanes["keys"].notes), 1)
    made: list[Note] = []
    for chord in hits.values():
        if len(chord) > 1 and draft.chance.random() < 0.4:
            at, up = (0, 12) if sum(note.midi_note for note in chord) / len(chord) < middle else (-1, -12)
            pitch = chord[at].midi_note + up
            if all(note.midi_note != pitch for note in chord):
                chord[at] = put(chord[at], midi_note=pitch)
        elif len(chord) == 1 and made and draft.chance.random() < 0.2:
            chord = [put(chord[0], midi_note=made[-1].midi_note)]
        made += chord
    draft.with_notes("keys", made)


_STEPS: tuple[Callable[[_Draft], None], ...] = (
    _breathe,
    _small_hits,
    _kicks,
    _opens,
    _rolls,
    _bass_rhythm,
    _bass_notes,
    _slides,
    _tunes,
    _voicings,
)


def _follows(draft: _Draft) -> bool:
    return any(mark.follows == "KK" for mark in draft.style.marks)


def _struck(draft: _Draft, sound: str, at: int) -> None:
    """A note of the bass struck again on a step inside it, or a new one after the last one's end."""
    notes = list(draft.lanes[sound].notes)
    if any(note.at_step == at for note in notes):
        return
    before = max((number for number, note in enumerate(notes) if note.at_step < at), default=None)
    if before is None:
        return
    last = notes[before]
    after = min([note.at_step for note in notes if note.at_step > at] + [(at // STEPS + 1) * STEPS])
    notes[before] = put(last, length_steps=min(last.length_steps, at - last.at_step), glide_to=None)
    length = max(min(last.at_step + last.length_steps, after) - at, min(2, after - at))
    notes.append(put(last, at_step=at, length_steps=length))
    draft.with_notes(sound, notes)


def _joined(draft: _Draft, sound: str, at: int) -> None:
    """A note of the bass taken away; the one before it in the bar lasts as long as both."""
    notes = list(draft.lanes[sound].notes)
    gone = next((note for note in notes if note.at_step == at), None)
    if gone is None:
        return
    notes.remove(gone)
    before = [number for number, note in enumerate(notes) if at // STEPS * STEPS <= note.at_step < at]
    if before:
        last = notes[before[-1]]
        notes[before[-1]] = put(last, length_steps=gone.at_step + gone.length_steps - last.at_step)
    draft.with_notes(sound, notes)


def _chord_over(draft: _Draft, at: int) -> set[int]:
    """The pitch classes of the keys on a step, or of what they last struck before it."""
    keys = draft.lanes["keys"].notes if "keys" in draft.lanes else ()
    there = [note for note in keys if note.at_step <= at < note.at_step + note.length_steps]
    if not there:
        last = max((note.at_step for note in keys if note.at_step <= at), default=-1)
        there = [note for note in keys if note.at_step == last]
    return {note.midi_note % 12 for note in there}
