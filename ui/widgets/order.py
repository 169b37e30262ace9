"""The order in which the Tab key goes through a window: as it is laid out, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def lay_tab_order(parts: Iterable[QWidget]) -> None:
    """Have Tab go through these parts of one window in this order, and through each as its layouts have it."""
    chain = [widget for part in parts for widget in _inside(part)]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    proxy = widget.focusProxy()
    passes_on = proxy is not None and widget.isAncestorOf(proxy)  # Tab stops there too, and goes on to its proxy
    if passes_on or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QScrollArea) and widget.widget() is not None:
        yield from _inside(widget.widget())
    elif isinstance(widget, QStackedWidget):
        for index in range(widget.count()):
            yield from _inside(widget.widget(index))
    elif widget.layout() is not None:
        yield from _laid(widget.layout())


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item.widget() is not None:
            yield from _inside(item.widget())
        elif item.layout() is not None:
            yield from _laid(item.layout())
