"""Edits of audio: media files that the song knows, clips that show parts of them, recordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from studio.edits.parts import (
    chosen,
    finite,
    invalid,
    limited,
    numbered,
    place,
    put,
    swapped,
    text,
    whole,
    with_track,
    without,
)
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Clip, FadeShape, Gap, Media, Song, Take
from studio.units import RATES_HZ

FADE_SHAPES: tuple[FadeShape, ...] = get_args(FadeShape)
CROSSFADE_S = 0.010
"""How long two clips that only touch sound together when they are crossfaded."""
_FILE = re.compile(r"(media|takes)/[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_MAX_FRAMES = 2**62
_LOOSE_FRAMES = 1
"""Places are beats: two that were moved alike may be rounded to frames that lie one further apart."""


def add_media(
    song: Song, *, file: str, frames: int, channels: int, rate_hz: int, name: str = "", sha256: str = ""
) -> Song:
    """Make an audio file known to the song. Its id is `m<next_id>`.

    `file` is its place inside the song's folder, `media/…` or `takes/…`. Whoever writes the file chooses a name that
    is free on disk, not one made from `next_id`: after an undo the same number is given again, and audio is write-once.
    """
    if not _FILE.fullmatch(file) or any(media.file == file for media in song.media):
        raise invalid("file", ascii(file))
    if rate_hz not in RATES_HZ:
        raise StudioError("rate-unsupported", rate_hz=rate_hz)
    if channels not in (1, 2):
        raise StudioError("bad-value", name="channels", value=str(channels))
    frames = whole("frames", frames, 0, _MAX_FRAMES)
    if frames == 0:
        raise StudioError("audio-empty", name=name or file)
    song, media_id = numbered(song, "m")
    media = Media(
        id=media_id,
        file=file,
        frames=frames,
        channels=channels,
        rate_hz=rate_hz,
        name=text("name", name),
        sha256=sha256,
    )
    return put(song, media=(*song.media, media))


def replace_media(
    song: Song, *, track_id: str, media_id: str, file: str, frames: int, channels: int, sha256: str = ""
) -> Song:
    """Let a track play another file of the same rate and length wherever it plays one; the old one stays known."""
    index = place(song.tracks, "track_id", track_id)
    old = song.media[place(song.media, "media_id", media_id)]
    if frames != old.frames:
        raise StudioError("bad-value", name="frames", value=str(frames))
    song = add_media(
        song, file=file, frames=frames, channels=channels, rate_hz=old.rate_hz, name=old.name, sha256=sha256
    )
    clips = tuple(
        put(clip, media_id=song.media[-1].id) if clip.media_id == media_id else clip
        for clip in song.tracks[index].clips
    )
    return with_track(song, index, clips=clips)


def add_clip(
    song: Song,
    *,
    track_id: str,
    media_id: str,
    at_beat: float,
    offset_frames: int = 0,
    length_frames: int | None = None,
) -> Song:
    """A stretch of a media file on a track; all the rest of the file if no length is given. Its id is `c<next_id>`."""
    media = song.media[place(song.media, "media_id", media_id)]
    if media.rate_hz != song.rate_hz:
        raise invalid("rate_hz", media.rate_hz)
    offset = whole("offset_frames", offset_frames, 0, media.frames - 1)
    rest = media.frames - offset
    length = rest if length_frames is None else whole("length_frames", length_frames, 1, rest)
    song, clip_id = numbered(song, "c")
    clip = Clip(
        id=clip_id,
        media_id=media_id,
        at_beat=limited("at_beat", at_beat),
        length_frames=length,
        offset_frames=offset,
    )
    return _with_clip(song, track_id, clip)


def record(
    song: Song,
    *,
    track_id: str,
    file: str,
    frames: int,
    at_beat: float,
    channels: int = 1,
    name: str = "",
    sha256: str = "",
    gaps: Sequence[Gap] = (),
    clipped_frames: int = 0,
    rescued: bool = False,
) -> Song:
    """A recording that was made: its media (`m…`), the take (`k…`) and a clip (`c…`) that shows all of it, in one step.

    `at_beat` is where its first frame belongs, latency already taken into account; the file has the song's rate.
    """
    song = add_media(song, file=file, frames=frames, channels=channels, rate_hz=song.rate_hz, name=name, sha256=sha256)
    media_id = song.media[-1].id
    song, take_id = numbered(song, "k")
    take = Take(
        id=take_id,
        media_id=media_id,
        track_id=track_id,
        at_beat=limited("at_beat", at_beat),
        gaps=tuple(gaps),
        clipped_frames=whole("clipped_frames", clipped_frames, 0, frames),
        rescued=bool(rescued),
    )
    song = put(song, takes=(*song.takes, take))
    return add_clip(song, track_id=track_id, media_id=media_id, at_beat=at_beat)


def remove_clip(song: Song, *, clip_id: str) -> Song:
    """Take a clip off its track. The recording it showed stays in the song."""
    track, index = _clip_place(song, clip_id)
    return with_track(song, track, clips=without(song.tracks[track].clips, index))


def move_clip(song: Song, *, clip_id: str, at_beat: float, track_id: str | None = None) -> Song:
    """Put a clip at another beat, and on another track if one is given."""
    track, index = _clip_place(song, clip_id)
    clip = put(song.tracks[track].clips[index], at_beat=limited("at_beat", at_beat))
    target = song.tracks[track].id if track_id is None else track_id
    return _with_clip(remove_clip(song, clip_id=clip_id), target, clip)


def trim_clip(song: Song, *, clip_id: str, from_beat: float | None = None, to_beat: float | None = None) -> Song:
    """Draw the edges of a clip in or out; the audio stays where it was.

    An edge stops where the recording ends, and one frame before the other edge.
    """
    clip = _clip(song, clip_id)
    media = song.media[place(song.media, "media_id", clip.media_id)]
    start = song.frame_of(clip.at_beat)
    end = start + clip.length_frames
    file_start = start - clip.offset_frames
    if from_beat is not None:
        start = min(max(song.frame_of(finite("from_beat", from_beat)), file_start), end - 1)
    if to_beat is not None:
        end = min(max(song.frame_of(finite("to_beat", to_beat)), start + 1), file_start + media.frames)
    moved = start != song.frame_of(clip.at_beat)
    return _replaced(
        song,
        put(
            clip,
            at_beat=limited("at_beat", song.beat_of(start)) if moved else clip.at_beat,
            offset_frames=start - file_start,
            length_frames=end - start,
        ),
    )


def split_clip(song: Song, *, clip_id: str, at_beat: float) -> Song:
    """Two clips where there was one, sounding the same together. The second one's id is `c<next_id>`."""
    clip = _clip(song, clip_id)
    left_frames = song.frame_of(finite("at_beat", at_beat)) - song.frame_of(clip.at_beat)
    if not 0 < left_frames < clip.length_frames:
        raise StudioError("bad-value", name="at_beat", value=str(at_beat))
    track, _ = _clip_place(song, clip_id)
    song, new_id = numbered(song, "c")
    right = put(
        clip,
        id=new_id,
        at_beat=float(at_beat),
        offset_frames=clip.offset_frames + left_frames,
        length_frames=clip.length_frames - left_frames,
        fade_in_frames=0,
    )
    song = _replaced(song, put(clip, length_frames=left_frames, fade_out_frames=0))
    return _with_clip(song, song.tracks[track].id, _fades_inside(right))


