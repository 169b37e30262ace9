"""The painted half of the timeline: ruler, clips with their waveforms, the take that is being made, the playhead."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from studio.song import Clip, Song, Track
from ui import theme
from ui.i18n import clock, t
from ui.style import font, look
from ui.widgets.accessible import Painted, Part
from ui.widgets.beat_blocks import BeatBlocks, Block
from ui.widgets.clip_art import paint_marks, paint_wave
from ui.widgets.marks import paint_pattern

if TYPE_CHECKING:
    import numpy as np

RULER_HEIGHT = 36
BAND = 26
"""Height of the strip with the name on top of each clip."""
HEAD_WIDTH = 2
INSET = 12
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


@dataclass
class Stretch:
    """What the timeline shows: which beats stand where, and what is on it. One object shared by all its parts."""

    song: Song = field(default_factory=lambda: Song(title=""))
    px_per_beat: float = 24.0
    left_beat: float = 0.0
    playhead_beat: float = 0.0
    selected_track: str = ""
    row_height: int = 88
    live_track: str = ""
    """The track that is being recorded on; empty while none is."""
    live_at_beat: float = 0.0
    live_frames: int = 0

    def x_of(self, beat: float) -> float:
        """Pixels from the left edge; the beginning of the song stands a little inside it."""
        return INSET + (beat - self.left_beat) * self.px_per_beat

    def beat_at(self, x: float) -> float:
        return self.left_beat + (x - INSET) / self.px_per_beat

    def clip_beats(self, clip: Clip) -> float:
        return self.song.beat_of(clip.length_frames)


def track_name(track: Track) -> str:
    """What a person calls the track, or what its role is called."""
    return track.name or t(f"role-{track.role}")


def clip_name(song: Song, track: Track, clip: Clip) -> str:
    """What stands on a clip: the number of the take, or the file it came from."""
    for number, take in enumerate(song.takes, 1):
        if take.media_id == clip.media_id:
            return t("clip-rescued", number=number) if take.rescued else t("clip-take", number=number)
    try:
        return song.media_of(clip.media_id).name or track_name(track)
    except KeyError:
        return track_name(track)


def bar_of(song: Song, beat: float) -> int:
    """The number, from 1, of the bar in which a beat lies."""
    return int(beat // song.beats_per_bar) + 1


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

    def __init__(self, stretch: Stretch, waves: Waves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretch, self._waves, self._beat = stretch, waves, BeatBlocks()
        self._pixmaps: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._pixels = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // self._stretch.row_height)
        if row < len(self._stretch.song.tracks):
            self.picked.emit(self._stretch.song.tracks[row].id)
        self.pointed.emit(max(self._stretch.beat_at(event.position().x()), 0.0))

    # --- drawing

    def _box(self, row: int, at_beat: float, beats: float) -> QRectF:
        height = self._stretch.row_height
        return QRectF(self._stretch.x_of(at_beat), row * height + 4, beats * self._stretch.px_per_beat, height - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, event.rect())
        stretch = self._stretch
        first = max(event.rect().top() // stretch.row_height, 0)
        last = event.rect().bottom() // stretch.row_height
        for row, track in list(enumerate(stretch.song.tracks))[first : last + 1]:
            for clip in track.clips:
                box = self._box(row, clip.at_beat, stretch.clip_beats(clip))
                if box.right() >= event.rect().left() and box.left() <= event.rect().right():
                    self._paint_clip(painter, track, clip, box)
            for block in self._beat.of(stretch.song).get(track.id, ()):
                box = self._box(row, block.at_beat, block.beats)
                if box.right() >= event.rect().left() and box.left() <= event.rect().right():
                    self._paint_block(painter, track, block, box)
            if track.id == stretch.live_track and stretch.live_frames:
                box = self._box(row, stretch.live_at_beat, stretch.song.beat_of(stretch.live_frames))
                self._paint_live(painter, track, box)
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
            pixmap = self._drawn(track, name, shown, columns, left_edge=shown.left() == box.left())
            if columns is not None:
                self._keep(key, pixmap)
        else:
            self._pixmaps.move_to_end(key)
        painter.drawPixmap(shown.topLeft(), pixmap)

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
            pixmap = self._drawn(track, block.name, shown, None, left_edge=at_left, marks=marks)
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
        columns = self._waves.live_columns(first, first + shown.width() * frames_per_px, count)
        seconds = self._stretch.live_frames / self._stretch.song.rate_hz
        pixmap = self._drawn(track, t("clip-live", time=clock(seconds)), shown, columns, live=True)
        painter.drawPixmap(shown.topLeft(), pixmap)

    def _drawn(
        self,
        track: Track,
        name: str,
        shown: QRectF,
        columns: tuple[np.ndarray, np.ndarray] | None,
        *,
        live: bool = False,
        left_edge: bool = True,
        marks: Sequence[tuple[float, float, float]] = (),
    ) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(max(int(shown.width() * ratio), 1), int(shown.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = look.palette
        fill = colours.record if live else look.fill(track.role)
        dark = look.theme == "dark"
        if track.knob("mute") >= 0.5:
            fill = theme.mixed(fill, colours.surface, 0.55)
        body = theme.mixed(fill, colours.surface if dark else "#FFFFFF", 0.80 if dark else 0.55)
        box = QRectF(0, 0, shown.width(), shown.height())
        shape = QPainterPath()
        shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setClipPath(shape)
        painter.fillPath(shape, QColor(body))
        band = QRectF(0, 0, box.width(), BAND)
        painter.fillRect(band, QColor(fill))
        ink = colours.on_record if live else theme.FILL_INK
        label_font = font(theme.TEXT_SMALL, strong=True)
        painter.setFont(label_font)
        label = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, max(int(box.width()) - 16, 0))
        text_width = painter.fontMetrics().horizontalAdvance(label)
        if left_edge:
            painter.setPen(QColor(ink))
            painter.drawText(band.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, label)
        if not live:
            free = band.adjusted(text_width + 20 if left_edge else 0, 0, 0, 0)
            see_through = QColor(theme.FILL_INK)
            see_through.setAlphaF(0.45)
            paint_pattern(painter, theme.MARKS[track.role].pattern, free, see_through)
        if columns is not None:
            wave = QColor(fill if dark else theme.FILL_INK)
            paint_wave(painter, columns, QRectF(0, BAND + 4, box.width(), box.height() - BAND - 8), wave)
        if marks:
            ink = QColor(fill if dark else theme.FILL_INK)
            paint_marks(painter, marks, QRectF(0, BAND + 6, box.width(), box.height() - BAND - 12), ink,
                         self._stretch.px_per_beat)  # fmt: skip
        painter.setClipping(False)
        edge = QColor(colours.record if live else (fill if dark else theme.DARK.background))
        painter.strokePath(shape, QPen(edge, 3 if live else (1 if dark else 2)))
        painter.end()
        return pixmap
