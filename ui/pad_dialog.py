"""Which sound a pad plays: asked once for each pad that is new."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.beat_lanes import sound_title
from ui.bridge import Bridge
from ui.i18n import t
from ui.widgets.buttons import Button, beside


class PadDialog(QDialog):
    """The sounds of the kit; each is heard as it is walked over, Enter takes it."""

    def __init__(self, bridge: Bridge, port: str, note: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._port, self._note = bridge, port, note
        self.setWindowTitle(t("pad-dialog"))
        self.setMinimumSize(420, 380)
        heading = QLabel(t("pad-dialog"))
        heading.setProperty("rank", "large")
        about = QLabel(t("pad-dialog.text", name=port), wordWrap=True)
        about.setProperty("tone", "secondary")
        self.list = QListWidget()
        self.list.setAccessibleName(t("pad-dialog"))
        self.list.setAccessibleDescription(t("pad-dialog.help"))
        self.list.setWhatsThis(t("pad-dialog.help"))
        self.use = Button("pad-use", "check", "primary")
        self.nothing = Button("pad-nothing")
        self.cancel = Button("dialog-cancel", "", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        for part in (heading, about):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(beside(self.use, self.nothing, None, self.cancel))
        titles = bridge.beat.titles()
        self._drums = next((track.id for track in bridge.song.tracks if track.role == "drums"), "")
        for track_id, sound in bridge.beat.sounds():
            if track_id == self._drums:
                item = QListWidgetItem(sound_title(sound, titles))
                item.setData(Qt.ItemDataRole.UserRole, sound)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.list.currentItemChanged.connect(self._hear)
        self.list.itemActivated.connect(lambda item: self._take())
        self.use.clicked.connect(self._take)
        self.nothing.clicked.connect(lambda: self._choose(""))
        self.cancel.clicked.connect(self.reject)

    def _hear(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._bridge.beat.hear(self._drums, item.data(Qt.ItemDataRole.UserRole), 100)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._choose(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self, sound: str) -> None:
        self.accept()
        self._bridge.pads.choose(self._port, self._note, sound)
