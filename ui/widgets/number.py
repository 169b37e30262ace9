"""A number to type or to step: as many decimals as it has, no more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QVBoxLayout, QWidget

from studio.params import Param
from ui.i18n import decimal, language, t


def labelled(label: QLabel, widget: QWidget) -> QVBoxLayout:
    """A widget with small words above it."""
    label.setProperty("tone", "secondary")
    label.setProperty("rank", "small")
    label.setBuddy(widget)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label)
    column.addWidget(widget)
    return column


class NumberBox(QDoubleSpinBox):
    """Shows a number of the song; says `turned` when a person has changed it."""

    turned = Signal(float)

    def __init__(
        self, row: Param, message: str, suffix: str = "", step: float = 1.0, parent: QWidget | None = None
    ) -> None:
        """`t(message)` is its name, `t(message.help)` its help; `step` is what one press of an arrow key does."""
        super().__init__(parent)
        self._message = message
        self.setDecimals(2)
        self.setRange(row.low, row.high)
        self.setSingleStep(step)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        self.setFixedWidth(132)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.valueChanged.connect(self.turned)
        self.retranslate()

    def show_value(self, value: float) -> None:
        """Show a number without saying that it was turned."""
        if not self.lineEdit().isModified() or not self.hasFocus():
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def retranslate(self) -> None:
        self.setAccessibleName(t(self._message))
        self.setAccessibleDescription(t(f"{self._message}.help"))
        self.setWhatsThis(t(f"{self._message}.help"))
        if self.lineEdit() is not None and not self.lineEdit().isModified():
            self.setSuffix(self.suffix())  # writes the number anew, with the decimal sign of the language

    def textFromValue(self, value: float) -> str:
        whole, sign, part = decimal(value, 2).rpartition("," if language() == "nb" else ".")
        part = part.rstrip("0")
        return whole + sign + part if part else whole

    def valueFromText(self, text: str) -> float:
        number = self._read(text)
        return self.value() if number is None else number

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        number = self._read(text)
        good = number is not None and self.minimum() <= number <= self.maximum()
        return QValidator.State.Acceptable if good else QValidator.State.Intermediate, text, place

    def _read(self, text: str) -> float | None:
        """What was written, with either decimal sign."""
        try:
            return float(text.removesuffix(self.suffix()).strip().replace(",", ".").replace("−", "-"))
        except ValueError:
            return None
