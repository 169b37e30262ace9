"""Takes by line: which there are, which one is heard, and the joins by which one line is shown from another take."""

from __future__ import annotations

from bisect import bisect_left
from itertools import count
from typing import Literal, NamedTuple

from recorder.joins import LOUD_MS, REACH_MS, Join, find_join, mean_power, shape_of
from recorder.passes import shown_over
from recorder.sound import Files, PathOf, Side, side_of
from studio import edits
from studio.edits.takes import Heard, heard_takes, shown_take
from studio.errors import StudioError
from studio.lines import line_spans
from studio.song import Clip, Song, Take
from studio.timeline import song_length_frames

_NEARLY_S = 0.02
"""A take that misses so little of a line still has all of it; one that has no more of it has none."""


class LineTake(NamedTuple):
    """What one take has of a line."""

    take_id: str
    number: int
    """Its place among the takes of its track, from 1: what it is called."""
    whole: bool
    """Whether it has all of the line."""
    loud: bool
    """Whether it was too loud somewhere in the line."""
    broken: bool
    """Whether something is missing in the line."""


def takes_of(song: Song, track_id: str) -> tuple[Take, ...]:
    """The takes that were made on a track, in that order."""
    return tuple(take for take in song.takes if take.track_id == track_id)


def line_takes(song: Song, track_id: str) -> tuple[tuple[LineTake, ...], ...]:
    """For every line of the song the takes of a track that have some of it, in the order they were made."""
    edges = _line_edges(song)
    lines = len(edges) - 1
    found: list[list[LineTake]] = [[] for _ in range(lines)]
    numbers = {take.id: number for number, take in enumerate(takes_of(song, track_id), 1)}
    nearly = round(_NEARLY_S * song.rate_hz)
    for heard in sorted(_heard_of(song, track_id), key=lambda one: numbers[one.take.id]):
        take, at = heard.take, song.frame_of(heard.take.at_beat)
        to, number = at + heard.frames, numbers[take.id]
        first_line = max(bisect_left(edges, at + nearly) - 1, 0)
        in_file = [
            take.offset_frames + round((edge - at) * heard.ratio)
            for edge in edges[first_line : bisect_left(edges, to - nearly) + 1]
        ]
        for line, first, last in zip(count(first_line), in_file, in_file[1:], strict=False):
            if min(edges[line + 1], to) - max(edges[line], at) > nearly:
                whole = at <= edges[line] + nearly and to >= edges[line + 1] - nearly
                loud = _some_in(take.loud_at, first, last)
                found[line].append(LineTake(take.id, number, whole, loud, _broken(take, first, last)))
    return tuple(map(tuple, found))


def chosen(song: Song, track_id: str, line: int) -> str:
    """The take whose clip sounds in the middle of a line; empty where none does, or what does is no recording."""
    span = _span(song, line)
    middle = (song.frame_of(span[0]) + song.frame_of(span[1])) // 2
    clip = _clip_at(song, track_id, middle)
    heard = None if clip is None else shown_take(heard_takes(song), clip)
    return "" if heard is None else heard.take.id


def last_whole(song: Song, track_id: str) -> str:
    """The latest take of a track that went all the way: no pass that was stopped under way, and none that has less than
    half as many lines as the longest has (a line sung again). Empty for none."""
    takes = _heard_of(song, track_id)
    longest_pass: dict[str, int] = {}
    for heard in takes:
        longest_pass[heard.media.id] = max(longest_pass.get(heard.media.id, 0), heard.frames)
    longest = max(longest_pass.values(), default=0)
    order = {take.id: place for place, take in enumerate(song.takes)}
    whole = [
        heard.take.id for heard in takes if heard.frames == longest_pass[heard.media.id] and 2 * heard.frames >= longest
    ]
    return max(whole, key=order.__getitem__, default="")


def use_take(song: Song, track_id: str, take_id: str) -> Song:
    """The track shows all of one take, in its range; what lies around stays. StudioError("song-invalid") for a take
    that cannot be heard."""
    heard = _heard(song, take_id)
    at = song.frame_of(heard.take.at_beat)
    return shown_over(song, track_id, heard.media.id, at - heard.first_frame, at, at + heard.frames)


