"""What `rapstudio bench` measures of a mixdown: stems through their strips into a file, on one core and on two, beside
another program."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from studio import export
from studio.song import Clip, Media, Song, Track
from ui.bench_parts import COMPLETE_STRIP, PLAIN_STRIP, RATE_HZ, SONG_S, Measured, Say


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them."""
    seconds = 60.0 if quick else SONG_S
    song = stems_song(folder / "stems", seconds, PLAIN_STRIP)
    _mixdown(folder, song, 2)
    one = min(_mixdown(folder, song, 1) for _ in range(3))
    two = min(_mixdown(folder, song, 2)[0] for _ in range(3))
    found = {"mixdown": seconds / one[1], "mixdown_two": one[0] / two}
    found |= complete(folder, seconds) | {"fading": _fading(folder)}
    peer = _pedalboard(folder, seconds, say)
    if peer:
        found["peer"] = seconds / two / peer
        say(f"mixdown: one core {seconds / one[0]:.0f} ×, two {seconds / two:.0f} ×, pedalboard {peer:.0f} × real time")
    return found


def complete(folder: Path, seconds: float) -> Measured:
    """The same stems with every stage on."""
    song = stems_song(folder / "stems", seconds, COMPLETE_STRIP)
    return {"mixdown_whole": seconds / min(_mixdown(folder, song, 1)[1] for _ in range(3))}


def _mixdown(folder: Path, song: Song, threads: int) -> tuple[float, float]:
    """Seconds by the clock and of CPU."""
    began, began_cpu = time.perf_counter(), time.process_time()
    export.render(song, lambda media: folder / "stems" / media.file, {}, folder / "mix.wav", threads=threads)
    return time.perf_counter() - began, time.process_time() - began_cpu


def _fading(folder: Path) -> float:
    """What a strip costs whose sound has faded to numbers too small for full precision, to what a loud one costs."""
    from studio.engine.offline import OfflineRenderer

    frames = RATE_HZ * 20
    noise = np.random.default_rng(3).standard_normal((frames, 2)) * 0.1
    sounds = {"loud": noise, "fading": noise * np.exp(-np.arange(frames) / 40.0)[:, None]}
    took = {}
    for name, sound in sounds.items():
        soundfile.write(folder / f"{name}.wav", sound.astype(np.float32), RATE_HZ, subtype="FLOAT")
        media = Media(id="m", file=f"{name}.wav", frames=frames, channels=2, rate_hz=RATE_HZ)
        clip = Clip(id="c", media_id="m", at_beat=0.0, length_frames=frames)
        song = Song(
            title="", media=(media,), tracks=(Track(id="t", role="beat", name="", clips=(clip,), knobs=PLAIN_STRIP),)
        )
        times = []
        for _ in range(5):
            renderer = OfflineRenderer(song, lambda media: folder / media.file, {}, threads=1)
            began = time.perf_counter()
            for _ in renderer.mix(0, frames):
                pass
            times.append(time.perf_counter() - began)
        took[name] = min(times)
    return took["fading"] / took["loud"]


def stems_song(folder: Path, seconds: float, knobs: Mapping[str, float]) -> Song:
    """Eight stereo 24-bit stems, each on a track with these knobs."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    frames, rng = round(seconds * RATE_HZ), np.random.default_rng(2)
    media, tracks = [], []
    for number in range(8):
        tone = 0.15 * np.sin(2 * np.pi * 110 * (number + 1) * np.arange(frames) / RATE_HZ)[:, None]
        sound = tone + 0.05 * rng.standard_normal((frames, 2))
        soundfile.write(folder / f"media/s{number}.wav", sound, RATE_HZ, subtype="PCM_24")
        media.append(Media(id=f"s{number}", file=f"media/s{number}.wav", frames=frames, channels=2, rate_hz=RATE_HZ))
        clip = Clip(id=f"c{number}", media_id=f"s{number}", at_beat=0.0, length_frames=frames)
        tracks.append(Track(id=f"t{number}", role="beat", name=f"s{number}", clips=(clip,), knobs=dict(knobs)))
    return Song(title="Stems", bpm=90.0, media=tuple(media), tracks=tuple(tracks))


def _pedalboard(folder: Path, seconds: float, say: Say) -> float:
    """The same job on two threads with pedalboard, in multiples of real time; 0 if it is not installed."""
    try:
        import pedalboard as pb
        from pedalboard.io import AudioFile
    except ImportError:
        say("pedalboard is not installed (pip install 'rap-clinic-studio[bench]'): no peer figure")
        return 0.0
    from concurrent.futures import ThreadPoolExecutor

    def strip(number: int) -> Any:
        with AudioFile(str(folder / f"stems/media/s{number}.wav")) as file:
            sound = file.read(file.frames)
        chain = pb.Pedalboard(
            [
                pb.HighpassFilter(80),
                pb.LowShelfFilter(150, 2.0),
                pb.PeakFilter(1500, -3.0, 0.9),
                pb.HighShelfFilter(7000, 3.0),
                pb.Compressor(-24, 4, 8, 120),
                pb.Gain(-8),
            ]
        )
        return chain(sound, RATE_HZ)

    def mixdown() -> float:
        began = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            mix = sum(pool.map(strip, range(8)))
            reverb = pool.submit(pb.Pedalboard([pb.Reverb(wet_level=1, dry_level=0)]), mix * 0.25, RATE_HZ)
            delay = pool.submit(pb.Pedalboard([pb.Delay(0.5, 0.35, 1.0)]), mix * 0.125, RATE_HZ)
            mix = mix + reverb.result() + delay.result()
        with AudioFile(str(folder / "peer.wav"), "w", RATE_HZ, 2, bit_depth=24) as file:
            file.write(mix)
        return seconds / (time.perf_counter() - began)

    return max(mixdown() for _ in range(2))
