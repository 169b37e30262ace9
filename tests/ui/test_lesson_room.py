"""A lesson beside the rooms: led by keys, ticked by what is done, taken up again, on any window."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from desk import Desk
from fits import SCALES, cut_off, overlapping, shown
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from presets import teaching
from presets.teaching import Loaded
from studio.errors import StudioError
from studio.lessons.walkfile import WALK_FILE, read_walk
from studio.stage import Number, SetList
from ui import i18n, speech, theme
from ui.bridge import Bridge
from ui.i18n import t
from ui.lesson_shelf import made_of, read_hidden
from ui.style import look

BEAT, RECORD = 0, 1


@pytest.fixture
def desk(renewed: Desk) -> Desk:
    """One window for all of these."""
    return renewed


@pytest.fixture
def lesson() -> Loaded:
    """Three steps that need no sound, and some that do."""
    return teaching.load_lesson("01-first-beat")


@pytest.fixture
def room(desk: Desk) -> Iterator[Desk]:
    """The list of lessons is open."""
    desk.sound_ready()
    desk.ctrl(Qt.Key.Key_L)
    desk.until(lambda: desk.bridge.lessons.all, "the lessons")
    yield desk
    look.wear("dark", calm=False)


def at(desk: Desk, step: str, lesson: Loaded) -> None:
    """The lesson from its beginning, at a step."""
    lessons = desk.bridge.lessons
    lessons.begin(lesson)
    while lessons.step.id != step:
        lessons.skip()
    desk.until(lambda: desk.bridge.job is None, "the song's folder")


def with_check(lesson: Loaded) -> str:
    """The first step that a hit ticks."""
    return next(step.id for step in lesson.lesson.steps if step.answer and step.answer[0]["do"] == "hit")


def do(desk: Desk, *answers: dict[str, object]) -> None:
    """Have the window's hands do it."""
    hands = desk.window.lessons.hands
    hands.hurried = True
    for until in hands.carry_out(answers):
        desk.until(until, str(answers))


def test_a_lesson_is_begun_led_through_and_left_by_keys(room: Desk) -> None:
    lessons, panel = room.bridge.lessons, room.window.lessons.panel
    assert panel.isVisible()
    assert [row.loaded.id for row in panel.list.rows] == list(teaching.lesson_ids())
    panel.list.rows[0].begin.setFocus()
    room.press(Qt.Key.Key_Return)
    assert lessons.step is not None
    assert room.bridge.can_play, "the song has the beat that the lesson begins with"
    count = len(lessons.steps)
    assert panel._place.text() == t("lesson-place", number=1, count=count)
    while lessons.step is not None:
        before = lessons.number
        if lessons.state == "watching":
            assert not panel.next.isEnabled()
            room.press(Qt.Key.Key_Return)
            assert lessons.number == before, "a step that waits is not passed by Enter"
            panel.skip.setFocus()
            room.press(Qt.Key.Key_Return)
        else:
            room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert lessons.number == before + 1
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert lessons.listing
    room.ctrl(Qt.Key.Key_L)
    assert not panel.isVisible()


def test_what_is_done_ticks_within_a_quarter_of_a_second_and_undo_leaves_the_tick(room: Desk, lesson: Loaded) -> None:
    lessons, bridge = room.bridge.lessons, room.bridge
    at(room, with_check(lesson), lesson)
    assert lessons._soon.interval() <= 250
    assert lessons.state == "watching"
    do(room, *lessons.step.answer)
    room.until(lambda: lessons.state == "ticked", "the tick")
    panel = room.window.lessons.panel
    assert panel.next.isEnabled()
    assert panel.card.state.isVisible()
    while bridge.can_undo:
        bridge.undo()
    room.live(0.3)
    assert lessons.state == "ticked"


