"""How the piano roll looks: its keys, the rows of pitch, and notes with their slides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from beats.chords import in_scale, tonic
from ui import theme
from ui.beat_lanes import pitch_name
from ui.style import font, look
from ui.widgets.step_columns import Columns
from ui.widgets.step_hits import HEIGHTS

KEYS_WIDTH = 64
_BLACK = frozenset({1, 3, 6, 8, 10})
_GRIP = 3
HANDLE = 6
"""Radius of the handle at the end of a slide."""


class Rows(NamedTuple):
    """The pitches that are seen, from the top."""

    top_note: int
    count: int
    height: int
    from_y: int

    def y_of(self, midi_note: float) -> float:
        """The upper edge of a pitch."""
        return self.from_y + (self.top_note - midi_note) * self.height

    def at(self, y: float) -> int:
        """The pitch at a height, the nearest one that is seen."""
        row = int((y - self.from_y) // self.height)
        return self.top_note - max(min(row, self.count - 1), 0)

    @property
    def notes(self) -> Sequence[int]:
        return range(self.top_note, self.top_note - self.count, -1)


def paint_keys(painter: QPainter, rows: Rows, key: str, *, locked: bool) -> None:
    """The keyboard at the left with the names of its notes; those of the key stand out, the tonic most."""
    colours = look.palette
    for note in rows.notes:
        box = QRectF(2, rows.y_of(note) + 1, KEYS_WIDTH - 4, rows.height - 2)
        inside = in_scale(note, key)
        ground = colours.background if note % 12 in _BLACK else colours.raised
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 4, 4)
        root = bool(key) and note % 12 == tonic(key)
        ink = colours.text if root or (inside and not key) else colours.secondary if inside else colours.control
        painter.setPen(QColor(ink))
        painter.setFont(font(theme.TEXT_SMALL, strong=root))
        painter.drawText(box.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, pitch_name(note, key))
        if locked and not inside:
            painter.fillRect(QRectF(box.right() - 16, box.center().y() - 0.75, 8, 1.5), QColor(colours.control))


def paint_rows(painter: QPainter, rows: Rows, columns: Columns, per_beat: int, key: str, *, locked: bool) -> None:
    """The ground of the notes: a tile for each beat of each pitch, divided into steps; what is outside of the key is
    dim."""
    colours, dark = look.palette, look.theme == "dark"
    strong = QColor(colours.raised if dark else theme.mixed(colours.raised, colours.line, 0.5))
    faint = QColor(theme.mixed(colours.raised, colours.surface, 0.5 if dark else 0.35))
    root_line = QColor(colours.control)
    starts = [at for at in range(columns.first, columns.end) if at % per_beat == 0 or at == columns.first]
    for note in rows.notes:
        inside = in_scale(note, key)
        y = rows.y_of(note)
        for start in starts:
            end = min((start // per_beat + 1) * per_beat, columns.end)
            left, right = columns.span(start, end - start)
            ground = faint if start // per_beat % 2 else strong
            if not inside:
                ground = QColor(theme.mixed(ground.name(), colours.surface, 0.85 if locked else 0.6))
            painter.fillRect(QRectF(left, y + 1, right - left, rows.height - 1), ground)
        if key and note % 12 == tonic(key):
            left, right = columns.lefts[0], columns.lefts[-1] + columns.cell
            painter.fillRect(QRectF(left, y + rows.height - 0.5, right - left, 1), root_line)
    line = QColor(colours.surface)
    foot = rows.from_y + rows.count * rows.height
    for at_step in range(columns.first + 1, columns.end):
        if at_step % per_beat:
            painter.fillRect(QRectF(columns.x_of(at_step) - 0.5, rows.from_y, 1, foot - rows.from_y), line)


class Bar(NamedTuple):
    """All that the drawing of a note follows from."""

    width: int
    height: int
    size: str
    role: str
    muted: bool
    digit: int
    """1…9, written on the note while the keys are on it; else 0."""


def paint_bar(painter: QPainter, bar: Bar) -> None:
    """A note's bar, filled as high as it is hard, with a grip at its end."""
    colours, dark = look.palette, look.theme == "dark"
    box = QRectF(0, 0, bar.width, bar.height)
    fill = look.fill(bar.role)
    if bar.muted:
        fill = theme.mixed(fill, colours.surface, 0.55)
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
    painter.fillPath(shape, QColor(theme.mixed(fill, colours.surface, 0.70 if dark else 0.62)))
    height = box.height() * HEIGHTS[bar.size]
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(box.left(), box.bottom() - height, box.width(), height), QColor(fill))
    grip = QColor(theme.FILL_INK)
    grip.setAlphaF(0.7)
    painter.fillRect(QRectF(box.right() - _GRIP - 3, box.top() + 6, _GRIP - 1, box.height() - 12), grip)
    painter.restore()
    edge = fill if dark else theme.mixed(colours.text, colours.surface, 0.5 if bar.muted else 0.0)
    painter.strokePath(shape, QPen(QColor(edge), 1.5))
    if bar.digit and box.width() > 30:
        painter.setFont(font(13, strong=True))
        label = QRectF(box.left() + 4, box.center().y() - 8, 16, 16)
        ground = QPainterPath()
        ground.addRoundedRect(label, 4, 4)
        painter.fillPath(ground, QColor(colours.surface))
        painter.setPen(QColor(colours.text))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(bar.digit))


def paint_glide(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """The way of a slide from the middle of its note to where it arrives, and the handle there."""
    colours = look.palette
    way = QPainterPath(start)
    way.cubicTo(QPointF((start.x() + end.x()) / 2, start.y()), QPointF((start.x() + end.x()) / 2, end.y()), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((colours.surface, 5.0), (colours.text, 2.0)):
        painter.setPen(QPen(QColor(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(way)
    painter.setPen(QPen(QColor(colours.text), 2))
    painter.setBrush(QColor(colours.surface))
    painter.drawEllipse(end, HANDLE - 1, HANDLE - 1)
