"""Takes on disk: plain 24-bit mono WAV that can be played whatever moment the power goes, and the reader that knows it.

A take's file is 80 bytes of header and then nothing but audio:

    RIFF size WAVE | JUNK 28 bytes, the slot where RF64 keeps 64-bit sizes | fmt 16 bytes | data size | frames …

The header's sizes are brought up to date once a second and at the end; between those moments, and after a cut, the
length of the file is the truth. (EBU Tech 3306 for RF64; RIFF ends a chunk of odd length with one zero byte.)
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.disk import REAL, Disk, lock_descriptor, open_to_read, read_file, told, unlock_descriptor
from studio.errors import StudioError

Encoding = Literal["pcm16", "pcm24", "pcm32", "float32"]

HEADER_BYTES = 80
FRAME_BYTES = 3
FULL_SCALE = float(1 << 23)
"""What 1.0 would be in 24 bits; the largest sample is one less."""

_LARGEST_SIZE = 0xFFFFFFFF
"""Of a 32-bit size field; in RF64 it means "look in the ds64 chunk"."""
_SLOT_BYTES = 28
_MOST_CHUNKS = 1000
_NOTE_BYTES = 64_000
_MOST_PASSES = 10_000
_SILENCE = bytes(FRAME_BYTES * 4096)
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_ENCODINGS: dict[tuple[int, int], Encoding] = {
    (_PCM, 16): "pcm16",
    (_PCM, 24): "pcm24",
    (_PCM, 32): "pcm32",
    (_FLOAT, 32): "float32",
}
_SAMPLE_BYTES: dict[Encoding, int] = {"pcm16": 2, "pcm24": 3, "pcm32": 4, "float32": 4}


class TakeNote(msgspec.Struct, frozen=True, kw_only=True):
    """What a take needs to find its place again if nobody lived to tell: lies beside it as `<id>.json`."""

    track_id: str
    at_beat: float
    """Where the first frame of the file belongs in the song, latency already taken into account."""
    rate_hz: int
    """The rate of the device, which is the rate of the file."""
    lead_frames: int = 0
    """Frames of the file before the place where the take was to begin."""
    loop_frames: int = 0
    """The song came back to that place after each so many frames: every one of them is a pass. 0: no loop."""


class WavInfo(NamedTuple):
    """What is in a WAV file, and nothing that is not there: `frames` never reach beyond the end of the file."""

    encoding: Encoding
    channels: int
    rate_hz: int
    frames: int
    data_offset: int
    """Bytes from the start of the file to the first frame."""

    @property
    def frame_bytes(self) -> int:
        return _SAMPLE_BYTES[self.encoding] * self.channels


class TakeWriter:
    """One recording on its way to the disk. For one thread; `close` it, whatever happens.

    Its note is safe on disk before there is a file, the file's header before there is a frame. While it writes, the
    file is locked, so that whoever opens the song meanwhile leaves it alone (`is_being_written`).
    """

    def __init__(
        self,
        path: Path,
        rate_hz: int,
        note: TakeNote,
        *,
        fs: Disk = REAL,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make `path`, which must not be there, and its note. StudioError: disk-full, disk-refused; nothing is left."""
        self._disk = fs
        self._path = path
        self._rate_hz = rate_hz
        self._clock_s = clock_s
        self._frames = 0
        self._synced_frames = 0
        self._synced_at_s = clock_s()
        self._failed: StudioError | None = None
        self._descriptor = -1
        if os.path.lexists(path):
            raise StudioError("disk-refused", name=path.name)
        try:
            fs.write_file(note_path(path), msgspec.json.encode(note))
            self._descriptor = fs.create(path)
            lock_descriptor(self._descriptor)
            fs.write_all(self._descriptor, _header(rate_hz, 0, 0), 0)
            fs.sync(self._descriptor)
            fs.sync_folder(path.parent)
        except (OSError, StudioError) as error:
            self._let_go()
            self._remove()
            raise told(error, path) if isinstance(error, OSError) else error from error

    @property
    def frames(self) -> int:
        """Frames in the file so far."""
        return self._frames

    def write(self, samples: NDArray[np.float32]) -> int:
        """Append mono samples, ±1 being full scale; rounded to 24 bits, clipped, NaN as 0. How many frames were taken.

        Once it returns, a killed process loses none of them; a power cut at most those of the last second.
        StudioError("disk-full") after as many whole frames as there was room for (see `frames`), each of them
        playable; then nothing more is taken. StudioError("disk-refused") likewise if the disk is gone.
        """
        self._append(memoryview(packed(samples).data))
        return len(samples)

    def write_silence(self, frames: int) -> int:
        """Append frames that never arrived, as zeros. Returns and raises as `write`."""
        left = frames * FRAME_BYTES
        while left:
            piece = memoryview(_SILENCE)[: min(left, len(_SILENCE))]
            self._append(piece)
            left -= len(piece)
        return frames

    def sync(self) -> None:
        """Bring the header up to date and wait until everything so far would survive a power cut."""
        self._tell(0)

    def close(self) -> int:
        """Finish the file and let go of it; how many frames it has. With none, neither file nor note is left.

        What `write` raised is not raised again. StudioError if the disk goes just now; what reached it is repairable.
        """
        if self._descriptor < 0:
            return self._frames
        try:
            if self._failed is None and self._frames:
                self._tell(self._pad())
        finally:
            self._let_go()
            if not self._frames:
                self._remove()
        return self._frames

    def _append(self, data: memoryview) -> None:
        if self._failed is not None:
            raise self._failed
        start, done = self._end, 0
        try:
            while done < len(data):
                taken = self._disk.write(self._descriptor, data[done:], start + done)
                if taken == 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                done += taken
        except OSError as error:
            self._frames += done // FRAME_BYTES
            self._failed = told(error, self._path)
            with contextlib.suppress(OSError, StudioError):
                self._disk.truncate(self._descriptor, self._end)
                self._tell(self._pad())
            raise self._failed from error
        self._frames += done // FRAME_BYTES
        if self._frames - self._synced_frames >= self._rate_hz or self._clock_s() - self._synced_at_s >= 1.0:
            self.sync()

    @property
    def _end(self) -> int:
        return HEADER_BYTES + self._frames * FRAME_BYTES

    def _tell(self, pad_bytes: int) -> None:
        try:
            self._disk.write_all(self._descriptor, _header(self._rate_hz, self._frames, pad_bytes), 0)
            self._disk.sync(self._descriptor)
        except OSError as error:
            raise told(error, self._path) from error
        self._synced_frames = self._frames
        self._synced_at_s = self._clock_s()

    def _pad(self) -> int:
        """The zero byte after audio of odd length; how many were written."""
        try:
            self._disk.write_all(self._descriptor, bytes(self._end % 2), self._end)
        except OSError:
            return 0
        return self._end % 2

    def _let_go(self) -> None:
        if self._descriptor >= 0:
            unlock_descriptor(self._descriptor)
            self._disk.close(self._descriptor)
            self._descriptor = -1

    def _remove(self) -> None:
        for path in (self._path, note_path(self._path)):
            with contextlib.suppress(OSError):
                self._disk.remove(path)