def test_a_set_list_of_other_songs_ticks_nothing(room: Desk) -> None:
    lessons, stage = room.bridge.lessons, room.bridge.stage
    at(room, "folder", teaching.load_lesson("11-stage"))
    stage._keep(SetList(numbers=(Number(folder="another", title="En annen"),)))
    stage.finished.emit()  # a folder of that set was made
    lessons.look()
    assert (lessons.facts("stage.songs", ""), lessons.facts("stage.listed", "")) == (1, False)
    assert lessons.state == "watching"
    stage.add_song()
    room.until(lambda: lessons.facts("stage.listed", ""), "the song on the list")
    lessons.look()
    assert lessons.state == "watching", "the folder was made before it was on the list"
    stage.finished.emit()
    lessons.look()
    assert lessons.state == "ticked"


def test_a_day_to_sleep_on_it_is_a_week_ahead(room: Desk) -> None:
    lessons, today = room.bridge.lessons, datetime.date.today()
    for days, state in ((0, "watching"), (6, "watching"), (7, "ticked"), (400, "ticked")):
        room.bridge.giving.say(release_date="")
        at(room, "date", teaching.load_lesson("12-release"))
        room.bridge.giving.say(release_date=str(today + datetime.timedelta(days=days)))
        lessons.look()
        assert lessons.state == state, days


def test_redo_of_old_work_ticks_nothing(room: Desk, lesson: Loaded) -> None:
    lessons, bridge = room.bridge.lessons, room.bridge
    before = lessons.feed.sitting.count("pattern_edits")
    at(room, with_check(lesson), lesson)
    do(room, *lessons.step.answer)
    edits = lessons.feed.sitting.count("pattern_edits")
    assert edits > before
    bridge.undo()
    bridge.redo()
    assert lessons.feed.sitting.count("pattern_edits") == edits


