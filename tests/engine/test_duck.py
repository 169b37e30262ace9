"""A kick that makes room in the bass: how deep, how long, whose, by numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from kitchen import RATE, TRACKS, render, song_of, sound
from test_live import Bench

from studio.song import Lane, Note, Step, Track

SIXTEENTH = 8_000  # at 90 BPM and 48 kHz
DEPTH = 10 ** (-6 / 20)
FALL = 144  # 3 ms
LENGTH = 3_840  # 80 ms


def shape(age):
    """The gain at so many frames after the hit: down in 3 ms, back at 80 ms, both straight."""
    if age < FALL:
        return 1 - (1 - DEPTH) * age / FALL
    return min(DEPTH + (1 - DEPTH) * (age - FALL) / (LENGTH - FALL), 1.0)


@pytest.fixture
def kits(tmp_path):
    """A bass that stands still at 1 and a kick that only ducks, in kit k; the same without ducking in kit other."""
    sub = sound(tmp_path, "sub", np.ones(RATE * 4), root_note=36, release_ms=10.0)
    kick = sound(tmp_path, "kick", [0.0], ducks_db=6.0, ducks_ms=80.0)
    return {"k": {"kick": kick, "sub": sub}, "other": {"sub": sub}}


def bass(track_id="t2"):
    return Lane(sound="sub", track_id=track_id, notes=(Note(at_step=0, length_steps=16, midi_note=36),))


def kick(*places):
    return Lane(sound="kick", track_id="t1", steps=tuple(Step(at_step=at) for at in places))


def ducked(song, kits, chunk=16_384):
    """The bass with its own gain taken out."""
    heard = render(song, kits, chunk)
    assert np.array_equal(heard[:, 0], heard[:, 1])
    return heard[:, 0] / heard[0, 0]


@pytest.mark.parametrize("chunk", [1, 64, 333, 16_384])
def test_the_bass_falls_at_once_and_is_back_to_the_frame(chunk, kits):
    gain = ducked(song_of(bass(), kick(4)), kits, chunk)
    hit = 4 * SIXTEENTH
    assert (gain[: hit + 1] == 1.0).all()
    for age, by_hand in ((72, 0.750594), (144, 0.501187), (1_992, 0.750594), (2_916, 0.875297)):
        assert gain[hit + age] == pytest.approx(by_hand, abs=1e-6)
        assert shape(age) == pytest.approx(by_hand, abs=1e-6)
    assert gain[hit : hit + LENGTH] == pytest.approx([shape(age) for age in range(LENGTH)], abs=1e-9)
    assert (gain[hit + LENGTH : 16 * SIXTEENTH] == 1.0).all()


def test_a_hit_in_between_goes_down_from_where_it_is(kits):
    """A ratchet of two in a sixteenth at 90 BPM: the second hit 4 000 frames later; at 180 BPM 2 000."""
    song = song_of(bass(), Lane(sound="kick", track_id="t1", steps=(Step(at_step=4, ratchet=2),)), bpm=180.0)
    gain = ducked(song, kits)
    first, second = 16_000, 18_000
    assert gain[second] == pytest.approx(shape(2_000), abs=1e-9)
    assert gain[first + 1_999] < gain[second]
    assert gain[second + 72] == pytest.approx((shape(2_000) + DEPTH) / 2, abs=1e-9)
    assert gain[second + FALL] == pytest.approx(DEPTH, abs=1e-9)
    assert gain[second + LENGTH] == 1.0


def test_only_bass_tracks_of_the_same_kit_are_ducked(kits):
    tracks = (
        *TRACKS,
        Track(id="t3", role="bass", name="", kit="other"),
        Track(id="t4", role="melody", name="", kit="k"),
    )
    for track_id, falls in (("t2", True), ("t3", False), ("t4", False)):
        gain = ducked(song_of(bass(track_id), kick(4), tracks=tracks), kits)
        assert (gain[4 * SIXTEENTH + FALL] < 0.6) == falls


def test_a_note_that_begins_inside_a_duck_is_under_it(kits):
    late = Lane(sound="sub", track_id="t2", notes=(Note(at_step=4, length_steps=8, midi_note=36),))
    early = Lane(sound="kick", track_id="t1", steps=(Step(at_step=4),), late_ms=-20.0)
    heard = render(song_of(late, early), kits)[:, 0]
    start = 4 * SIXTEENTH
    level = heard[start + LENGTH]
    assert heard[start] / level == pytest.approx(shape(960), abs=1e-9)


def test_a_live_hit_ducks_too(kits, tmp_path):
    bench = Bench()
    bench.load(song_of(), tmp_path, kits)
    bench.engine.trigger("t2", "sub", 0.5)
    bench.turn(1_024)
    bench.engine.midi_trigger("t1", "kick", 100)
    heard = bench.turn(4_096)[:, 0] * 2
    assert heard[:LENGTH] == pytest.approx([shape(age) for age in range(LENGTH)], abs=1e-6)
    assert (heard[LENGTH:] == 1.0).all()
    bench.engine.close()


def test_a_live_hit_while_nothing_sounds_is_over_in_time(kits, tmp_path):
    bench = Bench()
    bench.load(song_of(), tmp_path, kits)
    bench.engine.trigger("t1", "kick")
    bench.turn(LENGTH)
    bench.engine.trigger("t2", "sub", 0.5)
    assert (bench.turn(256) == 0.5).all()
    bench.engine.close()
