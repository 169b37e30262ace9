"""Sound devices: listed and opened by name. The only file that imports sounddevice, and only when a device is asked
for.

A device calls `render_block_rt` on a thread of its own for as long as it is open. Three kinds: PortAudio's, the demo
device (a real clock, a shipped voice for a microphone) and one that is turned by hand.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from studio.device import DeviceWish
from studio.engine import state
from studio.engine.callback import callback
from studio.engine.choice import DEMO
from studio.engine.messages import DeviceInfo
from studio.engine.render import render_block_rt
from studio.errors import StudioError
from studio.wav import map_data, unpacked

DEMO_NAME = "Demo"
_DEMO_BLOCK = 256
_DEMO_LATENCY_FRAMES = 480
_FIRST_BLOCK_S = 0.5
_ECHOES_OF_OUTPUT = re.compile(
    r"\b(monitor of|loopback|stereo mix|what u hear|wave out mix)\b|\.monitor$", re.IGNORECASE
)
"""Inputs that hear the machine's own output: no microphones."""

# PortAudio's error codes (portaudio.h) → what a person is told
_INVALID_CHANNELS, _INVALID_RATE, _INVALID_DEVICE, _DEVICE_UNAVAILABLE = -9998, -9997, -9996, -9985
_CODES = {
    _INVALID_RATE: "device-rate",
    _INVALID_DEVICE: "device-missing",
    _DEVICE_UNAVAILABLE: "device-taken",
    _INVALID_CHANNELS: "device-failed",
}


class Opened(NamedTuple):
    """What a device turned out to be."""

    name: str
    rate_hz: int
    block_frames: int
    """As it runs; 0 where it varies."""
    input_latency_frames: int
    output_latency_frames: int
    host_api: str = ""
    input_name: str = ""
    output_name: str = ""

    @property
    def key(self) -> tuple[str, str, str, int, int]:
        """As `MeasuredLatency.key`."""
        return (self.host_api, self.input_name, self.output_name, self.rate_hz, self.block_frames)


class Device(Protocol):
    """An open device. `close` may hang with a hung driver: only the end of the process is sure."""

    opened: Opened

    def close(self) -> None: ...


def list_devices() -> tuple[tuple[DeviceInfo, ...], str, str]:
    """All devices, and the names of the system's default input and output ("" for none). The demo device is last.

    PortAudio looks once, when it is first imported: a process sees no device that was plugged in later.
    """
    sd = _sounddevice()
    apis = sd.query_hostapis()
    found = [
        DeviceInfo(
            host_api=apis[row["hostapi"]]["name"],
            name=row["name"],
            inputs=0 if _ECHOES_OF_OUTPUT.search(row["name"]) else row["max_input_channels"],
            outputs=row["max_output_channels"],
            default_rate_hz=round(row["default_samplerate"]),
        )
        for row in sd.query_devices()
    ]
    demo = DeviceInfo(host_api=DEMO, name=DEMO_NAME, inputs=1, outputs=2, default_rate_hz=48_000)
    names = [sd.query_devices(index)["name"] if index >= 0 else "" for index in sd.default.device]
    return (*found, demo), names[0], names[1]


def open_device(memory: state.Memory, wish: DeviceWish, rate_hz: int, demo_voice: str = "") -> Device:
    """Opens the wished device and starts it on a `Memory` of the same rate.

    StudioError device-none, device-missing, device-taken, device-rate or device-failed. Never opens another device
    instead.
    """
    if wish.host_api == DEMO:
        return DemoDevice(memory, rate_hz, demo_voice)
    return PortAudioDevice(memory, wish, rate_hz)


