"""The house's own lessons: what they tell to press is what stands there, and every picture is shown."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast

from beats import form
from presets import teaching

LESSONS = {lesson_id: teaching.load_lesson(lesson_id) for lesson_id in teaching.lesson_ids()}
QUOTED = {"nb": re.compile(r"«([^»]+)»"), "en": re.compile(r"“([^”]+)”")}
ANYTHING = "\0"
"""In place of what a text computes."""


def shown(pattern: ast.Pattern) -> str:
    return "".join(part.value if isinstance(part, ast.TextElement) else ANYTHING for part in pattern.elements)


def on_screen(language: str) -> list[re.Pattern[str]]:
    """Every text of the window as a pattern: `Takt { $bar }` is `Takt .+`."""
    body = FluentParser().parse((files("presets") / "text" / f"{language}.ftl").read_text(encoding="utf-8")).body
    messages = [entry for entry in body if isinstance(entry, ast.Message)]
    found = [shown(part.value) for one in messages for part in (one, *one.attributes) if part.value is not None]
    found += [form.load_form(name).titles[language] for name in form.form_names()]
    return [re.compile(re.escape(text).replace(ANYTHING, ".+")) for text in found if text.strip(ANYTHING + " ")]


def test_there_are_thirteen_of_them_from_a_guest_to_a_release():
    assert [lesson_id[:2] for lesson_id in LESSONS] == [f"{number:02d}" for number in range(13)]


@pytest.mark.parametrize("language", teaching.LANGUAGES)
def test_what_a_lesson_tells_to_press_is_what_stands_there(language):
    known = on_screen(language)
    assert any(one.fullmatch("Beat") for one in known)
    assert not any(one.fullmatch("Press here") for one in known)
    for lesson_id, loaded in LESSONS.items():
        for key, text in loaded.texts[language].items():
            for words in QUOTED[language].findall(text.words):
                assert any(one.fullmatch(words) for one in known), f"{words} in {key} of {lesson_id}"


def test_every_shared_picture_is_shown_somewhere():
    used = {step.picture for loaded in LESSONS.values() for step in loaded.lesson.steps}
    used |= {name for loaded in LESSONS.values() for name in loaded.lesson.paper}
    there = {path.name for path in (teaching.house() / teaching.PICTURES).iterdir()}
    assert there == used - {""}


def test_no_round_ends_without_anything_done():
    """A short day and a round with low energy hold a step that makes something."""
    for lesson_id, loaded in LESSONS.items():
        lesson = loaded.lesson
        for steps in (lesson.steps[: lesson.short], [step for step in lesson.steps if step.id in lesson.low]):
            assert not steps or any(step.check is not None for step in steps), lesson_id
