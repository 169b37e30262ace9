"""The room Gi ut: choose what the file is for, press one button, hear where it went."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.bridge import Bridge
from ui.exchange import EXPORT_FORMATS
from ui.i18n import t
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button
from ui.widgets.page_head import PageHead
from ui.widgets.track_header import ElidedLabel

CARD_WIDTH = 760


class FinishPage(QWidget):
    """Format, the primary button, and progress with a way to stop."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self.head = PageHead("finish-room")
        self._group = QButtonGroup(self)
        self._choices: dict[str, QRadioButton] = {}
        self._texts: dict[str, QLabel] = {}
        card = QFrame()
        card.setProperty("card", "true")
        self._inside = QBoxLayout(QBoxLayout.Direction.TopToBottom, card)
        for name in EXPORT_FORMATS:
            choice = self._choices[name] = QRadioButton()
            text = self._texts[name] = QLabel(wordWrap=True)
            text.setProperty("tone", "secondary")
            text.setContentsMargins(38, 0, 0, 0)
            self._group.addButton(choice)
            self._inside.addWidget(choice)
            self._inside.addWidget(text)
        self._choices[EXPORT_FORMATS[0]].setChecked(True)
        self.export = Button("finish", "finish", "primary", "Ctrl+E")
        self.cancel = Button("cancel", "close")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self._done_sign = Sign("check", "ok")
        self._done = ElidedLabel()
        self._done.setProperty("rank", "strong")
        self.show_folder = Button("show-folder", "folder")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.export)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        row.addWidget(self._done_sign)
        row.addWidget(self._done, 1)
        row.addWidget(self.show_folder)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        card.setMaximumWidth(CARD_WIDTH)
        column.addWidget(card)
        actions = QWidget()
        actions.setLayout(row)
        actions.setMaximumWidth(CARD_WIDTH)
        row.setContentsMargins(0, 0, 0, 0)
        column.addWidget(actions)
        column.addStretch(1)
        scroll.setWidget(body)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(scroll, 1)
        self.export.clicked.connect(lambda: bridge.exchange.export(self.chosen()))
        self.cancel.clicked.connect(bridge.tasks.cancel)
        self.show_folder.clicked.connect(bridge.exchange.show_exports)
        self.set_compact(False)
        self.retranslate()
        self.show_job()

    def chosen(self) -> str:
        """The format that is chosen, one of `EXPORT_FORMATS`."""
        return next(name for name, choice in self._choices.items() if choice.isChecked())

    def first_focus(self) -> QWidget:
        return self.export if self.export.isEnabled() else self._choices[self.chosen()]

    def show_song(self) -> None:
        self.show_job()

    def show_step(self, step: str) -> None:
        """The room has one thing to do, whatever the next step of the song is."""

    def show_moment(self) -> None:
        """Nothing here moves but the progress, which tells by itself."""

    def show_job(self) -> None:
        """Take over how far the bridge's work is."""
        job = self._bridge.job
        running = job is not None and job.kind == "export"
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.export.setVisible(not running)
        self.export.setEnabled(self._bridge.can_play and job is None)
        made = self._bridge.exchange.last_export
        for part in (self._done_sign, self._done):
            part.setVisible(bool(made) and not running)
        self._done.say(t("finish-done", file=made.name) if made else "")
        self.show_folder.setVisible(bool(made) and not running)
        if running and job is not None:
            self.progress.setValue(round(job.share * 1000))

    def set_compact(self, compact: bool) -> None:
        margin = 12 if compact else 24
        self._column.setContentsMargins(margin, 8 if compact else 20, margin, 8 if compact else 20)
        self._column.setSpacing(8 if compact else 16)
        self._inside.setContentsMargins(16 if compact else 24, 8 if compact else 16, 16, 8 if compact else 16)
        self._inside.setSpacing(0)
        self._inside.setDirection(QBoxLayout.Direction.LeftToRight if compact else QBoxLayout.Direction.TopToBottom)
        for text in self._texts.values():
            text.setVisible(not compact)
        self.head.set_compact(compact)

    def retranslate(self) -> None:
        for name, choice in self._choices.items():
            choice.setText(t(f"format-{name}"))
            self._texts[name].setText(t(f"format-{name}.help"))
            choice.setAccessibleName(t(f"format-{name}"))
            choice.setAccessibleDescription(t(f"format-{name}.help"))
            choice.setWhatsThis(t(f"format-{name}.help"))
        self.progress.setAccessibleName(t("finish-progress"))
        self.show_job()
