"""The round trip is measured by a take like any other, over a wire of known length in a real audio server; the takes
that come after lie where they belong."""

from __future__ import annotations

import numpy as np
from jackdelay import Wire
from pump import JACK
from songs import clip_song

from recorder import latency
from studio.engine.messages import DeviceOpened, Loaded, RecordOrder, TakeClosed, TakeStarted

RATE = 48_000
RESIDUAL_FRAMES = 12
"""0.25 ms."""
HIT = 26_000
"""Where the song after it has its impulse, behind the monitor's fade-in."""


def recorded(pump, folder, frames: int, number: int) -> np.ndarray:
    """So many frames of a take of what is loaded, from the song's start on."""
    path = folder / f"take{number}.wav"
    pump.client.record(RecordOrder(take_id=f"k{number}", path=str(path), track_id="t1", at_beat=0.0))
    pump.until(TakeStarted)
    pump.while_not(lambda: pump.client.status.take_frames >= frames)
    pump.client.stop()
    return latency.heard_in(pump.until(TakeClosed))


def test_after_calibration_a_take_lies_within_twelve_frames_whatever_the_way_is_long(jack, pump, tmp_path) -> None:
    server = jack(RATE, 256)
    bursts, hits = latency.burst_song(RATE), clip_song(tmp_path / "hits", np.eye(1, HIT + 6_000, HIT)[0] * 0.5)
    latency.write_bursts(tmp_path, RATE)
    pump.client.load(bursts, tmp_path, {})
    pump.client.open_device(JACK, RATE)
    opened = pump.until(DeviceOpened)
    rows, wrong_by, residuals = (), [], []
    with Wire() as wire:
        server.disconnect("system:capture_1", "PortAudio:in_0")
        server.connect("PortAudio:out_0", "wire:in")
        server.connect("wire:out", "PortAudio:in_0")
        for number, frames in enumerate((0, 1, 63, 480, 4_801)):
            wire.hold(frames)
            pump.client.load(bursts, tmp_path, {})
            pump.until(Loaded)
            placed_by = pump.client.status.round_trip_frames
            heard = recorded(pump, tmp_path, round(latency.seconds(RATE) * RATE), 2 * number)
            lag = latency.measure(heard, RATE)
            assert lag.spread_ms <= latency.SPREAD_MS
            row = latency.measured(lag, opened, JACK, placed_by, "2026-11-22")
            wrong_by.append(row.round_trip_frames - opened.round_trip_frames - frames)
            rows = latency.remembered(rows, row)
            pump.client.use_latency(rows)
            now = pump.until(DeviceOpened)
            assert now.measured_on == "2026-11-22"
            pump.client.load(hits, tmp_path / "hits", {})
            pump.until(Loaded)
            heard = recorded(pump, tmp_path, HIT + 5_000, 2 * number + 1)
            residuals.append(int(np.argmax(np.abs(heard))) - HIT)
    print(f"the way was found to be longer than it is by {wrong_by}, takes lie late by {residuals} frames")
    assert len(rows) == 1
    assert np.abs(wrong_by).max() <= RESIDUAL_FRAMES
    assert np.abs(residuals).max() <= RESIDUAL_FRAMES
