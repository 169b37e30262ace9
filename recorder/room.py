"""What a room sounds like when nobody speaks: the quietest pause of a track's takes, and what is learned from it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recorder.sound import Files, PathOf, Samples
from studio import edits
from studio.errors import StudioError
from studio.progress import ticker
from studio.song import Song, Take
from studio.units import gain_of_db

LEAST_S = 0.5
MOST_S = 3.0
"""What is longer says nothing more."""
BELOW_VOICE_DB = 12.0
"""A stretch that is no further below the voice is no pause."""
_WINDOW_S = 0.02
_GROWTH_DB = 4.0
"""A pause goes on for as long as nothing in it is louder than its quietest half second by more."""
_NOTHING_DB = -110.0
_READ_S = 30.0


class Pause(NamedTuple):
    """A stretch of a take in which only the room sounds."""

    take_id: str
    at_frame: int
    """In the take's file."""
    samples: Samples
    """As the strip hears it: with the gain of the clip that shows it."""
    level_db: float
    """RMS, dBFS."""


def find_pause(
    song: Song, track_id: str, path_of: PathOf, tick: Callable[..., None] = lambda share=0.0: None
) -> Pause | None:
    """The quietest half second or more of a track's takes, None where there is none: those that the track shows, if it
    shows any. What never reached the disk, and a microphone that sent nothing at all, is no pause."""
    track = next((track for track in song.tracks if track.id == track_id), None)
    if track is None:
        return None
    shown = {clip.media_id: clip.gain_db for clip in reversed(track.clips)}
    takes = [take for take in song.takes if take.track_id == track_id]
    takes = [take for take in takes if take.media_id in shown] or takes
    files, best = Files(song, path_of), None
    for number, take in enumerate(takes):
        gain = gain_of_db(shown.get(take.media_id, 0.0))
        found = _of_take(song, take, files, gain)
        if found is not None and (best is None or found.level_db < best.level_db):
            best = found
        tick((number + 1) / len(takes))
    return best


def with_room(
    song: Song,
    track_id: str,
    path_of: PathOf,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Song, Pause]:
    """The track's noise reduction knows its room: its bands are set, and it is switched on. StudioError
    ("room-unheard") where no pause can be found, Cancelled."""
    pause = find_pause(song, track_id, path_of, ticker(progress, cancelled))
    if pause is None:
        names = {track.id: track.name or track.role for track in song.tracks}
        raise StudioError("room-unheard", name=names.get(track_id, track_id))
    from studio.engine.noise_floor import learned_noise

    for name, value in learned_noise(pause.samples, song.rate_hz).items():
        song = edits.set_knob(song, track_id=track_id, name=name, value=value)
    return edits.set_knob(song, track_id=track_id, name="noise_on", value=1.0), pause


def _of_take(song: Song, take: Take, files: Files, gain: float) -> Pause | None:
    media = next((media for media in song.media if media.id == take.media_id), None)
    if media is None or media.rate_hz != song.rate_hz:
        return None
    window = round(_WINDOW_S * media.rate_hz)
    length = take.length_frames or media.frames - take.offset_frames
    levels = _levels_db(files, take, length // window, window)
    for gap in take.gaps:
        first = (gap.at_frame - take.offset_frames) // window
        levels[max(first, 0) : max(-(-(gap.at_frame + gap.length_frames - take.offset_frames) // window), 0)] = np.inf
    heard = levels[np.isfinite(levels)]
    least = round(LEAST_S / _WINDOW_S)
    if len(levels) < least or not len(heard):
        return None
    loudest = np.lib.stride_tricks.sliding_window_view(levels, least).max(axis=1)
    at = int(np.argmin(loudest))
    if not loudest[at] < float(np.percentile(heard, 95.0)) - BELOW_VOICE_DB:
        return None
    first, end = at, at + least
    limit = loudest[at] + _GROWTH_DB
    while end - first < round(MOST_S / _WINDOW_S) and end < len(levels) and levels[end] < limit:
        end += 1
    while end - first < round(MOST_S / _WINDOW_S) and first > 0 and levels[first - 1] < limit:
        first -= 1
    at_frame = take.offset_frames + first * window
    samples = files.read(take.media_id, at_frame, (end - first) * window) * np.float32(gain)
    level_db = 10.0 * math.log10(max(float(np.mean(np.square(samples, dtype=np.float64))), 1e-20))
    return Pause(take.id, at_frame, samples, level_db)


def _levels_db(files: Files, take: Take, count: int, window: int) -> NDArray[np.float64]:
    """RMS of a take in windows, in dBFS; where nothing at all was sent: infinite, so that it is no pause."""
    levels = np.zeros(count)
    step = round(_READ_S / _WINDOW_S)
    for first in range(0, count, step):
        part = files.read(take.media_id, take.offset_frames + first * window, min(step, count - first) * window)
        powers = np.mean(np.square(part.reshape(-1, window), dtype=np.float64), axis=1)
        levels[first : first + step] = 10.0 * np.log10(np.maximum(powers, 1e-20))
    levels[levels < _NOTHING_DB] = np.inf
    return levels
