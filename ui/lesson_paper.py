"""A lesson on paper: one A4 page for the person who learns, one for the peer who leads. Black on white, 14 points.

All papers are drawn by the same hands onto any paint device whose dots are known: a PDF writer, or an image to look at.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from presets.teaching import Loaded
from studio.errors import StudioError
from studio.wholefile import whole_file
from ui.i18n import language, t
from ui.style import font, load_fonts

PAGE_MM = (210.0, 297.0)
MARGIN_MM = 16.0
TEXT_PT, TITLE_PT, SMALL_PT = 14.0, 24.0, 10.0
LINES = 16
"""Empty lines of the handout, a bar of the verse each."""
LEAST_LINE_MM = 6.5
"""Lines that stand closer cannot be written on by hand."""
_PICTURE_MM = 26.0
_GAP_MM = 4.0
_BOX_MM = 8.0
_DPI = 300
_TIPS = ("tip1", "tip2", "tip3")
_PROBLEMS = ("problem1", "problem2", "problem3")
_MM_PER_PT = 25.4 / 72.0


class Pen:
    """Draws from the top of a page down, in millimetres."""

    def __init__(self, painter: QPainter, dots_per_mm: float) -> None:
        self._painter, self._scale = painter, dots_per_mm
        self.y_mm = MARGIN_MM
        self.width_mm = PAGE_MM[0] - 2 * MARGIN_MM
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.3 * dots_per_mm))

    @property
    def left_mm(self) -> float:
        """How much of the page is left below."""
        return PAGE_MM[1] - MARGIN_MM - self.y_mm

    def write(self, words: str, size_pt: float = TEXT_PT, *, strong: bool = False, after_mm: float = _GAP_MM) -> None:
        """A paragraph over the whole width."""
        box = QRectF(MARGIN_MM, self.y_mm, self.width_mm, 0.0)
        self.y_mm += self._put(words, box, size_pt, strong=strong) + after_mm

    def mark(self, sign: str, words: str, *, strong: bool = False, after_mm: float = 1.5) -> None:
        """A paragraph behind a sign that stands before it."""
        indent = 8.0
        self._put(sign, QRectF(MARGIN_MM, self.y_mm, indent, 0.0), TEXT_PT, strong=True)
        box = QRectF(MARGIN_MM + indent, self.y_mm, self.width_mm - indent, 0.0)
        self.y_mm += self._put(words, box, TEXT_PT, strong=strong) + after_mm

    def columns(self, parts: list[tuple[Path | None, str]]) -> None:
        """Side by side, each a picture and the words below it."""
        width = (self.width_mm - (len(parts) - 1) * _GAP_MM) / max(len(parts), 1)
        pictured = any(picture is not None for picture, _ in parts)
        below = self.y_mm + (_PICTURE_MM + 2.0 if pictured else 0.0)
        tallest = 0.0
        for number, (picture, words) in enumerate(parts):
            x = MARGIN_MM + number * (width + _GAP_MM)
            if picture is not None:
                self._picture(picture, QRectF(x, self.y_mm, width, _PICTURE_MM))
            tallest = max(tallest, self._put(words, QRectF(x, below, width, 0.0), TEXT_PT))
        self.y_mm = below + tallest + _GAP_MM

    def ruled(self, count: int) -> None:
        """Numbered lines over all that is left, but for the foot of the page."""
        each = (self.left_mm - _foot_mm()) / count
        for number in range(1, count + 1):
            y = self.y_mm + number * each - 1.5
            box = QRectF(MARGIN_MM, y - _height_mm(SMALL_PT), 9.0, 0.0)
            self._put(str(number), box, SMALL_PT)
            self._rule(MARGIN_MM + 9.0, y)
        self.y_mm += count * each

    def blank(self, words: str = "", *, after_mm: float = 1.5) -> None:
        """An empty line to write on, behind words that say what."""
        box = QRectF(MARGIN_MM, self.y_mm, self.width_mm / 3.0, 0.0)
        high = self._put(words or " ", box, TEXT_PT)
        self._rule(MARGIN_MM + (self.width_mm / 3.0 if words else 0.0), self.y_mm + high)
        self.y_mm += high + after_mm

    def boxes(self, count: int) -> None:
        """Empty boxes to tick at the right, from here down; what is written next stands beside them."""
        for number in range(1, count + 1):
            x = PAGE_MM[0] - MARGIN_MM - number * (_BOX_MM + _GAP_MM) + _GAP_MM
            self._painter.drawRect(QRectF(self._at(x, self.y_mm), self._at(x + _BOX_MM, self.y_mm + _BOX_MM)))

    def foot(self, words: str) -> None:
        """The last line of the page."""
        self._put(words, QRectF(MARGIN_MM, PAGE_MM[1] - MARGIN_MM - _height_mm(SMALL_PT), self.width_mm, 0.0), SMALL_PT)

    def _put(self, words: str, box_mm: QRectF, size_pt: float, *, strong: bool = False) -> float:
        """Draws wrapped words from the top left of a box, and says how high they are."""
        made = _font(size_pt * _MM_PER_PT * self._scale, strong=strong)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        box = QRectF(self._at(box_mm.x(), box_mm.y()), self._at(box_mm.right(), PAGE_MM[1]))
        self._painter.setFont(made)
        taken = QFontMetricsF(made, self._painter.device()).boundingRect(box, int(flags), words)
        self._painter.drawText(box, int(flags), words)
        return taken.height() / self._scale

    def _picture(self, path: Path, box_mm: QRectF) -> None:
        """As large as the box allows, at its left."""
        target = QRectF(self._at(box_mm.x(), box_mm.y()), self._at(box_mm.right(), box_mm.bottom()))
        if path.suffix == ".svg":
            drawing = QSvgRenderer(str(path))
            size = drawing.defaultSize()
            if drawing.isValid() and not size.isEmpty():
                drawing.render(self._painter, _fitted(target, size.width() / size.height()))
        else:
            image = QImage(str(path))
            if not image.isNull():
                self._painter.drawImage(_fitted(target, image.width() / image.height()), image)

    def _rule(self, from_mm: float, y_mm: float) -> None:
        self._painter.drawLine(self._at(from_mm, y_mm), self._at(PAGE_MM[0] - MARGIN_MM, y_mm))

    def _at(self, x_mm: float, y_mm: float) -> QPointF:
        return QPointF(x_mm * self._scale, y_mm * self._scale)


def draw_handout(loaded: Loaded, pen: Pen) -> None:
    """The page for the person who learns: what it is, three things to remember with their pictures, room for a verse.
    StudioError("paper-full") where the words leave too little of it."""

    def said(key: str) -> str:
        return loaded.text(key, language())

    pen.write(said("title"), TITLE_PT, strong=True, after_mm=2.0)
    pen.write(said("about"))
    pictures = map(loaded.picture, loaded.lesson.paper_pictures())
    pen.columns([(picture, said(tip)) for picture, tip in zip_longest(pictures, _TIPS)])
    if (pen.left_mm - _foot_mm()) / LINES < LEAST_LINE_MM:
        raise StudioError("paper-full", lesson=said("title"))
    pen.ruled(LINES)
    pen.foot(_footing(loaded))


def draw_prep_sheet(loaded: Loaded, pen: Pen) -> None:
    """The page for the peer: the goal, what to lay out, the steps, what usually happens, when to stop.
    StudioError("paper-full")."""

    def said(key: str) -> str:
        return loaded.text(key, language())

    pen.write(t("lesson-paper-title", title=said("title")), TITLE_PT, strong=True, after_mm=2.0)
    pen.write(t("lesson-paper-minutes", minutes=loaded.lesson.minutes), after_mm=2.0)
    for heading, keys in (("goal", ("goal",)), ("kit", ("kit",))):
        pen.write(t(f"lesson-paper-{heading}"), strong=True, after_mm=0.5)
        pen.write(said(keys[0]), after_mm=3.0)
    pen.write(t("lesson-paper-steps"), strong=True, after_mm=0.5)
    for number, step in enumerate(loaded.lesson.steps, 1):
        pen.mark(str(number), said(step.id), after_mm=0.8)
    pen.y_mm += 2.0
    pen.write(t("lesson-paper-problems"), strong=True, after_mm=0.5)
    for key in _PROBLEMS:
        pen.mark("–", said(key), after_mm=0.8)
    pen.y_mm += 2.0
    pen.write(t("lesson-paper-stop"), strong=True, after_mm=0.5)
    pen.write(said("stop"), after_mm=0.0)
    if pen.left_mm < _foot_mm():
        raise StudioError("paper-full", lesson=said("title"))
    pen.foot(_footing(loaded))


SHEETS: dict[str, Callable[[Loaded, Pen], None]] = {"handout": draw_handout, "peer": draw_prep_sheet}
"""The pages that there are of a lesson."""


class Paper(NamedTuple):
    """Something to print, in the language in use when it is drawn."""

    title: str
    pages: tuple[Callable[[Pen], None], ...]
    """Each draws one of them. StudioError("paper-full")."""


def of_lesson(loaded: Loaded, sheet: str) -> Paper:
    """One page of a lesson, a row of `SHEETS`."""
    return Paper(loaded.text("title", language()), (partial(SHEETS[sheet], loaded),))


def write_paper(paper: Paper, target: Path) -> None:
    """A PDF; whole or not at all. Needs a Qt application with the house's fonts (`style.load_fonts`). StudioError:
    paper-full, disk-full, disk-refused."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(paper.title)
    writer.setCreator("Rap Clinic Studio")
    painter = QPainter(writer)
    try:
        for number, draw in enumerate(paper.pages):
            if number:
                writer.newPage()
            draw(Pen(painter, _DPI / 25.4))
    finally:
        painter.end()
    buffer.close()
    with whole_file(target) as file:
        file.write(bytes(buffer.data().data()))


