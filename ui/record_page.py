"""The room Opptak: an empty song asks for a beat; then the song over time, and recording over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.widgets.buttons import Button
from ui.widgets.drop import DropPlace
from ui.widgets.page_head import PageHead
from ui.widgets.timeline import Timeline


class RecordPage(QWidget):
    """Shows what the bridge holds; every change goes through the bridge."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self.zoom_out = Button("zoom-out", "minus", "quiet", "-")
        self.zoom_in = Button("zoom-in", "plus", "quiet", "+")
        self.finish = Button("finish", "finish", "primary", "Ctrl+E")
        self.head = PageHead("next-import", self.zoom_out, self.zoom_in, action=self.finish)
        self.drop = DropPlace("drop-beat", makes=True)
        self.timeline = Timeline(bridge.waves)
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.timeline)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.drop)
        self._stack.addWidget(card)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self._stack, 1)
        self.set_compact(False)

        self.zoom_in.clicked.connect(lambda: self.timeline.zoom(1.5))
        self.zoom_out.clicked.connect(lambda: self.timeline.zoom(1 / 1.5))
        self.timeline.located.connect(bridge.locate)
        self.timeline.muted.connect(lambda track, on: bridge.switch(track, "mute", on))
        self.timeline.soloed.connect(lambda track, on: bridge.switch(track, "solo", on))
        self.timeline.renamed.connect(bridge.rename_track)
        bridge.waves.changed.connect(self.timeline.canvas.update)

    def first_focus(self) -> QWidget:
        """Where the keys should be when the room is entered."""
        return self.drop.make if self._stack.currentIndex() == 0 else self.timeline.canvas

    def show_song(self) -> None:
        """Take over the bridge's song."""
        song = self._bridge.song
        shown = 1 if song.tracks else 0
        if shown != self._stack.currentIndex():
            self._stack.setCurrentIndex(shown)
            if self.isVisible():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        for button in (self.zoom_in, self.zoom_out):
            button.setEnabled(bool(song.tracks))
        self.timeline.show_song(song)

    def show_step(self, step: str) -> None:
        """Say the next step in the large sentence."""
        fields = {"number": self._bridge.moment.counting_in} if step == "counting" else {}
        self.head.say(f"next-{step}", **fields)
        self.finish.setVisible(step == "finish")

    def show_moment(self) -> None:
        """Take over where the engine is; called at the poll's rate while the room is shown."""
        moment = self._bridge.moment
        self.timeline.show_playhead(moment.beat, follow=moment.moving)
        live = moment.recording and moment.take_frames > 0
        if live:
            self.timeline.show_live(moment.take_track, moment.take_at_beat, moment.take_frames)
        else:
            self.timeline.show_live("", 0.0, 0)

    def set_compact(self, compact: bool) -> None:
        margin = 12 if compact else 24
        self._column.setContentsMargins(margin, 8 if compact else 20, margin, 8 if compact else 20)
        self._column.setSpacing(8 if compact else 16)
        self.head.set_compact(compact)
        self.drop.set_compact(compact)
        self.timeline.set_compact(compact)
