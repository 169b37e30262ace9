"""What this machine can do: its devices, and the check of `rapstudio doctor`. Knows no Qt."""

from __future__ import annotations

import platform
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import NamedTuple

from studio import storage
from studio.device import DeviceWish
from studio.engine import messages
from studio.engine.choice import DEMO, automatic
from studio.engine.client import EngineClient
from studio.errors import StudioError
from ui.session import demo_voice, runtime_folder

Tell = Callable[[float], None]
_ANSWER_S = 120.0
_RATE_HZ = 48_000
_LISTEN_S = 2.0
_LIBRARIES = ("PySide6-Essentials", "sounddevice", "numba", "numpy", "soundfile", "av")


class Finding(NamedTuple):
    """One thing looked at: `doctor-<name>` with these fields is its sentence."""

    name: str
    good: bool
    fields: dict[str, object]


def listed_devices(tell: Tell) -> messages.DevicesListed:
    """All sound devices, found by a fresh engine process."""
    with _engine(tell) as client:
        return _devices(client)


def examine(tell: Tell) -> list[Finding]:
    """Device, latency, disk, clock and versions. The device is the chosen one, else the system's, else the demo
    device."""
    places = storage.places()
    findings = []
    with _engine(tell) as client:
        listed = _devices(client)
        findings.append(Finding("devices", len(listed.devices) > 1, {"count": len(listed.devices) - 1}))
        chosen = storage.read_settings(places.settings).device
        wish = chosen if chosen is not None else automatic(listed)
        if wish is not None:
            findings += _listened(client, wish)
        else:
            findings.append(Finding("no-device", False, {"name": listed.devices[-1].name}))
    room = storage.disk_state(places.songs, _RATE_HZ)
    findings.append(Finding("disk", room.verdict == "ok", {"free_mb": room.free_mb, "minutes": round(room.minutes)}))
    findings.append(Finding("clock", *_clock()))
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    fields: dict[str, object] = {
        "program": version("rap-clinic-studio"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "libraries": libraries,
    }
    findings.append(Finding("versions", True, fields))
    return findings


def _listened(client: EngineClient, wish: DeviceWish) -> list[Finding]:
    """Opens a device for two seconds: its latency, and what was late."""
    client.load(messages.Song(title=""), storage.places().songs, {})
    voice = demo_voice(storage.places().cache, _RATE_HZ) if wish.host_api == DEMO else ""
    client.open_device(wish, _RATE_HZ, str(voice), storage.read_settings(storage.places().settings).measured)
    try:
        opened = _answer(client, messages.DeviceOpened)
    except StudioError as error:
        return [Finding("device-shut", False, {"name": wish.output_name, "code": error.code})]
    deadline = time.monotonic() + _LISTEN_S
    while time.monotonic() < deadline:
        client.tick()
        time.sleep(0.02)
    status = client.status
    name = {"name": opened.name}
    return [
        Finding("device", True, {**name, "rate_hz": opened.rate_hz}),
        *_latency(opened),
        Finding(
            "callbacks",
            status.xruns == 0,
            {"xruns": status.xruns, "late": status.late, "share": round(100 * status.cpu.worst)},
        ),
        Finding("microphone", status.input.peak_db > -100.0, {"peak_db": round(status.input.peak_db)}),
    ]


def _latency(opened: messages.DeviceOpened) -> list[Finding]:
    """By how much takes are moved on this device, and whether that was measured or is what its driver says."""
    round_trip = opened.round_trip_frames
    fields = {"milliseconds": round(1000.0 * round_trip / opened.rate_hz, 1), "frames": round_trip}
    if opened.measured_on:
        return [Finding("latency-measured", True, {**fields, "date": opened.measured_on})]
    return [Finding("latency", True, fields), Finding("latency-unmeasured", opened.is_demo, {})]


def _clock() -> tuple[bool, dict[str, object]]:
    """How late a sleep of a millisecond wakes at its worst of a hundred: what a busy or borrowed machine is known
    by."""
    worst = 0.0
    for _ in range(100):
        began = time.perf_counter()
        time.sleep(0.001)
        worst = max(worst, time.perf_counter() - began - 0.001)
    return worst < 0.01, {"milliseconds": round(1000.0 * worst, 1)}


@contextmanager
def _engine(tell: Tell) -> Iterator[EngineClient]:
    runtime = runtime_folder()
    client = EngineClient(runtime)
    client.start()
    try:
        deadline = time.monotonic() + _ANSWER_S
        while not client.ready:
            for event in client.tick():
                if isinstance(event, messages.Warming):
                    tell(event.share)
            if time.monotonic() > deadline:
                raise StudioError("engine-gone")
            time.sleep(0.02)
        yield client
    finally:
        client.close()
        shutil.rmtree(runtime, ignore_errors=True)


def _devices(client: EngineClient) -> messages.DevicesListed:
    client.list_devices()
    return _answer(client, messages.DevicesListed)


def _answer(client: EngineClient, kind: type) -> messages.Event:
    deadline = time.monotonic() + _ANSWER_S
    while time.monotonic() < deadline:
        for event in client.tick():
            if isinstance(event, kind):
                return event
            if isinstance(event, messages.Trouble):
                raise StudioError(event.code, **event.fields)
        time.sleep(0.01)
    raise StudioError("engine-gone")
