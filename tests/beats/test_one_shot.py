"""Cutting, measuring and bending a recording."""

import numpy as np
import pytest
from kit_files import hit, wav

from beats import oneshot

RATE_HZ = 44_100


def test_silence_goes_and_the_attack_stays():
    sound = np.concatenate([np.zeros(10_000), np.full(4410, 0.5) * np.sign(np.sin(np.arange(4410))), np.zeros(20_000)])
    made = oneshot.trimmed(sound.astype(np.float32), RATE_HZ)
    assert len(made) == pytest.approx(4410 + 2 * 44, abs=1)
    assert made[0] == made[-1] == 0
    assert np.abs(made[44:50]).min() > 0.4  # the first sample that sounds is not faded
    assert abs(float(made.mean())) < 0.02


def test_a_sound_that_begins_at_once_is_faded_in_quickly():
    made = oneshot.trimmed(np.cos(np.arange(4410) / 5).astype(np.float32), RATE_HZ)
    assert made[0] == made[-1] == 0
    assert np.abs(made[12:40]).max() > 0.95


def test_offset_goes_and_quiet_sounds_keep_their_tail():
    quiet = hit(200, 0.1, 1.0, gain=0.01)
    made = oneshot.trimmed((quiet + 0.2).astype(np.float32), RATE_HZ)
    assert abs(float(made.mean())) < 1e-3
    # 60 dB under 0.01: after ln(1000) time constants
    assert len(made) / RATE_HZ == pytest.approx(0.1 * np.log(1000), abs=0.02)


def test_silence_is_empty_and_noise_for_ever_is_cut():
    assert len(oneshot.trimmed(np.zeros(1000, np.float32), RATE_HZ)) == 0
    assert len(oneshot.trimmed(np.full(1000, 0.3, np.float32), RATE_HZ)) == 0  # nothing but offset
    assert len(oneshot.trimmed(np.zeros(0, np.float32), RATE_HZ)) == 0
    noise = np.random.default_rng(1).standard_normal((30 * RATE_HZ, 2)).astype(np.float32)
    made = oneshot.trimmed(noise, RATE_HZ)
    assert made.shape == (20 * RATE_HZ, 2)
    assert not made[[0, -1]].any()


def test_files_are_read_and_two_equal_sides_are_one(tmp_path):
    sound = hit(lead_s=0.2)
    for name, samples in (("mono.wav", sound), ("twice.wav", np.stack([sound, sound], 1))):
        (tmp_path / name).write_bytes(wav(samples))
        made, rate_hz = oneshot.read(tmp_path / name, lambda: None)
        assert rate_hz == RATE_HZ
        assert made.ndim == 1
        assert len(made) < len(sound) - 0.15 * RATE_HZ
    (tmp_path / "wide.wav").write_bytes(wav(np.stack([sound, 0.5 * sound], 1)))
    assert oneshot.read(tmp_path / "wide.wav", lambda: None)[0].shape[1] == 2
    (tmp_path / "long.wav").write_bytes(wav(np.random.default_rng(1).uniform(-0.5, 0.5, 60 * RATE_HZ)))
    assert len(oneshot.read(tmp_path / "long.wav", lambda: None)[0]) == 20 * RATE_HZ


def test_loudness_is_that_of_the_recommendation():
    """A sine of 997 Hz at 0 dBFS in one channel is −3.01 LUFS; the same from both sides 3 dB more."""
    time = np.arange(48_000) / 48_000
    sine = np.sin(2 * np.pi * 997 * time).astype(np.float32)
    assert oneshot.loudness(np.stack([sine, np.zeros_like(sine)], 1), 48_000) == pytest.approx(-3.01, abs=0.05)
    assert oneshot.loudness(sine, 48_000) == pytest.approx(0.0, abs=0.05)
    time = np.arange(96_000) / 96_000
    for hz, level in ((997, 0.0), (60, None)):
        made = [
            oneshot.loudness(np.sin(2 * np.pi * hz * np.arange(rate) / rate).astype(np.float32), rate)
            for rate in (44_100, 48_000, 96_000)
        ]
        assert max(made) - min(made) < 0.1
        assert level is None or made[0] == pytest.approx(level, abs=0.1)
    assert oneshot.loudness(np.zeros(100, np.float32), 48_000) < -100


@pytest.mark.parametrize("note", [28.0, 33.3, 40.0, 57.6, 69.0])
def test_pitch_is_found_to_a_few_cents(note):
    hz = 440 * 2 ** ((note - 69) / 12)
    time = np.arange(RATE_HZ) / RATE_HZ
    sweep = np.cumsum(hz * (1 + 2 * np.exp(-time / 0.01))) / RATE_HZ
    for harmonics in ((1.0,), (1.0, 0.6, 0.4), (0.3, 1.0, 0.5)):
        sound = sum(gain * np.sin(2 * np.pi * (n + 1) * sweep) for n, gain in enumerate(harmonics)) * np.exp(
            -time / 0.5
        )
        assert oneshot.pitch_note(sound.astype(np.float32), RATE_HZ, 20, 76) == pytest.approx(note, abs=0.06)


def test_noise_has_no_pitch():
    noise = np.random.default_rng(3).standard_normal(RATE_HZ).astype(np.float32)
    assert oneshot.pitch_note(noise, RATE_HZ, 20, 76) is None
    assert oneshot.pitch_note(noise[:2000], RATE_HZ, 20, 76) is None
    assert oneshot.pitch_note(np.zeros(RATE_HZ, np.float32), RATE_HZ, 20, 76) is None


def test_knobs_bend_a_recording():
    sound = oneshot.trimmed(hit(300, 0.2, 2.0).astype(np.float32), RATE_HZ)
    short = oneshot.bent(sound, RATE_HZ, {"length": 0.25})
    assert len(short) < 0.3 * len(sound)
    assert len(oneshot.bent(sound, RATE_HZ, {"length": 4.0})) == pytest.approx(len(sound), abs=100)
    for knobs in ({"length": 0.25}, {"drive": 24.0}, {"tone": 200.0}, {"drive": 6.0, "tone": 1000.0, "length": 0.5}):
        for shot in (sound, np.stack([sound, 0.3 * sound], 1)):
            made = oneshot.bent(shot, RATE_HZ, knobs)
            assert made.ndim == shot.ndim
            assert np.abs(made).max() == pytest.approx(np.abs(shot).max(), rel=0.02)
            assert not made[[0, -1]].any()
    driven = np.abs(np.fft.rfft(oneshot.bent(sound, RATE_HZ, {"drive": 18.0})))
    assert driven[round(900 * len(driven) * 2 / RATE_HZ)] > 10 * np.median(driven)
