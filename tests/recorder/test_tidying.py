"""Breath and noise between the lines go; no word does, however softly it is said."""

import numpy as np
import pytest
from songs import path_in
from verses import LEAD, LINE, RATE, heard, recorded, verse_song

from recorder.tidy import stretches, tidied
from studio.song import Song
from studio.songcheck import validate

ROOM = 3e-4
"""Noise of the room: −70 dBFS."""


def verse(gains: tuple[float, ...], *, breath: float = 0.0, room: float = ROOM) -> np.ndarray:
    """A line for each gain: words of 0.25 s with pauses of 50 ms, from 0.35 s after the bar to 0.5 s before the next
    one, dying away over 80 ms; a breath of 0.25 s from 0.2 s behind the last word."""
    rng = np.random.default_rng(4)
    samples = room * rng.standard_normal(2 * LEAD + len(gains) * LINE)
    for line, gain in enumerate(gains):
        for word in range(6):
            at = LEAD + line * LINE + round((0.35 + 0.3 * word) * RATE)
            length = round(0.25 * RATE)
            shape = np.minimum(np.arange(length) / (0.01 * RATE), 1.0) * np.exp(
                -np.maximum(np.arange(length) / RATE - 0.15, 0.0) * 40
            )
            samples[at : at + length] += gain * shape * rng.standard_normal(length)
        at = LEAD + line * LINE + round((0.35 + 1.8 - 0.05 + 0.2) * RATE)
        length = round(0.25 * RATE)
        samples[at : at + length] += breath * gain * np.hanning(length) * rng.standard_normal(length)
    return samples


def words_of(lines: int) -> np.ndarray:
    """True where words are: bool [frames]."""
    says = np.zeros(lines * LINE, bool)
    for line in range(lines):
        for word in range(6):
            at = line * LINE + round((0.35 + 0.3 * word) * RATE)
            says[at : at + round(0.25 * RATE)] = True
    return says


def sung(folder, samples, lines=4) -> Song:
    return recorded(verse_song(lines), folder, "a", samples, end_frames=lines * LINE)


@pytest.mark.parametrize("breath", [0.0, 0.02, 0.05])
def test_breath_and_room_between_the_lines_are_silent_and_every_word_is_as_it_was(tmp_path, breath):
    song = sung(tmp_path, verse((0.15,) * 4, breath=breath))
    found = stretches(song, "t1", path_in(tmp_path))
    assert [one for one in found if one.from_frame > RATE and one.to_frame < 4 * LINE - RATE]
    tidy = tidied(song, "t1", path_in(tmp_path))
    validate(tidy)
    before, after = heard(song, tmp_path), heard(tidy, tmp_path)
    says = words_of(4)
    assert np.array_equal(before[says], after[says])
    for line in range(1, 4):  # 0.35 s before the next line the breath, if there is one, is under way
        at = line * LINE - round(0.3 * RATE)
        assert not after[at : at + round(0.1 * RATE)].any()
    silent = sum(one.to_frame - one.from_frame for one in found)
    assert 0.5 < silent / np.count_nonzero(~says[: 4 * LINE]) <= 1.0
    assert tidy.takes == song.takes
    assert stretches(tidy, "t1", path_in(tmp_path)) == () or tidied(tidy, "t1", path_in(tmp_path)) == tidy


@pytest.mark.parametrize("quiet", [0.05, 0.03, 0.02])
def test_a_whispered_line_among_loud_ones_stays(tmp_path, quiet):
    song = sung(tmp_path, verse((0.15, 0.15 * quiet, 0.15, 0.15), room=3e-5))
    before, after = heard(song, tmp_path), heard(tidied(song, "t1", path_in(tmp_path)), tmp_path)
    says = words_of(4)
    says[:LINE] = says[2 * LINE :] = False
    loss = np.sum((before - after)[says] ** 2) / np.sum(before[says] ** 2)
    assert loss < 1e-4


def test_a_whispered_verse_stays(tmp_path):
    for gain, room in ((0.003, 1e-4), (0.003, 5e-4), (0.01, 3e-4)):
        folder = tmp_path / f"{gain}-{room}"
        song = sung(folder, verse((gain,) * 4, room=room))
        before, after = heard(song, folder), heard(tidied(song, "t1", path_in(folder)), folder)
        says = words_of(4)
        assert np.sum((before - after)[says] ** 2) <= 1e-3 * np.sum(before[says] ** 2)


def test_nothing_is_cut_where_voice_and_room_cannot_be_told_apart(tmp_path):
    rng = np.random.default_rng(1)
    song = sung(tmp_path, 0.1 * rng.standard_normal(2 * LEAD + 4 * LINE))
    assert stretches(song, "t1", path_in(tmp_path)) == ()
    assert stretches(verse_song(), "t1", path_in(tmp_path)) == ()
    silent = sung(tmp_path / "silent", np.zeros(2 * LEAD + 4 * LINE))
    assert stretches(silent, "t1", path_in(tmp_path / "silent")) == ()


def test_it_can_be_stopped_and_says_how_far_it_is(tmp_path):
    song = sung(tmp_path, verse((0.15,) * 4))
    shares: list[float] = []
    tidied(song, "t1", path_in(tmp_path), shares.append)
    assert shares
    assert shares == sorted(shares)

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tidied(song, "t1", path_in(tmp_path), stop)
