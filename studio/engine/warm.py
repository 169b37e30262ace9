"""Compiles what the audio thread needs before there is an audio thread, and says how far that has come.

The first time ever, stages are compiled side by side: numba compiles one thing at a time, so each core has a process of
its own (`python -m studio.engine.warm FOLDER`). Each takes the next stage that nobody has taken, in the order in which
they are defined, until there is none; what they put on the disk is all that is wanted of them.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numba.core import event

from studio.engine import rings, state
from studio.engine.callback import callback
from studio.engine.compiler import CACHE_FOLDER, forget_old_caches
from studio.engine.render import hurry_plan, offer_plan, plan_in_use, render_block_rt
from studio.engine.stage import STAGES, compile_for_the_disk

_COMPILATIONS = 60
"""About how many kernels are left to compile when the stages are there: only the progress bar depends on it."""
_SIDE_BY_SIDE = 0.8
"""Of the progress bar, which stages have to themselves."""
_MOST_PROCESSES = 4
_LOOK_S = 0.1
_WHOLE = CACHE_FOLDER / "whole"
"""Stands where everything has been compiled."""


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
    began = 0.0
    if not _WHOLE.exists():
        _compile_stages(lambda share: progress(_SIDE_BY_SIDE * share))
        began = _SIDE_BY_SIDE
    with event.install_listener("numba:compile", _Count(lambda share: progress(began + (1.0 - began) * share))):
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
    with contextlib.suppress(OSError):
        _WHOLE.touch()
    progress(1.0)
    forget_old_caches()


def _compile_stages(progress: Callable[[float], None]) -> None:
    """Has every stage compiled, in as many processes as are of use. What one of them cannot do is done here, later."""
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    if processes == 1:
        return
    with tempfile.TemporaryDirectory(prefix="compiling-", ignore_cleanup_errors=True) as folder:
        call = [sys.executable, "-m", "studio.engine.warm", folder]
        helpers = [
            subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(processes)
        ]
        try:
            while any(helper.poll() is None for helper in helpers):
                time.sleep(_LOOK_S)
                progress(len(os.listdir(folder)) / (len(STAGES) + processes))
        finally:
            for helper in helpers:
                helper.kill()
                helper.wait()


def _help(folder: Path) -> None:
    """Compiles what nobody else who was told this folder compiles, as long as who made the folder is there."""
    parent = os.getppid()

    def mine(name: str) -> bool:
        if os.getppid() != parent:
            return False
        try:
            (folder / name).touch(exist_ok=False)
        except OSError:
            return False
        return True

    compile_for_the_disk(mine)


if __name__ == "__main__":
    _help(Path(sys.argv[1]))
