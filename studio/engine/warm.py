"""Compiles what the audio thread needs before there is an audio thread, and says how far that has come."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba.core import event

from studio.engine import rings, state
from studio.engine.callback import callback
from studio.engine.compiler import forget_old_caches
from studio.engine.render import hurry_plan, offer_plan, plan_in_use, render_block_rt

_COMPILATIONS = 250
"""About how many kernels a cold start compiles: only the progress bar depends on it."""


class _Count(event.Listener):  # type: ignore[misc]
    def __init__(self, progress: Callable[[float], None]) -> None:
        self._progress, self._done = progress, 0

    def on_start(self, _: object) -> None:
        """Nothing has been done yet."""

    def on_end(self, _: object) -> None:
        self._done += 1
        self._progress(min(self._done / _COMPILATIONS, 0.99))


def warm_up(progress: Callable[[float], None] = lambda share: None) -> None:
    """Compiles, or loads from the cache, every kernel of the live path. Seconds when warm, half a minute the first
    time ever."""
    with event.install_listener("numba:compile", _Count(progress)):
        memory = state.Memory(48_000)
        heard, played = np.zeros(64, np.float32), np.zeros((64, 2), np.float32)
        offer_plan(memory.address, -1)
        plan_in_use(memory.address)
        hurry_plan(memory.address)
        render_block_rt(memory.address, heard.ctypes.data, played.ctypes.data, 64, 1, 2, 0)
        callback()
        ring, events = int(memory.record["addr_control_ring"][0]), int(memory.record["addr_control_events"][0])
        rings.post(ring, events, state.STOP, 0, 0, 0, 0.0, 1.0)
        rings.waiting(ring)
        rings.tail_of(ring)
        rings.release(ring, 1)
    progress(1.0)
    forget_old_caches()
