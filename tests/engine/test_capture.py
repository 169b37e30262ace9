"""Takes: placed by what was heard, kept whatever happens."""

from __future__ import annotations

import time

import numpy as np
import pytest
import soundfile
from faultdisk import small_disk
from songs import clip_song, path_in
from test_live import Bench

from studio.engine import state
from studio.engine.messages import RecordOrder, TakeClosed, TakeStarted
from studio.errors import StudioError
from studio.song import Song, Track
from studio.wav import read_note

SONG = Song(title="T", bpm=120.0, tracks=(Track(id="t0", role="lead", name=""),))


class Echo(Bench):
    """A device whose microphone hears, a round trip later, what it played: a cable from output to input."""

    def __init__(self, delay: int, said: int | None = None) -> None:
        super().__init__(latency_frames=delay if said is None else said)
        self._line = np.zeros(delay, np.float32)

    def turn(self, frames, block=256, heard=None):
        if heard is not None:
            return super().turn(frames, block, heard)
        played = []
        for at in range(0, frames, block):
            count = min(block, frames - at)
            assert count <= len(self._line)
            out = self.device.turn(self._line[:count])
            self._line = np.concatenate([self._line[count:], out[:, 0]])
            played.append(out)
        return np.concatenate(played)

    def wait_for(self, kind, seconds=5.0):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for event in self.events:
                if isinstance(event, kind):
                    return event
            self.turn(64, 64)
            time.sleep(0.002)
        raise AssertionError(f"no {kind.__name__}")


def order(folder, **options):
    given = {"take_id": "k1", "path": str(folder / "k1.wav"), "track_id": "t0", "at_beat": 0.0, **options}
    return RecordOrder(**given)


def impulses(count=40, gap=4_799):
    sound = np.zeros(count * gap + 10)
    sound[gap::gap] = 0.5
    return sound


@pytest.mark.parametrize("delay", [256, 1_000, 4_801])
@pytest.mark.parametrize("at_beat", [0.0, 2.0])
@pytest.mark.parametrize("count_in_bars", [0, 1])
def test_a_take_lies_where_it_was_heard(delay, at_beat, count_in_bars, tmp_path):
    bench = Echo(delay)
    song = clip_song(tmp_path, impulses())
    bench.load(song, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=at_beat, count_in_bars=count_in_bars))
    bench.turn(96_000 * count_in_bars + 120_000)
    bench.engine.stop()
    closed = bench.wait_for(TakeClosed)
    bench.engine.close()
    assert isinstance(bench.events[0], TakeStarted)
    assert (closed.why, closed.gaps, closed.xruns) == ("stopped", (), 0)
    take, rate = soundfile.read(tmp_path / "k1.wav")
    assert (rate, len(take)) == (48_000, closed.frames)
    first = round(closed.at_beat * 24_000)
    assert first == round(at_beat * 24_000) - closed.lead_frames
    assert read_note(tmp_path / "k1.wav").at_beat == closed.at_beat
    marks = first + np.flatnonzero(np.abs(take) > 0.1)
    marks = marks[marks > round(at_beat * 24_000)]
    if count_in_bars:
        marks = marks[
            np.isin(marks, np.flatnonzero(impulses() > 0.1))
        ]  # the last click of the count-in lies in the lead
    expected = np.flatnonzero(impulses() > 0.1)
    expected = expected[(expected > round(at_beat * 24_000)) & (expected < first + len(take))]
    assert np.array_equal(marks, expected)
    assert first + len(take) >= round(at_beat * 24_000) + 119_000


def test_what_was_sung_before_stop_is_kept_though_it_arrives_after(tmp_path):
    bench = Echo(4_800)
    bench.load(clip_song(tmp_path, np.full(96_000, 0.5)), tmp_path)
    bench.engine.record(order(tmp_path))
    bench.turn(50_000)
    bench.engine.stop()
    closed = bench.wait_for(TakeClosed)
    bench.engine.close()
    stopped_at = 50_000 + 240  # the mail waits for the block, and the sound fades for 5 ms
    assert abs(closed.frames - stopped_at) <= 256


