"""From what people call a song to what a file can be called, on every system and every stick."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
LONGEST_FOLDER = 48
"""Keeps every path inside the folder of songs under 120 characters."""
_LONGEST_BYTES = 200
"""File systems stop at 255 bytes of UTF-8; this leaves room for an ending."""

_NOBODYS = "song"
"""For a title of which nothing can stand in a name."""

_SPELLED_OUT = (
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}  # Norwegian and its neighbours
    | {"œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ŋ": "ng", "ŧ": "t"}
)
_SPELLING = str.maketrans(
    _SPELLED_OUT | {letter.upper(): spelled.capitalize() for letter, spelled in _SPELLED_OUT.items() if letter != "ß"}
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9-]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_JOINER = "\u200d"
"""Holds the parts of one emoji together; the only invisible character that stays."""


def export_name(title: str, plain: bool = False, existing: Iterable[str] = ()) -> str:
    """A file name, without ending, for what a person called something: at most 80 characters, any script.

    `plain` keeps to A–Z, a–z, 0–9, `-` and `_` and spells out æ as ae, ø as oe, å as aa. The name differs from all
    those of `existing` also where capitals, or the two ways to write an accent, do not count.
    """
    return _unique(_plain(title) if plain else _safe(title), existing, LONGEST)


def song_folder_name(title: str, existing: Iterable[str] = ()) -> str:
    """The name of the folder of a song with this title: plain, lower-case, at most 48 characters, not in `existing`."""
    return _unique(_plain(title).lower(), existing, LONGEST_FOLDER)


def leads_out(name: str) -> bool:
    """Whether a name inside something that came from outside could lead to a place outside of it."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or plain[1:2] == ":" or ".." in plain.split("/") or "\0" in plain


def same_place(name: str) -> str:
    """What two names have in common that some disk takes for one: capitals and the ways to write an accent do not count
    there."""
    return _folded(name)


def is_device(name: str) -> bool:
    """Whether Windows would take a name for a device."""
    return _DEVICE.match(name) is not None


def one_line(words: str) -> str:
    """What can be seen of some words, on one line: no control characters, nothing that turns the reading direction
    round, no halves of a character, one space between two words."""
    return " ".join("".join(sign for sign in unicodedata.normalize("NFC", words) if _stays(sign)).split())


def _safe(title: str) -> str:
    return _FORBIDDEN.sub("-", one_line(title))


def _stays(sign: str) -> bool:
    return sign.isspace() or sign == _JOINER or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _plain(title: str) -> str:
    spelled = unicodedata.normalize("NFC", title).translate(_SPELLING)
    letters = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("_", letters).strip("_-")


def _unique(name: str, existing: Iterable[str], longest: int) -> str:
    taken = {_folded(other) for other in existing}
    found = _fitted(name, longest)
    number = 1
    while _folded(found) in taken:
        number += 1
        ending = f"-{number}"
        found = _fitted(name, longest - len(ending)) + ending
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _fitted(name: str, longest: int) -> str:
    """Cut to length, between whole characters as people see them; never a device of Windows, never empty."""
    name = name.strip(" .") or _NOBODYS
    if _DEVICE.match(name):
        name = f"_{name}"
    end = min(len(name), longest)
    while len(name[:end].encode()) > _LONGEST_BYTES or (end < len(name) and _belongs_before(name, end)):
        end -= 1
    return name[:end].rstrip(f" .{_JOINER}") or _NOBODYS


def _belongs_before(name: str, end: int) -> bool:
    """Whether the sign at `end` is only an addition to the one before it."""
    return unicodedata.combining(name[end]) > 0 or _JOINER in name[end - 1 : end + 1] or name[end] in "\ufe0f\u20e3"
