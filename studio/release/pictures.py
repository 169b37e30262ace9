"""The curves that a report draws: a track's shape, its loudness over time, its tones from low to high."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.interchange.findings import Pictures
from studio.release.parts import Frames

COLUMNS = 600
_WINDOW = 8192
_LOWEST_HZ, _HIGHEST_HZ = 20.0, 20_000.0
_FLOOR_DB = -90.0


def pictures(samples: Frames, rate_hz: int, short_term_lufs: NDArray[np.float64]) -> Pictures:
    """Of a finished track [frames, 2]. `short_term_lufs` holds its loudness at equal distances, any number of them."""
    low, high = _shape(samples)
    hz, level_db = _spectrum(samples, rate_hz)
    return Pictures(
        wave_low=_rounded(low, 4),
        wave_high=_rounded(high, 4),
        short_term_lufs=tuple(
            round(float(value), 2) if np.isfinite(value) else None for value in _thinned(short_term_lufs)
        ),
        spectrum_hz=_rounded(hz, 1),
        spectrum_db=_rounded(level_db, 2),
    )


def _shape(samples: Frames) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lowest and highest sample of each column, over both sides."""
    if not len(samples):
        return np.zeros(0), np.zeros(0)
    starts = np.unique(np.linspace(0, len(samples), COLUMNS, endpoint=False).astype(np.int64))
    lowest, highest = (found.reduceat(samples, starts, axis=0) for found in (np.minimum, np.maximum))
    return np.asarray(lowest.min(axis=1)), np.asarray(highest.max(axis=1))


def _thinned(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """At most `COLUMNS` of them, the loudest of each stretch."""
    if len(values) <= COLUMNS:
        return values
    starts = np.linspace(0, len(values), COLUMNS, endpoint=False).astype(np.int64)
    return np.asarray(np.maximum.reduceat(values, starts))


def _spectrum(samples: Frames, rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centre and level of each third of an octave, the loudest at 0 dB."""
    window = np.hanning(_WINDOW)
    power = np.zeros(_WINDOW // 2 + 1)
    for at in range(0, len(samples) - _WINDOW + 1, _WINDOW):
        lines = np.fft.rfft(samples[at : at + _WINDOW] * window[:, None], axis=0)
        power += np.sum(lines.real**2 + lines.imag**2, axis=1)
    thirds = int(np.floor(3 * np.log2(_HIGHEST_HZ / _LOWEST_HZ))) + 1
    centres = _LOWEST_HZ * 2.0 ** (np.arange(thirds) / 3)
    lines_hz = np.arange(len(power)) * rate_hz / _WINDOW
    summed = np.array(
        [power[(lines_hz >= hz * 2 ** (-1 / 6)) & (lines_hz < hz * 2 ** (1 / 6))].sum() for hz in centres]
    )
    loudest = summed.max(initial=0.0)
    if loudest <= 0.0:
        return centres, np.full(thirds, _FLOOR_DB)
    with np.errstate(divide="ignore"):
        return centres, np.maximum(10.0 * np.log10(summed / loudest), _FLOOR_DB)


def _rounded(values: NDArray[np.float64], digits: int) -> tuple[float, ...]:
    return tuple(round(float(value), digits) for value in values)
