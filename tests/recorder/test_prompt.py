"""A sentence that was said: without the silence around it, as loud as any other, and told where there is none."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile

from recorder.prompt import CEILING_DB, MOST_S, TARGET_DB, prompt
from studio.errors import StudioError
from studio.lessons import own
from studio.lessons.package import LONGEST_SPOKEN_S
from studio.units import gain_of_db

RATE = 48_000


def spoken(peak_db: float, room_db: float = -75.0, before_s: float = 1.0, seconds: float = 2.0, rate: int = RATE):
    """A tone for so long, with silence of a room before and as long behind it."""
    count = round((2 * before_s + seconds) * rate)
    at = np.arange(count) / rate
    said = (at >= before_s) & (at < before_s + seconds)
    tone = np.where(said, gain_of_db(peak_db) * np.sin(2 * np.pi * 200 * at), 0.0)
    room = np.random.default_rng(1).standard_normal(count) * gain_of_db(room_db)
    return (tone + room).astype(np.float32)


def heard(wav: bytes) -> np.ndarray:
    samples, rate = soundfile.read(io.BytesIO(wav))
    assert rate == RATE
    assert samples.ndim == 1
    return samples


@pytest.mark.parametrize(("peak_db", "room_db"), [(-6.0, -75.0), (-30.0, -75.0), (-40.0, -90.0), (-12.0, -35.0)])
def test_what_is_said_is_cut_out_and_comes_out_equally_loud(peak_db: float, room_db: float) -> None:
    made = prompt(spoken(peak_db, room_db), RATE)
    samples = heard(made.wav)
    assert made.seconds == pytest.approx(0.15 + 2.0 + 0.3, abs=0.05)
    assert len(samples) == round(made.seconds * RATE)
    middle = samples[RATE // 2 : 2 * RATE]
    assert 10 * np.log10(np.mean(middle**2)) == pytest.approx(TARGET_DB, abs=0.3)
    assert samples[0] == samples[-1] == 0.0, "it neither begins nor ends with a click"


def test_no_peak_gets_near_full_scale() -> None:
    said = spoken(-40.0)
    said[2 * RATE] = 0.25  # −12 dB, 31 dB above the rest
    peak = np.max(np.abs(heard(prompt(said, RATE).wav)))
    assert 20 * np.log10(peak) == pytest.approx(CEILING_DB, abs=0.01)
    loud = np.where(np.abs(spoken(-1.0)) > 0.1, np.sign(spoken(-1.0)), 0.0).astype(np.float32)
    assert np.max(np.abs(heard(prompt(loud, RATE).wav))) <= gain_of_db(CEILING_DB) + 1e-4


def test_the_buttons_click_is_no_word() -> None:
    said = spoken(-12.0)
    for at_s in (0.05, 3.9):  # 20 ms each, as loud as the voice
        said[round(at_s * RATE) : round((at_s + 0.02) * RATE)] = 0.3
    assert prompt(said, RATE).seconds == pytest.approx(2.45, abs=0.05)


def test_a_pause_between_words_stays() -> None:
    two = np.concatenate([spoken(-12.0, seconds=0.5), spoken(-12.0, seconds=0.5)])
    assert prompt(two, RATE).seconds == pytest.approx(0.15 + 0.5 + 2.0 + 0.5 + 0.3, abs=0.05)


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0), np.zeros(1000), np.zeros(3 * RATE), np.full(3 * RATE, 0.5),
        np.random.default_rng(2).standard_normal(3 * RATE) * 0.01,
        spoken(-70.0, -100.0), spoken(-12.0, seconds=0.1),
    ],
    ids=["nothing", "a moment", "noughts", "direct current", "a noisy room", "far too quiet", "a knock"],
)  # fmt: skip
def test_where_nothing_is_said_that_is_told(samples: np.ndarray) -> None:
    with pytest.raises(StudioError, match="prompt-unheard"):
        prompt(samples.astype(np.float32), RATE)


def test_the_longest_one_fits_a_lesson_at_any_rate() -> None:
    made = prompt(spoken(-12.0, before_s=0.5, seconds=MOST_S - 1.0, rate=96_000), 96_000)
    assert len(made.wav) < own.SPOKEN_BYTES
    assert made.seconds < LONGEST_SPOKEN_S
