"""The word rules over every Norwegian text of the project: of the window, the command line, the papers, the lessons,
and of whatever has a name."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import presets
from presets import teaching
from studio.lessons import texts
from studio.lessons.language import BANNED, banned_words, lix, words

MOST_LIX = 40.0
"""Where Björnsson's scale goes from "easy" to "middling". When this was set, 95 of 100 texts of ten words and more were
below 38, half of them below 20."""
ENOUGH_WORDS = 10
"""In fewer words one long one is a tenth of them, and the number says nothing."""
LONGEST_SENTENCE = 20
HERE = Path(presets.__file__).parent
CODE = tuple(HERE.parent / package for package in ("studio", "beats", "recorder", "presets", "ui"))
NORWEGIAN = re.compile("[æøåÆØÅ]")
KNOWING = {"spoken.py", "language.py", "lyrics.py", "names.py", "kitwords.py", "gm.py"}
"""What knows how the language is spelt, which words are not the house's, and what others call their sounds."""


def said(pattern: fluent.Pattern) -> list[str]:
    """What a text can say: one for each way through what it chooses by; fields are a 7."""
    found = [""]
    for part in pattern.elements:
        if isinstance(part, fluent.TextElement):
            found = [f"{before}{part.value}" for before in found]
        elif isinstance(part.expression, fluent.SelectExpression):
            ways = [way for variant in part.expression.variants for way in said(variant.value)]
            found = [f"{before}{way}" for before in found for way in ways]
        else:
            found = [f"{before}7" for before in found]
    return [" ".join(way.replace("☐", ". ").split()) for way in found]  # a box on paper begins a sentence


def of_the_program() -> Iterator[tuple[str, str]]:
    body = FluentParser().parse((files("presets") / "text" / "nb.ftl").read_text("utf-8")).body
    for entry in body:
        if isinstance(entry, fluent.Message):
            for name, value in ((entry.id.name, entry.value), *((f"{entry.id.name}.{one.id.name}", one.value)
                                                                for one in entry.attributes)):  # fmt: skip
                if value is not None:
                    yield from ((name, way) for way in said(value))


def of_lessons() -> Iterator[tuple[str, str]]:
    for file in sorted((HERE / "lessons").glob("*/nb.ftl")):
        for key, text in texts.read_texts(file.read_bytes(), file.parent.name).items():
            yield f"{file.parent.name}/{key}", text.words


def of_data() -> Iterator[tuple[str, str]]:
    """What styles, kits and forms are called, and what the demo raps."""
    for file in sorted(HERE.rglob("*.toml")):
        table = tomllib.loads(file.read_text("utf-8"))
        if "lessons" in file.parts:
            continue
        named = [table.get("title", ""), table.get("titles", {}).get("nb", "")]
        rapped = table.get("lines", []) if file.parent.name == "verse" else []
        yield from ((file.name, text) for text in (*named, *rapped) if text)


NB = (*of_the_program(), *of_lessons(), *of_data())


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?:;])(?:\s|$)", text)


def test_there_is_something_to_look_at() -> None:
    assert len(tuple(of_the_program())) > 1500
    assert {key.split("/")[0] for key, _ in of_lessons()} == {*teaching.lesson_ids(), "_new"}
    assert {"full_song.toml", "afro_rap.toml", "verse.toml", "_base.toml"} <= {key for key, _ in of_data()}


def test_no_banned_word_occurs_in_bokmal() -> None:
    assert not [(key, found) for key, text in NB if (found := banned_words(text, BANNED["nb"]))]


def test_whatever_is_a_sentence_is_easy_to_read() -> None:
    hard = [(key, round(lix(text)), text) for key, text in NB if len(words(text)) >= ENOUGH_WORDS
            and lix(text) > MOST_LIX]  # fmt: skip
    assert not hard


def test_no_sentence_is_long() -> None:
    assert not [(key, one) for key, text in NB for one in sentences(text) if len(words(one)) > LONGEST_SENTENCE]


@pytest.mark.parametrize(
    ("text", "hard", "long"),
    [
        ("Mål forsinkelsen gjennom lydkortet, med en kabel fra utgang til inngang eller en hodetelefon holdt inntil "
         "mikrofonen.", True, False),
        ("Ta på hodetelefonene. Trykk «Spill av» og hør beaten i fire takter.", False, False),
        (" ".join(["og"] * 21), False, True),
    ],
)  # fmt: skip
def test_the_rules_find_what_they_are_for(text: str, hard: bool, long: bool) -> None:
    assert (lix(text) > MOST_LIX) is hard
    assert any(len(words(one)) > LONGEST_SENTENCE for one in sentences(text)) is long


def test_no_norwegian_hides_in_the_code() -> None:
    """What people read stands in the data that is looked at above; the code names it by its id."""
    found = set()
    for package in CODE:
        for file in package.rglob("*.py"):
            if not NORWEGIAN.search(source := file.read_text("utf-8")):
                continue
            tree = ast.parse(source)
            told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
            found |= {
                file.name
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
                and NORWEGIAN.search(node.value)
            }  # fmt: skip
    assert found == KNOWING
