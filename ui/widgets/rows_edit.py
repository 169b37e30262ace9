"""Rows that a person writes: names with a role, a share, a tick. One may be added and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from studio.params import Param
from ui.i18n import t
from ui.widgets.buttons import Button
from ui.widgets.number import NumberBox
from ui.widgets.tick import Tick

_PERCENT = Param("form", "share_percent", "%", 0.0, 100.0, 0.0, "linear")


class Column(NamedTuple):
    """One field of a row."""

    field: str
    message: str
    """`t(message)` names it, `t(message.help)` helps."""
    choices: tuple[str, ...] = ()
    """`t(<message>-<choice>)` of each; none for what is written by hand."""


class RowsEdit(QWidget):
    """Rows of one kind of `studio.credits` part. Says `kept` with all of them when one was changed."""

    kept = Signal(tuple)

    def __init__(self, kind: type[Any], columns: Sequence[Column], add: str, parent: QWidget | None = None) -> None:
        """`t(add)` is the word on the button that adds a row."""
        super().__init__(parent)
        self._kind, self._columns = kind, tuple(columns)
        self._value: tuple[Any, ...] = ()
        self._rows: list[QWidget] = []
        self._editors: list[list[QWidget]] = []
        self._drops: list[Button] = []
        self._compact = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.add = Button(add, "plus")
        self.add.clicked.connect(self._add)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def editor(self, row: int, field: str) -> QWidget:
        """Where a field of a row is written."""
        return self._editors[row][next(n for n, column in enumerate(self._columns) if column.field == field)]

    def keys_of(self, row: int) -> QWidget:
        """Where the keys belong in a row: at its tick or its number, else at the first field that is empty; the button
        that adds one where there is no such row."""
        if not 0 <= row < len(self._editors):
            return next((each[0] for each in self._editors if not _text_of(each[0])), self.add)
        editors = self._editors[row]
        return next((one for one in editors if isinstance(one, QCheckBox | NumberBox)), editors[0])

    def drop(self, row: int) -> Button:
        """The button that takes a row away."""
        return self._drops[row]

    def show_rows(self, value: tuple[Any, ...]) -> None:
        """Show these; what is being written in a row that stays is left alone."""
        self._value = value
        while len(self._rows) > len(value):
            self._editors.pop()
            self._drops.pop()
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(value):
            self._make()
        for part, editors in zip(value, self._editors, strict=True):
            for column, editor in zip(self._columns, editors, strict=True):
                _show(editor, getattr(part, column.field))
        self.retranslate()

    def set_compact(self, compact: bool) -> None:
        """Below each other instead of side by side."""
        self._compact = compact
        way = QVBoxLayout.Direction.TopToBottom if compact else QVBoxLayout.Direction.LeftToRight
        for row in self._rows:
            row.layout().setDirection(way)

    def retranslate(self) -> None:
        for number, editors in enumerate(self._editors, 1):
            for column, editor in zip(self._columns, editors, strict=True):
                name = t("form-row", what=t(column.message), number=number)
                editor.setAccessibleName(name)
                editor.setAccessibleDescription(t(f"{column.message}.help"))
                editor.setWhatsThis(t(f"{column.message}.help"))
                if isinstance(editor, QLineEdit):
                    editor.setPlaceholderText(t(column.message))
                elif isinstance(editor, QCheckBox):
                    editor.setText(t(column.message))
                elif isinstance(editor, QComboBox):
                    for place, choice in enumerate(column.choices):
                        editor.setItemText(place, t(f"{column.message}-{choice}"))

    def _make(self) -> None:
        row = QWidget()
        way = QHBoxLayout.Direction.TopToBottom if self._compact else QHBoxLayout.Direction.LeftToRight
        layout = QHBoxLayout(row)
        layout.setDirection(way)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        editors: list[QWidget] = []
        for column in self._columns:
            default = getattr(self._kind(**{self._columns[0].field: ""}), column.field)
            editor = _editor(column, default)
            if isinstance(editor, QLineEdit):
                editor.editingFinished.connect(self._gather)
            elif isinstance(editor, QComboBox):
                editor.activated.connect(self._gather)
            elif isinstance(editor, QCheckBox):
                editor.clicked.connect(self._gather)
            else:
                editor.turned.connect(self._gather)
            editors.append(editor)
            layout.addWidget(editor, 2 if isinstance(editor, QLineEdit) else 1)
        drop = Button("form-drop", "close", "quiet")
        drop.clicked.connect(lambda: self._drop(row))
        layout.addWidget(drop)
        self._rows.append(row)
        self._editors.append(editors)
        self._drops.append(drop)
        self._column.insertWidget(self._column.count() - 1, row)

    def _gather(self, *_: object) -> None:
        value = tuple(
            msgspec.structs.replace(
                part,
                **{column.field: _said(editor, column) for column, editor in zip(self._columns, editors, strict=True)},
            )
            for part, editors in zip(self._value, self._editors, strict=True)
        )
        if value != self._value:
            self.kept.emit(value)

    def _add(self) -> None:
        self.kept.emit((*self._value, self._kind(**{self._columns[0].field: ""})))
        if self._editors:
            self._editors[-1][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: QWidget) -> None:
        at = self._rows.index(row)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit(self._value[:at] + self._value[at + 1 :])


def _editor(column: Column, default: object) -> QWidget:
    if column.choices:
        box = QComboBox()
        box.addItems([""] * len(column.choices))
        for place, choice in enumerate(column.choices):
            box.setItemData(place, choice)
        return box
    if isinstance(default, bool):
        return Tick()
    if isinstance(default, float):
        return NumberBox(_PERCENT, column.message, " %")
    line = QLineEdit()
    line.setMaxLength(300)
    line.setMinimumWidth(120)
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return line


def _show(editor: QWidget, value: object) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(editor.findData(value), 0))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, NumberBox):
        editor.show_value(value)
    elif isinstance(editor, QLineEdit) and not (editor.hasFocus() and editor.isModified()):
        editor.setText(str(value))


def _text_of(editor: QWidget) -> str:
    return editor.text().strip() if isinstance(editor, QLineEdit) else "-"


def _said(editor: QWidget, column: Column) -> object:
    if isinstance(editor, QComboBox):
        return editor.currentData()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, NumberBox):
        return editor.value()
    return editor.text().strip()
