"""Pictures of a finished track as SVG: its waveform, its loudness over time, its spectrum.

Each stands alone, 960 × 240 of its own units and as wide as its place, in dark on light with 4.5:1 or better; it
carries a title and a description for those who hear it read. Curves are cut to what fits into the picture.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence

from studio.interchange.findings import Mark, Pictures
from studio.interchange.markup import Markup, element
from studio.interchange.texts import clock
from studio.interchange.words import one_line

WIDTH, HEIGHT = 960.0, 240.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 12.0, 24.0, 28.0
_INNER_WIDTH, _INNER_HEIGHT = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
_INK, _QUIET, _GRID, _CURVE, _FILL, _AIM = "#1B1D22", "#4A4F59", "#DAD6CC", "#0B5CAD", "#CFE0F1", "#00695C"
_MOST_COLUMNS = 640
_TICKS_S = (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_MOST_TICKS = 12
_MARK_SIGNS, _MARK_WIDTH = 14, 6.8
_LOUDNESS_LUFS = (-36.0, -6.0)
_SPECTRUM_DB = (-60.0, 0.0)
_OCTAVES_HZ = {31.5: "31", 63.0: "63", 125.0: "125", 250.0: "250", 500.0: "500", 1000.0: "1k", 2000.0: "2k",
               4000.0: "4k", 8000.0: "8k", 16_000.0: "16k"}  # fmt: skip

Spoken = Callable[[float], str]
"""A number the reader's way."""


def waveform(pictures: Pictures, seconds: float, marks: Sequence[Mark], *, title: str, text: str) -> Markup:
    """The whole track from left to right, with the parts of the song."""
    low, high = _columns(pictures.wave_low, min), _columns(pictures.wave_high, max)
    middle = _TOP + _INNER_HEIGHT / 2.0
    parts = [_grid_line(_y(level, (-1.0, 1.0))) for level in (-1.0, 1.0)]
    parts += [_side_text(_y(level, (-1.0, 1.0)), name) for level, name in ((1.0, "+1"), (0.0, "0"), (-1.0, "−1"))]
    if low and len(low) == len(high):
        step = _INNER_WIDTH / len(low)
        top = [(_LEFT + (n + 0.5) * step, _y(value, (-1.0, 1.0))) for n, value in enumerate(high)]
        bottom = [(_LEFT + (n + 0.5) * step, _y(value, (-1.0, 1.0))) for n, value in enumerate(low)]
        outline = "M" + " ".join(map(_point, top)) + " L" + " ".join(map(_point, reversed(bottom))) + " Z"
        parts.append(element("path", d=outline, fill=_CURVE, stroke=_CURVE, stroke_width=0.6))
    parts.append(_line(_LEFT, middle, WIDTH - _RIGHT, middle, _INK, 0.6))
    return _picture(title, text, [*parts, *_marks(marks, seconds), *_seconds(seconds)])


def loudness(
    pictures: Pictures,
    seconds: float,
    marks: Sequence[Mark],
    target_lufs: float | None,
    *,
    title: str,
    text: str,
    aim: str,
    spoken: Spoken,
) -> Markup:
    """Short-term loudness from left to right, and the target as a dashed line with `aim` on it."""
    parts: list[Markup] = []
    for level in range(-36, -5, 6):
        parts += [_grid_line(_y(level, _LOUDNESS_LUFS)), _side_text(_y(level, _LOUDNESS_LUFS), spoken(level))]
    values = pictures.short_term_lufs
    floor = _y(_LOUDNESS_LUFS[0], _LOUDNESS_LUFS)
    for run in _runs(values):
        points = [
            (_LEFT + (place + 0.5) * _INNER_WIDTH / len(values), _y(value, _LOUDNESS_LUFS)) for place, value in run
        ]
        if len(points) == 1:
            points.append((points[0][0] + _INNER_WIDTH / len(values), points[0][1]))
        way = " ".join(map(_point, points))
        area = f"M{points[0][0]:.1f},{floor:.1f} L{way} L{points[-1][0]:.1f},{floor:.1f} Z"
        parts.append(element("path", d=area, fill=_FILL))
        parts.append(element("polyline", points=way, fill="none", stroke=_CURVE, stroke_width=2))
    parts += _marks(marks, seconds)
    if target_lufs is not None:
        at = _y(target_lufs, _LOUDNESS_LUFS)
        parts.append(_line(_LEFT, at, WIDTH - _RIGHT, at, _AIM, 1.6, "7 5"))
        parts.append(_label(WIDTH - _RIGHT - 4.0, at - 5.0, aim, _AIM, "end", bold=True))
    return _picture(title, text, [*parts, *_seconds(seconds)])