def print_alone(paper: Paper, target: Path) -> None:
    """`write_paper` where there is no window, and perhaps no screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])  # held until the page is written
    load_fonts()
    write_paper(paper, target)
    del app


def picture_of(paper: Paper, page: int = 0, dots_per_mm: float = 5.0) -> QImage:
    """One of its pages to look at, counted from 0. StudioError("paper-full")."""
    image = QImage(round(PAGE_MM[0] * dots_per_mm), round(PAGE_MM[1] * dots_per_mm), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        paper.pages[page](Pen(painter, dots_per_mm))
    finally:
        painter.end()
    return image


def _footing(loaded: Loaded) -> str:
    return t("lesson-paper-foot", lesson=loaded.id, version=loaded.lesson.version)


def _font(pixels: float, *, strong: bool = False) -> QFont:
    return font(max(round(pixels), 1), strong=strong)


def _height_mm(size_pt: float) -> float:
    return size_pt * _MM_PER_PT * 1.3


def _foot_mm() -> float:
    return _height_mm(SMALL_PT) + 2.0


def _fitted(box: QRectF, ratio: float) -> QRectF:
    """The largest box of a ratio of width to height inside another, at its left."""
    width = min(box.width(), box.height() * ratio)
    return QRectF(box.x(), box.y(), width, width / ratio)
