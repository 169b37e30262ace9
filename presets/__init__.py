"""Data that people may correct without touching code: styles, kits, chains, lessons, texts.

A file is read into the shape its user gives (a `msgspec.Struct`), its knobs are held against `studio.params`, and what
does not fit is named: the file, the line, the key, and what would fit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from studio import params
from studio.delivery import Delivery
from studio.errors import StudioError

_Shape = TypeVar("_Shape")

FOLDER = Path(__file__).parent
_KNOBS = {"knobs": (params.TRACK, params.TRACK_INDEX), "master": (params.MASTER, params.MASTER_INDEX)}
"""Tables that hold knobs wherever they stand in a file, and the rows of `params` that they are held against; several
places of one knob stand in a list."""


class Verse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The demo verse: a voice for a song that nobody has rapped on yet."""

    title: str
    licence: str
    file: str
    bpm: float
    beats_per_line: int
    lines: tuple[str, ...]
    """With a slash where the line turns, on the third beat of its bar."""
    spoken: dict[str, str] = {}

    @property
    def path(self) -> Path:
        """The sound: mono FLAC, 48 kHz, the first line starting with its first frame."""
        return FOLDER / "verse" / self.file

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as lyrics."""
        return tuple(line.replace(" /", "") for line in self.lines)


def load_verse() -> Verse:
    """The demo verse. StudioError("preset-missing") or ("preset-broken")."""
    return read("verse", "verse", Verse)


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that suggest "explicit", by language. They only ever suggest."""

    nb: tuple[str, ...]
    en: tuple[str, ...]


class Capitals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words with a capital letter that are nobody's name."""

    things: tuple[str, ...]


def load_delivery() -> Delivery:
    """What a finished track is held against. StudioError("preset-missing") or ("preset-broken")."""
    return read("", "delivery", Delivery)


def load_explicit_words() -> tuple[str, ...]:
    """The words of all languages; `*` at the end of one stands for any ending. StudioError as `load_delivery`."""
    words = read("", "explicit_words", Words)
    return (*words.nb, *words.en)


def load_capitals() -> frozenset[str]:
    """The words, casefolded. StudioError as `load_delivery`."""
    return frozenset(word.casefold() for word in read("", "capitals", Capitals).things)


def names(kind: str) -> tuple[str, ...]:
    """What there is of a kind (`kits`, `styles` …), by file name; a name with an underscore in front is not offered."""
    return tuple(sorted(path.stem for path in (FOLDER / kind).glob("*.toml") if not path.stem.startswith("_")))


def read(kind: str, name: str, shape: type[_Shape], base: str = "", home: Path | None = None) -> _Shape:
    """One preset in the shape that its user wants; `kind` is empty for a file that is the only one of its kind, `home`
    the folder that holds the kinds where it is not the house's.

    A check that the shape makes itself may begin its message with the field: "`grid`: a bar has 16 steps".

    Where `base` names another file of the kind, this one only has to say what is different: tables are laid over each
    other, key by key, everything else replaces. StudioError("preset-missing") or ("preset-broken").
    """
    home = home or FOLDER
    table = _table(home, kind, name)
    if base:
        read(kind, base, shape, home=home)
        table = _laid_over(_table(home, kind, base), table)
    file = _file(kind, name)
    try:
        _check_knobs(table, "")
        return msgspec.convert(table, shape, strict=True)
    except msgspec.ValidationError as error:
        remedy, _, place = str(error).partition(" - at `$")
        field = re.search(r"field `(\w+)`|^`(\w+)`: ", remedy)
        key = f"{place.rstrip('`')}.{field[1] or field[2] if field else ''}".strip(".")
        raise StudioError("preset-broken", file=file, line=line_of(home / file, key), key=key, remedy=remedy) from error


def _file(kind: str, name: str) -> str:
    return f"{kind}/{name}.toml".lstrip("/")


def _table(home: Path, kind: str, name: str) -> dict[str, Any]:
    path = home / _file(kind, name)
    if not name.isidentifier() or not path.is_file():
        raise StudioError("preset-missing", name=f"{kind}/{name}".strip("/"))
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise StudioError(
            "preset-broken",
            file=_file(kind, name),
            line=int(line.group(1)) if line else 0,
            key="",
            remedy=str(error) if line else "a TOML file in UTF-8",
        ) from error


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(under, dict) and isinstance(value, dict)
        merged[key] = _laid_over(under, value) if both and under is not None else value
    return merged


def _check_knobs(table: dict[str, Any], place: str) -> None:
    for key, value in table.items():
        if not isinstance(value, dict):
            continue
        if key in _KNOBS:
            rows, index = _KNOBS[key]
            for name, stands in value.items():
                at = f" - at `${place}.{key}.{name}`"
                if name not in index:
                    raise msgspec.ValidationError(f"Expected one of {', '.join(index)}{at}")
                row = rows[index[name]]
                if not all(_fits(row, one) for one in (stands if isinstance(stands, list) else [stands])):
                    raise msgspec.ValidationError(f"Expected {row.low:g} to {row.high:g} {row.unit}".rstrip() + at)
        else:
            _check_knobs(value, f"{place}.{key}")


def _fits(row: params.Param, stands: Any) -> bool:
    return not isinstance(stands, bool) and isinstance(stands, int | float) and row.clamp(stands) == stands


def line_of(path: Path, key: str) -> int:
    """The line of a file on which a key such as `sounds.kick.layers[1].hz` stands; of what holds it, if it does not
    stand there itself; 0 if nothing of it does. tomllib knows the lines but does not tell them."""
    wanted = tuple(key.split("."))
    best, line = 0, 0
    for number, place in _keys(path.read_text("utf-8")):
        shared = 0
        while shared < min(len(place), len(wanted)) and _same(place[shared], wanted[shared]):
            shared += 1
        if shared > best and shared == len(place):
            best, line = shared, number
    return line


def _same(part: str, wanted: str) -> bool:
    """Whether a part of a path is the wanted one; only one of them may say which of several it means."""
    return part == wanted or (("[" in part) != ("[" in wanted) and part.partition("[")[0] == wanted.partition("[")[0])


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(line, dotted path) of every table header, every key at the start of a line; `[[step]]` is step[0], step[1] …"""
    table: tuple[str, ...] = ()
    counted: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]", line)
        entry = re.match(r"\s*([\w.\"-]+)\s*=", line)
        if header:
            name = header.group(2).replace('"', "")
            if header.group(1) == "[[":
                counted[name] = counted.get(name, -1) + 1
                name += f"[{counted[name]}]"
            table = tuple(name.split("."))
            yield number, table
        elif entry:
            yield number, (*table, *entry.group(1).replace('"', "").split("."))
