"""Notes as they were played → a grid that fits them and the patterns they repeat in. Pure arithmetic on beats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from beats.places import nearest_free, straight_steps
from studio.edits import LIMITS, WHOLE_LIMITS

GRIDS = (4, 8, 3, 6, 12, 16)
"""Steps to the beat that a pattern may have, the first that fits well enough wins: sixteenths, thirty-seconds, triplets
of eighths and of sixteenths; the finest two only hold what no other does."""
PATTERN_BARS = (1, 2, 4, 8)
_WELL_ENOUGH = 0.05
"""By how much a finer grid must fit better, of what chance would give."""
_MUCH_BETTER = 0.25
"""The same for a pattern that leaves the grid of the rest."""
_COLLISION = 2.0
"""What it costs if all hits but one of each step had to go elsewhere."""
_EARLY_BEATS = 1.0 / 16.0
"""What comes so shortly before a bar line belongs to the bar it leads into."""
_CUT_BEATS = 0.5
_SWING_HITS, _SWING_SHARE = 8, 0.1
_SWING_FROM, _SWING_SPREAD = 0.03, 0.08


NO_NOTE = -1
"""The note of a hit without pitch."""


class Played(NamedTuple):
    """One note; places in beats."""

    beat: float
    length: float
    lane: int
    note: int
    velocity: int


class Grid(NamedTuple):
    """Steps to the beat, and swing in percent."""

    steps_per_beat: int
    swing_percent: float


class Stretch(NamedTuple):
    """A few bars that play one after another, so many times."""

    content: int
    """Its number among the different ones; −1: nothing is played."""
    first_bar: int
    bars: int


class Cut(NamedTuple):
    """A song in parts of so many bars each."""

    cost: int
    bars: int
    parts: list[Stretch]
    contents: list[list[Played]]
    """The different ones, each with its notes counted from its own start."""


class Placed(NamedTuple):
    """A note on a grid."""

    at_step: int
    off_steps: float
    note: int
    velocity: int
    length_steps: int
    is_cut: bool
    """It would last longer than its pattern."""


def swing_of(notes: Sequence[Played]) -> float:
    """The swing that the second sixteenth of every two is played with, in percent; 50 if it is not the same one all
    along."""
    within = np.array([note.beat for note in notes]) * 4.0 % 2.0
    late = within[(within > 0.6) & (within < 1.6)] - 1.0
    if len(late) < max(_SWING_HITS, _SWING_SHARE * len(notes)):
        return 50.0
    middle = float(np.median(late))
    if middle < _SWING_FROM or float(np.median(np.abs(late - middle))) > _SWING_SPREAD:
        return 50.0
    return LIMITS["swing_percent"].clamp(round(50.0 + 50.0 * middle, 2))


def grid_of(notes: Sequence[Played], beats_per_bar: int, swing_percent: float, usual: Grid | None = None) -> Grid:
    """The coarsest grid that these notes lie on, with swing if that fits better; `usual` unless another is much
    better."""
    most = WHOLE_LIMITS["steps_per_bar"][1]
    steps = [count for count in GRIDS if count * beats_per_bar <= most] or [1]
    swings = dict.fromkeys((50.0, swing_percent))
    grids = [Grid(count, swing) for count in steps for swing in (swings if count % 4 == 0 else (50.0,))]
    misfits = {grid: _misfit(notes, grid) for grid in grids}
    best = min(misfits.values())
    if usual is not None and misfits[usual] <= best + _MUCH_BETTER:
        return usual
    return next(grid for grid in grids if misfits[grid] <= best + _WELL_ENOUGH)


def _misfit(notes: Sequence[Played], grid: Grid) -> float:
    """0: every note is on a step of its own. 1: they lie as if no grid were there."""
    steps = [straight_steps(note.beat * grid.steps_per_beat, grid.swing_percent, grid.steps_per_beat) for note in notes]
    nearest = np.rint(steps)
    kept = {(note.lane, note.note, int(step)) for note, step in zip(notes, nearest, strict=True)}
    return 4.0 * float(np.abs(steps - nearest).mean()) + _COLLISION * (1.0 - len(kept) / len(notes))


def stretches(notes: Sequence[Played], beats_per_bar: int, bars: int) -> Cut:
    """A song of so many bars cut into equal parts, as long as gives the fewest bars to look at and cuts the fewest
    notes. Parts that play the same share their content."""
    lengths = {length for length in (*PATTERN_BARS, bars) if length <= min(bars, PATTERN_BARS[-1])}
    return min(_cut(notes, beats_per_bar, bars, length) for length in sorted(lengths))


def _cut(notes: Sequence[Played], beats_per_bar: int, bars: int, length: int) -> Cut:
    beats = float(length * beats_per_bar)
    inside: dict[int, list[Played]] = {}
    for note in notes:
        part = min(int((note.beat + _EARLY_BEATS) // beats), (bars - 1) // length)
        inside.setdefault(part, []).append(note._replace(beat=round(note.beat - part * beats, 6)))
    numbers: dict[tuple[Played, ...], int] = {}
    found: list[Stretch] = []
    for part in sorted(inside):
        number = numbers.setdefault(tuple(sorted(inside[part])), len(numbers))
        _add(found, Stretch(number, part * length, min(length, bars - part * length)))
    overhang = sum(note.beat + note.length > beats + _CUT_BEATS for key in numbers for note in key)
    cost = length * len(numbers) + len(found) + 2 * overhang
    return Cut(cost, length, _with_rests(found, bars), [list(key) for key in numbers])


def _add(found: list[Stretch], part: Stretch) -> None:
    """Puts a part behind the others; as more of the last if it goes on with the same."""
    last = found[-1] if found else None
    if last and last.content == part.content and last.first_bar + last.bars == part.first_bar:
        found[-1] = last._replace(bars=last.bars + part.bars)
    else:
        found.append(part)


def _with_rests(found: Iterable[Stretch], bars: int) -> list[Stretch]:
    """The parts with those between them in which nothing is played."""
    whole: list[Stretch] = []
    at = 0
    for part in (*found, Stretch(-1, bars, 0)):
        if part.first_bar > at:
            whole.append(Stretch(-1, at, part.first_bar - at))
        if part.bars:
            whole.append(part)
        at = part.first_bar + part.bars
    return whole


def on_grid(notes: Iterable[Played], grid: Grid, length: int) -> tuple[dict[int, list[Placed]], int]:
    """The notes of each lane on a grid of so many steps, in order; and how many found no room.

    Those nearest to a step are placed first, and each takes the nearest step that is free: no step of a lane holds two
    hits, or two notes of a pitch.
    """
    taken: dict[tuple[int, int], set[int]] = {}
    rows: dict[int, list[Placed]] = {}
    lost = 0
    for note in sorted(notes, key=lambda note: (round(_off(note, grid), 3), -note.velocity, note)):
        full = taken.setdefault((note.lane, note.note), set())
        steps = note.beat * grid.steps_per_beat
        place = nearest_free(steps, grid.swing_percent, grid.steps_per_beat, length, full, wraps=False)
        if place is None:
            lost += 1
            continue
        at_step, off_steps = place
        full.add(at_step)
        room, wanted = length - at_step, max(round(note.length * grid.steps_per_beat), 1)
        is_cut = note.note != NO_NOTE and wanted > room
        rows.setdefault(note.lane, []).append(
            Placed(at_step, off_steps, note.note, note.velocity, min(wanted, room), is_cut)
        )
    return {lane: sorted(placed, key=lambda row: (row.at_step, row.note)) for lane, placed in rows.items()}, lost


def _off(note: Played, grid: Grid) -> float:
    """How far a note lies from its step."""
    steps = straight_steps(note.beat * grid.steps_per_beat, grid.swing_percent, grid.steps_per_beat)
    return abs(steps - round(steps))
