"""What `rapstudio bench` measures of the live path: what a callback costs over a JACK server without hardware, while
a thread of this process never rests."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from studio.device import DeviceWish
from studio.engine import messages
from studio.engine.client import EngineClient
from studio.song import Clip, Lane, Media, Note, Pattern, Section, Song, Track
from ui.bench_parts import COMPLETE_STRIP, PLAIN_STRIP, RATE_HZ, Measured, Say, wait_until

_VOICE_TRACKS, _NOTES_EACH, _CORRECTED = 4, 16, 4
_SCENES = (
    # name, tracks, frames, knobs, tracks with pitch correction
    ("busy32", 32, 64, PLAIN_STRIP, 0),
    ("busy64", 64, 256, PLAIN_STRIP, 0),
    ("whole32", 32, 64, COMPLETE_STRIP, _CORRECTED),
)
_CORRECTION = {"pitch_on": 1.0, "pitch_amount": 100.0, "pitch_retune_ms": 10.0}
_FILE_S = 80


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them."""
    if not shutil.which("jackd"):
        say("jackd is not installed: no realtime figures")
        return {}
    found: Measured = {}
    for scene in _SCENES:
        found |= _live(folder, scene, 6.0 if quick else 60.0, say)
    return found


def _live(folder: Path, scene: tuple[str, int, int, Mapping[str, float], int], seconds: float, say: Say) -> Measured:
    name, tracks, period, knobs, corrected = scene
    song = busy_song(folder / name, tracks, knobs, corrected)
    tone = messages.SoundSource(
        layers=(messages.SoundLayer(file=str(_tone(folder))),), root_note=36, release_ms=50.0
    )  # fmt: skip
    with jack_server(period), _burning_core():
        status, idle = _play(folder, song, folder / name, {"bench": {"tone": tone}}, seconds)
    say(
        f"{name}: by the clock worst {100 * status.wall.worst:.0f} %, 99.9 % {100 * status.wall.share_999:.0f} %, "
        f"xruns {status.xruns}, late {status.late} cycles, an idle client {idle.late}"
    )
    return {
        f"{name}_worst": 100 * status.cpu.worst,
        f"{name}_most": 100 * status.cpu.share_999,
        f"{name}_late": max(status.late - idle.late, 0),
    }


def busy_song(folder: Path, tracks: int, knobs: Mapping[str, float], corrected: int = 0) -> Song:
    """Stereo files on all tracks but four, which hold sixteen notes each; the last `corrected` are voices somewhat
    beside the note, with pitch correction."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    frames = RATE_HZ * _FILE_S
    rng = np.random.default_rng(1)
    media = []
    for number in range(8):
        media.append(_written(folder, f"m{number}", rng.standard_normal((frames, 2)) * 0.1))
    if corrected:
        media.append(_written(folder, "voice", _sung(frames)[:, None] + 0.001 * rng.standard_normal((frames, 1))))
    made, lanes = [], []
    for number in range(tracks):
        name = f"t{number}"
        if number < _VOICE_TRACKS:
            made.append(Track(id=name, role="melody", name=name, kit="bench", knobs=dict(knobs)))
            notes = tuple(
                Note(at_step=0, length_steps=16, midi_note=30 + n, glide_to=31 + n) for n in range(_NOTES_EACH)
            )
            lanes.append(Lane(sound="tone", track_id=name, notes=notes))
            continue
        sings = number >= tracks - corrected
        media_id = "voice" if sings else f"m{number % 8}"
        clip = Clip(id=f"c{number}", media_id=media_id, at_beat=0.0, length_frames=frames)
        turned = {**knobs, **_CORRECTION} if sings else dict(knobs)
        made.append(Track(id=name, role="lead" if sings else "beat", name=name, clips=(clip,), knobs=turned))
    pattern = Pattern(id="p", name="", bars=1, lanes=tuple(lanes))
    return Song(
        title="Bench",
        bpm=60.0,
        key="A minor",
        media=tuple(media),
        tracks=tuple(made),
        patterns=(pattern,),
        sections=(Section(id="s", kind="verse", bars=_FILE_S // 4, pattern_id="p"),),
    )


def _written(folder: Path, name: str, sound: Any) -> Media:
    file = f"media/{name}.wav"
    soundfile.write(folder / file, sound, RATE_HZ, subtype="PCM_24")
    return Media(id=name, file=file, frames=len(sound), channels=sound.shape[1], rate_hz=RATE_HZ)


def _sung(frames: int) -> Any:
    """Overtones of a note that wavers by a third of a semitone round 227 Hz."""
    time_s = np.arange(frames) / RATE_HZ
    phase = 2 * np.pi * 227.0 * (time_s - 0.02 / (2 * np.pi * 5.0) * np.cos(2 * np.pi * 5.0 * time_s))
    return 0.1 * sum(np.sin(number * phase) / number for number in range(1, 9))


def _tone(folder: Path) -> Path:
    path = folder / "tone.wav"
    tone = np.sin(2 * np.pi * 65.4 * np.arange(RATE_HZ * 6) / RATE_HZ) * 0.1
    soundfile.write(path, tone.astype(np.float32), RATE_HZ, subtype="FLOAT")
    return path


def _play(folder: Path, song: Song, media: Path, kits: Any, seconds: float) -> tuple[Any, Any]:
    """Status of an engine that plays a song over JACK, and of one that plays nothing beside it."""
    wish = DeviceWish(
        host_api="JACK Audio Connection Kit",
        input_name="system",
        input_channel=0,
        output_name="system",
        output_channels=2,
        block_frames=0,
    )
    clients = []
    for name, what, sounds in (("busy", song, kits), ("idle", Song(title="Idle"), {})):
        (folder / name).mkdir(exist_ok=True)
        client = EngineClient(folder / name)
        client.start()
        client.load(what, media, sounds)
        client.open_device(wish, RATE_HZ)
        wait_until(client, lambda client=client: client.device is not None)
        clients.append(client)
    busy, idle = clients
    try:
        busy.play(0.0)
        wait_until(busy, lambda: busy.status.playhead_frame > RATE_HZ)
        for client in clients:
            client.reset_meters()
        _run(clients, seconds)
        return _snapshot(busy), _snapshot(idle)
    finally:
        for client in clients:
            client.close()


def _run(clients: list[EngineClient], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for client in clients:
            client.tick()
        time.sleep(0.03)


def _snapshot(client: EngineClient) -> Any:
    from studio.engine.meters import Status

    return Status(client.status.record.copy(), client.device)


@contextmanager
def jack_server(period: int) -> Iterator[str]:
    """A private JACK server without hardware; its name."""
    name = f"rapstudio-bench-{uuid.uuid4().hex[:8]}"
    os.environ |= {"JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": name}
    command = ["jackd", "-R", "-n", name, "-d", "dummy", "-r", str(RATE_HZ), "-p", str(period)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    try:
        yield name
    finally:
        server.terminate()
        server.wait()
        del os.environ["JACK_DEFAULT_SERVER"]


@contextmanager
def _burning_core() -> Iterator[None]:
    """A thread of this process that never rests, as a window's would at its worst."""
    stop = threading.Event()

    def burn() -> None:
        number = 0
        while not stop.is_set():
            number += 1

    thread = threading.Thread(target=burn, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
