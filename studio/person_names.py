"""What in a text looks like somebody's name, so that whoever writes can be asked about it. Pure; it guesses by capital
letters, and by the names that are known already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ENDS = frozenset(".!?:…\n\r\u2028\u2029")
"""Behind these a sentence begins, and a line."""
_QUOTES = frozenset("\"'«»“”„‘’‚‹›")
_SHORT = frozenset({"bl", "ca", "dr", "dvs", "eks", "jf", "kl", "mr", "mrs", "ms", "nr", "tlf", "vs"})
"""A dot behind these, or behind a single letter, ends no sentence."""
_ENDINGS = ("", "s", "en", "et", "n", "er", "ene", "ens")
"""What Norwegian and English put behind a name or a thing."""


class NameLike(NamedTuple):
    """A word that looks like a name."""

    words: str
    """As it stands there."""
    start: int
    """Of its first character in the text."""


def name_like(text: str, things: Collection[str], known: Iterable[str] = ()) -> list[NameLike]:
    """What looks like a name, in the order of the text.

    That is a word with a capital inside a sentence, unless it is an abbreviation in capitals, a single letter, or one
    of the `things` that are written so (casefolded words; they may have an ending). Where a quotation opens, a sentence
    begins. `known` names are found everywhere: whole in any spelling, a part of them where it has a capital.
    """
    wholes = [name.split() for name in known if name.strip()]
    parts = {part.casefold() for name in wholes for part in name if len(part) > 1}
    found = {match.start(): NameLike(match[0], match.start()) for match in _wholes(text, wholes)}
    taken = {place for one in found.values() for place in range(one.start, one.start + len(one.words))}
    end, before = 0, ""
    for match in _WORD.finditer(text):
        gap, word = text[end : match.start()], match[0]
        if match.start() not in taken and _has_capital(word):
            guessed = not _begins(gap, before, first=not end) and not _is_thing(word, things)
            if guessed or _stem_in(word, parts):
                found[match.start()] = NameLike(word, match.start())
        end, before = match.end(), word
    return [found[start] for start in sorted(found)]


def _begins(gap: str, before: str, *, first: bool) -> bool:
    """Whether a sentence begins behind what stands between two words."""
    if first or gap[-1:] in _QUOTES:
        return True
    short = before.casefold() in _SHORT or (len(before) == 1 and before.isalpha())
    return any(sign in _ENDS and not (sign == "." and short) for sign in gap)


def _has_capital(word: str) -> bool:
    """Whether a part of a word is written as names are: a capital, then a small letter."""
    return any(part[:1].isupper() and part[1:2].islower() for part in re.split(r"[-’']", word))


def _is_thing(word: str, things: Collection[str]) -> bool:
    return all(_stem_in(part, things) for part in word.split("-") if _has_capital(part))


def _stem_in(word: str, words: Collection[str]) -> bool:
    plain = re.sub(r"[’'\d].*", "", word).casefold()
    return any(plain.removesuffix(ending) in words for ending in _ENDINGS)


def _wholes(text: str, names: Iterable[list[str]]) -> Iterable[re.Match[str]]:
    for name in names:
        written = r"\s+".join(map(re.escape, name))
        yield from re.finditer(rf"(?<!\w){written}(?!\w)", text, re.IGNORECASE)
