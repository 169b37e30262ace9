"""A clean track passes, and one defect in it is told by exactly its own row."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from preflight_tracks import DELIVERY, RATE_HZ, SECONDS, clean_recording, clean_track, level
from scipy.signal import butter, sosfilt

from studio.preflight.finding import Finding
from studio.preflight.sound import Sound
from studio.preflight.table import CHECKS, band_named
from studio.preflight.track import check_balance, check_mix, check_recording, check_room, check_track
from studio.units import gain_of_db

Change = Callable[[np.ndarray], np.ndarray]
AT_20_S = 20 * RATE_HZ
TIME_S = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
PLAYING = ((TIME_S > 0.5) & (TIME_S < SECONDS - 2.0))[:, None]


def told(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.check: finding for finding in findings if finding.level != "ok"}


def heard(recording: np.ndarray) -> list[Finding]:
    """A recording, and the room in it."""
    sound = Sound(recording, RATE_HZ)
    return [*check_recording(sound, DELIVERY), *check_room(sound, DELIVERY)]


def faded(track: np.ndarray, seconds: float = 0.4) -> np.ndarray:
    """Between 0.5 s and two seconds before the end, in and out without a click."""
    rise = np.clip(np.minimum(TIME_S - 0.5, SECONDS - 2.0 - TIME_S) / seconds, 0.0, 1.0)
    return track * (rise * rise * (3 - 2 * rise))[:, None]


def sine(hz: float, dbfs: float, right: float = 1.0) -> np.ndarray:
    one = gain_of_db(dbfs) * np.sin(2 * np.pi * hz * TIME_S)
    return faded(np.stack((one, right * one), axis=1))


def spike(track: np.ndarray, gain: float) -> np.ndarray:
    made = track.copy()
    made[AT_20_S] = gain
    return made


def silenced(track: np.ndarray, seconds: float) -> np.ndarray:
    made = track.copy()
    made[AT_20_S : AT_20_S + round(seconds * RATE_HZ)] = 0.0
    return made


def padded(track: np.ndarray, head_s: float = 0.0, tail_s: float = 0.0) -> np.ndarray:
    return np.pad(track, ((round(head_s * RATE_HZ), round(tail_s * RATE_HZ)), (0, 0)))


def clicked(track: np.ndarray) -> np.ndarray:
    made = track.copy()
    made[3:5] = np.array([0.004, -0.004])[:, None]
    return made


def squashed(track: np.ndarray) -> np.ndarray:
    """Cut flat, and moved up and down slowly so that it still has a range."""
    flat = np.clip(track, -0.3, 0.3) * (1.0 + 0.3 * np.sin(2 * np.pi * TIME_S / 20.0))[:, None]
    return level(flat - flat.mean(axis=0) * PLAYING, -14.2)


def slow(track: np.ndarray) -> np.ndarray:
    """How strong the track is around each moment, rms over two seconds, (n, 1)."""
    power = np.convolve(np.mean(track**2, axis=1)[::441], np.full(200, 0.005), "same")
    return np.interp(TIME_S, np.arange(len(power)) * 0.01, np.sqrt(np.maximum(power, 1e-4)))[:, None]


def evened(track: np.ndarray) -> np.ndarray:
    """Every second as loud as the others."""
    return level(track / slow(track), -14.2)


def tone_for_2_7_s() -> np.ndarray:
    near = np.clip((1.35 - np.abs(TIME_S - 30.0)) * 20, 0, 1)[:, None]
    return sine(400.0, -9.5) * near


def bass_apart(track: np.ndarray) -> np.ndarray:
    """All the way a tone so low that loudness hardly counts it, opposite on the other side and almost as strong as the
    track itself: (1 − 0.75) ÷ (1 + 0.75) is 0.14."""
    track = level(track, -15.9)
    return track + np.sqrt(2 * 0.75) * slow(track) * sine(34.0, 0.0, right=-1.0)


def bursts(track: np.ndarray) -> np.ndarray:
    """For four seconds, a tone so low that loudness hardly counts it, opposite on the other side and a third stronger
    than the track itself: (1 − 1.33) ÷ (1 + 1.33) is −0.14."""
    track = level(track, -15.9)
    near = np.clip((2.2 - np.abs(TIME_S - 30.0)) * 4, 0, 1)[:, None]
    power = np.mean(track[28 * RATE_HZ : 32 * RATE_HZ] ** 2)
    return track + np.sqrt(2 * 1.33 * power) * sine(34.0, 0.0, right=-1.0) * near


def half_wide(track: np.ndarray) -> np.ndarray:
    """Both sides as loud as before, each with something of its own."""
    dice = np.random.default_rng(5)
    own = sosfilt(
        butter(2, (500, 2000), "bandpass", fs=RATE_HZ, output="sos"), dice.standard_normal(track.shape), axis=0
    )
    return level(track + faded(own * slow(track) * 3.7), -14.2)


DEFECTS: dict[str, tuple[str, str, Change]] = {
    # what is done: (the row that tells it, its level, how)
    "quiet": ("loudness", "warn", lambda x: level(x, -20.0)),
    "far too quiet": ("loudness", "block", lambda x: level(x, -30.0)),
    "a peak between −1 and 0": ("true-peak", "warn", lambda x: spike(x, 0.93)),
    "a peak above 0": ("true-peak", "block", lambda x: spike(x, 1.02)),
    "squashed": ("dynamics", "warn", lambda x: squashed(x)),
    "all alike": ("range", "warn", lambda x: evened(x)),
    "half of it far away": ("range", "warn", lambda x: level(x * np.where(TIME_S < 32, 1.0, 0.17)[:, None], -14.2)),
    "a tone that sticks out": ("surge", "warn", lambda x: level(x, -15.9) + tone_for_2_7_s()),
    "a click before it": ("start-click", "warn", clicked),
    "short": ("length", "warn", lambda x: np.concatenate((x[: 35 * RATE_HZ], x[-RATE_HZ * 5 :]))),
    "no air before it": ("head-silence", "warn", lambda x: x[round(0.045 * RATE_HZ) :]),
    "a long silence before it": ("head-silence", "warn", lambda x: padded(x, head_s=2.0)),
    "a far too long silence before it": ("head-silence", "block", lambda x: padded(x, head_s=6.0)),
    "no air behind it": ("tail-silence", "warn", lambda x: x[: -round(0.9 * RATE_HZ)]),
    "a long silence behind it": ("tail-silence", "warn", lambda x: padded(x, tail_s=5.0)),
    "a far too long silence behind it": ("tail-silence", "block", lambda x: padded(x, tail_s=12.0)),
    "a silence inside": ("gap", "warn", lambda x: silenced(x, 3.0)),
    "a track that is missing": ("gap", "block", lambda x: silenced(x, 12.0)),
    "cut off at the end": ("edges", "block", lambda x: np.concatenate((x[:-1], [[0.02, 0.02]]))),
    "off its middle": ("offset", "warn", lambda x: x + faded(np.full_like(x, 0.004), 2.0)),
    "far off its middle": ("offset", "block", lambda x: x + faded(np.full_like(x, 0.02), 2.0)),
    "rumble": ("sub-bass", "warn", lambda x: x + sine(9.0, -34.0)),
    "one side louder": ("sides", "warn", lambda x: level(x * np.array([1.0, 0.5]), -15.9)),
    "both sides the same": ("dual-mono", "info", lambda x: level(np.repeat(x[:, :1], 2, axis=1), -14.2)),
    "one channel": ("one-channel", "block", lambda x: level(x[:, :1], -15.9)),
    "bass against itself": ("correlation-worst", "warn", bursts),
    "bass apart": ("correlation", "warn", lambda x: bass_apart(x)),
    "wide": ("mono-loss", "warn", lambda x: half_wide(x)),
}  # fmt: skip


@cache
def found_of(defect: str) -> dict[str, Finding]:
    return told(check_track(Sound(DEFECTS[defect][2](clean_track()), RATE_HZ), DELIVERY))


def test_a_clean_track_and_a_clean_recording_pass() -> None:
    assert told(check_track(Sound(clean_track(), RATE_HZ), DELIVERY)) == {}
    assert told(check_mix(Sound(clean_track(), RATE_HZ), DELIVERY)) == {}
    assert told(heard(clean_recording())) == {}


@pytest.mark.parametrize("defect", DEFECTS)
def test_one_defect_is_told_by_its_own_row_alone(defect: str) -> None:
    check, level_told, _ = DEFECTS[defect]
    assert {name: finding.level for name, finding in found_of(defect).items()} == {check: level_told}


def test_a_song_that_begins_inside_a_sound_is_told_once() -> None:
    cut = clean_track()[round(1.15 * RATE_HZ) :]
    found = told(check_track(Sound(cut, RATE_HZ), DELIVERY))
    assert (set(found), found["edges"].level, found["edges"].remedy) == ({"edges"}, "block", "export-again")


def test_places_and_remedies() -> None:
    def one(defect: str) -> Finding:
        return found_of(defect)[DEFECTS[defect][0]]

    assert one("a peak above 0").at_s == pytest.approx(20.0, abs=0.01)
    assert one("a silence inside").at_s == pytest.approx(20.0, abs=0.02)
    assert one("a silence inside").value == pytest.approx(3.0, abs=0.05)
    assert one("a tone that sticks out").at_s == pytest.approx(28.6, abs=0.4)
    assert one("bass against itself").at_s == pytest.approx(28.5, abs=1.0)
    assert one("bass apart").remedy == "mono-bass"
    assert one("wide").remedy == "narrow"
    assert (one("quiet").side, one("quiet").limit, one("quiet").remedy) == ("low", -16.0, "remaster")


def test_a_loud_track_has_to_stay_lower() -> None:
    """−1.6 dBTP is good at −14.2 LUFS and worth a look at −12, where −2 is asked for."""
    quiet, loud = (spike(level(squashed(clean_track()), lufs), 0.83) for lufs in (-14.2, -12.0))
    assert "true-peak" not in told(check_track(Sound(quiet, RATE_HZ), DELIVERY))
    assert told(check_track(Sound(loud, RATE_HZ), DELIVERY))["true-peak"].limit == -2.0


def test_both_sides_against_each_other() -> None:
    """The sanity values of a polarity turned over: everything that speaks of sides says so."""
    turned = clean_track() * np.array([1.0, -1.0])
    found = told(check_track(Sound(turned, RATE_HZ), DELIVERY))
    assert {"mono-loss", "correlation", "correlation-worst"} == set(found)
    assert {finding.level for finding in found.values()} == {"block"}
    one_side = told(check_track(Sound(clean_track() * np.array([1.0, 0.0]), RATE_HZ), DELIVERY))
    assert one_side["mono-loss"].value == pytest.approx(-3.0, abs=0.05)
    assert (one_side["sides"].level, "correlation" in one_side) == ("block", False)


@pytest.mark.parametrize(("gain_db", "level_told"), [(4.0, "ok"), (8.0, "warn"), (15.0, "block")])
def test_the_mix_before_mastering(gain_db: float, level_told: str) -> None:
    (found,) = check_mix(Sound(clean_track() * gain_of_db(gain_db), RATE_HZ), DELIVERY)
    assert (found.check, found.level) == ("mix-peak", level_told)


@pytest.mark.parametrize(("peak", "level_told"), [(0.85, "ok"), (0.95, "warn"), (1.05, "block")])
def test_a_lossy_file_as_it_is_played(peak: float, level_told: str) -> None:
    found = check_track(Sound(spike(clean_track(), peak), RATE_HZ), DELIVERY, lossy=True)
    assert [one.level for one in found if one.check == "lossy-peak"] == [level_told]
    assert not [one for one in found if one.check == "true-peak"]


def flattened(recording: np.ndarray, places: int) -> np.ndarray:
    made = recording.copy()
    for number in range(places):
        at = round((number + 0.5) * len(made) / places)
        made[at : at + 3] = 0.9985
    return made


HUM = 10 ** (-62 / 20) * np.sin(2 * np.pi * 50 * np.arange(20 * RATE_HZ) / RATE_HZ)
ROOM = np.random.default_rng(2).standard_normal(20 * RATE_HZ) * 10 ** (-58 / 20)

RECORDED: dict[str, tuple[str, str, Change]] = {
    "too loud in places": ("source-clipping", "warn", lambda x: flattened(x, 3)),
    "too loud all along": ("source-clipping", "block", lambda x: flattened(x, 40)),
    "a noisy room": ("noise-floor", "warn", lambda x: x + np.random.default_rng(1).standard_normal(len(x)) * 0.0035),
    "hum": ("hum", "block", lambda x: x + HUM),
    "a little hum": ("hum", "warn", lambda x: x + HUM * 0.22 + ROOM),
}  # fmt: skip


@pytest.mark.parametrize("defect", RECORDED)
def test_one_defect_of_a_recording_is_told_by_its_own_row_alone(defect: str) -> None:
    check, level_told, change = RECORDED[defect]
    found = told(heard(change(clean_recording())))
    assert {name: finding.level for name, finding in found.items()} == {check: level_told}


def test_a_roaring_room_blocks_and_a_voice_without_a_pause_is_not_judged() -> None:
    loud = clean_recording() * 1.6 + np.random.default_rng(1).standard_normal(20 * RATE_HZ) * 0.018
    assert told(heard(loud))["noise-floor"].level == "block"
    steady = np.random.default_rng(1).standard_normal(20 * RATE_HZ) * 0.1
    assert {one.check for one in heard(steady)} == {"source-clipping"}


@pytest.mark.parametrize(("gain_db", "told_as"), [(0.0, ("ok", "")), (-6.0, ("warn", "low")), (8.0, ("warn", "high"))])
def test_the_voice_over_the_beat(gain_db: float, told_as: tuple[str, str]) -> None:
    """The voice sounds in the second half only, where the beat is as loud as it."""
    beat = level(clean_track(), -20.0)
    voice = level(clean_track(), -20.0)[::-1] * (TIME_S > 30.0)[:, None]
    (found,) = check_balance(Sound(voice * gain_of_db(gain_db), RATE_HZ), Sound(beat, RATE_HZ), DELIVERY)
    assert (found.level, found.side) == told_as
    assert found.value == pytest.approx(gain_db, abs=1.5)
    assert check_balance(Sound(voice * 0.0, RATE_HZ), Sound(beat, RATE_HZ), DELIVERY) == []


def test_silence_is_told_and_nothing_breaks() -> None:
    found = told(check_track(Sound(np.zeros((70 * RATE_HZ, 2)), RATE_HZ), DELIVERY))
    assert (set(found), found["loudness"].level, found["loudness"].value) == ({"loudness"}, "block", -120.0)
    assert check_track(Sound(np.zeros((0, 2)), RATE_HZ), DELIVERY) == []
    assert told(check_track(Sound(np.full((3, 2), 0.5), RATE_HZ), DELIVERY))["length"].level == "block"


def test_the_same_sound_gives_the_same_findings() -> None:
    first, second = (check_track(Sound(clean_track().copy(), RATE_HZ), DELIVERY) for _ in range(2))
    assert first == second


def test_every_row_is_broken_by_some_defect() -> None:
    broken = {check for check, _, _ in (*DEFECTS.values(), *RECORDED.values())} | {"mix-peak", "lossy-peak"}
    assert broken == {row.name for row in CHECKS}
    for row in CHECKS:
        assert band_named(DELIVERY, row.name).ok
