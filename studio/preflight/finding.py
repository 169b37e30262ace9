"""What a check says: a code that the screen words, how much it matters, where it is, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from studio.credits import Value
from studio.delivery import Level

Remedy = Literal[
    "", "remaster", "lower-mix", "encode-again", "trim-head", "trim-tail", "jump", "fade-edges", "highpass",
    "mono-bass", "narrow", "flip-polarity", "gate", "reduce-noise", "voice-balance", "record-again", "export-again",
    "fill-form", "write-lyrics", "make-cover", "ask-consent",
]  # fmt: skip
"""What the window can offer: one click each."""

Side = Literal["low", "high", ""]
LEVELS: tuple[Level, ...] = ("ok", "info", "warn", "block")


class Finding(Value, frozen=True):
    """One thing that was looked at. Its sentence is the text `preflight-<check>`, what was looked at is its `.name`."""

    check: str
    level: Level
    value: float | None = None
    """What was measured, in the unit of the check's row; None where nothing is."""
    unit: str = ""
    limit: float | None = None
    """The edge of what is good that `value` is nearest to."""
    side: Side = ""
    """On which side of what is good `value` lies."""
    what: str = ""
    """Which of several things it is about: a name, a field, a word of the lyrics."""
    at_s: float | None = None
    """Where in the song, in seconds."""
    track_id: str = ""
    line: int | None = None
    """Which line of the lyrics, counted from 0."""
    remedy: Remedy = ""


def worst(findings: Iterable[Finding]) -> Level:
    """The level of the gravest of them; "ok" for none."""
    return max((finding.level for finding in findings), key=LEVELS.index, default="ok")
