"""`rapstudio bench`: every promised number next to its bar, measured here and now. A benchmark, not a test: nothing
fails.

Realtime figures are CPU time of the audio thread as shares of the block, because a virtual machine's clock wakes late
whoever asks it; offline figures are multiples of real time, beside another program that does the same job in the same
run.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import soundfile

from studio.device import DeviceWish
from studio.engine import messages
from studio.engine.client import EngineClient
from studio.song import Clip, Lane, Media, Note, Pattern, Section, Song, Track

RATE_HZ = 48_000
STEM_S = 210.0
EVERY_STAGE = {
    "highpass_on": 1.0,
    "eq_on": 1.0,
    "low_db": 2.0,
    "mid_db": -3.0,
    "high_db": 3.0,
    "compressor_on": 1.0,
    "threshold_db": -24.0,
    "ratio": 4.0,
    "makeup_db": 4.0,
    "delay_send_db": -18.0,
    "reverb_send_db": -12.0,
    "gain_db": -12.0,
    "pan": 0.2,
}
_VOICE_TRACKS, _NOTES_EACH = 4, 16
Say = Callable[[str], None]


class Figure(NamedTuple):
    """One measured number with its bar."""

    what: str
    measured: float
    unit: str
    bar: float
    at_most: bool

    @property
    def met(self) -> bool:
        return self.measured <= self.bar if self.at_most else self.measured >= self.bar

    def row(self) -> dict[str, Any]:
        """As JSON tells it."""
        return {
            "what": self.what,
            "measured": round(self.measured, 4),
            "unit": self.unit,
            "bar": self.bar,
            "at_most": self.at_most,
            "met": self.met,
        }


def in_window(module: str, home: Path, say: Say, what: str) -> dict[str, float]:
    """What a module that opens a window of its own, without a screen, says as its last line of JSON; nothing where it
    cannot."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "RAPSTUDIO_HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-m", module], env=environment, check=False, timeout=300, capture_output=True, text=True
    )
    if ran.returncode != 0:
        say(f"the window could not be opened: no figures of {what}")
        return {}
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def run(quick: bool, say: Say) -> list[Figure]:
    """Measures everything; `quick` shortens what would take minutes. What cannot be measured here is said and left
    out."""
    from ui import bench_beats, bench_midi, bench_record, bench_room

    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="rsb-") as folder:
        parts = (
            _realtime, bench_midi.run, _offline, bench_beats.run, bench_room.run, bench_record.run,
            _opening, _edits, _rebirth, _window,
        )  # fmt: skip
        for part in parts:
            figures += part(Path(folder), quick, say)
    return figures


# --- realtime


def _realtime(folder: Path, quick: bool, say: Say) -> list[Figure]:
    if not shutil.which("jackd"):
        say("jackd is not installed: no realtime figures")
        return []
    figures = []
    for tracks, period in ((32, 64), (64, 256)):
        song = busy_song(folder / f"busy{tracks}", tracks)
        kits = {
            "bench": {
                "tone": messages.SoundSource(
                    layers=(messages.SoundLayer(file=str(_tone(folder))),), root_note=36, release_ms=50.0
                )
            }
        }
        with jack_server(period), _burning_core():
            status, idle = _play_live(folder, song, kits, 6.0 if quick else 60.0)
        what = f"{tracks} tracks, {period} frames"
        late = max(status.late - idle.late, 0)
        figures += [
            Figure(f"{what}: worst callback, CPU", 100 * status.cpu.worst, "% of the block", 50.0, True),
            Figure(f"{what}: 99.9 % of callbacks, CPU", 100 * status.cpu.share_999, "% of the block", 25.0, True),
            Figure(f"{what}: cycles late beyond an idle client's {idle.late}", late, "cycles", 0.0, True),
        ]
        say(
            f"{what}: by the clock worst {100 * status.wall.worst:.0f} %, 99.9 % {100 * status.wall.share_999:.0f} %, "
            f"xruns {status.xruns}"
        )
    return figures