class PortAudioDevice:
    """A stream whose callback is native code; see `sounddevice._StreamBase`, which takes a C function for library
    authors."""

    def __init__(self, memory: state.Memory, wish: DeviceWish, rate_hz: int) -> None:
        sd = _sounddevice()
        inputs = _find(sd, wish.host_api, wish.input_name, "max_input_channels") if wish.input_name else None
        output = _find(sd, wish.host_api, wish.output_name, "max_output_channels")
        name = wish.input_name or wish.output_name
        if inputs is not None and wish.input_channel >= sd.query_devices(inputs)["max_input_channels"]:
            raise StudioError("device-missing", name=name)
        input_channels = wish.input_channel + 1 if inputs is not None else 0
        output_channels = min(max(wish.output_channels, 1), sd.query_devices(output)["max_output_channels"])
        self._user = np.array([memory.address, input_channels, output_channels], np.int64)
        self._memory = memory
        memory.record["input_channel"] = wish.input_channel
        jack = "JACK" in wish.host_api
        options: dict[str, Any] = {
            "samplerate": rate_hz,
            "blocksize": 0 if jack else wish.block_frames,
            "dtype": "float32",
            "latency": "low",
            "clip_off": True,
            "dither_off": True,
            "callback": sd._ffi.cast("PaStreamCallback*", callback().address),
            "userdata": sd._ffi.cast("void*", self._user.ctypes.data),
        }
        extra = sd.WasapiSettings(auto_convert=True) if "WASAPI" in wish.host_api else None
        with _checked(name, rate_hz):
            if inputs is None:
                self._stream = sd._StreamBase(
                    "output", device=output, channels=output_channels, extra_settings=extra, **options
                )
                latency = (0.0, self._stream.latency)
            else:
                self._stream = sd._StreamBase(
                    "duplex",
                    device=(inputs, output),
                    channels=(input_channels, output_channels),
                    extra_settings=(extra, extra),
                    **options,
                )
                latency = self._stream.latency
            try:
                if round(self._stream.samplerate) != rate_hz:
                    raise StudioError("device-rate", name=name, rate_hz=rate_hz)
                callbacks = int(memory.status[0]["callbacks"])
                self._stream.start()
                block_frames = int(options["blocksize"]) or _first_block(memory, callbacks)
                self.opened = Opened(
                    name,
                    rate_hz,
                    block_frames,
                    round(latency[0] * rate_hz),
                    round(latency[1] * rate_hz),
                    wish.host_api,
                    wish.input_name,
                    wish.output_name,
                )
            except BaseException:
                self._stream.close()
                raise

    def close(self) -> None:
        """Stops and lets go."""
        self._stream.abort()
        self._stream.close()


class DemoDevice:
    """A device without hardware: keeps time by the system's clock and hears a recorded voice, in time with the song.

    The voice's first frame sounds at song frame 0 and it begins again when it is over; while nothing plays the
    microphone hears a quiet room.
    """

    def __init__(self, memory: state.Memory, rate_hz: int, voice_file: str = "") -> None:
        half = _DEMO_LATENCY_FRAMES // 2
        self.opened = Opened(DEMO_NAME, rate_hz, _DEMO_BLOCK, half, half, DEMO, DEMO_NAME, DEMO_NAME)
        self._memory = memory
        self._voice = _mono(voice_file, rate_hz) if voice_file else np.zeros(rate_hz, np.float32)
        self._room = (np.random.default_rng(1).standard_normal(1 << 16) * 10 ** (-72 / 20)).astype(np.float32)
        self._air = np.zeros(_DEMO_LATENCY_FRAMES, np.float32)  # sung, and not yet heard
        memory.record["input_channel"] = 0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demo device", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops the clock."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        heard, played = np.zeros(_DEMO_BLOCK, np.float32), np.zeros((_DEMO_BLOCK, 2), np.float32)
        engine, turn = self._memory.record[0], 0
        began = time.monotonic()
        while not self._closing.is_set():
            self._hear(heard, int(engine["position"]), int(engine["state"]), turn)
            render_block_rt(self._memory.address, heard.ctypes.data, played.ctypes.data, _DEMO_BLOCK, 1, 2, 0)
            turn += 1
            wait = began + turn * _DEMO_BLOCK / self.opened.rate_hz - time.monotonic()
            if wait < -0.5:  # the machine slept: do not catch up
                began -= wait
            elif wait > 0:
                time.sleep(wait)

    def _hear(self, block: NDArray[np.float32], position: int, rolling: int, turn: int) -> None:
        """What the microphone gives while `position` is being played: what was sung a round trip ago, and the room."""
        first = turn * _DEMO_BLOCK % (len(self._room) - _DEMO_BLOCK)
        sung = np.zeros(_DEMO_BLOCK, np.float32)
        if rolling == state.ROLLING and position + _DEMO_BLOCK > 0:
            places = np.arange(position, position + _DEMO_BLOCK)
            sung[:] = np.where(places >= 0, self._voice[places % len(self._voice)], np.float32(0))
        line = np.concatenate((self._air, sung))
        block[:] = self._room[first : first + _DEMO_BLOCK] + line[:_DEMO_BLOCK]
        self._air = line[_DEMO_BLOCK:]


