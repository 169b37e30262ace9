"""What a cover without a photo shows: palettes, and shapes drawn from the song's own name, so that each is its own and
the same song always gets the same one. Knows shapes, not pictures: polygons and ellipses in a square of side 1."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np

Kind = Literal["polygon", "ellipse"]
Ink = Literal["first", "second", "ground"]


TEXT_FROM = 0.57
"""Below this the letters stand: nothing lies there that they could not be read on."""


class Shape(NamedTuple):
    """Something filled: corners of a polygon, or two corners of the box around an ellipse; x, y in 0…1 of the frame."""

    kind: Kind
    points: tuple[tuple[float, float], ...]
    ink: Ink


class Palette(NamedTuple):
    """Colours `#rrggbb` that go together, and the shapes they are for. Letters stand on the ground with 4.5 : 1 at
    least."""

    ground: str
    letters: str
    accent: str
    """Of the artist's name; on the ground."""
    first: str
    second: str
    motif: str
    """A key of `MOTIFS`."""


PALETTES: dict[str, Palette] = {
    "night": Palette("#12131c", "#f6f1e7", "#ff8a5c", "#ff5a36", "#2b2f45", "record"),
    "rust": Palette("#b5371a", "#fff4e6", "#ffe2bd", "#ffb35c", "#7d2210", "bars"),
    "fjord": Palette("#0c333d", "#eef8f4", "#8fe0d2", "#3fb8a6", "#17525c", "waves"),
    "sun": Palette("#f5b921", "#1d1405", "#5b2304", "#e4501b", "#fbd873", "arcs"),
    "paper": Palette("#efe8da", "#191919", "#b0142a", "#d7263d", "#cfc5b1", "steps"),
    "violet": Palette("#271748", "#fbf6ff", "#ff9cc8", "#ff5fa2", "#6c46d6", "blocks"),
    "concrete": Palette("#c8cac6", "#121212", "#2a2a2a", "#121212", "#a5a8a3", "stairs"),
    "forest": Palette("#14261b", "#f2f6e8", "#cdee70", "#b9e34b", "#2c4a36", "peaks"),
}


