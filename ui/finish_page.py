"""The room Gi ut: one button that makes the whole folder, what is still missing above it, and the views behind it."""

from __future__ import annotations

from pathlib import PurePosixPath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.check_list import CheckList, FindingList, missing_words
from ui.cover_view import CoverView
from ui.exchange import EXPORT_FORMATS
from ui.i18n import t
from ui.places import Place
from ui.release_form import ReleaseForm
from ui.report_view import ReportView
from ui.stage_view import StageView
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button, beside
from ui.widgets.page_head import PageHead, lay_page
from ui.widgets.track_header import ElidedLabel
from ui.widgets.view_tabs import ViewTabs

VIEWS = ("give", "song", "cover", "report", "stage")
"""In the order of the tabs."""
GIVE, SONG, COVER, REPORT, STAGE = range(5)
_JOBS = ("release", "export")


class GiveView(QScrollArea):
    """The first view: four rows, the big button, progress with a way to stop, and one file alone."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge, self._desk = bridge, bridge.giving
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.checks, self.findings = CheckList(bridge), FindingList(bridge)
        self.ask = AskAgain(bridge)
        self.export = Button("give-out", "finish", "primary", "Ctrl+E")
        self.cancel = Button("cancel", "close")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self._file = ElidedLabel()
        self._done_sign = Sign("check", "ok")
        self._done = ElidedLabel()
        self._done.setProperty("rank", "strong")
        self.show_folder, self.to_report = Button("show-release", "folder"), Button("to-report", "info")
        self._plan_sign, self.plan = Sign("info", "secondary"), QLabel(wordWrap=True)
        self.one_format = QComboBox()
        for name in EXPORT_FORMATS:
            self.one_format.addItem(t(f"format-{name}"), name)
        self._one = QLabel()
        self._one.setProperty("rank", "strong")
        self.one = Button("one-file", "note")
        self.show_file = Button("show-folder", "folder", "quiet")
        inside = QWidget()
        inside.setMaximumWidth(theme.PAGE)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._give = self._give_part()
        for part in (self.checks, self._give, self.findings, self._one_part()):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.export.clicked.connect(self._desk.make)
        self.cancel.clicked.connect(bridge.tasks.cancel)
        self.show_folder.clicked.connect(self._desk.show_folder)
        self.to_report.clicked.connect(lambda: self._desk.asked_for.emit(Place("report")))
        self.one.clicked.connect(lambda: bridge.exchange.export(self.one_format.currentData()))
        self.show_file.clicked.connect(bridge.exchange.show_exports)
        self.set_compact(False)

    def first_focus(self) -> QWidget:
        if self.cancel.isVisibleTo(self):
            return self.cancel
        return self.ask.yes if self._desk.asking else self.export

    def show_song(self) -> None:
        self.checks.show_song()
        self.findings.show_song()
        self.ask.show_song()
        missing = self._desk.missing()
        self._plan_sign.show_icon(*(("info", "text") if missing else ("check", "ok")))
        self.plan.setText(t("give-plan-missing", what=missing_words(list(missing))) if missing else t("give-plan"))
        self.show_job()

    def show_job(self) -> None:
        """Take over how far the bridge's work is."""
        job, made = self._bridge.job, self._desk.made
        running = job is not None and job.kind in _JOBS
        leaves, comes = (self.export, self.cancel) if running else (self.cancel, self.export)
        if leaves.hasFocus():  # the keys go on to what stands in its place, and nothing is scrolled away
            comes.setEnabled(True)
            comes.show()
            comes.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.progress, self.cancel, self._file):
            part.setVisible(running)
        self.export.setVisible(not running and not self._desk.asking)
        self.export.setEnabled(self._bridge.can_play and job is None)
        self.one.setEnabled(self._bridge.can_play and job is None)
        single = self._bridge.exchange.last_export
        said = t("give-done", name=made.name) if made else t("finish-done", file=single.name) if single else ""
        for part in (self._done_sign, self._done):
            part.setVisible(bool(said) and not running)
        self._done.say(said)
        for button in (self.show_folder, self.to_report):
            button.setVisible(made is not None and not running)
        self.show_file.setVisible(single is not None)
        if running and job is not None:
            self.progress.setValue(round(job.share * 1000))
            file = PurePosixPath(self._desk.file).name if job.kind == "release" else ""
            self._file.say(t("give-file", file=file) if file else t("give-begun"))
        self.checks.show_job()

    def set_compact(self, compact: bool) -> None:
        self._column.setSpacing(8 if compact else 12)
        self.checks.set_compact(compact)
        self._column.removeWidget(self._give)  # on a small screen the button comes before the list
        self._column.insertWidget(0 if compact else 1, self._give)

    def retranslate(self) -> None:
        self.progress.setAccessibleName(t("finish-progress"))
        self._one.setText(t("one-file-heading"))
        for place, name in enumerate(EXPORT_FORMATS):
            self.one_format.setItemText(place, t(f"format-{name}"))
        self.one_format.setAccessibleName(t("one-file-format"))
        self.one_format.setAccessibleDescription(t("one-file-format.help"))
        self.one_format.setWhatsThis(t("one-file-format.help"))
        self.show_song()

    def _give_part(self) -> QWidget:
        part = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        for widget, stretch in ((self.export, 0), (self.progress, 1), (self.cancel, 0), (self._done_sign, 0),
                                (self._done, 1)):  # fmt: skip
            buttons.addWidget(widget, stretch)
        plan = QHBoxLayout()
        plan.setSpacing(12)
        plan.addWidget(self._plan_sign, 0, Qt.AlignmentFlag.AlignTop)
        plan.addWidget(self.plan, 1)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(plan)
        column.addWidget(self.ask)
        column.addLayout(buttons)
        column.addWidget(self._file)
        column.addLayout(beside(self.show_folder, self.to_report, None, spacing=8))
        return part

    def _one_part(self) -> QWidget:
        part = QFrame()
        part.setProperty("card", "true")
        row = QHBoxLayout(part)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._one)
        row.addWidget(self.one_format)
        row.addWidget(self.one)
        row.addWidget(self.show_file)
        row.addStretch(1)
        return part


