"""The view Scene: the songs of the set in their order, rehearsing, and the folder that goes to the concert."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.files import ask_for_folder
from ui.i18n import t
from ui.prompter import Prompter
from ui.stage_desk import COPIES
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button
from ui.widgets.keys import OwnKeys

_JOBS = ("stage", "copy")
_LEAST_ROWS, _ROW_PX = 3, 44


class Rows(QListWidget):
    """The songs; Alt with an arrow moves the chosen one, Delete takes it off."""

    moved = Signal(int)
    """So many places later."""
    dropped = Signal()
    _MOVES: ClassVar = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
    _DROPS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)

    def __init__(self) -> None:
        super().__init__()
        OwnKeys(self, lambda event: self._moves(event) or event.key() in self._DROPS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._moves(event):
            self.moved.emit(self._MOVES[Qt.Key(event.key())])
        elif event.key() in self._DROPS:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _moves(self, event: QKeyEvent) -> bool:
        return event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in self._MOVES


class StageView(QScrollArea):
    """Three cards from top to bottom, in the order of the work: rehearse, the set, the folder and its copies."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge, self._desk = bridge, bridge.stage
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rehearse = Button("rehearse", "microphone", "primary")
        self.add = Button("scene-add", "plus")
        self.earlier, self.later = Button("scene-earlier", "", "plain"), Button("scene-later", "", "plain")
        self.remove = Button("scene-remove", "close", "quiet")
        self.list = Rows()
        self.make, self.copy = Button("scene-make", "finish"), Button("scene-copy", "folder")
        self.cancel = Button("cancel", "close")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self._sign, self._state = Sign("info", "secondary"), QLabel(wordWrap=True)
        self._headings = {name: QLabel() for name in ("rehearse", "set", "folder")}
        self._abouts = {name: QLabel(wordWrap=True) for name in self._headings}
        inside = QWidget()
        inside.setMaximumWidth(theme.PAGE)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._card("rehearse", self.rehearse))
        self._column.addWidget(self._card("set", self.list, self.add, self.earlier, self.later, self.remove))
        self._column.addWidget(self._card("folder", self._state_row(), self.make, self.copy, self.cancel))
        self._column.addStretch(1)
        self.setWidget(inside)
        self._wire()
        self.set_compact(False)

    def first_focus(self) -> QWidget:
        return self.cancel if self.cancel.isVisibleTo(self) else self.rehearse

    def show_song(self) -> None:
        """The open song or the list has changed."""
        titles, place = self._desk.titles(), self.list.currentRow()
        rows = [t("scene-row", number=number, title=title) for number, title in enumerate(titles, 1)]
        if [self.list.item(row).text() for row in range(self.list.count())] != rows:
            self.list.clear()
            self.list.addItems(rows)
            self.list.setCurrentRow(min(max(place, 0), len(rows) - 1))
        self.list.setFixedHeight(max(len(rows), _LEAST_ROWS) * _ROW_PX + 4)
        self.rehearse.setEnabled(self._bridge.can_play)
        self.add.setEnabled(not self._desk.holds_song())
        self._show_hands()
        self.show_job()

    def show_job(self) -> None:
        """Take over how far the bridge's work is."""
        job, desk = self._bridge.job, self._desk
        running = job is not None and job.kind in _JOBS
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        if running and job is not None:
            self.progress.setValue(round(job.share * 1000))
        self.make.setEnabled(bool(desk.list.numbers) and job is None)
        self.copy.setEnabled(desk.is_made and job is None)
        copies = len(desk.copied_to)
        safe = desk.is_made and copies >= COPIES
        self._sign.show_icon(*(("check", "ok") if safe else ("info", "secondary")))
        state = "none" if not desk.is_made else "made" if not copies else "copied"
        self._state.setText(t(f"scene-state-{state}", copies=copies, wanted=COPIES))

    def set_compact(self, compact: bool) -> None:
        self._column.setSpacing(8 if compact else 16)
        for about in self._abouts.values():
            about.setVisible(not compact)

    def retranslate(self) -> None:
        for name, heading in self._headings.items():
            heading.setText(t(f"scene-part-{name}"))
            self._abouts[name].setText(t(f"scene-part-{name}.text"))
        self.list.setAccessibleName(t("scene-set"))
        self.list.setAccessibleDescription(t("scene-set.help"))
        self.list.setWhatsThis(t("scene-set.help"))
        self.progress.setAccessibleName(t("scene-progress"))
        self.show_song()

    def _wire(self) -> None:
        bridge, desk = self._bridge, self._desk
        self.rehearse.clicked.connect(self._rehearse)
        self.add.clicked.connect(desk.add_song)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.make.clicked.connect(desk.make)
        self.copy.clicked.connect(self._copy)
        self.cancel.clicked.connect(bridge.tasks.cancel)
        self.list.currentRowChanged.connect(lambda row: self._show_hands())
        self.list.moved.connect(self._move)
        self.list.dropped.connect(self._remove)
        desk.changed.connect(self.show_song)

    def _move(self, by: int) -> None:
        place = self.list.currentRow()
        if place >= 0:
            self._desk.move(place, by)
            self.list.setCurrentRow(min(max(place + by, 0), self.list.count() - 1))

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self._desk.remove(self.list.currentRow())

    def _show_hands(self) -> None:
        place, last = self.list.currentRow(), self.list.count() - 1
        self.earlier.setEnabled(place > 0)
        self.later.setEnabled(0 <= place < last)
        self.remove.setEnabled(place >= 0)

    def _rehearse(self) -> None:
        prompter = Prompter(self._bridge, self)
        prompter.setWindowState(Qt.WindowState.WindowFullScreen)
        prompter.exec()
        prompter.deleteLater()

    def _copy(self) -> None:
        folder = ask_for_folder(self, self._bridge.shelf.import_folder)
        if folder:
            self._desk.copy_to(Path(folder))

    def _state_row(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._state, 1)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.progress)
        return part

    def _card(self, name: str, *parts: QWidget) -> QWidget:
        """A heading, what it is for, everything that is no button, and the buttons in one row."""
        card = QFrame()
        card.setProperty("card", "true")
        self._headings[name].setProperty("rank", "strong")
        self._abouts[name].setProperty("tone", "secondary")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._headings[name])
        column.addWidget(self._abouts[name])
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for part in parts:
            if isinstance(part, Button):
                buttons.addWidget(part)
            else:
                column.addWidget(part)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return card