def test_help_comes_after_a_while_and_at_once_for_who_asks(
    desk: Desk, lesson: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    lessons = desk.bridge.lessons
    monkeypatch.setattr(lessons, "_now", lambda: clock[0])
    lessons.show(True)
    step = next(step for step in lesson.lesson.steps if step.show and step.hints and step.check)
    at(desk, step.id, lesson)
    panel = desk.window.lessons.panel
    seen: list[tuple[int, bool, bool]] = []
    for second in (0, 89, 90, 179, 180):
        clock[0] = float(second)
        lessons.look_for_help()
        hints = sum(hint.isVisible() for hint in panel.card.hints)
        seen.append((hints, panel.show_me.isVisible(), panel.my_way.isVisible()))
    assert seen == [(0, False, False), (0, False, False), (1, False, False), (1, False, False),
                    (min(2, step.hints), True, True)]  # fmt: skip
    lessons.skip()
    lessons.back()
    assert not panel.my_way.isVisible(), "a step begins anew"
    lessons.ask()
    assert panel.my_way.isVisible()
    assert panel.show_me.isVisible()
    QTest.mouseClick(panel.my_way, Qt.MouseButton.LeftButton)
    assert lessons.state == "ticked"


def test_show_me_asks_first_and_never_moves_the_mouse(room: Desk, lesson: Loaded) -> None:
    lessons, panel = room.bridge.lessons, room.window.lessons.panel
    at(room, with_check(lesson), lesson)
    lessons.ask()
    mouse = QCursor.pos()
    song = room.bridge.song
    panel.show_me.click()
    assert panel.yes.isVisible()
    panel.no.click()
    room.live(0.1)
    assert room.bridge.song == song, "nothing is done that was not asked for"
    panel.show_me.click()
    panel.yes.click()
    room.until(lambda: lessons.state == "ticked", "the program to do it")
    assert QCursor.pos() == mouse
    assert not panel.yes.isVisible()


def test_a_lesson_is_taken_up_at_its_step_in_another_window(room: Desk, lesson: Loaded) -> None:
    at(room, with_check(lesson), lesson)
    path, step = room.bridge.opened.path, room.bridge.lessons.step.id
    assert read_walk(path).walk.at_step == step
    room.window.new_song()
    room.until(lambda: room.bridge.opened.path != path, "another song")
    assert room.bridge.lessons.walk is None
    room.bridge.open_song(path)
    room.until(lambda: room.bridge.opened.path == path, "the song")
    lessons, listing = room.bridge.lessons, room.window.lessons.panel.list
    assert lessons.listing, "it waits until somebody goes on"
    assert listing.resume.isVisible()
    listing.resume.go_on.click()
    assert lessons.step.id == step
    lessons.leave()
    listing.resume.other.click()
    assert not (path / WALK_FILE).exists()


def test_a_walk_that_cannot_be_read_is_put_aside_and_said(room: Desk, lesson: Loaded) -> None:
    at(room, with_check(lesson), lesson)
    path = room.bridge.opened.path
    room.window.new_song()
    room.until(lambda: room.bridge.opened.path != path, "another song")
    (path / WALK_FILE).write_text("{")
    room.bridge.open_song(path)
    room.until(lambda: room.bridge.opened.path == path, "the song")
    assert t("told-lesson-damaged") in room.told
    assert room.bridge.lessons.walk is None


def test_the_shelf_holds_what_was_made_and_what_is_put_away_stays_away(room: Desk, lesson: Loaded) -> None:
    at(room, with_check(lesson), lesson)
    room.bridge.lessons.leave()
    shelf = room.window.lessons.panel.list.shelf
    assert [made.key for made, _, _ in shelf.parts] == [made.key for made in made_of(room.bridge.song)] == ["beat"]
    _, play, hide = shelf.parts[0]
    play.click()
    room.until(lambda: room.bridge.moment.moving, "the beat")
    room.press(Qt.Key.Key_Space)
    assert room.bridge.listening.other is None
    hide.click()
    assert shelf.parts == []
    assert read_hidden(room.bridge.opened.path) == {"beat"}
    assert shelf.again.isVisible()
    shelf.again.click()
    assert len(shelf.parts) == 1


def test_a_step_is_read_aloud_only_when_asked_and_stops_with_the_step(
    room: Desk, lesson: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons, panel = room.bridge.lessons, room.window.lessons.panel
    at(room, with_check(lesson), lesson)
    assert not lessons.speech.speaking
    if not panel.read.isVisible():
        pytest.skip("no voice on this machine")
    panel.read.click()
    assert lessons.speech.speaking
    room.until(lambda: room.bridge.listening.other is not None and room.bridge.moment.moving, "the voice")
    played = lessons.feed.sitting.played_bars
    room.live(0.3)
    assert lessons.feed.sitting.played_bars == played, "what is read is not the song"
    lessons.skip()
    assert not lessons.speech.speaking
    assert room.bridge.listening.other is None
    panel.read.click()
    room.until(lambda: room.bridge.listening.other is not None, "the voice again")
    room.press(Qt.Key.Key_Space)
    assert not lessons.speech.speaking, "Space stops what is heard"
    monkeypatch.setattr(lessons.speech, "_espeak", False)
    monkeypatch.setattr(lessons.speech, "_system", None)
    panel.show_lesson()
    assert not panel.read.isVisible(), "where nothing can read, there is no button"


def test_espeak_that_says_no_is_told_plainly(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(speech, "ESPEAK", "no-such-program")
    with pytest.raises(StudioError, match="speech-failed"):
        speech.read_by_espeak("hei", "nb", tmp_path / "a.wav")


def test_whoever_leads_turns_steps_and_the_ring_by_keys_of_their_own(room: Desk, lesson: Loaded) -> None:
    lessons, host = room.bridge.lessons, room.window.lessons
    at(room, lesson.lesson.steps[0].id, lesson)
    room.window.record_page.lines.setFocus()
    room.press(Qt.Key.Key_PageUp)
    assert lessons.number == 1, "before it is led, the key is the room's"
    lessons.lead(True)
    lessons.my_way()
    room.press(Qt.Key.Key_PageDown)
    assert lessons.number == 2
    room.press(Qt.Key.Key_PageUp)
    assert lessons.number == 1
    mouse, ringed = QCursor.pos(), host.ring.name
    room.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert host.ring.name not in ("", ringed)
    assert QCursor.pos() == mouse
    room.bridge.prefs.lead_by(("F9", "F8", "", ""))
    lessons.my_way()
    room.press(Qt.Key.Key_F9)
    assert lessons.number == 2
    lessons.lead(False)
    room.press(Qt.Key.Key_F8)
    assert lessons.number == 2


def test_the_teachers_screen_shows_the_step_live_in_both_themes(room: Desk, lesson: Loaded) -> None:
    lessons, host = room.bridge.lessons, room.window.lessons
    at(room, lesson.lesson.steps[0].id, lesson)
    host.toggle_screen()
    screen = host.screen
    assert screen.words.text() == lessons.text(lessons.step.id)
    lessons.skip()
    assert screen.words.text() == lessons.text(lessons.step.id)
    room.bridge.prefs.speak("en")
    assert screen.words.text() == lesson.text(lessons.step.id, "en")
    for name in theme.PALETTES:
        look.wear(name, calm=False)
        QApplication.processEvents()
        ground = screen.grab().toImage().pixelColor(5, 5).name().upper()
        assert ground == theme.PALETTES[name].background
    assert screen.words.font().pixelSize() >= 40
    room.to_front()
    host.toggle_screen()
    assert not screen.isVisible()


STATES: dict[str, Callable[[Bridge], object]] = {
    "list": lambda bridge: bridge.lessons.leave(),
    "step": lambda bridge: bridge.lessons.resume(),
    "help": lambda bridge: (bridge.lessons.resume(), bridge.lessons.ask()),
}


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nothing_is_cut_off_or_too_small_in_any_state(room: Desk, lesson: Loaded, scale: int, language: str) -> None:
    window, bridge = room.window, room.bridge
    bridge.prefs.speak(language)
    window.resize(*SCALES[scale])
    for calm in (False, True):
        look.wear("dark", calm=calm)
        at(room, lesson.lesson.steps[1].id, lesson)
        for state, enter in STATES.items():
            for folded in (False, True):
                enter(bridge)
                window.lessons.lead_there() if folded else window.lessons._fold(False)
                window.banner.put_away()
                room.live(0.05)
                for widget in shown(window):
                    assert not cut_off(widget), f"{cut_off(widget)}: {state}, {scale} %"
                    if isinstance(widget, QAbstractButton) and window.lessons.panel.isAncestorOf(widget):
                        assert min(widget.width(), widget.height()) >= theme.TARGET, widget.text()
                assert not overlapping(window), f"{overlapping(window)}: {state}, {scale} %"


def test_beside_the_room_or_as_a_drawer_the_panel_never_covers_what_it_points_at(room: Desk, lesson: Loaded) -> None:
    window, host = room.window, room.window.lessons
    at(room, with_check(lesson), lesson)
    for size in SCALES.values():
        window.resize(*size)
        QApplication.processEvents()
        host.lead_there()
        room.live(0.1)
        box = host.ring.inside
        assert not box.isEmpty()
        for part in (host.panel, host.strip):
            if part.isVisible():
                assert not part.rect().translated(part.mapTo(window, QPoint())).intersects(box)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_below_a_banner_at_200_percent_the_way_on_is_seen_whole(room: Desk, lesson: Loaded, language: str) -> None:
    window, panel = room.window, room.window.lessons.panel
    room.bridge.prefs.speak(language)
    window.resize(683, 384)
    room.bridge.lessons.begin(lesson)
    room.bridge.trouble(StudioError("device-none"))
    room.until(lambda: panel.go.visibleRegion().boundingRect() == panel.go.rect(), "the button that leads there", 5.0)


def test_a_screen_reader_hears_each_step_and_each_control_has_its_name(room: Desk, lesson: Loaded) -> None:
    at(room, lesson.lesson.steps[0].id, lesson)
    panel = room.window.lessons.panel
    for widget in shown(panel):
        if isinstance(widget, QAbstractButton):
            assert widget.accessibleName()
            assert widget.accessibleDescription()
    assert panel.card.findChildren(QLabel)
    assert panel.accessibleName() == t("lesson-place", number=1, count=len(room.bridge.lessons.steps))
