"""The view Scene: a set list by keys, a rehearsal, the folder of the set, and copies that were read back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import soundfile
from desk import Desk
from fits import cut_off, overlapping, shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from studio.song import Line, Track
from ui.finish_page import STAGE
from ui.i18n import t
from ui.prompter import SIZES_PX, Prompter
from ui.stage_view import StageView

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A song of two bars with words, in its folder, and the view open."""
    bridge = desk.bridge
    bridge.beat.take_style("boom_bap")
    bridge.beat.end_preview()
    song = bridge.song
    short = msgspec.structs.replace(
        song,
        title="Byen sover",
        sections=(msgspec.structs.replace(song.sections[0], bars=2),),
        lines=(Line(text="Jeg går hjem"), Line(text="Byen sover")),
    )
    bridge.apply(short, "edit-set-title")
    desk.until(lambda: bridge.job is None, "the song")
    desk.window.enter_room(3)
    desk.window.finish_page.turn_to(STAGE)
    return desk


def view_of(desk: Desk) -> StageView:
    return desk.window.finish_page.stage


def press(desk: Desk, button: QPushButton) -> None:
    """By keys: the button gets them, Enter presses it."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Return)


def another_song(desk: Desk, title: str) -> None:
    song = desk.bridge.song
    desk.bridge.new_song()
    desk.bridge.apply(msgspec.structs.replace(song, title=title), "edit-set-title")


def test_a_set_is_put_together_by_keys_and_is_there_again(room: Desk) -> None:
    view, stage = view_of(room), room.bridge.stage
    press(room, view.add)
    room.until(lambda: stage.list.numbers, "the first song")
    assert not view.add.isEnabled()
    another_song(room, "Morgen")
    press(room, view.add)
    room.until(lambda: len(stage.list.numbers) == 2, "the second song")
    assert stage.titles() == ("Byen sover", "Morgen")
    view.list.setFocus(Qt.FocusReason.TabFocusReason)
    view.list.setCurrentRow(1)
    room.press(Qt.Key.Key_Up, ALT)
    assert stage.titles() == ("Morgen", "Byen sover")
    assert view.list.currentRow() == 0, "the song that was moved stays chosen"
    room.bridge.rename_song("Morgenen")
    assert view.list.item(0).text() == "1.  Morgenen"
    from studio.stage import read_set_list

    assert read_set_list(room.bridge.shelf.places.set_list) == stage.list
    room.press(Qt.Key.Key_Delete)
    assert stage.titles() == ("Byen sover",)
    assert len(room.bridge.shelf.songs()) == 2, "taken off the list, not thrown away"


def test_the_folder_of_the_set_is_made_and_copied_and_read_back(room: Desk, tmp_path: Path) -> None:
    view, stage = view_of(room), room.bridge.stage
    assert not view.make.isEnabled()
    press(room, view.add)
    room.until(lambda: stage.list.numbers, "the song")
    press(room, view.make)
    assert room.bridge.job is not None
    room.until(lambda: stage.is_made, "the folder", 240.0)
    assert room.bridge.lessons.feed.sitting.made == {"stage"}, "a lesson knows"
    made = {path.name for path in stage.folder.iterdir()}
    assert made == {"01 Byen sover.wav", "01 Byen sover.txt", "settliste.txt"}
    sound = soundfile.info(stage.folder / "01 Byen sover.wav")
    bar_s = 4 * 60.0 / room.bridge.song.bpm
    assert sound.duration > 3 * bar_s, "a bar of counting before two bars of song"
    assert (stage.folder / "01 Byen sover.txt").read_text("utf-8") == "Jeg går hjem\nByen sover\n"
    assert "1. Byen sover · " in (stage.folder / "settliste.txt").read_text("utf-8")
    for place in ("stick", "phone"):
        stage.copy_to(tmp_path / place)
        room.until(lambda: room.bridge.job is None, "the copy")
    assert len(stage.copied_to) == 2
    for place in ("stick", "phone"):
        assert {path.name for path in (tmp_path / place / "Scene").iterdir()} == made
    stage.copy_to(stage.folder.parent)
    room.until(lambda: room.bridge.job is None, "the refusal")
    assert any("oppå mappen selv" in told for told in room.told)
    stage.add_song()
    assert stage.is_made
    stage.remove(0)
    assert not stage.is_made, "the list is another one now"


def test_a_rehearsal_plays_without_the_lead_and_shows_the_words(room: Desk) -> None:
    bridge = room.bridge
    room.sound_ready()
    lost = t("told-engine-back")  # on a machine that is too busy
    assert not set(room.told) - {lost}, "a style that is chosen before the engine is there is no trouble"
    prompter = Prompter(bridge, room.window)
    prompter.show()
    prompter.activateWindow()
    room.until(prompter.isActiveWindow, "the prompter to be active")
    assert prompter.now.text() == "Jeg går hjem"
    assert prompter.coming[0].text() == "Byen sover"
    room.press(Qt.Key.Key_Space)
    assert bridge.stage.rehearsing
    heard: tuple[Track, ...] = bridge.listening.other.tracks
    assert [track.knob("mute") for track in heard if track.role == "lead"] == [1.0]
    room.until(lambda: prompter.now.text() == "Byen sover", "the second line")
    room.press(Qt.Key.Key_Plus)
    assert f"font-size: {SIZES_PX[2]}px" in prompter.now.styleSheet()
    room.press(Qt.Key.Key_Escape)
    assert not bridge.stage.rehearsing
    assert bridge.listening.other is None
    room.to_front()


def test_the_words_fill_the_screen_and_are_alone_with_the_keys(room: Desk) -> None:
    seen: list[tuple[bool, bool]] = []

    def look(prompter: QDialog) -> None:
        seen.append((prompter.isFullScreen(), prompter.isModal()))
        prompter.reject()

    room.in_dialog(look, lambda: press(room, view_of(room).rehearse))
    assert seen == [(True, True)]


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("size", [(1280, 760), (910, 512), (683, 384)])
def test_nothing_is_cut_off(room: Desk, language: str, size: tuple[int, int]) -> None:
    room.bridge.prefs.speak(language)
    room.window.resize(*size)
    room.until(lambda: not any(map(cut_off, shown(room.window))), "room for all words", 5.0)
    assert overlapping(room.window) == ""
