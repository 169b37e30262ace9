"""The mark of a track: its letter, its pattern and its colour, so that no one of them has to be seen alone."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.style import font, look


def paint_pattern(painter: QPainter, pattern: theme.Pattern, box: QRectF, ink: QColor) -> None:
    """Draw a role's pattern over a box, in an ink that may be see-through."""
    if pattern in ("solid", "none"):
        return
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(ink, 1.6))
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    step = 8.0
    columns = range(math.ceil((right - left) / step) + 1)
    rows = range(math.ceil((bottom - top) / step) + 1)
    height = bottom - top
    if pattern in ("stripes", "backstripes"):
        lean = height if pattern == "stripes" else -height
        for column in range(-math.ceil(height / step), len(columns) + math.ceil(height / step)):
            x = left + column * step
            painter.drawLine(QPointF(x, bottom), QPointF(x + lean, top))
    if pattern in ("grid",):
        for column in columns:
            painter.drawLine(QPointF(left + column * step, top), QPointF(left + column * step, bottom))
    if pattern in ("grid", "bars"):
        for row in rows:
            painter.drawLine(QPointF(left, top + row * step), QPointF(right, top + row * step))
    if pattern == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for row in rows:
            for column in columns:
                painter.drawEllipse(QPointF(left + column * step + (row % 2) * step / 2, top + row * step), 1.5, 1.5)
    if pattern == "crosses":
        for row in rows:
            for column in columns:
                x, y = left + column * step + (row % 2) * step / 2, top + row * step
                painter.drawLine(QPointF(x - 2, y), QPointF(x + 2, y))
                painter.drawLine(QPointF(x, y - 2), QPointF(x, y + 2))
    if pattern == "waves":
        for row in rows:
            wave = QPainterPath(QPointF(left, top + row * step))
            for column in columns:
                x = left + column * step
                wave.quadTo(x + step / 4, top + row * step - 3, x + step / 2, top + row * step)
                wave.quadTo(x + step * 3 / 4, top + row * step + 3, x + step, top + row * step)
            painter.strokePath(wave, painter.pen())
    painter.restore()


class TrackMark(QWidget):
    """A small tile with the letter on the role's colour and the pattern along its foot."""

    def __init__(self, role: str, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setFixedSize(size, size)

    def show_role(self, role: str) -> None:
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = theme.MARKS[self._role]
        light = look.theme == "light"
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        tile = QPainterPath()
        tile.addRoundedRect(box, 8, 8)
        painter.fillPath(tile, QColor(look.fill(self._role)))
        foot = QRectF(box.left(), box.bottom() - 10, box.width(), 10)
        painter.save()
        painter.setClipPath(tile)
        paint_pattern(painter, mark.pattern, foot, QColor(theme.FILL_INK))
        painter.restore()
        if light:
            painter.strokePath(tile, QPen(QColor(look.palette.text), 2))
        painter.setPen(QColor(theme.FILL_INK))
        painter.setFont(font(20, strong=True))
        lifted = 0 if mark.pattern in ("solid", "none") else 9
        painter.drawText(box.adjusted(0, 0, 0, -lifted), Qt.AlignmentFlag.AlignCenter, mark.letter)
