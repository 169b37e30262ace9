"""The microphone's dialog, by keys: what it measures, what it says, and that nothing of it gets into a song."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jackserver
import pytest
from desk import Desk
from fits import cut_off, overlapping, shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from recorder import latency
from recorder.level import Level
from studio.device import DeviceWish, MeasuredLatency
from ui import i18n, theme
from ui.i18n import t
from ui.mic_dialog import _VERDICTS, MicDialog
from ui.widgets.mic_picture import PATHS

JACK = DeviceWish(
    host_api=jackserver.HOST_API, input_name="system", input_channel=0, output_name="system", output_channels=2,
    block_frames=0,
)  # fmt: skip


@pytest.fixture
def jack() -> Iterator[jackserver.JackServer]:
    if jackserver.MISSING:
        pytest.skip(jackserver.MISSING)
    server = jackserver.JackServer()
    yield server
    server.close()


def words(widget) -> str:
    return " ".join(label.text() for label in shown(widget, QLabel))


def leftovers(desk: Desk) -> list[Path]:
    return list(desk.shelf.places.runtime.glob("mic-*"))


def test_level_and_latency_by_keys_and_nothing_of_it_in_the_song(desk: Desk) -> None:
    desk.sound_ready()
    mic, song = desk.bridge.mic, desk.bridge.song
    mic.level_s = 1.2
    recording: list[bool] = []
    desk.bridge.moment_changed.connect(lambda: recording.append(desk.bridge.moment.recording))

    def work(dialog: MicDialog) -> None:
        desk.until(lambda: QApplication.focusWidget() is dialog.level.begin, "the keys", 5.0)
        assert t("mic-latency-none") in words(dialog.latency)
        assert not dialog.hearing.listen.isEnabled()
        assert t("mic-listen-unmeasured") in words(dialog.hearing)
        desk.press(Qt.Key.Key_Return)
        assert mic.doing == "level"
        assert not dialog.latency.begin.isEnabled()
        desk.until(lambda: mic.share > 0.3, "the bar")
        assert dialog.level.bar.isVisible()
        assert leftovers(desk)
        desk.until(lambda: not mic.doing, "the verdict")
        assert mic.level is not None
        assert t(f"mic-level-{mic.level.verdict}") in words(dialog.level)
        dialog.latency.begin.setFocus()
        desk.press(Qt.Key.Key_Return)
        desk.until(lambda: not mic.doing, "the bursts")
        # the demo device hears its own voice, not what is played
        assert t("error-latency-unheard") in words(dialog.latency)
        assert dialog.latency.begin.text().strip() == t("mic-latency-again")
        assert dialog.latency.begin.isEnabled()
        desk.press(Qt.Key.Key_Escape)

    desk.in_dialog(work, desk.window.look_after_mic)
    assert not any(recording), "the lamp is for takes that are kept"
    assert leftovers(desk) == []
    assert desk.bridge.song == song
    assert not desk.bridge.song.takes
    assert desk.shelf.settings.measured == ()
    assert desk.told == []


def test_it_does_not_begin_during_a_take_and_is_let_go_of_with_its_dialog(desk: Desk) -> None:
    desk.sound_ready()
    mic = desk.bridge.mic
    desk.press(Qt.Key.Key_C)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > 4_000, "a take")
    mic.begin_level()
    assert mic.doing == ""
    assert t("error-engine-busy-recording") in desk.told
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.song.takes, "the take")

    def leave(dialog: MicDialog) -> None:
        dialog.level.begin.click()
        assert mic.doing == "level"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    desk.in_dialog(leave, desk.window.look_after_mic)
    desk.until(lambda: not mic.doing, "the end")
    assert mic.level is None
    assert leftovers(desk) == []
    assert len(desk.bridge.song.takes) == 1


def test_the_singer_hears_the_microphone_only_where_it_does_not_hear_the_output(
    jack: jackserver.JackServer, app: QApplication, home: Path
) -> None:
    desk = Desk(home, JACK)
    desk.sound_ready()
    mic, opened = desk.bridge.mic, desk.bridge.link.device
    assert opened is not None
    assert not mic.can_listen
    row = MeasuredLatency(
        host_api=JACK.host_api, input_name="system", output_name="system", rate_hz=opened.rate_hz,
        block_frames=opened.block_frames, round_trip_frames=300.0, spread_ms=0.01, on="2026-11-22",
    )  # fmt: skip
    desk.shelf.remember(measured=latency.remembered((), row))
    desk.bridge.link.use_latency(desk.shelf.settings.measured)
    desk.until(lambda: mic.can_listen, "the measurement")
    jack.loop_back()

    def work(dialog: MicDialog) -> None:
        desk.until(lambda: QApplication.focusWidget() is dialog.level.begin, "the keys", 5.0)
        assert i18n.decimal(6.25) in words(dialog.latency)
        assert "22. november 2026" in words(dialog.latency)
        dialog.hearing.listen.setFocus()
        desk.press(Qt.Key.Key_Space)
        assert mic.doing == "listen"
        desk.until(lambda: not mic.doing, "the probe")
        assert t("mic-listen-loudspeaker") in words(dialog.hearing)
        assert not mic.listens
        assert not dialog.hearing.listen.isChecked()
        jack.disconnect("PortAudio:out_0", "PortAudio:in_0")
        desk.press(Qt.Key.Key_Space)
        desk.until(lambda: not mic.doing, "the probe")
        assert mic.listens
        assert desk.shelf.settings.hears_itself
        assert t("mic-listen-both") in words(dialog.hearing)
        dialog.hearing.reverb.setFocus()
        desk.press(Qt.Key.Key_Space)
        assert not mic.reverb
        desk.bridge.link.use_latency(())  # the measurement is gone: it ends by itself, and is not forgotten
        desk.until(lambda: not mic.listens, "the end of it")
        assert desk.shelf.settings.hears_itself
        desk.press(Qt.Key.Key_Escape)

    desk.in_dialog(work, desk.window.look_after_mic)
    desk.close()


def test_the_cards_have_names_sizes_and_room_for_their_words(desk: Desk) -> None:
    mic = desk.bridge.mic
    for language in i18n.LANGUAGES:
        i18n.use(language)
        for width, height in ((1280, 760), (683, 384)):
            desk.window.resize(width, height)
            dialog = MicDialog(desk.bridge, desk.window)
            dialog.show()
            assert dialog.width() <= width
            assert dialog.height() <= height
            for verdict in _VERDICTS:
                mic.level = Level(verdict, -20.0, -45.0, verdict not in ("high", "loud"), 12.0)
                mic.changed.emit()
                desk.until(lambda: not any(map(cut_off, shown(dialog))), f"room for {verdict}", 3.0)  # noqa: B023
                assert not overlapping(dialog)
            for widget in shown(dialog, QAbstractButton):
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name), widget
                assert widget.whatsThis(), widget
                assert min(widget.width(), widget.height()) >= theme.TARGET, (widget.text(), widget.size())
            assert all(card.picture.accessibleName() for card in (dialog.level, dialog.latency, dialog.hearing))
            dialog.accept()
            dialog.deleteLater()
            desk.live(0.02)
            mic.level = None


def test_every_verdict_has_its_words_and_its_picture() -> None:
    from recorder.level import VERDICTS

    assert {verdict for _, verdict in VERDICTS} | {"zeros"} == set(_VERDICTS)
    for verdict, (_, _, picture) in _VERDICTS.items():
        assert picture in PATHS
        assert t(f"mic-level-{verdict}.text")