class AskAgain(QFrame):
    """Asks those who are heard once more, before anything is made for the shops; hidden while nobody is asked."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._desk = bridge.giving
        self.question, self._why = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.question.setProperty("rank", "strong")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setProperty("tone", "secondary")
        self.yes, self.wait = Button("ask-yes", "check", "primary"), Button("ask-wait")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.question)
        column.addWidget(self._why)
        column.addLayout(beside(self.yes, self.wait, None))
        self.yes.clicked.connect(lambda: self._desk.answer(True))
        self.wait.clicked.connect(lambda: self._desk.answer(False))
        self.hide()

    def show_song(self) -> None:
        names = self._desk.asking
        self._why.setText(t("ask-again-why"))
        self.question.setText(t("ask-again", names=", ".join(names)) if names else "")
        self.yes.setAccessibleDescription(f"{self.question.text()} {self.yes.whatsThis()}")
        asked = not self.isVisibleTo(self.parentWidget()) and bool(names)
        self.setVisible(bool(names))
        if asked:
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)


class FinishPage(QWidget):
    """Four views of one release, and the stage."""

    left = Signal(Place)
    """Somebody is led to another room."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self.tabs = ViewTabs("finish-view", VIEWS)
        self.head = PageHead("finish-give", lead=self.tabs)
        self.give, self.form = GiveView(bridge), ReleaseForm(bridge)
        self.cover, self.report, self.stage = CoverView(bridge), ReportView(bridge), StageView(bridge)
        self.views = (self.give, self.form, self.cover, self.report, self.stage)
        self._stack = QStackedWidget()
        for view in self.views:
            self._stack.addWidget(view)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turned)
        bridge.giving.changed.connect(self.show_song)
        bridge.giving.asked_for.connect(self.lead_to)
        self.set_compact(False)

    @property
    def view(self) -> int:
        """Which view is shown, by its place in `VIEWS`."""
        return self._stack.currentIndex()

    @property
    def export(self) -> Button:
        """The button that makes the folder."""
        return self.give.export

    def first_focus(self) -> QWidget:
        return self.views[self.view].first_focus()

    def show_song(self) -> None:
        self.views[self.view].show_song()

    def show_step(self, step: str) -> None:
        """The room has its own sentences."""

    def show_moment(self) -> None:
        """Nothing here moves but the progress, which tells by itself."""

    def show_job(self) -> None:
        """Take over how far the bridge's work is."""
        self.give.show_job()
        self.cover.show_job()
        self.stage.show_job()

    def give_out(self) -> None:
        """Press the big button, whatever view is shown."""
        self.turn_to(GIVE)
        self.export.click()

    def turn_to(self, view: int) -> None:
        """Show one of `VIEWS`."""
        self.tabs.setCurrentIndex(view)
        self._turned(view)

    def lead_to(self, place: Place) -> None:
        """Go to a view of this room or to another room, and put the keys where something is to be done."""
        if place.where not in VIEWS:
            self.left.emit(place)
            return
        self.turn_to(VIEWS.index(place.where))
        if place.field:
            self.form.lead_to(place)
        else:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        lay_page(self._column, compact)
        for part in (self.head, *self.views):
            part.set_compact(compact)

    def _turned(self, view: int) -> None:
        if view != self.view:
            self._stack.setCurrentIndex(view)
            self.head.say(f"finish-{VIEWS[view]}")
            self.show_song()
            if self.isVisible() and not self.tabs.hasFocus():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
