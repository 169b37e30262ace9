"""What follows from a style's beat: cycles, fills, hooks, intros; and its timing to the frame."""

import msgspec
import numpy as np
import pytest
from heard_beats import frames, heard, kit_facts

from beats import kits, styles
from beats.patterns import fill_of, hook_of
from studio import edits, timeline
from studio.song import Song

ALL = styles.style_names()
put = msgspec.structs.replace


@pytest.mark.parametrize("name", ALL)
def test_the_cycle_and_its_fill(name):
    """A A A B | A A A F, A being one bar or two as the style says; the last bar is the fill's, bass and keys in it."""
    song, style = styles.style_song(name, "", bars=16), styles.load_style(name)
    (verse,) = song.sections
    assert (verse.cycle, len(verse.cycle), verse.muted) == (style.cycle, 8, ())
    bars = heard(song, bars=16)
    steps = [{sound: set(hits) for sound, hits in bar.items()} for bar in bars]
    for number, letter in enumerate(style.cycle[:7]):
        assert steps[number] == steps[number + 8] == steps[style.cycle.index(letter)]
    fill = {
        "snare": lambda bar: bar["snare"] >= {5, 13, 15, 16} and not bar["kick"] & set(range(9, 17)),
        "hats": lambda bar: {15, 16} <= bar["closed_hat"],
        "slide": lambda bar: bar["sub"] == steps[1]["sub"],
        "stop": lambda bar: all(max(hits) < 13 for sound, hits in bar.items() if sound not in ("sub", "bass", "keys")),
    }
    assert fill[style.fill](steps[7])
    assert steps[7]["keys"] == steps[style.cycle.index("2")]["keys"]


def test_fills_go_with_the_genre():
    fills = {name: styles.load_style(name).fill for name in ALL}
    assert {name for name in ALL if fills[name] == "snare"} == {"boom_bap", "pop_rap", "gfunk"}
    assert {name for name in ALL if fills[name] == "hats"} == {"trap", "memphis", "drift_phonk"}
    assert {name for name in ALL if fills[name] == "slide"} == {"uk_drill", "ny_drill"}
    assert {name for name in ALL if fills[name] == "stop"} == {"lofi", "afro_rap", "dancehall"}
    textured = {
        name for name in ALL for lane in styles.style_song(name, "").patterns[0].lanes if lane.sound == "texture"
    }
    assert textured == {"lofi", "boom_bap", "memphis"}


@pytest.mark.parametrize("name", ["uk_drill", "ny_drill"])
def test_the_fill_of_drill_slides_up_an_octave(name):
    song = styles.style_song(name, "", bars=8)
    found = timeline.hits(song, kits=kit_facts(song)).array
    sub = [pair[1] for pair in timeline.hits(song).sounds].index("sub")
    last = found[found["sound"] == sub][-1]
    assert last["at_frame"] > 7 * 4 * 60 / song.bpm * song.rate_hz
    assert last["glide_to"] == last["midi_note"] + 12


@pytest.mark.parametrize("name", ALL)
def test_the_hook_is_lifted(name):
    song, style = styles.style_song(name, ""), styles.load_style(name)
    verse, hook = heard(song), heard(song, "hook")
    for number in range(7):
        if style.hook == "open_hat":
            assert {3, 11} <= hook[number]["open_hat"].keys()
        else:
            loud = {step for step, gain in hook[number]["snare"].items() if gain > 0.6}
            assert loud <= hook[number]["clap"].keys()
        assert hook[number]["sub"].keys() == hook[number]["sub_high"].keys()
        assert verse[number]["sub_high"].keys() == set()
        muted = {sound for code in style.verse_without for sound, row in kits.SOUNDS.items() if row.code == code}
        assert len(muted) == 1
        assert not muted & {sound for sound, hits in verse[number].items() if hits}
    gains = [np.mean([gain for bar in bars[:7] for gain in bar["kick"].values()]) for bars in (hook, verse)]
    assert gains[0] / gains[1] == pytest.approx(10 ** (1 / 20), abs=0.04)
    main, lifted = song.patterns[0], song.patterns[2]
    assert lifted.lanes == hook_of(main, style.hook).lanes
    doubled = {lane.sound: [note.midi_note for note in lane.notes] for lane in lifted.lanes}
    assert doubled.get("sub_high", []) == [note + 12 for note in doubled.get("sub", [])]


@pytest.mark.parametrize("name", ALL)
def test_intro_and_outro_have_no_drums(name):
    song = styles.style_song(name, "")
    drums = {sound for sound, row in kits.SOUNDS.items() if row.role == "drums"} - {"cowbell"}
    for kind in {"intro", "outro"} & {section.kind for section in song.sections}:
        section = next(section for section in song.sections if section.kind == kind)
        for bar in heard(song, kind, min(section.bars, 8)):
            sounding = {sound for sound, hits in bar.items() if hits}
            assert not sounding & drums
            assert "keys" in sounding
            assert sounding & {"sub", "bass"}
        assert section.muffled == (kind == "intro")
    assert song.sections[0].kind == "intro"
    assert [section.lead_in for section in song.sections if section.kind == "verse"] == ["fill"] * 2


