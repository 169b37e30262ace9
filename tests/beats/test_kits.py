"""The kits as data, turned knobs, and the files that the engine maps."""

import os

import numpy as np
import pytest

from beats import kits
from studio import params, wav
from studio.errors import Cancelled, StudioError

RATE_HZ = 48_000
EVERY_ROW = {row.name for row in kits.SOUNDS.values() if not row.optional}


def stored(path) -> np.ndarray:
    info = wav.read_info(path)
    assert (info.encoding, info.rate_hz) == ("float32", RATE_HZ)
    samples = np.frombuffer(path.read_bytes(), "<f4", info.frames * info.channels, info.data_offset)
    return samples if info.channels == 1 else samples.reshape(-1, 2)


def strongest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 19))
    return float(np.argmax(spectrum) * RATE_HZ / (1 << 19))


def test_there_is_a_kit_for_every_style():
    assert kits.kit_names() == ("afro", "boom_bap", "drill", "gfunk", "lofi", "memphis", "phonk", "pop", "trap")
    assert len({kits.load_kit(name).title for name in kits.kit_names()}) == 9


@pytest.mark.parametrize("name", kits.kit_names())
def test_every_kit_has_every_sound_in_the_order_of_the_rows(name):
    sounds = kits.load_kit(name).sounds
    assert set(sounds) >= EVERY_ROW
    assert list(sounds) == [row for row in kits.SOUNDS if row in sounds]
    assert ("texture" in sounds) == (name in ("boom_bap", "lofi", "memphis"))


@pytest.mark.parametrize("name", kits.kit_names())
def test_the_808_is_doubled_beside_its_own_group(name):
    sub, high = (kits.load_kit(name).sounds[sound] for sound in ("sub", "sub_high"))
    assert (high.layers, high.root_note, high.drive_db) == (sub.layers, sub.root_note, sub.drive_db)
    assert high.level_db == sub.level_db - 9
    assert high.choke == 6
    assert kits.SOUNDS["sub_high"].root_from == kits.SOUNDS["sub"].root_from + 12
    assert kits.SOUNDS["sub_high"].lowest_note == kits.SOUNDS["sub"].lowest_note + 12


@pytest.mark.parametrize("name", kits.kit_names())
def test_groups_say_what_ends_what(name):
    """Hats end each other; what is monophonic or loops has a group of its own; the rest has none."""
    groups = {sound: made.choke for sound, made in kits.load_kit(name).sounds.items() if made.choke}
    alone = [group for sound, group in groups.items() if sound not in ("closed_hat", "open_hat")]
    assert groups["closed_hat"] == groups["open_hat"]
    assert len({*alone, groups["open_hat"]}) == len(alone) + 1
    for sound in {"sub", "sub_high", "bass", "lead"} | (groups.keys() & {"texture"}):
        assert groups[sound]
        assert kits.load_kit(name).sounds[sound].release_ms > 0


@pytest.mark.parametrize("name", kits.kit_names())
def test_the_kick_makes_room_for_the_bass_and_low_sounds_stay_in_the_middle(name):
    sounds = kits.load_kit(name).sounds
    assert (sounds["kick"].ducks_db, sounds["kick"].ducks_ms) == (3, 80)
    assert {sound for sound, made in sounds.items() if made.ducks_db} == {"kick"}
    assert all(sounds[sound].pan == 0 for sound in ("kick", "tom", "sub", "sub_high", "bass", "snare"))
    assert all(abs(made.pan) <= 0.25 for made in sounds.values())


def test_the_808_glides_and_growls_as_its_style_asks():
    glides = {name: kits.load_kit(name).sounds["sub"].glide_ms for name in kits.kit_names()}
    assert glides.pop("drill") == 120
    assert set(glides.values()) == {90}
    drives = {name: kits.load_kit(name).sounds["sub"].drive_db for name in kits.kit_names()}
    assert (drives["memphis"], drives["phonk"], drives["boom_bap"]) == (9, 12, 3)


def test_files_are_made_once_per_rate(tmp_path):
    shares: list[float] = []
    files = kits.kit_files("trap", RATE_HZ, tmp_path, progress=shares.append)
    kit = kits.load_kit("trap")
    assert tuple(files) == tuple(kit.sounds)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    for sound, path in files.items():
        assert (stored(path) == kits.render(kit, "sub" if sound == "sub_high" else sound, RATE_HZ)).all()
    assert files["sub"] == files["sub_high"]
    assert stored(files["clap"]).shape[1] == 2
    assert set(files["kick"].parent.iterdir()) == set(files.values())

    before = {path: path.stat().st_mtime_ns for path in files.values()}
    files["rim"].unlink()
    again: list[float] = []
    assert kits.kit_files("trap", RATE_HZ, tmp_path, progress=again.append) == files
    assert again == [1.0]
    assert all(path.stat().st_mtime_ns == before[path] for sound, path in files.items() if sound != "rim")
    assert files["rim"].is_file()

    with pytest.raises(Cancelled):
        kits.kit_files("trap", 44_100, tmp_path, cancelled=lambda: True)
    assert set(files["kick"].parent.iterdir()) == set(files.values())
    other = kits.kit_files("trap", 44_100, tmp_path)
    assert not set(other.values()) & set(files.values())
    with pytest.raises(ValueError, match="no rate"):
        kits.kit_files("trap", 22_050, tmp_path)


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
    assert {name: [layer.file for layer in source.layers] for name, source in sources.items()} == {
        name: [str(path)] for name, path in files.items()
    }
    assert list(sources) == list(kits.SOUNDS)
    assert (sources["bass"].root_note, sources["bass"].glide_ms, sources["bass"].release_ms) == (33, 40, 40)
    assert (sources["kick"].root_note, sources["kick"].release_ms, sources["kick"].choke) == (60, 0, 0)
    assert sources["open_hat"].choke == 1
    assert sources["open_hat"].level_db == kits.load_kit("boom_bap").sounds["open_hat"].level_db
    assert (sources["kick"].ducks_db, sources["kick"].ducks_ms) == (3, 80)
    assert (sources["shaker"].pan, sources["kick"].pan) == (-0.15, 0)


