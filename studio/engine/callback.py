"""`render_block_rt` behind PortAudio's C signature. In a file of its own: building it needs the compiler, kernels can
do without."""

from __future__ import annotations

from functools import cache
from typing import Any

from numba import types

from studio.engine.atomics import load_acquire
from studio.engine.compiler import c_function
from studio.engine.render import render_block_rt

_SIGNATURE = types.intc(types.int64, types.int64, types.ulong, types.int64, types.ulong, types.int64)


@cache
def callback() -> Any:
    """The compiled callback; `.address` goes to PortAudio, with the address of three int64 for its user data: the
    engine record, the number of input channels (0: none) and of output channels."""

    @c_function(_SIGNATURE)
    def play_and_record(source: int, target: int, frames: int, time: int, trouble: int, user: int) -> int:
        render_block_rt(
            load_acquire(user),
            source,
            target,
            int(frames),
            load_acquire(user + 8),
            load_acquire(user + 16),
            int(trouble),
        )
        return 0

    return play_and_record
