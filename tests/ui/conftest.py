"""A window without a screen, and a watch: whatever logs a warning, Qt or Python, fails the test that was running."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("RAPSTUDIO_LANG", None)

from desk import Desk, own_home, write_beat
from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from ui import i18n, style

_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
_NOT_OURS = ("This plugin does not support",)
"""What the offscreen platform says about itself."""


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))


@pytest.fixture(scope="session")
def app() -> QApplication:
    """The one QApplication of the session, dressed as the program's own."""
    made = QApplication.instance() or QApplication(["rapstudio"])
    style.prepare(made)
    from ui.widgets import accessible
    from ui.widgets.focus import FocusRing

    accessible.install()
    QAccessible.setActive(True)  # as if a screen reader were listening
    made.focus_ring = FocusRing(made)
    return made


_HEARD: dict[bytes, Any] = {}
"""What was heard of beats, by the digests of their files."""


@pytest.fixture(scope="session", autouse=True)
def listens_once() -> Iterator[None]:
    """A beat that many tests bring in is listened to by the first of them; the others remember what it heard, for
    listening takes seconds of a process."""
    from ui import worker

    listen = worker.listen

    def remembered(file: Path, *how: Any, **more: Any) -> Any:
        digest = hashlib.sha256(file.read_bytes()).digest()
        if digest not in _HEARD:
            _HEARD[digest] = listen(file, *how, **more)
        return _HEARD[digest]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "listen", remembered)
        yield


@pytest.fixture
def unheard() -> None:
    """For tests of the listening itself: nothing is remembered."""
    _HEARD.clear()


@pytest.fixture(autouse=True)
def strict_text() -> Iterator[None]:
    """A missing text raises, and each test begins in bokmål."""
    i18n.strict = True
    i18n.use("nb")
    yield
    i18n.strict = False
    i18n.use("nb")


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[_Warnings]:
    """Fail the test if anything warned while it ran, or raised inside a slot."""
    seen = _Warnings()
    logging.getLogger().addHandler(seen)
    before_qt = qInstallMessageHandler(
        lambda kind, context, text: (
            None if kind in _QUIET or text.startswith(_NOT_OURS) else seen.texts.append(f"Qt: {text}")
        )
    )
    before_hook = sys.excepthook
    sys.excepthook = lambda kind, error, trace: seen.texts.append(f"raised in a slot: {kind.__name__}: {error}")
    yield seen
    sys.excepthook = before_hook
    qInstallMessageHandler(before_qt)
    logging.getLogger().removeHandler(seen)
    assert not seen.texts, seen.texts


home = pytest.fixture(own_home)


@pytest.fixture
def desk(app: QApplication, home: Path) -> Iterator[Desk]:
    """A desk of this test's own."""
    made = Desk(home)
    yield made
    made.close()


@pytest.fixture(scope="module")
def lasting_desk(app: QApplication) -> Iterator[Desk]:
    """One desk with sound for a file of tests, each of which begins with a song of its own or with `renewed`."""
    with contextlib.closing(own_home()) as homes:
        made = Desk(next(homes))
        made.sound_ready()
        yield made
        made.close()


@pytest.fixture
def renewed(lasting_desk: Desk) -> Desk:
    """As good as a desk of this test's own, for a tenth of what one costs."""
    lasting_desk.renew()
    return lasting_desk


@pytest.fixture(scope="module")
def shared_desk(app: QApplication) -> Iterator[Desk]:
    """One desk for tests that only look, with a beat and a take on it."""
    i18n.strict = True
    with contextlib.closing(own_home()) as homes:
        made = Desk(next(homes))
        made.sound_ready()
        beat = made.home / "Natt i Oslo 92 BPM.wav"
        write_beat(beat)
        made.import_by_keys(beat)
        made.press(Qt.Key.Key_R)
        made.until(lambda: made.bridge.moment.take_frames > 48_000, "a second of recording")
        made.press(Qt.Key.Key_R)
        made.until(lambda: made.bridge.song.takes, "the take")
        yield made
        made.close()


@pytest.fixture
def studio_home(tmp_path: Path) -> Path:
    """Where `rapstudio` keeps its things in this test."""
    return tmp_path / "home"


@pytest.fixture
def studio(studio_home, monkeypatch, capsys):
    """Runs `rapstudio` in this process, its things in a folder of its own; what it said."""
    monkeypatch.setenv("RAPSTUDIO_HOME", str(studio_home))
    monkeypatch.setenv("COLUMNS", "200")

    from ui import cli

    def run(*words, code=0, lang="nb"):
        monkeypatch.setenv("RAPSTUDIO_LANG", lang)
        monkeypatch.setattr(sys, "argv", ["rapstudio", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert ended.value.code == code, said
        return said.out + said.err

    return run
