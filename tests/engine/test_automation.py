"""Knobs that move with the song: where they stand at every frame, worked out by hand, live and offline."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from kitchen import song_of, sound
from songs import EVERYTHING_ON, clip_song, noise, path_in, sine
from test_effects import CLICK_DB, click_db, render
from test_live import START_RAMP, Bench

from studio.engine import state
from studio.engine.flatten import Flattener
from studio.engine.offline import OfflineRenderer
from studio.errors import StudioError
from studio.song import Point, Song

RATE = 48_000
BEAT = 24_000  # frames at 120 BPM
JUMP = 240  # 5 ms
ONES = np.full(4 * RATE, 1.0)


def curve(*points: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(at_beat=at, value=value) for at, value in points)


def moved(song: Song, **automation: tuple[Point, ...]) -> Song:
    """The song with its first track's knobs moving."""
    return msgspec.structs.replace(
        song, tracks=(msgspec.structs.replace(song.tracks[0], automation=automation), *song.tracks[1:])
    )


def ones(folder, **knobs) -> Song:
    return clip_song(folder, ONES, subtype="FLOAT", **knobs)


def straight(frames, places, values_db):
    """The gain between points in frames: straight in dB, nought at the bottom."""
    db = np.interp(np.arange(frames), places, values_db)
    return np.where(db > -119.5, 10 ** (db / 20), 0.0)


def test_a_fader_moves_in_a_straight_line_of_its_decibels(tmp_path):
    song = moved(ones(tmp_path, gain_db=-20.0), gain_db=curve((1.0, -12.0), (2.5, 6.0), (3.0, -40.0), (5.0, -3.0)))
    gain = render(song, tmp_path, len(ONES))[:, 0]
    expected = straight(len(ONES), [BEAT, 2.5 * BEAT, 3 * BEAT, 5 * BEAT], [-12.0, 6.0, -40.0, -3.0])
    assert gain == pytest.approx(expected, rel=1e-12)
    for beat, by_hand in ((0.0, 0.251189), (1.75, 0.707946), (2.5, 1.995262), (2.75, 0.141254), (4.0, 0.084140)):
        assert gain[round(beat * BEAT)] == pytest.approx(by_hand, abs=1e-6)
    assert (gain[5 * BEAT :] == 10 ** (-3 / 20)).all()


def test_the_bottom_of_a_moving_fader_is_nought(tmp_path):
    song = moved(ones(tmp_path), gain_db=curve((1.0, 0.0), (2.0, -120.0), (3.0, -120.0), (4.0, 0.0)))
    gain = render(song, tmp_path, len(ONES))[:, 0]
    assert (gain[2 * BEAT : 3 * BEAT] == 0.0).all()
    assert gain[BEAT] == 1.0
    assert gain == pytest.approx(straight(len(ONES), np.arange(1, 5) * BEAT, [0.0, -120.0, -120.0, 0.0]), abs=1e-12)


