"""A movement under the mouse: points set, moved and taken away, lines drawn, stretches raised and carried."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from studio import automation
from studio.lines import line_at, line_spans
from studio.song import Point
from studio.units import SILENCE_DB, bars_per_line
from ui.widgets.accessible import announce
from ui.widgets.canvas import Waves
from ui.widgets.clip_hands import snapped
from ui.widgets.curve_view import CurveView, level_at, share_of, stepped
from ui.widgets.stretch import BAND, Stretch
from ui.widgets.strip import FLOOR_DB

STEP_DB = 0.5
GRIP_PX = 14
"""So far from a point or the line a hand still takes hold of it."""
_DRAG_PX = 6
"""A press that moves no further than this is a press."""
_PENCIL_PX = 3
"""The width of a pencil: what it draws has a place for each."""
_SETTLED_MS = 700
"""Key presses that follow each other so closely are one step of undo."""
_FREE_BEATS = 0.25
_FREELY = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
"""Held, a hand moves beside the grid."""


@dataclass
class _Press:
    """What a held mouse button takes hold of: a `point`, the `line` of a picked stretch, the `form` above, or none of
    them: then it `draw`s."""

    kind: str
    at: QPointF
    number: int = -1
    moved: bool = False
    trail: dict[int, float] = field(default_factory=dict)
    """What was drawn: a level for each so many-th `_PENCIL_PX`."""
    last: QPointF = field(default_factory=QPointF)
    """Where the pencil was."""
    picked: tuple[float, float] | None = None
    """Where the picked stretch would lie."""


class CurveHands(CurveView):
    """Hands for the movement. Changes nothing itself: says how the points are wished."""

    asked = Signal(tuple, str)
    """Other points, and the key that makes one step of a gesture; empty for none."""
    gesture_ended = Signal()
    menu_wanted = Signal(QPoint)
    """The menu, at a place of the screen; what it is about is chosen by then."""
    focused = Signal()
    resized = Signal()
    changed = Signal()
    """Another point or another stretch was chosen."""

    def __init__(self, stretch: Stretch, waves: Waves, parent: QWidget | None = None) -> None:
        super().__init__(stretch, waves, parent)
        self.pointed: tuple[float, float] | None = None
        """Beat and level where the menu was asked for by mouse."""
        self._press: _Press | None = None
        self._known: tuple[Point, ...] = ()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settle.timeout.connect(self.gesture_ended)
        self.retranslate()

    def show_knob(self, track_id: str, name: str) -> None:
        """Another track or another knob of it."""
        if (track_id, name) != (self.stretch.selected_track, self.name):
            self.stretch.selected_track, self.name = track_id, name
            self.cancel()
            self.choose(-1)
            self.retranslate()

    def show_points(self) -> None:
        """The song has changed, by this hand or somebody else; what is held is let go if these points have."""
        if self.points != self._known:
            self._press, self.ghost, self._known = None, None, self.points
        if self.chosen >= len(self.points):
            self.chosen = len(self.points) - 1
        self.update()

    def choose(self, number: int) -> None:
        """Put the keys on a point; −1 for none."""
        self.chosen = number
        self.update()
        self.changed.emit()
        if number >= 0:
            announce(self, self.accessible_value())

    def pick(self, from_beat: float, to_beat: float) -> None:
        """Work on a stretch as a whole; an empty one is none."""
        self.picked = (max(min(from_beat, to_beat), 0.0), max(from_beat, to_beat)) if from_beat != to_beat else None
        self.chosen = -1
        self.update()
        self.changed.emit()
        if self.picked is not None:
            announce(self, self.picked_words(self.picked))

    @property
    def is_held(self) -> bool:
        """Whether a press has not been let go yet."""
        return self._press is not None

    def cancel(self) -> None:
        """Nothing was drawn after all."""
        self._press, self.ghost = None, None
        self.unsetCursor()
        self.update()

    # --- what is asked

    def add(self, beat: float, level_db: float) -> None:
        """A point more."""
        points = automation.with_point(self.points, Point(at_beat=max(beat, 0.0), value=level_db))
        self._ask(points)
        self.choose(self._number_at(max(beat, 0.0)))

    def remove(self) -> None:
        """The chosen point away, or all that the picked stretch does."""
        points = self.points
        if self.picked is not None and points:
            made = automation.with_stretch(points, self.stands, *self.picked, ())
            inside = [point for point in points if self.picked[0] <= point.at_beat <= self.picked[1]]
            self._ask(made if len(inside) < len(points) else ())
            announce(self, self.accessible_value())
        elif 0 <= self.chosen < len(points):
            at = self.chosen
            self._ask((*points[:at], *points[at + 1 :]))
            self.choose(min(at, len(self.points) - 1))

    def raise_by(self, by_db: float) -> None:
        """The chosen point or the picked stretch up or down; what would be below the scale is silent."""
        if self.picked is not None:
            made = automation.raised(self.points, self.stands, *self.picked, by_db)
            self._ask(made, "raise")
        elif 0 <= self.chosen < len(self.points):
            level = self.points[self.chosen].value
            self._ask(automation.with_point_moved(self.points, self.chosen, 0.0, self._stepped(level, by_db)), "raise")
        else:
            return
        announce(self, self.accessible_value())

    def carry_by(self, beats: float) -> None:
        """The chosen point or the picked stretch earlier or later."""
        if self.picked is not None and self.points:
            beats = max(beats, -self.picked[0])
            picked = (self.picked[0] + beats, self.picked[1] + beats)
            self._ask(automation.carried(self.points, self.stands, *self.picked, beats), "carry")
            self.pick(*picked)
        elif 0 <= self.chosen < len(self.points):
            self._ask(automation.with_point_moved(self.points, self.chosen, beats, 0.0), "carry")
            announce(self, self.accessible_value())

    def _ask(self, points: tuple[Point, ...], gesture: str = "") -> None:
        merge = f"{self.stretch.selected_track}/{self.name}/{gesture}/{self.chosen}" if gesture else ""
        self.asked.emit(points, merge)
        if gesture:
            self._settle.start()

    def _stepped(self, level_db: float, by_db: float) -> float:
        """How far a step goes from a level: from silence to the lowest there is, and back."""
        if level_db <= FLOOR_DB:
            return FLOOR_DB + STEP_DB - level_db if by_db > 0.0 else 0.0
        return by_db if level_db + by_db > FLOOR_DB else SILENCE_DB - level_db

    # --- the mouse

    def _point_near(self, at: QPointF) -> int:
        """The point under a hand, the nearest of several; −1 for none."""
        far = {number: (self.place_of(point) - at) for number, point in enumerate(self.points)}
        near = {n: way.manhattanLength() for n, way in far.items() if max(abs(way.x()), abs(way.y())) <= GRIP_PX}
        return min(near, key=lambda number: (near[number], -number), default=-1)

    def _is_on_line(self, at: QPointF) -> bool:
        return abs(self.y_of(self.level_now(self.stretch.beat_at(at.x()))) - at.y()) <= GRIP_PX

    def _grip(self, at: QPointF) -> tuple[str, int]:
        if at.y() < BAND:
            return "form", -1
        number = self._point_near(at)
        if number >= 0:
            return "point", number
        beat = self.stretch.beat_at(at.x())
        inside = self.picked is not None and self.picked[0] <= beat <= self.picked[1]
        return ("line" if inside and self._is_on_line(at) else "draw"), -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        kind, number = self._grip(at)
        if self.track is None:
            return
        if event.button() == Qt.MouseButton.RightButton:
            self.pointed = self._beat_at(at.x(), free=False), stepped(self.level_of(at.y()))
            if kind == "point":
                self.choose(number)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press = _Press(kind, at, number)
            if kind == "point":
                self._leave_picked(self.points[number].at_beat)
                self.choose(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        press, at = self._press, event.position()
        if press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_grip(at)
            return
        if not press.moved and (at - press.at).manhattanLength() <= _DRAG_PX:
            return
        press.moved = True
        free = bool(event.modifiers() & _FREELY)
        if press.kind == "form":
            self.pick(*(self._line_edge(self.stretch.beat_at(x)) for x in (press.at.x(), at.x())))
        elif press.kind == "draw":
            self._draw(press, at)
        else:
            self._drag(press, at, free=free)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        ghost, self.ghost = self.ghost, None
        if ghost is not None:
            self._ask(ghost)
            if press.picked is not None:
                self.pick(*press.picked)
            elif press.kind == "point":
                announce(self, self.accessible_value())
        elif press.kind == "form" and not press.moved:
            self._pick_section(self.stretch.beat_at(press.at.x()))
        elif press.kind == "draw" and not press.moved:
            beat = self._beat_at(press.at.x(), free=bool(event.modifiers() & _FREELY))
            self._leave_picked(beat)
            self.add(beat, self.level_now(beat) if self._is_on_line(press.at) else stepped(self.level_of(press.at.y())))
        self._show_grip(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick presses on a point take it away."""
        kind, number = self._grip(event.position())
        if kind == "point" and event.button() == Qt.MouseButton.LeftButton:
            self.picked = None
            self.choose(number)
            self.remove()
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            self.open_menu()

    def open_menu(self) -> None:
        """The menu by keys, beside what it is about."""
        self.pointed = None
        at = self.rect().center()
        if 0 <= self.chosen < len(self.points):
            at = self.dot_box(self.points[self.chosen]).toRect().center()
        self.menu_wanted.emit(self.mapToGlobal(at))

    def _drag(self, press: _Press, at: QPointF, *, free: bool) -> None:
        """A point or the picked stretch as the hand would have it; time stays while the hand goes straight up."""
        points, grid = self.points, "free" if free else self.stretch.grid
        grabbed = points[press.number] if press.kind == "point" else None
        pressed_beat = self.stretch.beat_at(press.at.x())
        level = grabbed.value if grabbed is not None else self.level_now(pressed_beat)
        share = share_of(level, self.high_db) + (press.at.y() - at.y()) / self.plot_height
        by = 0.0 if abs(at.y() - press.at.y()) <= _DRAG_PX / 2 else stepped(level_at(share, self.high_db)) - level
        sideways = (at.x() - press.at.x()) / self.stretch.px_per_beat
        sideways = sideways if abs(at.x() - press.at.x()) > _DRAG_PX else 0.0
        if grabbed is not None and not self._is_picked(grabbed.at_beat):
            beats = snapped(self.song, grabbed.at_beat + sideways, grid, grabbed.at_beat) - grabbed.at_beat
            self.ghost = automation.with_point_moved(points, press.number, beats, by)
        elif self.picked is not None:
            first, last = self.picked
            beats = max(snapped(self.song, first + sideways, grid, first) - first, -first) if points else 0.0
            press.picked = first + beats, last + beats
            made = automation.carried(points, self.stands, first, last, beats) if beats else points
            self.ghost = automation.raised(made, self.stands, *press.picked, by)
        self.update()

    def _draw(self, press: _Press, at: QPointF) -> None:
        """A line under the pencil: every place that it passes gets a level, the latest one counts."""
        if not press.trail:
            self.chosen, self.picked = -1, None
            press.trail[round(press.at.x() / _PENCIL_PX)] = self.level_of(press.at.y())
            press.last = press.at
        x, last = round(at.x() / _PENCIL_PX), round(press.last.x() / _PENCIL_PX)
        step = 1 if x >= last else -1
        for place in range(last, x + step, step):
            share = (place - last) / (x - last) if x != last else 1.0
            press.trail[place] = self.level_of(press.last.y() + (at.y() - press.last.y()) * share)
        press.last = at
        moves = [
            Point(at_beat=max(self.stretch.beat_at(place * _PENCIL_PX), 0.0), value=press.trail[place])
            for place in sorted(press.trail)
        ]
        track_id = self.stretch.selected_track
        drawn = automation.with_moves(self.song, track_id, self.name, moves)
        self.ghost = drawn.track(track_id).automation.get(self.name, ())
        self.update()

    def _show_grip(self, at: QPointF) -> None:
        shapes = {
            "point": Qt.CursorShape.OpenHandCursor, "line": Qt.CursorShape.SizeVerCursor,
            "form": Qt.CursorShape.PointingHandCursor, "draw": Qt.CursorShape.CrossCursor,
        }  # fmt: skip
        self.setCursor(shapes[self._grip(at)[0]])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        announce(self, self.accessible_value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    # --- parts

    @property
    def unit(self) -> float:
        """How far a key moves something in time, in beats."""
        units = {"line": float(bars_per_line(self.song.bpm) * self.song.beats_per_bar), "beat": 1.0}
        return units.get(self.stretch.grid, _FREE_BEATS)

    def _beat_at(self, x: float, *, free: bool) -> float:
        """The beat under a press: where nobody asked for more, a whole one."""
        beat = max(self.stretch.beat_at(x), 0.0)
        return beat if free or self.stretch.grid == "free" else snapped(self.song, beat, "beat")

    def _line_edge(self, beat: float) -> float:
        return max(snapped(self.song, beat, "line"), 0.0)

    def line_of(self, beat: float) -> tuple[float, float]:
        """From where to where the line goes in which a beat lies."""
        spans, number = line_spans(self.song), line_at(self.song, beat)
        return (spans[number].from_beat, spans[number].to_beat) if number >= 0 else (0.0, self.unit)

    def _pick_section(self, beat: float) -> None:
        """The section under a press, or no more if it is picked already; behind the form the line."""
        found = self.section_at(beat) or self.line_of(beat)
        self.pick(*(found if found != self.picked else (0.0, 0.0)))

    def _is_picked(self, beat: float) -> bool:
        return self.picked is not None and self.picked[0] <= beat <= self.picked[1]

    def _leave_picked(self, beat: float) -> None:
        """What lies outside of the picked stretch is worked on by itself."""
        if not self._is_picked(beat):
            self.picked = None

    def _number_at(self, beat: float) -> int:
        return max((number for number, point in enumerate(self.points) if point.at_beat <= beat), default=-1)
