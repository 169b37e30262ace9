"""The demo verse: eight lines in time with the beat they are made for."""

import re

import numpy as np
import pytest
import soundfile

import presets
from studio.song import Song

NOT_HERE = ["feil", "du", "overvåking", "krasj", "drep", "kritisk", "mester", "slave"]
LINE_FRAMES = 128_000
"""Four beats at 90 BPM and 48 kHz."""


@pytest.fixture(scope="module")
def sound():
    samples, rate_hz = soundfile.read(presets.load_verse().path, dtype="float64")
    assert (samples.ndim, rate_hz) == (1, 48_000)
    return samples


def test_the_words():
    verse = presets.load_verse()
    assert len(verse.texts) == len(verse.lines) == 8
    words = re.findall(r"\w+", " ".join(verse.texts).lower())
    assert not set(words) & set(NOT_HERE)
    assert all(len(re.findall(r"\w+", text)) <= 12 for text in verse.texts)
    assert not any("/" in text or "  " in text for text in verse.texts)


def test_eight_lines_of_one_bar(sound):
    verse = presets.load_verse()
    song = Song(title="", bpm=verse.bpm)
    assert song.frame_of(verse.beats_per_line) == LINE_FRAMES
    assert len(sound) == 8 * LINE_FRAMES


def test_every_half_line_starts_on_its_beat_and_ends_before_the_next(sound):
    for half in range(16):
        phrase = sound[half * LINE_FRAMES // 2 : (half + 1) * LINE_FRAMES // 2]
        loud = np.flatnonzero(np.abs(phrase) > 0.01)
        assert loud[0] < 0.020 * 48_000
        assert 1.0 * 48_000 < loud[-1] < 1.27 * 48_000
        assert not phrase[-round(0.05 * 48_000) :].any()


def test_level(sound):
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-9.0, abs=0.2)
    levels = [20 * np.log10(sound[line * LINE_FRAMES :][:LINE_FRAMES].std()) for line in range(8)]
    assert max(levels) - min(levels) < 2
    assert abs(sound.mean()) < 1e-4
