"""Takes in a loop, between two places, and with the song before them: to the frame, at any block size."""

from __future__ import annotations

import time

import numpy as np
import pytest
import soundfile
from songs import clip_song
from test_capture import SONG, Echo, impulses, order
from test_live import Bench

from studio.engine.client import _closed_take
from studio.engine.messages import TakeClosed, TakeTrouble
from studio.wav import TakeNote, TakeWriter, passes_of, read_note

BEAT = 24_000  # frames, at 120 BPM and 48 kHz
LEAD = TAIL = 12_000
SPREAD = 30_011


def clock(first, count):
    """A microphone that hears which input frame it is."""
    return ((np.arange(first, first + count) % SPREAD - SPREAD // 2) / SPREAD).astype(np.float32)


class Clock(Bench):
    """A device whose microphone hears which input frame it is."""

    def turn(self, frames, block=256, heard=None):
        first = int(self.engine.memory.record["input_frame"][0])
        return super().turn(frames, block, clock(first, frames) if heard is None else heard)

    @property
    def now(self):
        """The input frame that comes next."""
        return int(self.engine.memory.record["input_frame"][0])


def closed_of(bench):
    """How the take ended that is on its way to the disk."""
    deadline = time.monotonic() + 10
    while not any(isinstance(event, TakeClosed) for event in bench.events):
        assert time.monotonic() < deadline
        bench.turn(960)
        time.sleep(0.002)
    bench.engine.close()
    return next(event for event in bench.events if isinstance(event, TakeClosed))


def until_kept(bench, frames=0):
    """Until the capture thread has let go of the take; the device turns on by so many frames at a time."""
    deadline = time.monotonic() + 10
    while bench.engine.status["recording"]:
        assert time.monotonic() < deadline
        if frames:
            bench.turn(frames)
        time.sleep(0.005)


def troubles(bench, kind):
    return [event for event in bench.events if isinstance(event, TakeTrouble) and event.kind == kind]


# --- loops ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", [64, 480, 1_009, 2_048, 5_000])
@pytest.mark.parametrize(("latency", "count_in_bars"), [(0, 0), (0, 1), (700, 0), (30_000, 1)])
def test_pass_k_begins_k_loop_lengths_later(block, latency, count_in_bars, tmp_path):
    bench = Clock(latency_frames=latency)
    bench.load(SONG, tmp_path)
    began = bench.now
    bench.engine.record(order(tmp_path, at_beat=4.0, loop_end_beat=5.0, count_in_bars=count_in_bars))
    bench.turn(96_000 * count_in_bars + 4 * BEAT + 5_000, block)
    assert 4 * BEAT <= bench.engine.status["position"] < 5 * BEAT
    bench.engine.stop()
    closed = closed_of(bench)
    lead = LEAD if count_in_bars else 0
    assert (closed.lead_frames, closed.loop_frames, closed.end_frames) == (lead, BEAT, 0)
    assert (closed.at_beat, closed.gaps, closed.why) == (4.0 - lead / BEAT, (), "stopped")
    note = read_note(tmp_path / "k1.wav")
    assert (note.lead_frames, note.loop_frames, note.at_beat) == (lead, BEAT, closed.at_beat)
    take, _ = soundfile.read(tmp_path / "k1.wav", dtype="float32")
    first = began + 96_000 * count_in_bars - lead + latency
    assert np.abs(take - clock(first, len(take))).max() < 2**-22  # nothing twice, nothing left out
    passes = passes_of(closed.frames, closed.lead_frames, closed.loop_frames)
    assert passes[:4] == [(lead + k * BEAT, BEAT) for k in range(4)]
    assert len(passes) == 5
    assert passes[4][1] < BEAT


@pytest.mark.parametrize(("delay", "block"), [(256, 64), (1_000, 256), (4_801, 480), (2_400, 2_048)])
def test_every_pass_lies_where_it_was_heard(delay, block, tmp_path):
    bench = Echo(delay)
    bench.load(clip_song(tmp_path, impulses()), tmp_path)
    bench.engine.record(order(tmp_path, at_beat=1.0, loop_end_beat=3.0, count_in_bars=1))
    bench.turn(96_000 + 4 * 2 * BEAT + 10_000, block)
    bench.engine.stop()
    closed = bench.wait_for(TakeClosed)
    bench.engine.close()
    take, _ = soundfile.read(tmp_path / "k1.wav")
    sounds = np.flatnonzero(impulses() > 0.1)
    expected = sounds[(sounds >= BEAT) & (sounds < 3 * BEAT)] - BEAT
    assert len(expected) > 8
    for offset, length in passes_of(closed.frames, closed.lead_frames, closed.loop_frames)[:4]:
        assert length == 2 * BEAT
        assert np.array_equal(np.flatnonzero(np.abs(take[offset : offset + length]) > 0.04), expected)


def test_a_loop_shorter_than_the_way_to_the_ear_and_back(tmp_path):
    bench = Clock(latency_frames=20_000)
    bench.load(SONG, tmp_path)
    began = bench.now
    bench.engine.record(order(tmp_path, at_beat=0.0, loop_end_beat=0.5))
    bench.turn(60_000)
    bench.engine.stop()
    closed = closed_of(bench)
    take, _ = soundfile.read(tmp_path / "k1.wav", dtype="float32")
    assert closed.loop_frames == 12_000
    assert np.abs(take - clock(began + 20_000, len(take))).max() < 2**-22
    assert len(take) >= 60_000


def test_the_loop_of_a_take_ends_with_it_and_one_of_the_song_before_it(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=1.0, loop_end_beat=2.0))
    bench.turn(3 * BEAT)
    assert BEAT <= bench.engine.status["position"] < 2 * BEAT
    bench.engine.end_take("disk-full")
    until_kept(bench)
    bench.engine.tick()
    bench.turn(3 * BEAT)
    assert bench.engine.status["position"] > 3 * BEAT
    bench.engine.loop(0.0, 1.0)
    bench.engine.record(order(tmp_path, path=str(tmp_path / "k2.wav")))
    bench.turn(3 * BEAT)
    assert bench.engine.status["position"] == 3 * BEAT - 240  # what sounded before fades for 5 ms
    bench.engine.stop()
    bench.turn(1_000)
    bench.engine.loop(0.0, 1.0)  # somebody's own: it stays though a take has ended
    until_kept(bench, 256)
    bench.engine.tick()
    bench.engine.play(0.0)
    bench.turn(3 * BEAT)
    assert bench.engine.status["position"] < BEAT
    bench.engine.close()


def test_a_take_that_is_refused_leaves_the_loop_of_the_one_under_way(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=1.0, loop_end_beat=2.0))
    bench.turn(BEAT)
    with pytest.raises(Exception, match="engine-busy-recording"):
        bench.engine.record(order(tmp_path))
    bench.turn(2 * BEAT)
    assert BEAT <= bench.engine.status["position"] < 2 * BEAT
    bench.engine.close()


