"""The window's end of the engine: starts the engine process, speaks with it, notices when it or the device has died,
and brings both back.

Loads neither the compiler nor a sound library. Commands go out on a thread of their own, and `tick`, called some thirty
times a second, does the rest; only `close` waits, for the take to be kept.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from studio import wav
from studio.device import DeviceWish, MeasuredLatency
from studio.engine import messages, state
from studio.engine.address import socket_address
from studio.engine.meters import Status
from studio.engine.watch import LOST_S, Watch
from studio.errors import StudioError
from studio.song import Song

_DEAD_S = 1.0
"""An engine process that has not done a turn for so long is ended."""
_WARMING_S = 120.0
_KEEP_TAKE_S = 0.15
"""How long a lost device's engine may take to close its take before it is ended."""
_BUSY_S = 15.0
"""As `_DEAD_S`, while it carries out a command: a driver or a slow disk may take its time. And while a take is made: as
long as sound comes in, a busy machine is no reason to end it, and a device that stands still is noticed by itself."""
_CORPSE_S = 0.05
_RETRY_S, _RETRY_GROWS, _RETRY_AT_MOST_S = 1.5, 1.3, 15.0
_DEATHS, _DEATHS_WITHIN_S = 3, 10.0
"""An engine that dies so often in so short a time is not started again by itself."""
_LOSSES, _LOSSES_WITHIN_S = 3, 60.0
"""So many losses in so short a time are a bad cable: no more tries by itself."""


