"""What is the obvious next thing, and what a song becomes by it: pure functions of a song."""

from __future__ import annotations

from studio import edits
from studio.media import Imported
from studio.song import SYNTH_ROLES, Song, Track

VOICE_ROLES = ("lead", "double", "adlib", "hook")
"""Roles of tracks that a microphone is recorded on."""


def next_step(song: Song, *, recording: bool, counting_in: bool, heard: bool) -> str:
    """`import`, `record`, `listen`, `finish`; `counting` and `recording` while a take is made.

    `heard`: whether the song was played since the latest take.
    """
    if recording:
        return "counting" if counting_in else "recording"
    if any(track.clips for track in song.tracks if track.role in VOICE_ROLES):
        return "finish" if heard else "listen"
    if any(track.clips for track in song.tracks) or song.sections:
        return "record"
    return "import"


def is_voice(track: Track) -> bool:
    """Whether a microphone may be recorded on the track."""
    return track.role not in SYNTH_ROLES and track.role != "beat"


def track_to_record(song: Song, chosen: str) -> str:
    """The chosen track if a voice belongs there, else the first one where it does; empty for none."""
    voices = [track.id for track in song.tracks if is_voice(track)]
    return chosen if chosen in voices else (voices[0] if voices else "")


def with_beat(song: Song, file: str, made: Imported) -> Song:
    """A beat from a stored file at the start of its track, in place of the one before, and a track for the voice."""
    song = edits.add_media(
        song,
        file=file,
        frames=made.frames,
        channels=made.channels,
        rate_hz=song.rate_hz,
        name=made.name,
        sha256=made.sha256,
    )
    media_id = song.media[-1].id
    beat = next((track for track in song.tracks if track.role == "beat"), None)
    if beat is None:
        song = edits.add_track(song, role="beat", index=0)
        beat = song.tracks[0]
    for clip in beat.clips:
        song = edits.remove_clip(song, clip_id=clip.id)
    song = edits.add_clip(song, track_id=beat.id, media_id=media_id, at_beat=0.0)
    if made.gain_db:
        song = edits.set_clip_gain(song, clip_id=song.track(beat.id).clips[0].id, gain_db=made.gain_db)
    if not any(is_voice(track) for track in song.tracks):
        song = edits.add_track(song, role="lead", index=1)
    return song
