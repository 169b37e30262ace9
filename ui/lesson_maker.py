"""Lag leksjon: a small window beside the room. What is done in the room comes up as steps; the peer says them in
words, tries the lesson, and keeps it among the studio's own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from presets import teaching
from studio.lessons import own
from studio.lessons.proposals import Draft, Moment, Proposal, begun, noted
from studio.params import Param
from studio.song import Song
from ui import lesson_making
from ui.bridge import Bridge
from ui.i18n import t
from ui.jobs import Progress, Stopped
from ui.lesson_making import Told, Written
from ui.notices import Notice
from ui.spoken_step import SpokenStep, why_not
from ui.widgets.buttons import Button
from ui.widgets.keys import OwnKeys
from ui.widgets.number import NumberBox

_MINUTES = Param("make", "minutes", "min", 3.0, 30.0, 10.0, "linear")
_LONGEST = 200
_SIZE = (460, 680)
_LEFT = 24
"""Of the window beside it."""


class StepRow(QFrame):
    """One proposal: the question, the sentence that the learner will read, and the same said aloud."""

    def __init__(self, proposal: Proposal, number: int, spoken: SpokenStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal, self._number = proposal, number
        self.setProperty("card", "true")
        self.question = QLabel(wordWrap=True)
        self.question.setProperty("tone", "secondary")
        self.sentence = _line()
        self.drop = Button("make-drop", "close", "quiet")
        self.spoken = spoken
        spoken.name_for(number)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.sentence, 1)
        below.addWidget(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.question)
        column.addLayout(below)
        column.addWidget(spoken)
        self.show_proposal(proposal)

    def show_proposal(self, proposal: Proposal) -> None:
        """It has grown, or shrunk; words that somebody wrote stay."""
        self.proposal = proposal
        self.retranslate()

    def retranslate(self) -> None:
        self.question.setText(lesson_making.asked(self.proposal))
        if not self.sentence.isModified():
            self.sentence.setText(lesson_making.sentence(self.proposal))
        _name(self.sentence, "make-sentence", number=self._number)


class LessonMaker(QDialog):
    """Stays open beside the window while the peer works in it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self._bridge, self._feed = bridge, bridge.lessons.feed
        self._draft: Draft = begun(self._moment())
        self._dropped: set[int] = set()
        self._watches = True
        self._past: list[tuple[Song, Draft]] = [(bridge.song, self._draft)]
        self.rows: list[StepRow] = []
        self.setObjectName("page")
        self._folder = folder = Path(tempfile.mkdtemp(prefix="make-", dir=bridge.shelf.places.runtime))
        self.destroyed.connect(lambda: shutil.rmtree(folder, ignore_errors=True))
        self._about, self._state, self.why = (QLabel(wordWrap=True) for _ in range(3))
        for label in (self._about, self.why):
            label.setProperty("tone", "secondary")
        self.title, self.says, self.goal = _line(), _line(), _line()
        self._names = {message: QLabel() for message in ("make-title", "make-says", "make-goal", "make-minutes")}
        self.minutes = NumberBox(_MINUTES, "make-minutes")
        self.minutes.show_value(_MINUTES.default)
        self.again, self.test = Button("make-again", "undo", "quiet"), Button("make-try", "check")
        self.keep = Button("make-save", "folder", "primary")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        self._lay()
        OwnKeys(self, lambda event: event.key() == Qt.Key.Key_Escape)  # the window's other keys go on working
        self._feed.changed.connect(self._noted)
        bridge.song_changed.connect(self._noted)
        bridge.state_changed.connect(self._show_hands)
        bridge.prefs.language_changed.connect(self.retranslate)
        for button, do in ((self.again, self.restart), (self.test, self.try_it), (self.keep, self.save)):
            button.clicked.connect(do)
        for line in (self.title, self.says, self.goal):
            line.textEdited.connect(self._show_hands)
        room = parent.window().size() if parent else QSize(*_SIZE)
        self.resize(min(_SIZE[0], room.width() - _LEFT), min(_SIZE[1], room.height() - _LEFT))
        self.retranslate()
        self.title.setFocus()

    def restart(self) -> None:
        """Nothing is proposed any more."""
        self._draft, self._dropped = begun(self._moment()), set()
        self._past = [(self._bridge.song, self._draft)]
        self._state.setText("")
        self._show_steps()

    def written(self) -> Written:
        """What stands here now."""
        kept = [row for number, row in enumerate(self.rows) if number not in self._dropped]
        steps = tuple(
            Told(row.proposal.step, row.sentence.text().strip(), row.spoken.said.wav if row.spoken.said else b"")
            for row in kept
        )
        lines = (line.text().strip() for line in (self.title, self.says, self.goal))
        return Written(*lines, round(self.minutes.value()), steps)

    def try_it(self) -> None:
        """Look at the words and have the robot do every step, on a thread of its own."""
        files, cache = self._files(), self._bridge.shelf.places.cache
        name = f"{lesson_making.FIRST_NUMBER}-try"

        def work(progress: Progress, stopped: Stopped) -> object:
            with tempfile.TemporaryDirectory(prefix="lesson-") as folder:
                own.keep(Path(folder), name, files)
                return lesson_making.tried(Path(folder), name, cache)

        self._bridge.run("try-lesson", work, self._tried)

    def save(self) -> None:
        """Put it among the studio's own lessons."""
        bridge, title, files = self._bridge, self.written().title, self._files()
        home: Path = bridge.shelf.places.lessons

        def work(progress: Progress, stopped: Stopped) -> object:
            name = lesson_making.lesson_id(title, teaching.lesson_ids(home))
            own.keep(home, name, files)
            return name

        def done(name: str) -> None:
            bridge.lessons.take_in(name)
            bridge.tell(Notice("told-lesson-made", {"title": title}))
            if self._watches:
                self.accept()

        bridge.run("keep-lesson", work, done)

    def retranslate(self) -> None:
        self.setWindowTitle(t("make"))
        self._show_about()
        for message, label in self._names.items():
            label.setText(t(message))
        for line, message in ((self.title, "make-title"), (self.says, "make-says"), (self.goal, "make-goal")):
            _name(line, message)
        for part in (*self.rows, self.again, self.test, self.keep, self.minutes):
            part.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is done from here on is nobody's lesson."""
        self._watches = False
        super().hideEvent(event)
        if not event.spontaneous():
            shutil.rmtree(self._folder, ignore_errors=True)

    def _moment(self) -> Moment:
        return Moment(self._bridge.song, self._feed.sitting)

    def _noted(self) -> None:
        if not self._watches:
            return
        moment = self._moment()
        draft = self._taken_back(moment) or noted(self._draft, moment)
        if self._past[-1][0] is moment.song:
            self._past.pop()
        self._past.append((moment.song, draft))
        changed = draft.proposals != self._draft.proposals
        self._draft = draft
        if changed:
            self._show_steps()

    def _taken_back(self, moment: Moment) -> Draft | None:
        """The draft as it was with a song of before, where undo has brought that back; what was counted meanwhile
        counts no more."""
        for place in range(len(self._past) - 2, -1, -1):
            song, draft = self._past[place]
            if song is moment.song:
                del self._past[place + 1 :]
                return draft._replace(since=moment)
        return None

    def _show_steps(self) -> None:
        proposals = self._draft.proposals
        while len(self.rows) > len(proposals):
            row = self.rows.pop()
            self._dropped.discard(len(self.rows))
            row.hide()
            row.deleteLater()
        for number, proposal in enumerate(proposals):
            if number < len(self.rows):
                self.rows[number].show_proposal(proposal)
                continue
            row = StepRow(proposal, number + 1, SpokenStep(self._bridge, self._folder / f"{number}.wav"))
            row.drop.clicked.connect(lambda checked=False, number=number: self._drop(number))
            row.sentence.textEdited.connect(self._show_hands)
            self.rows.append(row)
            self._steps.addWidget(row)
        for number, row in enumerate(self.rows):
            row.setVisible(number not in self._dropped)
        self._show_about()

    def _show_about(self) -> None:
        self._about.setText(t("make-about" if self.rows else "make-none"))
        self._show_hands()

    def _drop(self, number: int) -> None:
        self._dropped.add(number)
        self._show_steps()
        self.title.setFocus()

    def _tried(self, found: list[str]) -> None:
        if self._watches:
            self._state.setText(t("make-found", what="\n".join(found)) if found else t("make-tried"))

    def _files(self) -> dict[str, bytes]:
        written = self.written()
        start = lesson_making.start_of(self._bridge.song, (told.step for told in written.steps))
        return lesson_making.files_of(written, start)

    def _show_hands(self) -> None:
        ready = bool(self.title.text().strip()) and len(self._dropped) < len(self.rows)
        for button in (self.test, self.keep):
            button.setEnabled(ready and self._bridge.job is None)
        why = why_not(self._bridge) if self.rows else ""
        self.why.setText(t(why) if why else "")
        self.why.setVisible(bool(why))

    def _lay(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self._about)
        fields = (
            ("make-title", self.title), ("make-says", self.says), ("make-goal", self.goal),
            ("make-minutes", self.minutes),
        )  # fmt: skip
        for message, field in fields:
            column.addWidget(self._names[message])
            column.addWidget(field)
        column.addWidget(self.why)
        column.addLayout(self._steps)
        column.addWidget(self._state)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        buttons.addWidget(self.test)
        buttons.addWidget(self.keep)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 12, 16)
        outer.setSpacing(12)
        outer.addWidget(scroll, 1)
        outer.addLayout(buttons)


def _line() -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(_LONGEST)
    return line


def _name(line: QLineEdit, message: str, **fields: object) -> None:
    line.setAccessibleName(t(message, **fields))
    line.setAccessibleDescription(t(f"{message}.help"))
    line.setWhatsThis(t(f"{message}.help"))
