"""Buttons with a word, an icon and a help sentence, all three from one message id, and a row of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.i18n import t
from ui.style import look, set_kind

_INK = {"primary": "on_primary", "record": "record"}
"""Colour of the icon by kind of button; the others wear the text's."""


class EnterButton(QPushButton):
    """Enter presses it, or opens its menu (the space bar belongs to play and stop)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.menu() is not None:
                self.showMenu()
            else:
                self.click()
        else:
            super().keyPressEvent(event)


class Button(EnterButton):
    """A push button that says `t(message)`; `t(message.help)` is its tooltip, its description and its F1 help."""

    def __init__(
        self, message: str, icon: str = "", kind: str = "plain", key: str = "", parent: QWidget | None = None
    ) -> None:
        """`kind` is a row of the style sheet; `key` the shortcut shown with the help (set elsewhere)."""
        super().__init__(parent)
        self._message, self._icon, self._key = message, icon, key
        self._fields: dict[str, object] = {}
        self._of = ""
        self.setProperty("kind", kind)
        self.setIconSize(QSize(28, 28) if kind == "record" else QSize(24, 24))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()

    def say(self, message: str, icon: str | None = None, **fields: object) -> None:
        """Another word on the same button."""
        if (message, fields) == (self._message, self._fields) and icon in (None, self._icon):
            return
        self._message, self._fields = message, fields
        self._icon = self._icon if icon is None else icon
        self.retranslate()
        self._draw_icon()

    def name_for(self, of: str) -> None:
        """Say to screen readers which of several things it belongs to."""
        self._of = of
        self.retranslate()

    def kind(self, kind: str) -> None:
        """Another row of the style sheet."""
        set_kind(self, kind=kind)
        self._draw_icon()

    def retranslate(self) -> None:
        word = t(self._message, **self._fields)
        help_text = t(f"{self._message}.help")
        # The style sheet knows no gap between icon and word, so the gap is a space.
        self.setText(f" {word}" if self._icon else word)
        self.setAccessibleName(f"{word}, {self._of}" if self._of else word)
        self.setAccessibleDescription(help_text)
        self.setWhatsThis(help_text)
        key = QKeySequence(self._key).toString(QKeySequence.SequenceFormat.NativeText) if self._key else ""
        self.setToolTip(f"{help_text}  ({t(f'key-{key.lower()}') if key == 'Space' else key})" if key else help_text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._icon:
            return
        colours = look.palette
        ink = getattr(colours, _INK.get(self.property("kind"), "text"))
        if self.property("kind") == "record" and self.property("state") == "next":
            ink = colours.on_record
        checked = colours.text if self.property("kind") == "quiet" else colours.on_primary
        self.setIcon(icons.icon(self._icon, ink, checked if self.isCheckable() else "", colours.control))


class RecordButton(Button):
    """The one big button. Filled when recording is the next step, outlined otherwise, a thick frame while it runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("record", "record", "record", "R", parent)
        self.show_state("idle")

    def show_state(self, state: str) -> None:
        """`next`, `idle` or `running`; the light is steady in all of them."""
        if self.property("state") == state:
            return
        set_kind(self, state=state)
        if state == "running":
            self.say("stop-recording", "stop")
        else:
            self.say("record", "record")
        self._draw_icon()


class LetterButton(EnterButton):
    """A square toggle with one letter, as M and S on every mixer; the word stands in its name and help."""

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = message
        self._of = ""
        self.setProperty("kind", "letter")
        self.setCheckable(True)
        self.setFixedSize(44, 44)
        self.retranslate()

    def name_for(self, track: str) -> None:
        """Say which track it belongs to."""
        self._of = track
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(t(f"{self._message}.letter"))
        word = t(self._message)
        self.setAccessibleName(f"{word}, {self._of}" if self._of else word)
        self.setAccessibleDescription(t(f"{self._message}.help"))
        self.setWhatsThis(t(f"{self._message}.help"))
        self.setToolTip(t(f"{self._message}.help"))


def beside(*parts: QWidget | None, spacing: int = 12) -> QHBoxLayout:
    """Parts in a row; None takes the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
