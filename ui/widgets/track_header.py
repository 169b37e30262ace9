"""The head of a track's row: its mark, its name, mute and solo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from studio.song import Track
from ui.i18n import t
from ui.style import look
from ui.widgets.buttons import LetterButton
from ui.widgets.canvas import track_name
from ui.widgets.keys import OwnKeys
from ui.widgets.marks import TrackMark


class ElidedLabel(QLabel):
    """One line of text that ends in … where it does not fit; the whole of it is in the tooltip and the name."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 0))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class NameEdit(QLineEdit):
    """A name being written: Enter keeps it, Esc leaves the old one."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, name: str, message: str = "name-edit", parent: QWidget | None = None) -> None:
        """`t(message)` is what is named."""
        super().__init__(name, parent)
        self.setMaxLength(300)
        self.setAccessibleName(t(message))
        self.setAccessibleDescription(t(f"{message}.help"))
        self.setWhatsThis(t(f"{message}.help"))
        self.selectAll()
        self._done = False
        self.editingFinished.connect(self._finish)
        # Esc belongs to the name while it is being written, not to the window.
        OwnKeys(self, lambda event: event.key() == Qt.Key.Key_Escape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._done = True
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if not self._done:
            self._done = True
            self.kept.emit(self.text().strip())
            self.left.emit()


class TrackHeader(QWidget):
    """One track's head; a press on it chooses the track."""

    picked = Signal(str)
    muted = Signal(str, bool)
    soloed = Signal(str, bool)
    renamed = Signal(str, str)

    def __init__(self, track: Track, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._track = track
        self._selected = False
        self._edit: NameEdit | None = None
        self._mark = TrackMark(track.role)
        self._name = ElidedLabel()
        self._mute = LetterButton("mute")
        self._solo = LetterButton("solo")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self._mute)
        buttons.addWidget(self._solo)
        row.addLayout(buttons)
        self._mute.toggled.connect(lambda on: self.muted.emit(self._track.id, on))
        self._solo.toggled.connect(lambda on: self.soloed.emit(self._track.id, on))
        self.show_track(track)

    def show_track(self, track: Track) -> None:
        """Show another value of the same track."""
        self._track = track
        self._mark.show_role(track.role)
        name = track_name(track)
        self._name.say(name)
        self.setAccessibleName(t("track-row", track=name, role=t(f"role-{track.role}")))
        for button, knob in ((self._mute, "mute"), (self._solo, "solo")):
            button.name_for(name)
            button.blockSignals(True)
            button.setChecked(track.knob(knob) >= 0.5)
            button.blockSignals(False)

    def show_selected(self, selected: bool) -> None:
        if selected != self._selected:
            self._selected = selected
            self.update()

    def show_buttons(self, shown: bool) -> None:
        """Mute and solo are left to the keys and the mix where there is little room."""
        self._mute.setVisible(shown)
        self._solo.setVisible(shown)

    def rename(self) -> None:
        """Let the name be written over."""
        if self._edit is not None:
            return
        edit = self._edit = NameEdit(track_name(self._track))
        self.layout().replaceWidget(self._name, edit)
        self._name.hide()
        edit.kept.connect(lambda name: self.renamed.emit(self._track.id, name))
        edit.left.connect(self._end_rename)
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _end_rename(self) -> None:
        edit, self._edit = self._edit, None
        if edit is not None:
            self.layout().replaceWidget(edit, self._name)
            edit.hide()
            edit.deleteLater()
            self._name.show()

    def retranslate(self) -> None:
        self.show_track(self._track)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self._track.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = look.palette
        painter.fillRect(self.rect(), QColor(colours.surface if self._selected else colours.background))
        if self._selected:
            painter.fillRect(0, 8, 4, self.height() - 16, QColor(colours.text))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(colours.line))
