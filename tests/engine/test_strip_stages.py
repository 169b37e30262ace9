"""What the stages of a voice do, in numbers: gate, noise reduction, de-esser, saturation, width and trim."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.signal import butter, sosfilt, sosfiltfilt
from songs import clip_song, path_in, sine

from studio import params
from studio.engine.noise_floor import learned_noise
from studio.engine.offline import OfflineRenderer

RATE = 48_000
BAND_NAMES = [f"noise_{band}_db" for band in range(1, params.NOISE_BANDS + 1)]


def through(folder, samples, rate_hz=RATE, extra=0, **knobs):
    """What a strip with these knobs makes of samples, both sides."""
    song = clip_song(folder, np.asarray(samples, np.float32), subtype="FLOAT", rate_hz=rate_hz, **knobs)
    renderer = OfflineRenderer(song, path_in(folder), {})
    return np.concatenate([block.copy() for block in renderer.mix(0, len(samples) + extra)])


def db(samples):
    return 20 * math.log10(max(float(np.sqrt(np.mean(np.square(samples)))), 1e-15))


def white(seconds, level_db, seed=3, channels=2):
    return np.random.default_rng(seed).standard_normal((round(seconds * RATE), channels)) * 10 ** (level_db / 20)


def vowel(seconds, hz=140.0):
    """Harmonics up to 3.5 kHz under two formants, −18 dBFS, faded in."""
    time, sound = np.arange(round(seconds * RATE)) / RATE, 0.0
    for number in range(1, int(3_500 / hz)):
        weight = (
            1 / number + 2.0 / (1 + ((number * hz - 600) / 120) ** 2) + 1.0 / (1 + ((number * hz - 1_300) / 150) ** 2)
        )
        sound = sound + weight * np.sin(2 * np.pi * hz * number * time + 0.7 * number**2)
    return sound * 10 ** (-18 / 20) / np.std(sound) * np.minimum(time / 0.02, 1.0)


# --- gate


def test_a_gate_lowers_what_is_quiet_by_its_range_and_leaves_what_is_loud(tmp_path):
    sound = np.concatenate([sine(300, 1.0), sine(300, 2.0, gain=0.001)])  # −12 dBFS, then −60
    knobs = {"gate_on": 1, "gate_threshold_db": -50.0, "gate_ratio": 4.0, "gate_range_db": 18.0}
    out = through(tmp_path, sound, **knobs)[:, 0]
    loud, tail = slice(RATE // 10, RATE), slice(-RATE // 2, None)
    assert db(out[loud] - sound[loud].astype(np.float32)) - db(sound[loud]) < -100.0
    assert db(out[tail]) - db(sound[tail]) == pytest.approx(-18.0, abs=0.1)


def test_above_its_range_a_gate_expands_by_its_ratio(tmp_path):
    sound = sine(300, 3.0, gain=0.001)  # 10 dB below the threshold: 20 dB lower at a ratio of 3
    knobs = {"gate_on": 1, "gate_threshold_db": -50.0, "gate_ratio": 3.0, "gate_range_db": 60.0}
    assert db(through(tmp_path, sound, **knobs)[-RATE:, 0]) - db(sound) == pytest.approx(-20.0, abs=0.6)


def test_a_gate_opens_within_milliseconds_and_closes_as_slowly_as_it_is_told(tmp_path):
    tone = sine(1_000, 3.0, gain=1.0)
    size = np.where((np.arange(len(tone)) > RATE) & (np.arange(len(tone)) < 2 * RATE), 0.25, 0.0005)
    closed_after = {}
    for release_ms in (50.0, 400.0):
        out = through(
            tmp_path,
            tone * size,
            gate_on=1,
            gate_threshold_db=-40.0,
            gate_ratio=10.0,
            gate_range_db=30.0,
            gate_release_ms=release_ms,
        )[:, 0]
        gain = np.abs(out[12::24]) / np.maximum(np.abs(tone * size)[12::24], 1e-12)  # at the crests, twice a period
        opened = gain[RATE // 24 + 10]  # 5 ms after the tone sets in
        assert opened > 10 ** (-1 / 20)
        fallen = np.argmax(gain[2 * RATE // 24 + 2 :] < 10 ** (-15 / 20)) * 24 / RATE
        closed_after[release_ms] = fallen
    assert closed_after[400.0] - closed_after[50.0] == pytest.approx(0.35 * math.log(2), rel=0.25)


# --- noise reduction


def test_the_room_is_read_as_loud_as_it_is():
    """Against the bands' own curves, two poles of the bilinear transform each."""
    edges = (150.0, 350.0, 700.0, 1400.0, 2800.0, 5000.0, 9000.0)
    hz = np.fft.rfftfreq(1 << 16, 1 / RATE)[1:]
    curves = [np.ones(len(hz), complex)]
    for edge in edges:
        s = 1j * np.tan(np.pi * np.minimum(hz / RATE, 0.499999)) / np.tan(np.pi * edge / RATE)
        curves.append((s / (1 + s)) ** 2)
    curves.append(np.zeros(len(hz)))
    noise = white(3.0, -55.0)
    pink = np.fft.irfft(
        np.fft.rfft(noise, axis=0) / np.sqrt(np.maximum(np.arange(len(noise) // 2 + 1), 1))[:, None], axis=0
    )
    pink *= 10 ** (-50 / 20) / np.std(pink)
    for sound in (noise, pink, noise[:, 0]):
        learned = learned_noise(sound, RATE)
        assert list(learned) == BAND_NAMES
        power = np.mean(np.abs(np.fft.rfft(np.atleast_2d(sound.T), axis=1)) ** 2, axis=0)[1:]
        at = np.fft.rfftfreq(len(sound), 1 / RATE)[1:]
        for number, found in enumerate(learned.values()):
            weight = np.interp(at, hz, np.abs(curves[number] - curves[number + 1]) ** 2)
            expected = 10 * np.log10(2 * np.sum(power * weight)) - 20 * np.log10(len(sound))
            assert found == pytest.approx(expected, abs=1.0)


def test_a_knock_in_the_pause_is_not_the_room():
    room = white(2.0, -60.0)
    knocked = room.copy()
    knocked[30_000:40_000] *= 100.0
    for name, level in learned_noise(knocked, RATE).items():
        assert level == pytest.approx(learned_noise(room, RATE)[name], abs=1.0)


@pytest.mark.parametrize("samples", [np.zeros(RATE), np.zeros((0, 2)), np.zeros(100), np.full(RATE, np.nan)])
def test_of_nothing_nothing_is_learned(samples):
    assert set(learned_noise(samples, RATE).values()) == {-120.0}


@pytest.mark.parametrize("level_db", [-60.0, -45.0])
def test_the_room_steps_back_in_the_pauses_and_the_voice_stays(level_db, tmp_path):
    room = white(4.0, level_db, channels=1)[:, 0]
    voice = vowel(4.0) * 10 ** ((level_db + 30 + 18) / 20)  # 30 dB above the room
    voice[: 2 * RATE] = 0.0
    learned = learned_noise(white(1.0, level_db, seed=9), RATE)
    out = through(tmp_path, room + voice, noise_on=1, noise_range_db=12.0, **learned)[:, 0]
    pause, spoken = slice(RATE, 2 * RATE), slice(2 * RATE + RATE // 10, None)
    assert db(out[pause]) - db(room[pause]) < -10.0
    assert db(out[spoken]) - db((room + voice)[spoken]) == pytest.approx(0.0, abs=0.5)
    body = sosfiltfilt(butter(4, 3_500, fs=RATE, output="sos"), out[spoken] - (room + voice)[spoken])
    assert db(body) - db(voice[spoken]) < -25.0


def test_what_is_left_of_the_room_does_not_twitter(tmp_path):
    room = white(6.0, -50.0, channels=1)[:, 0]
    learned = learned_noise(white(1.0, -50.0, seed=9), RATE)
    out = through(tmp_path, room, noise_on=1, noise_range_db=12.0, **learned)[:, 0]
    for low, high in ((200, 300), (1_000, 1_400), (3_000, 5_000), (10_000, 15_000)):
        band = butter(2, (low, high), "band", fs=RATE, output="sos")
        before, after = (
            np.sqrt(np.mean(np.square(sosfilt(band, sound)[RATE:].reshape(-1, 2_400)), axis=1)) for sound in (room, out)
        )
        steady = np.std(20 * np.log10(before))
        assert np.std(20 * np.log10(after)) < steady + 1.0


# --- de-esser


def ess(seconds):
    sound = sosfilt(butter(4, (6_000, 9_000), "band", fs=RATE, output="sos"), white(seconds, 0.0, channels=1)[:, 0])
    return sound * 0.1 / np.std(sound)


@pytest.mark.parametrize("range_db", [4.0, 8.0, 16.0])
def test_an_ess_goes_down_by_the_range(range_db, tmp_path):
    sound = ess(2.0)
    out = through(
        tmp_path, sound, deesser_on=1, deesser_hz=3_000.0, deesser_threshold_db=-50.0, deesser_range_db=range_db
    )
    assert db(out[RATE:, 0]) - db(sound[RATE:]) == pytest.approx(-range_db, abs=0.12 * range_db)


def test_an_ess_comes_down_to_the_threshold(tmp_path):
    sound = sine(9_000, 1.0, gain=10 ** (-22 / 20))  # 6 dB above it, within the range
    out = through(tmp_path, sound, deesser_on=1, deesser_hz=4_000.0, deesser_threshold_db=-28.0, deesser_range_db=12.0)
    assert db(out[RATE // 2 :, 0]) - db(sound) == pytest.approx(-6.0, abs=0.4)


def test_a_vowel_passes_a_deesser_to_the_bit_however_loud(tmp_path):
    sound = (vowel(1.0) * 2.0).astype(np.float32)
    out = through(tmp_path, sound, deesser_on=1)
    assert np.array_equal(out[:, 0], sound)


def test_after_an_ess_the_vowel_is_soon_itself_again(tmp_path):
    sound = vowel(2.0)
    sound[:RATE] += ess(1.0)
    out = through(tmp_path, sound, deesser_on=1)[:, 0]
    rest = slice(RATE + 15 * RATE // 100, None)
    assert db(out[rest] - sound[rest].astype(np.float32)) - db(sound[rest]) < -60.0


# --- saturation


def spectrum_db(sound):
    """Of the last second, in dBFS of a sine per hertz."""
    return 20 * np.log10(np.abs(np.fft.rfft(sound[-RATE:])) / (RATE / 2) + 1e-15)


def test_more_drive_makes_more_overtones_and_odd_ones_only(tmp_path):
    shares = []
    for drive_db in (0.0, 6.0, 12.0, 18.0, 24.0):
        found = spectrum_db(through(tmp_path, sine(220, 2.0), saturation_on=1, saturation_drive_db=drive_db)[:, 0])
        overtones = found[440 : 220 * 60 : 220]
        shares.append(100 * math.sqrt(np.sum(10 ** (overtones / 10))) / 10 ** (found[220] / 20))
        assert overtones[::2].max() < -140.0  # even ones
        assert found[0] < -140.0
    assert shares == pytest.approx([0.75, 2.7, 8.2, 17.8, 28.1], rel=0.05)  # of u / √(1 + u²), by its Fourier series


@pytest.mark.parametrize("drive_db", [0.0, 12.0, 24.0])
@pytest.mark.parametrize("mix", [0.5, 1.0])
def test_saturation_keeps_the_level(drive_db, mix, tmp_path):
    for sound in (sine(220, 1.0), sine(1_000, 1.0), vowel(1.0) * 10 ** (3 / 20)):
        out = through(tmp_path, sound, saturation_on=1, saturation_drive_db=drive_db, saturation_mix=mix)[:, 0]
        assert db(out[RATE // 2 :]) - db(sound[RATE // 2 :]) == pytest.approx(0.0, abs=0.5)


@pytest.mark.parametrize("drive_db", [12.0, 24.0])
def test_nothing_folds_back(drive_db, tmp_path):
    found = spectrum_db(through(tmp_path, sine(5_000, 2.0), saturation_on=1, saturation_drive_db=drive_db)[:, 0])
    aliases = np.delete(found, [*range(4_995, 5_006), *range(14_995, 15_006)])
    assert aliases.max() - found[5_000] < -60.0


def test_saturation_leaves_a_sound_in_its_place(tmp_path):
    sound = sine(220, 1.0)
    out = through(tmp_path, sound, saturation_on=1, saturation_drive_db=18.0)[:, 0]
    turn = [np.angle(np.fft.rfft(x[-RATE // 2 :])[110]) for x in (sound, out)]
    assert abs(turn[1] - turn[0]) / (2 * math.pi * 220) * RATE < 0.5  # frames


# --- width and trim


def test_width_nought_is_mono_and_two_is_twice_the_sides(tmp_path):
    sound = white(0.5, -20.0).astype(np.float32)
    middle, side = sound.astype(np.float64).mean(axis=1), (sound[:, 0].astype(np.float64) - sound[:, 1]) / 2
    mono, wide = through(tmp_path, sound, width=0.0), through(tmp_path, sound, width=2.0)
    assert np.array_equal(mono[:, 0], mono[:, 1])
    assert np.abs(mono[:, 0] - middle).max() < 1e-12
    assert np.abs((wide[:, 0] - wide[:, 1]) / 2 - 2 * side).max() < 1e-12


def test_a_voice_in_the_middle_stays_there_through_every_stage(tmp_path):
    knobs = {f"{stage}_on": 1 for stage in ("noise", "highpass", "eq", "gate", "compressor", "deesser", "saturation")}
    knobs |= {"width": 1.7, "low_db": 3.0, "threshold_db": -30.0} | dict.fromkeys(BAND_NAMES, -50.0)
    out = through(tmp_path, vowel(1.0) + ess(1.0), **knobs)
    assert np.array_equal(out[:, 0], out[:, 1])
    assert np.abs(out).max() > 0.05


def test_trim_adds_to_the_fader(tmp_path):
    sound = sine(300, 0.5)
    assert db(through(tmp_path, sound, gain_db=-6.0, trim_db=4.0)) - db(sound) == pytest.approx(-2.0, abs=0.01)


def test_every_stage_ends_in_digital_silence(tmp_path):
    knobs = {f"{stage}_on": 1 for stage in ("noise", "highpass", "eq", "gate", "compressor", "deesser", "saturation")}
    knobs |= {"low_db": 6.0, "saturation_drive_db": 20.0} | dict.fromkeys(BAND_NAMES, -50.0)
    out = through(tmp_path, white(0.5, -20.0), extra=4 * RATE, **knobs)
    assert (out[-RATE:] == 0.0).all()
