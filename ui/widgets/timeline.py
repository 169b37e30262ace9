"""The song over time: heads of the tracks on the left, ruler above, clips in the middle; keys, zoom and following."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from studio.song import Song
from studio.timeline import song_length_frames
from ui.clip_actions import action_of, fill_clip_menu
from ui.clip_desk import ClipDesk
from ui.clip_form import ClipDialog
from ui.i18n import t
from ui.steps import track_to_record
from ui.style import look
from ui.widgets.canvas import RULER_HEIGHT, Canvas, Ruler, Waves
from ui.widgets.keys import OwnKeys
from ui.widgets.stretch import INSET, Stretch
from ui.widgets.track_header import TrackHeader

HEADER_WIDTH = 272
COMPACT_HEADER_WIDTH = 176
ROW_HEIGHT = 88
COMPACT_ROW_HEIGHT = 64
MIN_BARS = 16
"""An empty song shows this many bars."""
SPARE_BARS = 2
MAX_PX_PER_BEAT = 400.0
_TICKS = 16
"""Steps of the scroll bar per beat."""


def _begins_otherwise(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether one of two rows of things is not the other's beginning."""
    shared = min(len(before), len(now))
    return before[:shared] != now[:shared]


class _Corner(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.palette.surface))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(look.palette.line))


