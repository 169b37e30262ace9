"""The sounds of the kits that a song plays, made once per machine off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from studio.engine.messages import SoundSource
from studio.errors import StudioError
from studio.song import Song
from studio.storage import Places
from ui.jobs import Job, Progress, Stopped

Sources = dict[str, dict[str, SoundSource]]


class _Wish(NamedTuple):
    """A kit as a song wants it."""

    name: str
    rate_hz: int
    tweaks: tuple[tuple[str, float], ...]
    song_folder: Path | None


class Kits(QObject):
    """Asked for a song's kits; says `arrived` when some that were missing are there.

    Own kits are put into the folder of the song that plays them on the way.
    """

    arrived = Signal()
    failed = Signal(StudioError)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._song_folder: Path | None = None
        self._known: dict[tuple[str, int], tuple[_Wish, dict[str, SoundSource]]] = {}
        self._missed: set[tuple[str, int]] = set()
        """Kits that could not be had."""
        self._job: Job | None = None

    def open(self, song_folder: Path | None, song: Song) -> None:
        """Where the song that is open lies, if it has a folder by now."""
        self._song_folder = song_folder
        self.of(song)

    def of(self, song: Song) -> Sources:
        """The kits that are there by now. One that is on its way plays as it was before, or not at all."""
        from beats.kitshelf import is_own, tweaks_of

        wishes = []
        for name in sorted({track.kit for track in song.tracks if track.kit}):
            folder = self._song_folder if is_own(name) else None
            wishes.append(_Wish(name, song.rate_hz, tuple(sorted(tweaks_of(song, name).items())), folder))
        asked = {(wish.name, wish.rate_hz): wish for wish in wishes}
        missing = [wish for key, wish in asked.items() if key not in self._known or self._known[key][0] != wish]
        if missing and self._job is None:
            self._make(missing)
        return {name: self._known[name, rate_hz][1] for name, rate_hz in asked if (name, rate_hz) in self._known}

    def try_again(self) -> None:
        """There is something new on the shelf: what could not be had may be there now."""
        for key in self._missed:
            self._known.pop(key, None)
        self._missed.clear()

    def close(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _make(self, wishes: list[_Wish]) -> None:
        library, cache = self._places.kits, self._places.cache

        def made(wish: _Wish, progress: Progress, stopped: Stopped) -> dict[str, SoundSource]:
            from beats.kitshelf import carry, homes_of, sources

            if wish.song_folder is not None:
                carry(wish.name, library, wish.song_folder)
            homes = homes_of(wish.song_folder, library)
            return sources(wish.name, wish.rate_hz, cache, homes, progress, stopped, tweaks=dict(wish.tweaks))

        def work(progress: Progress, stopped: Stopped) -> list[dict[str, SoundSource] | StudioError]:
            found: list[dict[str, SoundSource] | StudioError] = []
            for wish in wishes:
                try:
                    found.append(made(wish, progress, stopped))
                except StudioError as error:  # the other kits play all the same
                    found.append(error)
            return found

        def done(found: list[dict[str, SoundSource] | StudioError]) -> None:
            self._job = None
            for wish, outcome in zip(wishes, found, strict=True):
                key = wish.name, wish.rate_hz
                if isinstance(outcome, StudioError):  # asked for once, not at every edit
                    self._known[key] = (wish, self._known[key][1] if key in self._known else {})
                    self._missed.add(key)
                    self.failed.emit(outcome)
                else:
                    self._known[key] = (wish, outcome)
            self.arrived.emit()

        def failed(error: StudioError) -> None:
            done([error] * len(wishes))

        self._job = Job("kits", work, self)
        self._job.done.connect(done)
        self._job.failed.connect(failed)
        self._job.start()