def spectrum(pictures: Pictures, *, title: str, text: str, spoken: Spoken) -> Markup:
    """How strong each third of an octave is, the strongest at 0 dB."""
    parts: list[Markup] = []
    for level in range(-60, 1, 20):
        parts += [_grid_line(_y(level, _SPECTRUM_DB)), _side_text(_y(level, _SPECTRUM_DB), spoken(level))]
    floor = _y(_SPECTRUM_DB[0], _SPECTRUM_DB)
    bands = list(zip(pictures.spectrum_hz, pictures.spectrum_db, strict=False))
    step = _INNER_WIDTH / max(len(bands), 1)
    for number, (hz, db) in enumerate(bands):
        x, top = _LEFT + number * step, _y(db, _SPECTRUM_DB)
        if floor - top > 0.05:
            parts.append(element("rect", x=x + 1.5, y=top, width=step - 3.0, height=floor - top, fill=_CURVE, rx=1))
        name = next((name for octave, name in _OCTAVES_HZ.items() if abs(math.log2(hz / octave)) < 1 / 12), "")
        if name:
            parts.append(_label(x + step / 2.0, HEIGHT - 9.0, name, _QUIET, "middle"))
    parts.append(_label(WIDTH - _RIGHT, _TOP - 8.0, "Hz", _QUIET, "end"))
    return _picture(title, text, parts)


def _picture(title: str, text: str, parts: Sequence[Markup]) -> Markup:
    return element(
        "svg",
        element("title", title),
        element("desc", text),
        element("rect", x=_LEFT, y=_TOP, width=_INNER_WIDTH, height=_INNER_HEIGHT, fill="#FFFFFF"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        role="img",
        aria_label=f"{title}. {text}",
        font_size=13,
    )


def _y(value: float, ends: tuple[float, float]) -> float:
    """How far down a value stands; NaN and what lies beyond stand at the edge."""
    low, high = ends
    share = (min(max(value, low), high) - low) / (high - low) if not math.isnan(value) else 0.0
    return _TOP + (1.0 - share) * _INNER_HEIGHT


def _columns(values: Sequence[float], furthest: Callable[[Sequence[float]], float]) -> list[float]:
    """No more columns than the picture can show, each the furthest of those it stands for."""
    if len(values) <= _MOST_COLUMNS:
        return list(values)
    edges = [place * len(values) // _MOST_COLUMNS for place in range(_MOST_COLUMNS + 1)]
    return [furthest(values[first:last]) for first, last in itertools.pairwise(edges)]


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Stretches of numbers with their places; what is silent divides them."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is not None and math.isfinite(value):
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _marks(marks: Sequence[Mark], seconds: float) -> Iterator[Markup]:
    """Where the parts begin, with their names where there is room for them."""
    free = 0.0
    for mark in marks:
        if not 0.0 <= mark.at_s < seconds:
            continue
        x = _LEFT + mark.at_s / seconds * _INNER_WIDTH
        if mark.at_s > 0.0:
            yield _line(x, _TOP, x, HEIGHT - _BOTTOM, _QUIET, 0.8)
        name = one_line(mark.name, longest=_MARK_SIGNS)
        end = x + len(name) * _MARK_WIDTH
        if x >= free and end <= WIDTH:
            yield _label(x + 2.0, _TOP - 8.0, name, _QUIET, "start")
            free = end + 4.0


def _seconds(seconds: float) -> Iterator[Markup]:
    if seconds <= 0.0 or not math.isfinite(seconds):
        return
    step = next((step for step in _TICKS_S if seconds / step <= _MOST_TICKS), _TICKS_S[-1])
    for number in range(math.floor(seconds / step) + 1):
        x = _LEFT + number * step / seconds * _INNER_WIDTH
        if x <= WIDTH - _RIGHT - 10.0:
            yield _line(x, HEIGHT - _BOTTOM, x, HEIGHT - _BOTTOM + 4.0, _QUIET)
            yield _label(x, HEIGHT - 9.0, clock(number * step), _QUIET, "start" if number == 0 else "middle")


def _grid_line(y: float) -> Markup:
    return _line(_LEFT, y, WIDTH - _RIGHT, y, _GRID)


def _side_text(y: float, text: str) -> Markup:
    return _label(_LEFT - 8.0, y + 4.5, text, _QUIET, "end")


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1.0, dashes: str = "") -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width, stroke_dasharray=dashes)


def _label(x: float, y: float, text: str, colour: str, anchor: str, *, bold: bool = False) -> Markup:
    return element("text", text, x=x, y=y, fill=colour, text_anchor=anchor, font_weight="bold" if bold else "")


def _point(place: tuple[float, float]) -> str:
    return f"{place[0]:.1f},{place[1]:.1f}"
