"""A row of tabs, one for each of some tracks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from ui.i18n import t


class TrackTabs(QTabBar):
    """Says which track was chosen; `t(message)` is what the row is called."""

    picked = Signal(str)

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = message
        self._ids: list[str] = []
        self.setProperty("kind", "views")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.currentChanged.connect(self._chosen)
        self.retranslate()

    def show_tracks(self, tracks: Sequence[tuple[str, str]], chosen: str) -> None:
        """Ids with names, in order; the one with the id `chosen` is the one chosen."""
        self.blockSignals(True)
        while self.count() > len(tracks):
            self.removeTab(self.count() - 1)
        while self.count() < len(tracks):
            self.addTab("")
        self._ids = [track_id for track_id, _ in tracks]
        for place, (track_id, name) in enumerate(tracks):
            self.setTabText(place, name)
            self.setAccessibleTabName(place, name)
            if track_id == chosen:
                self.setCurrentIndex(place)
        self.blockSignals(False)

    def retranslate(self) -> None:
        self.setAccessibleName(t(self._message))
        self.setAccessibleDescription(t(f"{self._message}.help"))
        self.setWhatsThis(t(f"{self._message}.help"))

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self.picked.emit(self._ids[place])
