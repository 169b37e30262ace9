"""Movements in the room Miks: which track and which knob, drawn by keys, an echo on last words, at every size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk import Desk
from fits import cut_off, overlapping, shown
from mixroom import mixed_song, mixing_desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from studio import automation, edits
from studio.song import Point
from ui import i18n, theme
from ui.i18n import t
from ui.last_words import last_words
from ui.mix_page import MOVES
from ui.movement_view import MovementView
from ui.style import look

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def mixing(app: QApplication) -> Iterator[Desk]:
    yield from mixing_desk()


@pytest.fixture
def room(mixing: Desk) -> Iterator[Desk]:
    """The song as it was made, with the keys on the movement of the voice's volume."""
    bridge = mixing.bridge
    bridge.link.stop()
    mixing.until(lambda: not bridge.moment.moving, "silence")
    bridge.locate(0.0)
    mixing.until(lambda: bridge.moment.beat == 0.0, "the start")
    bridge.apply(mixed_song(), "edit-set-title")
    bridge.end_gesture()
    mixing.to_front()
    mixing.window.enter_room(2)
    mixing.window.mix_page.turn_to(MOVES)
    view(mixing).show_knob("t2", "gain_db")
    view(mixing).canvas.pick(0.0, 0.0)
    view(mixing).canvas.setFocus()
    mixing.told.clear()
    mixing.announced.clear()
    yield mixing
    bridge.prefs.speak("nb")
    look.wear("dark", calm=False)
    mixing.window.resize(1366, 768)


def view(room: Desk) -> MovementView:
    return room.window.mix_page.moves


def heard_words(room: Desk) -> None:
    """Wait for the shape of what was sung."""
    media_id = room.bridge.song.takes[0].media_id
    room.until(lambda: room.bridge.waves.columns(media_id, 0, 48_000, 10) is not None, "the shape")


def test_tracks_and_knobs_are_chosen_by_tabs(room: Desk) -> None:
    moves = view(room)
    assert moves.tracks.tabText(moves.tracks.currentIndex()) == "Vokal", "the voice first"
    moves.tracks.setFocus()
    room.press(Qt.Key.Key_Left)
    assert moves.canvas.track.id == "t1"
    moves.knobs.setFocus()
    room.press(Qt.Key.Key_Right)
    assert moves.canvas.name == "delay_send_db"
    assert moves.canvas.accessibleName() == "Ekko på Beat, bevegelse"
    room.press(Qt.Key.Key_Right)
    assert moves.canvas.name == "reverb_send_db"
    bridge = room.bridge
    bridge.apply(edits.remove_track(bridge.song, track_id="t1"), "edit-remove-track")
    assert moves.canvas.track.id == "t2", "a track that is gone is shown no longer"
    bridge.undo()


def test_a_movement_by_keys_is_the_songs_and_is_undone(room: Desk) -> None:
    bridge, moves = room.bridge, view(room)
    bridge.clips.rest_on("line")
    room.press(Qt.Key.Key_Right, CTRL)
    room.until(lambda: bridge.moment.beat == 4.0, "the playhead")
    room.until(lambda: moves.canvas.stretch.playhead_beat == 4.0, "the poll")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_PageDown)
    assert bridge.song.track("t2").automation["gain_db"] == (Point(at_beat=4.0, value=-3.0),)
    assert moves._words.accessibleName() == "Punkt 1 av 1. Takt 2, slag 1: −3,0 dB"
    assert moves.remove.isEnabled()
    assert moves.straight.isEnabled()
    moves.straight.setFocus()
    room.press(Qt.Key.Key_Return)
    assert not bridge.song.track("t2").automation
    room.ctrl(Qt.Key.Key_Z)
    room.ctrl(Qt.Key.Key_Z)
    assert bridge.song.track("t2").automation["gain_db"] == (Point(at_beat=4.0, value=0.0),)
    room.ctrl(Qt.Key.Key_Z)
    assert not bridge.song.track("t2").automation


def test_the_playhead_goes_over_the_movement(room: Desk) -> None:
    bridge, moves = room.bridge, view(room)
    for _ in range(6):
        room.press(Qt.Key.Key_Plus)
    room.press(Qt.Key.Key_Space)
    room.until(lambda: moves.canvas.stretch.playhead_beat > 2.0, "the song")
    stretch = moves.canvas.stretch
    assert 0 <= stretch.x_of(stretch.playhead_beat) <= moves.canvas.width()
    assert moves._words.accessibleName().startswith("Takt 1, slag ")
    room.press(Qt.Key.Key_Space)
    room.until(lambda: not bridge.moment.moving, "silence")
    for _ in range(8):
        room.press(Qt.Key.Key_Minus)
    assert not moves._bar.isVisible(), "the whole song again"


