"""Names and texts on their way into files of others: what a thing is called, and what a format can hold of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping

from studio.song import Song, Track

Say = Callable[[str, Mapping[str, object]], str]
"""The text of a message id in the reader's language, its fields filled in. This layer knows ids, not words."""

LONGEST_NAME = 200
"""Characters of a name in the files of others: some read a line into a buffer of fixed length."""

_KEYS_AS_FLATS = {"A# minor": "Bb minor", "D# minor": "Eb minor", "A# major": "Bb major", "D# major": "Eb major"}
_LINE_ENDS = ("Cc", "Zl", "Zp")
"""Unicode's categories of what ends a line or is no sign at all."""
_JOINERS = "\u200c\u200d"
"""What holds the parts of one emoji or one letter together: the only invisible signs that stay."""


def one_line(text: str, longest: int = LONGEST_NAME) -> str:
    """A text on one line: newlines and controls become blanks, rows of blanks one; halves of characters and what turns
    the reading direction round go."""
    kept = (
        " " if unicodedata.category(sign) in _LINE_ENDS else sign
        for sign in plain_signs(text)
        if sign in _JOINERS or unicodedata.category(sign) != "Cf"
    )
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def plain_signs(text: str) -> str:
    """A text of what XML 1.0 may hold: no controls but tab and newline, no surrogates, no U+FFFE and U+FFFF."""
    return "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if _is_plain(ord(sign)))


def _is_plain(code: int) -> bool:
    return code in (0x09, 0x0A) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def track_name(track: Track, say: Say) -> str:
    """What a person called a track, or else its role."""
    return one_line(track.name) or say(f"role-{track.role}", {})


def section_names(song: Song, say: Say) -> tuple[str, ...]:
    """What a person called each part of the song, or else its kind; kinds that come again are counted."""
    kinds = Counter(section.kind for section in song.sections if not one_line(section.name))
    seen: Counter[str] = Counter()
    names = []
    for section in song.sections:
        name = one_line(section.name)
        if not name:
            seen[section.kind] += 1
            name = say(f"section-{section.kind}", {})
            name += f" {seen[section.kind]}" if kinds[section.kind] > 1 else ""
        names.append(name)
    return tuple(names)


def key_name(key: str, say: Say) -> str:
    """`A minor` as people say it; empty for an unknown key."""
    key = one_line(key)
    tonic, _, mode = _KEYS_AS_FLATS.get(key, key).partition(" ")
    return say("key-name", {"tonic": tonic.replace("#", "s"), "mode": mode}) if mode else key


def artist_line(song: Song) -> str:
    """The artists of a release, as a shop writes them: `A, B feat. C`; empty while nobody has said."""
    main = ", ".join(filter(None, map(one_line, song.release.artists)))
    guests = ", ".join(filter(None, map(one_line, song.release.featured)))
    return f"{main} feat. {guests}" if main and guests else main or guests
