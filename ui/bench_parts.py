"""What the parts of `rapstudio bench` share: the strips that they measure, and waiting for an engine."""

from __future__ import annotations

import time
from collections.abc import Callable

from studio.engine.client import EngineClient
from studio.params import NOISE_BANDS

RATE_HZ = 48_000
SONG_S = 210.0
PLAIN_STRIP = {
    "highpass_on": 1.0,
    "eq_on": 1.0,
    "low_db": 2.0,
    "mid_db": -3.0,
    "high_db": 3.0,
    "compressor_on": 1.0,
    "threshold_db": -24.0,
    "ratio": 4.0,
    "makeup_db": 4.0,
    "delay_send_db": -18.0,
    "reverb_send_db": -12.0,
    "gain_db": -12.0,
    "pan": 0.2,
}
"""Filters, compressor and both sends: what pedalboard has too."""
COMPLETE_STRIP = {
    **PLAIN_STRIP,
    "noise_on": 1.0,
    **{f"noise_{band}_db": -45.0 for band in range(1, NOISE_BANDS + 1)},
    "gate_on": 1.0,
    "deesser_on": 1.0,
    "saturation_on": 1.0,
    "width": 1.2,
}
"""Every stage that stands in a row; pitch correction is read before them."""
Say = Callable[[str], None]
Measured = dict[str, float]
"""By names of `ui.bench.ROWS`."""


def wait_until(client: EngineClient, condition: Callable[[], bool]) -> None:
    """Lets an engine work until something is so."""
    _wait(client, lambda _: condition())


def wait_for(client: EngineClient, kind: type) -> None:
    """Lets an engine work until it tells of something."""
    _wait(client, lambda events: any(isinstance(event, kind) for event in events))


def _wait(client: EngineClient, over: Callable[[list[object]], bool]) -> None:
    deadline = time.monotonic() + 120.0
    while not over(list(client.tick())):
        if time.monotonic() > deadline:
            raise TimeoutError("the engine did not answer")
        time.sleep(0.001)
