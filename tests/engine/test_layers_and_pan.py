"""Recordings by velocity, stereo sounds, pan: the same bits wherever a block ends."""

from __future__ import annotations

import math

import numpy as np
import pytest
from kitchen import RATE, layers, render, song_of, sound, with_knobs
from songs import EVERYTHING_ON, path_in
from test_live import START_RAMP, Bench

from studio import timeline
from studio.engine.messages import SoundLayer, SoundSource
from studio.song import Lane, Note, Section, Step


def steps(*places, **fields):
    return tuple(Step(at_step=at, **fields) for at in places)


def test_a_hit_plays_the_recording_of_its_velocity(tmp_path):
    kit = {"snare": layers(tmp_path, "snare", (1, [0.1]), (50, [0.2]), (100, [0.4], -6.0))}
    lane = Lane(
        sound="snare", track_id="t1", steps=tuple(Step(at_step=n, velocity=v) for n, v in enumerate((20, 75, 120)))
    )
    song = song_of(lane)
    hits = timeline.hits(song, kits={"k": kit}).array
    heard = render(song, {"k": kit})[hits["at_frame"], 0]
    recordings = [0.1, 0.2, 0.4 * 10 ** (-6 / 20)]
    assert heard == pytest.approx(hits["gain"] * recordings, rel=1e-6)


@pytest.mark.parametrize(("velocity", "recording"), [(1, 0.1), (49, 0.1), (50, 0.2), (99, 0.2), (100, 0.4), (127, 0.4)])
def test_a_live_hit_does_too_at_the_very_edge(velocity, recording, tmp_path):
    kit = {"snare": layers(tmp_path, "snare", (20, [0.1]), (50, [0.2]), (100, [0.4]))}
    bench = Bench()
    bench.load(song_of(), tmp_path, {"k": kit})
    assert bench.engine.midi_trigger("t1", "snare", velocity)
    assert bench.turn(64)[0, 0] == pytest.approx(recording * velocity / 127, rel=1e-6)
    bench.engine.trigger("t1", "snare", velocity / 127)
    assert bench.turn(64)[0, 0] == pytest.approx(recording * velocity / 127, rel=1e-6)
    bench.engine.close()


def test_a_recording_that_is_missing_leaves_its_hits_to_the_others(tmp_path):
    found = layers(tmp_path, "snare", (50, [0.2]))
    gone = SoundLayer(file=str(tmp_path / "gone.wav"))
    kit = {"snare": SoundSource(layers=(gone, *found.layers)), "rim": SoundSource(layers=(gone,))}
    bench = Bench()
    bench.load(song_of(), tmp_path, {"k": kit})
    bench.engine.midi_trigger("t1", "snare", 10)
    assert bench.turn(64)[0, 0] == pytest.approx(0.2 * 10 / 127, rel=1e-6)
    assert bench.engine.midi_trigger("t1", "rim", 10)
    assert (bench.turn(64) == 0).all()
    bench.engine.close()


def test_both_sides_of_a_stereo_sound_are_its_own(tmp_path):
    samples = np.random.default_rng(1).uniform(-0.5, 0.5, (5_000, 2)).astype(np.float32)
    kit = {"crash": sound(tmp_path, "crash", samples, level_db=-3.0)}
    song = song_of(Lane(sound="crash", track_id="t1", steps=steps(0)))
    gain = float(timeline.hits(song, kits={"k": kit}).array["gain"][0]) * 10 ** (-3 / 20)
    assert render(song, {"k": kit})[:5_000] == pytest.approx(samples * gain, rel=1e-6)


@pytest.mark.parametrize("pan", [-1.0, -0.3, 0.0, 0.5, 1.0])
def test_a_sound_is_panned_as_a_strip_is(pan, tmp_path):
    """The side it moves away from falls as a quarter of a cosine, the other one stays."""
    kit = {"perc": sound(tmp_path, "perc", [0.5, 0.25], pan=pan), "rim": sound(tmp_path, "rim", [[0.5, 0.4]], pan=pan)}
    left, right = math.cos(max(pan, 0) * math.pi / 2), math.cos(min(pan, 0) * math.pi / 2)
    bench = Bench()
    bench.load(song_of(), tmp_path, {"k": kit})
    bench.engine.trigger("t1", "perc")
    assert bench.turn(64)[1] == pytest.approx([0.25 * left, 0.25 * right], abs=1e-7)
    bench.engine.trigger("t1", "rim")
    assert bench.turn(64)[0] == pytest.approx([0.5 * left, 0.4 * right], abs=1e-7)
    bench.engine.close()


def test_a_stereo_sound_is_two_mono_ones_to_the_bit(tmp_path):
    """Pitched, sliding, released and choked."""
    rng = np.random.default_rng(2)
    samples = rng.uniform(-0.5, 0.5, (60_000, 2)).astype(np.float32)
    options = {"root_note": 36, "release_ms": 30.0, "choke": 3}
    notes = (
        Note(at_step=0, length_steps=3, midi_note=41, glide_to=29),
        Note(at_step=4, length_steps=6, midi_note=36),
        Note(at_step=6, length_steps=6, midi_note=36, glide_to=48),
    )
    song = song_of(Lane(sound="sub", track_id="t2", notes=notes))
    both, left, right = (
        render(song, {"k": {"sub": sound(tmp_path, name, what, **options)}})
        for name, what in (("both", samples), ("left", samples[:, 0]), ("right", samples[:, 1]))
    )
    assert np.abs(both).max() > 0.1
    assert np.array_equal(both[:, 0], left[:, 0])
    assert np.array_equal(both[:, 1], right[:, 1])


