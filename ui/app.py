"""The window's process: one instance, its look and words, what happens when a slot raises, and a clean end."""

from __future__ import annotations

import logging
import signal
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui import i18n
from ui.qtfix import keep_singles_alive

_log = logging.getLogger(__name__)


class Faults(QObject):
    """A slot that raises must not close the window: it is logged without names or paths, and told calmly."""

    told = Signal()

    def install(self) -> None:
        sys.excepthook = self._raised

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.error("%s at %s", kind.__name__, " < ".join(places(trace)))
        self.told.emit()


def places(trace: TracebackType | None) -> list[str]:
    """Where an exception came through, innermost first: module and line, nothing of a person or a machine."""
    found = []
    while trace is not None:
        found.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found[::-1]


def main() -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    from ui.shelf import Shelf

    shelf = Shelf()
    i18n.use(shelf.settings.language)
    keep_singles_alive()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Rap Clinic Studio")

    from ui.instance import OnlyOne

    door = OnlyOne(shelf.places.runtime)
    if not door.claim():
        return 0
    faults = Faults()
    faults.install()

    from ui.bridge import Bridge

    bridge = Bridge(shelf)  # starts the engine process, which warms up while the window is built

    from ui import style
    from ui.main_window import MainWindow
    from ui.notices import Notice
    from ui.widgets import accessible
    from ui.widgets.focus import FocusRing

    style.prepare(app)
    style.look.wear(shelf.settings.theme, calm=shelf.settings.calm)
    accessible.install()
    FocusRing(app)
    window = MainWindow(bridge)
    faults.told.connect(lambda: bridge.told.emit(Notice("told-unexpected")))
    door.knocked.connect(window.raise_up)
    signal.signal(signal.SIGTERM, lambda *_: window.close())
    window.show()
    code = app.exec()
    bridge.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
