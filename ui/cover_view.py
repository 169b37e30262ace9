"""The view Omslag: colours or a picture, seen as large as on a phone and as small as in a list."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.cover_art import PALETTES, Palette
from ui import theme
from ui.bridge import Bridge
from ui.files import ask_for_picture
from ui.i18n import t
from ui.widgets.buttons import Button, beside
from ui.widgets.keys import OwnKeys

PHONE_PX, LIST_PX = 300, 64
_COMPACT_PX = 180
_COLUMNS = 2
_STEP, _LONG_STEP = 0.02, 0.1
"""How far an arrow key moves the photo, alone and with Shift, as a share of the cover's side."""
_WAYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Picture(QWidget):
    """A cover as large as it is seen somewhere."""

    def __init__(self, message: str, side_px: int, parent: QWidget | None = None) -> None:
        """`t(message)` says where it is seen so."""
        super().__init__(parent)
        self._message = message
        self._picture = QPixmap()
        self.set_side(side_px)
        self.retranslate()

    def set_side(self, side_px: int) -> None:
        self.setFixedSize(side_px, side_px)

    def show_jpeg(self, jpeg: bytes) -> None:
        self._picture = QPixmap()
        if jpeg:
            self._picture.loadFromData(jpeg)
        self.update()

    @property
    def is_empty(self) -> bool:
        return self._picture.isNull()

    def retranslate(self) -> None:
        self.setAccessibleName(t(self._message))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._picture.isNull():
            painter.setPen(self.palette().mid().color())
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        else:
            painter.drawPixmap(QRectF(self.rect()), self._picture, QRectF(self._picture.rect()))


