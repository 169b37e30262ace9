"""The bridge's hands for comparing by ear at one loudness: two mixes of the song, and the song with a track from
elsewhere. What is louder is turned down, on the way to the ear alone."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from studio import edits, params
from studio.disk import telling
from studio.media import Imported, import_audio
from studio.song import Media, Release, Song
from studio.units import SILENCE_DB
from ui import worker
from ui.i18n import decimal, t
from ui.jobs import Progress, Stopped
from ui.measuring import Sources

if TYPE_CHECKING:
    from ui.bridge import Bridge

REFERENCE = "reference"
"""Id, among the media that the engine knows, of the track that the song is compared with. No song holds it."""
_SETTLED_MS = 500
"""A mix that was left alone for so long while it is compared is measured anew."""
_UNTIL_KNOWN_LUFS = -20.0
"""As loud as a track from elsewhere is heard until the song's own loudness is known: most mixes are no softer."""
_KEPT = 4
"""Mixes whose loudness is remembered."""
_IMPORT_SHARE = 0.7
_SAME_DB = 0.05
_LONGEST_NAME = 16


class Reference(NamedTuple):
    """A track from elsewhere, as it lies on this machine until another song is opened."""

    path: Path
    name: str
    """What the file was called where it came from."""
    frames: int
    channels: int
    lufs: float | None
    """None for silence."""


