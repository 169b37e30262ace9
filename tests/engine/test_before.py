"""What was sung before the button was pressed is kept beside the take, at its place."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pump import DEMO
from songs import sine
from test_capture import SONG, order
from test_live import Bench
from test_loop_takes import BEAT, until_kept

from studio.engine.before import Before, has_voice
from studio.engine.messages import BeforeKept, DeviceOpened, TakeClosed
from studio.wav import read_note

VOICE = sine(220, 1.0, gain=0.1).astype(np.float32)


class Room(Bench):
    """A device in a quiet room where somebody sings now and then; all that it heard is remembered."""

    def __init__(self, latency_frames: int = 0) -> None:
        super().__init__(latency_frames=latency_frames)
        self.chance = np.random.default_rng(3)
        self.heard = np.zeros(0, np.float32)

    def turn(self, frames, block=256, heard=None):
        sound = (self.chance.standard_normal(frames) * 1e-4).astype(np.float32)
        if heard is not None:
            sound[: len(heard)] += heard
        self.heard = np.concatenate((self.heard, sound))
        return super().turn(frames, block, sound)

    def sing(self, frames=48_000):
        return self.turn(frames, heard=VOICE[:frames])

    def record(self, folder, **options):
        """Presses the button when all that was heard has come through."""
        while self.engine.memory.record["input_frame"][0] > self.engine._capture._before._end:
            time.sleep(0.002)
        self.engine.record(order(folder, before_path=str(folder / "b1.wav"), **options))

    def kept(self):
        """What was told of it, and what lies on disk."""
        self.turn(10_000)
        self.engine.close()
        (event,) = [event for event in self.events if isinstance(event, BeforeKept)]
        sound, rate = soundfile.read(event.path, dtype="float32")
        assert (event.take_id, event.track_id, event.rate_hz, event.frames) == ("k1", "t0", rate, len(sound))
        note = read_note(Path(event.path))
        assert (note.at_beat, note.rate_hz) == (event.at_beat, rate)
        return event, sound


@pytest.fixture
def room(tmp_path):
    made = Room()
    made.load(SONG, tmp_path)
    yield made
    made.engine.close()


@pytest.mark.parametrize("latency", [0, 700])
@pytest.mark.parametrize("from_beat", [0.0, 3.0])
def test_sung_to_the_song_it_lies_where_it_was_sung(latency, from_beat, tmp_path):
    room = Room(latency)
    room.load(SONG, tmp_path)
    room.sing()  # before the song: another matter
    began = len(room.heard)
    room.engine.play(from_beat)
    room.turn(30_000)
    room.sing()
    pressed = len(room.heard)
    room.record(tmp_path, at_beat=8.0, count_in_bars=1)
    event, sound = room.kept()
    assert event.at_beat == from_beat
    assert np.abs(sound - room.heard[began + latency : pressed]).max() < 2**-22


def test_no_more_than_ten_seconds(room, tmp_path):
    room.engine.play(0.0)
    room.turn(11 * 48_000 + 77)
    room.sing()
    pressed = len(room.heard)
    room.record(tmp_path)
    event, sound = room.kept()
    assert len(sound) == 480_000
    assert event.at_beat == pytest.approx((2 * 48_000 + 77) / BEAT)
    assert np.abs(sound - room.heard[pressed - 480_000 : pressed]).max() < 2**-22


def test_a_jump_cuts_and_the_last_stretch_counts(room, tmp_path):
    room.engine.play(0.0)
    room.sing()
    room.engine.locate(16.0)
    room.turn(10_000)
    room.sing()
    room.engine.stop()
    room.turn(20_000)
    pressed = len(room.heard)
    room.record(tmp_path)
    event, sound = room.kept()
    assert event.at_beat == 16.0
    assert len(sound) == 10_000 + 48_000 - 240 + 240  # the sound before each jump fades for 5 ms
    end = pressed - 20_000 + 240
    assert np.abs(sound - room.heard[end - len(sound) : end]).max() < 2**-22


def test_the_song_did_not_roll_it_ends_where_the_take_begins(room, tmp_path):
    room.turn(5_000)
    room.sing()
    pressed = len(room.heard)
    room.record(tmp_path, at_beat=8.0, count_in_bars=2)
    event, sound = room.kept()
    assert len(sound) == pressed
    assert event.at_beat == pytest.approx(8.0 - pressed / BEAT)
    assert np.abs(sound - room.heard[:pressed]).max() < 2**-22


def test_sung_after_the_song_was_stopped(room, tmp_path):
    room.engine.play(0.0)
    room.turn(20_000)
    room.engine.stop()
    room.turn(5_000)
    room.sing()
    room.record(tmp_path, at_beat=4.0)
    event, sound = room.kept()
    assert len(sound) == 5_000 - 240 + 48_000
    assert event.at_beat == pytest.approx(4.0 - len(sound) / BEAT)


@pytest.mark.parametrize("why", ["silence", "too short", "nobody asked", "another song", "a lost device", "sleep"])
def test_nothing_is_kept(why, room, tmp_path):
    room.turn(48_000)
    if why != "silence":
        room.sing(12_000 if why == "too short" else 48_000)
    if why == "nobody asked":
        room.engine.record(order(tmp_path))
    elif why == "too short":
        room.record(tmp_path)
    else:
        if why == "another song":
            time.sleep(0.05)
            room.engine.forget_before()
        elif why == "a lost device":
            time.sleep(0.05)
            room.engine.close_device()
            room.engine.use_device(room.device)
        elif why == "sleep":
            time.sleep(0.05)
            room.engine._capture._end_before_sleep()
        room.record(tmp_path)
    room.turn(10_000)
    room.engine.close()
    assert not [event for event in room.events if isinstance(event, BeforeKept)]
    assert list(tmp_path.glob("b1*")) == []


def test_what_a_take_holds_is_not_kept_twice(room, tmp_path):
    room.engine.record(order(tmp_path))
    room.sing()
    room.engine.stop()
    room.turn(2_000)
    until_kept(room)
    room.record(tmp_path, path=str(tmp_path / "k2.wav"))
    room.turn(2_000)
    room.engine.close()
    assert len([event for event in room.events if isinstance(event, TakeClosed)]) == 2
    assert not [event for event in room.events if isinstance(event, BeforeKept)]


def test_a_slow_disk_holds_up_neither_the_take_nor_the_ring(room, tmp_path, monkeypatch):
    go_on, capture = threading.Event(), room.engine._capture
    write = capture._keep_before
    monkeypatch.setattr(capture, "_keep_before", lambda *about: (go_on.wait(10), write(*about)))
    room.sing()
    room.record(tmp_path)
    room.turn(48_000)
    deadline = time.monotonic() + 5
    while room.engine.status["take_frames"] < 47_000:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    assert not [event for event in room.events if isinstance(event, BeforeKept)]
    go_on.set()
    room.kept()


def test_with_a_full_disk_there_is_none_and_the_take_is_there(room, tmp_path):
    (tmp_path / "b1.wav").write_bytes(b"somebody was here before")
    room.sing()
    room.record(tmp_path)
    room.turn(48_000)
    room.engine.close()
    closed = next(event for event in room.events if isinstance(event, TakeClosed))
    assert closed.frames > 40_000
    assert not [event for event in room.events if isinstance(event, BeforeKept)]
    assert (tmp_path / "b1.wav").read_bytes() == b"somebody was here before"


def test_the_next_song_may_be_another_persons(pump, tmp_path):
    voice = tmp_path / "voice.wav"
    soundfile.write(voice, VOICE, 48_000, subtype="PCM_24")
    pump.client.load(SONG, tmp_path / "one", {})
    pump.client.open_device(DEMO, 48_000, str(voice))
    pump.until(DeviceOpened)
    for song, kept in (("one", True), ("two", False)):
        pump.client.play(0.0)
        pump.while_not(lambda: pump.client.status.playhead_frame > 30_000)
        if not kept:
            pump.client.forget_before()  # as the window does when it takes out another song
        before = tmp_path / f"before-{song}.wav"
        pump.client.record(order(tmp_path, path=str(tmp_path / f"take-{song}.wav"), before_path=str(before)))
        pump.while_not(lambda: pump.client.status.take_frames > 1_000)
        pump.client.stop()
        pump.until(TakeClosed)
        pump.run(0.1)
        assert before.exists() == kept


@pytest.mark.parametrize(("rolling", "at_frame"), [(1, 50_000), (0, 7_000 - 48_000)])
def test_a_hole_in_the_input_cuts(rolling, at_frame):
    before = Before(48_000)
    for start in (0, 50_000):
        before.keep({"input_frame": start, "position": start, "rolling": rolling}, VOICE)
    piece = before.pick(0, 7_000)
    assert (len(piece.samples), piece.at_frame) == (48_000, at_frame)


def test_stretches_longer_than_it_remembers():
    before = Before(44_100)
    sound = (np.arange(500_000) % 1_000 / 1_000).astype(np.float32)
    before.keep({"input_frame": 0, "position": -300, "rolling": 1}, sound)
    piece = before.pick(100, 0)
    assert np.array_equal(piece.samples, sound[-441_000:])
    assert piece.at_frame == 500_000 - 441_000 - 100 - 300


def test_a_voice_is_three_tenths_of_a_second_above_minus_45():
    quiet, loud = 10 ** (-46 / 20), 10 ** (-44 / 20)
    for rate in (44_100, 48_000, 96_000):
        assert not has_voice(np.full(rate * 5, quiet, np.float32), rate)
        assert has_voice(np.full(round(0.3 * rate), loud, np.float32), rate)
        assert not has_voice(np.full(round(0.29 * rate), loud, np.float32), rate)
        assert not has_voice(np.zeros(0, np.float32), rate)