def packed(samples: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Little-endian 24-bit samples, rounded to the nearest, of floats where ±1 is full scale; a new array."""
    scaled = np.nan_to_num(samples.astype(np.float32, copy=False), nan=0.0, posinf=1.0, neginf=-1.0)
    scaled = np.clip(scaled, -1.0, 1.0) * np.float32(FULL_SCALE)
    whole = np.minimum(np.rint(scaled), np.float32(FULL_SCALE - 1.0)).astype("<i4")
    return np.ascontiguousarray(whole.view(np.uint8).reshape(-1, 4)[:, :FRAME_BYTES]).reshape(-1)


def unpacked(data: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Inverse of `packed`: float32 in −1 … 1; a new array."""
    wide = np.zeros((len(data) // FRAME_BYTES, 4), np.uint8)
    wide[:, 1:] = data.reshape(-1, FRAME_BYTES)
    return (wide.view("<i4").reshape(-1) >> 8).astype(np.float32) / np.float32(FULL_SCALE)


def note_path(take: Path) -> Path:
    """Where the note of a take lies."""
    return take.with_suffix(".json")


def read_note(take: Path) -> TakeNote | None:
    """The note beside a take; None if there is none that can be understood."""
    try:
        note = msgspec.json.decode(read_file(note_path(take), _NOTE_BYTES), type=TakeNote)
    except (OSError, ValueError, RecursionError):
        return None
    sane = math.isfinite(note.at_beat) and 0 < note.rate_hz <= 1_000_000
    return note if sane and note.lead_frames >= 0 and note.loop_frames >= 0 else None


def passes_of(frames: int, lead_frames: int, loop_frames: int) -> list[tuple[int, int]]:
    """Where the passes of a loop lie in a file of so many frames: offset and length of each, the last one perhaps cut
    off. None without a loop, or where its length makes no sense."""
    if loop_frames <= 0 or frames - lead_frames > _MOST_PASSES * loop_frames:
        return []
    return [(at, min(loop_frames, frames - at)) for at in range(lead_frames, frames, loop_frames)]


def is_being_written(path: Path) -> bool:
    """Whether somebody alive holds this take open to write."""
    try:
        descriptor = open_to_read(path)
    except OSError:
        return False
    free = lock_descriptor(descriptor)
    unlock_descriptor(descriptor)
    os.close(descriptor)
    return not free


def read_info(path: Path) -> WavInfo:
    """What a WAV or RF64 file holds. Where header and file disagree, the file is believed.

    StudioError("audio-missing") if there is no such plain file, ("audio-unreadable") if it is no WAV we can map.
    """
    return _read(path)[0]


def map_data(path: Path) -> tuple[WavInfo, np.memmap[tuple[int], np.dtype[np.uint8]]]:
    """The frames of a WAV file as bytes, read-only, mapped and not read: index 0 is the first frame's first byte.

    uint8[frames × frame_bytes], owned by the caller; keep it alive as long as anybody reads through its address.
    StudioError as `read_info`, and ("audio-empty") for a file without frames.
    """
    info = read_info(path)
    if not info.frames:
        raise StudioError("audio-empty", name=path.name)
    try:
        data = np.memmap(path, np.uint8, "r", info.data_offset, (info.frames * info.frame_bytes,))
    except (OSError, ValueError) as error:
        raise StudioError("audio-unreadable", name=path.name) from error
    return info, data


def repair(path: Path, *, rate_hz: int | None = None, fs: Disk = REAL) -> int:
    """Make a take's header say what its file holds, and end the file on a whole frame; how many frames it has.

    Only a file with our own header is touched, and only if something is wrong with it. A header that was lost is
    written anew if the rate is known. Repairing twice is repairing once; a long file takes no longer than a short one.
    StudioError: audio-missing, audio-unreadable, disk-full, disk-refused.
    """
    try:
        info, whole = _read(path)
        rate_hz = info.rate_hz
        if whole or info.data_offset != HEADER_BYTES or info.frame_bytes != FRAME_BYTES:
            return info.frames
    except StudioError as error:
        if error.code == "audio-missing" or rate_hz is None:
            raise
    try:
        descriptor = fs.reopen(path)
        try:
            frames = (os.fstat(descriptor).st_size - HEADER_BYTES) // FRAME_BYTES
            if frames < 0:
                raise StudioError("audio-unreadable", name=path.name)
            end = HEADER_BYTES + frames * FRAME_BYTES
            fs.truncate(descriptor, end)
            fs.write_all(descriptor, bytes(end % 2), end)
            fs.write_all(descriptor, _header(rate_hz, frames, end % 2), 0)
            fs.sync(descriptor)
        finally:
            fs.close(descriptor)
    except OSError as error:
        raise told(error, path) from error
    return frames


def _header(rate_hz: int, frames: int, pad_bytes: int) -> bytes:
    """The 80 bytes in front of `frames` frames and their pad; RF64 where 32 bits cannot count them."""
    data_bytes = frames * FRAME_BYTES
    riff_bytes = HEADER_BYTES - 8 + data_bytes + pad_bytes
    small = riff_bytes < _LARGEST_SIZE
    return struct.pack(
        "<4sI4s 4sIQQQI 4sIHHIIHH 4sI",
        *(b"RIFF" if small else b"RF64", riff_bytes if small else _LARGEST_SIZE, b"WAVE"),
        *(b"JUNK" if small else b"ds64", _SLOT_BYTES, *((0, 0, 0) if small else (riff_bytes, data_bytes, frames)), 0),
        *(b"fmt ", 16, _PCM, 1, rate_hz, rate_hz * FRAME_BYTES, FRAME_BYTES, 8 * FRAME_BYTES),
        *(b"data", data_bytes if small else _LARGEST_SIZE),
    )


class _NoWavError(Exception):
    """These bytes are not what we can map."""


def _read(path: Path) -> tuple[WavInfo, bool]:
    """What a file holds, and whether its size fields say just that."""
    try:
        descriptor = open_to_read(path)
    except OSError as error:
        raise StudioError("audio-missing", name=path.name) from error
    with open(descriptor, "rb") as file:
        try:
            return _parsed(file, os.fstat(descriptor).st_size)
        except (_NoWavError, struct.error, OSError) as error:
            raise StudioError("audio-unreadable", name=path.name) from error


def _parsed(file: BinaryIO, length: int) -> tuple[WavInfo, bool]:
    kind, riff_bytes, form = struct.unpack("<4sI4s", file.read(12))
    if kind not in (b"RIFF", b"RF64") or form != b"WAVE":
        raise _NoWavError
    at, data_bytes_64, slot, shape = 12, 0, False, None
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        name, size = struct.unpack("<4sI", file.read(8))
        at += 8
        if name == b"data":
            break
        slot |= at == 20 and size == _SLOT_BYTES
        if name == b"ds64" and kind == b"RF64":
            riff_bytes, data_bytes_64 = struct.unpack("<QQ", file.read(16))
        elif name == b"fmt ":
            shape = _shape(file.read(min(size, 40)))
        at += size + size % 2
    else:
        raise _NoWavError
    if shape is None:
        raise _NoWavError
    encoding, channels, rate_hz = shape
    if size == _LARGEST_SIZE and data_bytes_64:
        size = data_bytes_64
    there = length - at
    ends_well = riff_bytes + 8 == length and size <= there
    ours = slot and at == HEADER_BYTES and (encoding, channels) == ("pcm24", 1)
    if not ends_well and (ours or size in (0, _LARGEST_SIZE)):
        size = there
    frame_bytes = _SAMPLE_BYTES[encoding] * channels
    frames = min(size, there) // frame_bytes
    return WavInfo(encoding, channels, rate_hz, frames, at), ends_well and size == frames * frame_bytes


def _shape(fmt: bytes) -> tuple[Encoding, int, int]:
    """Encoding, channels and rate of a fmt chunk."""
    code, channels, rate_hz, _, frame_bytes, bits = struct.unpack_from("<HHIIHH", fmt)
    if code == _EXTENSIBLE:
        (code,) = struct.unpack_from("<H", fmt, 24)
    encoding = _ENCODINGS.get((code, bits))
    if encoding is None or not 1 <= channels <= 64 or frame_bytes != _SAMPLE_BYTES[encoding] * channels:
        raise _NoWavError
    if not 1 <= rate_hz <= 1_000_000:
        raise _NoWavError
    return encoding, channels, rate_hz
