"""When a step is done: rules over facts, as data.

A rule holds or does not; what nobody knows (a fact that is None) fulfils no rule. `change` looks at how much a number
has grown since the step began, so that old work never counts and never has to be done again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from studio.lessons.facts import FACTS, Value, check_argument

Facts: TypeAlias = Callable[[str, str], Value]
"""What a fact (its name, its argument) is now."""
Since: TypeAlias = Mapping[str, float]
"""What numbers were when a step began, by `key_of`."""
_DEEPEST = 4


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How much more or less a number has to be than it was when the step began."""

    ge: float | None = None
    le: float | None = None

    def __post_init__(self) -> None:
        if (self.ge is None) == (self.le is None):
            raise ValueError("Expected one of ge, le")
        _check_finite(self.ge, self.le)
        if (self.ge is not None and self.ge <= 0) or (self.le is not None and self.le >= 0):
            raise ValueError("true before anything has changed; ge is to be above 0, le below")


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fact compared, or several rules of which all or any have to hold."""

    fact: str = ""
    arg: str | int = ""
    ge: float | None = None
    le: float | None = None
    eq: float | bool | str | None = None
    between: tuple[float, float] | None = None
    """Both ends count."""
    has: str | None = None
    """For a set: what has to be in it."""
    change: Change | None = None
    all: tuple[Rule, ...] = ()
    any: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        forms = [name for name in ("fact", "all", "any") if getattr(self, name)]
        if len(forms) != 1:
            raise ValueError("Expected one of fact, all, any")
        if _depth(self) > _DEEPEST:
            raise ValueError(f"rules inside of rules, {_DEEPEST} deep at most")
        compared = [name for name in _KINDS if getattr(self, name) is not None]
        if not self.fact:
            if compared or self.arg != "":
                raise ValueError(f"`{(compared or ['arg'])[0]}`: only a rule with a fact compares")
            return
        if self.fact not in FACTS:
            raise ValueError(f"`fact`: no fact {self.fact!r}; there are {', '.join(FACTS)}")
        row = FACTS[self.fact]
        if len(compared) != 1:
            raise ValueError(f"`{self.fact}`: Expected one of {', '.join(_KINDS)}")
        if row.kind not in _KINDS[compared[0]]:
            fitting = ", ".join(name for name, kinds in _KINDS.items() if row.kind in kinds)
            raise ValueError(f"`{compared[0]}`: {self.fact} is a {row.kind}, which is compared by {fitting}")
        if self.eq is not None and not isinstance(self.eq, _EQUAL_TO[row.kind]):
            raise ValueError(f"`eq`: {self.fact} is a {row.kind}")
        _check_finite(self.ge, self.le, self.eq, *(self.between or ()))
        check_argument(self.fact, str(self.arg))


_KINDS: dict[str, tuple[str, ...]] = {
    # comparison: the kinds of fact that can be compared so
    "ge": ("number",),
    "le": ("number",),
    "between": ("number",),
    "change": ("number",),
    "eq": ("number", "switch", "text"),
    "has": ("set",),
}
_EQUAL_TO: dict[str, type] = {"number": float, "switch": bool, "text": str}


def key_of(fact: str, arg: str) -> str:
    """What a fact with its argument is called: `pattern.hits(kick)`."""
    return f"{fact}({arg})" if arg else fact


def holds(rule: Rule, facts: Facts, since: Since) -> bool:
    """Whether a rule is true now. What was not looked at when the step began counts as nought then."""
    if rule.all:
        return all(holds(part, facts, since) for part in rule.all)
    if rule.any:
        return any(holds(part, facts, since) for part in rule.any)
    value = facts(rule.fact, str(rule.arg))
    if value is None:
        return False
    if isinstance(value, frozenset):
        return rule.has in value
    if rule.eq is not None:
        return value == rule.eq
    assert not isinstance(value, bool | str)
    if rule.change is not None:
        grown = value - since.get(key_of(rule.fact, str(rule.arg)), 0.0)
        return grown >= rule.change.ge if rule.change.ge is not None else grown <= _given(rule.change.le)
    if rule.between is not None:
        return rule.between[0] <= value <= rule.between[1]
    return value >= rule.ge if rule.ge is not None else value <= _given(rule.le)


def baseline(rule: Rule, facts: Facts) -> dict[str, float]:
    """What the numbers that a rule sees change are now: what `since` is to be from here on."""
    if rule.change is None:
        found: dict[str, float] = {}
        for part in (*rule.all, *rule.any):
            found |= baseline(part, facts)
        return found
    value = facts(rule.fact, str(rule.arg))
    return {key_of(rule.fact, str(rule.arg)): float(value) if isinstance(value, int | float) else 0.0}


def values(rule: Rule, facts: Facts) -> tuple[Value, ...]:
    """What all the facts of a rule are now: while they stay the same there is no progress."""
    if rule.fact:
        return (facts(rule.fact, str(rule.arg)),)
    return tuple(value for part in (*rule.all, *rule.any) for value in values(part, facts))


def _check_finite(*numbers: float | str | None) -> None:
    if any(isinstance(number, float) and not math.isfinite(number) for number in numbers):
        raise ValueError("a number that can be reached")


def _depth(rule: Rule) -> int:
    return 1 + max((_depth(part) for part in (*rule.all, *rule.any)), default=0)


def _given(value: float | None) -> float:
    assert value is not None
    return value
