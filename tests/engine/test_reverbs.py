"""Room, plate and hall: how long they ring, how dense and how wide they are, and that one becomes the other unheard."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from songs import clip_song, noise, sine
from test_effects import CLICK_DB, click_db, render
from test_live import Bench

from studio import params
from studio.song import Song

RATE = 48_000
ROOM, PLATE, HALL = range(3)


def wet(folder, sound, frames, kind, decay_s=1.4, rate_hz=RATE, **knobs) -> np.ndarray:
    """What comes back of a sound, without the sound."""
    song = clip_song(folder, sound, rate_hz=rate_hz, subtype="FLOAT", reverb_send_db=0.0)
    master = {"reverb_kind": float(kind), "reverb_decay_s": decay_s, "reverb_tone_hz": 16_000.0, **knobs}
    out = render(msgspec.structs.replace(song, master=master), folder, frames)
    dry = np.zeros_like(out)
    sides = sound if sound.ndim > 1 else np.column_stack([sound, sound])
    dry[: len(sides)] = sides.astype(np.float32)[:frames]
    return out - dry


def impulse(seconds=3.0, rate_hz=RATE):
    sound = np.zeros(round(seconds * rate_hz))
    sound[0] = 0.5
    return sound


def rt60(tail: np.ndarray, rate_hz: int) -> float:
    """Twice the time from −5 to −35 dB of Schroeder's backward integral (ISO 3382)."""
    energy = np.cumsum((tail**2).sum(axis=1)[::-1])[::-1]
    fall_db = 10 * np.log10(energy / energy[0] + 1e-12)
    return 2.0 * (np.argmax(fall_db < -35) - np.argmax(fall_db < -5)) / rate_hz


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [
        (ROOM, 0.3),
        (ROOM, 0.6),
        (ROOM, 1.5),
        (PLATE, 0.8),
        (PLATE, 1.4),
        (PLATE, 4.0),
        (HALL, 1.2),
        (HALL, 2.5),
        (HALL, 5),
    ],
)
def test_every_kind_falls_by_60_db_in_its_time(kind, seconds, tmp_path):
    burst = np.concatenate([noise(0.2, gain=0.5), np.zeros((round((seconds + 0.5) * RATE), 2))])
    tail = wet(tmp_path, burst, len(burst), kind, seconds)[round(0.3 * RATE) :]
    assert rt60(tail, RATE) == pytest.approx(seconds, rel=0.15)


@pytest.mark.parametrize("rate_hz", [44_100, 96_000])
@pytest.mark.parametrize("kind", [ROOM, HALL])
def test_a_kind_sounds_alike_at_every_rate(kind, rate_hz, tmp_path):
    burst = np.concatenate([noise(0.2, 1, rate_hz, gain=0.5), np.zeros((2 * rate_hz, 2))])
    tail = wet(tmp_path, burst, len(burst), kind, 1.5, rate_hz)[round(0.3 * rate_hz) :]
    assert rt60(tail, rate_hz) == pytest.approx(1.5, rel=0.15)


