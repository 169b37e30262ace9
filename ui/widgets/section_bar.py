"""The song's form as a row of blocks, as long as they last: chosen by a press or the arrow keys, dragged elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.song import Section, Song
from studio.units import bars_per_line
from ui import icons, theme
from ui.beat_lanes import sound_title
from ui.i18n import t
from ui.style import font, look
from ui.widgets.accessible import Painted, Part, announce
from ui.widgets.keys import OwnKeys

HEIGHT = 60
_LEAST = 44
_GAP = 4
_DRAG_PX = 12
"""A press that moves no further than this is a press."""
_MARK, _MARK_GAP = 18, 4


def section_name(section: Section) -> str:
    """What a person calls the section, or what its kind is called."""
    return section.name or t(f"section-{section.kind}")


def lines_of(song: Song, section: Section) -> float:
    """How many lines of rap a section lasts."""
    return section.bars / bars_per_line(song.bpm)


def marks_of(song: Song, section: Section) -> dict[str, str]:
    """What a section does with its beat: the icon of each thing, and its words."""
    heard = [lane.sound for pattern in song.patterns if pattern.id == section.pattern_id for lane in pattern.lanes]
    muted = [sound_title(sound) for sound in dict.fromkeys(heard) if sound in section.muted]
    marks = {}
    if section.lead_in != "none":
        marks["lead-in"] = t("section-lead-in", way=t(f"lead-in-{section.lead_in}"))
    if section.muffled:
        marks["muffled"] = t("muffled")
    if muted:
        marks["mute"] = t("section-muted", sounds=", ".join(muted))
    return marks


class SectionBar(Painted):
    """Shows the sections; changes nothing itself."""

    accessible_role = QAccessible.Role.List
    picked = Signal(str)
    moved = Signal(str, int)
    """A section was dragged or carried by keys to another place in the row."""
    resized = Signal(str, int)
    """So many lines more or fewer."""
    copied = Signal(str)
    removed = Signal(str)
    menu_wanted = Signal(str, QPointF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._song = Song(title="")
        self._chosen = ""
        self._beat = 0.0
        self._dragged: tuple[str, float] | None = None
        self._drop = -1
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        # Plus and minus belong to the chosen section while the row has the keys, not to the window's zoom.
        OwnKeys(self, lambda event: event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus))
        look.changed.connect(self.update)
        self.retranslate()

    def show_song(self, song: Song, chosen: str) -> None:
        self._song, self._chosen = song, chosen
        self.update()

    def show_playhead(self, beat: float) -> None:
        if beat != self._beat:
            before, self._beat = self._x_of(self._beat), beat
            for x in (before, self._x_of(beat)):
                self.update(round(x) - 3, 0, 7, self.height())

    def retranslate(self) -> None:
        self.setAccessibleName(t("section-bar"))
        self.setAccessibleDescription(t("section-bar.help"))
        self.setWhatsThis(t("section-bar.help"))
        self.update()

    def accessible_value(self) -> str:
        section = next((section for section in self._song.sections if section.id == self._chosen), None)
        return self._described(section) if section else ""

    def accessible_parts(self) -> list[Part]:
        boxes = self._boxes()
        return [Part(self._described(section), boxes[section.id].toRect()) for section in self._song.sections]

    def _described(self, section: Section) -> str:
        described = t("section-described", name=section_name(section), lines=lines_of(self._song, section))
        return ". ".join([described, *marks_of(self._song, section).values()])

    # --- where things are

    def _boxes(self) -> dict[str, QRectF]:
        """By id: as wide as they last, but wide enough to be pressed."""
        sections = self._song.sections
        if not sections:
            return {}
        room = self.width() - _GAP * (len(sections) - 1)
        total = sum(section.bars for section in sections)
        spare = max(room - _LEAST * len(sections), 0.0)
        boxes, x = {}, 0.0
        for section in sections:
            width = min(_LEAST, room / len(sections)) + spare * section.bars / total
            boxes[section.id] = QRectF(x, 2, width, self.height() - 4)
            x += width + _GAP
        return boxes

    def _x_of(self, beat: float) -> float:
        start = 0.0
        boxes = self._boxes()
        for section in self._song.sections:
            beats = section.bars * self._song.beats_per_bar
            if beat < start + beats:
                box = boxes[section.id]
                return box.left() + box.width() * (beat - start) / beats
            start += beats
        return -10.0

    def _at(self, x: float) -> Section | None:
        for section in self._song.sections:
            box = self._boxes()[section.id]
            if box.left() - _GAP / 2 <= x < box.right() + _GAP / 2:
                return section
        return None

    def _place(self, section_id: str) -> int:
        return next((place for place, section in enumerate(self._song.sections) if section.id == section_id), -1)

    # --- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self._at(event.position().x())
        if section is None:
            return
        self.picked.emit(section.id)
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(section.id, event.position())
        else:
            self._dragged = section.id, event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None and abs(event.position().x() - self._dragged[1]) > _DRAG_PX:
            over = self._at(min(max(event.position().x(), 0.0), self.width() - 1.0))
            self._drop = self._place(over.id) if over else -1
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        elif not event.buttons():
            under = self._at(event.position().x())
            self.setToolTip(self._described(under) if under else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, drop = self._dragged, self._drop
        self._dragged, self._drop = None, -1
        self.unsetCursor()
        self.update()
        if dragged is not None and drop >= 0 and drop != self._place(dragged[0]):
            self.moved.emit(dragged[0], drop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._place(self._chosen)
        ids = [section.id for section in self._song.sections]
        carried = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key(), 0)
        if at < 0:
            super().keyPressEvent(event)
        elif by and carried:
            if 0 <= at + by < len(ids):
                self.moved.emit(self._chosen, at + by)
        elif by:
            self.picked.emit(ids[min(max(at + by, 0), len(ids) - 1)])
            announce(self, self.accessible_value())
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.resized.emit(self._chosen, 1 if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Up) else -1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self._chosen)
        elif event.key() == Qt.Key.Key_D and carried:
            self.copied.emit(self._chosen)
        elif event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.menu_wanted.emit(self._chosen, self._boxes()[self._chosen].center())
        else:
            super().keyPressEvent(event)

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes, colours = self._boxes(), look.palette
        for place, section in enumerate(self._song.sections):
            self._paint(painter, section, boxes[section.id])
            if place == self._drop and self._dragged is not None:
                right = place > self._place(self._dragged[0])
                x = boxes[section.id].right() + 1 if right else boxes[section.id].left() - 3
                painter.fillRect(QRectF(x, 0, 4, self.height()), QColor(colours.text))
        x = self._x_of(self._beat)
        painter.fillRect(QRectF(x - 1.5, 0, 3, self.height()), QColor(colours.text))

    def _paint(self, painter: QPainter, section: Section, box: QRectF) -> None:
        colours = look.palette
        chosen = section.id == self._chosen
        painter.setPen(QPen(QColor(colours.text if chosen else colours.control), 3 if chosen else 1))
        painter.setBrush(QColor(colours.raised if chosen else colours.surface))
        painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        text = box.adjusted(10, 5, -6, -5)
        painter.setPen(QColor(colours.text))
        strong, small = font(theme.TEXT, strong=True), font(theme.TEXT_SMALL)
        upper = QRectF(text.left(), text.top(), text.width(), text.height() * 0.55)
        lower = QRectF(text.left(), upper.bottom(), text.width(), text.height() * 0.45)
        painter.setFont(strong)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, _fitting(section_name(section), strong, upper.width()))
        painter.setFont(small)
        painter.setPen(QColor(colours.secondary))
        lines = t("lines-count", lines=lines_of(self._song, section))
        if QFontMetrics(small).horizontalAdvance(lines) > lower.width():
            lines = t("lines-number", lines=lines_of(self._song, section))
        lines = _fitting(lines, small, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, lines)
        right = lower.right()
        for name in reversed(marks_of(self._song, section)):
            right -= _MARK + _MARK_GAP
            if right < lower.left() + QFontMetrics(small).horizontalAdvance(lines) + _MARK_GAP:
                break  # too narrow: it is told, and in the tooltip
            icons.paint(painter, name, colours.secondary, QRectF(right, lower.center().y() - _MARK / 2, _MARK, _MARK))

    def section_box(self, section_id: str) -> QRect:
        """Where a section is drawn, for menus that belong to it."""
        return self._boxes()[section_id].toRect()


def _fitting(text: str, written: object, width: float) -> str:
    """The text, or as much of its beginning as there is room for."""
    metrics = QFontMetrics(written)
    while text and metrics.horizontalAdvance(text) > width:
        text = text[:-1]
    return text
