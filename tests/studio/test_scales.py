"""Keys as bits."""

from __future__ import annotations

import pytest

from studio.scales import scale_mask


@pytest.mark.parametrize(
    ("key", "pitches"),
    [
        ("C major", {0, 2, 4, 5, 7, 9, 11}),
        ("A minor", {0, 2, 4, 5, 7, 9, 11}),
        ("Bb major", {10, 0, 2, 3, 5, 7, 9}),
        ("C# minor", {1, 3, 4, 6, 8, 9, 11}),
        ("Cb major", {11, 1, 3, 4, 6, 8, 10}),
        ("", set(range(12))),
    ],
)
def test_the_pitches_of_a_key(key, pitches):
    assert {bit for bit in range(12) if scale_mask(key) >> bit & 1} == pitches
    assert scale_mask(key) < 4096
