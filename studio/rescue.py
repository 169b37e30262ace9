"""Audio that lost its song and songs that lost their audio: put together again whenever a song is opened.

Every step can be cut off anywhere and done again: a file moves before the song is told, and a take that the song does
not know yet is found again next time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from studio import songbin, units
from studio.disk import Disk, is_folder, is_plain, open_to_read, plain_files
from studio.errors import StudioError
from studio.song import Clip, Media, Song, Take, Track
from studio.songcheck import FILE
from studio.wav import (
    HEADER_BYTES,
    TakeNote,
    TakeWriter,
    is_being_written,
    map_data,
    note_path,
    passes_of,
    read_info,
    read_note,
    repair,
    unpacked,
)
from studio.wholefile import whole_file

TAKES, MEDIA = "takes", "media"
RESCUE_TRACK = "Reddet opptak"
_EARLIEST_BEAT, _LATEST_BEAT = -64.0, 100_000.0
_BLOCK_FRAMES = 1 << 16
_BLOCK_BYTES = 1 << 20

NOTES: dict[str, tuple[str, ...]] = {
    # code: the fields that its sentence may use
    "rescued-take": ("seconds",),
    "take-in-progress": (),
    "edits-cut": (),
    "older-generation": (),
    "media-missing": ("name",),
    "media-found": ("name",),
    "opened-read-only": (),
    "newer-version": ("version",),
    "kept-copy": ("name",),
}
"""What opening a song may have to tell."""


class OpenNote(NamedTuple):
    """One thing that was found or done: a code of `NOTES` and its fields. The screen words it."""

    code: str
    fields: dict[str, object]


def noted(code: str, **fields: object) -> OpenNote:
    """A note. TypeError if `NOTES` has no such code with these fields."""
    if code not in NOTES or set(fields) != set(NOTES[code]):
        raise TypeError(f"no note {code!r} with the fields {sorted(fields)}")
    return OpenNote(code, fields)


def new_id(prefix: str) -> str:
    """An ASCII name that no other folder, PC or day has given out."""
    return f"{prefix}-{secrets.token_hex(6)}"


def fingerprint(path: Path) -> str:
    """SHA-256 of a whole file, as in `Media.sha256`. OSError."""
    with open(open_to_read(path), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def bring_home(disk: Disk, spool: Path, folder: Path) -> None:
    """Move takes that were recorded while the song's folder was out of reach to where they belong.

    Copied, safe on disk, and only then removed from the spool. StudioError or OSError; nothing is lost then.
    """
    for path in plain_files(spool):
        if path.suffix != ".wav" or is_being_written(path):
            continue
        for source in (note_path(path), path):
            target = folder / TAKES / source.name
            if is_plain(source) and not os.path.lexists(target):
                copy(disk, source, target)
        if fingerprint(path) == fingerprint(folder / TAKES / path.name):
            disk.remove(path)
            if is_plain(note_path(path)):
                disk.remove(note_path(path))


def find_missing(disk: Disk, folder: Path, song: Song) -> list[OpenNote]:
    """Bring back media that are not where the song says: out of its bin, or by hash from anywhere in the folder."""
    missing = [media for media in song.media if not is_plain(folder / media.file)]
    notes: list[OpenNote] = []
    by_hash: dict[str, Path] | None = None
    for media in missing:
        with contextlib.suppress(OSError):
            if songbin.take_back(disk, folder, media.file):
                notes.append(noted("media-found", name=media.name))
                continue
        if by_hash is None and any(other.sha256 for other in missing):
            by_hash = _unmentioned_by_hash(folder, {other.file for other in song.media})
        source = (by_hash or {}).get(media.sha256) if media.sha256 else None
        target = folder / media.file
        try:
            if source is None or os.path.lexists(target):
                raise FileNotFoundError
            disk.replace(source, target)
            disk.sync_folder(target.parent)
            notes.append(noted("media-found", name=media.name))
        except OSError:
            notes.append(noted("media-missing", name=media.name))
    return notes


def settle_takes(
    disk: Disk,
    folder: Path,
    song: Song,
    ever_mentioned: Callable[[Iterable[str]], set[str]],
    now_s: float,
    track_name: str,
) -> tuple[Song, list[OpenNote]]:
    """Make every file in `takes/` and `media/` either whole and known to the song, or binned, or gone if it is empty.

    Takes that no state of the song ever knew come onto a track of their own; what some earlier state knew was taken out
    on purpose and goes to the bin. A take that is being recorded right now is left alone.
    """
    known = {media.file for media in song.media}
    notes: list[OpenNote] = []
    strays: list[Path] = []
    for path in plain_files(folder / TAKES):
        if path.suffix != ".wav":
            continue
        if is_being_written(path):
            notes.append(noted("take-in-progress"))
        elif f"{TAKES}/{path.name}" in known:
            with contextlib.suppress(StudioError):
                _mended(disk, path)
        elif _is_a_take(disk, path):
            strays.append(path)
    loose = [path for path in plain_files(folder / MEDIA) if f"{MEDIA}/{path.name}" not in known]
    taken_out = ever_mentioned(f"{TAKES}/{path.name}" for path in strays)
    for path in strays:
        if f"{TAKES}/{path.name}" not in taken_out:
            with contextlib.suppress(StudioError, OSError):  # a full disk: it lies there until next time
                song, note = _rescued(disk, folder, song, path, track_name)
                notes.append(note)
    gone = [f"{TAKES}/{path.name}" for path in strays if f"{TAKES}/{path.name}" in taken_out]
    for file in (*gone, *(f"{MEDIA}/{path.name}" for path in loose if path.suffix == ".wav")):
        with contextlib.suppress(StudioError, OSError):
            songbin.put(disk, folder, file, now_s)
    _remove_lone_notes(disk, folder)
    return song, notes


def _is_a_take(disk: Disk, path: Path) -> bool:
    """Mends a take; one without a frame goes. A file that is no WAV at all is not ours and stays."""
    try:
        frames = _mended(disk, path)
    except StudioError as error:
        if error.code != "audio-unreadable" or path.stat().st_size > HEADER_BYTES:
            return False
        frames = 0
    if not frames:
        with contextlib.suppress(OSError):
            disk.remove(path)
    return frames > 0


def _mended(disk: Disk, path: Path) -> int:
    """As `repair`, with the rate from the take's note where its header is lost."""
    try:
        return repair(path, fs=disk)
    except StudioError:
        note = read_note(path)
        if note is None:
            raise
        return repair(path, rate_hz=note.rate_hz, fs=disk)


