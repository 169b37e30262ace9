"""One window per person and machine: a second start raises the first window and ends."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.disk import lock_descriptor

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 2000


class OnlyOne:
    """The door of a runtime folder. Loads Qt only to knock or to listen, so that the claim costs nothing at start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # A name, not a path: on Windows it is a pipe, elsewhere a socket that only this user may open.
        self._name = f"rapstudio-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
        self._descriptor = -1
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Hold the door for as long as this process lives; False if another one does."""
        self._descriptor = os.open(self._folder / "window", os.O_RDWR | os.O_CREAT, 0o600)
        if lock_descriptor(self._descriptor):
            return True
        os.close(self._descriptor)
        return False

    def knock(self) -> None:
        """Ask the window that holds the door to come to the front."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT_MS):
            socket.disconnectFromServer()

    def listen(self, knocked: Callable[[], None]) -> None:
        """Have a function called whenever somebody starts the program again."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # what a window that was killed has left
        server = self._server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def met() -> None:
            while (socket := server.nextPendingConnection()) is not None:
                socket.deleteLater()
                knocked()

        server.newConnection.connect(met)
        server.listen(self._name)

    def close(self) -> None:
        """Leave the door to whoever starts next."""
        if self._server is not None:
            self._server.close()
        os.close(self._descriptor)
