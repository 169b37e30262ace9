"""Which song to open: the songs of this machine, the latest first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import i18n
from ui.bridge import Bridge
from ui.files import ask_for_folder
from ui.i18n import t
from ui.widgets.buttons import Button, beside


class SongsDialog(QDialog):
    """A list; Enter opens the song that is chosen."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(t("menu-open-song"))
        self.setMinimumSize(520, 300)
        heading = QLabel(t("songs"))
        heading.setProperty("rank", "large")
        self.list = QListWidget()
        self.list.setAccessibleName(t("songs"))
        self.list.setAccessibleDescription(t("songs.help"))
        self.list.setWhatsThis(t("songs.help"))
        self._none = QLabel(t("songs-none"))
        self._none.setProperty("tone", "secondary")
        self.open = Button("open", "folder", "primary")
        self.other = Button("open-other", "", "plain")
        self.cancel = Button("dialog-cancel", "", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        column.addLayout(beside(self.open, self.other, None, self.cancel))
        locale = QLocale(i18n.language())
        here = bridge.opened.path
        for found in bridge.shelf.songs():
            if found.path == here:
                continue
            when = QDateTime.fromSecsSinceEpoch(round(found.changed_s))
            item = QListWidgetItem(f"{found.title}  ·  {locale.toString(when, QLocale.FormatType.ShortFormat)}")
            item.setData(Qt.ItemDataRole.UserRole, str(found.path))
            self.list.addItem(item)
        found_any = self.list.count() > 0
        self.list.setVisible(found_any)
        self._none.setVisible(not found_any)
        self.open.setEnabled(found_any)
        if found_any:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        self.list.itemActivated.connect(lambda item: self._take())
        self.open.clicked.connect(self._take)
        self.other.clicked.connect(self._other)
        self.cancel.clicked.connect(self.reject)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self._bridge.open_song(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _other(self) -> None:
        folder = ask_for_folder(self, self._bridge.shelf.import_folder)
        if folder:
            self.accept()
            self._bridge.open_song(Path(folder))
