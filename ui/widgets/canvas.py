"""The painted half of the timeline: ruler, clips with their waveforms, the take that is being made, the playhead."""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from studio.song import Clip, Track
from ui import theme
from ui.i18n import clock, t
from ui.style import font, look
from ui.widgets.accessible import Painted, Part
from ui.widgets.beat_blocks import BeatBlocks, Block
from ui.widgets.clip_hands import ClipHands
from ui.widgets.clip_picture import Inside, draw_clip, paint_fade_beneath
from ui.widgets.stretch import Stretch, bar_of, clip_name, track_name

if TYPE_CHECKING:
    import numpy as np

RULER_HEIGHT = 36
HEAD_WIDTH = 2
_LEAST_OVERLAP = 3
"""Clips that lie on each other for fewer pixels show no crossing fades."""
_LEFT_BEHIND = 0.35
"""How much is seen of a clip where it was, while it is dragged."""
_KEPT_PIXELS = 16_000_000
"""Drawn clips kept ready, in real pixels of four bytes; those used least recently go first."""


class Waves(Protocol):
    """Where waveforms come from."""

    def columns(
        self, media_id: str, from_frame: float, to_frame: float, count: int
    ) -> tuple[np.ndarray, np.ndarray] | None:
        """Lowest and highest value (−1…1) of each of `count` equal stretches; None while they are being made."""

    def live_columns(self, from_frame: float, to_frame: float, count: int) -> tuple[np.ndarray, np.ndarray] | None:
        """The same of the take that is being recorded."""