# --- punch and pre-roll -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", [64, 256, 1_009, 5_000])
@pytest.mark.parametrize("latency", [0, 700])
def test_a_take_ends_by_itself_a_little_behind_its_end(block, latency, tmp_path):
    bench = Clock(latency_frames=latency)
    bench.load(SONG, tmp_path)
    began = bench.now
    bench.engine.record(order(tmp_path, at_beat=4.0, end_beat=6.0, pre_roll_beats=2.0))
    bench.turn(5 * BEAT, block)
    closed = closed_of(bench)
    assert bench.engine.status["rolling"] == 0  # only because the bench was closed
    assert (closed.lead_frames, closed.end_frames, closed.loop_frames) == (LEAD, 2 * BEAT, 0)
    assert closed.frames == LEAD + 2 * BEAT + TAIL
    assert closed.at_beat == 3.5
    take, _ = soundfile.read(tmp_path / "k1.wav", dtype="float32")
    assert np.abs(take - clock(began + 2 * BEAT - LEAD + latency, len(take))).max() < 2**-22


def test_the_song_plays_on_behind_it(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=0.0, end_beat=1.0))
    bench.turn(2 * BEAT)
    until_kept(bench)
    assert not bench.engine.recording
    bench.turn(BEAT)
    assert bench.engine.status["rolling"]
    assert bench.engine.status["position"] == 3 * BEAT
    bench.engine.close()


def test_stopped_before_its_end_it_says_so(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=0.0, end_beat=4.0))
    bench.turn(BEAT)
    bench.engine.stop()
    closed = closed_of(bench)
    assert closed.end_frames == 0
    assert BEAT < closed.frames < BEAT + 1_000


