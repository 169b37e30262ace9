"""Where the clips of a track lie and how loud it stands, in frames and gains: what every file of another program needs.

Places are those that sound here (`studio.timeline.clip_regions`), with the clips that are switched off besides.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from studio.edits.takes import heard_takes
from studio.interchange.stem import Stem
from studio.params import GROUPS, VOICE_ROLES
from studio.song import SYNTH_ROLES, Clip, Media, Song, Take, Track
from studio.units import gain_of_db

_STEP_DB = 1.0
"""A knob that moves goes straight in dB, an envelope of gains goes straight in gain: between points that are no further
apart than this the two differ by less than 0.02 dB."""


class Placed(NamedTuple):
    """A stretch of a file in the song."""

    clip: Clip
    media: Media
    at_frame: int
    length_frames: int
    offset_frames: int
    fade_in: int
    fade_out: int

    @property
    def end_frame(self) -> int:
        return self.at_frame + self.length_frames


class OtherTake(NamedTuple):
    """Another recording of the same place."""

    take: Take
    media: Media
    offset_frames: int
    """Where in its file the clip's first frame lies."""


class GainPoint(NamedTuple):
    """Where a moving fader stands at a beat; straight lines of gain between them."""

    at_beat: float
    gain: float


def placed_clips(song: Song, track: Track) -> tuple[Placed, ...]:
    """The clips of a track in order of time, those that are switched off too. What lies before the song or behind the
    end of its file is cut off; clips of unknown files and clips of which nothing is left are passed over."""
    media = {one.id: one for one in song.media}
    found = []
    for clip in track.clips:
        if clip.media_id not in media:
            continue
        start = song.frame_of(clip.at_beat)
        cut = max(-start, 0)
        offset = clip.offset_frames + cut
        length = min(clip.length_frames - cut, media[clip.media_id].frames - offset)
        if length <= 0 or offset < 0:
            continue
        fade_in = min(max(clip.fade_in_frames - cut, 0), length)
        fade_out = min(max(clip.fade_out_frames, 0), length - fade_in)
        found.append(Placed(clip, media[clip.media_id], start + cut, length, offset, fade_in, fade_out))
    return tuple(sorted(found, key=lambda placed: placed.at_frame))


def other_takes(song: Song, track: Track, placed: Placed) -> tuple[OtherTake, ...]:
    """The other recordings on a track that cover at least half of a clip, in the order they were made.

    A recording is another one where it would put other sound in the clip's place: the one that the clip shows is not
    among them.
    """
    found = []
    for media_id, heard in heard_takes(song).items():
        for one in heard:
            starts = song.frame_of(one.take.at_beat)
            shared = min(placed.end_frame, starts + one.frames) - max(placed.at_frame, starts)
            offset = one.first_frame + placed.at_frame - starts
            shown = media_id == placed.clip.media_id and abs(offset - placed.offset_frames) <= 1
            if one.take.track_id == track.id and shared * 2 >= placed.length_frames and offset >= 0 and not shown:
                found.append(OtherTake(one.take, one.media, offset))
    order = {take.id: number for number, take in enumerate(song.takes)}
    return tuple(sorted(found, key=lambda other: order[other.take.id]))


def stem_of(track: Track, stems: Sequence[Stem]) -> Stem | None:
    """The stem that a track sounds as in another program: that of a track whose sounds are made here, with everything
    that the mix does to it. None for a track of clips, and where there is no stem."""
    if track.role not in SYNTH_ROLES:
        return None
    return next((stem for stem in stems if stem.track_id == track.id and stem.kind == "wet"), None)


def outer_gain(song: Song, track: Track) -> float:
    """What the mix turns a track by behind its own fader: its group, the balance of voice and beat, the main output."""
    share_db = song.master_knob("balance_db") / 2.0
    share_db = share_db + song.master_knob("voice_start_db") if track.role in VOICE_ROLES else -share_db
    group = gain_of_db(song.master_knob(f"{GROUPS[track.role]}_group_db"))
    return group * gain_of_db(share_db) * gain_of_db(song.master_knob("master_db"))


def fader_gain(song: Song, track: Track) -> float:
    """The gain of the fader of a track of clips, with everything behind it that is a fader too. The strip's effects and
    what makes up for them are not in another program, so they are not in this."""
    return gain_of_db(track.knob("gain_db")) * outer_gain(song, track)


def fader_points(track: Track) -> tuple[GainPoint, ...]:
    """How the track's fader moves, fine enough for straight lines of gain; empty if it stands still. Those of before
    the song are drawn together to its start."""
    points = track.automation.get("gain_db", ())
    found = [GainPoint(max(point.at_beat, 0.0), gain_of_db(point.value)) for point in points[:1]]
    for left, right in itertools.pairwise(points):
        steps = max(round(abs(right.value - left.value) / _STEP_DB), 1)
        for step in range(1, steps + 1):
            share = step / steps
            at_beat = left.at_beat + (right.at_beat - left.at_beat) * share
            point = GainPoint(max(at_beat, 0.0), gain_of_db(left.value + (right.value - left.value) * share))
            if at_beat < 0.0 or found[-1].at_beat == 0.0 == point.at_beat:
                found[-1] = point
            else:
                found.append(point)
    return tuple(found)
