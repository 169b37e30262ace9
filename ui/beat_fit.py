"""Does the click go with the beat? What was heard in an imported file, what is chosen now, and the click beside it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from beats.fit import beat_clip, first_beat_s, fitted
from studio import edits
from studio.edits import LIMITS
from studio.errors import StudioError
from studio.song import Clip, Song
from ui.jobs import Job, Progress, Stopped

if TYPE_CHECKING:
    from beats.analysis import Analysis
    from ui.bridge import Bridge
    from ui.open_song import OpenSong

Phase = Literal["none", "looking", "asking", "fits"]
CLICK_DB = -9.0
"""How loud the click is beside the beat."""
SILENT_DB = -120.0
FIRST_TAPS = 4
"""From so many taps on, the tempo follows."""
_PAUSE_S = 2.5
"""After so long a rest the next tap begins a new row."""
_KEPT_TAPS = 16
_TAP_SHARE = 0.04
"""A tapped tempo this near to one that was heard means that one."""
_SAME_S = 0.001
"""Nearer than this, two places in the file are the same bar line."""
SURE, HEARD = 0.4, 0.85
"""Doubts below these are none to speak of, and some; above is no more than a guess."""
_SETTLE_S = 0.5
"""For so long after a stop the engine may still say where it was."""
_LABEL = "edit-fit-beat"


class BeatFit(QObject):
    """Belongs to the bridge. Listens to every beat that is brought in; what is chosen is in the song at once.

    All that is chosen for one beat, without other work between, is one step of undo.
    """

    changed = Signal()
    """Another phase, another choice, or something new was heard."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.phase: Phase = "none"
        """No beat; the file is being listened to; the ear is asked; it has answered."""
        self.analysis: Analysis | None = None
        """What was heard in the file; None while that is unknown."""
        self.bpm = bridge.song.bpm
        self.first_beat_s = 0.0
        """Where in the file the "1" is."""
        self._opened: OpenSong = bridge.opened
        self._file = ""
        self._taps: list[float] = []
        self._touched = False
        """Whether a person chose something, which goes before what is heard."""
        self._waits = False
        """Whether what was heard is still to be taken over, when the song rests."""
        self._shown = False
        self._clicks = False
        self._moving = False
        self._resting = False
        self._stopped_at = -_SETTLE_S
        self._job: Job | None = None
        self._jobs: list[Job] = []
        """Of them, all but `_job` were told to stop and have not yet."""
        bridge.exchange.beat_imported.connect(self._imported)
        bridge.song_changed.connect(self._song_changed)
        bridge.moment_changed.connect(self._moment_changed)

    # --- what there is

    @property
    def clip(self) -> Clip | None:
        """The imported beat on its track."""
        return beat_clip(self._bridge.song)

    @property
    def share(self) -> float:
        """How far the listening has come, 0…1."""
        return self._job.share if self._job is not None else 1.0

    @property
    def seconds(self) -> float:
        """How long the file is."""
        song, clip = self._bridge.song, self.clip
        if clip is None:
            return 0.0
        media = song.media_of(clip.media_id)
        return media.frames / media.rate_hz

    @property
    def playhead_s(self) -> float:
        """Which place of the file the playhead stands at."""
        song, clip = self._bridge.song, self.clip
        return 0.0 if clip is None else _zero_s(song, clip) + self._bridge.moment.beat * 60.0 / song.bpm

    @property
    def one_beat(self) -> float:
        """At which beat of the song the "1" sounds."""
        song, clip = self._bridge.song, self.clip
        if clip is None:
            return 0.0
        beat = (self.first_beat_s - _zero_s(song, clip)) * song.bpm / 60.0
        return max(round(beat) if abs(beat - round(beat)) < 1e-3 else beat, 0.0)

    @property
    def onsets_s(self) -> tuple[float, ...]:
        """Where in the file something begins to sound, in order."""
        return self.analysis.onsets_s if self.analysis is not None else ()

    @property
    def can_change(self) -> bool:
        bridge = self._bridge
        return self.clip is not None and not bridge.opened.read_only and not bridge.link.recording

    @property
    def tap_count(self) -> int:
        """How many taps the row has."""
        return len(self._taps)

    @property
    def has_suggestion(self) -> bool:
        """Whether something was heard that differs from what is chosen."""
        heard = self.analysis
        if heard is None or heard.bpm is None:
            return False
        return abs(heard.bpm - self.bpm) > 1e-6 or abs(heard.first_beat_s - self.first_beat_s) > _SAME_S

    # --- listening to the file

    def look_again(self) -> None:
        """Ask the ear once more; listen to the file first if that was not done yet."""
        if self.clip is None:
            return
        self._touched = True  # what is chosen stays
        self._become("looking" if self.analysis is None else "asking")
        if self.analysis is None:
            self._look()

    def take_suggestion(self) -> None:
        """Choose what was heard."""
        heard = self.analysis
        if heard is not None and heard.bpm is not None:
            self._choose(heard.bpm, heard.first_beat_s)

    def close(self) -> None:
        """Stop listening and stay until that has stopped."""
        self._leave()
        for job in self._jobs:
            job.wait()

    def _imported(self, media_id: str) -> None:
        clip = self.clip
        if clip is not None and clip.media_id == media_id:
            self._touched = False
            self._become("looking")
            self._look()

    def _look(self) -> None:
        folder, clip = self._bridge.opened.folder, self.clip
        if folder is None or clip is None or self._job is not None:
            return
        path = folder.path_of(self._bridge.song.media_of(clip.media_id))

        def work(progress: Progress, stopped: Stopped) -> object:
            from ui.worker import listen

            return listen(path, progress, stopped)

        job = self._job = Job("analyse", work, self)
        self._jobs.append(job)
        job.done.connect(lambda heard: self._heard(job, heard))
        job.failed.connect(lambda error: self._heard(job, None))
        job.cancelled.connect(lambda: self._heard(job, None))
        job.start()

    def _heard(self, job: Job, heard: Analysis | None) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if job is not self._job:
            return  # of a song that was left
        self._job, self.analysis = None, heard
        self._waits = not self._touched
        if self.phase == "looking":
            self._become("asking")
        self._take_over()
        self.changed.emit()

    def _take_over(self) -> None:
        """Choose what was heard as soon as nothing plays: the beat must not jump under somebody who listens, and over
        one that has been rapped to the person decides."""
        self._waits = self._waits and not self._bridge.song.takes
        if self._waits and not self._bridge.moment.moving and self.can_change:
            self._waits = False
            self.take_suggestion()

    def _leave(self) -> None:
        """Another beat or another song: nothing that was heard is of use."""
        if self._job is not None:
            self._job.cancel()
        self._job = self.analysis = None
        self._taps, self._touched, self._waits = [], False, False

    # --- what a person does

    def halve(self) -> None:
        self.set_bpm(self.bpm / 2.0)

    def double(self) -> None:
        self.set_bpm(self.bpm * 2.0)

    def set_bpm(self, bpm: float) -> None:
        """Another tempo; one that no song can have is passed over."""
        if LIMITS["bpm"].low <= bpm <= LIMITS["bpm"].high:
            self._taps = []
            self._choose(bpm, self.first_beat_s)

    def tap(self) -> None:
        """A hand or a foot goes along: from the fourth tap on the tempo follows."""
        from beats.analysis import tapped

        if not self.can_change:
            return
        self._touched = True
        now = time.monotonic()
        if self._taps and now - self._taps[-1] > _PAUSE_S:
            self._taps = []
        self._taps = [*self._taps[1 - _KEPT_TAPS :], now]
        bpm = tapped(self._taps) if len(self._taps) >= FIRST_TAPS else None
        if bpm is not None:
            self._choose(min(max(self._meant(bpm), LIMITS["bpm"].low), LIMITS["bpm"].high), self.first_beat_s)
        else:
            self._become("asking")

    def move_one(self, at_s: float, within_s: float = 0.0) -> None:
        """Put the "1" elsewhere in the file, on the nearest onset if one lies within so many seconds."""
        self._taps = []
        self._choose(self.bpm, self.snap(at_s, within_s))

    def snap(self, at_s: float, within_s: float) -> float:
        """The nearest onset if one lies within so many seconds, else the place itself."""
        from beats.analysis import snapped

        heard = self.analysis
        return at_s if heard is None or within_s <= 0.0 else snapped(at_s, heard.onsets_s, within_s)

    def nudge(self, by_s: float) -> None:
        """Move the "1" a little."""
        self.move_one(self.first_beat_s + by_s)

    def nudge_beats(self, beats: int) -> None:
        """Move the "1" by whole beats."""
        self.nudge(beats * 60.0 / self.bpm)

    def jump(self, direction: int) -> None:
        """Move the "1" to the onset before it (−1) or after it (1)."""
        onsets = self.onsets_s[::direction]
        beyond = (at for at in onsets if (at - self.first_beat_s) * direction > _SAME_S)
        self.move_one(next(beyond, self.first_beat_s))

    def accept(self) -> None:
        """The click fits: the key that was heard goes into the song too, and the click is silent again."""
        heard, bridge = self.analysis, self._bridge
        if self.clip is None:
            return
        if heard is not None and heard.key and heard.key_doubt < HEARD and self.can_change:
            bridge.apply(edits.set_key(bridge.song, key=heard.key), _LABEL, self._merge)
        bridge.end_gesture()
        self._taps, self._touched, self._waits = [], True, False
        self._become("fits")

    def listen(self) -> None:
        """Play from the "1" with the click, or stop."""
        bridge = self._bridge
        if not bridge.moment.moving:
            bridge.locate(self.one_beat)
        bridge.play_or_stop()

    def show(self, on: bool) -> None:
        """Whether the question is on the screen: only then the click is heard."""
        self._shown = on
        self._sound()
        self._rest()

    # --- what comes of it

    @property
    def _merge(self) -> str:
        return f"fit/{self._file}"

    def _meant(self, bpm: float) -> float:
        """Of the tempi that were heard the one that was tapped; hands are less exact than ears."""
        heard = self.analysis
        if heard is None or heard.is_variable:
            return bpm
        known = [found.bpm * times for found in heard.candidates for times in (0.5, 1.0, 2.0)]
        nearest = min(known, key=lambda found: abs(found - bpm), default=bpm)
        return nearest if abs(nearest - bpm) <= _TAP_SHARE * bpm else bpm

    def _choose(self, bpm: float, one_s: float) -> None:
        if not self.can_change:
            return
        self._touched, self._waits = True, False
        self.bpm, self.first_beat_s = bpm, min(max(one_s, 0.0), self.seconds)
        self.phase = "asking"
        bridge, heard = self._bridge, self.analysis
        sound_s = heard.first_sound_s if heard is not None else 0.0
        try:
            song = fitted(bridge.song, bpm=bpm, first_beat_s=self.first_beat_s, first_sound_s=sound_s)
        except StudioError as error:
            bridge.trouble(error)
        else:
            bridge.apply(song, _LABEL, self._merge)
        self._sound()
        self._rest()
        self.changed.emit()

    def _become(self, phase: Phase) -> None:
        self.phase = phase
        self._sound()
        self._rest()
        self.changed.emit()

    def _sound(self) -> None:
        """The click is heard while the ear is asked, and never in a take."""
        wanted = self._shown and self.phase == "asking" and not self._bridge.link.recording
        if wanted != self._clicks:
            self._clicks = wanted
            self._bridge.link.set_knob("monitor", "click_db", CLICK_DB if wanted else SILENT_DB)

    def _rest(self) -> None:
        """Let the playhead wait on the "1", so that the space bar plays from there."""
        moment = self._bridge.moment
        still = not moment.moving and not moment.recording
        if self._shown and self.phase == "asking" and still and not self._resting:
            self._resting = True  # going there is a moment of its own
            self._bridge.locate(self.one_beat)
            self._resting = False

    def _song_changed(self) -> None:
        bridge, clip = self._bridge, self.clip
        song = bridge.song
        file = song.media_of(clip.media_id).file if clip is not None else ""
        if bridge.opened is not self._opened or file != self._file:
            self._leave()
            self._opened, self._file = bridge.opened, file
            self.phase = "fits" if file else "none"
            self._sound()
        self.bpm = song.bpm
        if clip is not None:
            zero_s, bar_s = _zero_s(song, clip), song.beats_per_bar * 60.0 / song.bpm
            off_s = (self.first_beat_s - zero_s) % bar_s
            if min(off_s, bar_s - off_s) > _SAME_S:  # the beat was put elsewhere by other means
                self.first_beat_s = first_beat_s(song) or 0.0
        self.changed.emit()

    def _moment_changed(self) -> None:
        was, self._moving = self._moving, self._bridge.moment.moving
        self._sound()
        if was and not self._moving:
            self._take_over()
            self._stopped_at = time.monotonic()
        if time.monotonic() - self._stopped_at < _SETTLE_S and self._bridge.moment.beat != self.one_beat:
            self._rest()


def _zero_s(song: Song, clip: Clip) -> float:
    """Which place of the file sounds at the beginning of the song; below nought if the file begins later."""
    return (clip.offset_frames - song.frame_of(clip.at_beat)) / song.rate_hz
