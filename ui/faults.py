"""When a slot raises: the window stays, the log says where, and the person is told calmly."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler

_LOG_BYTES = 500_000
_log = logging.getLogger(__name__)


class Faults(QObject):
    """Takes over `sys.excepthook` and Qt's own messages. What it logs holds no names, no texts and no paths."""

    happened = Signal()

    def install(self) -> None:
        """From now on, for as long as this object lives."""
        sys.excepthook = self._raised
        qInstallMessageHandler(self._qt_said)

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("%s at %s", kind.__name__, " < ".join(places(trace)))
        self.happened.emit()

    def _qt_said(self, kind: QtMsgType, context: object, text: str) -> None:
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            _log.error("Qt: a critical message in %s", getattr(context, "function", None) or "?")


def places(trace: TracebackType | None) -> list[str]:
    """Where an exception came through, innermost first: module and line, nothing of a person or a machine."""
    found = []
    while trace is not None:
        found.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found[::-1]


class _Plain(logging.Formatter):
    """One line per record: the time, the level, the module and the words; never a traceback, which holds paths."""

    def format(self, record: logging.LogRecord) -> str:
        place = ""
        if record.exc_info and record.exc_info[0] is not None:
            place = f" ({record.exc_info[0].__name__} at {' < '.join(places(record.exc_info[2]))})"
        return f"{self.formatTime(record)} {record.levelname} {record.name}: {record.getMessage()}{place}"


def log_to(folder: Path) -> None:
    """Write warnings and worse to a small file that never grows beyond two of its kind."""
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(folder / "window.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_Plain())
    logging.getLogger().addHandler(handler)
