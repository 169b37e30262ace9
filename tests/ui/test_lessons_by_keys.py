"""Every lesson by keys alone: what its answers say is done as a person does it who has no mouse."""

from __future__ import annotations

import keyhands_beat
import keyhands_mix
import keyhands_voice
import pytest
from desk import Desk
from keyhands import CTRL, KeyHands
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor

from presets import teaching
from studio.lessons.actions import ACTIONS
from ui.lesson_window import WindowRobot

ROWS = keyhands_beat.ROWS | keyhands_voice.ROWS | keyhands_mix.ROWS
LONG = ("00-press-and-rap", "03-four-lines", "05-better-takes", "06-hook")
"""Most of their time is the time that a take takes."""


@pytest.mark.parametrize(
    "lesson_id",
    [pytest.param(name, marks=[pytest.mark.soak] if name in LONG else []) for name in teaching.lesson_ids()],
)
def test_a_lesson_is_done_by_keys_alone(lasting_desk: Desk, lesson_id: str) -> None:
    loaded, lessons, panel = (
        teaching.load_lesson(lesson_id),
        lasting_desk.bridge.lessons,
        lasting_desk.window.lessons.panel,
    )
    mouse = QCursor.pos()
    lasting_desk.bridge.prefs.speak("nb")
    WindowRobot(lasting_desk.window)._open_song(loaded)
    lessons.show(True)
    lessons.begin(loaded)
    keys = KeyHands(lasting_desk, ROWS)
    while (step := lessons.step) is not None:
        keys.go()
        for answer in step.answer:
            keys.do(answer)
        if step.check is not None:
            lasting_desk.until(lambda: lessons.state == "ticked", f"the tick of {step.id}")
        if lessons.state != "ticked" and panel.my_way.isVisible():
            keys.press(panel.my_way)
        lasting_desk.press(Qt.Key.Key_Return, CTRL)
        assert lessons.step is not step, step.id
    lessons.forget()
    assert QCursor.pos() == mouse


def test_every_action_that_a_lesson_asks_for_has_its_keys() -> None:
    asked = {
        answer["do"]
        for name in teaching.lesson_ids()
        for step in teaching.load_lesson(name).lesson.steps
        for answer in step.answer
    }
    assert asked <= set(ROWS) <= set(ACTIONS)
