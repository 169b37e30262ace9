"""What a check says: a code that the screen words, how much it matters, where it is, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from studio.credits import Value
from studio.delivery import Level

Remedy = Literal[
    # the song is changed, one step of undo (`studio.preflight.remedies`)
    "remaster", "lower-mix", "encode-again", "trim", "highpass", "mono-bass", "narrow", "centre", "gate",
    "voice-balance", "move-guest", "lower-case", "move-version", "split-evenly", "use-artist", "preview-start",
    "add-writer", "tidy-lyrics",
    # something is made: a sound with one side turned over, a cover, the folder once more
    "flip-polarity", "make-cover", "export-again",
    # a person has to, and is led there
    "", "jump", "mix", "change-form", "record-again", "fill-form", "write-lyrics", "name-voice", "ask-consent",
]  # fmt: skip
"""What mends a finding, or who; `remedy-<name>` is the word on the button."""
MADE: frozenset[str] = frozenset(("flip-polarity", "make-cover", "export-again"))
"""Those that make something instead of changing the song alone."""

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
    file: str = ""
    """Which finished file it is about, from the folder of the release; empty for the song itself."""
    remedy: Remedy = ""
    sets: dict[str, float] = {}
    """Knobs as the remedy leaves them: of the track `track_id`, of the master, or of the finish."""


def worst(findings: Iterable[Finding]) -> Level:
    """The level of the gravest of them; "ok" for none."""
    return max((finding.level for finding in findings), key=LEVELS.index, default="ok")
