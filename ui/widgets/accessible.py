"""What painted widgets say to screen readers: one interface that asks the widget."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget


class Part(NamedTuple):
    """A thing inside a painted widget: its name and its place in the widget's coordinates."""

    name: str
    box: QRect


class Painted(QWidget):
    """Base of widgets that draw themselves: says what role it plays, its value in words, and its parts."""

    accessible_role = QAccessible.Role.Graphic

    def accessible_value(self) -> str:
        """What it shows now, in words."""
        return ""

    def accessible_parts(self) -> list[Part]:
        """The things drawn inside it that a person may want to hear of."""
        return []


class _PartInterface(QAccessibleInterface):
    """The n-th part of a painted widget; not valid when there are fewer now."""

    def __init__(self, owner: _PaintedInterface, index: int) -> None:
        super().__init__()
        self._owner, self._index = owner, index

    def _part(self) -> Part | None:
        parts = self._owner.parts()
        return parts[self._index] if self._index < len(parts) else None

    def isValid(self) -> bool:
        return self._part() is not None

    def object(self) -> QObject | None:
        return None

    def window(self) -> object:
        return None

    def parent(self) -> QAccessibleInterface:
        return self._owner

    def child(self, index: int) -> None:
        return None

    def childAt(self, x: int, y: int) -> None:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        part = self._part()
        return self._owner.on_screen(part.box) if part else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def text(self, kind: QAccessible.Text) -> str:
        part = self._part()
        return part.name if part and kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        pass


class _PaintedInterface(QAccessibleInterface):
    def __init__(self, widget: Painted) -> None:
        super().__init__()
        self._widget = widget
        self._parts: list[_PartInterface] = []
        """Made once per place and kept: screen readers hold on to them."""

    def parts(self) -> list[Part]:
        return self._widget.accessible_parts()

    def on_screen(self, box: QRect) -> QRect:
        return QRect(self._widget.mapToGlobal(box.topLeft()), box.size())

    def isValid(self) -> bool:
        return True

    def object(self) -> QObject:
        return self._widget

    def window(self) -> object:
        return self._widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:
        return QAccessible.queryAccessibleInterface(self._widget.parentWidget())

    def child(self, index: int) -> QAccessibleInterface | None:
        if not 0 <= index < self.childCount():
            return None
        while len(self._parts) <= index:
            self._parts.append(_PartInterface(self, len(self._parts)))
        return self._parts[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        at = self._widget.mapFromGlobal(QPoint(x, y))
        for index, part in enumerate(self.parts()):
            if part.box.contains(at):
                return self.child(index)
        return None

    def childCount(self) -> int:
        return len(self.parts())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((index for index, part in enumerate(self._parts) if part is child), -1)

    def rect(self) -> QRect:
        return self.on_screen(self._widget.rect())

    def role(self) -> QAccessible.Role:
        return self._widget.accessible_role

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = self._widget.focusPolicy() != self._widget.focusPolicy().NoFocus
        state.focused = self._widget.hasFocus()
        state.invisible = not self._widget.isVisible()
        state.disabled = not self._widget.isEnabled()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._widget.accessibleName()
        if kind == QAccessible.Text.Description:
            return self._widget.accessibleDescription()
        if kind == QAccessible.Text.Value:
            return self._widget.accessible_value()
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        pass


_made: dict[int, _PaintedInterface] = {}
"""Keeps the Python half of each interface for as long as its widget lives."""


def _factory(class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(thing, Painted):
        return None
    key = id(thing)
    _made[key] = interface = _PaintedInterface(thing)
    thing.destroyed.connect(lambda: _made.pop(key, None))
    return interface


def install() -> None:
    """Teach Qt about painted widgets, once per process."""
    QAccessible.installFactory(_factory)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something now."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
