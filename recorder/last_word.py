"""Where the last word of a line lies: by how loud the line is, or by the line alone where nothing is heard of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WORD_BEATS = 1.0
"""A last word that nobody can hear lies on the last beat of its line, where rhymes fall."""
_BELOW = 0.1
"""−20 dB: what is that much softer than the loudest of the line is between words."""
_GAP_S, _SHORTEST_S, _LONGEST_S = 0.06, 0.15, 0.7


def last_word(peaks: NDArray[np.floating], column_s: float) -> tuple[float, float] | None:
    """First and last second of the last word in a stretch of sound; None where nothing sounds.

    `peaks`: the highest sample (0…1) of each stretch of `column_s` seconds, some ten milliseconds. A word begins behind
    the last gap of 60 ms, is no shorter than 150 ms, so that a t by itself is none, and no longer than 700 ms.
    """
    heard = np.flatnonzero(peaks > _BELOW * float(peaks.max(initial=0.0)))
    if not len(heard):
        return None
    end = int(heard[-1]) + 1
    gap, shortest, longest = (max(round(s / column_s), 1) for s in (_GAP_S, _SHORTEST_S, _LONGEST_S))
    starts = [
        int(heard[0]),
        *(int(after) for before, after in pairwise(heard) if after - before > gap),
    ]
    start = max((start for start in starts if end - start >= shortest), default=end - shortest)
    return max(start, end - longest, 0) * column_s, end * column_s
