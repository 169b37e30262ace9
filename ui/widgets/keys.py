"""Keys that a widget has before the window's shortcuts of the same keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class OwnKeys(QObject):
    """Keeps some key presses for the widget that it is put on while that has the keys.

    A filter, because the binding may end the process where a handler raises below a Python override of `QWidget.event`:
    on Python 3.11 with every error that the interpreter itself raises, such as an index that is out of range.
    """

    def __init__(self, widget: QWidget, owns: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(widget)
        self._owns = owns
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not self._owns(event):  # type: ignore[arg-type]
            return False
        event.accept()
        return True
