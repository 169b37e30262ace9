"""What a file is by its name, over the ways in which sample folders are named."""

import pytest

from beats.kits import SOUNDS
from beats.kitwords import _WORDS, numbered, row_by_name, row_by_note

NAMES = {
    "kick": [
        "Kick.wav", "BD_Deep-01", "808 Kick", "KickDrum 3", "bassdrum", "Bass Drum 1", "basstromme", "kd1",
        "TR808-BD0050", "kicks",
    ],
    "snare": ["SD01", "Snare Tight", "skarptromme", "acoustic-snare-2", "sn 4", "808_Snare", "SnareDrum"],
    "rim": ["rim", "Rimshot", "SideStick", "RS01", "Snare Rimshot", "kantslag"],
    "clap": ["Clap", "CP", "hand clap 2", "klapp", "Finger Snap", "808clap"],
    "closed_hat": ["CH", "hh", "HiHat", "Hi-Hat Closed", "closed hat", "HH_01", "Hat Pedal", "hats 3", "hihat"],
    "open_hat": ["OH", "Open Hat", "HiHat Open", "hat-open 2", "OpenHH", "hh open", "808 OH25"],
    "tom": ["Tom 1", "FloorTom", "LT", "mt50", "hi tom", "toms"],
    "crash": ["Crash", "cym1", "Ride", "China 18", "Splash", "bekken", "CY 01"],
    "shaker": ["Shaker", "shk1", "MA", "maracas"],
    "tambourine": ["Tamb", "tambourine 2", "tamburin"],
    "cowbell": ["Cowbell", "CB", "cow bell", "808 cow"],
    "perc": ["perc 4", "Conga Hi", "bongo", "clave", "woodblock"],
    "sub": ["808", "808 C", "Sub 01", "sub-long", "808s"],
    "bass": ["Bass C1", "synth bass"],
    "keys": ["Rhodes", "piano c3", "pad"],
}  # fmt: skip


@pytest.mark.parametrize(("row", "name"), [(row, name) for row, names in NAMES.items() for name in names])
def test_names(row, name):
    assert row_by_name(name) == row


def test_what_says_nothing():
    for name in ("", "zap", "01", "bottom end", "override", "Åse", "custom", "x" * 5000, "../../etc"):
        assert row_by_name(name) is None
    assert row_by_name("01", "Snares", "Kicks") == "snare"


def test_every_word_is_about_a_row():
    assert {row for row, _ in _WORDS} <= set(SOUNDS)
    for row in SOUNDS.values():
        if row.gm_note:
            assert row_by_note(row.gm_note) == row.name
        if row.name != "sub_high":
            assert row_by_name(row.name) == row.name
    assert row_by_note(None) is row_by_note(0) is row_by_note(127) is None


def test_the_second_of_a_kind_gets_a_number():
    assert numbered(["kick", "snare", "snare", "perc", "snare"]) == ["kick", "snare", "snare_2", "perc", "snare_3"]
