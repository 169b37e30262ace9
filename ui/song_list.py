"""The song as a list: sections, tracks and clips in their order, and everything that the timeline does, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.song import Clip, Song, Track
from ui.bridge import Bridge
from ui.clip_actions import CLIP_ACTIONS, action_of, fill_clip_menu, is_ready
from ui.clip_form import ClipDialog, ClipForm
from ui.i18n import decimal, t
from ui.moment import Moment
from ui.style import font, look
from ui.theme import TEXT
from ui.widgets.buttons import Button
from ui.widgets.keys import OwnKeys
from ui.widgets.section_bar import section_name
from ui.widgets.stretch import beat_words, clip_name, place_of, track_name
from ui.widgets.track_header import NameEdit

_COLUMNS = (
    "list-what", "list-track", "list-start", "list-length", "clip-gain", "clip-fade-in", "clip-fade-out",
)  # fmt: skip
_WIDTHS = (0, 140, 110, 130, 100, 100, 100)
_COMPACT_WIDTHS = (0, 100, 100, 120, 0, 0, 0)
"""Of each column, in the order above: 0 takes what is left, or is put away where there is little room."""
_ROW_HEIGHT = 44
_OF_TRACKS = (("mute", "M"), ("solo", "S"), ("track-rename", "F2"))
"""What can be done with a track: message and key. The first two keys are the window's."""


class Row(NamedTuple):
    """One line of the list."""

    kind: Literal["section", "track", "clip"]
    id: str
    at_beat: float
    cells: tuple[str, ...]


def rows_of(song: Song) -> list[Row]:
    """The tracks first; then, in the song's order, each section and the clips that begin in it."""
    rows, timed = [], []
    for track in song.tracks:
        count = t("list-clips", count=len(track.clips))
        gain = _db(track.knob("gain_db"))
        name = t("list-track-row", track=track_name(track))
        name = t("clip-muted", clip=name) if track.knob("mute") >= 0.5 else name
        rows.append(Row("track", track.id, 0.0, (name, "", "", count, gain)))
        timed += [(clip.at_beat, 1, _clip_row(song, track, clip)) for clip in track.clips]
    bar = 0
    for section in song.sections:
        at_beat = float(bar * song.beats_per_bar)
        name, length = t("list-section", name=section_name(section)), t("list-bars", bars=section.bars)
        timed.append((at_beat, 0, Row("section", section.id, at_beat, (name, "", _place(song, at_beat), length))))
        bar += section.bars
    return rows + [row for _, _, row in sorted(timed, key=lambda each: each[:2])]


def _clip_row(song: Song, track: Track, clip: Clip) -> Row:
    def ms(frames: int) -> str:
        return t("clip-fade-ms", ms=round(frames * 1000 / song.rate_hz)) if frames else ""

    name = clip_name(song, track, clip)
    cells = (
        t("clip-muted", clip=name) if clip.mute else name,
        track_name(track),
        _place(song, clip.at_beat),
        t("list-bars", bars=round(song.beat_of(clip.length_frames) / song.beats_per_bar, 2)),
        _db(clip.gain_db),
        ms(clip.fade_in_frames),
        ms(clip.fade_out_frames),
    )
    return Row("clip", clip.id, clip.at_beat, cells)


def _place(song: Song, beat: float) -> str:
    bar, in_bar = place_of(song, beat)
    return f"{bar}.{beat_words(in_bar)}"


def _side_of(column: int) -> Qt.AlignmentFlag:
    """Words to the left, numbers to the right."""
    side = Qt.AlignmentFlag.AlignLeft if column < 2 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _db(gain_db: float) -> str:
    return t("level-db", db=decimal(gain_db)) if gain_db else ""


