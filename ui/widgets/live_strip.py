"""The sound of a take while it grows, in a strip: drawn column by column as it comes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.i18n import clock, t
from ui.style import font, look
from ui.widgets.accessible import Painted
from ui.widgets.canvas import Waves
from ui.widgets.clip_art import paint_wave
from ui.widgets.line_places import fitting

PX_PER_SECOND = 40.0
LOUD = 10.0 ** (-0.1 / 20.0)
"""From here on a peak is too loud: −0.1 dBFS."""
_KEPT_SHARE = 0.25
"""How much of a full strip is still seen when it turns to its next page."""
_LOUD_SECONDS = 2.0
"""So long after a peak that was too loud it still says so."""


class Shown(NamedTuple):
    """A take that is not growing: a stretch of a file, and what it is called."""

    media_id: str
    from_frame: float
    to_frame: float
    name: str


class LiveStrip(Painted):
    """Shows the take that is being recorded; else the one that was chosen, or a calm empty line."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, waves: Waves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waves = waves
        self._role = "lead"
        self._live = False
        self._number = 0
        self._began = self._frames = 0
        self._rate_hz = 48_000
        self._left = 0
        """Frame at the left edge of the page."""
        self._drawn = 0
        """Columns of the page that are on the sheet."""
        self._sheet: QPixmap | None = None
        self._loud_at = -1
        self._shown: Shown | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._head = 40
        """Above the wave: time, pass, what is wrong."""
        self.setMinimumHeight(96)
        look.changed.connect(self.forget)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(t("live-strip"))
        self.setAccessibleDescription(t("live-strip.help"))
        self.setWhatsThis(t("live-strip.help"))
        self.update()

    def accessible_value(self) -> str:
        if not self._live:
            return self._shown.name if self._shown else t("live-empty")
        return ", ".join(part for part in (self._told(), self._pass(), self._warning()) if part)

    # --- what it shows

    def set_role(self, role: str) -> None:
        """Whose take it is."""
        self._role = role
        self.forget()

    def set_compact(self, compact: bool) -> None:
        """Lower, for a small screen or a big scale."""
        self._head = 26 if compact else 40
        self.setMinimumHeight(52 if compact else 96)
        self.forget()

    def show_live(self, frames: int, rate_hz: int, number: int = 0, began_frame: int = 0) -> None:
        """So much of a take is recorded. In a loop: the number of the pass, and the frame of the file at which it
        began; the strip begins anew with each."""
        again = began_frame != self._began or frames < self._frames
        if again:
            self._began = self._left = began_frame
            self._loud_at = -1
        if again or not self._live:
            self._live = True
            self.forget()
        self._number, self._rate_hz, self._frames = number, rate_hz, frames
        self.update()

    def show_take(self, media_id: str, from_frame: float, to_frame: float, name: str) -> None:
        """Nothing is recorded: show a stretch of a take. An empty id shows the calm line."""
        shown = Shown(media_id, from_frame, to_frame, name) if media_id and to_frame > from_frame else None
        if self._live or shown != self._shown:
            self._live, self._shown = False, shown
            self.forget()

    def forget(self) -> None:
        """Draw it all anew: another look, another size, or shapes that have arrived."""
        self._sheet, self._drawn = None, 0
        self.update()

    @property
    def loud(self) -> bool:
        """Whether it says that something was too loud just now."""
        return self._loud_at >= 0 and self._frames - self._loud_at <= _LOUD_SECONDS * self._rate_hz

    def _told(self) -> str:
        return t("live-told", time=clock((self._frames - self._began) / self._rate_hz))

    def _pass(self) -> str:
        return t("clip-take", number=self._number) if self._number else ""

    def _warning(self) -> str:
        return t("live-loud") if self.loud else ""

    # --- drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.forget()

    def _wave_box(self) -> QRectF:
        return QRectF(12, self._head, max(self.width() - 24, 1), max(self.height() - self._head - 8, 8))

    def _fresh_sheet(self, box: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        return sheet

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, box = look.palette, self._wave_box()
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.line), 1))
        middle = round(box.center().y()) + 0.5
        painter.drawLine(QLineF(box.left(), middle, box.right(), middle))
        if self._live:
            x = self._grow(box)
            assert self._sheet is not None
            painter.drawPixmap(box.topLeft(), self._sheet)
            painter.fillRect(QRectF(box.left() + x - 1, box.top(), 2, box.height()), QColor(colours.record))
        elif self._shown is not None:
            self._draw_shown(self._shown, box)
            if self._sheet is not None:
                painter.drawPixmap(box.topLeft(), self._sheet)
        self._paint_head(painter)

    def _paint_head(self, painter: QPainter) -> None:
        colours = look.palette
        head = QRectF(12, 0, self.width() - 24, self._head)
        strong, plain = font(theme.TEXT, strong=True), font(theme.TEXT)
        if not self._live:
            said = self._shown.name if self._shown else t("live-empty")
            painter.setFont(plain)
            painter.setPen(QColor(colours.secondary))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, fitting(said, QFontMetrics(plain), head.width()))
            return
        x = head.left()
        icons.paint(painter, "record", colours.record, QRectF(x, head.center().y() - 9, 18, 18))
        x += 28
        painter.setFont(strong)
        for words, ink in ((self._told(), colours.text), (self._pass(), colours.secondary)):
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(x, 0, head.right() - x, self._head), Qt.AlignmentFlag.AlignVCenter, words)
            x += QFontMetrics(strong).horizontalAdvance(words) + 24 if words else 0
        if self.loud:
            width = QFontMetrics(strong).horizontalAdvance(t("live-loud"))
            left = max(head.right() - width - 32, x)
            icons.paint(painter, "warning", colours.warning, QRectF(left, head.center().y() - 12, 24, 24))
            painter.setPen(QColor(colours.warning))
            painter.drawText(QRectF(left + 32, 0, width + 8, self._head), Qt.AlignmentFlag.AlignVCenter, t("live-loud"))

    def _grow(self, box: QRectF) -> float:
        """Draw the columns that came since, and give the place of the newest."""
        ratio = self.devicePixelRatioF()
        per_column = self._rate_hz / (PX_PER_SECOND * ratio)
        room = int(box.width() * ratio)
        ready = int((self._frames - self._left) / per_column)
        if ready > room:  # the page is full: the next one begins with the end of this
            keep = int(room * _KEPT_SHARE)
            self._left = round(self._frames - keep * per_column)
            ready = keep
            self._sheet = None
        if self._sheet is None:
            self._sheet, self._drawn = self._fresh_sheet(box), 0
        if ready > self._drawn:
            first = self._left + self._drawn * per_column
            columns = self._waves.live_columns(first, self._left + ready * per_column, ready - self._drawn)
            if columns is not None:
                self._draw_columns(columns, first, per_column, box.height())
                self._drawn = ready
        return min(ready / ratio, box.width())

    def _draw_columns(
        self, columns: tuple[np.ndarray, np.ndarray], first: float, per_column: float, height: float
    ) -> None:
        """Put columns on the sheet behind those that are there; the ones that are too loud from edge to edge, in
        the colour of warnings."""
        assert self._sheet is not None
        ratio = self.devicePixelRatioF()
        low, high = columns
        loud = np.maximum(np.abs(low), np.abs(high)) >= LOUD
        painter = QPainter(self._sheet)
        painter.translate(self._drawn / ratio, 0)
        box = QRectF(0, 2, len(low) / ratio, height - 4)
        fill = look.fill(self._role) if look.theme == "dark" else look.palette.text
        paint_wave(painter, columns, box, QColor(fill))
        if loud.any():
            warning = QColor(look.palette.warning)
            for at in np.flatnonzero(loud).tolist():
                painter.fillRect(QRectF(at / ratio - 1, 0, 3, height), warning)
            self._loud_at = round(first + float(np.flatnonzero(loud)[-1] + 1) * per_column)
        painter.end()

    def _draw_shown(self, shown: Shown, box: QRectF) -> None:
        if self._sheet is not None:
            return
        count = max(int(box.width() * self.devicePixelRatioF()), 1)
        columns = self._waves.columns(shown.media_id, shown.from_frame, shown.to_frame, count)
        if columns is None:
            return
        self._sheet = self._fresh_sheet(box)
        painter = QPainter(self._sheet)
        fill = look.fill(self._role) if look.theme == "dark" else look.palette.text
        paint_wave(painter, columns, QRectF(0, 2, box.width(), box.height() - 4), QColor(fill))
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumHeight())
