"""The canonical marks of a style, and whether a pattern bears them.

A mark is data of the style's file: what a lane must do in every bar, or in every first or second one. Steps are
numbered from 1, loudness is a digit 1…9 of the grid, so that a mark reads like the grid that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from beats.kits import SOUNDS
from beats.patterns import STEPS, digit_of_velocity, read_grid, root_note
from studio.song import Lane, Pattern, Role

Digit = Annotated[int, Meta(ge=1, le=9)]
Places = tuple[Annotated[int, Meta(ge=1, le=STEPS)], ...]
_BY_CODE = {row.code: row for row in SOUNDS.values()}
_ANY_TRACK: dict[Role, str] = {"drums": "", "bass": "", "melody": ""}


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one lane has to do; fields that are not given ask for nothing. A hit that only sounds now and then counts
    as none where one is asked for, and as one where none may be."""

    lane: str
    """The code of the sound."""
    bars: tuple[Annotated[int, Meta(ge=1, le=2)], ...] = (1, 2)
    """The first or the second of every two."""
    hit: Places = ()
    """Must sound."""
    loud: Digit = 1
    """… at least so loud."""
    others: Digit = 9
    """Every other hit at most so loud."""
    soft: Digit = 9
    """Every hit at most so loud."""
    rest: Places = ()
    """Must not sound."""
    only: Places = ()
    """Must not sound anywhere else."""
    any: Places = ()
    """One of them must sound."""
    least: int = 0
    """Hits in a bar, a ratchet being one."""
    most: int = STEPS
    rolls: int = 0
    """Ratchets in two bars, at least."""
    slides: int = 0
    """Notes that slide in two bars, at least."""
    above: int | None = None
    """No note lies less than so many semitones above the root of its lane."""
    follows: str = ""
    """The code of a lane that hits wherever a note of this one begins."""
    roots: str = ""
    """Notes as in the grid: their steps and pitches, in any octave."""
    late_ms: tuple[float, float] | None = None
    """The micro-timing lies between."""

    def __post_init__(self) -> None:
        for code in filter(None, (self.lane, self.follows)):
            if code not in _BY_CODE:
                raise ValueError(f"`marks`: no sound {code!r}")
        try:
            read_grid(f"{self.lane} {self.roots}" if self.roots else "", "", _ANY_TRACK)
        except ValueError as error:
            raise ValueError(f"`marks`: {error}") from None

    def broken(self, lanes: Mapping[str, Lane], bars: int, key: str) -> Iterator[str]:
        """What the lanes of a pattern in sixteenths, by sound, lack of this mark; nothing if they bear it."""
        row = _BY_CODE[self.lane]
        lane = lanes.get(row.name, Lane(sound=row.name, track_id=""))
        hits = [(step.at_step, step.velocity, step.chance_percent == 100) for step in lane.steps]
        hits += [(note.at_step, note.velocity, True) for note in lane.notes]
        for bar in range(bars):
            if bar % 2 + 1 not in self.bars:
                continue
            here = [hit for hit in hits if hit[0] // STEPS == bar]
            loudness = {at_step % STEPS + 1: digit_of_velocity(velocity) for at_step, velocity, _ in here}
            sure = {at_step % STEPS + 1 for at_step, _, always in here if always}
            for wrong in self._broken_in(loudness, sure):
                yield f"{self.lane} b{bar + 1} {wrong}"
        yield from (f"{self.lane} {wrong}" for wrong in self._broken_in_all(lane, lanes, bars, key))

    def _broken_in(self, loudness: Mapping[int, int], sure: set[int]) -> Iterator[str]:
        for step in self.hit:
            if step not in sure or loudness[step] < self.loud:
                yield f"{step}: no hit as loud as {self.loud}"
        for step, digit in loudness.items():
            if step in self.rest or (self.only and step not in self.only):
                yield f"{step}: a hit where none is to be"
            if digit > (self.soft if step in self.hit else min(self.soft, self.others)):
                yield f"{step}: too loud"
        if self.any and not sure & set(self.any):
            yield f"no hit on any of {self.any}"
        if not self.least <= len(sure) or not len(loudness) <= self.most:
            yield f"{len(loudness)} hits, not {self.least}…{self.most}"

    def _broken_in_all(self, lane: Lane, lanes: Mapping[str, Lane], bars: int, key: str) -> Iterator[str]:
        pairs = max(bars / 2, 1)
        if sum(step.ratchet > 1 for step in lane.steps) < self.rolls * pairs:
            yield f"fewer than {self.rolls} rolls in two bars"
        if sum(note.glide_to is not None for note in lane.notes) < self.slides * pairs:
            yield f"fewer than {self.slides} slides in two bars"
        if self.late_ms is not None and not self.late_ms[0] <= lane.late_ms <= self.late_ms[1]:
            yield f"{lane.late_ms:g} ms late"
        if self.above is not None:
            lowest = root_note(key, _BY_CODE[self.lane]) + self.above
            if any(note.midi_note < lowest for note in lane.notes):
                yield f"a note below {lowest}"
        if self.follows:
            leader = lanes.get(_BY_CODE[self.follows].name)
            places = {step.at_step for step in leader.steps} if leader else set()
            if any(note.at_step not in places for note in lane.notes):
                yield f"a note without {self.follows}"
        if self.roots:
            wanted = read_grid(f"{self.lane} {self.roots}", key, _ANY_TRACK)
            length = wanted.bars * STEPS
            there = {(note.at_step, note.midi_note % 12) for note in lane.notes}
            for start in range(0, bars * STEPS, length):
                for note in wanted.lanes[0].notes:
                    if (start + note.at_step, note.midi_note % 12) not in there:
                        yield f"no root on step {start + note.at_step + 1}"


def broken(marks: tuple[Mark, ...], pattern: Pattern, key: str) -> tuple[str, ...]:
    """What a pattern lacks of some marks, one phrase for each; muted lanes count as silent."""
    lanes = {lane.sound: lane for lane in pattern.lanes if not lane.mute}
    return tuple(wrong for mark in marks for wrong in mark.broken(lanes, pattern.bars, key))