class EngineClient:
    """One engine process for as long as the client lives, whatever happens to the process.

    `folder`: the private runtime folder of this person on this machine; an engine that survived its window is found
    again there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._corpses: list[subprocess.Popen[bytes]] = []  # ended, and the system has not let go of them yet
        self._connection: Connection[Any, Any] | None = None
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._map: np.memmap[Any, Any] | None = None
        self._pid = 0
        self.ready = False
        """Whether the kernels are compiled and devices can be opened."""
        self.device: messages.DeviceOpened | None = None
        """The device that is open."""
        self._load: messages.Load | None = None
        self._open: messages.OpenDevice | None = None
        self._knobs: dict[
            tuple[str, str], messages.SetKnob
        ] = {}  # turned since the song was loaded; the monitor's, ever
        self._midi: messages.MidiMap | None = None
        self._asked: tuple[messages.ListDevices, ...] = ()  # what an engine that died has not answered
        self._order: messages.RecordOrder | None = None
        self._turns, self._calls = Watch(), Watch()
        self._waiting_since = 0.0
        self._lost_at: float | None = None
        self._losses: list[float] = []
        self._deaths: list[float] = []
        self._gave_up = False
        self._retry_s = _RETRY_S
        self._retry_at: float | None = None
        self._closed = False

    # --- life

    def start(self) -> None:
        """Attaches to an engine that is still there, else starts one; returns at once, `tick` tells when it is
        ready."""
        self._waiting_since = time.monotonic()
        if not self._connect():
            self._spawn()

    def close(self) -> None:
        """Ends the engine; a take is kept."""
        if self._closed:
            return
        self._closed = True
        if self._connection is not None:
            self._send(messages.Quit())
            deadline = time.monotonic() + 2.0
            while self._alive() and time.monotonic() < deadline:
                time.sleep(0.01)
        self._end_process()
        address, family = socket_address(self._folder)
        if family == "AF_UNIX":
            Path(address).unlink(missing_ok=True)

    def detach(self) -> None:
        """Lets go of the engine without ending it: a take goes on."""
        self._closed = True
        self._disconnect()

    @property
    def pid(self) -> int:
        """The engine process, 0 for none."""
        return self._pid

    @property
    def status(self) -> Status:
        """What the engine is doing right now."""
        return Status(self._map[0] if self._map is not None else _NOTHING[0], self.device)

    # --- commands; each returns at once

    def load(
        self,
        song: Song,
        folder: Path,
        kits: Mapping[str, Mapping[str, messages.SoundSource]],
        *,
        at_bar: bool = False,
    ) -> None:
        """Plays this song from now on; with `at_bar`, from the next bar line if it plays."""
        self._load = messages.Load(
            song=song, folder=str(folder), kits={kit: dict(row) for kit, row in kits.items()}, at_bar=at_bar
        )
        self._knobs = {key: knob for key, knob in self._knobs.items() if key[0] == "monitor"}
        if self._open is not None:
            self._open = msgspec.structs.replace(self._open, rate_hz=song.rate_hz)
        self._send(self._load)

    def play(self, at_beat: float, *, count_in_bars: int = 0) -> None:
        """Starts at a beat, after so many bars of metronome."""
        self._send(messages.Play(at_beat=at_beat, count_in_bars=count_in_bars))

    def stop(self) -> None:
        """Stops; ends the take if there is one."""
        self._send(messages.Stop())

    def locate(self, at_beat: float) -> None:
        """Goes to a beat; goes on playing if it plays."""
        self._send(messages.Locate(at_beat=at_beat))

    def loop(self, start_beat: float, end_beat: float) -> None:
        """Repeats a range."""
        self._send(messages.Loop(start_beat=start_beat, end_beat=end_beat))

    def unloop(self) -> None:
        """Ends the repeating."""
        self._send(messages.Loop())

    def record(self, order: messages.RecordOrder) -> None:
        """Makes a take until `stop`; `TakeStarted` and `TakeClosed` tell of it."""
        self._order = order
        self._send(messages.Record(order=order))

    def set_knob(self, target: str, name: str, value: float) -> None:
        """Turns a knob now, before any edit says so. `target`: a track's id, `master` or `monitor`."""
        command = messages.SetKnob(target=target, name=name, value=value)
        self._knobs[target, name] = command
        self._send(command)

    def trigger(
        self, track_id: str, sound: str, gain: float = 1.0, midi_note: int | None = None, *, hold: bool = False
    ) -> None:
        """Hits a sound of a track's kit now, at a pitch if there is one; with `hold`, until `release`."""
        self._send(messages.Trigger(track_id=track_id, sound=sound, gain=gain, midi_note=midi_note, hold=hold))

    def release(self, track_id: str, sound: str, midi_note: int | None = None) -> None:
        """Lets go of a sound that is held."""
        self._send(messages.Release(track_id=track_id, sound=sound, midi_note=midi_note))

    def cue(self, media_id: str = "", offset_frames: int = 0, length_frames: int = 0, gain_db: float = 0.0) -> None:
        """Plays a stretch of a file beside the song; no media: stops that."""
        self._send(
            messages.Cue(media_id=media_id, offset_frames=offset_frames, length_frames=length_frames, gain_db=gain_db)
        )

    def list_devices(self) -> None:
        """Asks for the devices the engine process found when it started; `DevicesListed` answers."""
        self._asked = (messages.ListDevices(),)
        self._send(self._asked[0])

    def refresh_devices(self) -> None:
        """Looks for devices anew, by a new engine process; `DevicesListed` answers. Not during a take."""
        if self._order is None and not self.status.recording:
            self._deaths, self._gave_up = [], False
            self._asked = (messages.ListDevices(),)
            self._restart()

    def open_device(
        self, wish: DeviceWish, rate_hz: int, demo_voice: str = "", measured: tuple[MeasuredLatency, ...] = ()
    ) -> None:
        """Opens a device by name; `DeviceOpened` or `Trouble` answers. `measured`: what this machine has measured."""
        self._open = messages.OpenDevice(wish=wish, rate_hz=rate_hz, demo_voice=demo_voice, measured=measured)
        self._losses, self._retry_at, self._retry_s = [], None, _RETRY_S
        self.device = None
        self._send(self._open)

    def use_latency(self, measured: tuple[MeasuredLatency, ...]) -> None:
        """Places takes by what this machine has measured; a fresh `DeviceOpened` answers if a device is open."""
        if self._open is not None:
            self._open = msgspec.structs.replace(self._open, measured=measured)
        self._send(messages.UseLatency(measured=measured))

    def map_midi(self, wanted: messages.MidiMap) -> None:
        """What pads and keys play from now on; the first call turns MIDI on."""
        self._midi = wanted
        self._send(wanted)

    def forget_before(self) -> None:
        """What was sung up to now belongs to no song that is opened from now on."""
        self._send(messages.ForgetBefore())

    def reset_meters(self) -> None:
        """Forgets the worst callbacks and the counts of trouble."""
        self._send(messages.ResetMeters())

    # --- what happens by itself

    def tick(self) -> list[messages.Event]:
        """Call some thirty times a second: what has happened since the last call."""
        events: list[messages.Event] = []
        if self._closed:
            return events
        if self._connection is None:
            self._connect()
        events += [event for event in map(self._noted, self._received()) if event is not None]
        if self._gave_up:
            return events
        if not self._alive() or self._hung():
            events += self._bury("engine-gone")
            now = time.monotonic()
            self._deaths = [moment for moment in self._deaths if now - moment < _DEATHS_WITHIN_S] + [now]
            self._gave_up = len(self._deaths) >= _DEATHS
            if not self._gave_up:
                self._restart()
        elif self.device is not None and self._calls.still_s(int(self.status.callbacks)) > LOST_S:
            events += self._device_is_gone()
        elif self._retry_at is not None and time.monotonic() > self._retry_at:
            self._retry_at = None
            self._restart()
        return events

    def _noted(self, event: messages.Event) -> messages.Event | None:
        """Keeps what an event says of the engine; None for what nobody needs to hear."""
        match event:
            case messages.Hello():
                self._meet(event)
            case messages.Ready():
                self.ready = True
            case messages.DeviceOpened():
                self.device = event
                self._calls, self._retry_s = Watch(), _RETRY_S
            case messages.TakeClosed():
                self._order = None
            case messages.DevicesListed():
                self._asked = ()
            case messages.Trouble():
                if self._order is not None and not self.status.recording:
                    self._order = None
                elif self._losses and event.code in ("device-missing", "device-none", "device-failed"):
                    self._retry_at = time.monotonic() + self._retry_s  # it was lost and is not back yet: no news
                    self._retry_s = min(self._retry_s * _RETRY_GROWS, _RETRY_AT_MOST_S)
                    return None
        return event

    def _meet(self, hello: messages.Hello) -> None:
        """Reads along in the record of an engine that speaks as we do; another is let go of, and ends when nobody
        needs it."""
        try:
            if hello.protocol != messages.PROTOCOL:
                raise ValueError(hello.protocol)
            self._map = np.memmap(self._folder / hello.status_file, state.STATUS, "r", shape=(1,))
        except (OSError, ValueError):
            self._disconnect()
            return
        self._pid = hello.pid
        self._order = hello.order or self._order
        self._turns, self._calls = Watch(), Watch()

    def _device_is_gone(self) -> list[messages.Event]:
        """Waits a moment for the engine to close the take, then ends it, for its driver may hang, and looks for the
        device again."""
        now = time.monotonic()
        if self._lost_at is None:
            self._lost_at = now
        if self._order is not None and now - self._lost_at < _KEEP_TAKE_S:
            return []
        name = self.device.name if self.device else ""
        events = self._bury("")
        self._losses = [moment for moment in self._losses if now - moment < _LOSSES_WITHIN_S] + [now]
        steady = len(self._losses) < _LOSSES
        events.append(messages.Trouble(code="device-lost" if steady else "device-unsteady", fields={"name": name}))
        if not steady:
            self._open = None
        self._restart()
        return events

    def _bury(self, code: str) -> list[messages.Event]:
        """Ends a process that is dead or as good as dead; what of its take is on disk is closed in its stead."""
        self._end_process()
        events: list[messages.Event] = [messages.Trouble(code=code, fields={})] if code else []
        order, self._order = self._order, None
        if order is not None:
            events.append(
                _closed_take(order, self._load.song if self._load else None, "engine-gone" if code else "device-lost")
            )
        return events

    def _hung(self) -> bool:
        if self._map is None:
            return time.monotonic() - self._waiting_since > _WARMING_S
        waits = self._map["busy"][0] or self._order is not None
        patience_s = _WARMING_S if not self.ready else _BUSY_S if waits else _DEAD_S
        return self._turns.still_s(int(self._map["heartbeat"][0])) > patience_s

    def _alive(self) -> bool:
        if self._process is not None:
            return self._process.poll() is None
        if self._pid:
            with contextlib.suppress(OSError):
                os.kill(self._pid, 0)
                return True
            return False
        return self._connection is not None  # attached, and its first word is still on the way

    # --- the process

    def _restart(self) -> None:
        self._end_process()
        self._spawn()
        for command in (self._load, self._open, *self._knobs.values(), self._midi, *self._asked):
            if command is not None:
                self._send(command)

    def _spawn(self) -> None:
        address, family = socket_address(self._folder)
        if family == "AF_UNIX":
            Path(address).unlink(missing_ok=True)
        self._waiting_since = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "studio.engine.process", str(self._folder), str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._pid = self._process.pid

    def _end_process(self) -> None:
        self._disconnect()
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):  # one that hangs in the system itself is left to it
                self._process.wait(_CORPSE_S)
            self._corpses.append(self._process)
        elif self._pid and self._alive():
            os.kill(self._pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        if self._pid:
            with contextlib.suppress(OSError):
                (self._folder / f"status-{self._pid}").unlink()
        self._corpses = [process for process in self._corpses if process.poll() is None]
        self._process, self._pid = None, 0
        self._map, self.device, self.ready, self._lost_at = None, None, False, None

    def _connect(self) -> bool:
        address, family = socket_address(self._folder)
        try:
            self._connection = Client(address, family)
        except (OSError, EOFError):
            return False
        threading.Thread(target=_post_all, args=(self._outbox, self._connection), name="post", daemon=True).start()
        return True

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._outbox.put(None)
        self._outbox = queue.SimpleQueue()

    def _send(self, command: Any) -> None:
        self._outbox.put(messages.packed(command))

    def _received(self) -> list[messages.Event]:
        events: list[messages.Event] = []
        try:
            while self._connection is not None and self._connection.poll(0):
                events.append(messages.event_of(self._connection.recv_bytes()))
        except (EOFError, OSError, msgspec.DecodeError):
            self._disconnect()
        return events


_NOTHING = np.zeros(1, state.STATUS)


def _post_all(outbox: queue.SimpleQueue[bytes | None], connection: Connection[Any, Any]) -> None:
    """Sends what is in the outbox until None: on a thread, because a busy engine may let a writer wait."""
    while (data := outbox.get()) is not None:
        try:
            connection.send_bytes(data)
        except (OSError, ValueError):
            return


def _closed_take(order: messages.RecordOrder, song: Song | None, why: str) -> messages.TakeClosed:
    """What a dead engine could no longer say of its take, read from the disk."""
    path = Path(order.path)
    note, frames = wav.read_note(path), 0
    with contextlib.suppress(StudioError):
        frames = wav.repair(path)
    end_frames = 0
    if note and song and order.end_beat is not None and not note.loop_frames:
        end_frames = max(song.frame_of(order.end_beat) - song.frame_of(order.at_beat), 0)
    return messages.TakeClosed(
        take_id=order.take_id,
        path=order.path,
        track_id=order.track_id,
        frames=frames,
        rate_hz=note.rate_hz if note else 0,
        at_beat=note.at_beat if note else order.at_beat,
        lead_frames=min(note.lead_frames, frames) if note else 0,
        loop_frames=note.loop_frames if note else 0,
        end_frames=end_frames if note and frames >= note.lead_frames + end_frames else 0,
        why=why,
    )
