"""Keys and their scales.

A key is written as in a song (`A minor`, `Bb major`; natural minor); in an unknown one, the empty text, every note is
in key.
"""

from __future__ import annotations

SCALES = {"minor": (0, 2, 3, 5, 7, 8, 10), "major": (0, 2, 4, 5, 7, 9, 11)}
"""Semitones above the tonic."""
_PITCHES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SIGNS = {"": 0, "#": 1, "b": -1}


def tonic(key: str) -> int:
    """The pitch class 0…11 of a key's tonic; C if the key is unknown."""
    return (_PITCHES[key[0]] + _SIGNS[key[1:].partition(" ")[0]]) % 12 if key else 0


def scale(key: str) -> tuple[int, ...]:
    """Semitones above the tonic; all twelve if the key is unknown."""
    return SCALES[key.partition(" ")[2]] if key else tuple(range(12))


def scale_mask(key: str) -> int:
    """The pitch classes of a key as bits, bit 0 being C."""
    return sum(1 << (tonic(key) + above) % 12 for above in scale(key))