def comp(song: Song, track_id: str, line: int, take_id: str, path_of: PathOf) -> Song:
    """A line of a track, shown from one of its takes; as much of the line as the take has.

    The joins lie at the quietest points near the line's edges. StudioError("song-invalid") for a take that cannot be
    heard there.
    """
    heard = _heard(song, take_id)
    side = Side(heard.media.id, song.frame_of(heard.take.at_beat) - heard.first_frame)
    start, end = map(song.frame_of, _span(song, line))
    at = song.frame_of(heard.take.at_beat)
    begins, ends = max(start, at), min(end, at + heard.frames)
    if ends - begins <= round(_NEARLY_S * song.rate_hz):
        raise StudioError("song-invalid", field="take_id", value=take_id)
    files = Files(song, path_of)
    power = mean_power(side.read(files, begins, ends - begins))
    work = _Work(song, track_id, files, side, _reach_of(song, heard), power, (begins, ends))
    nearly = round(_NEARLY_S * song.rate_hz)
    left = work.edge(begins, -1, at_edge=begins <= start + nearly)
    right = work.edge(ends, +1, at_edge=ends >= end - nearly)
    if right.join.start - left.join.end < 1:
        return shown_over(song, track_id, side.media_id, side.at_frame, begins, ends)
    for one in (left, right):
        song = one.reached(song, track_id)
    before = song.track(track_id).clips
    song = _laid(song, track_id, side, left.join, right.join)
    return _without_slivers(song, track_id, before, (begins, ends), left, right)


def move_edge(
    song: Song, track_id: str, line: int, edge: Literal["start", "end"], by_ms: float, path_of: PathOf
) -> Song:
    """The join at an edge of a line, so much later; it stays within `joins.REACH_MS` of the line's edge.

    Where no clip begins or ends near the edge the song stays as it is.
    """
    reach = round(REACH_MS * song.rate_hz / 1000.0)
    place = song.frame_of(_span(song, line)[0 if edge == "start" else 1])
    outer = reach + round(LOUD_MS * song.rate_hz / 1000.0)
    clips = [clip for clip in song.track(track_id).clips if not clip.mute]
    ending = [clip for clip in clips if abs(_end(song, clip) - place) <= outer and _start(song, clip) < place - outer]
    starting = [clip for clip in clips if abs(_start(song, clip) - place) <= outer and _end(song, clip) > place + outer]
    left, right = ending[-1] if ending else None, starting[0] if starting else None
    half = round(LOUD_MS * song.rate_hz / 2000.0)
    if left is not None and right is not None:
        now = (_end(song, left) + _start(song, right)) // 2
    elif left is not None:
        now = _end(song, left) - half
    elif right is not None:
        now = _start(song, right) + half
    else:
        return song
    at = min(max(now + round(by_ms * song.rate_hz / 1000.0), place - reach), place + reach)
    if left is not None:  # no further than the files reach
        at = min(at, side_of(song, left).at_frame + song.media_of(left.media_id).frames - half)
    if right is not None:
        at = max(at, side_of(song, right).at_frame + half)
    if left is None or right is None:
        alone = left or right
        assert alone is not None
        beat = song.beat_of(at + half if right is None else at - half)
        return edits.trim_clip(
            song, clip_id=alone.id, from_beat=beat if left is None else None, to_beat=beat if right is None else None
        )
    shape = shape_of(Files(song, path_of), side_of(song, left), side_of(song, right), at - half, 2 * half)
    join = Join(at, half, shape)
    return _relaid(song, track_id, right, join, None) if at < now else _relaid(song, track_id, left, None, join)


