"""The count-in over the whole room: one digit that can be read from the microphone, two metres away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.i18n import t
from ui.style import font, look
from ui.widgets.line_places import fitting

LEAST_PX = 120
SHARE = 0.45
"""Height of the digit, of the room's."""
_BEATS = 4
_GAP = 8


def middle_of_ink(path: QPainterPath) -> float:
    """Where a shape would balance, from left to right: a 1 that is centred by its box stands too far to the right."""
    area = moment = 0.0
    for outline in path.toSubpathPolygons():
        points = outline.toList()
        for here, there in zip(points, [*points[1:], points[0]], strict=True):  # holes go round the other way
            cross = here.x() * there.y() - there.x() * here.y()
            area += cross
            moment += cross * (here.x() + there.x()) / 3.0
    return moment / area


class CountDigits(QWidget):
    """Lies over the widget it is made for and covers it while it counts. Steady: a digit stands until the next one
    comes; nothing fades, and screen readers are not spoken to, for they would talk into the take."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self._number, self._is_one, self._bars_left = 1, True, 1
        self._beats, self._line_words = _BEATS, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def show_count(
        self, number: int, is_one: bool, bars_left: int, beats_per_bar: int = _BEATS, line_words: str = ""
    ) -> None:
        """Show a beat of the count-in: its number in the bar from 1, and how many bars there are to the take, this one
        included. `line_words` are what is to be said first, shown below the digit."""
        told = (number, is_one, bars_left, beats_per_bar, line_words)
        if self.isVisible() and told == (self._number, self._is_one, self._bars_left, self._beats, self._line_words):
            return
        self._number, self._is_one, self._bars_left, self._beats, self._line_words = told
        if not self.isVisible():
            self.setGeometry(self.parentWidget().rect())
            self.raise_()
            self.show()
        self.update()

    def words(self) -> str:
        """What is said below the digit."""
        if self._bars_left <= 1:
            return t("count-soon", number=self._beats)
        return t("count-bars", bars=self._bars_left)

    def digit_height(self) -> float:
        """Height of the digit in px."""
        return min(max(self.height() * SHARE, LEAST_PX), self.height() * 0.8)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self.parentWidget().rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, digit = look.palette, self.digit_height()
        painter.fillRect(self.rect(), QColor(colours.background))
        large = font(min(max(self.height() // 14, theme.TEXT_LARGE), 48))
        small = font(theme.TEXT_LARGE if self.height() >= 300 else theme.TEXT)
        lines = [(large, self._line_words, colours.text)] if self._line_words else []
        lines.append((small, self.words(), colours.secondary if lines else colours.text))
        below = sum(QFontMetrics(written).height() + _GAP for written, _, _ in lines)
        height = min(digit * 1.5, self.height() - below - 2 * _GAP)
        width = max(height, digit * 1.2)
        top = (self.height() - height - below) / 2
        disc = QRectF((self.width() - width) / 2, top, width, height)
        if self._is_one:  # the accent is a filled shape, so that it is seen without its colour
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.record))
        else:
            disc.adjust(2, 2, -2, -2)
            painter.setPen(QPen(QColor(colours.control), 4))
        painter.drawRoundedRect(disc, disc.height() / 2, disc.height() / 2)
        path = QPainterPath()
        path.addText(0, 0, font(200, strong=True), str(self._number))
        shape = path.boundingRect()
        painter.save()
        painter.translate(disc.center())
        painter.scale(digit / shape.height(), digit / shape.height())
        painter.translate(-middle_of_ink(path), -shape.center().y())
        painter.fillPath(path, QColor(colours.on_record if self._is_one else colours.text))
        painter.restore()
        y = disc.bottom() + _GAP
        for written, words, ink in lines:
            metrics = QFontMetrics(written)
            painter.setFont(written)
            painter.setPen(QColor(ink))
            box = QRectF(16, y, self.width() - 32, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fitting(words, metrics, box.width()))
            y += metrics.height() + _GAP
