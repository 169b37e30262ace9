"""The styles hold what their genre asks for, and make songs that play: read back from the song, as it will sound."""

import msgspec
import pytest
from heard_beats import heard, kit_facts

from beats import kits, styles
from beats.patterns import read_grid, write_grid
from studio import edits, timeline
from studio.errors import StudioError

ALL = styles.style_names()
put = msgspec.structs.replace


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


def test_a_style_there_is_not():
    with pytest.raises(StudioError) as caught:
        styles.style_song("polka", "")
    assert caught.value.code == "preset-missing"
