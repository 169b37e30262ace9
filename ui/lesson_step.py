"""One step of a lesson on one card: its picture, its words, hints, choices, and whether it is done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.can_now import MOST_LETTERS
from ui.i18n import language, t
from ui.lesson_desk import LessonDesk
from ui.style import font
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button

PICTURE_HEIGHT = 150
_MOST_AFTER = 2
_LEAST_PICTURE = 64
"""Lower than this it shows nothing: then the words have its room."""
_ROUND = 10


class Picture(QWidget):
    """A picture as large as there is room for, on a light ground whatever the theme: it is drawn for paper."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._drawing: QSvgRenderer | None = None
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_file(self, path: Path | None, words: str = "") -> None:
        """Show a file, which `words` describe; None or one that cannot be drawn shows nothing."""
        drawing = QSvgRenderer(str(path)) if path is not None and path.suffix == ".svg" else None
        self._drawing = drawing if drawing is not None and drawing.isValid() else None
        self._image = QImage(str(path)) if path is not None and drawing is None else QImage()
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(not self.is_empty and self._height > 0)
        self.update()

    @property
    def is_empty(self) -> bool:
        return self._drawing is None and self._image.isNull()

    def set_height(self, height: int) -> None:
        """So high; not there at 0."""
        if height != self._height:
            self._height = height
            self.setVisible(not self.is_empty and height > 0)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_empty:
            return
        natural = self._drawing.defaultSize() if self._drawing is not None else self._image.size()
        size = natural.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        box = QRectF(left, top, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        if self._drawing is not None:
            self._drawing.render(painter, box)
        else:
            painter.drawImage(box, self._image)


class Said(QFrame):
    """A sign and a sentence beside it."""

    def __init__(self, icon: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign(icon, colour)
        self._words = QLabel(wordWrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Say it; an empty sentence is not there."""
        self._words.setText(words)
        self.setVisible(bool(words))


class Note(QWidget):
    """A line to write in, which nobody keeps unless the button is pressed."""

    kept = Signal(str)
    """It is to be kept; whoever does that clears the line."""

    def __init__(self, message: str, question: str = "", parent: QWidget | None = None) -> None:
        """`t(message)` names the line, `t(message-keep)` is on the button. Where no step asks, `t(question)` does,
        above the line; what is answered then is meant to be kept, so Enter keeps it too."""
        super().__init__(parent)
        self._message, self._question = message, question
        self._asks = QLabel(wordWrap=True)
        self.line = QLineEdit()
        self.line.setMaxLength(MOST_LETTERS)
        self.keep = Button(f"{message}-keep", "check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if question:
            column.addWidget(self._asks)
        column.addWidget(self.line)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.keep.clicked.connect(self._keep)
        self.retranslate()

    def retranslate(self) -> None:
        asked = t(self._question) if self._question else ""
        self._asks.setText(asked)
        self.line.setPlaceholderText(t(self._message))
        self.line.setAccessibleName(asked or t(self._message))
        for what in (self.line.setAccessibleDescription, self.line.setWhatsThis, self.line.setToolTip):
            what(t(f"{self._message}.help"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._question and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        if self.line.text().strip():
            self.kept.emit(self.line.text())


class NamedButton(Button):
    """One of the choices, in a lesson's own words."""

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        """`t(message)` has a place for the `words`."""
        self.words = ""
        super().__init__(message, parent=parent)

    def show_words(self, words: str) -> None:
        self.words = words
        self.retranslate()

    def retranslate(self) -> None:
        self._fields = {"words": self.words}
        super().retranslate()


class StepCard(QScrollArea):
    """Shows where the desk's walk stands."""

    def __init__(self, desk: LessonDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("tone", "secondary")
        self.picture = Picture(PICTURE_HEIGHT)
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.hints = tuple(Said("info", "link") for _ in range(3))
        self.state = Said("check", "ok")
        self.waits = Said("info", "secondary")
        self.options: dict[str, NamedButton] = {}
        self.note = Note("lesson-note")
        self.can_now = Note("lesson-can-now", "lesson-can-now-ask")
        """Behind the last step."""
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.after: dict[str, NamedButton] = {}
        """Behind the last step: what could come next, by id."""
        self._choices = QVBoxLayout()
        self._choices.setSpacing(8)
        for part in (self.title, self.picture, self.words):
            self._column.addWidget(part)
        self._column.addLayout(self._choices)
        for part in (self.note, self.can_now, *self.hints, self.state, self.waits):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.note.kept.connect(desk.keep_note)
        self.note.kept.connect(self.note.line.clear)
        self.can_now.kept.connect(desk.keep_can_now)
        desk.can_now_kept.connect(self._can_now_kept)

    def show_step(self, px: int, *, titled: bool) -> None:
        """Take over where the walk stands; the words are so many pixels high, the lesson's title above them if it is
        said nowhere else."""
        desk, step = self._desk, self._desk.step
        self.title.setText(desk.text("title"))
        self.title.setVisible(titled)
        self.words.setStyleSheet(f"font-size: {px}px; font-weight: 600;")
        self.words.setFont(font(px, strong=True))
        offers, state = desk.offers, desk.state
        self.words.setText(desk.text(step.id) if step else t("lesson-ended-text"))
        path = desk.loaded.picture(step.picture) if step else None
        self.picture.show_file(path, desk.text(f"{step.id}.picture") if path else "")
        for number, hint in enumerate(self.hints):
            hint.say(desk.text(f"{step.id}.hint{number + 1}") if step and number < offers.hints else "")
        self.state.say({"ticked": t("lesson-ticked"), "had": t("lesson-had")}.get(state, "") if step else "")
        self.waits.say(t("lesson-waits") if step and state == "watching" else "")
        self.note.setVisible(step is not None and step.kind == "think")
        self.can_now.setVisible(step is None)
        self._show_options()
        self._show_after()
        here = (desk.loaded.id, step.id if step else "")
        if here != self._shown:
            self._shown = here
            for note in (self.note, self.can_now):
                note.line.clear()
            self.verticalScrollBar().setValue(0)
        self._fit()

    def _can_now_kept(self) -> None:
        self.can_now.line.clear()
        self.state.say(t("lesson-can-now-kept"))
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.state))  # once it has its place

    def _show_after(self) -> None:
        desk = self._desk
        known = {loaded.id: loaded for loaded in desk.all}
        wanted = [] if desk.step else [known[name] for name in desk.loaded.lesson.next[:_MOST_AFTER] if name in known]
        if list(self.after) != [loaded.id for loaded in wanted]:
            for button in self.after.values():
                self._choices.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.after = {loaded.id: NamedButton("lesson-after") for loaded in wanted}
            for loaded in wanted:
                button = self.after[loaded.id]
                button.clicked.connect(lambda checked=False, loaded=loaded: desk.begin(loaded))
                self._choices.addWidget(button)
        for loaded in wanted:
            self.after[loaded.id].show_words(loaded.text("title", language()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The picture has the room that the words leave it, for they are to be seen whole."""
        width, rest = self.viewport().width(), 0
        for part in (self.title, self.words, self.note, *self.hints, self.state, self.waits, *self.options.values()):
            if not part.isHidden():
                height = part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
                rest += height + self._column.spacing()
        left = self.viewport().height() - rest
        self.picture.set_height(0 if left < _LEAST_PICTURE else min(left, PICTURE_HEIGHT))

    def _show_options(self) -> None:
        desk, step = self._desk, self._desk.step
        options = step.options if step else ()
        if tuple(self.options) != options:
            for button in self.options.values():
                self._choices.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.options = {option: NamedButton("lesson-option") for option in options}
            for option, button in self.options.items():
                button.clicked.connect(lambda checked=False, option=option: desk.choose(option))
                self._choices.addWidget(button)
        for option, button in self.options.items():
            button.show_words(desk.text(f"{step.id}.{option}"))
            button.setEnabled(desk.state == "asking")
