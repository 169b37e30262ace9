"""The step grid clicked, painted, dragged and typed on, with a real song behind it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from beatroom import TRAP, BeatRoom, beat_song
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QImage, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from studio import edits
from studio.song import Lane, Pattern, Song, Step
from ui import beat_lanes, i18n, theme
from ui.style import look
from ui.widgets.paint_time import paint_ms
from ui.widgets.step_canvas import ROW
from ui.widgets.step_columns import BAR_GAP, BEAT_GAP, MAX_CELL, MIN_CELL, laid
from ui.widgets.step_grid import StepGrid

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KICK, SNARE, HAT = 0, 1, 2


class GridRoom(BeatRoom):
    """A grid on a window with the window's Space, and hands for it."""

    def __init__(self, song: Song | None = None, width: int = 1400) -> None:
        self.grid = StepGrid()
        self.window = QMainWindow()
        self.window.setCentralWidget(self.grid)
        self.window.resize(width, 400)
        self.played = 0
        for key in ("Space", "M", "Home", "+", "1"):
            action = QAction(self.window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(self._play)
            self.window.addAction(action)
        self.window.show()
        super().__init__(self.grid, self.grid.show_pattern, song)
        self.window.activateWindow()
        self.steps = self.grid.steps
        self.steps.setFocus()
        QApplication.processEvents()

    def _play(self) -> None:
        self.played += 1

    def at(self, row: int, at_step: int) -> QPoint:
        """The middle of a cell."""
        columns = self.steps.columns
        return QPoint(columns.x_of(at_step) + columns.cell // 2, row * ROW + ROW // 2)

    def click(self, row: int, at_step: int) -> None:
        QTest.mouseClick(self.steps, LEFT, NONE, self.at(row, at_step))

    def drag(self, *points: QPoint) -> None:
        QTest.mousePress(self.steps, LEFT, NONE, points[0])
        for point in points[1:]:
            QTest.mouseMove(self.steps, point)
        QTest.mouseRelease(self.steps, LEFT, NONE, points[-1])

    def keys(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.steps, key, held)

    def places(self, sound: str) -> list[int]:
        return [step.at_step for step in self.lane(sound).steps]

    def choose(self, *words: str) -> None:
        """Go through the open menu by its words."""
        menu = self.steps.menu
        assert isinstance(menu, QMenu)
        assert menu.isVisible()
        for word in words:
            action = next(action for action in menu.actions() if action.text() == word)
            if action.menu() is None:
                action.trigger()
            else:
                menu = action.menu()
        self.steps.menu.close()

    def value(self) -> str:
        return QAccessible.queryAccessibleInterface(self.steps).text(QAccessible.Text.Value)


@pytest.fixture
def room(app: QApplication) -> Iterator[GridRoom]:
    look.wear("dark", calm=False)
    made = GridRoom()
    yield made
    made.window.close()


# --- the mouse


def test_a_click_sets_a_hit_and_another_takes_it_away(room: GridRoom) -> None:
    room.click(KICK, 4)
    assert room.lane("kick").steps[1] == Step(at_step=4, velocity=100)
    assert room.heard == [("kick", 100, None)]
    assert room.undo_steps == 1
    room.click(KICK, 4)
    assert room.places("kick") == [0, 6, 10, 16, 19, 22, 26, 30]
    assert room.undo_steps == 2
    assert len(room.heard) == 1, "what is taken away is not heard"


def test_a_drag_paints_the_same_along_its_lane_as_one_step_of_undo(room: GridRoom) -> None:
    room.drag(room.at(SNARE, 0), room.at(SNARE, 1), room.at(SNARE, 7) + QPoint(0, 60))
    assert room.places("snare") == [0, 1, 2, 3, 4, 5, 6, 7, 8, 24]
    assert room.lane("snare").steps[4].velocity == 56, "a hit that was there stays as it is"
    assert len(room.heard) == 1
    assert room.undo_steps == 1
    room.drag(room.at(SNARE, 6), room.at(SNARE, 2))
    assert room.places("snare") == [0, 1, 7, 8, 24]
    assert room.undo_steps == 2
    room.undo()
    room.undo()
    assert room.places("snare") == [4, 8, 24]


def test_a_hit_dragged_up_or_down_gets_another_velocity(room: GridRoom) -> None:
    room.drag(room.at(SNARE, 4), room.at(SNARE, 4) - QPoint(0, 30), room.at(SNARE, 4) - QPoint(0, 55))
    assert room.lane("snare").steps[0].velocity == round(56 + 55 * 127 / 110)
    assert room.undo_steps == 1
    room.drag(room.at(SNARE, 4), room.at(SNARE, 4) + QPoint(0, 400))
    assert room.lane("snare").steps[0].velocity == 1
    room.drag(room.at(SNARE, 4), room.at(SNARE, 4) - QPoint(0, 400))
    assert room.lane("snare").steps[0].velocity == 127


def test_the_wheel_turns_the_velocity_of_the_hit_under_it(room: GridRoom) -> None:
    def wheel(row: int, at_step: int, delta: int) -> bool:
        pos = QPointF(room.at(row, at_step))
        event = QWheelEvent(
            pos, room.steps.mapToGlobal(pos), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(room.steps, event)
        return event.isAccepted()

    assert wheel(SNARE, 4, 120)
    assert wheel(SNARE, 4, 120)
    assert room.lane("snare").steps[0].velocity == 72
    assert room.undo_steps == 1
    assert not wheel(SNARE, 5, 120), "where there is no hit the page scrolls"
    room.steps.clearFocus()
    assert not wheel(SNARE, 4, 120), "nor does a grid that is only scrolled past turn anything"
    assert room.lane("snare").steps[0].velocity == 72


def test_a_right_click_opens_the_menu_of_the_step(room: GridRoom) -> None:
    def right_click(at: QPoint) -> None:
        QTest.mouseClick(room.steps, Qt.MouseButton.RightButton, NONE, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, room.steps.mapToGlobal(at))
        QApplication.sendEvent(room.steps, event)

    right_click(room.at(KICK, 6))
    assert (room.steps.row, room.steps.at_step) == (KICK, 6)
    room.choose("Virvel", "3 slag")
    right_click(room.at(KICK, 6))
    room.choose("Hvor lang virvel", "2 steg")
    right_click(room.at(KICK, 7))  # the roll's second step is the roll
    room.choose("Hvor ofte", "50 % av gangene")
    right_click(room.at(KICK, 6))
    room.choose("Styrke", "Svak")
    rolled = Step(at_step=6, velocity=42, ratchet=3, over_steps=2, chance_percent=50)
    assert room.lane("kick").steps[1] == rolled
    right_click(room.at(KICK, 1))
    room.choose("Styrke", "Hard")
    assert room.lane("kick").steps[1] == Step(at_step=1, velocity=127), "a choice sets an empty step"
    right_click(room.at(KICK, 6))
    room.choose("Ta bort")
    assert 6 not in room.places("kick")


def test_a_long_press_opens_the_menu_too_and_takes_nothing_away(room: GridRoom) -> None:
    QTest.mousePress(room.steps, LEFT, NONE, room.at(KICK, 0))
    QTest.qWait(800)
    assert room.steps.menu.isVisible()
    room.choose("Styrke", "Vanlig")
    QTest.mouseRelease(room.steps, LEFT, NONE, room.at(KICK, 0))
    assert room.lane("kick").steps[0].velocity == 100


def test_names_let_their_sound_be_heard_and_m_mutes_a_lane(room: GridRoom) -> None:
    head = room.grid.heads.heads[SNARE]
    assert head.name.text() == "Skarptromme"
    QTest.mouseClick(head.name, LEFT)
    assert room.heard == [("snare", 100, None)]
    QTest.mouseClick(head.mute, LEFT)
    assert room.lane("snare").mute
    assert head.mute.isChecked()
    assert head.mute.accessibleName() == "Demp, Skarptromme"
    room.undo()
    assert not head.mute.isChecked()


def test_a_hand_lets_go_of_a_row_that_an_undo_takes_away(room: GridRoom) -> None:
    room.edit("add_lane", pattern_id=room.pattern.id, track_id="t1", sound="clap")
    clap = [lane.sound for lane in room.grid.lanes].index("clap")
    QTest.mousePress(room.steps, LEFT, NONE, room.at(clap, 3))
    assert room.lane("clap").steps
    room.undo()
    room.undo()
    song = room.song
    QTest.mouseMove(room.steps, room.at(clap, 9))
    QTest.qWait(600)  # nor is it a long press any more
    QTest.mouseRelease(room.steps, LEFT, NONE, room.at(clap, 9))
    assert room.song == song
    assert room.steps.menu is None
    room.drag(room.at(HAT, 1), room.at(HAT, 3))
    assert room.undo_steps == 1


_RAISES = """
import sys
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from ui.widgets.step_canvas import StepCanvas

class Falls(StepCanvas):
    def mouseMoveEvent(self, event):
        return [][0]

app = QApplication(sys.argv)
sys.excepthook = lambda kind, error, trace: print(kind.__name__, flush=True)
falls = Falls()
falls.show()
at, left = QPointF(5, 5), Qt.MouseButton.LeftButton
for _ in range(3):
    app.postEvent(falls, QMouseEvent(QEvent.Type.MouseMove, at, at, at, left, left, Qt.KeyboardModifier.NoModifier))
QTimer.singleShot(100, app.quit)
app.exec()
"""


def test_a_handler_that_raises_does_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", _RAISES], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split()) == (0, ["IndexError"] * 3), done.stderr


def test_a_sound_that_the_section_mutes_is_pale_and_its_head_says_so(room: GridRoom) -> None:
    def picture(row: int) -> QImage:
        return room.steps.grab(room.steps.rect().adjusted(0, row * ROW, 0, 0).intersected(
            room.steps.rect().adjusted(0, 0, 0, (row + 1) * ROW - room.steps.height()))).toImage()  # fmt: skip

    head, words = room.grid.heads.heads[SNARE], [part.name for part in room.steps.accessible_parts()]
    room.steps.clearFocus()
    kick, snare = picture(KICK), picture(SNARE)
    room.grid.show_pattern(room.song, room.pattern.id, {}, ("snare",))
    assert (picture(KICK) == kick, picture(SNARE) == snare) == (True, False)
    pale = picture(SNARE)
    assert not head.mute.isChecked()
    assert head.name.toolTip() == "Skarptromme, dempet i denne låtdelen"
    assert head.name.accessibleName() == "Hør Skarptromme, dempet i denne låtdelen"
    assert [part.name for part in room.steps.accessible_parts()] == words
    i18n.use("en")
    room.grid.retranslate()
    assert head.name.toolTip() == "Snare, muted in this section"
    room.edit("mute_lane", pattern_id=room.pattern.id, track_id="t1", sound="snare", mute=True)
    assert picture(SNARE) == pale, "as a lane that is muted"
    assert head.name.toolTip() == i18n.t("lane-hear.help")


# --- keys


def test_every_place_is_reached_by_the_arrows(room: GridRoom) -> None:
    room.keys(Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert (room.steps.row, room.steps.at_step) == (1, 2)
    for key, held, place in (
        (Qt.Key.Key_Right, CTRL, 4), (Qt.Key.Key_Right, CTRL, 8), (Qt.Key.Key_Left, NONE, 7),
        (Qt.Key.Key_Left, CTRL, 4), (Qt.Key.Key_Left, CTRL, 0), (Qt.Key.Key_Left, NONE, 0),
        (Qt.Key.Key_End, NONE, 15), (Qt.Key.Key_Home, NONE, 0), (Qt.Key.Key_PageDown, NONE, 16),
        (Qt.Key.Key_End, NONE, 31), (Qt.Key.Key_Right, NONE, 31), (Qt.Key.Key_Right, CTRL, 31),
        (Qt.Key.Key_PageUp, NONE, 15),
    ):  # fmt: skip
        room.keys(key, held=held)
        assert room.steps.at_step == place
    room.keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert room.steps.row == 2
    room.keys(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert room.steps.row == 0
    assert room.undo_steps == 0


def test_space_and_digits_belong_to_the_grid_while_it_has_the_keys(room: GridRoom) -> None:
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert room.places("kick")[:2] == [0, 1]
    room.keys(Qt.Key.Key_Space)
    assert room.places("kick")[:2] == [0, 6]
    room.keys(Qt.Key.Key_1)
    assert room.lane("kick").steps[1] == Step(at_step=1, velocity=14)
    room.keys(Qt.Key.Key_9)
    assert room.lane("kick").steps[1] == Step(at_step=1, velocity=127)
    assert room.heard == [("kick", 100, None), ("kick", 14, None), ("kick", 127, None)]
    room.keys(Qt.Key.Key_Home, Qt.Key.Key_M)
    assert room.lane("kick").mute
    room.keys(Qt.Key.Key_M)
    assert not room.lane("kick").mute
    assert room.played == 0
    room.keys(Qt.Key.Key_1, held=CTRL)
    assert room.lane("kick").steps[0].velocity == 127, "with Ctrl held a digit is the window's"
    room.steps.clearFocus()
    QTest.keyClick(room.window, Qt.Key.Key_Space)
    assert room.played == 1


def test_plus_minus_delete_and_enter(room: GridRoom) -> None:
    room.keys(Qt.Key.Key_Down, Qt.Key.Key_Right, held=NONE)
    room.keys(Qt.Key.Key_Right, held=CTRL)
    room.keys(Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    room.keys(Qt.Key.Key_Plus, held=SHIFT)
    assert room.lane("snare").steps[0].velocity == 80
    assert room.undo_steps == 1, "one gesture"
    QTest.qWait(900)
    room.keys(Qt.Key.Key_Minus)
    assert room.lane("snare").steps[0].velocity == 72
    assert room.undo_steps == 2
    room.heard.clear()
    room.keys(Qt.Key.Key_Return)
    assert room.heard == [("snare", 72, None)]
    room.keys(Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    assert room.places("snare") == [8, 24]
    assert room.undo_steps == 3
    room.keys(Qt.Key.Key_Plus)
    assert room.undo_steps == 3, "there is nothing to turn"


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT)])
def test_the_menu_opens_by_key(room: GridRoom, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    room.keys(key, held=held)
    room.choose("Virvel", "6 slag")
    assert room.lane("kick").steps[0].ratchet == 6


def test_the_menu_offers_no_roll_beyond_the_pattern(room: GridRoom) -> None:
    room.keys(Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Menu)
    spans = next(action.menu() for action in room.steps.menu.actions() if action.text() == "Hvor lang virvel")
    assert [action.text() for action in spans.actions()] == ["1 steg"]
    assert not spans.isEnabled()
    room.steps.menu.close()


# --- words


def test_each_step_says_what_it_is(room: GridRoom) -> None:
    room.edit("resize_pattern", pattern_id=room.pattern.id, bars=1)
    assert room.value() == "Basstromme, steg 1, på, styrke 9"
    told: list[str] = []
    room.grid.told.connect(told.append)
    room.keys(Qt.Key.Key_Down)
    room.keys(Qt.Key.Key_Right, held=CTRL)
    room.keys(Qt.Key.Key_7, Qt.Key.Key_Space)
    assert told == [
        "Skarptromme, steg 1, av",
        "Skarptromme, steg 5, på, styrke 4",
        "Skarptromme, steg 5, på, styrke 7",
        "Skarptromme, steg 5, av",
    ]
    i18n.use("en")
    room.grid.steps.retranslate()
    room.keys(Qt.Key.Key_7)
    assert room.value() == "Snare, step 5, on, velocity 7"


def test_the_parts_are_the_steps_of_the_page(room: GridRoom) -> None:
    room.edit("set_step", pattern_id=room.pattern.id, track_id="t1", sound="snare", at_step=4, chance_percent=25)
    room.edit("mute_lane", pattern_id=room.pattern.id, track_id="t1", sound="kick", mute=True)
    interface = QAccessible.queryAccessibleInterface(room.steps)
    assert interface.childCount() == 3 * 32
    names = [interface.child(n).text(QAccessible.Text.Name) for n in range(3 * 32)]
    assert names[0] == "Basstromme, takt 1, steg 1, på, styrke 9, dempet"
    assert names[32 + 4] == "Skarptromme, takt 1, steg 5, på, styrke 7, høres 25 % av gangene"
    assert names[64 + 14] == "Hi-hat (lukket), takt 1, steg 15, på, styrke 6, virvel med 3 slag på 2 steg"
    assert names[64 + 15] == "Hi-hat (lukket), takt 1, steg 16, del av virvelen fra steg 15"
    assert names[64 + 31] == "Hi-hat (lukket), takt 2, steg 16, av"
    middle = interface.child(36).rect().center()
    assert interface.childAt(middle.x(), middle.y()) is interface.child(36)
    assert (middle - room.steps.mapToGlobal(room.at(SNARE, 4))).manhattanLength() <= 2


def test_sounds_are_called_what_people_call_them() -> None:
    assert beat_lanes.sound_title("open_hat") == "Hi-hat (åpen)"
    assert beat_lanes.sound_title("snare_2") == "Skarptromme 2"
    assert beat_lanes.sound_title("snare_2", {"snare_2": "Min gamle skarp"}) == "Min gamle skarp"
    assert beat_lanes.sound_title("broken_bottle") == "Broken bottle"
    i18n.use("en")
    assert beat_lanes.sound_title("open_hat") == "Hi-hat (open)"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_sound_of_the_house_has_a_word(language: str) -> None:
    i18n.use(language)
    assert len({beat_lanes.sound_title(sound) for sound in beat_lanes.SOUNDS}) == len(beat_lanes.SOUNDS)


# --- which rows there are


def test_the_rows_are_the_drums_in_the_order_of_a_kit() -> None:
    song = beat_song()
    drums, bass = song.tracks[0].id, song.tracks[1].id
    for sound in ("own_sound", "tom", "snare_2", "clap"):
        song = edits.set_step(song, pattern_id=song.patterns[0].id, track_id=drums, sound=sound, at_step=0)
    note = {"at_step": 0, "length_steps": 2, "midi_note": 66}
    song = edits.add_note(song, pattern_id=song.patterns[0].id, track_id=drums, sound="cowbell", **note)
    rows = beat_lanes.grid_rows(song, song.patterns[0])
    assert [lane.sound for lane in rows] == ["kick", "snare", "snare_2", "clap", "closed_hat", "tom", "own_sound"]
    assert [lane.sound for lane in beat_lanes.melodic_rows(song, song.patterns[0])] == ["cowbell", "sub", "lead"]
    gone = edits.remove_track(song, track_id=bass)
    assert "sub" not in [lane.sound for lane in beat_lanes.melodic_rows(gone, gone.patterns[0])]


def test_the_keys_stay_on_their_sound_when_rows_come_and_go(room: GridRoom) -> None:
    room.keys(Qt.Key.Key_Down, Qt.Key.Key_Down)
    room.edit("set_step", pattern_id=room.pattern.id, track_id="t1", sound="clap", at_step=0)
    assert room.steps.lanes[room.steps.row].sound == "closed_hat"
    room.edit("remove_lane", pattern_id=room.pattern.id, track_id="t1", sound="closed_hat")
    assert room.steps.row == 2
    assert len(room.grid.heads.heads) == 3


@pytest.mark.parametrize("pattern_id", ["p9", ""])
def test_a_pattern_without_drums_says_so_and_takes_no_hit(app: QApplication, pattern_id: str) -> None:
    grid = StepGrid()
    grid.show_pattern(beat_song(), pattern_id)
    grid.show()
    grid.steps.setFocus()
    asked: list[object] = []
    grid.asked.connect(lambda *what: asked.append(what))
    QTest.keyClick(grid.steps, Qt.Key.Key_Space)
    QTest.keyClick(grid.steps, Qt.Key.Key_Menu)
    QTest.mouseClick(grid.steps, LEFT, NONE, QPoint(30, 10))
    assert grid.steps.accessible_value() == "Ingen trommer i dette mønsteret ennå"
    assert asked == []
    grid.close()


# --- columns and pages


@pytest.mark.parametrize("width", [1900, 1100, 700, 520])
@pytest.mark.parametrize("bars", [1, 2, 3, 4, 8])
@pytest.mark.parametrize("per_bar", [12, 16, 24, 32])
def test_the_columns_fit_and_are_wide_enough(width: int, bars: int, per_bar: int) -> None:
    per_beat = per_bar // 4
    columns = laid(width, 8, 0, bars, per_bar, per_beat)
    count = len(columns.lefts)
    assert MIN_CELL <= columns.cell <= MAX_CELL
    assert columns.lefts[0] == 8
    assert columns.lefts[-1] + columns.cell <= width
    assert count % per_bar == 0 or (count < per_bar and count % per_beat == 0)
    one_more = count + per_bar if count % per_bar == 0 else count + per_beat
    if count == per_bar and bars > 1:
        gaps = (one_more // per_beat - 1) * BEAT_GAP + (one_more // per_bar - 1) * (BAR_GAP - BEAT_GAP)
        assert one_more * MIN_CELL + gaps > width - 8, "another bar would have fitted"
    last = laid(width, 8, 10_000, bars, per_bar, per_beat)
    assert last.end == bars * per_bar
    for at_step in range(columns.first, columns.end):
        assert columns.at(columns.x_of(at_step)) == at_step
        assert columns.at(columns.x_of(at_step) + columns.cell - 1) == at_step
    assert columns.at(0) is None
    assert columns.at(columns.lefts[-1] + columns.cell + BEAT_GAP) is None


def test_columns_worked_out_by_hand() -> None:
    columns = laid(700, 8, 0, 2, 8, 4)  # 16 steps: two gaps of 4 and one of 14; (692 − 22) // 16 = 41
    assert columns.cell == 41
    assert columns.lefts[:5] == (8, 49, 90, 131, 176)
    assert columns.lefts[8] == 8 + 8 * 41 + 4 + 14
    assert columns.span(3, 2) == (131, 217)
    assert columns.span(15, 4) == (columns.lefts[15], columns.lefts[15] + 41)


def test_pages_turn_with_the_playhead_until_a_person_turns_them(app: QApplication) -> None:
    room = GridRoom(width=900)
    room.edit("resize_pattern", pattern_id=room.pattern.id, bars=4)
    steps = room.steps
    assert len(steps.columns.lefts) == 16
    assert room.grid.bar.isVisible()
    room.grid.show_playhead(17.4)
    assert steps.columns.first == 16
    assert room.grid.bar.value() == 1
    room.grid.show_playhead(63.9)
    assert steps.columns.first == 48
    room.grid.bar.setValue(0)
    room.grid.show_playhead(0.0)
    room.grid.show_playhead(20.0)
    assert steps.columns.first == 0, "what a person looks at stays"
    room.keys(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert (steps.columns.first, steps.at_step) == (32, 32)
    room.grid.show_playhead(None)
    room.grid.show_playhead(1.0)
    assert steps.columns.first == 0
    room.window.close()


def test_the_playhead_repaints_two_columns_only(room: GridRoom) -> None:
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                painted.append(event.region().boundingRect().width())
            return False

    watch = Watch()
    room.steps.installEventFilter(watch)
    room.grid.show_playhead(3.0)
    QApplication.processEvents()
    painted.clear()
    room.grid.show_playhead(4.0)
    room.grid.show_playhead(4.9)
    QApplication.processEvents()
    assert painted
    assert max(painted) <= 2 * room.steps.columns.cell + BEAT_GAP + 2
    painted.clear()
    room.grid.show_playhead(4.95)
    QApplication.processEvents()
    assert painted == []


# --- the look


def colours_at(image: QImage, points: list[QPoint]) -> list[str]:
    return [image.pixelColor(point).name().upper() for point in points]


@pytest.mark.parametrize("name", theme.PALETTES)
def test_sizes_of_velocity_are_told_apart_by_height(app: QApplication, name: str) -> None:
    look.wear(name, calm=False)
    song = beat_song("KK |3.6. 9... .... ....|")
    room = GridRoom(song)
    room.steps.clearFocus()
    image = room.steps.grab().toImage()
    fill = theme.fill("drums").upper()
    filled = []
    for at_step in (0, 2, 4, 6):
        middle = room.at(KICK, at_step)
        column = [QPoint(middle.x() + 4, y) for y in range(ROW)]
        filled.append(colours_at(image, column).count(fill))
    assert filled[0] * 1.5 < filled[1] < filled[2] / 1.3
    assert filled[3] == 0
    look.wear("dark", calm=False)
    room.window.close()


def test_a_late_hit_stands_to_the_right_of_its_place(app: QApplication) -> None:
    room = GridRoom(beat_song("KK |9... .... .... ....|"))
    fill = theme.fill("drums").upper()
    left = room.steps.columns.x_of(0)
    row = [QPoint(x, ROW // 2) for x in range(left, left + room.steps.columns.cell)]
    room.steps.clearFocus()

    def first_filled() -> int:
        return colours_at(room.steps.grab().toImage(), row).index(fill)

    straight = first_filled()
    room.edit("set_lane_late", pattern_id=room.pattern.id, track_id="t1", sound="kick", late_ms=20.0)
    # 20 ms at 140 BPM are 0.0467 beats, 0.187 steps
    assert first_filled() - straight == round(0.02 * 140 / 60 * 4 * room.steps.columns.cell)
    room.window.close()


def test_a_step_that_was_played_loosely_is_heard_as_far_off_as_its_lane_lets_it() -> None:
    song = edits.set_tempo(Song(title=""), bpm=120.0)
    pattern = Pattern(id="p", name="", bars=1)
    step = Step(at_step=4, off_steps=0.4)
    lane = Lane(sound="kick", track_id="t", steps=(step,), quantise_percent=75.0, late_ms=-10.0)
    # a quarter of 0.4 steps, and 10 ms early at 120 BPM: 0.02 beats, 0.08 steps
    assert beat_lanes.shift_steps(song, pattern, lane, step) == pytest.approx(0.1 - 0.08)


def test_a_large_grid_is_drawn_in_time(app: QApplication) -> None:
    """Twelve lanes of 32 steps, every one of them a hit, at 1920 × 1080; the bar of 4 ms, and room for a slow day."""
    codes = ("KK", "SN", "CP", "RM", "CH", "OH", "CB", "TB", "SH", "TM", "PC", "CR")
    bar = "1357 9246 8135 7924"
    song = beat_song("\n".join(f"{code} |{bar}|{bar}|" for code in codes))
    room = GridRoom(song, width=1920)
    room.window.resize(1920, 1080)
    QApplication.processEvents()
    assert len(room.grid.lanes) == 12
    assert len(room.steps.columns.lefts) == 32
    assert paint_ms(room.grid) < 12.0
    room.window.close()


def test_the_trap_grid_of_the_tests_is_what_it_looks_like() -> None:
    assert [lane.sound for lane in beat_song(TRAP).patterns[0].lanes] == ["kick", "snare", "closed_hat", "sub", "lead"]
