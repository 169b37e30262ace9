"""The difference between two songs as a small piece of JSON, and putting it on.

A patch of a thing (a struct or a dict, JSON object) says which keys to set, which to cut and which to patch inside:

    {"set": {"bpm": 92.0}, "cut": ["low_db"], "in": {"tracks": …}}

A patch of a row of things that have ids says which to cut, which to put at which place (places in the new row, in
rising order), which to patch inside, and the whole order if things changed places:

    {"cut": ["c4"], "put": [[3, {"id": "c9", …}]], "in": {"c7": {"set": {"gain_db": -3.0}}}, "order": ["c7", "c1", …]}

Everything else (hits, lyrics, lanes) is set as a whole. Values that are the same object are skipped without a look,
so the difference of one edit costs what the edit touched, however large the song is.
"""

from __future__ import annotations

from typing import Any

import msgspec

Patch = dict[str, Any]
_ABSENT = object()


class PatchError(ValueError):
    """The patch does not fit the value it was put on."""


def diff(old: msgspec.Struct, new: msgspec.Struct) -> Patch:
    """What makes `new` of `old`, two structs of one type; empty if nothing does."""
    return _diff_values(_fields(old), _fields(new))


def apply(patch: Patch, whole: dict[str, Any]) -> None:
    """Put a patch on a value made of dicts and lists, in place. PatchError if it does not fit; then `whole` is spoilt.

    A field at its default may be absent from `whole`.
    """
    try:
        _apply_thing(patch, whole)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise PatchError(type(error).__name__) from None


def _fields(thing: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__struct_fields__}


def _diff_values(old: dict[str, Any], new: dict[str, Any]) -> Patch:
    patch: Patch = {}
    cut = [name for name in old if name not in new]
    if cut:
        patch["cut"] = cut
    for name, value in new.items():
        before = old.get(name, _ABSENT)
        if before is value or before == value:
            continue
        if isinstance(value, dict) and isinstance(before, dict):
            patch.setdefault("in", {})[name] = _diff_values(before, value)
        elif _is_row(before) and _is_row(value):
            patch.setdefault("in", {})[name] = _diff_rows(before, value)
        else:
            patch.setdefault("set", {})[name] = msgspec.to_builtins(value)
    return patch


def _diff_rows(old: tuple[Any, ...], new: tuple[Any, ...]) -> Patch:
    patch: Patch = {}
    before = {thing.id: thing for thing in old}
    after = {thing.id: thing for thing in new}
    cut = [name for name in before if name not in after]
    put = [[place, msgspec.to_builtins(thing)] for place, thing in enumerate(new) if thing.id not in before]
    inner = {
        name: _diff_values(_fields(before[name]), _fields(thing))
        for name, thing in after.items()
        if name in before and before[name] is not thing and before[name] != thing
    }
    if cut:
        patch["cut"] = cut
    if put:
        patch["put"] = put
    if inner:
        patch["in"] = inner
    if [name for name in before if name in after] != [name for name in after if name in before]:
        patch["order"] = list(after)
    return patch


def _is_row(value: Any) -> bool:
    """Whether the things of a tuple are told apart by their ids; so is an empty one."""
    if not isinstance(value, tuple):
        return False
    names = [getattr(thing, "id", None) for thing in value]
    return None not in names and len(set(names)) == len(names)


def _apply_thing(patch: Patch, thing: dict[str, Any]) -> None:
    for name in patch.get("cut", ()):
        del thing[name]
    for name, inner in patch.get("in", {}).items():
        is_row = bool({"put", "order"} & inner.keys()) or isinstance(thing.get(name), list)
        if is_row:
            thing[name] = _applied_row(inner, thing.get(name, []))
        else:
            _apply_thing(inner, thing.setdefault(name, {}))
    thing.update(patch.get("set", {}))


def _applied_row(patch: Patch, row: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {thing["id"]: thing for thing in row}
    for name in patch.get("cut", ()):
        del by_id[name]
    for name, inner in patch.get("in", {}).items():
        _apply_thing(inner, by_id[name])
    found = list(by_id.values())
    for place, thing in patch.get("put", ()):
        by_id[thing["id"]] = thing
        found.insert(place, thing)
    if "order" in patch:
        if len(patch["order"]) != len(by_id):
            raise PatchError("order")
        found = [by_id[name] for name in patch["order"]]
    return found
