"""What is said of a finished release: the numbers behind `rapport.json` and `rapport.html`.

Levels are in LUFS, LU, dBFS and dBTP; −inf is written as null. Nothing here names a person's machine, folder or the
time of day.
"""

from __future__ import annotations

from typing import Literal

from studio.credits import Value


class Sound(Value, frozen=True):
    """A finished track by its numbers. None is silence or too short to tell."""

    seconds: float = 0.0
    integrated_lufs: float | None = None
    lra_lu: float | None = None
    max_momentary_lufs: float | None = None
    max_short_term_lufs: float | None = None
    true_peak_dbtp: float | None = None
    sample_peak_dbfs: float | None = None


class Finish(Value, frozen=True):
    """What mastering did."""

    target_lufs: float = -14.0
    ceiling_dbtp: float = -1.0
    gain_db: float = 0.0
    max_reduction_db: float = 0.0
    """The most that the limiter took away at once."""
    mean_reduction_db: float = 0.0
    held_by: str = ""
    """What kept it from getting louder: a code of the guard, empty when the target was reached."""


class FileRow(Value, frozen=True):
    """One file of the folder, as a reader that did not write it found it."""

    file: str
    """With forward slashes, from the folder of the release."""
    bytes: int = 0
    sha256: str = ""
    kind: str = ""
    """`wav24`, `flac24`, `mp3` …; empty for what holds no sound."""
    rate_hz: int = 0
    channels: int = 0
    frames: int = 0
    lag_frames: int = 0
    """How far it lies behind what was meant; 0 when all is well."""
    integrated_lufs: float | None = None
    true_peak_dbtp: float | None = None
    lowered_db: float = 0.0
    """How far a lossy file was lowered so that it stays under the ceiling when it is played."""
    rounds: int = 1
    """How many times it was encoded."""
    fault: str = ""
    """Why it was left out, as a code; empty for a good file."""


class Simulated(Value, frozen=True):
    """How the track would come out of the encoder of a service."""

    codec: str
    """`mp3-320`, `vorbis-q5`, `vorbis-q9`, `aac-256`."""
    true_peak_dbtp: float | None = None


class Pictures(Value, frozen=True):
    """What the report draws, equally spaced over the track's length, or over the octaves for the spectrum."""

    wave_low: tuple[float, ...] = ()
    wave_high: tuple[float, ...] = ()
    """Lowest and highest sample of each column, −1…1."""
    short_term_lufs: tuple[float | None, ...] = ()
    spectrum_hz: tuple[float, ...] = ()
    spectrum_db: tuple[float, ...] = ()
    """Average level of each third of an octave, the loudest at 0."""


class CheckRow(Value, frozen=True):
    """One thing that was looked at before the track goes out."""

    code: str
    level: Literal["ok", "info", "warn", "block"] = "ok"
    text: str = ""
    """Its sentence, in the reader's language."""
    at_s: float | None = None
    """Where in the song."""
    file: str = ""
    """Which file of the folder it is about; empty for the song."""


class Mark(Value, frozen=True):
    """Where a part of the song begins."""

    name: str
    at_s: float


class Report(Value, frozen=True):
    """One release, whole."""

    title: str
    version: str = ""
    artists: tuple[str, ...] = ()
    featured: tuple[str, ...] = ()
    bpm: float = 0.0
    key: str = ""
    packs: tuple[str, ...] = ()
    """Which parts of the folder were asked for."""
    mix: Sound = Sound()
    master: Sound = Sound()
    finish: Finish = Finish()
    files: tuple[FileRow, ...] = ()
    simulated: tuple[Simulated, ...] = ()
    warnings: tuple[str, ...] = ()
    """Codes: `codec-clips`, `lossy-trimmed`, `media-missing`, `cover-missing`, `file-left-out`."""
    stems_null_db: float | None = None
    """Loudest sample of the mix minus the sum of the stems, in dBFS; None when no stems were asked for or nothing was
    left."""
    checks: tuple[CheckRow, ...] = ()
    marks: tuple[Mark, ...] = ()
    pictures: Pictures = Pictures()
