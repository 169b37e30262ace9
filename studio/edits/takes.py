"""Edits of takes: recordings that the song knows, with or without a clip, and clips that others make room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from studio.edits.clips import add_clip
from studio.edits.parts import chosen, limited, numbered, place, put, whole, with_track, without
from studio.song import Clip, FadeShape, Gap, Media, Song, Take

_SHAPES: tuple[FadeShape, ...] = ("gain", "power")


def add_take(
    song: Song,
    *,
    track_id: str,
    media_id: str,
    at_beat: float,
    offset_frames: int = 0,
    length_frames: int = 0,
    gaps: Sequence[Gap] = (),
    dropouts: Sequence[int] = (),
    loud_at: Sequence[int] = (),
    clipped_frames: int = 0,
    rescued: bool = False,
) -> Song:
    """A recording of a media file that the song has; no clip shows it yet. Its id is `k<next_id>`.

    `at_beat` is where the frame at `offset_frames` belongs; no length is all the rest of the file.
    """
    place(song.tracks, "track_id", track_id)
    media = song.media[place(song.media, "media_id", media_id)]
    offset = whole("offset_frames", offset_frames, 0, max(media.frames - 1, 0))
    song, take_id = numbered(song, "k")
    take = Take(
        id=take_id,
        media_id=media_id,
        track_id=track_id,
        at_beat=limited("at_beat", at_beat),
        offset_frames=offset,
        length_frames=whole("length_frames", length_frames, 0, media.frames - offset),
        gaps=tuple(gaps),
        dropouts=_frames("dropouts", dropouts, media),
        loud_at=_frames("loud_at", loud_at, media),
        clipped_frames=whole("clipped_frames", clipped_frames, 0, media.frames),
        rescued=bool(rescued),
    )
    return put(song, takes=(*song.takes, take))


def remove_take(song: Song, *, take_id: str) -> Song:
    """Take a recording out, with every clip that shows it.

    Its file is no longer the song's once no other take and no clip needs it; it then goes to the song's bin.
    """
    index = place(song.takes, "take_id", take_id)
    takes = heard_takes(song)

    def shows(clip: Clip) -> bool:
        heard = shown_take(takes, clip)
        return heard is not None and heard.take.id == take_id

    tracks = tuple(
        put(track, clips=tuple(clip for clip in track.clips if not shows(clip)))
        if any(map(shows, track.clips))
        else track
        for track in song.tracks
    )
    own = {song.takes[index].media_id}
    own |= {media_id for media_id, found in takes.items() if any(heard.take.id == take_id for heard in found)}
    left = without(song.takes, index)
    needed = {take.media_id for take in left} | {clip.media_id for track in tracks for clip in track.clips}
    if own & needed:
        own = set()
    return put(song, takes=left, tracks=tracks, media=tuple(media for media in song.media if media.id not in own))


def lay_clip(
    song: Song,
    *,
    track_id: str,
    media_id: str,
    at_beat: float,
    offset_frames: int = 0,
    length_frames: int | None = None,
    gain_db: float = 0.0,
    fade_in_frames: int = 0,
    fade_out_frames: int = 0,
    fade_in_shape: FadeShape = "gain",
    fade_out_shape: FadeShape = "gain",
) -> Song:
    """A clip over what lies on its track: that ends where this one has faded in and goes on where it fades out.

    The fades of what makes room are the other halves of this one's, so that each join crossfades inside the new clip
    and nothing outside of it sounds different. Clips of one recording at one place that then meet become one again.
    The new clip's id is `c<next_id>`; that of a clip which goes on behind it is the next one.
    """
    song = add_clip(
        song,
        track_id=track_id,
        media_id=media_id,
        at_beat=at_beat,
        offset_frames=offset_frames,
        length_frames=length_frames,
    )
    index = place(song.tracks, "track_id", track_id)
    clips = song.tracks[index].clips
    laid = clips[place(clips, "clip_id", f"c{song.next_id - 1}")]
    fade_in = whole("fade_in_frames", fade_in_frames, 0, laid.length_frames)
    laid = put(
        laid,
        gain_db=limited("gain_db", gain_db),
        fade_in_frames=fade_in,
        fade_out_frames=whole("fade_out_frames", fade_out_frames, 0, laid.length_frames - fade_in),
        fade_in_shape=chosen("fade_in_shape", fade_in_shape, _SHAPES),
        fade_out_shape=chosen("fade_out_shape", fade_out_shape, _SHAPES),
    )
    rest: list[Clip] = []
    for clip in clips:
        if clip.id != laid.id:
            song, parts = _made_room(song, clip, laid)
            rest += parts
    for clip in tuple(rest):
        both = _as_one(song, clip, laid)
        if both is not None:
            rest.remove(clip)
            laid = both
    return with_track(song, index, clips=tuple(sorted((*rest, laid), key=lambda clip: clip.at_beat)))


class Heard(NamedTuple):
    """Where in a file a take is heard from."""

    take: Take
    media: Media
    """The take's own file, or the copy at the song's rate that is named after it."""
    first_frame: int
    frames: int
    ratio: float
    """Frames of the take's own file for each of these: 1 unless it is heard from a copy."""


