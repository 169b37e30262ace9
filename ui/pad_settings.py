"""How hard pads answer, and where the MIDI clock goes: two choices of this machine, in the dialog for sound."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from ui.bridge import Bridge
from ui.i18n import t

CURVES = ("soft", "normal", "hard")


class PadSettings(QWidget):
    """Two boxes; what is chosen counts at once. Put away on a machine without any MIDI."""

    grown = Signal()
    """They are needed after all."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pads = bridge.pads
        self.curve, self.clock = QComboBox(), QComboBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for message, box in (("pad-curve", self.curve), ("midi-clock", self.clock)):
            label = QLabel(t(message))
            label.setBuddy(box)
            box.setAccessibleName(t(message))
            box.setAccessibleDescription(t(f"{message}.help"))
            box.setWhatsThis(t(f"{message}.help"))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
            row.addWidget(label)
            row.addWidget(box, 1)
        self.curve.addItems([t(f"pad-curve-{curve}") for curve in CURVES])
        self.curve.setCurrentIndex(CURVES.index(self._pads.curve))
        self.curve.activated.connect(lambda place: self._pads.set_curve(CURVES[place]))
        self.clock.activated.connect(lambda place: self._pads.set_clock(self.clock.itemData(place)))
        self._pads.changed.connect(self._show)
        self.hide()
        self._pads.list_outputs(True)
        self._show()

    def leave(self) -> None:
        """The dialog is gone: nobody needs to know of outputs any more."""
        self._pads.list_outputs(False)

    def _show(self) -> None:
        pads = self._pads
        needed = bool(pads.ports or pads.outputs or pads.clock_ports)
        if needed != (not self.isHidden()):
            self.setVisible(needed)
            self.grown.emit()
        chosen = next(iter(self._pads.clock_ports), "")
        ports = dict.fromkeys([*self._pads.outputs, *self._pads.clock_ports])
        self.clock.clear()
        self.clock.addItem(t("midi-clock-none"), "")
        for port in ports:
            self.clock.addItem(port, port)
        self.clock.setCurrentIndex(max(self.clock.findData(chosen), 0))
