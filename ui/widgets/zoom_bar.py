"""Which stretch of the song is seen, and how large: a scroll bar that is there while not all of it fits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from studio.timeline import song_length_frames
from ui.widgets.stretch import INSET, Stretch

MIN_BARS = 16
"""An empty song shows this many bars."""
SPARE_BARS = 2
MAX_PX_PER_BEAT = 400.0
_TICKS = 16
"""Steps of the scroll bar per beat."""
_PAGE_END = 0.94
"""So far across the view a playhead goes before the page is turned; it begins as far from the left then."""


class ZoomBar(QScrollBar):
    """Leads a `Stretch`: what it shows fits the view until somebody comes closer. Says `turned` when to draw anew."""

    turned = Signal()

    def __init__(self, stretch: Stretch, view: QWidget) -> None:
        """`view` is what is as wide as the stretch that is seen."""
        super().__init__(Qt.Orientation.Horizontal)
        self._stretch, self._view = stretch, view
        self.fitted = True
        """Whether the whole song is seen."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.valueChanged.connect(self._scrolled)

    @property
    def end_beat(self) -> float:
        """Where the song ends, with a little room, and with the take that is being made."""
        stretch = self._stretch
        song = stretch.song
        live = stretch.live_at_beat + song.beat_of(stretch.live_frames) if stretch.live_track else 0.0
        end = max(song.beat_of(song_length_frames(song)), live)
        bars = -(-end // song.beats_per_bar) + SPARE_BARS
        return max(bars, MIN_BARS) * song.beats_per_bar

    def zoom(self, factor: float) -> None:
        """Larger or smaller around the playhead; never smaller than the whole song."""
        stretch, width = self._stretch, self._view.width()
        fit = self._fit_px()
        anchor = stretch.playhead_beat
        at_x = stretch.x_of(anchor)
        if not 0 <= at_x <= width:
            anchor, at_x = stretch.beat_at(width / 2), width / 2
        stretch.px_per_beat = min(max(stretch.px_per_beat * factor, fit), MAX_PX_PER_BEAT)
        self.fitted = stretch.px_per_beat <= fit * 1.001
        stretch.left_beat = max(anchor - (at_x - INSET) / stretch.px_per_beat, 0.0)
        self._sync()

    def refit(self) -> None:
        """The song is longer or shorter now, or the view wider."""
        if self.fitted:
            self._stretch.px_per_beat = self._fit_px()
            self._stretch.left_beat = 0.0
        self._sync()

    def bring_into_view(self, beat: float) -> None:
        """Turn the page if a beat is not seen."""
        width = self._view.width()
        if not self.fitted and not 0 <= self._stretch.x_of(beat) <= width * _PAGE_END:
            left_beat = beat - (1.0 - _PAGE_END) * width / self._stretch.px_per_beat
            self._stretch.left_beat = max(left_beat, 0.0)
            self._sync()

    def turn(self, event: QWheelEvent) -> bool:
        """With Ctrl larger or smaller, sideways or with Shift along the song; whether the wheel meant either."""
        delta = event.angleDelta().x() or event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.25 ** (event.angleDelta().y() / 120))
        elif event.angleDelta().x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.setValue(self.value() - delta * _TICKS // 60)
        else:
            return False
        return True

    def _fit_px(self) -> float:
        return max(self._view.width() - INSET, 1) / self.end_beat

    def _sync(self) -> None:
        stretch = self._stretch
        shown = (self._view.width() - INSET) / stretch.px_per_beat
        hidden = max(self.end_beat - shown, 0.0)
        stretch.left_beat = min(stretch.left_beat, hidden)
        self.blockSignals(True)
        self.setRange(0, round(hidden * _TICKS))
        self.setPageStep(max(round(shown * _TICKS), 1))
        self.setSingleStep(stretch.song.beats_per_bar * _TICKS)
        self.setValue(round(stretch.left_beat * _TICKS))
        self.blockSignals(False)
        self.setVisible(hidden > 0.01)
        self.turned.emit()

    def _scrolled(self, value: int) -> None:
        self._stretch.left_beat = value / _TICKS
        self.turned.emit()
