"""What the files of a release are called: from the song alone, the same for the same song, never a path or a person
that is not on the cover."""

from __future__ import annotations

import re

from studio.names import export_name
from studio.song import Song

_KEY = re.compile(r"([A-G])([#♯b♭]?)\s*(m\b|min|maj)?", re.IGNORECASE)
_SIGNS = {"#": "s", "♯": "s", "b": "b", "♭": "b", "": ""}


def artist_line(song: Song) -> str:
    """Who is named on the track: `A, B`; empty when nobody is."""
    return ", ".join(name.strip() for name in song.release.artists if name.strip())


def full_title(song: Song) -> str:
    """The title as shown, with its version and its guests: `Tittel (Radio edit) (feat. C)`."""
    title = song.title.strip()
    if song.release.version.strip():
        title += f" ({song.release.version.strip()})"
    guests = ", ".join(name.strip() for name in song.release.featured if name.strip())
    return f"{title} (feat. {guests})" if guests else title


def slug(song: Song) -> str:
    """`artist_tittel_v3`: letters, digits, `-` and `_` only, as the strictest distributor wants it."""
    parts = [name for name in (*song.release.artists[:1], song.title, song.release.version) if name.strip()]
    return export_name("_".join(export_name(part, plain=True) for part in parts), plain=True)


def shown_name(song: Song) -> str:
    """`Artist - Tittel`, any script, for what people pass on to each other."""
    artist = artist_line(song)
    return export_name(f"{artist} - {full_title(song)}" if artist else full_title(song))


def upload_name(song: Song, bits: int) -> str:
    """`artist_tittel_v3_44k24.wav`."""
    return f"{slug(song)}_44k{bits}.wav"


def stem_name(song: Song, number: int, name: str, *, dry: bool = False) -> str:
    """`03_Vers_dry_90bpm_Am.wav`, numbered in the song's order."""
    called = re.sub(r"[\s_]+", "-", export_name(name, plain=True))
    parts = [f"{number:02d}", called, *(["dry"] if dry else []), f"{song.bpm:g}bpm".replace(".", "-"), short_key(song)]
    return "_".join(part for part in parts if part) + ".wav"


def short_key(song: Song) -> str:
    """`Am`, `Fsm`, `Bb`; empty where the key is unknown."""
    found = _KEY.match(song.key.strip())
    if found is None:
        return ""
    note, sign, kind = found.groups(default="")
    minor = kind.lower() in ("m", "min") or "minor" in song.key.lower() or "moll" in song.key.lower()
    return note.upper() + _SIGNS[sign.lower()] + ("m" if minor else "")
