"""The engine as the window sees it: polled thirty times a second, its events as signals, its state as a `Moment`."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from recorder import guide
from studio.device import DeviceWish, MeasuredLatency
from studio.engine import messages
from studio.engine.client import EngineClient
from studio.engine.meters import Loudness
from studio.errors import ERRORS, StudioError
from studio.song import Song
from ui.awake import Awake
from ui.moment import Ears, Loud, Moment

POLL_MS = 33
_FINISH_S = 3.0
_ASKED_S = 0.6
"""For so long a button shows what was asked for before the engine has done it, and the playhead where it was sent."""
_BLOCK_S = 0.1
"""A playhead may be so far on, for it moves a block at a time."""
_ROUNDED_BEATS = 0.01

Kits = Mapping[str, Mapping[str, messages.SoundSource]]


class EngineLink(QObject):
    """One engine process. Commands return at once; what comes of them comes as signals."""

    moved = Signal()
    """`moment` is new."""
    ready = Signal()
    warming = Signal(float)
    devices_listed = Signal(messages.DevicesListed)
    device_opened = Signal(messages.DeviceOpened)
    take_trouble = Signal(messages.TakeTrouble)
    """A dropout or a sound that was too loud, while the take is made."""
    take_closed = Signal(messages.TakeClosed)
    before_kept = Signal(messages.BeforeKept)
    troubled = Signal(StudioError)
    midi = Signal(object)
    """A controller came or went, a pad was hit: one of the `Midi…` and `Pad…` events of `messages`."""

    def __init__(self, client: EngineClient, parent: QObject | None = None) -> None:
        """`client` is started already; it is closed here."""
        super().__init__(parent)
        self._client = client
        self._song = Song(title="")
        self._beat = 0.0
        self._rolled = False
        self._asked: tuple[bool, float] | None = None
        self._sent_to: tuple[float, float] | None = None
        """Where the playhead was sent and when, until it is seen there."""
        self._order: messages.RecordOrder | None = None
        self._measures = False
        self._measured: tuple[MeasuredLatency, ...] = ()
        self._greeted = False
        self._waiting: tuple[Song, Path, Kits] | None = None
        """A song that is not to be played before it is known that no take is under way."""
        self._strips: dict[str, int] = {}
        self.cues = ""
        """The file that is listened to beside the song; empty for none."""
        self.moment = Moment()
        self.device_name = ""
        """Of the device that is open, or was until it went away."""
        self.turned = False
        """Whether the latest poll changed what the buttons should say."""
        self.listened_s = 0.0
        """For how long the song has been playing without a break."""
        self._polled_at = time.monotonic()
        self._loudness = Loudness(client.status.record)
        self._ears = Ears()
        self._awake = Awake()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.poll)
        self._timer.start()

    def close(self) -> None:
        """End the engine; a take is kept."""
        self._timer.stop()
        self._awake.close()
        self._client.close()

    @property
    def is_ready(self) -> bool:
        return self._client.ready

    @property
    def device(self) -> messages.DeviceOpened | None:
        """The device that is open."""
        return self._client.device

    @property
    def round_trip_frames(self) -> int:
        """From the song to the ear to the microphone and back."""
        return self._client.status.round_trip_frames

    @property
    def recording(self) -> bool:
        """Whether a take is under way or about to begin; it may be one that outlived the window it was begun in."""
        return self._order is not None or self._client.status.recording

    @property
    def take_begins_at(self) -> float:
        """The beat where the take under way begins, or is to begin."""
        return self._order.at_beat if self._order is not None else 0.0

    # --- commands

    def load(self, song: Song, folder: Path, kits: Kits, *, at_bar: bool = False) -> None:
        """Play this song from now on (with `at_bar` from the next bar line on, if one is on its way), or as soon as the
        take is over that an engine without a window was making."""
        self._song = song
        if self._greeted and not (self._order is None and self._client.status.recording):
            self._client.load(song, folder, kits, at_bar=at_bar)
        else:
            self._waiting = (song, folder, kits)

    def play(self, at_beat: float | None = None) -> None:
        """Play from a beat, or from where the playhead stands. What still runs out does not say where that is."""
        self._end_cue()
        start = self._beat if at_beat is None else at_beat
        self._send_to(start)
        self._ask(True)
        self._client.play(start)

    def stop(self) -> None:
        """Stop; a take under way is closed and told of."""
        self._ask(False)
        if self._greeted:
            self._client.stop()

    def locate(self, beat: float) -> None:
        """Move the playhead; goes on playing if it plays."""
        self._send_to(beat)
        if self._greeted:
            self._client.locate(beat)
        self._look()

    def cue(self, media_id: str = "", from_frame: int = 0) -> None:
        """Let a file of the song be heard by itself from a frame on, until something plays; none: no more."""
        self.cues = media_id
        self._client.cue(media_id, from_frame)

    def loop(self, start_beat: float, end_beat: float) -> None:
        """Repeat a range; an empty one ends it."""
        if self._greeted:
            self._client.loop(start_beat, end_beat)

    def trigger(self, track_id: str, sound: str, gain: float, midi_note: int | None = None) -> None:
        """Let a sound of a track's kit be heard now."""
        self._client.trigger(track_id, sound, gain, midi_note)

    def map_midi(self, wanted: messages.MidiMap) -> None:
        """What pads and keys play from now on."""
        self._client.map_midi(wanted)

    def record(self, order: messages.RecordOrder) -> None:
        """Make a take until `stop`."""
        self._end_cue()
        self._order = order
        self._send_to(order.at_beat - guide.Start(order.count_in_bars, order.pre_roll_beats).beats(self._song))
        self._beat = order.at_beat
        self._ears = Ears()
        self._ask(True)
        self._client.record(order)

    def measure(self, order: messages.RecordOrder) -> None:
        """As `record`, for a take that is no part of the song: `moment` stands still meanwhile."""
        self._measures = True
        self.record(order)

    @property
    def measured_frames(self) -> int:
        """How many frames such a take has."""
        status = self._client.status
        return status.take_frames if self._measures and status.recording else 0

    @property
    def listen_guarded(self) -> bool:
        """Whether hearing oneself has gone silent because it howled."""
        return self._client.status.listen_guarded

    def use_latency(self, measured: tuple[MeasuredLatency, ...]) -> None:
        """Place takes by what this machine has measured, from now on."""
        self._measured = measured
        if self._client.device is not None:
            self._client.use_latency(measured)

    def forget_before(self) -> None:
        """What was sung up to now belongs to no song that is opened from now on."""
        self._client.forget_before()

    def finish_take(self) -> None:
        """Stop, and stay until the take is closed and told of, or the engine has not answered for too long."""
        self.stop()
        deadline = time.monotonic() + _FINISH_S
        while self.recording and time.monotonic() < deadline:
            self.poll()
            time.sleep(0.01)

    def set_knob(self, target: str, name: str, value: float) -> None:
        """`target`: a track's id, `master` or `monitor`."""
        self._client.set_knob(target, name, value)

    def set_knobs(self, before: Song, after: Song) -> None:
        """Turn what differs between two songs that differ in knobs only."""
        self._song = after
        for was, now in zip(before.tracks, after.tracks, strict=True):
            for name in was.knobs.keys() | now.knobs.keys():
                if was.knob(name) != now.knob(name):
                    self._client.set_knob(now.id, name, now.knob(name))
        for name in before.master.keys() | after.master.keys():
            if before.master_knob(name) != after.master_knob(name):
                self._client.set_knob("master", name, after.master_knob(name))

    def list_devices(self) -> None:
        self._client.list_devices()

    def refresh_devices(self) -> None:
        """Look for devices anew; not during a take."""
        self._client.refresh_devices()

    def open_device(self, wish: DeviceWish, rate_hz: int, demo_voice: str) -> None:
        self._client.open_device(wish, rate_hz, demo_voice, self._measured)

    # --- the poll

    def poll(self) -> None:
        """What has happened since the last poll."""
        for event in self._client.tick():
            self._heard(event)
        self._look()

    def _heard(self, event: messages.Event) -> None:
        match event:
            case messages.Hello():
                self._loudness = Loudness(self._client.status.record)
                self._greeted = True
                if not event.recording:
                    self._load_waiting()
            case messages.Warming():
                self.warming.emit(event.share)
            case messages.Ready():
                self.cues = ""
                self.ready.emit()
            case messages.DevicesListed():
                self.devices_listed.emit(event)
            case messages.DeviceOpened():
                self.device_name = event.name
                self.device_opened.emit(event)
            case messages.Loaded():
                self._strips = event.strips
            case messages.BeforeKept():
                self.before_kept.emit(event)
            case messages.TakeTrouble():
                self._ears.note(event.kind)
                self.take_trouble.emit(event)
            case messages.TakeClosed():
                self._order, self._measures = None, False
                self.take_closed.emit(event)
                self._load_waiting()
            case (
                messages.MidiPorts()
                | messages.MidiArrived()
                | messages.MidiGone()
                | messages.PadAsked()
                | messages.PadHit()
                | messages.PadReleased()
            ):
                self.midi.emit(event)
            case messages.Trouble():
                if not self._client.status.recording:
                    self._order, self._measures = None, False
                self._asked = None
                self.troubled.emit(_error_of(event))

    def _load_waiting(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._client.load(*waiting)

    def _end_cue(self) -> None:
        if self.cues:
            self.cue()

    def _ask(self, playing: bool) -> None:
        self._asked = (playing, time.monotonic())
        self._look()

    def _send_to(self, beat: float) -> None:
        self._beat, self._sent_to = beat, (beat, time.monotonic())

    def _is_there(self, beat: float) -> bool:
        """Whether the playhead may be where it was sent: what still runs out before a jump does not say where it is."""
        if self._sent_to is not None:
            to_beat, when = self._sent_to
            passed_s = time.monotonic() - when
            gone_on = (passed_s + _BLOCK_S) * self._song.bpm / 60.0
            if passed_s < _ASKED_S and not to_beat - _ROUNDED_BEATS <= beat <= to_beat + gone_on:
                return False
            self._sent_to = None
        return True

    def _look(self) -> None:
        status, song = self._client.status, self._song
        rolling = status.playing
        if self._asked is not None:
            playing, when = self._asked
            if rolling == playing or time.monotonic() - when > _ASKED_S:
                self._asked = None
            else:
                rolling = playing
        if status.playing and self._is_there(beat := song.beat_of(status.playhead_frame)):
            self._beat = beat
        order, count = self._order, None
        if order is not None and status.playing:
            start = guide.Start(order.count_in_bars, order.pre_roll_beats)
            count = guide.count_at(song, self._beat, order.at_beat, start)
        live = status.recording and not self._measures
        take_at, from_frames, number = self._pass(status.take_start_frame, status.take_frames) if live else (0.0, 0, 0)
        opened = self._client.device is not None
        loudness = self._loudness
        loudness.poll()
        before, now = self.moment, time.monotonic()
        self.listened_s = self.listened_s + now - self._polled_at if before.moving and not self.recording else 0.0
        self._polled_at = now
        self.moment = Moment(
            beat=max(self._beat, 0.0),
            moving=rolling and not self._measures,
            recording=self.recording and not self._measures,
            count=count,
            take_track=order.track_id if order is not None and live else "",
            take_at_beat=take_at,
            take_frames=status.take_frames if live else 0,
            take_from_frames=from_frames,
            pass_number=number,
            input_db=status.input.peak_db if opened else None,
            input_zeros_frames=status.input_zeros_frames if opened else 0,
            master=Loud(*status.master, loudness.short_term_lufs, loudness.momentary_lufs, loudness.true_peak_db),
            levels={
                track: Loud(*status.track(slot), loudness.track_short_term_lufs(slot))
                for track, slot in self._strips.items()
            },
        )
        if self.moment.moving and not before.moving:
            loudness.reset()
        self._awake.hold(self.recording)
        self.turned = _state(before) != _state(self.moment)
        self.moved.emit()

    def _pass(self, start_frame: int, frames: int) -> tuple[float, int, int]:
        """Of the take under way: the beat where its present pass begins, that place in the file, and its number."""
        song, order = self._song, self._order
        at_beat = song.beat_of(start_frame)
        if order is None or order.loop_end_beat is None:
            return at_beat, 0, 0
        lead = song.frame_of(order.at_beat) - start_frame
        length = song.frame_of(order.loop_end_beat) - song.frame_of(order.at_beat)
        done = max(frames - lead, 0) // max(length, 1)
        return (order.at_beat, lead + done * length, done + 1) if done else (at_beat, 0, 1)

    def hint(self) -> str:
        """Message id of what the singer should know during this take, each once; empty for nothing."""
        return self._ears.hint(self.moment, self._song.rate_hz)


def _state(moment: Moment) -> tuple[bool, bool, int]:
    return moment.moving, moment.recording, moment.counting_in


def _error_of(trouble: messages.Trouble) -> StudioError:
    """The error an engine process told of; from an engine of another version it may be one that we do not know."""
    if trouble.code in ERRORS and set(trouble.fields) == set(ERRORS[trouble.code]):
        return StudioError(trouble.code, **trouble.fields)
    return StudioError("unexpected", what=trouble.code)
