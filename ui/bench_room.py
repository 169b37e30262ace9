"""What `rapstudio bench` measures of the Beat room: how long it takes to draw, and how long a beat is listened to."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import soundfile

from ui.bench_beats import full_beat
from ui.bench_parts import Measured, Say
from ui.bench_window import in_window

_SECONDS = 240


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them."""
    painting = in_window("ui.paint_bench", folder / "room", say, "the Beat room")
    return {**{f"paint_{part}": ms for part, ms in painting.items()}, "listening": _listening(folder)}


def _listening(folder: Path) -> float:
    """A beat of four minutes, WAV, in a process that has loaded the library already."""
    import librosa.feature  # noqa: F401  the first import is not what is measured

    from beats.analysis import analyse
    from beats.kits import kit_sources
    from studio.engine.offline import OfflineRenderer

    song = full_beat("boom_bap")
    kits = {name: kit_sources(name, song.rate_hz, folder / "cache") for name in {track.kit for track in song.tracks}}
    renderer = OfflineRenderer(song, lambda media: Path(media.file), kits)
    frames = min(_SECONDS * song.rate_hz, renderer.length_frames)
    sound = np.concatenate([block.copy() for block in renderer.mix(0, frames)])
    sound = np.resize(sound, (_SECONDS * song.rate_hz, 2))
    path = folder / "four minutes.wav"
    soundfile.write(path, sound, song.rate_hz, subtype="PCM_16")
    analyse(path)
    began = time.perf_counter()
    analyse(path)
    return time.perf_counter() - began
