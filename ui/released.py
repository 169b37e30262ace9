"""Which folder was made last of a song, so that its report can be read after a restart. Knows no Qt."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from studio.disk import REAL, read_file, telling
from studio.interchange.findings import Report
from studio.songfile import SongFolder
from studio.wholefolder import settle
from ui.papers import PAPERS

REPORT = "rapport.json"
_NOTE = "released.json"
_LARGEST_BYTES = 8_000_000


class _Note(msgspec.Struct, frozen=True):
    """Beside the song: the folder's name, without a path, and the fingerprint of its report. Another person's folder of
    that name is not taken for it."""

    folder: str
    sha256: str


def remember(folder: SongFolder, made: Path) -> None:
    """Note what was made of a song. StudioError disk-full, disk-refused; a song that may not be written stays as it
    is."""
    if folder.read_only:
        return
    note = folder.path / PAPERS / _NOTE
    with telling(note):
        note.parent.mkdir(exist_ok=True)
        data = (made / REPORT).read_bytes()
    REAL.write_file(note, msgspec.json.encode(_Note(made.name, hashlib.sha256(data).hexdigest())))


def last(song: Path, finished: Path) -> tuple[Path, Report] | None:
    """The folder in `finished` that was made last of a song, put right if making another one broke off there, and its
    report; None where it is gone or is not what was noted."""
    try:
        note = msgspec.json.decode(read_file(song / PAPERS / _NOTE, 4_096), type=_Note)
        made = finished / Path(note.folder).name
        settle(made)
        data = read_file(made / REPORT, _LARGEST_BYTES)
        if hashlib.sha256(data).hexdigest() != note.sha256:
            return None
        return made, msgspec.json.decode(data, type=Report)
    except (OSError, ValueError):  # what cannot be read is not there
        return None
