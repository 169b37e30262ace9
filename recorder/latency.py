"""How long sound takes from the program and back into it: measured by a sound that is played and recorded.

A small song holds nothing but three bursts of noise that is known to the sample. It is recorded like any other take, so
what the bursts lie too late in that take is what the present round trip is too short, in every part of the machine.
The noise is a maximum length sequence: its correlation with itself is a single peak, 45 dB above everything else
(Rife & Vanderkooy 1989), so a headphone held to the microphone in a noisy room does as well as a cable.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.device import DeviceWish, MeasuredLatency
from studio.engine.messages import DeviceOpened, RecordOrder, TakeClosed
from studio.errors import StudioError
from studio.song import Clip, Media, Song, Track
from studio.units import SILENCE_DB, db_of_gain, gain_of_db
from studio.wav import TakeNote, TakeWriter, map_data, unpacked

LEVEL_DB = -12.0
PROBE_DB = -30.0
"""Of a song that only asks whether the microphone hears the output at all."""
BURSTS, PROBE_BURSTS = 3, 1
LISTEN_MS = 12.0
"""Who hears the own voice later than this through the program hears two of them."""
LOUDSPEAKER_DB = -36.0
"""What comes back from headphones on a head is quieter than this; from a loudspeaker it is not."""
SPREAD_MS = 0.2
KEPT = 50
"""Measurements that a machine remembers."""

_ORDER = 15
_FIRST_S, _PAUSE_S = 1.0, 0.2
"""The first burst comes when the monitor has faded in."""
_EARLIEST_S, _LATEST_S = -0.2, 0.5
"""How wrong the present round trip may be."""
_CLEAR = 8.0
"""A peak of so many times the rest is no accident: noise alone does not come to five."""
_BEFORE_S, _ROOM_S = 0.005, 0.05
"""Around the peak: what belongs to the sound's way through headphone, air and room."""
_LOW_HZ = 200.0
"""Hum and rumble lie below."""
_TRACK, _SOUND, _NEXT_ID = "t1", "media/m1.wav", 2


class Lag(NamedTuple):
    """What came of a measurement."""

    frames: float
    """How much later than its place in the take the sound arrived."""
    spread_ms: float
    """Between the earliest and the latest burst."""
    gain_db: float
    """How loud it came back, as the song played it being 0."""


class _Arrival(NamedTuple):
    frames: float
    gain_db: float
    is_clear: bool


# --- the song that is recorded


def burst_song(rate_hz: int, bursts: int = BURSTS) -> Song:
    """The song with the bursts, whose sound `write_bursts` lays beside it."""
    frames = round(seconds(rate_hz, bursts) * rate_hz)
    media = Media(id="m1", file=_SOUND, frames=frames, channels=1, rate_hz=rate_hz)
    clip = Clip(id="c1", media_id="m1", at_beat=0.0, length_frames=frames)
    beat = Track(id="t0", role="beat", name="", clips=(clip,))
    return msgspec.structs.replace(still_song(rate_hz), media=(media,), tracks=(beat, *still_song(rate_hz).tracks))


def write_bursts(folder: Path, rate_hz: int, level_db: float = LEVEL_DB, bursts: int = BURSTS) -> None:
    """The sound of `burst_song`, in the song's folder. StudioError disk-full, disk-refused."""
    path = folder / _SOUND
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = TakeWriter(path, rate_hz, TakeNote(track_id="", at_beat=0.0, rate_hz=rate_hz))
    try:
        writer.write(burst_samples(rate_hz, level_db, bursts))
    finally:
        writer.close()


def still_song(rate_hz: int) -> Song:
    """A song that is silent, to listen to the microphone by itself."""
    return Song(title="", rate_hz=rate_hz, tracks=(Track(id=_TRACK, role="lead", name=""),), next_id=_NEXT_ID)


def order_in(folder: Path) -> RecordOrder:
    """The take that is made of either song, beside its sound."""
    return RecordOrder(take_id="k1", path=str(folder / "k1.wav"), track_id=_TRACK, at_beat=0.0)


def burst_samples(rate_hz: int, level_db: float = LEVEL_DB, bursts: int = BURSTS) -> NDArray[np.float32]:
    """What the song plays: mono, as long as it has to be recorded."""
    burst = (_sequence() * gain_of_db(level_db)).astype(np.float32)
    samples = np.zeros(round(seconds(rate_hz, bursts) * rate_hz), np.float32)
    for start in _starts(rate_hz, bursts):
        samples[start : start + len(burst)] = burst
    return samples


def seconds(rate_hz: int, bursts: int = BURSTS) -> float:
    """How long the song is."""
    return (_starts(rate_hz, bursts)[-1] + len(_sequence())) / rate_hz + _LATEST_S + _BEFORE_S


def heard_in(closed: TakeClosed) -> NDArray[np.float32]:
    """The samples of a take from the place on where it was to begin. StudioError audio-unreadable."""
    if closed.frames <= closed.lead_frames:
        return np.zeros(0, np.float32)
    _, data = map_data(Path(closed.path))
    return unpacked(np.asarray(data))[closed.lead_frames :]


# --- what was heard


