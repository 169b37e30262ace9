"""The limiter: the ceiling holds between the samples too, and what is turned down is not bent."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest
from fine_peak import fine_peak_of_long

from studio import mastering
from studio.mastering import limit

RATE_HZ = 48_000
REDUCTION_DB = 9.0


def tones(*parts, rate_hz=RATE_HZ, seconds=2.0):
    """(Hz, peak) → both sides."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.repeat(sum(peak * np.sin(2 * np.pi * hz * time) for hz, peak in parts)[:, None], 2, axis=1)


def driven(sound, rate_hz=RATE_HZ):
    """Limited so that 9 dB have to go; and a second of it from the middle, where it is steady."""
    done = limit(sound, rate_hz, -1.0, REDUCTION_DB - 1.1)
    start = rate_hz // 2
    assert 20 * np.log10(done.gain[start : start + rate_hz].max()) == pytest.approx(-REDUCTION_DB, abs=0.15)
    return done.samples[start : start + rate_hz, 0]


def powers(sound):
    """By Hz, of one second."""
    return np.abs(np.fft.rfft(sound * np.blackman(len(sound)))) ** 2


def near(power, hz):
    return power[max(hz - 5, 0) : hz + 6].sum()


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("hz", [50, 100, 1_000])
def test_a_tone_is_not_bent(hz, rate_hz):
    power = powers(driven(tones((hz, 1.0), rate_hz=rate_hz), rate_hz))
    distortion = np.sqrt((power[20:20_000].sum() - near(power, hz)) / near(power, hz))
    assert distortion < 0.05e-2


@pytest.mark.parametrize(
    "pair", [((60, 0.8), (7_000, 0.2)), ((19_000, 0.5), (20_000, 0.5)), ((250, 0.8), (8_000, 0.2))]
)
def test_two_tones_make_no_third(pair):
    power = powers(driven(tones(*pair)))
    both = sum(near(power, hz) for hz, _ in pair)
    assert np.sqrt((power[5:].sum() - both) / both) < 0.1e-2


@pytest.mark.parametrize("ceiling_dbtp", [-1.0, -2.0])
@pytest.mark.parametrize("style", ["boom_bap", "trap"])
def test_the_ceiling_holds_by_a_64_times_finer_reading(style, ceiling_dbtp, music):
    done = limit(music[style], RATE_HZ, ceiling_dbtp, 6.0)
    assert done.gain.min() < 0.6
    assert fine_peak_of_long(done.samples) <= ceiling_dbtp


def test_the_ceiling_holds_for_noise_and_clicks():
    rng = np.random.default_rng(11)
    noise = rng.standard_normal((96_000, 2))
    spectrum = np.fft.rfft(noise, axis=0) * (np.fft.rfftfreq(len(noise), 1 / RATE_HZ) < 20_000)[:, None]
    smooth = np.fft.irfft(spectrum, axis=0)
    clicks = np.zeros((48_000, 2))
    clicks[rng.integers(0, 48_000, 400), rng.integers(0, 2, 400)] = 1.0
    for sound in (0.3 * smooth, clicks):
        assert fine_peak_of_long(limit(sound, RATE_HZ, -1.0, 6.0).samples) <= -0.9


def test_the_gain_is_never_more_than_one_and_the_same_for_both_sides(music):
    sound = music["trap"] * [1.0, 0.5]
    done = limit(sound, RATE_HZ, -1.0, 8.0)
    assert done.gain.max() <= 1.0
    assert done.gain.min() < 0.7
    drive = 10 ** (8.0 / 20)
    assert np.allclose(done.samples, sound * drive * done.gain[:, None], rtol=1e-12, atol=2e-9)


def test_what_is_quiet_enough_comes_through_to_the_bit(music):
    sound = 0.5 * music["boom_bap"]
    sound[np.abs(sound) < 1e-8] = 0.0
    done = limit(sound, RATE_HZ, -1.0)
    assert np.array_equal(done.samples, sound)
    assert (done.gain == 1.0).all()


def test_silence_stays_nothing_round_a_sound_and_the_sound_stays_in_its_place(music):
    quiet = np.zeros((20_000, 2))
    loud = music["trap"][40_000:90_000]
    done = limit(np.concatenate([quiet, loud, quiet]), RATE_HZ, -1.0, 6.0).samples
    assert not done[:20_000].any()
    assert not done[70_000:].any()
    alike = [np.dot(done[20_000 + lag : 70_000 + lag, 0], loud[:, 0]) for lag in range(-3, 4)]
    assert int(np.argmax(alike)) == 3
    assert not limit(np.zeros((5_000, 2)), RATE_HZ, -1.0, 20.0).samples.any()


def test_the_gain_is_back_after_the_peak():
    sound = np.full((RATE_HZ, 2), 0.1)
    sound[10_000:10_010] = 1.0
    gain = limit(sound, RATE_HZ, -1.0, 6.0).gain
    assert (gain[:9_700] == 1.0).all()  # 4 ms before it begins
    assert gain[10_005] < 0.5
    assert gain[10_300] == pytest.approx(gain[10_005], abs=0.01)  # held
    assert gain[10_500 + round(3 * 0.12 * RATE_HZ)] > 0.96
    assert (np.diff(gain[10_000:]) > -1e-9).all()


@pytest.mark.parametrize("frames", [0, 1, 5, 300])
def test_almost_nothing_to_limit(frames):
    done = limit(np.ones((frames, 2)), RATE_HZ, -1.0, 3.0)
    assert done.samples.shape == (frames, 2)
    assert (np.abs(done.samples) <= 1.0).all()


def test_no_kernel_is_made_of_what_another_file_of_mastering_says():
    """numba's cache notices a change in a kernel's own file and, by its name, one in the engine; no other."""
    for path in sorted(Path(mastering.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        neighbours = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("studio.mastering")
            for alias in node.names
        }
        for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            if any(isinstance(mark, ast.Name) and mark.id in ("kernel", "inlined") for mark in function.decorator_list):
                used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                assert not used & neighbours, (path.name, function.name)