def test_stop_before_the_start_keeps_no_file(tmp_path):
    bench = Echo(256)
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, count_in_bars=2))
    bench.turn(1_000)
    bench.engine.stop()
    closed = bench.wait_for(TakeClosed)
    bench.engine.close()
    assert closed.frames == 0
    assert list(tmp_path.glob("k1*")) == []


def test_one_take_at_a_time_and_none_without_a_device(tmp_path):
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    with pytest.raises(StudioError) as caught:
        bench.engine.record(order(tmp_path))
    assert caught.value.code == "engine-busy-recording"
    bench.engine.close_device()
    bench.engine.close()
    with pytest.raises(StudioError) as caught:
        bench.engine.record(order(tmp_path))
    assert caught.value.code == "device-none"


def test_a_disk_that_stalls_longer_than_the_ring_leaves_silence_of_the_right_length(tmp_path, monkeypatch):
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    ramp = (np.arange(3 * state.INPUT_FRAMES) % 30_000 / 60_000).astype(np.float32)
    bench.turn(10_000, heard=ramp[:10_000])
    with bench.engine._capture._lock:  # as long as a stalled disk would hold the capture thread
        while bench.engine.memory.record["input_lost"][0] == 0:
            start = int(bench.engine.memory.record["input_frame"][0]) - 64
            bench.turn(16_384, heard=ramp[start : start + 16_384])
        start = int(bench.engine.memory.record["input_frame"][0]) - 64
        bench.turn(20_000, heard=ramp[start : start + 20_000])
    deadline = time.monotonic() + 20
    behind = state.INPUT_FRAMES
    while behind > 2_000 and time.monotonic() < deadline:  # until the disk has caught up
        behind = int(bench.engine.memory.record["input_frame"][0]) - int(bench.engine.status["take_frames"])
        start = int(bench.engine.memory.record["input_frame"][0]) - 64
        bench.turn(256, heard=ramp[start : start + 256])
        time.sleep(0.005)
    start = int(bench.engine.memory.record["input_frame"][0]) - 64
    bench.turn(20_000, heard=ramp[start : start + 20_000])
    bench.engine.stop()
    bench.turn(1_000)
    bench.engine.close()
    closed = next(event for event in bench.events if isinstance(event, TakeClosed))
    take, _ = soundfile.read(tmp_path / "k1.wav")
    lost = bench.engine.memory.record["input_lost"][0]
    assert sum(gap.length_frames for gap in closed.gaps) == lost >= 16_384
    for gap in closed.gaps:
        assert (take[gap.at_frame : gap.at_frame + gap.length_frames] == 0).all()
    after = np.arange(10_000) + closed.gaps[-1].at_frame + closed.gaps[-1].length_frames
    assert take[after] == pytest.approx(ramp[after], abs=1e-6)  # in sync again, to the frame


def test_five_seconds_of_stall_lose_nothing(tmp_path):
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    ramp = (np.arange(48_000 * 6) % 30_000 / 60_000).astype(np.float32)
    with bench.engine._capture._lock:
        bench.turn(48_000 * 5, heard=ramp[: 48_000 * 5])
    bench.turn(48_000, heard=ramp[48_000 * 5 :])
    bench.engine.stop()
    bench.turn(1_000)
    bench.engine.close()
    closed = next(event for event in bench.events if isinstance(event, TakeClosed))
    take, _ = soundfile.read(tmp_path / "k1.wav")
    assert closed.gaps == ()
    assert take[: len(ramp)] == pytest.approx(ramp, abs=1e-6)


def test_loud_runs_are_counted_and_nothing_is_deleted(tmp_path):
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    sound = np.zeros(20_000, np.float32)
    sound[100:102] = 1.0
    sound[500:503] = -1.0
    sound[900:910] = 1.0
    bench.turn(len(sound), heard=sound)
    bench.engine.stop()
    bench.turn(1_000)
    bench.engine.close()
    closed = next(event for event in bench.events if isinstance(event, TakeClosed))
    assert closed.clipped_frames == 3 + 10
    assert closed.peak == 1.0