def test_a_jump_is_done_on_its_frame_and_takes_5_ms(tmp_path):
    song = moved(ones(tmp_path), gain_db=curve((1.0, -6.0), (1.0, 0.0), (2.0, 0.0), (2.0, -120.0)))
    gain, low = render(song, tmp_path, len(ONES))[:, 0], 10 ** (-6 / 20)
    assert (gain[: BEAT - JUMP + 1] == low).all()
    share = np.arange(JUMP) / JUMP
    assert gain[BEAT - JUMP : BEAT] == pytest.approx(low + (1 - low) * share**2 * (3 - 2 * share), rel=1e-12)
    assert (gain[BEAT : 2 * BEAT - JUMP + 1] == 1.0).all()
    assert gain[2 * BEAT - JUMP // 2] == pytest.approx(0.5)
    assert (gain[2 * BEAT :] == 0.0).all()


@pytest.mark.parametrize(
    "points",
    [
        curve((1.0, -120.0), (1.0, 0.0)),
        curve((1.0, 0.0), (1.0, -120.0)),
        curve((1.0, 0.0), (1.001, -120.0), (1.002, 0.0), (1.003, -120.0)),
        curve((0.999, -120.0), (1.0, -6.0), (1.0, 0.0), (1.0001, -40.0)),
        curve((1.0, 0.0), (2.0, 12.0), (2.0, -120.0), (2.004, -120.0), (2.004, 0.0)),
    ],
)
@pytest.mark.parametrize("knob", ["gain_db", "delay_send_db", "reverb_send_db"])
def test_no_jump_of_a_curve_clicks(knob, points, tmp_path):
    song = moved(
        clip_song(tmp_path, sine(220, 4, gain=0.1), delay_send_db=-12.0, reverb_send_db=-12.0), **{knob: points}
    )
    assert click_db(render(song, tmp_path, 2 * RATE)[2_000:-2_000]) < CLICK_DB


def test_points_closer_than_a_jump_end_where_the_last_one_is(tmp_path):
    song = moved(ones(tmp_path), gain_db=curve((1.0, 0.0), (1.001, -120.0), (1.002, 0.0), (1.003, -20.0)))
    gain = render(song, tmp_path, len(ONES))[:, 0]
    assert (gain[BEAT + 72 :] == 10 ** (-20 / 20)).all()
    assert np.abs(np.diff(gain)).max() < 2.0 / JUMP


def test_mute_pan_group_and_balance_still_apply(tmp_path):
    points = curve((0.0, -6.0), (4.0, -12.0))
    expected = straight(len(ONES), [0, 4 * BEAT], [-6.0, -12.0])
    song = moved(ones(tmp_path, pan=1.0, gain_db=12.0), gain_db=points)
    song = msgspec.structs.replace(song, master={"beat_group_db": -3.0, "balance_db": 2.0})
    out = render(song, tmp_path, len(ONES))
    assert out[:, 1] == pytest.approx(expected * 10 ** (-4 / 20), rel=1e-12)
    assert np.abs(out[:, 0]).max() < 1e-15
    assert (render(moved(ones(tmp_path, mute=1.0), gain_db=points), tmp_path, RATE) == 0.0).all()


def test_a_send_moves_too(tmp_path):
    """The echo comes a beat later, without feedback: what it holds beside the fader is the send's curve."""
    song = moved(ones(tmp_path, gain_db=-6.0), delay_send_db=curve((1.0, -120.0), (1.0, -20.0), (3.0, 0.0)))
    wire = {"delay_beats": 1.0, "delay_feedback": 0.0, "delay_low_hz": 20.0, "delay_tone_hz": 16_000.0}
    wet = render(msgspec.structs.replace(song, master=wire), tmp_path, len(ONES))[:, 0]
    dry = render(msgspec.structs.replace(song, master={**wire, "delay_return_db": -120.0}), tmp_path, len(ONES))[:, 0]
    assert (dry == 10 ** (-6 / 20)).all()
    echoes = wet - dry
    assert np.abs(echoes[: 2 * BEAT - JUMP]).max() == 0.0
    source = straight(len(ONES), [BEAT, 3 * BEAT], [-20.0, 0.0]) * 10 ** (-6 / 20)
    source[: BEAT - JUMP] = 0.0
    share = np.arange(JUMP) / JUMP
    source[BEAT - JUMP : BEAT] = 10 ** (-26 / 20) * share**2 * (3 - 2 * share)
    low, high, cut = 0.0, 0.0, 1 - math.exp(-2 * math.pi * 20 / RATE)
    tone = 1 - math.exp(-2 * math.pi * 16_000 / RATE)
    expected = np.zeros(len(ONES))
    for i in range(BEAT, len(ONES)):  # the echo's two filters, as they are defined
        low += (float(np.float32(source[i - BEAT])) - low) * tone
        high += (low - high) * cut
        expected[i] = low - high
    assert echoes == pytest.approx(expected, abs=1e-12)


def everything_moves(folder) -> Song:
    song = clip_song(folder, noise(4, 1, gain=0.05), noise(4, 2, gain=0.05), sine(110, 4), **EVERYTHING_ON)
    automation = {
        "gain_db": curve((0.5, -30.0), (0.9, -3.0), (2.0, -3.0), (2.0, -18.0), (4.1, -6.0)),
        "delay_send_db": curve((0.0, -120.0), (1.0, -6.0), (1.0, -40.0), (3.0, -6.0)),
        "reverb_send_db": curve((1.3, -12.0), (2.3, -120.0), (2.5, -3.0)),
    }
    return moved(song, **automation)


def test_any_block_size_and_any_threads_give_the_same_bits(tmp_path):
    song = everything_moves(tmp_path)
    whole = render(song, tmp_path, 120_000, chunk=120_000, threads=1)
    for chunk in (64, 511, 16_384):
        assert np.array_equal(render(song, tmp_path, 120_000, chunk=chunk, threads=2 if chunk > 511 else 1), whole)


def test_a_gap_in_a_track_does_not_change_its_curve(tmp_path):
    """A strip with nothing in it is left out; its curve goes on."""
    burst = np.concatenate([noise(0.2, 1), np.zeros((60_000, 2)), noise(0.5, 2)])
    song = moved(clip_song(tmp_path, burst, subtype="FLOAT"), gain_db=curve((0.0, 0.0), (4.0, -40.0)))
    for chunk in (64, 16_384):
        out = render(song, tmp_path, len(burst), chunk=chunk, threads=1)
        expected = burst.astype(np.float32) * straight(len(burst), [0, 4 * BEAT], [0.0, -40.0])[:, None]
        assert out == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("blocks", [[64], [1024], [1, 37, 511, 64, 3000, 2]])
def test_live_is_offline(blocks, tmp_path):
    song, bench = everything_moves(tmp_path), Bench()
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    heard = []
    while sum(map(len, heard)) < 120_000:
        heard += [bench.turn(count, block=count) for count in blocks]
    heard = np.concatenate(heard)
    assert np.array_equal(heard[START_RAMP:], render(song, tmp_path, len(heard)).astype(np.float32)[START_RAMP:])
    bench.engine.close()


def test_a_render_from_the_middle_stands_where_the_song_does(tmp_path):
    song = moved(ones(tmp_path), gain_db=curve((0.0, -40.0), (6.0, 0.0)))
    whole = render(song, tmp_path, len(ONES))
    rest = [block.copy() for block in OfflineRenderer(song, path_in(tmp_path), {}).mix(70_001, 100_000)]
    assert np.array_equal(np.concatenate(rest), whole[70_001:100_000])


def listening(folder, song):
    bench = Bench()
    bench.load(song, folder)
    bench.engine.set_knob("monitor", "monitor_db", -12.0)
    bench.engine.play(0.0)
    bench.turn(72_000)
    return bench


def test_a_curve_that_comes_or_goes_while_it_plays_glides(tmp_path):
    plain = clip_song(tmp_path, sine(220, 8, gain=0.2), delay_send_db=-12.0, reverb_send_db=-12.0)
    for knob in ("gain_db", "delay_send_db", "reverb_send_db"):
        song = moved(plain, **{knob: curve((0.0, -30.0), (20.0, -10.0))})
        other = moved(plain, **{knob: curve((0.0, 0.0), (20.0, -90.0))})
        bench = listening(tmp_path, plain)
        for next_song in (song, other, plain, other):
            bench.engine.load(next_song, path_in(tmp_path), {})
            heard = bench.turn(12_000)
            assert click_db(heard) < CLICK_DB, knob
        bench.engine.close()


def test_a_loop_that_lands_elsewhere_on_the_curve_glides(tmp_path):
    """At 120 BPM and 220 Hz a loop of two beats ends on a whole wave."""
    song = moved(clip_song(tmp_path, sine(220, 8, gain=0.2)), gain_db=curve((0.0, -120.0), (2.0, 0.0)))
    bench = Bench()
    bench.load(song, tmp_path)
    bench.engine.set_knob("monitor", "monitor_db", -12.0)
    bench.engine.loop(0.0, 2.0)
    bench.engine.play(0.0)
    bench.turn(40_000)
    assert click_db(bench.turn(24_000)) < CLICK_DB
    bench.engine.close()


def test_while_the_song_stands_the_value_there_counts(tmp_path):
    kits = {"k": {"tone": sound(tmp_path, "tone", np.ones(4 * RATE), root_note=60, release_ms=10.0)}}
    song = song_of(bpm=120.0)
    track = msgspec.structs.replace(song.tracks[0], automation={"gain_db": curve((0.0, -20.0), (4.0, 0.0))})
    bench = Bench()
    bench.load(msgspec.structs.replace(song, tracks=(track, *song.tracks[1:])), tmp_path, kits)
    bench.engine.trigger("t1", "tone", 0.5)
    bench.turn(2_048)
    assert bench.turn(512)[:, 0] == pytest.approx(0.05, rel=1e-6)
    bench.engine.locate(2.0)
    bench.turn(2_048)
    assert bench.turn(512)[:, 0] == pytest.approx(0.5 * 10 ** (-10 / 20), rel=1e-6)
    bench.engine.close()


def test_more_points_than_there_is_room_for_are_refused_and_nothing_changes(tmp_path):
    song, memory = ones(tmp_path), state.Memory(RATE)
    flattener = Flattener(memory)
    flattener.flatten(song, path_in(tmp_path), {})
    many = tuple(Point(at_beat=number * 0.25, value=float(-number % 40)) for number in range(state.POINTS + 1))
    with pytest.raises(StudioError) as caught:
        flattener.flatten(moved(song, gain_db=many), path_in(tmp_path), {})
    assert caught.value.code == "capacity"
    assert caught.value.fields == {"what": "points", "count": state.POINTS + 1, "limit": state.POINTS}
    assert flattener.ready is False
