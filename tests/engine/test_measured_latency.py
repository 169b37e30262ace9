"""Takes are placed by what this machine has measured for the device that is open, and else by what its driver says."""

from __future__ import annotations

import os
import signal

import msgspec
import numpy as np
import pytest
import soundfile
from pump import DEMO, JACK
from songs import clip_song, noise
from test_live import Bench

from studio.device import MeasuredLatency
from studio.engine import devices, state
from studio.engine.messages import DeviceOpened, RecordOrder, TakeClosed, Trouble
from studio.song import Song, Track

HAND = MeasuredLatency(
    host_api="hand",
    input_name="Hand",
    output_name="Hand",
    rate_hz=48_000,
    block_frames=0,
    round_trip_frames=1_000.4,
    spread_ms=0.1,
    on="2026-11-22",
)
DEMO_ROW = msgspec.structs.replace(
    HAND, host_api="demo", input_name="Demo", output_name="Demo", block_frames=256, round_trip_frames=480.0
)
SONG = Song(title="T", bpm=120.0, tracks=(Track(id="t0", role="lead", name=""),))


def other(**fields):
    return msgspec.structs.replace(HAND, **fields)


@pytest.fixture
def bench():
    made = Bench(latency_frames=300)
    yield made
    made.engine.close()


def test_the_driver_counts_where_nothing_was_measured(bench):
    assert bench.engine.status["round_trip"] == 300
    assert bench.engine.measured_on == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"host_api": "ALSA"},
        {"input_name": "hand"},
        {"output_name": ""},
        {"rate_hz": 44_100},
        {"block_frames": 64},
        {"round_trip_frames": float("nan")},
        {"round_trip_frames": -1.0},
        {"round_trip_frames": 1e12},
    ],
)
def test_a_row_of_another_device_rate_or_block_and_one_that_is_none_count_for_nothing(fields, bench):
    bench.engine.use_latency((other(**fields),))
    assert (bench.engine.status["round_trip"], bench.engine.measured_on) == (300, "")
    bench.engine.use_latency((other(**fields), HAND, other(round_trip_frames=7.0)))
    assert (bench.engine.status["round_trip"], bench.engine.measured_on) == (1_000, "2026-11-22")
    bench.engine.use_latency(())
    assert (bench.engine.status["round_trip"], bench.engine.measured_on) == (300, "")


def test_it_is_kept_until_a_device_is_there(tmp_path):
    bench = Bench()
    bench.engine.close_device()
    bench.engine.use_latency((HAND,))
    bench.engine.use_device(devices.HandDevice(bench.engine.memory), (HAND,))
    assert bench.engine.status["round_trip"] == 1_000
    bench.engine.close()


@pytest.mark.parametrize("meanwhile", [(), (other(round_trip_frames=5.0),)])
def test_a_take_lies_where_it_was_sung_whatever_is_measured_meanwhile(meanwhile, bench, tmp_path):
    bench.load(clip_song(tmp_path, np.zeros(480)), tmp_path)
    bench.engine.use_latency((HAND,))
    sung = noise(1.5, channels=1).astype(np.float32)
    heard = np.concatenate((np.zeros(1_000, np.float32), sung))
    path = tmp_path / "k.wav"
    bench.engine.record(RecordOrder(take_id="k", path=str(path), track_id="t0", at_beat=0.0))
    bench.turn(24_000, heard=heard[:24_000])
    bench.engine.use_latency(meanwhile)
    bench.turn(24_000, heard=heard[24_000:48_000])
    bench.engine.stop()
    bench.turn(9_600, heard=heard[48_000:57_600])
    bench.engine.close()
    take = soundfile.read(path, dtype="float32")[0]
    assert len(take) >= 48_000
    assert np.abs(take[:48_000] - sung[:48_000]).max() < 2.0**-22


def test_the_process_says_by_what_it_goes_and_keeps_it_over_a_restart(pump, tmp_path):
    pump.client.load(SONG, tmp_path, {})
    pump.client.open_device(DEMO, 48_000, measured=(HAND, DEMO_ROW))
    opened = pump.until(DeviceOpened)
    assert (opened.round_trip_frames, opened.measured_on, opened.block_frames) == (480, "2026-11-22", 256)
    later = msgspec.structs.replace(DEMO_ROW, round_trip_frames=333.0, on="2026-11-23")
    callbacks = pump.client.status.callbacks
    pump.client.use_latency((later,))
    again = pump.until(DeviceOpened)
    assert (again.round_trip_frames, again.measured_on) == (333, "2026-11-23")
    assert pump.client.status.round_trip_frames == 333
    assert pump.client.status.callbacks >= callbacks  # the device was not opened anew
    os.kill(pump.client.pid, signal.SIGKILL)
    pump.until(Trouble, code="engine-gone")
    assert pump.until(DeviceOpened).measured_on == "2026-11-23"
    pump.client.use_latency(())
    assert pump.until(DeviceOpened).measured_on == ""
    pump.client.load(Song(title="T", rate_hz=44_100), tmp_path, {})  # at another rate nothing was measured
    assert pump.until(DeviceOpened).measured_on == ""


def test_a_measurement_without_a_device_is_answered_by_nothing(pump, tmp_path):
    pump.client.load(SONG, tmp_path, {})
    pump.client.use_latency((DEMO_ROW,))
    pump.client.open_device(DEMO, 48_000)
    assert pump.until(DeviceOpened).measured_on == ""
    assert not [event for event in pump.events if isinstance(event, Trouble | DeviceOpened)]


def test_a_block_that_never_comes_is_no_block(monkeypatch):
    monkeypatch.setattr(devices, "_FIRST_BLOCK_S", 0.01)
    assert devices._first_block(state.Memory(48_000), 0) == 0


@pytest.mark.parametrize("period", [64, 512])
def test_a_server_that_chooses_its_block_says_which(period, jack, pump, tmp_path):
    server = jack(48_000, period)
    row = MeasuredLatency(
        host_api=JACK.host_api,
        input_name="system",
        output_name="system",
        rate_hz=48_000,
        block_frames=period,
        round_trip_frames=2 * period + 11.0,
        spread_ms=0.0,
        on="2026-11-22",
    )
    pump.client.load(SONG, tmp_path, {})
    pump.client.open_device(JACK, 48_000, measured=(msgspec.structs.replace(row, block_frames=128), row))
    opened = pump.until(DeviceOpened)
    assert (opened.block_frames, opened.round_trip_frames) == (period, 2 * period + 11)
    server.loop_back()
    path = tmp_path / "k.wav"
    pump.client.record(RecordOrder(take_id="k", path=str(path), track_id="t0", at_beat=0.0))
    pump.while_not(lambda: pump.client.status.take_frames > 24_000)
    pump.client.stop()
    assert pump.until(TakeClosed).frames > 24_000
