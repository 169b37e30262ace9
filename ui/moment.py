"""What the engine does right now, in the words the window needs."""

from __future__ import annotations

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
    master_db: float = SILENCE_DB
    levels_db: Mapping[str, float] = field(default_factory=dict)

    def level_of(self, track_id: str) -> float:
        """Peak of a track in dBFS."""
        return self.levels_db.get(track_id, SILENCE_DB)
