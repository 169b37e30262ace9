"""What a beat from outside is: its tempo, its first "1" and its key, each with the doubt that is left.

The person is asked by ear, never by knowledge: the tempo is offered with its half and its double, the "1" can be tapped
or dragged to an onset. So what is found here need not be right each time, but it has to say how sure it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from beats import downbeat, exact, keyfinder, tempo
from beats.downbeat import Bars
from beats.exact import RISES_HZ
from beats.tempo import RATE_HZ, STRENGTH_HZ, Floats, Grid, Samples
from studio import edits
from studio.decode import opened
from studio.errors import Cancelled

LISTEN_S = 600.0
"""Nothing after this is listened to: a beat is known by then."""
LEAST_S = 4.0
"""Shorter sounds have no tempo."""
_LEAST_ONSETS = 8
"""Nor have those with fewer onsets."""
SNAP_S = 0.06

_LEAST_WEIGHT = 0.04
"""Sound that repeats less than this has no tempo that is worth a guess."""
_SURE_WEIGHT, _SURE_AHEAD = 0.16, 0.3
_QUIET_DB = -50.0
"""Below the loudest moment: not yet sound."""
_EARLY_S = 0.03
"""How much before the first sound a "1" may lie."""
_WANDERING_DOUBT = 0.5
_STRAY_S = 0.02
"""Bars that stray from a steady tempo by more than this are heard to."""
_LOCAL_S = 20.0
"""Where the tempo wanders, the first "1" is looked for in so much of the beginning."""
_ONSET_APART_S = 0.05
_LEVEL_FRAMES = 128
_SILENT_POWER = 1e-6
"""−60 dBFS."""
_MONO = np.array([0.55, 0.45], np.float32)
"""Not quite halves: a side turned upside down would leave nothing."""
_WHOLE_BPM = 0.03
"""A measured tempo that is nearer to a whole number is taken for it."""
_LEAST_TAPS = 4
_TAP_SPREAD = 0.25
_SHARES = {"decode": 0.5, "strengths": 0.75, "tempo": 0.85, "key": 1.0}
"""How far each part of the work brings the progress."""


class Candidate(msgspec.Struct, frozen=True):
    """A tempo that the beat could have."""

    bpm: float
    weight: float
    """Of all candidates together 1."""


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one file; times in seconds from its first frame."""

    bpm: float | None
    """None: no tempo was found. A whole number wherever that fits."""
    candidates: tuple[Candidate, ...]
    """Heaviest first, `bpm` being the first; its half and its double are among them if a song can have them."""
    tempo_doubt: float
    """0 sure … 1 a guess; of ½× and 2× there is always some more."""
    is_variable: bool
    """The tempo wanders, and no steady grid can sit on the whole file."""
    bpm_range: tuple[float, float] | None
    """The lowest and the highest local tempo where it wanders, else `bpm` twice; None without a tempo."""
    first_beat_s: float
    """The first "1", ≥ 0; where the sound begins if there is no tempo."""
    first_beat_doubt: float
    onsets_s: tuple[float, ...]
    """Where something begins, in order: what a dragged "1" snaps to."""
    key: str
    """As `Song.key`: `A minor`, `C# major`; empty for unknown."""
    key_doubt: float
    seconds: float
    """How much of the file was listened to: all of it, or `LISTEN_S`."""
    first_sound_s: float


