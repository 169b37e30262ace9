"""A hit as it is drawn on the step grid: its size, its ratchet, its chance; each look is drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from studio.timeline import RATCHET_FROM
from ui import theme
from ui.style import font, look

HEIGHTS = {"soft": 0.36, "normal": 0.68, "hard": 1.0}
"""How much of its cell a hit fills, by size."""
_KEPT = 400
_SMALL = 13
"""Pixels of the figures inside a cell, which repeat what the menu and the screen reader say."""


class Hit(NamedTuple):
    """All that the drawing of a hit follows from."""

    width: int
    height: int
    role: str
    size: str
    ratchet: int
    chance_percent: int
    muted: bool
    shift_px: int
    digit: int
    """1…9, written on the hit while the keys are on it; else 0."""


class Sized(Protocol):
    """What a drawing follows from; has a value of its own to be known again by."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


_Look = TypeVar("_Look", bound=Sized)


class Stamps(Generic[_Look]):
    """Small drawings, each made once and kept until the look changes."""

    def __init__(self, paint: Callable[[QPainter, _Look], None]) -> None:
        self._paint = paint
        self._made: dict[tuple[_Look, float], QPixmap] = {}

    def forget(self) -> None:
        self._made.clear()

    def of(self, looks: _Look, ratio: float) -> QPixmap:
        """The drawing for a screen of so many real pixels per logical one."""
        pixmap = self._made.get((looks, ratio))
        if pixmap is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            pixmap = QPixmap(int(looks.width * ratio), int(looks.height * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, looks)
            painter.end()
            self._made[looks, ratio] = pixmap
        return pixmap


def paint_hit(painter: QPainter, hit: Hit) -> None:
    """A hit in its cells."""
    colours, dark = look.palette, look.theme == "dark"
    fill = look.fill(hit.role)
    if hit.muted:
        fill = theme.mixed(fill, colours.surface, 0.55)
    box = QRectF(1, 1, hit.width - 2, hit.height - 2)
    box = box.adjusted(max(hit.shift_px, 0), 0, min(hit.shift_px, 0), 0)
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.fillPath(shape, QColor(theme.mixed(fill, colours.surface, 0.74 if dark else 0.66)))
    painter.save()
    painter.setClipPath(shape)
    part = box.width() / hit.ratchet
    for number in range(hit.ratchet):
        ramp = RATCHET_FROM + (1.0 - RATCHET_FROM) * number / (hit.ratchet - 1) if hit.ratchet > 1 else 1.0
        height = box.height() * HEIGHTS[hit.size] * ramp
        bar = QRectF(box.left() + number * part, box.bottom() - height, part, height)
        painter.fillRect(bar, QColor(fill))
        if number:
            painter.fillRect(QRectF(bar.left() - 1, box.top(), 2, box.height()), QColor(colours.surface))
    painter.restore()
    edge = fill if dark else theme.mixed(colours.text, colours.surface, 0.5 if hit.muted else 0.0)
    pen = QPen(QColor(edge), 1.5)
    if hit.chance_percent < 100:
        pen = QPen(QColor(edge), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.5, 2.0])
    painter.strokePath(shape, pen)
    if hit.ratchet > 1:
        _label(painter, QRectF(box.left() + 3, box.top() + 3, 16, 16), str(hit.ratchet))
    if hit.chance_percent < 100:
        room = box.width() >= 34
        words = f"{hit.chance_percent} %" if room else str(hit.chance_percent)
        width = 34 if room else 20
        _label(painter, QRectF(box.center().x() - width / 2, box.bottom() - 19, width, 16), words)
    elif hit.digit:
        _label(painter, QRectF(box.center().x() - 8, box.bottom() - 19, 16, 16), str(hit.digit))


def _label(painter: QPainter, box: QRectF, words: str) -> None:
    """A figure on a ground of its own, so that it can be read on any fill."""
    ground = QPainterPath()
    ground.addRoundedRect(box, 4, 4)
    painter.fillPath(ground, QColor(look.palette.surface))
    painter.setFont(font(_SMALL, strong=True))
    painter.setPen(QColor(look.palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
