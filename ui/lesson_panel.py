"""The lesson beside any room: the list of them, or one step at a time with one obvious button. On a small window a
drawer, folded into a strip above the room while something is done there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from studio.lessons.points import POINTS
from studio.names import export_name
from ui import theme
from ui.bridge import Bridge
from ui.files import ask_where_pdf
from ui.i18n import language, t
from ui.lesson_carrier import PDF
from ui.lesson_list import LessonList
from ui.lesson_paper import SHEETS, Paper, of_lesson
from ui.lesson_step import StepCard
from ui.peer_paper import of_peers
from ui.prefs import LESSON_PX
from ui.widgets.buttons import Button
from ui.widgets.line_places import wrapped

WIDTH = 384
_STEP_PX = 4
_ROUNDED = 2
"""So much wider than its letters a label wants to be."""
Near = Literal["here", "view", "room"]
"""Whether what a step points at is seen, or stands in another view of the room, or in another room."""


class MoreMenu(QMenu):
    """What only some need, most of it for whoever leads."""

    def __init__(self, panel: LessonPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._papers = QMenu(self)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Anew each time it opens."""
        self.clear()
        panel, desk, prefs = self._panel, self._panel.desk, self._panel.prefs
        px = prefs.lesson_px
        self._row("lesson-larger", lambda: prefs.size_lessons(_STEP_PX), can=px < LESSON_PX[1])
        self._row("lesson-smaller", lambda: prefs.size_lessons(-_STEP_PX), can=px > LESSON_PX[0])
        self.addSeparator()
        if not desk.listing and desk.step is not None:
            self._row("lesson-help-now", desk.ask, can=desk.state in ("asking", "watching"))
            self._row("lesson-again", panel.start_over)
        if not desk.listing:
            self._row("lesson-list", desk.leave)
            self.addSeparator()
        self._row("lesson-lead", lambda: desk.lead(not desk.led), on=desk.led)
        self._row("lesson-teacher", panel.teacher_wanted.emit, on=panel.teacher_shown)
        self._row("lesson-keys", panel.keys_wanted.emit)
        self._row("make", panel.make_wanted.emit)
        self._papers.clear()
        self._papers.setTitle(t("lesson-papers"))
        papers = {"peers": of_peers}
        if not desk.listing and desk.loaded is not None:
            papers = {sheet: partial(of_lesson, desk.loaded, sheet) for sheet in SHEETS} | papers
        for sheet, paper in papers.items():
            self._row(f"lesson-print-{sheet}", lambda paper=paper: panel.print_paper(paper()), menu=self._papers)
        self.addMenu(self._papers)
        self._row("handover", panel.hand_over_wanted.emit)

    def _row(
        self, message: str, do: object, *, on: bool | None = None, can: bool = True, menu: QMenu | None = None
    ) -> None:
        action = (menu or self).addAction(t(message))
        action.setEnabled(can)
        action.setCheckable(on is not None)
        action.setChecked(bool(on))
        action.triggered.connect(lambda checked=False: do())