def analyse(
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Analysis:
    """Listens to a sound file of any kind that `studio.decode` reads. The same file gives the same answer.

    `progress` is called with shares 0…1, `cancelled` now and then. StudioError as `decode.opened`; Cancelled.
    """

    def tick(share: float | None = None) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None and share is not None:
            progress(share)

    samples = _listened(path, tick)
    tick(_SHARES["decode"])
    seconds = len(samples) / RATE_HZ
    start_s = _first_sound_s(samples)
    if start_s is None or seconds < LEAST_S:
        return _no_beat(seconds, start_s or 0.0, (), ("", 1.0))
    strength = tempo.strengths(samples, tick)
    tick(_SHARES["strengths"])
    rise = exact.rises(samples)
    onsets = _onsets_s(strength, rise)
    grids = tempo.grids(strength)
    tick(_SHARES["tempo"])
    key = keyfinder.key_of(samples, tick)
    tick(_SHARES["key"])
    if not grids or grids[0].weight < _LEAST_WEIGHT or len(onsets) < _LEAST_ONSETS:
        return _no_beat(seconds, start_s, onsets, key)
    ways = downbeat.counted(strength, grids[0].bpm)
    doubt = _tempo_doubt(grids)
    wander = tempo.wander(strength, ways[0].bpm)
    first, bpm = ways[0], _whole(exact.sharpened(rise, ways[0].bpm))
    is_variable = wander.is_variable or exact.strays_s(rise, bpm) > _STRAY_S
    if is_variable:
        bpm, bpm_range = round(wander.bpm, 2), (round(wander.low_bpm, 2), round(wander.high_bpm, 2))
        first = _in_the_beginning(strength, start_s, bpm) or first
        first_s = snapped(_next_one_s(first.phase_s, first.bpm, start_s), onsets)
        doubt = max(doubt, _WANDERING_DOUBT)
    else:
        bpm_range = (bpm, bpm)
        first_s = _next_one_s(exact.phase_s(rise, bpm, first.phase_s, start_s), bpm, start_s)
    return Analysis(
        bpm=bpm,
        candidates=_candidates(bpm, grids, ways),
        tempo_doubt=doubt,
        is_variable=is_variable,
        bpm_range=bpm_range,
        first_beat_s=first_s,
        first_beat_doubt=max(first.doubt, doubt / 2, _WANDERING_DOUBT if is_variable else 0.0),
        onsets_s=onsets,
        key=key[0],
        key_doubt=key[1],
        seconds=seconds,
        first_sound_s=start_s,
    )


def tapped(times_s: Sequence[float]) -> float | None:
    """The tempo in BPM of taps at these times in seconds, in the order they came; None for fewer than four.

    Half of the taps decide: the middle interval. Intervals far from it, a missed or a doubled tap, are left out of the
    mean that follows.
    """
    intervals = np.diff(np.asarray(times_s, np.float64))
    intervals = intervals[np.isfinite(intervals) & (intervals > 0.0)]
    if len(times_s) < _LEAST_TAPS or not len(intervals):
        return None
    middle = float(np.median(intervals))
    return 60.0 / float(intervals[np.abs(intervals / middle - 1.0) < _TAP_SPREAD].mean())


def snapped(at_s: float, onsets_s: Sequence[float], within_s: float = SNAP_S) -> float:
    """The onset nearest to a time, or the time itself if none is within reach."""
    nearest = min(onsets_s, key=lambda onset_s: abs(onset_s - at_s), default=at_s)
    return nearest if abs(nearest - at_s) <= within_s else at_s


def _listened(path: Path, tick: Callable[..., None]) -> Samples:
    """The sound of a file, mono float32 at `RATE_HZ`."""
    import soxr

    parts: list[Samples] = []
    stream: Any = None
    from_hz, frames = 0, 0
    with opened(path, tick) as sound:
        for block in sound.blocks():
            if block.rate_hz != from_hz:
                if stream is not None:
                    parts.append(stream.resample_chunk(np.zeros(0, np.float32), last=True))
                from_hz = block.rate_hz
                stream = soxr.ResampleStream(from_hz, RATE_HZ, 1, dtype="float32", quality="HQ")
            sides = block.samples
            parts.append(stream.resample_chunk(sides[:, 0] if sides.shape[1] == 1 else sides @ _MONO))
            frames += len(parts[-1])
            tick(_SHARES["decode"] * sound.share)
            if frames >= LISTEN_S * RATE_HZ:
                break
    if stream is not None:
        parts.append(stream.resample_chunk(np.zeros(0, np.float32), last=True))
    return np.concatenate([*parts, np.zeros(0, np.float32)])[: round(LISTEN_S * RATE_HZ)]


def _no_beat(seconds: float, start_s: float, onsets_s: tuple[float, ...], key: tuple[str, float]) -> Analysis:
    """What is left to say of a sound without a tempo."""
    return Analysis(
        bpm=None,
        candidates=(),
        tempo_doubt=1.0,
        is_variable=False,
        bpm_range=None,
        first_beat_s=start_s,
        first_beat_doubt=1.0,
        onsets_s=onsets_s,
        key=key[0],
        key_doubt=key[1],
        seconds=seconds,
        first_sound_s=start_s,
    )


def _first_sound_s(samples: Samples) -> float | None:
    """Where sound begins; None for silence."""
    count = max(len(samples) // _LEVEL_FRAMES, 1)
    samples = np.pad(samples, (0, max(_LEVEL_FRAMES - len(samples), 0)))
    power = np.square(samples[: count * _LEVEL_FRAMES].reshape(count, -1), dtype=np.float64).mean(axis=1)
    loudest = float(power.max(initial=0.0))
    if loudest < _SILENT_POWER:
        return None
    return float(np.argmax(power > loudest * 10.0 ** (_QUIET_DB / 10.0))) * _LEVEL_FRAMES / RATE_HZ


def _onsets_s(strength: Floats, rise: Floats) -> tuple[float, ...]:
    """Where something begins that stands out from the second around it, to about a millisecond."""
    from scipy.ndimage import uniform_filter1d
    from scipy.signal import find_peaks

    total = strength.sum(axis=0)
    around = uniform_filter1d(total, round(STRENGTH_HZ))
    peaks, _ = find_peaks(
        total - around, height=0.5 * float(total.mean()), distance=round(_ONSET_APART_S * STRENGTH_HZ)
    )
    near = np.arange(-round(_ONSET_APART_S / 2 * RISES_HZ), round(_ONSET_APART_S / 2 * RISES_HZ) + 1)
    frames = np.rint(peaks / STRENGTH_HZ * RISES_HZ).astype(np.int64)
    places = np.clip(frames[:, None] + near, 0, len(rise) - 1)
    exact = places[np.arange(len(frames)), np.argmax(rise[places], axis=1)]
    return tuple(float(frame) / RISES_HZ for frame in np.unique(exact))


def _whole(bpm: float) -> float:
    """A whole number where the measurement allows it, as people who make beats set whole numbers; half of one where
    the double may be what they set."""
    for parts in (1, 2) if 2.0 * bpm <= downbeat.RANGE_BPM[1] else (1,):
        if abs(parts * bpm - round(parts * bpm)) < _WHOLE_BPM:
            return round(parts * bpm) / parts
    return round(bpm, 3)


def _tempo_doubt(grids: Sequence[Grid]) -> float:
    """From how well the best class of tempi repeats, and how far it is ahead of the next."""
    best = grids[0].weight
    ahead = 1.0 - (grids[1].weight if len(grids) > 1 else 0.0) / best
    strong = (best - _LEAST_WEIGHT) / (_SURE_WEIGHT - _LEAST_WEIGHT)
    return float(1.0 - min(strong, 1.0) * min(ahead / _SURE_AHEAD, 1.0))


def _candidates(bpm: float, grids: Sequence[Grid], ways: Sequence[Bars]) -> tuple[Candidate, ...]:
    """`bpm`, its half and its double, and the best of the other classes; weights fall with the score."""
    score = {round(math.log2(way.bpm / ways[0].bpm)): way.score for way in ways}
    weights = {
        bpm * 2.0**octave: math.exp((score.get(octave, ways[0].score - 0.5) - ways[0].score) / 0.2)
        for octave in (0, -1, 1)
    }
    for grid in grids[1:3]:
        octave = round(math.log2(bpm / grid.bpm))
        weights[round(grid.bpm * 2.0**octave, 1)] = 0.5 * (grid.weight / grids[0].weight) ** 4
    low, high = edits.LIMITS["bpm"].low, edits.LIMITS["bpm"].high
    weights = {each: weight for each, weight in weights.items() if low <= each <= high}
    total = sum(weights.values())
    return tuple(Candidate(each, weights[each] / total) for each in sorted(weights, key=lambda each: -weights[each]))


def _in_the_beginning(strength: Floats, start_s: float, bpm: float) -> Bars | None:
    """The bars as they go at the start of a piece whose tempo wanders about `bpm`."""
    part = strength[:, : round((start_s + _LOCAL_S) * STRENGTH_HZ)]
    grids = tempo.grids(part)
    ways = downbeat.counted(part, grids[0].bpm) if grids else []
    return min(ways, key=lambda way: abs(np.log2(way.bpm / bpm)), default=None)


def _next_one_s(one_s: float, bpm: float, start_s: float) -> float:
    """The first "1" that is not before the sound."""
    bar_s = 240.0 / bpm
    return max(one_s + bar_s * math.ceil((start_s - _EARLY_S - one_s) / bar_s), 0.0)
