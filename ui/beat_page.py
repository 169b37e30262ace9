"""The room Beat: a style to begin with, the beat under the hands, or a beat brought from outside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from beats.styles import style_names
from ui.beat_desk import has_beat
from ui.beat_editor import BeatEditor
from ui.bridge import Bridge
from ui.fit_panel import BeatFitPanel
from ui.i18n import t
from ui.places import Place
from ui.widgets.card_picker import CardPicker, Words
from ui.widgets.drop import DropPlace
from ui.widgets.page_head import PageHead, lay_page
from ui.widgets.view_tabs import ViewTabs

VIEWS = ("styles", "editor", "outside")
"""In the order of the tabs."""
STYLES, EDITOR, OUTSIDE = range(3)


class BeatPage(QWidget):
    """Three views of one song's beat; which of them comes first follows from what there is."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self._opened: object = None
        self._had = (False, False)
        self.tabs = ViewTabs("beat-view", VIEWS)
        self.head = PageHead("beat-styles", lead=self.tabs)
        self.styles = CardPicker(style_names(), _words, "style-card-help")
        self.editor = BeatEditor(bridge)
        self.drop = DropPlace("drop-beat")
        self.fit = BeatFitPanel(bridge)
        self._outside = QStackedWidget()
        self._outside.addWidget(self.drop)
        self._outside.addWidget(self.fit)
        self._views = QStackedWidget()
        for view in (self.styles, self.editor, self._outside):
            scroll = QScrollArea(widgetResizable=True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(view)
            self._views.addWidget(scroll)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self._views, 1)
        self.styles.previewed.connect(self._preview)
        self.styles.chosen.connect(self._take)
        self.tabs.currentChanged.connect(self._turned)
        bridge.beat.changed.connect(self._desk_changed)
        self.set_compact(False)

    @property
    def view(self) -> int:
        """Which view is shown, by its place in `VIEWS`."""
        return self._views.currentIndex()

    def lead_to(self, place: Place) -> None:
        """Put the keys on the song's form, or on what there is of a beat."""
        if has_beat(self._bridge.song):
            self.turn_to(EDITOR)
            self.editor.sections.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        if self.view == STYLES:
            return self.styles.cards[0]
        if self.view == EDITOR:
            return self.editor.first_focus()
        return self.fit.first_focus() if self._outside.currentIndex() else self.drop.button

    def show_song(self) -> None:
        song = self._bridge.song
        beat = has_beat(song)
        brought = any(track.role == "beat" and track.clips for track in song.tracks)
        if not beat and self.view == EDITOR:
            self.turn_to(STYLES)
        self.tabs.setTabEnabled(EDITOR, beat)
        self._outside.setCurrentIndex(1 if brought else 0)
        before, self._had = self._had, (beat, brought)
        other = self._opened is not self._bridge.opened
        self._opened = self._bridge.opened
        if other:
            self.turn_to(EDITOR if beat else OUTSIDE if brought else STYLES)
        elif brought and not before[1]:
            self.turn_to(OUTSIDE)
        elif beat and not before[0]:
            self.turn_to(EDITOR)
        self._show_view()

    def show_step(self, step: str) -> None:
        """The room has one thing to do, whatever the next step of the song is."""

    def show_moment(self) -> None:
        """Take over where the engine is; called at the poll's rate while the room is shown."""
        if self.view == EDITOR:
            self.editor.show_moment()
        elif self.view == OUTSIDE and self._outside.currentIndex():
            self.fit.show_moment()

    def turn_to(self, view: int) -> None:
        """Show one of `VIEWS`."""
        self.tabs.setCurrentIndex(view)
        self._turned(view)

    def set_compact(self, compact: bool) -> None:
        lay_page(self._column, compact)
        self.head.set_compact(compact)
        for part in (self.drop, self.editor, self.fit):
            part.set_compact(compact)

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)
        self._bridge.beat.end_preview()

    def _turned(self, view: int) -> None:
        if view != self._views.currentIndex():
            self._bridge.beat.end_preview()
            self._views.setCurrentIndex(view)
            self.head.say(f"beat-{VIEWS[view]}")
            self._show_view()
            if self.isVisible() and not self.tabs.hasFocus():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_view(self) -> None:
        if self.view == EDITOR:
            self.editor.show_song()
        elif self.view == OUTSIDE:
            self.fit.show_song()

    def _desk_changed(self) -> None:
        self.styles.show_playing(self._bridge.beat.previewing)
        if self.view == EDITOR and self.isVisible():
            self.editor.show_song()

    def _preview(self, style: str) -> None:
        if style:
            self._bridge.beat.preview(style)
        else:
            self._bridge.beat.end_preview()

    def _take(self, style: str) -> None:
        self._bridge.beat.take_style(style)
        if has_beat(self._bridge.song):
            self.turn_to(EDITOR)


def _words(style: str) -> Words:
    return Words(t(f"style-{style}"), t(f"style-{style}.text"))
