"""Knobs that move with the song: where one stands at a beat, and how what a hand did becomes a few points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from studio import edits
from studio.song import Point, Song
from studio.units import SILENCE_DB

TOLERANCE_DB = 0.25
"""How far a thinned movement may lie from what the hand did."""
ECHO_DB = -6.0
"""How much of a word is sent to the echo that is to be heard after it."""
RISE_BEATS = 0.125
"""So long an echo takes to open before its word and to close behind it."""
_put = msgspec.structs.replace


def value_at(points: Sequence[Point], beat: float) -> float:
    """Where the knob stands at a beat; of two points on one beat the later one counts from there on. There is at least
    one point."""
    return _between(points, bisect_right(points, beat, key=_at), beat)


def value_before(points: Sequence[Point], beat: float) -> float:
    """The same up to the beat: where the knob jumps there, from where it does so."""
    return _between(points, bisect_left(points, beat, key=_at), beat)


def knob_at(song: Song, track_id: str, name: str, beat: float) -> float:
    """Where a knob of a track stands at a beat, whether it moves or not."""
    track = song.track(track_id)
    points = track.automation.get(name, ())
    return value_at(points, beat) if points else track.knob(name)


def thinned(moves: Sequence[Point], tolerance: float = TOLERANCE_DB) -> tuple[Point, ...]:
    """The fewest of these points between which straight lines stay within `tolerance` of all of them (D. Douglas and
    T. Peucker, 1973, the distance taken along the value). In order of time."""
    if len(moves) <= 2:
        return tuple(moves)
    kept = {0, len(moves) - 1}
    spans = [(0, len(moves) - 1)]
    while spans:
        low, high = spans.pop()
        ends = (moves[low], moves[high])
        furthest, most = 0, tolerance
        for place in range(low + 1, high):
            off = abs(moves[place].value - _on_line(ends, moves[place].at_beat))
            if off > most:
                furthest, most = place, off
        if furthest:
            kept.add(furthest)
            spans += [(low, furthest), (furthest, high)]
    return tuple(moves[place] for place in sorted(kept))


def with_moves(song: Song, track_id: str, name: str, moves: Sequence[Point]) -> Song:
    """What a hand did to a knob while the song played, in place of what the knob did in that stretch; before it, and
    from there to the next movement behind it, the knob goes on as it was. Without one it stays where it was left.
    `moves` are in order of time."""
    if not moves:
        return song
    first, last = moves[0].at_beat, moves[-1].at_beat
    track = song.track(track_id)
    points = track.automation.get(name, ())
    goes_on = bool(points) and points[-1].at_beat > last
    made = with_stretch(points, track.knob(name), first, last, thinned(moves), returns=goes_on)
    return edits.set_automation(song, track_id=track_id, name=name, points=made)


def shifted(song: Song, track_id: str, name: str, by: float) -> Song:
    """The whole movement up or down; what is silent stays silent."""
    points = song.track(track_id).automation.get(name, ())
    return edits.set_automation(song, track_id=track_id, name=name, points=_lifted(points, by))


# --- what a hand draws: points in order of time, and the place where the knob `stands` where there are none


def with_point(points: Sequence[Point], point: Point) -> tuple[Point, ...]:
    """One point more; the one that it comes to lie on gives way."""
    at = bisect_left(points, point.at_beat, key=_at)
    behind = bisect_right(points, point.at_beat, key=_at)
    return (*points[:at], point, *points[behind:])


def with_point_moved(points: Sequence[Point], number: int, beats: float, by: float) -> tuple[Point, ...]:
    """A point earlier or later, no further than its neighbours and the song's start, and up or down."""
    point = points[number]
    low = points[number - 1].at_beat if number else 0.0
    high = points[number + 1].at_beat if number + 1 < len(points) else float("inf")
    moved = Point(at_beat=min(max(point.at_beat + beats, low), high), value=point.value + by)
    return (*points[:number], moved, *points[number + 1 :])


