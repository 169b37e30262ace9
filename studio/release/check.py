"""Opens a finished file again, with a reader that did not write it, and looks whether it is what was meant."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.audiofile import ENCODINGS
from studio.decode import opened
from studio.errors import StudioError

REACH_FRAMES = 4096
"""A shift is looked for this far to either side."""
_STRETCH = 1 << 16
_ALIKE = 0.999
"""A peak of the correlation that is no higher than this is no reason to believe in a shift: a tone looks like itself
one period later."""
STEPS = {16: 3.0 / (1 << 15), 24: 1.0 / (1 << 23)}
"""How far a sample of a whole-number file may lie from what was meant: rounding, and the dither of 16 bits."""
LOUDNESS_LU = 0.5
"""How far the loudness of a lossy file may lie from what was meant."""


class Heard(NamedTuple):
    """What a file holds."""

    rate_hz: int
    samples: NDArray[np.float32] | NDArray[np.float64]
    """[frames, channels]; the receiver's own."""


def read_back(path: Path, encoding: str, tick: Callable[[], None]) -> Heard:
    """The whole sound of a file: our WAVs through libsndfile, libsndfile's files through FFmpeg; of an M4A the header
    is mutagen's to read, the sound FFmpeg's decoder. `tick` may raise Cancelled. StudioError("export-failed")."""
    row = ENCODINGS[encoding]
    try:
        if row.library is None and not row.codec:
            return _through_sndfile(path)
        with opened(path, tick) as sound:
            rate_hz = sound.rate_hz
            blocks = [block.samples for block in sound.blocks()]
        heard = Heard(rate_hz, np.concatenate(blocks) if blocks else np.zeros((0, 2), np.float32))
    except StudioError as error:
        raise StudioError("export-failed", name=path.name) from error
    if row.codec:
        _check_m4a(path, heard)
    return heard


def _through_sndfile(path: Path) -> Heard:
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError) as error:
        raise StudioError("export-failed", name=path.name) from error
    return Heard(rate_hz, samples)


def _check_m4a(path: Path, heard: Heard) -> None:
    """What the container says of rate, channels and length, by a reader of containers only."""
    import mutagen

    mp4, frames = importlib.import_module("mutagen.mp4"), -1
    with contextlib.suppress(mutagen.MutagenError, OSError):
        info = mp4.MP4(path).info
        if (info.sample_rate, info.channels) == (heard.rate_hz, heard.samples.shape[1]):
            frames = round(info.length * info.sample_rate)
    if not 0 <= frames - len(heard.samples) < REACH_FRAMES:
        raise StudioError("export-failed", name=path.name)


def lag_frames(meant: NDArray[Any], heard: NDArray[Any]) -> int:
    """How many frames `heard` lies behind `meant`, both [frames, channels], by cross-correlation around the loudest
    place; 0 for silence. Looks `REACH_FRAMES` to either side."""
    length = min(len(meant), len(heard))
    if not length:
        return 0
    middle = _loudest(meant[:length])
    first = min(max(middle - _STRETCH // 2, 0), max(length - _STRETCH, 0))
    end = min(first + _STRETCH, length)
    a, b = (np.asarray(sound[first:end], np.float64).sum(axis=1) for sound in (meant, heard))
    size = 1 << (2 * (end - first) - 1).bit_length()
    correlation = np.fft.irfft(np.fft.rfft(b, size) * np.conj(np.fft.rfft(a, size)), size)
    reach = min(REACH_FRAMES, end - first - 1)
    around = np.concatenate((correlation[size - reach :] if reach else correlation[:0], correlation[: reach + 1]))
    best = int(np.argmax(around))
    return 0 if around[reach] >= _ALIKE * around[best] else best - reach


def fault_of(
    meant: NDArray[Any],
    heard: Heard,
    encoding: str,
    loudness: tuple[float, float] = (0.0, 0.0),
    rate_hz: int = 44_100,
) -> str:
    """Why a file is not what was meant, as a code, or nothing: `frames`, `rate`, `channels`, `lag`, `sound` (whole
    numbers that differ), `loudness` (of a lossy one: `loudness` is what was meant and what was heard, in LUFS)."""
    row = ENCODINGS[encoding]
    if heard.rate_hz != rate_hz:
        return "rate"
    if heard.samples.shape[1] != meant.shape[1]:
        return "channels"
    if len(heard.samples) != len(meant):
        return "frames"
    if row.bits in STEPS and _furthest(meant, heard.samples) <= STEPS[row.bits]:
        return ""
    if lag_frames(meant, heard.samples) != 0:
        return "lag"
    if row.bits in STEPS:
        return "sound"
    wanted, found = loudness
    return "" if wanted == found or abs(wanted - found) <= LOUDNESS_LU else "loudness"  # silence: both are −inf


def _furthest(meant: NDArray[Any], heard: NDArray[Any]) -> float:
    """The largest difference of two sounds of one length; what is meant beyond full scale counts as full scale."""
    furthest = 0.0
    for at in range(0, len(meant), _STRETCH):
        left = np.clip(meant[at : at + _STRETCH], -1.0, 1.0)
        left -= heard[at : at + _STRETCH]
        furthest = max(furthest, float(left.max(initial=0.0)), -float(left.min(initial=0.0)))
    return furthest


def _loudest(sound: NDArray[Any]) -> int:
    """The first of the frames with the largest sample."""
    place, most = 0, 0.0
    for at in range(0, len(sound), _STRETCH):
        block = np.abs(sound[at : at + _STRETCH]).ravel()
        loudest = int(np.argmax(block))
        if block[loudest] > most:
            place, most = at + loudest // sound.shape[1], float(block[loudest])
    return place
