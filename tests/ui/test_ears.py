"""What is said of the microphone during a take, by the engine's own meter turned by hand: silence, hardly any sound,
and a whispered verse of which nothing is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.engine.devices import HandDevice
from studio.engine.engine import Engine
from studio.engine.meters import Status
from studio.song import Song
from ui.moment import Ears, Moment

RATE_HZ = 48_000
POLL_FRAMES = 1_600
"""Thirty looks a second."""


@pytest.fixture(scope="module")
def engine():
    made = Engine(RATE_HZ)
    made.use_device(HandDevice(made.memory, RATE_HZ))
    made.load(Song(title=""), lambda media: Path(media.file), {})
    made.device.turn(np.zeros(64, np.float32))
    yield made
    made.close()


def told(engine: Engine, heard: NDArray[np.float32], *, before_frames: int = 0) -> list[tuple[str, float]]:
    """What is said while the microphone hears this, and how many seconds into it; the take begins after
    `before_frames`."""
    engine.device.turn(np.full(480, 0.1, np.float32))  # a room full of people, before the button was pressed
    ears, status, found = Ears(), Status(engine.status), []
    for at in range(0, len(heard), POLL_FRAMES):
        engine.device.turn(heard[at : at + POLL_FRAMES])
        moment = Moment(
            recording=True,
            take_frames=max(at + POLL_FRAMES - before_frames, 0),
            input_db=status.input.peak_db,
            input_zeros_frames=status.input_zeros_frames,
        )
        hint = ears.hint(moment, RATE_HZ)
        if hint:
            found.append((hint, (at + POLL_FRAMES) / RATE_HZ))
    return found


def noise(seconds: float, peak_db: float, seed: int = 1) -> NDArray[np.float32]:
    """Noise as dull as breath, its loudest sample at a level."""
    white = np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ))
    dull = np.convolve(white, np.ones(8) / 8, "same")
    return (dull / np.max(np.abs(dull)) * 10 ** (peak_db / 20)).astype(np.float32)


def whispered_verse(peak_db: float, pause_s: float) -> NDArray[np.float32]:
    """Forty seconds of syllables in a quiet room, with a pause after every line."""
    verse = noise(40.0, -66.0, seed=2)
    beat, line_s = 0.25, 2.5
    syllables = noise(40.0, peak_db, seed=3)
    at_s = 1.0
    while at_s + line_s < 40.0:
        for number in range(round(line_s / beat)):
            first = round((at_s + number * beat) * RATE_HZ)
            shape = np.hanning(round(0.16 * RATE_HZ)).astype(np.float32)
            loudest = np.max(np.abs(syllables[first : first + len(shape)]))
            gain = 10 ** (peak_db / 20) / max(float(loudest), 1e-9)
            verse[first : first + len(shape)] += syllables[first : first + len(shape)] * shape * gain
        at_s += line_s + pause_s
    return verse


def test_a_microphone_that_dies_in_a_take_is_told_of_after_two_seconds(engine: Engine) -> None:
    heard = np.concatenate([noise(3.0, -20.0), np.zeros(5 * RATE_HZ, np.float32)])
    assert [name for name, _ in told(engine, heard)] == ["told-mic-silent"]
    assert told(engine, heard)[0][1] == pytest.approx(5.0, abs=0.04)


def test_a_dead_microphone_is_told_of_before_the_count_in_is_over(engine: Engine) -> None:
    found = told(engine, np.zeros(8 * RATE_HZ, np.float32), before_frames=4 * RATE_HZ)
    assert [name for name, _ in found] == ["told-mic-silent"]
    assert found[0][1] == pytest.approx(0.2, abs=0.04)


def test_without_a_count_in_it_is_told_of_within_two_seconds(engine: Engine) -> None:
    (found,) = told(engine, np.zeros(8 * RATE_HZ, np.float32))
    assert found[0] == "told-mic-silent"
    assert found[1] <= 2.04


def test_hardly_any_sound_is_told_of_once(engine: Engine) -> None:
    (found,) = told(engine, noise(20.0, -60.0))
    assert found[0] == "told-mic-faint"
    assert 5.0 < found[1] < 6.6  # from what was before, the meter falls for a second and a half


def test_what_is_faint_before_the_take_does_not_count(engine: Engine) -> None:
    assert told(engine, noise(12.0, -60.0), before_frames=8 * RATE_HZ) == []


@pytest.mark.parametrize("peak_db", [-45.0, -50.0])
@pytest.mark.parametrize("pause_s", [0.0, 2.0, 7.0])
def test_of_a_whispered_verse_nothing_is_said(engine: Engine, peak_db: float, pause_s: float) -> None:
    assert told(engine, whispered_verse(peak_db, pause_s)) == []


def test_a_voice_that_stays_away_is_told_of_in_the_end(engine: Engine) -> None:
    heard = np.concatenate([noise(4.0, -20.0), noise(20.0, -62.0)])
    (found,) = told(engine, heard)
    assert found[0] == "told-mic-faint"
    assert 19.0 < found[1] < 21.5


def test_a_dropout_is_told_of_once_and_what_was_too_loud_waits() -> None:
    ears, moment = Ears(), Moment(recording=True, take_frames=RATE_HZ, input_db=-12.0)
    ears.note("loud")
    assert ears.hint(moment, RATE_HZ) == ""
    ears.note("dropout")
    ears.note("gap")
    assert [ears.hint(moment, RATE_HZ) for _ in range(3)] == ["told-dropout", "", ""]
