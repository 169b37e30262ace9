"""The focus ring: one overlay that follows the keyboard focus, the same around standard and painted widgets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from ui import theme
from ui.style import look, visible_part

_GAP = 2
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)
_REACH = _GAP + theme.RING + 1


class Above(QWidget):
    """Lies above a window and is in nobody's way: every click goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()


class _Ring(Above):
    """Draws the ring around its own inside."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_REACH / 2, _REACH / 2, -_REACH / 2, -_REACH / 2)
        for colour, width in ((look.palette.focus_edge, theme.RING + 2), (look.palette.focus, theme.RING)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(box, 12, 12)


class FocusRing(QObject):
    """Shows the ring while a person moves by keys; a click hides it until the next key."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._by_keys = False
        self._widget: QWidget | None = None
        self._ring: _Ring | None = None
        app.installEventFilter(self)
        app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            if not self._by_keys:
                self._by_keys = True
                self._place()
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keys = False
            self._place()
        elif kind == QEvent.Type.ToolTip and look.calm:
            return True
        elif kind in _MOVES and self._by_keys and isinstance(watched, QWidget) and not isinstance(watched, _Ring):
            self._place()
        return False

    def ring_box(self) -> QRect | None:
        """Where the ring is now, in its window's coordinates; None while no ring is shown."""
        ring = self._ring
        return ring.geometry() if ring is not None and isValid(ring) and ring.isVisible() else None

    def _moved(self, old: QWidget | None, now: QWidget | None) -> None:
        self._widget = now
        if now is not None and self._by_keys:
            scroll_to(now)
        self._place()

    def _place(self) -> None:
        widget = self._widget
        if widget is None or not isValid(widget) or not self._by_keys or not widget.isVisible():
            self._hide()
            return
        window = widget.window()
        if not isinstance(window, (QMainWindow, QDialog)) or isinstance(widget, QMenu):
            self._hide()
            return
        seen = visible_part(widget, window)
        if seen.isEmpty():
            self._hide()
            return
        ring = self._ring
        if ring is None or not isValid(ring) or ring.parentWidget() is not window:
            self._hide()
            if ring is not None and isValid(ring):
                ring.deleteLater()
            ring = self._ring = _Ring(window)
        box = seen.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        ring.setGeometry(box.intersected(window.rect()))
        ring.raise_()
        ring.show()

    def _hide(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()


def scroll_to(widget: QWidget) -> None:
    """Have it seen in all that scrolls around it: Qt does so from inside of a scroll area, not on the way in."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and widget.height() <= above.viewport().height():
            above.ensureWidgetVisible(widget, 0, _REACH)
        above = above.parentWidget()
