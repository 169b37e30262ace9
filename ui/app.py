"""The window's process, from its start to its end: `rapstudio` without a command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from studio.errors import StudioError

if TYPE_CHECKING:
    from studio.engine.client import EngineClient
    from ui.instance import OnlyOne
    from ui.shelf import Shelf

MEASURE = "RAPSTUDIO_MEASURE_START"
"""Set in the environment: end as soon as the window can play and record, on the demo device."""


def main() -> int:
    """Open the window and stay until it is closed; 0, or 1 if this machine gives the program no place to work in."""
    from ui import i18n
    from ui.instance import OnlyOne
    from ui.shelf import Shelf

    try:
        shelf = Shelf()
    except StudioError as error:
        i18n.use()
        print(i18n.of_error(error), file=sys.stderr)
        return 1
    door = OnlyOne(shelf.places.runtime)
    if not door.claim():
        door.knock()
        return 0

    from studio.engine.client import EngineClient

    client = EngineClient(shelf.places.runtime)
    client.start()  # it warms up on a core of its own while Qt is loaded and the window is built
    try:
        return _run(shelf, door, client)
    finally:
        client.close()
        door.close()


def _run(shelf: Shelf, door: OnlyOne, client: EngineClient) -> int:
    import signal

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from studio.engine.choice import DEMO_WISH
    from ui import i18n, style
    from ui.bridge import Bridge
    from ui.faults import Faults, log_to
    from ui.main_window import MainWindow
    from ui.notices import Notice
    from ui.widgets import accessible
    from ui.widgets.focus import FocusRing

    log_to(shelf.places.logs)
    faults = Faults()
    faults.install()
    i18n.use(shelf.settings.language)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Rap Clinic Studio")
    app.setDesktopFileName("rap-clinic-studio")
    measured = bool(os.environ.get(MEASURE))
    bridge = Bridge(shelf, client, DEMO_WISH if measured else shelf.settings.device)
    style.prepare(app)
    style.look.wear(shelf.settings.theme, calm=shelf.settings.calm)
    accessible.install()
    FocusRing(app)
    window = MainWindow(bridge)
    faults.happened.connect(lambda: bridge.told.emit(Notice("told-unexpected")))
    door.listen(window.raise_up)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(
            number, lambda *_: QTimer.singleShot(0, window.close)
        )  # once the loop runs, however soon it comes
    window.show()
    QTimer.singleShot(0, bridge.settle_in)
    if measured:
        bridge.sound.changed.connect(lambda: window.close() if bridge.sound.is_open else None)
    code = app.exec()
    bridge.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
