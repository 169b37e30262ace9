"""Lossy files that stay under the ceiling when they are played: encoded, decoded again, measured, and lowered where
the encoder added a peak. And what the encoders of the services would make of a track.

What an encoder adds moves by some tenths of a decibel when its input changes a little, so nothing is reckoned in
advance: every file is decoded.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studio.audiofile import AudioWriter
from studio.release.check import Heard, read_back
from studio.release.parts import Frames
from studio.units import db_of_gain, gain_of_db

if TYPE_CHECKING:
    from studio.mastering import Measured, Meter

AGAIN = 4
"""So many times a file is lowered by what it is over, and a little; after that it is trimmed."""
LITTLE_DB = 0.05
TRIM_DB = 0.5
BLOCK_FRAMES = 65_536
VORBIS = {"vorbis-q5": 0.5, "vorbis-q9": 0.1}
"""What Spotify plays, by libsndfile's level of compression: quality q is 1 − q / 10."""
_VORBIS_FRAMES = 4096
"""The encoder keeps a whole block on its stack."""


class Encoded(NamedTuple):
    """A lossy file as it is played."""

    heard: Heard
    measured: Measured
    lowered_db: float
    """How far it was lowered; 0 or above."""
    rounds: int
    trimmed: bool
    first_peak_dbtp: float
    """When nothing was lowered yet."""


def measured(heard: Heard, tick: Callable[[], None]) -> Measured:
    """All numbers of a sound."""
    return metered(heard, tick).measured


def metered(heard: Heard, tick: Callable[[], None]) -> Meter:
    """A meter that has listened to all of a sound."""
    from studio.mastering import Meter

    meter = Meter(heard.rate_hz, heard.samples.shape[1])
    for at in range(0, len(heard.samples), BLOCK_FRAMES):
        tick()
        meter.add(heard.samples[at : at + BLOCK_FRAMES])
    return meter


def encode(
    path: Path, encoding: str, samples: Frames, rate_hz: int, ceiling_dbtp: float, tell: Callable[[float], None]
) -> Encoded:
    """Writes a lossy file of which every decoded peak is at or below the ceiling, if lowering can do it.

    `tell` hears the share 0…1 and may raise. StudioError disk-full, disk-refused, export-failed.
    """
    lowered_db, rounds, first = 0.0, 0, 0.0
    while True:
        done = 1.0 - 0.5**rounds
        write(path, encoding, samples, rate_hz, tell, lowered_db=lowered_db, done=done)
        heard = read_back(path, encoding, partial(tell, done))
        found = measured(heard, partial(tell, done))
        rounds += 1
        first = found.true_peak_dbtp if rounds == 1 else first
        over = found.true_peak_dbtp - ceiling_dbtp
        if over <= 0.0 or rounds > AGAIN + 1:
            return Encoded(heard, found, lowered_db, rounds, rounds > AGAIN + 1, first)
        lowered_db += over + (LITTLE_DB if rounds <= AGAIN else TRIM_DB)


def write(
    path: Path,
    encoding: str,
    samples: Frames,
    rate_hz: int,
    tell: Callable[[float], None],
    *,
    lowered_db: float = 0.0,
    seed: int = 0,
    done: float = 0.0,
) -> None:
    """Writes one finished file; `tell` hears of the second half of what was not `done`."""
    gain = gain_of_db(-lowered_db)
    with AudioWriter(path, encoding, rate_hz, samples.shape[1], seed=seed) as writer:
        for at in range(0, len(samples), BLOCK_FRAMES):
            block = samples[at : at + BLOCK_FRAMES]
            writer.write(block if gain == 1.0 else block * gain)
            tell(done + 0.5 * (1.0 - done) * at / len(samples))


def vorbis_peak_dbtp(samples: Frames, rate_hz: int, codec: str, tell: Callable[[float], None]) -> float:
    """The true peak of a track as a service plays it. `codec` is a key of `VORBIS`; `tell` hears the share 0…1."""
    import soundfile

    from studio.mastering.truepeak import true_peak

    kept = io.BytesIO()
    asked = {"format": "OGG", "subtype": "VORBIS", "compression_level": VORBIS[codec]}
    with soundfile.SoundFile(kept, "w", rate_hz, samples.shape[1], **asked) as sound:
        for at in range(0, len(samples), _VORBIS_FRAMES):
            sound.write(samples[at : at + _VORBIS_FRAMES].astype(np.float32))
            tell(at / len(samples))
    kept.seek(0)
    decoded, _ = soundfile.read(kept, dtype="float32", always_2d=True)
    return db_of_gain(true_peak(decoded))
