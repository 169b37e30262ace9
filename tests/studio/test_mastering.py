"""The loudness meter against EBU Tech 3341's cases and the standard's own table."""

from __future__ import annotations

import math

import numpy as np
import pytest

from studio.kweight import k_weighting
from studio.mastering import Meter

CASES = {
    1: [(20, -23.0)],
    2: [(20, -33.0)],
    3: [(10, -36.0), (60, -23.0), (10, -36.0)],
    4: [(10, -72.0), (10, -36.0), (60, -23.0), (10, -36.0), (10, -72.0)],
    5: [(20, -26.0), (20.1, -20.0), (20, -26.0)],
}


def tone(parts, rate_hz):
    times = [np.arange(round(seconds * rate_hz)) / rate_hz for seconds, _ in parts]
    sines = [10 ** (db / 20) * np.sin(2 * np.pi * 1000 * time) for time, (_, db) in zip(times, parts, strict=True)]
    return np.repeat(np.concatenate(sines)[:, None], 2, axis=1)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("case", CASES)
def test_ebu_tech_3341(case, rate_hz):
    meter = Meter(rate_hz)
    meter.add(tone(CASES[case], rate_hz))
    assert meter.integrated_lufs == pytest.approx(-33.0 if case == 2 else -23.0, abs=0.1)


def test_block_lengths_make_no_difference():
    sound = np.random.default_rng(3).standard_normal((48_000 * 3, 2)) * 0.1
    whole, cut = Meter(48_000), Meter(48_000)
    whole.add(sound)
    for start in range(0, len(sound), 777):
        cut.add(sound[start : start + 777])
    assert cut.integrated_lufs == pytest.approx(whole.integrated_lufs, abs=1e-9)
    assert cut.peak_db == whole.peak_db


def test_the_table_of_the_standard():
    shelf, low = k_weighting(48_000)
    assert shelf == pytest.approx(
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585], abs=1e-12
    )
    assert low == pytest.approx([1, -2, 1, 1, -1.99004745483398, 0.99007225036621], abs=1e-12)


def test_silence_and_almost_nothing():
    meter = Meter(48_000)
    assert meter.integrated_lufs == -math.inf
    meter.add(np.zeros((48_000, 2)))
    assert meter.integrated_lufs == -math.inf
    assert meter.peak_db == -120.0
