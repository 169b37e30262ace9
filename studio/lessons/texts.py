"""What a lesson says in one language: a Fluent file of plain words. Nothing in it can be computed, fetched or shown as
markup: a text with a placeable, a tag or an address is refused."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from fluent.syntax import FluentParser, ast

from studio.errors import StudioError

MOST_BYTES = 30_000
LONGEST = 600
_MARKUP = re.compile(r"<\s*[/!?a-z]|&#?\w+;", re.IGNORECASE)
_ADDRESS = re.compile(r"\w+://|\b(?:javascript|data|file|mailto):|\bwww\.", re.IGNORECASE)
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
"""Marks that make text read in another order than it is written in."""


class Text(NamedTuple):
    """One text, and the line of its file on which it begins."""

    words: str
    line: int


Texts = dict[str, Text]
"""By id, `listen`, or id and attribute, `listen.hint1`."""


def read_texts(data: bytes, file: str) -> Texts:
    """The texts of a file. StudioError("preset-broken") naming `file`, the line, the id and what would do."""
    if len(data) > MOST_BYTES:
        raise _broken(file, 0, "", f"at most {MOST_BYTES // 1000} kB")
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _broken(file, 0, "", "a text file in UTF-8") from None
    source = source.replace("\r\n", "\n")
    try:
        body = FluentParser().parse(source).body
    except RecursionError:
        raise _broken(file, 0, "", "plain words, without { }") from None
    found: Texts = {}
    for entry in body:
        line = _line(source, entry)
        if isinstance(entry, ast.Message):
            name = entry.id.name
            parts = [(name, entry.value), *((f"{name}.{one.id.name}", one.value) for one in entry.attributes)]
            for key, pattern in parts:
                if pattern is None:
                    raise _broken(file, line, key, "words behind the =")
                if key in found:
                    raise _broken(file, line, key, "each text once")
                at = _line(source, pattern)
                found[key] = Text(_words(pattern, file, at, key), at)
        elif not isinstance(entry, ast.Comment | ast.GroupComment | ast.ResourceComment):
            raise _broken(file, line, "", "lines such as `listen = Put the headphones on.`")
    return found


def _words(pattern: ast.Pattern, file: str, line: int, key: str) -> str:
    plain = [part.value for part in pattern.elements if isinstance(part, ast.TextElement)]
    if len(plain) < len(pattern.elements):
        raise _broken(file, line, key, "plain words, without { }")
    words = " ".join("".join(plain).split())
    if len(words) > LONGEST:
        raise _broken(file, line, key, f"at most {LONGEST} letters")
    if _MARKUP.search(words):
        raise _broken(file, line, key, "plain words, without tags")
    if _ADDRESS.search(words):
        raise _broken(file, line, key, "plain words, without addresses")
    if any(letter in _TURNING or unicodedata.category(letter) in _UNSEEN for letter in words):
        raise _broken(file, line, key, "letters that can be seen")
    return words


def _line(source: str, node: ast.SyntaxNode) -> int:
    return source.count("\n", 0, node.span.start if node.span else 0) + 1


def _broken(file: str, line: int, key: str, remedy: str) -> StudioError:
    return StudioError("preset-broken", file=file, line=line, key=key, remedy=remedy)
