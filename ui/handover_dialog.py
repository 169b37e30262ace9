"""Til neste vakt: what one shift leaves to the next, and what earlier ones left. Nobody is named in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import get_args

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

import presets
from studio import handover
from studio.errors import StudioError
from studio.handover import LONGEST, MOST, QUESTIONS, Note
from studio.lessons.points import Room
from studio.person_names import NameLike, name_like
from studio.song import Song
from ui import i18n
from ui.bridge import Bridge
from ui.i18n import of_error, t
from ui.widgets.accessible import announce
from ui.widgets.buttons import Button, beside
from ui.widgets.order import lay_tab_order
from ui.widgets.plain import plain_label

_SIZE = (960, 680)
_LEFT = 24
"""Of the window behind it."""
_BESIDE_PX = 800
"""From here on the notes stand beside the fields, else below."""
_FIELD_PX, _SMALL_FIELD_PX = 96, 68


class NoteCard(QFrame):
    """One note, to read and to take away."""

    def __init__(self, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        day = QLocale(i18n.language()).toString(QDate(note.day), QLocale.FormatType.LongFormat)
        self.words = [plain_label("strong", words=day)]
        for question in QUESTIONS:
            if said := getattr(note, question):
                self.words += [plain_label(tone="secondary", words=t(f"handover-{question}")), plain_label(words=said)]
        for label in self.words:
            column.addWidget(label)
        self.remove = Button("handover-remove", "close", "quiet")
        self.remove.name_for(day)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)


class HandOverDialog(QDialog):
    """Three fields, and the notes that there are."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(t("handover"))
        self._file = bridge.shelf.places.hand_over
        self._things = presets.load_capitals() | _words(t(f"room-{room}") for room in get_args(Room))
        self._known = tuple(_named(bridge.song))
        self._warned = False
        """Whether closing once more lets go of what is not kept."""
        self._before: tuple[Note, ...] | None = None
        """The notes as they were before one was taken away."""
        self.notes, damaged = handover.read_notes(self._file)
        """The newest first."""
        self.fields = {question: _Field(f"handover-{question}") for question in QUESTIONS}
        self.state = plain_label()
        """What there is to say now; always in sight."""
        self.keep = Button("handover-keep", "check", "primary")
        self.anyway, self.put_back = Button("handover-keep-anyway"), Button("handover-put-back", "undo")
        self.close_button = Button("close")
        self.cards: list[NoteCard] = []
        self._none = plain_label(tone="secondary", words=t("handover-none"))
        self._lay_out()
        self.keep.clicked.connect(lambda: self._keep(anyway=False))
        self.anyway.clicked.connect(lambda: self._keep(anyway=True))
        self.put_back.clicked.connect(self._put_back)
        self.close_button.clicked.connect(self.reject)
        for field in self.fields.values():
            field.textChanged.connect(lambda: self._say())
        room = parent.window().size() if parent else self.maximumSize()
        width, height = min(_SIZE[0], room.width() - _LEFT), min(_SIZE[1], room.height() - _LEFT)
        if width < _BESIDE_PX:
            self._columns.setDirection(QBoxLayout.Direction.TopToBottom)
            for field in self.fields.values():
                field.setFixedHeight(_SMALL_FIELD_PX)
        self.resize(width, height)
        self._say(t("handover-damaged") if damaged else "")
        self._show_notes()
        self.fields[QUESTIONS[0]].setFocus()

    def reject(self) -> None:
        """Close; what is not kept is asked about once."""
        if not self._warned and not self._written().is_empty:
            self._say(t("handover-unkept"))
            self._warned = True
            return
        super().reject()

    def _written(self) -> Note:
        words = {question: field.words() for question, field in self.fields.items()}
        return Note(day=datetime.date.today(), **words)

    def _keep(self, *, anyway: bool) -> None:
        note = self._written()
        long = next((question for question in QUESTIONS if len(getattr(note, question)) > LONGEST), "")
        if note.is_empty or long:
            said = t("handover-long", question=t(f"handover-{long}"), most=LONGEST) if long else t("handover-empty")
            self._say(said)
            self._go(long or QUESTIONS[0])
        elif (anyway or not self._point_out(note)) and self._write(handover.with_note(self.notes, note)):
            for field in self.fields.values():
                field.setPlainText("")
            self._say(t("handover-kept"))
            self._go(QUESTIONS[0])

    def _point_out(self, note: Note) -> bool:
        """Whether there is what looks like a name; it is said, and chosen where it stands first."""
        found: list[tuple[str, NameLike]] = []
        for question in QUESTIONS:
            found += [(question, one) for one in name_like(getattr(note, question), self._things, self._known)]
        if found:
            words = list(dict.fromkeys(f"«{one.words}»" for _, one in found))
            self._say(t("handover-name", words=", ".join(words), count=len(words)))
            self.anyway.show()
            question, first = found[0]
            self.fields[question].choose(first)
            self._go(question)
        return bool(found)

    def _remove(self, place: int) -> None:
        before = self.notes
        if self._write(before[:place] + before[place + 1 :]):
            self._before = before
            self._say(t("handover-removed"))
            self.put_back.show()
            self.put_back.setFocus()

    def _put_back(self) -> None:
        if self._before is not None and self._write(self._before):
            self._go(QUESTIONS[0])

    def _go(self, question: str) -> None:
        """The keys go to a field, and it is seen."""
        self.fields[question].setFocus()
        self.scroll.ensureWidgetVisible(self.fields[question])

    def _write(self, notes: tuple[Note, ...]) -> bool:
        try:
            handover.write_notes(self._file, notes)
        except StudioError as error:
            self._say(of_error(error))
            return False
        self.notes, self._before = notes, None
        self._say()
        self._show_notes()
        return True

    def _say(self, words: str = "") -> None:
        """What there is to say now; what was offered with the sentence before goes."""
        self._warned = False
        self.state.setText(words)
        for button in (self.anyway, self.put_back):
            button.hide()
        if words:
            announce(self, words)

    def _show_notes(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [NoteCard(note) for note in self.notes]
        for place, card in enumerate(self.cards):
            card.remove.clicked.connect(lambda checked=False, place=place: self._remove(place))
            self._rows.addWidget(card)
        self._none.setVisible(not self.cards)
        lay_tab_order((self,))

    def _lay_out(self) -> None:
        heading = plain_label("large", words=t("handover"))
        fields, notes, inside = QVBoxLayout(), QVBoxLayout(), QWidget()
        for column in (fields, notes):
            column.setSpacing(8)
        fields.addWidget(plain_label(tone="secondary", words=t("handover.text", most=MOST)))
        for question, field in self.fields.items():
            name = plain_label(words=t(f"handover-{question}"))
            name.setBuddy(field)
            fields.addWidget(name)
            fields.addWidget(field)
        fields.addStretch(1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        notes.addWidget(plain_label("strong", words=t("handover-earlier")))
        notes.addWidget(self._none)
        notes.addLayout(self._rows)
        notes.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 8, 0)
        self._columns.setSpacing(24)
        self._columns.addLayout(fields, 1)
        self._columns.addLayout(notes, 1)
        self.scroll = QScrollArea(widgetResizable=True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 12, 16, 16)
        outer.setSpacing(12)
        outer.addLayout(beside(heading, None, self.close_button))
        outer.addWidget(self.scroll, 1)
        below = beside(self.keep, self.anyway, self.put_back)
        below.addWidget(self.state, 1)
        outer.addLayout(below)


class _Field(QPlainTextEdit):
    """Some lines to write in; Tab goes on."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setProperty("kind", "field")
        self.setFixedHeight(_FIELD_PX)
        self.setAccessibleName(t(message))
        for what in (self.setAccessibleDescription, self.setWhatsThis, self.setToolTip):
            what(t(f"{message}.help"))

    def words(self) -> str:
        """What stands here, as it can be kept."""
        return self.toPlainText().strip().encode("utf-8", "replace").decode()

    def choose(self, found: NameLike) -> None:
        """Mark what was found in `words`."""
        text = self.toPlainText()
        start = _units(text[: len(text) - len(text.lstrip()) + found.start])
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + _units(found.words), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)


def _units(text: str) -> int:
    """How long Qt finds it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _words(texts: Iterator[str]) -> frozenset[str]:
    return frozenset(word.casefold() for text in texts for word in text.split())


def _named(song: Song) -> Iterator[str]:
    """Who the open song says has a part in it."""
    release = song.release
    for person in (*release.writers, *release.performers, *release.makers):
        yield person.name
    yield from (*release.artists, *release.featured)
