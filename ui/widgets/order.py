"""The order in which the Tab key goes through a window: as it is laid out, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter

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
        yield from _laid(widget.layout(), widget)


def _laid(layout: QLayout, widget: QWidget) -> Iterator[QWidget]:
    """`widget` is the one whose layout it is, or is part of. Not by `itemAt`: PySide holds what that gives for valid
    when Qt has deleted it with a row that went, and gives it again for whatever is made at its address next."""
    parts = (*widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly), *layout.children())
    places = [layout.indexOf(part) for part in parts]
    for place, part in sorted(zip(places, parts, strict=True), key=itemgetter(0)):
        if place >= 0:
            yield from _laid(part, widget) if isinstance(part, QLayout) else _inside(part)
