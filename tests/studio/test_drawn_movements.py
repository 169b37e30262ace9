"""What a hand draws of a movement, worked out by hand: points, stretches, echoes."""

from __future__ import annotations

import pytest

from studio.automation import (
    carried,
    raised,
    stretch_of,
    value_at,
    value_before,
    with_echoes,
    with_point,
    with_point_moved,
    with_stretch,
)
from studio.song import Point


def curve(*points: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(at_beat=at, value=value) for at, value in points)


def places(points: tuple[Point, ...]) -> list[tuple[float, float]]:
    return [(point.at_beat, point.value) for point in points]


JUMPS = curve((4, -6), (8, -2), (8, -10), (12, -10))


def test_a_jump_has_two_sides() -> None:
    assert (value_before(JUMPS, 8), value_at(JUMPS, 8)) == (-2, -10)
    assert (value_before(JUMPS, 6), value_at(JUMPS, 6)) == (-4, -4)
    assert (value_before(JUMPS, 4), value_before(JUMPS, 99)) == (-6, -10)


def test_a_point_more_takes_the_place_of_what_it_lies_on() -> None:
    assert places(with_point(curve((4, 0)), Point(at_beat=2, value=-3))) == [(2, -3), (4, 0)]
    assert places(with_point(JUMPS, Point(at_beat=8, value=-1))) == [(4, -6), (8, -1), (12, -10)]
    assert places(with_point((), Point(at_beat=8, value=-1))) == [(8, -1)]


@pytest.mark.parametrize(
    ("number", "beats", "by", "expected"),
    [(1, 1.0, 2.0, (5, -2)), (1, 9.0, 0.0, (8, -4)), (1, -9.0, 0.0, (0, -4)), (0, -9.0, 1.0, (0, -5)),
     (2, 100.0, 0.0, (108, -8))],
)  # fmt: skip
def test_a_point_is_moved_no_further_than_its_neighbours(
    number: int, beats: float, by: float, expected: tuple[float, float]
) -> None:
    points = curve((0, -6), (4, -4), (8, -8))
    moved = with_point_moved(points, number, beats, by)
    assert places(moved)[number] == expected
    assert moved[:number] + moved[number + 1 :] == points[:number] + points[number + 1 :]


def test_a_stretch_of_a_movement_has_a_point_at_either_end() -> None:
    assert places(stretch_of(JUMPS, 0, 5, 8)) == [(5, -5), (8, -2)]
    assert places(stretch_of(JUMPS, 0, 8, 20)) == [(8, -10), (12, -10), (20, -10)]
    assert places(stretch_of((), -3, 8, 20)) == [(8, -3), (20, -3)]


def test_a_stretch_is_raised_and_nothing_else() -> None:
    box = raised((), -3, 8, 16, 2)
    assert places(box) == [(8, -3), (8, -1), (16, -1), (16, -3)]
    assert places(raised(box, -3, 8, 16, 2)) == [(8, -3), (8, 1), (16, 1), (16, -3)]
    assert places(raised(box, -3, 8, 16, -2)) == [(8, -3), (16, -3)]
    assert places(raised((), -3, 0, 16, 2)) == [(0, -1), (16, -1), (16, -3)], "nothing jumps before the song begins"
    assert places(raised(curve((0, -120)), 0, 4, 8, 6)) == [(0, -120), (4, -120), (8, -120)], "silence stays silent"
    ramp = curve((0, -10), (10, 0))
    assert places(raised(ramp, 0, 2, 4, -1)) == [(0, -10), (2, -8), (2, -9), (4, -7), (4, -6), (10, 0)]


def test_a_stretch_is_carried_and_leaves_a_straight_line() -> None:
    dip = curve((0, 0), (8, 0), (10, -6), (12, 0))
    assert places(carried(dip, 0, 8, 12, 4)) == [(0, 0), (8, 0), (12, 0), (14, -6), (16, 0)]
    assert places(carried(dip, 0, 8, 12, -99)) == [(0, 0), (2, -6), (4, 0), (8, 0), (12, 0)]
    step = curve((4, 0), (4, -9), (8, -9), (8, 0))
    assert places(carried(step, 0, 4, 8, 2)) == [(4, 0), (6, 0), (6, -9), (10, -9), (10, 0)]


def test_a_stretch_that_is_cleared_goes_straight_across() -> None:
    assert places(with_stretch(JUMPS, 0, 6, 10, ())) == [(4, -6), (6, -4), (10, -10), (12, -10)]


def test_an_echo_opens_before_a_word_and_closes_behind_it() -> None:
    made = with_echoes((), -120, [(3.0, 4.0), (7.5, 8.0)])
    assert places(made) == [
        (2.875, -120), (3, -6), (4, -6), (4.125, -120), (7.375, -120), (7.5, -6), (8, -6), (8.125, -120),
    ]  # fmt: skip
    assert with_echoes(made, -120, [(3.0, 4.0), (7.5, 8.0)]) == made, "twice is once"
    assert places(with_echoes((), -20, [(0.0, 1.0)])) == [(0, -6), (1, -6), (1.125, -20)]


def test_an_echo_that_is_open_already_stays_so() -> None:
    assert with_echoes((), -3, [(3.0, 4.0)]) == ()
    assert with_echoes((), -120, []) == ()
