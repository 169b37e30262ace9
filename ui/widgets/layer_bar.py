"""Which layer of the voice is recorded: lead, double, ad-lib, hook. One row of buttons, one of them down."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import icons, theme
from ui.i18n import t
from ui.style import font, look
from ui.widgets.buttons import Button
from ui.widgets.marks import paint_pattern

ROLES = ("lead", "double", "adlib", "hook")
_TILE = 28
_ROOMY_PX = 16
"""So much wider than its word wants to be a button is where there are no tiles, if there is room for it."""


class LayerBar(QWidget):
    """Shows the layers and says which one is wanted; changes nothing itself."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {role: _LayerButton(role) for role in ROLES}
        self._compact = False
        group = QButtonGroup(self)
        group.setExclusive(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for role, button in self.buttons.items():
            group.addButton(button)
            self._row.addWidget(button, 1)
            button.clicked.connect(lambda checked=False, role=role: self.picked.emit(role))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.buttons["lead"].setChecked(True)
        self.retranslate()

    def show_role(self, role: str, has_takes: Mapping[str, bool]) -> None:
        """The layer that is recorded now, and which layers something was recorded on."""
        for name, button in self.buttons.items():
            button.setChecked(name == role)
            button.show_takes(bool(has_takes.get(name)))

    def set_compact(self, compact: bool) -> None:
        """Words without tiles, for a small screen or a big scale; the tick stays where something was recorded."""
        self._compact = compact
        self._row.setSpacing(4 if compact else 8)
        for button in self.buttons.values():
            button.set_compact(compact)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint + QSize(_ROOMY_PX * len(ROLES), 0) if self._compact else hint

    def retranslate(self) -> None:
        self.setAccessibleName(t("layer-bar"))
        self.setAccessibleDescription(t("layer-bar.help"))
        self.setWhatsThis(t("layer-bar.help"))
        for button in self.buttons.values():
            button.retranslate()


class _LayerButton(Button):
    def __init__(self, role: str) -> None:
        self._role, self._has_takes, self._compact = role, False, False
        super().__init__(f"layer-{role}")
        self.setCheckable(True)
        look.changed.connect(self._draw_icon)
        self._draw_icon()

    def show_takes(self, has_takes: bool) -> None:
        if has_takes != self._has_takes:
            self._has_takes = has_takes
            self.retranslate()
            self._draw_icon()

    def set_compact(self, compact: bool) -> None:
        if compact != self._compact:
            self._compact = compact
            self.setStyleSheet("padding: 0px 4px;" if compact else "")
            self.retranslate()
            self._draw_icon()

    def retranslate(self) -> None:
        super().retranslate()
        word = t(f"layer-{self._role}")
        self.setText(f" {word}" if self._has_takes or not self._compact else word)
        self.setAccessibleName(t("layer-has-takes", layer=word) if self._has_takes else word)

    def _draw_icon(self) -> None:
        """The tile of the role, with a tick where something was recorded; the tick alone where there is no room."""
        if self._compact:
            colours = look.palette
            tick = icons.icon("check", colours.text, colours.on_primary) if self._has_takes else QIcon()
            self.setIconSize(QSize(14, 14))
            self.setIcon(tick)
            return
        ratio = 3.0
        pixmap = QPixmap(round(_TILE * ratio), round(_TILE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark, box = theme.MARKS[self._role], QRectF(1, 1, _TILE - 2, _TILE - 2)
        tile = QPainterPath()
        tile.addRoundedRect(box, 6, 6)
        painter.fillPath(tile, QColor(look.fill(self._role)))
        painter.setClipPath(tile)
        paint_pattern(painter, mark.pattern, QRectF(box.left(), box.bottom() - 7, box.width(), 7),
                      QColor(theme.FILL_INK))  # fmt: skip
        painter.setClipping(False)
        painter.strokePath(tile, QPen(QColor(theme.FILL_INK), 1.5))
        painter.setPen(QColor(theme.FILL_INK))
        if self._has_takes:
            icons.paint(painter, "check", theme.FILL_INK, box.adjusted(4, 1, -4, -7))
        else:
            painter.setFont(font(15, strong=True))
            painter.drawText(box.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignCenter, mark.letter)
        painter.end()
        self.setIconSize(QSize(_TILE, _TILE))
        self.setIcon(QIcon(pixmap))
