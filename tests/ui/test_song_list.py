"""The song as a list: what stands in it, that it follows the timeline and leads it, and that it does the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cliproom import ClipRoom, verse_song
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio import edits
from ui import i18n, theme
from ui.clip_actions import CLIP_ACTIONS
from ui.song_list import rows_of

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture(scope="module")
def one_room(app: QApplication) -> Iterator[ClipRoom]:
    with tempfile.TemporaryDirectory(prefix="rs-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPSTUDIO_HOME", folder)
        patch.setenv("XDG_RUNTIME_DIR", folder)
        made = ClipRoom(Path(folder))
        yield made
        made.close()


@pytest.fixture
def room(one_room: ClipRoom) -> ClipRoom:
    one_room.list.set_compact(False)
    one_room.begin()
    one_room.to_list()
    return one_room


def row_of(room: ClipRoom, kind: str, row_id: str) -> int:
    return next(n for n, row in enumerate(room.list._rows) if (row.kind, row.id) == (kind, row_id))


def cells(room: ClipRoom, place: int) -> list[str]:
    table = room.list.table
    return [table.item(place, column).text() for column in range(table.columnCount())]


@pytest.mark.parametrize(
    ("language", "track", "section", "clip"),
    [
        (
            "nb", ["Spor: Vokal", "", "", "1 klipp", "", "", ""], ["Låtdel: Vers", "", "1.1", "8 takter", "", "", ""],
            ["Forsøk 1, dempet", "Vokal", "2.2,5", "0,62 takter", "−4,5 dB", "250 ms", "500 ms"],
        ),
        (
            "en", ["Track: Vokal", "", "", "1 clip", "", "", ""], ["Section: Verse", "", "1.1", "8 bars", "", "", ""],
            ["Take 1, muted", "Vokal", "2.2.5", "0.62 bars", "−4.5 dB", "250 ms", "500 ms"],
        ),
    ],
)  # fmt: skip
def test_a_row_says_what_is_there(room: ClipRoom, language, track, section, clip) -> None:
    i18n.use(language)
    song = edits.trim_clip(verse_song(), clip_id="c5", from_beat=5.5)
    song = edits.set_clip_fades(song, clip_id="c5", fade_in_frames=12_000, fade_out_frames=24_000)
    song = edits.mute_clip(edits.set_clip_gain(song, clip_id="c5", gain_db=-4.5), clip_id="c5", mute=True)
    room.bridge.apply(song, "edit-trim-clip")
    room.list.retranslate()
    assert cells(room, row_of(room, "track", "t2")) == track
    assert cells(room, row_of(room, "section", "s7")) == section
    assert cells(room, row_of(room, "clip", "c5")) == clip
    i18n.use("nb")
    room.list.retranslate()


def test_rows_stand_in_the_order_of_the_song() -> None:
    song = edits.add_section(verse_song(), kind="hook", bars=4, pattern_id="")
    song = edits.add_clip(song, track_id="t6", media_id="m3", at_beat=33.0)
    song = edits.add_clip(song, track_id="t6", media_id="m3", at_beat=-0.5)
    assert [(row.kind, row.id) for row in rows_of(song)] == [
        ("track", "t1"), ("track", "t2"), ("track", "t6"),
        ("clip", "c10"), ("section", "s7"), ("clip", "c5"), ("section", "s8"), ("clip", "c9"),
    ]  # fmt: skip


def test_the_list_leads_the_timeline_and_follows_it(room: ClipRoom) -> None:
    table = room.list.table
    table.setCurrentCell(row_of(room, "clip", "c5"), 0)
    assert room.bridge.clips.chosen == "c5"
    assert room.timeline.stretch.selected_clip == "c5"
    table.setCurrentCell(row_of(room, "track", "t6"), 0)
    assert (room.bridge.clips.chosen, room.timeline.stretch.selected_track) == ("", "t6")
    room.bridge.clips.choose("c5")
    assert table.currentRow() == row_of(room, "clip", "c5")
    room.bridge.clips.choose("")
    room.timeline.select("t1")
    assert table.currentRow() == row_of(room, "track", "t1")


def test_arrows_and_enter_move_the_playhead_as_on_the_timeline(room: ClipRoom) -> None:
    room.list.table.setCurrentCell(row_of(room, "clip", "c5"), 0)
    room.press(Qt.Key.Key_Return)
    room.until(lambda: room.bridge.moment.beat == 4.0, "the playhead at the clip")
    room.press(Qt.Key.Key_Right)
    room.press(Qt.Key.Key_Right, SHIFT)
    room.until(lambda: room.bridge.moment.beat == 9.0, "a bar and a beat further")
    room.press(Qt.Key.Key_Left)
    room.until(lambda: room.bridge.moment.beat == 8.0, "the bar's beginning")


def test_the_same_keys_do_the_same(room: ClipRoom) -> None:
    room.list.table.setCurrentCell(row_of(room, "clip", "c5"), 0)
    room.at(6.0)
    room.press(Qt.Key.Key_D)
    assert [room.span(clip) for clip in room.ids()] == [(4.0, 6.0), (6.0, 8.0)]
    assert room.list._rows[room.list.table.currentRow()].id == room.bridge.clips.chosen == "c8"
    room.press(Qt.Key.Key_Period)
    room.press(Qt.Key.Key_Up, CTRL)
    assert (room.clip("c8").gain_db, room.clip("c8").at_beat) == (1.0, pytest.approx(6.015))
    room.press(Qt.Key.Key_Delete)
    assert room.ids() == ["c5"]


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        ("clip-split", lambda room: len(room.ids()) == 2),
        ("clip-remove", lambda room: room.ids() == []),
        ("clip-trim-start", lambda room: room.span() == (6.0, 8.0)),
        ("clip-trim-end", lambda room: room.span() == (4.0, 6.0)),
        ("clip-louder", lambda room: room.clip().gain_db == 1.0),
        ("clip-quieter", lambda room: room.clip().gain_db == -1.0),
        ("clip-mute", lambda room: room.clip().mute),
        ("clip-here", lambda room: room.span() == (6.0, 10.0)),
        ("clip-earlier", lambda room: room.span()[0] == 3.985),
        ("clip-later", lambda room: room.span()[0] == 4.015),
        ("clip-beat-earlier", lambda room: room.span()[0] == 3.0),
        ("clip-beat-later", lambda room: room.span()[0] == 5.0),
        ("clip-track-down", lambda room: room.ids("t6") == ["c5"]),
        ("clip-copy", lambda room: room.bridge.clips.copied is not None),
        ("clip-cut", lambda room: room.ids() == []),
        ("clip-duplicate", lambda room: len(room.ids()) == 2),
        ("clip-fades", lambda room: room.list.form.gain.hasFocus()),
        ("mute", lambda room: room.song.track("t2").knob("mute") == 1.0),
        ("solo", lambda room: room.song.track("t2").knob("solo") == 1.0),
    ],
)
def test_a_button_in_words_for_everything(room: ClipRoom, action: str, seen) -> None:
    room.list.table.setCurrentCell(row_of(room, "clip", "c5"), 0)
    room.at(6.0)
    room.list.buttons[action].click()
    assert seen(room), action
    if action not in ("clip-copy", "clip-fades"):
        room.undo()
        assert room.song.tracks == verse_song().tracks


def test_buttons_wait_for_what_they_need(room: ClipRoom) -> None:
    buttons = room.list.buttons
    assert {action.name for action in CLIP_ACTIONS} <= set(buttons)
    room.bridge.clips._copied = None
    room.bridge.clips.choose("")
    room.at(20.0)
    room.list.show_moment(room.bridge.moment)
    off = {name for name, button in buttons.items() if not button.isEnabled()}
    assert off == {action.name for action in CLIP_ACTIONS if action.needs != "nothing"}
    room.at(5.0)
    room.list.show_moment(room.bridge.moment)
    assert buttons["clip-split"].isEnabled()
    assert not buttons["clip-join"].isEnabled()


def test_numbers_are_written_beside_the_list(room: ClipRoom) -> None:
    room.list.table.setCurrentCell(row_of(room, "clip", "c5"), 0)
    form = room.list.form
    QTest.keyClick(room.list.table, Qt.Key.Key_F)
    assert form.gain.hasFocus()
    QTest.keyClicks(form.gain, "-3,5")
    QTest.keyClick(form.gain, Qt.Key.Key_Return)
    form.bar.setFocus()
    form.bar.selectAll()
    QTest.keyClicks(form.bar, "4")
    QTest.keyClick(form.bar, Qt.Key.Key_Return)
    assert (room.clip().gain_db, room.clip().at_beat) == (-3.5, 12.0)
    assert cells(room, row_of(room, "clip", "c5"))[2] == "4.1"


def test_a_track_is_renamed_in_its_row(room: ClipRoom) -> None:
    room.list.table.setCurrentCell(row_of(room, "track", "t6"), 0)
    room.press(Qt.Key.Key_F2)
    edit = QApplication.focusWidget()
    QTest.keyClick(edit, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(edit, "Kor")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert room.song.track("t6").name == "Kor"
    assert cells(room, row_of(room, "track", "t6"))[0] == "Spor: Kor"


def test_little_room_keeps_the_list_and_one_button(room: ClipRoom) -> None:
    room.list.set_compact(True)
    room.window.resize(660, 220)
    QApplication.processEvents()
    table = room.list.table
    assert table.isVisible()
    assert not room.list.form.isVisible()
    assert room.list.all.isVisible()
    assert min(room.list.all.width(), room.list.all.height()) >= theme.TARGET
    assert table.horizontalScrollBar().maximum() == 0
    menu = room.list.all.menu()
    menu.aboutToShow.emit()
    assert len(menu.actions()) <= 9, "two columns of a low screen"
    assert menu.actions()[0].text().startswith("Del opp her")