@pytest.mark.parametrize(("pre_roll_beats", "lead"), [(2.0, LEAD), (0.25, 6_000)])
def test_the_song_itself_leads_up_to_it(pre_roll_beats, lead, tmp_path):
    bench = Echo(1_000)
    bench.load(clip_song(tmp_path, impulses()), tmp_path)
    bench.engine.record(order(tmp_path, at_beat=3.0, pre_roll_beats=pre_roll_beats))
    began = round((3.0 - pre_roll_beats) * BEAT)
    heard = bench.turn(round(pre_roll_beats * BEAT) + 2 * BEAT)
    sounds = np.flatnonzero(impulses() > 0.1)
    first = sounds[sounds >= began][0] - began
    assert np.flatnonzero(np.abs(heard[:, 0]) > 0.04)[0] == first  # no metronome, the song at once
    bench.engine.stop()
    closed = bench.wait_for(TakeClosed)
    bench.engine.close()
    assert closed.lead_frames == lead
    take, _ = soundfile.read(tmp_path / "k1.wav")
    marks = 3 * BEAT - lead + np.flatnonzero(np.abs(take) > 0.04)
    expected = sounds[(sounds >= 3 * BEAT - lead) & (sounds < 3 * BEAT - lead + len(take))]
    assert np.array_equal(marks, expected)


@pytest.mark.parametrize("latency", [0, 480, 4_801])
@pytest.mark.parametrize("block", [64, 1_009])
def test_the_first_milliseconds_at_the_start_of_the_song_are_there(block, latency, tmp_path):
    bench = Clock(latency_frames=latency)
    bench.load(SONG, tmp_path)
    began = bench.now
    bench.engine.record(order(tmp_path))
    bench.turn(BEAT, block)
    bench.engine.stop()
    closed = closed_of(bench)
    take, _ = soundfile.read(tmp_path / "k1.wav", dtype="float32")
    assert (closed.at_beat, closed.lead_frames) == (0.0, 0)
    assert np.abs(take - clock(began + latency, len(take))).max() < 2**-22


def test_a_stop_right_behind_the_order_ends_it_though_the_song_was_playing(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    bench.engine.play(0.0)
    bench.turn(BEAT)
    bench.engine.record(order(tmp_path, count_in_bars=1))
    bench.engine.stop()
    closed = closed_of(bench)
    assert (closed.frames, closed.why) == (0, "stopped")
    assert list(tmp_path.glob("k1*")) == []


@pytest.mark.parametrize(
    ("frames", "lead", "end"),
    [(LEAD - 1, LEAD - 1, 0), (LEAD + BEAT - 1, LEAD, 0), (LEAD + BEAT, LEAD, BEAT), (LEAD + BEAT + 700, LEAD, BEAT)],
)
def test_what_a_dead_engine_could_not_say_is_read_from_the_disk(frames, lead, end, tmp_path):
    wanted = order(tmp_path, at_beat=4.0, end_beat=5.0, pre_roll_beats=1.0)
    note = TakeNote(track_id="t0", at_beat=3.5, rate_hz=48_000, lead_frames=LEAD)
    writer = TakeWriter(tmp_path / "k1.wav", 48_000, note)
    writer.write(clock(0, frames))
    writer.close()
    closed = _closed_take(wanted, SONG, "engine-gone")
    assert (closed.frames, closed.lead_frames, closed.end_frames, closed.loop_frames) == (frames, lead, end, 0)
    assert (closed.at_beat, closed.rate_hz, closed.why) == (3.5, 48_000, "engine-gone")


# --- trouble, told at once --------------------------------------------------------------------------------------------


def test_a_dropout_is_told_with_its_place_in_the_pass(tmp_path):
    bench = Clock(latency_frames=480)
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=4.0, loop_end_beat=6.0, count_in_bars=1))
    bench.turn(96_000 + 480 + 5 * BEAT)  # two passes and half of the third are on disk
    bench.device.turn(np.zeros(256, np.float32), trouble=2)
    bench.turn(256)
    bench.device.turn(np.zeros(256, np.float32), trouble=4)  # a moment later: counted, not told again
    bench.device.turn(np.zeros(256, np.float32), trouble=16)  # output is being primed: nothing is lost
    deadline = time.monotonic() + 5
    while not troubles(bench, "dropout"):
        assert time.monotonic() < deadline
        time.sleep(0.002)
    assert bench.engine.recording
    bench.engine.stop()
    closed = closed_of(bench)
    (told,) = troubles(bench, "dropout")
    assert (told.take_id, told.at_frame, told.at_beat) == ("k1", LEAD + 5 * BEAT, 5.0)
    assert closed.dropouts == (LEAD + 5 * BEAT, LEAD + 5 * BEAT + 512)
    assert closed.xruns == 2