class SongList(QWidget):
    """Shows what the bridge holds. What is chosen here is chosen on the timeline, and the other way round."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._desk = bridge, bridge.clips
        self._rows: list[Row] = []
        self._showing = False
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(80)
        self.form = ClipForm(self._desk, 6)
        self.buttons: dict[str, Button] = {}
        self._headings: dict[str, QLabel] = {}
        side = QWidget()
        self._stack = QVBoxLayout(side)
        self._stack.setContentsMargins(8, 4, 8, 4)
        self._stack.setSpacing(4)
        self._lay_buttons()
        self._side = QScrollArea(widgetResizable=True)
        self._side.setWidget(side)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFixedWidth(side.sizeHint().width() + 24)
        self.all = Button("clip-all", "menu", "quiet")
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.all.setMenu(menu)
        self.all.hide()
        self._lay_out()
        self._wire()
        self._dress()
        self.set_compact(False)
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self._side)
        row.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)

    def _lay_buttons(self) -> None:
        """Every action as a button in words, below the name of its part."""
        rows = [(action.group, action.name, action.keys[0]) for action in CLIP_ACTIONS]
        for group, message, key in (*rows, *(("list-track", *row) for row in _OF_TRACKS)):
            if group and group not in self._headings:
                heading = self._headings[group] = QLabel()
                heading.setProperty("tone", "secondary")
                heading.setProperty("rank", "small")
                heading.setContentsMargins(14, 12, 0, 0)
                self._stack.addWidget(heading)
            button = self.buttons[message] = Button(message, kind="quiet", key=key)
            button.setStyleSheet("text-align: left;")
            self._stack.addWidget(button)

    def _wire(self) -> None:
        desk = self._desk
        for action in CLIP_ACTIONS:
            self.buttons[action.name].clicked.connect(lambda checked=False, do=action.do: do(desk))
        self.table.currentCellChanged.connect(self._row_chosen)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.installEventFilter(self)
        for message, do in self._of_tracks().items():
            self.buttons[message].clicked.connect(lambda checked=False, do=do: do())
        OwnKeys(self.table, self._is_own_key)
        desk.changed.connect(self._follow)
        desk.form_wanted.connect(self._to_form)
        look.changed.connect(self._dress)

    # --- what it shows

    def first_focus(self) -> QWidget:
        """Where the keys should be when the list comes to the front."""
        return self.table

    def show_song(self, song: Song) -> None:
        """Take over another value of the song; the chosen row stays chosen."""
        rows = rows_of(song)
        self._showing = True
        if rows != self._rows:
            before, self._rows = self._rows, rows
            self.table.setRowCount(len(rows))
            for number, row in enumerate(rows):
                if number >= len(before) or before[number] != row:
                    self._write(number, row)
        self._showing = False
        self._follow()
        self._seek()

    def show_moment(self, moment: Moment) -> None:
        """Take over where the playhead is: what is ready to be done may be something else now."""
        self._show_ready()

    def set_compact(self, compact: bool) -> None:
        """Only the list and one button, for a small screen or a big scale: the numbers come in a window then."""
        self._side.setVisible(not compact)
        self.form.setVisible(not compact)
        self.all.setVisible(compact)
        for column, width in enumerate(_COMPACT_WIDTHS if compact else _WIDTHS):
            if column:
                self.table.setColumnHidden(column, not width)
                self.table.setColumnWidth(column, width)

    def retranslate(self) -> None:
        self.table.setAccessibleName(t("song-list"))
        self.table.setAccessibleDescription(t("song-list.help"))
        self.table.setWhatsThis(t("song-list.help"))
        for column, message in enumerate(_COLUMNS):
            head = QTableWidgetItem(t(message))
            head.setTextAlignment(_side_of(column))
            self.table.setHorizontalHeaderItem(column, head)
        for message, heading in self._headings.items():
            heading.setText(t(message))
        self._rows = []
        self.show_song(self._bridge.song)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._seek()

    def _seek(self) -> None:
        """Have the chosen row seen."""
        item = self.table.currentItem()
        if item is not None:
            self.table.scrollToItem(item)

    def _write(self, number: int, row: Row) -> None:
        for column in range(len(_COLUMNS)):
            item = QTableWidgetItem(row.cells[column] if column < len(row.cells) else "")
            item.setFont(font(TEXT, strong=row.kind != "clip"))
            item.setTextAlignment(_side_of(column))
            self.table.setItem(number, column, item)

    def _follow(self) -> None:
        """Show what the desk has chosen, whoever chose it."""
        desk = self._desk
        wanted = ("clip", desk.chosen) if desk.chosen else ("track", desk.track_id)
        now = self._row
        if now is None or ((now.kind, now.id) != wanted and not (now.kind == "section" and not desk.chosen)):
            place = next((n for n, row in enumerate(self._rows) if (row.kind, row.id) == wanted), -1)
            if place >= 0:
                self._showing = True
                self.table.setCurrentCell(place, max(self.table.currentColumn(), 0))
                self._showing = False
        self.form.show_clip()
        self._show_ready()

    def _show_ready(self) -> None:
        for action in CLIP_ACTIONS:
            button = self.buttons[action.name]
            ready = is_ready(action, self._desk)
            if ready != button.isEnabled() and not (button.hasFocus() and not ready):
                button.setEnabled(ready)

    @property
    def _row(self) -> Row | None:
        place = self.table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    # --- what people do

    def _row_chosen(self, place: int, *_: int) -> None:
        if self._showing or not 0 <= place < len(self._rows):
            return
        row = self._rows[place]
        if row.kind == "clip":
            self._desk.choose(row.id)
            return
        self._desk.choose("")
        if row.kind == "track":
            self._desk.look_at(row.id)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _fill(self, menu: QMenu) -> None:
        fill_clip_menu(menu, self._desk)
        track = menu.addMenu(t("list-track"))
        for message, do in self._of_tracks().items():
            track.addAction(t(message)).triggered.connect(lambda checked=False, do=do: do())

    def _of_tracks(self) -> dict[str, Callable[[], object]]:
        bridge, desk = self._bridge, self._desk
        return {
            "mute": lambda: bridge.toggle(desk.track_id, "mute"),
            "solo": lambda: bridge.toggle(desk.track_id, "solo"),
            "track-rename": lambda: self._rename(desk.track_id),
        }

    def _is_own_key(self, event: QKeyEvent) -> bool:
        """Keys that mean the chosen row, and not the window."""
        return event.key() == Qt.Key.Key_F2 or action_of(event, letters=self._desk.letters) is not None

    def _rename(self, track_id: str) -> None:
        """Let a track's name be written over, in its row."""
        place = next((n for n, row in enumerate(self._rows) if (row.kind, row.id) == ("track", track_id)), -1)
        if place < 0:
            return
        edit = NameEdit(track_name(self._bridge.song.track(track_id)))
        edit.kept.connect(lambda name: self._bridge.rename_track(track_id, name))
        edit.left.connect(lambda: self.table.removeCellWidget(place, 0))
        self.table.scrollToItem(self.table.item(place, 0))
        self.table.setCellWidget(place, 0, edit)
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_form(self) -> None:
        """To the numbers beside the list, or to a small window of them where there is little room."""
        if self.form.isVisible():
            self.form.gain.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.gain.selectAll()
        elif self.isVisible():
            dialog = ClipDialog(self._desk, self)
            dialog.exec()
            dialog.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.KeyPress:
            return self._key(event)  # type: ignore[arg-type]
        return False

    def _key(self, event: QKeyEvent) -> bool:
        song, row = self._bridge.song, self._row
        action = action_of(event, letters=self._desk.letters)
        step = 1.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else float(song.beats_per_bar)
        beat = self._bridge.moment.beat
        if action is not None:
            action.do(self._desk)
        elif event.key() == Qt.Key.Key_F2:
            self._rename(self._desk.track_id)
        elif event.key() == Qt.Key.Key_Left:
            self._bridge.locate(max(-(-beat // step) * step - step, 0.0))
        elif event.key() == Qt.Key.Key_Right:
            self._bridge.locate(beat // step * step + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._bridge.locate(max(row.at_beat, 0.0))
        else:
            return False
        return True

    def _dress(self) -> None:
        colours = look.palette
        self.table.setStyleSheet(
            f"QTableWidget {{ background: {colours.surface}; border: 1px solid {colours.line}; outline: none; }}"
            f"QTableWidget::item {{ padding: 0px 10px; border-bottom: 1px solid {colours.line}; }}"
            f"QTableWidget::item:selected {{ background: {colours.primary}; color: {colours.on_primary}; }}"
            f"QHeaderView::section {{ background: {colours.surface}; color: {colours.secondary}; border: none;"
            f" border-bottom: 2px solid {colours.control}; padding: 0px 10px; min-height: {_ROW_HEIGHT}px; }}"
        )
