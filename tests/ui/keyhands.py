"""What a lesson's answers say, done with keys alone: the Tab key to a control, and the keys that it takes there."""

from __future__ import annotations

from collections.abc import Callable

from desk import Desk
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QMenu, QTabBar, QWidget

from studio.lessons.actions import Answer

Press = tuple[Qt.Key, Qt.KeyboardModifier]
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT, RIGHT = (Qt.Key.Key_Left, NONE), (Qt.Key.Key_Right, NONE)
UP, DOWN = (Qt.Key.Key_Up, NONE), (Qt.Key.Key_Down, NONE)


class KeyHands:
    """A person without a mouse, at a desk where a lesson is open."""

    def __init__(self, desk: Desk, rows: dict[str, Callable[..., None]]) -> None:
        """`rows`: what is done for each row of `studio.lessons.actions.ACTIONS`, by its name."""
        self.desk, self.window, self.bridge = desk, desk.window, desk.bridge
        self._rows = rows

    def do(self, answer: Answer) -> None:
        """One action of an answer."""
        arguments = {name: value for name, value in answer.items() if name != "do"}
        self._rows[answer["do"]](self, **arguments)
        self.settle()

    def go(self) -> None:
        """Where the step's control stands, by the panel's own button; nothing where one is there already."""
        panel = self.window.lessons.panel
        if panel.go.isVisible():
            self.press(panel.go)
            self.desk.live(0.1)  # a view just turned to is laid out a little later

    def press(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Tab to a control, and press it."""
        self.desk.tab_to(widget)
        self.desk.press(key)

    def keys(self, *keys: Qt.Key, times: int = 1) -> None:
        """Keys where one is."""
        for key in keys * times:
            self.desk.press(key)

    def write(self, field: QLineEdit | QAbstractSpinBox, text: str, done: Qt.Key = Qt.Key.Key_Tab) -> None:
        """Tab to a line, write over what stands there, and leave it."""
        self.desk.tab_to(field)
        self.desk.press(Qt.Key.Key_A, CTRL)
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.desk.press(done)

    def room(self, number: int) -> None:
        """Ctrl and the number of a room, from 1."""
        self.desk.press(Qt.Key(Qt.Key.Key_0 + number), CTRL)

    def turn(self, tabs: QTabBar, place: int) -> None:
        """Tab to tabs, and with the arrows to one of them."""
        if tabs.currentIndex() != place:
            self.desk.tab_to(tabs)
            self.count(lambda: tabs.currentIndex(), place, more=RIGHT, less=LEFT)

    def count(self, now: Callable[[], int], wanted: int, *, more: Press, less: Press, most: int = 200) -> None:
        """Press one of two keys until a number is there."""
        for _ in range(most):
            if now() == wanted:
                return
            self.desk.press(*(more if now() < wanted else less))
        raise AssertionError(f"{now()} never became {wanted}")

    def choose(self, button: QWidget, *rows: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """A row of the menu that a control opens, with the arrows: the texts of the row and of those that lead to
        it."""
        left = list(rows)

        def look() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return
            for _ in menu.actions():
                if menu.activeAction() is not None and menu.activeAction().text().split("\t")[0] == left[0]:
                    break
                QTest.keyClick(menu, Qt.Key.Key_Down)
            else:
                timer.stop()
                menu.close()
                raise AssertionError(f"{left[0]} is not among {[action.text() for action in menu.actions()]}")
            left.pop(0)
            if not left:
                timer.stop()
            QTest.keyClick(menu, Qt.Key.Key_Right if left else Qt.Key.Key_Return)

        self.desk.tab_to(button)
        timer = QTimer(interval=20)
        timer.timeout.connect(look)
        timer.start()
        self.desk.press(key)
        self.desk.until(lambda: not timer.isActive(), "the menu")
        assert not left, left

    def idle(self) -> bool:
        return self.bridge.job is None and not self.bridge.measuring.kind

    def settle(self) -> None:
        """Let what is on its way arrive."""
        self.bridge.link.poll()
        QApplication.processEvents()
        self.bridge.lessons.look()
