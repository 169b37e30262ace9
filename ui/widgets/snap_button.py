"""What the edges of clips come to rest on, as a button that says it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from ui.clip_actions import fill_snap_menu
from ui.clip_desk import ClipDesk
from ui.widgets.buttons import Button


class SnapButton(Button):
    """Says the present choice; a press offers the others."""

    def __init__(self, desk: ClipDesk, parent: QWidget | None = None) -> None:
        super().__init__(f"snap-{desk.grid}", "grid", "quiet", "", parent)
        self._desk = desk
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: fill_snap_menu(menu, desk))
        self.setMenu(menu)
        desk.changed.connect(lambda: self.say(f"snap-{desk.grid}"))
