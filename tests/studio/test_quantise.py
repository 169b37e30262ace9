"""Integers out of floats: how far off, how dithered, and that cutting the sound into blocks changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from studio.quantise import CHUNK_FRAMES, Quantiser, SilentEdges, Tpdf, pack

FULL = {16: 32_768.0, 24: 8_388_608.0}
SAMPLES = st.one_of(st.floats(-1.5, 1.5), st.floats(allow_nan=True, allow_infinity=True))


def blocks(kind: type) -> st.SearchStrategy[np.ndarray]:
    width = 32 if kind is np.float32 else 64
    values = st.one_of(st.floats(-1.5, 1.5, width=width), st.floats(width=width))
    return hnp.arrays(kind, st.tuples(st.integers(0, 40), st.just(2)), elements=values)


@given(block=st.one_of(blocks(np.float32), blocks(np.float64)), bits=st.sampled_from([16, 24]))
@settings(deadline=None)
def test_plain_rounding_is_within_half_a_step(block: np.ndarray, bits: int) -> None:
    kept = block.copy()
    quantiser = Quantiser(bits, 2)
    ints = quantiser(block)
    assert ints.dtype == np.int32
    assert np.array_equal(block, kept, equal_nan=True)
    wanted = np.clip(np.nan_to_num(block.astype(np.float64), posinf=9.0, neginf=-9.0), -1.0, 1.0 - 1.0 / FULL[bits])
    assert np.abs(ints - wanted * FULL[bits]).max(initial=0.0) <= 0.5
    assert (ints[np.isnan(block)] == 0).all()
    assert (ints[block >= 1.0] == FULL[bits] - 1).all()
    assert (ints[block <= -1.0] == -FULL[bits]).all()
    assert quantiser.clipped_samples == np.count_nonzero(np.abs(np.nan_to_num(block)) > 1.0)


@given(block=st.one_of(blocks(np.float32), blocks(np.float64)), seed=st.integers(0, 2**32))
@settings(deadline=None)
def test_dither_stays_within_one_and_a_half_steps(block: np.ndarray, seed: int) -> None:
    ints = Quantiser(16, 2, Tpdf(seed))(block)
    wanted = np.clip(np.nan_to_num(block.astype(np.float64), posinf=9.0, neginf=-9.0), -1.0, 1.0) * FULL[16]
    assert np.abs(ints - wanted).max(initial=0.0) <= 1.51  # float32 sums the dither with 1/256 of a step
    assert ints.min(initial=0) >= -32_768
    assert ints.max(initial=0) <= 32_767


def test_dither_is_triangular_and_white() -> None:
    noise = np.zeros(1 << 19, np.float64)
    Tpdf(7).add_to(noise)
    assert abs(noise.mean()) < 0.003
    assert noise.var() == pytest.approx(1.0 / 6.0, rel=0.01)
    assert -1.0 <= noise.min() < -0.99
    assert 0.99 < noise.max() <= 1.0
    shares, _ = np.histogram(noise, bins=4, range=(-1.0, 1.0))
    assert shares / len(noise) == pytest.approx([0.125, 0.375, 0.375, 0.125], abs=0.005)
    spectrum = np.abs(np.fft.rfft(noise.reshape(-1, 4096), axis=1)) ** 2
    bands = spectrum.mean(axis=0)[1:-1].reshape(-1, 89).mean(axis=1)
    assert bands.max() / bands.min() < 1.1
    assert np.corrcoef(noise[0::2], noise[1::2])[0, 1] == pytest.approx(0.0, abs=0.01)


def worst_mean_error(dither: Tpdf | None) -> float:
    """Of a tone below one step: the largest mean error at any phase of it, in steps. Distortion is what is left."""
    frames = 48 * 8192
    tone = (0.7 / FULL[16] * np.sin(2 * np.pi * np.arange(frames) / 48)).astype(np.float32)[:, None]
    quantiser = Quantiser(16, 1, dither)
    ints = np.concatenate([quantiser(tone[at : at + CHUNK_FRAMES]).copy() for at in range(0, frames, CHUNK_FRAMES)])
    return float(np.abs((ints - tone * FULL[16]).reshape(-1, 48).mean(axis=0)).max())


def test_dither_turns_distortion_into_noise() -> None:
    assert worst_mean_error(Tpdf(1)) < 0.05
    assert worst_mean_error(None) > 0.3


@given(counts=st.lists(st.integers(0, 300), max_size=20), seed=st.integers(0, 99))
@settings(deadline=None)
def test_dither_does_not_depend_on_the_cut(counts: list[int], seed: int) -> None:
    cut, whole = Tpdf(seed, count=128), Tpdf(seed, count=128)
    pieces = [np.zeros(count, np.float32) for count in counts]
    for piece in pieces:
        cut.add_to(piece)
    sound = np.zeros(sum(counts), np.float32)
    whole.add_to(sound)
    assert np.array_equal(np.concatenate([*pieces, np.empty(0, np.float32)]), sound)


@given(samples=st.lists(st.integers(-(1 << 23), (1 << 23) - 1)))
def test_packed_bytes_are_the_number(samples: list[int]) -> None:
    ints = np.array(samples, np.int32).reshape(-1, 1)
    data = pack(ints, 24).tobytes()
    assert [int.from_bytes(data[at : at + 3], "little", signed=True) for at in range(0, len(data), 3)] == samples
    assert pack(ints >> 8, 16).tobytes() == (ints >> 8).astype("<i2").tobytes()


@given(
    runs=st.lists(st.tuples(st.booleans(), st.integers(1, 30)), max_size=8),
    cuts=st.lists(st.integers(1, 12), min_size=1, max_size=5),
    least=st.integers(0, 20),
)
@settings(deadline=None)
def test_silent_edges_are_found_however_the_sound_is_cut(
    runs: list[tuple[bool, int]], cuts: list[int], least: int
) -> None:
    sounding = np.array([sounds for sounds, length in runs for _ in range(length)], bool)
    sound = np.stack([np.zeros(len(sounding)), sounding * np.arange(1, len(sounding) + 1)], axis=1)
    edges = SilentEdges(2, least)
    parts = []
    at = turn = 0
    while at < len(sound):
        step = cuts[turn % len(cuts)]
        parts += [(part.copy(), silent) for part, silent in edges.parts(sound[at : at + step])]
        at, turn = at + step, turn + 1
    parts += [(part.copy(), silent) for part, silent in edges.rest()]
    assert np.array_equal(np.concatenate([np.empty((0, 2)), *(part for part, _ in parts)]), sound)
    marked = np.concatenate([np.empty(0, bool), *(np.full(len(part), silent) for part, silent in parts)])
    head = int(np.argmax(sounding)) if sounding.any() else len(sounding)
    tail = int(np.argmax(sounding[::-1])) if sounding.any() else len(sounding)
    wanted = np.zeros(len(sounding), bool)
    if head > least:
        wanted[:head] = True
    if tail > least:
        wanted[len(sounding) - tail :] = True
    assert np.array_equal(marked, wanted)
