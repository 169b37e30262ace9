"""Knobs that move with the song: the gain of a fader or a send at every frame, from the points of its curve.

Between two points the decibels run in a straight line. Every `_ANCHOR` frames from a point on the gain is computed
afresh and in between multiplied frame by frame, so it is that of the formula to 1e-13 and does not depend on where
blocks end. A point that closes a jump is reached by a smooth step of the gain instead.

Where a curve does not go on from where it was (another curve, the start of a loop, another place while the song
stands still), the difference is taken out over `glide` frames, so that nothing clicks.
"""

from __future__ import annotations

from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import CURVES

FADER = 0
"""The first of a track's curves is its fader's; the others are its sends, in the order of their levels."""
_ANCHOR = 64
_BOTTOM_DB = -119.5


@inlined
def gain_of(db: float) -> float:
    """Linear gain; the bottom of a fader is nought."""
    return 10.0 ** (db / 20.0) if db > _BOTTOM_DB else 0.0


@kernel
def _passed(points: Array, first: int, count: int, at: int) -> int:
    """How many of the points stand at or before a frame."""
    low, high = first, first + count
    while low < high:
        middle = (low + high) // 2
        if points[middle].at <= at:
            low = middle + 1
        else:
            high = middle
    return low - first


@kernel
def _write_line(p: Array, q: Array, at: int, gains: Array, first: int, end: int) -> None:
    """The gains of frames first…end, the first of them standing at `at`, between two points."""
    length = q.at - p.at
    if q.jump != 0:
        low = gain_of(p.value)
        span = gain_of(q.value) - low
        for i in range(first, end):
            share = (at + i - first - p.at) / length
            gains[i] = low + span * (share * share * (3.0 - 2.0 * share))
        return
    slope = (q.value - p.value) / length
    ratio = 10.0 ** (slope / 20.0)
    i = first
    while i < end:
        inside = at + i - first - p.at
        beyond = inside % _ANCHOR
        gain = 10.0 ** ((p.value + slope * (inside - beyond)) / 20.0)
        for _ in range(beyond):
            gain *= ratio
        stop = min(end, i + _ANCHOR - beyond)
        for frame in range(i, stop):
            gains[frame] = gain if p.value + slope * (inside + frame - i) > _BOTTOM_DB else 0.0
            gain *= ratio
        i = stop


@kernel
def _write_curve(points: Array, first: int, count: int, at: int, gains: Array, frames: int) -> None:
    """The gains of a curve at so many frames from frame `at` of the song on; before its first point and after its last
    it stands still."""
    done = 0
    while done < frames:
        passed = _passed(points, first, count, at + done)
        stop = frames if passed == count else min(frames, points[first + passed].at - at)
        if 0 < passed < count:
            _write_line(points[first + passed - 1], points[first + passed], at + done, gains, done, stop)
        else:
            steady = gain_of(points[first + max(passed - 1, 0)].value)
            for i in range(done, stop):
                gains[i] = steady
        done = stop


@kernel
def _curve_at(points: Array, track: Array, curve: int, at: int, room: Array) -> float:
    _write_curve(points, track.point_first[curve], track.points[curve], at, room, 1)
    return room[0]


@kernel
def begin_curve(strip: Array, points: Array, track: Array, curve: int, position: int, room: Array, glide: int) -> None:
    """Before a stretch: looks whether the curve goes on from where the last one ended."""
    now = _curve_at(points, track, curve, position, room)
    if strip.curve_known[curve] == 0:
        strip.curve_known[curve], strip.curve_left[curve] = 1, 0
    elif now != strip.curve_next[curve]:
        left = strip.curve_rest[curve] * (strip.curve_left[curve] / glide)
        strip.curve_rest[curve], strip.curve_left[curve] = strip.curve_next[curve] + left - now, glide


@kernel
def write_gains(
    strip: Array,
    points: Array,
    track: Array,
    curve: int,
    position: int,
    moving: int,
    gains: Array,
    first: int,
    end: int,
    glide: int,
) -> None:
    """The gains of frames first…end of a stretch that begins at `position`, into `gains` from its start; `moving` 0:
    the song stands still there."""
    count = end - first
    if moving != 0:
        _write_curve(points, track.point_first[curve], track.points[curve], position + first, gains, count)
    else:
        steady = _curve_at(points, track, curve, position, gains)
        for i in range(count):
            gains[i] = steady
    left = strip.curve_left[curve] - first
    for i in range(min(count, max(left, 0))):
        gains[i] += strip.curve_rest[curve] * ((left - i) / glide)


@kernel
def end_curve(
    strip: Array, points: Array, track: Array, curve: int, position: int, moving: int, frames: int, room: Array
) -> None:
    """After a stretch: notes where the curve should go on."""
    strip.curve_next[curve] = _curve_at(points, track, curve, position + frames * moving, room)
    strip.curve_left[curve] = max(strip.curve_left[curve] - frames, 0)


@kernel
def forget_curves(strip: Array) -> None:
    """Wherever the curves begin next, they begin there."""
    strip.curve_known[:] = 0


@kernel
def take_over(strip: Array, track: Array, fader: float, glide: int) -> bool:
    """Passes each level from its knob to its curve, or back, where it is heard now; True if any was passed.

    `fader`: the gain of the fader's knob as it was heard up to now. To be called before new levels are aimed at.
    """
    turned = False
    for curve in range(CURVES):
        moves = 1 if track.points[curve] > 0 else 0
        if strip.moves[curve] == moves:
            continue
        turned = True
        strip.moves[curve] = moves
        left, right = 2 * curve, 2 * curve + 1
        if moves == 0:
            heard = strip.curve_next[curve] + strip.curve_rest[curve] * (strip.curve_left[curve] / glide)
            if curve == FADER:
                strip.levels[left], strip.levels[right] = strip.levels[left] * heard, strip.levels[right] * heard
            else:
                strip.levels[left] = strip.levels[right] = heard
            continue
        strip.curve_known[curve], strip.curve_left[curve] = 1, 0
        if curve == FADER:
            strip.curve_next[curve] = fader
            strip.levels[left] = strip.levels[left] / fader if fader > 0.0 else 0.0
            strip.levels[right] = strip.levels[right] / fader if fader > 0.0 else 0.0
        else:
            strip.curve_next[curve] = strip.levels[left]
            strip.levels[left] = strip.levels[right] = 0.0
    return turned
