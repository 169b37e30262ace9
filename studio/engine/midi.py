"""Live MIDI in the engine process: pads and keyboards play the song's sounds without passing through the window.

Messages come on threads of rtmidi's, one for each port or a realtime one for all; a lock lets one at a time through to
the engine, whose ring for MIDI has a single producer. The audio thread never sees the lock.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.engine import messages
from studio.engine.midi_clock import MidiClock
from studio.engine.midi_ports import PortId, Ports

if TYPE_CHECKING:
    from studio.engine.engine import Engine

LOOK_S = 1.0
"""How often ports are looked for."""
SWITCH_S = 0.0005
"""The longest that a message waits for other Python threads of this process."""
GAMMA: dict[str, float] = {"soft": 0.6, "normal": 1.0, "hard": 1.6}
"""By the name of a velocity curve: below 1 a light hand plays louder."""
_CLOSE_S = 0.5
_DRUM_CHANNEL = 9
_NOTE_OFF, _NOTE_ON, _CONTROL = 0x80, 0x90, 0xB0
_ALL_OFF = (120, 123)
_log = logging.getLogger(__name__)


def velocity_table(curve: str) -> tuple[int, ...]:
    """What each velocity 0…127 becomes: 1…127, never falling, 127 staying 127. 0 stays 0: it is no hit."""
    gamma = GAMMA.get(curve, 1.0)
    return (0, *(max(round(127.0 * (velocity / 127.0) ** gamma), 1) for velocity in range(1, 128)))


def snapped(midi_note: int, scale: tuple[int, ...]) -> int:
    """The nearest note whose pitch class (0 = C) is in the scale, the lower of two; the note itself if there is no
    scale."""
    if not scale:
        return midi_note
    distance = min((abs(step), step) for step in range(-6, 7) if (midi_note + step) % 12 in scale)[1]
    note = midi_note + distance
    return note if 0 <= note <= 127 else note - 12 if note > 127 else note + 12


class Heard(NamedTuple):
    """Where the song was, to the ear, at a moment."""

    at_beat: float
    rolling: bool
    counting_in: bool


class Held(NamedTuple):
    """A sound that a key holds."""

    track_id: str
    sound: str
    midi_note: int


class LiveMidi:
    """All MIDI of an engine process. `set_map` from one thread; the rest happens on threads of its own.

    `engine` gives the engine of the moment, or None; `tell` takes events, from any thread.
    """

    def __init__(self, engine: Callable[[], Engine | None], tell: Callable[[Any], None]) -> None:
        self._engine, self._tell = engine, tell
        self._map = messages.MidiMap()
        self._velocities = velocity_table("normal")
        self._held: dict[tuple[str, int, int], Held] = {}  # by controller, channel and key
        self._play = (-1, 0)  # the PLAY that was last seen, and how many frames there had been by then
        self._lock = threading.Lock()
        self._inputs = Ports(inputs=True)
        self._outputs = Ports(inputs=False)
        self._told: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._refused: set[PortId] = set()
        self._changed, self._quit = threading.Event(), threading.Event()
        self._clock = MidiClock(lambda: self.heard(), self._beats_per_second, self._outputs.send)
        sys.setswitchinterval(SWITCH_S)
        self._watcher = threading.Thread(target=self._watch, name="midi ports", daemon=True)
        self._watcher.start()

    def set_map(self, wanted: messages.MidiMap) -> None:
        """What pads and keys play from now on. What is held stays held until it is let go of."""
        with self._lock:
            self._map = wanted
            self._velocities = velocity_table(wanted.curve)
        self._told = None  # whoever asks is answered, even with no news
        self._changed.set()

    def close(self) -> None:
        """Lets go of all ports, if that does not take too long."""
        self._quit.set()
        self._changed.set()
        self._clock.close()
        self._watcher.join(_CLOSE_S)

    def heard(self) -> Heard:
        """Where in the song the listener is now: what the device plays at this moment was rendered its output latency
        ago."""
        engine = self._engine()
        if engine is None or engine.song is None:
            return Heard(0.0, False, False)
        record, status = engine.memory.record[0], engine.status
        while True:  # until a callback did not come in between
            callbacks = int(status["callbacks"])
            position, block, rolling = int(status["position"]), int(status["block"]), bool(status["rolling"])
            began_ns = int(record["last_start_ns"])
            if callbacks == int(status["callbacks"]):
                break
        frame = float(position)
        if rolling:
            age = (_now_ns() - began_ns) * engine.rate_hz / 1e9 if _HAS_CLOCK else 0.5 * block
            latency = engine.device.opened.output_latency_frames if engine.device else 0
            frame += min(max(age, 0.0), _OLDEST_BLOCKS * block) - block - latency
            if self._play[0] != int(record["play_number"]):
                self._play = int(record["play_number"]), int(status["frames"])
            has_begun = int(status["frames"]) - self._play[1] > latency + 2 * block
            start, end = int(record["loop_start"]), int(record["loop_end"])
            if has_begun and start < end and frame < start <= position < end:
                frame += end - start  # it went back, and the listener is not there yet
        return Heard(engine.song.beat_of(frame), rolling, rolling and frame < int(record["play_from"]))

    # --- messages

    def hear(self, controller: str, message: list[int]) -> None:
        """One message of a controller; on any thread."""
        if len(message) < 3:
            return
        status, key, value = message[0] & 0xF0, message[1], message[2]
        if status not in (_NOTE_OFF, _NOTE_ON, _CONTROL):
            return
        with self._lock:
            engine = self._engine()
            try:
                if status == _NOTE_ON and value:
                    self._hit(engine, controller, message[0] & 0x0F, key, value)
                elif status != _CONTROL:
                    self._let_go(engine, (controller, message[0] & 0x0F, key))
                elif key in _ALL_OFF:
                    self._let_all_go(engine, controller)
            except Exception:  # into rtmidi's thread nothing may come back
                _log.exception("a MIDI message")

    def _hit(self, engine: Engine | None, controller: str, channel: int, key: int, value: int) -> None:
        wanted, keys = self._map, self._map.keys
        heard = self.heard()
        velocity = self._velocities[min(value, 127)]
        own = wanted.pads.get(controller, {})
        track_id, midi_note = wanted.drums, None
        if key in own:
            sound = own[key]
        elif keys is not None and channel != _DRUM_CHANNEL:
            track_id, sound, midi_note = keys.track_id, keys.sound, snapped(key, keys.scale)
        else:
            sound = wanted.defaults.get(key, "")
            if not sound:
                self._tell(messages.PadAsked(port=controller, note=key))
        if engine is not None and sound:
            engine.midi_trigger(track_id, sound, velocity, midi_note, midi_note is not None)
        if midi_note is not None:
            place = (controller, channel, key)
            self._let_go(engine, place)
            self._held[place] = Held(track_id, sound, midi_note)
        self._tell(
            messages.PadHit(
                port=controller,
                note=key,
                velocity=velocity,
                track_id=track_id if sound else "",
                sound=sound,
                midi_note=midi_note,
                at_beat=heard.at_beat,
                rolling=heard.rolling,
            )
        )

    def _let_go(self, engine: Engine | None, place: tuple[str, int, int]) -> None:
        """The end of a note that a key holds, unless another key holds the same one."""
        held = self._held.pop(place, None)
        if held is None:
            return
        if engine is not None and held not in self._held.values():
            engine.midi_release(held.track_id, held.sound, held.midi_note)
        heard = self.heard()
        self._tell(
            messages.PadReleased(
                port=place[0],
                note=place[2],
                track_id=held.track_id,
                sound=held.sound,
                midi_note=held.midi_note,
                at_beat=heard.at_beat,
                rolling=heard.rolling,
            )
        )

    def _let_all_go(self, engine: Engine | None, controller: str) -> None:
        for place in [place for place in self._held if place[0] == controller]:
            self._let_go(engine, place)

    # --- ports

    def _watch(self) -> None:
        """Looks for ports until the end; on a thread of its own, for a driver may take its time."""
        while not self._quit.is_set():
            try:
                self._look()
            except Exception:
                _log.exception("looking for MIDI ports")
            self._changed.wait(LOOK_S)
            self._changed.clear()
        self._inputs.close()
        self._outputs.close()

    def _look(self) -> None:
        found = self._inputs.look()
        gone = [port for port in self._inputs.open if port not in found]
        self._inputs.close_ports(gone)
        with self._lock:
            for port in gone:
                self._let_all_go(self._engine(), port.controller)
        self._refused &= set(found)
        arrived = []
        for port in found:
            if port not in self._inputs.open and port not in self._refused:
                if self._inputs.open_port(port, self.hear):
                    arrived.append(port)
                else:
                    self._refused.add(port)
        outputs = self._look_for_outputs()
        told = tuple(port.controller for port in self._inputs.open), outputs
        if told != self._told:
            self._told = told
            self._tell(messages.MidiPorts(inputs=told[0], outputs=told[1]))
        for port in gone:
            self._tell(messages.MidiGone(port=port.controller))
        for port in arrived:
            self._tell(messages.MidiArrived(port=port.controller))

    def _look_for_outputs(self) -> tuple[str, ...]:
        """Opens those that are to get the clock; over JACK even looking makes a client, so nobody looks unasked."""
        wanted = self._map
        if not (wanted.clock_ports or wanted.list_outputs or self._outputs.open):
            return ()
        found = self._outputs.look()
        chosen = [port for port in found if port.controller in wanted.clock_ports]
        self._outputs.close_ports([port for port in self._outputs.open if port not in chosen])
        for port in chosen:
            if port not in self._outputs.open:
                self._outputs.open_port(port)
        self._clock.run(bool(self._outputs.open))
        return tuple(dict.fromkeys(port.controller for port in found))

    def _beats_per_second(self) -> float:
        engine = self._engine()
        return engine.song.bpm / 60.0 if engine is not None and engine.song is not None else 0.0


_OLDEST_BLOCKS = 4
"""A device that has not called for so long is not playing on."""
_HAS_CLOCK = sys.platform in ("linux", "darwin")
"""Whether the audio thread's clock is one that can be read here."""


def _now_ns() -> int:
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
