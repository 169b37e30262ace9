"""The true-peak limiter: no point of the sound, between its samples too, gets past the ceiling.

The largest of both sides says how much gain there may be at each sample. The smallest such gain of the next 4 ms and
the last 8 holds, lets go within 120 ms, and is smoothed by three running means of together 4 ms, a window that falls
off like Hann's. A mean of gains that each are small enough is small enough, so the ceiling is kept by construction, and
a steady tone down to 42 Hz is turned down without being bent. What the moving gain itself makes between two samples is
found by reading the result and asking for a little less there.

The gain is reckoned in whole numbers: nothing drifts, and where nothing has to be done it is exactly 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.engine.compiler import Array, kernel
from studio.mastering.truepeak import HALF, LATE, PLANE_FRAMES, REACH, WORK, linked_peaks, loudest
from studio.units import db_of_gain, gain_of_db

MARGIN_DB = 0.1
"""How far below the ceiling it aims: the finest meter reads up to 0.04 dB more than sixteen points a sample."""
_MOST_REDUCTION_DB = 24.0
SMOOTH_S = 0.002
"""On either side."""
HOLD_S = 0.008
RELEASE_S = 0.120
_PASSES = 3
_ONE = 1 << 36
_PART_BITS = 20
_NOTHING = 1e-9
"""−180 dBFS: what a filter leaves of a sound that is over."""

Floats = NDArray[np.float64]
Tick = Callable[[], None]


@kernel
def _gains(
    envelope: Array,
    ceiling: float,
    rate: int,
    third: int,
    hold: int,
    values: Array,
    places: Array,
    boxes: Array,
    out: Array,
) -> None:
    """The gain of every sample that keeps `envelope` below `ceiling`.

    `third` is a third of the smoothing on one side, in samples; `values` and `places` (rings, a power of two long) hold
    the gains that may become the smallest, `boxes` (3, 2 · third + 1) what the running means are of.
    """
    frames = len(envelope)
    side, length = 3 * third, 2 * third + 1
    window = 2 * side + hold + 1
    mask = len(values) - 1
    part = int((1 << _PART_BITS) / (RELEASE_S * rate))
    oldest = newest = 0  # of the ring: from oldest up to, not with, newest
    held = _ONE
    sum_0 = _ONE * length
    sum_1 = sum_0 * length
    sum_2 = sum_1 * length
    whole = float(sum_2)
    for i in range(length):
        boxes[0, i], boxes[1, i], boxes[2, i] = _ONE, sum_0, sum_1
    place = 0
    for i in range(frames + 2 * side):
        need = _ONE
        if i < frames and envelope[i] > ceiling:
            need = int(ceiling / envelope[i] * _ONE)
        while newest > oldest and values[(newest - 1) & mask] >= need:
            newest -= 1
        values[newest & mask] = need
        places[newest & mask] = i
        newest += 1
        if places[oldest & mask] <= i - window:
            oldest += 1
        least = values[oldest & mask]
        held = min(held + (((_ONE - held) * part) >> _PART_BITS) + 1, _ONE)
        if least < held:
            held = least
        sum_0 += held - boxes[0, place]
        boxes[0, place] = held
        sum_1 += sum_0 - boxes[1, place]
        boxes[1, place] = sum_0
        sum_2 += sum_1 - boxes[2, place]
        boxes[2, place] = sum_1
        place += 1
        if place == length:
            place = 0
        if i >= 2 * side:
            out[i - 2 * side] = float(sum_2) / whole


@kernel
def _apply(plane: Array, gain: Array, drive: float, out: Array) -> None:
    """The sound with its gain; what is too quiet to be anything is nought."""
    for i in range(len(out)):
        y = plane[i] * (drive * gain[i])
        out[i] = y if abs(y) > _NOTHING else 0.0


@kernel
def _raise_envelope(envelope: Array, found: Array, ceiling: float) -> int:
    """Asks for less gain where `found` is above the ceiling; returns at how many samples that is."""
    count = 0
    for i in range(len(envelope)):
        if found[i] > ceiling:
            envelope[i] *= found[i] / ceiling
            count += 1
    return count


class Limited(NamedTuple):
    """What the limiter made of a sound."""

    samples: Floats
    """[frames, channels], as long as the sound and in time with it to the sample."""
    gain: Floats
    """Of every sample, at most 1; the drive is not in it."""


class Limiter:
    """One sound that may be limited again and again, each time driven harder or less.

    `planes` is float64 [2, REACH + frames + REACH], silent at both ends; it stays the caller's and must not change.
    `most_reduction_db` is the most that will be asked for: points further than that below the peak are not read between
    the samples. Work is done in two threads; the result does not depend on it.
    """

    def __init__(
        self, planes: Floats, rate_hz: int, ceiling_dbtp: float, most_reduction_db: float, tick: Tick = lambda: None
    ) -> None:
        self.frames = planes.shape[1] - 2 * REACH
        self.aim = gain_of_db(ceiling_dbtp - MARGIN_DB)
        """The gain that the sound is kept below."""
        self.gain = np.ones(self.frames)
        """Of every sample, from the last `turn_to`."""
        self._planes, self._rate_hz, self._tick = planes, rate_hz, tick
        self._third = max(1, round(SMOOTH_S * rate_hz / 3))
        self._hold = round(HOLD_S * rate_hz)
        ring = 1 << (6 * self._third + self._hold + 1).bit_length()
        self._values, self._places = np.zeros(ring, np.int64), np.zeros(ring, np.int64)
        self._boxes = np.zeros((3, 2 * self._third + 1), np.int64)
        self._drive = 1.0
        sample_peak = max(loudest(plane, 0, len(plane)) for plane in planes)
        self._envelope = self._read(planes, sample_peak * gain_of_db(-most_reduction_db) * 0.999)
        self.peak = float(self._envelope.max(initial=0.0))
        """The true peak before limiting."""

    def turn_to(self, drive: float) -> None:
        """Works out `gain` for the sound `drive` times as loud."""
        self._drive = drive
        if self.peak * drive <= self.aim:
            self.gain[:] = 1.0
            return
        _gains(
            self._envelope,
            self.aim / drive,
            self._rate_hz,
            self._third,
            self._hold,
            self._values,
            self._places,
            self._boxes,
            self.gain,
        )

    def pieces(self) -> Iterator[Floats]:
        """The sound as it now is, in planes of at most PLANE_FRAMES; each is overwritten by the next."""
        out = np.zeros((len(self._planes), PLANE_FRAMES))
        for at in range(0, self.frames, PLANE_FRAMES):
            size = min(PLANE_FRAMES, self.frames - at)
            self._tick()
            for plane, piece in zip(self._planes, out, strict=True):
                start = at + REACH
                _apply(plane[start : start + size], self.gain[at : at + size], self._drive, piece[:size])
            yield out[:, :size]

    def finished(self) -> Floats:
        """[2, REACH + frames + REACH]: the sound as it now is, read again and held below the ceiling for certain."""
        out = np.zeros_like(self._planes)
        for turn in range(_PASSES + 1):
            at = REACH
            for piece in self.pieces():
                out[:, at : at + piece.shape[1]] = piece
                at += piece.shape[1]
            if self.peak * self._drive <= self.aim:
                return out
            found = self._read(out, self.aim * 0.999)
            most = float(found.max(initial=0.0))
            if most <= self.aim * (1.0 + 1e-6):
                return out
            if turn < _PASSES:
                _raise_envelope(self._envelope, found, self.aim)
                self.turn_to(self._drive)
        self.gain *= self.aim / most
        out *= self.aim / most
        return out

    @property
    def max_reduction_db(self) -> float:
        return 0.0 - db_of_gain(float(self.gain.min(initial=1.0)))

    def hop_gains(self, hops: int, per_s: int) -> Floats:
        """The mean gain of the first so many hops, `per_s` of them a second."""
        edges = (np.arange(hops) * self._rate_hz + per_s - 1) // per_s
        sums = np.add.reduceat(self.gain, edges)
        return np.asarray(sums / np.diff(np.append(edges, self.frames)))

    def _read(self, planes: Floats, floor: float) -> Floats:
        """The envelope; what is below `floor` may be read as less than it is."""
        out = np.zeros(self.frames)
        middle = self.frames // 2 // PLANE_FRAMES * PLANE_FRAMES

        def part(first: int, end: int) -> None:
            tools = (HALF, LATE, np.zeros(WORK), np.zeros(PLANE_FRAMES + 1), np.zeros(PLANE_FRAMES + 1))
            for at in range(first, end, 64 * PLANE_FRAMES):
                self._tick()
                linked_peaks(planes[0], planes[-1], at, min(64 * PLANE_FRAMES, end - at), floor, tools, out)

        with ThreadPoolExecutor(1) as other:
            helped = other.submit(part, middle, self.frames)
            part(0, middle)
            helped.result()
        return out


def padded(samples: Floats) -> Floats:
    """[frames, 2] as the planes that `Limiter` takes."""
    planes = np.zeros((samples.shape[1], len(samples) + 2 * REACH))
    planes[:, REACH : REACH + len(samples)] = samples.T
    return planes


def limit(samples: Floats, rate_hz: int, ceiling_dbtp: float, gain_db: float = 0.0) -> Limited:
    """Turns samples [frames, 1 or 2] up by a gain and keeps their true peak at or below a ceiling in dBTP.

    At most 24 dB are taken away: what would need more is turned up less.
    """
    limiter = Limiter(padded(samples), rate_hz, ceiling_dbtp, _MOST_REDUCTION_DB)
    drive, most = gain_of_db(gain_db), limiter.aim * gain_of_db(_MOST_REDUCTION_DB)
    limiter.turn_to(min(drive, most / limiter.peak) if limiter.peak > 0.0 else drive)
    planes = limiter.finished()
    return Limited(np.ascontiguousarray(planes[:, REACH : REACH + limiter.frames].T), limiter.gain)
