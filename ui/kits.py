"""The sounds of the kits that a song plays, made once per machine off the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.engine.messages import SoundSource
from studio.errors import StudioError
from studio.song import Song
from ui.jobs import Job, Progress, Stopped

Sources = dict[str, dict[str, SoundSource]]


class Kits(QObject):
    """Asked for a song's kits; says `arrived` when some that were missing are there."""

    arrived = Signal()
    failed = Signal(StudioError)

    def __init__(self, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._known: dict[tuple[str, int], dict[str, SoundSource]] = {}
        self._job: Job | None = None

    def of(self, song: Song) -> Sources:
        """The kits that are there by now; the others are on their way and play as silence until then."""
        names = {track.kit for track in song.tracks if track.kit}
        missing = sorted(name for name in names if (name, song.rate_hz) not in self._known)
        if missing and self._job is None:
            self._make(missing, song.rate_hz)
        return {name: self._known[name, song.rate_hz] for name in names if (name, song.rate_hz) in self._known}

    def close(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _make(self, names: list[str], rate_hz: int) -> None:
        def work(progress: Progress, stopped: Stopped) -> dict[tuple[str, int], dict[str, SoundSource]]:
            from beats.kits import kit_sources

            return {(name, rate_hz): kit_sources(name, rate_hz, self._cache, progress, stopped) for name in names}

        def done(made: dict[tuple[str, int], dict[str, SoundSource]]) -> None:
            self._job = None
            self._known |= made
            self.arrived.emit()

        def failed(error: StudioError) -> None:
            self._job = None
            self._known |= {(name, rate_hz): {} for name in names}  # asked for once, not at every edit
            self.failed.emit(error)

        self._job = Job("kits", work, self)
        self._job.done.connect(done)
        self._job.failed.connect(failed)
        self._job.start()
