"""A lesson made by doing it: steps come up, words are kept, it is tried, and shown to all when one more has done it."""

from __future__ import annotations

import pytest
from desk import Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from presets import teaching
from studio.lessons import own
from ui.lesson_maker import LessonMaker


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A song with a beat, and lessons beside the room."""
    desk.bridge.beat.take_style("boom_bap")
    desk.bridge.beat.end_preview()
    desk.until(lambda: desk.bridge.job is None, "the song")
    desk.bridge.lessons.show(True)
    return desk


def hit(desk: Desk, at_step: int) -> None:
    bridge = desk.bridge
    pattern = next(pattern for pattern in bridge.song.patterns if any(lane.sound == "kick" for lane in pattern.lanes))
    assert pattern is bridge.song.patterns[0]
    lane = next(lane for lane in pattern.lanes if lane.sound == "kick")
    bridge.edit("set_step", None, pattern_id=pattern.id, track_id=lane.track_id, sound="kick", at_step=at_step)


def made(desk: Desk) -> LessonMaker:
    """The window open, two free steps hit, the tempo changed."""
    maker = LessonMaker(desk.bridge, desk.window)
    maker.show()
    free = [step for step in range(16) if step not in _kicks(desk)][:2]
    for step in free:
        hit(desk, step)
    desk.bridge.set_tempo(84.0)
    return maker


def _kicks(desk: Desk) -> set[int]:
    pattern = desk.bridge.song.patterns[0]
    return {step.at_step for lane in pattern.lanes if lane.sound == "kick" for step in lane.steps}


def test_what_is_done_comes_up_as_steps_and_words_stay(room: Desk) -> None:
    maker = made(room)
    assert [row.proposal.row for row in maker.rows] == ["hits", "tempo"]
    first = maker.rows[0]
    assert first.question.text() == "Du la 2 slag på basstromme. Skal det være et steg?"
    assert not maker.keep.isEnabled(), "it has no name yet"
    first.sentence.setFocus()
    first.sentence.selectAll()
    QTest.keyClicks(first.sentence, "Legg to slag til på basstromme.")
    room.bridge.undo()
    room.bridge.undo()
    assert [row.proposal.times for row in maker.rows] == [1], "what is undone is no step"
    assert first.sentence.text() == "Legg to slag til på basstromme."
    room.bridge.prefs.speak("en")
    assert first.question.text() == "You laid 1 hits of the kick. Shall that be a step?"
    maker.close()


def test_a_lesson_is_tried_kept_and_shown_when_one_more_has_done_it(room: Desk) -> None:
    bridge, lessons = room.bridge, room.bridge.lessons
    maker = made(room)
    maker.rows[1].drop.click()
    QTest.keyClicks(maker.title, "To slag til")
    assert maker.keep.isEnabled()
    maker.test.click()
    room.until(lambda: bridge.job is None, "the robot", 240.0)
    maker.keep.click()
    room.until(lambda: any(loaded.id.startswith("50-") for loaded in lessons.all), "the lesson")
    (name,) = teaching.lesson_ids(bridge.shelf.places.lessons)
    assert name == "50-to-slag-til"
    loaded = next(loaded for loaded in lessons.all if loaded.id == name)
    assert [step.kind for step in loaded.lesson.steps] == ["do"]
    assert loaded not in lessons.offered, "nobody else has tried it"
    lessons.lead(True)
    assert loaded in lessons.offered
    lessons.begin(loaded)
    lessons.my_way()
    lessons.onward()
    assert not own.is_tried(loaded.folder), "who made it is not the second person"
    lessons._made.clear()  # the program is started anew
    lessons.begin(loaded)
    lessons.skip()
    assert not own.is_tried(loaded.folder), "it was not done whole"
    lessons.begin(loaded)
    lessons.my_way()
    lessons.onward()
    assert own.is_tried(loaded.folder)
    lessons.lead(False)
    assert loaded in lessons.offered


def test_the_window_is_left_by_escape_and_sees_nothing_more(room: Desk) -> None:
    maker = made(room)
    QTest.keyClick(maker, Qt.Key.Key_Escape)
    assert not maker.isVisible()
    room.bridge.set_tempo(86.0)
    assert len(maker.rows) == 2
