"""What can be asked for by key or from the menu: two tables and the actions made from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui import i18n
from ui.i18n import t

KEYS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    # action, keys, is it a single letter or sign (those can be switched off)
    ("play-or-stop", ("Space", "Ctrl+Space"), False), ("record-or-stop", ("R",), True), ("mute-selected", ("M",), True),
    ("solo-selected", ("S",), True), ("count-in", ("C",), True), ("repeat", ("G",), True),
    ("hide-words", ("H",), True),
    ("zoom-in", ("+", "="), True), ("zoom-out", ("-",), True), ("to-start", ("Home",), False),
    ("new-song", ("Ctrl+N",), False),
    ("open-song", ("Ctrl+O",), False), ("import-beat", ("Ctrl+I",), False), ("finish", ("Ctrl+E",), False),
    ("undo", ("Ctrl+Z",), False), ("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), False), ("what-is-this", ("F1",), False),
    ("rename", ("F2",), False), ("next-panel", ("F6",), False), ("back", ("Esc",), False),
    ("room-1", ("Ctrl+1",), False), ("room-2", ("Ctrl+2",), False), ("room-3", ("Ctrl+3",), False),
    ("room-4", ("Ctrl+4",), False), ("quit", ("Ctrl+Q",), False),
    ("lessons", ("Ctrl+L",), False), ("lesson-next", ("Ctrl+Return", "Ctrl+Enter"), False),
)  # fmt: skip
MENU = (
    "lessons", "", "new-song", "open-song", "import-beat", "finish", "", "undo", "redo", "to-start", "count-in", "",
    "sound", "mic", "view", "", "quit",
)  # fmt: skip
VIEW = ("calm", "light", "letters", "", "nb", "en")
_CHECKED = ("count-in", "calm", "light", "letters", "nb", "en")
_REPEATED = ("undo", "redo", "zoom-in", "zoom-out")
"""Held down, these go on."""


class Actions:
    """The actions of a window by name, with their keys, and the menu they stand in."""

    def __init__(self, window: QWidget, menu: QMenu, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        self._view = QMenu(window)
        for name, handler in handlers.items():
            action = self._actions[name] = QAction(window)
            action.triggered.connect(lambda checked=False, do=handler: do())
            action.setCheckable(name in _CHECKED)
            action.setAutoRepeat(name in _REPEATED)
            window.addAction(action)
        for names, target in ((VIEW, self._view), (MENU, menu)):
            for name in names:
                if name == "view":
                    target.addMenu(self._view)
                elif name:
                    target.addAction(self._actions[name])
                else:
                    target.addSeparator()
        self.listen(letters=True)

    def listen(self, *, letters: bool) -> None:
        """Give each action its keys; those of a single letter only if they are wanted."""
        for name, keys, is_letter in KEYS:
            heard = keys if letters or not is_letter else ()
            self._actions[name].setShortcuts([QKeySequence(key) for key in heard])

    def check(self, name: str, on: bool) -> None:
        self._actions[name].setChecked(on)

    def enable(self, name: str, on: bool) -> None:
        self._actions[name].setEnabled(on)

    def retranslate(self) -> None:
        for name, action in self._actions.items():
            if i18n.has(f"menu-{name}"):
                action.setText(t(f"menu-{name}"))
        self._view.setTitle(t("menu-view"))
