"""Filters as their answer to each frequency, so that several cost one walk there and back. Pure numpy: a kit is made
before anything slow to import is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
Spectrum = NDArray[np.complex128]

HIGHEST = 0.45
"""No filter and no partial above this share of the sample rate."""
ORDER = 4
"""Of low- and high-pass filters: 24 dB per octave."""
RINGS = 8.0
"""A filter is let ring for so many time constants: 69 dB."""
_LONGEST_RING_S = 2.0


class Filter(NamedTuple):
    """What a filter does, and how long it goes on doing it."""

    bend: Callable[[Spectrum, Samples], None]
    """Turns a spectrum into the filtered one, in place; the second is tan(ω/2) of its bins, 0 … ∞."""
    ring_s: float
    """Time constant of its slowest resonance."""


def through(sound: Samples, rate_hz: int, *filters: Filter) -> Samples:
    """A sound after filters, as long as it was; what they would still ring is cut off. Works along the last axis."""
    if not filters:
        return sound
    frames = sound.shape[-1]
    ring_s = min(RINGS * max(filter_.ring_s for filter_ in filters), _LONGEST_RING_S)
    size = _fft_size(frames + round(ring_s * rate_hz))
    spectrum = np.fft.rfft(sound, size)
    tangents: Samples = np.tan(np.arange(spectrum.shape[-1], dtype=np.float64) * (np.pi / size))
    for filter_ in filters:
        filter_.bend(spectrum, tangents)
    filtered: Samples = np.fft.irfft(spectrum, size)[..., :frames]
    return filtered


def convolved(sound: Samples, other: Samples) -> Samples:
    """Two sounds of one shape but for the length; as long as both together."""
    size = _fft_size(sound.shape[-1] + other.shape[-1])
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(other, size), size)


def _fft_size(least: int) -> int:
    """A size at or above `least` that a Fourier transform is quick at."""
    shift = max(least.bit_length() - 4, 0)
    return next(size << shift for size in (8, 9, 10, 12, 15, 16) if size << shift >= least)


def butter(rate_hz: int, kind: str, hz: float, order: int = ORDER) -> Filter:
    """A Butterworth filter by the bilinear transform; one beyond what the rate can hold lets everything through.

    Gain 1/(1 + a·s + s²) for each pair of poles, s being frequency over `hz` and a = 2·sin((2k−1)π/2n)
    (S. Butterworth, "On the Theory of Filter Amplifiers", Experimental Wireless 7, 1930).
    """
    if hz >= HIGHEST * rate_hz:
        return Filter(_pass_all if kind == "lowpass" else _pass_none, 0.0)
    cutoff = np.tan(np.pi * hz / rate_hz)
    damping = [2.0 * np.sin((2 * pair + 1) * np.pi / (2 * order)) for pair in range(order // 2)]

    def bend(spectrum: Spectrum, tangents: Samples) -> None:
        x = tangents / cutoff
        squared = x * x
        below = 1.0 - squared
        real, imaginary = below, damping[0] * x
        for a in damping[1:]:
            real, imaginary = real * below - imaginary * (a * x), real * (a * x) + imaginary * below
        if kind == "highpass":
            spectrum *= (-squared) ** len(damping)
        spectrum /= real + 1j * imaginary

    return Filter(bend, _ring_s(rate_hz, hz, 1.0 / damping[0]))


def bands(rate_hz: int, centres_hz: tuple[float, ...], q: float) -> Filter:
    """The sum of resonances of second order, 0 dB at their centres (R. Bristow-Johnson, "Cookbook formulae for audio
    EQ biquads")."""
    centres = [min(hz, HIGHEST * rate_hz) for hz in centres_hz]

    def bend(spectrum: Spectrum, tangents: Samples) -> None:
        gain = np.zeros(len(tangents), complex)
        for hz in centres:
            x = tangents / np.tan(np.pi * hz / rate_hz)
            across = 1j * x / q
            gain += across / (1.0 - x * x + across)
        spectrum *= gain

    return Filter(bend, max(_ring_s(rate_hz, hz, q) for hz in centres))


def _ring_s(rate_hz: int, hz: float, q: float) -> float:
    """Time constant of a resonance. Near half the rate it is narrower than its quality says, and rings longer."""
    return float(2.0 * q / (rate_hz * np.sin(2.0 * np.pi * hz / rate_hz)))


def _pass_all(spectrum: Spectrum, tangents: Samples) -> None:
    pass


def _pass_none(spectrum: Spectrum, tangents: Samples) -> None:
    spectrum[...] = 0.0
