"""The list of lessons: where it was left last, how much energy there is today, the lessons, and what came of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from presets.teaching import Loaded
from studio.errors import StudioError
from studio.lessons import package
from ui.bridge import Bridge
from ui.can_now import read_can_now, write_can_now
from ui.files import ask_for_lesson, ask_where_lesson
from ui.i18n import language, t
from ui.lesson_shelf import Made, heard_as, made_of, read_hidden, write_hidden
from ui.style import set_kind
from ui.widgets.buttons import Button, beside
from ui.widgets.order import lay_tab_order
from ui.widgets.plain import plain_label
from ui.widgets.tick import Tick

_ENERGIES = ("ordinary", "low")
_WIDEST_WORD = 180
"""In px; a line of the list beside its button has room for it."""
_BREAK = "\u200b"


def _card() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("card", "true")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(8)
    return frame, column


def _row(wide: QWidget, button: Button) -> QWidget:
    """One thing, and what can be done with it."""
    row = QWidget()
    row.setLayout(beside(wide, button, spacing=8))
    row.layout().setStretchFactor(wide, 1)
    return row


def _empty(rows: QVBoxLayout) -> None:
    while rows.count():
        row = rows.takeAt(0).widget()
        row.hide()
        row.deleteLater()


def _breakable(words: str, metrics: QFontMetrics) -> str:
    """The same to the eye, but a word that is wider than any line can be broken behind each of its letters."""
    return " ".join(
        _BREAK.join(word) if metrics.horizontalAdvance(word) > _WIDEST_WORD else word for word in words.split(" ")
    )


class Resume(QFrame):
    """Where the walk of this song was left, and what can be done with it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setProperty("card", "true")
        self._title, self._where = plain_label("strong"), plain_label(tone="secondary")
        self.go_on = Button("lesson-resume", "play", "primary")
        self.hear, self.other = Button("lesson-hear", "headphones"), Button("lesson-other", "", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        rest = QHBoxLayout()
        rest.setSpacing(8)
        for button in (self.hear, self.other):
            rest.addWidget(button)
        rest.addStretch(1)
        for part in (self._title, self._where, self.go_on):
            column.addWidget(part)
        column.addLayout(rest)
        self.go_on.clicked.connect(bridge.lessons.resume)
        self.hear.clicked.connect(self._hear)
        self.other.clicked.connect(bridge.lessons.forget)

    def show_walk(self) -> None:
        desk, song = self._bridge.lessons, self._bridge.song
        walk = desk.walk
        there = walk is not None and desk.loaded is not None and bool(walk.at_step)
        self.setVisible(there)
        if there:
            lines = sum(bool(line.text.strip()) for line in song.lines)
            had = "lines" if lines else "takes" if song.takes else "beat" if made_of(song) else "nothing"
            self._title.setText(t(f"lesson-last-{had}", count=lines or len(song.takes)))
            place = t("lesson-place", number=desk.number, count=len(desk.steps))
            self._where.setText(f"{desk.text('title')} · {place}")
            self.hear.setEnabled(bool(made_of(song)))

    def _hear(self) -> None:
        made = made_of(self._bridge.song)
        if made:
            self._bridge.lessons.hear(heard_as(self._bridge.song, made[0]), made[0].from_beat)


class LessonRow(QFrame):
    """One lesson: what it is called, how long it takes, what it needs."""

    def __init__(self, loaded: Loaded, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loaded = loaded
        self.setProperty("card", "true")
        self._title, self._about, self._facts = plain_label("strong"), plain_label(), plain_label("small", "secondary")
        self.begin, self.pack = Button("lesson-begin", "play"), Button("lesson-pack", "finish", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        for part in (self._title, self._about, self._facts):
            column.addWidget(part)
        hands = QHBoxLayout()
        hands.setSpacing(8)
        for button in (self.begin, self.pack):
            hands.addWidget(button)
        hands.addStretch(1)
        column.addLayout(hands)
        self.retranslate()

    def retranslate(self) -> None:
        lesson, spoken = self.loaded.lesson, language()
        title = self.loaded.text("title", spoken)
        self._title.setText(title)
        self._about.setText(self.loaded.text("about", spoken))
        facts = [t("lesson-minutes", minutes=lesson.minutes), t(f"lesson-asks-{lesson.energy}")]
        facts += [t(f"lesson-need-{need.replace('_', '-')}") for need in lesson.needs]
        self._facts.setText(" · ".join(facts))
        for button in (self.begin, self.pack):
            button.name_for(title)


class Shelf(QFrame):
    """What was made with the open song, to play; what nobody is to see can be put away."""

    laid = Signal()
    """Its buttons are new ones."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setProperty("card", "true")
        self._title = plain_label("strong")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.again = Button("made-show-all", "plus", "quiet")
        self._column.addWidget(self._title)
        self._column.addLayout(self._rows)
        self._column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown: tuple[Made, ...] | None = None
        self.parts: list[tuple[Made, Button, Button]] = []
        """What is on it, with the buttons that play it and put it away."""
        self.again.clicked.connect(lambda: self._hide(frozenset()))
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(t("lesson-made"))
        for made, play, hide in self.parts:
            self._word(made, play, hide)

    def show_song(self) -> None:
        folder = self._bridge.opened.path
        hidden = read_hidden(folder) if folder is not None else frozenset()
        every = made_of(self._bridge.song)
        made = tuple(one for one in every if one.key not in hidden)
        self.setVisible(bool(every))
        self.again.setVisible(len(made) < len(every))
        if made != self._shown:
            self._shown = made
            self._lay(made)

    def _lay(self, made: tuple[Made, ...]) -> None:
        _empty(self._rows)
        self.parts = []
        for one in made:
            play, hide = Button("made-song", "play"), Button("made-hide", "", "quiet")
            self._rows.addWidget(_row(play, hide))
            self.parts.append((one, play, hide))
            self._word(one, play, hide)
            play.clicked.connect(lambda checked=False, one=one: self._play(one))
            hide.clicked.connect(lambda checked=False, one=one: self._put_away(one))
        self.laid.emit()

    def _word(self, made: Made, play: Button, hide: Button) -> None:
        if made.number:
            play.say("made-take", number=made.number)
        else:
            play.say(f"made-{made.key}")
        hide.name_for(play.accessibleName())

    def _play(self, made: Made) -> None:
        self._bridge.lessons.hear(heard_as(self._bridge.song, made), made.from_beat)

    def _put_away(self, made: Made) -> None:
        folder = self._bridge.opened.path
        if folder is not None:
            self._hide(read_hidden(folder) | {made.key})

    def _hide(self, hidden: frozenset[str]) -> None:
        folder = self._bridge.opened.path
        if folder is not None:
            try:
                write_hidden(folder, hidden)
            except StudioError as error:
                self._bridge.trouble(error)
        self.show_song()


class CanNow(QFrame):
    """What the person can do now, in their own words. A line that is taken away can be put back as long as the list is
    looked at."""

    laid = Signal()
    """As of the shelf."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setProperty("card", "true")
        self._title = plain_label("strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        self._folder: Path | None = None
        self._lines: tuple[str, ...] = ()
        self._taken: frozenset[str] = frozenset()
        """Those of the lines that are in the song's folder no more."""
        self._looked_away = False
        self.parts: list[tuple[str, QLabel, Button]] = []
        """What is on it, with the button that takes it away or puts it back."""
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(t("can-now"))
        for line, words, button in self.parts:
            gone = line in self._taken
            set_kind(words, tone="secondary" if gone else "")
            words.setText(t("can-now-taken") if gone else _breakable(line, words.fontMetrics()))
            words.setAccessibleName(t("can-now-taken") if gone else line)
            button.say("can-now-back" if gone else "can-now-take")
            button.name_for(line)

    def show_song(self) -> None:
        folder = self._bridge.opened.path
        lines = read_can_now(folder) if folder is not None else ()
        if self._looked_away or (folder, lines) != (self._folder, self._left(self._taken)):
            self._folder, self._lines, self._taken, self._looked_away = folder, lines, frozenset(), False
            self._lay()
        self.setVisible(bool(self._lines))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looked_away |= bool(self._taken) and not event.spontaneous()

    def _left(self, taken: frozenset[str]) -> tuple[str, ...]:
        return tuple(line for line in self._lines if line not in taken)

    def _lay(self) -> None:
        _empty(self._rows)
        self.parts = []
        for line in self._lines:
            words, button = plain_label(), Button("can-now-take", "", "quiet")
            self._rows.addWidget(_row(words, button))
            self.parts.append((line, words, button))
            button.clicked.connect(lambda checked=False, line=line: self._turn(line))
        self.retranslate()
        self.laid.emit()

    def _turn(self, line: str) -> None:
        """Away with it, or back to its place."""
        taken = self._taken ^ {line}
        try:
            write_can_now(self._folder, self._left(taken))
        except StudioError as error:
            self._bridge.trouble(error)
            return
        self._taken = taken
        self.retranslate()
        self._bridge.announced.emit(t("can-now-taken") if line in taken else line)


class LessonList(QScrollArea):
    """Everything that can be begun or taken up again."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge, self._desk = bridge, bridge.lessons
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resume, self.shelf, self.can_now = Resume(bridge), Shelf(bridge), CanNow(bridge)
        self.shelf.laid.connect(self._lay_tabs)
        self.can_now.laid.connect(self._lay_tabs)
        self.energies = {name: Button(f"lesson-energy-{name}", "", "plain") for name in _ENERGIES}
        self._group = QButtonGroup(self)
        frame, column = _card()
        self._energy_title = plain_label("strong")
        column.addWidget(self._energy_title)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for button in self.energies.values():
            button.setCheckable(True)
            self._group.addButton(button)
            choices.addWidget(button)
        choices.addStretch(1)
        column.addLayout(choices)
        self.energies["ordinary"].setChecked(True)
        self.short = Tick()
        column.addWidget(self.short)
        self._reading = plain_label(tone="secondary")
        self.fetch = Button("lesson-fetch", "import")
        self.fetch.clicked.connect(self._fetch)
        self.rows: list[LessonRow] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for part in (self.resume, frame, self._reading):
            self._column.addWidget(part)
        self._column.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.shelf)
        self._column.addWidget(self.can_now)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.retranslate()

    def first_focus(self) -> QWidget:
        if not self.resume.isHidden():
            return self.resume.go_on
        return self.rows[0].begin if self.rows else self.energies["ordinary"]

    def show_lessons(self) -> None:
        """Take over the desk's lessons, the walk and what the song holds."""
        self.resume.show_walk()
        self.shelf.show_song()
        self.can_now.show_song()
        self._reading.setVisible(not self._desk.all)
        self.fetch.setVisible(self._desk.led)
        if [row.loaded for row in self.rows] != list(self._desk.offered):
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [LessonRow(loaded) for loaded in self._desk.offered]
            for row in self.rows:
                self._column.insertWidget(self._column.indexOf(self.shelf), row)
                row.begin.clicked.connect(lambda checked=False, of=row.loaded: self._begin(of))
                row.pack.clicked.connect(lambda checked=False, of=row.loaded: self._pack(of))
            self._lay_tabs()
        for row in self.rows:
            row.pack.setVisible(self._desk.led and self._desk.is_own(row.loaded))

    def _lay_tabs(self) -> None:
        """Buttons that were just made come behind everything else in the window until they are laid in."""
        lay_tab_order((self,))

    def retranslate(self) -> None:
        self._energy_title.setText(t("lesson-energy"))
        self._reading.setText(t("lesson-reading"))
        self.short.setText(t("lesson-short"))
        self.short.setAccessibleName(t("lesson-short"))
        for what in (self.short.setAccessibleDescription, self.short.setWhatsThis, self.short.setToolTip):
            what(t("lesson-short.help"))

    def _fetch(self) -> None:
        file = ask_for_lesson(self, self._bridge.shelf.import_folder)
        if file:
            self._bridge.shelf.import_folder = str(Path(file).parent)
            self._desk.carrier.fetch(Path(file))

    def _pack(self, loaded: Loaded) -> None:
        suggested = Path(self._bridge.shelf.import_folder) / f"{loaded.id}{package.SUFFIX}"
        file = ask_where_lesson(self, str(suggested))
        if file:
            self._desk.carrier.pack(loaded, Path(file))

    def _begin(self, loaded: Loaded) -> None:
        energy = next(name for name, button in self.energies.items() if button.isChecked())
        self._desk.begin(loaded, energy=energy, short=self.short.isChecked())
