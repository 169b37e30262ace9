"""What a person asks of the microphone: is the level right, how long does sound take, may the singer hear it, and what
is said.

All listen in the same way: a take of a small song that is made in a folder of its own and gone afterwards.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from recorder import latency, level, prompt
from studio import params
from studio.disk import telling
from studio.engine.choice import automatic
from studio.engine.messages import DeviceOpened, TakeClosed
from studio.errors import StudioError
from studio.units import SILENCE_DB
from ui.notices import Notice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.song import Song
    from ui.bridge import Bridge

Doing = Literal["", "level", "latency", "listen", "words"]
Take = Callable[["NDArray[np.float32]", int], None]
"""Gets what was heard: mono samples and their rate in Hz."""
_MORE_S = 0.3
"""A take may begin a little before its place."""
_PATIENCE_S = 10.0
_EAR = "listen_"
_PITCH = f"{_EAR}pitch_"
"""How rows of `params.MONITOR` begin that are named for one of a track's."""


class Mic(QObject):
    """Belongs to the bridge; `doing` is what it listens for now, the rest what came of it."""

    changed = Signal()
    """Something began or ended, or came a step further."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.doing: Doing = ""
        self.share = 0.0
        """Of the listening, 0…1."""
        self.level: level.Level | None = None
        """What the last level check found."""
        self.troubles: dict[str, StudioError] = {}
        """By what was done: why nothing came of it."""
        self.listens = False
        """Whether the singer hears the microphone through the program."""
        self.hears_loudspeaker = False
        """Why not, if it was asked for."""
        self.reverb = True
        self.level_s = level.SECONDS
        self._take: Take | None = None
        self._folder: Path | None = None
        self._seconds = 0.0
        self._rate_hz = 0
        self._placed_by = 0
        self._beat = 0.0
        self._until = 0.0
        self._dropped = False
        self._heard_on: tuple[str, str] | None = None
        self._corrected = self._pitch()
        """Rows of `params.MONITOR` for the pitch, as the engine has them."""
        link = bridge.link
        link.use_latency(bridge.shelf.settings.measured)
        link.moved.connect(self._moved)
        link.take_closed.connect(self._closed)
        link.troubled.connect(self._troubled)
        link.device_opened.connect(self._opened)
        bridge.song_changed.connect(self._follow_pitch)
        bridge.booth.changed.connect(self._follow_pitch)

    # --- what is known

    @property
    def round_trip_ms(self) -> float | None:
        """How long sound takes, as takes are placed; None while no device is open."""
        device = self._bridge.link.device
        return 1000.0 * device.round_trip_frames / device.rate_hz if device else None

    @property
    def measured_on(self) -> str:
        """The day on which that was measured; empty where it was not."""
        device = self._bridge.link.device
        return device.measured_on if device else ""

    @property
    def can_listen(self) -> bool:
        """Whether the program is quick enough for the singer to hear the microphone through it."""
        milliseconds = self.round_trip_ms
        return bool(self.measured_on) and milliseconds is not None and milliseconds <= latency.LISTEN_MS

    # --- what a person asks for

    def begin_level(self) -> None:
        """Listen to the loudest line."""
        if self._may_begin():
            self._begin("level", latency.still_song(self._bridge.sound.rate_hz), self.level_s)

    def begin_latency(self) -> None:
        """Play three bursts, and hear when they come back."""
        if self._may_begin():
            self._begin_bursts("latency", latency.LEVEL_DB, latency.BURSTS)

    def begin_listening(self) -> None:
        """Let the singer hear the microphone, if it does not hear the output: that is found out first, quietly."""
        if self.can_listen and self._may_begin():
            self.hears_loudspeaker = False
            self._begin_bursts("listen", latency.PROBE_DB, latency.PROBE_BURSTS)

    def begin_words(self, take: Take) -> None:
        """Listen to somebody who says something, until `finish`, and not for ever; `take` gets it."""
        if self._may_begin():
            self._take = take
            self._begin("words", latency.still_song(self._bridge.sound.rate_hz), prompt.MOST_S)

    def finish(self) -> None:
        """It is said: listen no longer."""
        if self.doing:
            self._bridge.link.stop()

    def stop_listening(self) -> None:
        """The audio interface lets the singer hear, or nothing does."""
        self._bridge.shelf.remember(hears_itself=False)
        self._listen(False)

    def set_reverb(self, on: bool) -> None:
        """Some reverb for the ear, which no take has."""
        self.reverb = on
        self._turn()

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        if self.doing:
            self._dropped = True
            self.finish()

    # --- a take that is gone afterwards

    def _may_begin(self) -> bool:
        bridge = self._bridge
        if self.doing:
            return False
        if bridge.link.recording:
            bridge.trouble(StudioError("engine-busy-recording"))
        elif bridge.job is not None:
            bridge.tell(Notice("told-busy"))
        else:
            return bridge.sound.is_there()
        return False

    def _begin_bursts(self, doing: Doing, level_db: float, bursts: int) -> None:
        rate_hz = self._bridge.sound.rate_hz
        self._begin(
            doing,
            latency.burst_song(rate_hz, bursts),
            latency.seconds(rate_hz, bursts),
            lambda folder: latency.write_bursts(folder, rate_hz, level_db, bursts),
        )

    def _begin(
        self, doing: Doing, song: Song, seconds: float, write: Callable[[Path], None] = lambda folder: None
    ) -> None:
        """Record a song that `write` lays the sound of into a folder."""
        bridge, link = self._bridge, self._bridge.link
        self.troubles.pop(doing, None)
        runtime = bridge.shelf.places.runtime
        try:
            with telling(runtime):
                self._folder = folder = Path(tempfile.mkdtemp(prefix="mic-", dir=runtime))
            write(folder)
        except StudioError as error:
            self._end(doing, error)
            return
        bridge.beat.end_preview()
        bridge.booth.end_hearing()
        self._beat = bridge.moment.beat
        if bridge.moment.moving:
            link.stop()
        self.doing, self.share, self._dropped = doing, 0.0, False
        self._rate_hz, self._seconds, self._placed_by = song.rate_hz, seconds, link.round_trip_frames
        self._until = time.monotonic() + seconds + _PATIENCE_S
        self._turn()
        link.load(song, folder, {})
        link.measure(latency.order_in(folder))
        self._tell()

    def _moved(self) -> None:
        link = self._bridge.link
        if self.listens and link.listen_guarded:
            self.stop_listening()
            self._bridge.tell(Notice("told-listen-guarded", {}, "warning"))
        if not self.doing:
            return
        done = link.measured_frames / (self._rate_hz * (self._seconds + _MORE_S))
        before, self.share = self.share, min(max(done, self.share), 1.0)
        if time.monotonic() > self._until:
            self._end(self.doing, StudioError("engine-gone"))
            link.stop()
        elif self.share > before:
            if self.share == 1.0:
                link.stop()
            self.changed.emit()

    def _closed(self, closed: TakeClosed) -> None:
        if not self.doing or self._folder is None or Path(closed.path).parent != self._folder:
            return
        doing = self.doing
        try:
            if self._dropped:
                pass
            elif closed.why != "stopped":
                raise StudioError("device-lost", name=self._bridge.link.device_name)
            else:
                self._conclude(doing, latency.heard_in(closed), closed.rate_hz)
        except StudioError as error:
            self._end(doing, error)
        else:
            self._end()

    def _troubled(self, error: StudioError) -> None:
        """What keeps a take from beginning; what ends one is told by the take itself."""
        if self.doing and not self._bridge.link.recording:
            self._end(self.doing, error)

    def _conclude(self, doing: Doing, heard: NDArray[np.float32], rate_hz: int) -> None:
        bridge = self._bridge
        if doing == "level":
            self.level = level.judge(heard, rate_hz)
        elif doing == "latency":
            lag, opened = latency.measure(heard, rate_hz), bridge.link.device
            if opened is None or bridge.sound.listed is None:
                raise StudioError("device-none")
            wish = bridge.sound.wish or automatic(bridge.sound.listed)
            row = latency.measured(lag, opened, wish, self._placed_by, f"{date.today():%Y-%m-%d}")
            bridge.shelf.remember(measured=latency.remembered(bridge.shelf.settings.measured, row))
            bridge.link.use_latency(bridge.shelf.settings.measured)
        elif doing == "words":
            assert self._take is not None
            self._take(heard, rate_hz)
        else:
            self.hears_loudspeaker = latency.loop_gain_db(heard, rate_hz) >= latency.LOUDSPEAKER_DB
            bridge.shelf.remember(hears_itself=not self.hears_loudspeaker)
            self.listens = not self.hears_loudspeaker

    def _end(self, doing: str = "", error: StudioError | None = None) -> None:
        """Give the engine the song back, and leave nothing behind."""
        bridge, began = self._bridge, bool(self.doing)
        if error is not None:
            self.troubles[doing] = error
        self.doing, self.share, self._take = "", 0.0, None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        if began:
            self._turn()
            bridge.listening.load()
            bridge.link.locate(self._beat)
            bridge.beat.tell_again()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self._bridge.state_changed.emit()

    # --- hearing oneself

    def _opened(self, opened: DeviceOpened) -> None:
        """Another device is another room: what was found out about the one before does not count there."""
        before, self._heard_on = self._heard_on, (opened.host_api, opened.name)
        if before not in (None, self._heard_on):
            self.stop_listening()
        elif not self.doing:
            self._listen(self._bridge.shelf.settings.hears_itself and self.can_listen)
        self.changed.emit()

    def _listen(self, on: bool) -> None:
        self.listens = on
        self._turn()
        self.changed.emit()

    def _turn(self) -> None:
        """What the ear hears of the microphone; nothing while a measurement plays, which it would answer."""
        heard = self.listens and not self.doing
        self._corrected = self._pitch()
        knobs = {
            **self._corrected,
            "listen_db": 0.0 if heard else SILENCE_DB,
            "listen_reverb_db": params.knob("listen_reverb_db").default if self.reverb else SILENCE_DB,
        }
        for name, value in knobs.items():
            self._bridge.link.set_knob("monitor", name, value)

    def _pitch(self) -> dict[str, float]:
        """The pitch correction of the track that is sung on, for the ear too while the singer hears the microphone;
        else none."""
        bridge, rows = self._bridge, [row for row in params.MONITOR if row.name.startswith(_PITCH)]
        track_id = bridge.booth.track_id if self.listens and not self.doing else ""
        track = bridge.song.track(track_id) if track_id else None
        if track is None or track.knob("pitch_on") < 0.5:
            return {row.name: row.default for row in rows}
        return {row.name: track.knob(row.name.removeprefix(_EAR)) for row in rows}

    def _follow_pitch(self) -> None:
        """Another track is sung on, or its knobs were turned."""
        if self._pitch() != self._corrected:
            self._turn()
