"""Tidying between the lines: what is breath or noise there, and the cuts that silence it.

Found with `pydub.silence` on a 16-bit copy of what the track shows. What lies between loud phrases is judged twice:
once against the noise of the room, once against the voice. What stands out of the noise and is far below the voice is a
breath if it is short, alone and next to a phrase; else it is somebody whispering, and stays.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recorder.passes import cleared
from recorder.sound import Files, PathOf, shown
from studio.song import Song

_CHUNK_S = 10.0
_LEVEL_S = 0.02
"""Of the stretches whose levels tell voice from noise."""
_CLEAR_DB = 18.0
"""Voice and noise are nearer to each other than this: nothing can be told apart, so nothing is silenced."""
_ABOVE_NOISE_DB = 8.0
_BELOW_VOICE_DB = 20.0
_BREATH_DB = 24.0
"""So far below the voice, or further, is a breath."""
_LOWEST_DB = -85.0
_STEP_MS, _WINDOW_MS = 10, 60
_BREATH_MS = 900
"""Longer than this, pauses and all, is no breath."""
_PAUSE_MS = 400
"""What is nearer together belongs together."""
_TAIL_MS = 250
"""So long may a word go on, or be on its way, below the level of a phrase."""
_NEAR_MS = 600
"""Further from any phrase than this is no breath."""
_MARGIN_MS = 60
"""Left in peace before and behind a word."""
_SHORTEST_MS = 250
_FULL = 32_767.0

Range = tuple[int, int]


class Stretch(NamedTuple):
    """A stretch of the song without words, in frames."""

    from_frame: int
    to_frame: int


class _Levels(NamedTuple):
    """In dBFS, as mean power."""

    noise_db: float
    """Below it is the room."""
    breath_db: float
    """Below it is no phrase."""


def tidied(song: Song, track_id: str, path_of: PathOf, progress: Callable[[float], None] | None = None) -> Song:
    """The track with `stretches` silenced; fades of 10 ms lie inside of them and no sound is changed elsewhere."""
    for stretch in stretches(song, track_id, path_of, progress):
        song = cleared(song, track_id, song.beat_of(stretch.from_frame), song.beat_of(stretch.to_frame))
    return song


def stretches(
    song: Song, track_id: str, path_of: PathOf, progress: Callable[[float], None] | None = None
) -> tuple[Stretch, ...]:
    """Where a track plays breath or noise and nothing else, in the order of the song.

    Words, whispered ones among them, are left alone with a margin. `progress` gets the share that is done and may raise
    to stop it.
    """
    clips = [clip for clip in song.track(track_id).clips if not clip.mute]
    if not clips:
        return ()
    first = min(song.frame_of(clip.at_beat) for clip in clips)
    end = max(song.frame_of(clip.at_beat) + clip.length_frames for clip in clips)
    copy, levels_db = _copy(song, track_id, Files(song, path_of), first, end, progress)
    levels = _levels(levels_db)
    if levels is None:
        return ()
    found = _wordless(copy, song.rate_hz, levels)
    if progress is not None:
        progress(1.0)
    return tuple(
        Stretch(first + start * song.rate_hz // 1000, min(first + stop * song.rate_hz // 1000, end))
        for start, stop in found
    )


def _copy(
    song: Song, track_id: str, files: Files, first: int, end: int, progress: Callable[[float], None] | None
) -> tuple[NDArray[np.int16], NDArray[np.float64]]:
    """What the track shows, in 16 bits, and its level in dBFS in every `_LEVEL_S`; made piece by piece."""
    copy = np.zeros(end - first, np.int16)
    window = round(_LEVEL_S * song.rate_hz)
    chunk = round(_CHUNK_S / _LEVEL_S) * window
    powers = []
    for at in range(0, end - first, chunk):
        samples = shown(song, track_id, files, first + at, min(chunk, end - first - at))
        copy[at : at + len(samples)] = np.rint(np.clip(samples, -1.0, 1.0) * _FULL)
        whole = len(samples) // window * window
        powers.append(np.mean(np.square(samples[:whole].reshape(-1, window), dtype=np.float64), axis=1))
        if progress is not None:
            progress(0.5 * (at + len(samples)) / (end - first))
    power = np.concatenate(powers)
    return copy, 10.0 * np.log10(np.maximum(power, 1e-12))


def _levels(levels_db: NDArray[np.float64]) -> _Levels | None:
    """Where room, breath and voice part; None where they do not, or nothing is there."""
    sounding = levels_db[levels_db > _LOWEST_DB]
    if not len(sounding):
        return None
    voice_db = float(np.percentile(sounding, 95))
    room_db = float(np.percentile(levels_db, 10))
    if voice_db - room_db < _CLEAR_DB:
        return None
    noise_db = max(min(room_db + _ABOVE_NOISE_DB, voice_db - _BELOW_VOICE_DB), _LOWEST_DB)
    return _Levels(noise_db, max(voice_db - _BREATH_DB, noise_db))


def _wordless(copy: NDArray[np.int16], rate_hz: int, levels: _Levels) -> list[Range]:
    """Where nobody says anything, in milliseconds of the copy."""
    sound = _segment(copy, rate_hz)
    length = len(sound)
    room = _quieter(sound, levels.noise_db)
    found: list[Range] = []
    for soft in _quieter(sound, levels.breath_db):
        quiet = [(max(a, soft[0]), min(b, soft[1])) for a, b in room if a < soft[1] and b > soft[0]]
        heard = _rest(quiet, soft)
        edges = [one for one in heard if _runs_on(one, soft) and one[1] - one[0] <= _TAIL_MS]
        groups = _groups([one for one in heard if one not in edges])
        words = sorted([*edges, *(group for group in groups if not _is_breath(group, soft, length))])
        kept = [(a - (_MARGIN_MS if a > 0 else 0), b + _MARGIN_MS) for a, b in words]
        inside = (soft[0] + (_MARGIN_MS if soft[0] > 0 else 0), soft[1] - (_MARGIN_MS if soft[1] < length else 0))
        found += [(a, b) for a, b in _rest(kept, inside) if b - a >= _SHORTEST_MS]
    return found


def _runs_on(heard: Range, soft: Range) -> bool:
    """Whether it runs into the phrase before or behind: the end or the beginning of a word."""
    return heard[0] <= soft[0] + _STEP_MS or heard[1] >= soft[1] - _STEP_MS


def _is_breath(group: Range, soft: Range, length: int) -> bool:
    """Whether what was heard between two phrases is a breath: short, by itself, and next to one of them."""
    if _runs_on(group, soft):
        return False
    after, before = group[0] - soft[0], soft[1] - group[1]
    near = (soft[0] > 0 and after <= _NEAR_MS) or (soft[1] < length and before <= _NEAR_MS)
    return near and group[1] - group[0] <= _BREATH_MS


def _groups(heard: list[Range]) -> list[Range]:
    """Stretches with no more than a pause between them as one."""
    groups: list[Range] = []
    for start, stop in heard:
        if groups and start - groups[-1][1] < _PAUSE_MS:
            groups[-1] = (groups[-1][0], stop)
        else:
            groups.append((start, stop))
    return groups


def _rest(taken: list[Range], of: Range) -> list[Range]:
    """What is left of a stretch without those, which lie in order."""
    edges = [(of[0], of[0]), *taken, (of[1], of[1])]
    return [(a, b) for (_, a), (b, _) in pairwise(edges) if b > a]


def _quieter(sound: Any, than_db: float) -> list[Range]:
    """Where a sound stays below a level, in milliseconds."""
    from pydub.silence import detect_silence

    found = detect_silence(sound, min_silence_len=_WINDOW_MS, silence_thresh=than_db, seek_step=_STEP_MS)
    return [(start, stop) for start, stop in found]


def _segment(copy: NDArray[np.int16], rate_hz: int) -> Any:
    """The copy as pydub takes it."""
    with warnings.catch_warnings():  # of the standard library's audioop, and that no ffmpeg is there, which is not used
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment(copy.astype("<i2", copy=False).tobytes(), sample_width=2, frame_rate=rate_hz, channels=1)