def test_what_was_lost_is_filled_with_as_much_silence_and_told(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    began = bench.now
    bench.engine.record(order(tmp_path, at_beat=0.0, loop_end_beat=1.0))
    bench.turn(BEAT + 6_000)
    bench.engine.memory.record["input_frame"] += 1_234  # as the kernel counts what finds no room
    bench.turn(BEAT)
    bench.engine.stop()
    closed = closed_of(bench)
    (told,) = troubles(bench, "gap")
    assert (told.at_frame, told.at_beat) == (BEAT + 6_000, 0.25)
    ((at_frame, length),) = [(gap.at_frame, gap.length_frames) for gap in closed.gaps]
    assert (at_frame, length) == (BEAT + 6_000, 1_234)
    take, _ = soundfile.read(tmp_path / "k1.wav", dtype="float32")
    expected = clock(began, len(take))
    expected[at_frame : at_frame + length] = 0.0
    assert np.abs(take - expected).max() < 2**-22


def test_a_hole_over_the_end_of_a_take_makes_it_no_longer(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=0.0, end_beat=1.0))
    bench.turn(BEAT)
    bench.engine.memory.record["input_frame"] += 100_000
    closed = closed_of(bench)
    assert closed.frames == BEAT + TAIL
    assert [(gap.at_frame, gap.length_frames) for gap in closed.gaps] == [(BEAT, TAIL)]


def test_trouble_before_the_first_pass_is_told_at_its_beat(tmp_path):
    bench = Clock()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path, at_beat=2.0, loop_end_beat=3.0, pre_roll_beats=1.0))
    bench.turn(LEAD + 6_000)
    bench.device.turn(np.zeros(64, np.float32), trouble=2)
    bench.engine.stop()
    closed_of(bench)
    (told,) = troubles(bench, "dropout")
    assert (told.at_frame, told.at_beat) == (6_000, 1.75)


def test_runs_of_three_loud_frames_are_told_ten_times_a_second_at_most(tmp_path):
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    sound = np.zeros(60_000, np.float32)
    sound[100:102] = 1.0  # two: not yet
    sound[254:257] = -1.0  # across two blocks of 256
    sound[1_000:1_010] = 0.99  # soon after: counted, not told
    sound[10_000:20_000] = 1.0  # one run, however long
    sound[30_000:40_000:4] = sound[30_001:40_000:4] = sound[30_002:40_000:4] = 1.0
    bench.turn(len(sound), heard=sound)
    bench.engine.stop()
    closed = closed_of(bench)
    assert closed.loud_at == (254, 10_000, 30_000, 34_800, 39_600)
    assert tuple(event.at_frame for event in troubles(bench, "loud")) == closed.loud_at
    assert troubles(bench, "loud")[1].at_beat == pytest.approx(10_000 / BEAT)
    assert closed.clipped_frames == 3 + 10 + 10_000 + 7_500


@pytest.mark.parametrize("block", [1, 2, 5, 64, 4_096])
def test_loud_runs_are_the_same_at_any_block_size(block, tmp_path):
    chance = np.random.default_rng(7)
    sound = np.where(chance.random(12_000) < 0.7, 1.0, 0.2).astype(np.float32)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (sound > 0.9).astype(int), [0]))))
    lengths = edges[1::2] - edges[::2]
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    bench.turn(len(sound), block, sound)
    bench.engine.stop()
    closed = closed_of(bench)
    assert closed.clipped_frames == lengths[lengths >= 3].sum()
    runs, expected = edges[::2][lengths >= 3], []
    for start in runs:
        if not expected or start >= expected[-1] + 4_800:
            expected.append(int(start))
    assert closed.loud_at == tuple(expected)


def test_an_hour_of_loud_noise_is_counted_quickly_and_listed_to_a_limit(tmp_path):
    bench = Bench()
    bench.load(SONG, tmp_path)
    bench.engine.record(order(tmp_path))
    capture = bench.engine._capture
    take = capture._take
    loud = np.ones(48_000, bool)
    loud[::5] = False
    began = time.thread_time()
    for second in range(3_600):
        capture._note_loud(take, loud, second * 48_000)
    spent_s = time.thread_time() - began
    assert take.clipped_frames == 3_600 * 4 * 9_600
    assert len(take.loud_at) == 10_000
    assert spent_s < 10
    bench.engine.close()