def join_clips(song: Song, *, clip_id: str, other_id: str) -> Song:
    """One clip where there were two that show one recording without a break, touching or overlapping.

    The first one stays, with its own fade in and the other's fade out. StudioError("clips-apart") for clips that do not
    go on where the other ends, on another track, or at another gain.
    """
    left, right = _in_order(song, clip_id, other_id)
    start, other_start = song.frame_of(left.at_beat), song.frame_of(right.at_beat)
    shift = (other_start - right.offset_frames) - (start - left.offset_frames)
    alike = (left.media_id, left.gain_db, left.mute) == (right.media_id, right.gain_db, right.mute)
    if not alike or abs(shift) > _LOOSE_FRAMES or other_start > start + left.length_frames + _LOOSE_FRAMES:
        raise StudioError("clips-apart")
    end = max(left.offset_frames + left.length_frames, right.offset_frames + right.length_frames)
    joined = put(
        left,
        length_frames=end - left.offset_frames,
        fade_out_frames=right.fade_out_frames,
        fade_out_shape=right.fade_out_shape,
    )
    return _replaced(remove_clip(song, clip_id=right.id), joined)


def crossfade_clips(
    song: Song, *, clip_id: str, other_id: str, length_frames: int | None = None, shape: FadeShape = "power"
) -> Song:
    """Let one clip of a track fade out while the next one fades in, over as many frames as they sound together.

    Two that only touch are drawn out into their recordings, half of `length_frames` each, or more on one side where
    the other has no more; None is `CROSSFADE_S`. StudioError("clips-no-crossfade") for clips that do not meet, or that
    have nothing left to draw out.
    """
    shape = chosen("shape", shape, FADE_SHAPES)
    default = round(CROSSFADE_S * song.rate_hz)
    wanted = default if length_frames is None else whole("length_frames", length_frames, 1, _MAX_FRAMES)
    left, right = _in_order(song, clip_id, other_id)
    start, other_start = song.frame_of(left.at_beat), song.frame_of(right.at_beat)
    end = start + left.length_frames
    if other_start > end + _LOOSE_FRAMES or other_start == start or end >= other_start + right.length_frames:
        raise StudioError("clips-no-crossfade")
    if other_start >= end:
        media = song.media[place(song.media, "media_id", left.media_id)]
        behind = media.frames - left.offset_frames - left.length_frames
        before = min(right.offset_frames, other_start - start - 1)
        earlier = min(max(wanted // 2, wanted - behind), before)
        later = min(wanted - earlier, behind, right.length_frames - 1)
        left = put(left, length_frames=left.length_frames + later)
        if earlier:
            other_start -= earlier
            right = put(
                right,
                at_beat=limited("at_beat", song.beat_of(other_start)),
                offset_frames=right.offset_frames - earlier,
                length_frames=right.length_frames + earlier,
            )
        end = start + left.length_frames
    together = end - other_start
    if together < 1:
        raise StudioError("clips-no-crossfade")
    left = put(
        left,
        fade_in_frames=min(left.fade_in_frames, left.length_frames - together),
        fade_out_frames=together,
        fade_out_shape=shape,
    )
    right = put(
        right,
        fade_in_frames=together,
        fade_in_shape=shape,
        fade_out_frames=min(right.fade_out_frames, right.length_frames - together),
    )
    return _replaced(_replaced(song, left), right)


def copy_clip(song: Song, *, clip: Clip, track_id: str, at_beat: float) -> Song:
    """A clip like another one, with its gain and fades, which may have been taken off its track since.

    Its id is `c<next_id>`. It shows no more than there is of its recording.
    """
    made = add_clip(
        song,
        track_id=track_id,
        media_id=clip.media_id,
        at_beat=at_beat,
        offset_frames=clip.offset_frames,
        length_frames=clip.length_frames,
    )
    new_id = f"c{song.next_id}"
    made = set_clip_gain(made, clip_id=new_id, gain_db=clip.gain_db)
    made = mute_clip(made, clip_id=new_id, mute=clip.mute)
    return set_clip_fades(
        made,
        clip_id=new_id,
        fade_in_frames=clip.fade_in_frames,
        fade_out_frames=clip.fade_out_frames,
        fade_in_shape=clip.fade_in_shape,
        fade_out_shape=clip.fade_out_shape,
    )


def set_clip_fades(
    song: Song,
    *,
    clip_id: str,
    fade_in_frames: int | None = None,
    fade_out_frames: int | None = None,
    fade_in_shape: FadeShape | None = None,
    fade_out_shape: FadeShape | None = None,
) -> Song:
    """Fade a clip in and out; together at most as long as the clip, the one asked for going first."""
    clip = _clip(song, clip_id)
    fade_in, fade_out = clip.fade_in_frames, clip.fade_out_frames
    if fade_in_frames is not None:
        fade_in = whole("fade_in_frames", fade_in_frames, 0, clip.length_frames)
        fade_out = min(fade_out, clip.length_frames - fade_in)
    if fade_out_frames is not None:
        fade_out = whole("fade_out_frames", fade_out_frames, 0, clip.length_frames)
        fade_in = min(fade_in, clip.length_frames - fade_out)
    in_shape = clip.fade_in_shape if fade_in_shape is None else fade_in_shape
    out_shape = clip.fade_out_shape if fade_out_shape is None else fade_out_shape
    faded = put(
        clip,
        fade_in_frames=fade_in,
        fade_out_frames=fade_out,
        fade_in_shape=chosen("fade_in_shape", in_shape, FADE_SHAPES),
        fade_out_shape=chosen("fade_out_shape", out_shape, FADE_SHAPES),
    )
    return _replaced(song, faded)


def set_clip_gain(song: Song, *, clip_id: str, gain_db: float) -> Song:
    """How loud a clip is beside the others on its track."""
    return _replaced(song, put(_clip(song, clip_id), gain_db=limited("gain_db", gain_db)))


def mute_clip(song: Song, *, clip_id: str, mute: bool) -> Song:
    """Silence a clip, or let it sound again."""
    return _replaced(song, put(_clip(song, clip_id), mute=bool(mute)))


def _clip_place(song: Song, clip_id: str) -> tuple[int, int]:
    """(index of the track, index of the clip on it)."""
    for track_index, track in enumerate(song.tracks):
        for index, clip in enumerate(track.clips):
            if clip.id == clip_id:
                return track_index, index
    raise invalid("clip_id", clip_id)


def _clip(song: Song, clip_id: str) -> Clip:
    track, index = _clip_place(song, clip_id)
    return song.tracks[track].clips[index]


def _in_order(song: Song, clip_id: str, other_id: str) -> tuple[Clip, Clip]:
    """Two clips of one track, the earlier one first. StudioError("clips-apart") for two that are not."""
    (track, index), (other_track, other_index) = _clip_place(song, clip_id), _clip_place(song, other_id)
    if track != other_track or index == other_index:
        raise StudioError("clips-apart")
    clips = song.tracks[track].clips
    return clips[min(index, other_index)], clips[max(index, other_index)]


def _fades_inside(clip: Clip) -> Clip:
    fade_in = min(clip.fade_in_frames, clip.length_frames)
    return put(clip, fade_in_frames=fade_in, fade_out_frames=min(clip.fade_out_frames, clip.length_frames - fade_in))


def _replaced(song: Song, clip: Clip) -> Song:
    """A song with another value for the clip of the same id; clips of a track stand in the order they sound."""
    track, index = _clip_place(song, clip.id)
    clips = swapped(song.tracks[track].clips, index, _fades_inside(clip))
    return with_track(song, track, clips=tuple(sorted(clips, key=_at_beat)))


def _with_clip(song: Song, track_id: str, clip: Clip) -> Song:
    index = place(song.tracks, "track_id", track_id)
    track = song.tracks[index]
    if track.role in SYNTH_ROLES:
        raise invalid("track_id", track_id)
    return with_track(song, index, clips=tuple(sorted((*track.clips, clip), key=_at_beat)))


def _at_beat(clip: Clip) -> float:
    return clip.at_beat