@pytest.mark.parametrize("name", ALL)
def test_kick_and_bass_make_way_for_the_hook(name):
    song, style = styles.style_song(name, ""), styles.load_style(name)
    found = timeline.hits(song, kits=kit_facts(song))
    beat_frames = 60 * song.rate_hz / song.bpm
    low = [number for number, pair in enumerate(found.sounds) if pair[1] in ("kick", "sub", "bass")]
    end = 0.0
    for before, section in zip(song.sections, song.sections[1:], strict=False):
        end += before.bars * 4 * beat_frames
        if section.kind == "hook":
            assert section.lead_in == style.into_hook
            last = found.array[np.isin(found.array["sound"], low) & (found.array["at_frame"] < end - 100)]
            if style.into_hook == "drop":
                assert last["at_frame"].max() < end - beat_frames
                assert (last["at_frame"] + last["length_frames"]).max() < end - beat_frames + 700


def test_the_first_bar_of_boom_bap_in_frames():
    """90 BPM: a sixteenth is 8 000 frames, swing 58 % moves every second one by 1 280, the snare is 6 ms = 288 late."""
    song = styles.style_song("boom_bap", "", bars=1)
    assert frames(song, "kick") == [0, 7 * 8000 + 1280, 10 * 8000]
    assert frames(song, "snare") == [4 * 8000 + 288, 9 * 8000 + 1280 + 288, 12 * 8000 + 288]
    assert frames(song, "closed_hat") == [step * 8000 for step in range(0, 16, 2)]
    assert frames(song, "bass") == [0, 7 * 8000 + 1280, 10 * 8000]
    assert frames(song, "open_hat") == []


def test_two_bars_of_lofi_in_frames():
    """80 BPM: a sixteenth is 9 000 frames, swing 60 % moves every second one by 1 800; snare 14 ms = 672 late, hat
    4 ms = 192."""
    song = styles.style_song("lofi", "", bars=2)
    second = 16 * 9000
    assert frames(song, "snare") == [
        4 * 9000 + 672,
        12 * 9000 + 672,
        second + 4 * 9000 + 672,
        second + 12 * 9000 + 672,
        second + 15 * 9000 + 1800 + 672,
    ]
    assert frames(song, "closed_hat")[:3] == [192, 2 * 9000 + 192, 4 * 9000 + 192]
    assert frames(song, "kick")[:3] == [0, 7 * 9000 + 1800, 10 * 9000]


def test_rolls_of_trap_in_frames():
    """140 BPM: a step is 36 000 / 7 frames. Three hits over two steps stand 24 000 / 7 apart, four 18 000 / 7."""
    hats = frames(styles.style_song("trap", "", bars=2), "closed_hat")
    step = 36_000 / 7
    assert hats[6:9] == [round(14 * step + hit * 24_000 / 7) for hit in range(3)] == [72_000, 75_429, 78_857]
    assert [at for at in hats if 113_000 < at < 121_500] == [113_143, 115_714, 118_286, 120_857]
    assert hats[-6:] == [144_000, 147_429, 150_857, 154_286, 157_714, 161_143]


def test_slides_of_the_808_in_frames():
    """The last note of trap's 808 lasts two steps of 36 000 / 7 frames; the slide fills its last 90 ms = 4 320 frames.
    Drill's kit slides for 120 ms = 5 760."""
    for name, glide, number, pitches in (("trap", 4320, -1, (31, 33)), ("uk_drill", 5760, 2, (39, 36))):
        song = styles.style_song(name, "", bars=2)
        found = timeline.hits(song, kits=kit_facts(song))
        sub = found.array[found.array["sound"] == [pair[1] for pair in found.sounds].index("sub")]
        hit = sub[number]
        assert (hit["midi_note"], hit["glide_to"], hit["glide_frames"]) == (*pitches, glide)
        if name == "trap":
            assert (hit["at_frame"], hit["length_frames"]) == (154_286, 164_571 - 154_286)


def test_a_song_of_so_many_bars():
    song = styles.style_song("boom_bap", "", bars=16, bpm=88)
    assert [(section.kind, section.bars, section.muted) for section in song.sections] == [("verse", 16, ())]
    assert (song.bpm, len(song.patterns)) == (88.0, 2)


@pytest.mark.parametrize("name", ALL)
def test_a_changed_verse_is_followed_by_its_hook_and_its_fills(name):
    song, style = styles.style_song(name, ""), styles.load_style(name)
    main = song.patterns[0]
    changed = edits.set_step(
        song, pattern_id=main.id, track_id=song.tracks[0].id, sound="crash", at_step=16, velocity=99
    )
    after = styles.followed(changed, name, main.id)
    assert [pattern.id for pattern in after.patterns] == [pattern.id for pattern in song.patterns]
    assert [pattern.name for pattern in after.patterns] == [pattern.name for pattern in song.patterns]
    whole = after.patterns[0]
    assert after.patterns[1].lanes == fill_of(whole, style.fill).lanes
    assert after.patterns[2].lanes == hook_of(whole, style.hook).lanes
    assert all(any(lane.sound == "crash" for lane in pattern.lanes) for pattern in after.patterns)
    assert after.sections == song.sections
    assert styles.followed(song, name, main.id) == song


@pytest.mark.parametrize("name", ALL)
def test_songs_tell_their_style(name):
    song = styles.style_song(name, "")
    assert all(styles.style_of(song, pattern.id) == name for pattern in song.patterns)
    renamed = tuple(put(pattern, name="x") for pattern in song.patterns)
    other = styles.with_kit(put(song, patterns=renamed), "phonk" if name != "phonk" else "trap")
    assert styles.style_of(other) == name, "it remembers, whatever it is called and sounds of"
    for style in ("", "of a newer program"):
        old = put(song, style=style)
        assert all(styles.style_of(old, pattern.id) == name for pattern in old.patterns)
        assert styles.load_style(styles.style_of(put(old, patterns=renamed))).kit == song.tracks[0].kit
    assert styles.style_of(Song(title="")) == ""
