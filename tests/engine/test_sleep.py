"""A machine that sleeps in the middle of a take: the take ends before it and is kept; a busy one is no such thing."""

from __future__ import annotations

import os
import signal
import time

import pytest
import soundfile
from pump import DEMO

from studio.engine import watch
from studio.engine.messages import DeviceOpened, RecordOrder, TakeClosed
from studio.song import Song, Track

SONG = Song(title="Søvn", bpm=120.0, tracks=(Track(id="t0", role="lead", name="Vers"),))


@pytest.mark.parametrize("loop_end_beat", [None, 1.0])
def test_a_take_ends_where_the_machine_fell_asleep(pump, tmp_path, loop_end_beat):
    """Asleep is the window too: it looks at nothing meanwhile."""
    pump.client.load(SONG, tmp_path, {})
    pump.client.open_device(DEMO, SONG.rate_hz)
    pump.until(DeviceOpened)
    path = tmp_path / "k1.wav"
    order = RecordOrder(take_id="k1", path=str(path), track_id="t0", at_beat=0.0, loop_end_beat=loop_end_beat)
    pump.client.record(order)
    pump.while_not(lambda: pump.client.status.take_frames > 36_000)
    acknowledged = pump.client.status.take_frames
    os.kill(pump.client.pid, signal.SIGSTOP)
    time.sleep(watch.SLEPT_S + 0.4)
    os.kill(pump.client.pid, signal.SIGCONT)
    closed = pump.until(TakeClosed, seconds=5)
    assert closed.why == "slept"
    assert acknowledged <= closed.frames <= acknowledged + 9_600  # nothing of what came after belongs to it
    assert soundfile.info(path).frames == closed.frames
    assert closed.gaps == ()
    order = RecordOrder(take_id="k2", path=str(tmp_path / "k2.wav"), track_id="t0", at_beat=0.0)
    pump.client.record(order)
    pump.while_not(lambda: pump.client.status.take_frames > 4_800, seconds=10)


def test_a_short_stall_is_no_sleep(pump, tmp_path):
    pump.client.load(SONG, tmp_path, {})
    pump.client.open_device(DEMO, SONG.rate_hz)
    pump.until(DeviceOpened)
    pump.client.record(RecordOrder(take_id="k1", path=str(tmp_path / "k1.wav"), track_id="t0", at_beat=0.0))
    pump.while_not(lambda: pump.client.status.take_frames > 12_000)
    os.kill(pump.client.pid, signal.SIGSTOP)
    time.sleep(0.6)
    os.kill(pump.client.pid, signal.SIGCONT)
    pump.while_not(lambda: pump.client.status.take_frames > 36_000)
    pump.client.stop()
    assert pump.until(TakeClosed, seconds=5).why == "stopped"


def test_the_clock_of_the_world_goes_on():
    began_s = watch.world_s()
    time.sleep(0.02)
    assert 0.015 <= watch.world_s() - began_s < 1.0
