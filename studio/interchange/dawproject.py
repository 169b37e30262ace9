"""A song as a DAWproject 1.0: a ZIP of `project.xml`, `metadata.xml` and the sound.

By the published schema: children stand in its order, ids are unique over the document, and markers are called
`Markers` in the arrangement. Times of clips are beats; a clip of sound is a clip of clips whose inner one holds the
warps that tie beats to seconds of the file, which is the form that all known readers take. What is written here has not
been opened in every program that reads the format: it is offered as a beta.
"""

from __future__ import annotations

import itertools
import math
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from studio.interchange.placed import (
    Placed,
    fader_gain,
    fader_points,
    outer_gain,
    placed_clips,
    stem_of,
)
from studio.interchange.stem import Stem
from studio.interchange.words import Say, artist_line, one_line, plain_signs, section_names, track_name
from studio.song import SYNTH_ROLES, Song, Track
from studio.timeline import hits, song_length_frames
from studio.units import gain_of_db

FORMAT = "1.0"
APPLICATION = "Rap Clinic Studio"
MAX_VOLUME = 2.0
"""The highest fader that the programs which read this share."""
_HIT_BEATS = 0.25
_FIRST_DRUM_KEY = 36
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COPY_BYTES = 1 << 20


class _Ids:
    """Ids that no other element of the document has."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self) -> str:
        return f"id{next(self._numbers)}"


class _Fader(NamedTuple):
    """Where a channel stands."""

    gain: float = 1.0
    pan: float = 0.0
    mute: bool = False


class _Note(NamedTuple):
    """A note of a track; velocity 0…1."""

    at_beat: float
    length_beats: float
    key: int
    velocity: float


class _Sound(NamedTuple):
    """A stretch of a file as a clip."""

    name: str
    path: str
    channels: int
    file_frames: int
    at_frame: int
    length_frames: int
    offset_frames: int = 0
    fade_in: int = 0
    fade_out: int = 0
    gain: float = 1.0
    mute: bool = False


def write_dawproject(
    target: BinaryIO,
    song: Song,
    files: Mapping[str, str],
    stems: Sequence[Stem],
    opened: Callable[[str], BinaryIO],
    *,
    say: Say,
    drum_keys: Mapping[str, int] | None = None,
    told: Callable[[int], None] | None = None,
) -> None:
    """Writes the whole package to an open file; the same song gives the same bytes.

    `files` and `stems` as for `rpp.rpp_text`; `opened` opens one of them for reading, `told` hears how many bytes were
    copied since the last time and may raise to stop. Sounds are stored as they are, once each, as `audio/<file>`.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, text in (
            ("project.xml", project_xml(song, files, stems, say=say, drum_keys=drum_keys)),
            ("metadata.xml", metadata_xml(song)),
        ):
            package.writestr(_entry(name), text)
        for name in sound_files(song, files, stems):
            with opened(name) as source:
                entry = _entry(f"audio/{name}")
                entry.file_size = source.seek(0, os.SEEK_END)  # foretold, so that only what is past 4 GB is a ZIP64
                source.seek(0)
                with package.open(entry, "w") as copy:
                    shutil.copyfileobj(_Told(source, told) if told else source, copy, _COPY_BYTES)


def sound_files(song: Song, files: Mapping[str, str], stems: Sequence[Stem]) -> tuple[str, ...]:
    """The files that the project plays, each once, in the order of its tracks."""
    return tuple(dict.fromkeys(sound.path for track in song.tracks for sound in _sounds(song, track, files, stems, "")))


