"""A cover's bytes: its size, and the picture alone, without what a camera or a program wrote beside it."""

from __future__ import annotations

from collections.abc import Iterator

_START, _SCAN = b"\xff\xd8", 0xDA
_KEPT_NOTES = (0xE0, 0xEE)
"""JFIF, and Adobe's note of how the colours are meant."""
_NOTES = (*range(0xE0, 0xF0), 0xFE)
"""Everything that is no picture: Exif with its place on the map, profiles, comments."""
_NO_FRAMES = (0xC4, 0xC8, 0xCC)


def is_jpeg(data: bytes) -> bool:
    """Whether there is a picture in it, as far as its marks tell."""
    return jpeg_size(data) != (0, 0)


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height by its first frame header; (0, 0) where there is none."""
    for marker, segment in _segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAMES and len(segment) >= 9:
            return int.from_bytes(segment[7:9], "big"), int.from_bytes(segment[5:7], "big")
    return 0, 0


def bare(data: bytes) -> bytes:
    """The same picture without notes; every pixel stays."""
    kept = [segment for marker, segment in _segments(data) if marker not in _NOTES or marker in _KEPT_NOTES]
    return _START + b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each part, the last one from the first scan to the end."""
    at = len(_START)
    if not data.startswith(_START):
        return
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            yield marker, data[at:]
            return
        yield marker, data[at : at + 2 + length]
        at += 2 + length
