"""What `rapstudio bench` measures round the engine: songs opened and edited, an engine that dies, the window's start;
and how a part asks a window of its own for figures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import soundfile

from studio import edits
from studio.engine import messages
from studio.engine.choice import DEMO_WISH
from studio.engine.client import EngineClient
from studio.song import Clip, Media, Song, Track
from studio.songfile import SongFolder
from ui.bench_offline import stems_song
from ui.bench_parts import PLAIN_STRIP, RATE_HZ, Measured, Say, wait_for, wait_until


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them."""
    return {
        "opening": _opening(folder, say),
        "edit": _edits(folder),
        "rebirth": _rebirth(folder, quick),
        **_window(folder, quick),
    }


def in_window(module: str, home: Path, say: Say, what: str) -> Measured:
    """What a module that opens a window of its own, without a screen, says as its last line of JSON; nothing where it
    cannot."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "RAPSTUDIO_HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-m", module], env=environment, check=False, timeout=300, capture_output=True, text=True
    )
    if ran.returncode != 0:
        say(f"the window could not be opened: no figures of {what}")
        return {}
    found: Measured = json.loads(ran.stdout.splitlines()[-1])
    return found


def _opening(folder: Path, say: Say) -> float:
    took, grown = [], []
    for seconds in (60, 600):
        frames = seconds * RATE_HZ
        media = tuple(
            Media(id=f"m{n}", file=f"media/m{n}.wav", frames=frames, channels=1, rate_hz=RATE_HZ) for n in range(64)
        )
        tracks = tuple(
            Track(
                id=f"t{number}",
                role="lead",
                name=f"Track {number}",
                clips=tuple(
                    Clip(
                        id=f"c{number}-{n}",
                        media_id=f"m{number}",
                        at_beat=n * 1.5,
                        length_frames=RATE_HZ,
                        offset_frames=n,
                    )
                    for n in range(60)
                ),
            )
            for number in range(64)
        )
        path = folder / f"big{seconds}"
        SongFolder.create(path, Song(title="Big", media=media, tracks=tracks)).close()
        for row in media:
            with soundfile.SoundFile(path / row.file, "w", RATE_HZ, 1, "PCM_24") as file:
                file.write(np.zeros(1, np.float32))
            os.truncate(path / row.file, 44 + 3 * frames)
        began = time.perf_counter()
        with SongFolder.open(path) as opened:
            took.append(time.perf_counter() - began)
            (folder / "open").mkdir(exist_ok=True)
            client = EngineClient(folder / "open")
            client.start()
            try:
                wait_until(client, lambda client=client: client.ready)
                before = _resident_mb(client.pid)
                client.load(opened.song, path, {})
                wait_for(client, messages.Loaded)
                grown.append(_resident_mb(client.pid) - before)
            finally:
                client.close()
    say(
        f"64 × 60 clips: memory of the engine grows by {grown[0]:.0f} MB with 1-minute files, "
        f"{grown[1]:.0f} MB with 10-minute ones"
    )
    return max(took)


def _edits(folder: Path) -> float:
    song = stems_song(folder / "edits", 2.0, PLAIN_STRIP)
    clips = tuple(Clip(id=f"k{n}", media_id="s0", at_beat=n * 0.01, length_frames=4_000) for n in range(500))
    song = edits.set_title(song, title="Edits")
    track = Track(id="many", role="lead", name="Many", clips=clips)
    song = Song(title="Edits", media=song.media, tracks=(*song.tracks, track))
    (folder / "edit").mkdir(exist_ok=True)
    client = EngineClient(folder / "edit")
    client.start()
    times = []
    try:
        wait_until(client, lambda: client.ready)
        client.load(song, folder / "edits", {})
        wait_for(client, messages.Loaded)
        for turn in range(40):
            began = time.perf_counter()
            song = edits.move_clip(song, track_id="many", clip_id="k250", at_beat=2.5 + turn * 0.01)
            client.load(song, folder / "edits", {})
            while not any(isinstance(event, messages.Loaded) for event in client.tick()):
                time.sleep(0)
            times.append(time.perf_counter() - began)
    finally:
        client.close()
    return 1000 * float(np.median(times))


def _rebirth(folder: Path, quick: bool) -> float:
    (folder / "life").mkdir(exist_ok=True)
    client = EngineClient(folder / "life")
    client.start()
    try:
        client.load(Song(title="T"), folder, {})
        client.open_device(DEMO_WISH, RATE_HZ)
        wait_until(client, lambda: client.device is not None)
        times = []
        for _ in range(2 if quick else 5):
            began, pid = time.perf_counter(), client.pid
            os.kill(pid, signal.SIGKILL)
            wait_until(
                client, lambda pid=pid: client.pid != pid and client.device is not None and client.status.callbacks > 0
            )
            times.append(time.perf_counter() - began)
    finally:
        client.close()
    return max(times)


def _window(folder: Path, quick: bool) -> Measured:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "RAPSTUDIO_HOME": str(folder / "home"),
        "RAPSTUDIO_MEASURE_START": "1",
    }
    found = {}
    for what, cache in (("cold", folder / "cold"), ("warm", None)):
        if cache is not None and quick:
            continue
        if cache is not None:
            environment["RAPSTUDIO_KERNEL_CACHE"] = str(cache)
        else:
            environment.pop("RAPSTUDIO_KERNEL_CACHE", None)
        times = []
        for _ in range(1 if cache else 3):
            began = time.perf_counter()
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    [sys.executable, "-m", "ui.app"], env=environment, check=False, timeout=180, capture_output=True
                )
            times.append(time.perf_counter() - began)
        found[what] = min(times)
    return found


def _resident_mb(pid: int) -> float:
    with suppress(OSError):
        import resource  # not there on Windows, where there is no /proc either

        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    return 0.0
