"""The line list clicked, typed and written on; what it says to screen readers; how it turns; how fast it draws."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
from desk import hover
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QFontMetrics, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from studio.spoken import syllables
from ui import i18n, theme
from ui.style import font, look
from ui.widgets.line_places import MARK_HEIGHT, MARK_WIDTH
from ui.widgets.line_view import LineView, Mark, Row
from ui.widgets.line_words import WordsEdit
from ui.widgets.paint_time import paint_ms

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
WORDS = (
    "Jeg står i natta mens byen sover",
    "Regnet faller ned på asfalten",
    "Ingen tid å miste, det er nå eller aldri, så jeg setter meg ned og skriver til blekket er tomt og hånda er stiv, "
    "og litt til, helt til det ikke går lenger",
    "",
)
SIGNALS = ("chosen", "hear", "retake", "edit_words", "pasted_words", "remove", "edge_moved", "selected")


class Shapes:
    """A sound of full height everywhere."""

    asked = 0

    def columns(self, media_id: str, from_frame: float, to_frame: float, count: int) -> tuple[np.ndarray, np.ndarray]:
        self.asked += 1
        return -np.full(count, 0.5, np.float32), np.full(count, 0.5, np.float32)

    def live_columns(self, from_frame: float, to_frame: float, count: int) -> None:
        return None


def song_rows(lines: int = 8, takes: int = 3, chosen: int = 1) -> list[Row]:
    """Lines with takes of ids `3-0` and so on; the fourth of every four has no words."""
    rows = []
    for line in range(lines):
        marks = tuple(
            Mark(f"{line}-{n}", n + 1, n == chosen, loud=n == 1, broken=n == 2, partial=n == 0) for n in range(takes)
        )
        words = WORDS[line % 4]
        section = {0: "Vers 1", 4: "Refreng"}.get(line, "")
        rows.append(Row(line + 1, section, words, syllables(words), marks))
    return rows


class Room:
    """A view on a window that has some of the same keys, and a list of what was said."""

    def __init__(self, size: tuple[int, int] = (1280, 620), rows: list[Row] | None = None) -> None:
        self.shapes = Shapes()
        self.view = LineView(self.shapes)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.view)
        self.window.resize(*size)
        self.pressed: list[str] = []
        for key in ("Space", "Home", "F2", "Esc", "L", "T"):
            action = QAction(self.window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda checked=False, key=key: self.pressed.append(key))
            self.window.addAction(action)
        self.said: list[tuple[object, ...]] = []
        for name in SIGNALS:
            getattr(self.view, name).connect(lambda *values, name=name: self.said.append((name, *values)))
        self.window.show()
        self.window.activateWindow()
        self.view.show_rows(song_rows() if rows is None else rows)
        QApplication.processEvents()
        self.list = self.view.list
        self.list.setFocus()
        QApplication.processEvents()

    def point(self, line: int, part: str, take: int = 0) -> QPoint:
        """The middle of a part of a row."""
        place = self.list.places.place(line)
        box = dict(place.marks)[take] if part == "mark" else getattr(place, part)
        return self.list.box(box).center().toPoint()

    def hover(self, line: int, part: str, take: int = 0) -> None:
        """Move the mouse there from somewhere else."""
        hover(self.list, QPoint(3, 3), self.point(line, part, take))

    def click(self, line: int, part: str, take: int = 0, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(self.list, button, NONE, self.point(line, part, take))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def told(self) -> list[tuple[object, ...]]:
        """What was said since this was asked last."""
        said, self.said[:] = list(self.said), []
        return said

    def names(self) -> list[str]:
        interface = QAccessible.queryAccessibleInterface(self.list)
        return [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]


@pytest.fixture(autouse=True)
def dark(app: QApplication) -> Iterator[None]:
    look.wear("dark", calm=False)
    yield
    look.wear("dark", calm=False)


@pytest.fixture
def room(app: QApplication) -> Iterator[Room]:
    made = Room()
    yield made
    made.window.close()


# --- mouse


def test_a_click_on_a_mark_chooses_that_take(room: Room) -> None:
    room.click(2, "mark", 0)
    assert room.told() == [("selected", 2), ("chosen", 2, "2-0")]
    room.click(2, "mark", 2)
    assert room.told() == [("chosen", 2, "2-2")]


def test_a_click_on_words_unfolds_the_row_where_it_is_and_the_button_takes_it_again(room: Room) -> None:
    top = room.list.box(room.list.places.place(4).words).top()
    room.click(1, "words")
    room.click(4, "words")
    assert room.list.box(room.list.places.place(4).words).top() == pytest.approx(top, abs=1)
    assert room.told() == [("selected", 1), ("selected", 4)]
    assert room.list.places.place(1).button is None
    room.click(4, "button")
    assert room.told() == [("retake", 4)]


def test_a_mouse_that_rests_on_a_mark_listens_and_leaving_ends_it(room: Room) -> None:
    room.hover(1, "mark", 1)
    assert "Forsøk 2, valgt, for høyt" in room.list.toolTip()
    began = time.monotonic()
    while not room.said and time.monotonic() - began < 5.0:
        QTest.qWait(10)
    assert time.monotonic() - began > 0.3, "a mouse that only passes lets nothing be heard"
    assert room.told() == [("hear", 1, "1-1")]
    room.hover(1, "words")
    assert room.told() == [("hear", -1, "")]


@pytest.mark.parametrize("why", ["off", "recording"])
def test_no_mouse_listens_while_recording_or_when_switched_off(room: Room, why: str) -> None:
    if why == "off":
        room.view.hover_listens = False
    else:
        room.view.show_live(0)
    room.hover(1, "mark", 1)
    assert room.list.hot.kind == "mark"
    QTest.qWait(450)
    assert room.told() == []


def test_a_dragged_edge_is_told_once_in_ms(room: Room) -> None:
    room.view.select(1)
    room.view.show_line_wave(1, "m", 0.0, 96_000.0, 0.25, 0.75)
    room.view.set_rate(48_000)
    place = room.list.places.place(1)
    assert place.wave is not None
    handle = room.list.box(room.list.handle(place, 0)).center().toPoint()
    tenth = round(place.wave.width() * 0.1)
    QTest.mousePress(room.list, LEFT, NONE, handle)
    QTest.mouseMove(room.list, handle - QPoint(tenth, 0))
    assert room.list.wave is not None
    assert room.list.wave.shares[0] == pytest.approx(0.15, abs=0.002)
    assert room.told() == []
    QTest.mouseRelease(room.list, LEFT, NONE, handle - QPoint(tenth, 0))
    ((name, line, edge, by_ms),) = room.told()
    assert (name, line, edge) == ("edge_moved", 1, "start")
    assert by_ms == pytest.approx(-200.0, abs=4.0), "a tenth of two seconds"
    QTest.mousePress(room.list, LEFT, NONE, room.list.box(room.list.handle(place, 1)).center().toPoint())
    QTest.mouseMove(room.list, QPoint(0, handle.y()))
    start, end = room.list.wave.shares
    assert end > start, "the edges do not pass each other"
    QTest.mouseRelease(room.list, LEFT, NONE, QPoint(0, handle.y()))
    assert room.told()[0][:3] == ("edge_moved", 1, "end")


def test_the_wheel_scrolls_and_stops_at_the_ends(room: Room) -> None:
    room.view.show_rows(song_rows(64, 20))
    QApplication.processEvents()
    for notches, scrolled in ((-1, 96), (3, 0)):
        at = QPointF(300, 200)
        event = QWheelEvent(
            at, room.list.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(room.list, event)
        assert room.list.scrolled == room.view.bar.value() == scrolled
    room.view.bar.setValue(room.view.bar.maximum())
    assert room.list.seen()[-1] == 63


# --- keys


def test_keys_go_to_lines_and_takes_and_do_all_that_the_mouse_does(room: Room) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        room.key(key)
    assert room.told() == [("selected", 0), ("selected", 1), ("selected", 0)]
    room.key(Qt.Key.Key_Right)
    room.key(Qt.Key.Key_Right)
    room.key(Qt.Key.Key_Return)
    room.key(Qt.Key.Key_Left)
    room.key(Qt.Key.Key_L)
    room.key(Qt.Key.Key_Escape)
    room.key(Qt.Key.Key_T)
    room.key(Qt.Key.Key_Delete)
    room.key(Qt.Key.Key_End)
    room.key(Qt.Key.Key_Home)
    assert room.told() == [
        ("chosen", 0, "0-2"), ("hear", 0, "0-1"), ("hear", -1, ""), ("retake", 0), ("remove", "0-1"),
        ("selected", 7), ("selected", 0),
    ]  # fmt: skip
    assert room.pressed == []
    room.key(Qt.Key.Key_Escape)
    room.key(Qt.Key.Key_Space)
    assert room.pressed == ["Esc", "Space"], "what the list has no use for is the window's"


def test_letters_can_be_left_to_the_window(room: Room) -> None:
    room.view.set_letters(False)
    room.view.select(0)
    room.key(Qt.Key.Key_L)
    room.key(Qt.Key.Key_T)
    assert room.told() == []
    assert room.pressed == ["L", "T"]


def test_edges_are_moved_by_keys(room: Room) -> None:
    room.view.select(2)
    room.key(Qt.Key.Key_Left, ALT)
    assert room.told() == [], "there is no sound to have edges"
    room.view.show_line_wave(2, "m", 0.0, 48_000.0, 0.1, 0.9)
    room.key(Qt.Key.Key_Left, ALT)
    room.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert room.told() == [("edge_moved", 2, "start", -10.0), ("edge_moved", 2, "end", 10.0)]
    room.view.show_line_wave(2, "", 0.0, 0.0, 0.0, 1.0)
    assert room.list.places.place(2).wave is None


def test_another_line_has_no_wave_until_it_is_shown(room: Room) -> None:
    room.view.select(2)
    room.view.show_line_wave(2, "m", 0.0, 48_000.0, 0.1, 0.9)
    room.key(Qt.Key.Key_Down)
    assert room.list.places.place(3).wave is None
    room.key(Qt.Key.Key_Left, ALT)
    assert ("edge_moved", 3, "start", -10.0) not in room.told()


def test_no_lines_and_no_takes_are_no_trouble(room: Room) -> None:
    room.view.show_rows(song_rows(2, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_L, Qt.Key.Key_Delete):
        room.key(key)
    assert room.told() == [("selected", 0)]
    assert "Linje 1, Vers 1, Jeg står i natta mens byen sover, 10 stavelser, ingen forsøk ennå" in room.names()
    assert "Ta opp denne linjen, Linje 1" in room.names()
    room.view.show_rows([])
    room.view.show_now(3, 0.5)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_F2, Qt.Key.Key_T):
        room.key(key)
    QTest.mouseClick(room.list, LEFT, NONE, QPoint(100, 100))
    assert room.told() == []
    assert room.list.accessible_value() == "Her kommer linjene når låten har en beat."
    room.view.grab()


# --- words


def edit_of(room: Room) -> WordsEdit:
    QApplication.processEvents()
    (found,) = [edit for edit in room.list.findChildren(WordsEdit) if edit.isVisible()]
    assert QApplication.focusWidget() is found
    return found


def test_words_are_written_line_by_line(room: Room) -> None:
    room.view.select(0)
    room.key(Qt.Key.Key_F2)
    assert edit_of(room).text() == WORDS[0]
    QTest.keyClicks(edit_of(room), "Nye ord her")
    room.key(Qt.Key.Key_Tab)
    assert edit_of(room).text() == WORDS[1], "Tab goes to the next line"
    room.key(Qt.Key.Key_Return)
    assert room.told() == [("edit_words", 0, "Nye ord her"), ("selected", 1)], "unchanged words are no edit"
    assert QApplication.focusWidget() is room.list
    assert room.pressed == []


def test_esc_leaves_the_words_and_going_elsewhere_keeps_them(room: Room) -> None:
    QTest.mouseDClick(room.list, LEFT, NONE, room.point(1, "words"))
    QTest.keyClicks(edit_of(room), "bort med dette")
    room.key(Qt.Key.Key_Escape)
    assert room.told() == [("selected", 1)]
    assert room.pressed == []
    room.key(Qt.Key.Key_F2)
    QTest.keyClicks(edit_of(room), "mellomrom og L og T blir ord")
    room.list.setFocus()
    assert room.told() == [("edit_words", 1, "mellomrom og L og T blir ord")]
    assert not [edit for edit in room.list.findChildren(WordsEdit) if edit.isVisible()]


def test_several_pasted_lines_are_told_as_lines(room: Room) -> None:
    QApplication.clipboard().setText("[Vers 1]\nførste\r\n\nandre\u200b\n\ttredje")
    room.view.select(1)
    room.key(Qt.Key.Key_F2)
    QTest.keyClick(edit_of(room), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert room.told() == [("pasted_words", 1, ("første", "andre", "tredje"))]
    assert QApplication.focusWidget() is room.list
    QApplication.clipboard().setText("[Hook]\nbare én\n")
    room.key(Qt.Key.Key_F2)
    QTest.keyClick(edit_of(room), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit_of(room).text() == "bare én"
    room.key(Qt.Key.Key_Return)
    assert room.told() == [("edit_words", 1, "bare én")]


def test_other_rows_while_words_are_written_leave_the_field_alone(room: Room) -> None:
    room.view.select(1)
    room.key(Qt.Key.Key_F2)
    QTest.keyClicks(edit_of(room), "halvveis")
    room.view.show_rows(song_rows(8, 4))
    assert edit_of(room).text() == "halvveis"
    room.view.show_rows(song_rows(1, 1))
    QApplication.processEvents()
    assert not [edit for edit in room.list.findChildren(WordsEdit) if edit.isVisible()], "its line is gone"


# --- what is heard of it


def test_everything_is_told_in_words(room: Room) -> None:
    room.view.select(2)
    room.view.show_line_wave(2, "m", 0.0, 48_000.0, 0.1, 0.9)
    names = room.names()
    assert "Linje 3, Forsøk 2, valgt, for høyt" in names
    assert "Linje 3, Forsøk 1, bare en del av linjen" in names
    assert "Linje 3, Forsøk 3, hakk" in names
    assert "Linje 3, begynnelsen av linjen" in names
    assert "Ta denne linjen på nytt, Linje 3" in names
    assert names[0] == "Linje 1, Vers 1, Jeg står i natta mens byen sover, 10 stavelser, Forsøk 2, valgt, for høyt"
    assert all(names)
    interface = QAccessible.queryAccessibleInterface(room.list)
    at = room.list.mapToGlobal(room.point(2, "mark", 1))
    assert interface.childAt(at.x(), at.y()).text(QAccessible.Text.Name) == "Linje 3, Forsøk 2, valgt, for høyt"
    i18n.use("en")
    room.view.retranslate()
    assert "Line 3, Take 2, chosen, too loud" in room.names()
    assert room.list.accessibleName() == "Lines"


def test_hidden_words_are_not_told_either(room: Room) -> None:
    before = room.list.grab().toImage()
    room.view.hide_words(True)
    assert not any("natta" in name for name in room.names())
    assert room.list.places.place(2).lines == ("",)
    assert room.list.grab().toImage() != before


def test_trouble_is_seen_and_told_at_once_with_its_one_button(room: Room) -> None:
    room.view.show_live(4)
    room.view.show_trouble(2, "gap")
    assert "Ett hakk her – ta den om igjen?" in room.names()
    room.click(2, "button")
    assert room.told() == [("selected", 2), ("retake", 2)]
    room.view.show_trouble(5, "loud")
    assert "For høyt her – ta den om igjen?" in room.names()
    room.view.show_trouble(2, "")
    assert "Ett hakk her – ta den om igjen?" not in room.names()


def test_trouble_is_over_when_the_line_is_recorded_again(room: Room) -> None:
    room.view.show_trouble(2, "gap")
    room.view.show_trouble(3, "loud")
    room.view.show_trouble(99, "gap")
    room.view.show_live(2)
    room.view.show_trouble(2, "loud")
    names = room.names()
    assert "Ett hakk her – ta den om igjen?" not in names
    assert names.count("For høyt her – ta den om igjen?") == 2
    room.view.start_over()
    assert not [name for name in room.names() if "om igjen" in name]
    assert room.view.line == -1


def test_the_menu_has_the_same_in_words(room: Room) -> None:
    room.view.select(1)
    menu = room.list.menu(1, 2)
    words = {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
    for said in ("Velg Forsøk 3", "Hør Forsøk 3", "Legg Forsøk 3 i papirkurven", "Ta denne linjen på nytt"):
        words[said].trigger()
    assert room.told() == [("chosen", 1, "1-2"), ("hear", 1, "1-2"), ("remove", "1-2"), ("retake", 1)]
    words["Skriv ordene"].trigger()
    assert edit_of(room).text() == WORDS[1]
    menu.deleteLater()
    at = room.point(4, "mark", 0)
    QTest.mouseClick(room.list, Qt.MouseButton.RightButton, NONE, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, room.list.mapToGlobal(at))
    QApplication.sendEvent(room.list, event)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.actions()[0].text() == "Velg Forsøk 1\tEnter"
    popup.close()


# --- how it is seen


def test_the_line_that_plays_stands_in_the_upper_third(room: Room) -> None:
    room.view.show_rows(song_rows(64, 20))
    turns = 0
    for line in range(64):
        before = room.list.scrolled
        room.view.show_now(line, 0.0)
        top = room.list.places.top(line) - room.list.scrolled
        assert 0 <= top <= room.list.height() / 3 + 1, line
        if line < 63:
            below = room.list.places.bottom(line + 1) - room.list.scrolled
            assert below <= room.list.height(), "the next line is seen as well"
        turns += room.list.scrolled != before
    assert turns < 50, "it stands still for a while between two turns"
    room.view.show_now(-1)
    assert room.list.now == -1


def test_after_a_take_its_first_line_is_seen(room: Room) -> None:
    view = room.view
    view.show_rows(song_rows(40))
    for line in range(12, 25):
        view.show_now(line, 0.5)
        view.show_live(line)
    assert 12 not in view.list.seen()
    view.show_now(-1)
    view.show_live(-1)
    top = view.list.places.top(12) - view.list.scrolled
    assert 0 <= top <= view.list.height() / 3


def test_it_does_not_turn_away_from_who_scrolls_or_writes(room: Room) -> None:
    room.view.show_rows(song_rows(64, 20))
    room.view.bar.setValue(800)
    room.view.show_now(1, 0.0)
    assert room.list.scrolled == 800
    room.view.show_live(2)
    room.view.show_now(2, 0.0)
    assert room.list.scrolled < 200, "who records reads from it"
    room.view.show_live(-1)
    room.view.start_over()
    room.view.select(0)
    room.key(Qt.Key.Key_F2)
    assert edit_of(room).isVisible()
    room.view.show_now(40, 0.0)
    assert room.list.scrolled == 0


def test_nothing_moves_inside_a_line_in_calm_mode(room: Room) -> None:
    look.wear("dark", calm=True)
    room.view.show_now(2, 0.1)
    before = room.list.grab().toImage()
    room.view.show_now(2, 0.9)
    assert room.list.grab().toImage() == before
    look.wear("dark", calm=False)
    room.view.show_now(2, 0.2)
    before = room.list.grab().toImage()
    room.view.show_now(2, 0.9)
    assert room.list.grab().toImage() != before


@pytest.mark.parametrize("theme_name", theme.PALETTES)
def test_a_chosen_take_is_known_without_its_colour(room: Room, theme_name: str) -> None:
    look.wear(theme_name, calm=False)

    def grey(mark: Mark) -> list[int]:
        room.view.show_rows([Row(1, "", "ord", 1, (mark,))])
        box = room.list.box(room.list.places.place(0).marks[0][1]).toRect()
        image = room.list.grab(box).toImage()
        return [
            1 if image.pixelColor(x, y).lightness() > 128 else 0
            for y in range(image.height())
            for x in range(image.width())
        ]

    plain = grey(Mark("a", 1))
    for mark in (
        Mark("a", 1, chosen=True),
        Mark("a", 1, loud=True),
        Mark("a", 1, broken=True),
        Mark("a", 1, partial=True),
    ):
        other = grey(mark)
        assert sum(one != two for one, two in zip(plain, other, strict=True)) > 12, mark


@pytest.mark.parametrize("size", [(1366, 620), (910, 380), (683, 200)])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("px", [18, 24, 48])
def test_nothing_is_cut_off_or_too_small(app: QApplication, size: tuple[int, int], language: str, px: int) -> None:
    i18n.use(language)
    room = Room(size, song_rows(6, 20))
    room.view.set_compact(size[0] < 900)
    room.view.set_size(px)
    room.view.show_trouble(1, "gap")
    room.view.show_trouble(2, "loud")
    room.view.select(2)
    room.view.show_line_wave(2, "m", 0.0, 48_000.0, 0.1, 0.9)
    QApplication.processEvents()
    metrics, width = QFontMetrics(font(px)), room.list.width()
    for line in range(6):
        place = room.list.places.place(line)
        assert place.body.height() >= theme.TARGET
        assert len(place.lines) <= 2
        assert all(metrics.horizontalAdvance(words) <= place.words.width() + 1 for words in place.lines)
        assert len(place.lines) * metrics.height() <= place.words.height() + 1
        boxes = [box for _, box in place.marks] + [place.words, place.syllables]
        boxes += [box for box in (place.more, place.button, place.wave, place.trouble) if box is not None]
        for at, box in enumerate(boxes):
            assert box.left() >= 0, (line, box)
            assert box.right() <= width, (line, box)
            assert place.body.top() <= box.top(), (line, box)
            assert box.bottom() <= place.body.bottom() + 1, (line, box)
            for other in boxes[:at]:
                common = box.intersected(other)
                inside = (place.trouble is not None and box is place.trouble) or other is place.button
                assert inside or common.width() <= 1 or common.height() <= 1, (line, box, other)
        assert len(place.marks) == 20 if line == 2 else len(place.marks) >= 1
        assert 1 in [take for take, _ in place.marks], "the chosen one is always seen"
        if place.button is not None:
            assert place.button.height() >= theme.TARGET
    assert MARK_WIDTH - 8 >= 28
    assert MARK_HEIGHT - 8 >= 28
    room.window.close()


def test_takes_that_there_is_no_room_for_are_counted_and_unfold(app: QApplication) -> None:
    room = Room((683, 400), song_rows(4, 20))
    place = room.list.places.place(1)
    assert place.more is not None
    room.click(1, "more")
    assert len(room.list.places.place(1).marks) == 20
    room.window.close()


def test_rows_shown_again_keep_the_keys_where_they_are(room: Room) -> None:
    room.view.select(3)
    room.key(Qt.Key.Key_Right)
    assert room.list.take == 2
    rows = song_rows(8, 4)
    room.view.show_rows(rows)
    assert (room.view.line, room.list.take) == (3, 2)
    room.view.show_rows(rows[:2])
    assert room.view.line == 1


def test_the_size_of_words_has_its_limits(room: Room) -> None:
    heights = []
    for px in (1, 18, 48, 400):
        room.view.set_size(px)
        heights.append(room.list.places.height)
    assert heights[0] == heights[1] < heights[2] == heights[3]


@pytest.mark.parametrize(("lines", "takes"), [(64, 20), (500, 20)])
def test_it_is_drawn_in_time(app: QApplication, lines: int, takes: int) -> None:
    room = Room((1920, 1080), song_rows(lines, takes))
    for px in (18, 24):
        room.view.set_size(px)
        room.list.scroll_to(room.list.most // 2)
        assert paint_ms(room.list, 12) <= 12.0
    room.window.close()
