"""Where there is little room on the disk: what takes it, and what can be emptied without anybody missing it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.diskuse import DiskUse, disk_use, empty_bins, empty_cache
from studio.wav import FRAME_BYTES
from ui import i18n
from ui.bridge import Bridge
from ui.i18n import t
from ui.jobs import Job, Progress, Stopped, Work
from ui.widgets.buttons import Button
from ui.widgets.order import lay_tab_order

_ROWS = ("songs", "finished", "bins", "cache")
_WIDTH = 760
_HOURS_FROM_MINUTES = 180
"""From here on the room is said in hours."""


class RoomDialog(QDialog):
    """One row for each kind of file, with its size. Songs are never deleted here."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self._job: Job | None = None
        self.use: DiskUse | None = None
        """What was counted last; None until it has been."""
        self.setWindowTitle(t("room-on-disk"))
        heading = QLabel(t("room-on-disk"))
        heading.setProperty("rank", "large")
        self.minutes = QLabel()
        inside = QWidget()
        rows = QGridLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setColumnStretch(0, 1)
        rows.setHorizontalSpacing(24)
        rows.setVerticalSpacing(16)
        rows.addWidget(self.minutes, 0, 0, 1, 2)
        self._sizes = {name: QLabel(wordWrap=True) for name in _ROWS}
        self.empty = {"bins": Button("room-empty-bins"), "cache": Button("room-empty-cache")}
        self.show_files = Button("room-show", "folder")
        for number, name in enumerate(_ROWS, 1):
            about = QLabel(t(f"room-{name}.text"), wordWrap=True)
            about.setProperty("tone", "secondary")
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(self._sizes[name])
            words.addWidget(about)
            rows.addLayout(words, number, 0)
            button = self.show_files if name == "finished" else self.empty.get(name)
            if button is not None:
                rows.addWidget(button, number, 1, Qt.AlignmentFlag.AlignVCenter)
        rows.setRowStretch(len(_ROWS) + 1, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.close_button = Button("room-close", "", "primary")
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 16, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        self.empty["bins"].clicked.connect(self._empty_bins)
        self.empty["cache"].clicked.connect(self._empty_cache)
        self.show_files.clicked.connect(bridge.exchange.show_exports)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(self._leave)
        lay_tab_order((self,))
        self.close_button.setFocus()
        room = parent.window().size() if parent else self.maximumSize()
        width = min(_WIDTH, room.width() - 24)
        high = 128 + inside.layout().heightForWidth(width - 48)
        self.resize(width, min(high, room.height() - 24))
        self._run(lambda progress, stopped: None)

    def _empty_bins(self) -> None:
        songs, here = self._bridge.shelf.places.songs, self._bridge.opened.path
        self._run(lambda progress, stopped: empty_bins(songs, but=here, stopped=stopped))

    def _empty_cache(self) -> None:
        """All but what the open song is drawn and played with."""
        bridge, here = self._bridge, self._bridge.opened.path
        kits = bridge.kits.of(bridge.song)
        used = [Path(layer.file) for kit in kits.values() for sound in kit.values() for layer in sound.layers]
        if here is not None:
            used.append(bridge.shelf.peaks_folder(here))
        cache = bridge.shelf.places.cache
        self._run(lambda progress, stopped: empty_cache(cache, but=used, stopped=stopped))

    def _run(self, first: Work) -> None:
        """Do something and count anew, on a thread of its own."""
        places = self._bridge.shelf.places

        def work(progress: Progress, stopped: Stopped) -> object:
            first(progress, stopped)
            return disk_use(places, stopped=stopped)

        self.use = None
        self._show()
        self._job = Job("room", work, self)
        self._job.done.connect(self._counted)
        self._job.start()

    def _counted(self, use: DiskUse) -> None:
        self.use = use
        self._show()

    def _show(self) -> None:
        rate_hz, use = self._bridge.song.rate_hz, self.use
        minutes = self._bridge.shelf.room(rate_hz).minutes
        hours = minutes >= _HOURS_FROM_MINUTES
        told = t("room-hours", hours=round(minutes / 60)) if hours else t("room-minutes", minutes=round(minutes))
        self.minutes.setText(told)
        for name, label in self._sizes.items():
            what = t(f"room-{name}")
            size_bytes = 0 if use is None else getattr(use, name)
            size = t("room-counting") if use is None else _size(size_bytes)
            if name in self.empty and size_bytes:
                gives = round(size_bytes / (60.0 * rate_hz * FRAME_BYTES))
                label.setText(t("room-row-gives", what=what, size=size, minutes=gives))
            else:
                label.setText(t("room-row", what=what, size=size))
        for name, button in self.empty.items():
            button.setEnabled(use is not None and getattr(use, name) > 0)

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait()


def _size(size_bytes: int) -> str:
    if size_bytes >= 1_000_000_000:
        return f"{i18n.decimal(size_bytes / 1e9)} GB"
    return f"{i18n.decimal(size_bytes / 1e6, 0 if size_bytes >= 10_000_000 else 1)} MB"
