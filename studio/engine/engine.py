"""`Engine`: one song's sound at one rate. In the child process for the app, in-process for the command line's offline
work and tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio import params
from studio.device import DeviceWish, MeasuredLatency
from studio.engine import devices, state
from studio.engine.capture import Capture
from studio.engine.flatten import Flattener, Player
from studio.engine.messages import RecordOrder
from studio.engine.render import hurry_plan
from studio.engine.rings import post
from studio.engine.sounds import Kits
from studio.errors import StudioError
from studio.song import Media, Song
from studio.units import RATES_HZ, gain_of_db

_OWN_PITCH = 128
"""The key of a held sound that has no MIDI note."""
_Mail = Callable[..., None]
_BEFORE_BAR_S = 0.15
"""How long before a bar line what is to change there is made ready."""

_LONGEST_ROUND_TRIP_S = 2.0
"""What is longer was no measurement."""


class _Waiting(NamedTuple):
    """A song to be played."""

    song: Song
    path_of: Callable[[Media], Path]
    kits: Kits
    at_bar: bool
    knobs_turned: bool
    """They stand where this song or a hand has put them since."""


class Engine:
    """Plays, records and measures. For one thread, the control thread; nothing in it waits for the audio thread.

    `status`: an array of one `STATUS`, in shared memory if another process is to read it. `tell` gets the events of
    `messages` that takes bring, from the capture thread.
    """

    def __init__(
        self, rate_hz: int, *, status: NDArray[Any] | None = None, tell: Callable[[Any], None] = lambda event: None
    ) -> None:
        if rate_hz not in RATES_HZ:
            raise StudioError("rate-unsupported", rate_hz=rate_hz)
        self.rate_hz = rate_hz
        self.memory = state.Memory(rate_hz, status=status)
        self.status = self.memory.status[0]
        self.song: Song | None = None
        self._plays = 0
        self.plans = 0
        """How many songs, or states of one, have been passed on to the kernel."""
        self.device: devices.Device | None = None
        self.measured_on = ""
        """The day on which the round trip of the open device was measured; empty: it is what the driver says."""
        engine = self.memory.record[0]
        self._control_ring = int(engine["addr_control_ring"]), int(engine["addr_control_events"])
        self._midi_ring = int(engine["addr_midi_ring"]), int(engine["addr_midi_events"])
        self._flattener = Flattener(self.memory)
        self._capture = Capture(self.memory, tell)
        self._pending: _Waiting | None = None
        self._take_loops = False

    # --- the device

    def open_device(
        self, wish: DeviceWish, demo_voice: str = "", measured: tuple[MeasuredLatency, ...] = ()
    ) -> devices.Opened:
        """Opens a device by name, closing the one before. StudioError as `devices.open_device`."""
        self.close_device()
        self.use_device(devices.open_device(self.memory, wish, self.rate_hz, demo_voice), measured)
        assert self.device is not None
        return self.device.opened

    def use_device(self, device: devices.Device, measured: tuple[MeasuredLatency, ...] = ()) -> None:
        """Takes over a device that is open already."""
        self.device = device
        self.use_latency(measured)

    def use_latency(self, measured: tuple[MeasuredLatency, ...]) -> None:
        """Places takes by the first row that fits the open device, else by what its driver says; a take under way stays
        with what it began with."""
        if self.device is None:
            return
        opened = self.device.opened
        told, longest = opened.input_latency_frames + opened.output_latency_frames, _LONGEST_ROUND_TRIP_S * self.rate_hz
        fitting = (row for row in measured if row.key == opened.key and 0.0 <= row.round_trip_frames <= longest)
        row = next(fitting, None)
        self.status["round_trip"] = round(row.round_trip_frames) if row else told
        self.measured_on = row.on if row else ""

    def close_device(self) -> None:
        """Lets go of the device; a take ends first and is kept."""
        if self.device is not None:
            self._capture.end("stopped")
            self.device.close()
            self._capture.forget()
            self.device = None
            self.memory.record["state"] = state.STOPPED
            self.memory.record["jump_kind"] = 0
            self.status["rolling"] = self.status["counting_in"] = 0

    # --- the song

    def load(self, song: Song, path_of: Callable[[Media], Path], kits: Kits, *, at_bar: bool = False) -> bool:
        """Plays this song from now on; False if it waits, then `tick` does it: until the kernel has taken over the song
        before or, `at_bar` and while the transport rolls, until the next bar line is near.

        Of the songs that wait for a bar line the last one counts; a jump, a stop or a load without `at_bar` ends the
        waiting. Knobs turn at once. StudioError capacity, rate-unsupported; the song before plays on.
        """
        if song.rate_hz != self.rate_hz:
            raise StudioError("rate-unsupported", rate_hz=song.rate_hz)
        self._pending = _Waiting(song, path_of, kits, at_bar, at_bar)
        if at_bar:
            self._flattener.write_knobs(song)
        else:
            self._hurry()
        return self.tick()

    def tick(self) -> bool:
        """Passes a waiting song on to the kernel when it is ready for it; True if nothing waits any more."""
        if not self._capture.recording:
            self._end_take_loop()
        waiting = self._pending
        if waiting is None:
            return True
        if not (self._flattener.ready or self.device is None) or (waiting.at_bar and self._bar_is_far()):
            return False
        self._pending = None
        at_bar = waiting.at_bar and self.device is not None
        self._flattener.flatten(
            waiting.song, waiting.path_of, waiting.kits, at_bar=at_bar, knobs_turned=waiting.knobs_turned
        )
        self.song = waiting.song
        self.plans += 1
        return True

    def _hurry(self) -> None:
        """What waits for a bar line waits no longer."""
        hurry_plan(self.memory.address)
        if self._pending is not None:
            self._pending = self._pending._replace(at_bar=False)

    def _bar_is_far(self) -> bool:
        """Whether there is time before the next bar line, so that what comes until then can still take its place."""
        if self.song is None or not self.status["rolling"]:
            return False
        engine, position = self.memory.record[0], int(self.status["position"])
        bar_frames = 60.0 * self.rate_hz / self.song.bpm * self.song.beats_per_bar
        away = -position % bar_frames
        start, end = int(engine["loop_start"]), int(engine["loop_end"])
        if start < end and position < end <= position + away:
            inside = -start % bar_frames
            away = end - position + (inside if start + inside < end else 0)
        return away > _BEFORE_BAR_S * self.rate_hz

    @property
    def strips(self) -> dict[str, int]:
        """By a track's id: the strip that plays it."""
        tracks = self.song.tracks if self.song else ()
        return {track.id: slot for track in tracks if (slot := self._flattener.slot_of(track.id)) is not None}

    @property
    def missing(self) -> frozenset[str]:
        """Ids of media that could not be read and play as silence."""
        return self._flattener.missing

    # --- the transport

    def play(self, at_beat: float, count_in_bars: int = 0) -> None:
        """Starts at a beat, after so many bars of metronome. StudioError device-none, song-empty."""
        if self.device is None:
            raise StudioError("device-none")
        self._hurry()
        song = self._song
        self._plays += 1
        count_in = song.frame_of(count_in_bars * song.beats_per_bar)
        self._post(state.PLAY, a=song.frame_of(at_beat), b=count_in, value=self._plays)

    def stop(self) -> None:
        """Stops; a take ends when what was sung up to now has arrived."""
        self._hurry()
        self._post(state.STOP)
        follows = int(self.memory.record[0]["play_number"]) == self._plays  # no PLAY waits that now never comes
        if self._capture.recording and not (self.status["rolling"] and follows):
            self._capture.end("stopped")

    def locate(self, at_beat: float) -> None:
        """Goes to a beat; goes on playing if it plays."""
        self._hurry()
        self._post(state.LOCATE, a=self._song.frame_of(at_beat))

    def loop(self, start_beat: float, end_beat: float) -> None:
        """Repeats a range from now on; an empty range ends it."""
        self._take_loops = False
        self._post(state.LOOP, a=self._song.frame_of(start_beat), b=self._song.frame_of(end_beat))

    def record(self, order: RecordOrder) -> None:
        """Makes a take from a place in the song on, playing the song meanwhile, until `stop` or until the end that the
        order says. A loop that the song was in ends.

        StudioError device-none, engine-busy-recording, disk-full, disk-refused.
        """
        if self.device is None:
            raise StudioError("device-none")
        self._capture.begin(order, self._song, int(self.status["round_trip"]), self._plays + 1)
        self._take_loops = order.loop_end_beat is not None
        if order.loop_end_beat is None:
            self._post(state.LOOP)
        else:
            self._post(state.LOOP, a=self._song.frame_of(order.at_beat), b=self._song.frame_of(order.loop_end_beat))
        self.play(order.at_beat - order.pre_roll_beats, order.count_in_bars)

    def _end_take_loop(self) -> None:
        """The loop of a take ends with it."""
        if self._take_loops:
            self._take_loops = False
            self._post(state.LOOP)

    @property
    def recording(self) -> str:
        """Id of the take under way, "" for none."""
        return self._capture.recording

    @property
    def take_order(self) -> RecordOrder | None:
        """The take under way."""
        return self._capture.order

    def end_take(self, why: str) -> None:
        """Ends the take at once; the song plays on."""
        self._capture.end(why)

    # --- knobs and hits

    def set_knob(self, target: str, name: str, value: float) -> None:
        """Turns a knob now, before any edit says so. `target`: a track's id, `master` or `monitor`. Unknown ones are
        passed over."""
        for table, index, cells in (
            (params.MASTER, params.MASTER_INDEX, self.memory.master_knobs if target == "master" else None),
            (params.MONITOR, params.MONITOR_INDEX, self.memory.monitor_knobs if target == "monitor" else None),
            (params.TRACK, params.TRACK_INDEX, self._track_knobs(target)),
        ):
            if cells is not None and name in index:
                cells[index[name]] = table[index[name]].clamp(value)

    def trigger(
        self, track_id: str, sound: str, gain: float = 1.0, midi_note: int | None = None, hold: bool = False
    ) -> bool:
        """Hits a sound of a track's kit, as soon as the next block; False if the kit has none of this name.

        `gain` 0…1 is the velocity too. At the pitch of `midi_note`, or its own; with `hold` until `release`, if it is a
        sound that can be held.
        """
        return self._hit(self._post, track_id, sound, gain, midi_note, hold)

    def release(self, track_id: str, sound: str, midi_note: int | None = None) -> None:
        """Lets go of a sound that is held."""
        self._let_go(self._post, track_id, sound, midi_note)

    def midi_trigger(
        self, track_id: str, sound: str, velocity: int, midi_note: int | None = None, hold: bool = False
    ) -> bool:
        """As `trigger`, with a velocity 1…127, for the one thread that reads MIDI: it has a ring of its own."""
        return self._hit(self._post_midi, track_id, sound, velocity / 127.0, midi_note, hold)

    def midi_release(self, track_id: str, sound: str, midi_note: int | None = None) -> None:
        """As `release`, for the thread that reads MIDI."""
        self._let_go(self._post_midi, track_id, sound, midi_note)

    @property
    def players(self) -> Mapping[str, Player]:
        """Tracks that play sounds, by id, with the sounds of their kits; for any thread, it is never written into."""
        return self._flattener.players

    def cue(self, media_id: str, offset_frames: int = 0, length_frames: int = 0, gain_db: float = 0.0) -> None:
        """Plays a stretch of a file on the monitor beside the song; no media: stops that."""
        if not media_id or media_id in self.missing:
            self._post(state.CUE_OFF)
            return
        length = length_frames or self._song.media_of(media_id).frames - offset_frames
        number = self._flattener.media_number(self._song, media_id)
        self._post(state.CUE, target=number, a=offset_frames, b=length, value=gain_of_db(gain_db))

    def reset_meters(self) -> None:
        """Forgets the worst callbacks and the counts of trouble."""
        for field in ("input_overflows", "output_underflows", "late", "over", "worst_cpu_ns", "worst_wall_ns"):
            self.status[field] = 0
        self.status["cpu_bins"][:] = 0
        self.status["wall_bins"][:] = 0

    def prefetch(self, seconds: float = 10.0) -> None:
        """Touches the pages of the files that sound in the next seconds, so that the audio thread finds them in
        memory."""
        self._flattener.prefetch(int(self.status["position"]), round(seconds * self.rate_hz))

    def forget_before(self) -> None:
        """What the microphone heard up to now is not offered to anybody: the next song may be another person's."""
        self._capture.forget()

    def keep_take(self, why: str) -> None:
        """Ends the capture thread and the take with it, if there is one; the device stays as it is."""
        self._capture.close(why)

    def close(self) -> None:
        """Closes the device and keeps the take, if there is one."""
        self.close_device()
        self._capture.close()

    @property
    def _song(self) -> Song:
        if self.song is None:
            raise StudioError("song-empty")
        return self.song

    def _track_knobs(self, track_id: str) -> NDArray[np.float64] | None:
        slot = self._flattener.slot_of(track_id)
        return None if slot is None else self.memory.knobs[slot]

    def _hit(self, mail: _Mail, track_id: str, sound: str, gain: float, midi_note: int | None, hold: bool) -> bool:
        player = self._flattener.players.get(track_id)
        pad = player.pads.get(sound) if player else None
        if player is None or pad is None:
            return False
        ratio = 1.0 if midi_note is None else 2.0 ** ((midi_note - pad.root_note) / 12.0)
        key = (_OWN_PITCH if midi_note is None else midi_note) if hold else state.NO_KEY
        mail(state.TRIGGER, player.uid, pad.number, key, gain, ratio)
        return True

    def _let_go(self, mail: _Mail, track_id: str, sound: str, midi_note: int | None) -> None:
        player = self._flattener.players.get(track_id)
        pad = player.pads.get(sound) if player else None
        if player is not None and pad is not None:
            mail(state.LET_GO, player.uid, pad.number, _OWN_PITCH if midi_note is None else midi_note)

    def _post(self, kind: int, target: int = 0, a: int = 0, b: int = 0, value: float = 0.0, ratio: float = 1.0) -> None:
        post(*self._control_ring, kind, target, a, b, float(value), float(ratio))

    def _post_midi(
        self, kind: int, target: int = 0, a: int = 0, b: int = 0, value: float = 0.0, ratio: float = 1.0
    ) -> None:
        post(*self._midi_ring, kind, target, a, b, float(value), float(ratio))
