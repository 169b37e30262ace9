"""A box to tick, in a window where the space bar plays the song."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.widgets.keys import OwnKeys


class Tick(QCheckBox):
    """While it has the keys, the space bar is its own; Ctrl and the space bar still play."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        OwnKeys(self, lambda event: event.key() == Qt.Key.Key_Space and not event.modifiers())
