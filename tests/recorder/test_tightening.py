"""A double comes to its lead line by line, and what is not clear stays."""

import numpy as np
import pytest
from songs import path_in
from verses import LEAD, LINE, RATE, heard, recorded, verse_song

from recorder import layers, takes
from recorder.tighten import late_frames, moves_of, tightened
from studio import edits
from studio.songcheck import validate

MS = RATE // 1000


def rap(lines: int, seed: int, late_ms: tuple[float, ...] = (), *, timing: int = 1) -> np.ndarray:
    """Syllables of coloured noise at places that `timing` decides; each line later by so many ms, else in place."""
    places, voice = np.random.default_rng(timing), np.random.default_rng(seed)
    samples = np.zeros(LEAD + lines * LINE + LEAD)
    for line in range(lines):
        late = round((late_ms[line] if late_ms else 0.0) * MS)
        at = LEAD + line * LINE + round(0.12 * RATE)
        while at < LEAD + (line + 1) * LINE - round(0.35 * RATE):
            length = round(places.uniform(0.09, 0.2) * RATE)
            sung = np.convolve(voice.standard_normal(length), np.ones(12) / 12, "same")
            sung *= np.minimum(np.arange(length) / (0.008 * RATE), 1.0) * np.linspace(1.0, 0.1, length)
            samples[at + late : at + late + length] += places.uniform(0.2, 0.6) * sung
            at += length + round(places.uniform(0.01, 0.12) * RATE)
    return samples + 1e-4 * voice.standard_normal(len(samples))


def doubled(folder, late_ms, lines=4, **options):
    """A song with a lead and a double, and the double's track."""
    song = recorded(verse_song(lines), folder, "lead", rap(lines, 2), end_frames=lines * LINE)
    song, double = layers.with_layer(song, "double")
    sung = rap(lines, 3, late_ms, **options)
    return recorded(song, folder, "double", sung, track_id=double, end_frames=lines * LINE), double


@pytest.mark.parametrize("late_ms", [(30.0, -45.5, 71.3, -12.2), (5.0, -78.0, 60.0, 60.0), (-3.1, 22.0, 0.0, 41.7)])
def test_each_line_comes_to_its_lead_within_two_milliseconds(tmp_path, late_ms):
    song, double = doubled(tmp_path, late_ms)
    for move, late in zip(moves_of(song, double, "t1", path_in(tmp_path)), late_ms, strict=True):
        assert abs(move.by_frames + late * MS) <= 2 * MS, move
    tight = tightened(song, double, "t1", path_in(tmp_path))
    validate(tight)
    assert all(abs(move.by_frames) <= 2 * MS for move in moves_of(tight, double, "t1", path_in(tmp_path)))
    assert tight.track("t1") == song.track("t1")
    assert tight.takes == song.takes
    assert [takes.chosen(tight, double, line) for line in range(4)] == [song.takes[1].id] * 4


def test_the_cuts_make_no_click(tmp_path):
    song, double = doubled(tmp_path, (40.0, -40.0, 40.0, 0.0))
    tight = tightened(song, double, "t1", path_in(tmp_path))
    assert len(tight.track(double).clips) == 4
    before, after = (heard(edits.set_knob(one, track_id="t1", name="mute", value=1), tmp_path) for one in (song, tight))
    assert np.abs(np.diff(after)).max() <= np.abs(np.diff(before)).max() + 10 ** (-50 / 20)


def test_what_is_too_far_or_too_unlike_stays(tmp_path):
    song, double = doubled(tmp_path, (100.0, -130.0, 95.0, 110.0))
    assert tightened(song, double, "t1", path_in(tmp_path)) == song
    song, double = doubled(tmp_path / "other", (), timing=9)
    moved = [move.by_frames for move in moves_of(song, double, "t1", path_in(tmp_path / "other"))]
    assert moved == [0, 0, 0, 0]
    rng = np.random.default_rng(1)
    assert late_frames(np.zeros(LINE, np.float32), rng.standard_normal(LINE).astype(np.float32), RATE) == 0
    noise = [rng.standard_normal(LINE).astype(np.float32) for _ in range(2)]
    assert late_frames(*noise, RATE) == 0


def test_a_double_that_is_together_stays_as_it_is(tmp_path):
    song, double = doubled(tmp_path, (0.0, 0.4, -0.4, 0.0))
    assert tightened(song, double, "t1", path_in(tmp_path)) == song


def test_a_double_that_is_late_all_through_is_moved_in_one_piece(tmp_path):
    samples = rap(4, 2)
    song = recorded(verse_song(), tmp_path, "lead", samples, end_frames=4 * LINE)
    song, double = layers.with_layer(song, "double")
    late = np.concatenate([np.zeros(20 * MS), samples])
    song = recorded(song, tmp_path, "double", late, track_id=double, end_frames=4 * LINE)
    tight = tightened(song, double, "t1", path_in(tmp_path))
    assert all(abs(move.by_frames + 20 * MS) <= MS for move in moves_of(song, double, "t1", path_in(tmp_path)))
    assert len(tight.track(double).clips) == 1
