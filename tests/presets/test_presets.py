"""Preset files: all of them are sound, and a broken one is named with its line and key."""

import shutil

import pytest

import presets
from beats import kits, styles
from studio.errors import StudioError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the presets that a test may break."""
    for kind in ("kits", "styles"):
        shutil.copytree(presets.FOLDER / kind, tmp_path / kind)
    monkeypatch.setattr(presets, "FOLDER", tmp_path)
    for cached in (kits.load_kit, styles.load_style):
        cached.cache_clear()
    yield tmp_path
    for cached in (kits.load_kit, styles.load_style):
        cached.cache_clear()


def change(path, old: str, new: str) -> int:
    """Edit a file like a person would; gives the line of the change."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def broken(load, name: str) -> dict[str, object]:
    with pytest.raises(StudioError) as caught:
        load(name)
    assert caught.value.code == "preset-broken"
    return caught.value.fields


def test_what_is_shipped_is_sound():
    assert {"boom_bap", "trap"} <= set(presets.names("kits"))
    assert {"boom_bap", "trap"} <= set(presets.names("styles"))
    assert "_base" not in presets.names("kits")
    for name in presets.names("kits"):
        kits.load_kit(name)
    for name in presets.names("styles"):
        styles.load_style(name)


def test_a_number_out_of_range(folder):
    line = change(folder / "kits/trap.toml", "drive_db = 4", "drive_db = 99")
    assert broken(kits.load_kit, "trap") == {
        "file": "kits/trap.toml",
        "line": line,
        "key": "sub.drive_db",
        "remedy": "Expected `float` <= 36.0",
    }


def test_a_key_that_there_is_not(folder):
    line = change(folder / "kits/trap.toml", "[sub]", "[sub]\ndrave_db = 4")
    fields = broken(kits.load_kit, "trap")
    assert (fields["file"], fields["line"], fields["key"]) == ("kits/trap.toml", line + 1, "sub.drave_db")
    assert "drave_db" in fields["remedy"]


def test_a_wrong_kind_of_value_deep_inside(folder):
    change(folder / "kits/trap.toml", 'wave = "fm", fm_ratio = 3.5', 'wave = "flute", fm_ratio = 3.5')
    fields = broken(kits.load_kit, "trap")
    text = (folder / "kits/trap.toml").read_text("utf-8").splitlines()
    assert fields["key"] == "keys.layers[0].wave"
    assert text[fields["line"] - 1].startswith("layers")
    assert "flute" in text[fields["line"]]


def test_a_sound_without_a_pitch(folder):
    line = change(folder / "kits/_base.toml", "hz = [220], from_hz = 300, ", "")
    fields = broken(kits.load_kit, "trap")
    assert (fields["file"], fields["line"], fields["key"]) == ("kits/_base.toml", line, "perc.layers")
    assert "root_note" in fields["remedy"]


def test_no_toml_at_all(folder):
    line = change(folder / "kits/trap.toml", "[sub]", "[sub")
    fields = broken(kits.load_kit, "trap")
    assert (fields["file"], fields["line"]) == ("kits/trap.toml", line)
    (folder / "kits/boom_bap.toml").write_bytes(b'title = "\xff"')
    assert broken(kits.load_kit, "boom_bap")["file"] == "kits/boom_bap.toml"


def test_a_sound_that_is_missing(folder):
    change(folder / "kits/_base.toml", "[tom]", "[tim]")
    fields = broken(kits.load_kit, "trap")
    assert fields["file"] == "kits/_base.toml"
    assert fields["key"] in {"tom", "tim"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("gain_db = -6", "gain_db = 40", "tracks.melody.knobs.gain_db"),
        ("gain_db = -6", 'gain_db = "loud"', "tracks.melody.knobs.gain_db"),
        ("gain_db = -6", "loudness = 3", "tracks.melody.knobs.loudness"),
        ("default = 90", "default = 190", "tempo.default"),
        ('key = "A minor"', 'key = "H moll"', "key"),
        ('"outro 4"', '"coda 4"', "form"),
        ("SN = 6", "SM = 6", "late_ms"),
        ("KK |9... ...6 ..9.", "KK |9... ...6 ..9", "grid"),
    ],
)
def test_styles_name_what_does_not_fit(folder, old, new, key):
    line = change(folder / "styles/boom_bap.toml", old, new)
    fields = broken(styles.load_style, "boom_bap")
    assert fields["file"] == "styles/boom_bap.toml"
    assert fields["key"] == key
    assert fields["line"] == (line if key != "grid" else line - 1)
    assert fields["remedy"]


def test_knobs_are_told_their_range(folder):
    change(folder / "styles/trap.toml", "gain_db = -7", "pan = -2")
    assert broken(styles.load_style, "trap")["remedy"] == "Expected -1 to 1"


def test_a_style_whose_kit_is_gone(folder):
    (folder / "kits/trap.toml").unlink()
    with pytest.raises(StudioError) as caught:
        styles.load_style("trap")
    assert (caught.value.code, caught.value.fields) == ("preset-missing", {"name": "kits/trap"})