def busy_song(folder: Path, tracks: int) -> Song:
    """Stereo files on all tracks but four, which hold sixteen notes each; every stage on, both sends open."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    frames = RATE_HZ * 80
    rng = np.random.default_rng(1)
    media = []
    for number in range(8):
        soundfile.write(
            folder / f"media/m{number}.wav", rng.standard_normal((frames, 2)) * 0.1, RATE_HZ, subtype="PCM_24"
        )
        media.append(Media(id=f"m{number}", file=f"media/m{number}.wav", frames=frames, channels=2, rate_hz=RATE_HZ))
    made, lanes = [], []
    for number in range(tracks):
        name = f"t{number}"
        if number < _VOICE_TRACKS:
            made.append(Track(id=name, role="melody", name=name, kit="bench", knobs=EVERY_STAGE))
            notes = tuple(
                Note(at_step=0, length_steps=16, midi_note=30 + n, glide_to=31 + n) for n in range(_NOTES_EACH)
            )
            lanes.append(Lane(sound="tone", track_id=name, notes=notes))
        else:
            clip = Clip(id=f"c{number}", media_id=f"m{number % 8}", at_beat=0.0, length_frames=frames)
            made.append(Track(id=name, role="beat", name=name, clips=(clip,), knobs=EVERY_STAGE))
    pattern = Pattern(id="p", name="", bars=1, lanes=tuple(lanes))
    return Song(
        title="Bench",
        bpm=60.0,
        media=tuple(media),
        tracks=tuple(made),
        patterns=(pattern,),
        sections=(Section(id="s", kind="verse", bars=20, pattern_id="p"),),
    )


def _tone(folder: Path) -> Path:
    path = folder / "tone.wav"
    tone = np.sin(2 * np.pi * 65.4 * np.arange(RATE_HZ * 6) / RATE_HZ) * 0.1
    soundfile.write(path, tone.astype(np.float32), RATE_HZ, subtype="FLOAT")
    return path


def _play_live(folder: Path, song: Song, kits: Any, seconds: float) -> tuple[Any, Any]:
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
        client.load(what, folder / f"busy{len(song.tracks)}", sounds)
        client.open_device(wish, RATE_HZ)
        _until(client, lambda client=client: client.device is not None)
        clients.append(client)
    busy, idle = clients
    try:
        busy.play(0.0)
        _until(busy, lambda: busy.status.playhead_frame > RATE_HZ)
        for client in clients:
            client.reset_meters()
        _run(clients, seconds)
        return _snapshot(busy), _snapshot(idle)
    finally:
        for client in clients:
            client.close()


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


# --- offline


def _offline(folder: Path, quick: bool, say: Say) -> list[Figure]:
    from studio import export

    seconds = 60.0 if quick else STEM_S
    song = stems_song(folder / "stems", seconds)

    def ours(threads: int) -> float:
        began = time.perf_counter()
        export.render(song, lambda media: folder / "stems" / media.file, {}, folder / "mix.wav", threads=threads)
        return seconds / (time.perf_counter() - began)

    ours(2)
    one, two = max(ours(1) for _ in range(3)), max(ours(2) for _ in range(3))
    figures = [
        Figure("mixdown of 8 stems, one core", one, "× real time", 70.0, False),
        Figure("mixdown, two cores to one", two / one, "×", 1.6, False),
        Figure("a stem that fades to silence, cost to a loud one", _fading(folder), "×", 1.1, True),
    ]
    peer = _pedalboard(folder, seconds, say)
    if peer:
        figures.append(Figure("mixdown, two cores, to pedalboard on two threads", two / peer, "×", 3.0, False))
        say(f"mixdown: one core {one:.0f} ×, two {two:.0f} ×, pedalboard {peer:.0f} × real time")
    return figures


def _fading(folder: Path) -> float:
    """What a strip costs whose sound has faded to numbers too small for full precision, to what a loud one costs."""
    from studio.engine.offline import OfflineRenderer

    frames = RATE_HZ * 20
    noise = np.random.default_rng(3).standard_normal((frames, 2)) * 0.1
    sounds = {"loud": noise, "fading": noise * np.exp(-np.arange(frames) / 40.0)[:, None]}
    took = {}
    for name, sound in sounds.items():
        soundfile.write(folder / f"{name}.wav", sound.astype(np.float32), RATE_HZ, subtype="FLOAT")
        media = Media(id="m", file=f"{name}.wav", frames=frames, channels=2, rate_hz=RATE_HZ)
        clip = Clip(id="c", media_id="m", at_beat=0.0, length_frames=frames)
        song = Song(
            title="", media=(media,), tracks=(Track(id="t", role="beat", name="", clips=(clip,), knobs=EVERY_STAGE),)
        )
        times = []
        for _ in range(5):
            renderer = OfflineRenderer(song, lambda media: folder / media.file, {}, threads=1)
            began = time.perf_counter()
            for _ in renderer.mix(0, frames):
                pass
            times.append(time.perf_counter() - began)
        took[name] = min(times)
    return took["fading"] / took["loud"]


def stems_song(folder: Path, seconds: float) -> Song:
    """Eight stereo 24-bit stems with every stage on and both sends open."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    frames, rng = round(seconds * RATE_HZ), np.random.default_rng(2)
    media, tracks = [], []
    for number in range(8):
        tone = 0.15 * np.sin(2 * np.pi * 110 * (number + 1) * np.arange(frames) / RATE_HZ)[:, None]
        sound = tone + 0.05 * rng.standard_normal((frames, 2))
        soundfile.write(folder / f"media/s{number}.wav", sound, RATE_HZ, subtype="PCM_24")
        media.append(Media(id=f"s{number}", file=f"media/s{number}.wav", frames=frames, channels=2, rate_hz=RATE_HZ))
        clip = Clip(id=f"c{number}", media_id=f"s{number}", at_beat=0.0, length_frames=frames)
        tracks.append(Track(id=f"t{number}", role="beat", name=f"s{number}", clips=(clip,), knobs=EVERY_STAGE))
    return Song(title="Stems", bpm=90.0, media=tuple(media), tracks=tuple(tracks))


