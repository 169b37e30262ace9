"""Hands on the clips of the timeline: choose, move, trim, fade, louder and quieter, with a ghost until they let go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from studio import edits
from studio.errors import StudioError
from studio.lines import line_spans
from studio.song import Clip, Song, Track
from studio.units import bars_per_line
from ui import theme
from ui.clip_desk import may_lie
from ui.i18n import decimal, t
from ui.style import font, look
from ui.widgets.stretch import BAND, Stretch, beat_words, place_of

Grip = Literal["body", "start", "end", "fade-in", "fade-out", "gain"]
GRIP = 24.0
"""The least that a hand needs: width and height of every handle."""
_DRAG_PX = 6
"""A press that moves no further than this is a press."""
_LEAST_FADES, _LEAST_GAIN = 72, 120
"""Clips narrower than this show no such handles; keys and the menu do the same."""
_LOW_DB, _HIGH_DB = -24.0, 12.0
"""The foot and the head of a clip, for the line of its gain."""
_CURSORS = {
    "body": Qt.CursorShape.OpenHandCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
    "fade-in": Qt.CursorShape.SplitHCursor,
    "fade-out": Qt.CursorShape.SplitHCursor,
    "gain": Qt.CursorShape.SizeVerCursor,
}


def snapped(song: Song, beat: float, grid: str, from_beat: float | None = None) -> float:
    """The nearest place to rest. What began beside the grid, at `from_beat`, may also rest as far beside it."""
    if grid == "free":
        return beat
    if grid == "beat":
        unit, places = 1.0, [float(round(beat))]
    else:
        unit = float(bars_per_line(song.bpm) * song.beats_per_bar)
        spans = line_spans(song)
        edges = [span.from_beat for span in spans] + [span.to_beat for span in spans[-1:]]
        last = edges[-1] if edges else 0.0
        at = bisect_left(edges, beat)
        places = edges[max(at - 1, 0) : at + 1]
        if beat < 0.0 or beat > last:
            base = last if beat > last else 0.0
            places = [*places, base + round((beat - base) / unit) * unit]
    if from_beat is not None:
        places = [*places, from_beat + round((beat - from_beat) / unit) * unit]
    return min(places, key=lambda place: abs(place - beat))


class ClipHands(QObject):
    """Belongs to the painted timeline. Changes nothing itself: says what is asked for when the hand lets go."""

    asked = Signal(str, dict)
    """A row of `edits.EDITS` and its arguments."""
    chosen = Signal(str)
    """A clip was pressed on: its id; empty for none."""

    def __init__(self, canvas: QWidget, stretch: Stretch, box_of: Callable[[int, Clip], QRectF]) -> None:
        """`box_of` gives where a clip of a row is drawn."""
        super().__init__(canvas)
        self._canvas, self._stretch, self._box_of = canvas, stretch, box_of
        self._grip: Grip = "body"
        self._from: tuple[int, Clip, QPointF] | None = None
        self._wish: tuple[str, dict[str, object]] | None = None
        self.ghost: tuple[int, Clip] | None = None
        """While a drag goes on: the row and the clip as they would be."""

    @property
    def dragging(self) -> bool:
        return self.ghost is not None

    @property
    def pressed(self) -> bool:
        """Whether a press on a clip has not been let go yet."""
        return self._from is not None

    @property
    def dragged(self) -> str:
        """The id of the clip that is being dragged."""
        return self.ghost[1].id if self.ghost else ""

    # --- what lies where

    def clip_at(self, at: QPointF) -> tuple[int, Clip] | None:
        """The row and the clip at a point; the one on top."""
        row, tracks = int(at.y() // self._stretch.row_height), self._stretch.song.tracks
        if not 0 <= row < len(tracks):
            return None
        for clip in reversed(tracks[row].clips):
            if self._box_of(row, clip).contains(at):
                return row, clip
        return None

    def grips(self, row: int, clip: Clip) -> dict[Grip, QRectF]:
        """Where each handle of the chosen clip is, those on top first."""
        box = self._box_of(row, clip)
        found: dict[Grip, QRectF] = {}
        if box.width() >= _LEAST_FADES:
            into, out_of = self._fade_places(clip, box)
            for name, x in (("fade-in", into), ("fade-out", out_of)):
                found[name] = QRectF(x - GRIP / 2, box.top(), GRIP, BAND)
        line_y = self._gain_y(clip, box)
        shown = self._shown(box)
        if shown.width() >= _LEAST_GAIN:
            found["gain"] = QRectF(shown.center().x() - GRIP / 2, line_y - GRIP / 2, GRIP, GRIP)
        inner = min(GRIP / 2, box.width() / 4)
        below = QRectF(box.left(), box.top() + BAND, GRIP, box.height() - BAND)
        found["start"] = below.translated(inner - GRIP, 0)
        found["end"] = below.translated(box.width() - inner, 0)
        return found

    def _shown(self, box: QRectF) -> QRectF:
        return box.intersected(QRectF(0, box.top(), self._canvas.width(), box.height()))

    def _fade_places(self, clip: Clip, box: QRectF) -> tuple[float, float]:
        """Where the handles of the fades stand: at their inner ends, kept apart and inside the clip."""
        px = box.width() / max(clip.length_frames, 1)
        half = GRIP / 2
        into = min(box.left() + max(clip.fade_in_frames * px, half), box.right() - half - GRIP)
        out_of = max(box.right() - max(clip.fade_out_frames * px, half), into + GRIP)
        return into, out_of

    def _gain_y(self, clip: Clip, box: QRectF) -> float:
        top, height = box.top() + BAND + GRIP / 2, max(box.height() - BAND - GRIP, 1.0)
        share = (min(max(clip.gain_db, _LOW_DB), _HIGH_DB) - _LOW_DB) / (_HIGH_DB - _LOW_DB)
        return top + (1.0 - share) * height

    def selected(self) -> tuple[int, Clip] | None:
        """The row and the chosen clip."""
        for row, track in enumerate(self._stretch.song.tracks):
            for clip in track.clips:
                if clip.id == self._stretch.selected_clip:
                    return row, clip
        return None

    def _grip_at(self, at: QPointF) -> tuple[int, Clip, Grip] | None:
        selected = self.selected()
        if selected is not None:
            for grip, box in self.grips(*selected).items():
                if box.contains(at):
                    return (*selected, grip)
            if self._box_of(*selected).contains(at):
                return (*selected, "body")
        found = self.clip_at(at)
        return (*found, "body") if found else None

    # --- the mouse

    def press(self, at: QPointF) -> bool:
        """Choose what lies there, and be ready to drag it; whether there was a clip."""
        found = self._grip_at(at)
        self.chosen.emit(found[1].id if found else "")
        self.cancel()
        if found is not None and not self._stretch.live_track:
            row, clip, self._grip = found
            self._from = row, clip, at
        return found is not None

    def hover(self, at: QPointF) -> None:
        """Show by the cursor what a press would take hold of."""
        found = self._grip_at(at)
        chosen = found is not None and found[1].id == self._stretch.selected_clip
        if found is None or not chosen or self._stretch.live_track:
            self._canvas.unsetCursor()
        else:
            self._canvas.setCursor(_CURSORS[found[2]])

    def move(self, at: QPointF, *, free: bool) -> None:
        """The mouse moved with the button down; `free` of the grid."""
        if self._from is None:
            return
        row, clip, pressed = self._from
        if not self.dragging and (at - pressed).manhattanLength() <= _DRAG_PX:
            return
        if self._grip == "body":
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        name, arguments = self._wish_at(row, clip, pressed, at, "free" if free else self._stretch.grid)
        arguments = {"clip_id": clip.id, **arguments}
        try:
            song = edits.EDITS[name].function(self._stretch.song, **arguments)
        except StudioError:
            return
        self._wish = name, arguments
        self.ghost = next(
            (number, other) for number, track in enumerate(song.tracks) for other in track.clips if other.id == clip.id
        )
        self._canvas.update()

    def release(self) -> bool:
        """The hand let go: ask for what the ghost shows; whether there was a drag."""
        wish, dragged = self._wish, self.dragging
        self.cancel()
        if wish is not None:
            self.asked.emit(*wish)
        return dragged

    def cancel(self) -> None:
        """Nothing was dragged after all."""
        self._from = self._wish = self.ghost = None
        self._canvas.unsetCursor()
        self._canvas.update()

    def _wish_at(self, row: int, clip: Clip, pressed: QPointF, at: QPointF, grid: str) -> tuple[str, dict[str, object]]:
        """What the hand asks for at a point: the name of an edit and its arguments."""
        stretch = self._stretch
        song = stretch.song
        beats = (at.x() - pressed.x()) / stretch.px_per_beat
        end_beat = clip.at_beat + stretch.clip_beats(clip)
        moved_frames = round(beats * song.frame_of(1.0))
        if self._grip == "start":
            return "trim_clip", {"from_beat": snapped(song, clip.at_beat + beats, grid)}
        if self._grip == "end":
            return "trim_clip", {"to_beat": snapped(song, end_beat + beats, grid)}
        if self._grip == "fade-in":
            return "set_clip_fades", {"fade_in_frames": max(clip.fade_in_frames + moved_frames, 0)}
        if self._grip == "fade-out":
            return "set_clip_fades", {"fade_out_frames": max(clip.fade_out_frames - moved_frames, 0)}
        if self._grip == "gain":
            height = max(self._box_of(row, clip).height() - BAND - GRIP, 1.0)
            gain_db = clip.gain_db + (pressed.y() - at.y()) / height * (_HIGH_DB - _LOW_DB)
            return "set_clip_gain", {"gain_db": min(max(round(gain_db * 2) / 2, _LOW_DB), _HIGH_DB)}
        over = min(max(int(at.y() // stretch.row_height), 0), len(song.tracks) - 1)
        home: Track = song.tracks[row]
        track = song.tracks[over] if may_lie(home, song.tracks[over]) else home
        at_beat = snapped(song, clip.at_beat + beats, grid, clip.at_beat)
        return "move_clip", {"at_beat": at_beat, "track_id": track.id}

    # --- drawing

    def paint(self, painter: QPainter) -> None:
        """The ring and the handles of the chosen clip, and what a drag would make of it."""
        selected = self.ghost or self.selected()
        if selected is None:
            return
        row, clip = selected
        box, colours = self._box_of(row, clip), look.palette
        ring = self._shown(box).adjusted(1.5, 1.5, -1.5, -1.5)
        for colour, width in ((colours.focus_edge, 5), (colours.focus, 3)):
            painter.setPen(QPen(QColor(colour), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, 8, 8)
        if self.ghost is None and self._stretch.live_track:
            return
        grips = self.grips(row, clip)
        if "gain" in grips:
            y = grips["gain"].center().y()
            shown = self._shown(box)
            painter.setPen(QPen(_inked(theme.FILL_INK if look.theme == "light" else colours.text, 0.6), 1.5,
                                Qt.PenStyle.DashLine))  # fmt: skip
            painter.drawLine(QLineF(shown.left() + 14, y, shown.right() - 14, y))
        for grip, place in grips.items():
            self._paint_grip(painter, grip, place, box)
        if self.ghost is not None:
            self._paint_words(painter, row, clip, box)

    def _paint_grip(self, painter: QPainter, grip: Grip, place: QRectF, box: QRectF) -> None:
        colours = look.palette
        painter.setPen(QPen(QColor(colours.focus_edge), 2))
        painter.setBrush(QColor(colours.focus))
        if grip in ("start", "end"):
            x = box.left() if grip == "start" else box.right()
            height = min(28.0, place.height() - 6)
            painter.drawRoundedRect(QRectF(x - 5, place.center().y() - height / 2, 10, height), 4, 4)
        elif grip == "gain":
            painter.drawEllipse(place.center(), 8, 8)
        else:
            point, lean = place.center(), 8.0 if grip == "fade-in" else -8.0
            path = QPainterPath(QPointF(point.x() - lean, point.y() + 8))
            path.lineTo(point.x() + lean, point.y() - 8)
            path.lineTo(point.x() + lean, point.y() + 8)
            path.closeSubpath()
            painter.drawPath(path)

    def _paint_words(self, painter: QPainter, row: int, clip: Clip, box: QRectF) -> None:
        """What the drag would make, beside it."""
        words = self._words(clip)
        painter.setFont(font(theme.TEXT_SMALL, strong=True))
        width = painter.fontMetrics().horizontalAdvance(words) + 20
        height = 30.0
        x = min(max(box.left() + 8, 4.0), max(self._canvas.width() - width - 4.0, 4.0))
        above = row * self._stretch.row_height >= height
        y = box.top() - height - 2 if above else min(box.bottom() + 2, self._canvas.height() - height)
        bubble = QRectF(x, y, width, height)
        painter.setPen(QPen(QColor(look.palette.control), 1))
        painter.setBrush(QColor(look.palette.raised))
        painter.drawRoundedRect(bubble, 8, 8)
        painter.setPen(QColor(look.palette.text))
        painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, words)

    def _words(self, clip: Clip) -> str:
        song = self._stretch.song
        if self._grip == "gain":
            return t("level-db", db=decimal(clip.gain_db))
        if self._grip in ("fade-in", "fade-out"):
            frames = clip.fade_in_frames if self._grip == "fade-in" else clip.fade_out_frames
            return t("clip-fade-ms", ms=round(frames * 1000 / song.rate_hz))
        edge = clip.at_beat + (self._stretch.clip_beats(clip) if self._grip == "end" else 0.0)
        bar, beat = place_of(song, edge)
        return t("bar-and-beat", bar=bar, beat=beat_words(beat))


def _inked(colour: str, alpha: float) -> QColor:
    ink = QColor(colour)
    ink.setAlphaF(alpha)
    return ink
