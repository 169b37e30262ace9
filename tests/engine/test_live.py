"""The live path, turned by hand: what is heard is what is exported."""

from __future__ import annotations

import time

import numpy as np
import pytest
from songs import EVERYTHING_ON, beat_song, clip_song, noise, path_in, sine

from studio.engine.devices import HandDevice
from studio.engine.engine import Engine
from studio.engine.offline import OfflineRenderer
from studio.errors import StudioError
from studio.song import Song, Track

START_RAMP = 24_000 + 480
"""Frames after which the monitor is the mix: half a second of ramp, and 5 ms if something sounded before."""


class Bench:
    """An engine on a hand-cranked device."""

    def __init__(self, rate_hz: int = 48_000, latency_frames: int = 0) -> None:
        self.events: list = []
        self.engine = Engine(rate_hz, tell=self.events.append)
        self.device = HandDevice(self.engine.memory, rate_hz, latency_frames)
        self.engine.use_device(self.device)

    def load(self, song, folder, kits=None):
        self.engine.load(song, path_in(folder), kits or {})
        self.turn(64)

    def turn(self, frames, block=256, heard=None):
        heard = np.zeros(frames, np.float32) if heard is None else heard
        pieces = [self.device.turn(heard[at : at + block]) for at in range(0, frames, block)]
        return np.concatenate(pieces)

    def settle(self):
        while not self.engine.tick():
            self.turn(64)


@pytest.fixture
def bench():
    made = Bench()
    yield made
    made.engine.close()


def offline(song, folder, frames, kits=None, **options):
    renderer = OfflineRenderer(song, path_in(folder), kits or {}, **options)
    return np.concatenate([block.copy() for block in renderer.mix(0, frames)])


def full_song(folder):
    return clip_song(folder, noise(4, 1), noise(4, 2), sine(110, 4), **EVERYTHING_ON)


@pytest.mark.parametrize("blocks", [[64], [256], [1024], [4096], [1, 37, 511, 64, 3000, 2]])
def test_heard_is_exported_to_the_bit(bench, tmp_path, blocks):
    song = full_song(tmp_path)
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    heard = []
    while sum(map(len, heard)) < 120_000:
        heard += [bench.turn(count, block=count) for count in blocks]
    heard = np.concatenate(heard)
    written = offline(song, tmp_path, len(heard)).astype(np.float32)
    assert np.abs(heard).max() < 0.85  # the ear-safety limiter had nothing to do
    assert np.array_equal(heard[START_RAMP:], written[START_RAMP:])


def test_a_second_start_sounds_like_the_first(bench, tmp_path):
    song = full_song(tmp_path)
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(70_000)
    bench.engine.play(0.0)
    heard = bench.turn(100_000)[240:]  # 5 ms in which the old sound fades out
    written = offline(song, tmp_path, 100_000).astype(np.float32)
    assert np.array_equal(heard[START_RAMP:], written[START_RAMP : len(heard)])


def test_metronome_is_heard_and_not_exported(bench, tmp_path):
    song = full_song(tmp_path)
    bench.load(song, tmp_path)
    bench.engine.set_knob("monitor", "click_db", 0.0)
    bench.engine.play(0.0)
    heard = bench.turn(100_000)
    written = offline(song, tmp_path, 100_000).astype(np.float32)
    assert not np.array_equal(heard[START_RAMP:], written[START_RAMP:])
    difference = heard - written
    for beat in (2, 3):  # 120 BPM: a beat every 24 000 frames
        click = np.abs(difference[beat * 24_000 : beat * 24_000 + 2_160]).max()
        assert click > 0.2
    assert np.array_equal(heard[50_200:71_900], written[50_200:71_900])


def test_accent_stands_on_one(bench, tmp_path):
    bench.load(Song(title="T", bpm=120.0, tracks=(Track(id="t", role="lead", name=""),)), tmp_path)
    bench.engine.set_knob("monitor", "click_db", 0.0)
    bench.engine.play(0.0)
    heard = bench.turn(24_000 * 9)[:, 0]

    def pitch(beat):
        piece = heard[beat * 24_000 : beat * 24_000 + 2_000]
        return np.argmax(np.abs(np.fft.rfft(piece, 48_000)))

    accents = [pitch(beat) > 1_500 for beat in range(9)]
    assert accents == [True, False, False, False, True, False, False, False, True]


