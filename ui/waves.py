"""Waveforms for drawing: peaks of the song's files, made off the window's thread, and of the take that is growing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.peaks import GrowingPeaks, Peaks, build_peaks, load_peaks
from studio.song import Media
from studio.wav import HEADER_BYTES
from ui.jobs import Job, Progress, Stopped

_FULL = float(1 << 23)
_LARGEST_READ = 1 << 20
"""Bytes of a growing take read in one go: some seconds of sound, so that no poll takes long."""
_KEPT = 64
"""Shapes kept in memory; the ones used least recently go first."""


class Waves(QObject):
    """Asked for columns by the timeline; says `changed` when shapes that were missing have arrived."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path_of: Callable[[Media], Path] | None = None
        self._cache: Path | None = None
        self._media: dict[str, Media] = {}
        self._peaks: dict[str, Peaks | None] = {}
        """By file of the song; None for a file that cannot be drawn."""
        self._waiting: list[Media] = []
        self._job: Job | None = None
        self._live: GrowingPeaks | None = None
        self._live_path: Path | None = None
        self._live_rest = b""

    def open(self, path_of: Callable[[Media], Path], cache: Path) -> None:
        """Another song: where its files lie, and where their shapes are kept between visits."""
        self._path_of, self._cache = path_of, cache
        self._media, self._peaks, self._waiting = {}, {}, []
        if self._job is not None:  # what it brings belongs to the song before
            self._job.cancel()
            self._job.done.disconnect()
            self._job.failed.disconnect()
            self._job.cancelled.disconnect()
            self._job = None
        self.end_live()

    def know(self, media: tuple[Media, ...]) -> None:
        """The song's files as they are now."""
        self._media = {item.id: item for item in media}

    def close(self) -> None:
        """Stop the work under way and wait for it."""
        self._waiting = []
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def columns(
        self, media_id: str, from_frame: float, to_frame: float, count: int
    ) -> tuple[np.ndarray, np.ndarray] | None:
        """Lowest and highest value (−1…1) of each of `count` equal stretches; None while they are being made."""
        media = self._media.get(media_id)
        if media is None or self._path_of is None:
            return None
        if media.file not in self._peaks:
            if media not in self._waiting:
                self._waiting.append(media)
                self._next()
            return None
        peaks = self._peaks[media.file]
        if peaks is None:
            return np.zeros(count, np.float32), np.zeros(count, np.float32)
        self._peaks[media.file] = self._peaks.pop(media.file)
        return peaks.window(from_frame, to_frame, count)

    # --- the take that is growing

    def begin_live(self, path: Path) -> None:
        """Follow the file of a take that the engine is writing."""
        self._live, self._live_path, self._live_rest = GrowingPeaks(), path, b""

    def end_live(self) -> None:
        self._live = self._live_path = None

    def grow_live(self) -> None:
        """Read what the engine has written since; the file's length is the truth, whatever its header says."""
        if self._live is None or self._live_path is None:
            return
        done = self._live.frames * 3 + len(self._live_rest)
        try:
            with self._live_path.open("rb") as file:
                file.seek(HEADER_BYTES + done)
                raw = self._live_rest + file.read(_LARGEST_READ)
        except OSError:
            return
        frames = len(raw) // 3
        self._live_rest = raw[frames * 3 :]
        if frames:
            octets = np.frombuffer(raw, np.uint8, frames * 3).reshape(frames, 3)
            wide = np.zeros((frames, 4), np.uint8)
            wide[:, 1:] = octets
            self._live.append((wide.view("<i4")[:, 0] >> 8).astype(np.float32) / np.float32(_FULL))

    def live_columns(self, from_frame: float, to_frame: float, count: int) -> tuple[np.ndarray, np.ndarray] | None:
        """As `columns`, of the take that is being recorded."""
        if self._live is None or not self._live.frames:
            return None
        return self._live.window(from_frame, to_frame, count)

    # --- the work

    def _next(self) -> None:
        if self._job is not None or not self._waiting or self._path_of is None or self._cache is None:
            return
        media = self._waiting[0]
        path, cache = self._path_of(media), self._cache / f"{Path(media.file).stem}.peaks"

        def work(progress: Progress, stopped: Stopped) -> Peaks:
            found = load_peaks(cache, path)
            if found is None:
                found = build_peaks(path, progress=progress, cancelled=stopped)
                try:
                    cache.parent.mkdir(parents=True, exist_ok=True)
                    found.save(cache)
                except (OSError, StudioError):
                    pass  # a shape that cannot be kept is made again next time
            return found

        self._job = Job("peaks", work, self)
        self._job.done.connect(lambda found: self._arrived(media, found))
        self._job.failed.connect(lambda error: self._arrived(media, None))
        self._job.cancelled.connect(lambda: None)
        self._job.start()

    def _arrived(self, media: Media, peaks: Peaks | None) -> None:
        self._job = None
        self._waiting.remove(media)
        self._peaks[media.file] = peaks
        while len(self._peaks) > _KEPT:
            self._peaks.pop(next(iter(self._peaks)))
        self.changed.emit()
        self._next()
