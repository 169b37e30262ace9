"""Which sound of a kit a file is, by what it is called. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

UNKNOWN = "perc"
"""What a name that says nothing becomes."""

_WORDS: tuple[tuple[str, str], ...] = (
    # row of `kits.SOUNDS`, what says so; the first that fits counts, so the narrower word stands above the wider one
    ("open_hat", r"oh|hho|open|(hi )?hats? (open|o)|open (hi )?hats?|(hh|hats?) o|åpen|apen|openhats?|openhihats?"),
    ("closed_hat", r"ch|hhc?|hi hats?|hihats?|hats?|pedal|closed\w*|lukket|phh"),
    ("kick", r"kicks?\w*|bd|kd|bass ?drums?|basstrommer?|stortrommer?"),
    ("rim", r"rims?|rim ?shots?|rs|side ?sticks?|cross ?sticks?|sticks?|kant\w*"),
    ("snare", r"snares?\w*|skarp\w*|sd|sn|snr"),
    ("clap", r"claps?|hand ?claps?|cp|clp|klapp?|snaps?|fingersnaps?"),
    ("cowbell", r"cow ?bells?|cow|cb|kubjeller?"),
    ("tambourine", r"tamb\w*|tb"),
    ("shaker", r"shak\w*|shk|sh|maracas?|ma|cabasa"),
    ("crash", r"crash\w*|cym\w*|cy|cr|rides?|splash\w*|china\w*|bekken|rd"),
    ("tom", r"(floor|roto|low|mid|hi|high)?toms?|lt|mt|ht|tm|gulvtam|tam"),
    ("perc", r"perc\w*|congas?|bongos?|claves?|timbales?|agogos?|guiro|wood ?blocks?|triangles?|djembe|cuica|pc"),
    ("sub", r"808s?|subs?|8 ?b"),
    ("bass", r"bas|bass\w*|bs"),
    ("lead", r"leads?|synths?|ld"),
    ("keys", r"keys?|pianos?|rhodes|chords?|organs?|pads?|ep|ky"),
    ("texture", r"vinyl|textures?|crackle|hiss|tx"),
)
_SHAPES = tuple((row, re.compile(rf"(?<!\S)(?:{words})(?!\S)")) for row, words in _WORDS)

_GM_ROWS = {
    "kick": (35, 36), "rim": (37,), "snare": (38, 40), "clap": (39,), "tom": (41, 43, 45, 47, 48, 50),
    "closed_hat": (42, 44), "open_hat": (46,), "crash": (49, 51, 52, 53, 55, 57, 59), "tambourine": (54,),
    "cowbell": (56,), "perc": (58, 60, 61, 62, 63, 64, 65, 66, 67, 68, 73, 74, 75, 76, 77), "shaker": (69, 70, 82),
}  # fmt: skip
_ROW_OF_GM = {note: row for row, notes in _GM_ROWS.items() for note in notes}


def row_by_name(*names: str) -> str | None:
    """The row of `kits.SOUNDS` that the first name which says anything means; None if none does.

    >>> row_by_name("BD_Deep-01.wav"), row_by_name("01", "Snares"), row_by_name("zap")
    ('kick', 'snare', None)
    """
    for name in names:
        words = _words(name)
        for row, shape in _SHAPES:
            if shape.search(words):
                return row
    return None


def row_by_note(note: int | None) -> str | None:
    """The row that a key on General MIDI's percussion channel means."""
    return None if note is None else _ROW_OF_GM.get(note)


def numbered(rows: Iterable[str]) -> list[str]:
    """A name for each sound: the row's own for the first, then `snare_2`, `snare_3` …"""
    counts: dict[str, int] = {}
    found = []
    for row in rows:
        counts[row] = counts.get(row, 0) + 1
        found.append(row if counts[row] == 1 else f"{row}_{counts[row]}")
    return found


def _words(name: str) -> str:
    """Small letters, parted by single spaces: at every sign that is no letter, between letters and digits, and where
    a capital begins a new word."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFC", name))
    return " ".join(re.findall(r"[^\W\d_]+|\d+s?(?![^\W\d_])", parted.lower()))
