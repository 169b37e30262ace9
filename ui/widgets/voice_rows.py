"""Whose voice is on a track: a row for each track that somebody sings on, with a name to choose or to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from ui.i18n import t
from ui.widgets.buttons import Button

_WIDTH = 180


class Sung(NamedTuple):
    """A track and who is on it."""

    track_id: str
    track: str
    """What the track is called."""
    people: tuple[str, ...]


class VoiceRows(QWidget):
    """Says `kept` with a track's id and all names on it when one was chosen or written."""

    kept = Signal(str, tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Sung, ...], tuple[str, ...]] = ((), ())
        self._more: frozenset[str] = frozenset()
        """Tracks that one more person is about to be written for."""
        self._boxes: dict[str, list[QComboBox]] = {}
        self.more: dict[str, Button] = {}
        """The button of each track that makes room for one more."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def box(self, track_id: str, place: int = 0) -> QComboBox:
        """Where a person of a track is chosen."""
        return self._boxes[track_id][place]

    def keys_of(self, track_id: str) -> QWidget:
        """Where the keys belong: at a track, or at the first one that is nobody's."""
        boxes = self._boxes.get(track_id) or next(
            (each for each in self._boxes.values() if not each[0].currentText()),
            next(iter(self._boxes.values()), [self]),
        )
        return boxes[0]

    def show_voices(self, voices: Sequence[Sung], performers: Sequence[str]) -> None:
        """Show these; `performers` are the names to choose from."""
        shown = (tuple(voices), tuple(performers))
        if shown != self._shown:
            self._shown, self._more = shown, frozenset()
            self._fill()

    def set_compact(self, compact: bool) -> None:
        """The grid is narrow enough for any place."""

    def retranslate(self) -> None:
        self._fill()

    def _fill(self) -> None:
        held = next((key for key, boxes in self._boxes.items() if any(box.hasFocus() for box in boxes)), "")
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)  # nobody finds it any more, though it goes only when its signal has come back
                widget.deleteLater()
        self._boxes, self.more = {}, {}
        for number, sung in enumerate(self._shown[0]):
            name = QLabel(sung.track, wordWrap=True)
            people = sung.people or ("",)
            names = (*people, "") if sung.track_id in self._more else people
            boxes = self._boxes[sung.track_id] = [self._made(sung, person) for person in names]
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            for box in boxes:
                line.addWidget(box, 1)
            more = self.more[sung.track_id] = Button("form-voice-more", "plus", "quiet")
            more.clicked.connect(lambda checked=False, key=sung.track_id: self._add(key))
            more.setEnabled(bool(sung.people) and sung.track_id not in self._more)
            more.setAccessibleDescription(f"{sung.track}. {more.whatsThis()}")
            line.addWidget(more)
            self._grid.addWidget(name, number, 0)
            self._grid.addWidget(row, number, 1)
            for part in (name, row):
                part.show()
        if held in self._boxes:
            self._boxes[held][-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, sung: Sung, person: str) -> QComboBox:
        box = QComboBox(editable=True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setMinimumWidth(_WIDTH)
        box.addItems(["", *self._shown[1]])
        box.setItemData(0, t("form-voice-nobody"), Qt.ItemDataRole.AccessibleTextRole)
        box.setCurrentText(person)
        named = t("form-voice-of", track=sung.track)
        for part in (box, box.lineEdit()):
            part.setAccessibleName(named)
            part.setAccessibleDescription(t("form-voice-of.help", track=sung.track))
            part.setWhatsThis(t("form-voice-of.help", track=sung.track))
        box.lineEdit().setPlaceholderText(t("form-performer-name"))
        box.lineEdit().setMaxLength(300)
        box.activated.connect(lambda: self._gather(sung))
        box.lineEdit().editingFinished.connect(lambda: self._gather(sung))
        return box

    def _add(self, track_id: str) -> None:
        self._more = self._more | {track_id}
        self._fill()
        self._boxes[track_id][-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _gather(self, sung: Sung) -> None:
        names = tuple(name for box in self._boxes.get(sung.track_id, []) if (name := box.currentText().strip()))
        if names != sung.people:
            self.kept.emit(sung.track_id, names)
