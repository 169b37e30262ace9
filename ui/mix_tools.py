"""What stands above the mixer: what to compare with, other ears to hear with, and whether movements are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.bridge import Bridge
from ui.files import ask_for_reference
from ui.i18n import t
from ui.mix_desk import EARS
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout


class MixTools(QWidget):
    """A row of buttons; those that stay down say what is heard now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.keep = Button("mix-keep", "plus")
        self.swap = Button("mix-swap", "repeat")
        self.ears = {name: Button(f"ear-{name.replace('_', '-')}", "sound") for name in EARS}
        self.moves = Button("keep-moves", "record")
        self.reference = Button("reference-choose", "import")
        self.hear = Button("reference-hear", "play")
        self.end = Button("compare-end", "close", "quiet")
        self.state = QLabel()
        self.state.setProperty("rank", "strong")
        self._compact = False
        row = FlowLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (
            self.keep,
            self.swap,
            self.reference,
            self.hear,
            *self.ears.values(),
            self.moves,
            self.end,
            self.state,
        ):
            row.addWidget(button)
        self.keep.clicked.connect(bridge.mixing.keep_mix)
        self.swap.clicked.connect(bridge.mixing.swap)
        for name, button in self.ears.items():
            button.setCheckable(True)
            button.clicked.connect(lambda on, name=name: bridge.mixing.hear_with(name, on))
        self.reference.clicked.connect(self._choose)
        self.hear.setCheckable(True)
        self.hear.clicked.connect(bridge.comparing.hear_reference)
        self.end.clicked.connect(self._end)
        self.moves.setCheckable(True)
        self.moves.clicked.connect(bridge.mixing.keep_moves)
        bridge.mixing.changed.connect(self.show_song)
        bridge.comparing.changed.connect(self.show_song)

    def show_song(self) -> None:
        desk = self._bridge.mixing
        self.swap.setEnabled(desk.has_other)
        for name, button in self.ears.items():
            button.setChecked(desk.ears[name])
        self.moves.setChecked(desk.keeps_moves)
        comparing = self._bridge.comparing
        self.reference.setEnabled(self._bridge.can_play)
        self.reference.say("reference-choose" if comparing.reference is None else "reference-again")
        self.reference.setVisible(comparing.reference is None or not comparing.on)
        self.hear.setVisible(comparing.reference is not None)
        self.hear.setChecked(comparing.hears_reference)
        self.end.setVisible(comparing.on)
        self.state.setVisible(comparing.on and self._compact)
        if comparing.on:
            message, fields = comparing.words()
            self.state.setText(t(message, **fields))

    def set_compact(self, compact: bool) -> None:
        """Where the room has no words at its top, those of what is compared stand here."""
        self._compact = compact
        self.show_song()

    def _choose(self) -> None:
        file = ask_for_reference(self.window(), self._bridge.shelf.import_folder)
        if file:
            self._bridge.comparing.take_reference(Path(file))

    def _end(self) -> None:
        """The button goes with what it ends; the keys stay here."""
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bridge.comparing.end()
