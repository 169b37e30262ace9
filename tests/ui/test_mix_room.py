"""The room Miks through its widgets and keys: a sound for the voice, the balance, the mixer, movements, two mixes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from mixroom import lay_out_anew, mixing_desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recorder.voices import VOICES
from studio import automation, balance, edits
from ui import i18n
from ui.mix_page import MIXER, VOICE


@pytest.fixture(scope="module")
def mixing(app: QApplication) -> Iterator[Desk]:
    yield from mixing_desk()


@pytest.fixture
def room(mixing: Desk) -> Desk:
    """The song as it was made, no own sounds, and the keys in the first view of the room."""
    lay_out_anew(mixing)
    for kept in mixing.shelf.places.voices.glob("*"):
        kept.unlink()
    mixing.bridge.voices.changed.emit()
    mixing.window.mix_page.turn_to(VOICE)
    first = mixing.window.mix_page.first_focus()
    mixing.until(lambda: first.isVisible() and first.isEnabled(), "the first view")
    first.setFocus()
    return mixing


def test_one_press_gives_the_voice_a_sound_that_is_heard_and_as_loud_as_before(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page.voice
    assert [card.of for card in page.cards.cards[: len(VOICES)]] == list(VOICES)
    before = bridge.song
    card = next(card for card in page.cards.cards if card.of == "radio")
    card.setFocus()
    assert QApplication.focusWidget() is card
    room.press(Qt.Key.Key_Return)
    track = bridge.song.track("t2")
    assert (track.voice, track.voice_amount) == ("radio", 0.5)
    assert track.knob("compressor_on") == 1.0
    assert card.isChecked()
    room.until(lambda: bridge.moment.moving, "the last take to be heard")
    assert 3.0 <= bridge.moment.beat < 8.0
    nominal = track.knob("trim_db")
    room.until(lambda: bridge.song.track("t2").knob("trim_db") != nominal, "the measured loudness")
    sources = (bridge.song, bridge.opened.folder.path_of, {}, "t2")
    places = balance.sounding(*sources)
    becomes, was = (balance.loudness(*sources, knobs, places) for knobs in (bridge.song.track("t2").knobs, {}))
    assert becomes == pytest.approx(was, abs=0.5)
    bridge.undo()
    assert bridge.song == before, "sound and measurement are one step"


def test_pointing_at_a_sound_lets_it_be_heard_and_changes_nothing(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page.voice
    before = bridge.song
    card = page.cards.cards[2]
    card.setFocus()
    room.press(Qt.Key.Key_Space)
    room.until(lambda: bridge.voices.previewing == card.of and bridge.moment.moving, "the sound")
    assert card.property("playing") == "true"
    room.press(Qt.Key.Key_Space)
    room.until(lambda: not bridge.moment.moving, "silence")
    assert bridge.song == before


def test_the_amount_is_one_step_for_as_long_as_the_hand_moves(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page.voice
    bridge.voices.take("warm")
    bridge.link.stop()
    taken = bridge.song.track("t2").knobs
    page.amount.setFocus()
    for _ in range(4):
        room.press(Qt.Key.Key_Right)
    assert bridge.song.track("t2").voice_amount == pytest.approx(0.7)
    assert bridge.song.track("t2").knobs != taken
    bridge.undo()
    assert bridge.song.track("t2").knobs == taken


@pytest.mark.parametrize(("language", "words"), [("nb", "Stemme +1,0 dB"), ("en", "Voice +1.0 dB")])
def test_the_balance_by_keys(room: Desk, language: str, words: str) -> None:
    bridge, page = room.bridge, room.window.mix_page.voice
    bridge.prefs.speak(language)
    page.balance.setFocus()
    room.press(Qt.Key.Key_Right)
    room.press(Qt.Key.Key_Right)
    assert bridge.song.master_knob("balance_db") == 1.0
    assert page._balance_value.text() == words
    room.press(Qt.Key.Key_Home)
    assert bridge.song.master_knob("balance_db") == 0.0
    bridge.prefs.speak("nb")


def test_the_middle_is_measured(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page.voice
    page.measure.click()
    assert not page.measure.isEnabled()
    room.until(lambda: bridge.song.master_knob("voice_start_db") != 0.0, "the middle")
    bridge.undo()
    assert bridge.song.master_knob("voice_start_db") == 0.0


def test_where_there_is_little_room_the_sounds_say_their_names_and_all_are_seen(room: Desk) -> None:
    window, page = room.window, room.window.mix_page.voice
    window.banner.put_away()
    for size, brief in (((1366, 768), False), ((683, 384), True), ((1366, 768), False)):
        window.resize(*size)
        room.until(
            lambda: all(card.visibleRegion().boundingRect() == card.rect() for card in page.cards.cards),
            f"all sounds to be seen at {size}",
            5.0,
        )
        for card in page.cards.cards:
            assert bool(card.toolTip()) == brief
            assert card.accessibleDescription().startswith(room.bridge.voices.words(card.of).about)
    assert page.balance.visibleRegion().boundingRect() == page.balance.rect()


def test_without_a_voice_the_room_says_what_to_do(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page.voice
    bridge.apply(edits.remove_track(bridge.song, track_id="t2"), "edit-remove-track")
    assert not page.cards.isEnabled()
    assert page._nobody.isVisible()
    assert not page.balance.isEnabled()


def test_the_sound_of_a_track_stage_by_stage_by_keys(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page
    page.turn_to(MIXER)
    strip = page.mixer.strips[1]
    room.tab_to(strip.name)
    room.press(Qt.Key.Key_Return)
    panel = page.mixer.panel
    assert panel.isVisible()
    stage = panel.stages["compressor"]
    room.tab_to(stage.switch)
    room.press(Qt.Key.Key_Space)
    assert not bridge.moment.moving, "the space bar is the tick's own"
    assert bridge.song.track("t2").knob("compressor_on") == 1.0
    room.ctrl(Qt.Key.Key_Space)
    room.until(lambda: bridge.moment.moving, "the song")
    room.ctrl(Qt.Key.Key_Space)
    room.until(lambda: not bridge.moment.moving, "silence")
    assert stage.switch.isChecked()
    stage.boxes["ratio"].setValue(8.0)
    assert bridge.song.track("t2").knob("ratio") == 8.0
    room.until(lambda: bridge.song.track("t2").knob("trim_db") != 0.0, "the loudness to be kept")
    panel.close_button.click()
    assert not panel.isVisible()
    assert not page.mixer.panel.stages["pitch"].isVisible()


def test_an_own_sound_is_kept_and_stands_beside_the_others(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page
    bridge.voices.take("clean")
    bridge.link.stop()
    room.until(lambda: bridge.measuring.kind == "voice", "the singer to be measured")
    room.until(lambda: not bridge.measuring.kind, "what is known of the singer")
    page.turn_to(MIXER)
    bridge.mixing.pick("t2")
    page.mixer.panel.keep.click()
    edit = QApplication.focusWidget()
    QTest.keyClicks(edit, "Min lyd")
    room.press(Qt.Key.Key_Return)
    page.turn_to(VOICE)
    assert page.voice.cards.cards[-1].accessibleName() == "Min lyd"
    knobs = bridge.song.track("t2").knobs
    bridge.voices.take("dry")
    page.voice.cards.cards[-1].click()
    kept = bridge.song.track("t2").knobs
    bridge.link.stop()
    assert {name: kept.get(name) for name in ("ratio", "threshold_db", "highpass_hz")} == pytest.approx(
        {name: knobs.get(name) for name in ("ratio", "threshold_db", "highpass_hz")}, abs=0.01
    )


def test_a_fader_moved_while_the_song_plays_is_done_again(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page
    page.turn_to(MIXER)
    page.mixer.tools.moves.click()
    bridge.locate(0.0)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 1.0, "the song")
    fader = page.mixer.strips[0].fader
    fader.setFocus()
    room.press(Qt.Key.Key_PageDown)
    at = bridge.moment.beat
    room.press(Qt.Key.Key_PageDown)
    room.until(lambda: bridge.song.track("t1").automation, "the movement")
    bridge.link.stop()
    points = bridge.song.track("t1").automation["gain_db"]
    assert automation.value_at(points, 0.5) == 0.0
    assert automation.value_at(points, 30.0) == -6.0
    assert abs(points[0].at_beat - at) < 2.0
    assert bridge.song.track("t1").knob("gain_db") == 0.0
    page.mixer.tools.moves.click()
    room.press(Qt.Key.Key_PageUp)
    lifted = bridge.song.track("t1").automation["gain_db"]
    assert automation.value_at(lifted, 30.0) == -3.0, "without recording it the whole movement is lifted"
    bridge.undo()
    bridge.undo()
    assert not bridge.song.track("t1").automation


def test_a_send_moved_while_the_song_plays_is_done_again(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page
    page.turn_to(MIXER)
    bridge.mixing.pick("t2")
    send = page.mixer.panel.stages["send"]
    echo = send.faders["delay_send_db"]
    assert send._levels["delay_send_db"].text() == "Ekko: Stille"
    page.mixer.tools.moves.click()
    bridge.locate(0.0)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 1.0, "the song")
    echo.setFocus()
    room.press(Qt.Key.Key_PageUp)
    assert send._levels["delay_send_db"].text().startswith("Ekko: −57,0 dB")
    room.until(lambda: bridge.song.track("t2").automation, "the movement")
    points = bridge.song.track("t2").automation["delay_send_db"]
    assert (automation.value_at(points, 0.5), automation.value_at(points, 30.0)) == (-120.0, -57.0)
    assert bridge.song.track("t2").knob("delay_send_db") == -120.0
    assert send._levels["delay_send_db"].text() == "Ekko: −57,0 dB, følger låten"
    bridge.link.stop()
    bridge.locate(0.0)
    room.until(lambda: echo.value_db() == -120.0, "the send to follow the song")
    assert send._levels["delay_send_db"].text() == "Ekko: Stille, følger låten"
    bridge.undo()
    assert not bridge.song.track("t2").automation


def test_home_puts_a_level_where_its_knob_begins(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page
    page.turn_to(MIXER)
    bridge.mixing.pick("t2")
    for level, name, first in (
        (page.mixer.strips[1].fader, "gain_db", 0.0),
        (page.mixer.panel.stages["send"].faders["reverb_send_db"], "reverb_send_db", -120.0),
    ):
        level.setFocus()
        room.press(Qt.Key.Key_PageUp)
        assert bridge.song.track("t2").knob(name) != first
        room.press(Qt.Key.Key_Home)
        assert bridge.song.track("t2").knob(name) == first


def test_two_mixes_are_kept_and_heard_in_turn(room: Desk) -> None:
    bridge, tools = room.bridge, room.window.mix_page.mixer.tools
    room.window.mix_page.turn_to(MIXER)
    assert not tools.swap.isEnabled()
    tools.keep.click()
    bridge.turn("t2", "gain_db", -9.0)
    tools.swap.click()
    assert bridge.song.track("t2").knob("gain_db") == 0.0
    tools.swap.click()
    assert bridge.song.track("t2").knob("gain_db") == -9.0


def test_other_ears_are_for_the_ear_alone(room: Desk) -> None:
    bridge, tools = room.bridge, room.window.mix_page.mixer.tools
    before = bridge.song
    for button in tools.ears.values():
        button.click()
        assert button.isChecked()
    assert bridge.song == before
    for button in tools.ears.values():
        button.click()
    assert not any(bridge.mixing.ears.values())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 760), (1366, 768), (683, 384)])
def test_nothing_is_wider_than_its_room(room: Desk, size: tuple[int, int], language: str) -> None:
    room.bridge.prefs.speak(language)
    room.window.resize(*size)
    page = room.window.mix_page
    for view in (VOICE, MIXER):
        page.turn_to(view)
        if view == MIXER:
            room.bridge.mixing.pick("t2")
        QApplication.processEvents()
        assert page.width() <= size[0]
        for part in (page.voice.widget(), page.head) if view == VOICE else (page.mixer.panel,):
            assert part.width() >= part.minimumSizeHint().width(), part
        if view == MIXER:
            room.bridge.mixing.pick("t2")
    room.window.resize(1366, 768)
    room.bridge.prefs.speak("nb")


def test_where_its_files_lie_is_nobodys_business(room: Desk, tmp_path: Path) -> None:
    """What is kept of a sound names no song and no person."""
    folder = room.bridge.shelf.places.voices
    for file in folder.rglob("*"):
        assert b"Miks" not in file.read_bytes()