def shapes(motif: str, name: str) -> list[Shape]:
    """The shapes of a motif for a song's name, from back to front."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return list(MOTIFS[motif](np.random.default_rng(seed)))


def _box(left: float, top: float, right: float, bottom: float, ink: Ink) -> Shape:
    return Shape("polygon", ((left, top), (right, top), (right, bottom), (left, bottom)), ink)


def _disc(x: float, y: float, radius: float, ink: Ink) -> Shape:
    return Shape("ellipse", ((x - radius, y - radius), (x + radius, y + radius)), ink)


def _record(dice: np.random.Generator) -> Iterator[Shape]:
    """A record that leaves the picture on its right, with grooves where the song is loud."""
    x, y = 0.70, 0.27 + 0.05 * dice.random()
    yield _disc(x, y, 0.62, "second")
    for radius in np.sort(dice.uniform(0.30, 0.60, 7))[::-1]:
        yield _disc(x, y, radius + 0.006, "ground")
        yield _disc(x, y, radius, "second")
    yield _disc(x, y, 0.22, "first")
    yield _disc(x, y, 0.025, "ground")


def _bars(dice: np.random.Generator) -> Iterator[Shape]:
    """A line of rap as a level: twenty-four bars around a middle."""
    count, phase = 24, dice.uniform(0.0, 6.0)
    for number in range(count):
        swell = 0.55 + 0.45 * math.sin(phase + number * 0.55)
        half = 0.03 + 0.20 * swell * dice.uniform(0.35, 1.0)
        left = 0.07 + 0.86 * number / count
        yield _box(left, 0.32 - half, left + 0.86 / count * 0.62, 0.32 + half, "second" if number % 4 else "first")


def _waves(dice: np.random.Generator) -> Iterator[Shape]:
    """Water: bands with the same swell, each a little later."""
    phase, late = dice.uniform(0.0, 6.0), dice.uniform(0.5, 1.1)
    for band in range(7):
        top = 0.10 + 0.062 * band
        x = np.linspace(0.0, 1.0, 160)
        y = top + 0.028 * np.sin(phase + late * band + x * 7.0) + 0.012 * np.sin(2.0 * phase + x * 17.0)
        edge = tuple((float(a), float(b)) for a, b in zip(x, y, strict=True))
        ink: Ink = ("first", "ground", "second", "ground", "second", "ground", "second")[band]
        back = tuple((a, b + 0.038) for a, b in reversed(edge))
        yield Shape("polygon", (*edge, *back), ink)


def _arcs(dice: np.random.Generator) -> Iterator[Shape]:
    """Half a sun that comes up, ring by ring."""
    x = 0.5 + dice.uniform(-0.16, 0.16)
    for number, radius in enumerate((0.48, 0.39, 0.31, 0.22, 0.15)):
        ink: Ink = ("second", "ground", "second", "ground", "first")[number]
        way = np.linspace(0.0, math.pi, 121)
        edge = zip(x + radius * np.cos(way), TEXT_FROM - 0.02 - radius * np.sin(way), strict=True)
        yield Shape("polygon", tuple((float(a), float(b)) for a, b in edge), ink)


def _steps(dice: np.random.Generator) -> Iterator[Shape]:
    """Four lanes of sixteen steps; what is played is red."""
    chances = (0.30, 0.22, 0.55, 0.15)
    for lane, chance in enumerate(chances):
        for step in range(16):
            on = dice.random() < chance or (lane == 0 and step == 0) or (lane == 1 and step in (4, 12))
            left, top = 0.07 + 0.86 * step / 16, 0.14 + 0.103 * lane
            yield _box(left, top, left + 0.86 / 16 * 0.78, top + 0.074, "first" if on else "second")


def _blocks(dice: np.random.Generator) -> Iterator[Shape]:
    """A street of high-rises and what hangs above it."""
    yield _disc(dice.uniform(0.3, 0.75), 0.24, 0.13, "first")
    left = 0.0
    while left < 1.0:
        width = dice.uniform(0.07, 0.15)
        top = dice.uniform(0.22, 0.46)
        yield _box(left, top, min(left + width, 1.0), TEXT_FROM - 0.02, "second")
        for row in np.arange(top + 0.03, TEXT_FROM - 0.06, 0.05):
            for column in np.arange(left + 0.018, left + width - 0.025, 0.03):
                if dice.random() < 0.35:
                    yield _box(column, row, column + 0.014, row + 0.024, "first" if dice.random() < 0.4 else "ground")
        left += width + 0.008


def _stairs(dice: np.random.Generator) -> Iterator[Shape]:
    """Diagonal beams, cut short."""
    for number in range(9):
        left = -0.25 + 0.145 * number + dice.uniform(-0.02, 0.02)
        top, end = dice.uniform(0.08, 0.22), dice.uniform(0.38, 0.53)
        slope, wide = 0.55, dice.uniform(0.03, 0.085)
        corners = ((left + slope * (0.55 - top), top), (left + slope * (0.55 - end), end))
        (a, b), (c, d) = corners
        yield Shape("polygon", ((a, b), (a + wide, b), (c + wide, d), (c, d)), "first" if number % 3 == 1 else "second")


def _peaks(dice: np.random.Generator) -> Iterator[Shape]:
    """Two ranges of hills and a moon."""
    yield _disc(dice.uniform(0.2, 0.8), 0.20, 0.085, "first")
    for ink, base, high in (("second", 0.26, 0.18), ("first", 0.42, 0.10)):
        x = np.linspace(-0.05, 1.05, 12)
        y = base + high * dice.uniform(0.0, 1.0, 12)
        y[::2] -= 0.4 * high
        edge = tuple((float(a), float(b)) for a, b in zip(x, y, strict=True))
        yield Shape(
            "polygon",
            (*edge, (1.05, TEXT_FROM - 0.02), (-0.05, TEXT_FROM - 0.02)),
            "second" if ink == "second" else "first",
        )


MOTIFS: dict[str, Callable[[np.random.Generator], Iterator[Shape]]] = {
    "record": _record, "bars": _bars, "waves": _waves, "arcs": _arcs,
    "steps": _steps, "blocks": _blocks, "stairs": _stairs, "peaks": _peaks,
}  # fmt: skip
