"""What the engine does right now, in the words the window needs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from recorder.guide import Count


class Loud(NamedTuple):
    """How loud the mix or one strip of it is. −inf for silence."""

    peak_db: float = -math.inf
    """dBFS, falling slowly, as is the next."""
    rms_db: float = -math.inf
    """The root of the mean square, of the louder side of the mix or of both sides of a strip."""
    short_term_lufs: float = -math.inf
    """Over the last three seconds."""
    momentary_lufs: float = -math.inf
    """Over the last 400 ms; of the mix only, as is the next."""
    true_peak_db: float = -math.inf
    """dBTP since the song began to play."""


@dataclass(frozen=True)
class Moment:
    """One reading of the engine, made at the poll's rate."""

    beat: float = 0.0
    """Where the playhead is."""
    moving: bool = False
    """Playing, with or without recording."""
    recording: bool = False
    count: Count | None = None
    """What is counted before a take begins."""
    take_track: str = ""
    take_at_beat: float = 0.0
    take_frames: int = 0
    """Of the take that is being made, kept already."""
    take_from_frames: int = 0
    """Where in it the present pass of a loop begins; `take_at_beat` is where that stands in the song."""
    pass_number: int = 0
    """Of a loop, from 1; 0 without one."""
    input_db: float | None = None
    """Peak of the microphone in dBFS; None while no device is open."""
    input_zeros_frames: int = 0
    """How many frames in a row the microphone has sent exact noughts."""
    master: Loud = field(default_factory=Loud)
    levels: Mapping[str, Loud] = field(default_factory=dict)
    """By track."""

    @property
    def master_db(self) -> float:
        """Peak of the mix in dBFS."""
        return self.master.peak_db

    @property
    def counting_in(self) -> int:
        """Which beat of the bar is counted, from 1; 0 when none is."""
        return self.count.number if self.count else 0

    def level_of(self, track_id: str) -> Loud:
        return self.levels.get(track_id, Loud())


_PROBE_S = 0.2
"""A microphone that sends nothing at all for so long before a take is told of before anybody has sung."""
_SILENT_S = 2.0
_FAINT_DB, _FAINT_S = -55.0, 5.0
_VOICE_S, _PAUSE_S = 2.0, 15.0
"""Who was heard for so long may be silent for so long: a pause in a verse is no faint microphone. A click at the start
is none of the voice, though the meter takes a second and a half to fall from it."""


class Ears:
    """Listens to the microphone during one take for what would spoil it: exact silence, or hardly any sound.

    Its clock is the take itself: what is faint counts only while the song plays and is recorded.
    """

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._troubles: set[str] = set()
        self._at_s: float | None = None
        self._voice_s = self._faint_s = 0.0

    def note(self, kind: str) -> None:
        """The engine has told of something that spoils the take: `TakeTrouble.kind`. What was too loud is marked in the
        song, and said when the take is over."""
        self._troubles.add(kind)

    def hint(self, moment: Moment, rate_hz: int) -> str:
        """Message id of what the singer should know, each once per take; empty for nothing."""
        if moment.input_db is None or not moment.recording:
            return ""
        at_s = moment.take_frames / rate_hz
        passed_s = 0.0 if self._at_s is None else max(at_s - self._at_s, 0.0)
        self._at_s = at_s
        if moment.input_db >= _FAINT_DB:
            self._voice_s, self._faint_s = self._voice_s + passed_s, 0.0
        else:
            self._faint_s += passed_s
        quiet_s = moment.input_zeros_frames / rate_hz
        silent = quiet_s >= (_SILENT_S if moment.take_frames else _PROBE_S)
        found = {
            "told-mic-silent": silent,
            "told-mic-faint": not silent and self._faint_s > (_FAINT_S if self._voice_s < _VOICE_S else _PAUSE_S),
            "told-dropout": bool(self._troubles & {"dropout", "gap"}),
        }
        new = next((name for name, true in found.items() if true and name not in self._told), "")
        self._told.add(new)
        return new
