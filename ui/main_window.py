"""The window: four rooms, the banner above them, the dock below, and what keys and buttons ask of the bridge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import i18n
from ui.actions import Actions
from ui.beat_desk import has_beat
from ui.beat_page import STYLES, BeatPage
from ui.bridge import Bridge
from ui.files import ask_for_audio
from ui.finish_page import FinishPage
from ui.i18n import t
from ui.lesson_host import LessonHost
from ui.mix_page import MixPage
from ui.notices import Notice
from ui.places import Place
from ui.record_page import RecordPage
from ui.style import look
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner, Notices
from ui.widgets.dock import Dock
from ui.widgets.drop import dropped_file
from ui.widgets.header import ROOMS, Header
from ui.widgets.order import lay_tab_order

_SIZE = QSize(1280, 760)
"""What it opens with, or the whole screen where that is smaller: at 200 % a small one is."""
COMPACT_WIDTH = 1180
COMPACT_HEIGHT = 600
"""Below either of these (logical pixels) the window shows only what is needed most."""
BEAT, RECORD, FINISH = 0, 1, 3
"""Places of three rooms in `ROOMS`."""
_PRIMARY = {BEAT: {"record": "record"}, RECORD: {"record": "record", "listen": "play"}}
"""Room → next step → which button of the dock is the obvious one; the other rooms have one of their own."""


class MainWindow(QMainWindow):
    """Shows the bridge's song in four rooms and passes on what people ask for."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self._compact: bool | None = None
        self._close: bool | None = None
        self._stale: set[QWidget] = set()
        self._laid: dict[QWidget, tuple[str, ...]] = {}
        self._build()
        self.actions_by_name = Actions(self, self.header.menu.menu(), self._handlers())
        self._wire()
        self.setMinimumSize(640, 360)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.retranslate()
        self.enter_room(RECORD)

    # --- building

    def _build(self) -> None:
        self.header = Header()
        self.banner = Banner()
        self._work = QWidget()
        self._work_text = QLabel()
        self._work_bar = QProgressBar()
        self._work_bar.setRange(0, 1000)
        self._work_bar.setTextVisible(False)
        work_row = QHBoxLayout(self._work)
        work_row.setContentsMargins(0, 0, 0, 0)
        work_row.setSpacing(16)
        work_row.addWidget(self._work_text)
        work_row.addWidget(self._work_bar, 1)
        self._work.hide()
        self.record_page = RecordPage(self.bridge)
        self.beat_page, self.mix_page, self.finish_page = (
            BeatPage(self.bridge), MixPage(self.bridge), FinishPage(self.bridge),
        )  # fmt: skip
        self.pages = (self.beat_page, self.record_page, self.mix_page, self.finish_page)
        self.rooms = QStackedWidget()
        for page in self.pages:
            self.rooms.addWidget(page)
        self.dock = Dock()
        self.lessons = LessonHost(self)
        self.rooms.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._notices = Notices(self.banner, self._work, self.lessons.strip)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.rooms, 1)
        beside.addWidget(self.lessons.panel, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._notices)
        column.addLayout(beside, 1)
        column.addWidget(self.dock)
        self.setCentralWidget(inside)
        self.setAcceptDrops(True)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        bridge, timeline = self.bridge, self.record_page.timeline
        return {
            "play-or-stop": bridge.play_or_stop, "record-or-stop": self.record_or_stop,
            "mute-selected": lambda: bridge.toggle(timeline.stretch.selected_track, "mute"),
            "solo-selected": lambda: bridge.toggle(timeline.stretch.selected_track, "solo"),
            "count-in": bridge.prefs.next_count_in, "to-start": lambda: bridge.locate(0.0),
            "zoom-in": lambda: timeline.zoom(1.5), "zoom-out": lambda: timeline.zoom(1 / 1.5),
            "new-song": self.new_song, "repeat": self.repeat,
            "hide-words": lambda: bridge.prefs.hide_words(not bridge.prefs.words_hidden),
            "open-song": self.choose_song, "import-beat": self.choose_beat,
            "finish": self.finish, "undo": bridge.undo, "redo": bridge.redo, "what-is-this": self.what_is_this,
            "rename": self.rename, "next-panel": self.next_panel, "back": self.back, "quit": self.close,
            "room-1": lambda: self.enter_room(0), "room-2": lambda: self.enter_room(1),
            "room-3": lambda: self.enter_room(2), "room-4": lambda: self.enter_room(3),
            "lessons": self.lessons.toggle, "lesson-next": self.lessons.next,
            "sound": self.choose_sound, "mic": self.look_after_mic,
            "calm": bridge.prefs.toggle_calm, "light": bridge.prefs.toggle_light,
            "letters": bridge.prefs.toggle_letters,
            "nb": lambda: bridge.prefs.speak("nb"), "en": lambda: bridge.prefs.speak("en"),
        }  # fmt: skip

    def _wire(self) -> None:
        bridge, header, dock = self.bridge, self.header, self.dock
        header.renamed.connect(bridge.rename_song)
        header.tabs.currentChanged.connect(self._room_changed)
        header.calm.clicked.connect(bridge.prefs.toggle_calm)
        header.help.clicked.connect(self.what_is_this)
        for head in (page.head for page in self.pages):
            head.undo.clicked.connect(bridge.undo)
            head.redo.clicked.connect(bridge.redo)
        for drop in (self.beat_page.drop, self.record_page.drop):
            drop.wanted.connect(self.choose_beat)
            drop.dropped.connect(bridge.exchange.bring_in)
        self.record_page.drop.made.connect(self.make_beat)
        self.record_page.finish.clicked.connect(self.finish)
        self.mix_page.release.clicked.connect(lambda: self.enter_room(FINISH))
        self.finish_page.left.connect(self.lead_to)
        self.record_page.check.clicked.connect(lambda: self.look_after_mic(begin=True))
        self.record_page.timeline.entered.connect(self.next_step)
        dock.to_start.clicked.connect(lambda: bridge.locate(0.0))
        dock.play.clicked.connect(bridge.play_or_stop)
        dock.record.clicked.connect(self.record_or_stop)
        dock.count_in.clicked.connect(bridge.prefs.next_count_in)
        dock.sound.clicked.connect(self.choose_sound)
        dock.volume.turned.connect(bridge.sound.set_volume)
        self.banner.acted.connect(self.act)
        bridge.song_changed.connect(self.show_song)
        bridge.moment_changed.connect(self.show_moment)
        bridge.state_changed.connect(self.show_state)
        bridge.told.connect(self._tell)
        bridge.pads.asked.connect(self.choose_pad)
        bridge.announced.connect(lambda text: announce(self, text))
        bridge.prefs.language_changed.connect(self.retranslate)
        self.lessons.wire()

    # --- showing

    @property
    def room(self) -> int:
        """Which room is shown, by its place in `ROOMS`."""
        return self.rooms.currentIndex()

    def show_song(self) -> None:
        """The song has changed, or is another one."""
        song = self.bridge.song
        self.header.show_title(song.title)
        self.setWindowTitle(f"{song.title} – {t('app-name')}")
        self._stale = set(self.pages)
        self._freshen()
        self.show_state()
        self.show_moment()

    def show_moment(self) -> None:
        """Where the engine is now; called at the poll's rate."""
        bridge, moment = self.bridge, self.bridge.moment
        self.dock.show_time(
            bridge.song,
            moment.beat,
            recording=moment.recording,
            counting_in=moment.counting_in,
            take_s=moment.take_frames / bridge.song.rate_hz,
        )
        self.dock.meter.show_level(moment.input_db)
        self.pages[self.room].show_moment()

    def show_state(self) -> None:
        """What can be done now, and what comes next."""
        bridge, moment = self.bridge, self.bridge.moment
        step = bridge.next_step()
        for page in self.pages:
            page.show_step(step)
            page.head.undo.setEnabled(bridge.can_undo)
            page.head.redo.setEnabled(bridge.can_redo)
        primary = _PRIMARY.get(self.room, {}).get(step, "")
        self.dock.show_transport(
            playing=moment.moving or bridge.comparing.hears_reference,
            recording=moment.recording,
            primary=primary,
            can_play=bridge.can_play,
            can_record=bridge.can_record,
        )
        self.dock.show_device(is_demo=bridge.sound.is_demo)
        self.header.show_saved(saved=bridge.is_saved)
        self.dock.show_count_in(bridge.prefs.count_in_bars)
        self.header.calm.setChecked(look.calm)
        actions = self.actions_by_name
        actions.listen(letters=bridge.prefs.letters)
        for name, on in (("undo", bridge.can_undo), ("redo", bridge.can_redo), ("finish", bridge.can_play)):
            actions.enable(name, on)
        for name, on in (
            ("count-in", bridge.prefs.count_in_bars > 0),
            ("calm", look.calm),
            ("light", look.theme == "light"),
        ):
            actions.check(name, on)
        actions.check("letters", bridge.prefs.letters)
        for language in i18n.LANGUAGES:
            actions.check(language, i18n.language() == language)
        work = bridge.work
        self._work.setVisible(work is not None)
        kind, share = work or ("", 0.0)
        self._work_text.setText(t(f"job-{kind}") if kind else "")
        self._work_bar.setAccessibleName(self._work_text.text())
        self._work_bar.setValue(round(share * 1000))
        self.finish_page.show_job()

    def enter_room(self, index: int) -> None:
        """Go to a room and put the keys where its work is."""
        self.header.tabs.setCurrentIndex(index)
        self._room_changed(index)

    def lead_to(self, place: Place) -> None:
        """Go to a room, and there to where something is to be done."""
        index = next(number for number, row in enumerate(ROOMS) if row[0] == place.where)
        self.enter_room(index)
        self.pages[index].lead_to(place)

    def _freshen(self) -> None:
        """Show the song in the room that is open; the others do so when they are entered."""
        page = self.pages[self.room]
        if page in self._stale:
            self._stale.discard(page)
            page.show_song()
            tracks = tuple(track.id for track in self.bridge.song.tracks)
            if self._laid.get(page) != tracks:  # its parts are new
                self._laid[page] = tracks
                self.lay_tabs()

    def lay_tabs(self) -> None:
        """Have the Tab key go through the window as it is laid out."""
        lessons = self.lessons
        lay_tab_order((self.header, self.banner, lessons.strip, *self.pages, lessons.panel, self.dock))

    def _room_changed(self, index: int) -> None:
        self.rooms.setCurrentIndex(index)
        self._freshen()
        page = self.pages[index]
        page.show_moment()
        self.show_state()
        if not self.header.tabs.hasFocus():
            page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, notice: Notice) -> None:
        """Show a notice, unless the room that is open shows the same already."""
        if notice.action == "show-folder" and self.room == FINISH:
            announce(self, notice.text())
        else:
            self.banner.tell(notice)

    # --- what people ask for

    def next_step(self) -> None:
        """Do the obvious next thing."""
        {
            "import": self.choose_beat,
            "record": self.record_or_stop,
            "counting": self.record_or_stop,
            "recording": self.record_or_stop,
            "listen": self.bridge.play_or_stop,
            "finish": self.finish,
        }[self.bridge.next_step()]()

    def record_or_stop(self) -> None:
        """Record on the chosen track, in the room where it can be seen; or stop and keep the take."""
        if not self.bridge.moment.recording and self.room != RECORD:
            self.enter_room(RECORD)
        self.bridge.record_or_stop()

    def repeat(self) -> None:
        """G: what is recorded or heard goes round its section, or no more."""
        if self.room == RECORD:
            self.bridge.booth.set_loops(not self.bridge.booth.loops)
        else:
            self.bridge.beat.toggle_repeats()

    def new_song(self) -> None:
        """Put this song away and begin another one with its beat."""
        self.bridge.new_song()
        if not self.bridge.can_play:
            self.make_beat()

    def make_beat(self) -> None:
        """Go where styles are heard and chosen."""
        self.enter_room(BEAT)
        self.beat_page.turn_to(STYLES)
        self.beat_page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_beat(self) -> None:
        """Ask for an audio file and bring it in as the song's beat."""
        file = ask_for_audio(self, self.bridge.shelf.import_folder)
        if file:
            self.bridge.exchange.bring_in(file)

    def choose_song(self) -> None:
        """Ask which song to open."""
        from ui.songs_dialog import SongsDialog

        self._ask(SongsDialog(self.bridge, self))

    def choose_sound(self) -> None:
        """Ask which microphone and which output."""
        from ui.sound_dialog import SoundDialog

        self._ask(SoundDialog(self.bridge, self))

    def make_room(self) -> None:
        """Show what takes room on the disk, and what of it can be emptied."""
        from ui.room_dialog import RoomDialog

        self._ask(RoomDialog(self.bridge, self))

    def look_after_mic(self, *, begin: bool = False) -> None:
        """Show the microphone's level, how long sound takes, and how the singer hears the own voice; with `begin`
        listen to the level at once."""
        from ui.mic_dialog import MicDialog

        dialog = MicDialog(self.bridge, self)
        if begin:
            self.bridge.mic.begin_level()
        self._ask(dialog)
        self.record_page.show_song()

    def choose_pad(self, port: str, note: int) -> None:
        """Ask which sound a new pad plays; not while a take is made or something else is asked."""
        if QApplication.activeModalWidget() is None and not self.bridge.link.recording and has_beat(self.bridge.song):
            from ui.pad_dialog import PadDialog

            self._ask(PadDialog(self.bridge, port, note, self))

    @staticmethod
    def _ask(dialog: QDialog) -> None:
        """Show a dialog until it is answered; it is gone then."""
        dialog.exec()
        dialog.deleteLater()

    def finish(self) -> None:
        """Go to the last room, or make the file if there already."""
        if self.room == FINISH:
            self.finish_page.give_out()
        else:
            self.enter_room(FINISH)

    def rename(self) -> None:
        """Write over the name of the chosen track if the timeline has the keys, else the song's."""
        timeline = self.record_page.timeline
        if timeline.canvas.hasFocus() and timeline.stretch.selected_track:
            timeline.rename_selected()
        else:
            self.header.rename()

    def what_is_this(self) -> None:
        """Say what the thing with the focus is and does; where nothing has it, what the room is for."""
        widget = QApplication.focusWidget()
        while widget is not None and not widget.whatsThis():
            widget = widget.parentWidget()
        if widget is None or widget is self.header.help:
            room = f"room-{ROOMS[self.room][0]}"
            name, text = t(room), t(f"{room}.help")
        else:
            name, text = widget.accessibleName(), widget.whatsThis()
        self.banner.tell(Notice("help-about", {"name": name, "help": text}))

    def next_panel(self) -> None:
        """Move the keys to the next part of the window."""
        panels: list[tuple[QWidget, QWidget]] = [(self.header, self.header.tabs)]
        for banner in (self.banner, self.record_page.offer):
            if banner.isVisible():
                panels.append((banner, banner.first_button()))
        panels.append((self.rooms, self.pages[self.room].first_focus()))
        panels += self.lessons.panels()
        panels.append((self.dock, self.dock.play if self.dock.play.isEnabled() else self.dock.meter))
        focus = QApplication.focusWidget()
        at = next((n for n, (home, _) in enumerate(panels) if focus is not None and home.isAncestorOf(focus)), -1)
        panels[(at + 1) % len(panels)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back(self) -> None:
        """Esc: put away the banner and go back to where the room's work is. Never stops or loses anything."""
        self.banner.put_away()
        if self.room == RECORD:
            self.record_page.offer.put_away()
        self.pages[self.room].first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, action: str) -> None:
        """The button of a notice was pressed."""
        {
            "sound": self.choose_sound,
            "import": self.choose_beat,
            "songs": self.choose_song,
            "finish": self.finish,
            "restart-sound": self.bridge.sound.look_again,
            "room": self.make_room,
            "again": self.record_or_stop,
            "show-folder": self.bridge.exchange.show_exports,
        }.get(action, lambda: None)()

    # --- language, size, closing

    def retranslate(self) -> None:
        """Say everything again, in the language in use."""
        for widget in self.findChildren(QWidget):
            again = getattr(widget, "retranslate", None)
            if again is not None:
                again()
        self.lessons.retranslate()
        self.actions_by_name.retranslate()
        self.show_song()

    def raise_up(self) -> None:
        """Come to the front: somebody started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < COMPACT_WIDTH or self.height() < COMPACT_HEIGHT
        self.lessons.set_drawer(compact)
        if compact != self._compact:
            self._compact = compact
            for part in (self.header, self._notices, self.dock):
                part.set_compact(compact)
        self.fit()

    def fit(self) -> None:
        """Show rooms with all they have, or with what is needed most, by the room that lessons leave them."""
        close = bool(self._compact) or self.width() - self.lessons.side_width < COMPACT_WIDTH
        if close != self._close:
            self._close = close
            for page in self.pages:
                page.set_compact(close)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.bridge.exchange.bring_in(file)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A take that is being made is stopped and kept before the window goes."""
        self.lessons.close()
        self.bridge.close()
        event.accept()
