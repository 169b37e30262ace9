"""How one knob of a track moves, drawn over what sounds on the track: its points, the line between them, the form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from studio import params
from studio.automation import value_at
from studio.song import Point, Song, Track
from studio.units import SILENCE_DB
from ui import theme
from ui.i18n import decimal, t
from ui.style import font, ground_of, look
from ui.widgets.accessible import Painted, Part
from ui.widgets.beat_blocks import BeatBlocks
from ui.widgets.canvas import HEAD_WIDTH, Waves
from ui.widgets.clip_art import paint_marks, paint_wave
from ui.widgets.section_bar import section_name
from ui.widgets.stretch import BAND, Stretch, bar_of, beat_words, place_of, track_name
from ui.widgets.strip import FLOOR_DB, level_words

PAD = 16
"""Above and below the line at its highest and lowest."""
SCALE_WIDTH = 64
_KNEE_DB, _KNEE = -24.0, 0.3
"""What is softer than the knee takes so much of the height: there an ear hears little of where the line goes."""
_MARKS_DB = (12.0, 6.0, 0.0, -6.0, -12.0, -24.0)
_MARK_PX = 20
DOT, CHOSEN_DOT = 6.0, 9.0


def share_of(value: float, high_db: float) -> float:
    """How far up, 0 (silence) … 1, a level stands."""
    return float(np.interp(value, (FLOOR_DB, _KNEE_DB, high_db), (0.0, _KNEE, 1.0)))


def level_at(share: float, high_db: float) -> float:
    """The level that stands so far up; at the bottom it is silence."""
    level = float(np.interp(share, (0.0, _KNEE, 1.0), (FLOOR_DB, _KNEE_DB, high_db)))
    return SILENCE_DB if level <= FLOOR_DB else level


def stepped(level_db: float) -> float:
    """The nearest level at which a fader can stand."""
    level = round(level_db * 2.0) / 2.0
    return SILENCE_DB if level <= FLOOR_DB else level


def _at(point: Point) -> float:
    return point.at_beat


class CurveView(Painted):
    """Shows a knob of `params.AUTOMATED` of one track. Belongs to a `Stretch` that it shares with its ruler."""

    accessible_role = QAccessible.Role.List

    def __init__(self, stretch: Stretch, waves: Waves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stretch, self._waves, self._beat = stretch, waves, BeatBlocks()
        self.name = "gain_db"
        self.chosen = -1
        """The number of the point that the keys are on; −1 for none."""
        self.picked: tuple[float, float] | None = None
        """The stretch that is worked on as a whole, in beats."""
        self.ghost: tuple[Point, ...] | None = None
        """While a hand draws: the points as they would be."""
        self._ground: tuple[tuple[object, ...], QPixmap] | None = None
        self._drawn: tuple[tuple[object, ...], QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        look.changed.connect(self.forget)

    # --- what it shows

    @property
    def song(self) -> Song:
        return self.stretch.song

    @property
    def track(self) -> Track | None:
        """The track whose knob is shown."""
        return next((track for track in self.song.tracks if track.id == self.stretch.selected_track), None)

    @property
    def points(self) -> tuple[Point, ...]:
        """The movement as the song has it; empty where the knob stands still."""
        return self.track.automation.get(self.name, ()) if self.track is not None else ()

    @property
    def stands(self) -> float:
        """Where the knob stands without a movement."""
        return self.track.knob(self.name) if self.track is not None else params.knob(self.name).default

    def level_now(self, beat: float) -> float:
        """Where the knob stands at a beat."""
        return value_at(self.points, beat) if self.points else self.stands

    def forget(self) -> None:
        """Draw all anew: the look or the language has changed, or a shape has arrived."""
        self._ground = self._drawn = None
        self._beat.forget()
        self.update()

    def retranslate(self) -> None:
        track = self.track
        knob = t(f"knob-{self.name.replace('_', '-')}")
        self.setAccessibleName(t("movement", knob=knob, track=track_name(track) if track else ""))
        self.setAccessibleDescription(t("movement.help"))
        self.setWhatsThis(t("movement.help"))
        self.forget()

    def accessible_value(self) -> str:
        """The chosen point, else the stretch that is picked, else where the knob stands at the playhead."""
        points = self.points
        if 0 <= self.chosen < len(points):
            return self.described(points, self.chosen)
        if self.picked is not None:
            return self.picked_words(self.picked)
        bar, beat = place_of(self.song, self.stretch.playhead_beat)
        level = level_words(self.level_now(self.stretch.playhead_beat))
        return t("movement-here", bar=bar, beat=beat_words(beat), level=level, count=len(points))

    def accessible_parts(self) -> list[Part]:
        points = self.points
        return [
            Part(self.described(points, number), self.dot_box(point).toRect()) for number, point in enumerate(points)
        ]

    def described(self, points: tuple[Point, ...], number: int) -> str:
        """Which point it is, where it lies and how high it stands, in words."""
        bar, beat = place_of(self.song, points[number].at_beat)
        level = level_words(points[number].value)
        return t(
            "movement-point", number=number + 1, count=len(points), bar=bar, beat=beat_words(beat), level=level
        )  # fmt: skip

    def picked_words(self, picked: tuple[float, float]) -> str:
        """From which bar to which a stretch goes."""
        last = bar_of(self.song, max(picked[1] - 1e-6, picked[0]))
        return t("movement-picked", first=bar_of(self.song, picked[0]), last=last)

    # --- where things are

    @property
    def high_db(self) -> float:
        return params.knob(self.name).high

    @property
    def plot_height(self) -> float:
        """From the lowest place of the line to its highest."""
        return max(self.height() - BAND - 2 * PAD, 1.0)

    def y_of(self, level_db: float) -> float:
        return self.height() - PAD - share_of(level_db, self.high_db) * self.plot_height

    def level_of(self, y: float) -> float:
        """The level at a height."""
        return level_at((self.height() - PAD - y) / self.plot_height, self.high_db)

    def place_of(self, point: Point) -> QPointF:
        return QPointF(self.stretch.x_of(point.at_beat), self.y_of(point.value))

    def dot_box(self, point: Point) -> QRectF:
        place = self.place_of(point)
        return QRectF(place.x() - CHOSEN_DOT, place.y() - CHOSEN_DOT, 2 * CHOSEN_DOT, 2 * CHOSEN_DOT)

    def section_at(self, beat: float) -> tuple[float, float] | None:
        """Where the section begins and ends in which a beat lies."""
        start = 0.0
        for section in self.song.sections:
            end = start + section.bars * self.song.beats_per_bar
            if start <= beat < end:
                return start, end
            start = end
        return None

    # --- drawing

    def show_playhead(self, before_beat: float) -> None:
        """Redraw only where the playhead was and where it is."""
        for beat in (before_beat, self.stretch.playhead_beat):
            x = round(self.stretch.x_of(beat))
            self.update(x - HEAD_WIDTH - 1, 0, 2 * HEAD_WIDTH + 3, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture())
        x = round(self.stretch.x_of(self.stretch.playhead_beat))
        painter.fillRect(QRectF(x - HEAD_WIDTH / 2, 0, HEAD_WIDTH, self.height()), QColor(look.palette.text))

    def _picture(self) -> QPixmap:
        """All but the playhead, which alone moves while the song plays."""
        ground, points = self._ground_pixmap(), self.points if self.ghost is None else self.ghost
        key = (ground.cacheKey(), points, self.stands, self.picked, self.chosen)
        if self._drawn is not None and self._drawn[0] == key:
            return self._drawn[1]
        pixmap = QPixmap(ground)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.picked is not None:
            self._paint_picked(painter, *self.picked)
        self._paint_stands(painter, alone=not points)
        if points:
            self._paint_line(painter, points)
            self._paint_dots(painter, points)
        elif self.track is not None:
            self._paint_hint(painter)
        painter.end()
        self._drawn = (key, pixmap)
        return pixmap

    def _ground_pixmap(self) -> QPixmap:
        """All that stays while a hand draws and the song plays: the form, and what sounds on the track."""
        stretch, ratio, track = self.stretch, self.devicePixelRatioF(), self.track
        song = stretch.song
        facts = (song.sections, song.beats_per_bar, song.bpm, self.name, track and (track.id, track.clips, track.kit))
        key = (facts, song.patterns, stretch.left_beat, stretch.px_per_beat, self.width(), self.height(), ratio)
        if self._ground is not None and self._ground[0] == key:
            return self._ground[1]
        pixmap = ground_of(self)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self._paint_sound(painter, track, ratio) if track is not None else True
        self._paint_form(painter)
        painter.end()
        self._ground = (key, pixmap) if whole else None
        return pixmap

    def _paint_sound(self, painter: QPainter, track: Track, ratio: float) -> bool:
        """Whether all its shapes were there to be drawn."""
        stretch, whole = self.stretch, True
        dark = look.theme == "dark"
        ink = QColor(theme.mixed(look.fill(track.role), look.palette.surface, 0.62 if dark else 0.25))
        top, height = BAND + PAD, self.plot_height
        for clip in track.clips:
            box = QRectF(stretch.x_of(clip.at_beat), top, stretch.clip_beats(clip) * stretch.px_per_beat, height)
            seen = box.intersected(QRectF(0, top, self.width(), height))
            if seen.width() < 1.0:
                continue
            per_px = clip.length_frames / box.width()
            first = clip.offset_frames + (seen.left() - box.left()) * per_px
            count = max(int(seen.width() * ratio), 1)
            columns = self._waves.columns(clip.media_id, first, first + seen.width() * per_px, count)
            whole = whole and columns is not None
            if columns is not None:
                painter.translate(seen.left(), 0)
                paint_wave(painter, columns, seen, ink)
                painter.translate(-seen.left(), 0)
        for block in self._beat.of(stretch.song).get(track.id, ()):
            x = stretch.x_of(block.at_beat)
            painter.translate(x, 0)
            paint_marks(painter, block.marks, QRectF(0, top, self.width(), height), ink, stretch.px_per_beat)
            painter.translate(-x, 0)
        return whole

    def _paint_form(self, painter: QPainter) -> None:
        """The sections with their names, bar lines, and a line at some levels."""
        colours, stretch, song = look.palette, self.stretch, self.song
        faint = QColor(colours.line)
        for level in self.marks():
            painter.fillRect(QRectF(0, round(self.y_of(level)), self.width(), 1), faint)
        bar_px = stretch.px_per_beat * song.beats_per_bar
        every = next((n for n in (1, 2, 4, 8, 16, 32, 64, 128) if n * bar_px >= 20), 256)
        bar = max(int(stretch.left_beat // song.beats_per_bar) // every * every, 0)
        while (x := stretch.x_of(bar * song.beats_per_bar)) <= self.width():
            painter.fillRect(QRectF(round(x), BAND, 1, self.height() - BAND), faint)
            bar += every
        painter.fillRect(QRectF(0, 0, self.width(), BAND), QColor(colours.raised))
        painter.setFont(font(theme.TEXT_SMALL, strong=True))
        beat = 0.0
        for section in song.sections:
            beats = section.bars * song.beats_per_bar
            box = QRectF(stretch.x_of(beat), 0, beats * stretch.px_per_beat, BAND)
            painter.fillRect(QRectF(round(box.left()), 0, 2, self.height()), QColor(colours.control))
            room = max(int(box.width()) - 12, 0)
            name = painter.fontMetrics().elidedText(section_name(section), Qt.TextElideMode.ElideRight, room)
            painter.setPen(QColor(colours.text))
            painter.drawText(box.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
            beat += beats
        end = stretch.x_of(beat)
        painter.fillRect(QRectF(round(end), 0, 2 if beat else 0, self.height()), QColor(colours.control))

    def marks(self) -> list[float]:
        """Levels that a line is drawn at: those that there is room for."""
        found = [FLOOR_DB]
        for level in reversed(_MARKS_DB):
            if level <= self.high_db and self.y_of(found[-1]) - self.y_of(level) >= _MARK_PX:
                found.append(level)
        return found

    def _paint_picked(self, painter: QPainter, from_beat: float, to_beat: float) -> None:
        left, right = self.stretch.x_of(from_beat), self.stretch.x_of(to_beat)
        tint, edge = QColor(look.palette.primary), QColor(look.palette.primary)
        tint.setAlphaF(0.14)
        painter.fillRect(QRectF(left, 0, right - left, self.height()), tint)
        for x in (left, right):
            painter.fillRect(QRectF(round(x) - 1, 0, 3, self.height()), edge)

    def _paint_stands(self, painter: QPainter, *, alone: bool) -> None:
        """Where the knob stands without a movement: a broken line, for as long as there is one."""
        pen = QPen(QColor(look.palette.text if alone else look.palette.secondary), 3 if alone else 2)
        if not alone:
            pen.setDashPattern([4, 4])
        painter.setPen(pen)
        y = self.y_of(self.stands)
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _paint_hint(self, painter: QPainter) -> None:
        """What to do where nothing moves yet, away from the line."""
        painter.setFont(font(theme.TEXT))
        room = QRectF(12, BAND + 8, self.width() - 24, self.height() - BAND - 16)
        low = self.y_of(self.stands) > room.center().y()
        lies = Qt.AlignmentFlag.AlignHCenter | (Qt.AlignmentFlag.AlignTop if low else Qt.AlignmentFlag.AlignBottom)
        wrapped = int(lies | Qt.TextFlag.TextWordWrap)
        words = t("movement-none")
        box = painter.boundingRect(room, wrapped, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.surface))
        painter.drawRoundedRect(box.adjusted(-10, -4, 10, 4), 8, 8)
        painter.setPen(QColor(look.palette.text))
        painter.drawText(box, wrapped, words)

    def _paint_line(self, painter: QPainter, points: tuple[Point, ...]) -> None:
        """Straight in decibels from point to point, and level before the first and behind the last."""
        left, right = (self.stretch.beat_at(x) for x in (-8.0, self.width() + 8.0))
        first = max(bisect_left(points, left, key=_at) - 1, 0)
        seen = points[first : bisect_right(points, right, key=_at) + 1]
        way = [QPointF(-4.0, self.y_of(seen[0].value)), self.place_of(seen[0])]
        for one, other in pairwise(seen):
            low, high = sorted((one.value, other.value))
            bends = [level for level in (FLOOR_DB, _KNEE_DB) if low < level < high]
            for level in sorted(bends, reverse=one.value > other.value):
                share = (level - one.value) / (other.value - one.value)
                beat = one.at_beat + (other.at_beat - one.at_beat) * share
                way.append(self.place_of(Point(at_beat=beat, value=level)))
            way.append(self.place_of(other))
        way.append(QPointF(max(self.width() + 4.0, way[-1].x()), way[-1].y()))
        below = QColor(look.palette.text)
        below.setAlphaF(0.10)
        foot = float(self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(below)
        painter.drawPolygon(QPolygonF([QPointF(way[0].x(), foot), *way, QPointF(way[-1].x(), foot)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        parts = [QLineF(one, other) for one, other in pairwise(way)]  # five times as quick as one long line
        for width, ink in ((5, look.palette.surface), (3, look.palette.text)):
            painter.setPen(QPen(QColor(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLines(parts)

    def _paint_dots(self, painter: QPainter, points: tuple[Point, ...]) -> None:
        colours = look.palette
        chosen = self.chosen
        left, right = (self.stretch.beat_at(x) for x in (-CHOSEN_DOT, self.width() + CHOSEN_DOT))
        first = bisect_left(points, left, key=_at)
        for number in range(first, len(points)):
            point = points[number]
            if point.at_beat > right:
                break
            inside = self.picked is not None and self.picked[0] <= point.at_beat <= self.picked[1]
            is_chosen = number == chosen
            painter.setPen(QPen(QColor(colours.text), 3))
            painter.setBrush(QColor(colours.primary if is_chosen or inside else colours.surface))
            radius = CHOSEN_DOT if is_chosen else DOT
            painter.drawEllipse(self.place_of(point), radius, radius)
            if is_chosen:
                self._paint_words(painter, point)

    def _paint_words(self, painter: QPainter, point: Point) -> None:
        """How high the chosen point stands, beside it."""
        painter.setFont(font(theme.TEXT_SMALL, strong=True))
        words, place = level_words(point.value), self.place_of(point)
        width, height = painter.fontMetrics().horizontalAdvance(words) + 16, painter.fontMetrics().height() + 4
        left = min(max(place.x() - width / 2, 4.0), self.width() - width - 4.0)
        above = place.y() - CHOSEN_DOT - 6 - height
        box = QRectF(left, above if above > BAND else place.y() + CHOSEN_DOT + 6, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.text))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(look.palette.background))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class LevelScale(QWidget):
    """The levels beside the line, which do not scroll with it."""

    def __init__(self, view: CurveView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setFixedWidth(SCALE_WIDTH)
        look.changed.connect(self.update)

    def retranslate(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.palette.surface))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), QColor(look.palette.line))
        painter.setFont(font(theme.TEXT_SMALL))
        painter.setPen(QColor(look.palette.secondary))
        for level in self._view.marks():
            box = QRectF(0, self._view.y_of(level) - 12, self.width() - 8, 24)
            words = t("level-nothing") if level <= FLOOR_DB else decimal(level, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
