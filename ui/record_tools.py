"""What only some need while they record: going round, the words' size, and tools for a whole layer."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from ui.bridge import Bridge
from ui.i18n import t
from ui.prefs import WORDS_PX
from ui.record_desk import RecordDesk
from ui.widgets.buttons import Button

_STEP_PX = 4


class RecordTools(QFrame):
    """A row of controls for the chosen layer."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._booth = bridge, bridge.booth
        self.setProperty("card", "true")
        self.loops = QCheckBox()
        self.whole = Button("use-last-whole", "check")
        self.tidy = Button("tidy-lines", "tidy")
        self.tighten = Button("tighten-double", "tighten")
        self.smaller = Button("words-smaller", "minus")
        self.larger = Button("words-larger", "plus")
        self.hide_words = QCheckBox()
        self._parts = (
            self.loops, self.whole, self.tidy, self.tighten, self.smaller, self.larger, self.hide_words,
        )  # fmt: skip
        self._grid = QGridLayout(self)
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
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In one row, or in as many as it takes."""
        super().resizeEvent(event)
        widest = max(part.sizeHint().width() for part in self._parts) + self._grid.horizontalSpacing()
        columns = min(max((self.width() - 32) // widest, 1), len(self._parts))
        if columns != self._columns:
            self._columns = columns
            for place, part in enumerate(self._parts):
                self._grid.addWidget(part, place // columns, place % columns)

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
