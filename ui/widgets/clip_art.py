"""What is drawn inside a clip: the shape of a sound, or the hits of a beat."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def paint_marks(
    painter: QPainter, marks: Sequence[tuple[float, float, float]], box: QRectF, ink: QColor, px_per_beat: float
) -> None:
    """A small bar for each hit: where it begins, how long it lasts, how high it lies."""
    thick = max(box.height() / 12.0, 2.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRects([
        QRectF(at * px_per_beat, box.bottom() - thick - height * (box.height() - thick),
               max(length * px_per_beat - 1.0, 2.0), thick)
        for at, length, height in marks
    ])  # fmt: skip


def _shown_height(values: np.ndarray) -> np.ndarray:
    """Quiet voices drawn taller than they are, so that every word is seen; full scale stays full scale."""
    return abs(values) ** 0.7 * ((values > 0) * 2.0 - 1.0)


def paint_wave(painter: QPainter, columns: tuple[np.ndarray, np.ndarray], box: QRectF, ink: QColor) -> None:
    """The lowest and highest sample of each column, as upright lines from edge to edge of the box."""
    low, high = columns
    if len(low) == 0:
        return
    step = box.width() / len(low)
    middle, half = box.center().y(), box.height() / 2
    tops = (middle - _shown_height(high) * half).tolist()
    feet = (middle - _shown_height(low) * half).tolist()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(ink, step))
    painter.drawLines([
        QLineF((n + 0.5) * step, top - 0.5, (n + 0.5) * step, foot + 0.5)
        for n, (top, foot) in enumerate(zip(tops, feet, strict=True))
    ])  # fmt: skip
    painter.restore()
