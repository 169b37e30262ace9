"""Kills of the engine and of the window at random moments of a take, two hundred each in `make soak`: no acknowledged
frame is lost."""

from __future__ import annotations

import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import soundfile
from pump import DEMO, RUNTIME_PREFIX, Pump

from studio.engine.messages import DeviceOpened, Hello, RecordOrder, TakeClosed, Trouble
from studio.song import Song, Track
from studio.songfile import SongFolder

KILLS = [25, pytest.param(200, marks=pytest.mark.soak)]
SEED = int(os.environ.get("RAPSTUDIO_SEED", str(random.SystemRandom().randrange(10**6))))
SONG = Song(title="Drept", bpm=120.0, tracks=(Track(id="t1", role="lead", name="Vers"),))


def assert_exact(path: Path, at_least: int) -> None:
    """The file holds what was acknowledged, soundfile reads it, and its size fields are those of the file."""
    data = path.read_bytes()
    audio = struct.unpack_from("<I", data, 76)[0]
    assert data[:4] == b"RIFF"
    assert data[72:76] == b"data"
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8
    assert 80 + audio + audio % 2 == len(data)
    assert audio % 3 == 0
    assert audio // 3 >= at_least, f"lost {at_least - audio // 3} acknowledged frames"
    assert soundfile.info(path).frames == audio // 3


def open_and_check(folder: Path, take_id: str, at_least: int) -> None:
    with SongFolder.open(folder) as opened:
        rescued = [take for take in opened.song.takes if take.rescued]
        paths = {opened.song.media_of(take.media_id).file for take in rescued}
        if at_least > 0:
            assert f"takes/{take_id}.wav" in paths
        for take in rescued:
            media = opened.song.media_of(take.media_id)
            assert_exact(opened.path_of(media), at_least if media.file == f"takes/{take_id}.wav" else 1)
    with SongFolder.open(folder) as again:
        assert again.song == opened.song


def at_work(pump: Pump, folder: SongFolder) -> RecordOrder:
    take_id, path = folder.new_take()
    order = RecordOrder(take_id=take_id, path=str(path), track_id="t1", at_beat=0.0)
    pump.client.load(SONG, path.parent.parent, {})
    pump.client.record(order)
    return order


@pytest.mark.parametrize("kills", KILLS)
def test_kills_of_the_engine(kills, tmp_path):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    with (
        tempfile.TemporaryDirectory(prefix=RUNTIME_PREFIX) as one,
        tempfile.TemporaryDirectory(prefix=RUNTIME_PREFIX) as other,
    ):
        pumps = [Pump(Path(one)), Pump(Path(other))]  # while one is killed, the other starts anew
        for pump in pumps:
            pump.client.load(SONG, tmp_path, {})
            pump.client.open_device(DEMO, SONG.rate_hz)
        try:
            for number in range(kills):
                pump, idle = pumps[number % 2], pumps[1 - number % 2]
                pump.while_not(lambda pump=pump: pump.client.device is not None)
                song = SongFolder.create(tmp_path / f"s{number}", SONG)
                order = at_work(pump, song)
                moment = time.monotonic() + chance.uniform(0.0, 0.7)
                while time.monotonic() < moment:
                    pump.tick()
                    idle.tick()
                    time.sleep(0.005)
                record, acknowledged = pump.client._map, 0
                pump.client._deaths = []  # here it dies on purpose
                if record is not None:  # else a machine that was too busy has ended it already
                    os.kill(pump.client.pid, signal.SIGKILL)
                    acknowledged = int(record["take_frames"][0]) if record["recording"][0] else 0
                    pump.until(Trouble, code="engine-gone", seconds=5)
                song.close()
                open_and_check(tmp_path / f"s{number}", order.take_id, acknowledged)
        finally:
            for pump in pumps:
                pump.client.close()


WINDOW = """
import sys
from pathlib import Path
from pump import DEMO, Pump
from studio.engine.messages import DeviceOpened
from studio.songfile import SongFolder
from test_kills import SONG, at_work
pump = Pump(Path(sys.argv[1]))
folder = SongFolder.create(Path(sys.argv[2]), SONG)
pump.client.load(SONG, Path(sys.argv[2]), {})
pump.client.open_device(DEMO, SONG.rate_hz)
pump.until(DeviceOpened)
at_work(pump, folder)
print(flush=True)
pump.run(60)
"""


@pytest.mark.parametrize("kills", KILLS)
def test_kills_of_the_window(kills, runtime, tmp_path):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)])}

    def window(number):
        command = [sys.executable, "-c", WINDOW, str(runtime), str(tmp_path / f"s{number}")]
        return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)

    for number in range(kills):
        victim = window(number)
        assert victim.stdout is not None
        assert victim.stdout.readline() == b"\n"
        time.sleep(chance.uniform(0.0, 0.3))
        victim.kill()
        victim.wait()
        victim.stdout.close()
        pump = Pump(runtime)
        hello = pump.until(Hello, seconds=10)
        frames = pump.client.status.take_frames
        if hello.recording:
            pump.while_not(lambda pump=pump, frames=frames: pump.client.status.take_frames > frames, seconds=5)
            frames = pump.client.status.take_frames
            pump.client.stop()
            closed = pump.until(TakeClosed, seconds=5)
            assert closed.frames >= frames
            open_and_check(tmp_path / f"s{number}", hello.recording, closed.frames)
        pump.client.detach()
    pump = Pump(runtime)
    pump.until(Hello)
    pump.client.close()


def test_both_killed_at_once(runtime, tmp_path):
    """The window's last word was that so much is on disk; then everything stops."""
    pump = Pump(runtime)
    song = SongFolder.create(tmp_path / "s", SONG)
    pump.client.load(SONG, tmp_path / "s", {})
    pump.client.open_device(DEMO, SONG.rate_hz)
    pump.until(DeviceOpened)
    order = at_work(pump, song)
    pump.while_not(lambda: pump.client.status.take_frames > 40_000)
    acknowledged = pump.client.status.take_frames
    os.kill(pump.client.pid, signal.SIGKILL)
    pump.client._process.wait()
    pump.client.detach()
    song.close()
    open_and_check(tmp_path / "s", order.take_id, acknowledged)


@pytest.fixture(autouse=True)
def nothing_is_left_running():
    yield
    left = subprocess.run(
        ["pgrep", "-f", f"studio.engine.process {tempfile.gettempdir()}/{RUNTIME_PREFIX}"],
        capture_output=True,
        text=True,
    ).stdout.split()
    for pid in left:
        os.kill(int(pid), signal.SIGKILL)
    assert left == []
