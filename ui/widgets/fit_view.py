"""The beginning of an imported beat with the bars over it, and the "1" as a flag that is put where the bars begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.i18n import decimal, t
from ui.style import font, ground_of, look
from ui.widgets.accessible import Painted, announce
from ui.widgets.canvas import Waves
from ui.widgets.clip_art import paint_wave
from ui.widgets.keys import OwnKeys

STRIP = 44
"""Height of the strip with the flag and the numbers of the bars."""
FOOT = 16
"""Height of the strip with a tick where something begins to sound."""
INSET = 24
FLAG_WIDTH, FLAG_HEIGHT = 44, 34
NUDGE_S, FINE_NUDGE_S = 0.010, 0.001
SNAP_PX = 14
"""The flag that is dragged jumps onto what begins to sound this near to it."""
_SHOWN_BARS = 4.5
_MAX_PX_PER_S = 4000.0
_GRAB_PX = 56
_LEAST_PX = 20
"""Lines nearer to each other than this are left out."""
_TICKS = 100
"""Steps of the scroll bar per second."""


@dataclass(frozen=True)
class Fitting:
    """What is shown: a file, what begins to sound in it, and where its bars are meant to be."""

    media_id: str = ""
    rate_hz: int = 48_000
    seconds: float = 0.0
    onsets_s: tuple[float, ...] = ()
    bpm: float = 90.0
    beats_per_bar: int = 4
    one_s: float = 0.0
    changeable: bool = True

    @property
    def beat_s(self) -> float:
        return 60.0 / self.bpm


class FitCanvas(Painted):
    """The painted part; says where a person wants the "1" and changes nothing itself."""

    accessible_role = QAccessible.Role.Slider
    moved = Signal(float)
    """The "1" was put at this second of the file."""
    nudged = Signal(float)
    """Move it by so many seconds."""
    stepped = Signal(int)
    """Move it by so many beats."""
    jumped = Signal(int)
    """Move it to the onset before (−1) or after (1)."""
    zoomed = Signal(float)
    entered = Signal()

    def __init__(self, waves: Waves, snap: Callable[[float, float], float], parent: QWidget | None = None) -> None:
        """`snap`: a place in the file and how far away an onset may lie → the onset, or the place itself."""
        super().__init__(parent)
        self._waves, self._snap = waves, snap
        self.fitting = Fitting()
        self.left_s = 0.0
        self.px_per_s = 100.0
        self.playhead_s: float | None = None
        self._dragged_s: float | None = None
        self._grabbed_px = 0.0
        self._ground: tuple[tuple[object, ...], QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        # Plus and minus zoom in here, not in the room beside.
        OwnKeys(self, lambda event: event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus))
        look.changed.connect(self.forget)
        self.retranslate()

    # --- what it shows

    @property
    def one_s(self) -> float:
        """Where the "1" stands, in the hand or not."""
        return self.fitting.one_s if self._dragged_s is None else self._dragged_s

    def show_fitting(self, fitting: Fitting) -> None:
        """Show a file, or another choice for the same one."""
        moved = fitting.one_s != self.fitting.one_s and fitting.media_id == self.fitting.media_id
        self.fitting = fitting
        self.update()
        if moved and self.hasFocus():
            announce(self, self.accessible_value())

    def show_playhead(self, at_s: float | None) -> None:
        """Where the playhead stands in the file; None hides it."""
        before, self.playhead_s = self.playhead_s, at_s
        if before != at_s:
            for at in (before, at_s):
                if at is not None:
                    self.update(round(self.x_of(at)) - 12, 0, 24, self.height())

    def forget(self) -> None:
        """Draw all anew: the look has changed, or a shape has arrived."""
        self._ground = None
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(t("fit-one"))
        self.setAccessibleDescription(t("fit-one.help"))
        self.setWhatsThis(t("fit-one.help"))
        self.update()

    def accessible_value(self) -> str:
        return t("fit-one-at", seconds=decimal(self.one_s, 2))

    def x_of(self, at_s: float) -> float:
        return INSET + (at_s - self.left_s) * self.px_per_s

    def second_at(self, x: float) -> float:
        return self.left_s + (x - INSET) / self.px_per_s

    # --- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        sign = -1 if event.key() == Qt.Key.Key_Left else 1
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if held & Qt.KeyboardModifier.ControlModifier:
                self.jumped.emit(sign)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                fine = held & Qt.KeyboardModifier.ShiftModifier
                self.nudged.emit(sign * (FINE_NUDGE_S if fine else NUDGE_S))
            case Qt.Key.Key_Up:
                self.stepped.emit(1)
            case Qt.Key.Key_Down:
                self.stepped.emit(-1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoomed.emit(1.5)
            case Qt.Key.Key_Minus:
                self.zoomed.emit(1 / 1.5)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.fitting.changeable:
            return
        x = event.position().x()
        flag = self.x_of(self.fitting.one_s)
        at_flag = event.position().y() <= STRIP and -8 <= x - flag <= _GRAB_PX
        self._grabbed_px = x - flag if at_flag else 0.0
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_s is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)
        elif not event.buttons():
            beside = event.position().x() - self.x_of(self.fitting.one_s)
            over = self.fitting.changeable and event.position().y() <= STRIP and -8 <= beside <= _GRAB_PX
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at_s, self._dragged_s = self._dragged_s, None
        if at_s is not None:
            self.moved.emit(at_s)
        self.update()

    def _drag(self, event: QMouseEvent) -> None:
        free = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
        at_s = self.second_at(event.position().x() - self._grabbed_px)
        at_s = at_s if free else self._snap(at_s, SNAP_PX / self.px_per_s)
        self._dragged_s = min(max(at_s, 0.0), self.fitting.seconds)
        self.update()

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground_pixmap())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.fitting.media_id:
            self._paint_before(painter)
            self._paint_bars(painter)
            if self.playhead_s is not None and abs(self.playhead_s - self.one_s) * self.px_per_s > 1:
                self._paint_playhead(painter, self.x_of(self.playhead_s))
            self._paint_flag(painter, self.x_of(self.one_s))

    def _wave_box(self) -> QRectF:
        return QRectF(0, STRIP, self.width(), self.height() - STRIP - FOOT)

    def _ground_pixmap(self) -> QPixmap:
        """All that stays while the "1" and the playhead move: the waveform and the ticks below it."""
        shown, ratio = self.fitting, self.devicePixelRatioF()
        file = (shown.media_id, shown.rate_hz, shown.seconds, shown.onsets_s)
        key = (*file, self.left_s, self.px_per_s, self.width(), self.height(), ratio)
        if self._ground is not None and self._ground[0] == key:
            return self._ground[1]
        pixmap = ground_of(self)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self._paint_wave(painter, ratio)
        self._paint_onsets(painter)
        painter.end()
        self._ground = (key, pixmap) if whole else None
        return pixmap

    def _paint_wave(self, painter: QPainter, ratio: float) -> bool:
        """Whether the shape of the file was there to be drawn."""
        shown, box, dark = self.fitting, self._wave_box(), look.theme == "dark"
        left, right = max(self.x_of(0.0), -20.0), min(self.x_of(shown.seconds), self.width() + 20.0)
        if not shown.media_id or right <= left:
            return True
        fill = look.fill("beat")
        body = QRectF(left, box.top(), right - left, box.height())
        shape = QPainterPath()
        shape.addRoundedRect(body, 8, 8)
        painter.fillPath(
            shape, QColor(theme.mixed(fill, look.palette.surface if dark else "#FFFFFF", 0.80 if dark else 0.55))
        )
        seen = body.intersected(QRectF(0, 0, self.width(), self.height()))
        frames = [self.second_at(x) * shown.rate_hz for x in (seen.left(), seen.right())]
        columns = self._waves.columns(shown.media_id, frames[0], frames[1], max(int(seen.width() * ratio), 1))
        if columns is None:
            return False
        painter.translate(seen.left(), 0)
        paint_wave(painter, columns, seen.adjusted(0, 6, 0, -6), QColor(fill if dark else theme.FILL_INK))
        painter.translate(-seen.left(), 0)
        return True

    def _paint_onsets(self, painter: QPainter) -> None:
        top, ink = self.height() - FOOT + 5.0, QColor(look.palette.control)
        last = -_LEAST_PX
        for onset in self.fitting.onsets_s:
            x = self.x_of(onset)
            if -2 <= x <= self.width() + 2 and x - last >= 3:
                painter.fillRect(QRectF(x - 1, top, 2, FOOT - 6), ink)
                last = x

    def _paint_before(self, painter: QPainter) -> None:
        """What comes before the "1" is veiled: the first bar is where the colour begins."""
        box = self._wave_box()
        box.setRight(min(self.x_of(self.one_s), self.width()))
        if box.width() > 0:
            veil = QColor(look.palette.surface)
            veil.setAlphaF(0.55)
            painter.fillRect(box, veil)

    def _paint_bars(self, painter: QPainter) -> None:
        shown, box = self.fitting, self._wave_box()
        ink, faint = QColor(look.palette.text), QColor(look.palette.text)
        ink.setAlphaF(0.60)
        faint.setAlphaF(0.28)
        beat_px, bar_px = shown.beat_s * self.px_per_s, shown.beat_s * shown.beats_per_bar * self.px_per_s
        every = next((n for n in (1, 2, 4, 8, 16, 32, 64) if n * bar_px >= _LEAST_PX), 128) * shown.beats_per_bar
        step = 1 if beat_px >= _LEAST_PX else every
        first = -(-(max(self.second_at(0.0), 0.0) - self.one_s) // shown.beat_s)
        beat = int(-(-first // step)) * step
        numbered = next((n for n in (1, 2, 4, 8, 16, 32, 64, 128) if n * bar_px >= 64), 256)
        painter.setFont(font(theme.TEXT_SMALL))
        end = min(self.x_of(shown.seconds), self.width())
        while (x := self.x_of(self.one_s + beat * shown.beat_s)) <= end:
            is_bar = beat % shown.beats_per_bar == 0
            above = 6 if is_bar else 0
            line = QRect(round(x), STRIP - above, 1, round(box.height()) + above)
            painter.fillRect(line, ink if is_bar else faint)
            bar = beat // shown.beats_per_bar
            if is_bar and bar > 0 and bar % numbered == 0:
                painter.setPen(QColor(look.palette.secondary))
                place = QRectF(x + 4, 0, 64, STRIP - 4)
                painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, str(bar + 1))
            beat += step

    def _paint_playhead(self, painter: QPainter, x: float) -> None:
        ink = QColor(look.palette.text)
        painter.fillRect(QRectF(x - 1, STRIP - 8, 2, self.height() - STRIP + 8 - FOOT), ink)
        path = QPainterPath()
        corners = ((-8, -22), (8, -22), (8, -15), (0, -5), (-8, -15))
        path.addPolygon(QPolygonF([QPointF(x + right, STRIP + down) for right, down in corners]))
        painter.fillPath(path, ink)

    def _paint_flag(self, painter: QPainter, x: float) -> None:
        colours, box = look.palette, self._wave_box()
        edge = QColor(colours.surface)
        painter.fillRect(QRectF(x - 2.5, 2, 5, box.bottom() - 2), edge)
        flag = QPainterPath()
        flag.moveTo(x - 1.5, 2)
        flag.lineTo(x + FLAG_WIDTH - 8, 2)
        flag.quadTo(x + FLAG_WIDTH, 2, x + FLAG_WIDTH, 10)
        flag.lineTo(x + FLAG_WIDTH, 2 + FLAG_HEIGHT - 8)
        flag.quadTo(x + FLAG_WIDTH, 2 + FLAG_HEIGHT, x + FLAG_WIDTH - 8, 2 + FLAG_HEIGHT)
        flag.lineTo(x - 1.5, 2 + FLAG_HEIGHT)
        flag.closeSubpath()
        painter.strokePath(flag, QPen(edge, 3))
        ink = QColor(colours.primary if self.fitting.changeable else colours.secondary)
        painter.fillPath(flag, ink)
        painter.fillRect(QRectF(x - 1.5, 2, 3, box.bottom() - 2), ink)
        painter.setPen(QColor(colours.on_primary))
        painter.setFont(font(22, strong=True))
        painter.drawText(QRectF(x, 2, FLAG_WIDTH, FLAG_HEIGHT), Qt.AlignmentFlag.AlignCenter, "1")


class FitView(QWidget):
    """The painted part with its scroll bar: which stretch of the file is seen, and how large."""

    def __init__(self, waves: Waves, snap: Callable[[float, float], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = FitCanvas(waves, snap)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._bar)
        self._bar.valueChanged.connect(self._scrolled)
        self.canvas.zoomed.connect(self.zoom)
        self.setFocusProxy(self.canvas)

    def show_fitting(self, fitting: Fitting) -> None:
        """Show a file from a little before the "1", or another choice for the same one; the "1" is seen."""
        canvas = self.canvas
        before = canvas.fitting
        canvas.show_fitting(fitting)
        if fitting.media_id != before.media_id:
            self._fit()
        elif fitting.one_s != before.one_s:
            self._show_place(fitting.one_s)

    def show_playhead(self, at_s: float, *, follow: bool) -> None:
        """Move the playhead; when it leaves the view while playing, turn the page."""
        self.canvas.show_playhead(at_s)
        if follow:
            self._show_place(at_s)

    def zoom(self, factor: float) -> None:
        """Larger or smaller around the "1", or around the middle where that is not seen."""
        canvas = self.canvas
        at_x = canvas.x_of(canvas.one_s)
        anchor = canvas.one_s
        if not 0 <= at_x <= canvas.width():
            anchor, at_x = canvas.second_at(canvas.width() / 2), canvas.width() / 2
        least = (canvas.width() - 2 * INSET) / max(canvas.fitting.seconds, 0.1)
        canvas.px_per_s = max(min(canvas.px_per_s * factor, _MAX_PX_PER_S), min(least, _MAX_PX_PER_S))
        canvas.left_s = anchor - (at_x - INSET) / canvas.px_per_s
        self._sync()

    def set_compact(self, compact: bool) -> None:
        self.canvas.setMinimumHeight(STRIP + FOOT + (44 if compact else 96))

    def _fit(self) -> None:
        canvas = self.canvas
        fitting = canvas.fitting
        wanted = _SHOWN_BARS * fitting.beats_per_bar * fitting.beat_s
        canvas.px_per_s = max(canvas.width() - INSET, 100) / min(max(wanted, 0.1), max(fitting.seconds, 0.1))
        canvas.left_s = fitting.one_s - fitting.beat_s / 2
        self._sync()

    def _show_place(self, at_s: float) -> None:
        canvas = self.canvas
        if not INSET / 2 <= canvas.x_of(at_s) <= canvas.width() * 0.94:
            canvas.left_s = at_s - 0.06 * canvas.width() / canvas.px_per_s
            self._sync()

    def _sync(self) -> None:
        canvas = self.canvas
        shown_s = (canvas.width() - 2 * INSET) / canvas.px_per_s
        hidden_s = max(canvas.fitting.seconds - shown_s, 0.0)
        canvas.left_s = min(max(canvas.left_s, 0.0), hidden_s)
        self._bar.blockSignals(True)
        self._bar.setRange(0, round(hidden_s * _TICKS))
        self._bar.setPageStep(max(round(shown_s * _TICKS), 1))
        self._bar.setSingleStep(max(round(shown_s * _TICKS / 10), 1))
        self._bar.setValue(round(canvas.left_s * _TICKS))
        self._bar.blockSignals(False)
        canvas.update()

    def _scrolled(self, value: int) -> None:
        self.canvas.left_s = value / _TICKS
        self.canvas.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger or smaller, sideways or with Shift along the file; else it is the page's."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.25 ** (delta.y() / 120))
        elif delta.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._bar.setValue(self._bar.value() - (delta.x() or delta.y()) * self._bar.singleStep() // 120)
        else:
            super().wheelEvent(event)