def _rescued(disk: Disk, folder: Path, song: Song, path: Path, track_name: str) -> tuple[Song, OpenNote]:
    """The song with a take on the rescue track, at the place its note tells, or at the start without one.

    Every pass of a loop is a take of its own; the clip shows the last whole one, without what led up to it.
    """
    if not FILE.fullmatch(f"{TAKES}/{path.name}"):
        path = _renamed(disk, path)
    info = read_info(path)
    note = read_note(path) or TakeNote(track_id="", at_beat=0.0, rate_hz=info.rate_hz)
    at_beat = min(max(note.at_beat, _EARLIEST_BEAT), _LATEST_BEAT)
    passes = passes_of(info.frames, note.lead_frames, note.loop_frames)
    lead = note.lead_frames if note.lead_frames < info.frames else 0
    sings_at = at_beat + units.beats_of_frames(lead, song.bpm, info.rate_hz)
    whole = [one for one in passes if one[1] == note.loop_frames]
    shown, shown_frames, offset, length = path, info.frames, *(whole[-1] if whole else (lead, info.frames - lead))
    if info.rate_hz != song.rate_hz:
        shown, shown_frames = _at_rate(disk, path, song.rate_hz)
        offset, length = (frames * song.rate_hz // info.rate_hz for frames in (offset, length))
        length = shown_frames - offset if not whole else length
    number = song.next_id
    media_id, clip_id, shown_id, track_id = (f"{kind}{number + n}" for n, kind in enumerate("mcmt"))

    def medium(name: str, file: Path, frames: int, rate_hz: int) -> Media:
        return Media(id=name, file=f"{TAKES}/{file.name}", frames=frames, channels=info.channels, rate_hz=rate_hz)

    media = [medium(media_id, path, info.frames, info.rate_hz)]
    if shown != path:
        media.append(medium(shown_id, shown, shown_frames, song.rate_hz))
    takes = tuple(
        Take(
            id=f"k{number + 4 + n}",
            media_id=media_id,
            track_id=note.track_id or track_id,
            at_beat=sings_at if passes else at_beat,
            offset_frames=take_offset,
            length_frames=take_length,
            rescued=True,
        )
        for n, (take_offset, take_length) in enumerate(passes or [(0, 0)])
    )
    clip = Clip(id=clip_id, media_id=media[-1].id, at_beat=sings_at, offset_frames=offset, length_frames=length)
    put = msgspec.structs.replace
    song = put(song, media=(*song.media, *media), takes=(*song.takes, *takes), next_id=number + 4 + len(takes))
    tracks = list(song.tracks)
    for place, track in enumerate(tracks):
        if track.role == "lead" and track.name == track_name and _has_room(song, track, clip):
            tracks[place] = put(track, clips=tuple(sorted((*track.clips, clip), key=lambda other: other.at_beat)))
            break
    else:
        tracks.append(Track(id=track_id, role="lead", name=track_name, clips=(clip,)))
    return put(song, tracks=tuple(tracks)), noted("rescued-take", seconds=round(info.frames / info.rate_hz, 1))


def _has_room(song: Song, track: Track, clip: Clip) -> bool:
    def end(other: Clip) -> float:
        return other.at_beat + units.beats_of_frames(other.length_frames, song.bpm, song.rate_hz)

    return all(other.at_beat >= end(clip) or clip.at_beat >= end(other) for other in track.clips)


def _at_rate(disk: Disk, path: Path, rate_hz: int) -> tuple[Path, int]:
    """A twin of a 24-bit mono take at another rate, and its frames. StudioError("audio-unreadable") for other files."""
    import soxr

    info, data = map_data(path)
    if (info.encoding, info.channels) != ("pcm24", 1):
        raise StudioError("audio-unreadable", name=path.name)
    target = path.with_name(f"{path.stem}-{rate_hz}.wav")
    part = target.with_name(target.name + ".tmp")
    stream = soxr.ResampleStream(info.rate_hz, rate_hz, 1, dtype="float32", quality="VHQ")
    writer = TakeWriter(part, rate_hz, TakeNote(track_id="", at_beat=0.0, rate_hz=rate_hz), fs=disk)
    try:
        for start in range(0, info.frames, _BLOCK_FRAMES):
            block = unpacked(np.asarray(data[start * 3 : (start + _BLOCK_FRAMES) * 3]))
            writer.write(stream.resample_chunk(block, last=start + _BLOCK_FRAMES >= info.frames))
        frames = writer.close()
        disk.replace(part, target)
        disk.sync_folder(target.parent)
    finally:
        writer.close()
        for leftover in (part, note_path(part)):
            with contextlib.suppress(OSError):
                disk.remove(leftover)
    return target, frames


def _renamed(disk: Disk, path: Path) -> Path:
    """A take that somebody gave a name that cannot stand in a song."""
    target = path.with_name(f"{new_id('take')}.wav")
    for source, end in ((note_path(path), note_path(target)), (path, target)):
        if is_plain(source):
            disk.replace(source, end)
    disk.sync_folder(path.parent)
    return target


def _remove_lone_notes(disk: Disk, folder: Path) -> None:
    for path in plain_files(folder / TAKES):
        if path.suffix == ".json" and not os.path.lexists(path.with_suffix(".wav")):
            with contextlib.suppress(OSError):
                disk.remove(path)


def _unmentioned_by_hash(folder: Path, mentioned: set[str]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in _everything(folder):
        if path.relative_to(folder).as_posix() not in mentioned:
            with contextlib.suppress(OSError):
                found[fingerprint(path)] = path
    return found


def _everything(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if is_folder(Path(base, name))]
        yield from (Path(base, name) for name in sorted(names) if name.endswith(".wav") and is_plain(Path(base, name)))


def copy(disk: Disk, source: Path, target: Path) -> None:
    """A second file like a plain one, under a name where there is none: whole or not at all. OSError, StudioError."""
    with open(open_to_read(source), "rb") as file, whole_file(target, disk=disk) as copy:
        shutil.copyfileobj(file, copy, _BLOCK_BYTES)
