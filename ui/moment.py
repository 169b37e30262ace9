"""What the engine does right now, in the words the window needs."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.units import SILENCE_DB


@dataclass(frozen=True)
class Moment:
    """One reading of the engine, made at the poll's rate."""

    beat: float = 0.0
    """Where the playhead is."""
    moving: bool = False
    """Playing, with or without recording."""
    recording: bool = False
    counting_in: int = 0
    """Which beat of the count-in sounds, from 1; 0 when none does."""
    take_track: str = ""
    take_at_beat: float = 0.0
    take_frames: int = 0
    input_db: float | None = None
    """Peak of the microphone in dBFS; None while no device is open."""
    input_zeros_frames: int = 0
    """How many frames in a row the microphone has sent exact noughts."""
    master_db: float = SILENCE_DB
    levels_db: Mapping[str, float] = field(default_factory=dict)

    def level_of(self, track_id: str) -> float:
        """Peak of a track in dBFS."""
        return self.levels_db.get(track_id, SILENCE_DB)


_SILENT_S = 1.5
_FAINT_DB, _FAINT_S = -55.0, 5.0


class Ears:
    """Listens to the microphone during one take for what would spoil it: exact silence, or hardly any sound."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._faint_since: float | None = None

    def hint(self, moment: Moment, rate_hz: int) -> str:
        """Message id of what the singer should know, each once per take; empty for nothing."""
        if not moment.take_frames or moment.input_db is None:
            return ""
        now = time.monotonic()
        if moment.input_db >= _FAINT_DB:
            self._faint_since = None
        elif self._faint_since is None:
            self._faint_since = now
        found = ""
        if moment.input_zeros_frames > _SILENT_S * rate_hz:
            found = "told-mic-silent"
        elif self._faint_since is not None and now - self._faint_since > _FAINT_S:
            found = "told-mic-faint"
        if not found or self._told:
            return ""
        self._told.add(found)
        return found