class LessonPanel(QFrame):
    """Shows the bridge's lesson desk and passes on what people ask for."""

    go_wanted = Signal()
    """Lead to what the step points at."""
    show_wanted = Signal()
    """Do the answer of the step, now."""
    teacher_wanted = Signal()
    keys_wanted = Signal()
    make_wanted = Signal()
    hand_over_wanted = Signal()
    folded = Signal()
    """The drawer is to make way for the room."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson")
        self.bridge, self.desk, self.prefs = bridge, bridge.lessons, bridge.prefs
        self.teacher_shown = False
        self.near: Near = "here"
        """Taken over with the next `show_lesson`, or at once by `show_near`."""
        self._drawer = False
        self._asks = False
        self._place = QLabel()
        self._place.setProperty("rank", "strong")
        self.more = Button("lesson-more", "menu", "quiet")
        self.more.setMenu(MoreMenu(self))
        self.close_button = Button("lesson-close", "close", "quiet")
        self.list, self.card = LessonList(bridge), StepCard(self.desk)
        self.stack = QStackedWidget()
        for view in (self.list, self.card):
            self.stack.addWidget(view)
        self.go = Button("lesson-where", "lead-in")
        self.next = Button("lesson-next", "", "primary")
        self.back = Button("lesson-back", "", "quiet")
        self.skip = Button("lesson-skip", "", "quiet")
        self.read = Button("lesson-read", "sound", "quiet")
        self.show_me, self.my_way = Button("lesson-show", "help"), Button("lesson-my-way", "check")
        self._question = QLabel(wordWrap=True)
        self.yes, self.no = Button("lesson-show-yes", "check"), Button("lesson-show-no", "close", "quiet")
        self._lay_out()
        self._wire()
        self.set_drawer(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._place, 1)
        top.addWidget(self.more)
        top.addWidget(self.close_button)
        self._help = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._help.setSpacing(8)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        answers.addStretch(1)
        for part in (self.show_me, self.my_way, self._question):
            self._help.addWidget(part)
        self._help.addLayout(answers)
        ways = QHBoxLayout()
        ways.setSpacing(4)
        for button in (self.back, self.skip):
            ways.addWidget(button)
        ways.addStretch(1)
        ways.addWidget(self.read)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self.stack, 1)
        self._column.addLayout(self._help)
        self._ways = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for part in (self.go, self.next):
            self._ways.addWidget(part)
        self._ways.addLayout(ways)
        self._column.addLayout(self._ways)

    def _wire(self) -> None:
        desk = self.desk
        self.close_button.clicked.connect(lambda: desk.show(False))
        self.next.clicked.connect(self.press_next)
        self.back.clicked.connect(desk.back)
        self.skip.clicked.connect(desk.skip)
        self.my_way.clicked.connect(desk.my_way)
        self.go.clicked.connect(self.go_wanted)
        self.read.clicked.connect(self._read)
        self.show_me.clicked.connect(lambda: self._ask(True))
        self.no.clicked.connect(lambda: self._ask(False))
        self.yes.clicked.connect(self._show_me)
        desk.speech.changed.connect(self._show_speech)

    # --- what it shows

    def first_focus(self) -> QWidget:
        """Where the keys go when the panel is entered."""
        if self.desk.listing:
            return self.list.first_focus()
        if self.next.isEnabled():
            return self.next
        return self.go if self.go.isVisibleTo(self) else self._still()

    def _still(self) -> QWidget:
        """A button on which Enter changes nothing of the lesson."""
        return self.more if self.read.isHidden() else self.read

    def show_lesson(self) -> None:
        """Take over where the desk stands."""
        desk = self.desk
        self.stack.setCurrentWidget(self.list if desk.listing else self.card)
        for part in (self.next, self.back, self.skip):
            part.setVisible(not desk.listing)
        if desk.listing:
            self._place.setText(t("lessons"))
            self.list.show_lessons()
            for part in (self.go, self.read, self.show_me, self.my_way):
                part.hide()
            self._ask(False)
            return
        step, offers = desk.step, desk.offers
        place = t("lesson-place", number=desk.number, count=len(desk.steps)) if step else t("lesson-ended")
        self._place.setText(f"{place} · {desk.text('title')}" if self._drawer else place)
        self.setAccessibleName(place)
        self.card.show_step(self.prefs.lesson_px, titled=not self._drawer)
        self.show_me.setVisible(offers.show and not self._asks)
        self.my_way.setVisible(offers.my_way and not self._asks)
        self._ask(self._asks and offers.show)
        self.back.setVisible(desk.number > 1)
        self.skip.setVisible(step is not None and desk.state != "ticked")
        self._show_next()
        self._show_speech()

    def _show_next(self) -> None:
        desk, step = self.desk, self.desk.step
        waits = desk.state == "watching"
        if step is None:
            self.next.say("lesson-to-list")
        else:
            self.next.say("lesson-done" if desk.number == len(desk.steps) else "lesson-next")
        had = self.next.hasFocus()
        self.next.kind("plain" if waits else "primary")
        self.next.setVisible(not (waits and (self._drawer or self.near != "here")))
        self.next.setEnabled(not waits)
        self.show_near(self.near)
        if had and not self.next.isEnabled():
            (self.go if self.go.isVisibleTo(self) else self._still()).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_near(self, near: Near) -> None:
        """Whether what the step points at is seen."""
        changed, self.near = near != self.near, near
        desk, step = self.desk, self.desk.step
        there = step is not None and not desk.listing
        self.go.setVisible(there and desk.state != "ticked" and (near != "here" or self._drawer))
        if there:
            if near == "room":
                self.go.say("lesson-go", room=t(f"room-{POINTS[step.point]}"))
            else:
                self.go.say("lesson-where" if near == "view" else "lesson-to-room")
            self.go.kind("primary" if desk.state == "watching" else "plain")
            if changed:
                self._show_next()

    def _show_speech(self) -> None:
        desk, step = self.desk, self.desk.step
        can = not desk.listing and step is not None and desk.speech.can_say(desk.loaded.spoken(step.id, language()))
        self.read.setVisible(can)
        self.read.say(
            "lesson-hush" if desk.speech.speaking else "lesson-read", "stop" if desk.speech.speaking else "sound"
        )

    def set_drawer(self, drawer: bool) -> None:
        """As wide as the window, on a small one; else beside the room."""
        self._drawer = drawer
        margin = 12 if drawer else 20
        self._column.setContentsMargins(margin, 4 if drawer else 12, margin, 4 if drawer else 16)
        self._column.setSpacing(6 if drawer else 12)
        self._ways.setSpacing(8 if drawer else 12)
        way = QBoxLayout.Direction
        self._ways.setDirection(way.RightToLeft if drawer else way.TopToBottom)
        self._help.setDirection(way.LeftToRight if drawer else way.TopToBottom)
        self.setMinimumWidth(0 if drawer else WIDTH)
        self.setMaximumWidth(16_777_215 if drawer else WIDTH)

    def retranslate(self) -> None:
        self._question.setText(t("lesson-show-ask"))
        self.show_lesson()

    # --- what people do

    def press_next(self) -> None:
        """Enter: the next step, or the list behind the last one."""
        if self.desk.step is None:
            self.desk.forget()
        else:
            self.desk.onward()

    def start_over(self) -> None:
        """The same lesson from its first step."""
        walk = self.desk.walk
        self.desk.begin(self.desk.loaded, energy=walk.energy, short=walk.short)

    def print_paper(self, paper: Paper) -> None:
        """Ask where, and make it."""
        suggested = Path(self.bridge.shelf.import_folder) / f"{export_name(paper.title)}{PDF}"
        file = ask_where_pdf(self, str(suggested))
        if file:
            self.desk.carrier.print_paper(paper, Path(file))

    def _ask(self, on: bool) -> None:
        """Ask whether the program may do it, before it does."""
        changed, self._asks = on != self._asks, on
        for part in (self._question, self.yes, self.no):
            part.setVisible(on)
        if changed and not self.desk.listing:
            offers = self.desk.offers
            self.show_me.setVisible(offers.show and not on)
            self.my_way.setVisible(offers.my_way and not on)
            if on and self.isVisible():
                self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_me(self) -> None:
        self._ask(False)
        self.show_wanted.emit()

    def _read(self) -> None:
        desk, step = self.desk, self.desk.step
        if desk.speech.speaking:
            desk.speech.stop()
        elif step is not None:
            words = " ".join([desk.text(step.id), *(desk.text(f"{step.id}.{option}") + "." for option in step.options)])
            desk.speech.say(words, language(), desk.loaded.spoken(step.id, language()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.desk.listing:
            self.next.click()
        else:
            super().keyPressEvent(event)


class _Words(QLabel):
    """Tells when there is another width to lay its words out in."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class LessonStrip(QFrame):
    """The drawer folded: the step in two lines, and the one button that leads on."""

    unfolded = Signal()
    pressed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._desk = bridge.lessons
        self._whole = ""
        self._place, self._words = QLabel(), _Words()
        self._place.setProperty("tone", "secondary")
        self._place.setProperty("rank", "small")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setMinimumWidth(120)
        self.next = Button("lesson-next", "", "primary")
        self.go = Button("lesson-where", "lead-in")
        self.go.hide()
        self.unfold = Button("lesson-unfold", "plus", "quiet")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._place)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.go, self.next, self.unfold):
            row.addWidget(button)
        self.next.clicked.connect(self.pressed)
        self.unfold.clicked.connect(self.unfolded)
        self._words.resized.connect(self._fit)
        self.hide()

    def show_lesson(self) -> None:
        """Take over where the desk stands."""
        desk, step = self._desk, self._desk.step
        if step is None:
            return
        ticked = desk.state in ("ticked", "had")
        place = t("lesson-place", number=desk.number, count=len(desk.steps))
        self._place.setText(f"{place} · {t('lesson-ticked')}" if desk.state == "ticked" else place)
        self._whole = desk.text(step.id)
        self.next.setVisible(ticked or desk.state == "asking")
        self.next.say("lesson-done" if desk.number == len(desk.steps) else "lesson-next")
        self._fit()

    def retranslate(self) -> None:
        if not self._desk.listing:
            self.show_lesson()

    def _fit(self) -> None:
        lines = wrapped(self._whole, theme.TEXT, float(max(self._words.width(), 120) - _ROUNDED))
        self._words.setText("\n".join(lines))
        self._words.setMinimumHeight(len(lines) * self._words.fontMetrics().lineSpacing() + 2)
        self._words.setAccessibleName(self._whole)
        self._words.setToolTip(self._whole)