def measure(recorded: NDArray[np.float32], rate_hz: int, level_db: float = LEVEL_DB) -> Lag:
    """How far the bursts lie from their places in the take of `burst_song`; `recorded` begins at the song's start.

    StudioError latency-unheard if the microphone did not hear them, latency-unsteady if they do not agree.
    """
    found = [_arrival(recorded, start, rate_hz, level_db) for start in _starts(rate_hz)]
    clear = [arrival for arrival in found if arrival.is_clear]
    if not clear:
        raise StudioError("latency-unheard")
    frames = [arrival.frames for arrival in clear]
    spread_ms = (max(frames) - min(frames)) / rate_hz * 1000.0
    if len(clear) < len(found) or spread_ms > SPREAD_MS:
        raise StudioError("latency-unsteady")
    return Lag(float(np.median(frames)), spread_ms, float(np.median([arrival.gain_db for arrival in clear])))


def loop_gain_db(recorded: NDArray[np.float32], rate_hz: int, level_db: float = PROBE_DB) -> float:
    """How loud the microphone hears what is played, that being 0 dB; `SILENCE_DB` if it does not hear it."""
    found = [_arrival(recorded, start, rate_hz, level_db) for start in _starts(rate_hz, PROBE_BURSTS)]
    return max((arrival.gain_db for arrival in found if arrival.is_clear), default=SILENCE_DB)


def measured(
    lag: Lag, opened: DeviceOpened, wish: DeviceWish | None, round_trip_frames: int, on: str
) -> MeasuredLatency:
    """What to remember: the round trip that the take was placed by was wrong by the lag. `on`: the day."""
    return MeasuredLatency(
        host_api=opened.host_api,
        input_name=wish.input_name if wish else "",
        output_name=wish.output_name if wish else opened.name,
        rate_hz=opened.rate_hz,
        block_frames=opened.block_frames,
        round_trip_frames=max(round_trip_frames + lag.frames, 0.0),
        spread_ms=lag.spread_ms,
        on=on,
    )


def remembered(rows: Iterable[MeasuredLatency], new: MeasuredLatency) -> tuple[MeasuredLatency, ...]:
    """The measurements of a machine with a new one first, each device once."""
    return (new, *(row for row in rows if row.key != new.key))[:KEPT]


# --- the arithmetic


@lru_cache(maxsize=1)
def _sequence() -> NDArray[np.float64]:
    """A maximum length sequence of ±1: a shift register whose recurrence is x¹⁵ + x + 1."""
    register, bits = 1, []
    for _ in range((1 << _ORDER) - 1):
        bits.append(register & 1)
        register = register >> 1 | ((register ^ register >> 1) & 1) << (_ORDER - 1)
    return 1.0 - 2.0 * np.array(bits, np.float64)


def _starts(rate_hz: int, bursts: int = BURSTS) -> list[int]:
    step = len(_sequence()) + round(_PAUSE_S * rate_hz)
    return [round(_FIRST_S * rate_hz) + number * step for number in range(bursts)]


def _arrival(recorded: NDArray[np.float32], start: int, rate_hz: int, level_db: float) -> _Arrival:
    """Where a burst lies against its place, to a fraction of a frame, and how loud."""
    first, lags = round(_EARLIEST_S * rate_hz), round((_LATEST_S - _EARLIEST_S) * rate_hz)
    sequence = _sequence()
    stretch = np.zeros(lags + len(sequence))
    part = recorded[start + first : start + first + len(stretch)]
    stretch[: len(part)] = part - np.mean(part) if len(part) else part
    echo = _correlation(stretch, sequence, rate_hz)[:lags] / (len(sequence) * gain_of_db(level_db))
    envelope = np.abs(echo)
    peak = int(np.argmax(envelope))
    inside = slice(max(peak - round(_BEFORE_S * rate_hz), 0), peak + round(_ROOM_S * rate_hz))
    rest = np.delete(echo, inside)
    floor = math.sqrt(float(np.mean(np.abs(rest) ** 2)))
    is_clear = bool(envelope[peak] > max(_CLEAR * floor, 1e-6))
    energy = float(np.sum(echo[inside].real ** 2)) - echo[inside].size * float(np.mean(rest.real**2))
    return _Arrival(first + peak + _vertex(envelope, peak), db_of_gain(math.sqrt(max(energy, 0.0))), is_clear)


def _correlation(stretch: NDArray[np.float64], sequence: NDArray[np.float64], rate_hz: int) -> NDArray[Any]:
    """Correlation by lag as an analytic signal: its size does not care for polarity, nor for how a headphone or a
    microphone turns the phase."""
    size = 1 << (len(stretch) - 1).bit_length()
    spectrum = np.zeros(size, np.complex128)
    half = np.fft.rfft(stretch, size) * np.conj(np.fft.rfft(sequence, size))
    hz = np.fft.rfftfreq(size, 1.0 / rate_hz)
    spectrum[: len(half)] = 2.0 * half * np.clip(hz / _LOW_HZ - 0.5, 0.0, 1.0)
    return np.fft.ifft(spectrum)


def _vertex(values: NDArray[np.float64], peak: int) -> float:
    """How far beside its highest value a curve is highest: the vertex of the parabola through three."""
    if not 0 < peak < len(values) - 1:
        return 0.0
    before, top, after = (float(value) ** 2 for value in values[peak - 1 : peak + 2])
    bend = before - 2.0 * top + after
    return 0.5 * (before - after) / bend if bend < 0.0 else 0.0
