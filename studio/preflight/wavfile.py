"""The bytes of a WAV as a shop's machine reads them: the strictest take `WAVE_FORMAT_PCM`, a header of 44 bytes, and
nothing behind the sound."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio import riff
from studio.delivery import Delivery, Upload
from studio.disk import telling
from studio.preflight.finding import Finding
from studio.preflight.measured import Measured
from studio.preflight.table import band_named, judged

_HEAD_BYTES = 44
_MOST_CHUNKS = 1000
_FLOATS: dict[int, type[np.floating]] = {32: np.float32, 64: np.float64}


class Header(NamedTuple):
    """What a WAV says of itself."""

    tag: int
    channels: int
    rate_hz: int
    bits: int
    chunks: tuple[str, ...]
    """Names of its chunks, in their order."""
    data_at: int
    data_bytes: int
    """Of the sound, as claimed."""
    riff_bytes: int
    """Of everything behind the first eight bytes, as claimed."""
    file_bytes: int


def header(path: Path) -> Header | None:
    """The header of a WAV; None for a file that is none. StudioError("disk-refused") if it cannot be read."""
    with telling(path), path.open("rb") as file:
        file_bytes = file.seek(0, 2)
        file.seek(0)
        start = file.read(12)
        if len(start) < 12 or start[:4] not in (b"RIFF", b"RF64") or start[8:] != b"WAVE":
            return None
        chunks: list[str] = []
        shape, data, at = (0, 0, 0, 0, 0, 0), (0, 0), 12
        claimed = struct.unpack("<I", start[4:8])[0]
        while at + 8 <= file_bytes and len(chunks) < _MOST_CHUNKS:
            file.seek(at)
            name, size = struct.unpack("<4sI", file.read(8))
            chunks.append(name.decode("latin-1"))
            if name == b"fmt ":
                shape = struct.unpack("<HHIIHH", file.read(16).ljust(16, b"\0"))
            if name == b"data":
                data = (at + 8, size)
            at += 8 + size + size % 2
        tag, channels, rate_hz, _, _, bits = shape
        return Header(tag, channels, rate_hz, bits, tuple(chunks), *data, claimed, file_bytes)


def check_header(what: Header | None, upload: Upload) -> list[Finding]:
    """What of a file's form the shops would send back; one finding for each thing."""
    if what is None:
        return [Finding(check="file-kind", level="info")]
    found = []
    if what.tag != riff.PCM:
        found.append(_blocked("file-format", what.tag))
    if what.bits not in upload.bits:
        found.append(_blocked("file-bits", what.bits))
    if what.rate_hz != upload.rate_hz:
        found.append(_blocked("file-rate", what.rate_hz))
    if what.channels not in (1, upload.channels):  # one channel has a row of its own
        found.append(_blocked("file-channels", what.channels))
    odd = [name for name in what.chunks if name not in ("fmt ", "data")]
    if odd or what.chunks[-1:] != ("data",) or what.data_at != _HEAD_BYTES:
        found.append(_blocked("file-chunks", what.data_at, ascii(" ".join(odd))[1:-1]))
    end = what.data_at + what.data_bytes + what.data_bytes % 2
    if end != what.file_bytes or what.riff_bytes + 8 != what.file_bytes:
        found.append(_blocked("file-size", what.file_bytes))
    return found or [Finding(check="file-kind", level="ok")]


def check_samples(path: Path, what: Header | None, delivery: Delivery) -> list[Finding]:
    """Samples of a float file that are no numbers, or so small that they only cost time; whole numbers have none."""
    if what is None or what.tag != riff.FLOAT or what.bits not in _FLOATS:
        return []
    kind = np.dtype(_FLOATS[what.bits]).newbyteorder("<")
    count = max(min(what.data_bytes, what.file_bytes - what.data_at), 0) // kind.itemsize
    with telling(path):
        samples: NDArray[np.floating] = np.fromfile(path, kind, count, offset=what.data_at)
    bad = ~np.isfinite(samples) | ((samples != 0.0) & (np.abs(samples) < np.finfo(kind).tiny))
    at = int(np.argmax(bad)) / max(what.channels, 1) / max(what.rate_hz, 1) if bad.any() else None
    value = Measured(float(np.count_nonzero(bad)), at)
    return [judged("bad-samples", "", 0, value, band_named(delivery, "bad-samples"), "export-again")]


def _blocked(check: str, value: int, what: str = "") -> Finding:
    return Finding(check=check, level="block", value=float(value), what=what, remedy="export-again")
