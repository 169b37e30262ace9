"""The paper that lies in the folder of a release: tempo, key, bars, and what each folder is for.

Plain UTF-8, lines end with a newline alone, in words that a tired person understands. It holds nothing that the song
does not.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from studio.interchange.stem import Stem
from studio.interchange.words import Say, artist_line, key_name, one_line, section_names
from studio.song import Song

PURPOSES = ("upload", "share", "instrumental", "acappella", "scene", "stems", "midi", "project")
"""What a folder can be for; each has its text, `readme-<purpose>`."""
_INDENT = "  "
_PAGE_SIGNS = 76
"""How wide a page of plain text is."""


def readme(
    song: Song,
    folders: Mapping[str, str],
    *,
    say: Say,
    stems: Sequence[Stem] = (),
    seconds: float = 0.0,
    offsets_s: Mapping[str, float] | None = None,
) -> str:
    """`LESMEG.txt` in the language of `say`.

    `folders` are the folders that there are, by what they are for (one of `PURPOSES`; others are passed over),
    `seconds` how long the finished track is, `offsets_s` by the same names where bar 1 begins in their files, where
    that is not at their start.
    """
    known = {purpose: folders[purpose] for purpose in PURPOSES if purpose in folders}
    blocks = [
        heading(one_line(song.title), artist_line(song)),
        [say("readme-intro", {})],
        [say("readme-song", {}), *indented(_facts(song, seconds, say))],
        [say("readme-bar-one", {}), *indented(_bar_one(song, known, offsets_s or {}, say))],
    ]
    if song.sections:
        blocks.append([say("readme-parts", {}), *indented(_parts(song, say))])
    if known:
        blocks.append([say("readme-folders", {}), *indented(_folders(known, say))])
    if stems:
        blocks.append([say("readme-stem-list", {}), *indented(_stem_rows(stems, say))])
    blocks.append([say("readme-again", {})])
    return as_text([[row for line in block for row in _folded(line)] for block in blocks])


def heading(title: str, under: str = "") -> list[str]:
    """A title with a line under it, as wide as it is but no wider than a page."""
    return [title, "=" * min(max(len(title), 1), _PAGE_SIGNS), *([under] if under else [])]


def indented(lines: Iterable[str]) -> Iterator[str]:
    """Lines set in a little; those that are empty stay empty."""
    return (f"{_INDENT}{line}" if line else "" for line in lines)


def as_text(blocks: Iterable[Sequence[str]]) -> str:
    """Blocks of lines with an empty line between them."""
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"


def _folded(line: str) -> list[str]:
    """A long line as several, each as far in as the first; not every editor folds them."""
    space = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, _PAGE_SIGNS, subsequent_indent=space, break_on_hyphens=False) or [""]


def clock(seconds: float) -> str:
    """`3:07`: whole seconds, cut."""
    whole = max(math.floor(seconds + 1e-6), 0)
    return f"{whole // 60}:{whole % 60:02d}"


def _facts(song: Song, seconds: float, say: Say) -> Iterator[str]:
    yield say("readme-tempo", {"bpm": round(song.bpm, 2)})
    yield say("readme-metre", {"beats": song.beats_per_bar})
    key = key_name(song.key, say)
    yield say("readme-key", {"key": key}) if key else say("readme-key-unknown", {})
    if seconds > 0.0:
        yield say("readme-length", {"length": clock(seconds)})


def _bar_one(song: Song, folders: Mapping[str, str], offsets_s: Mapping[str, float], say: Say) -> Iterator[str]:
    late: dict[float, list[str]] = {}
    for purpose, folder in folders.items():
        offset_s = round(offsets_s.get(purpose, 0.0), 3)
        if offset_s:
            late.setdefault(offset_s, []).append(f"{folder.rstrip('/')}/")
    yield say("readme-starts-others" if late else "readme-starts", {})
    for offset_s, names in late.items():
        yield say("readme-starts-late", {"folders": ", ".join(names), "seconds": offset_s})
    yield say("readme-line-up", {"bpm": round(song.bpm, 2)})


def _parts(song: Song, say: Say) -> Iterator[str]:
    bar = 0
    for section, name in zip(song.sections, section_names(song, say), strict=True):
        fields = {"from": bar + 1, "to": bar + section.bars, "time": clock(bar * song.beats_per_bar * 60.0 / song.bpm)}
        yield say("readme-part", {**fields, "name": name})
        bar += section.bars


def _folders(folders: Mapping[str, str], say: Say) -> Iterator[str]:
    for number, (purpose, folder) in enumerate(folders.items()):
        if number:
            yield ""
        yield f"{folder.rstrip('/')}/"
        yield f"{_INDENT}{say(f'readme-{purpose}', {})}"


def _stem_rows(stems: Sequence[Stem], say: Say) -> Iterator[str]:
    for stem in stems:
        yield say(f"readme-stem-{stem.kind}", {"file": stem.file.rpartition("/")[2], "name": one_line(stem.name)})
    gain_db = max((stem.gain_db for stem in stems if stem.kind != "dry"), default=0.0)
    if gain_db > 0.0:
        yield say("readme-stem-gain", {"gain_db": round(gain_db, 1)})
