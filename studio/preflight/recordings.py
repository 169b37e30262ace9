"""The recordings behind the voices of a song, each looked at once, with places told in the song's own time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from studio.delivery import Delivery
from studio.errors import StudioError
from studio.heard import voice_tracks
from studio.preflight.finding import Finding
from studio.preflight.remedies import gate_sets
from studio.preflight.sound import Sound
from studio.preflight.track import check_recording, check_room, decoded
from studio.preflight.voice import pause_peak
from studio.song import Clip, Media, Song, Track

_CLEANING = ("highpass", "noise", "gate")
"""Stages of the strip that take away what the room has."""
_VOICE_ABOVE_DB = 6.0
"""A gate that would have to open so near to the voice itself would cut words."""
_put = msgspec.structs.replace


def check_recordings(
    song: Song, path_of: Callable[[Media], Path], delivery: Delivery, tick: Callable[[], None] = lambda: None
) -> Iterator[Finding]:
    """Each recording that a voice track shows; one that cannot be read is told of as lost. What the room has is told as
    it is heard: after what the track takes away of it."""
    for track in voice_tracks(song):
        for media_id in dict.fromkeys(clip.media_id for clip in track.clips if not clip.mute):
            tick()
            media = song.media_of(media_id)
            begins_s = _in_song(song, track.clips, media, 0.0)
            try:
                sound, _ = decoded(path_of(media))
            except StudioError:
                what = media.name or track.name
                yield Finding(
                    check="media-lost", level="block", what=what, at_s=begins_s, track_id=track.id,
                    remedy="record-again",
                )  # fmt: skip
                continue
            room = check_room(cleaned(sound, song, track, media, path_of), delivery)
            for finding in (*check_recording(sound, delivery), *(_gated(one, sound, delivery) for one in room)):
                at_s = _in_song(song, track.clips, media, finding.at_s)
                yield _put(finding, at_s=at_s, track_id=track.id)


def cleaned(sound: Sound, song: Song, track: Track, media: Media, path_of: Callable[[Media], Path]) -> Sound:
    """A recording as the track's high-pass, noise reduction and gate leave it; `sound` is its file."""
    stages = tuple(stage for stage in _CLEANING if track.knob(f"{stage}_on") > 0.5)
    if not stages or media.rate_hz != song.rate_hz:
        return sound
    from studio.engine.offline import OfflineRenderer

    knobs = {name: value for name, value in track.knobs.items() if name.startswith(stages)}
    clip = Clip(id="c", media_id=media.id, at_beat=0.0, length_frames=len(sound.samples))
    alone = Track(id=track.id, role=track.role, name="", clips=(clip,), knobs=knobs)
    whole = Song(title="", bpm=song.bpm, rate_hz=song.rate_hz, media=(media,), tracks=(alone,))
    blocks = OfflineRenderer(whole, path_of, {}, threads=1).stems(0, len(sound.samples))
    return Sound(np.concatenate([strips[0].astype(np.float32) for strips in blocks]), song.rate_hz)


def _gated(finding: Finding, sound: Sound, delivery: Delivery) -> Finding:
    """With the gate that mends it; where voice and room lie too near to each other, somebody has to sing again."""
    if finding.level == "ok" or finding.value is None or finding.limit is None:
        return finding
    found = pause_peak(sound, delivery.quiet)
    if found is None or found.voice_db - found.pause_db < _VOICE_ABOVE_DB:
        return _put(finding, remedy="record-again")
    quiet_dbfs = delivery.quiet.hum_dbfs if finding.check == "hum" else finding.limit
    loud_dbfs = found.pause_db if finding.check == "hum" else finding.value
    return _put(finding, sets=gate_sets(found.pause_db, loud_dbfs - quiet_dbfs))


def _in_song(song: Song, clips: tuple[Clip, ...], media: Media, at_s: float | None) -> float | None:
    """Where a moment of a recording is heard in the song; where it first is heard at all, if that moment is not."""
    if at_s is None:
        return None
    frame, shown = at_s * song.rate_hz, [clip for clip in clips if clip.media_id == media.id and not clip.mute]
    begins = {id(clip): song.frame_of(clip.at_beat) / song.rate_hz for clip in shown}
    for clip in shown:
        if clip.offset_frames <= frame < clip.offset_frames + clip.length_frames:
            return round(begins[id(clip)] + (frame - clip.offset_frames) / song.rate_hz, 2)
    return round(min(begins.values()), 2)
