"""Loop recording against a real audio server with a real clock: every pass to the sample, and for as long as you
like."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from songs import clip_song
from test_jack import impulses, opened, order

from studio.engine.messages import TakeClosed
from studio.wav import passes_of

LOOP_BEATS = 0.5
"""A quarter of a second."""
SOAK_S = [30, pytest.param(3_600, marks=pytest.mark.soak)]
"""Half a minute shows that nothing is lost from the start; the hour, that nothing grows."""
MOST_GROWTH_MB = 50


def far_from(dropouts, places, frames):
    """Places that no stolen cycle touched: what was on its way then is a hole."""
    for dropout in dropouts:
        places = places[(places < dropout - frames) | (places > dropout + frames)]
    return places


def resident_mb(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


@pytest.mark.parametrize(
    ("rate_hz", "period"),
    [*((48_000, period) for period in (64, 128, 512, 1024, 2048)), (44_100, 64), (44_100, 512), (44_100, 2048)],
)
def test_every_pass_lies_within_a_frame_of_what_caused_it(rate_hz, period, jack, pump, tmp_path):
    server = jack(rate_hz, period)
    sound = impulses(rate_hz, gap=997)
    opened(pump, clip_song(tmp_path, sound, rate_hz=rate_hz), tmp_path)
    server.loop_back()
    pump.client.record(order(tmp_path, at_beat=1.0, loop_end_beat=1.0 + LOOP_BEATS, pre_roll_beats=LOOP_BEATS))
    pump.while_not(lambda: pump.client.status.take_frames > 0.9 * rate_hz)
    pump.client.stop()
    closed = pump.until(TakeClosed)
    take, _ = soundfile.read(tmp_path / "k1.wav")
    at, loop = rate_hz // 2, rate_hz // 4
    assert (closed.loop_frames, closed.lead_frames, closed.gaps) == (loop, rate_hz // 4, ())
    expected = np.flatnonzero(sound)
    expected = expected[(expected >= at) & (expected < at + loop)] - at
    passes = passes_of(closed.frames, closed.lead_frames, closed.loop_frames)[:2]
    for offset, length in passes:
        found = np.flatnonzero(np.abs(take[offset : offset + length]) > 0.04)
        found = far_from([dropout - offset for dropout in closed.dropouts], found, 8 * period)
        assert len(found) >= len(expected) - 1 - 8 * closed.xruns
        if len(found):
            assert np.abs(found[:, None] - expected[None, :]).min(axis=1).max() <= 1


@pytest.mark.parametrize("seconds", SOAK_S)
def test_a_long_loop_loses_no_frame_and_does_not_grow(seconds, jack, pump, tmp_path):
    server = jack(48_000, 256)
    sound = impulses(48_000, seconds=4.0)
    opened(pump, clip_song(tmp_path, sound), tmp_path)
    server.loop_back()
    pump.client.record(order(tmp_path, loop_end_beat=8.0))
    pump.while_not(lambda: pump.client.status.take_frames > 5 * 48_000)
    pid, before_mb = pump.client.pid, resident_mb(pump.client.pid)
    pump.while_not(lambda: pump.client.status.take_frames > seconds * 48_000, seconds=1.2 * seconds + 30)
    growth_mb = resident_mb(pid) - before_mb
    pump.client.stop()
    closed = pump.until(TakeClosed)
    frames = soundfile.info(tmp_path / "k1.wav").frames
    expected, found, missing = np.flatnonzero(sound > 0.1), 0, 0
    passes = passes_of(frames, closed.lead_frames, closed.loop_frames)[:-1]
    for number, (offset, length) in enumerate(passes):
        take, _ = soundfile.read(tmp_path / "k1.wav", length, offset, dtype="float32")
        there = far_from([dropout - offset for dropout in closed.dropouts], np.flatnonzero(np.abs(take) > 0.3), 2_048)
        assert np.isin(there, expected).all(), f"pass {number} is out of its place"
        found, missing = found + len(there), missing + len(expected) - len(there)
    print(f"{seconds} s: {len(passes)} passes, {closed.xruns} xruns, {missing} of {found + missing} impulses missing,")
    print(f"memory grew by {growth_mb:.1f} MB")
    assert closed.gaps == ()
    assert missing <= 4 + closed.xruns  # the first ones lie in the start ramp
    assert growth_mb < MOST_GROWTH_MB
    assert closed.frames == frames
