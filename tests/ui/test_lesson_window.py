"""The window's robot: lessons done in the real window, step by step; and what it says of one that does not hold. One
window for all lessons, as a group has it: what one lesson leaves behind, the next one has to bear."""

from __future__ import annotations

import msgspec
import pytest
from desk import Desk

from presets import teaching
from presets.teaching import Loaded
from ui import i18n
from ui.lesson_window import WindowRobot

put = msgspec.structs.replace


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("lesson_id", teaching.lesson_ids())
def test_every_lesson_holds_in_the_window(lasting_desk: Desk, lesson_id: str, language: str) -> None:
    lasting_desk.bridge.prefs.speak(language)
    assert WindowRobot(lasting_desk.window).play(teaching.load_lesson(lesson_id)) == []


def broken(loaded: Loaded, **changes: object) -> Loaded:
    """A lesson of one step that lays hits, changed."""
    step = next(step for step in loaded.lesson.steps if step.answer and step.answer[0]["do"] == "hit")
    lesson = put(loaded.lesson, steps=(put(step, **changes),), low=(), short=1)
    return loaded._replace(lesson=lesson)


def test_what_does_not_hold_is_told(lasting_desk: Desk) -> None:
    robot, loaded = WindowRobot(lasting_desk.window), teaching.load_lesson("01-first-beat")
    right = broken(loaded)
    answer = right.lesson.steps[0].answer
    assert robot.play(right) == []
    wrong = broken(loaded, answer=({"do": "mono"},))
    assert [finding.code for finding in robot.play(wrong)] == ["never-true"]
    early = broken(loaded, answer=(*answer, {"do": "mono"}))
    assert [finding.code for finding in robot.play(early)] == ["true-early"]
    refused = broken(loaded, answer=({"do": "choose_take", "line": 1, "take": 3},))
    assert "refused" in [finding.code for finding in robot.play(refused)]
