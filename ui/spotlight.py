"""Leading a group: a clicker or a second keyboard turns the steps and moves the ring. The learner's mouse and keys stay
the learner's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QKeySequenceEdit,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from studio.storage import Settings
from ui.i18n import t
from ui.lesson_desk import LessonDesk
from ui.prefs import Prefs
from ui.widgets.buttons import Button, beside

HANDS = ("next", "back", "ring-on", "ring-back")
"""What the keys do, in the order of `Settings.lead_keys`."""


class Spotlight(QObject):
    """Hears its keys before anything else does, in every window of the program, while a lesson is led."""

    def __init__(self, desk: LessonDesk, prefs: Prefs, hands: Mapping[str, Callable[[], object]]) -> None:
        """`hands` says what each of `HANDS` does."""
        super().__init__(desk)
        self._desk, self._prefs, self._hands = desk, prefs, hands
        self._listens = False
        desk.changed.connect(self._led)

    def _led(self) -> None:
        app = QApplication.instance()
        if self._desk.led != self._listens and app is not None:
            self._listens = self._desk.led
            (app.installEventFilter if self._listens else app.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if QApplication.activeModalWidget() is not None:
            return False
        hand = self._hand(event)  # type: ignore[arg-type]
        if hand is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            hand()
        return True

    def _hand(self, event: QKeyEvent) -> Callable[[], object] | None:
        pressed = event.keyCombination()
        plain = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
        combined = QKeySequence(plain.value | pressed.key().value)
        for name, key in zip(HANDS, self._prefs.lead_keys, strict=True):
            if key and combined == QKeySequence(key):
                return self._hands[name]
        return None


class KeysDialog(QDialog):
    """Which keys lead: each is pressed where it is to stand."""

    def __init__(self, prefs: Prefs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefs = prefs
        self.setWindowTitle(t("lesson-keys"))
        heading, text = QLabel(t("lesson-keys")), QLabel(t("lesson-keys-text"), wordWrap=True)
        heading.setProperty("rank", "large")
        text.setProperty("tone", "secondary")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.edits: list[QKeySequenceEdit] = []
        for place, (hand, key) in enumerate(zip(HANDS, prefs.lead_keys, strict=True)):
            edit = QKeySequenceEdit(QKeySequence(key))
            edit.setMaximumSequenceLength(1)
            edit.setMinimumHeight(44)
            label = QLabel(t(f"lead-{hand}"))
            label.setBuddy(edit)
            edit.setAccessibleName(t(f"lead-{hand}"))
            edit.setAccessibleDescription(t("lesson-keys-text"))
            edit.setWhatsThis(t("lesson-keys-text"))
            grid.addWidget(label, place, 0)
            grid.addWidget(edit, place, 1)
            self.edits.append(edit)
        self.usual = Button("lead-usual", "", "quiet")
        self.close_button = Button("close", "check", "primary")
        self.cancel = Button("dialog-cancel", "", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(text)
        column.addLayout(grid)
        column.addLayout(beside(self.close_button, self.usual, None, self.cancel))
        self.setMinimumWidth(520)
        self.usual.clicked.connect(self._use_usual)
        self.cancel.clicked.connect(self.reject)
        self.close_button.clicked.connect(self._keep)

    def _use_usual(self) -> None:
        for edit, key in zip(self.edits, Settings().lead_keys, strict=True):
            edit.setKeySequence(QKeySequence(key))

    def _keep(self) -> None:
        portable = QKeySequence.SequenceFormat.PortableText
        self._prefs.lead_by(tuple(edit.keySequence().toString(portable) for edit in self.edits))
        self.accept()
