"""The finish with one knob: as loud as asked for, the ceiling kept, the guard when more would do no good."""

from __future__ import annotations

import numpy as np
import pytest
from fine_peak import fine_peak_of_long

from studio import params
from studio.errors import Cancelled, StudioError
from studio.mastering import TARGETS, Meter, ceiling_for, finish

RATE_HZ = 48_000
PLAIN = {"glue_on": 0.0}


@pytest.fixture(scope="module")
def safe(music):
    return finish(music["boom_bap"], RATE_HZ, TARGETS["safe"]._asdict())


def noise(seconds=4.0, level=0.05, seed=2):
    """Pink enough, nothing at the very top."""
    white = np.random.default_rng(seed).standard_normal((round(seconds * RATE_HZ), 2))
    hz = np.fft.rfftfreq(len(white), 1 / RATE_HZ)[:, None]
    return level * np.fft.irfft(np.fft.rfft(white, axis=0) * np.where(hz < 18_000, 10 / np.sqrt(hz + 20), 0), axis=0)


def level_db(before, after, hz):
    """What happened to a frequency, in dB, one second from the middle."""
    power = [np.abs(np.fft.rfft(sound[RATE_HZ : 2 * RATE_HZ, 0]))[hz - 1 : hz + 2].max() for sound in (before, after)]
    return 20 * np.log10(power[1] / power[0])


def tone(hz, peak=0.05, seconds=3.0):
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.repeat(peak * np.sin(2 * np.pi * hz * time)[:, None], 2, axis=1)


def test_as_loud_as_asked_for_and_below_the_ceiling(safe, music):
    samples, report = safe
    assert samples.shape == music["boom_bap"].shape
    assert report.guard == ""
    assert report.measured.integrated_lufs == pytest.approx(-14.0, abs=0.05)
    assert fine_peak_of_long(samples) <= -1.0
    assert report.measured.true_peak_dbtp == pytest.approx(-1.1, abs=0.05)
    meter = Meter(RATE_HZ)
    meter.add(samples)
    assert meter.measured == report.measured
    before = Meter(RATE_HZ, true_peak=False)
    before.add(music["boom_bap"])
    assert report.mix_lufs == before.integrated_lufs
    assert 0.0 < report.mean_reduction_db < report.max_reduction_db < 7.0
    assert 0.5 < report.glue_db <= 2.0


def test_the_same_mix_gives_the_same_samples_and_stays_as_it_was(safe, music):
    before = music["boom_bap"].copy()
    again = finish(music["boom_bap"], RATE_HZ, TARGETS["safe"]._asdict())
    assert np.array_equal(again.samples, safe.samples)
    assert again.report == safe.report
    assert np.array_equal(music["boom_bap"], before)


def test_the_guard_stops_where_more_gain_does_no_good(music):
    _, report = finish(music["trap"], RATE_HZ, {"target_lufs": -9.0, "ceiling_dbtp": -2.0})
    assert report.guard in ("mean", "peak", "bought")
    assert report.measured.integrated_lufs < -9.5
    assert report.max_reduction_db <= 7.05
    assert report.mean_reduction_db <= 1.55
    less = finish(music["trap"], RATE_HZ, {"target_lufs": report.measured.integrated_lufs - 1.0, "ceiling_dbtp": -2.0})
    assert less.report.guard == ""


def test_one_click_far_above_the_music_holds_it_back():
    sound = noise(level=0.02)
    sound[100_000] = 0.9
    _, report = finish(sound, RATE_HZ, PLAIN)
    assert report.guard == "peak"
    assert report.max_reduction_db == pytest.approx(7.0, abs=0.1)
    assert report.measured.integrated_lufs < -14.5


def test_a_sound_without_peaks_keeps_eight_db_between_loudness_and_peak():
    sound = noise(level=1.0)
    sound /= np.maximum(np.abs(sound).max(axis=1, keepdims=True) / 0.3, 1.0)
    _, report = finish(sound, RATE_HZ, {**PLAIN, "target_lufs": -9.0, "ceiling_dbtp": -3.0})
    assert report.guard in ("plr", "bought", "mean")
    assert report.measured.integrated_lufs <= -10.95


def test_too_loud_a_mix_is_turned_down(music):
    _, report = finish(8.0 * music["trap"], RATE_HZ, {"target_lufs": -16.0})
    assert report.guard == ""
    assert report.gain_db < -10.0
    assert report.measured.integrated_lufs == pytest.approx(-16.0, abs=0.05)


def test_silence_comes_back_as_silence():
    for frames in (0, 100, RATE_HZ):
        done = finish(np.zeros((frames, 2)), RATE_HZ, {})
        assert done.samples.shape == (frames, 2)
        assert not done.samples.any()
        assert (done.report.guard, done.report.gain_db) == ("silent", 0.0)


