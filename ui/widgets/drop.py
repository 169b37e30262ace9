"""Where a beat is brought in: a wide place to drop a file on, with the button that opens the file dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from ui.i18n import t
from ui.style import set_kind
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button


def dropped_file(mime: QMimeData) -> Path | None:
    """The first local file of what is being dragged."""
    for url in mime.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None


class DropPlace(QFrame):
    """A framed empty place that says what may be put there."""

    wanted = Signal()
    """The button was pressed: open the file dialog."""
    dropped = Signal(Path)
    made = Signal()
    """The other button was pressed: make a beat instead."""

    def __init__(self, message: str, parent: QWidget | None = None, *, makes: bool = False) -> None:
        """`makes`: whether a beat can also be made from here."""
        super().__init__(parent)
        self._message = message
        self.setObjectName("empty")
        self.setAcceptDrops(True)
        self._sign = Sign("import", "secondary", 56)
        self._text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._text.setProperty("tone", "secondary")
        self.button = Button("import-beat", "import", "primary", "Ctrl+I")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        self._column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        self.make = Button("make-beat", "grid", "primary" if makes else "plain")
        self.make.setVisible(makes)
        if makes:
            self.button.kind("plain")
        hands = QWidget()
        self._hands = QBoxLayout(QBoxLayout.Direction.TopToBottom, hands)
        self._hands.setContentsMargins(0, 0, 0, 0)
        for button in (self.make, self.button):
            self._hands.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(hands, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._text)
        self._column.addStretch(1)
        self.button.clicked.connect(self.wanted)
        self.make.clicked.connect(self.made)
        self.retranslate()

    def set_compact(self, compact: bool) -> None:
        """Leave out the picture where there is little room, and lay the buttons beside each other."""
        self._sign.setVisible(not compact)
        self._column.setSpacing(4 if compact else 16)
        directions = QBoxLayout.Direction
        self._hands.setDirection(directions.LeftToRight if compact else directions.TopToBottom)
        self._hands.setSpacing(8 if compact else 16)
        self._column.setContentsMargins(8, 4, 8, 4)

    def retranslate(self) -> None:
        self._text.setText(t(self._message))
        self.setAccessibleName(t(self._message))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            set_kind(self, drop="true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_kind(self, drop="false")

    def dropEvent(self, event: QDropEvent) -> None:
        set_kind(self, drop="false")
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.dropped.emit(file)
