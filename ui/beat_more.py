"""What only some beats need: swing, the length and the grid of the pattern, timing, when changes are heard."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.edits import LIMITS
from ui.bridge import Bridge
from ui.i18n import t
from ui.widgets.flow import FlowLayout
from ui.widgets.number import NumberBox
from ui.widgets.tick import Tick

GRIDS = (16, 32, 12, 24)
"""Steps per bar that are offered: sixteenths, thirty-seconds, and the triplets of either."""
BARS = (1, 2, 4, 8)


class BeatMore(QFrame):
    """Controls for the pattern of the chosen section, in as many rows as they take."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setProperty("card", "true")
        self.swing = NumberBox(LIMITS["swing_percent"], "swing", " %", 0.5)
        self.bars, self.steps = QComboBox(), QComboBox()
        self.quantise = NumberBox(LIMITS["quantise_percent"], "quantise", " %", 10.0)
        self.at_bar = Tick()
        self._labels = {name: QLabel() for name in ("swing", "pattern-bars", "pattern-grid", "quantise")}
        column, rows = QVBoxLayout(self), FlowLayout()
        column.setContentsMargins(16, 8, 16, 8)
        column.addLayout(rows)
        rows.setSpacing(12)
        parts = (self.swing, self.bars, self.steps, self.quantise)
        for label, part in zip(self._labels.values(), parts, strict=True):
            label.setBuddy(part)
            pair = QHBoxLayout()
            pair.setSpacing(12)
            pair.addWidget(label)
            pair.addWidget(part)
            rows.addLayout(pair)
        rows.addWidget(self.at_bar)
        self.swing.turned.connect(lambda value: self._edit("set_swing", "swing", swing_percent=value))
        self.bars.activated.connect(lambda place: self._edit("resize_pattern", bars=self._bars()[place]))
        self.steps.activated.connect(lambda place: self._edit("set_grid", steps_per_bar=GRIDS[place]))
        self.quantise.turned.connect(bridge.beat.quantise)
        self.at_bar.clicked.connect(bridge.prefs.hear_at_bar)
        self.retranslate()

    def show_song(self) -> None:
        pattern = self._bridge.beat.pattern
        if pattern is None:
            return
        self.swing.show_value(pattern.swing_percent)
        bars = self._bars()
        self.bars.clear()
        self.bars.addItems([t("bars-count", bars=count) for count in bars])
        self.bars.setCurrentIndex(bars.index(pattern.bars))
        self.steps.setCurrentIndex(GRIDS.index(pattern.steps_per_bar) if pattern.steps_per_bar in GRIDS else -1)
        self.quantise.show_value(min((lane.quantise_percent for lane in pattern.lanes), default=100.0))
        self.at_bar.setChecked(self._bridge.prefs.at_bar)

    def retranslate(self) -> None:
        for name, label in self._labels.items():
            label.setText(t(name))
        for part, message in ((self.bars, "pattern-bars"), (self.steps, "pattern-grid"), (self.at_bar, "at-next-bar")):
            part.setAccessibleName(t(message))
            part.setAccessibleDescription(t(f"{message}.help"))
            part.setWhatsThis(t(f"{message}.help"))
        self.at_bar.setText(t("at-next-bar"))
        self.steps.clear()
        self.steps.addItems([t(f"grid-{steps}") for steps in GRIDS])
        self.show_song()

    def _bars(self) -> tuple[int, ...]:
        """The lengths offered, with the one that it has."""
        pattern = self._bridge.beat.pattern
        return tuple(sorted({*BARS, pattern.bars})) if pattern else BARS

    def _edit(self, name: str, merge: str = "", **arguments: object) -> None:
        pattern = self._bridge.beat.pattern
        if pattern is not None:
            self._bridge.edit(name, merge or None, pattern_id=pattern.id, **arguments)