def stretch_of(points: Sequence[Point], stands: float, from_beat: float, to_beat: float) -> tuple[Point, ...]:
    """A stretch of a movement as a movement of its own, with a point at either end."""
    inner = points[bisect_right(points, from_beat, key=_at) : bisect_left(points, to_beat, key=_at)]
    begins = value_at(points, from_beat) if points else stands
    ends = value_before(points, to_beat) if points else stands
    return (Point(at_beat=from_beat, value=begins), *inner, Point(at_beat=to_beat, value=ends))


def with_stretch(
    points: Sequence[Point],
    stands: float,
    from_beat: float,
    to_beat: float,
    inside: Sequence[Point],
    *,
    returns: bool = True,
) -> tuple[Point, ...]:
    """Another movement from one beat to another; outside of them all stays as it was, so the knob jumps there where it
    has to, or, without `returns`, stays at the end where it is left. Without `inside` it goes straight from one to the
    other."""
    before = points[: bisect_left(points, from_beat, key=_at)]
    after = points[bisect_right(points, to_beat, key=_at) :]
    comes = Point(at_beat=from_beat, value=value_before(points, from_beat) if points else stands)
    goes = Point(at_beat=to_beat, value=value_at(points, to_beat) if points else stands)
    begins = (comes,) if from_beat > 0.0 or not inside else ()
    made = (*before, *begins, *inside, *((goes, *after) if returns else ()))
    return (*made[:1], *(point for last, point in pairwise(made) if point != last))


def raised(points: Sequence[Point], stands: float, from_beat: float, to_beat: float, by: float) -> tuple[Point, ...]:
    """A stretch up or down, and nothing else; what is silent stays silent."""
    lifted = _lifted(stretch_of(points, stands, from_beat, to_beat), by)
    return with_stretch(points, stands, from_beat, to_beat, lifted)


def carried(
    points: Sequence[Point], stands: float, from_beat: float, to_beat: float, beats: float
) -> tuple[Point, ...]:
    """What a stretch does, earlier or later, in place of what is done there; no earlier than the song's start."""
    beats = max(beats, -from_beat)
    stretch = [_put(point, at_beat=point.at_beat + beats) for point in stretch_of(points, stands, from_beat, to_beat)]
    without = with_stretch(points, stands, from_beat, to_beat, ())
    return with_stretch(without, stands, from_beat + beats, to_beat + beats, stretch)


def with_echoes(
    points: Sequence[Point], stands: float, words: Iterable[tuple[float, float]], send_db: float = ECHO_DB
) -> tuple[Point, ...]:
    """An echo that opens right before each word (its first and last beat) and closes right behind it. Where the echo is
    that open already it stays so."""
    for from_beat, to_beat in words:
        begins, ends = max(from_beat - RISE_BEATS, 0.0), to_beat + RISE_BEATS
        inside = [
            Point(at_beat=max(from_beat, begins), value=send_db),
            Point(at_beat=to_beat, value=send_db),
        ]  # fmt: skip
        before = value_before(points, begins) if points else stands
        behind = value_at(points, ends) if points else stands
        if max(before, behind) < send_db:
            points = with_stretch(points, stands, begins, ends, inside)
    return tuple(points)


def _lifted(points: Iterable[Point], by: float) -> list[Point]:
    return [point if point.value <= SILENCE_DB else _put(point, value=point.value + by) for point in points]


def _at(point: Point) -> float:
    return point.at_beat


def _between(points: Sequence[Point], passed: int, beat: float) -> float:
    """The value at a beat that so many of the points lie before."""
    if passed in (0, len(points)):
        return points[max(passed - 1, 0)].value
    return _on_line((points[passed - 1], points[passed]), beat)


def _on_line(ends: tuple[Point, Point], beat: float) -> float:
    first, last = ends
    length = last.at_beat - first.at_beat
    share = (beat - first.at_beat) / length if length > 0.0 else 0.0
    return first.value + (last.value - first.value) * share
