"""Songs and files for the engine's tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from studio.song import Clip, Lane, Media, Note, Pattern, Section, Song, Step, Track

EVERYTHING_ON = {
    "highpass_on": 1,
    "highpass_hz": 90.0,
    "eq_on": 1,
    "low_db": 2.0,
    "mid_db": -3.0,
    "high_db": 3.0,
    "compressor_on": 1,
    "threshold_db": -24.0,
    "ratio": 4.0,
    "makeup_db": 4.0,
    "delay_send_db": -18.0,
    "reverb_send_db": -12.0,
    "gain_db": -12.0,
    "pan": 0.2,
}


def write(path: Path, samples: np.ndarray, rate_hz: int = 48_000, subtype: str = "PCM_24") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples, rate_hz, subtype=subtype)


def clip_song(
    folder: Path, *sounds: np.ndarray, rate_hz: int = 48_000, bpm: float = 120.0, subtype: str = "PCM_24", **knobs
):
    """A song of one track for each sound, each a clip at beat 0, its files in `folder`."""
    media, tracks = [], []
    for number, samples in enumerate(sounds):
        write(folder / "media" / f"m{number}.wav", samples, rate_hz, subtype)
        channels = 1 if samples.ndim == 1 else samples.shape[1]
        media.append(
            Media(id=f"m{number}", file=f"media/m{number}.wav", frames=len(samples), channels=channels, rate_hz=rate_hz)
        )
        clip = Clip(id=f"c{number}", media_id=f"m{number}", at_beat=0.0, length_frames=len(samples))
        tracks.append(Track(id=f"t{number}", role="beat", name=f"Track {number}", clips=(clip,), knobs=dict(knobs)))
    return Song(title="Test", bpm=bpm, rate_hz=rate_hz, media=tuple(media), tracks=tuple(tracks))


def path_in(folder: Path):
    return lambda media: folder / media.file


def noise(seconds: float, seed: int = 1, rate_hz: int = 48_000, gain: float = 0.1, channels: int = 2) -> np.ndarray:
    shape = (round(seconds * rate_hz), channels) if channels > 1 else round(seconds * rate_hz)
    return (np.random.default_rng(seed).standard_normal(shape) * gain).clip(-1, 1)


def sine(hz: float, seconds: float, rate_hz: int = 48_000, gain: float = 0.25) -> np.ndarray:
    return gain * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)


def beat_song(kit: str = "k", rate_hz: int = 48_000, bars: int = 4) -> Song:
    """Two tracks that play sounds: drums with a kick and a hat, and a sliding bass."""
    lanes = (
        Lane(sound="kick", track_id="t1", steps=tuple(Step(at_step=at) for at in (0, 6, 10))),
        Lane(sound="closed_hat", track_id="t1", steps=tuple(Step(at_step=at, velocity=70) for at in range(0, 16, 2))),
        Lane(sound="sub", track_id="t2", notes=(Note(at_step=0, length_steps=8, midi_note=36, glide_to=41),)),
    )
    return Song(
        title="Beat",
        bpm=90.0,
        rate_hz=rate_hz,
        tracks=(Track(id="t1", role="drums", name="Drums", kit=kit), Track(id="t2", role="bass", name="Bass", kit=kit)),
        patterns=(Pattern(id="p1", name="One", bars=1, lanes=lanes),),
        sections=(Section(id="s1", kind="verse", bars=bars, pattern_id="p1"),),
    )
