"""A window with everything behind it, and keys to press on it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from studio.device import DeviceWish
from studio.engine.choice import DEMO_WISH
from studio.engine.client import EngineClient
from studio.stage import SetList
from studio.storage import Settings
from ui import style
from ui.first_listen import sign_of

MOST_TABS = 200
"""No room has so many stops."""


def own_home() -> Iterator[Path]:
    """A home of its own for the program, in which a first sound has been listened to; its path is short, because a
    socket lies in it."""
    with tempfile.TemporaryDirectory(prefix="rs-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPSTUDIO_HOME", folder)
        patch.setenv("XDG_RUNTIME_DIR", folder)  # sockets and shared memory go with the rest
        sign = sign_of(Path(folder) / "cache")
        sign.parent.mkdir()
        sign.touch()
        yield Path(folder)


class Desk:
    """A window with everything behind it real: a song on disk, an engine process, the demo device."""

    def __init__(self, home: Path, wish: DeviceWish = DEMO_WISH) -> None:
        from ui.bridge import Bridge
        from ui.main_window import MainWindow
        from ui.shelf import Shelf

        self.home = home
        self.shelf = Shelf()
        self.client = EngineClient(self.shelf.places.runtime)
        self.client.start()
        self.bridge = Bridge(self.shelf, self.client, wish)
        style.look.wear("dark", calm=False)
        self.window = MainWindow(self.bridge)
        self.told: list[str] = []
        self.announced: list[str] = []
        self.bridge.announced.connect(self.announced.append)
        self.bridge.told.connect(lambda notice: self.told.append(notice.text()))
        self.window.resize(1366, 768)
        self.window.show()
        self.to_front()

    def renew(self) -> None:
        """As it was at first, but for an engine that is warm and a device that is open: an empty song, no other songs,
        nothing chosen, turned, kept or told."""
        bridge, window = self.bridge, self.window
        bridge.link.stop()
        bridge.comparing.forget()
        self.until(lambda: not (bridge.moment.moving or bridge.link.recording or bridge.job), "rest")
        if window.lessons.screen is not None and window.lessons.screen.isVisible():
            window.lessons.toggle_screen()
        bridge.lessons.forget()
        bridge.lessons.show(False)
        window.lessons.hands.hurried = False
        bridge.shelf.remember(**msgspec.structs.asdict(Settings()))
        style.look.wear("dark", calm=False)
        bridge.prefs.speak("nb")
        bridge.prefs.changed.emit()
        bridge.new_song()
        places = bridge.shelf.places
        for folder in (places.songs, places.kits, places.voices, places.lessons, places.finished):
            for kept in folder.glob("*"):
                shutil.rmtree(kept)
        places.set_list.unlink(missing_ok=True)
        bridge.stage.list = SetList()
        bridge.stage.changed.emit()
        bridge.mic.level = None
        bridge.new_song()  # once more: it has the name of a first one now
        window.resize(1366, 768)
        for room, page in enumerate(window.pages):
            window.enter_room(room)
            page.turn_to(0)
        window.enter_room(1)
        for more in (window.record_page.more, window.beat_page.editor.more):
            more.setChecked(False)
        window.banner.put_away()
        self.to_front()
        self.told.clear()
        self.announced.clear()

    def until(self, true: Callable[[], object], what: str, seconds: float = 60.0) -> None:
        """Let the window live until something holds; TimeoutError after a generous while."""
        end = time.monotonic() + seconds
        while not true():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                raise TimeoutError(f"waited for {what}; told: {self.told}")

    def live(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end, "time to pass")

    def sound_ready(self) -> None:
        """The engine is warm (the first time ever it compiles) and the demo device is open."""
        self.until(lambda: self.bridge.sound.is_open, "the demo device", 240.0)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key goes to whatever has the focus, as on a keyboard."""
        if not (QApplication.focusWidget() or QApplication.activePopupWidget() or QApplication.activeModalWidget()):
            self.to_front()  # a menu can be gone before its own window hears that it has the keys
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def tab_to(self, widget: QWidget) -> None:
        """Tab until the keys are there."""
        for _ in range(MOST_TABS):
            if QApplication.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {widget}")

    def in_dialog(self, act: Callable[[QDialog], None], ask: Callable[[], None]) -> None:
        """Do `ask`, which opens a dialog and waits for it, and `act` on the dialog that it opens."""
        found: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible():
                found.append(dialog)
                timer.stop()
                act(dialog)

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(20)
        give_up = QTimer(singleShot=True, interval=30_000)
        give_up.timeout.connect(lambda: [widget.close() for widget in QApplication.topLevelWidgets()])
        give_up.start()
        ask()
        timer.stop()
        give_up.stop()
        assert found, "no dialog came"
        self.to_front()

    def to_front(self) -> None:
        """What a window manager does when another window has gone."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window to be active")

    def choose_file(self, path: Path, ask: Callable[[], None]) -> None:
        """Do `ask`, which asks for a file or a folder, and answer with its name and Enter."""

        def answer(dialog: QDialog) -> None:
            edit = dialog.findChild(QLineEdit, "fileNameEdit")
            QApplication.clipboard().setText(str(path))
            QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            self.live(0.3)  # names that begin so are offered for a folder
            if QApplication.activePopupWidget() is not None:
                QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
            QTest.keyClick(edit, Qt.Key.Key_Return)

        self.in_dialog(answer, ask)

    def import_by_keys(self, file: Path) -> None:
        """Ctrl+I, the file's name, Enter; stays until the song has it."""
        self.choose_file(file, lambda: self.ctrl(Qt.Key.Key_I))
        self.until(lambda: self.bridge.can_play and self.bridge.job is None, "the beat")

    def die(self) -> None:
        """End as a killed window does: nobody stops the engine, nobody tells it anything."""
        self.client.detach()
        self.bridge.link.blockSignals(True)
        self.bridge.opened.folder.close()  # the lock goes with a process that dies
        self.window.hide()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.bridge.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def hover(widget: QWidget, *points: QPoint) -> None:
    """The mouse over a widget with no button down; `QTest.mouseMove` holds the button that some earlier test left."""
    for point in points:
        none, place = Qt.MouseButton.NoButton, QPointF(widget.mapToGlobal(point))
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), place, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()


def write_beat(path: Path, seconds: float = 8.0, rate_hz: int = 44_100) -> None:
    """A stereo WAV with a hit on every beat of 92 BPM."""
    frames = np.arange(round(seconds * rate_hz))
    since = frames % round(rate_hz * 60 / 92)
    tone = 0.5 * np.exp(-since / 4000.0) * np.sin(since * 2 * np.pi * 70 / rate_hz)
    soundfile.write(path, np.stack([tone, tone], axis=1), rate_hz, subtype="PCM_16")