def test_a_kit_there_is_not():
    for name in ("kazoo", "../styles/trap", ""):
        with pytest.raises(StudioError) as caught:
            kits.load_kit(name)
        assert caught.value.code == "preset-missing"


# --- turned knobs ----------------------------------------------------------------------------------------------------


def turned(sound: str, **knobs: float) -> np.ndarray:
    kit = kits.tweaked(kits.load_kit("trap"), {f"{sound}.{knob}": value for knob, value in knobs.items()})
    return kits.render(kit, sound, RATE_HZ).astype(np.float64)


def above_share(samples: np.ndarray, hz: float) -> float:
    power = np.abs(np.fft.rfft(samples)) ** 2
    return power[np.fft.rfftfreq(len(samples), 1 / RATE_HZ) > hz].sum() / power.sum()


def test_tuning_moves_tones_and_noise():
    assert strongest_hz(turned("kick", tune=12)) == pytest.approx(2 * strongest_hz(turned("kick")), rel=0.02)
    assert strongest_hz(turned("sub", tune=-5)) == pytest.approx(55 * 2 ** (-5 / 12), rel=0.01)
    bell = strongest_hz(turned("keys"))
    assert strongest_hz(turned("keys", tune=3)) == pytest.approx(bell * 2 ** (3 / 12), rel=0.002)
    assert above_share(turned("closed_hat", tune=-12), 9000) < 0.5 * above_share(turned("closed_hat"), 9000)


def test_length_stretches_the_decay():
    for times in (0.5, 2.0):
        assert len(turned("snare", length=times)) == pytest.approx(times * len(turned("snare")), rel=0.01)
        kick = np.abs(turned("kick", length=times))
        levels = [kick[at * 48 : at * 48 + 2400].max() for at in (300, 400)]
        assert levels[0] / levels[1] == pytest.approx(np.exp(100 / (220 * times)), rel=0.1)


def test_tone_closes_and_drive_thickens():
    assert above_share(turned("snare", tone=2000), 4000) < 1e-3 < above_share(turned("snare"), 4000)
    assert above_share(turned("sub", drive=18), 150) > 3 * above_share(turned("sub"), 150)


@pytest.mark.parametrize("row", params.TWEAKS, ids=lambda row: row.name)
def test_any_knob_goes_all_the_way_at_any_sound(row):
    for sound in kits.load_kit("lofi").sounds:
        for value in (row.low, row.high):
            kit = kits.tweaked(kits.load_kit("lofi"), {f"{sound}.{row.name}": value})
            samples = kits.render(kit, sound, RATE_HZ)
            assert np.isfinite(samples).all()
            assert np.abs(samples).max() == pytest.approx(10 ** (-3 / 20), rel=0.001)
            assert not samples[[0, -1]].any()


def test_a_turned_knob_makes_a_file_of_its_own_and_leaves_the_others(tmp_path):
    plain = kits.kit_sources("trap", RATE_HZ, tmp_path)
    sources = kits.kit_sources("trap", RATE_HZ, tmp_path, tweaks={"sub.drive": 6.0, "kick.tune": 0.0, "bell.tune": 2.0})
    assert {name for name in plain if sources[name] != plain[name]} == {"sub", "sub_high"}  # the double turns along
    assert sources["sub"].layers == sources["sub_high"].layers
    own = kits.kit_sources("trap", RATE_HZ, tmp_path, tweaks={"sub.drive": 6.0, "sub_high.drive": 2.0})
    assert own["sub"].layers == sources["sub"].layers
    assert own["sub_high"].layers != own["sub"].layers
    assert kits.kit_sources("trap", RATE_HZ, tmp_path) == plain


def test_turned_knobs_are_kept_inside_their_range():
    tweaks = {"kick.tune": 99.0, "kick.tone": 20_000.0, "kick_2.drive": 3.0, "kick.taste": 1.0, "rim.length": np.nan}
    assert kits.by_sound(tweaks) == {"kick": {"tune": 12.0}, "kick_2": {"drive": 3.0}}


def test_turning_a_knob_for_an_hour_does_not_fill_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(kits, "_TURNED_FILES", 3)

    def turn(tune: float):
        return kits.kit_files("trap", 44_100, tmp_path, tweaks={"rim.tune": tune})["rim"]

    made = [turn(float(tune)) for tune in range(1, 7)]
    assert [path.is_file() for path in made] == [False, False, False, True, True, True]
    turn(4.0)  # used again, so it is the youngest
    turn(9.0)
    assert [path.is_file() for path in made] == [False, False, False, True, False, True]