def test_digital_silence_round_a_sound_stays_nothing_and_the_sound_keeps_its_place():
    quiet, loud = np.zeros((RATE_HZ, 2)), noise(2.0)
    samples = finish(np.concatenate([quiet, loud, quiet]), RATE_HZ, PLAIN).samples
    assert not samples[: RATE_HZ - 100].any()
    assert not samples[-RATE_HZ // 2 :].any()
    alike = [np.dot(samples[RATE_HZ + lag : 3 * RATE_HZ + lag, 0], loud[:, 0]) for lag in range(-3, 4)]
    assert int(np.argmax(alike)) == 3


def test_no_direct_current_and_no_rumble_is_left():
    done = finish(noise() + 0.05, RATE_HZ, PLAIN)
    assert np.abs(done.samples.mean(axis=0)).max() < 1e-4
    rumble = tone(5) + tone(1_000)
    samples = finish(rumble, RATE_HZ, PLAIN).samples
    assert level_db(rumble, samples, 5) - level_db(rumble, samples, 1_000) < -24.0
    bass = tone(45) + tone(1_000)
    samples = finish(bass, RATE_HZ, PLAIN).samples
    assert level_db(bass, samples, 45) - level_db(bass, samples, 1_000) > -0.4


def test_the_tilt_turns_round_the_middle():
    sound = tone(60) + tone(800) + tone(10_000)
    flat = finish(sound, RATE_HZ, PLAIN).samples
    tilted = finish(sound, RATE_HZ, {**PLAIN, "tilt_db": 1.5}).samples
    low, middle, high = (level_db(flat, tilted, hz) for hz in (60, 800, 10_000))
    assert low - middle == pytest.approx(-1.5, abs=0.1)
    assert high - middle == pytest.approx(1.5, abs=0.1)


def test_the_bass_goes_to_the_middle_when_asked_to():
    sound = noise()
    for on, low_side in ((0.0, (-3.0, 3.0)), (1.0, (-200.0, -15.0))):
        samples = finish(sound, RATE_HZ, {**PLAIN, "mono_bass_on": on}).samples
        middle, side = (np.abs(np.fft.rfft(samples[:, 0] + sign * samples[:, 1])) for sign in (1, -1))
        bass, voice = slice(30 * 4, 60 * 4), slice(300 * 4, 1_000 * 4)
        assert low_side[0] < 10 * np.log10((side[bass] ** 2).sum() / (middle[bass] ** 2).sum()) < low_side[1]
        assert abs(10 * np.log10((side[voice] ** 2).sum() / (middle[voice] ** 2).sum())) < 2.0
    one = np.repeat(noise()[:, :1], 2, axis=1)
    samples = finish(one, RATE_HZ, {"mono_bass_on": 1.0}).samples
    assert np.array_equal(samples[:, 0], samples[:, 1])


def test_the_glue_takes_two_db_at_most_and_hears_no_bass():
    swells = np.arange(6 * RATE_HZ) // (RATE_HZ // 2) % 6 == 3
    swelling = noise(6.0) * (1.0 + 1.5 * swells)[:, None]
    report = finish(swelling, RATE_HZ, {"target_lufs": -16.0}).report
    assert 1.5 < report.glue_db <= 2.0
    pulses = tone(50, 0.3, 6.0) * (np.arange(6 * RATE_HZ) // (RATE_HZ // 4) % 2)[:, None]
    held = finish(pulses + noise(6.0, 0.001), RATE_HZ, {"target_lufs": -16.0}).report
    assert held.glue_db < 0.7


def test_another_rate_for_the_file(music):
    done = finish(music["trap"], RATE_HZ, {}, out_hz=44_100)
    assert done.report.measured.rate_hz == 44_100
    assert len(done.samples) == pytest.approx(len(music["trap"]) * 44_100 / RATE_HZ, abs=1)
    assert done.report.measured.integrated_lufs == pytest.approx(-14.0, abs=0.05)
    assert fine_peak_of_long(done.samples) <= -1.0


def test_what_is_not_a_number_harms_nothing():
    sound = noise()
    sound[1_000, 0], sound[2_000, 1] = np.nan, np.inf
    done = finish(sound, RATE_HZ, {})
    assert np.isfinite(done.samples).all()
    assert done.report.measured.integrated_lufs == pytest.approx(-14.0, abs=0.1)


def test_settings_are_rows_of_the_table():
    for wrong in ({"target_lufs": -5.0}, {"loudness": 1.0}, {"tilt_db": float("nan")}):
        with pytest.raises(StudioError) as refused:
            finish(noise(0.5), RATE_HZ, wrong)
        assert refused.value.code == "bad-value"
    for name, target in TARGETS.items():
        for knob, value in target._asdict().items():
            row = params.FINISH[params.FINISH_INDEX[knob]]
            assert row.low <= value <= row.high, name
        assert ceiling_for(target.target_lufs) == target.ceiling_dbtp
    assert (ceiling_for(-14.0), ceiling_for(-13.9)) == (-1.0, -2.0)


def test_it_tells_how_far_it_is_and_stops_when_asked():
    shares = []
    finish(noise(), RATE_HZ, {}, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    calls = iter([False] * 5 + [True] * 1_000)
    with pytest.raises(Cancelled):
        finish(noise(), RATE_HZ, {}, None, lambda: next(calls))
