"""A recording that is whole on disk, as takes of the song: the passes it holds, and the clip that is heard of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from studio import edits
from studio.engine.messages import BeforeKept, TakeClosed
from studio.song import Clip, Gap, Media, Song
from studio.units import RATES_HZ

CROSSFADE_MS = 10.0
"""Between what was there and a new take, inside the take's range."""
_ALONE_MS = 2.0
"""The beginning of a take with nothing before it: no click where a voice is already there. At the song's own beginning
there is no such fade: nothing of a take is lost there."""
_LEAST_PASS_S = 0.5
"""What a loop goes on for after its last whole pass, and is shorter, was only the way to the button."""


class _Pass(NamedTuple):
    """A stretch of a file, in its own frames."""

    first_frame: int
    frames: int
    whole: bool


def sings_at(song: Song, closed: TakeClosed) -> float:
    """The beat where a take was to begin: its lead-in lies before it."""
    return song.beat_of(song.frame_of(closed.at_beat) + _scaled(closed, closed.lead_frames, song.rate_hz))


def kept(song: Song, closed: TakeClosed, file: str, frames: int) -> Song:
    """A recording that was made: its file, a take for every pass of a loop or one for all of it, and a clip.

    The clip shows the last whole pass, from where the take was to begin to where it was to end or did; what its track
    held there makes room, and outside of that range nothing sounds different. `file` and `frames` are of the audio at
    the song's rate, which may be a copy of what was recorded at another one: then the song knows both. In place of a
    track that is gone there is the first lead, made if there is none.
    """
    song, track_id = _with_track(song, closed.track_id)
    song, own_id, heard_id = _with_files(song, closed, file, frames)
    own = song.media_of(own_id)
    begins = song.frame_of(sings_at(song, closed))
    passes = _passes(closed, own.frames, own.rate_hz)
    for one in passes:
        song = _with_take(song, closed, track_id, own, song.beat_of(begins), one)
    if not passes:  # stopped while it was counted in: nothing to show, and nothing lost
        return edits.add_take(song, track_id=track_id, media_id=own_id, at_beat=closed.at_beat)
    shown = next((one for one in reversed(passes) if one.whole), passes[-1])
    first, end = (
        round(at * song.rate_hz / own.rate_hz) for at in (shown.first_frame, shown.first_frame + shown.frames)
    )
    end = min(end, frames)
    return shown_over(song, track_id, heard_id, begins - first, begins, begins + end - first) if end > first else song


def with_before(song: Song, before: BeforeKept, file: str) -> Song:
    """What was sung before the button was pressed, as a take; heard up to where the take that was begun then is.

    A recording at another rate than the song's is a take without a clip. Where its track is gone it lies on the first
    lead, as `kept` would have it.
    """
    if before.rate_hz not in RATES_HZ:
        return song
    song, track_id = _with_track(song, before.track_id)
    song = edits.add_media(song, file=file, frames=before.frames, channels=1, rate_hz=before.rate_hz)
    media_id = song.media[-1].id
    song = edits.add_take(song, track_id=track_id, media_id=media_id, at_beat=before.at_beat)
    if before.rate_hz != song.rate_hz:
        return song
    at = song.frame_of(before.at_beat)
    end = at + before.frames
    for clip in song.track(track_id).clips:  # that of the take that was begun, which goes on from there
        start = song.frame_of(clip.at_beat)
        if at < start < end and start + clip.length_frames >= end:
            end = start
    begins = max(at, 0)
    return shown_over(song, track_id, media_id, at, begins, end) if end > begins else song


