"""What a file is, by its bytes: names are not believed, and broken headers are read as what they were meant to say."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt

from studio import riff

_SIGNATURES: tuple[tuple[str, str, tuple[tuple[int, bytes], ...]], ...] = (
    # kind, FFmpeg's demuxer, bytes at places
    ("wav", "wav", ((0, b"RIFF"), (8, b"WAVE"))),
    ("wav", "wav", ((0, b"RF64"), (8, b"WAVE"))),
    ("wav", "wav", ((0, b"BW64"), (8, b"WAVE"))),
    ("wav", "wav", ((0, b"RIFX"), (8, b"WAVE"))),
    ("w64", "w64", ((0, b"riff\x2e\x91\xcf\x11"),)),
    ("aiff", "aiff", ((0, b"FORM"), (8, b"AIFF"))),
    ("aiff", "aiff", ((0, b"FORM"), (8, b"AIFC"))),
    ("au", "au", ((0, b".snd"),)),
    ("caf", "caf", ((0, b"caff"),)),
    ("flac", "flac", ((0, b"fLaC"),)),
    ("ogg", "ogg", ((0, b"OggS"),)),
    ("mp4", "mov", ((4, b"ftyp"),)),
    ("mp4", "mov", ((4, b"moov"),)),
    ("mp4", "mov", ((4, b"mdat"),)),
    ("mp4", "mov", ((4, b"wide"),)),
    ("mp4", "mov", ((4, b"free"),)),
    ("mp4", "mov", ((4, b"skip"),)),
    ("webm", "matroska", ((0, b"\x1a\x45\xdf\xa3"),)),
    ("wma", "asf", ((0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),)),
    ("amr", "amr", ((0, b"#!AMR"),)),
    ("avi", "avi", ((0, b"RIFF"), (8, b"AVI "))),
    ("wavpack", "wv", ((0, b"wvpk"),)),
    ("ape", "ape", ((0, b"MAC "),)),
)
_SAY_LENGTH = ("flac", "aiff", "mp4", "caf", "wavpack", "ogg", "webm")
"""Kinds that tell their length themselves; of others it is only estimated."""
_HEAD_BYTES = 16
_WINDOW_BYTES = 1 << 20
_SEARCH_BYTES = 32 << 20
"""How far to look for the first MPEG frame: past the largest cover picture anybody has embedded."""
_RAMP = 4
"""So many MPEG frames in a row, each beginning where the one before ends, are no accident."""
_TAIL_BYTES = (_RAMP + 1) * 8192
_UNSEEN_SHARE_S = 0.1
"""Bytes behind the `data` chunk which are no chunk are more of its sound from this length on."""

_KBPS = np.array(
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0],  # MPEG-1 layer I
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0],  # MPEG-1 layer II
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],  # MPEG-1 layer III
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0],  # MPEG-2 layer I
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],  # MPEG-2 layers II and III
    ],
    dtype=np.int32,
)
_MPEG_RATES_HZ = np.array([44_100, 48_000, 32_000, 1], dtype=np.int32)


class Sniffed(NamedTuple):
    """What a file holds and how to read it."""

    kind: str
    """`wav`, `mp3`, `mp4` … : one word for the table above."""
    demuxer: str
    """FFmpeg's name of the reader for it; no other is tried."""
    start: int
    """The byte at which it begins: tags and junk before it are passed over."""
    patch: tuple[int, bytes]
    """Bytes to be read in place of those in the file, and where, counted from `start`."""
    notes: tuple[str, ...] = ()
    """`header-repaired`, `truncated`."""
    says_length: bool = False
    """Whether the header's own count of frames is worth holding the sound against."""


_NO_PATCH = (0, b"")


def sniff(file: BinaryIO, tick: Callable[[], None]) -> Sniffed | None:
    """What the bytes of a file are, or None for nothing that sounds. `tick` is called at least every megabyte."""
    size = file.seek(0, 2)
    start, lies = _past_id3(file, size)
    file.seek(start)
    head = file.read(_HEAD_BYTES)
    for kind, demuxer, places in _SIGNATURES:
        if all(head[at : at + len(magic)] == magic for at, magic in places):
            if kind == "wav" and start == 0:
                return _sniff_wav(file, size)
            return Sniffed(kind, demuxer, start, _NO_PATCH, says_length=kind in _SAY_LENGTH)
    return _sniff_mpeg(file, 10 if lies else start, size, tick)


def _past_id3(file: BinaryIO, size: int) -> tuple[int, bool]:
    """The first byte after all ID3v2 tags, and whether one of them claimed more than the file holds."""
    at = 0
    while True:
        file.seek(at)
        head = file.read(10)
        if len(head) < 10 or head[:3] != b"ID3":
            return at, False
        length = 0
        for byte in head[6:10]:
            length = length << 7 | byte & 0x7F
        after = at + 10 + length + (10 if head[5] & 0x10 else 0)
        if after >= size:
            return at, True
        at = after


# ----------------------------------------------------------------------------------------------------------- WAV


