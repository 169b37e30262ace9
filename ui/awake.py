"""Keeps the machine from going to sleep while a take is made.

Every system has a door of its own for that; where there is none, or it stays shut, nothing is said: a machine that
sleeps all the same has its take closed and kept.
"""

from __future__ import annotations

import contextlib
import ctypes
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from ui.i18n import t

_ALWAYS, _NO_SLEEP = 0x80000000, 0x00000001
"""ES_CONTINUOUS and ES_SYSTEM_REQUIRED of SetThreadExecutionState (winbase.h)."""
_FOR = "--what=sleep:idle:handle-lid-switch"

WATCHMEN: Mapping[str, tuple[str, ...]] = {
    "linux": ("systemd-inhibit", _FOR, "--mode=block", "--who={who}", "--why={why}", "cat"),
    "darwin": ("caffeinate", "-i", "-s", "cat"),
}
"""By system: what holds sleep off for as long as its last word runs. `cat` ends when nobody holds its input any more:
so it never outlives this process, whatever becomes of it."""

_LAST_S = 1.0


class Awake:
    """Holds the machine awake from `hold(True)` to `hold(False)`. For one thread; only `close` waits."""

    def __init__(self, system: str = sys.platform) -> None:
        self.held = False
        """Whether it was asked to be awake; not whether the system heard."""
        self._system = system
        self._watchmen: list[subprocess.Popen[bytes]] = []

    def hold(self, on: bool) -> None:
        """Keep awake from now on, or no longer. Saying the same again costs nothing."""
        if on == self.held:
            return
        self.held = on
        if self._system == "win32":
            _windows().SetThreadExecutionState(_ALWAYS | (_NO_SLEEP if on else 0))
        elif on:
            self._begin()
        else:
            self._end()

    def close(self) -> None:
        """Let the machine sleep, and stay until that has been passed on."""
        self.hold(False)
        for watchman in self._watchmen:
            try:
                watchman.wait(_LAST_S)
            except subprocess.TimeoutExpired:
                watchman.kill()
                watchman.wait()
        self._watchmen = []

    def _begin(self) -> None:
        self._watchmen = [watchman for watchman in self._watchmen if watchman.poll() is None]
        words = [word.format(who=t("app-name"), why=t("awake-why")) for word in WATCHMEN.get(self._system, ())]
        if words and shutil.which(words[0]) is not None:
            with contextlib.suppress(OSError):  # where the system will not start it, the machine may sleep
                self._watchmen.append(
                    subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                )

    def _end(self) -> None:
        for watchman in self._watchmen:
            assert watchman.stdin is not None
            watchman.stdin.close()  # `cat` has read to the end


def _windows() -> Any:
    return ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
