"""The tabs of a room that shows one thing in several ways."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTabBar, QWidget

from ui.i18n import t


class ViewTabs(QTabBar):
    """A tab for each view: `t(<message>-<view>)` with its help, all of them `t(<message>s)`."""

    def __init__(self, message: str, views: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message, self._views = message, tuple(views)
        self.setProperty("kind", "views")
        self.setExpanding(False)
        self.setDrawBase(False)
        for _ in views:
            self.addTab("")
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t(f"{self._message}s"))
        self.setAccessibleDescription(t(f"{self._message}s.help"))
        self.setWhatsThis(t(f"{self._message}s.help"))
        for place, view in enumerate(self._views):
            message = f"{self._message}-{view}"
            self.setTabText(place, t(message))
            self.setTabToolTip(place, t(f"{message}.help"))
            self.setTabWhatsThis(place, t(f"{message}.help"))
            self.setAccessibleTabName(place, t(message))