def _sniff_wav(file: BinaryIO, size: int) -> Sniffed:
    """A WAV with its claim about the length of the sound held against the size of the file."""
    wav = riff.read(file)
    if wav is None:
        return Sniffed("wav", "wav", 0, _NO_PATCH)
    there = size - wav.data_at
    claim = wav.data_bytes
    notes: tuple[str, ...] = ()
    if claim in (0, riff.SIZE_UNKNOWN):
        held, notes = there, ("header-repaired",)
    elif claim > there:
        held, notes = there, ("truncated",)
    elif _goes_on(file, wav, size):
        held, notes = there, ("header-repaired",)
    else:
        held = claim
    patch = _NO_PATCH
    if held != claim and held > 0:
        limit = (1 << 8 * wav.size_width) - 1
        patch = (wav.size_at, min(held, limit).to_bytes(wav.size_width, "little"))
    return Sniffed("wav", "wav", 0, patch, notes if held > 0 else (), says_length=True)


def _goes_on(file: BinaryIO, wav: riff.Wav, size: int) -> bool:
    """Whether sound follows the claimed end of the `data` chunk: no chunk stands there, and it is no mere crumb."""
    end = wav.data_at + wav.data_bytes + wav.data_bytes % 2
    file.seek(end)
    head = file.read(8)
    if len(head) == 8 and riff.is_name(head[:4]) and struct.unpack("<I", head[4:])[0] <= size - end - 8:
        return False
    return size - end > _UNSEEN_SHARE_S * wav.rate_hz * wav.frame_bytes


# ---------------------------------------------------------------------------------------------------------- MPEG


def _sniff_mpeg(file: BinaryIO, start: int, size: int, tick: Callable[[], None]) -> Sniffed | None:
    """MPEG audio or ADTS that begins at `start` or after junk: at the first of four frames in a row."""
    for at in range(start, min(size, start + _SEARCH_BYTES), _WINDOW_BYTES):
        tick()
        file.seek(at)
        window = file.read(_WINDOW_BYTES + _TAIL_BYTES)
        found = _first_frame(np.frombuffer(window, np.uint8), ends=at + len(window) >= size)
        if found is None or found >= _WINDOW_BYTES:
            continue
        if window[found + 1] & 0x06 == 0:
            return Sniffed("adts", "aac", at + found, _NO_PATCH)
        first = window[found : found + 200]
        return Sniffed("mp3", "mp3", at + found, _NO_PATCH, says_length=b"Xing" in first or b"Info" in first)
    return None


def _first_frame(data: npt.NDArray[np.uint8], *, ends: bool) -> int | None:
    """Where the first of `_RAMP` frames in a row begins; at the end of a file fewer will do, if the last fits it."""
    count = len(data)
    if count < 8:
        return None
    at = np.flatnonzero((data[: count - 7] == 0xFF) & (data[1 : count - 6] & 0xE0 == 0xE0))
    lengths = _frame_bytes(data, at)
    begins = np.zeros(count + 1, dtype=np.int32)
    begins[at] = lengths
    at = at[lengths > 0]
    sort = np.zeros(count + 1, dtype=np.int32)  # version, layer and rate: what all frames of a stream share
    sort[at] = (data[at + 1].astype(np.int32) & 0xFE) << 8 | data[at + 2] & 0x0C
    here, alive = at, np.ones(len(at), dtype=bool)
    for _ in range(_RAMP - 1):
        after = np.minimum(here + begins[here], count)
        done = (after == count) & ends
        alive &= done | ((begins[after] > 0) & (sort[after] == sort[here]))
        here = np.where(done, here, after)
    first = at[alive]
    return int(first[0]) if len(first) else None


def _frame_bytes(data: npt.NDArray[np.uint8], at: npt.NDArray[np.intp]) -> npt.NDArray[np.int32]:
    """Length of the frame whose header stands at each place, 0 where it is none.

    ISO/IEC 11172-3 §2.4.1.3 and 13818-3 for MPEG audio, 13818-7 §6.2 for ADTS (layer bits 0).
    """
    b1, b2, b3, b4, b5 = (data[at + i].astype(np.int32) for i in range(1, 6))
    version, layer = b1 >> 3 & 3, b1 >> 1 & 3  # 3 is MPEG-1, 2 is 2, 0 is 2.5; layer 3 is I, 1 is III
    kbps_index, rate_index, padding = b2 >> 4, b2 >> 2 & 3, b2 >> 1 & 1
    row = np.where(version == 3, 3 - layer, np.where(layer == 3, 3, 4)).clip(0, 4)
    kbps = _KBPS[row, kbps_index]
    rate_hz = _MPEG_RATES_HZ[rate_index] // np.where(version == 3, 1, np.where(version == 2, 2, 4)).clip(1)
    half = (version != 3) & (layer == 1)
    slots = np.where(half, 72_000, 144_000) * kbps // np.maximum(rate_hz, 1) + padding
    layer_one = (12_000 * kbps // np.maximum(rate_hz, 1) + padding) * 4
    mpeg = np.where(layer == 3, layer_one, slots)
    mpeg = np.where((version != 1) & (layer != 0) & (kbps > 0) & (rate_index != 3), mpeg, 0)
    adts = (b3 & 3) << 11 | b4 << 3 | b5 >> 5
    adts = np.where((b1 & 0xF6 == 0xF0) & (b2 >> 2 & 15 < 13) & (adts > 7), adts, 0)
    return np.where(layer == 0, adts, mpeg).astype(np.int32)
