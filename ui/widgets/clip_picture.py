"""One clip as a picture: its name on a strip of its track's colour, and below it what sounds, under its fades."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from studio.song import Clip, Track
from studio.units import gain_of_db
from ui import theme
from ui.style import font, look
from ui.widgets.clip_art import paint_marks, paint_wave
from ui.widgets.marks import paint_pattern
from ui.widgets.stretch import BAND

_CURVE_POINTS = 24


class Inside(NamedTuple):
    """What sounds in a clip, as far as it is shown."""

    columns: tuple[np.ndarray, np.ndarray] | None = None
    """Lowest and highest sample of each column of a recording."""
    marks: Sequence[tuple[float, float, float]] = ()
    """The hits of a beat: start and length in beats, height 0…1."""
    px_per_beat: float = 1.0
    clip: Clip | None = None
    """Whose gain and fades the columns are under."""
    from_frame: float = 0.0
    """The frame of the clip at the picture's left edge."""
    frames_per_px: float = 1.0


def fade_curve(x: np.ndarray, shape: str) -> np.ndarray:
    """The gain of a fade at x (0 silent … 1 full): a smooth step, or its square root where powers add up."""
    x = np.clip(x, 0.0, 1.0)
    share = x * x * (3.0 - 2.0 * x)
    return np.sqrt(share) if shape == "power" else share


def envelope(clip: Clip, frames: np.ndarray) -> np.ndarray:
    """The gain of a clip's fades at some of its frames."""
    gain = np.ones(len(frames))
    if clip.fade_in_frames:
        gain *= fade_curve(frames / clip.fade_in_frames, clip.fade_in_shape)
    if clip.fade_out_frames:
        gain *= fade_curve((clip.length_frames - frames) / clip.fade_out_frames, clip.fade_out_shape)
    return gain


def draw_clip(
    track: Track,
    name: str,
    size: QSizeF,
    inside: Inside,
    ratio: float,
    *,
    live: bool = False,
    muted: bool = False,
    left_edge: bool = True,
) -> QPixmap:
    """A picture of a clip in logical pixels `size`; `left_edge` is whether its name begins in it."""
    pixmap = QPixmap(max(int(size.width() * ratio), 1), int(size.height() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = look.palette
    fill = colours.record if live else look.fill(track.role)
    dark = look.theme == "dark"
    if muted or track.knob("mute") >= 0.5:
        fill = theme.mixed(fill, colours.surface, 0.55)
    body = theme.mixed(fill, colours.surface if dark else "#FFFFFF", 0.80 if dark else 0.55)
    box = QRectF(0, 0, size.width(), size.height())
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.setClipPath(shape)
    painter.fillPath(shape, QColor(body))
    band = QRectF(0, 0, box.width(), BAND)
    painter.fillRect(band, QColor(fill))
    painter.setFont(font(theme.TEXT_SMALL, strong=True))
    label = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, max(int(box.width()) - 16, 0))
    text_width = painter.fontMetrics().horizontalAdvance(label)
    if left_edge:
        painter.setPen(QColor(colours.on_record if live else theme.FILL_INK))
        painter.drawText(band.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, label)
    if not live:
        free = band.adjusted(text_width + 20 if left_edge else 0, 0, 0, 0)
        see_through = QColor(theme.FILL_INK)
        see_through.setAlphaF(0.45)
        paint_pattern(painter, theme.MARKS[track.role].pattern, free, see_through)
    ink = QColor(fill if dark else theme.FILL_INK)
    _paint_inside(painter, inside, QRectF(0, BAND + 4, box.width(), box.height() - BAND - 8), ink)
    if inside.clip is not None:
        _paint_fades(
            painter, inside, QRectF(0, BAND, box.width(), box.height() - BAND), ink, QColor(colours.background)
        )
    painter.setClipping(False)
    edge = QColor(colours.record if live else (fill if dark else theme.DARK.background))
    painter.strokePath(shape, QPen(edge, 3 if live else (1 if dark else 2)))
    painter.end()
    return pixmap


def _paint_inside(painter: QPainter, inside: Inside, box: QRectF, ink: QColor) -> None:
    if inside.columns is not None:
        low, high = inside.columns
        clip = inside.clip
        if clip is not None and len(low) and (clip.gain_db or clip.fade_in_frames or clip.fade_out_frames):
            px = (np.arange(len(low)) + 0.5) * box.width() / len(low)
            gain = envelope(clip, inside.from_frame + px * inside.frames_per_px) * gain_of_db(clip.gain_db)
            low, high = np.clip(low * gain, -1.0, 1.0), np.clip(high * gain, -1.0, 1.0)
        paint_wave(painter, (low, high), box, ink)
    if inside.marks:
        paint_marks(painter, inside.marks, box.adjusted(0, 2, 0, -2), ink, inside.px_per_beat)


def _paint_fades(painter: QPainter, inside: Inside, box: QRectF, ink: QColor, shade: QColor) -> None:
    """The curve of each fade, and a shade over what it takes away."""
    clip = inside.clip
    assert clip is not None
    shade.setAlphaF(0.45)
    for frames, shape, at_end in (
        (clip.fade_in_frames, clip.fade_in_shape, False),
        (clip.fade_out_frames, clip.fade_out_shape, True),
    ):
        width = frames / inside.frames_per_px
        if width < 2.0:
            continue
        outer = ((clip.length_frames if at_end else 0) - inside.from_frame) / inside.frames_per_px
        if outer + (0 if at_end else width) < 0 or outer - (width if at_end else 0) > box.width():
            continue
        along = np.linspace(0.0, 1.0, _CURVE_POINTS)
        xs = outer - along * width if at_end else outer + along * width
        ys = box.bottom() - fade_curve(along, shape) * box.height()
        points = [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF([QPointF(outer, box.top()), *points]))
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))


def paint_fade_beneath(painter: QPainter, clip: Clip, box: QRectF, ink: QColor) -> None:
    """The curve of a clip's fade out, over the clip that lies upon its end; `box` is where the whole clip is drawn."""
    width = clip.fade_out_frames * box.width() / max(clip.length_frames, 1)
    along = np.linspace(0.0, 1.0, _CURVE_POINTS)
    xs = box.right() - along * width
    ys = box.bottom() - fade_curve(along, clip.fade_out_shape) * (box.height() - BAND)
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]))
