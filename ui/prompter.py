"""The words of the song, large enough to read from the microphone, while it plays as it will on the stage."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from studio.lines import line_at, line_spans
from ui.bridge import Bridge
from ui.i18n import t
from ui.sung_lines import section_of
from ui.widgets.buttons import Button, beside

SIZES_PX = (32, 44, 60, 80)
_WIDE_PX = 1200
"""From here on the words are larger at once."""
_AFTER = 2
"""So many lines are seen ahead."""


class Prompter(QDialog):
    """Fills the screen; the line that is sung now stands in the middle, the ones that come below it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._desk = bridge, bridge.stage
        self._size = 2 if self.screen().size().width() >= _WIDE_PX else 1
        self._told: tuple[object, ...] = ()
        self.setObjectName("page")
        self.setWindowTitle(t("rehearse"))
        self._where = QLabel()
        self._where.setProperty("tone", "secondary")
        self.now = QLabel(wordWrap=True)
        self.coming = tuple(QLabel(wordWrap=True) for _ in range(_AFTER))
        for label in self.coming:
            label.setProperty("tone", "secondary")
        self.play = Button("play", "play", "primary", "Space")
        self.smaller, self.larger = Button("words-smaller", "minus"), Button("words-larger", "plus")
        self.leave = Button("close", "close", "quiet", "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(16)
        column.addWidget(self._where)
        column.addStretch(1)
        column.addWidget(self.now)
        for label in self.coming:
            column.addWidget(label)
        column.addStretch(2)
        column.addLayout(beside(self.play, self.smaller, self.larger, None, self.leave))
        self.play.clicked.connect(self.play_or_stop)
        self.smaller.clicked.connect(lambda: self.set_size(self._size - 1))
        self.larger.clicked.connect(lambda: self.set_size(self._size + 1))
        self.leave.clicked.connect(self.reject)
        for keys, do in (
            (("Space",), self.play_or_stop),
            (("+", "="), lambda: self.set_size(self._size + 1)),
            (("-",), lambda: self.set_size(self._size - 1)),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), self).activated.connect(do)
        bridge.moment_changed.connect(self._follow)
        self._desk.changed.connect(self._follow)
        self.set_size(self._size)
        self._follow()
        self.play.setFocus()

    def play_or_stop(self) -> None:
        """Space: from the start without the lead, or stop."""
        if self._desk.rehearsing:
            self._desk.end_rehearsal()
        else:
            self._desk.rehearse()

    def set_size(self, size: int) -> None:
        """One of `SIZES_PX`, by its place."""
        self._size = min(max(size, 0), len(SIZES_PX) - 1)
        self.smaller.setEnabled(self._size > 0)
        self.larger.setEnabled(self._size < len(SIZES_PX) - 1)
        self.now.setStyleSheet(f"font-size: {SIZES_PX[self._size]}px; font-weight: 600;")
        for label in self.coming:
            label.setStyleSheet(f"font-size: {round(SIZES_PX[self._size] * 0.7)}px;")

    def hideEvent(self, event: QHideEvent) -> None:
        self._desk.end_rehearsal()
        super().hideEvent(event)

    def _follow(self) -> None:
        song, playing = self._bridge.song, self._desk.rehearsing
        self.play.say("stop", "stop") if playing else self.play.say("play", "play")
        spans = line_spans(song)
        line = line_at(song, self._bridge.moment.beat) if playing else 0
        texts = [song.lines[number].text if number < len(song.lines) else "" for number in range(len(spans))]
        told = (line, playing, *texts[max(line, 0) : line + _AFTER + 1])
        if told == self._told:
            return
        self._told = told
        name = next((name for number in range(line, -1, -1) if (name := section_of(song, spans, number))), "")
        place = t("prompter-line", line=line + 1, count=len(spans))
        self._where.setText(" · ".join(part for part in (song.title, name, place) if part))
        pause = "…" if any(texts) else t("prompter-no-words")
        self.now.setText((texts[line] if 0 <= line < len(texts) else "") or pause)
        for ahead, label in enumerate(self.coming, 1):
            label.setText(texts[line + ahead] if line + ahead < len(texts) else "")
