"""A song before it goes out, all of it: its mix, its voices over the beat, its recordings, its papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from studio.delivery import Delivery
from studio.params import VOICE_ROLES
from studio.preflight.finding import Finding
from studio.preflight.papers import check_papers
from studio.preflight.recordings import check_recordings
from studio.preflight.sound import Sound
from studio.preflight.track import check_balance, check_mix
from studio.song import Media, Song
from studio.timeline import song_length_frames

if TYPE_CHECKING:
    from studio.engine.sounds import Kits


def check_song(
    song: Song,
    folder: Path,
    path_of: Callable[[Media], Path],
    kits: Kits,
    delivery: Delivery,
    explicit_words: Sequence[str],
) -> list[Finding]:
    """Everything that can be said before a song is mastered; the finished files are looked at when they are made.

    `kits` as `studio.export.render` wants them. StudioError capacity.
    """
    found: list[Finding] = []
    seconds = song_length_frames(song) / song.rate_hz
    if seconds > 0.0:
        mix, voices, rest = _rendered(song, path_of, kits)
        seconds = mix.seconds
        found += check_mix(mix, delivery) + check_balance(voices, rest, delivery)
        found += check_recordings(song, path_of, delivery)
    return found + check_papers(song, folder, delivery, explicit_words, seconds=seconds)


def _rendered(song: Song, path_of: Callable[[Media], Path], kits: Kits) -> tuple[Sound, Sound, Sound]:
    """The mix before mastering; the voices of it and everything else, after their faders, without echo and room."""
    from studio.engine.offline import OfflineRenderer

    renderer = OfflineRenderer(song, path_of, kits)
    mix: list[NDArray[np.float32]] = []
    voices: list[NDArray[np.float32]] = []
    rest: list[NDArray[np.float32]] = []
    for block, strips in renderer.mix_and_stems(0, renderer.length_frames):
        mix.append(block.astype(np.float32))
        for parts, wanted in ((voices, True), (rest, False)):
            part = np.zeros_like(mix[-1])
            for track, strip in zip(song.tracks, strips, strict=True):
                if (track.role in VOICE_ROLES) == wanted:
                    part += strip.astype(np.float32)
            parts.append(part)
    whole = (np.concatenate(blocks) for blocks in (mix, voices, rest))
    first, second, third = (Sound(samples, song.rate_hz) for samples in whole)
    return first, second, third
