"""The meter: how the sound is cut makes no difference, another meter agrees, and peaks between samples are found."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pyebur128
import pytest
import soundfile
from fine_peak import fine_peak_db

from studio import mastering
from studio.kweight import k_weighting
from studio.mastering import Meter
from studio.mastering.truepeak import true_peak

STYLES = ("boom_bap", "trap")


def heard(sound, rate_hz, cuts=None, **how):
    meter, start = Meter(rate_hz, sound.shape[1], **how), 0
    for length in itertools.repeat(len(sound)) if cuts is None else cuts:
        meter.add(sound[start : start + length])
        start += length
        if start >= len(sound):
            break
    return meter


@pytest.mark.parametrize("channels", [1, 2, 3, 5])
@pytest.mark.parametrize("rate_hz", [22_050, 44_100, 48_000, 96_000])
def test_how_the_sound_is_cut_makes_no_difference_to_the_bit(rate_hz, channels):
    rng = np.random.default_rng(rate_hz + channels)
    sound = rng.standard_normal((round(rate_hz * 3.6), channels)) * np.linspace(0.01, 0.3, channels)
    sound[rate_hz : rate_hz + 20_000] = 0.0
    whole = heard(sound, rate_hz)
    for cuts in (itertools.repeat(1_000), rng.integers(0, 40_000, 1_000), [1] * 300 + [len(sound)]):
        cut = heard(sound, rate_hz, cuts)
        assert cut.measured == whole.measured
        assert np.array_equal(cut.momentary_lufs, whole.momentary_lufs)
        assert np.array_equal(cut.short_term_lufs, whole.short_term_lufs)
    assert heard(sound.astype(np.float32), rate_hz).integrated_lufs == pytest.approx(whole.integrated_lufs, abs=1e-5)


def test_the_weights_of_the_channels():
    noise = 0.1 * np.random.default_rng(5).standard_normal((96_000, 1))
    alone = heard(noise, 48_000).integrated_lufs
    surround = 10 * math.log10(1.41)
    for channels, at, more in [(2, 1, 0), (3, 2, 0), (4, 2, surround), (5, 2, 0), (5, 3, surround), (5, 4, surround)]:
        sound = np.zeros((96_000, channels))
        sound[:, at] = noise[:, 0]
        assert heard(sound, 48_000).integrated_lufs == pytest.approx(alone + more, abs=1e-9)
    with pytest.raises(ValueError, match="1 to 5"):
        Meter(48_000, 6)


def test_the_calibration_tones():
    """997 Hz at full scale on one side is −3.01 LUFS; 1 kHz at −18 dBFS on both is −18.0."""
    time = np.arange(48_000 * 2)[:, None] / 48_000
    assert heard(np.sin(2 * np.pi * 997 * time), 48_000).integrated_lufs == pytest.approx(-3.01, abs=0.01)
    both = np.repeat(10 ** (-18 / 20) * np.sin(2 * np.pi * 1000 * time), 2, axis=1)
    assert heard(both, 48_000).integrated_lufs == pytest.approx(-18.0, abs=0.02)


def test_the_table_of_the_standard():
    shelf, low = k_weighting(48_000)
    assert shelf == pytest.approx(
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585], abs=1e-12
    )
    assert low == pytest.approx([1, -2, 1, 1, -1.99004745483398, 0.99007225036621], abs=1e-12)


def test_silence_and_almost_nothing():
    for sound in (np.zeros((0, 2)), np.zeros((100, 2)), np.zeros((48_000, 2))):
        found = heard(sound, 48_000).measured
        assert (found.integrated_lufs, found.max_momentary_lufs) == (-math.inf, -math.inf)
        assert (found.lra_lu, found.true_peak_dbtp, found.sample_peak_dbfs, found.plr_db) == (0, -120, -120, 0)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
@pytest.mark.parametrize("style", STYLES)
def test_another_meter_agrees_on_music(style, rate_hz, music):
    sound = music[style]  # heard at another rate it is other music, which is as good
    mode = pyebur128.MeasurementMode.MODE_I | pyebur128.MeasurementMode.MODE_S
    other = pyebur128.R128State(2, rate_hz, mode)
    momentary, short_term = [], []
    tenth = rate_hz // 10
    for start in range(0, len(sound) - tenth + 1, tenth):
        other.add_frames(np.ascontiguousarray(sound[start : start + tenth]).reshape(-1), tenth)
        momentary.append(pyebur128.get_loudness_momentary(other))
        short_term.append(pyebur128.get_loudness_shortterm(other))
    meter = heard(sound[: len(momentary) * tenth], rate_hz, true_peak=False)
    assert meter.integrated_lufs == pytest.approx(pyebur128.get_loudness_global(other), abs=0.005)
    for ours, theirs in ((meter.momentary_lufs[9::10], momentary), (meter.short_term_lufs[9::10], short_term)):
        loud = np.array(theirs) > -60.0
        assert loud.sum() > 100
        assert ours[loud] == pytest.approx(np.array(theirs)[loud], abs=0.005)


def test_another_meter_agrees_on_the_loudness_range(music):
    """It takes one value a second where we take ten, and no silence behind, so the music has to be long."""
    sound = np.concatenate([gain * music[style] for gain in (0.3, 1.0, 0.6) for style in STYLES])
    other = pyebur128.R128State(2, 48_000, pyebur128.MeasurementMode.MODE_LRA)
    other.add_frames(np.ascontiguousarray(sound).reshape(-1), len(sound))
    assert heard(sound, 48_000).lra_lu == pytest.approx(pyebur128.get_loudness_range(other), abs=0.3)


@pytest.mark.parametrize("style", STYLES)
def test_peaks_between_samples(style, music):
    loudest = int(np.abs(music[style]).max(axis=1).argmax())
    piece = music[style][max(loudest - 8_000, 0) : loudest + 8_000]
    clipped = np.clip(6.0 * piece, -1.0, 1.0)
    limited = np.fft.irfft(
        np.fft.rfft(clipped, axis=0) * (np.fft.rfftfreq(len(piece), 1 / 44_100) < 20_000)[:, None], axis=0
    )
    for sound in (piece, limited):
        assert 20 * np.log10(true_peak(sound)) == pytest.approx(fine_peak_db(sound), abs=0.05)


def test_peaks_between_samples_of_every_pitch():
    """Up to 20 kHz at 44.1 kHz, in a window so wide that its edges do not ring."""
    window = np.hanning(4_000)
    for hz in (997, 5_000, 11_025, 15_000, 18_000, 19_000, 20_000):
        for phase in (0.0, 1.0, 2.0):
            sound = (window * np.sin(2 * np.pi * hz * np.arange(4_000) / 44_100 + phase))[:, None]
            assert 20 * np.log10(true_peak(sound)) == pytest.approx(fine_peak_db(sound), abs=0.06)


def test_what_is_left_out_could_not_have_been_the_peak(music):
    """Rising loudness is read everywhere; turned round, almost nothing has to be."""
    sound = music["trap"] * np.linspace(0.1, 1.0, len(music["trap"]))[:, None]
    assert true_peak(sound) == pytest.approx(true_peak(sound[::-1]), rel=1e-12)


def test_a_file_by_its_numbers(music, tmp_path):
    path = tmp_path / "mix.wav"
    soundfile.write(path, music["trap"], 48_000, subtype="PCM_24")
    found = mastering.measure(path)
    meter = heard(music["trap"], 48_000)
    assert (found.rate_hz, found.channels, found.seconds) == (48_000, 2, len(music["trap"]) / 48_000)
    assert found[3:] == pytest.approx(meter.measured[3:], abs=1e-4)
    assert found.plr_db == found.true_peak_dbtp - found.integrated_lufs
    assert found.integrated_lufs < found.max_short_term_lufs < found.max_momentary_lufs
