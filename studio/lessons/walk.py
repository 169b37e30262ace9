"""The way through a lesson: which step one stands at, what is done, and when a step is. Frozen values, pure functions.

A step is ticked once, by its check or by hand, and stays so: undo does not take a tick back. A check sees only what
was done since the step began; one that was true already then waits to be waved through, for old work never ticks by
itself. Every step can be left undone.
"""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from studio.lessons.lesson import Energy, Lesson, LessonId, Step, StepId
from studio.lessons.rules import Facts, baseline, holds

put = msgspec.structs.replace
HINT_S = 90.0
"""Without progress for so long, and a hint appears."""
SHOW_S = 180.0
"""From here on "Vis meg" and "Jeg gjorde det på min måte" are offered."""
_Few = Meta(max_length=64)

State = Literal["ended", "ticked", "had", "watching", "asking"]
"""`had`: what the step asks for was there before it began. `watching`: its check will tick it. `asking`: it has none,
its own button does."""


class Walk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One song's way through one lesson."""

    lesson_id: LessonId
    version: Annotated[int, Meta(ge=1, le=9999)]
    """Of the lesson when it was begun."""
    energy: Energy = "ordinary"
    short: bool = False
    """"Kort dag": the first steps only."""
    at_step: Annotated[str, Meta(pattern=r"^([a-z][a-z0-9_]{0,39})?$")] = ""
    """Empty behind the last step."""
    done: Annotated[tuple[StepId, ...], _Few] = ()
    """Steps that are ticked, in the order in which they were."""
    had: bool = False
    """The check of the step was true when it began, and has been since."""
    since: Annotated[dict[str, float], _Few] = {}
    """What the numbers that its check sees change were when it began."""


class Offers(NamedTuple):
    """What help there is with a step."""

    hints: int
    show: bool
    """"Vis meg"."""
    my_way: bool
    """"Jeg gjorde det på min måte"."""


def steps_of(lesson: Lesson, energy: Energy, short: bool) -> tuple[Step, ...]:
    """The steps of a round through a lesson, in their order."""
    steps = lesson.steps
    if energy == "low" and lesson.low:
        steps = tuple(step for step in steps if step.id in lesson.low)
    return steps[: lesson.short] if short else steps


def begin(lesson_id: str, lesson: Lesson, facts: Facts, *, energy: Energy = "ordinary", short: bool = False) -> Walk:
    """At the first step of a lesson."""
    walk = Walk(lesson_id=lesson_id, version=lesson.version, energy=energy, short=short)
    return at(walk, lesson, steps_of(lesson, energy, short)[0].id, facts)


def step_of(walk: Walk, lesson: Lesson) -> Step | None:
    """The step one stands at; None behind the last."""
    return next((step for step in steps_of(lesson, walk.energy, walk.short) if step.id == walk.at_step), None)


def state(walk: Walk, lesson: Lesson) -> State:
    """What the step one stands at waits for."""
    step = step_of(walk, lesson)
    if step is None:
        return "ended"
    if step.id in walk.done:
        return "ticked"
    if step.check is None:
        return "asking"
    return "had" if walk.had else "watching"


def seen(walk: Walk, lesson: Lesson, facts: Facts) -> Walk:
    """After something was done: the step is ticked if its check has become true."""
    step = step_of(walk, lesson)
    if step is None or step.check is None or step.id in walk.done:
        return walk
    true = holds(step.check, facts, walk.since)
    if true and not walk.had:
        return ticked(walk)
    return walk if true == walk.had else put(walk, had=False)


def ticked(walk: Walk) -> Walk:
    """The step one stands at is done, because somebody says so."""
    fresh = walk.at_step and walk.at_step not in walk.done
    return put(walk, done=(*walk.done, walk.at_step)) if fresh else walk


def at(walk: Walk, lesson: Lesson, step_id: str, facts: Facts) -> Walk:
    """At a step of this round, which begins now; behind the last one for the empty id. KeyError for no such step."""
    steps = {step.id: step for step in steps_of(lesson, walk.energy, walk.short)}
    check = steps[step_id].check if step_id else None
    since = baseline(check, facts) if check is not None else {}
    return put(walk, at_step=step_id, since=since, had=check is not None and holds(check, facts, since))


def onward(walk: Walk, lesson: Lesson, facts: Facts) -> Walk:
    """At the next step, whether this one is ticked or not."""
    return _moved(walk, lesson, facts, +1)


def back(walk: Walk, lesson: Lesson, facts: Facts) -> Walk:
    """At the step before; the first one stays."""
    return _moved(walk, lesson, facts, -1)


def resumed(walk: Walk, lesson: Lesson, facts: Facts) -> Walk:
    """The same step in another sitting, perhaps of a lesson that was changed since: it begins anew with what there is
    now. Where the step is gone, at the first one that is not done."""
    ids = [step.id for step in steps_of(lesson, walk.energy, walk.short)]
    here = walk.at_step
    if here and here not in ids:
        here = next((one for one in ids if one not in walk.done), "")
    done = tuple(one for one in walk.done if any(step.id == one for step in lesson.steps))
    return at(put(walk, version=lesson.version, done=done), lesson, here, facts)


def offers(step: Step, idle_s: float, *, asked: bool = False) -> Offers:
    """What help is there after so many seconds without progress; all of it at once for who asks."""
    if asked:
        return Offers(step.hints, step.show, True)
    hints = min(int(max(idle_s, 0.0) // HINT_S), step.hints)
    late = idle_s >= SHOW_S
    return Offers(hints, step.show and late, late)


def _moved(walk: Walk, lesson: Lesson, facts: Facts, by: int) -> Walk:
    ids = [*(step.id for step in steps_of(lesson, walk.energy, walk.short)), ""]
    place = ids.index(walk.at_step) if walk.at_step in ids else 0
    return at(walk, lesson, ids[min(max(place + by, 0), len(ids) - 1)], facts)
