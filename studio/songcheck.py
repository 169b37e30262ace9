"""Whether a song makes sense: what its types cannot say. Nothing is saved, and nothing read, that fails here.

The ranges are those within which nothing overflows and nothing hangs; what is musical is for the edits to say.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from studio import params, units
from studio.credits import Release, Value, Writer
from studio.errors import StudioError
from studio.song import Clip, Gap, Lane, Media, Mix, Note, Pattern, Point, Section, Song, Step, StripMix, Take, Track

_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
FILE = re.compile(r"(media|takes)/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}(?<![.])")
"""What names a media file: one of two folders, ASCII, no way out and no hidden file."""

PAPER = re.compile(r"papers/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}(?<![.])")
"""The same for what is no sound: a cover, a licence."""

CYCLE = re.compile(r"[1-9F]{0,64}")
"""What `Section.cycle` may be."""

_LONGEST_TEXT = 100_000
_FRAMES = (0, 2**62)

_RANGES: dict[type, dict[str, tuple[float, float]]] = {
    Song: {"bpm": (10.0, 1000.0), "beats_per_bar": (1, 64), "next_id": (1, 2**62)},
    Media: {"frames": _FRAMES, "channels": (1, 64), "rate_hz": (1, 1_000_000)},
    Take: {"at_beat": (-1e6, 1e6), "offset_frames": _FRAMES, "length_frames": _FRAMES, "clipped_frames": _FRAMES},
    Gap: {"at_frame": _FRAMES, "length_frames": _FRAMES},
    Clip: {
        "at_beat": (-1e6, 1e6),
        "length_frames": _FRAMES,
        "offset_frames": _FRAMES,
        "gain_db": (-1000.0, 100.0),
        "fade_in_frames": _FRAMES,
        "fade_out_frames": _FRAMES,
    },
    Pattern: {"bars": (1, 10_000), "steps_per_bar": (1, 1000), "swing_percent": (0.0, 100.0)},
    Section: {"bars": (1, 10_000)},
    Lane: {"late_ms": (-10_000.0, 10_000.0), "gain_db": (-1000.0, 100.0), "quantise_percent": (0.0, 100.0)},
    Step: {
        "at_step": (0, 10_000_000),
        "velocity": (1, 127),
        "ratchet": (1, 1000),
        "over_steps": (1, 10_000_000),
        "chance_percent": (0, 100),
        "off_steps": (-1000.0, 1000.0),
    },
    Note: {
        "at_step": (0, 10_000_000),
        "length_steps": (1, 10_000_000),
        "midi_note": (0, 127),
        "velocity": (1, 127),
        "off_steps": (-1000.0, 1000.0),
    },
    Point: {"at_beat": (-1e6, 1e6)},
    Track: {"voice_amount": (0.0, 1.0)},
    StripMix: {"voice_amount": (0.0, 1.0)},
    Writer: {"share_percent": (0.0, 100.0)},
    Release: {"recording_year": (0, 9999), "work_year": (0, 9999), "preview_start_s": (0.0, 1e6)},
}


def validate(song: Song, before: Song | None = None) -> None:
    """StudioError("song-invalid", field, value) for the first thing that makes no sense.

    Ids are ASCII and unique among their kind, references lead somewhere, numbers are finite and inside their range,
    texts can be written as UTF-8. A take may name a track that is gone. `before` is a song that passed: what the two
    share is not looked at again.
    """
    known = _Known(song, before)
    _check_numbers(song)
    _check_texts(song, "title", "key", "style")
    if song.rate_hz not in units.RATES_HZ:
        raise _invalid("rate_hz", song.rate_hz)
    _check_knobs("master", song.master, params.MASTER, params.MASTER_INDEX)
    _check_knobs("finish", song.finish, params.FINISH, params.FINISH_INDEX)
    if before is None or before.other_mix is not song.other_mix:
        _check_mix(song.other_mix)
    if before is None or before.release is not song.release:
        check_release(song.release)
    for line in known.unseen("lines"):
        _check_texts(line, "text")
    for media in known.unseen("media"):
        _check_numbers(media)
        _check_texts(media, "name", "sha256")
        if not FILE.fullmatch(media.file):
            raise _invalid("file", media.file)
    for take in known.unseen("takes"):
        _check_numbers(take)
        _check_texts(take, "track_id")
        _check_one_of("media_id", take.media_id, known.media)
        for gap in take.gaps:
            _check_numbers(gap)
    for track in known.unseen("tracks"):
        _check_track(track, known)
    for pattern in known.unseen("patterns"):
        _check_pattern(pattern, known)
    for section in known.unseen("sections"):
        _check_numbers(section)
        _check_texts(section, "name")
        for field in ("pattern_id", "fill_id"):
            if getattr(section, field):
                _check_one_of(field, getattr(section, field), known.patterns)
        if not CYCLE.fullmatch(section.cycle):
            raise _invalid("cycle", section.cycle)


class _Known:
    """The ids of a song, and which of its parts have been looked at in the song before."""

    def __init__(self, song: Song, before: Song | None) -> None:
        self._song = song
        self.media = _ids("media", song.media)
        self.tracks = _ids("tracks", song.tracks)
        self.patterns = _ids("patterns", song.patterns)
        _ids("takes", song.takes)
        _ids("sections", song.sections)
        if before is None or before.tracks is not song.tracks:
            _ids("clips", [clip for track in song.tracks for clip in track.clips])
        nothing_gone = before is not None and (
            {media.id for media in before.media} <= self.media
            and {track.id for track in before.tracks} <= self.tracks
            and {pattern.id for pattern in before.patterns} <= self.patterns
        )
        self._before = before if nothing_gone else None

    def unseen(self, row: str) -> list[Any]:
        """The things of a row that the song before had not, as objects."""
        seen = set() if self._before is None else {id(thing) for thing in getattr(self._before, row)}
        things = [thing for thing in getattr(self._song, row) if id(thing) not in seen]
        for thing in things:
            _check_id(row, thing)
        return things


def _check_mix(mix: Mix | None) -> None:
    if mix is not None:
        _check_knobs("master", mix.master, params.MASTER, params.MASTER_INDEX)
        for track_id, strip in mix.tracks.items():
            if not _ID.fullmatch(track_id):
                raise _invalid("other_mix", track_id)
            _check_strip(strip)


def _check_strip(strip: Track | StripMix) -> None:
    _check_numbers(strip)
    _check_texts(strip, "voice")
    _check_knobs("knobs", strip.knobs, params.TRACK, params.TRACK_INDEX)
    for name, points in strip.automation.items():
        if name not in params.AUTOMATED or any(a.at_beat > b.at_beat for a, b in itertools.pairwise(points)):
            raise _invalid("automation", name)
        for point in points:
            _check_numbers(point)
            _check_knobs("automation", {name: point.value}, params.TRACK, params.TRACK_INDEX)


def check_release(release: Release) -> None:
    """StudioError("song-invalid") where a text cannot be written, a number is none or a paper lies outside of the song;
    what is right and complete is for preflight to say."""
    people = (*release.writers, *release.performers, *release.makers)
    for part in (release, *people, *release.samples, *release.voices, *release.consents):
        if type(part) in _RANGES:
            _check_numbers(part)
        _check_texts(part, *(name for name, value in _fields(part) if isinstance(value, str)))
    for field in ("artists", "featured"):
        for name in getattr(release, field):
            _check_text(field, name)
    _ids("performers", [performer for performer in release.performers if performer.id])
    for field, known in (
        *(("performers", performer.id) for performer in release.performers),
        *(("voices", part) for voice in release.voices for part in (voice.track_id, voice.performer_id)),
        *(("consents", consent.performer_id) for consent in release.consents),
    ):
        if known and not _ID.fullmatch(known):
            raise _invalid(field, known)
    for field in ("licence_file", "cover_file"):
        if getattr(release, field) and not PAPER.fullmatch(getattr(release, field)):
            raise _invalid(field, getattr(release, field))


def _fields(part: Value) -> Iterable[tuple[str, object]]:
    return ((name, getattr(part, name)) for name in part.__struct_fields__)


def _check_track(track: Track, known: _Known) -> None:
    _check_texts(track, "name", "kit")
    _check_strip(track)
    for name, value in track.tweaks.items():
        sound, _, row = name.partition(".")
        if not _ID.fullmatch(sound):
            raise _invalid("tweaks", name)
        _check_knobs("tweaks", {row: value}, params.TWEAKS, params.TWEAK_INDEX)
    for clip in track.clips:
        _check_id("clips", clip)
        _check_numbers(clip)
        _check_one_of("media_id", clip.media_id, known.media)


def _check_pattern(pattern: Pattern, known: _Known) -> None:
    _check_numbers(pattern)
    _check_texts(pattern, "name")
    for lane in pattern.lanes:
        _check_numbers(lane)
        _check_one_of("track_id", lane.track_id, known.tracks)
        if not _ID.fullmatch(lane.sound):
            raise _invalid("sound", lane.sound)
        for hit in (*lane.steps, *lane.notes):
            _check_numbers(hit)
        for note in lane.notes:
            if note.glide_to is not None and not 0 <= note.glide_to <= 127:
                raise _invalid("glide_to", note.glide_to)


def _ids(row: str, things: Iterable[Any]) -> set[str]:
    names = [thing.id for thing in things]
    found = set(names)
    if len(found) != len(names):
        raise _invalid(f"{row}.id", Counter(names).most_common(1)[0][0])
    return found


def _check_id(row: str, thing: Any) -> None:
    if hasattr(thing, "id") and not _ID.fullmatch(thing.id):
        raise _invalid(f"{row}.id", thing.id)


def _check_one_of(field: str, wanted: str, known: set[str]) -> None:
    if wanted not in known:
        raise _invalid(field, wanted)


def _check_numbers(thing: Any) -> None:
    for field, (low, high) in _RANGES[type(thing)].items():
        value = getattr(thing, field)
        if not low <= value <= high:  # NaN is on neither side
            raise _invalid(field, value)


def _check_knobs(
    field: str, knobs: Mapping[str, float], table: tuple[params.Param, ...], index: Mapping[str, int]
) -> None:
    for name, value in knobs.items():
        if name not in index or not math.isfinite(value):
            raise _invalid(field, name)
        row = table[index[name]]
        if not row.low <= value <= row.high:
            raise _invalid(name, value)


def _check_texts(thing: Any, *fields: str) -> None:
    for field in fields:
        _check_text(field, getattr(thing, field))


def _check_text(field: str, text: str) -> None:
    if len(text) > _LONGEST_TEXT:
        raise _invalid(field, text[:40])
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _invalid(field, text[:40]) from None


def _invalid(field: str, value: object) -> StudioError:
    return StudioError("song-invalid", field=field, value=ascii(value)[:80])