def test_count_in_then_the_song_from_its_first_frame(bench, tmp_path):
    song = clip_song(tmp_path, sine(440, 2))
    bench.load(song, tmp_path)
    bench.engine.play(0.0, count_in_bars=1)
    heard = bench.turn(96_000 + 48_000)
    assert bench.engine.status["position"] == 48_000
    count_in, played = heard[:96_000], heard[96_000:]
    clicks = [np.abs(count_in[beat * 24_000 : beat * 24_000 + 500]).max() > 0.01 for beat in range(4)]
    assert clicks == [True] * 4
    assert np.array_equal(played[START_RAMP:], offline(song, tmp_path, 48_000).astype(np.float32)[START_RAMP:])


def test_start_ramp_begins_20_db_down_and_takes_half_a_second(bench, tmp_path):
    song = clip_song(tmp_path, np.full(96_000, 0.5))
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    heard = bench.turn(48_000)[:, 0]
    assert heard[0] == pytest.approx(0.05, rel=0.01)
    assert heard[12_000] == pytest.approx(0.275, rel=0.01)
    assert (heard[24_001:] == 0.5).all()


def test_ear_safety_limiter_holds_at_minus_one_dbfs(bench, tmp_path):
    song = clip_song(tmp_path, sine(60, 3, gain=1.0), sine(83, 3, gain=1.0), gain_db=12.0)
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    heard = bench.turn(130_000)
    assert np.abs(heard).max() <= 10 ** (-1 / 20) + 1e-6
    assert np.abs(offline(song, tmp_path, 130_000)).max() > 4  # the mix itself is not touched


def test_loop_repeats_to_the_frame(bench, tmp_path):
    song = clip_song(tmp_path, noise(4, 5))
    bench.load(song, tmp_path)
    bench.engine.loop(1.0, 2.0)
    bench.engine.play(1.0)
    heard = bench.turn(24_000 * 5)
    assert 24_000 <= bench.engine.status["position"] < 48_000
    assert np.array_equal(heard[48_000:72_000], heard[72_000:96_000])


def test_locate_while_playing(bench, tmp_path):
    song = clip_song(tmp_path, noise(6, 6))
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(30_000)
    bench.engine.locate(8.0)
    heard = bench.turn(60_000)[240:]
    written = offline(song, tmp_path, 288_000).astype(np.float32)[192_000:]
    assert np.array_equal(heard[START_RAMP:], written[START_RAMP : len(heard)])


def test_an_edit_while_playing_is_heard_at_the_next_block(bench, tmp_path):
    song = clip_song(tmp_path, noise(4, 7), noise(4, 8))
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(60_000)
    quieter = clip_song(tmp_path, noise(4, 7), noise(4, 8), gain_db=-60.0)
    bench.engine.load(quieter, path_in(tmp_path), {})
    bench.settle()
    heard = bench.turn(4_800)
    assert np.abs(heard[-1000:]).max() < 0.01


def test_edits_faster_than_blocks_end_with_the_last_one(bench, tmp_path):
    songs = [clip_song(tmp_path, noise(1, 9), bpm=60.0 + number) for number in range(20)]
    for song in songs:
        bench.engine.load(song, path_in(tmp_path), {})
    bench.settle()
    bench.turn(64)
    assert bench.engine.song == songs[-1]
    assert bench.engine.memory.plans[bench.engine.memory.record["plan_used"][0]]["frames_per_beat"] == pytest.approx(
        60 * 48_000 / 79
    )


def test_a_knob_turned_by_hand_is_heard_without_an_edit(bench, tmp_path):
    song = clip_song(tmp_path, np.full(96_000, 0.25))
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(30_000)
    bench.engine.set_knob("t0", "gain_db", -6.0)
    assert bench.turn(2_000)[-1, 0] == pytest.approx(0.25 * 10 ** (-6 / 20), rel=1e-6)
    bench.engine.set_knob("t0", "nonsense", 1.0)
    bench.engine.set_knob("nobody", "gain_db", 1.0)


