"""A finished track as the checks see it: its samples, and the sums that most of them are worked out from, each made
once."""

from __future__ import annotations

from functools import cached_property, reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from studio.mastering import Meter

Samples = NDArray[np.float32] | NDArray[np.float64]
HOP_S = 0.1
HOPS_IN_3_S = 30
FLOOR_DB = -120.0


class Energies(NamedTuple):
    """Mean products of the two sides, float64 (n,): in hops of 100 ms, or over several of them."""

    left: NDArray[np.float64]
    right: NDArray[np.float64]
    cross: NDArray[np.float64]

    def over(self, hops: int) -> Energies:
        """Means over so many hops, sliding by one; empty where there are fewer."""
        if len(self.left) < hops:
            return Energies(*([np.zeros(0)] * 3))
        return Energies(*(np.convolve(one, np.full(hops, 1.0 / hops), "valid") for one in self))


class Sound:
    """A whole track: float samples of shape (n, 2) or (n, 1) or (n,), finite. They stay the caller's."""

    def __init__(self, samples: Samples, rate_hz: int) -> None:
        self.samples = samples if samples.ndim == 2 else samples[:, None]
        self.rate_hz = rate_hz

    @property
    def channels(self) -> int:
        return int(self.samples.shape[1])

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate_hz

    @cached_property
    def envelope(self) -> NDArray[np.floating]:
        """The larger of both sides, sample by sample."""
        return reduce(np.maximum, (np.abs(side) for side in self.samples.T))

    @cached_property
    def mono(self) -> NDArray[np.float64]:
        """The mean of both sides, sample by sample."""
        return np.asarray(reduce(np.add, (side.astype(np.float64) for side in self.samples.T)) / self.channels)

    @cached_property
    def energies(self) -> Energies:
        """In hops of 100 ms; what is left at the end is not in them."""
        hop = round(HOP_S * self.rate_hz)
        hops = len(self.samples) // hop
        left, right = (self.samples[: hops * hop, side].reshape(hops, hop) for side in (0, -1))
        pairs = ((left, left), (right, right), (left, right))
        return Energies(*(np.einsum("ij,ij->i", one, other, dtype=np.float64) / hop for one, other in pairs))

    @cached_property
    def meter(self) -> Meter:
        """What the mastering meter heard of it."""
        return _heard(self.samples, self.rate_hz, true_peak=True)

    @cached_property
    def integrated_lufs(self) -> float:
        """Loudness of the whole; −inf for silence."""
        return self.meter.integrated_lufs

    @cached_property
    def true_peak_dbtp(self) -> float:
        return self.meter.true_peak_db

    def lufs_of(self, side: Samples) -> float:
        """Loudness of one signal made from both sides, as long as them."""
        return _heard(side.reshape(-1, 1), self.rate_hz, true_peak=False).integrated_lufs

    def seconds_of(self, frame: int) -> float:
        return frame / self.rate_hz


def _heard(samples: Samples, rate_hz: int, *, true_peak: bool) -> Meter:
    from studio.mastering import Meter

    meter = Meter(rate_hz, samples.shape[1], true_peak=true_peak)
    meter.add(samples)
    return meter


def decibels(power: float) -> float:
    """dB of a power; `FLOOR_DB` at the least."""
    return float(10.0 * np.log10(max(power, 10.0 ** (FLOOR_DB / 10.0))))
