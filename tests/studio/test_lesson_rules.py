"""Rules over facts: by hand, and random trees of them against the plainest reading there is."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.lessons.facts import EFFECTS, FACTS, FIELDS, ROLE_WORDS, Value
from studio.lessons.rules import Change, Rule, baseline, holds, key_of, values

SETS = ("verse", "hook", "bridge")
TEXTS = ("A minor", "C major")
ARGUMENTS = {
    "": st.just(""),
    "sound": st.sampled_from(("kick", "snare")),
    "role": st.sampled_from(ROLE_WORDS),
    "line": st.integers(1, 9999),
    "effect": st.sampled_from(EFFECTS),
    "pack": st.sampled_from(("upload", "stems")),
    "field": st.sampled_from(FIELDS),
}
numbers = st.integers(-20, 20).map(float)


def of(**values: Value):
    """Facts by name, dots written as underscores; nobody knows the others."""
    return lambda name, argument: values.get(key_of(name, argument).replace(".", "_"))


def rule(text: str) -> Rule:
    import tomllib

    return msgspec.convert(tomllib.loads(f"r = {text}")["r"], Rule, strict=True)


# --- by hand


@pytest.mark.parametrize(
    ("text", "facts", "true"),
    [
        ('{ fact = "song.bpm", ge = 90 }', {"song_bpm": 90.0}, True),
        ('{ fact = "song.bpm", ge = 90 }', {"song_bpm": 89.9}, False),
        ('{ fact = "song.bpm", le = 90 }', {"song_bpm": 90.1}, False),
        ('{ fact = "song.bpm", eq = 90 }', {"song_bpm": 90.0}, True),
        ('{ fact = "song.key", eq = "A minor" }', {"song_key": "A minor"}, True),
        ('{ fact = "loop.on", eq = false }', {"loop_on": False}, True),
        ('{ fact = "takes.last.peak_db", between = [-24, -6] }', {"takes_last_peak_db": -24.0}, True),
        ('{ fact = "takes.last.peak_db", between = [-24, -6] }', {"takes_last_peak_db": -5.9}, False),
        ('{ fact = "takes.last.peak_db", le = 0 }', {}, False),
        ('{ fact = "form.kinds", has = "hook" }', {"form_kinds": frozenset({"hook"})}, True),
        ('{ fact = "form.kinds", has = "hook" }', {"form_kinds": frozenset({"verse"})}, False),
        ('{ all = [{ fact = "song.bpm", ge = 1 }, { fact = "song.bars", ge = 1 }] }', {"song_bpm": 90.0}, False),
        ('{ any = [{ fact = "song.bpm", ge = 1 }, { fact = "song.bars", ge = 1 }] }', {"song_bpm": 90.0}, True),
    ],
)
def test_a_rule_by_hand(text, facts, true):
    assert holds(rule(text), of(**facts), {}) is true


def test_change_is_seen_from_where_the_step_began():
    more, less = (
        rule('{ fact = "takes.new", change = { ge = 2 } }'),
        rule('{ fact = "song.bars", change = { le = -4 } }'),
    )
    before = of(takes_new=5, song_bars=16.0)
    since = baseline(more, before) | baseline(less, before)
    assert since == {"takes.new": 5.0, "song.bars": 16.0}
    assert [holds(more, of(takes_new=count), since) for count in (5, 6, 7)] == [False, False, True]
    assert [holds(less, of(song_bars=bars), since) for bars in (16.0, 12.1, 12.0)] == [False, False, True]


def test_progress_is_any_fact_of_the_rule():
    both = rule(
        '{ all = [{ fact = "song.bpm", ge = 1 }, { any = [{ fact = "pattern.hits", arg = "kick", ge = 2 }] }] }'
    )
    read = lambda name, argument: {("song.bpm", ""): 90.0, ("pattern.hits", "kick"): 1}[name, argument]  # noqa: E731
    assert values(both, read) == (90.0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "{}", '{ fact = "song.bpm" }', '{ fact = "song.bpm", ge = 1, le = 2 }', '{ fact = "song.bpm", has = "hook" }',
        '{ fact = "form.kinds", ge = 1 }', '{ fact = "song.key", ge = 1 }', '{ fact = "song.key", eq = 1 }',
        '{ fact = "loop.on", eq = 1 }', '{ fact = "song.bpm", eq = true }', '{ fact = "nothing", ge = 1 }',
        '{ fact = "song.bpm", ge = 1, arg = "kick" }', '{ fact = "pattern.hits", ge = 1 }', '{ all = [] }',
        '{ fact = "tracks.count", arg = "singer", ge = 1 }', '{ fact = "song.bpm", ge = "1" }',
        '{ ge = 1, all = [{ fact = "song.bpm", ge = 1 }] }', '{ fact = "takes.new", change = { ge = -1 } }',
        '{ fact = "takes.new", change = {} }', '{ fact = "takes.new", change = { ge = 1, le = -1 } }',
        '{ fact = "song.bpm", ge = nan }', '{ fact = "takes.new", change = { ge = inf } }',
        '{ fact = "song.bpm", ge = 1, python = "print()" }', '{ fact = "song.bpm", between = [1] }',
        '{ all = [{ all = [{ all = [{ all = [{ fact = "song.bpm", ge = 1 }] }] }] }] }',
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(msgspec.ValidationError):
        rule(text)


# --- at random


@st.composite
def leaves(draw: st.DrawFn) -> Rule:
    name = draw(st.sampled_from(sorted(FACTS)))
    row = FACTS[name]
    how = draw(
        st.sampled_from({"number": ("ge", "le", "eq", "between", "change"), "set": ("has",)}.get(row.kind, ("eq",)))
    )
    value: object
    match how, row.kind:
        case "between", _:
            value = tuple(sorted((draw(numbers), draw(numbers))))
        case "change", _:
            size = draw(st.integers(1, 9))
            value = Change(ge=size) if draw(st.booleans()) else Change(le=-size)
        case "has", _:
            value = draw(st.sampled_from(SETS))
        case _, "switch":
            value = draw(st.booleans())
        case _, "text":
            value = draw(st.sampled_from(TEXTS))
        case _:
            value = draw(numbers)
    return Rule(fact=name, arg=draw(ARGUMENTS[row.argument]), **{how: value})


def trees(depth: int = 3) -> st.SearchStrategy[Rule]:
    if not depth:
        return leaves()
    inside = st.lists(trees(depth - 1), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        leaves(), st.builds(lambda parts, name: Rule(**{name: parts}), inside, st.sampled_from(("all", "any")))
    )


@st.composite
def worlds(draw: st.DrawFn):
    """Facts that answer the same each time they are asked."""
    known: dict[tuple[str, str], Value] = {}
    strategies = {
        "number": st.none() | numbers,
        "switch": st.none() | st.booleans(),
        "text": st.sampled_from(TEXTS),
        "set": st.frozensets(st.sampled_from(SETS)),
    }

    def read(name: str, argument: str) -> Value:
        if (name, argument) not in known:
            known[name, argument] = draw(strategies[FACTS[name].kind])
        return known[name, argument]

    return read


def plainly(tree: Rule, facts, since) -> bool:
    """The same, read off the words of the format."""
    if tree.all:
        return min(plainly(part, facts, since) for part in tree.all)
    if tree.any:
        return max(plainly(part, facts, since) for part in tree.any)
    value = facts(tree.fact, str(tree.arg))
    if value is None:
        return False
    before = since.get(key_of(tree.fact, str(tree.arg)), 0.0)
    return {
        tree.ge is not None: lambda: value >= tree.ge,
        tree.le is not None: lambda: value <= tree.le,
        tree.eq is not None: lambda: value == tree.eq,
        tree.between is not None: lambda: not (value < tree.between[0] or value > tree.between[1]),
        tree.has is not None: lambda: tree.has in value,
        tree.change is not None: lambda: (
            value >= before + tree.change.ge if tree.change.ge is not None else value <= before + tree.change.le
        ),
    }[True]()


def changes(tree: Rule) -> set[str]:
    if tree.fact:
        return {key_of(tree.fact, str(tree.arg))} if tree.change else set()
    return set().union(*(changes(part) for part in (*tree.all, *tree.any)))


@given(trees(), worlds(), worlds())
def test_random_trees_mean_what_they_say(tree, before, after):
    since = baseline(tree, before)
    assert set(since) == changes(tree)
    assert holds(tree, after, since) is plainly(tree, after, since)


@given(trees(), worlds())
def test_nothing_that_only_looks_at_change_is_true_when_it_begins(tree, now):
    def only_change(part: Rule) -> bool:
        return part.change is not None if part.fact else all(map(only_change, (*part.all, *part.any)))

    if only_change(tree):
        assert not holds(tree, now, baseline(tree, now))


@given(trees())
def test_a_rule_goes_to_json_and_back(tree):
    assert msgspec.json.decode(msgspec.json.encode(tree), type=Rule) == tree