def test_solo_and_mute(bench, tmp_path):
    song = clip_song(tmp_path, np.full(96_000, 0.25), np.full(96_000, 0.125))
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(30_000)
    for knobs, expected in (
        ({("t0", "solo"): 1}, 0.25),
        ({("t0", "mute"): 1}, 0.0),
        ({("t0", "solo"): 0}, 0.125),
        ({("t0", "mute"): 0}, 0.375),
    ):
        for (track, name), value in knobs.items():
            bench.engine.set_knob(track, name, value)
        assert bench.turn(2_000)[-1, 0] == pytest.approx(expected, abs=1e-7)


def test_cue_is_heard_beside_the_song_and_ends(bench, tmp_path):
    song = clip_song(tmp_path, np.full(48_000, 0.5))
    bench.load(song, tmp_path)
    bench.engine.cue("m0", offset_frames=1_000, length_frames=4_800, gain_db=-6.0)
    heard = bench.turn(9_600)[:, 0]
    assert heard[2_400] == pytest.approx(0.5 * 10 ** (-6 / 20), rel=1e-6)
    assert (heard[4_900:] == 0).all()
    assert np.abs(np.diff(heard)).max() < 0.002  # faded at both ends


def test_stop_fades_and_lets_the_reverb_ring(bench, tmp_path):
    song = clip_song(tmp_path, noise(4, 3), reverb_send_db=0.0)
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(60_000)
    bench.engine.stop()
    after = bench.turn(48_000)
    assert not bench.engine.status["rolling"]
    assert np.abs(after[2_000:6_000]).max() > 0.001
    assert np.abs(after[-500:]).max() < np.abs(after[2_000:6_000]).max()


def test_a_song_without_a_device_waits_for_nobody(tmp_path):
    engine = Engine(48_000)
    began = time.monotonic()
    for bpm in range(60, 70):
        assert engine.load(clip_song(tmp_path, noise(0.1), bpm=float(bpm)), path_in(tmp_path), {})
    assert time.monotonic() - began < 5
    engine.close()


def test_voices_play_without_a_kit_file_as_silence(bench, tmp_path):
    bench.load(beat_song(), tmp_path)
    bench.engine.play(0.0)
    assert (bench.turn(30_000) == 0).all()


def test_a_stop_is_not_lost_when_a_locate_follows_at_once(bench, tmp_path):
    bench.load(clip_song(tmp_path, noise(4, 3)), tmp_path)
    bench.engine.play(0.0)
    bench.turn(30_000)
    bench.engine.stop()
    bench.engine.locate(0.0)
    bench.turn(4_800)
    assert not bench.engine.status["rolling"]
    assert bench.engine.status["position"] == 0


def test_play_from_inside_a_loop_is_heard_in_every_round(bench, tmp_path):
    bench.load(clip_song(tmp_path, noise(6, 3)), tmp_path)
    bench.engine.loop(1.0, 3.0)
    bench.engine.play(2.0)
    bench.turn(24_000)
    heard = bench.turn(24_000)
    assert not bench.engine.status["counting_in"]
    assert np.abs(heard[2_000:]).max() > 0.1


def test_nothing_plays_without_a_device_and_nothing_starts_by_itself_later(tmp_path):
    engine = Engine(48_000)
    engine.load(clip_song(tmp_path, noise(1)), path_in(tmp_path), {})
    with pytest.raises(StudioError) as caught:
        engine.play(0.0)
    assert caught.value.code == "device-none"
    engine.close()


def test_one_bad_frame_from_the_microphone_leaves_the_meter_whole(bench, tmp_path):
    bench.load(Song(title="T"), tmp_path)
    heard = np.full(1_000, 0.1, np.float32)
    heard[500] = np.nan
    bench.turn(1_000, heard=heard)
    assert np.isfinite(bench.engine.status["input_square"])


def test_a_strip_rests_again_after_its_tone_was_turned(bench, tmp_path):
    bench.load(clip_song(tmp_path, sine(200, 1)), tmp_path)
    bench.engine.play(0.0)
    bench.turn(24_000)
    bench.engine.set_knob("t0", "eq_on", 1.0)
    bench.engine.set_knob("t0", "low_db", 6.0)
    bench.turn(4_800)
    bench.engine.set_knob("t0", "eq_on", 0.0)
    bench.turn(48_000 * 3)
    slot = bench.engine._flattener.slot_of("t0")
    assert bench.engine.memory.strips["idle"][slot, 0] == 1