class Crop(Picture):
    """A cover whose photo is moved by hand or with the arrow keys; Home shows its middle."""

    moved = Signal(float, float)
    """To the right and down, as shares of the side."""
    centred = Signal()

    def __init__(self, message: str, side_px: int, parent: QWidget | None = None) -> None:
        self._movable = False
        self._cut = (0.0, 0.0, 1.0, 1.0)
        self._held = QPointF()
        super().__init__(message, side_px, parent)
        OwnKeys(self, lambda event: self._movable and (event.key() in _WAYS or event.key() == Qt.Key.Key_Home))

    def show_cut(self, cut: tuple[float, float, float, float]) -> None:
        """What of the photo is seen; one that is seen whole cannot be moved."""
        self._cut, self._movable = cut, min(cut[2:]) < 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._movable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._movable else Qt.CursorShape.ArrowCursor)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        left, top, wide, high = self._cut
        place = {"across": _percent(left, 1.0 - wide), "down": _percent(top, 1.0 - high)}
        self.setAccessibleDescription(t("cover-cut", **place) if self._movable else "")
        self.setToolTip(t("cover-move") if self._movable else "")
        self.setWhatsThis(t("cover-move") if self._movable else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _LONG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        if self._movable and event.key() in _WAYS:
            right, down = _WAYS[Qt.Key(event.key())]
            self.moved.emit(right * step, down * step)
        elif self._movable and event.key() == Qt.Key.Key_Home:
            self.centred.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._movable and event.buttons() & Qt.MouseButton.LeftButton:
            way, self._held = (event.position() - self._held) / self.width(), event.position()
            self.moved.emit(way.x(), way.y())


class CoverView(QScrollArea):
    """Draws while a person chooses; one press makes it the song's."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge, self._desk = bridge, bridge.cover
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.phone, self.small = Crop("cover-on-phone", PHONE_PX), Picture("cover-in-list", LIST_PX)
        self._seen: tuple[object, ...] = ()
        self._group = QButtonGroup(self)
        self.palettes: dict[str, Button] = {}
        colours = QGridLayout()
        colours.setSpacing(8)
        for place, (name, palette) in enumerate(PALETTES.items()):
            button = self.palettes[name] = Button(f"palette-{name}")
            button.setCheckable(True)
            button.setIcon(_chip(palette))
            button.setIconSize(QSize(52, 24))
            self._group.addButton(button)
            colours.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            button.clicked.connect(lambda checked=False, name=name: self._think(palette=name))
        self.photo, self.no_photo = Button("cover-photo", "folder"), Button("cover-no-photo", "close", "quiet")
        self.take = Button("cover-take", "check", "primary")
        self._state, self._notes = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._hint = QLabel(wordWrap=True)
        for label in (self._notes, self._hint):
            label.setProperty("tone", "secondary")
        self._heading = QLabel()
        self._heading.setProperty("rank", "strong")
        pictures = QVBoxLayout()
        pictures.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.phone, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.small, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        pictures.addLayout(row)
        pictures.addStretch(1)
        hands = QVBoxLayout()
        hands.setSpacing(12)
        hands.addWidget(self._heading)
        hands.addLayout(colours)
        hands.addLayout(beside(self.photo, self.no_photo, None, spacing=8))
        hands.addWidget(self._hint)
        hands.addWidget(self._state)
        hands.addWidget(self._notes)
        hands.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        hands.addStretch(1)
        card = QFrame()
        card.setProperty("card", "true")
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight, card)
        self._inside.setContentsMargins(16, 16, 16, 16)
        self._inside.setSpacing(24)
        self._inside.addLayout(pictures)
        self._inside.addLayout(hands, 1)
        inside = QWidget()
        inside.setMaximumWidth(theme.PAGE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inside)
        self.photo.clicked.connect(self._choose_photo)
        self.no_photo.clicked.connect(lambda: self._desk.choose_photo(""))
        self.phone.moved.connect(self._desk.move_photo)
        self.phone.centred.connect(self._desk.centre_photo)
        self.take.clicked.connect(self._desk.take)
        self._desk.drawn.connect(self._show)
        self.retranslate()

    def first_focus(self) -> QWidget:
        return self.palettes[self._desk.sketch.palette]

    def show_song(self) -> None:
        """Draw it anew where the names on it are others; called when the view is shown."""
        sketch, song = self._desk.sketch, self._bridge.song
        self.palettes[sketch.palette].setChecked(True)
        self.no_photo.setVisible(bool(sketch.photo))
        self._state.setText(t("cover-there") if self._desk.path is not None else t("cover-none-yet"))
        self.show_job()
        seen = (sketch, song.title, song.release.artists)
        if seen != self._seen:
            self._seen = seen
            self._desk.think_of(sketch)

    def show_job(self) -> None:
        """Take over whether something is being done."""
        self.take.setEnabled(self._bridge.job is None and not self.phone.is_empty)

    def set_compact(self, compact: bool) -> None:
        self.phone.set_side(_COMPACT_PX if compact else PHONE_PX)
        self._inside.setSpacing(12 if compact else 24)
        way = QBoxLayout.Direction
        self._inside.setDirection(way.TopToBottom if compact else way.LeftToRight)

    def retranslate(self) -> None:
        self._heading.setText(t("cover-colours-heading"))
        self._show_notes()
        self._state.setText(t("cover-there") if self._desk.path is not None else t("cover-none-yet"))

    def _think(self, **changes: object) -> None:
        self._desk.sketch = self._desk.sketch._replace(**changes)
        self.show_song()

    def _choose_photo(self) -> None:
        file = ask_for_picture(self, self._bridge.shelf.import_folder)
        if file:
            self._desk.choose_photo(file)

    def _show(self, jpeg: bytes) -> None:
        for picture in (self.phone, self.small):
            picture.show_jpeg(jpeg)
        self.phone.show_cut(self._desk.cut)
        self._show_notes()
        self.no_photo.setVisible(bool(self._desk.sketch.photo))
        self.show_job()

    def _show_notes(self) -> None:
        self._notes.setText(" ".join(t(f"preflight-{note}") for note in self._desk.notes))
        self._notes.setVisible(bool(self._desk.notes))
        self._hint.setText(t("cover-move"))
        self._hint.setVisible(min(self._desk.cut[2:]) < 1.0)


def _percent(place: float, room: float) -> int:
    """Where in the room that it has; the middle where it has none."""
    return round(100.0 * place / room) if room > 0.0 else 50


def _chip(palette: Palette) -> QIcon:
    """The colours of a palette side by side."""
    picture = QPixmap(104, 48)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    for place, colour in enumerate((palette.ground, palette.first, palette.second, palette.letters)):
        painter.fillRect(place * 22, 0, 22, 48, QColor(colour))
    painter.end()
    return QIcon(picture)