def _pedalboard(folder: Path, seconds: float, say: Say) -> float:
    """The same job on two threads with pedalboard, in multiples of real time; 0 if it is not installed."""
    try:
        import pedalboard as pb
        from pedalboard.io import AudioFile
    except ImportError:
        say("pedalboard is not installed (pip install 'rap-clinic-studio[bench]'): no peer figure")
        return 0.0
    from concurrent.futures import ThreadPoolExecutor

    def strip(number: int) -> Any:
        with AudioFile(str(folder / f"stems/media/s{number}.wav")) as file:
            sound = file.read(file.frames)
        chain = pb.Pedalboard(
            [
                pb.HighpassFilter(80),
                pb.LowShelfFilter(150, 2.0),
                pb.PeakFilter(1500, -3.0, 0.9),
                pb.HighShelfFilter(7000, 3.0),
                pb.Compressor(-24, 4, 8, 120),
                pb.Gain(-8),
            ]
        )
        return chain(sound, RATE_HZ)

    def mixdown() -> float:
        began = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            mix = sum(pool.map(strip, range(8)))
            reverb = pool.submit(pb.Pedalboard([pb.Reverb(wet_level=1, dry_level=0)]), mix * 0.25, RATE_HZ)
            delay = pool.submit(pb.Pedalboard([pb.Delay(0.5, 0.35, 1.0)]), mix * 0.125, RATE_HZ)
            mix = mix + reverb.result() + delay.result()
        with AudioFile(str(folder / "peer.wav"), "w", RATE_HZ, 2, bit_depth=24) as file:
            file.write(mix)
        return seconds / (time.perf_counter() - began)

    return max(mixdown() for _ in range(2))


# --- the song, the engine, the window


