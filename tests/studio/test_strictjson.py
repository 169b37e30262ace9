"""JSON that anybody may have written: refused, or read as the standard reads it, and never slowly."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import strictjson
from studio.strictjson import JsonRefusedError, loads

REFUSED = {
    "nothing": b"",
    "half": b'{"a":',
    "two": b"1 2",
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":Infinity}',
    "minus infinity": b"[-Infinity]",
    "1e999": b'{"a":1e999}',
    "-1e999": b"[-1e999]",
    "key twice": b'{"a":1,"a":2}',
    "key twice, written otherwise": b'{"a":1,"\\u0061":2}',
    "key twice below": b'[{"x":[{"k":1,"k":1}]}]',
    "not utf-8": b'{"a":"\xff"}',
    "utf-16": '{"a":1}'.encode("utf-16"),
    "zeros": bytes(1000),
    "deep": b"[" * 65 + b"]" * 65,
    "deep in dicts": b'{"a":' * 65 + b"1" + b"}" * 65,
    "very deep": b"[" * 400_000 + b"]" * 400_000,
    "very deep and open": b"[" * 19_000_000,
    "200 MB": b" " * 200_000_000,
    "20 MB of empty dicts": b"[" + b"{}," * 6_000_000 + b"0]",
    "a number of 19 million digits": b"[" + b"1" * 19_000_000 + b"]",
    "millions of numbers": b"[" + b"0," * 9_000_000 + b"0]",
    "comment": b'{"a":1/*x*/}',
    "single quotes": b"{'a':1}",
    "control character": b'"\x01"',
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_at_once(name: str) -> None:
    started_s = time.perf_counter()
    with pytest.raises(JsonRefusedError):
        loads(REFUSED[name])
    took_s = time.perf_counter() - started_s
    print(f"{name}: {took_s * 1000:.1f} ms")
    assert took_s < 10.0


def test_the_worst_that_is_allowed() -> None:
    for data in (
        b"[" + b"1.5," * 1_190_000 + b"0]",
        b"[" + b'{"a":{"b":1}},' * 149_000 + b"0]",
        b"{" + b",".join(b'"%d":1' % number for number in range(1_190_000)) + b"}",
        b'"' + b"\\u00e5" * 3_000_000 + b'"',
    ):
        started_s = time.perf_counter()
        loads(data)
        took_s = time.perf_counter() - started_s
        print(f"{data[:12]!r}…: {took_s:.2f} s for {len(data) / 1e6:.0f} MB")
        assert took_s < 10.0


def test_as_deep_as_allowed() -> None:
    value: Any = loads(b"[" * 64 + b"]" * 64)
    for _ in range(63):
        (value,) = value
    assert value == []


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values)
@settings(deadline=None)
def test_all_else_is_read_as_it_was_written(value: object) -> None:
    assert loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) == value


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        loads(data)
    except JsonRefusedError:
        return
    json.loads(data)


def test_the_limit_in_bytes() -> None:
    assert loads(b" " * (strictjson.LARGEST_BYTES - 1) + b"1") == 1
    with pytest.raises(JsonRefusedError):
        loads(b" " * strictjson.LARGEST_BYTES + b"1")
