"""Verdicts on a microphone's level, and no false alarm on a whispered verse."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

import presets
from recorder import level
from studio.units import gain_of_db

RATE = 48_000


def voice(peak_db: float, floor_db: float = -65.0, seconds: float = 8.0):
    """Syllables with pauses between them, in a room."""
    count = round(seconds * RATE)
    at = np.arange(count) / RATE
    loud = np.clip(np.sin(2 * np.pi * 2.5 * at), 0.0, 1.0) ** 0.5
    sung = loud * np.sin(2 * np.pi * 160 * at + np.sin(2 * np.pi * 4 * at))
    sung *= gain_of_db(peak_db) / np.abs(sung).max()
    hiss = np.random.default_rng(1).standard_normal(count) * gain_of_db(floor_db)
    return (sung + hiss).astype(np.float32)


@pytest.mark.parametrize(
    ("peak_db", "verdict"),
    [
        (-1.0, "loud"), (-2.5, "loud"), (-4.0, "high"), (-5.5, "high"), (-6.5, "good"), (-9.0, "good"),
        (-11.5, "good"), (-13.0, "soft"), (-23.0, "soft"), (-25.0, "low"), (-45.0, "low"), (-60.0, "silent"),
    ],
)  # fmt: skip
def test_each_loudness_has_its_verdict(peak_db: float, verdict: str) -> None:
    heard = level.judge(voice(peak_db, floor_db=-85.0), RATE)
    assert heard.verdict == verdict
    assert heard.peak_db == pytest.approx(peak_db, abs=1.5 if verdict == "silent" else 0.4)
    assert heard.floor_db == pytest.approx(-85.0, abs=1.0)
    assert heard.is_good == (verdict in ("good", "soft"))


@pytest.mark.parametrize(("floor_db", "noisy"), [(-70.0, False), (-52.0, False), (-48.0, True), (-30.0, True)])
def test_a_noisy_room_is_said_beside_the_level(floor_db: float, noisy: bool) -> None:
    heard = level.judge(voice(-9.0, floor_db), RATE)
    assert heard.is_noisy == noisy
    assert heard.verdict == "good"
    assert heard.is_good != noisy
    assert not level.judge(voice(-1.0, floor_db), RATE).is_noisy  # turned down, the room goes down as well


def test_the_first_moment_with_its_click_does_not_count() -> None:
    heard = voice(-9.0)
    heard[2_000:2_010] = 1.0
    assert level.judge(heard, RATE).verdict == "good"


def test_exact_noughts_are_no_quiet_room() -> None:
    assert level.judge(np.zeros(8 * RATE, np.float32), RATE).verdict == "zeros"
    quiet = (np.random.default_rng(2).standard_normal(8 * RATE) * 1e-4).astype(np.float32)
    assert level.judge(quiet, RATE).verdict == "silent"
    gated = voice(-9.0)
    gated[: 3 * RATE] = 0.0  # a microphone that shuts itself between words is no broken one
    assert level.judge(gated, RATE).verdict == "good"
    assert level.judge(np.zeros(0, np.float32), RATE).verdict == "zeros"


def test_runs_of_noughts_are_counted() -> None:
    assert level.longest_zeros(np.array([0, 0, 1, 0, 0, 0, 1, 0], np.float32)) == 3
    assert level.longest_zeros(np.ones(4, np.float32)) == 0
    assert level.longest_zeros(np.zeros(0, np.float32)) == 0


@pytest.mark.parametrize("change_db", [20.0, 12.0, -12.0, -20.0])
def test_a_microphone_that_is_turned_by_a_machine_is_noticed(change_db: float) -> None:
    heard = voice(-15.0, seconds=20.0) * 10.0 ** (np.linspace(-change_db / 2, change_db / 2, 20 * RATE) / 20.0)
    assert level.drift_db(heard.astype(np.float32), RATE) == pytest.approx(change_db, abs=0.15 * abs(change_db))


@pytest.mark.parametrize("change_db", [0.0, 6.0, -6.0])
def test_a_steady_one_is_not(change_db: float) -> None:
    heard = voice(-15.0, seconds=20.0) * 10.0 ** (np.linspace(-change_db / 2, change_db / 2, 20 * RATE) / 20.0)
    assert abs(level.drift_db(heard.astype(np.float32), RATE)) <= level.DRIFT_DB


def test_a_singer_who_grows_louder_is_no_machine() -> None:
    """From a whisper to a shout, 30 dB, in a room that stays what it is."""
    at = np.linspace(-30.0, 0.0, 20 * RATE)
    room = np.random.default_rng(4).standard_normal(20 * RATE) * gain_of_db(-65.0)
    sung = voice(-6.0, floor_db=-120.0, seconds=20.0) * 10.0 ** (at / 20.0) + room
    assert abs(level.drift_db(sung.astype(np.float32), RATE)) < 3.0


def test_a_whispered_verse_raises_no_alarm() -> None:
    """The shipped verse with its voice taken out: noise that is as loud as the words were, 12 dB further down."""
    spoken, rate_hz = soundfile.read(presets.load_verse().path, dtype="float32")
    frames = rate_hz // 100
    spoken = spoken[: len(spoken) // frames * frames]
    each = np.sqrt(np.mean(spoken.reshape(-1, frames) ** 2, axis=1))
    shape = np.interp(np.arange(len(spoken)), np.arange(len(each)) * frames + frames / 2, each)
    chance = np.random.default_rng(6)
    whispered = chance.standard_normal(len(spoken)) * shape * 0.25 + chance.standard_normal(len(spoken)) * 3e-4
    whispered = whispered.astype(np.float32)
    verdicts = []
    for start in range(0, len(whispered) - 8 * rate_hz, 2 * rate_hz):
        heard = level.judge(whispered[start : start + 8 * rate_hz], rate_hz)
        verdicts.append(heard.verdict)
        assert not heard.is_noisy
        assert abs(heard.drift_db) <= level.DRIFT_DB
        plain = level.judge(spoken[start : start + 8 * rate_hz], rate_hz)
        assert not plain.is_noisy, "a verse without a breath is no noise"
    assert len(verdicts) > 5
    assert set(verdicts) <= {"low", "soft", "good"}
    assert abs(level.drift_db(whispered, rate_hz)) <= level.DRIFT_DB
    assert level.longest_zeros(whispered) < 0.05 * rate_hz
