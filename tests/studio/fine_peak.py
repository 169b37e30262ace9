"""The truth about peaks between samples, as slow as it likes."""

from __future__ import annotations

import numpy as np

_EDGE = 512


def fine_peak_db(sound: np.ndarray, times: int = 64) -> float:
    """What [frames, channels] reaches at 64 points a sample, dBTP: the Fourier series of it with silence round it."""
    most = 0.0
    for channel in sound.T:
        spectrum = np.fft.rfft(np.pad(channel, _EDGE))
        count = len(channel) + 2 * _EDGE
        wide = np.zeros(count * times // 2 + 1, complex)
        wide[: len(spectrum)] = spectrum
        most = max(most, np.abs(np.fft.irfft(wide, count * times)).max() * times)
    return float(20 * np.log10(most))


def fine_peak_of_long(sound: np.ndarray, pieces: int = 6, frames: int = 16_384) -> float:
    """The same of the loudest few places of a long sound, each faded at its edges."""
    level = np.abs(sound).max(axis=1)
    fade = np.minimum(1.0, np.minimum(np.arange(frames), np.arange(frames)[::-1]) / 2_000)[:, None]
    most = -np.inf
    for _ in range(pieces):
        at = int(np.clip(level.argmax() - frames // 2, 0, max(len(sound) - frames, 0)))
        piece = sound[at : at + frames]
        most = max(most, fine_peak_db(piece * fade[: len(piece)]))
        level[at : at + frames] = 0.0
    return most
