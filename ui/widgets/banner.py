"""The calm strip that says what happened, with one button, and where such strips stand. Never a box in the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.notices import Notice
from ui.style import look, set_kind
from ui.widgets.accessible import announce
from ui.widgets.buttons import Button

_TONES = {"warning": ("warning", "warning"), "ok": ("check", "ok"), "note": ("info", "secondary")}
"""Tone → icon and its colour."""


class Sign(QWidget):
    """An icon that stands beside words and says nothing of its own."""

    def __init__(self, icon: str, colour: str = "text", size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._colour = icon, colour
        self.setFixedSize(size, size)

    def show_icon(self, icon: str, colour: str = "text") -> None:
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, self._icon, getattr(look.palette, self._colour), QRectF(self.rect()))


class Banner(QFrame):
    """Shows one `Notice` at a time, the latest; Esc or the cross puts it away."""

    acted = Signal(str)
    """The action of the notice whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._notice: Notice | None = None
        self._sign = Sign("info")
        self._text = QLabel(wordWrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = Button("action-ok")
        self._close = Button("banner-close", "close", "quiet", "Esc")
        row = self._row = QHBoxLayout(self)
        row.setSpacing(16)
        self.set_compact(False)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._button.clicked.connect(self._pressed)
        self._close.clicked.connect(self.put_away)
        self._close.setIconSize(QSize(20, 20))
        self.hide()

    def set_compact(self, compact: bool) -> None:
        """Hardly higher than what it says, where there is little room."""
        edge = 2 if compact else 8
        self._row.setContentsMargins(16, edge, 8, edge)

    @property
    def notice(self) -> Notice | None:
        """What it says now; None while it is put away."""
        return self._notice

    def tell(self, notice: Notice) -> None:
        """Show a notice instead of the one before."""
        self._notice = notice
        icon, colour = _TONES[notice.tone]
        self._sign.show_icon(icon, colour)
        set_kind(self, tone=notice.tone)
        self.retranslate()
        self.show()
        announce(self, self._text.text())

    def first_button(self) -> Button:
        """Where the keys go when the banner is entered."""
        return self._close if self._button.isHidden() else self._button

    def put_away(self) -> None:
        self._notice = None
        self._text.clear()
        self.setAccessibleName("")
        self.hide()

    def retranslate(self) -> None:
        if self._notice is None:
            return
        self._text.setText(self._notice.text())
        self.setAccessibleName(self._text.text())
        action = self._notice.action
        self._button.setVisible(bool(action))
        if action:
            self._button.say(f"action-{action}")
        self._close.setVisible(action != "ok")

    def _pressed(self) -> None:
        action = self._notice.action if self._notice else ""
        self.put_away()
        if action:
            self.acted.emit(action)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._sign.update()


class Notices(QWidget):
    """What is told above a room, below each other; of no height while nothing is."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._banners = [part for part in parts if isinstance(part, Banner)]
        for part in parts:
            self._column.addWidget(part)

    def set_compact(self, compact: bool) -> None:
        margin = 12 if compact else 24
        self._column.setContentsMargins(margin, 0 if compact else 12, margin, 0)
        for banner in self._banners:
            banner.set_compact(compact)

    def sizeHint(self) -> QSize:
        return QSize(0, 0) if self._column.isEmpty() else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0) if self._column.isEmpty() else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        return 0 if self._column.isEmpty() else super().heightForWidth(width)
