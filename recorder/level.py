"""Whether a microphone is turned up as it should be: a verdict on some seconds of a voice at its loudest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.units import SILENCE_DB, db_of_gain

SECONDS = 8.0
NOISY_DB = -50.0
DRIFT_DB = 10.0
"""Where the microphone's loudness wanders by more, a machine turns it up and down by itself."""

WINDOW_S = 0.02
"""Who raps without a breath is quiet for no longer than this."""
_CLICK_S = 0.3
"""The mouse or the key that began the measurement is in the first moment."""
_ZEROS_S = 2.0
_FLOOR_PERCENT, _VOICE_PERCENT = 5.0, 90.0
_SPAN_S = 1.0
_LEAST_SPANS = 5

VERDICTS: tuple[tuple[float, str], ...] = (
    # up to this peak in dBFS: what to say
    (-50.0, "silent"), (-24.0, "low"), (-12.0, "soft"), (-6.0, "good"), (-3.0, "high"), (np.inf, "loud"),
)  # fmt: skip
"""`silent` and `low` are of no use, `loud` is spoilt; `soft` and `high` can be sung with and could be better."""


class Level(NamedTuple):
    """What was heard, in dBFS."""

    verdict: str
    """A row of `VERDICTS`, or `zeros` for a microphone that sends nothing at all."""
    peak_db: float
    floor_db: float
    """How loud the room is when nobody speaks (RMS)."""
    is_noisy: bool
    """The room is in the way. Not said where it is too loud altogether: turned down, the room is quieter too."""
    drift_db: float
    """As `drift_db`."""

    @property
    def is_good(self) -> bool:
        """Whether there is nothing to put right."""
        return self.verdict in ("soft", "good") and not self.is_noisy and abs(self.drift_db) <= DRIFT_DB


def judge(samples: NDArray[np.float32], rate_hz: int) -> Level:
    """What some seconds of mono sound, ±1 being full scale, say of the microphone's level."""
    heard = np.asarray(samples, np.float32)[round(_CLICK_S * rate_hz) :]
    peak_db = db_of_gain(float(np.max(np.abs(heard), initial=0.0)))
    windows = windows_db(heard, rate_hz)
    floor_db = float(np.percentile(windows, _FLOOR_PERCENT)) if len(windows) else SILENCE_DB
    verdict = next(word for up_to_db, word in VERDICTS if peak_db <= up_to_db)
    if verdict == "silent" and longest_zeros(heard) >= min(_ZEROS_S * rate_hz, len(heard)):
        verdict = "zeros"
    is_noisy = floor_db > NOISY_DB and verdict not in ("high", "loud")
    return Level(verdict, peak_db, floor_db, is_noisy, drift_db(heard, rate_hz))


def drift_db(samples: NDArray[np.float32], rate_hz: int) -> float:
    """By how much the microphone itself grew louder (negative: quieter) over a take: 0 where it did not.

    A singer who grows louder leaves the room as quiet as it was; a machine that turns the microphone up lifts both. So
    it is the smaller change of the two, of the voice and of the room second by second (slopes by Theil and Sen). 0 for
    less than five seconds.
    """
    windows = windows_db(np.asarray(samples, np.float32), rate_hz)
    each = round(_SPAN_S / WINDOW_S)
    spans = len(windows) // each
    if spans < _LEAST_SPANS:
        return 0.0
    seconds = windows[: spans * each].reshape(spans, each)
    changes = [_change(np.percentile(seconds, percent, axis=1)) for percent in (_FLOOR_PERCENT, _VOICE_PERCENT)]
    if changes[0] * changes[1] <= 0.0:
        return 0.0
    return min(changes, key=abs)


def longest_zeros(samples: NDArray[np.float32]) -> int:
    """The longest run of exact noughts, in frames."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], samples == 0.0, [False])).astype(np.int8)))
    return int(np.max(edges[1::2] - edges[::2], initial=0))


def windows_db(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """RMS of every `WINDOW_S` of mono sound, in dBFS."""
    frames = round(WINDOW_S * rate_hz)
    count = len(samples) // frames
    squares = np.mean(samples[: count * frames].reshape(count, frames).astype(np.float64) ** 2, axis=1)
    decibels: NDArray[np.float64] = np.maximum(10.0 * np.log10(np.maximum(squares, 1e-12)), SILENCE_DB)
    return decibels


def _change(levels_db: NDArray[np.float64]) -> float:
    """From the first to the last, by the median of all slopes."""
    first, second = np.triu_indices(len(levels_db), 1)
    slope = np.median((levels_db[second] - levels_db[first]) / (second - first))
    return float(slope) * (len(levels_db) - 1)
