"""Every sound of every kit, measured; and the files that the engine maps."""

import os

import numpy as np
import pytest
from scipy.signal import butter, sosfilt, sosfiltfilt

from beats import kits
from studio import wav
from studio.errors import Cancelled, StudioError

RATE_HZ = 48_000
EVERY = [(kit, sound) for kit in kits.kit_names() for sound in kits.SOUNDS]


@pytest.fixture(scope="module")
def sounds():
    return {(kit, sound): kits.render(kits.load_kit(kit), sound, RATE_HZ) for kit, sound in EVERY}


def share_db(samples: np.ndarray, low_hz: float, high_hz: float) -> float:
    """Energy between two frequencies, against all of it."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    return 10 * np.log10(power[(hz >= low_hz) & (hz < high_hz)].sum() / power.sum())


def pitch_hz(samples: np.ndarray, start_s: float, end_s: float) -> float:
    """From the zero crossings of what is left below 120 Hz."""
    low = sosfiltfilt(butter(2, 120, fs=RATE_HZ, output="sos"), samples)[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]
    up = np.flatnonzero((low[:-1] < 0) & (low[1:] >= 0))
    exact = up + low[up] / (low[up] - low[up + 1])
    return RATE_HZ * (len(exact) - 1) / (exact[-1] - exact[0])


def strongest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 19))
    return float(np.argmax(spectrum) * RATE_HZ / (1 << 19))


def fall_ms(samples: np.ndarray, fall_db: float = 20.0) -> float:
    """How long until it stays below a level under its peak."""
    over = np.flatnonzero(np.abs(samples) >= np.abs(samples).max() * 10 ** (-fall_db / 20))
    return 1000 * (over[-1] + 1) / RATE_HZ


def test_both_kits_have_every_sound():
    assert {"boom_bap", "trap"} <= set(kits.kit_names())
    for name in kits.kit_names():
        assert tuple(kits.load_kit(name).sounds) == tuple(kits.SOUNDS)


@pytest.mark.parametrize(("kit", "sound"), EVERY)
def test_level_offset_and_ends(sounds, kit, sound):
    samples = sounds[kit, sound]
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert np.isfinite(samples).all()
    assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.0, abs=0.1)
    assert abs(samples.astype(np.float64).mean()) < 1e-4
    # neither end clicks: it is nought, and next to it still is next to nought
    assert samples[0] == samples[-1] == 0
    assert np.abs(samples[1]) < 0.02
    assert np.abs(samples[-24:]).max() < 0.01
    assert 0.05 < len(samples) / RATE_HZ <= 6


@pytest.mark.parametrize("kit", kits.kit_names())
def test_the_same_recipe_gives_the_same_samples(sounds, kit):
    for sound in ("kick", "snare", "closed_hat"):
        assert (kits.render(kits.load_kit(kit), sound, RATE_HZ) == sounds[kit, sound]).all()
    assert len(sounds[kit, "snare"]) != len(sounds[kit, "closed_hat"])


@pytest.mark.parametrize("rate_hz", [44_100, 96_000])
def test_other_rates_sound_the_same(sounds, rate_hz):
    kit = kits.load_kit("trap")
    for sound in ("kick", "snare", "closed_hat", "sub", "keys"):
        samples = kits.render(kit, sound, rate_hz)
        assert len(samples) / rate_hz == pytest.approx(len(sounds["trap", sound]) / RATE_HZ, abs=1e-4)
        assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.0, abs=0.1)


@pytest.mark.parametrize(("kit", "hz"), [("boom_bap", 55), ("trap", 48)])
def test_kicks_fall_to_their_pitch(sounds, kit, hz):
    kick = sounds[kit, "kick"]
    assert pitch_hz(kick, 0.15, 0.35) == pytest.approx(hz, abs=1.5)
    assert pitch_hz(kick, 0.0, 0.045) > hz + 15
    assert share_db(kick, 20, 200) > -1


@pytest.mark.parametrize("kit", kits.kit_names())
def test_subs_are_in_tune_and_are_heard_on_small_speakers(sounds, kit):
    sub = sounds[kit, "sub"]
    assert kits.load_kit(kit).sounds["sub"].root_note == 33
    cents = 1200 * np.log2(pitch_hz(sub, 0.2, 1.0) / 55.0)
    assert abs(cents) < 3
    assert -26 < share_db(sub, 100, 300) < -6


@pytest.mark.parametrize(
    ("kit", "sound"), [(kit, sound) for kit in kits.kit_names() for sound in ("lead", "keys", "bass")]
)
def test_pitched_sounds_are_in_tune(sounds, kit, sound):
    root = 440 * 2 ** ((kits.load_kit(kit).sounds[sound].root_note - 69) / 12)
    cents = 1200 * np.log2(strongest_hz(sounds[kit, sound]) / root)
    assert abs(cents) < 5


def test_the_cowbell_is_in_tune_with_its_root():
    cowbell = kits.render(kits.load_kit("trap"), "cowbell", RATE_HZ)
    power = np.abs(np.fft.rfft(cowbell, 1 << 18))
    hz = np.fft.rfftfreq(1 << 18, 1 / RATE_HZ)
    low = hz[np.argmax(np.where((hz > 450) & (hz < 650), power, 0))]
    assert abs(1200 * np.log2(low / 554.37)) < 10


@pytest.mark.parametrize("kit", kits.kit_names())
def test_snares_have_their_tones_and_their_noise(sounds, kit):
    snare = sounds[kit, "snare"]
    assert share_db(snare, 170, 200) > -15
    assert share_db(snare, 315, 345) > -15
    assert share_db(snare, 1500, 8000) > -10


def test_kits_differ_as_they_should(sounds):
    assert fall_ms(sounds["boom_bap", "snare"]) > 1.5 * fall_ms(sounds["trap", "snare"])
    assert fall_ms(sounds["trap", "kick"]) > fall_ms(sounds["boom_bap", "kick"])
    assert fall_ms(sounds["trap", "closed_hat"]) < fall_ms(sounds["boom_bap", "closed_hat"])
    assert share_db(sounds["boom_bap", "closed_hat"], 12_000, 24_000) < share_db(
        sounds["trap", "closed_hat"], 12_000, 24_000
    )


@pytest.mark.parametrize("kit", kits.kit_names())
def test_hats_are_high_and_share_a_choke_group(sounds, kit):
    closed, opened = (kits.load_kit(kit).sounds[name] for name in ("closed_hat", "open_hat"))
    assert closed.choke == opened.choke != 0
    assert share_db(sounds[kit, "closed_hat"], 20, 3500) < -20
    assert fall_ms(sounds[kit, "open_hat"]) > 4 * fall_ms(sounds[kit, "closed_hat"])


@pytest.mark.parametrize("kit", kits.kit_names())
def test_a_clap_is_four_hands(sounds, kit):
    """The level falls between the bursts at 0, 10, 20 and 30 ms and rises again at each."""
    clap = sounds[kit, "clap"].astype(np.float64)
    power = sosfilt(butter(1, 400, fs=RATE_HZ, output="sos"), clap**2)

    def level(start_ms: float) -> float:
        return float(power[int(start_ms * 48) : int((start_ms + 3) * 48)].max())

    for burst in (10, 20, 30):
        assert level(burst + 0.5) > 1.5 * power[int((burst - 1) * 48) : int(burst * 48)].min()


def test_monophonic_sounds_have_a_group_of_their_own():
    for name in kits.kit_names():
        groups = {sound: kits.load_kit(name).sounds[sound].choke for sound in ("sub", "bass", "lead")}
        assert len(set(groups.values()) - {0}) == 3
        assert all(kits.load_kit(name).sounds[sound].release_ms > 0 for sound in groups)


def test_files_are_made_once_per_rate(tmp_path, sounds):
    shares: list[float] = []
    files = kits.kit_files("trap", RATE_HZ, tmp_path, progress=shares.append)
    assert tuple(files) == tuple(kits.SOUNDS)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    for sound, path in files.items():
        info = wav.read_info(path)
        assert (info.encoding, info.channels, info.rate_hz) == ("float32", 1, RATE_HZ)
        stored = np.frombuffer(path.read_bytes(), "<f4", info.frames, info.data_offset)
        assert (stored == sounds["trap", sound]).all()
    assert sorted(path.name for path in files["kick"].parent.iterdir()) == sorted(path.name for path in files.values())

    before = {path: path.stat().st_mtime_ns for path in files.values()}
    files["rim"].unlink()
    again: list[float] = []
    assert kits.kit_files("trap", RATE_HZ, tmp_path, progress=again.append) == files
    assert again == [1.0]
    assert all(path.stat().st_mtime_ns == before[path] for sound, path in files.items() if sound != "rim")
    assert files["rim"].is_file()

    with pytest.raises(Cancelled):
        kits.kit_files("trap", 44_100, tmp_path, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        kits.kit_files("boom_bap", RATE_HZ, tmp_path, cancelled=lambda: True)
    assert len(list(tmp_path.glob("kits/*/*"))) == 3


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX paths")
def test_a_cache_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StudioError) as caught:
        kits.kit_files("trap", RATE_HZ, tmp_path / "file")
    assert caught.value.code == "disk-refused"
    assert str(tmp_path) not in str(caught.value.fields)


def test_the_engine_gets_files_and_how_to_play_them(tmp_path):
    files = kits.kit_files("boom_bap", RATE_HZ, tmp_path)
    sources = kits.kit_sources("boom_bap", RATE_HZ, tmp_path)
    assert {name: source.layers[0].file for name, source in sources.items()} == {
        name: str(path) for name, path in files.items()
    }
    assert list(sources) == list(kits.SOUNDS)
    assert (sources["bass"].root_note, sources["bass"].glide_ms, sources["bass"].release_ms) == (33, 40, 40)
    assert (sources["kick"].root_note, sources["kick"].release_ms, sources["kick"].choke) == (60, 0, 0)
    assert (sources["open_hat"].choke, sources["open_hat"].level_db) == (1, -11)


def test_a_kit_there_is_not():
    for name in ("kazoo", "../styles/trap", ""):
        with pytest.raises(StudioError) as caught:
            kits.load_kit(name)
        assert caught.value.code == "preset-missing"