def test_a_choke_group_ends_every_recording_of_it(tmp_path):
    wide = np.full((40_000, 2), 0.5)
    kit = {
        "open_hat": layers(tmp_path, "open", (1, wide[:, 0]), (90, wide), choke=1),
        "closed_hat": layers(tmp_path, "closed", (1, [1e-6]), (64, [1e-6]), choke=1),
    }
    sixteenth = 60 / 90 / 4 * RATE
    for open_velocity in (40, 120):
        for closed_velocity in (30, 100):
            song = song_of(
                Lane(sound="open_hat", track_id="t1", steps=steps(0, velocity=open_velocity)),
                Lane(sound="closed_hat", track_id="t1", steps=steps(2, velocity=closed_velocity)),
            )
            heard = np.abs(render(song, {"k": kit})).max(axis=1)
            closed = round(2 * sixteenth)
            assert heard[closed - 1] > 0.1
            assert heard[closed + 245 :].max() < 1e-5


def everything(tmp_path):
    """Layers, stereo, pan, chokes, slides, ducks, a muffled intro, every stage of the strip."""
    rng = np.random.default_rng(3)
    noise = rng.uniform(-0.3, 0.3, (30_000, 2)).astype(np.float32)
    tone = 0.3 * np.sin(2 * np.pi * 65.4 * np.arange(90_000) / RATE)
    kit = {
        "kick": sound(tmp_path, "kick", tone[:9_000], ducks_db=4.0, ducks_ms=80.0),
        "snare": layers(tmp_path, "snare", (1, noise[:, 0]), (100, noise), pan=-0.2),
        "closed_hat": sound(tmp_path, "closed", noise[:700, 1], choke=1, pan=0.4),
        "open_hat": sound(tmp_path, "open", noise[:20_000, 1], choke=1),
        "sub": sound(tmp_path, "sub", tone, choke=2, root_note=36, release_ms=40.0, glide_ms=90.0),
    }
    lanes = (
        Lane(sound="kick", track_id="t1", steps=steps(0, 6, 10)),
        Lane(sound="snare", track_id="t1", steps=(Step(at_step=4, velocity=80), Step(at_step=12, velocity=120))),
        Lane(sound="closed_hat", track_id="t1", steps=steps(0, 2, 8, ratchet=3, over_steps=2), late_ms=3.0),
        Lane(sound="open_hat", track_id="t1", steps=steps(7, 15)),
        Lane(
            sound="sub",
            track_id="t2",
            notes=(
                Note(at_step=0, length_steps=6, midi_note=36, glide_to=43),
                Note(at_step=6, length_steps=5, midi_note=33),
                Note(at_step=10, length_steps=6, midi_note=36, glide_to=29),
            ),
        ),
    )
    sections = (
        Section(id="i", kind="intro", bars=1, pattern_id="p", muffled=True),
        Section(id="s", kind="verse", bars=1, pattern_id="p"),
    )
    song = song_of(*lanes, bpm=140.0, sections=sections, swing_percent=58.0)
    return with_knobs(song, **EVERYTHING_ON), {"k": kit}


@pytest.mark.parametrize("chunk", [1, 17, 64, 333, 512, 2_048])
def test_no_bit_depends_on_the_size_of_a_block_or_the_number_of_threads(chunk, tmp_path):
    song, kits = everything(tmp_path)
    whole = render(song, kits)
    assert np.abs(whole).max() > 0.05
    assert np.array_equal(render(song, kits, chunk, threads=2 if chunk > 17 else 1), whole)


@pytest.mark.parametrize("block", [64, 333, 2_048])
def test_heard_is_exported_to_the_bit(block, tmp_path):
    song, kits = everything(tmp_path)
    bench = Bench()
    bench.load(song, tmp_path, kits)
    bench.engine.play(0.0)
    heard = bench.turn(120_000, block)
    written = render(song, kits).astype(np.float32)[:120_000]
    assert np.abs(heard).max() < 0.85
    assert np.array_equal(heard[START_RAMP:], written[START_RAMP:])
    bench.engine.close()


def test_an_export_begins_anywhere_as_playing_does(tmp_path):
    song, kits = everything(tmp_path)
    bench = Bench()
    bench.load(song, tmp_path, kits)
    bench.engine.play(1.5)
    heard = bench.turn(80_000)
    start = song.frame_of(1.5)
    written = render(song, kits, start=start).astype(np.float32)
    assert np.array_equal(heard[START_RAMP:], written[START_RAMP : len(heard)])
    bench.engine.close()


def test_a_new_recording_is_heard_at_the_next_hit(tmp_path):
    """As when a knob of the recipe was turned: the same sound, another file."""
    bench = Bench()
    song = song_of()
    bench.load(song, tmp_path, {"k": {"kick": sound(tmp_path, "first", [0.5])}})
    bench.engine.trigger("t1", "kick")
    assert bench.turn(64)[0, 0] == pytest.approx(0.5)
    bench.engine.load(song, path_in(tmp_path), {"k": {"kick": sound(tmp_path, "second", [0.25])}})
    bench.settle()
    bench.engine.trigger("t1", "kick")
    assert bench.turn(64)[0, 0] == pytest.approx(0.25)
    bench.engine.close()
