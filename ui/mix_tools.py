"""What stands above the mixer: two mixes to compare, other ears to hear with, and whether movements are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.bridge import Bridge
from ui.mix_desk import EARS
from ui.widgets.buttons import Button


class MixTools(QWidget):
    """A row of buttons; those that stay down say what is heard now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.keep = Button("mix-keep", "plus")
        self.swap = Button("mix-swap", "repeat")
        self.ears = {name: Button(f"ear-{name.replace('_', '-')}", "sound") for name in EARS}
        self.moves = Button("keep-moves", "record")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for button in (self.keep, self.swap, *self.ears.values(), self.moves):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.keep.clicked.connect(bridge.mixing.keep_mix)
        self.swap.clicked.connect(bridge.mixing.swap)
        for name, button in self.ears.items():
            button.setCheckable(True)
            button.clicked.connect(lambda on, name=name: bridge.mixing.hear_with(name, on))
        self.moves.setCheckable(True)
        self.moves.clicked.connect(bridge.mixing.keep_moves)
        bridge.mixing.changed.connect(self.show_song)

    def show_song(self) -> None:
        desk = self._bridge.mixing
        self.swap.setEnabled(desk.has_other)
        for name, button in self.ears.items():
            button.setChecked(desk.ears[name])
        self.moves.setChecked(desk.keeps_moves)

    def show_moment(self) -> None:
        """Nothing here moves."""
