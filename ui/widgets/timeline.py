"""The song over time: heads of the tracks on the left, ruler above, clips in the middle; keys, zoom and following."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

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
from ui.widgets.stretch import Stretch
from ui.widgets.track_header import TrackHeader
from ui.widgets.zoom_bar import ZoomBar

HEADER_WIDTH = 272
COMPACT_HEADER_WIDTH = 176
ROW_HEIGHT = 88
COMPACT_ROW_HEIGHT = 64


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
        self._bar = ZoomBar(self.stretch, self.canvas)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._corner, 0, 0)
        grid.addWidget(self.ruler, 0, 1)
        grid.addWidget(self._scroll, 1, 0, 1, 2)
        grid.addWidget(self._bar, 2, 1)
        grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bar.turned.connect(self._draw)
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
            self._bar.refit()
        self.ruler.update()
        self.canvas.update()

    def show_playhead(self, beat: float, *, follow: bool) -> None:
        """Move the playhead; when it leaves the view while playing, turn the page."""
        stretch = self.stretch
        before = stretch.playhead_beat
        if beat == before:
            return
        stretch.playhead_beat = beat
        if follow:
            self._bar.bring_into_view(beat)
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
        if track_id and end > self._bar.end_beat:
            self._bar.refit()

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
            if found is not None:
                self._bar.bring_into_view(found[1].at_beat)
        self.canvas.update()

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
        self._bar.refit()

    def retranslate(self) -> None:
        self.setAccessibleName(t("timeline-area"))
        self.canvas.forget()

    # --- zoom and scroll

    def zoom(self, factor: float) -> None:
        """Larger or smaller around the playhead; never smaller than the whole song."""
        self._bar.zoom(factor)

    def _draw(self) -> None:
        self.ruler.update()
        self.canvas.update()

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
        self._bar.refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._bar.turn(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas and event.type() == QEvent.Type.KeyPress:
            return self._key(event)  # type: ignore[arg-type]
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._bar.refit()
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
