"""The bar along the top: the song's name, the four rooms as tabs, calm mode, the menu and help."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QTabBar, QWidget

from ui import icons
from ui.i18n import t
from ui.style import look, set_kind
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button
from ui.widgets.track_header import NameEdit

ROOMS = (("beat", "grid"), ("record", "microphone"), ("mix", "faders"), ("finish", "disc"))
"""Room and its icon, in the order of the work."""
_TITLE_WIDTH = 260
_COMPACT_TITLE_WIDTH = 116
_AROUND_TITLE = 32
"""What its button has beside the letters."""


class Header(QFrame):
    """Says which room is wanted and what the song is to be called; its other buttons are wired by the window."""

    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._song_title = ""
        self._title_px = _TITLE_WIDTH
        self._compact = False
        self._is_saved = True
        self._edit: NameEdit | None = None
        self._later = QTimer(self, singleShot=True, interval=0)  # tabs know their size a little later
        self._later.timeout.connect(self._fit)
        self.title = Button("song-title", "", "title", "F2")
        self.saved = QWidget()
        self._saved_text = QLabel()
        self._saved_text.setProperty("tone", "secondary")
        saved_row = QHBoxLayout(self.saved)
        saved_row.setContentsMargins(0, 0, 0, 0)
        saved_row.setSpacing(6)
        self._saved_sign = Sign("check", "secondary", 20)
        saved_row.addWidget(self._saved_sign)
        saved_row.addWidget(self._saved_text)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setIconSize(QSize(22, 22))
        for _ in ROOMS:
            self.tabs.addTab("")
        self.calm = Button("calm", "calm", "quiet")
        self.calm.setCheckable(True)
        self.lessons = Button("lessons", "lesson", "quiet", "Ctrl+L")
        self.lessons.setCheckable(True)
        self.menu = Button("menu", "menu", "quiet")
        self.menu.setMenu(QMenu(self))
        self.help = Button("help", "help", "quiet", "F1")
        self.help.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus on what help is asked about
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.saved)
        self._row.addStretch(1)
        self._row.addWidget(self.tabs)
        self._row.addStretch(1)
        for button in (self.lessons, self.calm, self.menu, self.help):
            self._row.addWidget(button)
        self.title.clicked.connect(self.rename)
        self.set_compact(False)

    def show_title(self, title: str) -> None:
        """Show the song's name, as much of it as there is room for."""
        self._song_title = title
        self.title.setAccessibleName(t("song-title-named", title=title))
        self._fit()

    def show_saved(self, *, saved: bool) -> None:
        """Whether everything is on disk, or waits for room there."""
        self._is_saved = saved
        message = "saved" if saved else "saving"
        self._saved_sign.show_icon("check" if saved else "info", "secondary")
        self._saved_text.setText(t(message))
        self.saved.setToolTip(t(f"{message}.help"))

    def rename(self) -> None:
        """Let the song's name be written over."""
        if self._edit is not None:
            return
        edit = self._edit = NameEdit(self._song_title)
        set_kind(edit, kind="title")
        edit.setFixedWidth(self._title_px)
        self._row.insertWidget(0, edit)
        self.title.hide()
        edit.kept.connect(self.renamed)
        edit.left.connect(self._end_rename)
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Only words for the rooms, and calm mode left to the menu, for a small screen or a big scale."""
        self._compact = compact
        self._row.setSpacing(0 if compact else 8)
        self._row.setContentsMargins(4 if compact else 12, 0, 4 if compact else 12, 0)
        set_kind(self.tabs, compact="true" if compact else "false")
        self.help.say("help-short" if compact else "help")
        self._draw_icons()
        self._fit()
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is in the menu as well goes first where there is too little room: calm mode, then lessons. The song's
        name has what is left."""
        room = self.width() - sum(
            part.sizeHint().width() for part in (self.tabs, self.lessons, self.menu, self.help)
        ) - self._row.spacing() * 8 - 2 * self._row.contentsMargins().left()  # fmt: skip
        letters = self.title.fontMetrics()
        whole = min(letters.horizontalAdvance(self._song_title) + _AROUND_TITLE, _TITLE_WIDTH)
        title = _COMPACT_TITLE_WIDTH if self._compact else whole
        saved = self.saved.sizeHint().width()
        self.saved.setVisible(not self._compact and room >= title + saved)
        self.calm.setVisible(not self._compact and room >= title + saved + self.calm.sizeHint().width())
        self.lessons.setVisible(room >= title)
        left = room if room >= title else room + self.lessons.sizeHint().width()
        self._title_px = min(max(left, title), _TITLE_WIDTH)
        self.title.setMaximumWidth(self._title_px)
        room = self._title_px - _AROUND_TITLE
        self.title.setText(letters.elidedText(self._song_title, Qt.TextElideMode.ElideRight, room))

    def retranslate(self) -> None:
        for index, (room, _) in enumerate(ROOMS):
            self.tabs.setTabText(index, t(f"room-{room}"))
            self.tabs.setTabToolTip(index, t(f"room-{room}.help"))
            self.tabs.setTabWhatsThis(index, t(f"room-{room}.help"))
            self.tabs.setAccessibleTabName(index, t(f"room-{room}"))
        self.tabs.setAccessibleName(t("rooms"))
        self.tabs.setAccessibleDescription(t("rooms.help"))
        self.tabs.setWhatsThis(t("rooms.help"))
        self.show_saved(saved=self._is_saved)
        self.title.retranslate()
        self.lessons.retranslate()
        self._fit()
        self.show_title(self._song_title)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icons()

    def _draw_icons(self) -> None:
        for index, (_, name) in enumerate(ROOMS):
            drawn = icons.icon(name, look.palette.secondary, look.palette.text)
            self.tabs.setTabIcon(index, QIcon() if self._compact else drawn)

    def _end_rename(self) -> None:
        edit, self._edit = self._edit, None
        if edit is not None:
            self._row.removeWidget(edit)
            edit.hide()
            edit.deleteLater()
            self.title.show()
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
