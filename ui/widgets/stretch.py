"""What the timeline shows: which beats stand where, and what tracks, clips and places are called."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from studio.song import Clip, Song, Take, Track
from ui.i18n import decimal, t

INSET = 12
BAND = 26
"""Height of the strip with the name on top of each clip."""


@dataclass
class Stretch:
    """What the timeline shows: which beats stand where, and what is on it. One object shared by all its parts."""

    song: Song = field(default_factory=lambda: Song(title=""))
    px_per_beat: float = 24.0
    left_beat: float = 0.0
    playhead_beat: float = 0.0
    selected_track: str = ""
    selected_clip: str = ""
    grid: str = "line"
    """Where the edges of clips come to rest while they are dragged: `line`, `beat` or `free`."""
    row_height: int = 88
    live_track: str = ""
    """The track that is being recorded on; empty while none is."""
    live_at_beat: float = 0.0
    live_frames: int = 0
    live_from_frame: int = 0
    """Of its file: where what is shown of it begins."""

    def x_of(self, beat: float) -> float:
        """Pixels from the left edge; the beginning of the song stands a little inside it."""
        return INSET + (beat - self.left_beat) * self.px_per_beat

    def beat_at(self, x: float) -> float:
        return self.left_beat + (x - INSET) / self.px_per_beat

    def clip_beats(self, clip: Clip) -> float:
        return self.song.beat_of(clip.length_frames)


def track_name(track: Track) -> str:
    """What a person calls the track, or what its role is called."""
    return track.name or t(f"role-{track.role}")


def take_of(song: Song, clip: Clip) -> Take | None:
    """The take of which a clip shows most: the passes of a loop lie in one file."""

    def shared(take: Take) -> float:
        end = take.offset_frames + take.length_frames if take.length_frames else math.inf
        return min(end, clip.offset_frames + clip.length_frames) - max(take.offset_frames, clip.offset_frames)

    return max((take for take in song.takes if take.media_id == clip.media_id), key=shared, default=None)


def clip_name(song: Song, track: Track, clip: Clip) -> str:
    """What stands on a clip: the number of the take on its track, or the file it came from."""
    take = take_of(song, clip)
    if take is not None:
        number = 1 + [other.id for other in song.takes if other.track_id == take.track_id].index(take.id)
        return t("clip-rescued", number=number) if take.rescued else t("clip-take", number=number)
    try:
        return song.media_of(clip.media_id).name or track_name(track)
    except KeyError:
        return track_name(track)


def bar_of(song: Song, beat: float) -> int:
    """The number, from 1, of the bar in which a beat lies."""
    return int(beat // song.beats_per_bar) + 1


def place_of(song: Song, beat: float) -> tuple[int, float]:
    """The bar and the beat in it, both counted from 1, to a hundredth of a beat."""
    beat = round(beat, 2)
    return bar_of(song, beat), round(beat % song.beats_per_bar, 2) + 1.0


def beat_words(beat: float) -> str:
    """A beat with as many decimals as it has, two at most: `3`, `2,5`."""
    digits = next(digits for digits in (0, 1, 2) if digits == 2 or abs(round(beat, digits) - beat) < 0.005)
    return decimal(beat, digits)
