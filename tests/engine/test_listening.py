"""Hearing oneself: at once, on the ear only, and silent before a howl hurts."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from songs import clip_song, noise, path_in, sine
from test_live import START_RAMP, Bench, offline

import presets
from studio.engine.messages import RecordOrder
from studio.engine.meters import Status
from studio.engine.offline import OfflineRenderer

LOUDEST = 10 ** (-1 / 20)


@pytest.fixture
def bench(tmp_path):
    made = Bench()
    made.load(clip_song(tmp_path, np.zeros(480)), tmp_path)
    made.engine.set_knob("monitor", "listen_reverb_db", -120.0)
    yield made
    made.engine.close()


def listen(bench, db=0.0, reverb_db=-120.0):
    bench.engine.set_knob("monitor", "listen_db", db)
    bench.engine.set_knob("monitor", "listen_reverb_db", reverb_db)


def guarded(bench):
    return Status(bench.engine.status).listen_guarded


def tank(bench):
    return bench.engine.memory.listen_reverb[0]


def test_nobody_hears_himself_unless_he_asks_to(bench):
    heard = noise(0.5, channels=1).astype(np.float32)
    assert (bench.turn(len(heard), heard=heard) == 0).all()
    assert tank(bench)["clock"] == 0


@pytest.mark.parametrize("block", [16, 64, 1024, 4096])
def test_what_is_sung_in_a_block_is_heard_in_that_block(bench, block):
    listen(bench, -6.0)
    bench.turn(4_096)
    sung = noise(0.5, channels=1).astype(np.float32)
    played = bench.turn(len(sung), block=block, heard=sung)
    assert np.array_equal(played[:, 0], played[:, 1])
    assert np.abs(played[:, 0] - 10 ** (-6 / 20) * sung).max() < 1e-7


def test_it_comes_and_goes_within_20_ms_and_without_a_step(bench):
    tone = np.full(9_600, 0.5, np.float32)
    listen(bench, 0.0)
    coming = bench.turn(9_600, heard=tone)[:, 0]
    listen(bench, -120.0)
    going = bench.turn(9_600, heard=tone)[:, 0]
    assert (coming[960:] == 0.5).all()
    assert (going[960:] == 0.0).all()
    assert 0.2 < coming[480] < 0.3
    assert np.abs(np.diff(np.concatenate((coming, going)))).max() < 0.0006


def test_the_volume_and_ear_safety_stand_behind_it(bench):
    listen(bench, 6.0)
    bench.engine.set_knob("monitor", "monitor_db", -20.0)
    tone = sine(100, 0.1).astype(np.float32)
    bench.turn(4_800)
    assert np.abs(bench.turn(4_800, heard=tone)).max() == pytest.approx(0.25 * 10 ** (-14 / 20), rel=0.01)
    bench.engine.set_knob("monitor", "monitor_db", 6.0)
    bench.turn(4_800)
    assert np.abs(bench.turn(4_800, heard=tone * 3)).max() <= LOUDEST + 1e-6


def test_neither_start_nor_stop_nor_a_jump_is_heard_in_it(bench):
    listen(bench)
    bench.turn(4_800)
    tone = np.full(2_400, 0.25, np.float32)
    for what in (lambda: bench.engine.play(0.0), lambda: bench.engine.locate(2.0), bench.engine.stop):
        what()
        assert (bench.turn(2_400, heard=tone) == 0.25).all()


def test_the_mix_the_file_and_the_take_hold_nothing_of_it(tmp_path):
    bench, song = Bench(), clip_song(tmp_path, noise(3, 1), reverb_send_db=-6.0)
    bench.load(song, tmp_path)
    listen(bench, 0.0, 0.0)
    sung = noise(2.5, 9, channels=1).astype(np.float32)
    path = tmp_path / "k.wav"
    bench.engine.record(RecordOrder(take_id="k", path=str(path), track_id="t0", at_beat=0.0))
    mixes = []
    for at in range(0, len(sung), 256):
        bench.device.turn(sung[at : at + 256])
        mixes.append(float(bench.engine.status["master_peak"][0]))
    bench.engine.stop()
    bench.turn(4_800)
    bench.engine.close()
    take = soundfile.read(path, dtype="float32")[0]
    assert np.abs(take[:96_000] - sung[:96_000]).max() < 2.0**-22
    deaf = Bench()
    deaf.load(song, tmp_path)
    deaf.engine.play(0.0)
    for at, peak in zip(range(0, len(sung), 256), mixes, strict=True):
        deaf.device.turn(np.zeros(len(sung[at : at + 256]), np.float32))
        assert float(deaf.engine.status["master_peak"][0]) == peak
    deaf.engine.close()


def test_beside_the_song_it_is_the_song_and_the_voice(tmp_path):
    bench, song = Bench(), clip_song(tmp_path, noise(3, 1, gain=0.05), reverb_send_db=-6.0)
    bench.load(song, tmp_path)
    listen(bench)
    bench.engine.play(0.0)
    sung = noise(2, 9, gain=0.05, channels=1).astype(np.float32)
    heard = bench.turn(len(sung), heard=sung)
    bench.engine.close()
    written = offline(song, tmp_path, len(sung))
    assert np.abs(heard - written - sung[:, None])[START_RAMP:].max() < 1e-7


def test_the_reverb_is_on_the_ear_only_rings_out_and_is_gone(bench):
    listen(bench, 0.0, -6.0)
    burst = np.concatenate((noise(0.1, channels=1), np.zeros(48_000))).astype(np.float32)
    heard = bench.turn(len(burst), heard=burst)
    assert np.abs(heard[9_600:]).max() > 0.001
    assert not np.array_equal(heard[9_600:, 0], heard[9_600:, 1])  # a room has two sides
    assert bench.engine.memory.reverb[0]["clock"] == 0
    listen(bench, -120.0, -6.0)
    bench.engine.play(0.0)  # a jump empties the mix's reverb, not this one
    assert np.abs(bench.turn(4_800)).max() > 1e-6
    bench.turn(48_000 * 6)
    assert tank(bench)["clock"] == 0
    assert (bench.turn(4_800, heard=burst[:4_800]) == 0).all()


def test_any_block_size_sounds_the_same(tmp_path):
    sung = noise(1, gain=0.2, channels=1).astype(np.float32)
    sung[20_000:36_000] = np.sin(np.arange(16_000) * 0.1)  # and the guard does its work at the same frame
    found = []
    for block in (64, 999, 3_000):
        bench = Bench()
        bench.load(clip_song(tmp_path, np.zeros(480)), tmp_path)
        listen(bench, 0.0, -6.0)
        found.append(bench.turn(len(sung), block=block, heard=sung))
        assert guarded(bench)
        bench.engine.close()
    assert np.array_equal(found[0], found[1])
    assert np.array_equal(found[0], found[2])


def test_no_audio_from_the_microphone_is_silence(bench):
    listen(bench)
    sung = np.full(4_800, 0.1, np.float32)
    sung[1_000:1_010] = [np.nan, np.inf, -np.inf, 1e30, np.nan] * 2
    heard = bench.turn(4_800, heard=sung)
    assert (heard[1_000:1_010] == 0).all()
    assert heard[2_000, 0] == np.float32(0.1)


@pytest.fixture(scope="module")
def verse():
    return soundfile.read(presets.load_verse().path, dtype="float32")[0]


@pytest.mark.parametrize("reverb_db", [-120.0, -6.0])
def test_a_loud_verse_is_no_howl(verse, reverb_db, bench):
    listen(bench, 0.0, reverb_db)
    loud = verse * np.float32(LOUDEST / np.abs(verse).max())
    for at in range(0, len(loud), 4_800):
        bench.turn(len(loud[at : at + 4_800]), heard=loud[at : at + 4_800])
        assert not guarded(bench), at / 48_000


def loop(bench, delay_frames, seconds, gain=1.2, first=None, block=64):
    """The microphone hears the loudspeaker a delay later, and a room; what came out."""
    count = round(seconds * 48_000) // block
    room = noise(seconds, 3, gain=0.001, channels=1)[: count * block].astype(np.float32)
    if first is not None:
        room[: len(first)] += first
    air = np.zeros(count * block + delay_frames + block, np.float32)
    played = np.zeros(count * block, np.float32)
    for at in range(0, count * block, block):
        played[at : at + block] = bench.device.turn(room[at : at + block] + air[at : at + block])[:, 0]
        air[at + delay_frames : at + delay_frames + block] += np.float32(gain) * played[at : at + block]
    return played


@pytest.mark.parametrize("delay_frames", [64, 480, 1_440])
@pytest.mark.parametrize("reverb_db", [-120.0, -15.0])
def test_a_loop_that_howls_is_cut_within_half_a_second_and_dies_away(delay_frames, reverb_db, bench):
    listen(bench, 0.0, reverb_db)
    played = loop(bench, delay_frames, 3.0, first=0.2 * np.sin(np.arange(9_600) * 0.13).astype(np.float32))
    assert guarded(bench)
    loud = np.flatnonzero(np.abs(played) > 10 ** (-6 / 20))
    assert len(loud)  # it did howl
    assert loud[-1] - loud[0] < 0.5 * 48_000
    assert np.abs(played[loud[0] + 24_000 :]).max() < 0.01
    assert (played[-48_000:] == 0).all()


def test_it_stays_away_until_it_was_turned_off_and_on_again(bench):
    listen(bench)
    howl = sine(800, 1, gain=0.99).astype(np.float32)
    bench.turn(len(howl), heard=howl)
    assert guarded(bench)
    for db in (-6.0, 0.0):
        listen(bench, db)
        assert (bench.turn(4_800, heard=howl[:4_800]) == 0).all()
    listen(bench, -120.0)
    bench.turn(256)
    assert not guarded(bench)
    listen(bench)
    assert np.abs(bench.turn(2_400, heard=0.1 * howl[:2_400])).max() > 0.05


@pytest.mark.parametrize(
    ("db", "seconds", "howls"), [(-0.5, 0.09, False), (-0.5, 0.12, True), (-4.0, 0.19, False), (-4.0, 0.22, True)]
)
def test_how_loud_for_how_long_is_a_howl(db, seconds, howls, bench):
    listen(bench)
    bench.turn(480)
    tone = sine(1_000, seconds, gain=10 ** (db / 20)).astype(np.float32)
    bench.turn(len(tone), heard=tone)
    assert guarded(bench) == howls


def test_a_tone_that_falls_away_is_a_voice(bench):
    listen(bench)
    gain = 10 ** (-(2 + 4 * (np.arange(48_000) % 7_200) / 7_200) / 20)  # −2 to −6 dBFS, again and again
    tone = (np.sin(np.arange(48_000) * 0.13) * gain).astype(np.float32)
    bench.turn(len(tone), heard=tone)
    assert not guarded(bench)


def test_an_export_reads_none_of_its_knobs(bench, tmp_path):
    song = clip_song(tmp_path, noise(0.5))
    renderer = OfflineRenderer(song, path_in(tmp_path), {})
    renderer.memory.monitor_knobs[:] = 6.0
    loud = np.concatenate([block.copy() for block in renderer.mix(0, 24_000)])
    assert np.array_equal(loud, offline(song, tmp_path, 24_000))
