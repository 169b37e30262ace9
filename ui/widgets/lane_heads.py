"""The heads of the step grid's rows: what each sounds like, and its mute button."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.song import Lane
from ui.beat_lanes import sound_title
from ui.i18n import t
from ui.style import look
from ui.widgets.buttons import LetterButton

WIDTH, COMPACT_WIDTH = 216, 160
_PADDING = 20
"""What lies around a name inside its button, both sides together."""


class NameButton(QPushButton):
    """A sound's name; pressed, the sound is heard. A name that is too long ends in …"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = self._told = ""
        self.setProperty("kind", "quiet")
        self.setStyleSheet("text-align: left; padding: 0px 8px;")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter on the grid does the same
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, name: str, *, muted: bool = False) -> None:
        """A name, and whether its sound is muted in the section whose pattern is seen."""
        self._name, self._told = name, t("lane-muted-here", sound=name) if muted else name
        self.setAccessibleName(t("lane-hear", sound=self._told))
        self.setAccessibleDescription(t("lane-hear.help"))
        self.setWhatsThis(t("lane-hear.help"))
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + _PADDING, 44)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, max(self.width() - _PADDING, 0))
        self.setText(shown)
        self.setToolTip(t("lane-hear.help") if shown == self._told else self._told)


_LIT_MS = 250


class LaneHead(QWidget):
    """One row's head."""

    heard = Signal()
    muted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = False
        self._lit = QTimer(self, singleShot=True, interval=_LIT_MS)
        self._lit.timeout.connect(self.update)
        self.name = NameButton()
        self.mute = LetterButton("lane-mute")
        self.mute.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # M on the grid does the same
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 6, 2)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.mute)
        self.name.clicked.connect(self.heard)
        self.mute.toggled.connect(self.muted)

    def show_lane(self, name: str, *, mute: bool, muted_here: bool = False) -> None:
        self.name.say(name, muted=muted_here)
        self.mute.name_for(name)
        self.mute.blockSignals(True)
        self.mute.setChecked(mute)
        self.mute.blockSignals(False)

    def show_current(self, current: bool) -> None:
        """Mark the row that the keys are on."""
        if current != self._current:
            self._current = current
            self.update()

    def show_hit(self) -> None:
        """Somebody plays the sound by hand: its head is lit for a moment, and stays lit through a roll."""
        self._lit.start()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._lit.isActive():
            QPainter(self).fillRect(0, 2, 8, self.height() - 4, QColor(look.fill("drums")))
        elif self._current:
            QPainter(self).fillRect(0, 8, 4, self.height() - 16, QColor(look.palette.text))


class LaneHeads(QWidget):
    """The column of heads, as many as there are rows."""

    heard = Signal(int)
    """The sound of a row is to be heard."""
    muted = Signal(int, bool)

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._compact = False
        self.heads: list[LaneHead] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setFixedWidth(WIDTH)

    def show_lanes(self, lanes: tuple[Lane, ...], titles: Mapping[str, str], muted: Collection[str] = ()) -> None:
        """Take over the rows; the sounds that are `muted` in the section say so."""
        while len(self.heads) > len(lanes):
            head = self.heads.pop()
            self._column.removeWidget(head)
            head.hide()
            head.deleteLater()
        while len(self.heads) < len(lanes):
            self._add()
        for head, lane in zip(self.heads, lanes, strict=True):
            head.show_lane(sound_title(lane.sound, titles), mute=lane.mute, muted_here=lane.sound in muted)

    def show_current(self, row: int) -> None:
        """Mark the row that the keys are on; −1 for none."""
        for place, head in enumerate(self.heads):
            head.show_current(place == row)

    def set_compact(self, compact: bool) -> None:
        """Narrower, without the mute buttons: M on the grid does the same."""
        self._compact = compact
        self.setFixedWidth(COMPACT_WIDTH if compact else WIDTH)
        for head in self.heads:
            head.mute.setVisible(not compact)

    def _add(self) -> None:
        row = len(self.heads)
        head = LaneHead()
        head.setFixedHeight(self._row_height)
        head.mute.setVisible(not self._compact)
        head.heard.connect(lambda: self.heard.emit(row))
        head.muted.connect(lambda on: self.muted.emit(row, on))
        self._column.insertWidget(row, head)
        self.heads.append(head)
