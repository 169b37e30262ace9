"""How loud it is in the headphones. Belongs to the ear and the machine, never to the song."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from studio.units import SILENCE_DB
from ui.i18n import t
from ui.widgets.banner import Sign

START_DB = -20.0
"""Where it stands each time the program starts: nobody's ears are met by what the last person turned up."""
FLOOR_DB = -50.0
TOP_DB = 0.0


class Volume(QWidget):
    """A slider with a loudspeaker beside it; silent at the left end."""

    turned = Signal(float)
    """In dB."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(FLOOR_DB), round(TOP_DB))
        self.slider.setPageStep(5)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Sign("headphones", "secondary"))
        row.addWidget(self.slider, 1)
        self.show_db(START_DB)
        self.slider.valueChanged.connect(lambda value: self.turned.emit(SILENCE_DB if value <= FLOOR_DB else value))
        self.retranslate()

    def show_db(self, volume_db: float) -> None:
        """Stand at a volume without telling anyone."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(max(volume_db, FLOOR_DB)))
        self.slider.blockSignals(False)

    def retranslate(self) -> None:
        self.slider.setAccessibleName(t("volume"))
        self.slider.setAccessibleDescription(t("volume.help"))
        self.slider.setWhatsThis(t("volume.help"))
        self.slider.setToolTip(t("volume.help"))
