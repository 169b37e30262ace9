"""Choosing devices and songs in their dialogs, and a device that goes away in the middle of a take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jackserver
import pytest
from desk import Desk, write_beat
from fits import cut_off, overlapping, shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QListWidget

from studio.device import DeviceWish
from studio.engine.choice import DEMO_WISH
from studio.engine.messages import DeviceInfo, DevicesListed
from ui import i18n, theme
from ui.i18n import t
from ui.sound_dialog import SoundDialog

JACK = DeviceWish(
    host_api=jackserver.HOST_API,
    input_name="system",
    input_channel=0,
    output_name="system",
    output_channels=2,
    block_frames=0,
)


@pytest.fixture
def jack() -> Iterator[jackserver.JackServer]:
    """A private audio server with a real clock."""
    if jackserver.MISSING:
        pytest.skip(jackserver.MISSING)
    server = jackserver.JackServer()
    yield server
    server.close()


def test_a_device_that_goes_away_is_told_with_the_length_of_the_take_that_is_kept(
    jack: jackserver.JackServer, app: QApplication, home: Path
) -> None:
    desk = Desk(home, JACK)
    desk.sound_ready()
    assert not desk.bridge.sound.is_demo
    beat = home / "beat.wav"
    write_beat(beat, 20.0)
    desk.import_by_keys(beat)
    desk.press(Qt.Key.Key_C)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > 60_000, "a recording")
    jack.kill()
    desk.until(lambda: desk.bridge.song.takes, "the take")
    take = desk.bridge.song.media[-1]
    length = i18n.clock(take.frames / take.rate_hz)
    desk.until(lambda: desk.told, "a word")
    assert t("told-device-lost", name="system", length=length) in desk.told
    desk.live(1.0)
    assert desk.told[-1] == t("told-device-lost", name="system", length=length), "nothing is told over it"
    assert desk.window.isVisible()
    desk.press(Qt.Key.Key_Space)
    assert not desk.bridge.moment.moving
    assert "system" in desk.told[-1]

    jack.start()
    desk.until(lambda: desk.bridge.sound.is_open, "the device again", 30.0)
    assert t("told-device-back", name="system") in desk.announced
    assert not desk.bridge.moment.recording, "it does not go on recording by itself"
    desk.close()


def test_the_demo_device_is_chosen_by_keys_and_says_what_it_is(app: QApplication, home: Path) -> None:
    nowhere = DEMO_WISH.__class__(
        host_api="ALSA", input_name="none", input_channel=0, output_name="none", output_channels=2, block_frames=0
    )
    desk = Desk(home, nowhere)
    desk.until(lambda: desk.told, "a word about the device that is not there", 240.0)
    desk.press(Qt.Key.Key_R)
    assert not desk.bridge.moment.recording

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, SoundDialog)
        dialog.demo.setFocus()
        assert not dialog.demo.isChecked()
        QTest.keyClick(dialog.demo, Qt.Key.Key_Space)
        assert t("sound-demo.help") in {label.text() for label in shown(dialog) if hasattr(label, "text")}
        dialog.use.setFocus()
        QTest.keyClick(dialog.use, Qt.Key.Key_Return)
        desk.until(lambda: desk.bridge.sound.is_open, "the demo device")
        assert dialog.findChildren(QAbstractButton)
        assert t("sound-opened-demo") in {label.text() for label in shown(dialog) if hasattr(label, "text")}
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    desk.in_dialog(choose, desk.window.choose_sound)
    assert desk.bridge.sound.is_demo
    assert desk.shelf.settings.device == DEMO_WISH
    assert desk.window.dock.sound.accessibleName() == t("sound-demo-button")
    desk.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_dialogs_have_names_sizes_and_room_for_their_words(shared_desk: Desk, language: str) -> None:
    shared_desk.bridge.prefs.speak(language)
    looked: list[str] = []

    def look(dialog: QDialog) -> None:
        for widget in shown(dialog):
            assert not cut_off(widget), cut_off(widget)
            if isinstance(widget, QAbstractButton | QComboBox | QListWidget):
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name), widget
                assert widget.whatsThis(), widget
                assert min(widget.width(), widget.height()) >= theme.TARGET, (widget.accessibleName(), widget.size())
                looked.append(interface.text(QAccessible.Text.Name))
        assert not overlapping(dialog)
        dialog.reject()

    shared_desk.in_dialog(look, shared_desk.window.choose_sound)
    shared_desk.in_dialog(look, shared_desk.window.choose_song)
    assert len(looked) > 8
    shared_desk.bridge.prefs.speak("nb")


def test_songs_are_listed_and_opened_by_enter(desk: Desk) -> None:
    beat = desk.home / "beat.wav"
    write_beat(beat)
    desk.import_by_keys(beat)
    desk.bridge.rename_song("Kveld 🎤 på Tøyen")
    first = desk.bridge.opened.path
    desk.ctrl(Qt.Key.Key_N)
    assert desk.bridge.opened.path is None
    assert desk.bridge.next_step() == "import"
    assert desk.bridge.song.title.startswith("Ny låt ")

    def open_it(dialog: QDialog) -> None:
        songs = dialog.findChild(QListWidget)
        assert songs.count() == 1
        assert songs.item(0).text().startswith("Kveld 🎤 på Tøyen")
        QTest.keyClick(songs, Qt.Key.Key_Return)

    desk.in_dialog(open_it, lambda: desk.ctrl(Qt.Key.Key_O))
    desk.until(lambda: desk.bridge.opened.path == first, "the song")
    assert desk.bridge.song.title == "Kveld 🎤 på Tøyen"
    assert desk.bridge.can_play


def test_another_default_device_changes_nothing_while_one_is_open(shared_desk: Desk) -> None:
    sound, opened = shared_desk.bridge.sound, []
    shared_desk.bridge.link.device_opened.connect(opened.append)
    other = DeviceInfo(host_api="ALSA", name="Headset", inputs=1, outputs=2, default_rate_hz=48_000)
    listed = DevicesListed(devices=(other,), default_input="Headset", default_output="Headset")
    before, known = sound.wish, sound.listed
    try:
        for wish in (before, None):  # one that was chosen, and automatic
            sound.wish = wish
            shared_desk.bridge.link.devices_listed.emit(listed)
            shared_desk.live(0.3)
            assert sound.is_open
            assert opened == []
    finally:
        sound.wish, sound.listed = before, known
        shared_desk.bridge.link.device_opened.disconnect(opened.append)
