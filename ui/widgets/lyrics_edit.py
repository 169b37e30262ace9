"""The whole text at once: a plain field in which every row is a line of the song, with a margin that says which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from recorder.lyrics import pasted
from studio.spoken import syllables
from ui import theme
from ui.i18n import t
from ui.style import font, look
from ui.widgets.line_list import LEAST_PX, MOST_PX
from ui.widgets.line_places import fitting

DEBOUNCE_MS = 500
"""What is written is told after a pause so long, or when the keys go elsewhere."""
_SHAPELESS = str.maketrans({0x2028: " ", 0x2029: " ", 0xFFFC: ""})


class LyricsEdit(QWidget):
    """Shows the words and tells what became of them; changes nothing itself."""

    edited = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self._pause = QTimer(self, interval=DEBOUNCE_MS, singleShot=True)
        self._pause.timeout.connect(self.tell)
        self.field.textChanged.connect(self._changed)
        self.field.focus_left.connect(self.tell)
        self._told: tuple[str, ...] = ()
        self._showing = False
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setAccessibleName(t("lyrics"))
        self.field.setAccessibleDescription(t("lyrics.help"))
        self.field.setWhatsThis(t("lyrics.help"))
        self.field.setPlaceholderText(t("lyrics-hint"))
        self.field.lay()

    def show_lines(self, lines: Sequence[str], sections: Mapping[int, str] | None = None) -> None:
        """The words of the song's lines, and by place from 0 the name of each section where it begins.

        The cursor stays where it is. While something written here was not told yet, the field is ahead of the song and
        keeps its own words.
        """
        self.field.sections = dict(sections or {})
        self.field.lay()
        if self._pause.isActive() or tuple(lines) == self.lines():
            return
        cursor = self.field.textCursor()
        block, column = cursor.blockNumber(), cursor.positionInBlock()
        above = self.field.verticalScrollBar().value()
        self._showing = True
        self.field.setPlainText("\n".join(lines))
        self._showing = False
        self._told = self.lines()
        there = self.field.document().findBlockByNumber(min(block, self.field.blockCount() - 1))
        cursor = self.field.textCursor()
        cursor.setPosition(there.position() + min(column, there.length() - 1))
        self.field.setTextCursor(cursor)
        self.field.verticalScrollBar().setValue(above)

    def go_to(self, line: int) -> None:
        """Put the cursor where a line begins, or the last one there is."""
        there = self.field.document().findBlockByNumber(min(max(line, 0), self.field.blockCount() - 1))
        cursor = self.field.textCursor()
        cursor.setPosition(there.position())
        self.field.setTextCursor(cursor)

    def lines(self) -> tuple[str, ...]:
        """What stands in the field, row by row; an empty field has no lines."""
        text = self.field.toPlainText().translate(_SHAPELESS)
        return tuple(line.rstrip() for line in text.split("\n")) if text else ()

    def show_now(self, line: int) -> None:
        """Light the line where the song is; −1 lights none."""
        self.field.show_now(line)

    def set_size(self, px: int) -> None:
        """Height of the words, 18…48 px."""
        self.field.set_size(min(max(px, LEAST_PX), MOST_PX))

    def tell(self) -> None:
        """Say now what was written, if anything was."""
        self._pause.stop()
        lines = self.lines()
        if lines != self._told:
            self._told = lines
            self.edited.emit(lines)

    def _changed(self) -> None:
        if not self._showing:
            self._pause.start()


class _Field(QPlainTextEdit):
    focus_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[int, str] = {}
        self._px, self._now = 24, -1
        self._margin = _Margin(self)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.updateRequest.connect(self._moved)
        self.blockCountChanged.connect(lambda count: self.lay())
        self.textChanged.connect(self._margin.update)
        look.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Take over the look and the size."""
        colours = look.palette
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-size: {self._px}px; color: {colours.text}; background: {colours.background}; "
            f"border: none; selection-background-color: {colours.primary}; "
            f"selection-color: {colours.on_primary}; }}"
        )
        self.lay()

    def set_size(self, px: int) -> None:
        self._px = px
        self.dress()

    def show_now(self, line: int) -> None:
        if line != self._now:
            self._now = line
            self._margin.update()

    def lay(self) -> None:
        """Make room for what stands in the margin."""
        small = QFontMetrics(font(theme.TEXT_SMALL))
        strong = QFontMetrics(font(theme.TEXT_SMALL, strong=True))
        names = max((strong.horizontalAdvance(name) + 2 for name in self.sections.values()), default=0)
        number = small.horizontalAdvance("888")
        count = small.horizontalAdvance(t("line-syllables-short", count=88))
        self._margin.columns = (min(names, 120 if self.width() >= 600 else 64), number, count)
        self.setViewportMargins(self._margin.room(), 4, 8, 4)
        self._put_margin()
        self._margin.update()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if len(text.splitlines()) < 2:
            clean = " ".join(pasted(text)) if text.strip() else text
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            self.textCursor().insertText(f"{' ' * bool(before)}{clean}{' ' * bool(after)}" if clean.strip() else clean)
        else:
            self.textCursor().insertText("\n".join(pasted(text)))
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay()

    def _put_margin(self) -> None:
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), self._margin.room(), inside.height()))

    def _moved(self, rect: QRect, by: int) -> None:
        if by:
            self._margin.scroll(0, by)
        else:
            self._margin.update(0, rect.top(), self._margin.width(), rect.height() + 8)

    def paint_margin(self, painter: QPainter, part: QRect) -> None:
        """Number, section and syllables beside each row that is seen."""
        colours = look.palette
        painter.fillRect(part, QColor(colours.background))
        small, strong = font(theme.TEXT_SMALL), font(theme.TEXT_SMALL, strong=True)
        first = QFontMetrics(self.font()).height() if self.document().isEmpty() else 0.0
        block: QTextBlock = self.firstVisibleBlock()
        names, number, count = self._margin.columns
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            top = box.top() + self.viewport().y() - self.contentsRect().top()
            if top > part.bottom():
                break
            height = block.layout().lineAt(0).height() if block.layout().lineCount() else first
            row = block.blockNumber()
            lit = row == self._now
            if lit:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.raised))
                painter.drawRoundedRect(QRectF(0, top, self._margin.width() - 6, box.height()), 6, 6)
                painter.setBrush(QColor(colours.text))
                painter.drawRoundedRect(QRectF(0, top, 5, box.height()), 2.5, 2.5)
            x = 10.0
            painter.setPen(QColor(colours.secondary))
            painter.setFont(strong)
            if name := self.sections.get(row):
                said = fitting(name, QFontMetrics(strong), names)
                painter.drawText(QRectF(x, top, names + 4, height), Qt.AlignmentFlag.AlignVCenter, said)
            x += names + 8
            painter.setFont(strong if lit else small)
            painter.setPen(QColor(colours.text if lit else colours.secondary))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(x, top, number, height), right, str(row + 1))
            x += number + 8
            if block.text().strip():
                painter.setFont(small)
                painter.setPen(QColor(colours.secondary))
                words = t("line-syllables-short", count=syllables(block.text()))
                painter.drawText(QRectF(x, top, count, height), right, words)
            block = block.next()


class _Margin(QWidget):
    def __init__(self, field: _Field) -> None:
        super().__init__(field)
        self._field = field
        self.columns = (0, 0, 0)
        """Widths of the section's name, the number, the syllables."""

    def room(self) -> int:
        return sum(self.columns) + 42

    def paintEvent(self, event: QPaintEvent) -> None:
        self._field.paint_margin(QPainter(self), event.rect())
