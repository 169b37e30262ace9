"""The third view of the room Miks: how volume, echo and reverb of one track move with the song, drawn by hand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from studio import automation, edits, params
from studio.lines import line_at, line_spans
from studio.song import Point, Song
from ui.bridge import Bridge
from ui.i18n import t
from ui.last_words import last_words
from ui.notices import Notice
from ui.widgets.buttons import Button
from ui.widgets.canvas import Ruler
from ui.widgets.curve_canvas import PAGE_DB, CurveCanvas
from ui.widgets.curve_view import LevelScale
from ui.widgets.snap_button import SnapButton
from ui.widgets.stretch import Stretch, track_name
from ui.widgets.track_header import ElidedLabel
from ui.widgets.track_tabs import TrackTabs
from ui.widgets.view_tabs import ViewTabs
from ui.widgets.zoom_bar import ZoomBar

KNOBS = ("volume", "delay", "reverb")
"""What the tabs are called, in the order of `params.AUTOMATED`."""
_DELAY = params.AUTOMATED.index("delay_send_db")
_LEAST_HEIGHT = 120


class MovementView(QScrollArea):
    """Shows what the bridge holds; every change goes through it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge = bridge
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        stretch = self._stretch = Stretch()
        self.tracks = TrackTabs("movement-tracks")
        self.knobs = ViewTabs("movement-knob", KNOBS)
        self.ruler = Ruler(stretch)
        self.canvas = CurveCanvas(stretch, bridge.waves)
        self._scale = LevelScale(self.canvas)
        self._bar = ZoomBar(stretch, self.canvas)
        self.echo = Button("movement-echo", "repeat")
        self.remove = Button("movement-remove", "minus", "quiet", "Del")
        self.straight = Button("movement-straight", "close", "quiet")
        self.snap = SnapButton(bridge.clips)
        self.zoom_out = Button("zoom-out", "minus", "quiet")
        self.zoom_in = Button("zoom-in", "plus", "quiet")
        self._words = ElidedLabel()
        self._words.setProperty("tone", "secondary")
        self._lay_out()
        self.tracks.picked.connect(lambda track_id: self.show_knob(track_id, self.canvas.name))
        self.knobs.currentChanged.connect(
            lambda at: self.show_knob(stretch.selected_track, params.AUTOMATED[max(at, 0)])
        )
        self._bar.turned.connect(self._draw)
        self.ruler.pointed.connect(bridge.locate)
        canvas = self.canvas
        canvas.asked.connect(self._ask)
        canvas.gesture_ended.connect(bridge.end_gesture)
        canvas.located.connect(bridge.locate)
        canvas.zoomed.connect(self._bar.zoom)
        canvas.menu_wanted.connect(self._open_menu)
        canvas.changed.connect(self._show_state)
        canvas.resized.connect(self._lay_anew)
        canvas.focused.connect(lambda: self.ensureWidgetVisible(canvas, 0, 0))
        self.echo.clicked.connect(self.echo_last_words)
        self.remove.clicked.connect(canvas.remove)
        self.straight.clicked.connect(lambda: self._ask((), ""))
        self.zoom_out.clicked.connect(lambda: self._bar.zoom(1 / 1.5))
        self.zoom_in.clicked.connect(lambda: self._bar.zoom(1.5))
        bridge.clips.changed.connect(self._show_grid)
        bridge.waves.changed.connect(canvas.forget)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(self.tracks, 1)
        top.addWidget(self.knobs)
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.addWidget(self.ruler, 0, 1)
        grid.addWidget(self._scale, 1, 0)
        grid.addWidget(self.canvas, 1, 1)
        grid.addWidget(self._bar, 2, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        for button in (self.echo, self.remove, self.straight):
            self._buttons.addWidget(button)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._buttons.addWidget(self._words, 1)
        for button in (self.snap, self.zoom_out, self.zoom_in):
            self._buttons.addWidget(button)
        self.canvas.setMinimumHeight(_LEAST_HEIGHT)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(grid, 1)
        column.addLayout(self._buttons)
        self.setWidget(inside)

    def first_focus(self) -> QWidget:
        return self.canvas

    # --- what it shows

    @property
    def song(self) -> Song:
        return self._bridge.song

    def show_song(self) -> None:
        song, stretch = self._bridge.song, self._stretch
        stretch.song = song
        ids = [track.id for track in song.tracks]
        if stretch.selected_track not in ids:
            picked = self._bridge.mixing.picked
            voices = [track.id for track in song.tracks if track.role in params.VOICE_ROLES]
            self.show_knob(picked if picked in ids else next(iter(voices or ids), ""), self.canvas.name)
        self.canvas.show_points()
        self._bar.refit()
        self._show_grid()
        self._show_state()

    def show_knob(self, track_id: str, name: str) -> None:
        """Show another track, or another knob of it: one of `params.AUTOMATED`."""
        self.canvas.show_knob(track_id, name)
        self.knobs.blockSignals(True)
        self.knobs.setCurrentIndex(params.AUTOMATED.index(name))
        self.knobs.blockSignals(False)
        self._draw()
        self._show_state()

    def show_moment(self) -> None:
        """Take over where the engine is; called at the poll's rate while the view is shown."""
        moment, stretch = self._bridge.moment, self._stretch
        before = stretch.playhead_beat
        if moment.beat == before:
            return
        stretch.playhead_beat = moment.beat
        if moment.moving:
            self._bar.bring_into_view(moment.beat)
        self.canvas.show_playhead(before)
        self.ruler.update()
        self._say()

    def set_compact(self, compact: bool) -> None:
        """What the menu of the line and its keys do too has no buttons where there is little room."""
        for part in (self.ruler, self.remove, self.snap, self.zoom_out, self.zoom_in):
            part.setVisible(not compact)

    def retranslate(self) -> None:
        self._show_state()

    def _draw(self) -> None:
        for part in (self.ruler, self.canvas, self._scale):
            part.update()

    def _show_grid(self) -> None:
        self._stretch.grid = self._bridge.clips.grid

    def _show_state(self) -> None:
        """What can be done now, and what is chosen."""
        canvas = self.canvas
        self.tracks.show_tracks([(track.id, track_name(track)) for track in self.song.tracks],
                                self._stretch.selected_track)  # fmt: skip
        self.echo.setEnabled(canvas.track is not None and bool(line_spans(self.song)))
        self.remove.setEnabled(bool(canvas.points) and (canvas.chosen >= 0 or canvas.picked is not None))
        self.straight.setEnabled(bool(canvas.points))
        self._say()

    def _say(self) -> None:
        self._words.say(self.canvas.accessible_value() if self.canvas.track is not None else "")

    # --- what is asked

    def echo_last_words(self) -> None:
        """An echo on the last word of each line that is picked; of the line under the playhead where none is."""
        canvas, song = self.canvas, self.song
        picked, track = canvas.picked, canvas.track
        if track is None:
            return
        lines = (
            [line_at(song, self._bridge.moment.beat)] if picked is None else
            [n for n, span in enumerate(line_spans(song)) if picked[0] <= span.from_beat < picked[1]]
        )  # fmt: skip
        name = params.AUTOMATED[_DELAY]
        words = last_words(song, track.id, lines, self._bridge.waves)
        points = track.automation.get(name, ())
        made = automation.with_echoes(points, track.knob(name), words)
        self.show_knob(track.id, name)
        if made == points:
            self._bridge.tell(Notice("told-echo-open"))
        elif self._set(made, "edit-echo-last-word"):
            canvas.picked = picked
            self._bridge.announced.emit(t("told-echo-made", count=len(words)))
        self._show_state()

    def _ask(self, points: tuple[Point, ...], merge: str) -> None:
        self._set(points, "edit-set-automation", merge or None)

    def _set(self, points: tuple[Point, ...], label: str, merge: str | None = None) -> bool:
        track_id, name = self._stretch.selected_track, self.canvas.name
        return self._bridge.is_free() and self._bridge.change(
            lambda song: edits.set_automation(song, track_id=track_id, name=name, points=points), label, merge
        )

    def _open_menu(self, at: QPoint) -> None:
        """What a hand can do here, in words; rows with a key say it."""
        canvas, beat = self.canvas, self._stretch.playhead_beat
        where = canvas.pointed or (beat, canvas.level_now(beat))
        holds = canvas.picked is not None or canvas.chosen >= 0
        rows = (
            ("movement-add", "Enter", True, lambda: canvas.add(*where)),
            ("movement-remove", "Del", self.remove.isEnabled(), canvas.remove),
            ("movement-louder", "PgUp", holds, lambda: canvas.raise_by(PAGE_DB)),
            ("movement-softer", "PgDown", holds, lambda: canvas.raise_by(-PAGE_DB)),
            ("movement-echo", "", self.echo.isEnabled(), self.echo_last_words),
            ("movement-straight", "", self.straight.isEnabled(), lambda: self._ask((), "")),
        )
        menu = QMenu(self)
        for message, key, on, do in rows:
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
            row = menu.addAction("\t".join(filter(None, (t(message), shown))))
            row.setEnabled(on)
            row.triggered.connect(lambda checked=False, do=do: do())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # --- room

    def _lay_anew(self) -> None:
        self._bar.refit()
        if self.canvas.hasFocus():
            self.ensureWidgetVisible(self.canvas, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger or smaller, sideways or with Shift along the song; else up and down where there is little
        room."""
        if not self._bar.turn(event):
            super().wheelEvent(event)