class Comparing(QObject):
    """Belongs to the bridge, which holds the song."""

    changed = Signal()
    """Something else is compared or heard, or a loudness is known."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.reference: Reference | None = None
        self._of: set[str] = set()
        """What is compared with the song as it is: `mixes`, `reference` or both."""
        self._known: list[tuple[Song, float | None]] = []
        self._asked: Song | None = None
        self._monitor = {"mix_db": 0.0, "cue_db": 0.0}
        self._matched = False
        self._said = ""
        self._heard = False
        self._from_frame, self._since = 0, 0.0
        """Where the reference began to be heard, and when."""
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._match)
        for left in bridge.shelf.places.cache.glob(f"{REFERENCE}-*"):
            shutil.rmtree(left, ignore_errors=True)  # of a window that ended unasked
        bridge.song_changed.connect(self._song_changed)
        bridge.measuring.failed.connect(lambda error: self._end_wait())
        bridge.link.moved.connect(self._moved)

    # --- what is compared

    @property
    def on(self) -> bool:
        """Whether something is compared now."""
        return bool(self._of)

    @property
    def hears_reference(self) -> bool:
        """Whether the track from elsewhere sounds now."""
        return self._bridge.link.cues == REFERENCE

    @property
    def measuring(self) -> bool:
        """Whether a loudness is being found out."""
        return self._asked is not None

    @property
    def lowered_db(self) -> float | None:
        """By how much what is heard now is turned down; None while that is not known."""
        return -self._monitor["cue_db" if self.hears_reference else "mix_db"] if self._matched else None

    def words(self) -> tuple[str, dict[str, object]]:
        """Message id and fields of what is heard now."""
        lowered_db, what = self.lowered_db, "mix"
        fields: dict[str, object] = {}
        if self.hears_reference and self.reference is not None:
            what, fields = "reference", {"name": short(self.reference.name)}
        if lowered_db is None:
            return ("compare-measuring" if self.measuring else "compare-unmatched"), {}
        if lowered_db < _SAME_DB:
            return f"compare-{what}-as-is", fields
        return f"compare-{what}-lowered", {**fields, "db": decimal(lowered_db)}

    def begin_mixes(self) -> None:
        """The two mixes of the song are heard in turn from now on."""
        self._of.add("mixes")
        self.hear_reference(False)
        self._match()

    def end(self) -> None:
        """Everything sounds as loud as it is again; a track from elsewhere is silent."""
        self._settled.stop()
        self.silence()
        if self._of:
            self._of.clear()
            self._asked = None
            self._turn(0.0, 0.0, matched=False)

    # --- a track from elsewhere

    def take_reference(self, source: Path) -> None:
        """Fetch an audio file to compare with. It is copied to this machine's cache, never into the song."""
        bridge = self._bridge
        if bridge.job is None:
            bridge.shelf.import_folder = str(source.parent)
        bridge.with_folder(lambda folder: self._fetch(source))

    def hear_reference(self, on: bool) -> None:
        """The reference instead of the song, from where it was left; or the song again, from where it was."""
        bridge, reference = self._bridge, self.reference
        if on and reference is not None and bridge.is_free() and bridge.sound.is_there():
            bridge.link.stop()
            self._of.add("reference")
            self._cue(self._from_frame)
            self._match()
        elif not on and self.hears_reference:
            self.silence()
            bridge.play_or_stop()
        self.changed.emit()

    def silence(self) -> None:
        """The reference is heard no more; it goes on from here the next time."""
        if self.hears_reference:
            self._bridge.link.cue()
            self._moved()

    def heard(self, song: Song) -> Song:
        """The song as the engine is to know it. The reference stands first, so that its place stays the same."""
        reference = self.reference
        if reference is None:
            return song
        media = Media(
            id=REFERENCE,
            file=str(reference.path),
            frames=reference.frames,
            channels=reference.channels,
            rate_hz=song.rate_hz,
        )
        return edits.parts.put(song, media=(media, *song.media))

    def tell_again(self) -> None:
        """The engine is a new one."""
        self._heard = False
        for name, value in self._monitor.items():
            self._bridge.link.set_knob("monitor", name, value)
        self.changed.emit()

    def forget(self) -> None:
        """Another song is opened: the next person may be somebody else."""
        self.end()
        self._known.clear()
        self._drop()

    def close(self) -> None:
        """The window is closed: nothing of it stays on the machine."""
        self._settled.stop()
        self._drop()

    # --- one loudness

    def _match(self) -> None:
        """Bring what is compared to one loudness, once all of it is known."""
        song = self._bridge.song
        if song.other_mix is None:
            self._of.discard("mixes")
            if not self._of:
                self.end()
        if not self._of:
            return
        mixes = self._mixes(song)
        unknown = self._unknown(mixes)
        if unknown is not None:
            last = self._known[-1][1] if self._known else None
            self._ask(unknown)
            self._turn(self._monitor["mix_db"], self._below(_UNTIL_KNOWN_LUFS if last is None else last), matched=False)
            return
        levels = [next(lufs for known, lufs in self._known if known == mix) for mix in mixes]
        loud = [lufs for lufs in levels if lufs is not None]
        if "reference" in self._of and self.reference is not None and self.reference.lufs is not None:
            loud.append(self.reference.lufs)
        quietest = min(loud, default=0.0)
        mix_db = quietest - levels[0] if levels[0] is not None else 0.0
        self._turn(mix_db, self._below(quietest), matched=len(loud) > 1)

    def _mixes(self, song: Song) -> list[Song]:
        """What is compared of the song itself, what is heard now first."""
        other = "mixes" in self._of and song.other_mix is not None
        return [_as_mix(song), *([_as_mix(edits.swap_mixes(song))] if other else [])]

    def _unknown(self, mixes: list[Song]) -> Song | None:
        """The first of them that was not measured yet."""
        return next((mix for mix in mixes if not any(mix == known for known, _ in self._known)), None)

    def _below(self, lufs: float) -> float:
        """How far the reference is turned down to be no louder than that."""
        own = self.reference.lufs if self.reference is not None else None
        return min(lufs - own, 0.0) if own is not None and "reference" in self._of else 0.0

    def _ask(self, mix: Song) -> None:
        if mix == self._asked:
            return
        self._asked = mix

        def ask(sources: Sources, progress: Callable[[float], None], stopped: Callable[[], bool]) -> object:
            return worker.loudness(worker.MixLoudness(*sources), progress, stopped)

        def done(lufs: float | None) -> None:
            self._known = [*self._known, (mix, lufs)][-_KEPT:]
            self._asked = None
            self._match()

        self._bridge.measuring.ask("loudness", mix, ask, done)

    def _end_wait(self) -> None:
        self._asked = None
        self._tell()

    def _turn(self, mix_db: float, cue_db: float, *, matched: bool) -> None:
        for name, value in (("mix_db", mix_db), ("cue_db", cue_db)):
            value = params.knob(name).clamp(value) if value > SILENCE_DB else SILENCE_DB
            if value != self._monitor[name]:
                self._monitor[name] = value
                self._bridge.link.set_knob("monitor", name, value)
        self._matched = matched
        self._tell()

    def _tell(self) -> None:
        """Show it, and say it once to who listens."""
        said = ""
        if self.on:
            message, fields = self.words()
            said = t(message, **fields)
        if said and said != self._said:
            self._bridge.announced.emit(said)
        self._said = said
        self.changed.emit()

    def _song_changed(self) -> None:
        if self._of and self._unknown(self._mixes(self._bridge.song)) is None:
            self._match()
        elif self._of:
            self._settled.start()

    # --- the parts of a reference

    def _fetch(self, source: Path) -> None:
        bridge = self._bridge
        cache, rate_hz = bridge.shelf.places.cache, bridge.song.rate_hz

        def work(progress: Progress, stopped: Stopped) -> object:
            with telling(cache):
                home = Path(tempfile.mkdtemp(prefix=f"{REFERENCE}-", dir=cache))
            path = home / "track.wav"
            try:
                made = import_audio(
                    source, path, rate_hz, progress=lambda share: progress(_IMPORT_SHARE * share), cancelled=stopped
                )
                asked = worker.FileLoudness(str(path))
                lufs = worker.loudness(
                    asked, lambda share: progress(_IMPORT_SHARE + (1.0 - _IMPORT_SHARE) * share), stopped
                )
            except BaseException:
                shutil.rmtree(home, ignore_errors=True)
                raise
            return path, made, lufs

        bridge.run("reference", work, lambda made: self._took(*made))

    def _took(self, path: Path, made: Imported, lufs: float | None) -> None:
        self.silence()
        self._drop()
        self.reference = Reference(path, made.name, made.frames, made.channels, lufs)
        self._bridge.listening.load()
        mix = _as_mix(self._bridge.song)
        if self._unknown([mix]) is not None:
            self._ask(mix)
        self.changed.emit()

    def _drop(self) -> None:
        """The copy goes, and with it where it was left."""
        reference, self.reference, self._from_frame = self.reference, None, 0
        if reference is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(reference.path.parent)
        self.changed.emit()

    def _cue(self, frame: int) -> None:
        self._from_frame, self._since, self._heard = frame, time.monotonic(), True
        self._bridge.link.cue(REFERENCE, frame)
        self._bridge.state_changed.emit()

    def _moved(self) -> None:
        """The reference begins anew at its end; what else begins to play has ended it."""
        reference = self.reference
        if not self._heard or reference is None:
            return
        frame = self._from_frame + round((time.monotonic() - self._since) * self._bridge.song.rate_hz)
        if not self.hears_reference:
            self._heard, self._from_frame = False, frame % reference.frames
            self._bridge.state_changed.emit()
            self._match()
            self._tell()
        elif frame >= reference.frames:
            self._cue(0)


def _as_mix(song: Song) -> Song:
    """What of a song is heard, so that two of them are equal if they sound the same."""
    return edits.parts.put(song, title="", lines=(), finish={}, other_mix=None, release=Release(), next_id=1)


def short(name: str) -> str:
    """What a file is called, without its ending, and no longer than a heading bears."""
    stem = Path(name).stem
    return stem if len(stem) <= _LONGEST_NAME else f"{stem[: _LONGEST_NAME - 1].rstrip()}…"
