"""What a MIDI file of our own carries beside its notes: the beat itself, as compressed JSON in an event that other
programs pass over."""

from __future__ import annotations

import zlib

import msgspec

from beats.midi_read import MAKER
from studio import strictjson
from studio.edits import MAX_PATTERN_BARS, WHOLE_LIMITS
from studio.engine.state import TRACKS
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Song
from studio.songcheck import validate

put = msgspec.structs.replace


class _Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    notes: str
    """`midi_read.note_digest` of the notes that were written with it."""
    song: Song


def beat_of(song: Song) -> Song:
    """What of a song is its beat: tempo, key, style, the tracks that play sounds, their patterns, the form. No audio,
    no text, no mix beyond those tracks."""
    tracks = tuple(put(track, clips=()) for track in song.tracks if track.role in SYNTH_ROLES)
    known = {track.id for track in tracks}
    patterns = tuple(
        put(pattern, lanes=tuple(lane for lane in pattern.lanes if lane.track_id in known)) for pattern in song.patterns
    )
    return Song(
        title=song.title,
        bpm=song.bpm,
        beats_per_bar=song.beats_per_bar,
        rate_hz=song.rate_hz,
        key=song.key,
        style=song.style,
        tracks=tracks,
        patterns=patterns,
        sections=song.sections,
        next_id=song.next_id,
    )


def pack(beat: Song, digest: str) -> bytes:
    """The data of the sequencer-specific event."""
    return MAKER + zlib.compress(msgspec.json.encode(_Own(digest, beat)), 9)


def unpack(own: bytes) -> tuple[Song, str] | None:
    """The beat and the digest of its notes; None for anything that is no beat of ours, or none that makes sense."""
    packed = zlib.decompressobj()
    try:
        text = packed.decompress(own, strictjson.LARGEST_BYTES)
        if not packed.eof:
            return None
        found = msgspec.convert(strictjson.loads(text), _Own)
        validate(found.song)
    except (zlib.error, ValueError, StudioError, RecursionError):
        return None
    beat = beat_of(found.song)
    small = (
        len(beat.tracks) <= TRACKS
        and all(pattern.bars <= MAX_PATTERN_BARS for pattern in beat.patterns)
        and all(section.bars <= WHOLE_LIMITS["bars"][1] for section in beat.sections)
    )
    return (beat, found.notes) if small and beat == found.song else None