class _Edge(NamedTuple):
    """How a comped line begins or ends."""

    join: Join
    neighbour: Clip | None
    """What it is joined to there."""
    outward: int
    """−1 at the line's start, +1 at its end."""
    at_edge: bool
    """Whether the take reaches the edge of the line."""

    def reached(self, song: Song, track_id: str) -> Song:
        """With the neighbour drawn on to the join, where another clip took over from it before."""
        clip = self.neighbour
        if clip is None:
            return song
        if self.outward < 0 and _end(song, clip) < self.join.end:
            return _relaid(song, track_id, clip, None, self.join)
        if self.outward > 0 and _start(song, clip) > self.join.start:
            return _relaid(song, track_id, clip, self.join, None)
        return song


class _Work(NamedTuple):
    """What both edges of a line to be comped have in common."""

    song: Song
    track_id: str
    files: Files
    side: Side
    reach: tuple[int, int]
    """The frames of the song in which the take can be heard."""
    power: float
    line: tuple[int, int]

    def edge(self, edge_frame: int, outward: int, *, at_edge: bool) -> _Edge:
        """The join at one end of what is shown."""
        song, rate_hz = self.song, self.song.rate_hz
        half = round(LOUD_MS * rate_hz / 2000.0)
        near = round(REACH_MS * rate_hz / 1000.0)
        low, high = self.reach[0] + half, self.reach[1] - half
        if not at_edge:  # the take begins or ends inside of the line: never beyond that
            low, high = (edge_frame + half, high) if outward < 0 else (low, edge_frame - half)
            neighbour = _clip_at(song, self.track_id, edge_frame)
        else:
            neighbour = self._beyond(edge_frame + outward * (near + 2 * half), edge_frame, outward)
        other = None if neighbour is None else side_of(song, neighbour)
        if neighbour is not None:
            if at_edge and other == self.side:  # the same recording goes on: no join at all
                return _Edge(Join(edge_frame + outward * (near + 2 * half), 0, "gain"), None, outward, False)
            first, last = self._reach_of_clip(neighbour)
            if outward < 0:
                high = max(min(high, last - half), low)
            else:
                low = min(max(low, first + half), high)
        elif at_edge and outward > 0 and edge_frame >= song_length_frames(song):  # or the song would get another line
            high = max(edge_frame - half, low)
        left, right = (other, self.side) if outward < 0 else (self.side, other)
        join = find_join(self.files, left, right, edge_frame, (low, high), self.power, rate_hz)
        return _Edge(join, neighbour if at_edge else None, outward, at_edge)

    def _beyond(self, frame: int, edge_frame: int, outward: int) -> Clip | None:
        """The clip next to the line: it sounds beyond the reach of the edge, and up to it or into what is there now."""
        clip = _clip_at(self.song, self.track_id, frame)
        if clip is None:
            return None
        start, end = _start(self.song, clip), _end(self.song, clip)
        if (outward < 0 and end > edge_frame) or (outward > 0 and start < edge_frame):
            return clip
        for other in self.song.track(self.track_id).clips:
            meets = _start(self.song, other) <= end and _end(self.song, other) >= start
            longer = _end(self.song, other) > end if outward < 0 else _start(self.song, other) < start
            if other.id != clip.id and meets and longer:
                return clip
        return None

    def _reach_of_clip(self, clip: Clip) -> tuple[int, int]:
        heard = shown_take(heard_takes(self.song), clip)
        at = _start(self.song, clip) - clip.offset_frames
        frames = self.song.media_of(clip.media_id).frames
        if heard is None:
            return at, at + frames
        reach = round(REACH_MS * self.song.rate_hz / 1000.0)
        first = max(heard.first_frame - reach, 0)
        last = min(heard.first_frame + heard.frames + reach, frames)
        return min(at + first, _start(self.song, clip)), max(at + last, _end(self.song, clip))


def _laid(song: Song, track_id: str, side: Side, left: Join, right: Join) -> Song:
    return edits.lay_clip(
        song,
        track_id=track_id,
        media_id=side.media_id,
        at_beat=song.beat_of(left.start),
        offset_frames=left.start - side.at_frame,
        length_frames=right.end - left.start,
        fade_in_frames=left.frames,
        fade_out_frames=right.frames,
        fade_in_shape=left.shape,
        fade_out_shape=right.shape,
    )


