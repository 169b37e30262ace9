"""The step grid: heads of the drums on the left, their steps beside them under a ruler, and a bar that turns pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QScrollBar, QSizePolicy, QWidget

from studio.song import Lane, Pattern, Song
from ui.beat_lanes import grid_rows
from ui.widgets.lane_heads import LaneHeads
from ui.widgets.step_canvas import ROW, StepCanvas
from ui.widgets.step_columns import RULER, RulerStrip

_CLEAR = "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
"""The card that holds the rows is seen through what scrolls them."""


class StepGrid(QFrame):
    """Shows the drums of a pattern and says what a person wants of them. Changes nothing itself."""

    asked = Signal(str, dict, str)
    """A row of `studio.edits.EDITS`, its arguments, and the key that makes one step of a gesture; empty for none."""
    gesture_ended = Signal()
    heard = Signal(str, str, int, object)
    """Let this be heard now: track id, sound, velocity, None."""

    told = Signal(str)
    """What is at the keys now, in words, each time that changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.steps = StepCanvas()
        self.heads = LaneHeads(ROW)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QWidget()
        inner = QGridLayout(rows)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.heads, 0, 0)
        inner.addWidget(self.steps, 0, 1)
        inner.setRowStretch(1, 1)
        inner.setColumnStretch(1, 1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(rows)
        self._scroll.setStyleSheet(_CLEAR)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._corner = QWidget()
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 2, 4, 2)
        grid.setSpacing(0)
        grid.addWidget(self._corner, 0, 0)
        grid.addWidget(RulerStrip(self.steps), 0, 1)
        grid.addWidget(self._scroll, 1, 0, 1, 2)
        grid.addWidget(self.bar, 2, 1)
        grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.steps)
        self._titles: Mapping[str, str] = {}
        self._muted: Collection[str] = ()
        self.steps.asked.connect(self.asked)
        self.steps.gesture_ended.connect(self.gesture_ended)
        self.steps.heard.connect(self.heard)
        self.steps.told.connect(self.told)
        self.steps.moved.connect(self._moved)
        self.steps.turned.connect(lambda: self.steps.sync(self.bar))
        self.heads.heard.connect(self.steps.hear)
        self.heads.muted.connect(self.steps.mute)
        self.bar.valueChanged.connect(lambda value: self.steps.turn_to(value * self.steps.page_unit()))
        self.set_compact(False)
        self.steps.sync(self.bar)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The rows that are shown, from the top."""
        return self.steps.lanes

    def show_pattern(
        self, song: Song, pattern_id: str, titles: Mapping[str, str] | None = None, muted: Collection[str] = ()
    ) -> None:
        """Show the drums of a pattern; an id that the song has not got shows none. `titles` are of the kit's own
        sounds, `muted` those that are silent where the pattern is looked at."""
        pattern = next((each for each in song.patterns if each.id == pattern_id), Pattern(id="", name="", bars=1))
        self._titles, self._muted = titles or {}, muted
        lanes = grid_rows(song, pattern)
        self.steps.show_lanes(song, pattern, lanes, self._titles, muted)
        self.heads.show_lanes(lanes, self._titles, muted)

    def show_playhead(self, step: float | None) -> None:
        """Where in the pattern it plays, in steps from its beginning; None while it does not play."""
        self.steps.show_playhead(step)

    def show_hit(self, track_id: str, sound: str) -> None:
        """A sound was played by hand: light its row."""
        for head, lane in zip(self.heads.heads, self.lanes, strict=True):
            if (lane.track_id, lane.sound) == (track_id, sound):
                head.show_hit()

    def set_compact(self, compact: bool) -> None:
        """Slim heads, for a small screen or a big scale."""
        self.heads.set_compact(compact)
        self._corner.setFixedWidth(self.heads.width())

    def retranslate(self) -> None:
        self.heads.show_lanes(self.steps.lanes, self._titles, self._muted)

    def sizeHint(self) -> QSize:
        return QSize(640, RULER + self.steps.height() + self.bar.sizeHint().height() + 8)

    def _moved(self, row: int) -> None:
        self.heads.show_current(row if self.steps.hasFocus() else -1)
        self._scroll.ensureVisible(0, row * ROW + ROW // 2, 0, ROW // 2 + 4)