def project_xml(
    song: Song,
    files: Mapping[str, str],
    stems: Sequence[Stem] = (),
    *,
    say: Say,
    drum_keys: Mapping[str, int] | None = None,
) -> bytes:
    """`project.xml`. A track whose sounds are made here comes as its wet stem and, beside it, as notes: drums at the
    keys of `drum_keys` (sound → MIDI note), or at keys counted from 36 where it names none."""
    ids = _Ids()
    project = Element("Project", version=FORMAT)
    SubElement(project, "Application", name=APPLICATION, version=FORMAT)
    transport = SubElement(project, "Transport")
    SubElement(transport, "Tempo", unit="bpm", min="20", max="666", value=_number(song.bpm), id=ids(), name="Tempo")
    SubElement(transport, "TimeSignature", denominator="4", numerator=str(song.beats_per_bar), id=ids())
    structure = SubElement(project, "Structure")
    arrangement = SubElement(project, "Arrangement", id=ids())
    lanes = SubElement(arrangement, "Lanes", timeUnit="beats", id=ids())
    main = ids()
    for track in song.tracks:
        stem = stem_of(track, stems)
        name = track_name(track, say)
        fader = _Fader(
            gain=gain_of_db(stem.gain_db) if stem else fader_gain(song, track),
            pan=0.0 if stem else track.knob("pan"),
            mute=track.knob("mute") > 0.0,
        )
        track_id, volume_id = _track(structure, ids, name, "audio", fader, to=main)
        lane = SubElement(lanes, "Lanes", track=track_id, id=ids())
        clips = SubElement(lane, "Clips", id=ids())
        for sound in _sounds(song, track, files, stems, name):
            _clip(clips, song, sound, ids)
        if not stem:
            _moves(lane, song, track, volume_id, ids)
        played = _notes(song, track, drum_keys or {}) if track.role in SYNTH_ROLES else ()
        if played:
            called = say("dawproject-notes", {"track": name})
            notes_id, _ = _track(structure, ids, called, "notes", _Fader(), to=main)
            _note_clip(SubElement(lanes, "Lanes", track=notes_id, id=ids()), song, called, played, ids)
    _track(structure, ids, say("role-master", {}), "audio notes", _Fader(), channel_id=main)
    if song.sections:
        markers = SubElement(arrangement, "Markers", id=ids())
        bar = 0
        for section, name in zip(song.sections, section_names(song, say), strict=True):
            SubElement(markers, "Marker", time=_number(float(bar * song.beats_per_bar)), name=name)
            bar += section.bars
    return _document(project)


def metadata_xml(song: Song) -> bytes:
    """`metadata.xml`: what has been said of the release, nothing for what has not."""
    release = song.release
    year = release.recording_year or release.release_date[:4]
    owner = one_line(release.recording_owner) or one_line(release.work_owner)
    rows = (
        ("Title", song.title),
        ("Artist", artist_line(song)),
        ("Composer", _names(writer.name for writer in release.writers if writer.role in ("composer", "both"))),
        ("Songwriter", _names(writer.name for writer in release.writers if writer.role in ("lyricist", "both"))),
        ("Producer", _names(maker.name for maker in release.makers if maker.role == "producer")),
        ("Year", str(year)),
        ("Genre", release.genre),
        ("Copyright", f"{release.recording_year or ''} {owner}" if owner else ""),
    )
    metadata = Element("MetaData")
    for tag, text in rows:
        if one_line(text):
            SubElement(metadata, tag).text = one_line(text)
    return _document(metadata)


def _names(names: Iterator[str]) -> str:
    return ", ".join(name for name in map(one_line, names) if name)


def _track(
    structure: Element, ids: _Ids, name: str, content: str, fader: _Fader, *, to: str = "", channel_id: str = ""
) -> tuple[str, str]:
    """A track with its channel; its id and that of its volume. One that goes nowhere is the main output."""
    track_id, volume_id = ids(), ids()
    track = SubElement(structure, "Track", contentType=content, loaded="true", id=track_id, name=name)
    role = "regular" if to else "master"
    channel = SubElement(track, "Channel", audioChannels="2", role=role, solo="false", id=channel_id or ids())
    if to:
        channel.attrib["destination"] = to
    SubElement(channel, "Mute", value="true" if fader.mute else "false", id=ids(), name="Mute")
    pan = _number(0.5 + fader.pan / 2.0)
    SubElement(channel, "Pan", min="0", max="1", unit="normalized", value=pan, id=ids(), name="Pan")
    gain = _number(min(fader.gain, MAX_VOLUME))
    most = _number(MAX_VOLUME)
    SubElement(channel, "Volume", min="0", max=most, unit="linear", value=gain, id=volume_id, name="Volume")
    return track_id, volume_id


def _moves(lane: Element, song: Song, track: Track, volume_id: str, ids: _Ids) -> None:
    """The track's fader as it moves with the song."""
    points = fader_points(track)
    if points:
        outer = outer_gain(song, track)
        moves = SubElement(lane, "Points", unit="linear", id=ids())
        SubElement(moves, "Target", parameter=volume_id)
        for point in points:
            gain = _number(min(point.gain * outer, MAX_VOLUME))
            SubElement(moves, "RealPoint", time=_number(point.at_beat), value=gain, interpolation="linear")


def _note_clip(lane: Element, song: Song, name: str, played: Sequence[_Note], ids: _Ids) -> None:
    length = _number(song.beat_of(song_length_frames(song)))
    clip = SubElement(SubElement(lane, "Clips", id=ids()), "Clip", time="0", duration=length, playStart="0", name=name)
    notes = SubElement(clip, "Notes", id=ids())
    for note in played:
        one = SubElement(notes, "Note", time=_number(note.at_beat), duration=_number(note.length_beats), channel="0")
        one.attrib |= {"key": str(note.key), "vel": _number(note.velocity), "rel": _number(note.velocity)}


