"""The header of a WAV: read where its parts lie, write a plain one. Knows bytes, not sound.

RIFF/WAVE as Microsoft and IBM wrote it down in 1991, RF64 as EBU Tech 3306: past 4 GB the real sizes stand in a
`ds64` chunk, which has to be the first one.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, NamedTuple

PCM = 1
FLOAT = 3
SIZE_UNKNOWN = 0xFFFF_FFFF
"""In a 32-bit size field: look into `ds64`, or (streamed and crashed files) read to the end."""

LIMIT_BYTES = SIZE_UNKNOWN
"""From here on a file is an RF64."""

_FORM_TAGS = (b"RIFF", b"RF64", b"BW64")
_MAX_CHUNKS = 1000


class Form(NamedTuple):
    """How the samples of a WAV are laid down."""

    tag: int
    """Format tag: `PCM`, `FLOAT`, or any other number of the registry."""
    channels: int
    rate_hz: int
    bits: int
    """Of one sample."""

    @property
    def frame_bytes(self) -> int:
        return self.channels * self.bits // 8


class Wav(NamedTuple):
    """Where the parts of a WAV lie, in bytes from its beginning, as its header claims it."""

    rate_hz: int
    frame_bytes: int
    data_at: int
    """First byte of the sound."""
    data_bytes: int
    """What the header claims; `SIZE_UNKNOWN` may be a crashed file."""
    size_at: int
    size_width: int
    """The field that makes this claim: 4 bytes in the `data` chunk, or 8 in `ds64`."""


def read(file: BinaryIO) -> Wav | None:
    """The parts of a WAV, or None where there is no `fmt ` and `data` to be found. Moves the file's position."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(12)
    if head[:4] not in _FORM_TAGS or head[8:] != b"WAVE":
        return None
    at = 12
    form = wide = data = None
    for _ in range(_MAX_CHUNKS):
        if at >= size:  # a `ds64` may claim more than a file's position can say
            break
        file.seek(at)
        head = file.read(8)
        if len(head) < 8 or not is_name(head[:4]):
            break
        name, claimed = struct.unpack("<4sI", head)
        body = at + 8
        if name == b"fmt " and claimed >= 16:
            form = struct.unpack("<HHIIHH", file.read(16).ljust(16, b"\0"))
        elif name == b"ds64" and claimed >= 24:
            wide = (struct.unpack("<QQQ", file.read(24).ljust(24, b"\0"))[1], body + 8)
        elif name == b"data" and data is None:
            data = (body, claimed, at + 4, 4)
            if claimed == SIZE_UNKNOWN and wide is not None:
                claimed = wide[0]
                data = (body, claimed, wide[1], 8)
        at = body + claimed + claimed % 2
    if form is None or data is None:
        return None
    _, _, rate_hz, _, frame_bytes, _ = form
    return Wav(rate_hz, frame_bytes, *data)


def is_name(name: bytes) -> bool:
    """Whether four bytes can be the name of a chunk: printable ASCII."""
    return len(name) == 4 and all(32 <= byte < 127 for byte in name)


def fits(form: Form, frames: int) -> bool:
    """Whether so much sound fits a plain WAV, whose sizes are of 32 bits."""
    return frames * form.frame_bytes + 100 <= LIMIT_BYTES


def header(form: Form, frames: int, *, wide_slot: bool = False, more: bytes = b"") -> bytes:
    """The bytes before the sound: 44 for PCM, 58 for float (which the format obliges to a `fact`), and `more` whole
    chunks between them and the `data`.

    `wide_slot` keeps 36 bytes more for the `ds64` of a file that may pass 4 GB; as long as it does not, they are a
    `JUNK` chunk, which every reader skips. Without it the sound has to fit (`fits`).
    """
    data_bytes = frames * form.frame_bytes
    bytes_per_s = form.rate_hz * form.frame_bytes
    body = struct.pack("<HHIIHH", form.tag, form.channels, form.rate_hz, bytes_per_s, form.frame_bytes, form.bits)
    if form.tag != PCM:
        body += struct.pack("<H", 0)
    chunks = struct.pack("<4sI", b"fmt ", len(body)) + body
    if form.tag != PCM:
        chunks += struct.pack("<4sII", b"fact", 4, min(frames, SIZE_UNKNOWN))
    chunks += more
    riff_bytes = 4 + 36 * wide_slot + len(chunks) + 8 + data_bytes + data_bytes % 2
    wide = wide_slot and not fits(form, frames)
    slot = b""
    if wide_slot:
        sizes = (riff_bytes, data_bytes, frames) if wide else (0, 0, 0)
        slot = struct.pack("<4sIQQQI", b"ds64" if wide else b"JUNK", 28, *sizes, 0)
    start = struct.pack("<4sI4s", b"RF64" if wide else b"RIFF", SIZE_UNKNOWN if wide else riff_bytes, b"WAVE")
    return start + slot + chunks + struct.pack("<4sI", b"data", SIZE_UNKNOWN if wide else data_bytes)
