"""Pitch correction in its place: on a track, read ahead, and in the singer's ear."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from kitchen import TRACKS
from songs import clip_song, noise, path_in
from sung import cents, height, held, note_hz, sung, vibrato
from test_live import START_RAMP, Bench, offline

RATE = 48_000
ON = {"pitch_on": 1, "pitch_retune_ms": 20.0}


@pytest.fixture
def bench():
    made = Bench()
    yield made
    made.engine.close()


def verse(folder, sound, key="A minor", **knobs):
    """A song whose first track is a lead that sings `sound`."""
    song = clip_song(folder, np.asarray(sound, np.float32), subtype="FLOAT", **knobs)
    tracks = tuple(msgspec.structs.replace(track, role="lead") for track in song.tracks)
    return msgspec.structs.replace(song, tracks=tracks, key=key)


def phrase():
    """A swinging voice with rests, three seconds."""
    time_s = np.arange(3 * RATE) / RATE
    on = np.clip(np.minimum(time_s % 1 * 20, (0.8 - time_s % 1) * 20), 0, 1)
    return sung(vibrato(205.0, 3.0)) * on * (time_s < 1.9)


def test_the_clip_stands_where_it_stood_to_the_bit(tmp_path):
    sound = noise(1.0, channels=1).astype(np.float32)
    for knobs in (ON, {**ON, "pitch_amount": 0.0}, {}):
        made = offline(verse(tmp_path, sound, **knobs), tmp_path, RATE)
        assert np.array_equal(made[:, 0], sound.astype(np.float64))
        assert np.array_equal(made[:, 1], made[:, 0])


@pytest.mark.parametrize(("chromatic", "key", "lands"), [(0, "A minor", 60), (1, "A minor", 61), (0, "", 61)])
def test_the_key_of_the_song_says_where_to(chromatic, key, lands, tmp_path):
    song = verse(tmp_path, held(note_hz(60.7 if chromatic or not key else 60.4)), key, **ON, pitch_chromatic=chromatic)
    made = offline(song, tmp_path, RATE)[16_000:44_000, 0]
    assert abs(cents(height(made, note_hz(lands)), note_hz(lands))) < 5


def test_any_block_size_and_two_threads_give_the_same_bits(tmp_path):
    song = verse(tmp_path, phrase(), **ON)
    whole = offline(song, tmp_path, 3 * RATE, chunk=3 * RATE, threads=1)
    assert not np.array_equal(whole, offline(verse(tmp_path, phrase()), tmp_path, 3 * RATE))
    for chunk in (64, 511, 16_384):
        made = offline(song, tmp_path, 3 * RATE, chunk=chunk, threads=2 if chunk > 511 else 1)
        assert np.array_equal(made, whole)


@pytest.mark.parametrize("blocks", [[64], [1, 37, 511, 64, 3_000, 2]])
def test_heard_is_exported_to_the_bit(blocks, bench, tmp_path):
    song = verse(tmp_path, phrase(), **ON)
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    played, turn = [], 0
    while sum(map(len, played)) < 3 * RATE:
        played.append(bench.device.turn(np.zeros(blocks[turn % len(blocks)], np.float32)))
        turn += 1
    heard = np.concatenate(played)[START_RAMP : 3 * RATE]
    assert np.array_equal(heard, offline(song, tmp_path, 3 * RATE)[START_RAMP:].astype(np.float32))


def test_after_a_jump_it_sounds_as_from_there(bench, tmp_path):
    song = verse(tmp_path, phrase(), **ON)
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(40_000)
    bench.engine.locate(0.5)  # a quarter of a second in, in the middle of a note
    heard = bench.turn(2 * RATE)
    renderer_song = offline_from(song, tmp_path, 12_000, 2 * RATE)
    later = heard[240 + START_RAMP :]
    assert np.array_equal(later, renderer_song[START_RAMP : START_RAMP + len(later)].astype(np.float32))


def offline_from(song, folder, start, frames):
    from studio.engine.offline import OfflineRenderer

    renderer = OfflineRenderer(song, path_in(folder), {})
    return np.concatenate([block.copy() for block in renderer.mix(start, start + frames)])


def test_switching_it_while_no_voice_sounds_changes_no_bit(bench, tmp_path):
    sound = noise(4.0, channels=1)
    bench.load(verse(tmp_path, sound), tmp_path)
    bench.engine.play(0.0)
    played = [bench.turn(30_000, block=64)]
    for turned in (1.0, 0.0, 1.0):
        bench.engine.set_knob("t0", "pitch_on", turned)
        played.append(bench.turn(20_000, block=64))
    heard = np.concatenate(played)[START_RAMP:]
    assert np.array_equal(heard[:, 0], sound.astype(np.float32)[START_RAMP : START_RAMP + len(heard)])


def test_switching_it_in_a_note_does_not_click(bench, tmp_path):
    from test_pitch import click_db

    bench.load(verse(tmp_path, held(note_hz(57.4), 4.0, breath_db=-150)), tmp_path)
    bench.engine.play(0.0)
    played = [bench.turn(30_000)]
    for turned in (1.0, 0.0, 1.0):
        bench.engine.set_knob("t0", "pitch_on", turned)
        played.append(bench.turn(20_000))
    assert click_db(np.concatenate(played)[START_RAMP:, 0].astype(float)) < -60


def test_it_rests_when_the_voice_is_over(bench, tmp_path):
    bench.load(verse(tmp_path, held(note_hz(57.4), 0.5), **ON), tmp_path)
    bench.engine.play(0.0)
    bench.turn(2 * RATE)
    assert (bench.engine.memory.pitches["low"] == 0).all()
    assert bench.engine.memory.strips["idle"][0, 0] == 1


def test_what_plays_a_kit_is_no_voice(bench, tmp_path):
    song = clip_song(tmp_path, np.zeros(480))
    song = msgspec.structs.replace(
        song, tracks=tuple(msgspec.structs.replace(track, knobs=dict(ON)) for track in TRACKS)
    )
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    bench.turn(RATE)
    assert (bench.engine.memory.pitches["clock"] == 0).all()


# --- in the ear


def ear(bench, tmp_path, **knobs):
    bench.load(verse(tmp_path, np.zeros(480)), tmp_path)
    for name, value in {"listen_db": 0.0, "listen_reverb_db": -120.0, **knobs}.items():
        bench.engine.set_knob("monitor", name, value)
    bench.turn(4_096)


def test_the_singer_hears_the_note_of_the_key(bench, tmp_path):
    ear(bench, tmp_path, listen_pitch_on=1.0, listen_pitch_retune_ms=0.0)
    heard = bench.turn(RATE, heard=held(note_hz(60.4)).astype(np.float32))
    assert abs(cents(height(heard[16_000:44_000, 0].astype(float), note_hz(60)), note_hz(60))) < 5
    assert np.array_equal(heard[:, 0], heard[:, 1])


def test_in_the_ear_any_block_size_sounds_the_same(tmp_path):
    voice, found = phrase().astype(np.float32), []
    for block in (64, 999, 3_000):
        bench = Bench()
        ear(bench, tmp_path, listen_pitch_on=1.0)
        found.append(bench.turn(len(voice), block=block, heard=voice))
        bench.engine.close()
    assert np.array_equal(found[0], found[1])
    assert np.array_equal(found[0], found[2])


@pytest.mark.parametrize("knobs", [{"listen_pitch_on": 1.0}, {"listen_pitch_on": 1.0, "listen_pitch_amount": 0.0}])
def test_what_is_no_voice_is_in_the_ear_as_it_was(knobs, bench, tmp_path):
    ear(bench, tmp_path, **knobs)
    rapped = noise(1.0, channels=1).astype(np.float32)
    assert np.array_equal(bench.turn(RATE, block=64, heard=rapped)[:, 0], rapped)
