"""Every control that a lesson can point at is found, seen and ringed in the real window, in its room."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from desk import Desk, own_home
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from studio.lessons.actions import ACTIONS
from studio.lessons.points import POINTS
from ui import i18n
from ui.controls import CONTROLS, ROOM_PLACES, is_near
from ui.lesson_hands import HANDS
from ui.ring import Ghost, LessonRing, box_of, pointed_at, show_place
from ui.style import look
from ui.widgets.header import ROOMS

SIZES = {"whole": (1366, 768), "large": (910, 512), "huge": (683, 384)}


@pytest.fixture(scope="module")
def sung(app: QApplication) -> Iterator[Desk]:
    """A window with a beat, words and a take of four bars."""
    i18n.strict = True
    with contextlib.closing(own_home()) as homes:
        made = Desk(next(homes))
        made.sound_ready()
        made.bridge.beat.take_style("boom_bap")
        made.until(lambda: made.bridge.job is None and made.bridge.opened.folder, "the song's folder")
        made.bridge.link.stop()
        made.bridge.locate(0.0)
        made.bridge.prefs.count_in(0)
        made.press(Qt.Key.Key_R)
        made.until(lambda: made.bridge.moment.take_frames > 24_000, "some recording")
        made.press(Qt.Key.Key_R)
        made.until(lambda: made.bridge.song.takes, "the take")
        yield made
        made.close()


@pytest.fixture(autouse=True)
def as_it_was(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "sung" in request.fixturenames:
        window = request.getfixturevalue("sung").window
        look.wear("dark", calm=False)
        window.resize(*SIZES["whole"])
        window.bridge.prefs.speak("nb")


def test_the_tables_hold_the_names_that_lessons_use() -> None:
    assert set(CONTROLS) == set(POINTS)
    assert set(HANDS) == set(ACTIONS)
    assert set(POINTS.values()) - {""} == {room for room, _ in ROOMS}


@pytest.mark.parametrize("size", SIZES)
def test_every_control_is_found_and_seen_in_its_room(sung: Desk, size: str) -> None:
    window = sung.window
    window.resize(*SIZES[size])
    for name, room in POINTS.items():
        show_place(window, name)
        QApplication.processEvents()
        assert is_near(window, name), name
        sung.until(lambda name=name: not pointed_at(window, name).isEmpty(), f"{name} at {SIZES[size]}", 5.0)
        box = pointed_at(window, name)
        assert window.rect().contains(box), name
        if room:
            assert window.room == ROOM_PLACES[room], name


def test_in_another_room_the_ring_lies_round_the_tab_that_leads_there(sung: Desk) -> None:
    window = sung.window
    ring = LessonRing(window)
    window.enter_room(ROOM_PLACES["record"])
    ring.point_at("mix.balance")
    tabs = window.header.tabs
    tab = tabs.tabRect(ROOM_PLACES["mix"])
    assert ring.inside == QRect(tabs.mapTo(window, tab.topLeft()), tab.size())
    window.enter_room(ROOM_PLACES["mix"])
    window.mix_page.turn_to(1)
    ring.follow()  # the room is right, the view is not
    views = window.mix_page.tabs
    tab = views.tabRect(0)
    assert ring.inside == QRect(views.mapTo(window, tab.topLeft()), tab.size())
    show_place(window, "mix.balance")
    ring.follow()
    assert ring.inside == box_of(window, "mix.balance")
    ring.point_at("")
    assert ring.isHidden()
    ring.deleteLater()


def test_the_ring_follows_scrolling_resizing_and_another_language(sung: Desk) -> None:
    window = sung.window
    ring = LessonRing(window)
    show_place(window, "finish.consents")
    QApplication.processEvents()
    ring.point_at("finish.consents")
    form = window.finish_page.form
    bar = form.verticalScrollBar()
    for move in (
        lambda: bar.setValue(max(bar.value() - 60, 0)),
        lambda: window.resize(1200, 700),
        lambda: window.bridge.prefs.speak("en"),
    ):
        move()
        QApplication.processEvents()
        ring.follow()
        assert ring.inside == box_of(window, "finish.consents")
    bar.setValue(0)
    QApplication.processEvents()
    ring.follow()
    assert ring.isHidden() or not box_of(window, "finish.consents").isEmpty(), "scrolled away, it points at nothing"
    ring.deleteLater()


def test_whose_the_voices_are_comes_before_who_agrees(sung: Desk) -> None:
    window, bridge = sung.window, sung.bridge
    find, fields = CONTROLS["finish.consents"].finds[0], window.finish_page.form.fields
    assert find(window) is fields["voices"]
    bridge.giving.say_who(bridge.song.takes[0].track_id, ("Kari",))
    assert find(window) is fields["consents"]
    bridge.undo()


def test_the_ring_is_in_nobodys_way_and_is_still(sung: Desk) -> None:
    window = sung.window
    ring = LessonRing(window)
    ring.point_at("dock.play")
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    centre = ring.geometry().center()
    assert window.childAt(centre) is not ring
    sung.live(0.3)  # what an earlier test changed of the window is laid out
    ring.follow()
    picture = ring.grab().toImage()
    sung.live(0.3)
    ring.follow()
    assert ring.grab().toImage() == picture
    ring.deleteLater()


@pytest.mark.parametrize("calm", [False, True])
def test_the_ghost_goes_there_and_does_it_while_the_mouse_stays(sung: Desk, calm: bool) -> None:
    look.wear("dark", calm=calm)
    done: list[QPoint] = []
    ghost = Ghost(sung.window)
    ghost.go(QPoint(10, 10), QPoint(300, 200), lambda: done.append(ghost.pos()))
    assert ghost.pos() == (QPoint(300, 200) if calm else QPoint(10, 10))
    sung.until(lambda: done, "the ghost to arrive")
    assert done == [QPoint(300, 200)]
    assert ghost.isHidden()
    ghost.go(QPoint(10, 10), QPoint(300, 200), lambda: done.append(ghost.pos()))
    ghost.stop()
    sung.live(0.2)
    assert len(done) == 1, "stopped, it does nothing"
    ghost.deleteLater()
