"""A step read aloud: spoken by a person if somebody has, else by the system's voice, else by espeak-ng. Only when it is
asked for.

A recording and espeak-ng are heard where the song is heard, through the engine; the system's voice goes its own way.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Signal

from studio import edits
from studio.errors import StudioError
from studio.media import import_audio
from studio.song import Song
from ui.jobs import Job, Progress, Stopped
from ui.steps import with_beat

if TYPE_CHECKING:
    from ui.bridge import Bridge

ESPEAK = "espeak-ng"
_WORDS_A_MINUTE = "140"
_PATIENCE_S = 20.0
_BPM = 40.0


def system_voice(parent: QObject) -> Any:
    """The system's own speech, where this installation of Qt has it and there is a voice; else None."""
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:
        return None
    voice = QTextToSpeech(parent)
    return voice if voice.state() != QTextToSpeech.State.Error else None


def read_by_espeak(words: str, language: str, target: Path) -> None:
    """Words as a WAV. StudioError("speech-failed") where the program is not there or says no."""
    command = [ESPEAK, "-v", language, "-s", _WORDS_A_MINUTE, "-w", str(target), "--stdin"]
    try:
        done = subprocess.run(command, input=words.encode(), capture_output=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.SubprocessError):
        raise StudioError("speech-failed") from None
    if done.returncode or not target.is_file():
        raise StudioError("speech-failed")


class Speech(QObject):
    """Belongs to the bridge. One thing is said at a time."""

    changed = Signal()
    """It began or ended to speak."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._system = system_voice(self)
        if self._system is not None:
            self._system.stateChanged.connect(self._system_said)
        self._espeak = shutil.which(ESPEAK) is not None
        self._job: Job | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._began = False
        self._system_speaks = False
        self._playing: Song | None = None
        bridge.link.moved.connect(self._moved)

    def can_say(self, recording: Path | None) -> bool:
        """Whether there is anything that could read this aloud."""
        return recording is not None or self._system is not None or self._espeak

    @property
    def speaking(self) -> bool:
        """Whether something is read, or about to be."""
        return self._job is not None or self._playing is not None or self._system_speaks

    def say(self, words: str, language: str, recording: Path | None) -> None:
        """Read something aloud; what was being read ends. Not while a take is made."""
        self.stop()
        bridge = self._bridge
        if not bridge.is_free():
            return
        if recording is None and self._system is not None:
            self._system_speaks = True
            self._system.setLocale(QLocale(language))
            self._system.say(words)
            self.changed.emit()
        elif bridge.sound.is_there():
            self._make(words, language, recording)

    def stop(self) -> None:
        """Be still."""
        was = self.speaking
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._system is not None:
            self._system_speaks = False
            self._system.stop()
        if self._playing is not None:
            self._playing = None
            self._bridge.listening.end()
        if was:
            self._sweep()
            self.changed.emit()

    def close(self) -> None:
        """Be still, and wait for what is being made."""
        job = self._job
        self.stop()
        if job is not None:
            job.wait()

    def _make(self, words: str, language: str, recording: Path | None) -> None:
        rate_hz = self._bridge.song.rate_hz
        self._sweep()
        folder = self._folder = tempfile.TemporaryDirectory(
            prefix="say-", dir=self._bridge.shelf.places.runtime, ignore_cleanup_errors=True
        )
        home = Path(folder.name)

        def work(progress: Progress, stopped: Stopped) -> object:
            source = recording
            if source is None:
                source = home / "spoken.wav"
                read_by_espeak(words, language, source)
            (home / "media").mkdir()
            made = import_audio(source, home / "media" / "m1.wav", rate_hz, cancelled=stopped)
            return with_beat(edits.set_tempo(Song(title="", rate_hz=rate_hz), bpm=_BPM), "media/m1.wav", made)

        job = self._job = Job("speech", work, self)
        job.done.connect(lambda song: self._ended(job, lambda: self._play(song, home)))
        job.failed.connect(lambda error: self._ended(job, lambda: self._bridge.trouble(error)))
        job.cancelled.connect(job.deleteLater)
        job.start()
        self.changed.emit()

    def _ended(self, job: Job, then: Callable[[], object]) -> None:
        job.deleteLater()
        if job is self._job:
            self._job = None
            then()
            self.changed.emit()

    def _play(self, song: Song, home: Path) -> None:
        self._began = False
        self._bridge.listening.begin(song, again=False, folder=home)
        self._playing = song

    def _moved(self) -> None:
        """It ends by itself where the voice does."""
        song, moment = self._playing, self._bridge.moment
        if song is None:
            return
        if self._bridge.listening.other is not song:  # something else is listened to by now
            self._playing = None
            self.stop()
            self.changed.emit()
            return
        self._began = self._began or moment.moving
        over = moment.beat >= song.beat_of(song.media[0].frames)
        if self._began and (over or not moment.moving):
            self.stop()

    def _system_said(self) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech

        if self._system_speaks and self._system.state() == QTextToSpeech.State.Ready:
            self._system_speaks = False
            self.changed.emit()

    def _sweep(self) -> None:
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()
