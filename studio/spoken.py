"""How words of a song sound, told by their spelling: syllables of a line, lines that rhyme.

Bokmål with English words in it. Pure functions; they count and never judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

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
_REACH = 4
"""A line rhymes with one of so many lines before it."""
_SPELLED_ALIKE = (
    # what sounds alike and is spelled otherwise, in order
    (r"igh", "ai"), (r"gh", ""), (r"ck|c(?![eiy])|q", "k"), (r"c", "s"), (r"ph", "f"), (r"x", "ks"), (r"z", "s"),
    (r"(?<=[nl])d\b", ""), (r"hj|gj|lj", "j"), (r"hv|w(?!$)", "v"), (r"(?<=[aeiouyæøå])g\b(?<=ig)", ""),
    (r"([^aeiouyæøå])\1+", r"\1"),
)  # fmt: skip
_ALIKE = tuple((re.compile(was), now) for was, now in _SPELLED_ALIKE)
_SOUNDS = {
    # a group of vowels: the sound that it counts as
    "ai": "ei", "ay": "ei", "ei": "ei", "ey": "ei", "ea": "i", "ee": "i", "ie": "i", "oo": "o", "ou": "au", "au": "au",
    "ow": "au", "oi": "øy", "oy": "øy", "øi": "øy", "øy": "øy", "aa": "å", "eu": "eu",
}  # fmt: skip
_WEAK = re.compile(r"(?:e|er|en|et|ene|es|el|a|ane|y|ing|ed|ers)$")
"""Endings that bear no stress, where there is a vowel before them."""


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


def rhyme_pairs(texts: Sequence[str]) -> int:
    """How many lines rhyme with one of the few lines with words before them, each counted once."""
    ends = [end for end in map(_last_word, texts) if end]
    return sum(any(rhymes(end, other) for other in ends[max(at - _REACH, 0) : at]) for at, end in enumerate(ends))


def rhymes(word: str, other: str) -> bool:
    """Whether two words rhyme, from the vowel of their last stressed syllable on: alike (mann, kan), or near, by the
    vowels alone (natt, tak). A word does not rhyme with itself."""
    one, two = word.casefold(), other.casefold()
    if one == two:
        return False
    (vowels, tail), (other_vowels, other_tail) = _end_of(one), _end_of(two)
    return bool(vowels) and (vowels == other_vowels or tail == other_tail)


def _last_word(text: str) -> str:
    words = _WORD.findall(_SHORTENED.sub("", unicodedata.normalize("NFC", text)))
    return words[-1] if words else ""


@lru_cache(maxsize=4096)
def _end_of(word: str) -> tuple[tuple[str, ...], str]:
    """(the sounds of its vowels, all of its letters) of a word from its last stressed syllable on."""
    plain = "".join(letter if letter in _VOWELS else unicodedata.normalize("NFD", letter)[0] for letter in word)
    plain = _Y_AS_CONSONANT.sub("j", plain)
    for was, now in _ALIKE:
        plain = was.sub(now, plain)
    groups = list(_GROUPS.finditer(plain))
    if not groups:
        return (), plain
    weak = _WEAK.search(plain)
    stressed = len(groups) - 1
    while weak is not None and stressed and groups[stressed].start() >= weak.start():
        stressed -= 1
    vowels = tuple(_SOUNDS.get(group.group(), group.group()) for group in groups[stressed:])
    return vowels, plain[groups[stressed].start() :]


def _is_accented_vowel(letter: str) -> bool:
    lower = letter.lower()
    return lower not in _VOWELS and unicodedata.normalize("NFD", lower)[0] in _VOWELS
