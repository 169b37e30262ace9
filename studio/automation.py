"""Knobs that move with the song: where one stands at a beat, and how what a hand did becomes a few points."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from studio import edits, params
from studio.song import Point, Song

TOLERANCE_DB = 0.25
"""How far a thinned movement may lie from what the hand did."""
_put = msgspec.structs.replace


def value_at(points: Sequence[Point], beat: float) -> float:
    """Where the knob stands at a beat; of two points on one beat the later one counts from there on. There is at least
    one point."""
    before = [point for point in points if point.at_beat <= beat]
    after = [point for point in points if point.at_beat > beat]
    if not before:
        return points[0].value
    if not after:
        return before[-1].value
    first, second = before[-1], after[0]
    share = (beat - first.at_beat) / (second.at_beat - first.at_beat)
    return first.value + (second.value - first.value) * share


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
    points = song.track(track_id).automation.get(name, ())
    begins, ends = (Point(at_beat=beat, value=knob_at(song, track_id, name, beat)) for beat in (first, last))
    before = [point for point in points if point.at_beat < first]
    after = [point for point in points if point.at_beat > last]
    made = (*before, begins, *thinned(moves), *((ends, *after) if after else ()))
    return edits.set_automation(song, track_id=track_id, name=name, points=made)


def shifted(song: Song, track_id: str, name: str, by: float) -> Song:
    """The whole movement up or down; what is silent stays silent."""
    silent = params.knob(name).low
    points = song.track(track_id).automation.get(name, ())
    moved = [point if point.value <= silent else _put(point, value=point.value + by) for point in points]
    return edits.set_automation(song, track_id=track_id, name=name, points=moved)


def _on_line(ends: tuple[Point, Point], beat: float) -> float:
    first, last = ends
    length = last.at_beat - first.at_beat
    share = (beat - first.at_beat) / length if length > 0.0 else 0.0
    return first.value + (last.value - first.value) * share
