"""The measured round trip: found to a part of a frame, in noise and rooms, and never where nothing was heard."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from recorder import latency
from studio.device import MeasuredLatency
from studio.engine.messages import TakeClosed
from studio.errors import StudioError
from studio.units import gain_of_db

RATE = 48_000


def came_back(delay: float, rate_hz: int = RATE, gain_db: float = 0.0, level_db: float = latency.LEVEL_DB):
    """The song as a microphone hears it so many frames later; the delay may be a part of a frame."""
    played = latency.burst_samples(rate_hz, level_db).astype(np.float64)
    size = 1 << (len(played) + 40_000).bit_length()
    turned = np.fft.rfft(played, size) * np.exp(-2j * np.pi * np.arange(size // 2 + 1) * delay / size)
    return (np.fft.irfft(turned, size)[: len(played)] * gain_of_db(gain_db)).astype(np.float32)


def hiss(count: int, level_db: float, seed: int = 3):
    return (np.random.default_rng(seed).standard_normal(count) * gain_of_db(level_db)).astype(np.float32)


def room(samples: np.ndarray, seed: int = 5):
    """Through a headphone, the air and a room: band-limited, polarity turned, with a tail."""
    chance = np.random.default_rng(seed)
    tail = chance.standard_normal(9_600) * np.exp(-np.arange(9_600) / 2_000.0) * 0.02
    tail[0] = -1.0
    spectrum = np.fft.rfft(samples, 1 << 19)
    hz = np.fft.rfftfreq(1 << 19, 1 / RATE)
    spectrum *= np.fft.rfft(tail, 1 << 19) / (1 + (hz / 9_000.0) ** 4) * (hz / (hz + 150.0))
    return np.fft.irfft(spectrum, 1 << 19)[: len(samples)].astype(np.float32)


def test_the_sequence_is_as_long_as_it_can_be_and_like_nothing_but_itself() -> None:
    sequence = latency._sequence()
    assert len(sequence) == 32_767
    assert sequence.sum() == -1.0  # 16 384 of one sign, 16 383 of the other
    spectrum = np.fft.rfft(sequence)
    circular = np.round(np.fft.irfft(np.abs(spectrum) ** 2, len(sequence)))
    assert circular[0] == 32_767
    assert set(circular[1:]) == {-1.0}


def test_the_song_waits_for_the_fade_in_and_plays_three_bursts_at_minus_twelve() -> None:
    samples = latency.burst_samples(RATE)
    loud = np.abs(samples) > 0
    assert not loud[:RATE].any()
    assert np.flatnonzero(np.diff(loud.astype(int)) == 1).tolist() == [47_999, 90_366, 132_733]
    assert np.abs(samples).max() == pytest.approx(0.2512, abs=1e-4)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("delay", [0.0, 1.0, 63.0, 480.0, 4_801.0, 20_000.0, -2_000.0, 100.5, 7.25])
def test_a_delay_is_found_to_a_part_of_a_frame(delay: float, rate_hz: int) -> None:
    lag = latency.measure(came_back(delay, rate_hz), rate_hz)
    assert lag.frames == pytest.approx(delay, abs=0.1)
    assert lag.spread_ms < 0.005
    assert lag.gain_db == pytest.approx(0.0, abs=0.5)


@pytest.mark.parametrize("noise_db", [-90.0, -50.0, -40.0])
@pytest.mark.parametrize("gain_db", [-10.0, -30.0])
def test_a_headphone_held_to_a_microphone_does_as_well_as_a_cable(gain_db: float, noise_db: float) -> None:
    heard = room(came_back(500.0, gain_db=gain_db))
    lag = latency.measure(heard + hiss(len(heard), noise_db), RATE)
    assert abs(lag.frames - 500.0) <= 12.0
    assert lag.spread_ms <= latency.SPREAD_MS


def test_hum_and_a_voice_beside_it_do_no_harm() -> None:
    heard = came_back(333.0, gain_db=-30.0)
    seconds = np.arange(len(heard)) / RATE
    hum = 0.05 * np.sin(2 * np.pi * 50 * seconds) + 0.01 * np.sin(2 * np.pi * 150 * seconds)
    voice = 0.03 * np.sin(2 * np.pi * 180 * seconds) * np.sign(np.sin(2 * np.pi * 3 * seconds))
    assert latency.measure((heard + hum + voice).astype(np.float32), RATE).frames == pytest.approx(333.0, abs=1.0)


@pytest.mark.parametrize(
    "heard",
    [
        np.zeros(0, np.float32),
        np.zeros(240_000, np.float32),
        np.full(240_000, 0.3, np.float32),
        hiss(240_000, -20.0),
        hiss(30_000, -20.0),
        np.sign(hiss(240_000, -20.0)),
    ],
)
def test_where_nothing_came_back_nothing_is_measured(heard: np.ndarray) -> None:
    with pytest.raises(StudioError) as refused:
        latency.measure(heard, RATE)
    assert refused.value.code == "latency-unheard"
    assert latency.loop_gain_db(heard, RATE) == -120.0


def test_bursts_that_do_not_agree_are_to_be_played_again() -> None:
    """0.2 ms are 9.6 frames: a headphone that slid three millimetres does no harm, a device that stumbled does."""
    early, late = came_back(500.0), came_back(509.0)
    later = came_back(512.0)
    third = 127_000
    assert latency.measure(np.concatenate((early[:third], late[third:])), RATE).spread_ms == pytest.approx(
        0.1875, abs=0.001
    )
    heard = np.concatenate((early[:third], later[third:]))
    with pytest.raises(StudioError) as refused:
        latency.measure(heard, RATE)
    assert refused.value.code == "latency-unsteady"
    lost = early.copy()
    lost[third:] = 0.0
    with pytest.raises(StudioError) as refused:
        latency.measure(lost + hiss(len(lost), -80.0), RATE)
    assert refused.value.code == "latency-unsteady"


@pytest.mark.parametrize("gain_db", [0.0, -20.0, -36.0, -50.0])
def test_how_loud_a_loudspeaker_is_in_the_microphone(gain_db: float) -> None:
    heard = came_back(700.0, gain_db=gain_db, level_db=latency.PROBE_DB)[:150_000]
    found = latency.loop_gain_db(heard + hiss(len(heard), -75.0), RATE)
    assert found == pytest.approx(gain_db, abs=1.0)


def test_a_measurement_is_kept_once_for_each_device_and_the_newest_counts() -> None:
    def row(name: str, frames: float) -> MeasuredLatency:
        return MeasuredLatency(
            host_api="JACK", input_name=name, output_name="out", rate_hz=RATE, block_frames=64,
            round_trip_frames=frames, spread_ms=0.0, on="2026-11-22",
        )  # fmt: skip

    rows: tuple[MeasuredLatency, ...] = ()
    for number in range(60):
        rows = latency.remembered(rows, row(f"mic {number}", number))
    assert len(rows) == 50
    assert rows[0].input_name == "mic 59"
    rows = latency.remembered(rows, row("mic 20", 7.0))
    assert len(rows) == 50
    assert [kept.round_trip_frames for kept in rows if kept.input_name == "mic 20"] == [7.0]


def test_the_song_on_disk_is_the_song_that_is_looked_for(tmp_path) -> None:
    song = latency.burst_song(RATE)
    latency.write_bursts(tmp_path, RATE)
    written, rate_hz = soundfile.read(tmp_path / song.media[0].file, dtype="float32")
    assert rate_hz == RATE
    assert np.abs(written - latency.burst_samples(RATE)).max() < 1e-6
    take = tmp_path / "take.wav"
    lead = np.zeros(300, np.float32)
    soundfile.write(take, np.concatenate((lead, came_back(63.0))), RATE, subtype="PCM_24")
    frames = soundfile.info(take).frames
    closed = TakeClosed(
        take_id="k1", path=str(take), track_id="t1", frames=frames, rate_hz=RATE, at_beat=-0.1, lead_frames=300
    )
    assert latency.measure(latency.heard_in(closed), RATE).frames == pytest.approx(63.0, abs=0.05)
