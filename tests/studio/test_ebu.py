"""The meter against every case of EBU Tech 3341 and 3342 that can be made: all but the two broadcast programmes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import firwin, oaconvolve

from studio.mastering import Meter

RATES_HZ = (44_100, 48_000, 96_000)
PIECE = 7_919
TP_OVER, TP_UNDER = 0.2, 0.4


@pytest.fixture(params=RATES_HZ)
def rate_hz(request):
    return request.param


def sine(seconds, db, rate_hz, channels=2):
    """1 kHz from phase 0, the same in all channels; at −inf dB silence."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.repeat(10 ** (db / 20) * np.sin(2000 * np.pi * time)[:, None], channels, axis=1)


def in_a_row(parts, rate_hz):
    return np.concatenate([sine(seconds, db, rate_hz) for seconds, db in parts])


def heard(sound, rate_hz, true_peak=False):
    """A meter that heard it in pieces of an odd length."""
    meter = Meter(rate_hz, sound.shape[1], true_peak=true_peak)
    for start in range(0, len(sound), PIECE):
        meter.add(sound[start : start + PIECE])
    return meter


NOTHING = -np.inf
INTEGRATED = {
    1: [(20, -23.0)],
    2: [(20, -33.0)],
    3: [(10, -36.0), (60, -23.0), (10, -36.0)],
    4: [(10, -72.0), (10, -36.0), (60, -23.0), (10, -36.0), (10, -72.0)],
    5: [(20, -26.0), (20.1, -20.0), (20, -26.0)],
}


@pytest.mark.parametrize("case", INTEGRATED)
def test_3341_integrated(case, rate_hz):
    meter = heard(in_a_row(INTEGRATED[case], rate_hz), rate_hz)
    expected = -33.0 if case == 2 else -23.0
    assert meter.integrated_lufs == pytest.approx(expected, abs=0.1)
    if case <= 2:
        assert meter.momentary_lufs[39:] == pytest.approx(expected, abs=0.1)
        assert meter.short_term_lufs[299:] == pytest.approx(expected, abs=0.1)


def test_3341_case_6_five_channels(rate_hz):
    levels = 10 ** (np.array([-28.0, -28.0, -24.0, -30.0, -30.0]) / 20)
    assert heard(sine(20, 0, rate_hz, 5) * levels, rate_hz).integrated_lufs == pytest.approx(-23.0, abs=0.1)


def test_3341_case_9_short_term_is_steady(rate_hz):
    values = heard(in_a_row([(1.34, -20.0), (1.66, -30.0)] * 5, rate_hz), rate_hz).short_term_lufs
    assert values[299:] == pytest.approx(-23.0, abs=0.1)


def test_3341_case_12_momentary_is_steady(rate_hz):
    values = heard(in_a_row([(0.18, -20.0), (0.22, -30.0)] * 25, rate_hz), rate_hz).momentary_lufs
    assert values[99:] == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("i", range(20))
def test_3341_cases_10_and_13_wherever_a_tone_begins(i, rate_hz):
    short_term = heard(in_a_row([(i * 0.15, NOTHING), (3, -23.0), (1, NOTHING)], rate_hz), rate_hz)
    assert short_term.max_short_term_lufs == pytest.approx(-23.0, abs=0.1)
    momentary = heard(in_a_row([(i * 0.02, NOTHING), (0.4, -23.0), (1, NOTHING)], rate_hz), rate_hz)
    assert momentary.max_momentary_lufs == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize(("case", "seconds"), [(11, 3.0), (14, 0.4)])
def test_3341_cases_11_and_14_live(case, seconds, rate_hz):
    meter = Meter(rate_hz, true_peak=False)
    for i in range(20):
        before = i * seconds / 20
        meter.add(in_a_row([(before, NOTHING), (seconds, -38.0 + i), (seconds - before, NOTHING)], rate_hz))
        reading = meter.max_short_term_lufs if case == 11 else meter.max_momentary_lufs
        assert reading == pytest.approx(-38.0 + i, abs=0.1)


@pytest.mark.parametrize(
    ("case", "divisor", "phase", "level", "expected"),
    [
        (15, 4, 0.0, 0.50, -6.0),
        (16, 4, 45.0, 0.50, -6.0),
        (17, 6, 60.0, 0.50, -6.0),
        (18, 8, 67.5, 0.50, -6.0),
        (19, 4, 45.0, 1.41, 3.0),
    ],
)
def test_3341_true_peak_of_a_sine(case, divisor, phase, level, expected, rate_hz):
    count = rate_hz // 2
    fade = np.minimum(1.0, np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.01 * rate_hz))
    sound = level * fade * np.sin(2 * np.pi * np.arange(count) / divisor + np.radians(phase))
    reading = heard(np.repeat(sound[:, None], 2, axis=1), rate_hz, true_peak=True).true_peak_db
    assert -TP_UNDER <= reading - expected <= TP_OVER


@pytest.mark.parametrize(("case", "offset"), [(20, 0), (21, 1), (22, 2), (23, 3)])
def test_3341_true_peak_of_one_loud_period(case, offset, rate_hz):
    """Made at four times the rate: a sine of fs/6 with one period of fs/4 in it, low-passed, one of four samples."""
    soft = 0.5 * np.sin(2 * np.pi * np.arange(24 * 400) / 24)
    loud = np.sin(2 * np.pi * np.arange(16) / 16)
    fine = np.concatenate([soft, loud, soft])
    ramp = np.minimum(1.0, np.minimum(np.arange(len(fine)), np.arange(len(fine))[::-1]) / (0.01 * 4 * rate_hz))
    low_passed = oaconvolve(fine * ramp, firwin(255, 0.5, window=("kaiser", 8.0), fs=4.0), "same")
    reading = heard(low_passed[offset::4, None], rate_hz, true_peak=True).true_peak_db
    assert -TP_UNDER <= reading <= TP_OVER


RANGES = {
    1: ([-20.0, -30.0], 10.0),
    2: ([-20.0, -15.0], 5.0),
    3: ([-40.0, -20.0], 20.0),
    4: ([-50.0, -35.0, -20.0, -35.0, -50.0], 15.0),
}


@pytest.mark.parametrize("case", RANGES)
def test_3342_loudness_range(case, rate_hz):
    levels, expected = RANGES[case]
    meter = heard(in_a_row([(20, level) for level in levels], rate_hz), rate_hz)
    assert meter.lra_lu == pytest.approx(expected, abs=1.0)
