"""The robot: does what a lesson's answers say, on a song alone, and tells where a check is not made true by its own
answer. A lesson can therefore not rot when the program changes. Knows no Qt.

The same actions are done with the window's own widgets by `ui.lesson_hands`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import presets
from presets.teaching import Loaded
from studio.errors import StudioError
from studio.lessons import walk
from studio.lessons.actions import Answer
from studio.lessons.facts import reader
from studio.lessons.finding import Finding
from studio.lessons.lesson import LESSON_FILE, Energy, Lesson
from ui.i18n import of_error
from ui.lesson_doing import DOES
from ui.lesson_room import LessonRoom


class Played(NamedTuple):
    """One step as the robot did it."""

    step: str
    ticked: bool
    """By its check, or by the step's own button where it has none."""


class Round(NamedTuple):
    """One way through a lesson."""

    energy: Energy
    short: bool
    steps: tuple[Played, ...]
    findings: tuple[Finding, ...]


def play(loaded: Loaded, cache: Path) -> tuple[Round, ...]:
    """All different rounds of a lesson: ordinary, with low energy, on a short day. Each on a song of its own."""
    lesson = loaded.lesson
    rounds: dict[tuple[str, ...], Round] = {}
    energies: tuple[Energy, ...] = ("ordinary", "low")
    for energy in energies:
        for short in (False, True):
            key = tuple(step.id for step in walk.steps_of(lesson, energy, short))
            if key not in rounds:
                with tempfile.TemporaryDirectory(prefix="rapstudio-lesson-") as folder:
                    rounds[key] = _play(loaded, Path(folder), cache, energy, short)
    return tuple(rounds.values())


def do(room: LessonRoom, answer: Answer) -> None:
    """One action of an answer; the step's own button and its options are not the room's. StudioError for what cannot be
    done there."""
    arguments = {name: value for name, value in answer.items() if name != "do"}
    DOES[answer["do"]](room, **arguments)


def _play(loaded: Loaded, folder: Path, cache: Path, energy: Energy, short: bool) -> Round:
    lesson = loaded.lesson
    played: list[Played] = []
    found: list[Finding] = []
    steps = walk.steps_of(lesson, energy, short)

    def say(code: str, step_id: str, **fields: object) -> None:
        found.append(at_step(loaded, step_id, code, **fields))

    try:
        room = LessonRoom(folder, cache, lesson.start)
    except StudioError as error:
        say("refused", steps[0].id, action="start", why=of_error(error))
        return Round(energy, short, (), tuple(found))
    here = walk.begin(loaded.id, lesson, reader(room.song, room.done), energy=energy, short=short)
    for step in steps:
        if walk.state(here, lesson) == "had":
            say("true-before", step.id)
        for number, answer in enumerate(step.answer, 1):
            try:
                do(room, answer)
            except StudioError as error:
                say("refused", step.id, action=answer["do"], why=of_error(error))
                break
            here = walk.seen(here, lesson, reader(room.song, room.done))
            if step.check is not None and step.id in here.done and number < len(step.answer):
                say("true-early", step.id, action=answer["do"])
                break
        if step.check is None:
            here = walk.ticked(here)
        elif step.id not in here.done and not any(one.key.startswith(_key(lesson, step.id)) for one in found):
            say("never-true", step.id)
        played.append(Played(step.id, step.id in here.done))
        here = walk.onward(here, lesson, reader(room.song, room.done))
    return Round(energy, short, tuple(played), tuple(found))


def at_step(loaded: Loaded, step_id: str, code: str, **fields: object) -> Finding:
    """Something that was found at a step."""
    key = _key(loaded.lesson, step_id)
    check = f"{key}.check"
    line = presets.line_of(loaded.folder / LESSON_FILE, check)
    return Finding(code, f"{loaded.id}/{LESSON_FILE}", line, f"{key} {step_id}", fields)


def _key(lesson: Lesson, step_id: str) -> str:
    return f"step[{[step.id for step in lesson.steps].index(step_id)}]"
