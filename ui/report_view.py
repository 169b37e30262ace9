"""The view Rapport: the last release in plain words, its numbers and its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.interchange import pictures
from studio.interchange.findings import Report, Sound
from studio.interchange.report import WARNINGS
from ui import theme
from ui.bridge import Bridge
from ui.check_list import SIGNS
from ui.i18n import clock, decimal, t
from ui.places import Place
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button

_PAPER = "#FFFFFF"
"""The pictures are dark on light in every theme."""


class Drawing(QWidget):
    """One of the report's pictures, as wide as its place."""

    def __init__(self, svg: str, name: str, text: str, parent: QWidget | None = None) -> None:
        """`name` and `text` tell it to those who do not see it."""
        super().__init__(parent)
        self._renderer = QSvgRenderer(QByteArray(svg.encode()), self)
        self.setAccessibleName(name)
        self.setAccessibleDescription(text)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(120)

    @property
    def is_drawn(self) -> bool:
        return self._renderer.isValid()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * pictures.HEIGHT / pictures.WIDTH)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(_PAPER))
        high = min(self.height(), self.heightForWidth(self.width()))
        self._renderer.render(painter, QRectF(0, (self.height() - high) / 2, self.width(), high))


class ReportView(QScrollArea):
    """Shows the report of the desk's last release; says plainly where there is none."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._desk = bridge.giving
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: Report | None = None
        self.drawings: list[Drawing] = []
        self._spacing = 16
        self._none = QLabel(wordWrap=True)
        self._none.setProperty("tone", "secondary")
        self.to_give = Button("to-give", "finish", "primary")
        self._page: QFrame | None = None
        inside = QWidget()
        inside.setMaximumWidth(theme.PAGE)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._none)
        self._column.addWidget(self.to_give, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.to_give.clicked.connect(lambda: self._desk.asked_for.emit(Place("give")))
        self.retranslate()

    def first_focus(self) -> QWidget:
        return self.to_give if self._desk.report is None else self

    def show_song(self) -> None:
        report = self._desk.report
        self._none.setVisible(report is None)
        self.to_give.setVisible(report is None)
        if report is self._shown:
            return
        self._shown = report
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page, self.drawings = None, []
        if report is not None:
            self._page = self._written(report)
            self._column.insertWidget(0, self._page)

    def set_compact(self, compact: bool) -> None:
        self._column.setSpacing(8 if compact else 16)

    def retranslate(self) -> None:
        self.setAccessibleName(t("finish-view-report"))
        self.setAccessibleDescription(t("finish-view-report.help"))
        self.setWhatsThis(t("finish-view-report.help"))
        self._none.setText(t("no-report"))
        self._shown = None
        self.show_song()

    # --- the page

    def _written(self, report: Report) -> QFrame:
        page = QFrame()
        page.setProperty("card", "true")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        faults = [row for row in report.files if row.fault]
        known = [code for code in dict.fromkeys(report.warnings) if code in WARNINGS]
        doubts = [code for code in known if code != "file-left-out"]
        levels = [check.level for check in report.checks] + ["block"] * len(faults) + ["warn"] * len(doubts)
        level = next((level for level in ("block", "warn") if level in levels), "ok")
        column.addLayout(_said(level, t(f"report-verdict-{level}", count=levels.count(level)), "strong"))
        for code in known:
            column.addLayout(_said("warn", t(f"report-warning-{code}")))
        column.addWidget(_heading("report-numbers"))
        column.addLayout(_numbers(report.master))
        for label in _finish(report):
            column.addWidget(label)
        for name, svg, text in _drawn(report):
            column.addWidget(_heading(f"report-{name}"))
            self.drawings.append(Drawing(svg, t(f"report-{name}"), text))
            column.addWidget(self.drawings[-1])
            column.addWidget(_words(t(f"report-{name}.text"), secondary=True))
        for part in _checks(report):
            column.addWidget(part) if isinstance(part, QLabel) else column.addLayout(part)
        column.addWidget(_heading("report-files"))
        for row in report.files:
            said = t(f"report-fault-{row.fault}") if row.fault else t("report-file-good")
            column.addLayout(_said("block" if row.fault else "ok", f"{_broken(row.file)}: {said}"))
        return page


def _said(level: str, text: str, rank: str = "") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    label = _words(text)
    if rank:
        label.setProperty("rank", rank)
    row.addWidget(Sign(*SIGNS[level]), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return row


def _heading(message: str) -> QLabel:
    label = _words(t(message))
    label.setProperty("rank", "large")
    return label


def _words(text: str, *, secondary: bool = False) -> QLabel:
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    if secondary:
        label.setProperty("tone", "secondary")
    return label


def _broken(file: str) -> str:
    """A path that may be turned at its folders and words."""
    return file.replace("/", "/\u200b").replace("_", "_\u200b")


def _numbers(sound: Sound) -> QGridLayout:
    rows = {
        "loudness": _lufs(sound.integrated_lufs),
        "peak": t("report-silent") if sound.true_peak_dbtp is None else f"{decimal(sound.true_peak_dbtp)} dBTP",
        "range": t("report-silent") if sound.lra_lu is None else f"{decimal(sound.lra_lu)} LU",
        "length": clock(sound.seconds),
    }
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for number, (name, value) in enumerate(rows.items()):
        label = _words(f"{t(f'report-{name}')}: {value}")
        label.setProperty("rank", "strong")
        grid.addWidget(label, number, 0)
        grid.addWidget(_words(t(f"report-{name}.help"), secondary=True), number, 1)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    return grid


def _finish(report: Report) -> Iterator[QLabel]:
    finish, target = report.finish, _lufs(report.finish.target_lufs)
    if finish.held_by == "silent":
        yield _words(t("report-held-silent"))
        return
    lifted = "report-raised" if finish.gain_db >= 0.0 else "report-lowered"
    yield _words(t(lifted, gain=decimal(abs(finish.gain_db)), loudness=_lufs(report.master.integrated_lufs)))
    yield _words(t("report-held" if finish.held_by else "report-reached", target=target))
    if finish.held_by:
        yield _words(t(f"report-held-{finish.held_by}"))


def _checks(report: Report) -> Iterator[QLabel | QHBoxLayout]:
    """What was looked at and is worth a look, the gravest first; what is in order is counted."""
    if report.checks:
        yield _heading("report-checks")
    for level in ("block", "warn", "info"):
        for check in report.checks:
            if check.level == level:
                text = f"{_broken(check.file)}: {check.text}" if check.file else check.text
                yield _said(level, text if check.at_s is None else t("report-at", text=text, time=clock(check.at_s)))
    if report.checks:
        good = sum(check.level == "ok" for check in report.checks)
        yield _said("ok", t("preflight-good", count=good))


def _drawn(report: Report) -> Iterator[tuple[str, str, str]]:
    """Name, picture and what is to be seen on it."""
    drawn, seconds, sound = report.pictures, report.master.seconds, report.master
    target = report.finish.target_lufs
    if drawn.wave_high:
        peak = t("report-silent") if sound.true_peak_dbtp is None else f"{decimal(sound.true_peak_dbtp)} dBTP"
        text = t("report-wave.alt", length=clock(seconds), peak=peak)
        yield "wave", pictures.waveform(drawn, seconds, report.marks, title=t("report-wave"), text=text), text
    if drawn.short_term_lufs:
        text = t(
            "report-curve.alt",
            loudness=_lufs(sound.integrated_lufs),
            most=_lufs(sound.max_short_term_lufs),
            target=_lufs(target),
        )
        aim = t("report-aim", target=_lufs(target))
        named = {"title": t("report-curve"), "text": text, "aim": aim, "spoken": _whole}
        yield "curve", pictures.loudness(drawn, seconds, report.marks, target, **named), text
    if drawn.spectrum_db:
        bands = zip(drawn.spectrum_db, drawn.spectrum_hz, strict=False)
        text = t("report-spectrum.alt", band=f"{max(bands, default=(0.0, 0.0))[1]:.0f} Hz")
        yield "spectrum", pictures.spectrum(drawn, title=t("report-spectrum"), text=text, spoken=_whole), text


def _lufs(value: float | None) -> str:
    return t("report-silent") if value is None else f"{decimal(value)} LUFS"


def _whole(value: float) -> str:
    return decimal(value, 0)
