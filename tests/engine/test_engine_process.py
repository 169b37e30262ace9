"""The engine as a process: commands in, events out, and both sides dying."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile
from pump import DEMO, RUNTIME_PREFIX, Pump
from songs import clip_song, sine

from studio import wav
from studio.engine.client import EngineClient
from studio.engine.messages import (
    DeviceOpened,
    DevicesListed,
    Hello,
    Loaded,
    RecordOrder,
    SoundLayer,
    SoundSource,
    TakeClosed,
    TakeStarted,
    Trouble,
)
from studio.song import Song, Track
from studio.wav import TakeNote, TakeWriter

SONG = Song(title="T", bpm=120.0, tracks=(Track(id="t0", role="lead", name=""),))


def voice_file(folder, seconds=4.0):
    """A WAV for the demo device: a rising ramp, so that every frame tells its place."""
    path = folder / "voice.wav"
    writer = TakeWriter(path, 48_000, TakeNote(track_id="", at_beat=0.0, rate_hz=48_000))
    frames = round(seconds * 48_000)
    writer.write((np.arange(frames) / frames).astype(np.float32))
    writer.close()
    return path


def order(folder, **options):
    return RecordOrder(take_id="k1", path=str(folder / "k1.wav"), track_id="t0", **{"at_beat": 0.0, **options})


def ready(pump, folder, song=SONG):
    pump.client.load(song, folder, {})
    pump.client.open_device(DEMO, song.rate_hz, str(voice_file(folder)))
    return pump.until(DeviceOpened)


def test_a_take_on_the_demo_device_through_the_process(pump, tmp_path):
    opened = ready(pump, tmp_path)
    assert opened.is_demo
    pump.client.record(order(tmp_path, count_in_bars=1))
    pump.while_not(lambda: pump.client.status.counting_in)
    pump.until(TakeStarted)
    pump.while_not(lambda: pump.client.status.take_frames > 30_000)
    assert pump.client.status.playing
    assert pump.client.status.recording
    pump.client.stop()
    closed = pump.until(TakeClosed)
    take, _ = soundfile.read(tmp_path / "k1.wav")
    assert closed.why == "stopped"
    assert closed.frames == len(take) > 30_000
    voice = np.arange(len(take) - closed.lead_frames) / (4 * 48_000)
    assert np.abs(take[closed.lead_frames :] - voice).max() < 0.01  # the room is at −72 dBFS
    assert np.abs(take[: closed.lead_frames]).max() < 0.01


def test_devices_are_listed_with_the_demo_device_last(pump):
    pump.client.list_devices()
    listed = pump.until(DevicesListed)
    assert listed.devices[-1].host_api == "demo"
    assert all(device.name for device in listed.devices)


def test_trouble_is_told_and_nothing_stops(pump, tmp_path):
    pump.client.play(0.0)
    assert pump.until(Trouble).code == "song-empty"
    pump.client.load(SONG, tmp_path, {"k": {"kick": SoundSource(layers=(SoundLayer(file="/nowhere.wav"),))}})
    assert pump.until(Loaded).missing == ()
    pump.client.record(order(tmp_path))
    assert pump.until(Trouble).code == "device-none"
    many = Song(title="T", tracks=tuple(Track(id=f"t{n}", role="lead", name="") for n in range(70)))
    pump.client.load(many, tmp_path, {})
    trouble = pump.until(Trouble)
    assert (trouble.code, trouble.fields["count"], trouble.fields["limit"]) == ("capacity", 70, 64)
    wish = DEMO.__class__(
        host_api="ALSA", input_name="Nobody", input_channel=0, output_name="Nobody", output_channels=2, block_frames=0
    )
    pump.client.open_device(wish, 48_000)
    assert pump.until(Trouble).code in ("device-missing", "device-none")
    ready(pump, tmp_path)


def test_take_into_a_folder_that_is_not_there(pump, tmp_path):
    ready(pump, tmp_path)
    pump.client.record(RecordOrder(take_id="k", path=str(tmp_path / "gone" / "k.wav"), track_id="t0", at_beat=0.0))
    assert pump.until(Trouble).code == "disk-refused"
    pump.client.record(order(tmp_path))
    pump.until(TakeStarted)


def test_the_device_follows_the_song_to_another_rate(pump, tmp_path):
    ready(pump, tmp_path, Song(title="T", rate_hz=48_000))
    pump.client.load(clip_song(tmp_path, sine(440, 1, 44_100), rate_hz=44_100), tmp_path, {})
    opened = pump.until((DeviceOpened, Trouble))
    # the demo voice was made for 48 kHz: the demo device says so instead of playing it at the wrong pitch
    assert isinstance(opened, Trouble)
    assert opened.code == "audio-unreadable"


def test_a_killed_engine_is_back_and_its_take_is_kept(pump, tmp_path):
    ready(pump, tmp_path)
    pump.client.set_knob("monitor", "monitor_db", -20.0)
    pump.client.record(order(tmp_path))
    pump.while_not(lambda: pump.client.status.take_frames > 20_000)
    pid = pump.client.pid
    acknowledged = pump.client.status.take_frames
    os.kill(pid, signal.SIGKILL)
    pump.until(Trouble, code="engine-gone")
    closed = pump.until(TakeClosed)
    assert closed.why == "engine-gone"
    assert closed.frames >= acknowledged
    assert closed.at_beat == 0.0
    info = wav.read_info(tmp_path / "k1.wav")
    assert info.frames == closed.frames == soundfile.info(tmp_path / "k1.wav").frames
    pump.until(DeviceOpened)
    assert pump.client.pid != pid
    calls = pump.client.status.callbacks
    pump.while_not(lambda: pump.client.status.callbacks > calls)
    pump.client.play(0.0)
    pump.while_not(lambda: pump.client.status.playing)


def test_a_stopped_engine_counts_as_dead(pump, tmp_path):
    ready(pump, tmp_path)
    os.kill(pump.client.pid, signal.SIGSTOP)
    pump.until((Trouble,), seconds=5)
    pump.until(DeviceOpened)


WINDOW = """
import sys, time
from pathlib import Path
from pump import Pump
from test_engine_process import ready, order
folder, home = Path(sys.argv[1]), Path(sys.argv[2])
pump = Pump(folder)
ready(pump, home)
pump.client.record(order(home))
pump.while_not(lambda: pump.client.status.take_frames > 10_000)
print("recording", flush=True)
pump.run(60)
"""


def test_a_killed_window_leaves_the_engine_recording_for_the_next_window(runtime, tmp_path):
    here = os.path.dirname(__file__)
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(runtime), str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([here, os.path.dirname(here)])},
    )
    assert window.stdout is not None
    assert window.stdout.readline() == b"recording\n"
    window.kill()
    window.wait()
    window.stdout.close()
    time.sleep(0.5)
    pump = Pump(runtime)
    try:
        hello = pump.until(Hello)
        assert hello.recording == "k1"
        frames = pump.client.status.take_frames
        assert frames > 20_000
        pump.while_not(lambda: pump.client.status.take_frames > frames)
        pump.client.stop()
        closed = pump.until(TakeClosed)
        assert closed.why == "stopped"
        assert closed.frames == wav.read_info(tmp_path / "k1.wav").frames
    finally:
        pump.client.close()


def test_closing_the_window_while_recording_keeps_the_take(runtime, tmp_path):
    pump = Pump(runtime)
    ready(pump, tmp_path)
    pump.client.record(order(tmp_path))
    pump.while_not(lambda: pump.client.status.take_frames > 10_000)
    frames = pump.client.status.take_frames
    pid = pump.client.pid
    pump.client.close()
    assert wav.read_info(tmp_path / "k1.wav").frames >= frames
    assert not os.path.exists(f"/proc/{pid}")
    assert list(runtime.glob("status-*")) == []


def test_the_client_loads_no_compiler_and_no_sound_library():
    heavy = "{'numba', 'sounddevice', 'PySide6', 'scipy'}"
    script = f"import sys, studio.engine.client; print(*sorted({heavy} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == ""


def test_an_engine_nobody_needs_ends(runtime):
    client = EngineClient(runtime)
    client.start()
    deadline = time.monotonic() + 60
    while not client.ready and time.monotonic() < deadline:
        client.tick()
        time.sleep(0.01)
    pid = client.pid
    client.detach()
    for _ in range(1_200):
        client._process.poll()
        if client._process.returncode is not None:
            break
        time.sleep(0.01)
    assert client._process.returncode == 0
    assert not os.path.exists(f"/proc/{pid}")


STARTS = """
import sys
from pathlib import Path
from studio.engine.client import EngineClient
EngineClient(Path(sys.argv[1])).start()
"""


def test_an_engine_waits_for_a_window_that_takes_long_to_build_but_not_for_one_that_is_gone(runtime):
    """Two that nobody speaks to; what started the second one has ended."""
    orphaned = Path(tempfile.mkdtemp(prefix=RUNTIME_PREFIX))

    def there() -> bool:
        return any(orphaned.glob("status-*"))

    pump = Pump(runtime)
    try:
        pid = pump.client.pid
        subprocess.run([sys.executable, "-c", STARTS, str(orphaned)], check=True)
        for wanted in (True, False):
            deadline = time.monotonic() + 60.0
            while there() is not wanted:
                assert time.monotonic() < deadline, f"the second one there: {not wanted}"
                time.sleep(0.05)
        assert pump.until(Hello).pid == pid
    finally:
        pump.client.close()
        shutil.rmtree(orphaned, ignore_errors=True)
