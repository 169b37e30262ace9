"""Bring a file into a song: decoded, resampled once, stored as 24-bit WAV beside the song, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from studio.audiofile import AudioWriter
from studio.decode import BLOCK_FRAMES, Block, Samples, Sound, opened
from studio.disk import telling
from studio.errors import StudioError
from studio.progress import ticker
from studio.units import db_of_gain
from studio.wholefile import scratch_file

LIMIT_MIN = 180
LIMIT_MB = 4_000
"""Longer or larger than this, once stored, is refused."""

_DECODING_SHARE = 0.9
"""How much of the way the decoding is; the rest is the writing of what it gave."""
_LEAST_BYTES_PER_S = 500
"""No codec that we read goes below 4 kbit/s: a shorter file than that for its length is lying about it."""


class Imported(NamedTuple):
    """What came in, and how."""

    frames: int
    channels: int
    """1 or 2."""
    rate_hz: int
    """Of the stored file: what was asked for."""
    name: str
    """What the file was called where it came from, without its folder."""
    sha256: str
    """Of the stored file."""
    source_rate_hz: int
    source_kind: str
    """Container and codec: `mp3/mp3`, `mp4/aac`, `wav/pcm_s24le` …"""
    gain_db: float
    """0, or how much the sound was turned down to fit below full scale: a clip at this gain sounds as the source."""
    notes: tuple[str, ...]
    """What a person should be told, any of: `lossy`, `telephone-quality`, `downmixed`, `header-repaired`,
    `damaged-middle`, `truncated`, `delay-unknown` (an encoder's delay of up to 50 ms may stand before it)."""


def import_audio(
    source: Path,
    target: Path,
    rate_hz: int,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Imported:
    """Any sound file → a 24-bit WAV at `target` at the song's rate; memory stays bounded however long it is.

    A lossless file at that rate is stored to the bit. Raises StudioError: `audio-missing`, `audio-empty`,
    `audio-silent-track`, `audio-unreadable`, `audio-too-long`, `audio-too-big`, `disk-full`, `disk-refused`; and
    `Cancelled`. Nothing is left behind then.
    """
    tick = ticker(progress, cancelled)

    with scratch_file(target) as scratch:
        with opened(source, tick) as sound:
            _refuse_early(sound, rate_hz, source.name)
            frames, peak = 0, 0.0
            for samples in _resampled(sound.blocks(), rate_hz):
                frames += len(samples)
                _refuse(frames, sound.channels, rate_hz, source.name)
                peak = max(peak, -float(samples.min(initial=0.0)), float(samples.max(initial=0.0)))
                with telling(target):
                    scratch.write(samples.data)
                tick(_DECODING_SHARE * sound.share)
        if not frames:
            broken = {"damaged-middle", "truncated"} & set(sound.notes)
            raise StudioError("audio-unreadable" if broken else "audio-empty", name=source.name)
        gain = 1.0 / peak if peak > 1.0 else 1.0
        scratch.seek(0)
        with AudioWriter(target, "wav24", rate_hz, sound.channels) as writer:
            for samples in _read_back(scratch, sound.channels):
                if gain != 1.0:
                    samples *= np.float32(gain)
                writer.write(samples)
                tick(_DECODING_SHARE + (1.0 - _DECODING_SHARE) * writer.frames / frames)
    sha256 = _sha256(target, lambda: progress(1.0) if progress is not None else None)
    return Imported(
        frames=frames,
        channels=sound.channels,
        rate_hz=rate_hz,
        name=source.name.encode(errors="replace").decode(),
        sha256=sha256,
        source_rate_hz=sound.rate_hz,
        source_kind=sound.kind,
        gain_db=db_of_gain(1.0 / gain),
        notes=tuple(sound.notes),
    )


def turn_over(
    source: Path,
    target: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Imported:
    """A stored sound of two sides once more, at `target`, with its right side turned over. StudioError and Cancelled as
    `import_audio`; nothing is left behind then."""
    tick = ticker(progress, cancelled)
    with opened(source, tick) as sound:
        with AudioWriter(target, "wav24", sound.rate_hz, sound.channels) as writer:
            for block in sound.blocks():
                block.samples[:, -1] *= np.float32(-1.0)
                writer.write(block.samples)
                tick(_DECODING_SHARE * sound.share)
        return Imported(
            frames=writer.frames,
            channels=sound.channels,
            rate_hz=sound.rate_hz,
            name=source.name,
            sha256=_sha256(target, tick),
            source_rate_hz=sound.rate_hz,
            source_kind=sound.kind,
            gain_db=0.0,
            notes=(),
        )


def _sha256(path: Path, alive: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with telling(path), path.open("rb") as file:
        while data := file.read(1 << 22):
            digest.update(data)
            alive()
    return digest.hexdigest()


def _refuse_early(sound: Sound, rate_hz: int, name: str) -> None:
    """What its header says, if it can be true, spares a person minutes of decoding for a refusal."""
    if sound.size_bytes > sound.promised_s * _LEAST_BYTES_PER_S:
        _refuse(round(sound.promised_s * rate_hz), sound.channels, rate_hz, name)


def _refuse(frames: int, channels: int, rate_hz: int, name: str) -> None:
    if frames > LIMIT_MIN * 60 * rate_hz:
        raise StudioError("audio-too-long", name=name, limit_min=LIMIT_MIN)
    if frames * channels * 3 > LIMIT_MB * 1_000_000:
        raise StudioError("audio-too-big", name=name, limit_mb=LIMIT_MB)


def _resampled(blocks: Iterator[Block], rate_hz: int) -> Iterator[Samples]:
    """Blocks at whatever rate → contiguous float32 [frames, channels] at `rate_hz`; what has one rate is one sound."""
    import soxr

    stream: Any = None
    from_hz = 0
    for block in blocks:
        if block.rate_hz != from_hz:
            if stream is not None:
                yield stream.resample_chunk(np.zeros((0, block.samples.shape[1]), np.float32), last=True)
            from_hz, channels = block.rate_hz, block.samples.shape[1]
            stream = None
            if from_hz != rate_hz:
                stream = soxr.ResampleStream(from_hz, rate_hz, channels, dtype="float32", quality="VHQ")
        if stream is None:
            yield np.ascontiguousarray(block.samples)
        else:
            yield stream.resample_chunk(np.ascontiguousarray(block.samples))
    if stream is not None:
        yield stream.resample_chunk(np.zeros((0, channels), np.float32), last=True)


def _read_back(file: BinaryIO, channels: int) -> Iterator[Samples]:
    """float32 [frames, channels] as they were written, in a buffer of its own that is used again."""
    buffer = np.empty((BLOCK_FRAMES, channels), np.float32)
    octets = buffer.data.cast("B")
    while count := file.readinto(octets):  # type: ignore[attr-defined]
        yield buffer[: count // buffer.itemsize // channels]
