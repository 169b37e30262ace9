"""The step grid as text, and the variations of a pattern that a song's sections play.

The notation, a bar being sixteen steps numbered from 1:

    KK |9... ...6 ..9. ....|9... ...6 ..9. .6..|     a hit on a step, 1 soft … 9 loud; `.` is a rest
    RAT CH b1 15:3/2 b2 7:4/2                        from step 15 of bar 1 three equal hits over two steps
    8B b1 1:0x6 7:+3x4>0 | b2 1:-4x3                 notes: step, semitones from the root, length in steps, slide to

A ratchet takes the loudness of the step it starts on, 7 if that is a rest, and the place of the steps it covers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, TypeVar

import msgspec

from beats.kits import SOUNDS, SoundRow
from studio.song import Lane, Note, Pattern, Role, Step

Fill = Literal["snare", "hats", "slide", "stop"]
"""How the last bar of eight leads on."""
Lift = Literal["open_hat", "clap"]
"""What a hook has more than a verse."""
_Hit = TypeVar("_Hit", Step, Note)
put = msgspec.structs.replace

STEPS = 16
"""Per bar."""
NOTE_VELOCITY = 100
"""Of notes that do not say `@` and a digit."""
HOOK_DB = 1.0
_HOOK_DIGIT = 6
_RATCHET_DIGIT = 7
_BY_CODE = {row.code: row for row in SOUNDS.values()}
_NOTE = re.compile(r"(\d+):([+-]?\d+)x(\d+)(?:>([+-]?\d+))?(?:@([1-9]))?")
_RATCHET = re.compile(r"(\d+):(\d+)/(\d+)")
_PITCHES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SIGNS = {"": 0, "#": 1, "b": -1}


def velocity_of_digit(digit: int) -> int:
    """MIDI velocity of a digit 1…9 of the grid."""
    return round(digit * 127 / 9)


def digit_of_velocity(velocity: int) -> int:
    """The nearest digit; inverse of `velocity_of_digit` on its values."""
    return max(1, round(velocity * 9 / 127))


def root_note(key: str, row: SoundRow) -> int:
    """The MIDI note that a pitched lane of a sound counts from in a key such as `Bb minor`; C if the key is unknown."""
    pitch = _PITCHES[key[0]] + _SIGNS[key[1:].partition(" ")[0]] if key else 0
    return row.root_from + ((pitch - row.root_from) % 12 if row.follows_key else 0)


def read_grid(grid: str, key: str, tracks: Mapping[Role, str], late_ms: Mapping[str, float] | None = None) -> Pattern:
    """The pattern that a grid writes down, with an empty id and name.

    `tracks` gives the id of the track for each role that the grid's sounds belong to, `late_ms` the micro-timing by
    code. ValueError says which line does not follow the notation.
    """
    return _read(grid, key, tuple(tracks.items()), tuple((late_ms or {}).items()))


@lru_cache(maxsize=256)
def _read(grid: str, key: str, roles: tuple[tuple[Role, str], ...], late: tuple[tuple[str, float], ...]) -> Pattern:
    tracks, late_ms = dict(roles), dict(late)
    steps: dict[str, dict[int, Step]] = {}
    notes: dict[str, list[Note]] = {}
    ratchets: list[tuple[str, str]] = []
    bars = 0
    for line in filter(None, map(str.strip, grid.splitlines())):
        code, _, rest = line.partition(" ")
        if code == "RAT":
            code, _, rest = rest.partition(" ")
            ratchets.append((_known(code, line), rest))
        elif rest.strip().startswith("|"):
            found = _read_hits(rest.replace(" ", ""), line)
            steps[_known(code, line)], bars = found[0], max(bars, found[1])
        else:
            row = _BY_CODE[_known(code, line)]
            found_notes = list(_read_notes(rest, row, root_note(key, row), line))
            notes.setdefault(code, []).extend(found_notes)
            bars = max([bars, *(note.at_step // STEPS + 1 for note in found_notes)])
    for code, rest in ratchets:
        for bar, item in _items(rest):
            _ratchet(steps.setdefault(code, {}), bar, _matched(_RATCHET, item, code))
    lanes = tuple(
        Lane(
            sound=row.name,
            track_id=tracks[row.role],
            steps=tuple(steps[code][at] for at in sorted(steps[code])) if code in steps else (),
            notes=tuple(sorted(notes.get(code, ()), key=lambda note: (note.at_step, note.midi_note))),
            late_ms=late_ms.get(code, 0.0),
        )
        for code, row in _BY_CODE.items()
        if code in steps or code in notes
    )
    return Pattern(id="", name="", bars=max(bars, 1), lanes=lanes)


def write_grid(pattern: Pattern, key: str) -> str:
    """A pattern in sixteenths as text: the inverse of `read_grid`, velocities rounded to their digit.

    Lanes of sounds that have no code (those of a kit from elsewhere) are left out.
    """
    hits, ratchets, notes = [], [], []
    for lane in pattern.lanes:
        if lane.sound not in SOUNDS:
            continue
        row = SOUNDS[lane.sound]
        cells = ["."] * (pattern.bars * STEPS)
        for step in lane.steps:
            cells[step.at_step] = str(digit_of_velocity(step.velocity))
        if lane.steps:
            beats = ["".join(cells[at : at + 4]) for at in range(0, len(cells), 4)]
            bars = [" ".join(beats[at : at + 4]) for at in range(0, len(beats), 4)]
            hits.append(f"{row.code} |{'|'.join(bars)}|")
        rolls = [f"b{_place(step.at_step)}:{step.ratchet}/{step.over_steps}" for step in lane.steps if step.ratchet > 1]
        if rolls:
            ratchets.append(f"RAT {row.code} {' '.join(rolls)}")
        if lane.notes:
            notes.append(f"{row.code} {_write_notes(lane.notes, root_note(key, row))}")
    return "".join(f"{line}\n" for line in (*hits, *ratchets, *notes))


def is_drum(lane: Lane) -> bool:
    """Whether a lane is part of the drums that fills, hooks and intros change: a riff on the cowbell is not."""
    row = SOUNDS.get(lane.sound)
    return bool(lane.steps) and (row is None or row.role == "drums")


def cut(lane: Lane, end_step: int) -> Lane:
    """A lane without what begins on a step or after it."""
    return put(
        lane,
        steps=tuple(step for step in lane.steps if step.at_step < end_step),
        notes=tuple(note for note in lane.notes if note.at_step < end_step),
    )


def repeated(pattern: Pattern, bars: int) -> Pattern:
    """A pattern played again until it has so many bars; it is never made shorter."""
    rounds = max(bars // pattern.bars, 1)
    length = pattern.bars * pattern.steps_per_bar

    def again(hits: Iterable[_Hit]) -> tuple[_Hit, ...]:
        hits = tuple(hits)
        return tuple(put(hit, at_step=hit.at_step + turn * length) for turn in range(rounds) for hit in hits)

    lanes = tuple(put(lane, steps=again(lane.steps), notes=again(lane.notes)) for lane in pattern.lanes)
    return put(pattern, bars=pattern.bars * rounds, lanes=lanes)


def bar_of(pattern: Pattern, bar: int) -> Pattern:
    """One bar of a pattern, counted from 0, as a pattern of its own; what lasts longer ends with it."""
    first, length = bar * pattern.steps_per_bar, pattern.steps_per_bar

    def inside(hits: Iterable[_Hit]) -> Iterable[_Hit]:
        return (put(hit, at_step=hit.at_step - first) for hit in hits if first <= hit.at_step < first + length)

    lanes = (
        put(
            lane,
            steps=tuple(
                put(step, over_steps=min(step.over_steps, length - step.at_step)) for step in inside(lane.steps)
            ),
            notes=tuple(
                put(note, length_steps=min(note.length_steps, length - note.at_step)) for note in inside(lane.notes)
            ),
        )
        for lane in pattern.lanes
    )
    return put(pattern, bars=1, lanes=tuple(lane for lane in lanes if lane.steps or lane.notes))


def fill_of(pattern: Pattern, rule: Fill) -> Pattern:
    """The last bar of a pattern with a fill by one of the rules, in place of that bar. Only sixteenths have fills."""
    bar = bar_of(pattern, pattern.bars - 1)
    return bar if bar.steps_per_bar != STEPS else _FILLS[rule](bar)


def hook_of(pattern: Pattern, rule: Lift) -> Pattern:
    """A pattern lifted for the hook: one more layer in the drums, all of them 1 dB up, the 808 doubled an octave up."""
    lanes = (*_LIFTS[rule](pattern), *_doubled(pattern))
    return put(
        pattern, lanes=tuple(put(lane, gain_db=lane.gain_db + HOOK_DB) if is_drum(lane) else lane for lane in lanes)
    )


# --- fills: a bar -> a bar -------------------------------------------------------------------------------------------


def _snare_fill(bar: Pattern) -> Pattern:
    """No kick on the last two beats, three hits of the snare on the last."""
    kickless = _cleared(bar, ("kick",), 8)
    return _with_hits(_cleared(kickless, ("snare",), 12), "snare", {12: 9, 14: 6, 15: 9})


def _hat_fill(bar: Pattern) -> Pattern:
    """Six hits of the hat over the last two steps."""
    cleared = _cleared(bar, ("closed_hat", "open_hat"), 14)
    return _with_hits(cleared, "closed_hat", {14: 8}, ratchet=6, over_steps=2)


def _slide_fill(bar: Pattern) -> Pattern:
    """The last note of the 808 slides up an octave."""

    def slid(lane: Lane) -> Lane:
        if lane.sound not in ("sub", "sub_high") or not lane.notes:
            return lane
        last = lane.notes[-1]
        return put(lane, notes=(*lane.notes[:-1], put(last, glide_to=last.midi_note + 12)))

    return put(bar, lanes=tuple(map(slid, bar.lanes)))


def _stop_fill(bar: Pattern) -> Pattern:
    """No drums on the last beat."""
    return _cleared(bar, tuple(lane.sound for lane in bar.lanes if is_drum(lane)), 12)


_FILLS: dict[Fill, Callable[[Pattern], Pattern]] = {
    "snare": _snare_fill,
    "hats": _hat_fill,
    "slide": _slide_fill,
    "stop": _stop_fill,
}


def _cleared(bar: Pattern, sounds: Iterable[str], from_step: int) -> Pattern:
    """A bar without the hits of some sounds from a step on; a ratchet that reaches past it becomes a plain hit."""
    gone = set(sounds)

    def kept(steps: Iterable[Step]) -> tuple[Step, ...]:
        before = (step for step in steps if step.at_step < from_step)
        return tuple(put(s, ratchet=1, over_steps=1) if s.at_step + s.over_steps > from_step else s for s in before)

    lanes = tuple(put(lane, steps=kept(lane.steps)) if lane.sound in gone else lane for lane in bar.lanes)
    return put(bar, lanes=lanes)


def _with_hits(bar: Pattern, sound: str, digits: Mapping[int, int], ratchet: int = 1, over_steps: int = 1) -> Pattern:
    """With hits on some steps of a sound that has a lane there, in the place of what stands on them."""
    added = [
        Step(at_step=at, velocity=velocity_of_digit(digit), ratchet=ratchet, over_steps=over_steps)
        for at, digit in digits.items()
    ]

    def hit(lane: Lane) -> Lane:
        if lane.sound != sound:
            return lane
        rest = (step for step in lane.steps if step.at_step not in digits)
        return put(lane, steps=tuple(sorted((*rest, *added), key=lambda step: step.at_step)))

    return put(bar, lanes=tuple(map(hit, bar.lanes)))


# --- hooks: a pattern -> its lanes -----------------------------------------------------------------------------------


def _open_hats(pattern: Pattern) -> Iterable[Lane]:
    """An open hat on the 3rd and 11th step of every bar; it chokes the closed ones there."""
    starts = range(0, pattern.bars * pattern.steps_per_bar, pattern.steps_per_bar)
    places = {start + pattern.steps_per_bar * eighth // 8: _HOOK_DIGIT for start in starts for eighth in (1, 5)}
    return _with_hits(_with_lane(pattern, "open_hat"), "open_hat", places).lanes


def _claps(pattern: Pattern) -> Iterable[Lane]:
    """A clap on every loud hit of the snare."""
    loud = velocity_of_digit(_HOOK_DIGIT)
    places = {
        step.at_step: _HOOK_DIGIT + 1
        for lane in pattern.lanes
        for step in lane.steps
        if lane.sound == "snare" and step.velocity >= loud
    }
    return _with_hits(_with_lane(pattern, "clap"), "clap", places).lanes


def _with_lane(pattern: Pattern, sound: str) -> Pattern:
    """With an empty lane for a drum where there is none yet, on the track of the other drums."""
    drums = next((lane.track_id for lane in pattern.lanes if is_drum(lane)), "")
    if not drums or any(lane.sound == sound for lane in pattern.lanes):
        return pattern
    return put(pattern, lanes=(*pattern.lanes, Lane(sound=sound, track_id=drums)))


def _doubled(pattern: Pattern) -> Iterator[Lane]:
    """The 808 once more, an octave up: how much softer it is, its kit says."""
    if any(lane.sound == "sub_high" for lane in pattern.lanes):
        return
    for lane in pattern.lanes:
        if lane.sound == "sub":
            notes = (
                put(note, midi_note=note.midi_note + 12, glide_to=None if note.glide_to is None else note.glide_to + 12)
                for note in lane.notes
            )
            yield put(lane, sound="sub_high", notes=tuple(notes))


_LIFTS: dict[Lift, Callable[[Pattern], Iterable[Lane]]] = {"open_hat": _open_hats, "clap": _claps}


# --- reading ---------------------------------------------------------------------------------------------------------


def _known(code: str, line: str) -> str:
    if code not in _BY_CODE:
        raise ValueError(f"no sound {code!r} in the line {line!r}")
    return code


def _read_hits(cells: str, line: str) -> tuple[dict[int, Step], int]:
    bars = cells.strip("|").split("|")
    if any(len(bar) != STEPS for bar in bars) or not set(cells) <= set("|.123456789"):
        raise ValueError(f"a bar is {STEPS} steps of `.` or 1…9 in the line {line!r}")
    steps = enumerate("".join(bars))
    hits = {at: Step(at_step=at, velocity=velocity_of_digit(int(cell))) for at, cell in steps if cell != "."}
    return hits, len(bars)


def _read_notes(rest: str, row: SoundRow, root: int, line: str) -> Iterable[Note]:
    if not row.root_from:
        raise ValueError(f"{row.code} has no pitch in the line {line!r}")

    for bar, item in _items(rest):
        step, semitones, length, slide, digit = _matched(_NOTE, item, row.code).groups()
        pitch = root + int(semitones)
        target = pitch if slide is None else root + int(slide)
        up = 12 * max(-((min(pitch, target) - row.lowest_note) // 12), 0)  # a slide goes up as a whole
        yield Note(
            at_step=_at_step(bar, int(step), item),
            length_steps=int(length),
            midi_note=pitch + up,
            velocity=velocity_of_digit(int(digit)) if digit else NOTE_VELOCITY,
            glide_to=None if slide is None else target + up,
        )


def _ratchet(steps: dict[int, Step], bar: int, item: re.Match[str]) -> None:
    at, count, over = int(item[1]), int(item[2]), int(item[3])
    start = _at_step(bar, at, item[0])
    velocity = steps[start].velocity if start in steps else velocity_of_digit(_RATCHET_DIGIT)
    for covered in range(start + 1, start + over):
        steps.pop(covered, None)
    steps[start] = Step(at_step=start, velocity=velocity, ratchet=count, over_steps=over)


def _items(rest: str) -> Iterable[tuple[int, str]]:
    """(bar counted from 0, item) for `b1 x y | b2 z`."""
    bar = 0
    for word in rest.replace("|", " ").split():
        if re.fullmatch(r"b[1-9]\d*", word):
            bar = int(word[1:]) - 1
        else:
            yield bar, word


def _matched(shape: re.Pattern[str], item: str, code: str) -> re.Match[str]:
    found = shape.fullmatch(item)
    if found is None:
        raise ValueError(f"{item!r} in the lane {code} is not written as it should be")
    return found


def _at_step(bar: int, step: int, item: str) -> int:
    if not 1 <= step <= STEPS:
        raise ValueError(f"steps are numbered 1…{STEPS}: {item!r}")
    return bar * STEPS + step - 1


def _place(at_step: int) -> str:
    return f"{at_step // STEPS + 1} {at_step % STEPS + 1}"


def _write_notes(notes: Iterable[Note], root: int) -> str:
    bars: dict[int, list[str]] = {}
    for note in notes:
        glide = "" if note.glide_to is None else f">{_signed(note.glide_to - root)}"
        loud = "" if note.velocity == NOTE_VELOCITY else f"@{digit_of_velocity(note.velocity)}"
        step = note.at_step % STEPS + 1
        text = f"{step}:{_signed(note.midi_note - root)}x{note.length_steps}{glide}{loud}"
        bars.setdefault(note.at_step // STEPS + 1, []).append(text)
    return " | ".join(f"b{bar} {' '.join(items)}" for bar, items in bars.items())


def _signed(semitones: int) -> str:
    return f"{semitones:+d}" if semitones else "0"
