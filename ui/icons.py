"""Every icon as a row of one table: SVG path data on a 24 × 24 grid, drawn with a round 2-unit pen, `#` rows filled."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_RING = "M12 3 A9 9 0 1 1 11.99 3 Z"
_TRAY = "M4 15 V18.5 A1.5 1.5 0 0 0 5.5 20 H18.5 A1.5 1.5 0 0 0 20 18.5 V15"
_HORN = "#M3.5 9.5 H7 L12 5.5 V18.5 L7 14.5 H3.5 Z"

PATHS: dict[str, tuple[str, ...]] = {
    "play": ("#M7 4.6 L19.4 12 L7 19.4 Z",),
    "stop": ("#M6.5 6.5 H17.5 V17.5 H6.5 Z",),
    "record": ("#M12 5 A7 7 0 1 1 11.99 5 Z",),
    "to-start": ("M5.5 5 V19", "#M19 5 V19 L8.6 12 Z"),
    "undo": ("M8.5 5 L4 9.5 L8.5 14", "M4.5 9.5 H14 A5.25 5.25 0 0 1 14 20 H9"),
    "redo": ("M15.5 5 L20 9.5 L15.5 14", "M19.5 9.5 H10 A5.25 5.25 0 0 0 10 20 H15"),
    "plus": ("M12 5 V19", "M5 12 H19"),
    "minus": ("M5 12 H19",),
    "import": ("M12 3.5 V14.5", "M7.5 10.5 L12 15 L16.5 10.5", _TRAY),
    "finish": ("M12 15 V4", "M7.5 8.5 L12 4 L16.5 8.5", _TRAY),
    "menu": ("M4 7 H20", "M4 12 H20", "M4 17 H20"),
    "lesson": ("M12 6.5 C10 4.5 7 4 3.5 4.5 V18 C7 17.5 10 18 12 20 C14 18 17 17.5 20.5 18 V4.5 C17 4 14 4.5 12 6.5 Z",
               "M12 6.5 V20"),
    "help": (_RING, "M9.4 9.6 A2.7 2.7 0 1 1 12.8 12.2 C12.2 12.5 12 12.9 12 13.8", "M12 16.9 V17.1"),
    "calm": ("M5 19 C4 11 8 5 19.5 4.5 C20 15 14.5 19.5 8 17.5", "M4.5 20.5 C7 16 10.5 12.5 14.5 10.5"),
    "microphone": ("M9 6 A3 3 0 0 1 15 6 V11 A3 3 0 0 1 9 11 Z",
                   "M5.5 11 A6.5 6.5 0 0 0 18.5 11", "M12 17.5 V20.5", "M8.5 20.5 H15.5"),
    "headphones": ("M4.5 15 V12 A7.5 7.5 0 0 1 19.5 12 V15",
                   "M4.5 14 H7.5 V20 H6 A1.5 1.5 0 0 1 4.5 18.5 Z",
                   "M19.5 14 H16.5 V20 H18 A1.5 1.5 0 0 0 19.5 18.5 Z"),
    "mute": (_HORN, "M15.5 9.5 L20.5 14.5", "M20.5 9.5 L15.5 14.5"),
    "grid": ("M4 4 H10 V10 H4 Z", "M14 4 H20 V10 H14 Z", "M4 14 H10 V20 H4 Z", "#M14 14 H20 V20 H14 Z"),
    "faders": ("M6 4 V20", "M12 4 V20", "M18 4 V20", "M3.8 14.5 H8.2", "M9.8 8 H14.2", "M15.8 16.5 H20.2"),
    "disc": (_RING, "M12 9.6 A2.4 2.4 0 1 1 11.99 9.6 Z", "M12 6.2 A5.8 5.8 0 0 1 17.8 12"),
    "close": ("M6 6 L18 18", "M18 6 L6 18"),
    "check": ("M5 12.5 L10 17.5 L19.5 7",),
    "warning": ("M12 4 L21 19.5 H3 Z", "M12 10 V14", "M12 16.7 V16.9"),
    "info": (_RING, "M12 11 V16.5", "M12 7.6 V7.8"),
    "folder": ("M3.5 6 H9.5 L11.5 8.5 H20.5 V19 H3.5 Z",),
    "note": ("M9 17.5 V5 L19 3.5 V15.5", "#M6.5 15 A2.6 2.4 0 1 1 6.49 15 Z", "#M16.5 13 A2.6 2.4 0 1 1 16.49 13 Z"),
    "count": ("M8.5 3.5 H15.5 L18.5 20.5 H5.5 Z", "M12 15 L17.5 6", "M6.5 15 H17.5"),
    "dice": ("M6 3.5 H18 A2.5 2.5 0 0 1 20.5 6 V18 A2.5 2.5 0 0 1 18 20.5 H6 A2.5 2.5 0 0 1 3.5 18 V6"
             " A2.5 2.5 0 0 1 6 3.5 Z",
             "M8.5 8.5 V8.7", "M15.5 15.3 V15.5", "M12 11.9 V12.1", "M15.5 8.5 V8.7", "M8.5 15.3 V15.5"),
    "repeat": ("M4 12 V10.5 A4 4 0 0 1 8 6.5 H19.5", "M16.5 3.5 L19.5 6.5 L16.5 9.5",
               "M20 12 V13.5 A4 4 0 0 1 16 17.5 H4.5", "M7.5 14.5 L4.5 17.5 L7.5 20.5"),
    "tidy": ("M3.5 10.5 V13.5", "M7.5 6.5 V17.5", "M11 11.9 V12.1", "M14 11.9 V12.1", "M17.5 6.5 V17.5",
             "M21 10.5 V13.5"),
    "tighten": ("M3.5 12 H10", "M7 8.5 L10.5 12 L7 15.5", "M20.5 12 H14", "M17 8.5 L13.5 12 L17 15.5"),
    "write": ("M4.5 19.5 L5.5 15 L16 4.5 L19.5 8 L9 18.5 Z", "M13.5 7 L17 10.5"),
    "muffled": ("M3.5 17.5 H7 C12 17.5 12 6.5 17 6.5 H20.5",),
    "lead-in": ("M3.5 12 H14", "M10 7.5 L14.5 12 L10 16.5", "M19.5 5 V19"),
    "sound": ("M4 10 V14", "M8 6.5 V17.5", "M12 3.5 V20.5", "M16 8 V16", "M20 10.5 V13.5"),
}  # fmt: skip


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    parts = []
    for path in PATHS[name]:
        filled = path.startswith("#")
        parts.append(f'<path d="{path.lstrip("#")}" fill="{colour if filled else "none"}"/>')
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g stroke="{colour}" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(parts)}</g></svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))


def paint(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw an icon into a box, in the colour `#RRGGBB`."""
    _renderer(name, colour).render(painter, box)


@lru_cache(maxsize=512)
def icon(name: str, colour: str, checked_colour: str = "", disabled_colour: str = "") -> QIcon:
    """An icon of the table for standard buttons and menus, sharp up to three times the size."""
    made = QIcon()
    states = (
        (colour, QIcon.Mode.Normal, QIcon.State.Off),
        (checked_colour, QIcon.Mode.Normal, QIcon.State.On),
        (disabled_colour, QIcon.Mode.Disabled, QIcon.State.Off),
        (disabled_colour, QIcon.Mode.Disabled, QIcon.State.On),
    )
    for ink, mode, state in states:
        for scale in (1, 2, 3) if ink else ():
            pixmap = QPixmap(QSize(24, 24) * scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, name, ink, QRectF(0, 0, 24 * scale, 24 * scale))
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            made.addPixmap(pixmap, mode, state)
    return made
