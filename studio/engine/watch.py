"""Watching a counter that must move: how a dead device or a dead process is noticed."""

from __future__ import annotations

import sys
import time

LOST_S = 0.25
"""A device that has not called for so long is gone, whatever the driver says."""
SLEPT_S = 2.0
"""A process that stood still for so long was asleep with its machine."""
_LONGEST_LOOK_S = 0.05
_FIRST_S = 2.0

_CLOCK: int = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", 0))
"""Goes on while the machine sleeps, as Linux's monotonic clock does not; on Windows the plain one does."""


def world_s() -> float:
    """A clock that goes on while the machine sleeps."""
    return time.monotonic() if sys.platform == "win32" else time.clock_gettime(_CLOCK)


class Watch:
    """How long a counter has stood still while somebody looked.

    One that has not moved yet has two seconds to begin. A gap between two looks counts for at most 50 ms: when the
    whole machine slept, the counter is not to blame.
    """

    def __init__(self) -> None:
        self._count, self._looked, self._still_s = -1, time.monotonic(), 0.0
        self._moved = False

    def still_s(self, count: int) -> float:
        """Looks at the counter; seconds for which it has not moved."""
        now = time.monotonic()
        self._still_s += min(now - self._looked, _LONGEST_LOOK_S)
        self._looked = now
        if count != self._count:
            self._moved = self._count >= 0
            self._count, self._still_s = count, 0.0
        return self._still_s if self._moved else max(self._still_s - _FIRST_S, 0.0)
