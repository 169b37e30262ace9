"""A beat from outside on the song's grid: the tempo is set to the audio, never the audio to the tempo."""

from __future__ import annotations

import math

import msgspec

from studio import edits
from studio.errors import StudioError
from studio.song import Clip, Song

PICKUP_S = 0.010
"""What sounds before the "1" for longer than this gets a bar of its own in front; less may be cut off."""


def beat_clip(song: Song) -> Clip | None:
    """The clip that brings the beat: the first one on the first track of the role `beat` that has any."""
    return next((track.clips[0] for track in song.tracks if track.role == "beat" and track.clips), None)


def first_beat_s(song: Song) -> float | None:
    """The "1" as the song has it: the second of the beat's file at its first bar line, counted from where the clip
    begins to show it; None without a beat."""
    clip = beat_clip(song)
    if clip is None:
        return None
    bar = max(math.ceil(clip.at_beat / song.beats_per_bar - 1e-9), 0)
    frames = song.frame_of(bar * song.beats_per_bar) - song.frame_of(clip.at_beat)
    return (clip.offset_frames + frames) / song.rate_hz


def fitted(song: Song, *, bpm: float, first_beat_s: float, first_sound_s: float = 0.0) -> Song:
    """The song at the beat's tempo, with its "1" on a bar line; one step to undo.

    `first_beat_s` and `first_sound_s` are counted from the first frame of the beat's file, as `beats.analysis` gives
    them. The beat begins as near to beat 0 as can be without any sound being lost; silence in front of it may lie
    before beat 0. Everything recorded moves along by the same time, so that what was in step with the audio still is;
    lengths and offsets stay in frames. StudioError("song-invalid") if the song has no beat, ("bad-value") for a number
    that means nothing.
    """
    clip = beat_clip(song)
    if clip is None:
        raise StudioError("song-invalid", field="role", value="beat")
    for name, value in (("first_beat_s", first_beat_s), ("first_sound_s", first_sound_s)):
        if not math.isfinite(value):
            raise StudioError("bad-value", name=name, value=str(value))
    new = edits.set_tempo(song, bpm=bpm)
    file_frame = song.frame_of(clip.at_beat) - clip.offset_frames
    one = file_frame + round(first_beat_s * song.rate_hz)
    first_sound = file_frame + round(first_sound_s * song.rate_hz)

    def heard_from(each: Clip) -> int:
        start = song.frame_of(each.at_beat)
        return max(start, first_sound) if each.media_id == clip.media_id else max(start, 0)

    clips = [each for track in song.tracks for each in track.clips]
    starts = [
        song.frame_of(at_beat) for at_beat in (*(each.at_beat for each in clips), *(t.at_beat for t in song.takes))
    ]
    bar_frames = 60.0 * new.rate_hz / new.bpm * new.beats_per_bar
    pickup = one - min(map(heard_from, clips)) - PICKUP_S * song.rate_hz
    beyond = one - min(starts) + new.frame_of(edits.LIMITS["at_beat"].low)
    bars = max(math.ceil(pickup / bar_frames), math.ceil(beyond / bar_frames), 0)
    shift = round(bars * bar_frames) - one

    def moved(at_beat: float) -> float:
        return new.beat_of(at_beat * 60.0 * song.rate_hz / song.bpm + shift)

    tracks = []
    for track in new.tracks:
        placed = tuple(msgspec.structs.replace(each, at_beat=moved(each.at_beat)) for each in track.clips)
        tracks.append(msgspec.structs.replace(track, clips=placed))
    takes = tuple(msgspec.structs.replace(take, at_beat=moved(take.at_beat)) for take in new.takes)
    return msgspec.structs.replace(new, tracks=tuple(tracks), takes=takes)
