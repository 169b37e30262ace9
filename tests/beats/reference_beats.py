"""The reference set of "a beat from outside": every style at three tempos with a voice on top, as WAV and as MP3, and
the score of `beats.analysis` on it.

Each file is rendered by the house, so its tempo and every bar line are known to the frame. What makes it a file from
outside is worked out from its seed: silence of a random length in front, a voice that may come in before the beat, the
sample rate, the bit rate of the MP3.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy import signal

from beats import analysis
from beats.kits import kit_sources
from beats.styles import load_style, style_names, style_song
from studio.engine.offline import OfflineRenderer
from studio.song import Song

RATE_HZ = 48_000
BARS = 24
TEMPO_TOLERANCE = 0.02
"""BPM: what `beats.analysis` promises of the exact tempo."""
FIRST_TOLERANCE_S = 0.020
TEMPO_BAR, FIRST_BAR = 0.95, 0.90

Floats = NDArray[np.float64]


class Reference(NamedTuple):
    """One file of the set and the truth about it."""

    name: str
    path: Path
    style: str
    bpm: float
    key: str
    first_beat_s: float
    """Where bar 1 begins; every bar after it is `bar_s` later."""
    seconds: float

    @property
    def bar_s(self) -> float:
        return 4 * 60.0 / self.bpm


class Score(NamedTuple):
    """What was found of one reference."""

    reference: Reference
    found: analysis.Analysis
    tempo_at_once: bool
    tempo: bool
    """Right after at most one click on ½× or 2×."""
    first_error_s: float
    """From the nearest true bar line."""
    first_beat: bool
    """Within `FIRST_TOLERANCE_S` of a true bar line, and one of the first two bars."""
    key: bool


def references(
    folder: Path, styles: tuple[str, ...] | None = None, *, bands: tuple[str, ...] = ("low", "default", "high")
) -> Iterator[Reference]:
    """Makes the set in `folder`, file by file: each style at each tempo of its band, once as WAV and once as MP3."""
    for style in style_names() if styles is None else styles:
        for band in bands:
            bpm = getattr(load_style(style).tempo, band)
            yield from _made(folder, style, bpm, whole_form=band == "default")


def scored(reference: Reference) -> Score:
    """Analyses one file and holds the answer against the truth."""
    found = analysis.analyse(reference.path)
    bpm = found.bpm or 0.0
    exact = [abs(bpm * factor - reference.bpm) <= TEMPO_TOLERANCE for factor in (1.0, 0.5, 2.0)]
    bars = (found.first_beat_s - reference.first_beat_s) / reference.bar_s
    error_s = abs(bars - round(bars)) * reference.bar_s
    early_enough = 0 <= round(bars) < 2
    return Score(
        reference=reference,
        found=found,
        tempo_at_once=exact[0],
        tempo=any(exact),
        first_error_s=error_s,
        first_beat=error_s <= FIRST_TOLERANCE_S and early_enough,
        key=found.key == reference.key,
    )


def share(scores: list[Score], what: Callable[[Score], bool]) -> float:
    """The share of the scores that have something right, 0…1."""
    return sum(map(what, scores)) / len(scores)


def _made(folder: Path, style: str, bpm: float, *, whole_form: bool) -> Iterator[Reference]:
    song = style_song(style, "", bpm=bpm, bars=None if whole_form else BARS)
    rng = np.random.default_rng(zlib.crc32(f"{style}/{bpm}".encode()))
    folder.mkdir(parents=True, exist_ok=True)
    beat = rendered(song, folder / "kits")
    bar_s = 4 * 60.0 / bpm
    pickup_s = bar_s / 4 if rng.random() < 1 / 3 else 0.0
    first_beat_s = pickup_s + float(rng.uniform(0.0, 3.0))
    sound = np.zeros((round(first_beat_s * RATE_HZ) + len(beat), 2))
    sound[-len(beat) :] = beat
    voice = a_voice(len(beat) / RATE_HZ + pickup_s, bpm, rng)
    sound[len(sound) - len(voice) :] += rng.uniform(0.5, 1.0) * loudness(beat) / loudness(voice) * voice[:, None]
    sound *= 0.9 / np.abs(sound).max()
    rate_hz = int(rng.choice([44_100, 48_000]))
    if rate_hz != RATE_HZ:
        sound = signal.resample_poly(sound, 147, 160)
    for suffix, how in ((".wav", {"subtype": "PCM_16"}), (".mp3", {"compression_level": float(rng.uniform(0.3, 0.8))})):
        name = f"{style}-{bpm:g}{suffix}"
        soundfile.write(folder / name, sound, rate_hz, **how)
        yield Reference(name, folder / name, style, bpm, song.key, first_beat_s, len(sound) / rate_hz)


def rendered(song: Song, cache: Path) -> Floats:
    """The mix of a song of the house's styles, float64 [frames, 2] at the song's rate; kits are made in `cache`."""
    kits = {track.kit: kit_sources(track.kit, song.rate_hz, cache) for track in song.tracks if track.kit}
    renderer = OfflineRenderer(song, lambda media: cache / media.file, kits)
    return np.concatenate([block.copy() for block in renderer.mix()])


def loudness(sound: Floats) -> float:
    """RMS above 120 Hz, where ears listen: the sub of an 808 would hide a beat under the voice."""
    heard = signal.sosfilt(signal.butter(2, 120, "high", fs=RATE_HZ, output="sos"), sound, axis=0)
    return float(np.sqrt(np.mean(heard**2)))


def a_voice(seconds: float, bpm: float, rng: np.random.Generator) -> Floats:
    """Something like rapping, mono: glottal pulses through three formants, syllables near the sixteenths of the tempo,
    none exactly on them, every third with a sharp consonant, and room to breathe at the end of each bar."""
    frames = round(seconds * RATE_HZ)
    step_s = 15.0 / bpm if bpm < 115.0 else 30.0 / bpm
    pitch_hz = float(rng.uniform(90.0, 180.0))
    drift = np.cumsum(rng.standard_normal(frames // 480 + 2)) * 0.15
    semitones = np.interp(np.arange(frames), np.arange(len(drift)) * 480, drift - drift.mean())
    phase = np.cumsum(pitch_hz * 2 ** (np.clip(semitones, -5, 5) / 12) / RATE_HZ)
    source = np.diff(np.floor(phase), prepend=0.0) + 0.02 * rng.standard_normal(frames)
    source = signal.sosfilt(signal.butter(1, 400, fs=RATE_HZ, output="sos"), source)  # 6 dB an octave, as voices have
    level, sharp = np.zeros(frames), np.zeros(frames)
    vowels = np.zeros((3, frames))
    for step in range(int(seconds / step_s)):
        if step % 16 >= 14 or rng.random() < 0.3:
            continue
        at = max(round((step * step_s + rng.normal(0.0, 0.015)) * RATE_HZ), 0)
        length = round(step_s * rng.uniform(0.6, 1.1) * RATE_HZ)
        shape = np.sin(np.pi * np.linspace(0, 1, length) ** 0.5) ** 1.5
        end = min(at + length, frames)
        if end > at:
            level[at:end] = np.maximum(level[at:end], rng.uniform(0.5, 1.0) * shape[: end - at])
            vowels[rng.integers(3), at:end] = 1.0
            sharp[at:end] = float(rng.random() < 1 / 3)
    voice = np.zeros(frames)
    for weight, formants in zip(vowels, ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240)), strict=True):
        spoken = sum(signal.sosfilt(_formant(hz), source) * 0.6**n for n, hz in enumerate(formants))
        voice += signal.lfilter([0.002], [1, -0.998], weight) * spoken
    hiss = signal.sosfilt(signal.butter(2, 4000, "high", fs=RATE_HZ, output="sos"), rng.standard_normal(frames))
    return level * voice + 24.0 * sharp * np.abs(np.diff(level, prepend=0.0)) * hiss


def _formant(hz: float) -> Floats:
    return np.asarray(signal.butter(1, (hz * 0.93, hz * 1.07), "band", fs=RATE_HZ, output="sos"))
