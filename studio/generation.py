"""One state of a song as a file: `song.json` and its forebears in `history/`.

The first line is the header, the rest is the song:

    {"format":1,"song":"<id>","rev":41,"parent":"<sha256>","journal":"<id>","sha256":"<of all but this>"}
    {"title":…}

`rev` counts the edits since the song was made and is the only order there is; no clock is asked. `parent` is the
generation that this one came from and `journal` the journal that led here, so that a stray copy can be told from a
forebear.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
import typing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from studio import strictjson
from studio.disk import Disk, open_to_read, plain_files, read_file
from studio.errors import StudioError
from studio.song import Song
from studio.songcheck import validate

FORMAT = 1
"""What this program writes. A larger number is opened to look and listen only."""

SONG_FILE = "song.json"
HISTORY = "history"
KEPT = 20
"""Earlier generations in `history/`, beside the twin of the present one."""

_HEADER_BYTES = 4000
_SEAL = re.compile(rb',"sha256":"([0-9a-f]{64})"\}\Z')
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a generation."""

    format: int = FORMAT
    song: str
    rev: int
    parent: str = ""
    journal: str = ""
    sha256: str = ""
    """Also the generation's name: two generations with the same are the same."""


class Generation(NamedTuple):
    """What a file holds, its hash checked but its meaning not."""

    header: Header
    body: bytes


class DamagedError(ValueError):
    """The file is not what was written."""


def encode(song: Song, header: Header) -> tuple[Header, bytes]:
    """The header with its hash, and the bytes of the file. StudioError("capacity") if they could not be read again."""
    body = _ENCODER.encode(song)
    if not strictjson.is_small_enough(body):
        raise StudioError("capacity", what="song", count=len(body), limit=strictjson.LARGEST_BYTES)
    fields = {name: getattr(header, name) for name in header.__struct_fields__ if name != "sha256"}
    line = msgspec.json.encode(fields)
    sha256 = _hash(line, body)
    sealed = b'%s,"sha256":"%s"}\n%s' % (line[:-1], sha256.encode(), body)
    return msgspec.structs.replace(header, sha256=sha256), sealed


def read(path: Path) -> Generation:
    """A generation whose hash fits. DamagedError otherwise, also if there is none."""
    try:
        data = read_file(path, strictjson.LARGEST_BYTES + _HEADER_BYTES)
    except OSError as error:
        raise DamagedError(str(error.errno)) from None
    line, _, body = data.partition(b"\n")
    header, bare = _header(line)
    if _hash(bare, body) != header.sha256:
        raise DamagedError("hash")
    return Generation(header, body)


def peek(path: Path) -> Header | None:
    """The header of a generation, the rest unread and unchecked; None if it is not one."""
    try:
        with open(open_to_read(path), "rb") as file:
            return _header(file.readline(_HEADER_BYTES).rstrip(b"\n"))[0]
    except (OSError, DamagedError):
        return None


def write(disk: Disk, folder: Path, header: Header, data: bytes) -> None:
    """Put a generation in place, its twin in `history/` first. StudioError; then `song.json` is the one before."""
    twin = folder / HISTORY / file_name(header)
    disk.write_file(twin, data)
    try:
        disk.write_file(folder / SONG_FILE, data)
    except StudioError:
        with contextlib.suppress(OSError):
            disk.remove(twin)
        raise


def is_in_history(folder: Path, header: Header) -> bool:
    """Whether the twin of a generation is there."""
    return peek(folder / HISTORY / file_name(header)) == header


def prune(disk: Disk, folder: Path) -> None:
    """Let the oldest generations go, by rev, down to `KEPT` and the present one. OSError."""
    files = [path for path in plain_files(folder / HISTORY) if path.suffix == ".json"]
    files.sort(key=lambda path: (rev_of_name(path), path.name), reverse=True)
    for path in files[KEPT + 1 :]:
        disk.remove(path)


def song_of(parts: Any) -> Song:
    """A checked song from dicts and lists. DamagedError if it is none."""
    try:
        song = msgspec.convert(parts, Song)
        validate(song)
    except (msgspec.ValidationError, StudioError, ValueError, RecursionError, OverflowError) as error:
        raise DamagedError(str(error)[:200]) from None
    return song


def known_parts(parts: Any) -> Any:
    """Those parts of a song from a newer program that this one has a name for; changes nothing."""
    return _known(Song, parts)


def file_name(header: Header) -> str:
    """What a generation is called in `history/`: names sort by rev."""
    return f"{header.rev:08d}-{header.sha256[:12]}.json"


def rev_of_name(path: Path) -> int:
    """The rev in the name of a file in `history/`; 0 if it has none."""
    number = path.name.partition("-")[0]
    return int(number) if number.isdecimal() and number.isascii() and len(number) <= 18 else 0


def title_of(folder: Path) -> str:
    """What a song is called, for a list of songs: read without recovery; empty if that takes one."""
    with contextlib.suppress(DamagedError, strictjson.JsonRefusedError):
        title = strictjson.loads(read(folder / SONG_FILE).body)["title"]
        return title if isinstance(title, str) else ""
    return ""


def _header(line: bytes) -> tuple[Header, bytes]:
    """A header and its bytes without the hash."""
    seal = _SEAL.search(line)
    if seal is None:
        raise DamagedError("header")
    try:
        header = msgspec.convert(strictjson.loads(line), Header)
    except (strictjson.JsonRefusedError, msgspec.ValidationError) as error:
        raise DamagedError(str(error)[:200]) from None
    if not (0 <= header.rev < 10**15 and re.fullmatch("[0-9a-f]{1,64}", header.song)):
        raise DamagedError("header")
    return header, line[: seal.start()] + b"}"


def _hash(line: bytes, body: bytes) -> str:
    return hashlib.sha256(line + b"\n" + body).hexdigest()


@functools.cache
def _fields_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _known(kind: Any, parts: Any) -> Any:
    """`parts` without the keys that the type `kind` has not got."""
    if isinstance(parts, list) and typing.get_origin(kind) is tuple:
        return [_known(typing.get_args(kind)[0], part) for part in parts]
    if isinstance(parts, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = _fields_of(kind)
        return {name: _known(fields[name], part) for name, part in parts.items() if name in fields}
    return parts
