"""Everything has a name, is large enough, is reached by keys, and fits: at 100, 150 and 200 %, in both languages."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from fits import SCALES, cut_off, overlapping, shown
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from studio.errors import StudioError
from ui import i18n, notices, theme
from ui.mic_dialog import MicDialog
from ui.record_page import LINES, TIMELINE
from ui.room_dialog import RoomDialog
from ui.style import look
from ui.widgets.accessible import Painted
from ui.widgets.drop import DropPlace

ROOMS = range(4)


def focusable(root: QWidget) -> list[QWidget]:
    """What the Tab key is to reach."""
    return [
        widget
        for widget in shown(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None
        and not isinstance(widget.parent(), QAbstractSpinBox)
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def as_it_was(shared_desk: Desk) -> Iterator[None]:
    """Each test finds the window in front, at 100 %, dark, in bokmål, in the room Opptak."""
    shared_desk.to_front()
    yield
    i18n.use("nb")
    look.wear("dark", calm=False)
    for banner in (shared_desk.window.banner, shared_desk.window.record_page.offer):
        banner.put_away()
    shared_desk.window.retranslate()
    shared_desk.window.resize(1366, 768)
    shared_desk.window.enter_room(1)
    QApplication.processEvents()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_everything_that_takes_the_keys_has_a_name_and_a_description(shared_desk: Desk, language: str) -> None:
    window = shared_desk.window
    shared_desk.bridge.prefs.speak(language)
    seen = 0
    for room in ROOMS:
        window.enter_room(room)
        QApplication.processEvents()
        for widget in {*focusable(window), *shown(window, Painted)}:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface is not None, widget
            assert interface.text(QAccessible.Text.Name), f"no name: {widget} in room {room}"
            # Qt's own interface of a tab bar tells the chosen tab instead.
            described = interface.text(QAccessible.Text.Description) or widget.accessibleDescription()
            assert described, f"no description: {widget} in room {room}"
            assert widget.whatsThis() or widget.parentWidget().whatsThis(), f"no help: {widget}"
            seen += 1
    assert seen > 60


def test_the_tree_of_the_window_holds_no_nameless_control(shared_desk: Desk) -> None:
    roles = {
        QAccessible.Role.PushButton, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton, QAccessible.Role.Slider,
        QAccessible.Role.PageTab, QAccessible.Role.PageTabList, QAccessible.Role.SpinBox, QAccessible.Role.List,
        QAccessible.Role.ListItem, QAccessible.Role.ProgressBar, QAccessible.Role.ButtonMenu,
    }  # fmt: skip
    counted = 0

    def walk(interface: object) -> None:
        nonlocal counted
        if interface.role() in roles and not interface.state().invisible:
            counted += 1
            assert interface.text(QAccessible.Text.Name), f"no name: {interface.role()} {interface.object()}"
        for index in range(interface.childCount()):
            child = interface.child(index)
            if child is not None and child.isValid():
                walk(child)

    for room in ROOMS:
        shared_desk.window.enter_room(room)
        QApplication.processEvents()
        walk(QAccessible.queryAccessibleInterface(shared_desk.window))
    assert counted > 80


def test_the_timeline_tells_its_clips(shared_desk: Desk) -> None:
    page = shared_desk.window.record_page
    page.turn_to(TIMELINE)
    canvas = page.timeline.canvas
    interface = QAccessible.queryAccessibleInterface(canvas)
    names = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert names[0].startswith("Natt i Oslo 92 BPM.wav på sporet Beat, takt 1 til ")
    assert names[1].startswith("Forsøk 1 på sporet Vokal, takt 1 til ")
    middle = interface.child(1).rect().center()
    assert interface.childAt(middle.x(), middle.y()) is interface.child(1)
    assert "Vokal" in interface.text(QAccessible.Text.Value)
    page.turn_to(LINES)


@pytest.mark.parametrize("scale", SCALES)
def test_everything_that_can_be_pressed_is_large_enough(shared_desk: Desk, scale: int) -> None:
    window = shared_desk.window
    window.resize(*SCALES[scale])
    for room in ROOMS:
        window.enter_room(room)
        QApplication.processEvents()
        for widget in shown(window):
            if not isinstance(widget, QAbstractButton | QAbstractSlider | QLineEdit | QAbstractSpinBox):
                continue
            if isinstance(widget, QScrollBar) or isinstance(widget.parent(), QAbstractSpinBox):
                continue
            least = min(widget.width(), widget.height())
            assert least >= theme.TARGET, f"{widget.accessibleName()}: {widget.size()} in room {room}"
        tabs = window.header.tabs
        assert all(tabs.tabRect(n).height() >= theme.TARGET for n in range(tabs.count()))
    assert window.dock.record.height() >= theme.RECORD


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("theme_name", theme.PALETTES)
def test_no_text_is_cut_off(shared_desk: Desk, scale: int, language: str, theme_name: str) -> None:
    window = shared_desk.window
    look.wear(theme_name, calm=False)
    shared_desk.bridge.prefs.speak(language)
    window.resize(*SCALES[scale])
    assert (window.width(), window.height()) == SCALES[scale], "the window cannot be made so small"
    lost = notices.of_error(StudioError("device-lost", name="Focusrite Scarlett 2i2 USB"))
    before = notices.Notice("told-before", {"length": "0:10"}, "note", "keep-before")
    for room, banner in itertools.product(ROOMS, ("", "lost", "before")):
        window.banner.put_away()
        window.record_page.offer.put_away()
        if banner == "lost":
            window.banner.tell(lost)
        elif banner == "before":
            shared_desk.bridge.takes.offered.emit(before)
        window.enter_room(room)
        QApplication.processEvents()
        window.grab()
        for widget in shown(window):
            cut = cut_off(widget)
            assert not cut, f"{cut} in room {room}, {scale} %, banner {banner!r}"
        assert not overlapping(window), f"{overlapping(window)} in room {room}, {scale} %, banner {banner}"


def test_a_room_begins_at_the_header_while_nothing_is_told(shared_desk: Desk) -> None:
    window = shared_desk.window

    def above() -> int:
        return window.rooms.mapTo(window, QPoint()).y() - window.header.height()

    shared_desk.sound_ready()
    for _ in range(2):
        window.banner.put_away()
        shared_desk.until(lambda: above() == 0, "the room below the header")
        window.banner.tell(notices.Notice("told-busy"))
        shared_desk.until(lambda: above() > window.banner.height(), "room for what is told")


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("kind", [MicDialog, RoomDialog])
def test_a_dialog_is_no_larger_than_its_window_and_tab_goes_down_it(
    shared_desk: Desk, kind: type[QDialog], scale: int
) -> None:
    window = shared_desk.window
    window.resize(*SCALES[scale])
    dialog = kind(shared_desk.bridge, window)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    try:
        assert dialog.width() < window.width()
        assert dialog.height() < window.height()
        assert dialog.rect().contains(dialog.close_button.geometry()), "the way out is always seen"
        reached = [dialog.close_button]
        dialog.close_button.setFocus()
        while True:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            if QApplication.focusWidget() is reached[0]:
                break
            reached.append(QApplication.focusWidget())
        tops = [widget.mapTo(window, QPoint()).y() for widget in reached if widget.parent() is not dialog]
        assert tops == sorted(tops)
        assert len(reached) >= 2
    finally:
        dialog.reject()
        dialog.deleteLater()
        QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("room", ROOMS)
def test_tab_reaches_everything_and_comes_round(shared_desk: Desk, room: int) -> None:
    window = shared_desk.window
    window.enter_room(room)
    QApplication.processEvents()
    wanted = {
        widget for widget in focusable(window)
        if not any(isinstance(parent, QAbstractSpinBox) for parent in [widget.parent()])
    }  # fmt: skip
    # Of a group of radio buttons, Tab reaches the one that is chosen; arrows reach the others.
    wanted = {w for w in wanted if not (w.inherits("QRadioButton") and not w.isChecked())}
    window.header.title.setFocus()
    reached = [QApplication.focusWidget()]
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is reached[0]:
            break
        reached.append(QApplication.focusWidget())
    assert QApplication.focusWidget() is reached[0], "Tab does not come round"
    missing = {widget.accessibleName() for widget in wanted - set(reached)}
    assert not missing
    rows = [widget.mapTo(window, QPoint()).y() // 100 for widget in reached]
    header = [n for n, widget in enumerate(reached) if window.header.isAncestorOf(widget)]
    dock = [n for n, widget in enumerate(reached) if window.dock.isAncestorOf(widget)]
    assert header == list(range(len(header))), "the header comes first"
    assert dock == list(range(len(reached) - len(dock), len(reached))), "the dock comes last"
    assert rows


def test_the_focus_ring_is_seen_around_what_has_the_keys(app: QApplication, shared_desk: Desk) -> None:
    window = shared_desk.window
    for room in ROOMS:
        window.enter_room(room)
        window.header.title.setFocus()
        for _ in range(12):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            QApplication.processEvents()
            widget = QApplication.focusWidget()
            found = app.focus_ring.ring_box()
            assert found is not None, f"no ring around {widget.accessibleName()}"
            around = QRect(widget.mapTo(window, QPoint()), widget.size()).intersected(window.rect())
            assert found.contains(around.center())
            visible = widget.visibleRegion().boundingRect()
            assert visible.width() >= min(widget.width(), 20), f"{widget.accessibleName()} has the keys and is hidden"
            assert visible.height() >= min(widget.height(), 20), f"{widget.accessibleName()} has the keys and is hidden"
    image = window.grab().toImage()
    ring = app.focus_ring.ring_box()
    colours = {image.pixelColor(ring.left() + ring.width() // 2, ring.top() + n).name().upper() for n in range(8)}
    assert theme.DARK.focus in colours


def test_the_focus_ring_stays_inside_what_scrolls(app: QApplication) -> None:
    window, area, inside = QMainWindow(), QScrollArea(), QWidget()
    inside.setFixedSize(200, 800)
    button = QPushButton(inside)
    button.setGeometry(20, 240, 100, 44)
    area.setWidget(inside)
    area.setFixedSize(300, 260)
    window.setCentralWidget(area)
    window.resize(300, 600)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    button.setFocus()
    area.verticalScrollBar().setValue(100)
    QTest.keyClick(button, Qt.Key.Key_Shift)
    assert app.focus_ring.ring_box() == QRect(20, 140, 100, 44).adjusted(-6, -6, 6, 6)
    area.verticalScrollBar().setValue(0)
    assert app.focus_ring.ring_box() == QRect(20, 240, 100, 20).adjusted(-6, -6, 6, 6), "the last 24 are scrolled away"
    area.verticalScrollBar().setValue(500)
    assert app.focus_ring.ring_box() is None, "nothing of it is seen"
    window.close()


def test_another_look_and_back_is_the_same_picture(shared_desk: Desk) -> None:
    window, pictures, told = shared_desk.window, [], []
    note = look.changed.connect(lambda: told.append(look.theme))
    for worn in ("dark", "light", "dark", "dark"):
        look.wear(worn, calm=False)
        shared_desk.live(0.2)
        pictures.append(window.record_page.grab().toImage())
    look.changed.disconnect(note)
    assert pictures[0] == pictures[2] == pictures[3] != pictures[1]
    assert told == ["light", "dark"], "what is worn already is not put on again"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_language_changes_at_once_everywhere(shared_desk: Desk, language: str) -> None:
    window = shared_desk.window
    other = next(name for name in i18n.LANGUAGES if name != language)
    shared_desk.bridge.prefs.speak(other)
    before = texts(window)
    shared_desk.bridge.prefs.speak(language)
    after = texts(window)
    same = {text for text in before & after if any(letter.isalpha() for letter in text)}
    # What is the same in both languages, and names that people and makers gave.
    allowed = {"Beat", "M", "S", "MP3", "WAV", "FLAC", "Solo", "Solo, Beat", "Tempo", "90 BPM", "Demo", "Ny låt 1"}
    allowed |= {"Natt i Oslo 92 BPM.wav"}
    allowed |= {"Boom bap", "Dancehall", "Drift phonk", "G-funk", "Lo-fi", "Memphis", "NY drill", "Trap", "UK drill"}
    allowed |= {"Swing", "40 BPM", "0 ms", "200 Hz", "Cymbal", "Bass", "Shaker", "808", "Intro"}
    allowed |= {"Lead", "Ad-lib", "Hook", "Radio", "Autotune hook", "Mono", "Stereo", "EQ"}
    allowed |= {"Scroll Left", "Scroll Right"}  # of buttons that Qt keeps hidden in every tab bar
    number = re.compile(r"[+−]?\d+ ?(Hz|ms|LUFS|:1|×|%)|.* dB")
    assert {text for text in same if text.strip() not in allowed and not number.fullmatch(text)} == set()


def texts(window: QWidget) -> set[str]:
    """Every text that the window shows or tells, whatever room is in front."""
    found = set()
    for widget in window.findChildren(QWidget):
        for text in (getattr(widget, "text", str)(), widget.accessibleName(), widget.whatsThis(), widget.toolTip()):
            found.add(text)
    return {text for text in found if text}


def test_what_does_not_fit_is_found(app: QApplication) -> None:
    """The checks above can fail."""
    holder = QWidget()
    holder.resize(300, 60)
    short = QLabel("Ta opp over beaten", holder)
    short.setGeometry(0, 0, 40, 20)
    long = QPushButton("Lag ferdig fil", holder)
    long.setGeometry(20, 0, 60, 44)
    holder.show()
    assert "Ta opp over beaten" in cut_off(short)
    assert "Lag ferdig fil" in cut_off(long)
    assert "Lag ferdig fil" in overlapping(holder)
    holder.close()


@pytest.mark.parametrize(("scale", "language"), [("1", "nb"), ("1.5", "en"), ("2", "nb")])
def test_the_real_picture_at_each_scale(scale: str, language: str, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, Path(__file__).parent / "scaled.py", language, picture],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["found"] == []
    assert abs(told["size"][0] - 1366) <= 2
    assert abs(told["size"][1] - 768) <= 2
    assert told["colours"] > 20, "an empty picture"
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_below_a_banner_at_twice_the_scale_a_beat_is_made_or_brought_in(app: QApplication, language: str) -> None:
    i18n.use(language)
    place = DropPlace("drop-beat", makes=True)
    place.set_compact(True)
    place.resize(659, 97)
    place.show()
    QApplication.processEvents()
    assert place.minimumSizeHint().height() <= 97
    assert not overlapping(place)
    place.close()
