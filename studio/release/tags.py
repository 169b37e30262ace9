"""What a shared file tells about itself: title, names, words, cover, in the tags of MP3, FLAC and M4A.

Written with mutagen and nothing else: libsndfile's own tags mangle æ, ø and å in an MP3. No tag names a program's
version, a machine or a day that nobody chose.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from studio.credits import ProductionRole, WriterRole
from studio.release.jpeg import jpeg_size
from studio.release.names import artist_line, full_title, short_key
from studio.song import Song

_LANGUAGES = {"nb": "nob", "nn": "nno", "no": "nor", "en": "eng", "se": "sme", "da": "dan", "sv": "swe", "zxx": "zxx"}
"""ISO 639-1 → 639-2, which ID3 asks for."""
_UNKNOWN_LANGUAGE = "und"
_ADVISORY = {"explicit": 1, "clean": 2, "none": 0}
_MAKERS: dict[ProductionRole, tuple[str, str]] = {
    # role: its name in an ID3 list of people, its Vorbis comment
    "producer": ("producer", "PRODUCER"),
    "mixing": ("mix", "MIXER"),
    "mastering": ("mastering", "MASTERER"),
    "recording": ("engineer", "ENGINEER"),
}
_VENDOR = "Rap Clinic Studio"


class Extras(NamedTuple):
    """What goes into the tags beside the song's own facts."""

    cover: bytes = b""
    """A JPEG; empty for none."""
    words: str = ""
    """The lyrics as a text; empty for none."""
    timed: tuple[tuple[int, str], ...] = ()
    """Lines of the lyrics with the millisecond at which each begins."""


def write(path: Path, song: Song, extras: Extras) -> None:
    """Puts the tags into an MP3, FLAC or M4A that holds none. OSError where the disk refuses."""
    import mutagen

    try:
        _WRITERS[path.suffix](path, song, extras)
    except mutagen.MutagenError as error:
        cause = error.args[0] if error.args else None
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


def _mutagen(part: str) -> Any:
    return importlib.import_module(f"mutagen.{part}")


def _mp3(path: Path, song: Song, extras: Extras) -> None:
    id3 = _mutagen("id3")
    tags = id3.ID3()
    text: dict[type[Any], str] = {
        id3.TIT2: full_title(song),
        id3.TPE1: artist_line(song),
        id3.TALB: song.title.strip(),
        id3.TPE2: artist_line(song),
        id3.TCOM: _names(song, ("composer", "both")),
        id3.TEXT: _names(song, ("lyricist", "both")),
        id3.TSRC: song.release.isrc,
        id3.TDRC: _date(song),
        id3.TCON: song.release.genre,
        id3.TBPM: f"{song.bpm:.0f}",
        id3.TKEY: _key(song),
        id3.TLAN: _language(song) if song.release.language else "",
        id3.TCOP: _copyright(song),
        id3.TPUB: song.release.label,
    }
    for frame, value in text.items():
        if value:
            tags.add(frame(encoding=id3.Encoding.UTF8, text=[value]))
    people = [[_MAKERS[maker.role][0], maker.name] for maker in song.release.makers]
    if people:
        tags.add(id3.TIPL(encoding=id3.Encoding.UTF8, people=people))
    own = {"ITUNESADVISORY": _advisory(song), "BARCODE": song.release.upc}
    for name, value in own.items():
        if value:
            tags.add(id3.TXXX(encoding=id3.Encoding.UTF8, desc=name, text=[value]))
    if extras.words:
        tags.add(id3.USLT(encoding=id3.Encoding.UTF16, lang=_language(song), desc="", text=extras.words))
    if extras.timed:
        lines = [(line, at_ms) for at_ms, line in extras.timed]
        tags.add(id3.SYLT(encoding=id3.Encoding.UTF16, lang=_language(song), format=2, type=1, desc="", text=lines))
    if extras.cover:
        front = id3.PictureType.COVER_FRONT
        tags.add(id3.APIC(encoding=id3.Encoding.LATIN1, mime="image/jpeg", type=front, desc="", data=extras.cover))
    tags.update_to_v23()
    tags.save(path, v1=0, v2_version=3, padding=_no_padding)


