"""What the compiler made of the callback."""

from __future__ import annotations

import inspect
import re
import sys

import numpy as np
import pytest

from studio.engine import offline, render
from studio.engine.atomics import flush_denormals, restore_rounding
from studio.engine.callback import callback
from studio.engine.compiler import kernel
from studio.engine.stage import STAGES

FORBIDDEN = re.compile(r"NRT_|^Py|numba_|malloc|calloc|free$|_Znw")
LIBRARY = re.compile(
    r"llvm\.|clock_gettime$|(atan2|cos|exp|exp2|fmod|ldexp|log|log10|log2|pow|sin|sqrt|tan)f?$|mem(set|cpy|move)$"
)
"""What there is besides kernels that a callback may call."""


def functions(llvm: str) -> dict[str, tuple[str, set[str]]]:
    """Name → (body, names it calls)."""
    found = {}
    for match in re.finditer(r'^define [^@]*@"?([^"(]+)"?\((.*?)^}', llvm, re.S | re.M):
        calls = set(re.findall(r'(?:call|invoke)[^@\n]*@"?([\w.$]+)', match[2]))
        found[match[1]] = (match[2], calls)
    return found


def test_the_callback_calls_no_interpreter_and_no_allocator(kernels):
    libraries = [callback()._library]
    for one in STAGES.values():
        libraries += [overload.library for overload in one.compiled.overloads.values()]
    llvm = "\n".join(str(library._get_module_for_linking()) for library in libraries)  # as it lies on the disk
    found = functions(llvm)
    kernels = {name: part for name, part in found.items() if not name.startswith(("cfunc.", "_ZN7cpython"))}
    for stage in STAGES:
        assert any(stage.rpartition(".")[2] in name for name in kernels), stage
    for name, (_, calls) in kernels.items():
        assert not [call for call in calls if FORBIDDEN.search(call)], name
        unseen = {call for call in calls if call not in found and call not in STAGES and not LIBRARY.match(call)}
        assert not unseen, name  # nothing is called that this test does not look into
    # numba's wrapper round it would report a raised exception through the interpreter: no kernel returns any status
    # but 0
    for name, (body, _) in kernels.items():
        statuses = re.findall(r"ret i32 (\S+)", body)
        for phi in re.findall(r"%common\.ret\.op = phi i32 (.*)", body):
            statuses += re.findall(r"\[ (\S+),", phi)
        constants = {status for status in statuses if not status.startswith("%")}
        assert constants <= {"0"}, name


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_is_called_only_by_what_stands_after_it(name):
    """What comes from the disk before a stage is known could not be bound to it."""
    module, _, function = name.rpartition(".")
    before, defined, _ = inspect.getsource(sys.modules[module]).partition(f"\ndef {function}(")
    assert defined
    assert not re.search(rf"\b{function}\((?!\))", before)


@kernel
def _halve(values, flush: bool) -> None:
    before = flush_denormals() if flush else 0
    for i in range(len(values)):
        values[i] *= 0.5
    if flush:
        restore_rounding(before)


def test_what_is_too_small_is_nought_while_mixing_and_only_then():
    for flush in (True, False, True):
        values = np.full(1_000, np.finfo(np.float64).tiny)
        _halve(values, flush)
        assert (values == 0.0).all() == flush
        assert float(np.finfo(np.float64).tiny) * 0.5 > 0.0  # the thread has its rounding back


@pytest.mark.parametrize("name", ["render_block_rt", "_strips", "_sum"])
def test_every_thread_that_mixes_sets_it(name):
    function = getattr(render if name == "render_block_rt" else offline, name)
    source = inspect.getsource(function.py_func)
    assert source.index("flush_denormals()") < source.index("restore_rounding(")