def _relaid(song: Song, track_id: str, clip: Clip, left: Join | None, right: Join | None) -> Song:
    """A clip with a new join at one end, laid over what was there."""
    side = side_of(song, clip)
    start = _start(song, clip) if left is None else left.start
    end = _end(song, clip) if right is None else right.end
    return edits.lay_clip(
        song,
        track_id=track_id,
        media_id=clip.media_id,
        at_beat=song.beat_of(start),
        offset_frames=start - side.at_frame,
        length_frames=end - start,
        gain_db=clip.gain_db,
        fade_in_frames=clip.fade_in_frames if left is None else left.frames,
        fade_out_frames=clip.fade_out_frames if right is None else right.frames,
        fade_in_shape=clip.fade_in_shape if left is None else left.shape,
        fade_out_shape=clip.fade_out_shape if right is None else right.shape,
    )


def _without_slivers(
    song: Song, track_id: str, before: tuple[Clip, ...], line: tuple[int, int], left: _Edge, right: _Edge
) -> Song:
    """Without what is left, outside of the new joins, of clips that showed just this line before."""
    outer = round((REACH_MS + LOUD_MS) * song.rate_hz / 1000.0)
    keys = {
        (clip.media_id, _start(song, clip) - clip.offset_frames)
        for clip in before
        if min(_end(song, clip), line[1]) > max(_start(song, clip), line[0])
    }
    stretches = []
    if left.at_edge and left.neighbour is None:
        stretches.append((line[0] - outer, left.join.end))
    if right.at_edge and right.neighbour is None:
        stretches.append((right.join.start, line[1] + outer))
    for clip in song.track(track_id).clips:
        start, end = _start(song, clip), _end(song, clip)
        if (clip.media_id, start - clip.offset_frames) in keys and any(
            first <= start and end <= last for first, last in stretches
        ):
            song = edits.remove_clip(song, clip_id=clip.id)
    return song


def _heard_of(song: Song, track_id: str) -> list[Heard]:
    return [heard for of_file in heard_takes(song).values() for heard in of_file if heard.take.track_id == track_id]


def _heard(song: Song, take_id: str) -> Heard:
    for of_file in heard_takes(song).values():
        for heard in of_file:
            if heard.take.id == take_id:
                return heard
    raise StudioError("song-invalid", field="take_id", value=take_id)


def _reach_of(song: Song, heard: Heard) -> tuple[int, int]:
    """The frames of the song in which a take can be heard, a little before and behind its range with it."""
    at = song.frame_of(heard.take.at_beat)
    reach = round(REACH_MS * song.rate_hz / 1000.0)
    before = min(reach, heard.first_frame)
    behind = min(reach, heard.media.frames - heard.first_frame - heard.frames)
    return at - before, at + heard.frames + behind


def _line_edges(song: Song) -> list[int]:
    """The frame where each line begins, and that where the last one ends."""
    spans = line_spans(song)
    return [song.frame_of(span.from_beat) for span in spans] + [song.frame_of(spans[-1].to_beat) if spans else 0]


def _span(song: Song, line: int) -> tuple[float, float]:
    spans = line_spans(song)
    if not 0 <= line < len(spans):
        raise StudioError("song-invalid", field="line", value=str(line))
    return spans[line].from_beat, spans[line].to_beat


def _clip_at(song: Song, track_id: str, frame: int) -> Clip | None:
    """The clip that sounds at a frame; of two that cross there the later one."""
    found = None
    for clip in song.track(track_id).clips:
        if not clip.mute and _start(song, clip) <= frame < _end(song, clip):
            found = clip
    return found


def _start(song: Song, clip: Clip) -> int:
    return song.frame_of(clip.at_beat)


def _end(song: Song, clip: Clip) -> int:
    return song.frame_of(clip.at_beat) + clip.length_frames


def _some_in(places: tuple[int, ...], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last


def _broken(take: Take, first: int, last: int) -> bool:
    """Whether something is missing between two frames of a take's file."""
    return _some_in(take.dropouts, first, last) or any(
        gap.at_frame < last and gap.at_frame + gap.length_frames > first for gap in take.gaps
    )