def test_last_words_are_found_by_ear_and_else_by_the_line(room: Desk) -> None:
    """The voice buzzes 1.7 times a second: in the line of beats 4…8 its last buzz goes from 2.334 to 2.666 s."""
    heard_words(room)
    (heard,) = last_words(room.bridge.song, "t2", [1], room.bridge.waves)
    assert heard == (pytest.approx(4 + 2.334 * 1.5, abs=0.03), pytest.approx(8.0, abs=0.03))
    assert last_words(room.bridge.song, "t2", [0, 6], room.bridge.waves) == [(3.0, 4.0), (27.0, 28.0)]


def test_an_echo_on_the_last_word_is_one_step(room: Desk) -> None:
    bridge, moves = room.bridge, view(room)
    heard_words(room)
    before = bridge.song
    moves.echo.setFocus()
    room.press(Qt.Key.Key_Return)
    points = bridge.song.track("t2").automation["delay_send_db"]
    assert points == automation.with_echoes((), -120.0, [(3.0, 4.0)]), "the line under the playhead"
    assert moves.canvas.name == "delay_send_db", "what was made is shown"
    assert room.announced[-1] == "Ekko på siste ord i linjen."
    room.press(Qt.Key.Key_Return)
    assert bridge.song.track("t2").automation["delay_send_db"] == points
    assert room.told[-1] == t("told-echo-open")
    room.ctrl(Qt.Key.Key_Z)
    assert bridge.song == before
    moves.canvas.pick(4.0, 16.0)
    moves.echo.click()
    points = bridge.song.track("t2").automation["delay_send_db"]
    assert len(points) == 12, "three lines"
    assert automation.value_at(points, 7.75) == -6.0
    assert automation.value_at(points, 6.0) == -120.0
    assert room.announced[-1] == "Ekko på siste ord i 3 linjer."
    assert moves.canvas.picked == (4.0, 16.0)
    bridge.undo()
    assert bridge.song == before


def test_where_the_echo_is_open_nothing_is_made(room: Desk) -> None:
    bridge, moves = room.bridge, view(room)
    bridge.turn("t2", "delay_send_db", -3.0)
    moves.echo.click()
    assert not bridge.song.track("t2").automation
    assert room.told[-1] == t("told-echo-open")


def test_the_menu_does_what_hands_do(room: Desk) -> None:
    bridge, moves = room.bridge, view(room)
    done = []
    for words in ("movement-add", "movement-louder", "movement-softer", "movement-softer", "movement-remove"):
        room.press(Qt.Key.Key_Menu)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        row = next(row for row in menu.actions() if row.text().split("\t")[0] == t(words))
        assert row.isEnabled()
        row.trigger()
        menu.close()
        QApplication.processEvents()
        done.append([point.value for point in bridge.song.track("t2").automation.get("gain_db", ())])
    assert done == [[0.0], [3.0], [0.0], [-3.0], []]
    at = moves.canvas.dot_box(Point(at_beat=8.0, value=-12.0)).center().toPoint()
    QTest.mousePress(moves.canvas, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    beat, level = moves.canvas.pointed
    assert (beat, level) == (8.0, pytest.approx(-12.0, abs=0.5))


def test_while_a_take_is_made_nothing_is_drawn(room: Desk) -> None:
    bridge = room.bridge
    bridge.prefs.count_in(0)
    bridge.record_or_stop()
    room.until(lambda: bridge.moment.take_frames > 0, "a recording")
    room.press(Qt.Key.Key_Return)
    assert not bridge.song.track("t2").automation
    bridge.record_or_stop()
    room.until(lambda: not bridge.moment.recording and len(bridge.song.takes) > 1, "the take")


def test_a_song_without_tracks_has_nothing_to_draw(room: Desk) -> None:
    bridge, moves = room.bridge, view(room)
    song = bridge.song
    for track in song.tracks:
        song = edits.remove_track(song, track_id=track.id)
    bridge.apply(song, "edit-remove-track")
    room.window.grab()
    assert not moves.echo.isEnabled()
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Up)
    QTest.mouseClick(moves.canvas, Qt.MouseButton.LeftButton)
    moves.echo_last_words()
    assert bridge.song == song
    bridge.undo()
    assert moves.canvas.track.id == "t2"


@pytest.mark.parametrize("theme_name", theme.PALETTES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 768), (1280, 760), (910, 512), (683, 384)])
def test_nothing_is_cut_off_and_the_line_is_seen(
    room: Desk, size: tuple[int, int], language: str, theme_name: str
) -> None:
    window, moves = room.window, view(room)
    look.wear(theme_name, calm=False)
    room.bridge.prefs.speak(language)
    window.banner.put_away()
    window.resize(*size)
    assert (window.width(), window.height()) == size
    moves.canvas.setFocus()
    QApplication.processEvents()
    room.until(lambda: moves.widget().width() <= moves.width(), "the view to be no wider than its room")
    QApplication.processEvents()
    window.grab()
    for widget in shown(window):
        assert not cut_off(widget), cut_off(widget)
        if isinstance(widget, QAbstractButton) and moves.isAncestorOf(widget) and widget.text():
            assert min(widget.width(), widget.height()) >= theme.TARGET
    assert not overlapping(window), overlapping(window)
    seen = moves.canvas.visibleRegion().boundingRect()
    assert seen.height() >= 100
