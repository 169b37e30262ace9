"""Four rows above the button Gi ut: what is in place, what is missing, and a way to each."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.params import FINISH, FINISH_INDEX
from studio.preflight import remedies
from studio.preflight.finding import LEVELS, MADE, Finding, worst
from ui.bridge import Bridge
from ui.finding_words import sentence
from ui.i18n import t
from ui.places import Place
from ui.release_desk import AIMS
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button, beside
from ui.widgets.number import NumberBox

ROWS = ("song", "cover", "check", "loudness")
SIGNS = {
    "ok": ("check", "ok"),
    "info": ("info", "secondary"),
    "warn": ("info", "text"),
    "block": ("warning", "warning"),
}
"""Level → icon and colour; the level stands in words beside it."""


class State(NamedTuple):
    """How a row stands."""

    level: str
    text: str


class Row(QWidget):
    """A sign, what it is about, how it stands, and the button that leads there."""

    def __init__(self, name: str, *, action: Button | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = f"ready-{name}"
        self._sign = Sign("check", "ok", 28)
        self._name, self._text = QLabel(), QLabel(wordWrap=True)
        self._name.setProperty("rank", "strong")
        self._text.setProperty("tone", "secondary")
        self.level = "ok"
        self.action = action
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(2)
        self.grid.addWidget(self._sign, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(self._name, 0, 1)
        self.grid.addWidget(self._text, 1, 1)
        if action is not None:
            self.grid.addWidget(action, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.grid.setColumnStretch(1, 1)
        self._name.setText(t(self._message))

    @property
    def said(self) -> str:
        """How it stands, in words."""
        return self._text.text()

    def show_state(self, state: State) -> None:
        self.level = state.level
        self._sign.show_icon(*SIGNS[state.level])
        self._name.setText(t(self._message))
        self._text.setText(state.text)
        if self.action is not None:
            self.action.setAccessibleDescription(f"{state.text} {self.action.whatsThis()}")


class FindingRow(QWidget):
    """One thing that was found, in words, with what leads there and what mends it."""

    def __init__(self, bridge: Bridge, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        desk = bridge.giving
        self.finding, self._desk = finding, desk
        about = f"{finding.file}: " if finding.file else ""
        self._words = QLabel(f"{t(f'report-level-{finding.level}')}: {about}{sentence(finding)}", wordWrap=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._pressed = finding.remedy in MADE or finding.remedy in remedies.WRITTEN or bool(finding.sets)
        named = f"remedy-{finding.remedy}" if finding.remedy else "finding-go"
        self.mend, self.go = Button(named, "check"), Button("finding-go" if self._pressed else named)
        self.done = QLabel(t("finding-done"), wordWrap=True)
        self.done.setProperty("tone", "secondary")
        self.go.clicked.connect(lambda: desk.go(finding))
        self.mend.clicked.connect(lambda: desk.mend(finding))
        for button in (self.go, self.mend):
            button.setAccessibleDescription(f"{self._words.text()} {button.whatsThis()}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.addWidget(Sign(*SIGNS[finding.level]), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 0, 1)
        grid.addLayout(beside(self.mend, self.go, None, spacing=8), 1, 1)
        grid.addWidget(self.done, 2, 1)
        grid.setColumnStretch(1, 1)
        self.show_song()

    def show_song(self) -> None:
        """Take over whether its press was made, or taken back."""
        can = self._desk.can_mend(self.finding)
        if self.mend.hasFocus() and not can:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go.setVisible(self._desk.has_place(self.finding))
        self.mend.setVisible(can)
        self.done.setVisible(self._pressed and self._desk.was_mended(self.finding))


class CheckList(QFrame):
    """Shows how ready the bridge's song is; a row's button leads there through the desk's `asked_for`."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._bridge, self._desk = bridge, bridge.giving
        self.look = Button("look-over", "check")
        self.rows = {
            "song": Row("song", action=Button("to-form", "write")),
            "cover": Row("cover", action=Button("to-cover", "disc")),
            "check": Row("check", action=self.look),
            "loudness": Row("loudness", action=None),
        }
        self.aim = QComboBox()
        for name in AIMS:
            self.aim.addItem("", name)
        self.aim.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.target = NumberBox(FINISH[FINISH_INDEX["target_lufs"]], "loudness-target", " LUFS", 0.5)
        aims = QHBoxLayout()
        aims.setSpacing(12)
        aims.addWidget(self.aim)
        aims.addWidget(self.target)
        self.rows["loudness"].grid.addLayout(aims, 0, 2, 2, 1)
        self._own = False
        self._column = QVBoxLayout(self)
        for row in self.rows.values():
            self._column.addWidget(row)
        for name in ("song", "cover"):
            self.rows[name].action.clicked.connect(lambda checked=False, to=name: self._desk.asked_for.emit(Place(to)))
        self.look.clicked.connect(self._desk.look_over)
        bridge.measuring.changed.connect(self.show_job)
        self.aim.activated.connect(self._aimed)
        self.target.turned.connect(self._desk.set_target)
        self.set_compact(False)

    def show_song(self) -> None:
        self.rows["song"].show_state(self._song())
        self.rows["cover"].show_state(self._cover())
        self.rows["loudness"].show_state(State("ok", t(f"loudness-{self._aim}.help")))
        self.aim.setCurrentIndex(AIMS.index(self._aim))
        self.target.setVisible(self._aim == "own")
        self.target.show_value(self._desk.target_lufs)
        self.show_job()

    def show_job(self) -> None:
        """Take over whether something is being done."""
        job = self._bridge.job
        self.look.setEnabled(self._bridge.can_play and job is None and not self._desk.is_looking)
        self.rows["check"].show_state(self._check())

    def set_compact(self, compact: bool) -> None:
        self._column.setContentsMargins(12 if compact else 20, 8 if compact else 16, 12 if compact else 20, 12)
        self._column.setSpacing(8 if compact else 16)

    def retranslate(self) -> None:
        for place, name in enumerate(AIMS):
            self.aim.setItemText(place, t(f"loudness-{name}"))
        self.aim.setAccessibleName(t("loudness-aim"))
        self.aim.setAccessibleDescription(t("loudness-aim.help"))
        self.aim.setWhatsThis(t("loudness-aim.help"))
        self.show_song()

    @property
    def _aim(self) -> str:
        return "own" if self._own else self._desk.aim

    def _aimed(self) -> None:
        name = self.aim.currentData()
        self._own = name == "own"
        if not self._own:
            self._desk.set_aim(name)
        self.show_song()

    def _song(self) -> State:
        missing = [finding for finding in self._desk.missing() if not finding.check.startswith("cover")]
        if missing:
            return State("warn", t("ready-missing", count=len(missing)))
        doubts = [finding for finding in self._desk.form() if finding.level in ("warn", "block")]
        if doubts:
            return State("warn", sentence(doubts[0]))
        return State("ok", t("ready-song-ok"))

    def _cover(self) -> State:
        path = self._bridge.cover.path
        if path is None:
            return State("warn", t("ready-cover-none"))
        return State("ok", t("ready-cover-ok")) if path.is_file() else State("warn", t("ready-cover-lost"))

    def _check(self) -> State:
        """What was found counts for the song as it was: of a changed one nothing is known."""
        findings = self._desk.findings
        if self._desk.is_looking:
            return State("info", t("ready-check-now"))
        if findings is None:
            return State("info", t("ready-check-none"))
        if not self._desk.is_fresh:
            return State("info", t("ready-check-old"))
        good = sum(finding.level == "ok" for finding in findings)
        more = len(findings) - good
        text = t("ready-check-found", count=more, good=good) if more else t("preflight-good", count=good)
        return State(worst(findings), text)


class FindingList(QFrame):
    """Shows what was found when the bridge's song was looked over; nothing where all is well."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._bridge = bridge
        self._shown: tuple[Finding, ...] | None = None
        self.rows: list[FindingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(12)
        self.hide()

    def retranslate(self) -> None:
        self._shown = None
        self.show_song()

    def show_song(self) -> None:
        """The gravest first; what is good is only counted."""
        findings = self._bridge.giving.findings
        if findings is self._shown:
            for row in self.rows:
                row.show_song()
            return
        self._shown = findings
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        grave = sorted((f for f in findings or () if f.level != "ok"), key=lambda f: -LEVELS.index(f.level))
        self.rows = [FindingRow(self._bridge, finding) for finding in grave]
        for row in self.rows:
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))


def missing_words(findings: list[Finding]) -> str:
    """What is missing, by name."""
    return ", ".join(dict.fromkeys(t(f"preflight-{finding.check}.name").lower() for finding in findings))
