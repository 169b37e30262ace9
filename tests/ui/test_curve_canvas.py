"""A movement drawn by hand: by mouse, and all of it by keys; what is drawn is heard where it was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from desk import hover
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from songs import clip_song, path_in

from studio import edits
from studio.document import Document
from studio.engine.offline import OfflineRenderer
from studio.song import Point, Song
from ui import i18n
from ui.style import look
from ui.waves import Waves
from ui.widgets.curve_canvas import CurveCanvas
from ui.widgets.curve_view import level_at, share_of
from ui.widgets.stretch import BAND, Stretch

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PX = 20.0
"""Of a beat."""


def a_song() -> Song:
    """90 BPM, so that a line is a bar: intro of two bars, verse of four, hook of two; one track."""
    song = edits.add_track(edits.set_tempo(Song(title=""), bpm=90.0), role="lead", name="Vokal")
    for kind, bars in (("intro", 2), ("verse", 4), ("hook", 2)):
        song = edits.add_section(song, kind=kind, bars=bars, pattern_id="")
    return song


class CurveRoom:
    """A canvas on a window that has some of the same keys; what it asks for is done as in the window."""

    def __init__(self, song: Song) -> None:
        self.document = Document(song)
        self.stretch = Stretch(song=song, px_per_beat=PX, grid="beat")
        self.canvas = CurveCanvas(self.stretch, Waves())
        self.window = QMainWindow()
        self.window.setCentralWidget(self.canvas)
        self.window.resize(900, 400)
        self.pressed = 0
        for key in ("Home", "+", "-", "Esc"):
            action = QAction(self.window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(self._count)
            self.window.addAction(action)
        self.canvas.asked.connect(self._do)
        self.canvas.gesture_ended.connect(self.document.end_gesture)
        self.canvas.located.connect(self.locate)
        self.canvas.show_knob(song.tracks[0].id, "gain_db")
        self.document.subscribe(lambda change: self._show())
        self.window.show()
        self.window.activateWindow()
        self.canvas.setFocus()
        QApplication.processEvents()

    def _count(self) -> None:
        self.pressed += 1

    def _do(self, points: tuple[Point, ...], merge: str) -> None:
        song = edits.set_automation(self.document.song, track_id=self.canvas.track.id, name=self.canvas.name,
                                    points=points)  # fmt: skip
        self.document.apply(song, "edit-set-automation", merge or None)

    def _show(self) -> None:
        self.stretch.song = self.document.song
        self.canvas.show_points()

    def locate(self, beat: float) -> None:
        self.stretch.playhead_beat = beat

    def given(self, *points: tuple[float, float]) -> None:
        self._do(tuple(Point(at_beat=at, value=value) for at, value in points), "")

    @property
    def points(self) -> list[tuple[float, float]]:
        return [(point.at_beat, point.value) for point in self.canvas.points]

    @property
    def steps(self) -> int:
        return len(self.document.labels)

    def at(self, beat: float, level_db: float) -> QPoint:
        return QPointF(self.stretch.x_of(beat), self.canvas.y_of(level_db)).toPoint()

    def click(self, beat: float, level_db: float, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.canvas, LEFT, held, self.at(beat, level_db))

    def drag(self, *points: QPoint, held: Qt.KeyboardModifier = NONE, drop: bool = True) -> None:
        QTest.mousePress(self.canvas, LEFT, held, points[0])
        for point in points[1:]:
            self.move(point, held)
        if drop:
            QTest.mouseRelease(self.canvas, LEFT, held, points[-1])

    def move(self, point: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        at = QPointF(point)
        event = QMouseEvent(QEvent.Type.MouseMove, at, QPointF(self.canvas.mapToGlobal(point)), LEFT, LEFT, held)
        QApplication.sendEvent(self.canvas, event)

    def keys(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.canvas, key, held)


@pytest.fixture
def room(app: QApplication) -> Iterator[CurveRoom]:
    look.wear("dark", calm=False)
    made = CurveRoom(a_song())
    yield made
    made.window.close()


def test_the_scale_ends_in_silence_and_comes_back() -> None:
    assert [share_of(level, 12.0) for level in (12.0, -24.0, -60.0, -120.0)] == pytest.approx([1.0, 0.3, 0.0, 0.0])
    assert share_of(-6.0, 12.0) == pytest.approx(0.65)
    assert level_at(0.65, 12.0) == pytest.approx(-6.0)
    assert level_at(0.0, 12.0) == -120.0


def test_a_press_sets_a_point_on_the_nearest_beat(room: CurveRoom) -> None:
    room.click(4.2, -6.0)
    assert room.points == [(4.0, -6.0)]
    room.click(12.0, -6.0)
    assert room.points == [(4.0, -6.0), (12.0, -6.0)], "a press on the line keeps its height"
    room.click(8.3, 3.0, SHIFT)
    at_beat, level = room.points[1]
    assert (at_beat, level) == (pytest.approx(8.3, abs=0.05), 3.0), "Shift sets it beside the grid"
    assert room.canvas.chosen == 1
    assert room.steps == 3
    room.document.undo()
    assert room.points == [(4.0, -6.0), (12.0, -6.0)]


def test_a_point_is_dragged_along_the_grid_or_freely(room: CurveRoom) -> None:
    room.given((4, -6), (12, -6))
    room.drag(room.at(4, -6), room.at(5, -5), room.at(7.2, 3.0))
    assert room.points == [(7.0, 3.0), (12.0, -6.0)]
    room.drag(room.at(7, 3), room.at(7.1, 0), room.at(7, -120))
    assert room.points[0] == (7.0, -120.0), "straight down it stays on its beat, at the bottom it is silent"
    room.drag(room.at(7, -60), room.at(8, -12), room.at(9.3, -12), held=SHIFT)
    assert room.points[0] == (pytest.approx(9.3, abs=0.06), -12.0)
    room.drag(room.at(12, -6), room.at(11, -6), room.at(2, -6))
    assert room.points[1][0] == room.points[0][0], "not past its neighbour"
    assert room.steps == 5, "each drag is one step"


def test_esc_ends_a_drag_and_nothing_has_moved(room: CurveRoom) -> None:
    room.given((4, -6))
    room.drag(room.at(4, -6), room.at(6, 0), drop=False)
    assert room.canvas.ghost is not None
    room.keys(Qt.Key.Key_Escape)
    QTest.mouseRelease(room.canvas, LEFT, NONE, room.at(6, 0))
    assert room.points == [(4.0, -6.0)]
    assert room.steps == 1
    assert room.pressed == 0
    room.keys(Qt.Key.Key_Escape)
    assert room.pressed == 1, "without a drag Esc is the window's"


def test_an_undo_in_the_middle_of_a_drag_lets_go(room: CurveRoom) -> None:
    room.given((4, -6))
    room.drag(room.at(4, -6), room.at(6, 0), drop=False)
    room.document.undo()
    room.move(room.at(7, 0))
    QTest.mouseRelease(room.canvas, LEFT, NONE, room.at(7, 0))
    assert room.points == []


def test_another_change_of_the_song_leaves_a_drag_alone(room: CurveRoom) -> None:
    room.given((4, -6))
    room.drag(room.at(4, -6), room.at(6, 0), drop=False)
    room.document.apply(edits.set_title(room.document.song, title="Natt"), "edit-set-title")
    room.move(room.at(7, 0))
    QTest.mouseRelease(room.canvas, LEFT, NONE, room.at(7, 0))
    assert room.points == [(7.0, 0.0)]
    assert room.document.song.title == "Natt"


def test_a_pencil_draws_few_points_in_one_step(room: CurveRoom) -> None:
    room.drag(room.at(4, 0), *(room.at(4 + n / 4, -n / 2) for n in range(1, 17)))
    points = room.points
    assert points[0] == (pytest.approx(4.0, abs=0.1), pytest.approx(0.0, abs=0.1))
    assert points[-1] == (pytest.approx(8.0, abs=0.1), pytest.approx(-8.0, abs=0.1))
    assert len(points) <= 6, "a hand's stairs of half a decibel are a slope"
    for point in points:
        assert point[1] == pytest.approx(-(point[0] - 4) * 2, abs=0.6)
    assert room.steps == 1
    room.document.undo()
    assert room.points == []


def test_a_pencil_that_comes_back_draws_over_itself_and_leaves_the_rest(room: CurveRoom) -> None:
    room.given((0, -3), (20, -3))
    room.drag(room.at(6, -12), room.at(10, -12), room.at(10, 6), room.at(6, 6))
    curve = room.canvas.points
    assert [round(room.canvas.level_now(beat)) for beat in (5.9, 7, 9, 10.1, 25)] == [-3, 6, 6, -3, -3]
    assert curve[0].at_beat == 0
    assert curve[-1].at_beat == 20


def test_a_section_is_picked_raised_and_carried_by_mouse(room: CurveRoom) -> None:
    band = BAND // 2
    verse = QPoint(round(room.stretch.x_of(12)), band)
    QTest.mouseClick(room.canvas, LEFT, NONE, verse)
    assert room.canvas.picked == (8.0, 24.0)
    room.drag(room.at(12, 0), room.at(12, 2), room.at(12, 3))
    assert room.points == [(8, 0), (8, 3), (24, 3), (24, 0)]
    room.drag(room.at(12, 3), room.at(14, 3), room.at(16, 3))
    assert room.points == [(8, 0), (12, 0), (12, 3), (28, 3), (28, 0)]
    assert room.canvas.picked == (12.0, 28.0)
    assert room.steps == 2
    room.keys(Qt.Key.Key_Delete)
    assert {level for _, level in room.points} <= {0.0}
    QTest.mouseClick(room.canvas, LEFT, NONE, verse)
    QTest.mouseClick(room.canvas, LEFT, NONE, verse)
    assert room.canvas.picked is None, "the same again lets go"
    start, end = (QPoint(round(room.stretch.x_of(beat)), band) for beat in (4.9, 11.2))
    room.drag(start, end)
    assert room.canvas.picked == (4.0, 12.0), "whole lines"


def test_two_presses_on_a_point_take_it_away(room: CurveRoom) -> None:
    room.given((4, -6), (12, -6))
    QTest.mouseDClick(room.canvas, LEFT, NONE, room.at(4, -6))
    assert room.points == [(12, -6)]


def test_everything_by_keys(room: CurveRoom) -> None:
    room.locate(4.0)
    room.keys(Qt.Key.Key_Return)
    assert room.points == [(4.0, 0.0)], "Enter sets a point on the line at the playhead"
    room.keys(Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert room.points == [(4.0, 1.0)]
    room.keys(Qt.Key.Key_PageDown)
    assert room.points == [(4.0, -2.0)]
    assert room.steps == 2, "key presses in a row are one step"
    room.keys(Qt.Key.Key_Right, held=CTRL)
    assert room.stretch.playhead_beat == 5.0
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, held=CTRL)
    room.keys(Qt.Key.Key_Return)
    room.keys(Qt.Key.Key_Left)
    assert room.canvas.chosen == 0
    room.keys(Qt.Key.Key_Right, held=ALT)
    assert room.points == [(5.0, -2.0), (8.0, -2.0)]
    room.keys(Qt.Key.Key_Right, held=ALT | SHIFT)
    assert room.points[0] == (5.0625, -2.0)
    room.keys(Qt.Key.Key_End)
    assert room.canvas.chosen == 1
    room.keys(Qt.Key.Key_Home)
    assert room.canvas.chosen == 0
    assert room.pressed == 0, "Home is the canvas's own here"
    room.keys(Qt.Key.Key_Delete)
    assert room.points == [(8.0, -2.0)]
    room.keys(Qt.Key.Key_Backspace)
    assert room.points == []
    zooms: list[float] = []
    room.canvas.zoomed.connect(zooms.append)
    room.keys(Qt.Key.Key_Plus, Qt.Key.Key_Minus)
    assert zooms == [1.5, 1 / 1.5]
    assert room.pressed == 0


def test_lines_are_picked_raised_and_carried_by_keys(room: CurveRoom) -> None:
    room.locate(9.0)
    room.keys(Qt.Key.Key_Right, held=SHIFT)
    assert room.canvas.picked == (8.0, 12.0), "the line of the playhead first"
    room.stretch.grid = "line"
    room.keys(Qt.Key.Key_Right, held=SHIFT)
    assert room.canvas.picked == (8.0, 16.0)
    room.keys(Qt.Key.Key_PageUp, Qt.Key.Key_Down)
    assert room.points == [(8, 0), (8, 2.5), (16, 2.5), (16, 0)]
    room.keys(Qt.Key.Key_Left, held=ALT)
    assert room.points == [(4, 0), (4, 2.5), (12, 2.5), (12, 0), (16, 0)]
    assert room.canvas.picked == (4.0, 12.0)
    assert room.steps == 2
    room.keys(Qt.Key.Key_Escape)
    assert room.canvas.picked is None


def test_from_silence_a_key_goes_to_the_lowest_there_is_and_back(room: CurveRoom) -> None:
    room.given((4, -120))
    room.keys(Qt.Key.Key_Home, Qt.Key.Key_Up)
    assert room.points == [(4, -59.5)]
    room.keys(Qt.Key.Key_Down)
    assert room.points == [(4, -120)]
    room.keys(Qt.Key.Key_Down)
    assert room.points == [(4, -120)]


@pytest.mark.parametrize(
    ("language", "still", "point"),
    [
        ("nb", "Takt 2, slag 1: 0,0 dB. Ingen bevegelse", "Punkt 1 av 2. Takt 1, slag 3,5: −6,0 dB"),
        ("en", "Bar 2, beat 1: 0.0 dB. No movement", "Point 1 of 2. Bar 1, beat 3.5: −6.0 dB"),
    ],
)
def test_it_says_where_it_stands_in_words(room: CurveRoom, language: str, still: str, point: str) -> None:
    i18n.use(language)
    room.canvas.retranslate()
    interface = QAccessible.queryAccessibleInterface(room.canvas)
    room.locate(4.0)
    assert interface.text(QAccessible.Text.Value) == still
    room.given((2.5, -6), (8, -120))
    room.keys(Qt.Key.Key_Home)
    assert interface.text(QAccessible.Text.Value) == point
    assert interface.childCount() == 2
    assert interface.child(0).text(QAccessible.Text.Name) == point
    assert interface.child(1).text(QAccessible.Text.Name).endswith("Stille" if language == "nb" else "Silent")
    assert "Vokal" in interface.text(QAccessible.Text.Name)


def test_the_mouse_shows_what_it_would_take_hold_of(room: CurveRoom) -> None:
    room.given((4, -6), (12, -6))
    for at, shape in (
        (room.at(4, -6), Qt.CursorShape.OpenHandCursor),
        (room.at(8, 6), Qt.CursorShape.CrossCursor),
        (QPoint(60, 6), Qt.CursorShape.PointingHandCursor),
    ):
        hover(room.canvas, at)
        assert room.canvas.cursor().shape() == shape


def test_what_is_drawn_is_heard_where_it_was_drawn(app: QApplication, tmp_path: Path) -> None:
    """A line of the song lowered by mouse: the sound falls on the frame of its first beat, within the 5 ms before it,
    and comes back on that of its last."""
    beat = 32_000  # frames at 90 BPM
    song = clip_song(tmp_path, np.ones(24 * beat), bpm=90.0, subtype="FLOAT")
    room = CurveRoom(song)
    room.canvas.pick(8.0, 12.0)
    room.drag(room.at(10, 0), room.at(10, -4), room.at(10, -6))
    drawn = room.document.song
    room.window.close()
    mix = OfflineRenderer(drawn, path_in(tmp_path), {}).mix(0, 16 * beat)
    gain = np.concatenate([block.copy() for block in mix])[:, 0]
    low, jump = 10 ** (-6 / 20), 240
    assert (gain[: 8 * beat - jump + 1] == 1.0).all()
    assert gain[8 * beat : 12 * beat - jump + 1] == pytest.approx(low, rel=1e-12)
    assert (gain[12 * beat :] == 1.0).all()
    assert gain[8 * beat - jump // 2] == pytest.approx((1.0 + low) / 2, rel=1e-9)
