"""The last word of a line, found in shapes drawn by hand: columns of ten milliseconds."""

from __future__ import annotations

import numpy as np
import pytest

from recorder.last_word import last_word

COLUMN_S = 0.01


def shape(*parts: tuple[int, float]) -> np.ndarray:
    """So many columns of each height."""
    return np.concatenate([np.full(columns, height, np.float32) for columns, height in parts])


@pytest.mark.parametrize(
    ("peaks", "expected"),
    [
        (shape((20, 0.0), (50, 0.5), (10, 0.01), (30, 0.4), (40, 0.0)), (0.80, 1.10)),  # behind the pause
        (shape((20, 0.0), (50, 0.5), (5, 0.0), (30, 0.4), (40, 0.0)), (0.35, 1.05)),  # 50 ms are no pause; 700 ms
        (shape((30, 0.5), (10, 0.0), (20, 0.4), (8, 0.0), (4, 0.3)), (0.40, 0.72)),  # a t by itself belongs to its word
        (shape((10, 0.0), (5, 0.9)), (0.0, 0.15)),  # one short shout: 150 ms
        (shape((100, 0.02), (20, 0.5), (100, 0.04)), (1.0, 1.2)),  # breath below −20 dB is no word
    ],
)  # fmt: skip
def test_a_word_begins_behind_the_last_gap(peaks: np.ndarray, expected: tuple[float, float]) -> None:
    assert last_word(peaks, COLUMN_S) == pytest.approx(expected)


@pytest.mark.parametrize("peaks", [np.zeros(100, np.float32), np.zeros(0, np.float32)])
def test_where_nothing_sounds_there_is_no_word(peaks: np.ndarray) -> None:
    assert last_word(peaks, COLUMN_S) is None
