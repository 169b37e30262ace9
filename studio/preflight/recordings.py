"""The recordings behind the voices of a song, each looked at once, with places told in the song's own time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from studio.delivery import Delivery
from studio.errors import StudioError
from studio.preflight.finding import Finding
from studio.preflight.rights import voice_tracks
from studio.preflight.track import check_recording, decoded
from studio.song import Clip, Media, Song


def check_recordings(song: Song, path_of: Callable[[Media], Path], delivery: Delivery) -> Iterator[Finding]:
    """Each recording that a voice track shows; one that cannot be read is told of as lost."""
    for track in voice_tracks(song):
        for media_id in dict.fromkeys(clip.media_id for clip in track.clips if not clip.mute):
            media = song.media_of(media_id)
            try:
                sound, _ = decoded(path_of(media))
            except StudioError:
                yield Finding(check="media-lost", level="block", what=media.name or track.name, track_id=track.id)
                continue
            for finding in check_recording(sound, delivery):
                at_s = _in_song(song, track.clips, media, finding.at_s)
                yield msgspec.structs.replace(finding, at_s=at_s, track_id=track.id)


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
