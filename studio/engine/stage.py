"""Kernels that are compiled once, by themselves, and then called: the large ones.

numba pastes whatever a kernel calls into it and optimises and translates all of it again, so what lies eight calls deep
is compiled eight times over. A stage is called through an address instead. It has one signature, said where it is
defined, and its address is known to the process before anything that calls it is compiled or comes from the disk.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numba
from llvmlite import binding
from numba import from_dtype, types
from numba.core import cgutils

from studio.engine.compiler import OPTIONS, Kernel, before_loading, kernel

FRAMES, DOUBLES, FLOATS = types.float64[:, ::1], types.float64[::1], types.float32[::1]
_NUMBERS = {int: types.int64, float: types.float64, bool: types.boolean}
STAGES: dict[str, Stage] = {}
"""All of them, in the order in which they are defined, by the names under which they are called."""
_for_the_disk = False


class Stage:
    """A stage as the compiler knows it."""

    def __init__(self, compiled: Any, name: str, arguments: tuple[Any, ...]) -> None:
        self.compiled = compiled
        self._name, self._arguments, self._known = name, arguments, False

    def ready(self) -> None:
        """Lets others call it: compiled here, or from the disk."""
        if self._known or self.compiled.is_compiling:
            return
        if _for_the_disk:
            self._stand_in()
        else:
            self.compile()

    def compile(self) -> None:
        """Compiles it, or has it from the disk."""
        self.compiled.compile(self._arguments)
        self._let_call()

    def _stand_in(self) -> None:
        """Something with its name and arguments that does nothing takes its place, which is enough for others to be
        compiled that call it, where nothing is ever called."""
        names = ", ".join(inspect.signature(self.compiled.py_func).parameters)
        self._nothing = numba.njit(**OPTIONS)(eval(f"lambda {names}: None"))  # its code goes when nobody has it
        self._nothing.compile(self._arguments)
        self.compiled.add_overload(self._nothing.overloads[self._arguments])
        self._let_call()

    def _let_call(self) -> None:
        arguments, name = self._arguments, self._name

        def call(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            kind = context.call_conv.get_function_type(types.none, arguments)
            callee = cgutils.get_or_insert_function(builder.module, kind, name)
            context.call_conv.call_function(builder, callee, types.none, arguments, values)
            return context.get_dummy_value()

        found = self.compiled.overloads[arguments]
        binding.add_symbol(name, found.library.get_pointer_to_function(found.fndesc.llvm_func_name))
        found.target_context.remove_user_function(found.entry_point)
        found.target_context.insert_func_defn([(call, found.entry_point, arguments)])
        self.compiled.disable_compile()
        self._known = True


def stage(*kinds: Any) -> Callable[[Kernel], Kernel]:
    """As `kernel`, for a large one that returns nothing; it may be called by what is defined after it. Its
    arguments: int, float, bool, the dtype of a record, or `FRAMES`, `DOUBLES`, `FLOATS`."""
    arguments = tuple(
        _NUMBERS[kind] if kind in _NUMBERS else kind if isinstance(kind, types.Type) else from_dtype(kind)
        for kind in kinds
    )

    def made(function: Kernel) -> Kernel:
        compiled: Any = kernel(function)
        name = f"{function.__module__}.{function.__qualname__}"
        STAGES[name] = Stage(compiled, name, arguments)
        before_loading(STAGES[name].ready)
        return compiled

    return made


def compile_for_the_disk(mine: Callable[[str], bool]) -> None:
    """Compiles those of the stages that are `mine`, by their names. Nothing in this process may be called after it."""
    global _for_the_disk
    _for_the_disk = True
    for name, one in STAGES.items():
        if mine(name):
            one.compile()
