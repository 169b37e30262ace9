"""JSON from a disk that anybody may have written on: everything doubtful is refused, and quickly.

The standard reader takes `NaN`, turns 1e999 into infinity, lets the last of two equal keys win and goes as deep as the
stack; a song that came in that way would be another song when it is saved.
"""

from __future__ import annotations

import json
import math
from typing import Any

LARGEST_BYTES = 20_000_000
DEEPEST = 64
MOST_VALUES = 1_200_000
MOST_CONTAINERS = 300_000
"""A song of 100 000 clips has half of these; without them 20 MB of `{}` would take seconds to build and refuse."""


class JsonRefusedError(ValueError):
    """This is no JSON, or not the kind that the house writes."""


def is_small_enough(data: bytes) -> bool:
    """Whether `loads` would try."""
    return (
        len(data) <= LARGEST_BYTES
        and data.count(b",") <= MOST_VALUES
        and data.count(b"{") + data.count(b"[") <= MOST_CONTAINERS
    )


def loads(data: bytes) -> Any:
    """The value of a JSON text in UTF-8: dicts, lists, str, int, float, bool, None. JsonRefusedError.

    Refused: more than 20 MB, deeper than 64, NaN, Infinity, numbers beyond float64, a key twice in one object.
    """
    if not is_small_enough(data):
        raise JsonRefusedError("too large")
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_one_of_each,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as error:
        raise JsonRefusedError(str(error)[:200]) from None
    _check_depth(value)
    return value


def _one_of_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise JsonRefusedError("a key twice")
    return found


def _no_constant(text: str) -> float:
    raise JsonRefusedError(text)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise JsonRefusedError("a number beyond float64")
    return number


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        level = [part for whole in level for part in _inside(whole)]
        if not level:
            return
    raise JsonRefusedError("too deep")


def _inside(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [part for part in inner if isinstance(part, dict | list)]
