"""The drawn shape of a sound: no peak is missed at any zoom, and built, loaded and grown shapes are the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from disk_limits import files_no_larger_than
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import Cancelled, StudioError
from studio.peaks import BIN_FRAMES, GrowingPeaks, Peaks, build_peaks, load_peaks

STEP = 1.0 / 32_768


def noise(frames: int, channels: int = 2, seed: int = 1) -> np.ndarray:
    dice = np.random.default_rng(seed)
    return (dice.uniform(-0.9, 0.9, (frames, channels)) * dice.uniform(0, 1, (frames, 1)) ** 4).astype(np.float32)


def stored(folder: Path, sound: np.ndarray, subtype: str = "PCM_24") -> Path:
    path = folder / "m1.wav"
    sf.write(path, sound, 48_000, subtype=subtype)
    return path


def held(sound: np.ndarray, start: float, end: float, columns: int, slack: float) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest of each column with `slack` frames more on either side, 0 where there is no sound."""
    edges = np.linspace(start, end, columns + 1)
    lows, highs = np.zeros(columns), np.zeros(columns)
    for column in range(columns):
        first, last = edges[column] - slack, edges[column + 1] + slack
        if edges[column + 1] <= 0 or edges[column] >= len(sound):
            continue
        part = sound[max(int(np.floor(first)), 0) : max(int(np.ceil(last)), 0)]
        if len(part):
            lows[column], highs[column] = part.min(), part.max()
    return lows, highs


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "PCM_32", "FLOAT"])
def test_every_bin_holds_its_lowest_and_highest(subtype: str, tmp_path: Path) -> None:
    frames = 70_000 + 13  # more than a chunk, and no whole number of bins
    path = stored(tmp_path, noise(frames), subtype)
    sound = sf.read(path, dtype="float64")[0]
    columns = frames // BIN_FRAMES
    for channel in (0, 1):
        lows, highs = build_peaks(path).window(0, columns * BIN_FRAMES, columns, channel)
        bins = sound[: columns * BIN_FRAMES, channel].reshape(columns, BIN_FRAMES)
        assert np.abs(lows - bins.min(axis=1)).max() <= STEP
        assert np.abs(highs - bins.max(axis=1)).max() <= STEP
        assert lows.dtype == highs.dtype == np.float32


