"""Filters against the same ones stepped through sample by sample."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import butter as reference
from scipy.signal import lfilter, sosfilt

from beats.filters import bands, butter, convolved, through

RATE_HZ = 48_000
NOISE = np.random.default_rng(1).standard_normal(12_000)


@settings(deadline=None, max_examples=40)
@given(kind=st.sampled_from(["lowpass", "highpass"]), hz=st.floats(20, 20_000), order=st.sampled_from([2, 4]))
def test_butterworth(kind, hz, order):
    stepped = sosfilt(reference(order, hz, kind, fs=RATE_HZ, output="sos"), NOISE)
    assert np.abs(through(NOISE, RATE_HZ, butter(RATE_HZ, kind, hz, order)) - stepped).max() < 2e-3


@settings(deadline=None, max_examples=40)
@given(hz=st.floats(50, 20_000), q=st.floats(0.3, 20))
def test_bands(hz, q):
    turn = 2 * np.pi * hz / RATE_HZ
    alpha = np.sin(turn) / (2 * q)
    stepped = lfilter([alpha, 0, -alpha], [1 + alpha, -2 * np.cos(turn), 1 - alpha], NOISE)
    assert np.abs(through(NOISE, RATE_HZ, bands(RATE_HZ, (hz,), q)) - stepped).max() < 2e-3
    twice = through(NOISE, RATE_HZ, bands(RATE_HZ, (hz, hz), q))
    assert twice == pytest.approx(2 * through(NOISE, RATE_HZ, bands(RATE_HZ, (hz,), q)), abs=1e-9)


def test_filters_come_one_after_another_and_side_by_side():
    low, high = butter(RATE_HZ, "lowpass", 3000.0), butter(RATE_HZ, "highpass", 300.0)
    once = through(NOISE, RATE_HZ, low, high)
    assert np.abs(once - through(through(NOISE, RATE_HZ, low), RATE_HZ, high)).max() < 1e-3
    both = through(np.stack([NOISE, 2 * NOISE]), RATE_HZ, low, high)
    assert both == pytest.approx(np.stack([once, 2 * once]), abs=1e-9)
    assert through(NOISE, RATE_HZ) is NOISE


def test_beyond_what_the_rate_can_hold():
    assert through(NOISE, RATE_HZ, butter(RATE_HZ, "lowpass", 23_000.0)) == pytest.approx(NOISE, abs=1e-9)
    assert np.abs(through(NOISE, RATE_HZ, butter(RATE_HZ, "highpass", 23_000.0))).max() < 1e-9


def test_convolution():
    short = NOISE[:500]
    assert convolved(NOISE, short)[: len(NOISE) + 499] == pytest.approx(np.convolve(NOISE, short), abs=1e-8)
