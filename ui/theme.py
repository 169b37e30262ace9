"""Colours, type and spacing: one table per theme. Knows no Qt, so that contrast can be computed anywhere.

Colour belongs to the music: the controls are grey steps, and only tracks, the record button, levels and the focus
ring have a hue. Every pair that carries meaning is listed in `PAIRS` with the contrast it must reach (WCAG 2.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

GRID = 8
"""All distances are multiples of this many logical pixels."""
TARGET = 44
"""Smallest height and width of anything that can be pressed."""
RECORD = 72
"""Height of the record button."""
TEXT = 18
TEXT_LARGE = 24
TEXT_SMALL = 16
RING = 3
PAGE = 960
"""What is read or filled in is no wider."""

Name = Literal["dark", "light"]


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, `#RRGGBB`."""

    background: str
    surface: str
    """Cards and the timeline."""
    raised: str
    """Buttons at rest, the chosen row."""
    line: str
    """Dividers that carry no meaning."""
    control: str
    """Borders of controls and of their parts."""
    text: str
    secondary: str
    primary: str
    on_primary: str
    record: str
    on_record: str
    warning: str
    ok: str
    link: str
    focus: str
    focus_edge: str
    """Drawn on both sides of the focus ring, so that the ring is seen on any ground."""


DARK = Palette(
    background="#16181D", surface="#1E2128", raised="#2B303A", line="#353B47", control="#828B9C",
    text="#E8EAF0", secondary="#B4BAC6", primary="#E8EAF0", on_primary="#16181D",
    record="#FF6B5E", on_record="#16181D", warning="#FF6B5E", ok="#5AD19A", link="#8CC4FF",
    focus="#FFD54A", focus_edge="#16181D",
)  # fmt: skip
LIGHT = Palette(
    background="#FAF8F3", surface="#FFFFFF", raised="#EFEBE1", line="#DDD7C9", control="#737882",
    text="#1B1D22", secondary="#4A4F59", primary="#1B1D22", on_primary="#FFFFFF",
    record="#B00020", on_record="#FFFFFF", warning="#B00020", ok="#00695C", link="#0B5CAD",
    focus="#FFD54A", focus_edge="#1B1D22",
)  # fmt: skip
PALETTES: Mapping[str, Palette] = {"dark": DARK, "light": LIGHT}

PAIRS: tuple[tuple[str, str, float], ...] = (
    # ink, ground, smallest contrast
    ("text", "background", 7.0), ("text", "surface", 7.0), ("text", "raised", 7.0),
    ("secondary", "background", 4.5), ("secondary", "surface", 4.5), ("secondary", "raised", 4.5),
    ("on_primary", "primary", 7.0), ("on_record", "record", 4.5),
    ("warning", "surface", 4.5), ("ok", "surface", 4.5), ("link", "surface", 4.5),
    ("control", "background", 3.0), ("control", "surface", 3.0), ("control", "raised", 3.0),
    ("record", "background", 3.0), ("focus", "focus_edge", 3.0), ("focus_edge", "focus", 3.0),
)  # fmt: skip

Pattern = Literal["solid", "dots", "stripes", "backstripes", "grid", "waves", "crosses", "bars", "none"]


@dataclass(frozen=True)
class Mark:
    """How a track is known without its colour: a letter, a pattern, and its name beside them."""

    fill: str
    letter: str
    pattern: Pattern


MARKS: Mapping[str, Mark] = {
    "lead": Mark("#A8C600", "V", "solid"),
    "double": Mark("#FAFFA5", "D", "dots"),
    "hook": Mark("#FACDCC", "R", "stripes"),
    "beat": Mark("#46D9FF", "B", "grid"),
    "bass": Mark("#8072FF", "S", "backstripes"),
    "melody": Mark("#02A776", "L", "waves"),
    "adlib": Mark("#A07B15", "A", "crosses"),
    "drums": Mark("#90CC84", "T", "bars"),
    "master": Mark("#A297AA", "H", "none"),
}
"""By role of a track; `master` is the main output. The ink on a fill is `FILL_INK`."""
FILL_INK = "#111111"


def palette(name: str, *, calm: bool = False) -> Palette:
    """The colours of a theme; in calm mode at half the chroma."""
    chosen = PALETTES[name]
    if not calm:
        return chosen
    return Palette(**{field.name: muted(getattr(chosen, field.name)) for field in fields(Palette)})


def fill(role: str, *, calm: bool = False) -> str:
    """The colour of a track's clips."""
    colour = MARKS[role].fill
    return muted(colour) if calm else colour


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1…21 of two colours as WCAG 2.2 defines it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def muted(colour: str, share: float = 0.5) -> str:
    """The colour with its chroma at a share, lightness and hue kept (OKLab, Björn Ottosson 2020)."""
    lightness, a, b = _oklab(colour)
    return _from_oklab(lightness, a * share, b * share)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with a share 0…1 of `other` in it."""
    return _hex([x + (y - x) * share for x, y in zip(_channels(one), _channels(other), strict=True)])


def _channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5)]


def _hex(channels: list[float]) -> str:
    return "#" + "".join(f"{round(min(max(channel, 0.0), 1.0) * 255):02X}" for channel in channels)


def _linear(colour: str) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> str:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return _hex([12.92 * c if c <= 0.0031308 else 1.055 * max(c, 0.0) ** (1 / 2.4) - 0.055 for c in linear])
