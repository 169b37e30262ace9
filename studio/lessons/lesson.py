"""The shape of a lesson: logic as data. What it says to people stands in one text per language beside it.

presets/lessons/03-four-lines/lesson.toml this shape
                              nb.ftl en.ftl what it says (`studio.lessons.texts`)
                              *.svg *.png   pictures
                              nb/<step>.wav a step spoken by a person, if somebody has
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from studio.lessons.actions import check_answer
from studio.lessons.points import POINTS, Room
from studio.lessons.rules import Rule

LESSON_FILE = "lesson.toml"
MOST_STEPS = 9
TEXTS = ("title", "about", "goal", "tip1", "tip2", "tip3", "kit", "problem1", "problem2", "problem3", "stop")
"""Texts of the whole lesson, in every language: for the shelf (`about`) and the peer (`goal`, one sentence), for the
handout (`tip1` …) and for the peer's sheet (`kit`, `problem1` …, `stop`)."""

StepKind = Literal[
    "read", "listen", "find", "do", "choose", "record", "write", "compare", "breathe", "show", "hand_out", "think"
]  # fmt: skip
Energy = Literal["low", "ordinary"]
Need = Literal["microphone", "headphones", "speaker", "second_person", "stick", "phone"]
LessonId = Annotated[str, Meta(pattern=r"^[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
StepId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Picture = Annotated[str, Meta(pattern=r"^([a-z0-9_-]{1,60}\.(svg|png))?$")]
Option = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,19}$")]


class Start(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What song there has to be when it begins: made only where the open song has nothing of it. Empty: any song."""

    style: str = ""
    """A name of `presets/styles`: the song has a beat."""
    bars: Annotated[int, Meta(ge=0, le=256)] = 0
    """Of a beat that is made; 0 for the style's own form."""
    without: tuple[str, ...] = ()
    """Sounds that a beat which is made leaves empty, to be laid in the lesson."""
    takes: Annotated[int, Meta(ge=0, le=16)] = 0
    """The song has so many takes of a lead; the robot sings them, people are sent to the lesson that makes them."""
    lines: Annotated[int, Meta(ge=0, le=64)] = 0
    """The song has so many lines of words; likewise."""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to do, on one card."""

    id: StepId
    kind: StepKind
    point: str
    """A row of `POINTS`: every step is about something that is there."""
    picture: Picture = ""
    check: Rule | None = None
    """When it is done; None where only the person can say so, with the step's own button."""
    answer: tuple[dict[str, Any], ...] = ()
    """Rows of `actions.ACTIONS` that make the check true: what the robot plays and "Vis meg" shows."""
    hints: Annotated[int, Meta(ge=0, le=3)] = 0
    """How many hints the texts hold: `<id>.hint1` …"""
    show: bool = False
    """Whether "Vis meg" can do the answer."""
    options: tuple[Option, ...] = ()
    """Of `choose`, none of them wrong: texts `<id>.<option>`."""

    def __post_init__(self) -> None:
        if self.id in TEXTS:
            raise ValueError(f"`id`: {self.id!r} is a text of the whole lesson")
        if self.point not in POINTS:
            raise ValueError(f"`point`: no control {self.point!r}; there are {', '.join(POINTS)}")
        for answer in self.answer:
            check_answer(answer)
        if self.check is not None and not self.answer:
            raise ValueError("`answer`: a step with a check says how it is done")
        if self.show and not self.answer:
            raise ValueError("`show`: there is no answer to show")
        if (self.kind == "choose") != bool(self.options):
            raise ValueError("`options`: only `choose` has them, and has at least two")
        if len(self.options) == 1 or len(set(self.options)) != len(self.options):
            raise ValueError("`options`: at least two, each once")


class Lesson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lesson. Its id is the name of its folder."""

    format: Literal[1] = 1
    """What this program reads. A larger number is a lesson of a newer program."""
    version: Annotated[int, Meta(ge=1, le=9999)]
    minutes: Annotated[int, Meta(ge=1, le=60)]
    energy: Energy = "ordinary"
    """What it asks of a person."""
    needs: tuple[Need, ...] = ()
    start: Start = Start()
    room: Room
    """Where it begins."""
    short: Annotated[int, Meta(ge=1, le=MOST_STEPS)] = 3
    """"Kort dag": so many first steps."""
    low: tuple[str, ...] = ()
    """The steps of a round with low energy; all of them if none are named."""
    paper: Annotated[tuple[Picture, ...], Meta(max_length=3)] = ()
    """Pictures of the handout, one above each of its tips; the first ones of the steps if none are named."""
    next: tuple[LessonId, ...] = ()
    """What could come after it, the nearest first."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=MOST_STEPS)] = msgspec.field(name="step")

    def __post_init__(self) -> None:
        ids = [step.id for step in self.steps]
        if len(set(ids)) != len(ids):
            raise ValueError("`step`: two steps have one id")
        strange = [name for name in self.low if name not in ids]
        if strange:
            raise ValueError(f"`low`: no step {strange[0]!r}; there are {', '.join(ids)}")
        if len(set(self.next)) != len(self.next):
            raise ValueError("`next`: a lesson twice")
        if self.short > len(ids):
            raise ValueError(f"`short`: there are {len(ids)} steps")

    def paper_pictures(self) -> tuple[str, ...]:
        """At most three, each once."""
        return self.paper or tuple(dict.fromkeys(step.picture for step in self.steps if step.picture))[:3]

    def text_ids(self) -> tuple[str, ...]:
        """Every text that a language has to have, in the order of the steps."""
        found = list(TEXTS)
        for step in self.steps:
            found += [step.id, *(f"{step.id}.hint{number + 1}" for number in range(step.hints))]
            found += [f"{step.id}.picture"] if step.picture else []
            found += [f"{step.id}.{option}" for option in step.options]
        return tuple(found)

    def step(self, step_id: str) -> Step:
        """The step of an id. KeyError where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)
