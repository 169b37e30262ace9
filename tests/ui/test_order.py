"""Tab goes through a window as it is laid out, also when rows of it come and go."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.flow import FlowLayout
from ui.widgets.order import lay_tab_order

pytestmark = pytest.mark.usefixtures("app")


def row_of(*names: str) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    for name in names:
        layout.addWidget(QPushButton(name))
    return row


def tabs_from(first: QPushButton) -> list[str]:
    """What Tab comes to, once round."""
    names, widget = [], first
    while True:
        if isinstance(widget, QPushButton):
            names.append(widget.text())
        widget = widget.nextInFocusChain()
        if widget is first:
            return names


def test_parts_follow_each_other_as_they_are_laid_out_and_not_as_they_were_made() -> None:
    window, buttons = QWidget(), {name: QPushButton(name) for name in "gfedcba"}
    column, beside, flow = QVBoxLayout(window), QHBoxLayout(), FlowLayout()
    stack, area = QStackedWidget(), QScrollArea()
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    column.addWidget(buttons["a"])
    column.addLayout(beside)
    beside.addWidget(buttons["b"])
    beside.addLayout(flow)
    flow.addWidget(buttons["c"])
    column.addStretch(1)
    column.addWidget(stack)
    stack.addWidget(row_of("s"))
    stack.addWidget(row_of("t"))
    column.addWidget(area)
    area.setWidget(row_of("u", "v"))
    column.addWidget(buttons["d"])
    column.insertWidget(0, buttons["e"])
    beside.insertWidget(1, buttons["f"])
    column.addWidget(buttons["g"])
    lay_tab_order((window,))
    assert tabs_from(buttons["e"]) == [*"eabfc", *"stuv", *"dg"]


def test_nothing_is_held_of_a_row_that_went() -> None:
    """What PySide still holds for valid it would give again for whatever is made at that address."""

    def held() -> int:
        return sum(
            isinstance(held, QLayoutItem) and not isinstance(held, QWidget) for held in shiboken6.getAllValidWrappers()
        )

    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QPushButton("first"))
    before = held()
    for _ in range(3):
        rows = [row_of("one", "two", "three") for _ in range(5)]
        for row in rows:
            column.addWidget(row)
        lay_tab_order((window,))
        for row in rows:
            column.removeWidget(row)
            row.deleteLater()
        del row, rows
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert held() == before