class Ruler(Painted):
    """Bar numbers and the handle of the playhead. A press or a drag moves the playhead there."""

    accessible_role = QAccessible.Role.ScrollBar
    pointed = Signal(float)

    def __init__(self, stretch: Stretch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretch = stretch
        self.setFixedHeight(RULER_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("ruler"))
        self.setAccessibleDescription(t("ruler.help"))
        self.setWhatsThis(t("ruler.help"))

    def accessible_value(self) -> str:
        return t("at-bar", bar=bar_of(self._stretch.song, self._stretch.playhead_beat))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, stretch = look.palette, self._stretch
        painter.fillRect(self.rect(), QColor(colours.surface))
        per_bar = stretch.song.beats_per_bar
        bar_px = stretch.px_per_beat * per_bar
        every = next((n for n in (1, 2, 4, 8, 16, 32, 64, 128) if n * bar_px >= 64), 256)
        bar = max(int(stretch.left_beat // per_bar) // every * every, 0)
        painter.setFont(font(theme.TEXT_SMALL))
        while (x := stretch.x_of(bar * per_bar)) < self.width():
            painter.setPen(QPen(QColor(colours.control), 1))
            painter.drawLine(QLineF(round(x) + 0.5, RULER_HEIGHT - 10, round(x) + 0.5, RULER_HEIGHT))
            painter.setPen(QColor(colours.secondary))
            painter.drawText(QRectF(x + 12, 0, 80, RULER_HEIGHT - 4), Qt.AlignmentFlag.AlignVCenter, str(bar + 1))
            bar += every
        x = stretch.x_of(stretch.playhead_beat)
        path = QPainterPath()
        corners = ((-9, 14), (9, 14), (9, 22), (0, 34), (-9, 22))
        path.addPolygon(QPolygonF([QPointF(x + right, down) for right, down in corners]))
        painter.fillPath(path, QColor(colours.record if stretch.live_track else colours.text))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(max(self._stretch.beat_at(event.position().x()), 0.0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.pointed.emit(max(self._stretch.beat_at(event.position().x()), 0.0))


class Canvas(Painted):
    """The rows of the song with their clips."""

    accessible_role = QAccessible.Role.List
    pointed = Signal(float)
    picked = Signal(str)
    """A track was pressed on: its id."""
    menu_wanted = Signal(QPoint)
    """The menu of the chosen clip, at a place of the screen."""

    def __init__(self, stretch: Stretch, waves: Waves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretch, self._waves, self._beat = stretch, waves, BeatBlocks()
        self._pixmaps: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._pixels = 0
        self.hands = ClipHands(self, stretch, lambda row, clip: self._box(row, clip.at_beat, stretch.clip_beats(clip)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        look.changed.connect(self.forget)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("timeline"))
        self.setAccessibleDescription(t("timeline.help"))
        self.setWhatsThis(t("timeline.help"))
        self.update()

    def forget(self) -> None:
        """Draw every clip anew: the look or the language has changed."""
        self._beat.forget()
        self._pixmaps.clear()
        self._pixels = 0
        self.update()

    def show_playhead(self, before_beat: float) -> None:
        """Redraw only where the playhead was and where it is."""
        for beat in (before_beat, self._stretch.playhead_beat):
            x = round(self._stretch.x_of(beat))
            self.update(x - HEAD_WIDTH - 1, 0, 2 * HEAD_WIDTH + 3, self.height())

    def accessible_value(self) -> str:
        stretch = self._stretch
        names = {track.id: track_name(track) for track in stretch.song.tracks}
        bar = bar_of(stretch.song, stretch.playhead_beat)
        return t("at-bar-track", bar=bar, track=names.get(stretch.selected_track, ""))

    def accessible_parts(self) -> list[Part]:
        song, parts = self._stretch.song, []
        for row, track in enumerate(song.tracks):
            for clip in track.clips:
                end = clip.at_beat + self._stretch.clip_beats(clip)
                name = t(
                    "clip-described",
                    clip=clip_name(song, track, clip), track=track_name(track),
                    first=bar_of(song, clip.at_beat), last=bar_of(song, max(end - 1e-6, 0.0)),
                )  # fmt: skip
                name = t("clip-muted", clip=name) if clip.mute else name
                name = t("clip-chosen", clip=name) if clip.id == self._stretch.selected_clip else name
                parts.append(Part(name, self._box(row, clip.at_beat, end - clip.at_beat).toRect()))
            for block in self._beat.of(song).get(track.id, ()):
                end = block.at_beat + block.beats
                name = t(
                    "clip-described",
                    clip=block.name, track=track_name(track),
                    first=bar_of(song, block.at_beat), last=bar_of(song, end - 1e-6),
                )  # fmt: skip
                parts.append(Part(name, self._box(row, block.at_beat, block.beats).toRect()))
        return parts

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // self._stretch.row_height)
        if row < len(self._stretch.song.tracks):
            self.picked.emit(self._stretch.song.tracks[row].id)
        if event.button() == Qt.MouseButton.LeftButton:
            if not self.hands.press(event.position()):
                self._point(event.position())
        elif event.button() == Qt.MouseButton.RightButton:
            found = self.hands.clip_at(event.position())
            self.hands.chosen.emit(found[1].id if found else "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.hands.move(event.position(), free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif not event.buttons():
            self.hands.hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if self.hands.pressed and not self.hands.release():
                self._point(event.position())
            self.hands.hover(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            found = self.hands.selected()
            box = self._box(found[0], found[1].at_beat, self._stretch.clip_beats(found[1])) if found else self.rect()
            self.menu_wanted.emit(self.mapToGlobal(QRectF(box).intersected(QRectF(self.rect())).center().toPoint()))

    def _point(self, at: QPointF) -> None:
        self.pointed.emit(max(self._stretch.beat_at(at.x()), 0.0))

    # --- drawing

    def _box(self, row: int, at_beat: float, beats: float) -> QRectF:
        height = self._stretch.row_height
        return QRectF(self._stretch.x_of(at_beat), row * height + 4, beats * self._stretch.px_per_beat, height - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        part, stretch, dragged = event.rect(), self._stretch, self.hands.dragged
        self._paint_ground(painter, part)
        left, right = part.left(), part.right()
        first = max(part.top() // stretch.row_height, 0)
        last = part.bottom() // stretch.row_height
        for row, track in list(enumerate(stretch.song.tracks))[first : last + 1]:
            for clip in track.clips:
                box = self._box(row, clip.at_beat, stretch.clip_beats(clip))
                if box.right() >= left and box.left() <= right:
                    painter.setOpacity(_LEFT_BEHIND if clip.id == dragged else 1.0)
                    self._paint_clip(painter, track, clip, box)
            painter.setOpacity(1.0)
            self._paint_crossfades(painter, row, track, part)
            for block in self._beat.of(stretch.song).get(track.id, ()):
                box = self._box(row, block.at_beat, block.beats)
                if box.right() >= left and box.left() <= right:
                    self._paint_block(painter, track, block, box)
            if track.id == stretch.live_track and stretch.live_frames:
                box = self._box(row, stretch.live_at_beat, stretch.song.beat_of(stretch.live_frames))
                self._paint_live(painter, track, box)
        if self.hands.ghost is not None:
            row, clip = self.hands.ghost
            box = self._box(row, clip.at_beat, stretch.clip_beats(clip))
            self._paint_clip(painter, stretch.song.tracks[row], clip, box)
        self.hands.paint(painter)
        x = round(stretch.x_of(stretch.playhead_beat))
        painter.fillRect(QRectF(x - HEAD_WIDTH / 2, 0, HEAD_WIDTH, self.height()),
                         QColor(look.palette.record if stretch.live_track else look.palette.text))  # fmt: skip

    def _paint_ground(self, painter: QPainter, part: QRect) -> None:
        colours, stretch = look.palette, self._stretch
        painter.fillRect(part, QColor(colours.background))
        height = stretch.row_height
        for row, track in enumerate(stretch.song.tracks):
            if track.id == stretch.selected_track:
                painter.fillRect(QRect(part.left(), row * height, part.width(), height), QColor(colours.surface))
            painter.fillRect(QRect(part.left(), (row + 1) * height - 1, part.width(), 1), QColor(colours.line))
        per_bar = stretch.song.beats_per_bar
        bar_px = stretch.px_per_beat * per_bar
        every = next((n for n in (1, 2, 4, 8, 16, 32, 64, 128) if n * bar_px >= 20), 256)
        bar = max(int(stretch.beat_at(part.left()) // per_bar) // every * every, 0)
        strong, faint = QColor(colours.line), QColor(theme.mixed(colours.line, colours.background, 0.55))
        while (x := stretch.x_of(bar * per_bar)) <= part.right():
            painter.setPen(QPen(strong if bar % (4 * every) == 0 else faint, 1))
            painter.drawLine(QLineF(round(x) + 0.5, part.top(), round(x) + 0.5, part.bottom() + 1))
            bar += every

    def _paint_clip(self, painter: QPainter, track: Track, clip: Clip, box: QRectF) -> None:
        shown = box.intersected(QRectF(-40, 0, self.width() + 80, self.height()))
        if shown.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        stretch = self._stretch
        place = (stretch.px_per_beat, shown.left() - box.left(), shown.width(), box.height(), ratio)
        key = (clip, track.role, track.knob("mute"), *place)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            frames_per_px = clip.length_frames / box.width()
            first = clip.offset_frames + (shown.left() - box.left()) * frames_per_px
            count = max(int(shown.width() * ratio), 1)
            columns = self._waves.columns(clip.media_id, first, first + shown.width() * frames_per_px, count)
            name = clip_name(stretch.song, track, clip)
            name = t("clip-muted", clip=name) if clip.mute else name
            inside = Inside(columns, clip=clip, from_frame=first - clip.offset_frames, frames_per_px=frames_per_px)
            left_edge = shown.left() == box.left()
            pixmap = draw_clip(track, name, shown.size(), inside, ratio, muted=clip.mute, left_edge=left_edge)
            if columns is not None:
                self._keep(key, pixmap)
        else:
            self._pixmaps.move_to_end(key)
        painter.drawPixmap(shown.topLeft(), pixmap)

    def _paint_crossfades(self, painter: QPainter, row: int, track: Track, part: QRect) -> None:
        """What the clip on top hides: how the one beneath it fades out."""
        for clip, above in pairwise(track.clips):
            if not clip.fade_out_frames:
                continue
            box = self._box(row, clip.at_beat, self._stretch.clip_beats(clip))
            over = box.right() - self._stretch.x_of(above.at_beat)
            if over >= _LEAST_OVERLAP and box.right() >= part.left() and box.left() <= part.right():
                dark = look.theme == "dark"
                paint_fade_beneath(painter, clip, box, QColor(look.palette.text if dark else theme.FILL_INK))

    def _paint_block(self, painter: QPainter, track: Track, block: Block, box: QRectF) -> None:
        shown = box.intersected(QRectF(-40, 0, self.width() + 80, self.height()))
        if shown.isEmpty():
            return
        px = self._stretch.px_per_beat
        key = (block, track.role, track.knob("mute"), px, shown.left() - box.left(), shown.width(), box.height(),
               self.devicePixelRatioF())  # fmt: skip
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            left = (box.left() - shown.left()) / px
            marks = [(left + at, length, height) for at, length, height in block.marks]
            at_left = shown.left() == box.left()
            inside = Inside(marks=marks, px_per_beat=px)
            pixmap = draw_clip(track, block.name, shown.size(), inside, self.devicePixelRatioF(), left_edge=at_left)
            self._keep(key, pixmap)
        else:
            self._pixmaps.move_to_end(key)
        painter.drawPixmap(shown.topLeft(), pixmap)

    def _keep(self, key: tuple[object, ...], pixmap: QPixmap) -> None:
        """Remember a picture, and let the ones go that were not used for longest."""
        self._pixmaps[key] = pixmap
        self._pixels += pixmap.width() * pixmap.height()
        while self._pixels > _KEPT_PIXELS and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._pixels -= oldest.width() * oldest.height()

    def _paint_live(self, painter: QPainter, track: Track, box: QRectF) -> None:
        shown = box.intersected(QRectF(-40, 0, self.width() + 80, self.height()))
        if shown.width() < 1:
            return
        frames_per_px = self._stretch.live_frames / box.width()
        first = (shown.left() - box.left()) * frames_per_px
        count = max(int(shown.width()), 1)
        first += self._stretch.live_from_frame
        columns = self._waves.live_columns(first, first + shown.width() * frames_per_px, count)
        seconds = self._stretch.live_frames / self._stretch.song.rate_hz
        name, ratio = t("clip-live", time=clock(seconds)), self.devicePixelRatioF()
        pixmap = draw_clip(track, name, shown.size(), Inside(columns), ratio, live=True)
        painter.drawPixmap(shown.topLeft(), pixmap)
