"""The soft ring round what a lesson points at, and the pointer that shows how something is done: both lie above the
window, let every click through and move nobody's mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import controls, theme
from ui.controls import Spot
from ui.style import look, visible_part
from ui.widgets.focus import Above, scroll_to

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_GAP = 3
_GLOW = 9
"""So far the glow reaches outside of the ring."""
_REACH = _GAP + theme.RING + _GLOW
_ROUND = 12
_LAID_MS = 60
_WAY_MS, _REST_MS = 900, 500
"""How long the pointer takes to a control, and rests there before it does anything."""
_ARROW = ((0.0, 0.0), (0.0, 25.0), (6.0, 19.5), (10.5, 29.0), (14.5, 27.0), (10.0, 18.0), (18.0, 17.5))


def part_seen(spot: Spot, window: QWidget) -> QRect:
    """What is seen of a place, in the window's coordinates; empty where nothing is."""
    if not spot.widget.isVisible() or not window.isAncestorOf(spot.widget):
        return QRect()
    seen = visible_part(spot.widget, window)
    if spot.part is not None:
        seen = seen.intersected(spot.part.translated(spot.widget.mapTo(window, QPoint())))
    return seen


def box_of(window: MainWindow, name: str) -> QRect:
    """Where a control is seen, in the window's coordinates; empty where it is not."""
    boxes = (part_seen(spot, window) for spot in controls.places_of(window, name))
    return next((box for box in boxes if not box.isEmpty()), QRect())


def pointed_at(window: MainWindow, name: str) -> QRect:
    """What the ring lies round: the control itself, or the tab that leads to it; empty where neither is seen."""
    if controls.is_near(window, name):
        return box_of(window, name)
    return part_seen(controls.door_to(window, name), window)


def show_place(window: MainWindow, name: str) -> None:
    """Go where a control stands, scroll it into view, and put the keys on it if it takes them."""
    controls.lead_to(window, name)
    for spot in controls.places_of(window, name):
        if spot.widget.isVisible():
            _bring_up(spot.widget)
            later = partial(_bring_up, spot.widget)  # a view just turned to is laid out a little later
            QTimer.singleShot(_LAID_MS, spot.widget, later)
            if spot.widget.focusPolicy() != Qt.FocusPolicy.NoFocus and spot.widget.isEnabled():
                spot.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def _bring_up(widget: QWidget) -> None:
    """Scroll it into view; of what is higher than there is room for, its top."""
    scroll_to(widget)
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and widget.height() > above.viewport().height():
            top = widget.mapTo(above.widget(), QPoint()).y() if above.widget().isAncestorOf(widget) else 0
            above.verticalScrollBar().setValue(top)
        above = above.parentWidget()


class LessonRing(Above):
    """Still: it is there or elsewhere, and never blinks. Follows what it lies round when `follow` is called."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.name = ""
        """The control that is pointed at; empty for none."""

    def point_at(self, name: str) -> None:
        """Point at another control, or at none."""
        self.name = name
        self.follow()

    def follow(self) -> None:
        """Lie where the control is now: it may have been scrolled, moved, or put away with its room."""
        box = pointed_at(self._window, self.name) if self.name else QRect()
        if box.isEmpty():
            self.hide()
            return
        around = box.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        if around != self.geometry() or self.isHidden():
            self.setGeometry(around)
            self.raise_()
            self.show()

    @property
    def inside(self) -> QRect:
        """What it lies round, in the window's coordinates; empty while it is hidden."""
        return QRect() if self.isHidden() else self.geometry().adjusted(_REACH, _REACH, -_REACH, -_REACH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(_GLOW, _GLOW, -_GLOW, -_GLOW)
        box.adjust(theme.RING / 2, theme.RING / 2, -theme.RING / 2, -theme.RING / 2)
        glow = QColor(look.palette.link)
        for step in range(_GLOW, 0, -1):
            glow.setAlphaF(0.16 * (1.0 - step / (_GLOW + 1)))
            painter.setPen(QPen(glow, theme.RING + 2 * step))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
        for colour, width in ((look.palette.background, theme.RING + 2), (look.palette.link, theme.RING)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(box, _ROUND, _ROUND)


class Ghost(Above):
    """A pointer that goes to a place and does something there. It is drawn: the mouse stays where it is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.resize(24, 34)
        self._then: Callable[[], object] = lambda: None
        self._way = QVariantAnimation(self)
        self._way.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._way.valueChanged.connect(self._moved)
        self._way.finished.connect(self._arrived)

    def go(self, start: QPoint, to: QPoint, then: Callable[[], object]) -> None:
        """Go from one place to another, rest, do something, and be gone. In calm mode it is there at once."""
        self._then = then
        self._way.stop()
        self._way.setDuration(_REST_MS if look.calm else _WAY_MS + _REST_MS)
        self._way.setKeyValues([])
        self._way.setStartValue(to if look.calm else start)
        if not look.calm:
            self._way.setKeyValueAt(_WAY_MS / (_WAY_MS + _REST_MS), to)
        self._way.setEndValue(to)
        self.move(to if look.calm else start)
        self.raise_()
        self.show()
        self._way.start()

    def stop(self) -> None:
        """Be gone, and do nothing."""
        self._then = lambda: None
        self._way.stop()
        self.hide()

    def _moved(self, at: object) -> None:
        if isinstance(at, QPoint):  # while the places of the way are set it tells of none
            self.move(at)

    def _arrived(self) -> None:
        then, self._then = self._then, lambda: None
        self.hide()
        then()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.palette.background), 2))
        painter.setBrush(QColor(look.palette.link))
        painter.drawPolygon(QPolygonF([QPointF(x + 2, y + 2) for x, y in _ARROW]))
