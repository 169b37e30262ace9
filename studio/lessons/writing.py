"""A lesson of one's own as the files of its folder: what a draft proposes, in words that a person gave it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import msgspec
import tomli_w

from studio.lessons.lesson import LESSON_FILE, TEXTS, Lesson, Need, Start, Step
from studio.lessons.points import POINTS, Room

_SPACE = re.compile(r"\s+")
_NEEDS: dict[str, tuple[Need, ...]] = {"record": ("microphone", "headphones")}
"""What a step of a kind needs."""
_ANY_SONG = Start()


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a lesson says, in one language."""

    lesson: dict[str, str]
    """By `TEXTS`, all of them."""
    steps: tuple[str, ...]
    """One for each step."""


def lesson_of(steps: Sequence[Step], *, minutes: int, start: Start = _ANY_SONG, version: int = 1) -> Lesson:
    """A lesson of these steps, numbered in their order."""
    numbered = [msgspec.structs.replace(step, id=f"step{place}") for place, step in enumerate(steps, 1)]
    room: Room = next((found for step in steps if (found := POINTS[step.point])), "beat")
    needs = dict.fromkeys(need for step in steps for need in _NEEDS.get(step.kind, ()))
    return Lesson(
        version=version,
        minutes=minutes,
        needs=tuple(needs),
        start=start,
        room=room,
        short=min(3, len(numbered)),
        steps=tuple(numbered),
    )


def lesson_files(lesson: Lesson, words: dict[str, Words]) -> dict[str, bytes]:
    """The files of the folder, by name; `words` by language. KeyError for a text of the lesson that is missing."""
    files = {LESSON_FILE: tomli_w.dumps(_table(lesson)).encode()}
    for language, said in words.items():
        texts = [(key, said.lesson[key]) for key in TEXTS]
        texts += [(step.id, text) for step, text in zip(lesson.steps, said.steps, strict=True)]
        files[f"{language}.ftl"] = "".join(f"{key} = {plain(text)}\n" for key, text in texts).encode()
    return files


def plain(text: str) -> str:
    """A text as a lesson takes it: one line, without braces and what cannot be seen; a dash for one that says
    nothing."""
    shown = "".join(
        sign for sign in unicodedata.normalize("NFC", text) if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return _SPACE.sub(" ", shown.replace("{", "(").replace("}", ")").replace("<", "‹").replace(">", "›")).strip() or "–"


def _table(lesson: Lesson) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(lesson, builtin_types=())
    made["step"] = [_bare(step, Step) for step in made["step"]]
    return _bare(made, Lesson)


def _bare(made: dict[str, Any], shape: type[msgspec.Struct]) -> dict[str, Any]:
    """Without what is as it would be anyway: a file that is read by people says no more than it has to."""
    defaults = {field.encode_name: field.default for field in msgspec.structs.fields(shape)}
    return {
        name: value
        for name, value in made.items()
        if name == "format" or (value not in ({}, [], ()) and value is not None and value != defaults.get(name))
    }
