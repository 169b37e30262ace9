"""Keeps the machine from going to sleep while a take is made.

Every system has a door of its own for that; where there is none, or it stays shut, nothing is said: a machine that
sleeps all the same has its take closed and kept.
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QProcess

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


class Awake(QObject):
    """Holds the machine awake from `hold(True)` to `hold(False)`. For the window's thread; never waits."""

    def __init__(self, parent: QObject | None = None, system: str = sys.platform) -> None:
        super().__init__(parent)
        self.held = False
        """Whether it was asked to be awake; not whether the system heard."""
        self._system = system
        self._watchman: QProcess | None = None

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
        for watchman in self.findChildren(QProcess):
            if not watchman.waitForFinished(1000):
                watchman.kill()
                watchman.waitForFinished(1000)

    def _begin(self) -> None:
        words = [word.format(who=t("app-name"), why=t("awake-why")) for word in WATCHMEN.get(self._system, ())]
        if not words or shutil.which(words[0]) is None:
            return
        watchman = self._watchman = QProcess(self)
        watchman.setStandardOutputFile(QProcess.nullDevice())
        watchman.setStandardErrorFile(QProcess.nullDevice())
        watchman.finished.connect(lambda: self._gone(watchman))
        watchman.start(words[0], words[1:])

    def _end(self) -> None:
        if self._watchman is not None:
            self._watchman.closeWriteChannel()  # `cat` has read to the end
            self._watchman = None

    def _gone(self, watchman: QProcess) -> None:
        """It has done its work, or the system would not let it."""
        if self._watchman is watchman:
            self._watchman = None
        watchman.deleteLater()


def _windows() -> Any:
    return ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
