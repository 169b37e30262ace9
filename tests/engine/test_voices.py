"""Sounds of a kit: on their frame, choked, held, released, sliding to their pitch."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from songs import path_in
from test_live import Bench

from studio import timeline
from studio.engine.messages import SoundLayer, SoundSource
from studio.engine.offline import OfflineRenderer
from studio.song import Lane, Note, Pattern, Section, Song, Step, Track

RATE = 48_000


def kit(folder, **sounds):
    made = {}
    for name, (samples, options) in sounds.items():
        path = folder / f"{name}.wav"
        soundfile.write(path, np.asarray(samples, np.float32), RATE, subtype="FLOAT")
        made[name] = SoundSource(layers=(SoundLayer(file=str(path)),), **options)
    return {"k": made}


def song_of(*lanes, bars=2, bpm=90.0, swing=50.0, steps_per_bar=16):
    return Song(
        title="T",
        bpm=bpm,
        tracks=(Track(id="t1", role="drums", name="Drums", kit="k"), Track(id="t2", role="bass", name="Bass", kit="k")),
        patterns=(Pattern(id="p", name="", bars=1, lanes=lanes, swing_percent=swing, steps_per_bar=steps_per_bar),),
        sections=(Section(id="s", kind="verse", bars=bars, pattern_id="p"),),
    )


def render(song, kits, chunk=16_384):
    renderer = OfflineRenderer(song, path_in(None), kits, chunk=chunk)
    return np.concatenate([block.copy() for block in renderer.mix(0, renderer.length_frames)])[:, 0]


@pytest.mark.parametrize("chunk", [64, 999, 16_384])
def test_hits_begin_on_their_frame(chunk, tmp_path):
    kits = kit(tmp_path, kick=([1.0], {}))
    lane = Lane(sound="kick", track_id="t1", steps=tuple(Step(at_step=at) for at in (0, 3, 7, 10)), late_ms=7.0)
    song = song_of(lane, swing=61.8)
    hits = timeline.hits(song, kits=kits).array
    out = render(song, kits, chunk)
    assert np.array_equal(np.flatnonzero(out), hits["at_frame"])
    assert out[hits["at_frame"]] == pytest.approx(hits["gain"], rel=1e-6)


def test_swing_and_ratchet_by_hand(tmp_path):
    """58 % at 90 BPM: each second sixteenth 0.08 × 30 / 90 s late; a ratchet of 3 over 2 steps: thirds of 0.3333 s."""
    kits = kit(tmp_path, kick=([1.0], {}))
    lane = Lane(sound="kick", track_id="t1", steps=(Step(at_step=1), Step(at_step=8, ratchet=3, over_steps=2)))
    out = render(song_of(lane, bars=1, swing=58.0), kits)
    sixteenth = 60 / 90 / 4
    expected = [sixteenth + 0.08 * 30 / 90, *(8 * sixteenth + part * 2 * sixteenth / 3 for part in range(3))]
    assert np.flatnonzero(out) == pytest.approx(np.array(expected) * RATE, abs=1)


def test_a_choke_group_ends_the_other_sound_within_5_ms(tmp_path):
    kits = kit(tmp_path, open_hat=(np.full(40_000, 0.5), {"choke": 1}), closed_hat=([1e-6], {"choke": 1}))
    song = song_of(
        Lane(sound="open_hat", track_id="t1", steps=(Step(at_step=0),)),
        Lane(sound="closed_hat", track_id="t1", steps=(Step(at_step=2),)),
        bars=1,
    )
    out = np.abs(render(song, kits))
    closed = round(2 * 60 / 90 / 4 * RATE)
    assert out[closed - 1] > 0.3
    assert out[closed + round(0.005 * RATE) + 2 :].max() < 1e-3
    assert np.abs(np.diff(out[closed - 50 : closed + 300])).max() < 0.01


def test_a_sound_alone_in_its_group_is_monophonic(tmp_path):
    kits = kit(tmp_path, sub=(np.full(RATE, 0.5), {"choke": 2, "root_note": 36, "release_ms": 20.0}))
    notes = (Note(at_step=0, length_steps=8, midi_note=36), Note(at_step=4, length_steps=8, midi_note=36))
    out = render(song_of(Lane(sound="sub", track_id="t2", notes=notes), bars=1), kits)
    second = round(4 * 60 / 90 / 4 * RATE)
    assert out[second + 500 : second + 5_000].max() < 0.5 * 110 / 127


def test_a_held_note_ends_with_its_release(tmp_path):
    kits = kit(tmp_path, sub=(np.full(RATE * 3, 0.5), {"root_note": 36, "release_ms": 20.0}))
    lane = Lane(sound="sub", track_id="t2", notes=(Note(at_step=0, length_steps=4, midi_note=36),))
    out = render(song_of(lane, bars=1), kits)
    end = round(4 * 60 / 90 / 4 * RATE)
    assert out[end - 1] > 0.3
    assert 0.1 < out[end + 480] / out[end - 1] < 0.6
    assert (out[end + 970 :] == 0).all()


def pitch_hz(piece):
    """Frequency of a clean sine by its zero crossings."""
    rising = np.flatnonzero((piece[:-1] < 0) & (piece[1:] >= 0))
    exact = rising - piece[rising] / (piece[rising + 1] - piece[rising])
    return RATE * (len(exact) - 1) / (exact[-1] - exact[0])


def cents(hz, reference):
    return 1200 * np.log2(hz / reference)


@pytest.mark.parametrize(("note", "glide_to"), [(36, 41), (41, 36), (36, 48), (40, None)])
def test_notes_have_their_pitch_and_slides_arrive(note, glide_to, tmp_path):
    root_hz = 440.0 * 2 ** ((36 - 69) / 12)
    tone = np.sin(2 * np.pi * root_hz * np.arange(RATE * 6) / RATE) * 0.5
    kits = kit(tmp_path, sub=(tone, {"root_note": 36, "release_ms": 900.0, "glide_ms": 90.0}))
    lane = Lane(sound="sub", track_id="t2", notes=(Note(at_step=0, length_steps=8, midi_note=note, glide_to=glide_to),))
    out = render(song_of(lane, bars=1), kits)
    end = round(8 * 60 / 90 / 4 * RATE)
    before = pitch_hz(out[2_000 : end - 5_000])
    after = pitch_hz(out[end : end + 20_000])
    assert abs(cents(before, root_hz * 2 ** ((note - 36) / 12))) < 1
    assert abs(cents(after, root_hz * 2 ** (((glide_to or note) - 36) / 12))) < 1


def test_more_hits_than_voices_take_the_oldest(tmp_path):
    kits = kit(tmp_path, kick=(np.full(RATE * 4, 0.001), {}))
    lane = Lane(sound="kick", track_id="t1", steps=tuple(Step(at_step=at, velocity=127) for at in range(64)))
    out = render(song_of(lane, bars=1, bpm=60.0, steps_per_bar=64), kits)
    assert np.isfinite(out).all()
    assert 0.001 * 28 < out[-1] <= 0.001 * 33  # 32 voices for each of two tracks that play sounds


def test_pads_sound_while_nothing_plays(tmp_path):
    kits = kit(tmp_path, kick=([0.5, 0.25], {}))
    bench = Bench()
    bench.load(song_of(Lane(sound="kick", track_id="t1", steps=(Step(at_step=0),))), tmp_path, kits)
    assert (bench.turn(256) == 0).all()
    bench.engine.trigger("t1", "kick", 0.5)
    bench.engine.trigger("t1", "no such sound")
    bench.engine.trigger("nobody", "kick")
    assert bench.turn(64)[:3, 0] == pytest.approx([0.25, 0.125, 0.0])
    bench.engine.close()


def test_a_ringing_sound_outlives_its_track_and_rings_on_no_other(tmp_path):
    kits = kit(tmp_path, kick=(np.full(RATE * 4, 0.5), {}), closed_hat=([1e-3], {}))
    bench = Bench()
    both = song_of(Lane(sound="kick", track_id="t1", steps=(Step(at_step=0, velocity=127),)), bars=8)
    bench.load(both, tmp_path, kits)
    bench.engine.play(0.0)
    assert bench.turn(30_000)[-1, 0] > 0.4
    others = tuple(Track(id=f"n{number}", role="drums", name="", kit="k") for number in range(2))
    for tracks in (both.tracks[1:], others, others[:1]):  # plans enough to let go of every file of the first
        bench.engine.load(Song(title="T", bpm=90.0, tracks=tracks), path_in(tmp_path), kits)
        bench.settle()
        bench.turn(256)
    assert np.abs(bench.turn(4_800)).max() == 0.0
    bench.engine.close()