def _opening(folder: Path, quick: bool, say: Say) -> list[Figure]:
    from studio.songfile import SongFolder

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
                _until(client, lambda client=client: client.ready)
                before = _resident_mb(client.pid)
                client.load(opened.song, path, {})
                _until_event(client, messages.Loaded)
                grown.append(_resident_mb(client.pid) - before)
            finally:
                client.close()
    say(
        f"64 × 60 clips: memory of the engine grows by {grown[0]:.0f} MB with 1-minute files, "
        f"{grown[1]:.0f} MB with 10-minute ones"
    )
    return [Figure("open a song of 64 tracks × 60 clips", max(took), "s", 0.3, True)]


def _edits(folder: Path, quick: bool, say: Say) -> list[Figure]:
    from studio import edits

    song = stems_song(folder / "edits", 2.0)
    clips = tuple(Clip(id=f"k{n}", media_id="s0", at_beat=n * 0.01, length_frames=4_000) for n in range(500))
    song = edits.set_title(song, title="Edits")
    track = Track(id="many", role="lead", name="Many", clips=clips)
    song = Song(title="Edits", media=song.media, tracks=(*song.tracks, track))
    (folder / "edit").mkdir(exist_ok=True)
    client = EngineClient(folder / "edit")
    client.start()
    times = []
    try:
        _until(client, lambda: client.ready)
        client.load(song, folder / "edits", {})
        _until_event(client, messages.Loaded)
        for turn in range(40):
            began = time.perf_counter()
            song = edits.move_clip(song, track_id="many", clip_id="k250", at_beat=2.5 + turn * 0.01)
            client.load(song, folder / "edits", {})
            while not any(isinstance(event, messages.Loaded) for event in client.tick()):
                time.sleep(0)
            times.append(time.perf_counter() - began)
    finally:
        client.close()
    return [
        Figure("an edit of a 500-clip song, model to engine and back", 1000 * float(np.median(times)), "ms", 5.0, True)
    ]


def _rebirth(folder: Path, quick: bool, say: Say) -> list[Figure]:
    wish = DeviceWish(
        host_api="demo", input_name="Demo", input_channel=0, output_name="Demo", output_channels=2, block_frames=0
    )
    (folder / "life").mkdir(exist_ok=True)
    client = EngineClient(folder / "life")
    client.start()
    try:
        client.load(Song(title="T"), folder, {})
        client.open_device(wish, RATE_HZ)
        _until(client, lambda: client.device is not None)
        times = []
        for _ in range(2 if quick else 5):
            began, pid = time.perf_counter(), client.pid
            os.kill(pid, signal.SIGKILL)
            _until(
                client, lambda pid=pid: client.pid != pid and client.device is not None and client.status.callbacks > 0
            )
            times.append(time.perf_counter() - began)
    finally:
        client.close()
    return [Figure("engine death to sound again", max(times), "s", 2.0, True)]


def _window(folder: Path, quick: bool, say: Say) -> list[Figure]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "RAPSTUDIO_HOME": str(folder / "home"),
        "RAPSTUDIO_MEASURE_START": "1",
    }
    figures = []
    for what, cache, bar in (("cold", folder / "cold", 40.0), ("warm", None, 2.5)):
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
        figures.append(Figure(f"{what} start to a window that can play and record", min(times), "s", bar, True))
    return figures


def _until(client: EngineClient, condition: Callable[[], bool], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        client.tick()
        if time.monotonic() > deadline:
            raise TimeoutError("the engine did not answer")
        time.sleep(0.002)


def _until_event(client: EngineClient, kind: type) -> None:
    deadline = time.monotonic() + 60.0
    while not any(isinstance(event, kind) for event in client.tick()):
        if time.monotonic() > deadline:
            raise TimeoutError("the engine did not answer")
        time.sleep(0.002)


def _run(clients: list[EngineClient], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for client in clients:
            client.tick()
        time.sleep(0.03)


def _resident_mb(pid: int) -> float:
    with suppress(OSError):
        import resource  # not there on Windows, where there is no /proc either

        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    return 0.0