def _sounds(song: Song, track: Track, files: Mapping[str, str], stems: Sequence[Stem], name: str) -> Iterator[_Sound]:
    stem = stem_of(track, stems)
    if stem is not None:
        yield _Sound(name, stem.file, 2, stem.frames, 0, stem.frames)
    for placed in placed_clips(song, track):
        if placed.clip.media_id in files:
            yield _of_clip(placed, files[placed.clip.media_id], name)


def _of_clip(placed: Placed, path: str, name: str) -> _Sound:
    return _Sound(
        name=name,
        path=path,
        channels=placed.media.channels,
        file_frames=placed.media.frames,
        at_frame=placed.at_frame,
        length_frames=placed.length_frames,
        offset_frames=placed.offset_frames,
        fade_in=placed.fade_in,
        fade_out=placed.fade_out,
        gain=gain_of_db(placed.clip.gain_db),
        mute=placed.clip.mute,
    )


def _clip(clips: Element, song: Song, sound: _Sound, ids: _Ids) -> None:
    """A clip of a file: its fades on the outer clip, its place in the file and its own gain on the inner one."""

    def beats(frames: int) -> str:
        return _number(song.beat_of(frames))

    seconds = _number(sound.file_frames / song.rate_hz)
    outer = SubElement(clips, "Clip", time=beats(sound.at_frame), duration=beats(sound.length_frames), playStart="0")
    outer.attrib |= {"fadeTimeUnit": "beats", "fadeInTime": beats(sound.fade_in), "fadeOutTime": beats(sound.fade_out)}
    outer.attrib |= {"name": sound.name, "enable": "false" if sound.mute else "true"}
    inner = SubElement(SubElement(outer, "Clips", id=ids()), "Clip", time="0", duration=beats(sound.length_frames))
    inner.attrib |= {"contentTimeUnit": "beats", "playStart": beats(sound.offset_frames)}
    content = inner if sound.gain == 1.0 else SubElement(inner, "Lanes", id=ids())
    warps = SubElement(content, "Warps", contentTimeUnit="seconds", timeUnit="beats", id=ids())
    audio = SubElement(warps, "Audio", algorithm="raw", channels=str(sound.channels), duration=seconds)
    audio.attrib |= {"sampleRate": str(song.rate_hz), "id": ids()}
    SubElement(audio, "File", path=f"audio/{sound.path}")
    SubElement(warps, "Warp", time="0", contentTime="0")
    SubElement(warps, "Warp", time=beats(sound.file_frames), contentTime=seconds)
    if sound.gain != 1.0:
        points = SubElement(content, "Points", unit="linear", id=ids())
        SubElement(points, "Target", expression="gain")
        SubElement(points, "RealPoint", time="0", value=_number(sound.gain))


def _notes(song: Song, track: Track, drum_keys: Mapping[str, int]) -> tuple[_Note, ...]:
    """Everything that a track plays; notes of one key never overlap."""
    played = hits(song)
    mine = played.array[played.array["track"] == song.tracks.index(track)]
    keys = dict(drum_keys)
    taken = set(keys.values())
    free = itertools.cycle([key for key in range(_FIRST_DRUM_KEY, 128) if key not in taken] or [_FIRST_DRUM_KEY])
    found = []
    for hit in mine:
        sound = played.sounds[int(hit["sound"])][1]
        if not math.isnan(hit["midi_note"]):
            key = min(max(round(float(hit["midi_note"])), 0), 127)
        else:
            if sound not in keys:
                keys[sound] = next(free)
            key = keys[sound]
        length = int(hit["length_frames"]) or song.frame_of(_HIT_BEATS)
        found.append((int(hit["at_frame"]), length, key, min(float(hit["gain"]), 1.0)))
    ends: dict[int, int] = {}
    kept = []
    for at, length, key, velocity in reversed(found):  # from the end, so that each knows where the next one begins
        length = min(length, ends.get(key, at + length) - at)
        if length > 0 and velocity > 0.0:
            kept.append(_Note(song.beat_of(at), song.beat_of(length), key, velocity))
            ends[key] = at
    return tuple(reversed(kept))


class _Told:
    """A file that says how much is read from it."""

    def __init__(self, source: BinaryIO, told: Callable[[int], None]) -> None:
        self._source, self._told = source, told

    def read(self, count: int = -1) -> bytes:
        data = self._source.read(count)
        self._told(len(data))
        return data


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry that looks the same whenever and wherever it is written."""
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.create_system = 0
    entry.external_attr = 0
    return entry


def _document(root: Element) -> bytes:
    for node in root.iter():
        for name, value in node.attrib.items():
            node.attrib[name] = plain_signs(value)
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _number(value: float) -> str:
    """Twelve digits behind the point: far below a frame, and no exponent, which some readers do not take."""
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