def _flac(path: Path, song: Song, extras: Extras) -> None:
    sound = _mutagen("flac").FLAC(path)
    if sound.tags is None:
        sound.add_tags()
    tags = sound.tags
    tags.clear()
    tags.vendor = _VENDOR
    comments = {
        "TITLE": [full_title(song)],
        "ARTIST": [artist_line(song)],
        "ALBUM": [song.title.strip()],
        "ALBUMARTIST": [artist_line(song)],
        "COMPOSER": _writers(song, ("composer", "both")),
        "LYRICIST": _writers(song, ("lyricist", "both")),
        "PERFORMER": [f"{performer.name} ({performer.role})" for performer in song.release.performers],
        "ISRC": [song.release.isrc],
        "BARCODE": [song.release.upc],
        "DATE": [_date(song)],
        "GENRE": [song.release.genre],
        "BPM": [f"{song.bpm:g}"],
        "INITIALKEY": [_key(song)],
        "LANGUAGE": [_language(song) if song.release.language else ""],
        "COPYRIGHT": [_copyright(song)],
        "LABEL": [song.release.label],
        "ITUNESADVISORY": [_advisory(song)],
        "LYRICS": [extras.words],
    }
    for maker in song.release.makers:
        comments.setdefault(_MAKERS[maker.role][1], []).append(maker.name)
    for name, values in comments.items():
        if any(values):
            tags[name] = [value for value in values if value]
    if extras.cover:
        sound.add_picture(_picture(extras.cover))
    sound.save(padding=_no_padding)


def _m4a(path: Path, song: Song, extras: Extras) -> None:
    mp4 = _mutagen("mp4")
    sound = mp4.MP4(path)
    if sound.tags is None:
        sound.add_tags()
    tags = sound.tags
    tags.clear()
    atoms = {
        "\xa9nam": full_title(song),
        "\xa9ART": artist_line(song),
        "\xa9alb": song.title.strip(),
        "aART": artist_line(song),
        "\xa9wrt": _names(song, ("composer", "both")),
        "\xa9gen": song.release.genre,
        "\xa9day": _date(song),
        "cprt": _copyright(song),
        "\xa9lyr": extras.words,
    }
    for name, value in atoms.items():
        if value:
            tags[name] = [value]
    tags["tmpo"] = [round(song.bpm)]
    if song.release.explicit:
        tags["rtng"] = [_ADVISORY[song.release.explicit]]
    own = {
        "ISRC": [song.release.isrc],
        "BARCODE": [song.release.upc],
        "LABEL": [song.release.label],
        "LYRICIST": _writers(song, ("lyricist", "both")),
        "LANGUAGE": [_language(song) if song.release.language else ""],
        "initialkey": [_key(song)],
    }
    for maker in song.release.makers:
        own.setdefault(_MAKERS[maker.role][1], []).append(maker.name)
    for name, values in own.items():
        held = [mp4.MP4FreeForm(value.encode(), mp4.AtomDataType.UTF8) for value in values if value]
        if held:
            tags[f"----:com.apple.iTunes:{name}"] = held
    if extras.cover:
        tags["covr"] = [mp4.MP4Cover(extras.cover, mp4.MP4Cover.FORMAT_JPEG)]
    sound.save(padding=_no_padding)


_WRITERS: dict[str, Callable[[Path, Song, Extras], None]] = {".mp3": _mp3, ".flac": _flac, ".m4a": _m4a}


def _picture(cover: bytes) -> Any:
    width, height = jpeg_size(cover)
    picture = _mutagen("flac").Picture()
    picture.type, picture.mime, picture.desc, picture.data = 3, "image/jpeg", "", cover
    picture.width, picture.height, picture.depth = width, height, 24
    return picture


def _no_padding(_: object) -> int:
    return 0


def _writers(song: Song, roles: Iterable[WriterRole]) -> list[str]:
    return [writer.name for writer in song.release.writers if writer.role in roles]


def _names(song: Song, roles: Iterable[WriterRole]) -> str:
    return ", ".join(_writers(song, roles))


def _date(song: Song) -> str:
    whole = re.fullmatch(r"\d{4}-\d{2}-\d{2}", song.release.release_date, re.ASCII)
    return song.release.release_date if whole else str(song.release.recording_year or "")


def _copyright(song: Song) -> str:
    """`2026 Owner`, which is the form that ID3 obliges to."""
    owner, year = song.release.recording_owner, song.release.recording_year
    return f"{year} {owner}" if owner and year else ""


def _language(song: Song) -> str:
    return _LANGUAGES.get(song.release.language, _UNKNOWN_LANGUAGE)


def _advisory(song: Song) -> str:
    return str(_ADVISORY[song.release.explicit]) if song.release.explicit else ""


def _key(song: Song) -> str:
    """At most three signs: `Am`, `F#m`, `Bb`."""
    return short_key(song).replace("s", "#", 1)
