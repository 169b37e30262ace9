"""The top of a room: what comes next in large words, and undo and redo at its right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import t
from ui.style import set_kind
from ui.widgets.buttons import Button

_LOWER_PX = 4
"""So much lower the large sentence stands beside the tabs."""


class PageHead(QWidget):
    """A large sentence, a smaller one, and the buttons that belong to the whole song."""

    def __init__(
        self,
        message: str,
        *,
        action: Button | None = None,
        lead: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`action` is the next step itself, `lead` stands before the words."""
        super().__init__(parent)
        self._message = message
        self._fields: dict[str, object] = {}
        self.undo = Button("undo", "undo", "quiet", "Ctrl+Z")
        self.redo = Button("redo", "redo", "quiet", "Ctrl+Y")
        self.compact = False
        self._title = QLabel(wordWrap=True)
        self._title.setProperty("rank", "large")
        self._text = QLabel(wordWrap=True)
        self._text.setProperty("tone", "secondary")
        self._words = words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._text)
        for label in (self._title, self._text):
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._lead = lead
        if lead is not None:
            row.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
            row.addSpacing(8)
        row.addLayout(words, 1)
        for button in (self.undo, self.redo):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if action is not None:
            row.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def say(self, message: str, **fields: object) -> None:
        """Another sentence: `message` is the large one, `message.text` the one below."""
        if (message, fields) != (self._message, self._fields):
            self._message, self._fields = message, fields
            self.retranslate()

    def set_compact(self, compact: bool) -> None:
        """Only the large sentence, for a small screen; the buttons are in the menu then. Beside tabs it is written
        small: two lines of it are no higher than they are."""
        self.compact = compact
        if self._lead is not None:  # the tabs' words and the sentence stand on one line
            centre, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
            self._row.setAlignment(self._lead, centre if compact else top)
            self._words.setContentsMargins(0, 0 if compact else _LOWER_PX, 0, 0)
        set_kind(self._title, rank="strong" if compact and self._lead is not None else "large")
        self._text.setVisible(not compact)
        for button in (self.undo, self.redo):
            button.setVisible(not compact)

    def show_words(self, on: bool) -> None:
        """The sentences, or nothing where the tabs before them say it and fill the row."""
        self._title.setVisible(on)
        self._text.setVisible(on and not self.compact)

    def retranslate(self) -> None:
        self._title.setText(t(self._message, **self._fields))
        self._text.setText(t(f"{self._message}.text", **self._fields))


def lay_page(column: QVBoxLayout, compact: bool) -> None:
    """The margins of every room, and how far its head is from what stands below."""
    side = 12 if compact else 24
    column.setContentsMargins(side, 8 if compact else 20, side, 8 if compact else 16)
    column.setSpacing(8 if compact else 16)
