"""A song as a Reaper project: the text of an `.rpp` file.

The format has no published rules; the lines here are those that Reaper itself writes, with the fields it asks for. A
block opens with `<NAME` and closes with `>`; a line is a name and its fields, apart by blanks.
"""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterator, Mapping, Sequence

from studio.interchange.placed import (
    Placed,
    fader_gain,
    fader_points,
    other_takes,
    outer_gain,
    placed_clips,
    stem_of,
)
from studio.interchange.stem import Stem
from studio.interchange.words import Say, artist_line, one_line, section_names, track_name
from studio.song import FadeShape, Song, Track
from studio.units import gain_of_db

_FADE_SHAPES: dict[FadeShape, int] = {"gain": 5, "power": 1}
"""Reaper's numbers: slow at both ends, as our equal gain is; fast at first, as the root of it is."""
_OWN_PAN_LAW_DB_0 = 1
_BALANCE_PAN = 3

Line = tuple[object, ...]


def rpp_text(
    song: Song, files: Mapping[str, str], stems: Sequence[Stem] = (), *, say: Say, folder: str = "prosjekt"
) -> str:
    """The project: tempo and metre, a region for each part of the song, a track for each track with its fader, pan and
    switch, an item for each clip with its fades and the other takes of its place.

    `files` is where the copy of each media file lies, by its id and, like `Stem.file`, relative to the folder of the
    release; clips of a file that is not in it are left out. `folder` is where in there the project itself will lie.
    Tracks whose sounds are made here play their wet stem. Places are in seconds to twelve digits, so every one is read
    back to the frame. The text ends its lines with a newline alone and is meant for UTF-8.
    """
    lines = [_opened(("REAPER_PROJECT", "0.1", "7.0", "0"))]
    lines += _indented(_project(song, say))
    for track in song.tracks:
        lines.append(f"  {_opened(('TRACK',))}")
        lines += _indented(_track(song, track, files, stems, say, folder), 2)
        lines.append("  >")
    return "\n".join([*lines, ">", ""])


def quoted(text: str) -> str:
    """A text as one field. Reaper knows three quotation marks and no escapes: a text is put into the first of them that
    it does not hold itself; one that holds all three loses its backticks to apostrophes."""
    line = one_line(text)
    for mark in "\"'`":
        if mark not in line:
            return f"{mark}{line}{mark}"
    return "`" + line.replace("`", "'") + "`"


def _project(song: Song, say: Say) -> Iterator[Line]:
    yield "TITLE", quoted(song.title)
    if artist_line(song):
        yield "AUTHOR", quoted(artist_line(song))
    yield "PANLAW", _OWN_PAN_LAW_DB_0
    yield "PANMODE", _BALANCE_PAN
    yield "SAMPLERATE", song.rate_hz, 1, 0
    yield "TEMPO", song.bpm, song.beats_per_bar, 4
    yield "MASTER_VOLUME", 1, 0, -1, -1, 1
    bar = 0
    for number, (section, name) in enumerate(zip(song.sections, section_names(song, say), strict=True), 1):
        first, last = (song.frame_of(at * song.beats_per_bar) for at in (bar, bar + section.bars))
        yield "MARKER", number, first / song.rate_hz, quoted(name), 1  # a region: two of one number, the end nameless
        yield "MARKER", number, last / song.rate_hz, '""', 1
        bar += section.bars


def _track(
    song: Song, track: Track, files: Mapping[str, str], stems: Sequence[Stem], say: Say, folder: str
) -> Iterator[Line]:
    stem = stem_of(track, stems)
    points = () if stem else fader_points(track)
    pan = track.knob("pan") if stem is None else 0.0
    yield "NAME", quoted(track_name(track, say))
    yield "VOLPAN", _volume(song, track, stem, bool(points)), _balance(pan), -1, -1, 1
    yield "MUTESOLO", int(track.knob("mute")), 2 * int(track.knob("solo")), 0
    yield "NCHAN", 2
    yield "MAINSEND", 1, 0
    if points:
        yield ("<VOLENV2",)
        yield "ACT", 1, -1
        yield "VIS", 1, 1, 1
        yield "ARM", 0
        for point in points:
            yield "PT", song.frame_of(point.at_beat) / song.rate_hz, point.gain, 0
        yield (">",)
    if stem is not None:
        yield ("<ITEM",)
        yield "POSITION", 0
        yield "LENGTH", stem.frames / song.rate_hz
        yield "LOOP", 0
        yield from _source(song, track_name(track, say), _way(stem.file, folder), 0)
        yield (">",)
    for placed in placed_clips(song, track):
        if placed.clip.media_id in files:
            yield ("<ITEM",)
            yield from _item(song, track, placed, files, say, folder)
            yield (">",)


def _volume(song: Song, track: Track, stem: Stem | None, moves: bool) -> float:
    if stem is not None:
        return gain_of_db(stem.gain_db)
    return outer_gain(song, track) if moves else fader_gain(song, track)


def _balance(pan: float) -> float:
    """Our pan as Reaper's: ours turns the far side down along a quarter of a cosine, Reaper's along a straight line."""
    return math.copysign(1.0 - math.cos(pan * math.pi / 2.0), pan) if pan else 0.0


def _item(song: Song, track: Track, placed: Placed, files: Mapping[str, str], say: Say, folder: str) -> Iterator[Line]:
    clip, rate = placed.clip, song.rate_hz
    yield "POSITION", placed.at_frame / rate
    yield "LENGTH", placed.length_frames / rate
    yield "LOOP", 0
    yield "ALLTAKES", 0
    for name, frames, shape in (
        ("FADEIN", placed.fade_in, clip.fade_in_shape),
        ("FADEOUT", placed.fade_out, clip.fade_out_shape),
    ):
        number = _FADE_SHAPES[shape]
        yield name, number, frames / rate, 0, number, 0, 0, 0
    yield "MUTE", int(clip.mute), 0
    yield "VOLPAN", gain_of_db(clip.gain_db), 0, 1, -1
    name = track_name(track, say)
    yield from _source(song, name, _way(files[clip.media_id], folder), placed.offset_frames)
    mine = [take.id for take in song.takes if take.track_id == track.id]
    for other in other_takes(song, track, placed):
        if other.media.id in files:
            yield ("TAKE",)
            called = say("rpp-take", {"track": name, "number": mine.index(other.take.id) + 1})
            yield from _source(song, called, _way(files[other.media.id], folder), other.offset_frames)


def _source(song: Song, name: str, way: str, offset_frames: int) -> Iterator[Line]:
    """A file of an item, from a place in it on."""
    yield "NAME", quoted(name)
    yield "SOFFS", offset_frames / song.rate_hz
    yield ("<SOURCE", "WAVE")
    yield "FILE", quoted(way)
    yield (">",)


def _way(file: str, folder: str) -> str:
    return posixpath.relpath(file, folder)


def _opened(line: Line) -> str:
    return f"<{_joined(line)}"


def _indented(lines: Iterator[Line], depth: int = 1) -> Iterator[str]:
    """Lines as text, blocks inside them set in."""
    for line in lines:
        text = _joined(line)
        depth -= text == ">"
        yield "  " * depth + text
        depth += text.startswith("<")


def _joined(line: Line) -> str:
    return " ".join(field if isinstance(field, str) else _number(field) for field in line)


def _number(value: object) -> str:
    text = f"{value:.12f}" if isinstance(value, float) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
