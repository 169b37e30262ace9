"""The line list pressed, typed and written on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui import theme
from ui.i18n import t
from ui.widgets.accessible import announce
from ui.widgets.canvas import Waves
from ui.widgets.keys import OwnKeys
from ui.widgets.line_list import EDGES, LineList, Spot
from ui.widgets.line_rows import mark_words, retake_words, take_words
from ui.widgets.line_words import WordsEdit

REST_MS = 350
"""A take is heard after the mouse has rested on its mark so long."""
EDGE_MS = 10.0
"""What one key press moves an edge by."""
_ELSEWHERE_MS = 4000
"""After it was scrolled by hand, it turns by itself again when the song comes to a line later than this."""
_WHEEL_PX = 96
"""Scrolled by a notch of the wheel."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_LETTERS = (Qt.Key.Key_L, Qt.Key.Key_T)
_OWN = (*_MOVES, *_ENTER, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class LineHands(LineList):
    """Says what a person wants of a line. Changes nothing of the song itself. Lines are their places from 0."""

    chosen = Signal(int, str)
    hear = Signal(int, str)
    """Let a take of a line be heard; −1 and an empty id for no more."""
    retake = Signal(int)
    edit_words = Signal(int, str)
    pasted_words = Signal(int, tuple)
    remove = Signal(str)
    edge_moved = Signal(int, str, float)
    """The line, `start` or `end`, and by how many ms."""
    line_selected = Signal(int)

    def __init__(self, waves: Waves | None = None, parent: QWidget | None = None) -> None:
        super().__init__(waves, parent)
        self.hover_listens = True
        self.letters = True
        """Whether L and T are heard; the menu has them too."""
        self.rate_hz = 48_000
        self._edit: WordsEdit | None = None
        self._edited = -1
        self._held: tuple[int, float, float] | None = None
        """The edge that is dragged, where it was, and how far from it the mouse took hold; shares of the wave."""
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self._elsewhere = QTimer(self, interval=_ELSEWHERE_MS, singleShot=True)
        self.setMouseTracking(True)
        self.laid.connect(self._put_edit)
        OwnKeys(self, self._owns)

    def _owns(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            return self.heard[0] >= 0
        if event.key() in _LETTERS:
            return plain and self.letters
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return event.key() in _OWN and (plain or bool(alt))

    # --- what is wanted

    def select_line(self, line: int, take: int | None = None) -> None:
        """Go to a row, and tell where the keys are now."""
        before = self.selected
        self.select(line, take)
        if self.selected != before:
            self.line_selected.emit(self.selected)

    def _go(self, line: int, take: int | None = None) -> None:
        """By keys: the row is scrolled to and said."""
        moved = line != self.selected
        self.select_line(line, take)
        if self.selected < 0:
            return
        self.reveal(self.selected)
        row = self.rows[self.selected]
        if moved:
            announce(self, self.accessible_value())
        elif row.takes:
            announce(self, mark_words(row, row.takes[self.take]))

    def _listen(self, line: int, take_id: str) -> None:
        self.show_heard(line, take_id)
        self.hear.emit(line, take_id)

    def end_hearing(self) -> None:
        """No take is listened to any more."""
        self._rest.stop()
        if self.heard[0] >= 0:
            self._listen(-1, "")

    def _hear(self, line: int, take: int) -> None:
        takes = self.rows[line].takes
        if 0 <= take < len(takes) and self.live < 0:
            take_id = takes[take].take_id
            if self.heard == (line, take_id):
                self.end_hearing()
            else:
                self._listen(line, take_id)

    def _choose(self, line: int, take: int) -> None:
        takes = self.rows[line].takes
        if 0 <= take < len(takes):
            self.chosen.emit(line, takes[take].take_id)

    def _move_edge_by(self, edge: int, by_ms: float) -> None:
        if self.wave is not None and self.wave.line == self.selected:
            self.edge_moved.emit(self.selected, EDGES[edge], by_ms)

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.spot(event.position())
        self._rest.stop()
        if spot.line < 0 or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        self.select_line(spot.line, spot.at if spot.kind == "mark" else None)
        if event.button() == Qt.MouseButton.RightButton:
            return
        if spot.kind == "mark":
            self._choose(spot.line, spot.at)
        elif spot.kind == "button":
            self.retake.emit(spot.line)
        elif spot.kind == "edge" and self.wave is not None:
            share = self.wave.shares[spot.at]
            self._held = spot.at, share, self._share_at(event.position().x()) - share

    def _share_at(self, x: float) -> float:
        box = self.places.place(self.selected).wave
        return (x - box.left()) / box.width() if box is not None else 0.0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self.wave is not None:
            edge, _, hold = self._held
            self.move_edge(edge, self._share_at(event.position().x()) - hold)
            return
        spot = self.spot(event.position())
        if spot == self.hot:
            return
        self._leave_mark()
        self.hot = spot
        self.setCursor(_CURSORS.get(spot.kind, Qt.CursorShape.ArrowCursor))
        self.setToolTip(self._tip(spot))
        if spot.kind == "mark" and self.hover_listens and self.live < 0:
            self._rest.start()
        self.update()

    def _leave_mark(self) -> None:
        self._rest.stop()
        if self.hot.kind == "mark" and self.heard[0] == self.hot.line:
            self.end_hearing()

    def _rested(self) -> None:
        if self.hot.kind == "mark" and self.live < 0 and self.hot.line < len(self.rows):
            takes = self.rows[self.hot.line].takes
            if self.hot.at < len(takes) and self.heard != (self.hot.line, takes[self.hot.at].take_id):
                self._listen(self.hot.line, takes[self.hot.at].take_id)

    def _tip(self, spot: Spot) -> str:
        if spot.kind == "mark":
            return t("line-mark-tip", take=take_words(self.rows[spot.line].takes[spot.at]))
        if spot.kind == "edge":
            return t(f"line-edge-{EDGES[spot.at]}.help")
        if spot.kind == "more":
            return t("line-takes", count=len(self.rows[spot.line].takes))
        return t("line-retake.help") if spot.kind == "button" else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        if held is not None and self.wave is not None:
            moved = self.wave.shares[held[0]] - held[1]
            if moved:
                by_ms = moved * (self.wave.to_frame - self.wave.from_frame) / self.rate_hz * 1000.0
                self.edge_moved.emit(self.wave.line, EDGES[held[0]], by_ms)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.spot(event.position())
        if spot.kind == "words" and event.button() == Qt.MouseButton.LeftButton:
            self.write(spot.line)
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._leave_mark()
        self.hot = Spot()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        by = event.pixelDelta().y() or event.angleDelta().y() / 120.0 * _WHEEL_PX
        self.scroll_by_hand(round(self.scrolled - by))
        event.accept()

    def scroll_by_hand(self, y: int) -> None:
        """A person looks elsewhere: it does not turn by itself for a while, unless it is read from while recording."""
        self._elsewhere.start()
        self.scroll_to(y)

    def turn_to(self, line: int) -> None:
        busy = self._edit is not None or self._held is not None or self._elsewhere.isActive()
        if self.live >= 0 or not busy:
            super().turn_to(line)

    def start_over(self) -> None:
        self._close_edit()
        self._rest.stop()
        self._elsewhere.stop()
        super().start_over()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if self.selected < 0:
                return
            self.reveal(self.selected)
            at = self.box(self.places.place(self.selected).words).bottomLeft().toPoint()
        elif self.spot(QPointF(at)).line < 0:
            return
        self.menu(self.selected, self.take).popup(self.mapToGlobal(at))

    def menu(self, line: int, take: int) -> QMenu:
        """What can be done with a line and one of its takes, in words."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.rows[line]
        if 0 <= take < len(row.takes):
            mark, named = row.takes[take], t("clip-take", number=row.takes[take].number)
            heard = self.heard == (line, mark.take_id)
            _entry(menu, t("line-menu-choose", take=named), "Enter", lambda: self.chosen.emit(line, mark.take_id))
            _entry(menu, t("line-menu-stop" if heard else "line-menu-hear", take=named), "L" * self.letters,
                   lambda: self._hear(line, take))  # fmt: skip
            _entry(menu, t("line-menu-remove", take=named), "Delete", lambda: self.remove.emit(mark.take_id))
            menu.addSeparator()
        _entry(menu, retake_words(row), "T" * self.letters, lambda: self.retake.emit(line))
        _entry(menu, t("line-menu-words"), "F2", lambda: self.write(line))
        if self.wave is not None and self.wave.line == line:
            menu.addSeparator()
            for edge, by_ms, message in _NUDGES:
                _entry(menu, t(message), "", lambda edge=edge, by_ms=by_ms: self._move_edge_by(edge, by_ms))
        return menu

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if modifiers & Qt.KeyboardModifier.AltModifier and by:
            edge = 1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 0
            self._move_edge_by(edge, by * EDGE_MS)
        elif modifiers or not self.rows or (self.selected < 0 and key not in _MOVES):
            super().keyPressEvent(event)
        elif by:
            last = len(self.rows[max(self.selected, 0)].takes) - 1
            self._go(max(self.selected, 0), min(max(self.take + by, 0), last))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self.selected + (1 if key == Qt.Key.Key_Down else -1) if self.selected >= 0 else 0)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(len(self.seen()) - 2, 1)
            self._go(self.selected + (page if key == Qt.Key.Key_PageDown else -page))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.rows) - 1)
        elif key in _ENTER:
            self._choose(self.selected, self.take)
        elif key == Qt.Key.Key_L and self.letters:
            self._hear(self.selected, self.take)
        elif key == Qt.Key.Key_T and self.letters:
            self.retake.emit(self.selected)
        elif key == Qt.Key.Key_F2:
            self.write(self.selected)
        elif key == Qt.Key.Key_Delete and 0 <= self.take < len(self.rows[self.selected].takes):
            self.remove.emit(self.rows[self.selected].takes[self.take].take_id)
        elif key == Qt.Key.Key_Escape and self.heard[0] >= 0:
            self.end_hearing()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keys and self.rows:
            if self.selected < 0:
                self.select_line(max(self.now, 0))
            self.reveal(self.selected)

    # --- words

    def write(self, line: int) -> None:
        """Open the words of a line for writing."""
        if not 0 <= line < len(self.rows):
            return
        self.select_line(line)
        self.reveal(line)
        self._edit, self._edited = WordsEdit(self.rows[line].words, self), line
        self._edit.setStyleSheet(f"font-size: {min(self._px, 32)}px")
        self._edit.kept.connect(lambda words: self._kept(line, words))
        self._edit.pasted.connect(lambda lines: self.pasted_words.emit(line, lines))
        self._edit.turned.connect(lambda by: self.write(line + by))
        self._edit.left.connect(self._close_edit)
        self._put_edit()
        self._edit.show()
        self._edit.setFocus()

    def _kept(self, line: int, words: str) -> None:
        if line < len(self.rows) and words != self.rows[line].words:
            self.edit_words.emit(line, words)

    def _close_edit(self) -> None:
        edit, self._edit, self._edited = self._edit, None, -1
        if edit is not None:
            if edit.hasFocus():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            edit.hide()
            edit.deleteLater()

    def _put_edit(self) -> None:
        if self._edit is None:
            return
        if self._edited >= len(self.rows):
            self._close_edit()
            return
        box = self.box(self.places.place(self._edited).words).toRect()
        height = max(self._edit.sizeHint().height(), theme.TARGET)
        top = box.center().y() - height // 2
        self._edit.setGeometry(QRect(QPoint(box.left() - 14, top), QPoint(box.right(), top + height - 1)))


_CURSORS = {
    "mark": Qt.CursorShape.PointingHandCursor, "button": Qt.CursorShape.PointingHandCursor,
    "more": Qt.CursorShape.PointingHandCursor, "edge": Qt.CursorShape.SizeHorCursor,
}  # fmt: skip
_NUDGES = (
    (0, -EDGE_MS, "line-start-earlier"), (0, EDGE_MS, "line-start-later"),
    (1, -EDGE_MS, "line-end-earlier"), (1, EDGE_MS, "line-end-later"),
)  # fmt: skip


def _entry(menu: QMenu, words: str, key: str, does: object) -> None:
    """A row of a menu with its key beside it."""
    action = menu.addAction(f"{words}\t{key}" if key else words)
    action.triggered.connect(lambda checked=False: does())
