"""What only some need while they record: going round, the words' size, and tools for a whole layer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.i18n import t
from ui.prefs import WORDS_PX
from ui.record_desk import RecordDesk
from ui.widgets.buttons import Button
from ui.widgets.tick import Tick

_STEP_PX = 4
_COLUMNS = (7, 4, 2, 1)
"""As many as there is room for; with four, what is for the layer stands above what is for the words."""


class RecordTools(QScrollArea):
    """Controls for the chosen layer and for the words, in as few rows as there is room for."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge, self._booth = bridge, bridge.booth
        self._compact = False
        self._card = QFrame()
        self._card.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.loops = Tick()
        self.whole = Button("use-last-whole", "check")
        self.tidy = Button("tidy-lines", "tidy")
        self.tighten = Button("tighten-double", "tighten")
        self.smaller = Button("words-smaller", "minus")
        self.larger = Button("words-larger", "plus")
        self.hide_words = Tick()
        self._parts = (
            self.loops, self.whole, self.tidy, self.tighten, self.smaller, self.larger, self.hide_words,
        )  # fmt: skip
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(12)
        self.loops.clicked.connect(self._booth.set_loops)
        self.whole.clicked.connect(self._booth.use_last_whole)
        self.tidy.clicked.connect(self._booth.tidy)
        self.tighten.clicked.connect(self._booth.tighten)
        self.smaller.clicked.connect(lambda: bridge.prefs.size_words(-_STEP_PX))
        self.larger.clicked.connect(lambda: bridge.prefs.size_words(_STEP_PX))
        self.hide_words.clicked.connect(bridge.prefs.hide_words)
        self._columns = 0
        self._lay(len(self._parts))
        self.setWidget(self._card)
        self.retranslate()

    def set_compact(self, compact: bool) -> None:
        """On a small screen or at a big scale it may be lower than its rows, and is scrolled then."""
        self._compact = compact
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        widest = max(part.sizeHint().width() for part in self._parts) + self._grid.horizontalSpacing()
        room = self.width() - 32 + self._grid.horizontalSpacing()
        self._lay(next((columns for columns in _COLUMNS if columns * widest <= room), 1))
        super().resizeEvent(event)  # the card is made as wide as its rows are now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if watched is self._card and event.type() == QEvent.Type.LayoutRequest:  # a part has another size
            self._fit()
        return done

    def _lay(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for place, part in enumerate(self._parts):
                self._grid.addWidget(part, place // columns, place % columns)
        self._fit()

    def _fit(self) -> None:
        """No higher than its rows are, and where there is room no lower either."""
        height = self._card.sizeHint().height()
        self.setMinimumHeight(min(height, theme.TARGET + 16) if self._compact else height)
        self.setMaximumHeight(height)
        self._card.setMinimumHeight(height)

    def show_song(self) -> None:
        booth: RecordDesk = self._booth
        sung = any(track.id == booth.track_id and track.clips for track in self._bridge.song.tracks)
        self.loops.setChecked(booth.loops)
        self.whole.setEnabled(sung)
        self.tidy.setEnabled(sung)
        lead = any(track.role == "lead" and track.clips for track in self._bridge.song.tracks)
        self.tighten.setEnabled(sung and lead and booth.role != "lead")
        px = self._bridge.prefs.words_px
        self.smaller.setEnabled(px > WORDS_PX[0])
        self.larger.setEnabled(px < WORDS_PX[1])
        self.hide_words.setChecked(self._bridge.prefs.words_hidden)

    def retranslate(self) -> None:
        for box, message in ((self.loops, "record-loops"), (self.hide_words, "hide-words")):
            box.setText(t(message))
            box.setAccessibleName(t(message))
            box.setAccessibleDescription(t(f"{message}.help"))
            box.setWhatsThis(t(f"{message}.help"))
            box.setToolTip(t(f"{message}.help"))
