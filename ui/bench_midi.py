"""How soon a pad is heard: from a MIDI message on a JACK port to the first sample, counted by the server's own frames,
while another process burns a core."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from studio.device import DeviceWish
from studio.engine import messages
from studio.engine.client import EngineClient
from studio.song import Song, Track
from ui.bench_parts import RATE_HZ, Measured, Say, wait_for
from ui.bench_realtime import jack_server

PERIOD = 64
_PAD, _SOUND = 36, "kick"
_GAP_S = 0.03
_GIVE_UP_S = 0.5
_LOUD = 1e-4
_SYSTEM = DeviceWish(
    host_api="JACK Audio Connection Kit",
    input_name="",
    input_channel=0,
    output_name="system",
    output_channels=2,
    block_frames=0,
)


def delays_frames(folder: Path, server: str, hits: int) -> list[int]:
    """Frames from each of so many hits on a pad to the first sample heard, on the JACK server of this name, which
    runs. Hits that are never heard are left out. ImportError without JACK-Client."""
    import jack

    pads = jack.Client("pads", no_start_server=True, servername=server)
    ear = jack.Client("ear", no_start_server=True, servername=server)
    out, heard = pads.midi_outports.register("out"), ear.inports.register("in")
    waiting: list[int] = []  # offsets in the block at which to hit
    sent: list[int] = []
    first: list[int] = []

    @pads.set_process_callback  # type: ignore[untyped-decorator]
    def play(frames: int) -> None:
        out.clear_buffer()
        if waiting:
            offset = waiting.pop()
            out.write_midi_event(offset, (0x99, _PAD, 100))
            sent.append(pads.last_frame_time + offset)

    @ear.set_process_callback  # type: ignore[untyped-decorator]
    def listen(frames: int) -> None:
        if len(first) < len(sent):
            block = np.frombuffer(heard.get_buffer(), np.float32)
            loud = np.flatnonzero(np.abs(block) > _LOUD)
            if len(loud):
                first.append(ear.last_frame_time + int(loud[0]))

    with _engine(folder) as client, pads, ear:
        ear.connect("PortAudio:out_0", heard)
        wait_for(client, messages.MidiArrived)
        dice = random.Random(1)
        delays = []
        for _ in range(hits):
            number = len(first)
            waiting.append(dice.randrange(PERIOD))
            deadline = time.monotonic() + _GIVE_UP_S
            while len(first) == number and time.monotonic() < deadline:
                time.sleep(0.001)
            if len(first) == number:
                sent.clear()
                first.clear()
            else:
                delays.append(first[-1] - sent[-1])
            client.tick()
            time.sleep(_GAP_S + dice.random() * _GAP_S)
        return delays


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them, with a server of its own."""
    if not shutil.which("jackd"):
        return {}
    try:
        import jack  # noqa: F401
    except ImportError:
        say("JACK-Client is not installed (pip install 'rap-clinic-studio[dev]'): no figure for pads")
        return {}
    hits = 200 if quick else 1000
    with jack_server(PERIOD) as server, _another_process_burning():
        delays = delays_frames(folder, server, hits)
    block_ms = 1000.0 * PERIOD / RATE_HZ
    middle, most = (1000.0 * float(np.percentile(delays, share)) / RATE_HZ for share in (50, 99))
    say(f"pads at {PERIOD} frames: {len(delays)} of {hits} hits heard, worst {1000 * max(delays) / RATE_HZ:.1f} ms")
    return {"pad_median": middle - block_ms, "pad_most": most - block_ms}


@contextmanager
def _engine(folder: Path) -> Iterator[EngineClient]:
    """An engine on the server's own device with one drum that is loud from its first sample on."""
    (folder / "pads").mkdir(exist_ok=True)
    file = folder / "pads" / "click.wav"
    soundfile.write(file, np.full(RATE_HZ // 100, 0.5, np.float32), RATE_HZ, subtype="FLOAT")
    kits = {"k": {_SOUND: messages.SoundSource(layers=(messages.SoundLayer(file=str(file)),))}}
    client = EngineClient(folder / "pads")
    client.start()
    try:
        client.load(Song(title="Pads", tracks=(Track(id="t", role="drums", name="", kit="k"),)), folder, kits)
        client.open_device(_SYSTEM, RATE_HZ)
        wait_for(client, messages.DeviceOpened)
        client.map_midi(messages.MidiMap(drums="t", defaults={_PAD: _SOUND}))
        yield client
    finally:
        client.close()


@contextmanager
def _another_process_burning() -> Iterator[None]:
    """A process that never rests, as a window's would at its worst."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"], stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()