def cleared(song: Song, track_id: str, from_beat: float, to_beat: float | None) -> Song:
    """A track without what its clips show between two beats, or from one on; they fade inside of that stretch."""
    start = song.frame_of(from_beat)
    for clip in song.track(track_id).clips:
        begins = song.frame_of(clip.at_beat)
        ends = begins + clip.length_frames
        stop = ends if to_beat is None else song.frame_of(to_beat)
        if ends <= start or begins >= stop:
            continue
        fade = min(_crossfade_frames(song), (stop - start) // 2)
        if ends > stop:
            other_id = clip.id
            if begins < stop - fade:
                other_id = f"c{song.next_id}"
                song = edits.split_clip(song, clip_id=clip.id, at_beat=song.beat_of(stop - fade))
                song = edits.set_clip_fades(song, clip_id=other_id, fade_in_frames=fade)
            if other_id == clip.id:
                continue
        if begins >= start:
            song = edits.remove_clip(song, clip_id=clip.id)
        elif ends > start + fade:
            song = edits.trim_clip(song, clip_id=clip.id, to_beat=song.beat_of(start + fade))
            song = edits.set_clip_fades(song, clip_id=clip.id, fade_out_frames=fade)
    return song


def shown_over(song: Song, track_id: str, media_id: str, file_at: int, start: int, end: int) -> Song:
    """A track that shows a file from frame `start` of the song up to `end`, and what it showed before outside of that.

    `file_at`: the frame of the song at which the file's first one would sound. The crossfades lie inside the stretch,
    behind fades that are under way at its edges.
    """
    clips = [clip for clip in song.track(track_id).clips if not clip.mute]
    fade = min(_crossfade_frames(song), (end - start) // 4)
    first, last = _after_fades(song, clips, start), _before_fades(song, clips, end)
    if last - first < 2 * fade or last - first < (end - start) // 2:
        first, last = start, end
    alone = min(round(_ALONE_MS * song.rate_hz / 1000.0), fade) if first > max(file_at, 0) else 0
    more = song.media_of(media_id).frames > last - file_at
    return edits.lay_clip(
        song,
        track_id=track_id,
        media_id=media_id,
        at_beat=song.beat_of(first),
        offset_frames=first - file_at,
        length_frames=last - first,
        fade_in_frames=fade if _crossed(song, clips, first) else alone,
        fade_out_frames=fade if more or _crossed(song, clips, last) else 0,
        fade_in_shape="power",
        fade_out_shape="power",
    )


def _with_track(song: Song, track_id: str) -> tuple[Song, str]:
    """The track, or where it is gone the first lead, made if there is none."""
    if any(track.id == track_id for track in song.tracks):
        return song, track_id
    lead = next((track.id for track in song.tracks if track.role == "lead"), "")
    if not lead:
        song = edits.add_track(song, role="lead")
    return song, lead or song.tracks[-1].id


def _with_files(song: Song, closed: TakeClosed, file: str, frames: int) -> tuple[Song, str, str]:
    """The song with the file that was recorded and the one it is heard from; their ids, twice the same where no copy
    was needed. A rate that no song may have is known by the copy alone."""
    raw = f"takes/{PurePath(closed.path).name}"
    copied = raw != file and closed.rate_hz != song.rate_hz and closed.rate_hz in RATES_HZ
    if copied:
        song = edits.add_media(song, file=raw, frames=closed.frames, channels=1, rate_hz=closed.rate_hz)
    own_id = song.media[-1].id if copied else ""
    name = raw.removeprefix("takes/") if copied else ""
    song = edits.add_media(song, file=file, frames=frames, channels=1, rate_hz=song.rate_hz, name=name)
    return song, own_id or song.media[-1].id, song.media[-1].id


def _passes(closed: TakeClosed, frames: int, rate_hz: int) -> list[_Pass]:
    """What a file of so many frames holds, from where the take was to begin."""
    lead = _scaled(closed, closed.lead_frames, rate_hz)
    if closed.loop_frames <= 0:
        rest = frames - lead
        wanted = _scaled(closed, closed.end_frames, rate_hz) if closed.end_frames > 0 else rest
        return [_Pass(lead, min(wanted, rest), rest >= wanted)] if rest > 0 else []
    found: list[_Pass] = []
    while True:
        first, end = (
            _scaled(closed, closed.lead_frames + (len(found) + more) * closed.loop_frames, rate_hz) for more in (0, 1)
        )
        rest = frames - first
        if rest <= 0 or (found and rest < end - first and rest < _LEAST_PASS_S * rate_hz):
            return found
        found.append(_Pass(first, min(end - first, rest), rest >= end - first))


def _with_take(song: Song, closed: TakeClosed, track_id: str, media: Media, at_beat: float, one: _Pass) -> Song:
    """A take of one stretch of a file, with what went wrong in it."""
    first, end = one.first_frame, one.first_frame + one.frames
    loud_at, dropouts = (
        [_scaled(closed, at, media.rate_hz) for at in places] for places in (closed.loud_at, closed.dropouts)
    )
    loud = _inside(loud_at, first, end)
    return edits.add_take(
        song,
        track_id=track_id,
        media_id=media.id,
        at_beat=at_beat,
        offset_frames=first,
        length_frames=one.frames if end < media.frames else 0,
        gaps=_gaps_inside(closed, media.rate_hz, first, end),
        dropouts=_inside(dropouts, first, end),
        loud_at=loud,
        clipped_frames=closed.clipped_frames * len(loud) // len(loud_at) if loud_at else closed.clipped_frames,
    )


def _gaps_inside(closed: TakeClosed, rate_hz: int, first: int, end: int) -> tuple[Gap, ...]:
    found = []
    for gap in closed.gaps:
        starts = max(_scaled(closed, gap.at_frame, rate_hz), first)
        ends = min(_scaled(closed, gap.at_frame + gap.length_frames, rate_hz), end)
        if starts < ends:
            found.append(Gap(at_frame=starts, length_frames=ends - starts))
    return tuple(found)


def _inside(places: Sequence[int], first: int, end: int) -> tuple[int, ...]:
    return tuple(at for at in places if first <= at < end)


def _scaled(closed: TakeClosed, frames: int, rate_hz: int) -> int:
    """Frames of the device as frames at another rate."""
    return round(frames * rate_hz / closed.rate_hz) if closed.rate_hz > 0 else frames


def _crossfade_frames(song: Song) -> int:
    return round(CROSSFADE_MS * song.rate_hz / 1000.0)


def _crossed(song: Song, clips: Sequence[Clip], frame: int) -> bool:
    """Whether some clip sounds on both sides of a frame."""
    return any(song.frame_of(clip.at_beat) < frame < song.frame_of(clip.at_beat) + clip.length_frames for clip in clips)


def _fades(song: Song, clips: Sequence[Clip]) -> list[tuple[int, int]]:
    """First frame and end of every fade."""
    found = []
    for clip in clips:
        start = song.frame_of(clip.at_beat)
        end = start + clip.length_frames
        found += [(start, start + clip.fade_in_frames), (end - clip.fade_out_frames, end)]
    return found


def _after_fades(song: Song, clips: Sequence[Clip], frame: int) -> int:
    """The first frame from one on at which no fade is under way."""
    for start, end in sorted(_fades(song, clips)):
        if start < frame < end:
            frame = end
    return frame


def _before_fades(song: Song, clips: Sequence[Clip], frame: int) -> int:
    """The last frame up to one at which no fade is under way."""
    for start, end in sorted(_fades(song, clips), key=lambda fade: -fade[1]):
        if start < frame < end:
            frame = start
    return frame
