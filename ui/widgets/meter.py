"""Level meters: the microphone's with words, and a slim one for each strip of the mix."""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleValueChangeEvent, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.units import SILENCE_DB
from ui import icons, theme
from ui.i18n import t
from ui.level_words import HOLD_S, HeldPeak, peak_text, peak_word
from ui.moment import Loud
from ui.style import font, look
from ui.widgets.accessible import Painted

FLOOR_DB = -60.0
QUIET_DB = -24.0
"""Below this a voice is recorded too low to be of much use (peak)."""
LOUD_DB = -3.0
"""From here there is no room left for the next loud word (peak)."""
SILENT_DB = -50.0
"""Below this it is a room and no voice."""
_ABOVE_MEAN = 0.45
"""How strongly the part of a bar is drawn that only peaks reach."""

_WORDS = {
    # state: message, colour, icon
    "off": ("level-off", "secondary", "microphone"),
    "silent": ("level-silent", "secondary", "microphone"),
    "low": ("level-low", "secondary", "microphone"),
    "good": ("level-good", "ok", "check"),
    "high": ("level-high", "warning", "warning"),
}


def level_state(peak_db: float) -> str:
    """`silent`, `low`, `good` or `high`: what a held peak in dBFS means for a recording."""
    if peak_db < SILENT_DB:
        return "silent"
    if peak_db < QUIET_DB:
        return "low"
    return "good" if peak_db < LOUD_DB else "high"


def bar_share(level_db: float, floor_db: float = FLOOR_DB) -> float:
    """Where a level stands on a meter, 0…1; the upper half of the bar is the upper 20 dB."""
    if level_db <= floor_db:
        return 0.0
    if level_db >= 0.0:
        return 1.0
    if level_db >= -20.0:
        return 1.0 + level_db / 40.0
    return 0.5 * (level_db - floor_db) / (-20.0 - floor_db)


class InputMeter(Painted):
    """How loud the microphone is: a bar, a word, an icon and a colour that all say the same."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._peak_db = SILENCE_DB
        self._held_db = SILENCE_DB
        self._held_at = 0.0
        self._state = "off"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(168, 50)
        self.retranslate()

    @property
    def state(self) -> str:
        """`off` or one of `level_state`."""
        return self._state

    def retranslate(self) -> None:
        self.setAccessibleName(t("input-level"))
        self.setAccessibleDescription(t("input-level.help"))
        self.setWhatsThis(t("input-level.help"))
        self.setToolTip(t("input-level.help"))
        self.update()

    def show_level(self, peak_db: float | None, now_s: float | None = None) -> None:
        """Take the newest peak in dBFS, or None while no device is open."""
        now_s = time.monotonic() if now_s is None else now_s
        before = (self._state, round(bar_share(self._peak_db) * 400))
        if peak_db is None:
            self._peak_db = self._held_db = SILENCE_DB
            self._state = "off"
        else:
            self._peak_db = peak_db
            if peak_db >= self._held_db or now_s - self._held_at > HOLD_S:
                self._held_db, self._held_at = peak_db, now_s
            self._state = level_state(self._held_db)
        if self._state != before[0]:
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self.accessible_value()))
        if before != (self._state, round(bar_share(self._peak_db) * 400)):
            self.update()

    def accessible_value(self) -> str:
        return t(_WORDS[self._state][0])

    def sizeHint(self) -> QSize:
        return QSize(280, 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = look.palette
        message, ink, icon = _WORDS[self._state]
        width = float(self.width())
        top = (self.height() - 50) / 2
        icons.paint(painter, icon, getattr(colours, ink), QRectF(0, top + 2, 24, 24))
        painter.setFont(font(theme.TEXT, strong=True))
        painter.setPen(QColor(getattr(colours, ink)))
        painter.drawText(QRectF(32, top, width - 32, 28), Qt.AlignmentFlag.AlignVCenter, t(message))
        bar = QRectF(1, top + 32, width - 2, 14)
        _draw_bar(painter, bar, bar_share(self._peak_db), ink if self._state != "low" else "text")
        if not look.calm:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.control))
            for mark_db in (QUIET_DB, LOUD_DB):
                x = bar.left() + bar.width() * bar_share(mark_db)
                painter.drawRect(QRectF(x - 1, bar.top() - 3, 2, bar.height() + 6))


class StripMeter(Painted):
    """The level of one strip or of the main output, standing upright."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loud = Loud()
        self._peak = HeldPeak()
        self.setFixedWidth(16)
        self.setMinimumHeight(80)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("strip-level"))
        self.setAccessibleDescription(t("strip-level.help"))
        self.setWhatsThis(t("strip-level.help"))

    def show_loud(self, loud: Loud, now_s: float | None = None) -> None:
        """Take the newest reading."""
        before, self._loud = self._loud, loud
        if self._peak.take(loud.peak_db, time.monotonic() if now_s is None else now_s):
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self.accessible_value()))
        if any(
            round(200 * bar_share(now)) != round(200 * bar_share(was)) for now, was in zip(loud, before, strict=True)
        ):
            self.update()

    def accessible_value(self) -> str:
        return peak_text(self._peak.db)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "warning" if peak_word(self._peak.db) in ("over", "near") else "ok"
        box = QRectF(self.rect()).adjusted(2, 1, -2, -1)
        painter.translate(box.left(), box.bottom())
        painter.rotate(-90)
        draw_level(painter, QRectF(0, 0, box.height(), box.width()), self._loud, ink)


def draw_level(painter: QPainter, box: QRectF, loud: Loud, ink: str) -> None:
    """A bar of the peak, full up to what the ear takes for its strength, the mean, and light above that."""
    _draw_bar(painter, box, bar_share(loud.peak_db), ink, light_from=bar_share(loud.rms_db))


def _draw_bar(painter: QPainter, box: QRectF, share: float, ink: str, *, light_from: float = 1.0) -> None:
    """A rounded groove with a share of it filled from the left, lightly from a share of it on."""
    colours = look.palette
    groove = QPainterPath()
    groove.addRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.fillPath(groove, QColor(colours.background))
    if share > 0.0:
        painter.save()
        painter.setClipPath(groove)
        colour, full = QColor(getattr(colours, ink)), min(share, light_from)
        painter.fillRect(QRectF(box.left(), box.top(), box.width() * full, box.height()), colour)
        colour.setAlphaF(_ABOVE_MEAN)
        painter.fillRect(
            QRectF(box.left() + box.width() * full, box.top(), box.width() * (share - full), box.height()), colour
        )
        painter.restore()
    painter.setPen(QColor(colours.control))
    painter.drawPath(groove)