class HandDevice:
    """A device that moves only when told to: for tests, and for hearing a song faster than it plays."""

    def __init__(self, memory: state.Memory, rate_hz: int = 48_000, latency_frames: int = 0) -> None:
        self.opened = Opened("Hand", rate_hz, 0, latency_frames, 0, "hand", "Hand", "Hand")
        self._memory = memory

    def turn(self, heard: NDArray[np.float32], trouble: int = 0) -> NDArray[np.float32]:
        """Lets the engine hear mono frames; returns what it plays meanwhile, shape (n, 2), the caller's own."""
        heard = np.ascontiguousarray(heard, np.float32)
        played = np.zeros((len(heard), 2), np.float32)
        render_block_rt(self._memory.address, heard.ctypes.data, played.ctypes.data, len(heard), 1, 2, trouble)
        return played

    def close(self) -> None:
        """Nothing to let go of."""


def _first_block(memory: state.Memory, callbacks: int) -> int:
    """How many frames the first callback after so many asks for: what a device takes that was left the choice. 0 if
    none comes."""
    deadline = time.monotonic() + _FIRST_BLOCK_S
    while time.monotonic() < deadline:
        if int(memory.status[0]["callbacks"]) != callbacks:
            return int(memory.status[0]["block"])
        time.sleep(0.001)
    return 0


def _sounddevice() -> Any:
    os.environ.setdefault("JACK_NO_START_SERVER", "1")  # looking for devices must not start a server
    os.environ.setdefault("SD_ENABLE_ASIO", "1")
    import sounddevice

    return sounddevice


@contextmanager
def _checked(name: str, rate_hz: int) -> Iterator[None]:
    """PortAudio's errors become ours."""
    sd = _sounddevice()
    try:
        yield
    except sd.PortAudioError as error:
        number = error.args[1] if len(error.args) > 1 else 0
        code = _CODES.get(number, "device-failed")
        fields = {"name": name, "rate_hz": rate_hz} if code == "device-rate" else {"name": name}
        raise StudioError(code, **fields) from error
    except ValueError as error:
        raise StudioError("device-failed", name=name) from error


def _find(sd: Any, host_api: str, name: str, channels: str) -> int:
    apis = sd.query_hostapis()
    rows = [row for row in sd.query_devices() if apis[row["hostapi"]]["name"] == host_api and row[channels] > 0]
    if not rows and not any(row[channels] > 0 for row in sd.query_devices()):
        raise StudioError("device-none")
    for row in rows:
        if row["name"] == name:
            return int(row["index"])
    raise StudioError("device-missing", name=name)


def _mono(file: str, rate_hz: int) -> NDArray[np.float32]:
    info, data = map_data(Path(file))
    if info.encoding != "pcm24" or info.channels != 1 or info.rate_hz != rate_hz or info.frames == 0:
        raise StudioError("audio-unreadable", name=Path(file).name)
    return unpacked(np.asarray(data))
