"""What lies in a release beside its sound: the words of the song, the MIDI, the projects for other programs, and the
papers that say what is what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from studio import riff, wav
from studio.errors import StudioError
from studio.interchange.dawproject import write_dawproject
from studio.interchange.findings import Report
from studio.interchange.lyrics import lrc, plain_lyrics
from studio.interchange.placed import other_takes, placed_clips
from studio.interchange.report import report_html, report_json
from studio.interchange.rpp import rpp_text
from studio.interchange.sheet import credits_sheet
from studio.interchange.texts import readme
from studio.interchange.words import Say
from studio.release import names, sounds
from studio.release.making import FOLDERS, Making
from studio.release.parts import heard_tracks
from studio.song import Media, Song
from studio.wholefile import whole_file

_FORMS = {"pcm16": (riff.PCM, 16), "pcm24": (riff.PCM, 24), "pcm32": (riff.PCM, 32), "float32": (riff.FLOAT, 32)}
_COPY_BYTES = 1 << 22


def write_words(making: Making) -> None:
    """The lyrics beside the shared files, to read and to show along with the music."""
    song = making.song
    for ending, text in ((".txt", plain_lyrics(song)), (".lrc", lrc(song, making.begins_s))):
        if text:
            _put(making, f"{FOLDERS['share']}/{names.shown_name(song)}{ending}", text.encode())


def write_midi(making: Making, midi_of: Callable[[Song], bytes]) -> None:
    """The beat as MIDI, where there is one."""
    if any(lane.steps or lane.notes for pattern in making.song.patterns for lane in pattern.lanes):
        _put(making, f"{FOLDERS['midi']}/{names.slug(making.song)}.mid", midi_of(making.song))


def write_projects(making: Making, path_of: Callable[[Media], Path], say: Say, tick: Callable[[], None]) -> None:
    """The song for other programs, with copies of the recordings that it plays beside it."""
    song, folder = making.song, FOLDERS["project"]
    files = {}
    for media in _played(song):
        try:
            info, data = wav.map_data(path_of(media))
        except (OSError, StudioError):
            continue
        files[media.id] = f"{folder}/lyd/{media.id}.wav"
        with _file(making, files[media.id]) as file:
            tag, bits = _FORMS[info.encoding]
            form = riff.Form(tag, info.channels, info.rate_hz, bits)
            file.write(riff.header(form, info.frames, wide_slot=not riff.fits(form, info.frames)))
            for at in range(0, info.frames * form.frame_bytes, _COPY_BYTES):
                tick()
                file.write(data[at : min(at + _COPY_BYTES, info.frames * form.frame_bytes)].tobytes())
        making.note_plain(files[media.id])
    text = rpp_text(song, files, making.stems, say=say, folder=folder)
    _put(making, f"{folder}/{names.slug(song)}.rpp", text.encode())
    package = f"{folder}/{names.slug(song)}_beta.dawproject"
    with _file(making, package) as file:
        write_dawproject(
            file,
            song,
            files,
            making.stems,
            lambda name: (making.folder / name).open("rb"),
            say=say,
            told=lambda _: tick(),
        )
    making.note_plain(package)


def write_papers(making: Making, say: Say) -> None:
    """What is in the folder, and what the distributor's form asks for."""
    song = making.song
    there = {name: folder for name, folder in FOLDERS.items() if (making.folder / folder).is_dir()}
    seconds = making.master.measured.seconds
    offsets_s = dict.fromkeys(("upload", "share"), making.begins_s)
    offsets_s |= dict.fromkeys(("instrumental", "acappella"), sounds.HEAD_S)
    offsets_s["scene"] = sounds.HEAD_S + sounds.count_in_frames(song) / sounds.RATE_HZ
    text = readme(song, there, say=say, stems=making.stems, seconds=seconds, offsets_s=offsets_s)
    _put(making, "LESMEG.txt", text.encode())
    _put(making, "KREDITERING.txt", credits_sheet(song, say=say).encode())


def write_report(folder: Path, report: Report, say: Say) -> None:
    """The report, to read and for programs."""
    for name, data in (("rapport.html", report_html(report, say=say).encode()), ("rapport.json", report_json(report))):
        with whole_file(folder / name) as file:
            file.write(data)


def _played(song: Song) -> Iterator[Media]:
    """The recordings that can be heard, and the other takes of their places; each once."""
    seen = set()
    for track in heard_tracks(song):
        for placed in placed_clips(song, track):
            for media in (placed.media, *(other.media for other in other_takes(song, track, placed))):
                if media.id not in seen:
                    seen.add(media.id)
                    yield media


def _put(making: Making, name: str, data: bytes) -> None:
    with _file(making, name) as file:
        file.write(data)
    making.note_plain(name)


def _file(making: Making, name: str) -> AbstractContextManager[BinaryIO]:
    path = making.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return whole_file(path)
