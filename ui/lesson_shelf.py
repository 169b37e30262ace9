"""The shelf "Det du har laget": what the open song holds that can be played, and what of it the person has put away."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from studio import params, strictjson
from studio.disk import REAL, Disk, read_file
from studio.song import Song
from studio.timeline import song_length_frames

SHELF_FILE = "shelf.json"
_MOST_BYTES = 100_000
_MOST_TAKES = 4
put = msgspec.structs.replace


class Made(NamedTuple):
    """One thing on the shelf."""

    key: str
    """`song`, `beat`, or a take's id: what is remembered when it is put away."""
    number: int = 0
    """Of a take, from 1."""
    from_beat: float = 0.0


def made_of(song: Song) -> tuple[Made, ...]:
    """What there is to play: the whole song once it has a voice, the beat, and the latest takes, the newest first."""
    found = []
    sung = any(track.clips for track in song.tracks if track.role in params.VOICE_ROLES)
    if sung:
        found.append(Made("song"))
    if song_length_frames(heard_as(song, Made("beat"))):
        found.append(Made("beat"))
    numbered = list(enumerate(song.takes, 1))[-_MOST_TAKES:]
    found += [Made(take.id, number, max(take.at_beat, 0.0)) for number, take in reversed(numbered)]
    return tuple(found)


def heard_as(song: Song, made: Made) -> Song:
    """The song as it is heard when a thing of the shelf is played: the beat alone, or with it only that take."""
    if made.key == "song":
        return song
    tracks = []
    for track in song.tracks:
        if track.role in params.VOICE_ROLES:
            take = next((take for take in song.takes if take.id == made.key), None)
            mine = take is not None and take.track_id == track.id
            clips = tuple(clip for clip in track.clips if mine and clip.media_id == take.media_id)
            tracks.append(put(track, clips=clips))
        else:
            tracks.append(track)
    return put(song, tracks=tuple(tracks))


def read_hidden(folder: Path) -> frozenset[str]:
    """What was put away of a song's shelf; nothing where that cannot be read."""
    try:
        return frozenset(
            msgspec.convert(strictjson.loads(read_file(folder / SHELF_FILE, _MOST_BYTES))["hidden"], list[str])
        )
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return frozenset()


def write_hidden(folder: Path, hidden: frozenset[str], disk: Disk = REAL) -> None:
    """Keep that. StudioError: disk-full, disk-refused."""
    disk.write_file(folder / SHELF_FILE, msgspec.json.encode({"hidden": sorted(hidden)}) + b"\n")
