"""The first beat that an installation listens to waits half a minute for what is compiled for that. Another sound is
listened to before, while nobody waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.jobs import Job, Progress, Stopped

if TYPE_CHECKING:
    from ui.bridge import Bridge


def sign_of(cache: Path) -> Path:
    """Stands in the folder of what can be made again once a first sound was listened to."""
    from importlib.metadata import version  # 15 ms that the window need not wait for

    return cache / f"listened-{version('librosa')}-{version('numba')}"


class FirstListen(QObject):
    """Belongs to the bridge. Begins when the engine has all that it needs, and makes way for a person's own beat."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._cache = bridge.shelf.places.cache
        self.job: Job | None = None
        """Nothing is told of it: what it cannot do now, the next start tries again."""
        bridge.link.ready.connect(self._begin)
        bridge.exchange.beat_imported.connect(self._make_way)

    def close(self) -> None:
        """Stop, and stay until that has happened."""
        self._make_way()
        if self.job is not None:
            self.job.wait()

    def _begin(self) -> None:
        if self.job is None and not sign_of(self._cache).exists():
            self.job = Job("analyse", self._work, self)
            self.job.start()

    def _work(self, progress: Progress, stopped: Stopped) -> None:
        import presets
        from studio.disk import telling
        from ui.worker import listen

        listen(presets.load_verse().path, progress, stopped, ahead=True)
        with telling(self._cache):
            self._cache.mkdir(parents=True, exist_ok=True)
            sign_of(self._cache).touch()

    def _make_way(self) -> None:
        if self.job is not None:
            self.job.cancel()
