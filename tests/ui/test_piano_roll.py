"""The piano roll clicked, dragged and typed on, with a real song behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from beatroom import BeatRoom, beat_song
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from studio import edits
from studio.song import Note, Song
from ui import beat_lanes, i18n, theme
from ui.style import look
from ui.widgets.paint_time import paint_ms
from ui.widgets.piano_roll import PianoRoll
from ui.widgets.roll_paint import KEYS_WIDTH

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
A1, C2, D2, E2, F2, G2, A2 = 33, 36, 38, 40, 41, 43, 45
LINE = "8B b1 1:0x6 7:0x4 11:+3x6 | b2 1:+5x3 15:-2x2>0"
"""In A minor: A1 for six steps, A1 for four, C2 for six; D2 for three, G1 for two with a slide to A1. G1 goes up: 31 is
above the 28 where an 808 ends."""


class RollRoom(BeatRoom):
    """A roll on a window that has some of the same keys, and hands for it."""

    def __init__(self, song: Song | None = None, size: tuple[int, int] = (1400, 560), sound: str = "sub") -> None:
        self.roll = PianoRoll()
        self.window = QMainWindow()
        self.window.setCentralWidget(self.roll)
        self.window.resize(*size)
        self.pressed = 0
        for key in ("Space", "C", "G", "M"):
            action = QAction(self.window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(self._count)
            self.window.addAction(action)
        self.window.show()
        QApplication.processEvents()
        made = beat_song(LINE) if song is None else song
        track = made.tracks[1].id if sound == "sub" else made.tracks[2].id
        super().__init__(self.roll, lambda now, pattern: self.roll.show_lane(now, pattern, track, sound), made)
        self.sound = sound
        self.window.activateWindow()
        self.canvas = self.roll.notes
        self.canvas.setFocus()
        QApplication.processEvents()

    def _count(self) -> None:
        self.pressed += 1

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.lane(self.sound).notes

    @property
    def facts(self) -> list[tuple[int, int, int]]:
        """(step, pitch, length) of every note."""
        return [(note.at_step, note.midi_note, note.length_steps) for note in self.notes]

    def at(self, at_step: int, midi_note: int, part: float = 0.5) -> QPoint:
        """A point in a cell, so far from its left edge."""
        columns, rows = self.canvas.columns, self.canvas.rows
        y = rows.y_of(midi_note) + rows.height / 2
        return QPointF(columns.x_of(at_step) + columns.cell * part, y).toPoint()

    def click(self, at_step: int, midi_note: int) -> None:
        QTest.mouseClick(self.canvas, LEFT, NONE, self.at(at_step, midi_note))

    def drag(self, *points: QPoint) -> None:
        QTest.mousePress(self.canvas, LEFT, NONE, points[0])
        for point in points[1:]:
            QTest.mouseMove(self.canvas, point)
        QTest.mouseRelease(self.canvas, LEFT, NONE, points[-1])

    def keys(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.canvas, key, held)

    def go(self, at_step: int, midi_note: int) -> None:
        """Put the keys on a place."""
        self.canvas.midi_note = midi_note
        self.canvas.move_to(at_step)

    def choose(self, *words: str) -> None:
        """Go through the open menu by its words."""
        menu = self.canvas.menu
        assert menu is not None
        assert menu.isVisible()
        for word in words:
            action = next(action for action in menu.actions() if action.text() == word)
            if action.menu() is None:
                action.trigger()
            else:
                menu = action.menu()
        self.canvas.menu.close()


@pytest.fixture
def room(app: QApplication) -> Iterator[RollRoom]:
    look.wear("dark", calm=False)
    made = RollRoom()
    yield made
    made.window.close()


def test_the_line_of_these_tests_is_what_it_looks_like(room: RollRoom) -> None:
    assert room.facts == [(0, A1, 6), (6, A1, 4), (10, C2, 6), (16, D2, 3), (30, 31, 2)]
    assert room.notes[-1].glide_to == A1


# --- the mouse


def test_a_click_adds_a_note_as_long_as_the_last_one(room: RollRoom) -> None:
    room.click(20, E2)
    assert room.facts[4] == (20, E2, 4), "a beat to begin with"
    assert room.heard == [("sub", 100, E2)]
    room.drag(room.at(18, D2, 0.95), room.at(19, D2), room.at(20, D2))
    assert room.facts[3] == (16, D2, 5), "the end was dragged"
    room.click(24, C2)
    assert (24, C2, 5) in room.facts
    assert room.undo_steps == 3


def test_a_new_note_is_drawn_as_long_as_the_mouse_goes(room: RollRoom) -> None:
    room.drag(room.at(20, G2), room.at(21, G2), room.at(26, F2))
    assert (20, G2, 7) in room.facts
    assert room.undo_steps == 1
    room.drag(room.at(27, G2), room.at(27, G2) + QPoint(3000, 0))
    assert (27, G2, 5) in room.facts, "no note goes beyond its pattern"


def test_a_note_is_moved_and_leaves_the_others_as_they_are(room: RollRoom) -> None:
    room.drag(room.at(1, A1), room.at(4, A1), room.at(7, A1), room.at(8, D2))
    assert (7, D2, 6) in room.facts
    assert (6, A1, 4) in room.facts, "it was dragged over this one"
    assert len(room.notes) == 5
    assert room.undo_steps == 1
    assert room.heard[0][2] == A1
    room.undo()
    assert (0, A1, 6) in room.facts
    room.drag(room.at(31, 31, 0.2), room.at(5, 31))
    assert (4, 31, 2) in room.facts
    assert next(note for note in room.notes if note.midi_note == 31).glide_to == A1


def test_a_hand_lets_go_of_a_note_when_another_one_changes_the_notes(room: RollRoom) -> None:
    room.click(20, A1)
    assert room.undo_steps == 1
    first = room.facts[0]
    QTest.mousePress(room.canvas, LEFT, NONE, room.at(first[0], first[1], 0.4))
    room.undo()
    kept = room.notes
    QTest.mouseMove(room.canvas, room.at(first[0] + 3, first[1], 0.4))
    QTest.mouseRelease(room.canvas, LEFT, NONE, room.at(first[0] + 3, first[1], 0.4))
    assert room.notes == kept, "what was taken back does not come again"
    assert room.undo_steps == 0


def test_a_locked_scale_keeps_notes_in_key(room: RollRoom) -> None:
    room.click(20, 37)  # C#2
    room.click(20, 42)  # F#2
    assert len(room.notes) == 5
    assert room.heard == []
    room.drag(room.at(11, C2), room.at(11, 37))
    assert room.facts[2] == (10, C2, 6)
    room.drag(room.at(11, C2), room.at(11, 42))
    assert room.facts[2] == (10, F2, 6), "the nearest note of the key, the lower of two"
    room.roll.set_locked(False)
    room.click(20, 37)
    assert (20, 37, 4) in room.facts
    assert room.roll.locked is False


def test_the_handle_of_a_slide_bends_it(room: RollRoom) -> None:
    glide = room.canvas.arrival(room.notes[-1]).toPoint()
    room.drag(glide, room.at(31, C2), room.at(31, E2))
    assert room.notes[-1] == Note(at_step=30, length_steps=2, midi_note=31, glide_to=E2)
    assert room.undo_steps == 1
    glide = room.canvas.arrival(room.notes[-1]).toPoint()
    room.drag(glide, room.at(31, 31))
    assert room.notes[-1].glide_to is None, "a slide to itself is none"


def test_two_quick_presses_take_a_note_away(room: RollRoom) -> None:
    QTest.mouseDClick(room.canvas, LEFT, NONE, room.at(12, C2))
    assert (10, C2, 6) not in room.facts


def test_the_wheel_is_for_velocity_over_a_note_and_for_pitches_elsewhere(room: RollRoom) -> None:
    def wheel(point: QPoint, delta: int) -> None:
        pos = QPointF(point)
        event = QWheelEvent(
            pos, room.canvas.mapToGlobal(pos), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(room.canvas, event)

    wheel(room.at(11, C2), -120)
    wheel(room.at(11, C2), -120)
    assert room.notes[2].velocity == 84
    assert room.undo_steps == 1
    top = room.canvas.top_note
    wheel(room.at(22, C2), 120)
    assert room.canvas.top_note == top + 3
    assert room.roll.upwards.value() == 127 - top - 3
    room.roll.upwards.setValue(0)
    assert room.canvas.top_note == 127
    room.roll.upwards.setValue(10_000)
    assert room.canvas.rows.notes[-1] == 0


def test_the_menu_of_a_note(room: RollRoom) -> None:
    def right_click() -> None:
        at = room.at(12, C2)
        QTest.mouseClick(room.canvas, Qt.MouseButton.RightButton, NONE, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, room.canvas.mapToGlobal(at))
        QApplication.sendEvent(room.canvas, event)

    right_click()
    assert (room.canvas.at_step, room.canvas.midi_note) == (12, C2)
    room.choose("Styrke", "Hard")
    right_click()
    room.choose("Lengde", "2 steg")
    room.keys(Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Menu)
    room.choose("Gli", "Opp til C3")
    assert room.notes[2] == Note(at_step=10, length_steps=2, midi_note=C2, velocity=127, glide_to=48)
    room.keys(Qt.Key.Key_F10, held=SHIFT)
    room.choose("Gli", "Ned til A1")  # two steps of A minor
    assert room.notes[2].glide_to == A1
    room.keys(Qt.Key.Key_Menu)
    room.choose("Gli", "Gli ikke")
    assert room.notes[2].glide_to is None
    room.keys(Qt.Key.Key_Menu)
    room.choose("Ta bort")
    assert len(room.notes) == 4
    room.canvas.menu.deleteLater()
    room.canvas.menu = None
    room.keys(Qt.Key.Key_Menu)
    assert room.canvas.menu is None, "where there is no note there is no menu"


def test_the_keyboard_at_the_left_can_be_played(room: RollRoom) -> None:
    QTest.mouseClick(room.canvas, LEFT, NONE, QPoint(KEYS_WIDTH // 2, room.at(0, E2).y()))
    assert room.heard == [("sub", 100, E2)]
    assert room.undo_steps == 0


# --- keys


def test_arrows_go_by_step_and_by_the_notes_of_the_key(room: RollRoom) -> None:
    assert (room.canvas.at_step, room.canvas.midi_note) == (0, A1)
    passed = []
    for _ in range(7):
        room.keys(Qt.Key.Key_Up)
        passed.append(room.canvas.midi_note - A1)
    assert passed == [2, 3, 5, 7, 8, 10, 12]
    room.keys(Qt.Key.Key_Down, held=CTRL)
    assert room.canvas.midi_note == A1
    room.roll.set_locked(False)
    room.keys(Qt.Key.Key_Up)
    assert room.canvas.midi_note == A1 + 1
    room.roll.set_locked(True)
    assert room.canvas.midi_note == A1, "back in key"
    room.keys(Qt.Key.Key_Right, held=CTRL)
    assert room.canvas.at_step == 4
    for _ in range(12):
        room.keys(Qt.Key.Key_Up, held=CTRL)
    assert room.canvas.midi_note == 117
    assert 117 in room.canvas.rows.notes, "the keys are never out of sight"


def test_space_digits_and_lengths(room: RollRoom) -> None:
    room.go(20, E2)
    room.keys(Qt.Key.Key_Space)
    assert (20, E2, 4) in room.facts
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert (20, E2, 4) not in room.facts, "a step inside of a note is the note"
    room.keys(Qt.Key.Key_9)
    assert Note(at_step=22, length_steps=4, midi_note=E2, velocity=127) in room.notes
    room.keys(Qt.Key.Key_3)
    assert Note(at_step=22, length_steps=4, midi_note=E2, velocity=42) in room.notes
    room.keys(Qt.Key.Key_Plus)
    assert Note(at_step=22, length_steps=4, midi_note=E2, velocity=50) in room.notes
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, held=SHIFT)
    assert (22, E2, 7) in room.facts
    steps = room.undo_steps
    room.keys(*[Qt.Key.Key_Left] * 9, held=SHIFT)
    assert (22, E2, 1) in room.facts
    assert room.undo_steps == steps, "one gesture with the keys before it"
    room.keys(Qt.Key.Key_Delete)
    assert len(room.notes) == 5
    assert room.pressed == 0


def test_alt_and_the_arrows_move_a_note_with_its_slide(room: RollRoom) -> None:
    room.go(30, 31)
    room.keys(Qt.Key.Key_Up, held=ALT)
    assert room.notes[-1] == Note(at_step=30, length_steps=2, midi_note=A1, glide_to=C2 - 1)
    room.keys(Qt.Key.Key_Left, Qt.Key.Key_Left, held=ALT)
    assert room.notes[-1].at_step == 28
    assert (room.canvas.at_step, room.canvas.midi_note) == (28, A1)
    room.keys(*[Qt.Key.Key_Right] * 6, held=ALT)
    assert room.notes[-1].at_step == 30, "no note goes beyond its pattern"


def test_g_lets_the_note_that_sounds_slide_to_the_keys(room: RollRoom) -> None:
    room.go(12, E2)
    room.keys(Qt.Key.Key_G)
    assert room.notes[2].glide_to == E2
    room.keys(Qt.Key.Key_Up, Qt.Key.Key_G)
    assert room.notes[2].glide_to == F2
    room.keys(Qt.Key.Key_G)
    assert room.notes[2].glide_to is None, "a second time takes it away"
    room.keys(Qt.Key.Key_G)
    room.go(12, C2)
    room.keys(Qt.Key.Key_G)
    assert room.notes[2].glide_to is None, "and so does G on the note itself"
    before = room.undo_steps
    room.go(24, E2)
    room.keys(Qt.Key.Key_G)
    assert room.undo_steps == before, "nothing sounds here"
    assert room.pressed == 0


def test_c_sets_the_chord_of_the_key(app: QApplication) -> None:
    room = RollRoom(beat_song("LD b1 1:+12x4"), sound="lead")
    room.go(8, A2)
    room.keys(Qt.Key.Key_C)
    assert room.facts[1:] == [(8, A2, 4), (8, 48, 4), (8, 52, 4)]
    assert room.undo_steps == 1
    assert [note for _, _, note in room.heard] == [A2, 48, 52]
    room.go(12, 47)  # on the second degree of A minor stands B diminished
    room.keys(Qt.Key.Key_C)
    assert room.facts[4:] == [(12, 47, 4), (12, 50, 4), (12, 53, 4)]
    assert room.pressed == 0
    room.window.close()


def test_m_mutes_the_lane_and_enter_lets_a_pitch_be_heard(room: RollRoom) -> None:
    room.keys(Qt.Key.Key_M)
    assert room.lane("sub").mute
    room.go(24, E2)
    room.keys(Qt.Key.Key_Return)
    assert room.heard == [("sub", 100, E2)]
    assert room.pressed == 0


# --- words


def test_each_note_says_what_it_is(room: RollRoom) -> None:
    interface = QAccessible.queryAccessibleInterface(room.canvas)
    names = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert names[0] == "A1, takt 1, steg 1, lengde 6, styrke 7"
    assert names[4] == "G1, takt 2, steg 15, lengde 2, styrke 7, glir til A1"
    told: list[str] = []
    room.roll.told.connect(told.append)
    room.keys(Qt.Key.Key_Right, Qt.Key.Key_Up)
    room.roll.set_locked(False)
    room.keys(Qt.Key.Key_Down)
    assert told == [
        "A1, takt 1, steg 2, i tonen fra steg 1",
        "H1, takt 1, steg 2, ingen tone",
        "B1, takt 1, steg 2, ingen tone, utenfor tonearten",
    ]
    middle = interface.child(2).rect().center()
    assert interface.childAt(middle.x(), middle.y()) is interface.child(2)
    one_bar = edits.resize_pattern(room.song, pattern_id=room.pattern.id, bars=1)
    assert beat_lanes.note_words(one_bar.patterns[0], room.notes[2], "A minor") == "C2, steg 11, lengde 6, styrke 7"


@pytest.mark.parametrize(
    ("language", "key", "names"),
    [
        ("nb", "A minor", "C C# D D# E F F# G G# A B H"),
        ("en", "A minor", "C C# D D# E F F# G G# A Bb B"),
        ("en", "", "C C# D D# E F F# G G# A Bb B"),
        ("en", "F minor", "C Db D Eb E F Gb G Ab A Bb B"),
        ("nb", "G minor", "C Db D Eb E F Gb G Ab A B H"),
        ("en", "Bb major", "C Db D Eb E F Gb G Ab A Bb B"),
        ("en", "F# minor", "C C# D D# E F F# G G# A Bb B"),
        ("en", "B major", "C C# D D# E F F# G G# A A# B"),
        ("nb", "G# minor", "C C# D D# E F F# G G# A A# H"),
    ],
)
def test_notes_are_called_what_the_language_and_the_key_call_them(language: str, key: str, names: str) -> None:
    i18n.use(language)
    assert " ".join(beat_lanes.pitch_name(60 + n, key)[:-1] for n in range(12)) == names
    assert beat_lanes.pitch_name(0, key)[-2:] == "-1"


# --- what is shown


def test_a_lane_is_scrolled_to_its_notes_and_an_empty_one_to_where_they_would_be(app: QApplication) -> None:
    room = RollRoom()
    assert all(note in room.canvas.rows.notes for note in (31, A1, C2, D2))
    room.roll.show_lane(room.song, room.pattern.id, room.song.tracks[2].id, "keys")
    assert room.canvas.midi_note == 57
    assert 57 in room.canvas.rows.notes
    room.keys(Qt.Key.Key_Space)
    name, arguments, _ = room.asked[-1]
    assert (name, arguments["sound"], arguments["track_id"]) == ("add_note", "keys", room.song.tracks[2].id)
    assert room.lane("keys").notes == (Note(at_step=0, length_steps=4, midi_note=57),), "the lane was made with it"
    room.window.close()


@pytest.mark.parametrize(("pattern_id", "track", "sound"), [("p9", "t99", "sub"), ("p4", "t99", "sub"), ("", "", "")])
def test_what_is_not_there_is_said_and_takes_no_note(
    app: QApplication, pattern_id: str, track: str, sound: str
) -> None:
    roll = PianoRoll()
    roll.resize(900, 400)
    roll.show_lane(beat_song(LINE), pattern_id, track, sound)
    roll.show()
    roll.notes.setFocus()
    asked: list[object] = []
    roll.asked.connect(lambda *what: asked.append(what))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_C, Qt.Key.Key_G, Qt.Key.Key_Menu, Qt.Key.Key_Up):
        QTest.keyClick(roll.notes, key)
    QTest.mouseClick(roll.notes, LEFT, NONE, QPoint(300, 200))
    assert roll.notes.accessible_value() == "Ingen melodi i dette mønsteret ennå"
    assert asked == []
    roll.close()


def test_a_song_without_a_key_has_every_pitch(app: QApplication) -> None:
    song = edits.set_key(beat_song(LINE), key="")
    room = RollRoom(song)
    room.keys(Qt.Key.Key_Up)
    assert room.canvas.midi_note == A1 + 1
    room.click(20, 37)
    assert (20, 37, 4) in room.facts
    room.window.close()


@pytest.mark.parametrize("name", theme.PALETTES)
def test_how_hard_a_note_is_shows_in_its_height(app: QApplication, name: str) -> None:
    look.wear(name, calm=False)
    song = beat_song("8B b1 1:0x4@3 5:0x4@6 9:0x4@9")
    room = RollRoom(song)
    room.canvas.clearFocus()
    image = room.canvas.grab().toImage()
    fill = theme.fill("bass").upper()
    heights = []
    for at_step in (1, 5, 9):
        point = room.at(at_step, A1)
        column = [image.pixelColor(point.x(), point.y() + dy).name().upper() for dy in range(-13, 13)]
        heights.append(column.count(fill))
    assert 0 < heights[0] * 1.4 < heights[1] < heights[2] / 1.2
    look.wear("dark", calm=False)
    room.window.close()


def test_a_full_roll_is_drawn_in_time(app: QApplication) -> None:
    """A hundred notes at 1920 × 1080; the bar of 4 ms, and room for a slow day."""
    song = beat_song(LINE)
    notes = [Note(at_step=n % 32, length_steps=1 + n % 3, midi_note=28 + n // 4, velocity=1 + n) for n in range(100)]
    song = edits.set_notes(song, pattern_id=song.patterns[0].id, track_id=song.tracks[1].id, sound="sub", notes=notes)
    room = RollRoom(song, size=(1920, 1000))
    assert paint_ms(room.roll) < 12.0
    room.window.close()
