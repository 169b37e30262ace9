"""Every style as it sounds, by an ear's measures: loudness, peaks, the low end, the spectrum, each track."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from beats.kits import kit_sources
from beats.styles import style_names, style_song
from studio.engine.offline import OfflineRenderer
from studio.mastering import Meter

BARS = 4


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("kits")


def renderer(song, cache) -> OfflineRenderer:
    sources = {track.kit: kit_sources(track.kit, song.rate_hz, cache) for track in song.tracks}
    return OfflineRenderer(song, lambda media: cache / media.file, sources)


def measured(sound: np.ndarray, rate_hz: int) -> Meter:
    meter = Meter(rate_hz)
    meter.add(sound)
    return meter


def shares_db(sound: np.ndarray, rate_hz: int, edges_hz: tuple[float, ...]) -> list[float]:
    """Energy of each band between two edges, against all of it."""
    power = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / rate_hz)
    bands = pairwise(edges_hz)
    return [10 * np.log10(power[(hz >= low) & (hz < high)].sum() / power.sum() + 1e-12) for low, high in bands]


@pytest.mark.parametrize("name", style_names())
def test_the_beat_by_an_ears_measures(name, cache):
    song = style_song(name, "", bars=BARS)
    rate_hz = song.rate_hz
    mix = np.concatenate([block.copy() for block in renderer(song, cache).mix()])
    assert np.isfinite(mix).all()
    meter = measured(mix, rate_hz)
    assert -18.5 < meter.integrated_lufs < -12
    assert meter.peak_db < -0.5
    assert abs(mix.mean()) < 1e-3

    low = sosfilt(butter(4, 120, fs=rate_hz, output="sos"), mix, axis=0)
    middle, side = (np.sqrt(np.mean(part**2)) for part in (low.sum(axis=1), low[:, 0] - low[:, 1]))
    assert 20 * np.log10(side / middle) < -30

    rumble, bass, middles, presence, air, dogs = shares_db(mix, rate_hz, (0, 25, 150, 1000, 4000, 14_000, 24_000))
    assert rumble < -20
    assert -5 < bass < -0.2
    assert -12 < middles < -2
    assert -27 < presence < -8
    assert -28 < air < -8
    assert dogs < -20

    # it never stops before its end: something sounds in every beat
    beat = round(60 * rate_hz / song.bpm)
    levels = [np.abs(mix[start : start + beat]).max() for start in range(0, BARS * 4 * beat - beat, beat)]
    assert min(levels) > 0.05


@pytest.mark.parametrize("name", style_names())
def test_every_track_is_heard_and_none_drowns_the_others(name, cache):
    song = style_song(name, "", bars=BARS)
    drawn = renderer(song, cache)
    parts = [[block.copy() for block in blocks] for blocks in drawn.stems(0, drawn.length_frames)]
    stems = [np.concatenate(part) for part in zip(*parts, strict=True)]
    loudness = [measured(stem, song.rate_hz).integrated_lufs for stem in stems]
    drums, bass, melody = loudness
    assert -4 < bass - drums < 1.5
    assert -9 < melody - drums < 1
    assert all(measured(stem, song.rate_hz).peak_db < -0.5 for stem in stems)


@pytest.mark.parametrize("name", style_names())
def test_the_hook_does_not_clip_either(name, cache):
    """One dB more in the drums and the 808 doubled: two bars of the hook."""
    whole = style_song(name, "")
    hook = next(section for section in whole.sections if section.kind == "hook")
    start = 0
    for section in whole.sections:
        if section.id == hook.id:
            break
        start += section.bars
    bar = round(4 * 60 * whole.rate_hz / whole.bpm)
    blocks = renderer(whole, cache).mix(start * bar, (start + 2) * bar)
    assert max(np.abs(block).max() for block in blocks) < 10 ** (-0.3 / 20)
