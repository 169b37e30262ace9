"""How long a widget takes to draw itself; the bench and the tests of the painted widgets ask."""

from __future__ import annotations

import statistics
import time

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap, QRegion
from PySide6.QtWidgets import QWidget


def paint_ms(widget: QWidget, rounds: int = 40) -> float:
    """Median CPU time in ms of drawing the whole of a shown widget, its children too, after it was drawn once."""
    ratio = widget.devicePixelRatioF()
    sheet = QPixmap(widget.size() * ratio)
    sheet.setDevicePixelRatio(ratio)
    times = []
    for _ in range(rounds + 1):
        began = time.thread_time()
        widget.render(sheet, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        times.append((time.thread_time() - began) * 1000.0)
    return statistics.median(times[1:])
