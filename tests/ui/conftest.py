"""A window without a screen, and a watch: whatever logs a warning, Qt or Python, fails the test that was running."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("RAPSTUDIO_LANG", None)

from PySide6.QtCore import QtMsgType, qInstallMessageHandler  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from ui import i18n, style  # noqa: E402

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
    made.focus_ring = FocusRing(made)
    return made


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
        lambda kind, context, text: None
        if kind in _QUIET or text.startswith(_NOT_OURS)
        else seen.texts.append(f"Qt: {text}")
    )
    before_hook = sys.excepthook
    sys.excepthook = lambda kind, error, trace: seen.texts.append(f"raised in a slot: {kind.__name__}: {error}")
    yield seen
    sys.excepthook = before_hook
    qInstallMessageHandler(before_qt)
    logging.getLogger().removeHandler(seen)
    assert not seen.texts, seen.texts
