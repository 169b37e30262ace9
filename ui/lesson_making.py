"""From what somebody did to a lesson of one's own: the words of its steps, its files, whether it holds. Knows no Qt."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from beats.styles import style_of
from presets import teaching
from studio.errors import StudioError
from studio.lessons.language import REST_MINUTES
from studio.lessons.lesson import MOST_STEPS, TEXTS, Start, Step
from studio.lessons.proposals import Proposal
from studio.lessons.writing import Words, lesson_files, lesson_of
from studio.names import export_name
from studio.song import Song
from ui import lesson_robot
from ui.beat_lanes import sound_title
from ui.finding_words import of_lesson
from ui.i18n import language, of_error, t
from ui.lesson_room import HOUSE_STYLE

FIRST_NUMBER, LAST_NUMBER = 50, 98
"""Own lessons are numbered behind the house's."""
_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40
_BARS = 16
"""Of the beat that a lesson begins with."""
_SENDS = {"delay": "knob-delay-send-db", "reverb": "knob-reverb-send-db"}


class Told(NamedTuple):
    """A step as its maker tells it."""

    step: Step
    words: str
    spoken: bytes = b""
    """The same said aloud, as a WAV; empty where nobody did."""


class Written(NamedTuple):
    """What a person wrote."""

    title: str
    about: str
    goal: str
    minutes: int
    steps: tuple[Told, ...]


def asked(proposal: Proposal) -> str:
    """The question whether this shall be a step."""
    return t(_message(proposal), **_fields(proposal))


def sentence(proposal: Proposal) -> str:
    """What the step says until somebody says it better."""
    return t(f"{_message(proposal)}.step", **_fields(proposal))


def lesson_id(title: str, taken: Sequence[str]) -> str:
    """`50-trommene`: the first number that is free, and the title in plain letters. StudioError("lessons-full")."""
    name = _PLAIN.sub("-", export_name(title, plain=True).lower())[:_LONGEST_NAME].strip("-")
    used = {other[:2] for other in taken}
    free = (number for number in range(FIRST_NUMBER, LAST_NUMBER + 1) if f"{number:02d}" not in used)
    number = next(free, None)
    if number is None:
        raise StudioError("lessons-full", most=LAST_NUMBER - FIRST_NUMBER + 1)
    return f"{number:02d}-{name}"


def files_of(written: Written, start: Start, version: int = 1) -> dict[str, bytes]:
    """The files of the lesson, with a place to stop often enough; what was said beside the text of the language in
    use."""
    steps = rested(written.steps, written.minutes)
    lesson = lesson_of([told.step for told in steps], minutes=written.minutes, start=start, version=version)
    said = {key: t(f"make-default-{key}") for key in ("kit", "problem1", "problem2", "problem3", "stop")}
    said |= {"title": written.title, "about": written.about or written.title, "goal": written.goal or written.title}
    tips = [told.words for told in written.steps] * 3
    said |= {f"tip{number + 1}": tips[number] for number in range(3)}
    assert set(said) == set(TEXTS)
    files = lesson_files(lesson, {language(): Words(lesson=said, steps=tuple(told.words for told in steps))})
    for step, told in zip(lesson.steps, steps, strict=True):
        if told.spoken:
            files[f"{language()}/{step.id}.wav"] = told.spoken
    return files


def start_of(song: Song, steps: Iterable[Step]) -> Start:
    """What a lesson of these steps begins with: a beat in the style of the song that it was made on, without the sounds
    that it lays; any song at all where that one had no beat."""
    if not song.patterns:
        return Start()
    laid = dict.fromkeys(answer["sound"] for step in steps for answer in step.answer if answer["do"] == "hit")
    return Start(style=style_of(song) or HOUSE_STYLE, bars=_BARS, without=tuple(laid))


def rested(steps: Sequence[Told], minutes: int) -> list[Told]:
    """The steps with places to stop between them, no stretch longer than `REST_MINUTES`; at most `MOST_STEPS`."""
    rests = min(max(math.ceil(minutes / REST_MINUTES) - 1, 0), max(len(steps) - 1, 0))
    steps = steps[: MOST_STEPS - rests]
    after = {round((number + 1) * len(steps) / (rests + 1)) for number in range(rests)}
    out: list[Told] = []
    for place, step in enumerate(steps, 1):
        out.append(step)
        if place in after:
            out.append(Told(Step(id="rest", kind="breathe", point="dock.play"), t("make-default-rest")))
    return out


def tried(home: Path, name: str, cache: Path) -> list[str]:
    """What has to be put right, in sentences: the words, the way, and every step done by the robot on a song alone.
    Empty where everything fits."""
    try:
        loaded = teaching.load_lesson(name, home)
        known = {loaded.id: loaded.lesson}
        found = list(teaching.examined(loaded, known))
        for played in lesson_robot.play(loaded, cache):
            found += played.findings
    except StudioError as error:
        return [of_error(error)]
    return list(dict.fromkeys(of_lesson(finding) for finding in found))


def _message(proposal: Proposal) -> str:
    return f"make-{proposal.row.replace('_', '-')}"


def _fields(proposal: Proposal) -> dict[str, object]:
    return {"count": proposal.times, "what": _what(proposal).lower() if proposal.row != "field" else _what(proposal)}


def _what(proposal: Proposal) -> str:
    """What it is about, in words."""
    words = {
        "hits": lambda: sound_title(proposal.arg),
        "volume": lambda: t(f"role-{proposal.arg}"),
        "pan": lambda: t(f"role-{proposal.arg}"),
        "effect": lambda: t(_SENDS.get(proposal.arg, f"stage-{proposal.arg}")),
        "field": lambda: t(f"form-{proposal.arg.replace('_', '-')}"),
    }
    return words[proposal.row]() if proposal.row in words else ""
