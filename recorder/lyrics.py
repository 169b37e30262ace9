"""What a person pasted, cut into lines of a song. Pure functions."""

from __future__ import annotations

import re
import unicodedata

_HEADING = re.compile(
    r"[\[{][^\[\]{}]*[\]}]:?"
    r"|(?:vers|verse|refreng|hook|chorus|pre-?chorus|intro|outro|bro|bridge|mellomspill|interlude|slutt)\s*\d*\s*:",
    re.IGNORECASE,
)
_UNSEEN = ("Cc", "Cf", "Cs")
"""Unicode's categories of what has no shape: controls, zero widths, halves of letters."""


def pasted(text: str) -> tuple[str, ...]:
    """The lines of a text from elsewhere, as lines of a song, however long they are.

    Any kind of newline ends a line; tabs and rows of blanks become one blank; what has no shape (zero widths, controls)
    goes, and so do empty lines and headings such as `[Vers 1]` or `Refreng:`.
    """
    lines = (" ".join(_seen(line).split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return tuple(line for line in lines if line and not _HEADING.fullmatch(line))


def _seen(line: str) -> str:
    return "".join(letter for letter in line.replace("\t", " ") if unicodedata.category(letter) not in _UNSEEN)