def heard_takes(song: Song) -> dict[str, list[Heard]]:
    """By a file's id: the takes that are heard from it, in the order they were made; not the caller's to change. Those
    that no file at the song's rate holds are left out."""
    global _latest
    known = _latest
    if known is None or not (
        known[0] is song.takes and known[1] is song.media and known[2] == song.rate_hz
    ):  # asked for line by line: a song of an hour has a thousand takes
        known = _latest = (song.takes, song.media, song.rate_hz, _heard_takes(song))
    return known[3]


_latest: tuple[tuple[Take, ...], tuple[Media, ...], int, dict[str, list[Heard]]] | None = None
"""Takes, files and rate of the song that was asked about last, and the answer."""


def _heard_takes(song: Song) -> dict[str, list[Heard]]:
    media = {one.id: one for one in song.media}
    copies = {one.name: one for one in song.media if one.name and one.rate_hz == song.rate_hz}
    copies |= {one.file: one for one in song.media if one.rate_hz == song.rate_hz}
    found: dict[str, list[Heard]] = {}
    for take in song.takes:
        own = media[take.media_id]
        offset, length = take.offset_frames, take.length_frames
        heard: Media | None = own
        if own.rate_hz != song.rate_hz:
            of_rescue = f"{own.file.removesuffix('.wav')}-{song.rate_hz}.wav"
            heard = copies.get(of_rescue) or copies.get(own.file.removeprefix("takes/"))
            offset, length = (round(frames * song.rate_hz / own.rate_hz) for frames in (offset, length))
        if heard is not None:
            rest = max(heard.frames - offset, 0)
            length = min(length, rest) if length else rest
            found.setdefault(heard.id, []).append(Heard(take, heard, offset, length, own.rate_hz / song.rate_hz))
    return found


def shown_take(takes: dict[str, list[Heard]], clip: Clip) -> Heard | None:
    """The one of `heard_takes` that a clip shows most of; None for what is no recording."""
    best, most = None, 0
    for heard in takes.get(clip.media_id, ()):
        end = min(clip.offset_frames + clip.length_frames, heard.first_frame + heard.frames)
        shared = end - max(clip.offset_frames, heard.first_frame)
        if shared > most:
            best, most = heard, shared
    return best


def _frames(name: str, places: Iterable[int], media: Media) -> tuple[int, ...]:
    return tuple(sorted({whole(name, at, 0, media.frames) for at in places}))


def _made_room(song: Song, clip: Clip, laid: Clip) -> tuple[Song, list[Clip]]:
    """What is left of a clip once another lies over it: it, one part of it, two parts or nothing."""
    start, laid_start = song.frame_of(clip.at_beat), song.frame_of(laid.at_beat)
    end, laid_end = start + clip.length_frames, laid_start + laid.length_frames
    if end <= laid_start or start >= laid_end:
        return song, [clip]
    parts = []
    if start < laid_start:
        faded = laid_start + laid.fade_in_frames
        left = clip
        if end > faded:
            left = _faded(
                put(
                    clip,
                    length_frames=faded - start,
                    fade_out_frames=laid.fade_in_frames,
                    fade_out_shape=laid.fade_in_shape,
                ),
                out_first=True,
            )
        parts.append(left)
    if end > laid_end:
        begins = max(laid_end - laid.fade_out_frames, start)
        right = clip
        if begins > start:
            right = put(
                clip,
                at_beat=song.beat_of(begins),
                offset_frames=clip.offset_frames + begins - start,
                length_frames=end - begins,
                fade_in_frames=laid.fade_out_frames,
                fade_in_shape=laid.fade_out_shape,
            )
            if parts:
                song, other_id = numbered(song, "c")
                right = put(right, id=other_id)
            right = _faded(right, out_first=False)
        parts.append(right)
    return song, parts


def _faded(clip: Clip, *, out_first: bool) -> Clip:
    """With fades that have room in it; one of them goes first."""
    fade_in, fade_out = clip.fade_in_frames, clip.fade_out_frames
    if out_first:
        fade_out = min(fade_out, clip.length_frames)
        fade_in = min(fade_in, clip.length_frames - fade_out)
    else:
        fade_in = min(fade_in, clip.length_frames)
        fade_out = min(fade_out, clip.length_frames - fade_in)
    return put(clip, fade_in_frames=fade_in, fade_out_frames=fade_out)


def _as_one(song: Song, clip: Clip, laid: Clip) -> Clip | None:
    """Both as one clip, if they meet and show one file at one place alike."""
    start, laid_start = song.frame_of(clip.at_beat), song.frame_of(laid.at_beat)
    end, laid_end = start + clip.length_frames, laid_start + laid.length_frames
    alike = (clip.media_id, start - clip.offset_frames, clip.gain_db, clip.mute) == (
        laid.media_id, laid_start - laid.offset_frames, laid.gain_db, laid.mute,
    )  # fmt: skip
    if not alike or end < laid_start or start > laid_end:
        return None
    first, last = (clip, laid) if start < laid_start else (laid, clip)
    length = max(end, laid_end) - min(start, laid_start)
    return _faded(
        put(
            first,
            length_frames=length,
            fade_out_frames=last.fade_out_frames,
            fade_out_shape=last.fade_out_shape,
        ),
        out_first=False,
    )