class Timeline(QWidget):
    """Shows a song and says where a person points. Changes nothing itself."""

    located = Signal(float)
    """Move the playhead to this beat."""
    muted = Signal(str, bool)
    soloed = Signal(str, bool)
    renamed = Signal(str, str)
    entered = Signal()
    """Enter was pressed: the next step, please."""

    def __init__(self, waves: Waves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stretch = Stretch()
        self._fitted = True
        self._headers: dict[str, TrackHeader] = {}
        self._compact = False
        self._clips: ClipDesk | None = None
        self.ruler = Ruler(self.stretch)
        self.canvas = Canvas(self.stretch, waves)
        self._corner = _Corner()
        self._corner.setFixedSize(HEADER_WIDTH, RULER_HEIGHT)
        self._head_column = QWidget()
        self._head_column.setFixedWidth(HEADER_WIDTH)
        self._head_box = QVBoxLayout(self._head_column)
        self._head_box.setContentsMargins(0, 0, 0, 0)
        self._head_box.setSpacing(0)
        self._head_box.addStretch(1)
        rows = QWidget()
        inner = QGridLayout(rows)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._head_column, 0, 0)
        inner.addWidget(self.canvas, 0, 1)
        inner.setColumnStretch(1, 1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(rows)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._corner, 0, 0)
        grid.addWidget(self.ruler, 0, 1)
        grid.addWidget(self._scroll, 1, 0, 1, 2)
        grid.addWidget(self._bar, 2, 1)
        grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bar.valueChanged.connect(self._scrolled)
        self.ruler.pointed.connect(self.located)
        self.canvas.pointed.connect(self.located)
        self.canvas.picked.connect(self.select)
        self.canvas.installEventFilter(self)
        self.retranslate()

    def use_clips(self, desk: ClipDesk) -> None:
        """Let clips be worked on, by mouse, keys and menu: the desk makes what is asked for, and leads the choice."""
        self._clips = desk
        self.canvas.hands.chosen.connect(desk.choose)
        self.canvas.hands.asked.connect(desk.ask)
        self.canvas.menu_wanted.connect(self._open_menu)
        OwnKeys(self.canvas, lambda event: self._is_clip_key(event))
        desk.changed.connect(self._follow_clips)
        desk.form_wanted.connect(self._ask_fades)
        self._follow_clips()

    # --- what it shows

    def show_song(self, song: Song) -> None:
        """Show another value of the song, or another song."""
        before = self.stretch.song
        self.stretch.song = song
        if song is not before and self.canvas.hands.pressed:
            self.canvas.hands.cancel()  # what was taken hold of may be gone
        if _begins_otherwise(before.media, song.media) or _begins_otherwise(before.takes, song.takes):
            self.canvas.forget()  # another song: the same clip is called and sounds otherwise there
        if [track.id for track in song.tracks] != list(self._headers):
            self._lay_headers(song)
        else:
            for track in song.tracks:
                self._headers[track.id].show_track(track)
        if self.stretch.selected_track not in self._headers:
            self.select(track_to_record(song, "") or next(iter(self._headers), ""))
        if song_length_frames(song) != song_length_frames(before) or song.bpm != before.bpm:
            self._refit()
        self.ruler.update()
        self.canvas.update()

    def show_playhead(self, beat: float, *, follow: bool) -> None:
        """Move the playhead; when it leaves the view while playing, turn the page."""
        stretch = self.stretch
        before = stretch.playhead_beat
        if beat == before:
            return
        stretch.playhead_beat = beat
        width = self.canvas.width()
        if follow and not self._fitted and not 0 <= stretch.x_of(beat) <= width * 0.94:
            self._go_to(beat - 0.06 * width / stretch.px_per_beat)
        self.canvas.show_playhead(before)
        self.ruler.update()

    def show_live(self, track_id: str, at_beat: float, frames: int, from_frame: int = 0) -> None:
        """Show the take that is being made, from a frame of its file on, or none with an empty id."""
        stretch = self.stretch
        stretch.live_from_frame = from_frame
        if (stretch.live_track, stretch.live_frames) == (track_id, frames):
            return
        started = stretch.live_track != track_id
        stretch.live_track, stretch.live_at_beat, stretch.live_frames = track_id, at_beat, frames
        if started:
            self.ruler.update()
            if track_id:
                self.select(track_id)
        self.canvas.update()
        end = at_beat + stretch.song.beat_of(frames)
        if track_id and end > self._end_beat():
            self._refit()

    def select(self, track_id: str) -> None:
        """Choose a track by id."""
        self.stretch.selected_track = track_id
        if self._clips is not None:
            self._clips.look_at(track_id)
        for other, header in self._headers.items():
            header.show_selected(other == track_id)
        header = self._headers.get(track_id)
        if header is not None:
            self._scroll.ensureWidgetVisible(header, 0, 0)
        self.canvas.update()

    def _follow_clips(self) -> None:
        """Show what the desk has chosen, whoever chose it."""
        desk, stretch = self._clips, self.stretch
        assert desk is not None
        stretch.grid = desk.grid
        if desk.track_id in self._headers and desk.track_id != stretch.selected_track:
            self.select(desk.track_id)
        if desk.chosen != stretch.selected_clip:
            stretch.selected_clip = desk.chosen
            found = self.canvas.hands.selected()
            if found is not None and not self._fitted:
                self._bring_into_view(found[1].at_beat)
        self.canvas.update()

    def _bring_into_view(self, beat: float) -> None:
        """Turn the page if a beat is not seen."""
        width = self.canvas.width()
        if not 0 <= self.stretch.x_of(beat) < width * 0.94:
            self._go_to(beat - 0.06 * width / self.stretch.px_per_beat)

    def rename_selected(self) -> None:
        """Let the chosen track's name be written over."""
        header = self._headers.get(self.stretch.selected_track)
        if header is not None:
            header.rename()

    def set_compact(self, compact: bool) -> None:
        """Lower rows and slim heads, for a small screen or a big scale."""
        if compact == self._compact:
            return
        self._compact = compact
        width = COMPACT_HEADER_WIDTH if compact else HEADER_WIDTH
        self._corner.setFixedWidth(width)
        self._head_column.setFixedWidth(width)
        for header in self._headers.values():
            header.show_buttons(not compact)
        self._size_rows()
        self._refit()

    def retranslate(self) -> None:
        self.setAccessibleName(t("timeline-area"))
        self.canvas.forget()

    # --- zoom and scroll

    def zoom(self, factor: float) -> None:
        """Larger or smaller around the playhead; never smaller than the whole song."""
        stretch = self.stretch
        fit = self._fit_px()
        anchor = stretch.playhead_beat
        at_x = stretch.x_of(anchor)
        if not 0 <= at_x <= self.canvas.width():
            anchor, at_x = stretch.beat_at(self.canvas.width() / 2), self.canvas.width() / 2
        stretch.px_per_beat = min(max(stretch.px_per_beat * factor, fit), MAX_PX_PER_BEAT)
        self._fitted = stretch.px_per_beat <= fit * 1.001
        stretch.left_beat = max(anchor - (at_x - INSET) / stretch.px_per_beat, 0.0)
        self._sync_bar()

    def _end_beat(self) -> float:
        stretch = self.stretch
        song = stretch.song
        live = stretch.live_at_beat + song.beat_of(stretch.live_frames) if stretch.live_track else 0.0
        end = max(song.beat_of(song_length_frames(song)), live)
        bars = -(-end // song.beats_per_bar) + SPARE_BARS
        return max(bars, MIN_BARS) * song.beats_per_bar

    def _fit_px(self) -> float:
        return max(self.canvas.width() - INSET, 1) / self._end_beat()

    def _refit(self) -> None:
        if self._fitted:
            self.stretch.px_per_beat = self._fit_px()
            self.stretch.left_beat = 0.0
        self._sync_bar()

    def _sync_bar(self) -> None:
        stretch = self.stretch
        shown = (self.canvas.width() - INSET) / stretch.px_per_beat
        hidden = max(self._end_beat() - shown, 0.0)
        stretch.left_beat = min(stretch.left_beat, hidden)
        self._bar.blockSignals(True)
        self._bar.setRange(0, round(hidden * _TICKS))
        self._bar.setPageStep(max(round(shown * _TICKS), 1))
        self._bar.setSingleStep(stretch.song.beats_per_bar * _TICKS)
        self._bar.setValue(round(stretch.left_beat * _TICKS))
        self._bar.blockSignals(False)
        self._bar.setVisible(hidden > 0.01)
        self.ruler.update()
        self.canvas.update()

    def _scrolled(self, value: int) -> None:
        self.stretch.left_beat = value / _TICKS
        self.ruler.update()
        self.canvas.update()

    def _go_to(self, left_beat: float) -> None:
        self.stretch.left_beat = max(left_beat, 0.0)
        self._sync_bar()

    # --- laying out and keys

    def _lay_headers(self, song: Song) -> None:
        for header in self._headers.values():
            self._head_box.removeWidget(header)
            header.hide()
            header.deleteLater()
        self._headers = {}
        for place, track in enumerate(song.tracks):
            header = self._headers[track.id] = TrackHeader(track)
            header.show_buttons(not self._compact)
            header.picked.connect(self.select)
            header.muted.connect(self.muted)
            header.soloed.connect(self.soloed)
            header.renamed.connect(self.renamed)
            self._head_box.insertWidget(place, header)
        self._size_rows()
        self.select(self.stretch.selected_track)

    def _size_rows(self) -> None:
        """Rows share the height there is, between the least they need and twice that."""
        least = COMPACT_ROW_HEIGHT if self._compact else ROW_HEIGHT
        count = max(len(self._headers), 1)
        room = self._scroll.viewport().height() // (count + 1)
        height = min(max(room, least), 2 * least)
        for header in self._headers.values():
            header.setFixedHeight(height)
        self.stretch.row_height = height
        self.canvas.setMinimumHeight(len(self._headers) * height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_rows()
        self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.25 ** (event.angleDelta().y() / 120))
        elif event.angleDelta().x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            delta = event.angleDelta().x() or event.angleDelta().y()
            self._bar.setValue(self._bar.value() - delta * _TICKS // 60)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas and event.type() == QEvent.Type.KeyPress:
            return self._key(event)  # type: ignore[arg-type]
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._refit()
        return False

    def _is_clip_key(self, event: QKeyEvent) -> bool:
        """Whether a key means the clips, and not the window: Esc only ends a drag."""
        if event.key() == Qt.Key.Key_Escape:
            return self.canvas.hands.dragging
        return self._clips is not None and action_of(event, letters=self._clips.letters) is not None

    def _open_menu(self, at: QPoint) -> None:
        assert self._clips is not None
        menu = QMenu(self)
        fill_clip_menu(menu, self._clips)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _ask_fades(self) -> None:
        """A small window for gain and fades, where the list with its own fields is not in front."""
        if self.canvas.isVisible() and self._clips is not None:
            dialog = ClipDialog(self._clips, self)
            dialog.exec()
            dialog.deleteLater()

    def _key(self, event: QKeyEvent) -> bool:
        stretch, desk = self.stretch, self._clips
        if event.key() == Qt.Key.Key_Escape and self.canvas.hands.dragging:
            self.canvas.hands.cancel()
            return True
        action = action_of(event, letters=desk.letters) if desk is not None else None
        if desk is not None and action is not None:
            action.do(desk)
            return True
        step = 1.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else float(stretch.song.beats_per_bar)
        ids = list(self._headers)
        row = ids.index(stretch.selected_track) if stretch.selected_track in ids else 0
        match event.key():
            case Qt.Key.Key_Left:
                on_grid = -(-stretch.playhead_beat // step) * step
                self.located.emit(max(on_grid - step, 0.0))
            case Qt.Key.Key_Right:
                self.located.emit(stretch.playhead_beat // step * step + step)
            case Qt.Key.Key_Up if ids:
                self.select(ids[max(row - 1, 0)])
            case Qt.Key.Key_Down if ids:
                self.select(ids[min(row + 1, len(ids) - 1)])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                return False
        return True
