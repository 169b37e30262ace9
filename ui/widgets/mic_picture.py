"""Small drawings of what hands do at a microphone: turn a knob, hold a headphone, find a switch."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import t
from ui.style import look
from ui.widgets.accessible import Painted

_BOX = ("M14 34 H114 A8 8 0 0 1 122 42 V80 A8 8 0 0 1 114 88 H14 A8 8 0 0 1 6 80 V42 A8 8 0 0 1 14 34 Z",
        "M28 51 A10 10 0 1 1 27.9 51 Z", "M28 57 V57.2", "M23.8 63.5 V63.7", "M32.2 63.5 V63.7")  # fmt: skip
_KNOB = (*_BOX, "M70 46 A15 15 0 1 1 69.9 46 Z", "M105 55 A6 6 0 1 1 104.9 55 Z")

PATHS: dict[str, tuple[str, ...]] = {
    # SVG path data on a grid of 128 × 96; `!` rows in the colour of what matters, `#` rows filled with it
    "knob": (*_KNOB, "!M70 61 V49"),
    "knob-down": (*_KNOB, "!M70 61 L61 53", "!M91 30 A25 25 0 0 0 48 31", "!M47 20 L47.5 31.5 L58.5 31"),
    "knob-up": (*_KNOB, "!M70 61 L79 53", "!M49 30 A25 25 0 0 1 92 31", "!M93 20 L92.5 31.5 L81.5 31"),
    "knob-good": (*_KNOB, "!M70 61 V49", "!M57 20 L67 29 L85 9"),
    "held": ("M26 14 A13 13 0 0 1 52 14 V48 A13 13 0 0 1 26 48 Z", "M26 26 H36", "M26 36 H36",
             "M16 46 A23 23 0 0 0 39 70 V88", "M24 88 H54",
             "!M58 20 H66 A7 7 0 0 1 73 27 V43 A7 7 0 0 1 66 50 H58 Z", "!M73 30 C92 4 118 26 112 54",
             "!M104 54 H118 V70 A7 7 0 0 1 111 77 A7 7 0 0 1 104 70 Z"),
    "direct": (*_BOX, "!M68 52 H86 A9 9 0 0 1 86 70 H68 A9 9 0 0 1 68 52 Z", "#M86 56 A5 5 0 1 1 85.9 56 Z",
               "M65 18 A12 12 0 0 1 89 18", "M62 17 H68 V28 H62 Z", "M86 17 H92 V28 H86 Z",
               "M108 55 A6 6 0 1 1 107.9 55 Z"),
}  # fmt: skip


class MicPicture(Painted):
    """One of `PATHS`; for screen readers, its sentence."""

    def __init__(self, name: str, message: str, parent: QWidget | None = None) -> None:
        """`message` is what it shows, in words."""
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(t(message))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(128, 96)

    @property
    def shown(self) -> str:
        """Which of them it is."""
        return self._name

    def show_picture(self, name: str) -> None:
        """Another one."""
        if name != self._name:
            self._name = name
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(128, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = look.palette
        _renderer(self._name, colours.secondary, colours.link).render(painter, QRectF(0, 0, 128, 96))


@lru_cache(maxsize=32)
def _renderer(name: str, colour: str, accent: str) -> QSvgRenderer:
    parts = []
    for path in PATHS[name]:
        ink, fill = (accent if path[0] in "!#" else colour), (accent if path[0] == "#" else "none")
        parts.append(f'<path d="{path.lstrip("!#")}" stroke="{ink}" fill="{fill}"/>')
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 96"><g stroke-width="3" stroke-linecap="round" '
        f'stroke-linejoin="round">{"".join(parts)}</g></svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))
