"""Measurements that nobody waits for: one at a time, in a process of their own, while the song goes on playing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from studio.engine.messages import SoundSource
from studio.errors import StudioError
from studio.song import Song
from ui.jobs import Job, Progress, Stopped

if TYPE_CHECKING:
    from ui.bridge import Bridge


class Sources(NamedTuple):
    """A song with where its sounds lie, as the worker takes it."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]


Ask = Callable[[Sources, Progress, Stopped], object]


class _Wish(NamedTuple):
    kind: str
    song: Song
    ask: Ask
    done: Callable[..., None]


class Measuring(QObject):
    """Belongs to the bridge. What is asked for while something is measured comes next; of one kind only the newest."""

    changed = Signal()
    failed = Signal(StudioError)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._job: Job | None = None
        self._wish: _Wish | None = None
        self._waiting: dict[str, _Wish] = {}
        self._closed = False

    @property
    def kind(self) -> str:
        """What is being measured, one of the names it was asked for by; empty for nothing."""
        return self._wish.kind if self._wish is not None else ""

    def is_asked(self, kind: str) -> bool:
        """Whether something is being measured, or will be."""
        return kind == self.kind or kind in self._waiting

    def ask(self, kind: str, song: Song, ask: Ask, done: Callable[..., None]) -> None:
        """Measure something of a song; `done` gets the answer on the window's thread. What is asked anew is no longer
        waited for."""
        if self._closed or self._bridge.opened.path is None:
            return
        self._waiting[kind] = _Wish(kind, song, ask, done)
        if self._job is None:
            self._begin()
        elif self.kind == kind:
            self._job.cancel()

    def forget(self) -> None:
        """Another song is opened: nothing of the old one is wanted."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        self._closed = True
        self.forget()
        if self._job is not None:
            self._job.wait()

    def _begin(self) -> None:
        wish = self._wish = self._waiting.pop(next(iter(self._waiting)))
        job = self._job = Job(wish.kind, self._work(wish), self)
        job.done.connect(lambda value: self._ended(job, lambda: wish.done(value)))
        job.failed.connect(lambda error: self._ended(job, lambda: self.failed.emit(error)))
        job.cancelled.connect(lambda: self._ended(job, lambda: None))
        job.start()
        self.changed.emit()

    def _work(self, wish: _Wish) -> Callable[[Progress, Stopped], object]:
        folder, places, song = self._bridge.opened.folder, self._bridge.shelf.places, wish.song
        assert folder is not None
        files = {media.id: str(folder.path_of(media)) for media in song.media}
        path = folder.path

        def work(progress: Progress, stopped: Stopped) -> object:
            from beats.kitshelf import homes_of, song_sources

            kits: Mapping[str, dict[str, SoundSource]] = song_sources(
                song, places.cache, homes_of(path, places.kits), cancelled=stopped
            )
            return wish.ask(Sources(song, files, dict(kits)), progress, stopped)

        return work

    def _ended(self, job: Job, then: Callable[[], None]) -> None:
        overtaken = self.kind in self._waiting
        self._job, self._wish = None, None
        job.deleteLater()
        if not overtaken and not self._closed:
            then()
        if self._waiting and self._job is None and not self._closed:
            self._begin()
        self.changed.emit()
