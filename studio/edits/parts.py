"""What every edit needs: finding a thing, limiting a number, numbering a new thing."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import Protocol, TypeVar, get_args

import msgspec

from studio.errors import StudioError
from studio.params import Param
from studio.song import LeadIn, Role, SectionKind, Song, Track

_T = TypeVar("_T")
_Choice = TypeVar("_Choice", bound=str)

put = msgspec.structs.replace
"""A copy of a value with some fields changed."""

ROLES: tuple[Role, ...] = get_args(Role)
LEAD_INS: tuple[LeadIn, ...] = get_args(LeadIn)
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)

LIMITS: dict[str, Param] = {
    row.name: row
    for row in (
        Param("song", "bpm", "BPM", 40.0, 240.0, 90.0, "linear"),
        Param("song", "at_beat", "beats", -64.0, 100_000.0, 0.0, "linear"),
        Param("clip", "gain_db", "dB", -120.0, 24.0, 0.0, "linear"),
        Param("pattern", "swing_percent", "%", 50.0, 75.0, 50.0, "linear"),
        Param("lane", "late_ms", "ms", -50.0, 50.0, 0.0, "linear"),
        Param("lane", "lane_db", "dB", -30.0, 12.0, 0.0, "linear"),
        Param("lane", "quantise_percent", "%", 0.0, 100.0, 100.0, "linear"),
        Param("step", "off_steps", "steps", -4.0, 4.0, 0.0, "linear"),
    )
}
"""The numbers of a song that are no knobs: how far each may go."""

WHOLE_LIMITS: dict[str, tuple[int, int]] = {
    "bars": (1, 256),
    "steps_per_bar": (1, 64),
    "velocity": (1, 127),
    "ratchet": (1, 16),
    "midi_note": (0, 127),
    "chance_percent": (1, 100),
}
"""The same for whole numbers, both ends included."""

MAX_PATTERN_BARS = 16
MAX_TEXT = 2000
"""Characters of one name or one line of lyrics; what is longer is cut."""


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def invalid(field: str, value: object) -> StudioError:
    """The edit names something that the song has not got, or that cannot be there."""
    return StudioError("song-invalid", field=field, value=str(value))


def finite(name: str, value: float) -> float:
    """The number itself. StudioError("bad-value") for NaN, infinity or what is no number."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise StudioError("bad-value", name=name, value=str(value))
    return number


def limited(name: str, value: float) -> float:
    """A number brought inside its row of `LIMITS`."""
    return LIMITS[name].clamp(finite(name, value))


def whole(name: str, value: int, low: int, high: int) -> int:
    """A whole number brought inside low…high. StudioError("bad-value") for what is no whole number."""
    try:
        number = operator.index(value)
    except TypeError:
        raise StudioError("bad-value", name=name, value=str(value)) from None
    return min(max(number, low), high)


def counted(name: str, value: int) -> int:
    """A whole number brought inside its row of `WHOLE_LIMITS`."""
    return whole(name, value, *WHOLE_LIMITS[name])


def chosen(name: str, value: str, choices: Sequence[_Choice]) -> _Choice:
    """The value if it is one of the choices. StudioError("bad-value") if not."""
    for choice in choices:
        if choice == value:
            return choice
    raise StudioError("bad-value", name=name, value=str(value))


def text(name: str, value: str) -> str:
    """What a person wrote, on one line, in any script. StudioError("bad-value") for what cannot be saved as UTF-8."""
    try:
        value.encode()
    except (UnicodeEncodeError, AttributeError):
        raise StudioError("bad-value", name=name, value=ascii(value)) from None
    return " ".join(value.splitlines())[:MAX_TEXT]


def internal_name(name: str, value: str) -> str:
    """A name that the program itself uses (a kit, a sound): ASCII letters, digits and underscores."""
    if not (isinstance(value, str) and value.isascii() and value.isidentifier()):
        raise StudioError("bad-value", name=name, value=ascii(value))
    return value


def place(things: Sequence[_HasId], field: str, wanted: str) -> int:
    """Where the thing with an id stands. StudioError("song-invalid") where there is none."""
    for number, thing in enumerate(things):
        if thing.id == wanted:
            return number
    raise invalid(field, wanted)


def numbered(song: Song, prefix: str) -> tuple[Song, str]:
    """A song whose next number is used up, and the id made from it."""
    return put(song, next_id=song.next_id + 1), f"{prefix}{song.next_id}"


def swapped(things: tuple[_T, ...], index: int, thing: _T) -> tuple[_T, ...]:
    return (*things[:index], thing, *things[index + 1 :])


def inserted(things: tuple[_T, ...], index: int | None, thing: _T) -> tuple[_T, ...]:
    """With one more at an index, brought inside the tuple; None is the end."""
    index = len(things) if index is None else whole("index", index, 0, len(things))
    return (*things[:index], thing, *things[index:])


def without(things: tuple[_T, ...], index: int) -> tuple[_T, ...]:
    return things[:index] + things[index + 1 :]


def moved(things: tuple[_T, ...], index: int, to_index: int) -> tuple[_T, ...]:
    """With one thing at another place, brought inside the tuple."""
    return inserted(without(things, index), to_index, things[index])


def knobs_with(
    knobs: dict[str, float], table: Sequence[Param], index: dict[str, int], name: str, value: float
) -> dict[str, float]:
    """Knobs with one turned; a knob at its default is left out. StudioError("bad-value") for a knob there is not."""
    if name not in index:
        raise StudioError("bad-value", name="knob", value=name)
    row = table[index[name]]
    value = row.clamp(finite(name, value))
    rest = {other: stands for other, stands in knobs.items() if other != name}
    return rest if value == row.default else {**rest, name: value}


def with_track(song: Song, index: int, **changes: object) -> Song:
    """A song with some fields of one track changed."""
    track: Track = put(song.tracks[index], **changes)
    return put(song, tracks=swapped(song.tracks, index, track))
