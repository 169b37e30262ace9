"""Where on a step grid something that was played belongs, so that nothing of its timing is lost."""

from __future__ import annotations

from collections.abc import Collection

from studio.edits import LIMITS
from studio.timeline import swung_steps

FURTHEST = LIMITS["off_steps"].high
"""How far from its step a hit may be kept."""
_DIGITS = 6


def straight_steps(at_steps: float, swing_percent: float, steps_per_beat: float) -> float:
    """The step, in fractions, that swing puts at a place: inverse of `timeline.swung_steps`."""
    unit = steps_per_beat / 4.0
    late = swung_steps(unit, swing_percent, steps_per_beat) / unit - 1.0 if unit else 0.0
    if not late or unit < 1.0 or unit != int(unit):
        return at_steps
    pair, within = divmod(at_steps / unit, 2.0)
    within = within / (1.0 + late) if within < 1.0 + late else (within - 2.0 * late) / (1.0 - late)
    return (pair * 2.0 + within) * unit


def nearest_free(
    at_steps: float, swing_percent: float, steps_per_beat: float, length: int, taken: Collection[int], *, wraps: bool
) -> tuple[int, float] | None:
    """(step, off_steps) of the nearest step that is not taken, for a place counted in steps from the pattern's start.

    `wraps`: the pattern is a loop, so what comes just before its end may belong to its first step. None if every step
    within `FURTHEST` is taken.
    """
    middle = round(straight_steps(at_steps, swing_percent, steps_per_beat))
    reach = range(middle - int(FURTHEST) - 1, middle + int(FURTHEST) + 2)
    found = []
    for step in reach:
        place = step % length if wraps else step
        off = at_steps - swung_steps(float(step), swing_percent, steps_per_beat)
        if 0 <= place < length and place not in taken and abs(off) <= FURTHEST:
            found.append((round(abs(off), _DIGITS), place, round(off, _DIGITS)))
    return min(found)[1:] if found else None