def test_a_device_that_stops_calling_ends_the_take_within_half_a_second(tmp_path):
    bench = Echo(256)
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    bench.turn(48_000)
    while bench.engine.status["take_frames"] < 40_000:
        time.sleep(0.005)
    began = time.monotonic()
    while not any(isinstance(event, TakeClosed) for event in bench.events):
        time.sleep(0.005)
        assert time.monotonic() - began < 2
    closed = next(event for event in bench.events if isinstance(event, TakeClosed))
    bench.engine.close()
    assert closed.why == "device-lost"
    assert closed.frames == soundfile.info(tmp_path / "k1.wav").frames > 40_000


def test_the_ear_hears_what_is_on_disk_next(tmp_path):
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.load(SONG, path_in(tmp_path), {})
    bench.engine.record(order(tmp_path))
    bench.turn(30_000)
    assert bench.engine.recording == "k1"
    bench.engine.end_take("disk-full")
    deadline = time.monotonic() + 2
    while bench.engine.recording and time.monotonic() < deadline:
        time.sleep(0.01)
    assert bench.engine.status["rolling"]  # the song plays on
    bench.engine.close()


@pytest.mark.parametrize("size_kb", [96, 160, 256, 400])
def test_a_disk_that_fills_up_ends_the_take_within_a_second_and_keeps_it(size_kb, tmp_path):
    with small_disk(tmp_path / "disk", size_kb * 1024) as disk:
        bench = Bench()
        bench.load(SONG, disk)
        bench.engine.record(order(disk))
        sound = (np.arange(240_000) % 30_000 / 60_000).astype(np.float32)
        played, began = 0, 0.0
        while not any(isinstance(event, TakeClosed) for event in bench.events):
            bench.turn(480, heard=sound[played : played + 480])
            played += 480
            time.sleep(0.003)
            if 3 * played > size_kb * 1024 and not began:
                began = time.monotonic()
            assert not began or time.monotonic() - began < 2.0
        closed = next(event for event in bench.events if isinstance(event, TakeClosed))
        bench.engine.close()
        assert closed.why == "disk-full"
        take, _ = soundfile.read(disk / "k1.wav")
        assert len(take) == closed.frames > 20_000
        assert take == pytest.approx(sound[: len(take)], abs=1e-6)
        assert all(path.stat().st_size > 0 for path in disk.iterdir())


def test_a_take_begun_while_the_song_plays_waits_for_its_own_start(tmp_path):
    bench = Echo(256)
    bench.load(clip_song(tmp_path, impulses()), tmp_path)
    bench.engine.play(0.0)
    bench.turn(60_000)
    at_beat = bench.engine.song.beat_of(int(bench.engine.status["position"]))
    bench.engine.record(order(tmp_path, at_beat=at_beat))
    bench.turn(60_000)
    bench.engine.stop()
    closed = bench.wait_for(TakeClosed)
    bench.engine.close()
    take, _ = soundfile.read(tmp_path / "k1.wav")
    marks = round(closed.at_beat * 24_000) + np.flatnonzero(np.abs(take) > 0.1)
    assert len(marks) > 8
    assert np.isin(marks, np.flatnonzero(impulses() > 0.1)).all()


def test_a_take_after_a_device_was_opened_anew_is_not_ended_by_old_news(tmp_path):
    for _ in range(10):
        bench = Echo(256)
        bench.load(SONG, tmp_path)
        bench.engine.close_device()
        bench.engine.use_device(bench.device)
        bench.engine.record(order(tmp_path))
        bench.turn(4_800)
        time.sleep(0.03)
        assert bench.engine.recording == "k1"
        bench.engine.close()
        for left in tmp_path.glob("k1*"):
            left.unlink()
