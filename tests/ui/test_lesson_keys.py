"""A whole lesson by keys alone: begun, read, helped with, done, put away, taken up again and ended."""

from __future__ import annotations

from desk import Desk
from keyhands import CTRL, KeyHands
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.i18n import t


def press(desk: Desk, widget: QWidget) -> None:
    KeyHands(desk, {}).press(widget)


def choose(desk: Desk, menu_button: QWidget, message: str) -> None:
    """A row of a button's menu, with the arrows."""
    KeyHands(desk, {}).choose(menu_button, t(message))


def lay(desk: Desk, sound: str, *steps: int, key: Qt.Key = Qt.Key.Key_Space) -> None:
    """A key on steps of a row of the grid, counted from 1."""
    grid = desk.window.beat_page.editor.grid.steps
    desk.tab_to(grid)
    row = [lane.sound for lane in grid.lanes].index(sound)
    for step in steps:
        while grid.row != row:
            desk.press(Qt.Key.Key_Down if grid.row < row else Qt.Key.Key_Up)
        desk.press(Qt.Key.Key_PageUp)
        desk.press(Qt.Key.Key_Home)
        for _ in range(step - 1):
            desk.press(Qt.Key.Key_Right)
        desk.press(key)


def test_a_whole_lesson_by_keys_alone(desk: Desk) -> None:
    desk.sound_ready()
    mouse = QCursor.pos()
    window, lessons, panel = desk.window, desk.bridge.lessons, desk.window.lessons.panel

    def at(step: str) -> None:
        assert lessons.step is not None
        assert lessons.step.id == step

    def done(step: str) -> None:
        desk.until(lambda: lessons.state == "ticked", f"the tick of {step}")
        at(step)
        desk.press(Qt.Key.Key_Return, CTRL)

    desk.ctrl(Qt.Key.Key_L)
    desk.until(lambda: lessons.all, "the lessons")
    listing = panel.list
    listing.energies["ordinary"].setFocus()
    for following in (listing.short, listing.rows[0].begin, listing.rows[1].begin):
        desk.press(Qt.Key.Key_Tab)
        assert following.hasFocus(), "what was made later stands where it is seen"
    press(desk, next(row.begin for row in panel.list.rows if row.loaded.id == "01-first-beat"))
    desk.until(lambda: desk.bridge.job is None, "the song's folder")
    ids = [step.id for step in lessons.steps]

    at("listen")
    if panel.read.isVisible():
        press(desk, panel.read)
        assert lessons.speech.speaking
        desk.press(Qt.Key.Key_Return)
        assert not lessons.speech.speaking
    assert not panel.my_way.isVisible()
    choose(desk, panel.more, "lesson-help-now")
    assert panel.card.hints[0].isVisible()
    press(desk, panel.my_way)
    done("listen")

    at("kick")
    press(desk, panel.go)
    lay(desk, "kick", 1, 9)
    done("kick")

    choose(desk, panel.more, "lesson-help-now")
    press(desk, panel.show_me)
    assert panel.yes.hasFocus(), "it is asked first"
    desk.press(Qt.Key.Key_Return)
    done("snare")

    at("rest1")
    desk.ctrl(Qt.Key.Key_L)
    assert not panel.isVisible()
    desk.ctrl(Qt.Key.Key_L)
    at("rest1")
    choose(desk, panel.more, "lesson-list")
    assert lessons.listing
    press(desk, panel.list.resume.go_on)
    at("rest1")
    desk.press(Qt.Key.Key_Return, CTRL)

    lay(desk, "closed_hat", 1, 5, 9, 13)
    done("hats")

    desk.press(Qt.Key.Key_Space, CTRL)
    desk.tab_to(window.beat_page.editor.kit)
    heard = lessons.feed.sitting.kits_heard
    for _ in range(3):
        if lessons.state != "ticked":
            desk.press(Qt.Key.Key_Down)
            desk.until(lambda now=heard: lessons.feed.sitting.kits_heard != now or lessons.state == "ticked", "a kit")
            heard = lessons.feed.sitting.kits_heard
            desk.live(0.2)  # it is looked whether the step is done
    done("kits")

    at("rest2")
    desk.press(Qt.Key.Key_Return, CTRL)
    lay(desk, "closed_hat", 5, key=Qt.Key.Key_Delete)
    done("less")
    desk.press(Qt.Key.Key_Space, CTRL)

    at("name")
    desk.press(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "Regn")
    desk.press(Qt.Key.Key_Return)
    done("name")
    assert desk.bridge.song.title == "Regn"
    assert lessons.step is None
    assert list(lessons.walk.done) == ids
    desk.press(Qt.Key.Key_Return, CTRL)
    assert lessons.listing
    assert lessons.walk is None
    assert QCursor.pos() == mouse