def dense_from_ms(sound: np.ndarray) -> float:
    """When the reverb is dense: the share of samples beyond one sigma, over that of a normal distribution, reaches 0.8
    in windows of 20 ms (J. S. Abel, P. Huang, AES 121, 2006)."""
    begin, window = int(np.argmax(np.abs(sound) > 1e-5)), 960
    for start in range(begin, len(sound) - window, window // 4):
        part = sound[start : start + window]
        if np.mean(np.abs(part) > np.sqrt(np.mean(part**2))) > 0.8 * 0.3173:
            return (start - begin) / RATE * 1_000
    return math.inf


def test_a_room_is_dense_at_once_a_hall_takes_its_time(tmp_path):
    dense = [
        dense_from_ms(wet(tmp_path / str(kind), impulse(), 2 * RATE, kind, 2.0, reverb_predelay_ms=0.0)[1:, 0])
        for kind in (ROOM, PLATE, HALL)
    ]
    assert dense[ROOM] <= 80
    assert dense[ROOM] < dense[PLATE] < dense[HALL] < 450


@pytest.mark.parametrize("kind", [ROOM, PLATE, HALL])
def test_both_sides_are_different_and_equally_loud(kind, tmp_path):
    tail = wet(tmp_path, impulse(), 2 * RATE, kind, 2.0)[2_400:60_000]
    assert abs(np.corrcoef(tail[:, 0], tail[:, 1])[0, 1]) < 0.15
    level_db = 10 * np.log10(np.mean(tail**2, axis=0))
    assert abs(level_db[0] - level_db[1]) < 1.5


def test_early_reflections_come_when_they_should(tmp_path):
    """The first of a room after 3.1 ms on the left, 3.7 on the right; of a hall after 13.7 and 16.3; behind the
    predelay. They are 0.3 and 0.2 of the sound."""
    for kind, left_ms, right_ms, gain in ((ROOM, 3.1, 3.7, 0.3), (HALL, 13.7, 16.3, 0.2)):
        for predelay_ms in (0.0, 20.0):
            sound = wet(tmp_path / f"{kind}{predelay_ms}", impulse(1.0), RATE, kind, reverb_predelay_ms=predelay_ms)
            for side, place_ms in enumerate((left_ms, right_ms)):
                place = round(predelay_ms * 48) + int(place_ms * 48)
                assert sound[place, side] == pytest.approx(0.5 * gain, abs=0.04)
                assert np.abs(sound[place - 20 : place, side]).max() < 0.04


def test_kinds_are_about_as_loud_as_each_other(tmp_path):
    """At the times they are made for."""
    steady = noise(4, gain=0.05, channels=1)
    level = [
        10 * math.log10(np.mean(wet(tmp_path / str(kind), steady, 4 * RATE, kind, seconds)[2 * RATE :] ** 2))
        for kind, seconds in ((ROOM, 0.6), (PLATE, 1.4), (HALL, 2.5))
    ]
    assert max(level) - min(level) < 2.0


@pytest.mark.parametrize("kind", [ROOM, HALL])
def test_any_block_size_gives_the_same_reverb(kind, tmp_path):
    song = clip_song(tmp_path, noise(1.2), reverb_send_db=0.0)
    song = msgspec.structs.replace(song, master={"reverb_kind": float(kind)})
    whole = render(song, tmp_path, 90_000, chunk=90_000, threads=1)
    for chunk in (64, 511, 16_384):
        assert np.array_equal(render(song, tmp_path, 90_000, chunk=chunk, threads=1), whole)


@pytest.mark.parametrize("kind", [ROOM, HALL])
@pytest.mark.parametrize("rate_hz", [44_100, 96_000])
@pytest.mark.parametrize(
    "knob", [row for row in params.MASTER if row.effect == "reverb" and row.curve != "switch"], ids=lambda row: row.name
)
def test_no_kind_explodes(kind, rate_hz, knob, tmp_path):
    sound = noise(1.0, 1, rate_hz, gain=0.3)
    for value in (knob.low, knob.high):
        song = clip_song(tmp_path, sound, rate_hz=rate_hz, reverb_send_db=0.0)
        song = msgspec.structs.replace(song, master={"reverb_kind": float(kind), knob.name: value})
        out = render(song, tmp_path, 2 * rate_hz)
        assert np.isfinite(out).all()
        assert np.abs(out).max() <= 10 ** (24 / 20)


@pytest.mark.parametrize("kind", [ROOM, HALL])
def test_silence_stays_silence_and_a_tail_ends(kind, tmp_path):
    song = clip_song(tmp_path, np.zeros(RATE), reverb_send_db=0.0)
    assert (render(msgspec.structs.replace(song, master={"reverb_kind": float(kind)}), tmp_path, RATE) == 0.0).all()
    tail = wet(tmp_path, impulse(0.1), 5 * RATE, kind, 0.4)
    assert (tail[-RATE:] == 0.0).all()


def turning(folder, before, after, sound):
    bench = Bench()
    song = clip_song(folder, sound, reverb_send_db=-6.0)
    bench.load(msgspec.structs.replace(song, master={"reverb_kind": float(before)}), folder)
    bench.engine.set_knob("monitor", "monitor_db", -12.0)
    bench.turn(4_800)
    bench.engine.play(0.0)
    bench.turn(72_000)
    bench.engine.set_knob("master", "reverb_kind", float(after))
    return bench


@pytest.mark.parametrize("pair", [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)])
def test_another_kind_while_it_sounds_does_not_click(pair, tmp_path):
    bench = turning(tmp_path, *pair, sine(220, 6, gain=0.2))
    assert click_db(bench.turn(14_400)) < CLICK_DB
    bench.engine.close()


def test_another_kind_holds_nothing_of_the_one_before(tmp_path):
    """The sound ends; the kind is changed in its tail; after 43 ms there is nothing, for there is nothing more sent."""
    bench = turning(tmp_path, HALL, ROOM, sine(220, 1.5, gain=0.2))
    heard = bench.turn(4_800)
    assert np.abs(heard[:1_000]).max() > 1e-4
    assert (heard[2_048 + 256 :] == 0.0).all()
    assert int(bench.engine.memory.reverb["kind"][0]) == ROOM
    assert int(bench.engine.memory.listen_reverb["kind"][0]) == PLATE
    bench.engine.close()


def test_a_kind_turned_there_and_back_is_as_it_was_asked_for(tmp_path):
    bench = turning(tmp_path, HALL, ROOM, sine(220, 6, gain=0.2))
    bench.turn(256)
    bench.engine.set_knob("master", "reverb_kind", float(HALL))
    assert click_db(bench.turn(14_400)) < CLICK_DB
    assert int(bench.engine.memory.reverb["kind"][0]) == HALL
    bench.engine.close()


def test_the_song_says_which_kind(tmp_path):
    song = clip_song(tmp_path, noise(1), reverb_send_db=0.0)
    out = [
        render(Song(title="T", bpm=120.0, media=song.media, tracks=song.tracks, master=master), tmp_path, RATE)
        for master in ({}, {"reverb_kind": 1.0}, {"reverb_kind": 0.0}, {"reverb_kind": 2.0})
    ]
    assert np.array_equal(out[0], out[1])
    assert not np.array_equal(out[0], out[2])
    assert not np.array_equal(out[2], out[3])
