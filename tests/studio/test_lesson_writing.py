"""A lesson that is written as files is read again as it was, whatever people type."""

from __future__ import annotations

from pathlib import Path

import pytest

from presets.teaching import load_lesson
from studio.lessons.lesson import TEXTS, Start, Step
from studio.lessons.rules import Change, Rule
from studio.lessons.writing import Words, lesson_files, lesson_of, plain

STEPS = (
    Step(id="x", kind="do", point="beat.grid", check=Rule(fact="pattern.hits", arg="snare", change=Change(ge=4.0)),
         answer=({"do": "hit", "sound": "snare", "steps": [5, 13]},), show=True),
    Step(id="y", kind="record", point="dock.record", check=Rule(fact="takes.new", change=Change(ge=1.0)),
         answer=({"do": "record", "bars": 4, "layer": "lead", "passes": 1},)),
    Step(id="z", kind="do", point="mix.effects", check=Rule(fact="mix.effect", arg="eq", eq=True),
         answer=({"do": "effect", "name": "eq"},)),
)  # fmt: skip


def words(*steps: str, **more: str) -> Words:
    return Words(lesson={key: more.get(key, f"{key} ord") for key in TEXTS}, steps=steps)


def written(folder: Path, lesson_id: str, files: dict[str, bytes]) -> None:
    (folder / lesson_id).mkdir()
    for name, data in files.items():
        (folder / lesson_id / name).write_bytes(data)


def test_a_lesson_comes_back_as_it_was_written(tmp_path: Path) -> None:
    lesson = lesson_of(STEPS, minutes=10, start=Start(style="trap", bars=16))
    files = lesson_files(lesson, {"nb": words("Legg skarptromme.", "Ta opp.", "Slå på EQ.", title="Min første")})
    written(tmp_path, "90-min", files)
    loaded = load_lesson("90-min", tmp_path)
    assert loaded.lesson == lesson
    assert loaded.lesson.needs == ("microphone", "headphones")
    assert loaded.lesson.room == "beat"
    assert [loaded.text(step.id, "nb") for step in lesson.steps] == ["Legg skarptromme.", "Ta opp.", "Slå på EQ."]
    assert loaded.text("title", "en") == "Min første", "in the language that it has"
    assert "hints" not in files["lesson.toml"].decode(), "what is as it would be anyway is left out"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("to\nlinjer  her", "to linjer her"), ("", "–"), ("{ $navn }", "( $navn )"), ("<b>fet</b>", "‹b›fet‹/b›"),
        ("   ", "–"), (".attributt = x", ".attributt = x"), ("# ikke et notat", "# ikke et notat"),
        ("æøå 🎤 «sitat»", "æøå 🎤 «sitat»"), ("a\u202eb\u0000c", "abc"), ("[en", "[en"), ("*", "*"),
    ],
)  # fmt: skip
def test_whatever_is_typed_is_plain_words(tmp_path: Path, typed: str, kept: str) -> None:
    assert plain(typed) == kept
    lesson = lesson_of(STEPS[:1], minutes=5)
    written(tmp_path, "91-ord", lesson_files(lesson, {"nb": words(typed)}))
    assert load_lesson("91-ord", tmp_path).text("step1", "nb") == kept
