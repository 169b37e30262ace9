"""The words of one line while they are being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from recorder.lyrics import pasted
from ui.i18n import t
from ui.widgets.keys import OwnKeys

_LONGEST = 1 << 20
"""Room for a whole song that is pasted."""


class WordsEdit(QLineEdit):
    """Enter or another place keeps the words, Esc leaves the old ones, Tab goes to a line beside."""

    kept = Signal(str)
    pasted = Signal(tuple)
    """Several lines came in at once."""
    turned = Signal(int)
    """To the next line, 1, or the one before, −1; the words were kept."""
    left = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setText(words)
        self.setAccessibleName(t("line-words"))
        self.setAccessibleDescription(t("line-words.help"))
        self.setWhatsThis(t("line-words.help"))
        self.selectAll()
        self._done = False
        self.editingFinished.connect(self._finish)
        self.textEdited.connect(self._cut)
        # Esc belongs to the words while they are being written, not to the window.
        OwnKeys(self, lambda event: event.key() == Qt.Key.Key_Escape)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._done:
            return super().focusNextPrevChild(forward)
        self._finish()
        self.turned.emit(1 if forward else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._done = True
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()  # the list below would choose a take with it

    def _cut(self, text: str) -> None:
        if len(text.splitlines()) < 2 or self._done:
            return
        lines = pasted(text)
        if len(lines) < 2:
            self.setText("".join(lines))
            return
        self._done = True
        self.pasted.emit(lines)
        self.left.emit()

    def _finish(self) -> None:
        if not self._done:
            self._done = True
            self.kept.emit(" ".join(pasted(self.text())) if self.text().strip() else "")
            self.left.emit()
