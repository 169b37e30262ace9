"""What each key does, what is told and how, and that nothing a slot does can close the window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from studio.errors import ERRORS, StudioError
from studio.params import TRACK
from ui import i18n, notices
from ui.actions import KEYS, MENU, VIEW
from ui.i18n import t
from ui.mix_page import MIXER
from ui.notices import Notice
from ui.record_page import TIMELINE
from ui.style import look
from ui.widgets.header import ROOMS


@pytest.fixture(autouse=True)
def as_it_was(shared_desk: Desk) -> Iterator[None]:
    """Each test begins in Opptak, with the keys on the timeline, nothing told and the playhead at the start."""
    window = shared_desk.window
    shared_desk.to_front()
    window.banner.put_away()
    window.enter_room(1)
    window.record_page.turn_to(TIMELINE)
    window.record_page.timeline.canvas.setFocus()
    shared_desk.bridge.locate(0.0)
    shared_desk.told.clear()
    QApplication.processEvents()
    yield
    look.wear("dark", calm=False)
    if i18n.language() != "nb":
        shared_desk.bridge.prefs.speak("nb")


def test_arrows_move_the_playhead_by_bars_and_beats_and_choose_tracks(shared_desk: Desk) -> None:
    stretch = shared_desk.window.record_page.timeline.stretch
    moment = lambda: shared_desk.bridge.moment.beat  # noqa: E731
    shared_desk.press(Qt.Key.Key_Right)
    assert moment() == 4.0
    shared_desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moment() == 5.0
    shared_desk.press(Qt.Key.Key_Left)
    assert moment() == 4.0
    shared_desk.press(Qt.Key.Key_Left)
    shared_desk.press(Qt.Key.Key_Left)
    assert moment() == 0.0
    beat, lead = (track.id for track in shared_desk.bridge.song.tracks)
    shared_desk.press(Qt.Key.Key_Up)
    shared_desk.press(Qt.Key.Key_Up)
    assert stretch.selected_track == beat
    shared_desk.press(Qt.Key.Key_Down)
    assert stretch.selected_track == lead
    shared_desk.press(Qt.Key.Key_Right)
    shared_desk.press(Qt.Key.Key_Home)
    assert moment() == 0.0


@pytest.mark.parametrize(("key", "knob"), [(Qt.Key.Key_M, "mute"), (Qt.Key.Key_S, "solo")])
def test_m_and_s_switch_the_chosen_track_and_undo_takes_it_back(shared_desk: Desk, key: Qt.Key, knob: str) -> None:
    assert knob in {row.name for row in TRACK}
    lead = shared_desk.bridge.song.tracks[1]
    shared_desk.window.record_page.timeline.select(lead.id)
    shared_desk.press(key)
    assert shared_desk.bridge.song.tracks[1].knob(knob) == 1.0
    shared_desk.press(key)
    assert shared_desk.bridge.song.tracks[1].knob(knob) == 0.0
    shared_desk.ctrl(Qt.Key.Key_Z)
    assert shared_desk.bridge.song.tracks[1].knob(knob) == 1.0
    shared_desk.ctrl(Qt.Key.Key_Z)
    assert shared_desk.bridge.song.tracks[1].knob(knob) == 0.0


def test_f2_names_the_chosen_track_and_elsewhere_the_song(shared_desk: Desk) -> None:
    window, bridge = shared_desk.window, shared_desk.bridge
    lead = bridge.song.tracks[1].id
    window.record_page.timeline.select(lead)
    shared_desk.press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "R m s")  # letters are text here, not keys of the program
    shared_desk.press(Qt.Key.Key_Return)
    assert bridge.song.track(lead).name == "R m s"
    assert not bridge.moment.recording
    shared_desk.press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "xx")
    shared_desk.press(Qt.Key.Key_Escape)
    assert bridge.song.track(lead).name == "R m s"

    window.header.title.setFocus()
    shared_desk.press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "Natt og dag")
    shared_desk.press(Qt.Key.Key_Return)
    assert bridge.song.title == "Natt og dag"
    assert window.windowTitle().startswith("Natt og dag")
    for _ in range(2):
        bridge.undo()
    assert bridge.song.track(lead).name == ""


def test_f1_says_what_the_focused_thing_is(shared_desk: Desk) -> None:
    window = shared_desk.window
    for widget in (window.dock.record, window.dock.meter, window.header.tabs, window.record_page.timeline.canvas):
        widget.setFocus()
        shared_desk.press(Qt.Key.Key_F1)
        assert window.banner.isVisible()
        assert widget.whatsThis() in window.banner.accessibleName()
    shared_desk.press(Qt.Key.Key_Escape)
    assert not window.banner.isVisible()


def test_f6_goes_round_the_parts_of_the_window(shared_desk: Desk) -> None:
    window = shared_desk.window
    window.header.tabs.setFocus()
    visited = []
    for _ in range(4):
        shared_desk.press(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        visited.append(next(part for part in (window.header, window.rooms, window.dock) if part.isAncestorOf(focus)))
    assert visited == [window.rooms, window.dock, window.header, window.rooms]
    window.banner.tell(Notice("told-busy"))
    window.header.tabs.setFocus()
    shared_desk.press(Qt.Key.Key_F6)
    assert window.banner.isAncestorOf(QApplication.focusWidget())


def test_rooms_by_number_and_escape_goes_back_to_the_work(shared_desk: Desk) -> None:
    window = shared_desk.window
    for number, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)):
        shared_desk.ctrl(key)
        assert window.room == number
        assert window.rooms.isAncestorOf(QApplication.focusWidget())
    shared_desk.ctrl(Qt.Key.Key_2)
    window.dock.record.setFocus()
    shared_desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.record_page.timeline.canvas


def test_single_letters_can_be_switched_off_and_space_stays(shared_desk: Desk) -> None:
    shared_desk.bridge.prefs.toggle_letters()
    try:
        for key in (Qt.Key.Key_R, Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_C):
            shared_desk.press(key)
        assert not shared_desk.bridge.moment.recording
        assert shared_desk.bridge.prefs.count_in_bars == 2
        assert all(track.knob("mute") == 0.0 for track in shared_desk.bridge.song.tracks)
        shared_desk.press(Qt.Key.Key_Space)
        assert shared_desk.bridge.moment.moving
        shared_desk.press(Qt.Key.Key_Space)
    finally:
        shared_desk.bridge.prefs.toggle_letters()
    shared_desk.until(lambda: not shared_desk.bridge.moment.moving, "silence")


def test_plus_and_minus_zoom_and_never_beyond_the_song(shared_desk: Desk) -> None:
    timeline = shared_desk.window.record_page.timeline
    whole = timeline.stretch.px_per_beat
    shared_desk.press(Qt.Key.Key_Plus)
    assert timeline.stretch.px_per_beat > whole
    for _ in range(5):
        shared_desk.press(Qt.Key.Key_Minus)
    assert timeline.stretch.px_per_beat == pytest.approx(whole)


def test_enter_does_the_next_step(shared_desk: Desk) -> None:
    shared_desk.until(lambda: shared_desk.bridge.next_step() in ("listen", "finish"), "a take to listen to")
    if shared_desk.bridge.next_step() == "listen":
        shared_desk.press(Qt.Key.Key_Return)
        shared_desk.until(lambda: shared_desk.bridge.next_step() == "finish", "two seconds of listening")
        shared_desk.press(Qt.Key.Key_Space)
        shared_desk.until(lambda: not shared_desk.bridge.moment.moving, "silence")
    shared_desk.window.record_page.timeline.canvas.setFocus()
    shared_desk.press(Qt.Key.Key_Return)
    assert ROOMS[shared_desk.window.room][0] == "finish"


def test_a_fader_moved_by_keys_is_one_step_of_undo_and_the_engine_hears_it(shared_desk: Desk) -> None:
    bridge, window = shared_desk.bridge, shared_desk.window
    window.enter_room(2)
    window.mix_page.turn_to(MIXER)
    window.mix_page.first_focus().setFocus()
    fader = QApplication.focusWidget()
    before = bridge.song
    shared_desk.press(Qt.Key.Key_PageDown)
    assert bridge.song.tracks[0].knob("gain_db") == -3.0
    shared_desk.press(Qt.Key.Key_Home)
    assert bridge.song.tracks[0].knob("gain_db") == 0.0
    bridge.undo()
    bridge.undo()
    assert bridge.song == before
    assert fader.accessibleName() == "Volum, Beat"


def test_calm_mode_and_light_are_remembered_and_calm_hides_the_meters(shared_desk: Desk) -> None:
    window, prefs = shared_desk.window, shared_desk.bridge.prefs
    window.enter_room(2)
    window.mix_page.turn_to(MIXER)
    strip = window.mix_page.mixer.strips[0]
    assert not strip.meter.isHidden()
    window.header.calm.click()
    assert look.calm
    assert strip.meter.isHidden()
    assert shared_desk.shelf.settings.calm
    prefs.toggle_light()
    assert (look.theme, shared_desk.shelf.settings.theme) == ("light", "light")
    prefs.toggle_calm()
    prefs.toggle_light()
    assert not look.calm


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_error_is_a_banner_with_one_button_that_says_what_to_do(shared_desk: Desk, language: str) -> None:
    window = shared_desk.window
    shared_desk.bridge.prefs.speak(language)
    for code, fields in ERRORS.items():
        window.banner.tell(notices.of_error(StudioError(code, **dict.fromkeys(fields, "9"))))
        QApplication.processEvents()
        buttons = [button for button in (window.banner.first_button(),) if button.isVisible()]
        assert len(buttons) == 1
        assert buttons[0].accessibleName() == t(f"action-{notices.ACTIONS.get(code, 'ok')}")
        assert window.banner.accessibleName() == i18n.of_error(StudioError(code, **dict.fromkeys(fields, "9")))
    window.banner.put_away()


def test_a_beat_that_is_no_sound_is_told_calmly_and_changes_nothing(shared_desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "lapp.mp3"
    bad.write_text("ikke lyd")
    before = shared_desk.bridge.song
    shared_desk.bridge.exchange.bring_in(bad)
    shared_desk.until(lambda: shared_desk.told, "a word")
    assert "lapp.mp3" in shared_desk.told[-1]
    assert shared_desk.bridge.song == before
    assert shared_desk.bridge.job is None


def test_a_disk_that_takes_nothing_is_told_once_and_seen_in_the_header(shared_desk: Desk) -> None:
    desk, folder = shared_desk, shared_desk.bridge.opened.folder
    assert folder is not None
    said = lambda: {label.text() for label in desk.window.header.findChildren(QLabel)}  # noqa: E731
    desk.until(lambda: t("saved") in said(), "peace")
    full = StudioError("disk-full", free_mb=3)

    def seen() -> bool:
        folder.trouble = full  # again and again: every second the folder tries, and this disk would take it
        return bool(desk.told) and t("saving") in said()

    desk.until(seen, "a word and a sign")
    assert desk.told == [i18n.of_error(full)]
    folder.trouble = None
    desk.until(lambda: t("saved") in said(), "peace again")


def test_a_slot_that_raises_leaves_the_window_open_and_nothing_personal_in_the_log(
    shared_desk: Desk, tmp_path: Path, no_warnings: object
) -> None:
    import logging

    from ui.faults import Faults, log_to

    handlers = list(logging.getLogger().handlers)
    log_to(tmp_path)
    faults = Faults()
    faults.install()
    faults.happened.connect(lambda: shared_desk.bridge.tell(Notice("told-unexpected")))
    button = shared_desk.window.dock.to_start

    def slot() -> None:
        raise ValueError("Kari Nordmann, /home/kari/hemmelig")

    button.clicked.connect(slot)
    try:
        button.click()
    finally:
        button.clicked.disconnect(slot)
    assert shared_desk.window.isVisible()
    assert shared_desk.told == [t("told-unexpected")]
    log = (tmp_path / "window.log").read_text(encoding="utf-8")
    assert "ValueError at test_keys:" in log
    assert "Kari" not in log
    assert "/" not in log
    for handler in logging.getLogger().handlers:
        if handler not in handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()
    no_warnings.texts.clear()
    assert sys.excepthook == faults._raised


def test_the_tables_of_keys_menus_and_texts_fit_together(shared_desk: Desk) -> None:
    names = shared_desk.window._handlers()
    assert {name for name, _, _ in KEYS} <= set(names)
    assert {name for name in (*MENU, *VIEW) if name and name != "view"} <= set(names)
    keys = [key for _, row, _ in KEYS for key in row]
    assert len(keys) == len(set(keys))
    for name in (*MENU, *VIEW):
        assert not name or i18n.has(f"menu-{name}")
