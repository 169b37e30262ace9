"""How the line list looks: rows, marks of takes, the sound of a line with its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ui import icons, theme
from ui.i18n import t
from ui.style import font, look
from ui.widgets.clip_art import paint_wave
from ui.widgets.line_places import MARK_HEIGHT, MARK_WIDTH, TROUBLE_HEIGHT, Place, fitting
from ui.widgets.line_rows import TROUBLES, Mark, Row, retake_words, take_words
from ui.widgets.marks import paint_pattern

if TYPE_CHECKING:
    import numpy as np

HANDLE = 28
"""Width of what can be taken hold of at an edge of the line."""
_RADIUS = 8


@dataclass(frozen=True)
class RowState:
    """How a row is now."""

    role: str
    px: int
    selected: bool
    now: bool
    """The song is at this line."""
    quiet: bool
    """The song is at another one, and not at the one before either."""
    live: bool
    """It is being recorded."""
    share: float
    """How much of it has been played, 0…1."""
    picked: int
    """Place of the take where the keys are; −1 for none."""
    heard: str
    """Id of the take that is listened to."""
    hot: tuple[str, int]
    """Kind and place of what the mouse is over."""
    trouble: str
    hidden: bool


class MarkStamps:
    """Marks drawn once and kept; every row of a song wears the same few."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], QPixmap] = {}

    def forget(self) -> None:
        self._kept.clear()

    def stamp(self, mark: Mark, role: str, ratio: float, *, picked: bool, heard: bool, hot: bool) -> QPixmap:
        key = (mark.number, mark.chosen, mark.loud, mark.broken, mark.partial, role, ratio, picked, heard, hot)
        if key not in self._kept:
            pixmap = QPixmap(round(MARK_WIDTH * ratio), round(MARK_HEIGHT * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_mark(painter, mark, role, picked=picked, heard=heard, hot=hot)
            painter.end()
            self._kept[key] = pixmap
        return self._kept[key]


def _paint_mark(painter: QPainter, mark: Mark, role: str, *, picked: bool, heard: bool, hot: bool) -> None:
    colours = look.palette
    tile = QRectF(4, 4, MARK_WIDTH - 8, MARK_HEIGHT - 8)
    shape = QPainterPath()
    shape.addRoundedRect(tile, 7, 7)
    ink = QColor(theme.FILL_INK if mark.chosen else colours.text)
    sign = QColor(theme.FILL_INK if mark.chosen else colours.warning)
    if mark.chosen:
        painter.fillPath(shape, QColor(look.fill(role)))
        if look.theme == "light":
            painter.strokePath(shape, QPen(QColor(colours.text), 2))
    else:
        painter.fillPath(shape, QColor(colours.raised if hot else colours.surface))
        painter.strokePath(shape, QPen(QColor(colours.text if hot else colours.control), 1.5))
    if picked:
        ring = tile.adjusted(-2.5, -2.5, 2.5, 2.5)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, 9, 9)
    signed = mark.loud or mark.broken or mark.partial
    number = tile.adjusted(0, 0, -12 if mark.chosen or heard else 0, -10 if signed else 0)
    painter.setPen(ink)
    painter.setFont(font(theme.TEXT_SMALL, strong=True))
    painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(mark.number))
    if mark.chosen or heard:
        box = QRectF(number.right() - 3, number.center().y() - 6, 12, 12)
        if heard:
            icons.paint(painter, "play", ink.name(), box)
        else:
            painter.setPen(QPen(ink, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            corners = (box.topLeft() + QPointF(right, down) for right, down in ((2.0, 6.5), (4.8, 9.3), (10.0, 3.2)))
            painter.drawPolyline(QPolygonF(list(corners)))
    signs = [mark.loud, mark.broken, mark.partial]
    x = tile.center().x() - 6.5 * (sum(signs) - 1)
    foot = tile.bottom() - 4
    if mark.loud:  # the top of a wave that goes too high
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(sign)
        painter.drawPolygon(QPolygonF([QPointF(x - 5, foot), QPointF(x, foot - 8), QPointF(x + 5, foot)]))
        x += 13
    if mark.broken:  # a line with a hole in it
        painter.setPen(QPen(sign, 2.5))
        painter.drawLines([
            QLineF(x - 5.5, foot - 4, x - 2, foot - 4), QLineF(x + 2, foot - 4, x + 5.5, foot - 4),
            QLineF(x - 2, foot - 7.5, x - 2, foot - 0.5), QLineF(x + 2, foot - 7.5, x + 2, foot - 0.5),
        ])  # fmt: skip
        x += 13
    if mark.partial:  # half a disc
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        disc = QRectF(x - 4, foot - 8, 8, 8)
        painter.drawEllipse(disc)
        painter.setBrush(ink)
        painter.drawPie(disc, 90 * 16, 180 * 16)


def paint_row(painter: QPainter, row: Row, place: Place, state: RowState, stamps: MarkStamps) -> None:
    """Everything of a row but its wave."""
    colours = look.palette
    if place.heading is not None:
        _paint_heading(painter, row.section, place)
    _paint_ground(painter, place.body, state)
    _paint_number(painter, row, place, state)
    _paint_words(painter, row, place, state)
    ratio = painter.device().devicePixelRatioF()
    for take, box in place.marks:
        mark = row.takes[take]
        stamp = stamps.stamp(
            mark, state.role, ratio,
            picked=state.selected and take == state.picked, heard=mark.take_id == state.heard,
            hot=state.hot == ("mark", take),
        )  # fmt: skip
        painter.drawPixmap(box.topLeft(), stamp)
    if place.more is not None:
        painter.setFont(font(theme.TEXT_SMALL))
        painter.setPen(QColor(colours.text if state.hot[0] == "more" else colours.secondary))
        painter.drawText(place.more, Qt.AlignmentFlag.AlignCenter, f"+{len(row.takes) - len(place.marks)}")
    if place.trouble is not None:
        _paint_trouble(painter, place, state.trouble)
    if place.button is not None:
        _paint_button(painter, place.button, retake_words(row), hot=state.hot[0] == "button")
    if place.note is not None and 0 <= state.picked < len(row.takes):
        written = font(theme.TEXT_SMALL)
        painter.setFont(written)
        painter.setPen(QColor(colours.secondary))
        said = fitting(take_words(row.takes[state.picked]), QFontMetrics(written), place.note.width())
        painter.drawText(place.note, Qt.AlignmentFlag.AlignVCenter, said)


def _paint_heading(painter: QPainter, section: str, place: Place) -> None:
    colours = look.palette
    assert place.heading is not None
    written = font(theme.TEXT_SMALL, strong=True)
    text = place.heading.adjusted(place.words.left(), 10, -8, 0)
    said = fitting(section, QFontMetrics(written), text.width())
    painter.setFont(written)
    painter.setPen(QColor(colours.secondary))
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, said)
    x = text.left() + QFontMetrics(written).horizontalAdvance(said) + 12
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.drawLine(QLineF(x, round(text.center().y()) + 0.5, text.right(), round(text.center().y()) + 0.5))


def _paint_ground(painter: QPainter, body: QRectF, state: RowState) -> None:
    colours = look.palette
    ground = None
    if state.live:
        ground = theme.mixed(colours.background, colours.record, 0.14)
    elif state.selected or state.now:
        ground = colours.raised
    if ground is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(body, _RADIUS, _RADIUS)
    if state.now or state.live:
        bar = colours.record if state.live else (look.fill(state.role) if look.theme == "dark" else colours.text)
        painter.setBrush(QColor(bar))
        painter.drawRoundedRect(QRectF(body.left(), body.top(), 6, body.height()), 3, 3)
        if not look.calm and state.share > 0.0:
            width = (body.width() - 24) * min(state.share, 1.0)
            painter.drawRoundedRect(QRectF(body.left() + 12, body.bottom() - 3, width, 3), 1.5, 1.5)


def _paint_number(painter: QPainter, row: Row, place: Place, state: RowState) -> None:
    colours = look.palette
    lit = state.now or state.live or state.selected
    painter.setFont(font(theme.TEXT_SMALL, strong=lit))
    painter.setPen(QColor(colours.text if lit else colours.secondary))
    painter.drawText(place.number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(row.number))
    if (state.now or state.live) and place.number.width() >= 48:
        box = QRectF(12, place.number.center().y() - 8, 16, 16)
        icons.paint(painter, "record" if state.live else "play", colours.record if state.live else colours.text, box)


def _paint_words(painter: QPainter, row: Row, place: Place, state: RowState) -> None:
    colours = look.palette
    if state.hidden:
        pen = QPen(QColor(colours.control), 3, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        width = min(place.words.width(), 240.0) if row.words else 0.0
        y = place.words.center().y()
        painter.drawLine(QLineF(place.words.left(), y, place.words.left() + width, y))
        return
    written = font(state.px)
    metrics = QFontMetrics(written)
    painter.setFont(written)
    painter.setPen(QColor(colours.secondary if state.quiet else colours.text))
    y = place.words.center().y() - len(place.lines) * metrics.height() / 2
    for line in place.lines:
        box = QRectF(place.words.left(), y, place.words.width() + 4, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)
        y += metrics.height()
    if row.words:
        painter.setFont(font(theme.TEXT_SMALL))
        painter.setPen(QColor(colours.secondary))
        painter.drawText(
            place.syllables,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            t("line-syllables-short", count=row.syllables),
        )


def _paint_trouble(painter: QPainter, place: Place, kind: str) -> None:
    colours = look.palette
    assert place.trouble is not None
    top = QRectF(place.trouble.left(), place.trouble.top(), place.trouble.width(), TROUBLE_HEIGHT)
    icons.paint(painter, "warning", colours.warning, QRectF(top.left(), top.center().y() - 12, 24, 24))
    painter.setFont(font(theme.TEXT, strong=True))
    painter.setPen(QColor(colours.text))
    painter.drawText(top.adjusted(36, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, t(TROUBLES[kind]))


def _paint_button(painter: QPainter, box: QRectF, words: str, *, hot: bool) -> None:
    colours = look.palette
    painter.setPen(QPen(QColor(colours.text if hot else colours.control), 2))
    painter.setBrush(QColor(colours.surface if hot else colours.background))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 10, 10)
    icons.paint(painter, "record", colours.record, QRectF(box.left() + 14, box.center().y() - 10, 20, 20))
    painter.setPen(QColor(colours.text))
    painter.setFont(font(theme.TEXT))
    painter.drawText(box.adjusted(42, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def draw_wave(
    columns: tuple[np.ndarray, np.ndarray] | None, role: str, width: int, height: int, ratio: float
) -> QPixmap:
    """The sound of a line, twice on one sheet: above as what is heard, below as what lies outside of the edges."""
    pixmap = QPixmap(round(width * ratio), round(2 * height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    colours, dark = look.palette, look.theme == "dark"
    pixmap.fill(QColor(colours.background))
    painter = QPainter(pixmap)
    fill = look.fill(role)
    inside = QRectF(0, 0, width, height)
    painter.fillRect(inside, QColor(theme.mixed(fill, colours.surface, 0.80 if dark else 0.45)))
    see_through = QColor(fill if dark else theme.FILL_INK)
    see_through.setAlphaF(0.18)
    paint_pattern(painter, theme.MARKS[role].pattern, inside, see_through)
    if columns is not None:
        paint_wave(painter, columns, inside.adjusted(0, 3, 0, -3), QColor(fill if dark else theme.FILL_INK))
        paint_wave(painter, columns, inside.translated(0, height).adjusted(0, 3, 0, -3), QColor(colours.control))
    painter.end()
    return pixmap


def paint_edges(painter: QPainter, box: QRectF, wave: QPixmap, shares: Sequence[float], hot: str) -> None:
    """The sound of a line between its two edges, and what lies before and behind them."""
    colours = look.palette
    ratio = wave.devicePixelRatioF()
    width, height = box.width(), box.height()
    start, end = (box.left() + share * width for share in shares)
    below = QRectF(0, height * ratio, width * ratio, height * ratio)
    painter.drawPixmap(box, wave, below)
    heard = QRectF(start, box.top(), end - start, height)
    painter.drawPixmap(heard, wave, QRectF((start - box.left()) * ratio, 0, heard.width() * ratio, height * ratio))
    for name, x, side in (("start", start, 1), ("end", end, -1)):
        ink = QColor(colours.text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRect(QRectF(x - 1.5, box.top(), 3, height))
        thick = 16 if hot == name else 12
        grip = QRectF(x if side > 0 else x - thick, box.center().y() - 14, thick, 28)
        painter.setPen(QPen(QColor(colours.background), 1.5))
        painter.drawRoundedRect(grip, 4, 4)
        painter.setPen(QPen(QColor(colours.background), 2))
        middle = grip.center()
        painter.drawLine(QLineF(middle.x(), middle.y() - 6, middle.x(), middle.y() + 6))
