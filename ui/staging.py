"""The folder for the stage: every song of the set as it is now, numbered, with its words and a list. Knows no Qt."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from beats.kitshelf import homes_of, song_sources
from studio.disk import telling
from studio.errors import StudioError
from studio.interchange.lyrics import plain_lyrics
from studio.release.making import FOLDERS
from studio.release.parts import with_only
from studio.song import Song
from studio.songfile import SongFolder
from studio.stage import Number, SetList, file_names
from studio.storage import Places
from studio.timeline import song_length_frames
from studio.wholefile import whole_file
from studio.wholefolder import whole_folder
from ui import i18n, papers, worker
from ui.i18n import t

PACK = "scene"


class Songs(NamedTuple):
    """Where the songs of a set are found."""

    places: Places
    opened: Mapping[Path, SongFolder]
    """Folders that somebody has open; the others are opened and closed again."""
    open_folder: Callable[[Path], SongFolder]


class Staged(NamedTuple):
    """A folder that stands."""

    count: int
    """Songs in it."""
    missing: tuple[str, ...]
    """Titles of songs that are gone, cannot be opened or have nothing that sounds."""


class _Piece(NamedTuple):
    song: Song
    sound: Path


def without_lead(song: Song) -> Song:
    """What is heard while the lead is rapped live: the song with its lead silent, as long as it is."""
    return with_only(song, (track.id for track in song.tracks if track.role != "lead"))


def make_stage(
    wanted: SetList,
    songs: Songs,
    target: Path,
    progress: Callable[[float], None],
    stopped: Callable[[], bool],
) -> Staged:
    """Makes the folder `target`, whole or not at all and in the place of an older one: for each song of the set its
    version for the stage and its words, and a list of them all in the language in use.

    StudioError: stage-empty where nothing of the set sounds, disk-full, disk-refused, export-failed; Cancelled.
    """
    pieces: list[_Piece] = []
    missing: list[str] = []
    cache = songs.places.cache
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="stage-") as work:
        for place, number in enumerate(wanted.numbers):

            def told(file: str, share: float, place: int = place) -> None:
                progress((place + share) / len(wanted.numbers))

            try:
                with _opened(number, songs) as folder:
                    pieces.append(_made(folder, songs.places, Path(work, str(place)), told, stopped))
            except StudioError as error:
                if not error.code.startswith("song-"):
                    raise
                missing.append(number.title)
        if not pieces:
            raise StudioError("stage-empty")
        with whole_folder(target) as made, telling(target):
            for name, piece in zip(file_names([piece.song.title for piece in pieces]), pieces, strict=True):
                shutil.move(piece.sound, made / f"{name}{piece.sound.suffix}")
                _write(made / f"{name}.txt", plain_lyrics(piece.song))
            _write(made / f"{t('scene-list-file')}.txt", _list_text([piece.song for piece in pieces]))
    return Staged(len(pieces), tuple(missing))


def minutes(song: Song) -> str:
    """How long a song is, `3:30`."""
    return i18n.clock(song_length_frames(song) / song.rate_hz)


@contextmanager
def _opened(number: Number, songs: Songs) -> Iterator[SongFolder]:
    path = songs.places.songs / number.folder
    if path in songs.opened:
        yield songs.opened[path]
    elif not path.is_dir():
        raise StudioError("song-missing", name=number.title)
    else:
        with closing(songs.open_folder(path)) as folder:
            yield folder


def _made(
    folder: SongFolder, places: Places, work: Path, told: Callable[[str, float], None], stopped: Callable[[], bool]
) -> _Piece:
    song = folder.song
    if song_length_frames(song) == 0:
        raise StudioError("song-empty")
    files = {media.id: str(folder.path_of(media)) for media in song.media}
    kits = song_sources(song, places.cache, homes_of(folder.path, places.kits), cancelled=stopped)
    request = worker.Release(
        song, files, kits, str(work), str(folder.path / papers.PAPERS), (PACK,), i18n.language()
    )  # fmt: skip
    worker.release(request, told, stopped)
    sound = next(iter(sorted((work / FOLDERS[PACK]).glob("*.wav"))), None)
    if sound is None:
        raise StudioError("song-empty")
    return _Piece(song, sound)


def _list_text(songs: list[Song]) -> str:
    rows = [
        t("scene-list-row", number=place, title=song.title, time=minutes(song), bpm=round(song.bpm), key=song.key)
        for place, song in enumerate(songs, 1)
    ]
    parts = (t("scene-list-title"), "\n".join(rows), t("scene-list-before"))
    return "\n\n".join(parts) + "\n"


def _write(path: Path, text: str) -> None:
    with whole_file(path) as file:
        file.write(text.encode())
