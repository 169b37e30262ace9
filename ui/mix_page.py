"""The room Miks: one choice for the voice and one slider first, the whole mixer and drawn movements behind tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.mixer import Mixer
from ui.movement_view import MovementView
from ui.places import Place
from ui.voice_view import VoiceView
from ui.widgets.buttons import Button
from ui.widgets.page_head import PageHead, lay_page
from ui.widgets.view_tabs import ViewTabs

VIEWS = ("voice", "mixer", "moves")
"""In the order of the tabs."""
VOICE, MIXER, MOVES = range(3)


class MixPage(QWidget):
    """Three views of one mix."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self.tabs = ViewTabs("mix-view", VIEWS)
        self.release = Button("to-release", "finish", "primary")
        self.head = PageHead("mix-voice", action=self.release, lead=self.tabs)
        self.voice, self.mixer, self.moves = self._each = (VoiceView(bridge), Mixer(bridge), MovementView(bridge))
        self._views = QStackedWidget()
        for view in self._each:
            self._views.addWidget(view)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self._views, 1)
        self.tabs.currentChanged.connect(self._turned)
        bridge.comparing.changed.connect(self._say_head)
        self.set_compact(False)

    @property
    def view(self) -> int:
        """Which view is shown, by its place in `VIEWS`."""
        return self._views.currentIndex()

    def first_focus(self) -> QWidget:
        return self._each[self.view].first_focus()

    def show_song(self) -> None:
        self.release.setEnabled(self._bridge.can_play)
        self._each[self.view].show_song()
        self._say_head()

    def show_step(self, step: str) -> None:
        """The room has its own sentences."""

    def show_moment(self) -> None:
        """Take over where the engine is; called at the poll's rate while the room is shown."""
        self._each[self.view].show_moment()

    def turn_to(self, view: int) -> None:
        """Show one of `VIEWS`."""
        self.tabs.setCurrentIndex(view)
        self._turned(view)

    def lead_to(self, place: Place) -> None:
        """Put the keys on a knob."""
        if place.knob == "balance_db":
            self.turn_to(VOICE)
            self.voice.balance.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.turn_to(MIXER)
            self.mixer.lead_to(place.track_id, place.knob)

    def set_compact(self, compact: bool) -> None:
        lay_page(self._column, compact)
        for part in (self.head, *self._each):
            part.set_compact(compact)
        self.head.show_words(not compact)

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)
        self._leave_view()

    def _turned(self, view: int) -> None:
        if view != self.view:
            self._leave_view()
            self._views.setCurrentIndex(view)
            self._say_head()
            self.show_song()
            self.show_moment()
            if self.isVisible() and not self.tabs.hasFocus():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_view(self) -> None:
        """What was only listened to ends."""
        self._bridge.voices.end_preview()
        self._bridge.comparing.end()

    def _say_head(self) -> None:
        """What the view is for; while something is compared, what is heard now."""
        comparing = self._bridge.comparing
        if self.view == MIXER and comparing.on:
            message, fields = comparing.words()
            self.head.say(message, **fields)
        else:
            self.head.say(f"mix-{VIEWS[self.view]}")
