"""The window's robot: lessons done in the real window, step by step; and what it says of one that does not hold."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import msgspec
import pytest
from desk import Desk, own_home
from PySide6.QtWidgets import QApplication

from presets import teaching
from presets.teaching import Loaded
from ui import i18n
from ui.lesson_window import WindowRobot

put = msgspec.structs.replace


@pytest.fixture(scope="module")
def classroom(app: QApplication) -> Iterator[Desk]:
    """One window for all lessons, as a group has it: what one lesson leaves behind, the next one has to bear."""
    with contextlib.closing(own_home()) as homes:
        made = Desk(next(homes))
        made.sound_ready()
        yield made
        made.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("lesson_id", teaching.lesson_ids())
def test_every_lesson_holds_in_the_window(classroom: Desk, lesson_id: str, language: str) -> None:
    classroom.bridge.prefs.speak(language)
    assert WindowRobot(classroom.window).play(teaching.load_lesson(lesson_id)) == []


def broken(loaded: Loaded, **changes: object) -> Loaded:
    """A lesson of one step that lays hits, changed."""
    step = next(step for step in loaded.lesson.steps if step.answer and step.answer[0]["do"] == "hit")
    lesson = put(loaded.lesson, steps=(put(step, **changes),), low=(), short=1)
    return loaded._replace(lesson=lesson)


def test_what_does_not_hold_is_told(classroom: Desk) -> None:
    robot, loaded = WindowRobot(classroom.window), teaching.load_lesson("01-first-beat")
    right = broken(loaded)
    answer = right.lesson.steps[0].answer
    assert robot.play(right) == []
    wrong = broken(loaded, answer=({"do": "mono"},))
    assert [finding.code for finding in robot.play(wrong)] == ["never-true"]
    early = broken(loaded, answer=(*answer, {"do": "mono"}))
    assert [finding.code for finding in robot.play(early)] == ["true-early"]
    refused = broken(loaded, answer=({"do": "choose_take", "line": 1, "take": 3},))
    assert "refused" in [finding.code for finding in robot.play(refused)]
