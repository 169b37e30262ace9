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
        mix, voices = _rendered(song, path_of, kits)
        seconds = mix.seconds
        found += check_mix(mix, delivery) + check_balance(voices, _rest(mix, voices), delivery)
        found += check_recordings(song, path_of, delivery)
    return found + check_papers(song, folder, delivery, explicit_words, seconds=seconds)


def _rendered(song: Song, path_of: Callable[[Media], Path], kits: Kits) -> tuple[Sound, Sound]:
    """The mix before mastering, and the voices of it without echo and room."""
    from studio.engine.offline import OfflineRenderer

    renderer = OfflineRenderer(song, path_of, kits)
    mix = np.concatenate([block.astype(np.float32) for block in renderer.mix()])
    voices: NDArray[np.float32] = np.zeros_like(mix)
    at, sung = 0, [number for number, track in enumerate(song.tracks) if track.role in VOICE_ROLES]
    for stems in renderer.stems(0, min(renderer.length_frames, len(mix))) if sung else ():
        for number in sung:
            voices[at : at + len(stems[number])] += stems[number]
        at += len(stems[0])
    return Sound(mix, song.rate_hz), Sound(voices, song.rate_hz)


def _rest(mix: Sound, voices: Sound) -> Sound:
    return Sound(mix.samples - voices.samples, mix.rate_hz)
