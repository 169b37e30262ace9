"""The styles hold what their genre asks for, and make songs that play: read back from the song, as it will sound."""

from collections import defaultdict

import msgspec
import numpy as np
import pytest

from beats import kits, styles
from beats.patterns import fill_of, hook_of, read_grid, write_grid
from studio import edits, timeline
from studio.errors import StudioError
from studio.song import Song

ALL = styles.style_names()
put = msgspec.structs.replace


def kit_facts(song: Song):
    return {track.kit: kits.load_kit(track.kit).sounds for track in song.tracks if track.kit}


def heard(song: Song, kind: str = "verse", bars: int = 8) -> list[dict[str, dict[int, float]]]:
    """The first bars of the first section of a kind, as they sound: for each bar, sound → step from 1 → gain.

    A hit belongs to the step that it comes in: swing and micro-timing only delay, and by less than one.
    """
    start = 0
    for section in song.sections:
        if section.kind == kind:
            break
        start += section.bars
    found = timeline.hits(song, kits=kit_facts(song))
    step_frames = 60 * song.rate_hz / song.bpm / 4
    made: list[dict[str, dict[int, float]]] = [defaultdict(dict) for _ in range(bars)]
    for hit in found.array:
        step = int(hit["at_frame"] / step_frames + 0.01) - start * 16
        if 0 <= step < bars * 16:
            made[step // 16][found.sounds[hit["sound"]][1]][step % 16 + 1] = float(hit["gain"])
    return made


def frames(song: Song, sound: str) -> list[int]:
    found = timeline.hits(song, kits=kit_facts(song))
    number = [pair[1] for pair in found.sounds].index(sound)
    return found.array["at_frame"][found.array["sound"] == number].tolist()


# what the genre asks for, by hand: style → (sound, bars of two, steps that sound, whether nothing else does)
CANON = {
    "boom_bap": [("snare", (0, 1), {5, 13}, False), ("kick", (0, 1), {1, 8, 11}, False)],
    "trap": [("snare", (0, 1), {9}, True), ("kick", (0, 1), {1}, False)],
    "uk_drill": [
        ("snare", (0,), {9}, True),
        ("snare", (1,), {13}, True),
        ("closed_hat", (0, 1), {1, 4, 7, 9, 12, 15}, False),
    ],
    "ny_drill": [
        ("snare", (0,), {9}, True),
        ("snare", (1,), {13}, True),
        ("closed_hat", (0, 1), {1, 4, 7, 9, 12}, False),
    ],
    "gfunk": [
        ("snare", (0, 1), {5, 13}, True),
        ("clap", (0, 1), {5, 13}, True),
        ("closed_hat", (0,), set(range(1, 17)), True),
        ("kick", (0, 1), {1}, False),
    ],
    "lofi": [("snare", (0, 1), {5, 13}, False), ("kick", (0, 1), {1}, False)],
    "dancehall": [
        ("snare", (0, 1), {4, 7, 12, 15}, True),
        ("kick", (0, 1), {1, 5, 9, 13}, True),
        ("closed_hat", (0, 1), {3, 7, 11, 15}, True),
    ],
    "afro_rap": [
        ("rim", (0, 1), {1, 4, 7, 11, 13}, True),
        ("shaker", (0, 1), set(range(1, 17)), True),
    ],
    "memphis": [("clap", (0, 1), {9}, True), ("kick", (0, 1), {1, 4}, False)],
    "drift_phonk": [
        ("kick", (0, 1), {1, 5, 9, 13}, True),
        ("clap", (0, 1), {5, 13}, True),
        ("closed_hat", (0, 1), {3, 7, 11, 15}, True),
    ],
    "pop_rap": [("snare", (0, 1), {5, 13}, True), ("kick", (0, 1), {1}, False)],
}
TEMPO = {
    "boom_bap": (84, 96),
    "trap": (130, 150),
    "uk_drill": (138, 146),
    "ny_drill": (140, 148),
    "gfunk": (88, 100),
    "lofi": (70, 88),
    "dancehall": (92, 108),
    "afro_rap": (98, 112),
    "memphis": (130, 150),
    "drift_phonk": (130, 165),
    "pop_rap": (90, 104),
}
STRAIGHT = {"trap", "uk_drill", "ny_drill", "memphis", "drift_phonk", "dancehall"}
NO_KICK_ON_TWO = {"boom_bap", "trap", "uk_drill", "ny_drill", "gfunk", "lofi", "afro_rap", "pop_rap"}


@pytest.mark.parametrize("name", ALL)
def test_every_style_makes_a_song_that_plays(name):
    song = styles.style_song(name, "Første beat 🎤")
    style = styles.load_style(name)
    assert song.title == "Første beat 🎤"
    assert (song.bpm, song.key) == (style.tempo.default, style.key)
    assert [track.role for track in song.tracks] == ["drums", "bass", "melody"]
    assert {track.kit for track in song.tracks} == {style.kit}
    found = timeline.hits(song, kits=kit_facts(song))
    assert {sound for _, sound in found.sounds} <= set(kits.load_kit(style.kit).sounds)
    assert len(found.array) > 500
    length = timeline.song_length_frames(song)
    assert length == round(sum(section.bars for section in song.sections) * 4 * 60 / song.bpm * song.rate_hz)
    assert found.array["at_frame"][-1] < length
    assert 100 < length / song.rate_hz < 240
    assert [pattern.bars for pattern in song.patterns] == [2, 1, 2, 1]


@pytest.mark.parametrize("name", ALL)
def test_songs_are_made_of_values_that_every_edit_accepts(name):
    song = styles.style_song(name, "")
    for pattern in song.patterns:
        assert edits.replace_pattern(song, pattern=pattern) == song
    for section in song.sections:
        again = edits.set_section_cycle(song, section_id=section.id, cycle=section.cycle, fill_id=section.fill_id)
        again = edits.set_lead_in(again, section_id=section.id, lead_in=section.lead_in)
        assert again == song


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("kind", ["verse", "hook"])
def test_the_marks_of_the_genre_are_heard(name, kind):
    """In every bar that is no fill and in which nothing makes way for a hook."""
    song = styles.style_song(name, "")
    cycle = styles.load_style(name).cycle
    bars = heard(song, kind)
    for sound, pair, steps, alone in CANON[name]:
        for number, bar in enumerate(bars[:7]):
            if int(cycle[number]) - 1 in pair:
                if kind == "hook" and sound == "closed_hat":
                    bar[sound].update(bar["open_hat"])  # it stands in where it opens
                    alone = False
                assert bar[sound].keys() >= steps
                assert not alone or bar[sound].keys() == steps
    if name in NO_KICK_ON_TWO:
        assert not any({5, 13} & bar["kick"].keys() for bar in bars[:7])


@pytest.mark.parametrize("name", ALL)
def test_tempo_and_swing_are_those_of_the_genre(name):
    song, style = styles.style_song(name, ""), styles.load_style(name)
    assert (style.tempo.low, style.tempo.high) == TEMPO[name]
    assert TEMPO[name][0] <= song.bpm <= TEMPO[name][1]
    for pattern in song.patterns:
        assert (pattern.swing_percent == 50.0) == (name in STRAIGHT)
        assert style.swing.low <= pattern.swing_percent <= style.swing.high


def test_what_else_is_canonical():
    """Loudness, slides, riffs and roots that steps alone do not tell."""
    patterns = {name: styles.style_song(name, "").patterns[0] for name in ALL}
    lanes = {name: {lane.sound: lane for lane in pattern.lanes} for name, pattern in patterns.items()}
    # the 808 of trap goes with the kick, hat rolls there are
    assert [note.at_step for note in lanes["trap"]["sub"].notes] == [
        step.at_step for step in lanes["trap"]["kick"].steps
    ]
    assert sum(step.ratchet > 1 for step in lanes["trap"]["closed_hat"].steps) == 3
    # drill slides, in New York 2 dB louder
    for name in ("uk_drill", "ny_drill"):
        assert any(note.glide_to not in (None, note.midi_note) for note in lanes[name]["sub"].notes)
    assert (lanes["uk_drill"]["sub"].gain_db, lanes["ny_drill"]["sub"].gain_db) == (0.0, 2.0)
    # a high lead that glides: the G two octaves above the middle one
    assert [note.midi_note for note in lanes["gfunk"]["lead"].notes] == [79, 82, 81, 79, 77]
    assert [note.glide_to for note in lanes["gfunk"]["lead"].notes] == [None, 81, 79, 77, None]
    # lo-fi is soft and its snare is late
    assert max(step.velocity for lane in lanes["lofi"].values() for step in lane.steps) == 113
    assert (lanes["lofi"]["snare"].late_ms, lanes["lofi"]["closed_hat"].late_ms) == (14.0, 4.0)
    assert (lanes["boom_bap"]["snare"].late_ms, lanes["gfunk"]["snare"].late_ms) == (6.0, 4.0)
    # dancehall: 5 and 13 weaker than 1 and 9
    kick = {step.at_step + 1: step.velocity for step in lanes["dancehall"]["kick"].steps if step.at_step < 16}
    assert kick == {1: 127, 9: 127, 5: 85, 13: 85}
    # riffs on the cowbell, in key
    assert [note.midi_note - 69 for note in lanes["memphis"]["cowbell"].notes] == [0, 0, 3, 2, 0, -2, 0, 0, 5, 3, 2, 0]
    assert [note.midi_note - 72 for note in lanes["drift_phonk"]["cowbell"].notes][:8] == [0, 0, 0, 3, 2, 2, 0, -2]
    # i VI III VII under pop, and no kick on every beat
    assert [(note.at_step, note.midi_note) for note in lanes["pop_rap"]["sub"].notes] == [
        (0, 33),
        (6, 33),
        (8, 29),
        (16, 36),
        (24, 31),
    ]


@pytest.mark.parametrize("name", ALL)
def test_the_checker_finds_every_mark_that_is_broken(name):
    style = styles.load_style(name)
    pattern = styles.style_song(name, "").patterns[0]
    assert styles.marks_broken(style, pattern) == ()
    assert styles.marks_broken(style, put(pattern, swing_percent=70.0)) == ("swing 70",)
    codes = {row.code: row.name for row in kits.SOUNDS.values()}
    for mark in style.marks:
        sound = codes[mark.lane]
        (lane,) = (lane for lane in pattern.lanes if lane.sound == sound)
        rest = [other for other in pattern.lanes if other is not lane]
        assert styles.marks_broken(style, put(pattern, lanes=(*rest, put(lane, mute=True)))) or mark.only
        for place in mark.hit:
            thinner = put(lane, steps=tuple(step for step in lane.steps if step.at_step % 16 + 1 != place))
            unsure = put(lane, steps=tuple(put(step, chance_percent=60) for step in lane.steps))
            for wrong in (thinner, unsure):
                assert any(
                    f"{mark.lane} b" in found and f" {place}: no hit" in found
                    for found in styles.marks_broken(style, put(pattern, lanes=(*rest, wrong)))
                )
        for place in mark.rest:
            fuller = put(lane, steps=(*lane.steps, put(lane.steps[0], at_step=place - 1)))
            assert f"{mark.lane} b1 {place}: a hit where none is to be" in styles.marks_broken(
                style, put(pattern, lanes=(*rest, fuller))
            )
    bass = next(lane for lane in pattern.lanes if lane.sound in ("sub", "bass"))
    sour = put(bass, notes=(*bass.notes[:-1], put(bass.notes[-1], midi_note=bass.notes[0].midi_note + 1)))
    lanes = tuple(sour if lane is bass else lane for lane in pattern.lanes)
    assert any("is not in" in found for found in styles.marks_broken(style, put(pattern, lanes=lanes)))


@pytest.mark.parametrize("name", ALL)
def test_no_lane_is_lost_between_grid_and_text(name):
    song = styles.style_song(name, "")
    tracks = {track.role: track.id for track in song.tracks}
    for pattern in song.patterns:
        again = read_grid(write_grid(pattern, song.key), song.key, tracks)
        there = {lane.sound: (lane.steps, lane.notes) for lane in again.lanes}
        assert there == {lane.sound: (lane.steps, lane.notes) for lane in pattern.lanes if lane.steps or lane.notes}


@pytest.mark.parametrize("name", ALL)
def test_bars_can_be_put_in_any_order(name):
    """No note but the texture's reaches into the next bar, so that a cycle may play any bar after any other."""
    for lane in styles.style_song(name, "").patterns[0].lanes:
        for note in lane.notes:
            assert note.at_step % 16 + note.length_steps <= 16 or lane.sound == "texture"


@pytest.mark.parametrize("name", ALL)
def test_chords_fit_the_bass(name):
    """Most notes of the bass are in the chord that sounds above them, or are the root that it leaves to the bass."""
    song = styles.style_song(name, "")
    lanes = {lane.sound: lane.notes for lane in song.patterns[0].lanes}
    keys = lanes["keys"]
    assert {note.at_step // 16 for note in keys} == {0, 1}
    bass = lanes.get("sub") or lanes["bass"]
    fits = []
    for note in bass:
        over = {
            key.midi_note % 12 for key in keys if key.at_step <= note.at_step + 2 < key.at_step + key.length_steps + 2
        }
        thirds, fifth = {(note.midi_note + 3) % 12, (note.midi_note + 4) % 12}, (note.midi_note + 7) % 12
        fits.append(not over or note.midi_note % 12 in over or (bool(over & thirds) and fifth in over))
    assert sum(fits) / len(fits) > 0.7
    assert all(48 <= note.midi_note <= 84 for note in keys)


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
    nameless = put(song, patterns=tuple(put(pattern, name="x") for pattern in song.patterns))
    assert styles.load_style(styles.style_of(nameless)).kit == song.tracks[0].kit
    assert styles.style_of(Song(title="")) == ""


def test_a_style_there_is_not():
    with pytest.raises(StudioError) as caught:
        styles.style_song("polka", "")
    assert caught.value.code == "preset-missing"
