"""The step grid as text, and the variations of a pattern that a song's sections play.

The notation, a bar being sixteen steps numbered from 1:

    KK |9... ...6 ..9. ....|9... ...6 ..9. .6..|     a hit on a step, 1 soft … 9 loud; `.` is a rest
    RAT CH b1 15:3/2 b2 7:4/2                        from step 15 of bar 1 three equal hits over two steps
    8B b1 1:0x6 7:+3x4>0 | b2 1:-4x3                 notes: step, semitones from the root, length in steps, slide to

A ratchet takes the loudness of the step it starts on, 7 if that is a rest, and the place of the steps it covers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import msgspec

from beats.kits import SOUNDS, SoundRow
from studio.song import Lane, Note, Pattern, Role, SectionKind, Step

STEPS = 16
"""Per bar."""
NOTE_VELOCITY = 100
"""Of notes that do not say `@` and a digit."""
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
    return row.root_from + (pitch - row.root_from) % 12


def read_grid(grid: str, key: str, tracks: Mapping[Role, str], late_ms: Mapping[str, float] | None = None) -> Pattern:
    """The pattern that a grid writes down, with an empty id and name.

    `tracks` gives the id of the track for each role that the grid's sounds belong to, `late_ms` the micro-timing by
    code. ValueError says which line does not follow the notation.
    """
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
            notes[code] = list(_read_notes(rest, row, root_note(key, row), line))
            bars = max(bars, *(note.at_step // STEPS + 1 for note in notes[code]))
    for code, rest in ratchets:
        for bar, item in _items(rest):
            _ratchet(steps.setdefault(code, {}), bar, _matched(_RATCHET, item, code))
    lanes = tuple(
        Lane(
            sound=row.name,
            track_id=tracks[row.role],
            steps=tuple(steps[code][at] for at in sorted(steps[code])) if code in steps else (),
            notes=tuple(sorted(notes.get(code, ()), key=lambda note: (note.at_step, note.midi_note))),
            late_ms=(late_ms or {}).get(code, 0.0),
        )
        for code, row in _BY_CODE.items()
        if code in steps or code in notes
    )
    return Pattern(id="", name="", bars=max(bars, 1), lanes=lanes)


def write_grid(pattern: Pattern, key: str) -> str:
    """A pattern in sixteenths as text: the inverse of `read_grid`, velocities rounded to their digit."""
    hits, ratchets, notes = [], [], []
    for lane in pattern.lanes:
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


def variation(pattern: Pattern, kind: SectionKind) -> Pattern:
    """What a section of a kind plays of a pattern: the same one where the house has no rule of its own."""
    change = _VARIATIONS.get(kind)
    return pattern if change is None else msgspec.structs.replace(pattern, lanes=tuple(change(pattern)))


def _drums_off(pattern: Pattern) -> Iterable[Lane]:
    return (lane for lane in pattern.lanes if SOUNDS[lane.sound].role != "drums")


def _open_hats(pattern: Pattern) -> Iterable[Lane]:
    """An open hat on the 3rd and 11th step of every bar; closed hats make room for it."""
    hats = next((lane for lane in pattern.lanes if lane.sound == "open_hat"), None)
    track_id = next((lane.track_id for lane in pattern.lanes if SOUNDS[lane.sound].role == "drums"), "")
    if hats is None and track_id:
        hats = Lane(sound="open_hat", track_id=track_id)
    if hats is None:
        return pattern.lanes
    places = [bar * STEPS + step for bar in range(pattern.bars) for step in (2, 10)]
    kept = [step for step in hats.steps if step.at_step not in places]
    added = [Step(at_step=at, velocity=velocity_of_digit(6)) for at in places]
    opened = msgspec.structs.replace(hats, steps=tuple(sorted((*kept, *added), key=lambda step: step.at_step)))
    return (*(lane for lane in pattern.lanes if lane.sound != "open_hat"), opened)


_VARIATIONS: dict[SectionKind, Callable[[Pattern], Iterable[Lane]]] = {
    "intro": _drums_off,
    "hook": _open_hats,
    "outro": _drums_off,
}


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

    def pitch(semitones: str) -> int:
        note = root + int(semitones)
        while note < row.lowest_note:
            note += 12
        return note

    for bar, item in _items(rest):
        step, semitones, length, glide_to, digit = _matched(_NOTE, item, row.code).groups()
        yield Note(
            at_step=_at_step(bar, int(step), item),
            length_steps=int(length),
            midi_note=pitch(semitones),
            velocity=velocity_of_digit(int(digit)) if digit else NOTE_VELOCITY,
            glide_to=None if glide_to is None else pitch(glide_to),
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
