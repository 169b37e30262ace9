"""A clean finished track and clean recordings, made here, for the checks to find nothing in; each defect is put into
a copy of one of them."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.signal import butter, sosfilt

import presets
from studio.preflight.sound import Sound
from studio.units import gain_of_db

RATE_HZ = 44_100
SECONDS = 64.0
DELIVERY = presets.load_delivery()


@cache
def clean_track() -> np.ndarray:
    """64 s of a beat: a kick, a bright noise on the off-beats, a chord that swells; −14 LUFS, 50 ms of silence before
    it and a second behind it."""
    count, dice = round(SECONDS * RATE_HZ), np.random.default_rng(7)
    t = np.arange(count) / RATE_HZ
    beat = (t * 1.5) % 1.0 / 1.5
    kick = np.sin(2 * np.pi * 62 * beat) * np.exp(-beat * 12) * 0.3
    off = (beat - 0.333) % 0.6667
    noise = dice.standard_normal((count, 2)) * (np.exp(-off * 45) * 0.1)[:, None]
    noise = sosfilt(butter(2, (900, 9000), "bandpass", fs=RATE_HZ, output="sos"), noise, axis=0)
    swell = 0.12 * (0.45 + 0.55 * np.sin(2 * np.pi * t / 21.0) ** 2)
    chord = sum(np.sin(2 * np.pi * hz * t + hz) for hz in (220.0, 277.2, 329.6, 440.0)) * swell
    track = kick[:, None] + noise + chord[:, None] * np.array([1.0, 0.85])
    track = sosfilt(butter(4, 38, "highpass", fs=RATE_HZ, output="sos"), track, axis=0)
    begin, end = round(0.05 * RATE_HZ), count - RATE_HZ
    track[:begin] = track[end:] = 0.0
    track[begin : begin + 300] *= np.linspace(0, 1, 300)[:, None]
    track[end - 4000 : end] *= np.linspace(1, 0, 4000)[:, None]
    return level(track, -14.2)


def level(track: np.ndarray, lufs: float) -> np.ndarray:
    """The track at a loudness."""
    return track * gain_of_db(lufs - Sound(track, RATE_HZ).integrated_lufs)


@cache
def clean_recording() -> np.ndarray:
    """20 s of a voice: sung for 1.4 s and silent for 0.6 s by turns, in a quiet room (−75 dBFS)."""
    count, dice = 20 * RATE_HZ, np.random.default_rng(3)
    t = np.arange(count) / RATE_HZ
    sung = np.clip(np.minimum(t % 2.0, 1.4 - t % 2.0) * 40, 0, 1)
    voice = sum(np.sin(2 * np.pi * 140 * k * t + k) / k for k in range(1, 20)) * 0.16
    return voice * sung + dice.standard_normal(count) * 10 ** (-75 / 20)
