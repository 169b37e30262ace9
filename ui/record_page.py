"""The room Opptak: a row for every line with its words and takes; the timeline and the list of the same song."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from studio.engine.messages import TakeTrouble
from studio.lines import line_at, line_spans
from studio.song import Song
from ui.bridge import Bridge
from ui.notices import Notice
from ui.places import Place
from ui.record_tools import RecordTools
from ui.song_list import SongList
from ui.style import look
from ui.sung_lines import first_sung, first_worked, line_wave, rows_of, section_of
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, beside
from ui.widgets.count_digits import CountDigits
from ui.widgets.drop import DropPlace
from ui.widgets.layer_bar import LayerBar
from ui.widgets.line_view import LineView
from ui.widgets.live_strip import LiveStrip
from ui.widgets.lyrics_edit import LyricsEdit
from ui.widgets.page_head import PageHead, lay_page
from ui.widgets.snap_button import SnapButton
from ui.widgets.timeline import Timeline
from ui.widgets.view_tabs import ViewTabs

VIEWS = ("lines", "timeline", "list")
"""In the order of the tabs."""
LINES, TIMELINE, LIST = range(3)
_LOW_PX = 400
"""A room no higher than this has no place for an offer above the layers."""


class RecordPage(QWidget):
    """Shows what the bridge holds; every change goes through the bridge."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge, self._booth = bridge, bridge.booth
        self._shown: object = None
        self._compact = False
        self._build()
        self._wire()
        self.set_compact(False)
        self._prefer()

    def _build(self) -> None:
        self.tabs = ViewTabs("record-view", VIEWS)
        self.zoom_out = Button("zoom-out", "minus", "quiet", "-")
        self.zoom_in = Button("zoom-in", "plus", "quiet", "+")
        self.snap = SnapButton(self._bridge.clips)
        self.finish = Button("finish", "finish", "primary", "Ctrl+E")
        self.head = PageHead("next-import", action=self.finish, lead=self.tabs)
        self.offer = Banner()
        self.drop = DropPlace("drop-beat", makes=True)
        self.layers = LayerBar()
        self.check = Button("mic-level-begin", "microphone")
        self.write = Button("write-words", "write")
        self.write.setCheckable(True)
        self.more = Button("record-more", "faders")
        self.more.setCheckable(True)
        self.tools = RecordTools(self._bridge)
        self.lines = LineView(self._bridge.waves)
        self.words = LyricsEdit()
        self.strip = LiveStrip(self._bridge.waves)
        self.timeline = Timeline(self._bridge.waves)
        self.list = SongList(self._bridge)
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.setSpacing(0)
        self._zoom = _row(self.snap, None, self.zoom_out, self.zoom_in)
        self._zoom.layout().setContentsMargins(8, 4, 8, 4)
        inside.addWidget(self._zoom)
        inside.addWidget(self.timeline, 1)
        self._top = _row(self.layers, None, self.check, self.write, self.more)
        self._text = QStackedWidget()
        self._text.addWidget(self.lines)
        self._text.addWidget(self.words)
        sung = QWidget()
        self._sung = QVBoxLayout(sung)
        self._sung.setContentsMargins(0, 0, 0, 0)
        self._sung.addWidget(self._top)
        self._sung.addWidget(self.tools)
        self._sung.addWidget(self._text, 1)
        self._sung.addWidget(self.strip)
        self._views = QStackedWidget()
        for view in (sung, card, self.list):
            self._views.addWidget(view)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.drop)
        self._stack.addWidget(self._views)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self.offer)
        self._column.addWidget(self._stack, 1)
        self.digits = CountDigits(self._views)
        self.tools.hide()

    def _wire(self) -> None:
        bridge, booth = self._bridge, self._booth
        self.tabs.currentChanged.connect(self._turned)
        self.zoom_in.clicked.connect(lambda: self.timeline.zoom(1.5))
        self.zoom_out.clicked.connect(lambda: self.timeline.zoom(1 / 1.5))
        self.timeline.use_clips(bridge.clips)
        self.timeline.located.connect(bridge.locate)
        self.timeline.muted.connect(lambda track, on: bridge.switch(track, "mute", on))
        self.timeline.soloed.connect(lambda track, on: bridge.switch(track, "solo", on))
        self.timeline.renamed.connect(bridge.rename_track)
        self.layers.picked.connect(booth.choose_layer)
        self.write.toggled.connect(self._write)
        self.more.toggled.connect(self._show_parts)
        self.lines.chosen.connect(booth.choose)
        self.lines.hear.connect(booth.hear)
        self.lines.retake.connect(booth.retake)
        self.lines.edit_words.connect(booth.set_words)
        self.lines.pasted_words.connect(booth.set_lines)
        self.lines.remove.connect(booth.remove)
        self.lines.edge_moved.connect(booth.move_edge)
        self.lines.selected.connect(self._selected)
        self.words.edited.connect(booth.set_text)
        booth.changed.connect(self._booth_changed)
        bridge.clips.changed.connect(lambda: booth.choose_track(bridge.clips.track_id))
        bridge.prefs.changed.connect(self._prefer)
        bridge.link.take_trouble.connect(self._trouble)
        bridge.takes.offered.connect(self._offer)
        bridge.takes.left.connect(self.offer.put_away)
        self.offer.acted.connect(lambda action: bridge.takes.keep_before())
        bridge.waves.changed.connect(self._waves_changed)

    # --- what it shows

    @property
    def view(self) -> int:
        """Which view is shown, by its place in `VIEWS`."""
        return self._views.currentIndex()

    def first_focus(self) -> QWidget:
        """Where the keys should be when the room is entered."""
        if self._stack.currentIndex() == 0:
            return self.drop.make
        if self.view == TIMELINE:
            return self.timeline.canvas
        if self.view == LIST:
            return self.list.first_focus()
        if self._text.isHidden():
            return self.tools.loops
        return self.words if self.write.isChecked() else self.lines

    def show_song(self) -> None:
        """Take over the bridge's song."""
        song = self._bridge.song
        shown = 1 if song.tracks else 0
        if shown != self._stack.currentIndex():
            self._stack.setCurrentIndex(shown)
            if self.isVisible():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.tabs.setVisible(bool(song.tracks))
        other = self._shown is not self._bridge.opened
        if other:
            self._shown = self._bridge.opened
            for button in (self.write, self.more):
                button.setChecked(False)
            self.lines.start_over()
        self._show_view()
        if other:
            self.lines.begin_at(first_worked(song, self._booth.track_id))

    def show_step(self, step: str) -> None:
        """Say the next step in the large sentence."""
        fields = {"number": self._bridge.moment.counting_in} if step == "counting" else {}
        self.head.say(f"next-{step}", **fields)
        self.finish.setVisible(step == "finish")

    def show_moment(self) -> None:
        """Take over where the engine is; called at the poll's rate while the room is shown."""
        moment = self._bridge.moment
        if moment.count is None:
            self.digits.hide()
        else:
            self.digits.show_count(*moment.count, self._bridge.song.beats_per_bar, line_words=self._first_words())
        live = moment.recording and moment.take_frames > 0
        if self.view == TIMELINE:
            self.timeline.show_playhead(moment.beat, follow=moment.moving)
            frames = moment.take_frames - moment.take_from_frames if live else 0
            track = moment.take_track if live else ""
            self.timeline.show_live(track, moment.take_at_beat, frames, moment.take_from_frames)
        elif self.view == LINES:
            self._show_line(live)
        else:
            self.list.show_moment(moment)

    def _first_words(self) -> str:
        """The words of the line that a take begins with, unless nobody is to see them."""
        song = self._bridge.song
        line = line_at(song, self._bridge.link.take_begins_at)
        return song.lines[line].text if 0 <= line < len(song.lines) and not self._bridge.prefs.words_hidden else ""

    def _show_line(self, live: bool) -> None:
        moment, song = self._bridge.moment, self._bridge.song
        spans = line_spans(song)
        line, share = -1, 0.0
        if spans and (moment.moving or live):
            line = line_at(song, moment.beat)
            span = spans[line]
            share = min(max((moment.beat - span.from_beat) / (span.to_beat - span.from_beat), 0.0), 1.0)
        self.lines.show_now(line, share)
        self.lines.show_live(line if live else -1)
        self.words.show_now(line)
        self._show_parts()
        if live:
            self.strip.show_live(moment.take_frames, song.rate_hz, moment.pass_number, moment.take_from_frames)

    def _show_view(self) -> None:
        song = self._bridge.song
        if self.view == TIMELINE:
            self.timeline.show_song(song)
        elif self.view == LIST:
            self.list.show_song(song)
        else:
            self._show_lines(song)

    def _show_lines(self, song: Song) -> None:
        booth = self._booth
        self.layers.show_role(booth.role, {track.role: True for track in song.tracks if track.clips})
        for part in (self.lines, self.strip):
            part.set_role(booth.role)
        self.lines.set_rate(song.rate_hz)
        self.lines.show_rows(rows_of(song, booth.track_id))
        spans = line_spans(song)
        names = {line: name for line in range(len(spans)) if (name := section_of(song, spans, line))}
        words = [line.text for line in song.lines] or [""] * (first_sung(song) + 1)
        self.words.show_lines(words, names)
        self.tools.show_song()
        self._show_parts()
        self._show_wave()

    def _show_wave(self) -> None:
        wave = line_wave(self._bridge.song, self._booth.track_id, self._booth.line)
        if wave is None:
            self.lines.show_line_wave(self._booth.line, "", 0.0, 1.0, 0.0, 1.0)
        else:
            self.lines.show_line_wave(self._booth.line, *wave)

    def _selected(self, line: int) -> None:
        """A line was pointed at: its sound unfolds, and playing begins there."""
        self._booth.choose_line(line)
        spans = line_spans(self._bridge.song)
        if 0 <= line < len(spans) and not self._bridge.moment.moving:
            self._bridge.locate(spans[line].from_beat)

    def _booth_changed(self) -> None:
        self.lines.show_heard(*self._booth.heard)
        if self.isVisible() and self.view == LINES:
            self._show_lines(self._bridge.song)

    def _prefer(self) -> None:
        prefs = self._bridge.prefs
        self.lines.set_size(prefs.words_px)
        self.words.set_size(prefs.words_px)
        self.lines.hide_words(prefs.words_hidden)
        self.lines.hover_listens = not look.calm
        self.lines.set_letters(prefs.letters)
        self.tools.show_song()

    def _offer(self, notice: Notice) -> None:
        self.offer.tell(notice)
        self._show_parts()

    def _trouble(self, trouble: TakeTrouble) -> None:
        kind = "loud" if trouble.kind == "loud" else "gap"
        self.lines.show_trouble(line_at(self._bridge.song, trouble.at_beat), kind)

    def _waves_changed(self) -> None:
        self.timeline.canvas.update()
        if self.view == LINES:
            self._show_wave()

    # --- views

    def turn_to(self, view: int) -> None:
        """Show one of `VIEWS`."""
        self.tabs.setCurrentIndex(view)
        self._turned(view)

    def lead_to(self, place: Place) -> None:
        """Put the keys on a line, on its words, or on the timeline."""
        self.turn_to(TIMELINE if place.knob == "timeline" else LINES)
        self._booth.choose_track(place.track_id)
        if place.line >= 0:
            self._booth.choose_line(place.line)
            self.lines.select(place.line)
        if self.view == LINES:
            self.write.setChecked(place.knob == "words")
            self.words.go_to(max(place.line, 0))
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, view: int) -> None:
        if view != self.view:
            self._booth.end_hearing()
            self._views.setCurrentIndex(view)
            self._show_view()
            self.show_moment()
            if self.isVisible() and not self.tabs.hasFocus():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self) -> None:
        """What stands above and below the lines. Where there is little room, the words have all of it while they are
        sung, and the tools while they are asked for; in a low room, what is offered stands instead of the layers."""
        recording, asked = self._bridge.moment.recording, self.more.isChecked()
        self.strip.setVisible(recording)
        low = self._compact and self.height() < _LOW_PX
        self._top.setVisible(not (self._compact and recording) and not (low and self.offer.isVisibleTo(self)))
        unheard = not self._bridge.song.takes and self._bridge.mic.level is None
        self.check.setVisible(unheard and not self._compact)  # it is in the menu too
        self.tools.setVisible(asked and not (self._compact and recording))
        self._text.setVisible(not (self._compact and asked and not recording))

    def _write(self, on: bool) -> None:
        """Write all the words at once, or see the lines."""
        if on and self._compact:  # the tools have the room of the words there
            self.more.setChecked(False)
        self._text.setCurrentIndex(1 if on else 0)
        if on:
            self.words.go_to(self._booth.line if self._bridge.song.lines else first_sung(self._bridge.song))
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        lay_page(self._column, compact)
        self._sung.setSpacing(8 if compact else 12)
        self.head.set_compact(compact)
        for part in (self.offer, self.drop, self.timeline, self.lines, self.layers, self.list, self.strip, self.tools):
            part.set_compact(compact)
        self._zoom.setVisible(not compact)
        self._show_parts()

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)
        self._booth.end_hearing()


def _row(*parts: QWidget | None) -> QWidget:
    made = QWidget()
    made.setLayout(beside(*parts))
    return made