@given(
    frames=st.integers(1, 20_000),
    start=st.floats(-3000, 20_000),
    length=st.floats(1, 30_000),
    columns=st.integers(1, 300),
    wav=st.booleans(),
    seed=st.integers(0, 9),
)
@settings(deadline=None, max_examples=60)
def test_no_peak_is_missed_and_none_invented(
    frames: int,
    start: float,
    length: float,
    columns: int,
    wav: bool,
    seed: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sound = noise(frames, 1, seed)
    peaks: Peaks
    if wav:
        peaks = build_peaks(stored(tmp_path_factory.mktemp("p"), sound))
    else:
        peaks = GrowingPeaks()
        peaks.append(sound)
    lows, highs = peaks.window(start, start + length, columns)
    per_column = length / columns
    slack = per_column if per_column >= BIN_FRAMES else 1.0 if wav else BIN_FRAMES
    least_low, least_high = held(sound[:, 0], start, start + length, columns, 0.0)
    most_low, most_high = held(sound[:, 0], start, start + length, columns, slack + 1.0)
    assert (lows <= least_low + STEP).all()
    assert (highs >= least_high - STEP).all()
    assert (lows >= most_low - STEP).all()
    assert (highs <= most_high + STEP).all()


def test_outside_of_the_sound_there_is_nothing(tmp_path: Path) -> None:
    peaks = build_peaks(stored(tmp_path, np.full((1000, 2), 0.5, np.float32)))
    for start, end in ((-500, 0), (1000, 5000), (-90, -80), (500_000, 600_000)):
        lows, highs = peaks.window(start, end, 50)
        assert not lows.any()
        assert not highs.any()
    lows, highs = peaks.window(-1000, 2000, 300)
    assert highs.tolist() == [0.0] * 100 + [0.5] * 100 + [0.0] * 100
    assert np.array_equal(lows, highs)


def test_channels_are_drawn_as_one_or_alone(tmp_path: Path) -> None:
    sound = np.zeros((9000, 2), np.float32)
    sound[:, 0], sound[:, 1] = 0.25, -0.5
    peaks = build_peaks(stored(tmp_path, sound))
    for end, columns in ((9000, 10), (100, 100)):  # from the bins and from the file
        assert [row.max() for row in peaks.window(0, end, columns, 0)] == [0.25, 0.25]
        assert [row.max() for row in peaks.window(0, end, columns, 1)] == [-0.5, -0.5]
        assert [row.min() for row in peaks.window(0, end, columns)] == [-0.5, 0.25]


def test_closest_zoom_shows_single_frames_and_lives_without_the_file(tmp_path: Path) -> None:
    sound = noise(5000, 1)
    path = stored(tmp_path, sound)
    peaks = build_peaks(path)
    assert np.abs(peaks.window(700, 760, 60)[0] - sound[700:760, 0]).max() <= STEP
    wide = np.repeat(sound[700:760, 0], 3)
    assert np.abs(peaks.window(700, 760, 180)[1] - wide).max() <= STEP
    path.unlink()
    lows, highs = peaks.window(704, 768, 64)
    assert np.unique(lows) == pytest.approx([sound[704:768].min()], abs=STEP)
    assert np.unique(highs) == pytest.approx([sound[704:768].max()], abs=STEP)


@given(blocks=st.lists(st.integers(0, 3000), min_size=1, max_size=25), channels=st.integers(1, 2))
@settings(deadline=None, max_examples=40)
def test_grown_is_the_same_as_built(blocks: list[int], channels: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    sound = noise(sum(blocks), channels)
    growing = GrowingPeaks(channels)
    done = 0
    for count in blocks:
        growing.append(sound[done : done + count])
        done += count
        assert growing.frames == done
    if not done:
        assert not growing.window(0, 100, 10)[1].any()
        return
    built = build_peaks(stored(tmp_path_factory.mktemp("g"), sound, "FLOAT"))
    for per_column in (64, 200, 256, 1000, 5000, 70_000):
        columns = -(-done // per_column)
        for row, wanted in zip(
            growing.window(0, columns * per_column, columns),
            built.window(0, columns * per_column, columns),
            strict=True,
        ):
            assert np.array_equal(row, wanted)


def test_growing_takes_one_column_of_samples(tmp_path: Path) -> None:
    growing = GrowingPeaks()
    growing.append(np.array([0.5, np.nan, np.inf, -3.0], np.float32))
    assert growing.frames == 4
    assert [float(row[0]) for row in growing.window(0, 64, 1)] == [-1.0, pytest.approx(1.0, abs=STEP)]


# --------------------------------------------------------------------------------------------------- cache files


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    path, cache = stored(tmp_path, noise(100_003)), tmp_path / "m1.peaks"
    peaks = build_peaks(path)
    peaks.save(cache)
    again = load_peaks(cache, path)
    assert again is not None
    assert (again.frames, again.channels) == (peaks.frames, peaks.channels)
    for start, end, columns in ((0, 100_003, 700), (0, 100_003, 3), (50_000, 50_300, 900)):
        for row, wanted in zip(again.window(start, end, columns), peaks.window(start, end, columns), strict=True):
            assert np.array_equal(row, wanted)
    assert cache.stat().st_size < path.stat().st_size / 40
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["m1.peaks", "m1.wav"]


def test_a_cache_that_is_not_right_is_none(tmp_path: Path) -> None:
    path, cache = stored(tmp_path, noise(30_000)), tmp_path / "m1.peaks"
    build_peaks(path).save(cache)
    whole = cache.read_bytes()
    dice = np.random.default_rng(4)
    spoilt = [b"", whole[:10], whole[:-1], whole + b"x", b"RCpeaks0" + whole[8:]]
    for at in dice.integers(0, len(whole), 60):
        spoilt.append(whole[:at] + bytes([whole[at] ^ 1 << int(dice.integers(8))]) + whole[at + 1 :])
    for data in spoilt:
        cache.write_bytes(data)
        assert load_peaks(cache, path) is None
    cache.write_bytes(whole)
    assert load_peaks(cache, path) is not None
    stored(tmp_path, noise(30_000, seed=2))  # another sound of the same length
    assert load_peaks(cache, path) is None
    path.unlink()
    assert load_peaks(cache, path) is None
    cache.unlink()
    assert load_peaks(cache, path) is None


def test_a_full_disk_leaves_no_half_cache(tmp_path: Path) -> None:
    path = stored(tmp_path, noise(200_000))
    peaks = build_peaks(path)
    with files_no_larger_than(5000), pytest.raises(StudioError) as caught:
        peaks.save(tmp_path / "m1.peaks")
    assert caught.value.code == "disk-full"
    assert [entry.name for entry in tmp_path.iterdir()] == ["m1.wav"]


# ------------------------------------------------------------------------------------------------------- building


def test_building_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = stored(tmp_path, noise(400_000, 1))
    shares: list[float] = []
    build_peaks(path, progress=shares.append)
    assert shares == sorted(shares)
    assert len(shares) >= 5
    assert shares[-1] == 1.0
    with pytest.raises(Cancelled):
        build_peaks(path, cancelled=lambda: True)


def test_what_is_no_wav_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"nothing of the kind")
    for name, code in (("a.wav", "audio-unreadable"), ("b.wav", "audio-missing")):
        with pytest.raises(StudioError) as caught:
            build_peaks(tmp_path / name)
        assert caught.value.code == code


def test_no_sound_has_no_shape(tmp_path: Path) -> None:
    peaks = build_peaks(stored(tmp_path, np.zeros((0, 2), np.float32)))
    assert peaks.frames == 0
    assert not peaks.window(0, 1000, 10)[1].any()
    peaks.save(tmp_path / "m1.peaks")
    assert load_peaks(tmp_path / "m1.peaks", tmp_path / "m1.wav") is not None
