"""The window's robot: does every lesson in the real window, step by step, as a person would, and tells where a control
is not seen or a check is not made true by its own answer.

It works in the window that it is given; `check` makes one of its own, on the demo device, without a screen.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from presets.teaching import Loaded
from studio.errors import StudioError
from studio.lessons.finding import Finding
from studio.lessons.lesson import Energy, Step
from studio.songfile import SongFolder
from ui.i18n import of_error
from ui.lesson_robot import at_step
from ui.lesson_room import LessonRoom
from ui.ring import pointed_at

if TYPE_CHECKING:
    from ui.lesson_hands import Wait
    from ui.main_window import MainWindow

_PATIENCE_S = 120.0
_LAYS_OUT_S = 2.0
"""A room just entered has found its place and its scroll by then."""
_LOOK_S = 0.005


class WindowRobot:
    """Leads the window's bridge from song to song; the songs lie where the program keeps songs."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._bridge = window, window.bridge
        self._host, self._desk = window.lessons, window.bridge.lessons
        self._host.hands.hurried = True

    def play(self, loaded: Loaded, *, energy: Energy = "ordinary", short: bool = False) -> list[Finding]:
        """One round of a lesson, on a song of its own."""
        found: list[Finding] = []
        try:
            self._open_song(loaded)
        except StudioError as error:
            return [at_step(loaded, loaded.lesson.steps[0].id, "refused", action="start", why=of_error(error))]
        desk = self._desk
        desk.show(True)
        desk.begin(loaded, energy=energy, short=short)
        while (step := desk.step) is not None:
            found += [at_step(loaded, step.id, code, **fields) for code, fields in self._do(step)]
            desk.skip()
        desk.forget()
        return found

    def _do(self, step: Step) -> Iterable[tuple[str, dict[str, object]]]:
        desk, host = self._desk, self._host
        self._wait(lambda: self._bridge.job is None)
        host.lead_there()
        self._live()
        if not self._comes(lambda: not pointed_at(self._window, step.point).isEmpty() and host.panel.near == "here"):
            yield "unseen", {"control": step.point}
        desk.look()
        if desk.state == "had":
            yield "true-before", {}
        for number, answer in enumerate(step.answer, 1):
            try:
                for until in host.hands.carry_out([answer]):
                    self._wait(until)
                self._live()
            except StudioError as error:
                yield "refused", {"action": answer["do"], "why": of_error(error)}
                return
            desk.look()
            if step.check is not None and desk.state == "ticked" and number < len(step.answer):
                yield "true-early", {"action": answer["do"]}
                return
        if step.check is not None and desk.state != "ticked":
            yield "never-true", {}

    def _open_song(self, loaded: Loaded) -> None:
        """A song with what the lesson asks for, as people bring it along. StudioError."""
        bridge, start = self._bridge, loaded.lesson.start
        self._wait(lambda: bridge.job is None and not bridge.link.recording)
        bridge.link.stop()
        bridge.new_song()
        made = bridge.shelf.create_folder(bridge.song)
        room = LessonRoom(made.path, bridge.shelf.places.cache, start)
        _commit(made, room)
        bridge.open_song(made.path)
        self._wait(lambda: bridge.job is None and bridge.opened.path == made.path)
        self._wait(lambda: bridge.sound.is_open)

    def _live(self) -> None:
        """Let what is on its way arrive, and the window lay itself out."""
        for _ in range(2):
            self._bridge.link.poll()
            QApplication.processEvents()

    def _wait(self, until: Wait) -> None:
        """StudioError("engine-gone") after a generous while."""
        if not self._comes(until, _PATIENCE_S):
            raise StudioError("engine-gone")

    def _comes(self, until: Wait, within_s: float = _LAYS_OUT_S) -> bool:
        """Let the window live until something holds, and say whether it did."""
        deadline = time.monotonic() + within_s
        while True:
            QApplication.processEvents()
            if until():
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(_LOOK_S)


def _commit(folder: SongFolder, room: LessonRoom) -> None:
    folder.commit(room.song, "edit-set-title")
    folder.save()
    folder.close()


def check(lessons: Iterable[Loaded], tell: Callable[[float], None] = lambda share: None) -> list[Finding]:
    """Every lesson in a window of its own that nobody sees; nothing is left of it. For a process without a window."""
    from ui import style
    from ui.widgets import accessible

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["rapstudio"])
    style.prepare(app)
    style.look.wear("dark", calm=False)
    accessible.install()
    home = tempfile.mkdtemp(prefix="rs-")
    before = {name: os.environ.get(name) for name in ("RAPSTUDIO_HOME", "XDG_RUNTIME_DIR")}
    os.environ |= dict.fromkeys(before, home)
    try:
        return _checked(tuple(lessons), tell)
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
        shutil.rmtree(home, ignore_errors=True)


def _checked(lessons: tuple[Loaded, ...], tell: Callable[[float], None]) -> list[Finding]:
    from studio.engine.choice import DEMO_WISH
    from studio.engine.client import EngineClient
    from ui.bridge import Bridge
    from ui.main_window import MainWindow
    from ui.shelf import Shelf

    shelf = Shelf()
    client = EngineClient(shelf.places.runtime)
    client.start()
    bridge = Bridge(shelf, client, DEMO_WISH)
    window = MainWindow(bridge)
    window.resize(1366, 768)
    window.show()
    found: list[Finding] = []
    try:
        robot = WindowRobot(window)
        for number, loaded in enumerate(lessons, 1):
            found += robot.play(loaded)
            tell(number / len(lessons))
    finally:
        window.close()
        window.deleteLater()
        bridge.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        client.close()
    return found
