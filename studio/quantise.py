"""float → the integers of a finished file, by ourselves: of floats libsndfile makes a truncated PCM WAV."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

CHUNK_FRAMES = 65_536
"""Longest block at once: its buffers stay in the processor's cache."""


class Tpdf:
    """Dither of triangular density, −1…+1 LSB, the same for the same seed however it is taken.

    Two independent uniform numbers of one LSB each (Lipshitz, Wannamaker and Vanderkooy, JAES 40/5, 1992), each from
    16 of the 64 bits of a PCG64 draw.
    """

    def __init__(self, seed: int, count: int = 2 * CHUNK_FRAMES) -> None:
        self._bits = np.random.PCG64(seed)
        self._count = count
        self._noise = np.empty(0, np.float32)
        self._at = 0

    def add_to(self, samples: Floats) -> None:
        """Adds the next numbers to a contiguous array whose unit is one LSB."""
        flat = samples.reshape(-1)
        done = 0
        while done < len(flat):
            if self._at == len(self._noise):
                halves = self._bits.random_raw(self._count // 2).view(np.int16)
                self._noise = halves[0::2].astype(np.float32)
                self._noise += halves[1::2]
                self._noise *= np.float32(2.0**-16)
                self._at = 0
            take = min(len(flat) - done, len(self._noise) - self._at)
            flat[done : done + take] += self._noise[self._at : self._at + take]
            self._at += take
            done += take


class Quantiser:
    """Blocks of floats → integers of 16 or 24 bits: scaled, dithered if asked, rounded to even, held at full scale.

    NaN becomes 0. Buffers are reused: a result is good until the next call.
    """

    def __init__(self, bits: int, channels: int, dither: Tpdf | None = None) -> None:
        self._full = 2.0 ** (bits - 1)
        self._dither = dither
        self._ints = np.empty((CHUNK_FRAMES, channels), np.int32)
        self._work = {kind: np.empty((0, channels), kind) for kind in (np.dtype(np.float32), np.dtype(np.float64))}
        self.clipped_samples = 0
        """How many were beyond ±1.0 so far."""

    def __call__(self, block: Floats, *, dither: bool = True) -> Ints:
        """float32 or float64 [frames ≤ CHUNK_FRAMES, channels] → int32 of the same shape."""
        if not len(self._work[block.dtype]):
            self._work[block.dtype] = np.empty(self._ints.shape, block.dtype)
        work = self._work[block.dtype][: len(block)]
        with np.errstate(over="ignore"):  # what is too large for a float is too loud anyway
            np.multiply(block, block.dtype.type(self._full), out=work)
        lowest, highest = work.min(initial=0.0), work.max(initial=0.0)
        if not -self._full <= lowest <= highest <= self._full:  # NaN fails this too
            self.clipped_samples += int(np.count_nonzero(np.abs(work) > self._full))
            np.copyto(work, 0.0, where=np.isnan(work))
            np.clip(work, -self._full, self._full, out=work)
        if self._dither is not None and dither:
            self._dither.add_to(work)
        np.rint(work, out=work)
        if max(-lowest, highest) + 2.0 > self._full or lowest != lowest:
            np.clip(work, -self._full, self._full - 1.0, out=work)
        ints = self._ints[: len(block)]
        np.copyto(ints, work, casting="unsafe")
        return ints


def pack(ints: Ints, bits: int) -> npt.NDArray[np.uint8]:
    """int32 samples of 16 or 24 bits → the bytes of a WAV, little endian."""
    octets = ints.astype("<i4", copy=False).reshape(-1, 1).view(np.uint8)
    packed = np.empty((len(octets), bits // 8), np.uint8)
    for place in range(bits // 8):
        packed[:, place] = octets[:, place]
    return packed.reshape(-1)


class SilentEdges:
    """Tells digital silence at the head and the tail from the rest, so that it can stay digital silence.

    A run of exact zeros over `least_frames` at either end is an edge. Blocks go in as they come; what comes out is the
    same sound, cut otherwise, and does not depend on how it went in.
    """

    def __init__(self, channels: int, least_frames: int) -> None:
        self._zeros = np.zeros((CHUNK_FRAMES, channels), np.float32)
        self._least = least_frames
        self._held = 0
        self._at_head = True

    def parts(self, block: Floats) -> Iterator[tuple[Floats, bool]]:
        """Stretches of at most `CHUNK_FRAMES`, each with whether it is a silent edge."""
        sounding = block.reshape(-1) != 0.0
        first = int(sounding.argmax()) // block.shape[1] if len(sounding) else 0
        if not len(sounding) or not sounding[first * block.shape[1] :][: block.shape[1]].any():
            self._held += len(block)
            return
        end = len(block) - int(sounding[::-1].argmax()) // block.shape[1]
        self._held += first
        yield from self._silence(self._at_head)
        self._at_head = False
        yield block[first:end], False
        self._held = len(block) - end

    def rest(self) -> Iterator[tuple[Floats, bool]]:
        """The silence still held back at the end of the sound."""
        yield from self._silence(True)

    def _silence(self, edge: bool) -> Iterator[tuple[Floats, bool]]:
        edge = edge and self._held > self._least
        while self._held:
            count = min(self._held, CHUNK_FRAMES)
            self._held -= count
            yield self._zeros[:count], edge
