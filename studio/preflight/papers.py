"""Everything about a song that is not sound: the form, the words, the rights, the papers in its folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio.delivery import Delivery
from studio.heard import voice_tracks
from studio.preflight.artwork import check_cover
from studio.preflight.credits import check_form
from studio.preflight.finding import Finding
from studio.preflight.lyrics import check_lyrics
from studio.preflight.rights import check_rights
from studio.song import Song


def check_papers(
    song: Song, folder: Path, delivery: Delivery, explicit_words: Sequence[str], *, seconds: float | None = None
) -> list[Finding]:
    """`folder` is the song's own, in which its papers lie; `seconds` how long the track is, if that is known."""
    release = song.release
    found = check_form(song, delivery.titles, seconds=seconds) + check_rights(song)
    found += check_lyrics(song, explicit_words, sung=bool(voice_tracks(song)))
    if release.licence_file and not (folder / release.licence_file).is_file():
        found.append(
            Finding(check="licence-lost", level="block", what=Path(release.licence_file).name, remedy="fill-form")
        )
    return found + check_cover(folder / release.cover_file if release.cover_file else None, delivery.cover)
