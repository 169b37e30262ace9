"""Where two stretches of sound are best joined: at the quietest point near a line's edge, by a crossfade that fits."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recorder.sound import Files, Samples, Side
from studio.song import FadeShape

NEAR_MS = 60.0
"""So far from the line's edge the quietest point is looked for."""
REACH_MS = 150.0
"""And so far, never further, where all of that is sung over."""
QUIET_MS, LOUD_MS = 10.0, 15.0
"""Lengths of a crossfade in quiet, and through a voice."""
_QUIET_DB = -15.0
"""Quiet is what lies so far below the line itself."""
_SAME_DB = 1.0
"""Points that differ by less are equally quiet: then the one nearest to the edge is taken."""
_WORTH_DB = 6.0
"""Sung over all the way: what is further off must be so much softer than what is near."""
_HOP_MS = 1.0
_ALIKE = 0.7
"""From this correlation on, two sides add up like one sound."""
_FLOOR = 1e-10
"""Power of what counts as silence: −100 dBFS."""


class Join(NamedTuple):
    """A crossfade, in frames of the song."""

    at_frame: int
    """Its middle."""
    half_frames: int
    shape: FadeShape

    @property
    def start(self) -> int:
        return self.at_frame - self.half_frames

    @property
    def end(self) -> int:
        return self.at_frame + self.half_frames

    @property
    def frames(self) -> int:
        return 2 * self.half_frames


def find_join(
    files: Files,
    left: Side | None,
    right: Side | None,
    edge_frame: int,
    within: tuple[int, int],
    line_power: float,
    rate_hz: int,
) -> Join:
    """The join of two sides at an edge of a line; a side that is None is silent.

    `within`: the first and last frame that may be the middle of the join, as far as both sides reach. `line_power`:
    mean square of the line, against which quiet is judged. The middle is never further from the edge than `REACH_MS`,
    unless `within` leaves nothing there.
    """
    hop = max(round(_HOP_MS * rate_hz / 1000.0), 1)
    half = _half(QUIET_MS, rate_hz)
    reach = round(REACH_MS * rate_hz / 1000.0) // hop
    at = edge_frame + hop * np.arange(-reach, reach + 1)
    at = at[(at >= within[0]) & (at <= within[1])]
    if not len(at):
        at = np.array([min(max(edge_frame, within[0]), within[1])])
    power = _power(files, left, at, half) + _power(files, right, at, half)
    near = np.abs(at - edge_frame) <= NEAR_MS * rate_hz / 1000.0
    quiet = line_power * 10.0 ** (_QUIET_DB / 10.0) + _FLOOR
    if near.any():
        best = _nearest_quiet(at[near], power[near], edge_frame)
        if best[1] > quiet:
            further = _nearest_quiet(at, power, edge_frame)
            best = further if further[1] <= max(quiet, best[1] * 10.0 ** (-_WORTH_DB / 10.0)) else best
    else:
        best = _nearest_quiet(at, power, edge_frame)
    middle, least = best
    if least > quiet:
        half = _half(LOUD_MS, rate_hz)
    return Join(middle, half, shape_of(files, left, right, middle - half, 2 * half))


def shape_of(files: Files, left: Side | None, right: Side | None, first_frame: int, frames: int) -> FadeShape:
    """How two sides cross over a stretch: alike, they add up to equal gain; unlike, to equal power."""
    if left is None or right is None:
        return "gain"
    one, other = (side.read(files, first_frame, frames).astype(np.float64) for side in (left, right))
    powers = float(one @ one), float(other @ other)
    if min(powers) <= _FLOOR * frames:
        return "gain"
    return "gain" if float(one @ other) / (powers[0] * powers[1]) ** 0.5 > _ALIKE else "power"


def mean_power(samples: Samples) -> float:
    """Mean square of a stretch; 0 for none."""
    return float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0


def _half(length_ms: float, rate_hz: int) -> int:
    return round(length_ms * rate_hz / 2000.0)


def _power(files: Files, side: Side | None, at: NDArray[np.int64], half: int) -> NDArray[np.float64]:
    """Mean square of a side in the crossfade around each frame."""
    if side is None:
        return np.zeros(len(at))
    first = int(at[0]) - half
    squares = np.square(side.read(files, first, int(at[-1]) + half - first), dtype=np.float64)
    sums = np.concatenate([[0.0], np.cumsum(squares)])
    power: NDArray[np.float64] = (sums[at + half - first] - sums[at - half - first]) / (2 * half)
    return np.maximum(power, 0.0)


def _nearest_quiet(at: NDArray[np.int64], power: NDArray[np.float64], edge_frame: int) -> tuple[int, float]:
    """Of the quietest points the one nearest to the edge, and its power."""
    least = float(power.min())
    as_quiet = power <= least * 10.0 ** (_SAME_DB / 10.0) + _FLOOR
    places = at[as_quiet]
    chosen = int(np.argmin(np.abs(places - edge_frame)))
    return int(places[chosen]), float(power[as_quiet][chosen])
