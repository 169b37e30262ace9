"""Kernels that are compiled once, by themselves, and then called: the large ones.

numba pastes whatever a kernel calls into it and optimises and translates all of it again, so what lies eight calls deep
is compiled eight times over. A stage is called through an address instead. It has one signature, said where it is
defined, and its address is known to the process before anything that calls it is compiled or comes from the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import binding
from numba import from_dtype, types
from numba.core import cgutils

from studio.engine.compiler import Kernel, before_loading, kernel

FRAMES, DOUBLES, FLOATS = types.float64[:, ::1], types.float64[::1], types.float32[::1]
_NUMBERS = {int: types.int64, float: types.float64, bool: types.boolean}
STAGES: dict[str, Any] = {}
"""All of them, in the order in which they are defined, by the names under which they are called."""


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
        known = False

        def ready() -> None:
            nonlocal known
            if known or compiled.is_compiling:
                return
            compiled.compile(arguments)
            found = compiled.overloads[arguments]
            binding.add_symbol(name, found.library.get_pointer_to_function(found.fndesc.llvm_func_name))
            found.target_context.remove_user_function(found.entry_point)
            found.target_context.insert_func_defn([(call, found.entry_point, arguments)])
            compiled.disable_compile()
            known = True

        def call(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            kind = context.call_conv.get_function_type(types.none, arguments)
            callee = cgutils.get_or_insert_function(builder.module, kind, name)
            context.call_conv.call_function(builder, callee, types.none, arguments, values)
            return context.get_dummy_value()

        STAGES[name] = compiled
        before_loading(ready)
        return compiled

    return made
