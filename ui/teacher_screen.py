"""The same step large, in a window of its own: for a projector or a second screen, seen from the back of the room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.i18n import t
from ui.lesson_desk import LessonDesk
from ui.lesson_step import Picture
from ui.style import font, look

_WORDS_SHARE, _PLACE_SHARE, _PICTURE_SHARE = 0.075, 0.04, 0.38
"""Of the window's height: the letters of the step, those of its place, the picture."""
_LEAST_PICTURE_SHARE = 0.2
"""Rather smaller letters than a picture lower than this."""
_LETTERS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""How much smaller, for steps of many words on a low window."""
_SIDE, _TOP, _GAP = 64, 48, 32


class TeacherScreen(QWidget):
    """Shows the desk's step as it is now; nothing on it can be pressed. Esc or its cross puts it away."""

    left = Signal()

    def __init__(self, desk: LessonDesk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place, self.words, self.options = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.picture = Picture(200)
        self.place.setProperty("tone", "secondary")
        for label in (self.words, self.options):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        column.setSpacing(_GAP)
        column.addWidget(self.place)
        column.addWidget(self.picture)
        column.addWidget(self.words)
        column.addWidget(self.options)
        column.addStretch(1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1100, 700)
        desk.changed.connect(self.show_lesson)
        look.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def open(self, beside: QWidget) -> None:
        """On another screen than the window's, all of it, if there is one; else as a window that can be moved."""
        screens = [screen for screen in QGuiApplication.screens() if screen is not beside.screen()]
        if screens:
            self.setGeometry(screens[0].geometry())
            self.showFullScreen()
        else:
            self.show()
        self.show_lesson()

    def show_lesson(self) -> None:
        """Take over where the desk stands."""
        if not self.isVisible():
            return
        desk, step = self._desk, self._desk.step
        walking = desk.loaded is not None and not desk.listing
        title = desk.text("title") if walking else t("lessons")
        place = t("lesson-place", number=desk.number, count=len(desk.steps)) if walking and step else ""
        self.place.setText(f"{title} · {place}" if place else title)
        self.words.setText(desk.text(step.id) if walking and step else t("lesson-ended-text") if walking else "")
        options = [desk.text(f"{step.id}.{option}") for option in step.options] if walking and step else []
        self.options.setText("\n".join(f"– {option}" for option in options))
        self.options.setVisible(bool(options))
        path = desk.loaded.picture(step.picture) if walking and step else None
        self.picture.show_file(path, desk.text(f"{step.id}.picture") if path else "")
        self._fit()

    def retranslate(self) -> None:
        self.setWindowTitle(t("lesson-teacher"))
        self.show_lesson()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All words are seen whole, and the picture with them."""
        most, least = (round(self.height() * share) for share in (_PICTURE_SHARE, _LEAST_PICTURE_SHARE))
        for smaller in _LETTERS:
            left = self._left_by_words(smaller)
            if left >= (0 if self.picture.is_empty else least):
                break
        self.picture.set_height(max(min(left, most), 0))

    def _left_by_words(self, smaller: float) -> int:
        """What is left of the window's height below words of this size."""
        left = self.height() - 2 * _TOP - _GAP
        for label, share, strong in ((self.words, _WORDS_SHARE, True), (self.options, _PLACE_SHARE, False),
                                     (self.place, _PLACE_SHARE, False)):  # fmt: skip
            px = max(round(self.height() * share * smaller), 20)
            label.setStyleSheet(f"font-size: {px}px;" + (" font-weight: 600;" if strong else ""))
            label.setFont(font(px, strong=strong))
            if not label.isHidden():
                wide = self.width() - 2 * _SIDE
                left -= _GAP + (label.heightForWidth(wide) if label.wordWrap() else label.sizeHint().height())
        return left

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.left.emit()

    def _dress(self) -> None:
        self.setStyleSheet(f"QWidget#page {{ background: {look.palette.background}; }}")
