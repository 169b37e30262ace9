"""The long work that a person waits for: one piece at a time, told as kind and share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.song import Song
from studio.songfile import SongFolder
from studio.storage import Places
from ui.jobs import Job, Progress, Stopped, Work


class Tasks(QObject):
    """Runs work on a thread of its own while the window goes on."""

    changed = Signal()
    """Begun or ended."""
    failed = Signal(StudioError)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job: Job | None = None
        """What is under way."""

    def run(self, kind: str, work: Work, done: Callable[..., None]) -> None:
        """Begin; `done` gets what the work gave back, on the window's thread, unless it failed or was cancelled."""
        assert self.job is None
        job = self.job = Job(kind, work, self)
        job.done.connect(lambda value: self._ended(job, lambda: done(value)))
        job.failed.connect(lambda error: self._ended(job, lambda: self.failed.emit(error)))
        job.cancelled.connect(lambda: self._ended(job, lambda: None))
        job.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the work under way; it leaves nothing behind."""
        if self.job is not None:
            self.job.cancel()

    def close(self) -> None:
        """Stop it and stay until it has stopped."""
        if self.job is not None:
            self.job.cancel()
            self.job.wait()

    def _ended(self, job: Job, then: Callable[[], None]) -> None:
        self.job = None
        job.deleteLater()
        then()
        self.changed.emit()


def importing(source: Path, target: Path, rate_hz: int) -> Work:
    """Any audio file → the song's own WAV; gives back `studio.media.Imported`."""

    def work(progress: Progress, stopped: Stopped) -> object:
        from studio.media import import_audio

        return import_audio(source, target, rate_hz, progress=progress, cancelled=stopped)

    return work


def exporting(
    song: Song,
    folder: SongFolder,
    places: Places,
    target: Path,
    encoding: str,
) -> Work:
    """The finished file of a song, made by a process of its own; gives back its path. Waits for the song's sounds."""
    paths = {media.id: str(folder.path_of(media)) for media in song.media}
    song_folder = folder.path

    def work(progress: Progress, stopped: Stopped) -> object:
        from beats.kitshelf import homes_of, song_sources
        from studio.disk import telling
        from ui.worker import Render, render

        with telling(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        homes = homes_of(song_folder, places.kits)
        sources = song_sources(song, places.cache, homes, cancelled=stopped)
        render(Render(song, paths, sources, str(target), encoding), progress, stopped)
        return target

    return work
