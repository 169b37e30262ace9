"""How loud the mix is, in words and numbers: a bar for the simple view, a column of readings for the main output."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleValueChangeEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.i18n import decimal, t
from ui.level_words import HeldPeak, peak_text, peak_word
from ui.moment import Loud
from ui.style import font, look
from ui.widgets.accessible import Painted
from ui.widgets.meter import draw_level

NUMBERS_S = 0.3
"""Numbers that change more often cannot be read."""
_FLOOR = -70.0
_LOOKS = {
    # word: colour, icon
    "over": ("warning", "warning"), "near": ("warning", "warning"), "fine": ("ok", "check"),
    "low": ("secondary", "sound"), "silent": ("secondary", "sound"),
}  # fmt: skip
_FIELDS = {
    # message of the name: field of `Loud`
    "reading-rms": "rms_db", "reading-momentary": "momentary_lufs", "reading-short-term": "short_term_lufs",
    "reading-true-peak": "true_peak_db",
}  # fmt: skip


def reading(value: float) -> str:
    """A level as it is written; a stroke for silence."""
    return decimal(value) if math.isfinite(value) and value > _FLOOR else "–"


class _Meter(Painted):
    """Keeps what is shown: the newest level, a held peak, and numbers that stand still for a moment."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loud, self._numbers = Loud(), Loud()
        self._numbers_at = -math.inf
        self._peak = HeldPeak()
        look.changed.connect(self.updateGeometry)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("mix-level"))
        self.setAccessibleDescription(t("mix-level.help"))
        self.setWhatsThis(t("mix-level.help"))
        self.setToolTip(t("mix-level.help"))
        self.update()

    def show_loud(self, loud: Loud, now_s: float | None = None) -> None:
        """Take the newest reading."""
        now_s = time.monotonic() if now_s is None else now_s
        if now_s - self._numbers_at >= NUMBERS_S:
            self._numbers, self._numbers_at = loud, now_s
        told = self._peak.take(loud.peak_db, now_s)
        if loud != self._loud or told:
            self._loud = loud
            self.update()
        if told:
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, peak_text(self._peak.db)))

    def accessible_value(self) -> str:
        return ". ".join((peak_text(self._peak.db), *(f"{name} {value}" for name, value in self._rows())))

    def _rows(self) -> list[tuple[str, str]]:
        """Names and values of the numbers."""
        return [(t(message), reading(getattr(self._numbers, name))) for message, name in _FIELDS.items()]

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


class MixMeter(_Meter):
    """A word, a bar, and the numbers beside the word where there is room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(280, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, width = self._painter(), look.palette, float(self.width())
        ink, icon = _LOOKS[peak_word(self._peak.db)]
        icons.paint(painter, icon, getattr(colours, ink), QRectF(0, 2, 24, 24))
        painter.setFont(font(theme.TEXT, strong=True))
        painter.setPen(QColor(getattr(colours, ink)))
        text, middle = peak_text(self._peak.db), Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(32, 0, width - 32, 28), middle, text)
        room = width - 32 - painter.fontMetrics().horizontalAdvance(text) - 32
        painter.setFont(font(theme.TEXT_SMALL))
        painter.setPen(QColor(colours.secondary))
        numbers = "     ".join(f"{name} {value}" for name, value in self._rows())
        if not look.calm and painter.fontMetrics().horizontalAdvance(numbers) <= room:
            painter.drawText(QRectF(0, 0, width, 28), middle | Qt.AlignmentFlag.AlignRight, numbers)
        draw_level(painter, QRectF(1, 34, width - 2, 14), self._loud, "ok" if ink == "secondary" else ink)


class MixReadings(_Meter):
    """The same for a strip: the peak in words above a column of numbers."""

    _LINE = 20

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(112, self._LINE * (2 + len(_FIELDS)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, width = self._painter(), look.palette, float(self.width())
        ink, _ = _LOOKS[peak_word(self._peak.db)]
        head, _, rest = peak_text(self._peak.db).partition(", ")
        painter.setFont(font(theme.TEXT_SMALL, strong=True))
        painter.setPen(QColor(getattr(colours, ink)))
        for line, text in enumerate((f"{head}," if rest else head, rest)):
            painter.drawText(QRectF(0, line * self._LINE, width, self._LINE), Qt.AlignmentFlag.AlignCenter, text)
        for line, (name, value) in enumerate(self._rows(), start=2):
            box = QRectF(0, line * self._LINE, width, self._LINE)
            painter.setFont(font(theme.TEXT_SMALL))
            painter.setPen(QColor(colours.secondary))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(QColor(colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)
