"""Changes that wait for the bar line: to the frame, the last one counts, and nothing else waits for them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
import soundfile
from songs import path_in
from test_live import Bench

from studio.engine.messages import SoundLayer, SoundSource
from studio.song import Lane, Pattern, Section, Song, Step, Track

BAR = 96_000  # four beats at 120 BPM and 48 kHz


@pytest.fixture
def bench():
    made = Bench()
    yield made
    made.engine.close()


@pytest.fixture
def kits(tmp_path):
    soundfile.write(tmp_path / "tick.wav", np.array([0.5], np.float32), 48_000, subtype="FLOAT")
    return {"k": {"tick": SoundSource(layers=(SoundLayer(file=str(tmp_path / "tick.wav")),))}}


def song_of(*steps, bpm=120.0, **knobs):
    """A tick on these sixteenths of each bar."""
    lane = Lane(sound="tick", track_id="t", steps=tuple(Step(at_step=at, velocity=127) for at in steps))
    return Song(
        title="T",
        bpm=bpm,
        tracks=(Track(id="t", role="drums", name="", kit="k", knobs=knobs),),
        patterns=(Pattern(id="p", name="", bars=1, lanes=(lane,)),),
        sections=(Section(id="s", kind="verse", bars=16, pattern_id="p"),),
    )


def play(bench, frames, block=256):
    """Turns the device as the engine's process does, a look at what waits after each block; what is heard, left."""
    heard = []
    for at in range(0, frames, block):
        heard.append(bench.turn(min(block, frames - at), block))
        bench.engine.tick()
    return np.concatenate(heard)[:, 0]


def ticks(heard, first=0):
    return (np.flatnonzero(heard > 0.05) + first).tolist()


def begin(bench, kits, tmp_path, song=None):
    bench.load(song or song_of(0, 4), tmp_path, kits)
    bench.engine.play(0.0)
    play(bench, 30_000)


@pytest.mark.parametrize("block", [1, 17, 64, 333, 512, 2_048])
def test_the_new_beat_sets_in_on_the_bar_line_at_any_block_size(block, bench, kits, tmp_path):
    begin(bench, kits, tmp_path)
    assert not bench.engine.load(song_of(0, 2, 8), path_in(tmp_path), kits, at_bar=True)
    if block < 64:
        play(bench, BAR - 2_000 - 30_000)
        heard = np.concatenate([np.zeros(BAR - 32_000), play(bench, 4_000, block), play(bench, BAR)])
    else:
        heard = play(bench, 2 * BAR - 30_000, block)
    expected = [BAR, BAR + 12_000, BAR + 48_000]
    assert [at for at in ticks(heard, 30_000) if at < 2 * BAR] == expected


def test_of_many_the_last_one_counts_and_one_plan_is_made(bench, kits, tmp_path):
    begin(bench, kits, tmp_path)
    plans = bench.engine.plans
    for step in (1, 2, 3, 5):
        bench.engine.load(song_of(step), path_in(tmp_path), kits, at_bar=True)
        play(bench, 2_560)
    heard = play(bench, 2 * BAR - 30_000 - 4 * 2_560)
    assert ticks(heard, 40_240) == [BAR + 5 * 6_000]
    assert bench.engine.plans == plans + 1


def test_an_edit_in_the_last_moment_takes_the_bar_after(bench, kits, tmp_path):
    begin(bench, kits, tmp_path)
    bench.engine.load(song_of(1), path_in(tmp_path), kits, at_bar=True)
    play(bench, BAR - 30_000 - 1_000)
    bench.engine.load(song_of(2), path_in(tmp_path), kits, at_bar=True)
    heard = play(bench, 2 * BAR + 1_000)
    assert ticks(heard, BAR - 1_000) == [BAR + 6_000, 2 * BAR + 12_000]


def test_while_nothing_plays_it_is_at_once(bench, kits, tmp_path):
    bench.load(song_of(0), tmp_path, kits)
    assert bench.engine.load(song_of(2), path_in(tmp_path), kits, at_bar=True)
    bench.engine.play(0.0)
    assert ticks(play(bench, 2 * BAR)) == [12_000, BAR + 12_000]


