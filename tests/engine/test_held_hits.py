"""Pads and keys: any sound of the kit, at a pitch, held and let go of, from another thread, over changes of plan."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from kitchen import RATE, TRACKS, song_of, sound
from songs import path_in
from test_live import Bench

from studio.engine.state import EVENTS
from studio.song import Lane, Step, Track


@pytest.fixture
def bench():
    made = Bench()
    yield made
    made.engine.close()


@pytest.fixture
def kit(tmp_path):
    tone = np.sin(2 * np.pi * 220.0 * np.arange(RATE) / RATE)
    return {
        "kick": sound(tmp_path, "kick", [0.5, 0.25]),
        "keys": sound(tmp_path, "keys", np.full(RATE, 0.25), root_note=48, release_ms=10.0),
        "lead": sound(tmp_path, "lead", tone, root_note=57),
    }


def test_a_sound_that_no_lane_plays_is_heard(bench, kit, tmp_path):
    bench.load(song_of(Lane(sound="keys", track_id="t1", steps=(Step(at_step=0),))), tmp_path, {"k": kit})
    assert bench.engine.trigger("t1", "kick", 0.5)
    assert bench.turn(64)[:3, 0] == pytest.approx([0.25, 0.125, 0.0])
    assert not bench.engine.trigger("t1", "no such sound")
    assert not bench.engine.midi_trigger("nobody", "kick", 100)
    assert bench.engine.players["t1"].pads["keys"].root_note == 48


def test_a_hit_loudness_is_its_sound_s_level_too(bench, tmp_path):
    bench.load(song_of(), tmp_path, {"k": {"kick": sound(tmp_path, "quiet", [0.5], level_db=-6.0)}})
    bench.engine.trigger("t1", "kick")
    assert bench.turn(64)[0, 0] == pytest.approx(0.5 * 10 ** (-6 / 20), rel=1e-6)


@pytest.mark.parametrize(("midi_note", "hz"), [(None, 220.0), (57, 220.0), (69, 440.0), (50, 146.83)])
def test_a_hit_has_its_pitch(midi_note, hz, bench, kit, tmp_path):
    bench.load(song_of(), tmp_path, {"k": kit})
    bench.engine.trigger("t2", "lead", 1.0, midi_note)
    heard = bench.turn(24_000)[:, 0]
    rising = np.flatnonzero((heard[:-1] < 0) & (heard[1:] >= 0))
    assert RATE * (len(rising) - 1) / (rising[-1] - rising[0]) == pytest.approx(hz, rel=1e-3)


def test_a_held_key_sounds_until_it_is_let_go_of(bench, kit, tmp_path):
    bench.load(song_of(), tmp_path, {"k": kit})
    bench.engine.midi_trigger("t1", "keys", 127, 48, hold=True)
    bench.engine.midi_trigger("t1", "keys", 127, 60, hold=True)
    assert bench.turn(4_800)[-1, 0] == pytest.approx(0.5)
    bench.engine.midi_release("t1", "keys", 60)
    after = bench.turn(4_800)[:, 0]
    assert after[0] == pytest.approx(0.5)
    assert after[240] == pytest.approx(0.375, abs=1e-3)  # half of the release's 10 ms
    assert after[481:] == pytest.approx(0.25)
    bench.engine.release("t1", "keys", 60)  # nothing holds it any more
    assert bench.turn(480)[-1, 0] == pytest.approx(0.25)
    bench.engine.release("t1", "keys", 48)
    assert (bench.turn(1_024)[512:] == 0).all()


def test_what_is_not_held_and_what_cannot_be_ring_out(bench, kit, tmp_path):
    bench.load(song_of(), tmp_path, {"k": kit})
    for sound_name, hold in (("keys", False), ("lead", True)):
        bench.engine.trigger("t1", sound_name, 1.0, 57, hold)
        bench.turn(1_024)
        bench.engine.release("t1", sound_name, 57)
        assert np.abs(bench.turn(9_600)[4_800:]).max() > 0.2
        bench.turn(60_000)


def test_a_release_without_a_note_is_of_the_hit_without_one(bench, kit, tmp_path):
    bench.load(song_of(), tmp_path, {"k": kit})
    bench.engine.trigger("t1", "keys", hold=True)
    bench.turn(256)
    bench.engine.release("t1", "keys", 48)
    assert bench.turn(1_024)[-1, 0] == pytest.approx(0.25)
    bench.engine.release("t1", "keys")
    assert bench.turn(1_024)[-1, 0] == 0.0


def test_stop_lets_go_of_everything(bench, kit, tmp_path):
    bench.load(song_of(), tmp_path, {"k": kit})
    bench.engine.play(0.0)
    bench.turn(1_024)
    bench.engine.trigger("t1", "keys", hold=True)
    bench.turn(1_024)
    bench.engine.stop()
    assert (bench.turn(4_800)[2_400:] == 0).all()


def test_a_sound_keeps_its_number_whatever_is_loaded(bench, kit, tmp_path):
    """A hit that was posted just before a new plan never plays another sound."""
    other = {"snare": kit["lead"], "kick": kit["keys"]}
    songs = [
        song_of(tracks=(Track(id="t1", role="drums", name="", kit=name),)) for name in ("k", "other", "k", "other")
    ]
    seen = {}
    for song in songs:
        bench.engine.load(song, path_in(tmp_path), {"k": kit, "other": other})
        bench.settle()
        kit_name = song.tracks[0].kit
        for name, pad in bench.engine.players["t1"].pads.items():
            assert seen.setdefault((kit_name, name), pad.number) == pad.number
    assert len(set(seen.values())) == len(seen) == 5
    bench.engine.load(songs[0], path_in(tmp_path), {"k": kit})
    bench.settle()
    bench.turn(64)
    bench.engine.trigger("t1", "kick")  # of kit k, on its way …
    bench.engine.load(songs[1], path_in(tmp_path), {"other": other})  # … when kit other is loaded
    assert (bench.turn(1_024) == 0).all()


def test_a_hit_for_a_track_that_is_gone_plays_on_no_other(bench, kit, tmp_path):
    bench.load(song_of(), tmp_path, {"k": kit})
    bench.engine.trigger("t1", "kick")
    bench.engine.load(
        song_of(tracks=(TRACKS[1], Track(id="n", role="drums", name="", kit="k"))), path_in(tmp_path), {"k": kit}
    )
    assert (bench.turn(1_024) == 0).all()


def test_a_thread_hits_while_songs_are_loaded(bench, kit, tmp_path):
    """The MIDI thread's own ring: what it hits is heard, and it never meets half a table."""
    songs = [song_of(tracks=TRACKS[:count]) for count in (1, 2)]
    bench.load(songs[0], tmp_path, {"k": kit})
    hits, stop = [0, 0], threading.Event()

    def hit():
        while not stop.is_set():
            hits[bench.engine.midi_trigger("t1", "kick", 100, 60)] += 1
            bench.engine.midi_release("t1", "kick", 60)

    thread = threading.Thread(target=hit)
    thread.start()
    heard = 0.0
    for turn in range(60):
        bench.engine.load(songs[turn % 2], path_in(tmp_path), {"k": kit})
        heard = max(heard, float(np.abs(bench.turn(256)).max()))
    stop.set()
    thread.join()
    assert hits[0] == 0
    assert hits[1] > EVENTS
    assert heard > 0.1
