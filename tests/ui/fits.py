"""What does not fit: texts that are cut off, and texts on top of each other."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

from ui.widgets.track_header import ElidedLabel

SCALES = {100: (1366, 768), 150: (910, 512), 200: (683, 384)}
"""What is left of 1366 × 768 in logical pixels at each scale."""


def shown(root: QWidget, kind: type = QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(kind) if widget.isVisibleTo(root) and not widget.isHidden()]


def cut_off(widget: QWidget) -> str:
    """What of a widget's own text does not fit into it; empty if all does."""
    if isinstance(widget, ElidedLabel):
        return ""  # names that people gave may be shortened; the whole is in the tooltip
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            fits = widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            fits = widget.sizeHint().width() <= widget.width() and widget.sizeHint().height() <= widget.height()
        return "" if fits else f"label {widget.text()!r} {widget.size()} wants {widget.sizeHint()}"
    if isinstance(widget, QAbstractButton) and widget.text():
        fits = widget.sizeHint().width() <= widget.width() and widget.sizeHint().height() <= widget.height()
        return "" if fits else f"button {widget.text()!r} {widget.size()} wants {widget.sizeHint()}"
    if isinstance(widget, QTabBar):
        last = widget.tabRect(widget.count() - 1)
        return "" if widget.rect().contains(last) else f"tabs {widget.size()} want {last}"
    return ""


def overlapping(root: QWidget) -> str:
    """Two texts on top of each other, or a text outside of what holds it and cannot be scrolled to."""
    placed = []
    for widget in shown(root):
        if isinstance(widget, QLabel | QAbstractButton) and widget.text() and not widget.visibleRegion().isEmpty():
            placed.append((QRect(widget.mapTo(root, QPoint()), widget.size()), widget))
    for (one, first), (other, second) in itertools.combinations(placed, 2):
        common = one.intersected(other)
        if common.width() > 2 and common.height() > 2 and not first.isAncestorOf(second):
            seen = first.visibleRegion().translated(first.mapTo(root, QPoint())).intersected(
                second.visibleRegion().translated(second.mapTo(root, QPoint()))
            )  # fmt: skip
            if not seen.isEmpty():
                return f"{first.text()!r} and {second.text()!r} at {common}"
    return ""
