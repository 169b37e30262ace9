"""The `bext` chunk of a Broadcast Wave, version 2 (EBU Tech 3285): where a stem begins, and what it is, for programs
that put it in its place by themselves."""

from __future__ import annotations

import re
import struct
import uuid

_NO_LOUDNESS = 0x7FFF
"""What the fields of version 2 hold where nobody measured."""
_ORIGINATOR = "Rap Clinic Studio"


def chunk(description: str, content: bytes, rate_hz: int, *, date: str = "", at_frame: int = 0) -> bytes:
    """The whole chunk, an even number of bytes.

    `description` is held to ASCII, which the standard obliges to, and cut to 256 signs. `content` is what the file's
    reference is made from, so that the same sound has the same one; `date` is `YYYY-MM-DD` or empty; `at_frame` is
    counted from the song's beat 0.
    """
    reference = uuid.UUID(bytes=content[:16], version=4).hex
    day = date if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date, re.ASCII) else ""
    fixed = struct.pack(
        "<256s32s32s10s8sIIH64s5h180x",
        description.encode("ascii", "ignore")[:256],
        _ORIGINATOR.encode(),
        reference.encode(),
        day.encode(),
        b"",
        at_frame & 0xFFFF_FFFF,
        at_frame >> 32,
        2,
        b"",
        *(_NO_LOUDNESS,) * 5,
    )
    body = fixed + f"A=PCM,F={rate_hz},W=24,M=stereo,T={_ORIGINATOR}\r\n".encode() + b"\0"
    body += bytes(len(body) % 2)
    return struct.pack("<4sI", b"bext", len(body)) + body
