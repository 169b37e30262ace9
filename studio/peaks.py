"""The shape of a sound for drawing: lowest and highest sample of every 64 frames, of every 256, of every 1024 …

Made once of a stored WAV, kept in a small cache file, grown while a take is recorded. Sixteen bits are enough to draw.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from studio.errors import Cancelled, StudioError
from studio.wav import WavInfo, read_info
from studio.wholefile import whole_file

Ints = npt.NDArray[np.int16]
Columns = npt.NDArray[np.float32]

BIN_FRAMES = 64
FACTOR = 4
"""Each level has a quarter of the bins of the one before."""

_CHUNK_FRAMES = 1 << 16
_FULL = 32_768.0
_TOP_BYTE = {"pcm16": 0, "pcm24": 1, "pcm32": 2}
"""Where in a sample its upper sixteen bits begin."""
_HEAD = struct.Struct("<8sBQII")
"""Magic, channels, frames, CRC-32 of the first bytes of the WAV, CRC-32 of the bins that follow."""
_MAGIC = b"RCpeaks1"
_WAV_HEAD_BYTES = 1 << 16


class Peaks:
    """The shape of one sound of `frames` frames."""

    def __init__(self, frames: int, base: Ints, path: Path | None = None) -> None:
        """`base` is int16 [2, channels, bins], lowest and highest of every `BIN_FRAMES`; it is kept, not copied.

        `path` is the WAV it is of, for drawing finer than that.
        """
        self.frames = frames
        self.channels: int = base.shape[1]
        self._path = path
        self._levels = [base]
        while (bins := self._levels[-1].shape[2]) > FACTOR:
            self._levels.append(np.empty((2, self.channels, _quarter(bins)), np.int16))
            _coarsen(self._levels[-2], self._levels[-1], 0)

    def window(
        self, start_frame: float, end_frame: float, columns: int, channel: int | None = None
    ) -> tuple[Columns, Columns]:
        """Lowest and highest value, −1…1, in each of `columns` equal parts of a stretch: two float32 [columns], yours.

        No peak is missed; one may show in two neighbouring columns. Outside of the sound it is 0. `channel` None draws
        all channels as one. Finer than `BIN_FRAMES` a column, the WAV itself is read; where there is none, it stays as
        coarse as it is.
        """
        edges = np.linspace(start_frame, end_frame, columns + 1)
        inside = (edges[1:] > 0) & (edges[:-1] < self.frames)
        lowest, highest = np.zeros(columns, np.float32), np.zeros(columns, np.float32)
        if not inside.any():
            return lowest, highest
        edges = edges[np.append(inside, False) | np.append(False, inside)]
        bins, per_bin, first = self._bins(edges, (end_frame - start_frame) / columns)
        if channel is not None:
            bins = bins[:, channel : channel + 1]
        count = bins.shape[2]
        begin = np.clip(np.floor((edges[:-1] - first) / per_bin).astype(np.int64), 0, count - 1)
        end = np.clip(np.ceil((edges[1:] - first) / per_bin).astype(np.int64), begin + 1, count)
        origin = begin[0]
        pairs = np.stack([begin, end], axis=1).reshape(-1) - origin
        part = bins[:, :, origin : end[-1] + 1]
        lows, highs = part[0].min(axis=0), part[1].max(axis=0)
        if pairs[-1] == len(lows):  # reduceat wants every index to be one
            lows, highs = np.append(lows, lows[-1]), np.append(highs, highs[-1])
        lowest[inside] = np.minimum.reduceat(lows, pairs)[::2] / np.float32(_FULL)
        highest[inside] = np.maximum.reduceat(highs, pairs)[::2] / np.float32(_FULL)
        return lowest, highest

    def _bins(self, edges: npt.NDArray[np.float64], frames_per_column: float) -> tuple[Ints, int, int]:
        """The coarsest bins that are fine enough for a stretch, how long each is and at which frame they begin."""
        if frames_per_column < BIN_FRAMES and self._path is not None:
            first = max(int(edges[0]), 0)
            samples = _read(self._path, first, min(int(np.ceil(edges[-1])), self.frames) - first)
            if samples is not None:
                return np.broadcast_to(samples, (2, *samples.shape)), 1, first
        level = 0
        while level + 1 < len(self._levels) and BIN_FRAMES * FACTOR ** (level + 1) <= frames_per_column:
            level += 1
        return self._levels[level], BIN_FRAMES * FACTOR**level, 0

    def save(self, cache: Path) -> None:
        """Puts the finest level (the others follow from it) into a cache file. StudioError: disk-full, disk-refused."""
        base = np.ascontiguousarray(self._levels[0], "<i2")
        with whole_file(cache) as file:
            file.write(_HEAD.pack(_MAGIC, self.channels, self.frames, _head_crc(self._path), zlib.crc32(base.data)))
            file.write(base.data)


class GrowingPeaks(Peaks):
    """The shape of a take while it is recorded. For one thread."""

    def __init__(self, channels: int = 1) -> None:
        super().__init__(0, np.empty((2, channels, 0), np.int16))
        self._room = [np.empty((2, channels, 1024), np.int16)]
        self._rest = np.empty((channels, 0), np.int16)

    def append(self, block: npt.NDArray[np.float32]) -> None:
        """Adds float32 [frames] or [frames, channels], which stays the caller's."""
        samples = np.concatenate([self._rest, _as_16(block).reshape(-1, self.channels).T], axis=1)
        first = self.frames // BIN_FRAMES
        self.frames = first * BIN_FRAMES + samples.shape[1]
        self._rest = samples[:, samples.shape[1] // BIN_FRAMES * BIN_FRAMES :].copy()
        bins = _quarter(self.frames, BIN_FRAMES)
        known, self._levels = len(self._levels), [self._grown(0, bins)]
        _reduce(samples, self._levels[0][:, :, first:])
        while (bins := _quarter(bins)) >= 1 and self._levels[-1].shape[2] > FACTOR:
            first = first // FACTOR if len(self._levels) < known else 0
            self._levels.append(self._grown(len(self._levels), bins))
            _coarsen(self._levels[-2], self._levels[-1], first)

    def _grown(self, level: int, bins: int) -> Ints:
        """The first `bins` bins of a level, with what it held."""
        if level == len(self._room):
            self._room.append(np.empty_like(self._room[0]))
        room = self._room[level]
        if room.shape[2] < bins:
            self._room[level] = np.empty((2, self.channels, 2 * bins), np.int16)
            self._room[level][:, :, : room.shape[2]] = room
        return self._room[level][:, :, :bins]


def build_peaks(
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Peaks:
    """The shape of a stored WAV (16, 24, 32 bits or float).

    StudioError: audio-missing, audio-unreadable; `Cancelled`.
    """
    info = read_info(path)
    base = np.zeros((2, info.channels, _quarter(info.frames, BIN_FRAMES)), np.int16)
    raw = bytearray(_CHUNK_FRAMES * info.frame_bytes)
    done = 0
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(info.data_offset)
            while done < info.frames:
                count = min(_fill(file, raw) // info.frame_bytes, info.frames - done)
                if not count:
                    break
                samples = _upper_16(raw, info, count)
                _reduce(samples, base[:, :, done // BIN_FRAMES :])
                done += count
                if cancelled is not None and cancelled():
                    raise Cancelled
                if progress is not None:
                    progress(done / info.frames)
    except OSError as error:
        raise StudioError("audio-unreadable", name=path.name) from error
    return Peaks(info.frames, base, path)


def load_peaks(cache: Path, path: Path) -> Peaks | None:
    """What `Peaks.save` kept of the WAV at `path`, or None if it is not there, not whole or not of this file."""
    try:
        info = read_info(path)
        with cache.open("rb") as file:
            magic, channels, frames, head_crc, crc = _HEAD.unpack(file.read(_HEAD.size))
            if (magic, channels, frames, head_crc) != (_MAGIC, info.channels, info.frames, _head_crc(path)):
                return None
            shape = (2, channels, _quarter(frames, BIN_FRAMES))
            data = file.read(2 * math.prod(shape) + 1)
            if len(data) != 2 * math.prod(shape) or zlib.crc32(data) != crc:
                return None
    except (OSError, struct.error, StudioError):
        return None
    return Peaks(frames, np.frombuffer(data, "<i2").reshape(shape).astype(np.int16, copy=False), path)


def _quarter(count: int, by: int = FACTOR) -> int:
    """How many groups of `by` hold `count` things."""
    return -(-count // by)


def _reduce(samples: Ints, into: Ints) -> None:
    """int16 [channels, frames] → the first bins of `into`; the last one may be short."""
    channels, frames = samples.shape
    whole = frames // BIN_FRAMES
    bins = samples[:, : whole * BIN_FRAMES].reshape(channels, whole, BIN_FRAMES)
    for channel in range(channels):
        bins[channel].min(axis=1, out=into[0, channel, :whole])
        bins[channel].max(axis=1, out=into[1, channel, :whole])
    if frames % BIN_FRAMES:
        into[0, :, whole] = samples[:, whole * BIN_FRAMES :].min(axis=1)
        into[1, :, whole] = samples[:, whole * BIN_FRAMES :].max(axis=1)


def _coarsen(fine: Ints, coarse: Ints, first: int) -> None:
    """Fills `coarse` from its bin `first` on with the extremes of every `FACTOR` bins of `fine`."""
    starts = np.arange(first * FACTOR, fine.shape[2], FACTOR)
    if len(starts):
        coarse[0, :, first:] = np.minimum.reduceat(fine[0], starts, axis=1)
        coarse[1, :, first:] = np.maximum.reduceat(fine[1], starts, axis=1)


def _upper_16(raw: bytearray | bytes, info: WavInfo, frames: int) -> Ints:
    """The upper sixteen bits of interleaved samples: a new int16 [channels, frames]."""
    width = info.frame_bytes // info.channels
    shape, strides = (info.channels, frames), (width, info.frame_bytes)
    if info.encoding == "float32":
        floats = np.ndarray(shape, "<f4", raw, 0, strides)
        return _as_16(floats)
    return np.ndarray(shape, "<i2", raw, _TOP_BYTE[info.encoding], strides).astype(np.int16, order="C")


def _as_16(floats: npt.NDArray[np.float32]) -> Ints:
    scaled: npt.NDArray[np.float32] = np.nan_to_num(floats, posinf=1.0, neginf=-1.0) * np.float32(_FULL)
    return np.rint(np.clip(scaled, -_FULL, _FULL - 1.0)).astype(np.int16)


def _fill(file: BinaryIO, raw: bytearray) -> int:
    """Reads until `raw` is full or the file ends; how many bytes that were."""
    view, done = memoryview(raw), 0
    while done < len(raw) and (count := file.readinto(view[done:])):  # type: ignore[attr-defined]
        done += count
    return done


def _read(path: Path, first: int, frames: int) -> Ints | None:
    """A short stretch of a WAV, int16 [channels, frames]; None where it cannot be read."""
    try:
        info = read_info(path)
        with path.open("rb") as file:
            file.seek(info.data_offset + first * info.frame_bytes)
            raw = file.read(frames * info.frame_bytes)
    except (OSError, StudioError):
        return None
    return _upper_16(raw, info, frames) if frames > 0 and len(raw) == frames * info.frame_bytes else None


def _head_crc(path: Path | None) -> int:
    """Tells one write-once WAV from another without reading it all."""
    if path is None:
        return 0
    with path.open("rb") as file:
        return zlib.crc32(file.read(_WAV_HEAD_BYTES))
