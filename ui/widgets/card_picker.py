"""Sounds to choose from: a card for each, heard when it is pointed at or walked to by keys, taken by a press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import t
from ui.style import look, set_kind
from ui.widgets.banner import Sign
from ui.widgets.keys import OwnKeys
from ui.widgets.track_header import ElidedLabel

_CARD_WIDTH, _BRIEF_WIDTH = 250, 190
_HOVER_MS = 250
"""Whoever only passes over a card on the way to another hears nothing."""


class Words(NamedTuple):
    """What stands on a card, in the language in use."""

    name: str
    about: str


class Card(QPushButton):
    """A name, what it is like, and a sign while it is being heard."""

    pointed = Signal(str)
    left = Signal(str)
    walked = Signal(str, int)
    """An arrow key: a step to the side or, in multiples of the row, up and down."""

    def __init__(
        self, of: str, words: Callable[[str], Words], help_message: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.of = of
        """What it stands for."""
        self._words, self._help = words, help_message
        self.setProperty("kind", "card")
        self.setProperty("playing", "false")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name, self._about = ElidedLabel(), QLabel(wordWrap=True)
        self._name.setProperty("rank", "strong")
        self._about.setProperty("tone", "secondary")
        set_kind(self._about, rank="small")
        self._sign = Sign("sound", "text", 24)
        self._taken = Sign("check", "ok", 24)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._taken)
        self._row.addWidget(self._sign)
        self._taken.hide()
        self.toggled.connect(self._taken.setVisible)
        self._sign.hide()
        self.set_brief(False)
        for part in (self._name, self._about, self._sign, self._taken):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # On a card the space bar lets it be heard, as it plays and stops everywhere.
        OwnKeys(self, lambda event: event.key() == Qt.Key.Key_Space)
        self._soon = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._soon.timeout.connect(lambda: self.pointed.emit(self.of))

    def set_brief(self, brief: bool) -> None:
        """The name alone, on a low card; what it is like is said by the tooltip then."""
        self._brief = brief
        self._about.setVisible(not brief)
        set_kind(self, brief="true" if brief else "false")
        margin = 4 if brief else 8
        self._row.setContentsMargins(2 * margin, margin, 2 * margin, margin)
        for sign in (self._taken, self._sign):
            self._row.setAlignment(sign, Qt.AlignmentFlag.AlignVCenter if brief else Qt.AlignmentFlag.AlignTop)
        keep = self._sign.sizePolicy()
        keep.setRetainSizeWhenHidden(not brief)
        self._sign.setSizePolicy(keep)
        self.retranslate()

    def show_playing(self, on: bool) -> None:
        set_kind(self, playing="true" if on else "false")
        self._sign.setVisible(on)

    def retranslate(self) -> None:
        name, about = self._words(self.of)
        self._name.say(name)
        self._about.setText(about)
        self.setToolTip(about if self._brief else "")
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{about} {t(self._help)}")
        self.setWhatsThis(f"{about} {t(self._help)}")

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if not look.calm:
            self._soon.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._soon.stop()
        self.left.emit(self.of)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        if event.reason() in by_keys and not look.calm:
            self._soon.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._soon.stop()
        self.left.emit(self.of)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            (self.left if self.property("playing") == "true" else self.pointed).emit(self.of)
        elif event.key() in steps:
            across, down = steps[event.key()]
            self.walked.emit(self.of, across if across else down * self.parentWidget().columns)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)


class CardPicker(QWidget):
    """Cards side by side, as many in a row as there is room for."""

    previewed = Signal(str)
    """Let this one be heard; empty: no more."""
    chosen = Signal(str)

    def __init__(
        self,
        names: Sequence[str],
        words: Callable[[str], Words],
        help_message: str,
        *,
        checkable: bool = False,
        columns_at_most: int = 99,
        parent: QWidget | None = None,
    ) -> None:
        """`t(help_message)` says how cards are heard and taken; `checkable`: the one that was taken is shown."""
        super().__init__(parent)
        self.columns = 1
        self._columns_at_most = columns_at_most
        self._brief = False
        self.cards: list[Card] = []
        self._words, self._help, self._checkable = words, help_message, checkable
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 4, 4, 4)
        self._grid.setSpacing(12)
        self.show_names(names)

    def show_names(self, names: Sequence[str]) -> None:
        """Other cards than before, if they are others."""
        if [card.of for card in self.cards] == list(names):
            return
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [Card(name, self._words, self._help, self) for name in names]
        for card in self.cards:
            card.setCheckable(self._checkable)
            card.set_brief(self._brief)
            card.pointed.connect(self.previewed)
            card.left.connect(self._left)
            card.clicked.connect(lambda checked=False, name=card.of: self.chosen.emit(name))
            card.walked.connect(self._walk)
        self._lay()

    def set_brief(self, brief: bool) -> None:
        """Names alone, where there is little room for all of them."""
        if brief != self._brief:
            self._brief = brief
            for card in self.cards:
                card.set_brief(brief)
            self._grid.setSpacing(8 if brief else 12)
            self._lay()

    def show_playing(self, name: str) -> None:
        """Which one is being heard; empty for none."""
        for card in self.cards:
            card.show_playing(card.of == name)

    def show_chosen(self, name: str) -> None:
        """Which one was taken; empty for none."""
        for card in self.cards:
            card.setChecked(card.of == name)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        if self._fitting() != self.columns:
            self._lay()

    def _fitting(self) -> int:
        return min(max(self.width() // (_BRIEF_WIDTH if self._brief else _CARD_WIDTH), 1), self._columns_at_most)

    def _lay(self) -> None:
        self.columns = self._fitting()
        for card in self.cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // self.columns, place % self.columns)
        below = -(-len(self.cards) // self.columns)
        for row in range(max(self._grid.rowCount(), below + 1)):  # a grid keeps the rows it ever had
            self._grid.setRowStretch(row, 1 if row == below else 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self.columns else 0)

    def _left(self, name: str) -> None:
        if any(card.of == name and card.property("playing") == "true" for card in self.cards):
            self.previewed.emit("")

    def _walk(self, name: str, by: int) -> None:
        at = next(place for place, card in enumerate(self.cards) if card.of == name)
        if 0 <= at + by < len(self.cards):
            self.cards[at + by].setFocus(Qt.FocusReason.ShortcutFocusReason)
