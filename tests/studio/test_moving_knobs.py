"""Knobs that move: lines between points, hands that become points."""

from __future__ import annotations

import math

import numpy as np
import pytest

from studio import automation, edits
from studio.automation import TOLERANCE_DB
from studio.song import Point, Song


def curve(*places: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(at_beat=beat, value=value) for beat, value in places)


@pytest.fixture
def song() -> Song:
    return edits.add_track(Song(title="T"), role="lead")


@pytest.mark.parametrize(
    ("beat", "value"), [(-5, -6), (0, -6), (2, -9), (4, -12), (5.999, -12), (6, 0), (7, -2), (8, -4), (100, -4)]
)
def test_a_knob_goes_in_straight_lines_and_may_jump(beat: float, value: float) -> None:
    points = curve((0, -6), (4, -12), (6, -12), (6, 0), (8, -4))
    assert automation.value_at(points, beat) == pytest.approx(value)


def test_a_knob_without_movement_stands_where_it_stands(song: Song) -> None:
    song = edits.set_knob(song, track_id="t1", name="gain_db", value=-3)
    assert automation.knob_at(song, "t1", "gain_db", 17.0) == -3
    moving = edits.set_automation(song, track_id="t1", name="gain_db", points=curve((0, 0), (10, -10)))
    assert automation.knob_at(moving, "t1", "gain_db", 5.0) == -5


def test_thinning_keeps_to_the_hand() -> None:
    beats = np.linspace(0, 16, 500)
    moves = [Point(at_beat=float(beat), value=6 * math.sin(beat) + 0.05 * math.sin(40 * beat)) for beat in beats]
    few = automation.thinned(moves)
    assert few[0] == moves[0]
    assert few[-1] == moves[-1]
    assert len(few) < 60
    assert all(abs(automation.value_at(few, move.at_beat) - move.value) <= TOLERANCE_DB + 1e-9 for move in moves)


def test_a_straight_move_is_two_points() -> None:
    moves = [Point(at_beat=beat / 10, value=-beat / 20) for beat in range(100)]
    assert automation.thinned(moves) == (moves[0], moves[-1])


def test_a_hand_changes_only_the_stretch_it_was_there(song: Song) -> None:
    song = edits.set_automation(song, track_id="t1", name="gain_db", points=curve((0, 0), (20, -20)))
    moved = automation.with_moves(song, "t1", "gain_db", curve((5, -1), (8, -1), (10, -2)))
    for beat in (0, 2.5, 4.999, 10.001, 15, 20):
        before = automation.knob_at(song, "t1", "gain_db", beat)
        assert automation.knob_at(moved, "t1", "gain_db", beat) == pytest.approx(before, abs=0.01)
    assert automation.knob_at(moved, "t1", "gain_db", 6.0) == -1
    assert automation.knob_at(moved, "t1", "gain_db", 9.0) == -1.5


def test_a_knob_stays_where_it_was_left(song: Song) -> None:
    moved = automation.with_moves(song, "t1", "gain_db", curve((8, -5), (10, -7)))
    assert [automation.knob_at(moved, "t1", "gain_db", beat) for beat in (0, 7.99, 8, 10, 99)] == [0, 0, -5, -7, -7]


def test_the_whole_movement_can_be_lifted_and_silence_stays(song: Song) -> None:
    song = edits.set_automation(song, track_id="t1", name="gain_db", points=curve((0, -120), (4, -6), (8, 11)))
    lifted = automation.shifted(song, "t1", "gain_db", 3.0).track("t1").automation["gain_db"]
    assert [point.value for point in lifted] == [-120, -3, 12]
