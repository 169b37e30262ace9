"""What a sound device is called, and how long sound takes through it. Knows neither drivers nor the songs."""

from __future__ import annotations

import msgspec


class DeviceWish(msgspec.Struct, frozen=True, kw_only=True):
    """Which device to open, by name; `input_name` may be empty for playing only. `host_api` "demo" is the demo
    device."""

    host_api: str
    input_name: str
    input_channel: int
    output_name: str
    output_channels: int
    block_frames: int
    """0: what the device likes best."""


class MeasuredLatency(msgspec.Struct, frozen=True, kw_only=True):
    """A round trip, from the frame that is played to the same frame heard, measured on this machine."""

    host_api: str
    input_name: str
    output_name: str
    rate_hz: int
    block_frames: int
    """As the device runs, not as it was wished."""
    round_trip_frames: float
    spread_ms: float
    """Between the three measurements it was made from."""
    on: str
    """The day, `2026-11-22`."""

    @property
    def key(self) -> tuple[str, str, str, int, int]:
        """What it was measured for: another of these is another measurement."""
        return (self.host_api, self.input_name, self.output_name, self.rate_hz, self.block_frames)
