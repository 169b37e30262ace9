"""What a song keeps beside its sound: its cover, the licence of its beat. Knows no Qt."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from studio.disk import read_file, telling
from studio.errors import StudioError
from studio.songfile import SongFolder
from studio.wholefile import whole_file

PAPERS = "papers"
"""Their folder."""
LARGEST_BYTES = 50_000_000
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def copied(folder: SongFolder, kind: str, source: Path) -> str:
    """A copy of a file among the papers of a song, as `kept` names it. StudioError as `kept`, and
    paper-unreadable."""
    try:
        data = read_file(source, LARGEST_BYTES)
    except OSError as error:
        raise StudioError("paper-unreadable", name=source.name) from error
    suffix = source.suffix.lower()
    return kept(folder, kind, data, suffix if _SUFFIX.fullmatch(suffix) else "")


def kept(folder: SongFolder, kind: str, data: bytes, suffix: str) -> str:
    """`papers/<kind>-<fingerprint><suffix>`: nothing that lies there is ever written over, so that undo finds it.

    `kind` is ASCII. StudioError: song-read-only, disk-full, disk-refused.
    """
    if folder.read_only:
        raise StudioError("song-read-only", name=folder.path.name)
    name = f"{PAPERS}/{kind}-{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
    target = folder.path / name
    if not target.exists():
        with telling(target):
            target.parent.mkdir(exist_ok=True)
        with whole_file(target) as file:
            file.write(data)
    return name
