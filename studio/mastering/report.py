"""A finished file by its numbers."""

from __future__ import annotations

from pathlib import Path

from studio.decode import opened
from studio.mastering.loudness import Measured, Meter


def measure(path: Path) -> Measured:
    """Length, loudness and peaks of an audio file of any kind; more than two channels are measured as they are mixed
    down. StudioError as `studio.decode.opened`."""
    with opened(path, lambda: None) as sound:
        meter = Meter(sound.rate_hz, sound.channels)
        for block in sound.blocks():
            meter.add(block.samples)
        return meter.measured