@pytest.mark.parametrize("what", ["stop", "locate", "play", "load"])
def test_what_comes_between_ends_the_waiting(what, bench, kits, tmp_path):
    begin(bench, kits, tmp_path)
    bench.engine.load(song_of(1), path_in(tmp_path), kits, at_bar=True)
    play(bench, 2_560)
    match what:
        case "stop":
            bench.engine.stop()
        case "locate":
            bench.engine.locate(1.0)
        case "play":
            bench.engine.play(1.0)
        case "load":
            bench.engine.load(song_of(1), path_in(tmp_path), kits)
    assert bench.engine.tick()
    play(bench, 512)
    assert bench.engine.song == song_of(1)
    assert (
        bench.engine.status["plan"] == bench.engine.memory.plans[bench.engine.memory.record["plan_used"][0]]["number"]
    )
    assert bench.engine._flattener.ready


def test_a_load_at_once_does_not_wait_for_one_that_was_offered(bench, kits, tmp_path):
    begin(bench, kits, tmp_path)
    bench.engine.load(song_of(1), path_in(tmp_path), kits, at_bar=True)
    play(bench, BAR - 30_000 - 5_000)
    assert not bench.engine._flattener.ready  # offered, and waiting for the line
    assert not bench.engine.load(song_of(15), path_in(tmp_path), kits)
    play(bench, 512)
    assert bench.engine.song == song_of(15)
    assert bench.engine._flattener.ready


def test_a_loop_brings_its_own_bar_lines(bench, kits, tmp_path):
    """A loop of the second bar: the change comes where it begins anew."""
    bench.load(song_of(0), tmp_path, kits)
    bench.engine.loop(4.0, 8.0)
    bench.engine.play(4.0)
    play(bench, 40_000)
    bench.engine.load(song_of(1), path_in(tmp_path), kits, at_bar=True)
    heard = play(bench, 2 * BAR - 40_000)
    assert ticks(heard, 40_000) == [BAR + 6_000]


def test_a_loop_without_a_bar_line_changes_at_its_start(bench, kits, tmp_path):
    """Beats 1 to 3 of a bar, 48 000 frames."""
    bench.load(song_of(4, 6), tmp_path, kits)
    bench.engine.loop(1.0, 3.0)
    bench.engine.play(1.0)
    play(bench, 40_000)
    bench.engine.load(song_of(5), path_in(tmp_path), kits, at_bar=True)
    heard = play(bench, 3 * 48_000 - 40_000)
    assert ticks(heard, 40_000) == [48_000 + 6_000, 2 * 48_000 + 6_000]


def test_another_tempo_goes_on_from_the_same_beat(bench, kits, tmp_path):
    begin(bench, kits, tmp_path)
    bench.engine.load(song_of(0, 4, bpm=60.0), path_in(tmp_path), kits, at_bar=True)
    heard = play(bench, BAR - 30_000 + 100_000)
    assert ticks(heard, 30_000) == [BAR, BAR + 48_000]
    assert bench.engine.status["position"] == 2 * BAR + 100_000


def test_knobs_turn_at_once_and_stay_where_a_hand_put_them(bench, kits, tmp_path):
    begin(bench, kits, tmp_path)
    bench.engine.load(song_of(0, gain_db=-6.0), path_in(tmp_path), kits, at_bar=True)
    cells = bench.engine._track_knobs("t")
    assert cells[0] == -6.0
    bench.engine.set_knob("t", "gain_db", -3.0)
    play(bench, BAR)
    assert bench.engine._flattener.ready
    assert cells[0] == -3.0


def test_a_song_too_large_is_told_and_the_one_before_plays_on(bench, kits, tmp_path):
    from studio.engine.state import TRACKS
    from studio.errors import StudioError

    begin(bench, kits, tmp_path)
    many = tuple(Track(id=f"n{number}", role="lead", name="") for number in range(TRACKS + 1))
    bench.engine.load(msgspec.structs.replace(song_of(0), tracks=many), path_in(tmp_path), kits, at_bar=True)
    with pytest.raises(StudioError):
        play(bench, BAR - 30_000)
    assert ticks(play(bench, BAR - 256))[:1] != []
