"""Words of a song as text: how many syllables a line has, and what a person pasted cut into lines. Pure functions."""

from __future__ import annotations

import re
import unicodedata

_VOWELS = "aeiouyæøå"
_GROUPS = re.compile(
    r"^eu"  # Europa; but mu-se-um
    r"|aa|ai|au|ay|ea|ee|ei|ey|oi|oo|ou|oy|øi|øy"
    rf"|[{_VOWELS}]"
)
_Y_AS_CONSONANT = re.compile(rf"^y(?=[{_VOWELS}])")
_WORD = re.compile(r"[^\W\d_]+|\d")
_SHORTENED = re.compile(r"['’](?:m|s|t|d|ll|re|ve)\b", re.IGNORECASE)
_SPELLED_LETTERS = 5
_HEADING = re.compile(
    r"[\[{][^\[\]{}]*[\]}]:?"
    r"|(?:vers|verse|refreng|hook|chorus|pre-?chorus|intro|outro|bro|bridge|mellomspill|interlude|slutt)\s*\d*\s*:",
    re.IGNORECASE,
)
_UNSEEN = ("Cc", "Cf", "Cs")
"""Unicode's categories of what has no shape: controls, zero widths, halves of letters."""


def syllables(text: str) -> int:
    """How many syllables a text has, by its groups of vowels.

    The rule, for bokmål with English words in it: every vowel a e i o u y æ ø å is a syllable, but two vowels that
    are one sound count once (ei, øy, au, ai, oi, and aa, ay, ea, ee, ey, oo, ou, oy, øi; eu where a word begins).
    A vowel with an accent stands by itself (idéen is 3), y before a vowel is no vowel where a word begins (you), and
    an English ending behind an apostrophe adds nothing (we're). Every digit counts as one, capitals without a vowel
    are spelled (MC is 2), and other words without a vowel are one (hmm). It is a count by spelling: an English e that
    is not heard is counted, and so few words are off by one.
    """
    total = 0
    for word in _WORD.findall(_SHORTENED.sub("", unicodedata.normalize("NFC", text))):
        groups = len(_GROUPS.findall(_Y_AS_CONSONANT.sub("j", word.lower()))) + sum(map(_is_accented_vowel, word))
        spelled = word.isupper() and len(word) <= _SPELLED_LETTERS
        total += groups or (len(word) if spelled else 1)
    return total


def pasted(text: str) -> tuple[str, ...]:
    """The lines of a text from elsewhere, as lines of a song, however long they are.

    Any kind of newline ends a line; tabs and rows of blanks become one blank; what has no shape (zero widths, controls)
    goes, and so do empty lines and headings such as `[Vers 1]` or `Refreng:`.
    """
    lines = (" ".join(_seen(line).split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return tuple(line for line in lines if line and not _HEADING.fullmatch(line))


def _seen(line: str) -> str:
    return "".join(letter for letter in line.replace("\t", " ") if unicodedata.category(letter) not in _UNSEEN)


def _is_accented_vowel(letter: str) -> bool:
    lower = letter.lower()
    return lower not in _VOWELS and unicodedata.normalize("NFD", lower)[0] in _VOWELS
