"""Keys, chords and loops, against a textbook's notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beats import styles
from beats.chords import (
    chord_at,
    chord_on,
    in_scale,
    moved,
    note_at,
    numeral,
    place_of,
    read_loop,
    snapped,
    voiced,
    whole_cycle,
    with_loop,
)
from studio import edits, timeline
from studio.errors import StudioError
from studio.songcheck import validate

KEYS = [f"{letter}{sign} {mode}" for letter in "ABCDEFG" for sign in ("", "#", "b") for mode in ("minor", "major")]
keys = st.sampled_from(KEYS)


def test_scales():
    assert [note for note in range(57, 70) if in_scale(note, "A minor")] == [57, 59, 60, 62, 64, 65, 67, 69]
    assert [note for note in range(58, 71) if in_scale(note, "Bb major")] == [58, 60, 62, 63, 65, 67, 69, 70]
    assert all(in_scale(note, "") for note in range(128))
    assert [snapped(note, "C major") for note in (60, 61, 63, 66, 68, 70)] == [60, 60, 62, 65, 67, 69]
    assert snapped(61, "") == 61


@given(note=st.integers(12, 115), key=keys)
def test_snapping(note, key):
    near = snapped(note, key)
    assert in_scale(near, key)
    assert abs(near - note) <= 1
    assert snapped(near, key) == near


@given(place=st.integers(0, 70), key=st.sampled_from([*KEYS, ""]))
def test_places_and_notes(place, key):
    assert place_of(note_at(place, key), key) == place
    assert note_at(place + 1, key) > note_at(place, key)
    if key:
        assert note_at(place + 7, key) == note_at(place, key) + 12


def test_moving_along_the_scale():
    assert [moved(note, 2, "A minor") for note in (57, 59, 60)] == [60, 62, 64]
    assert moved(57, -1, "A minor") == 55
    assert moved(58, 1, "A minor") == 60  # a B flat stays a semitone above its neighbour, now B


@pytest.mark.parametrize(
    ("key", "degree", "extension", "pitches"),
    [
        ("A minor", 1, "", (9, 0, 4)),
        ("A minor", 6, "7", (5, 9, 0, 4)),
        ("A minor", 5, "", (4, 7, 11)),
        ("A minor", 2, "", (11, 2, 5)),
        ("D minor", 1, "9", (2, 5, 9, 0, 4)),
        ("C major", 5, "7", (7, 11, 2, 5)),
        ("Eb major", 4, "", (8, 0, 3)),
    ],
)
def test_chords_of_a_key(key, degree, extension, pitches):
    assert chord_at(key, degree, extension).pitches == pitches


def test_numerals():
    assert [numeral("A minor", degree) for degree in range(1, 8)] == ["i", "ii°", "III", "iv", "v", "VI", "VII"]
    assert [numeral("G major", degree) for degree in range(1, 8)] == ["I", "ii", "iii", "IV", "V", "vi", "vii°"]
    assert [numeral("A minor", degree, "7") for degree in (1, 3, 6, 7)] == ["i7", "IIImaj7", "VImaj7", "VII7"]
    assert read_loop("i9 iv9 VImaj7 v7") == ((1, "9"), (4, "9"), (6, "7"), (5, "7"))
    assert read_loop("VII vii° I") == ((7, ""), (7, ""), (1, ""))
    for nonsense in ("", "VIII", "i x", "9", "IIII"):
        with pytest.raises(ValueError, match="chord"):
            read_loop(nonsense)


@given(key=keys, degree=st.integers(1, 7), extension=st.sampled_from(["", "7", "9"]))
def test_numerals_are_read_as_they_are_written(key, degree, extension):
    assert read_loop(numeral(key, degree, extension)) == ((degree, extension),)


def test_voices_move_little():
    """A minor, F, C, G around middle C: two notes stay or every one moves by a step."""
    am = voiced(chord_at("A minor", 1).pitches)
    assert am == (57, 60, 64)
    f = voiced(chord_at("A minor", 6).pitches, am)
    assert f == (57, 60, 65)
    c = voiced(chord_at("A minor", 3).pitches, f)
    assert c == (55, 60, 64)
    assert voiced(chord_at("A minor", 7).pitches, c) == (55, 59, 62)


@given(key=keys, degrees=st.lists(st.integers(1, 7), min_size=2, max_size=6), extension=st.sampled_from(["", "7", "9"]))
def test_every_chord_is_whole_and_near_the_one_before(key, degrees, extension):
    before: tuple[int, ...] = ()
    for degree in degrees:
        pitches = chord_at(key, degree, extension).pitches
        notes = voiced(pitches, before)
        assert {note % 12 for note in notes} == set(pitches)
        assert len(notes) == len(pitches)
        assert list(notes) == sorted(notes)
        assert 55 <= notes[0] < notes[-1] <= 76
        if before:
            assert abs(sum(notes) / len(notes) - sum(before) / len(before)) < 7
        before = notes


def test_a_chord_by_one_key():
    assert chord_on(57, "A minor") == (57, 60, 64)
    assert chord_on(62, "A minor", "7") == (62, 65, 69, 72)
    assert chord_on(58, "A minor") == (57, 60, 64)  # locked to the scale
    assert chord_on(60, "") == (60, 63, 67)


def test_a_loop_over_a_beat():
    song = styles.style_song("boom_bap", "")
    main, fill = song.patterns[0], song.patterns[1]
    after = with_loop(song, main.id, "i7 i7 iv7 v7")
    validate(after)
    looped = after.patterns[0]
    lanes = {lane.sound: lane for lane in looped.lanes}
    assert looped.bars == 4
    kick = [step.at_step for step in lanes["kick"].steps]
    own = [step.at_step for lane in main.lanes if lane.sound == "kick" for step in lane.steps]
    assert kick == own + [at + 32 for at in own]
    bass = [(note.at_step, note.midi_note) for note in lanes["bass"].notes]
    assert bass[:3] == [(0, 33), (7, 33), (10, 31)]
    assert bass[3:6] == [(at + 16, note) for at, note in bass[:3]]
    assert bass[6:9] == [(32, 38), (39, 38), (42, 36)]  # D D C
    assert bass[9:] == [(48, 28), (55, 28), (58, 38)]  # E E D, the D an octave up from below the lowest E
    bars = [{note.midi_note % 12 for note in lanes["keys"].notes if note.at_step // 16 == bar} for bar in range(4)]
    assert bars == [{9, 0, 4, 7}, {9, 0, 4, 7}, {2, 5, 9, 0}, {4, 7, 11, 2}]
    assert {note.at_step % 16 for note in lanes["keys"].notes} == {0, 10}
    verse = next(section for section in after.sections if section.pattern_id == main.id and section.kind == "verse")
    assert (verse.cycle, verse.fill_id) == ("1234123F", fill.id)
    ending = {lane.sound: lane.notes for lane in after.pattern(fill.id).lanes}
    assert [note.midi_note for note in ending["bass"]] == [28, 28, 38]
    assert after.pattern(song.patterns[2].id) == song.patterns[2]


@pytest.mark.parametrize("name", styles.style_names())
def test_every_style_takes_every_loop(name):
    """In key, inside the keyboard, as many chords as before, and the whole song follows."""
    song = styles.style_song(name, "")
    main = song.patterns[0]
    for other in styles.style_names():
        after = with_loop(song, main.id, styles.load_style(other).loop)
        validate(after)
        assert after == edits.replace_pattern(after, pattern=after.patterns[0])
        for lane in after.patterns[0].lanes:
            if lane.sound in ("keys", "sub", "bass"):
                assert {note.at_step // 16 for note in lane.notes} == {0, 1, 2, 3}
                assert all(in_scale(note.midi_note, song.key) for note in lane.notes)
                assert all(28 <= note.midi_note <= 96 for note in lane.notes)
        whole = styles.followed(after, name, main.id)
        assert [pattern.bars for pattern in whole.patterns] == [4, 1, 4, 1]
        assert {section.cycle for section in whole.sections} == {"1234123F"}
        assert len(timeline.hits(whole).array) > 500


def test_loops_that_do_not_fit():
    song = styles.style_song("trap", "", bars=8)
    with pytest.raises(ValueError, match="polka"):
        with_loop(song, song.patterns[0].id, "i polka")
    with pytest.raises(StudioError) as caught:
        with_loop(song, "p999", "i")
    assert caught.value.code == "song-invalid"
    three = edits.resize_pattern(song, pattern_id=song.patterns[0].id, bars=3)
    after = with_loop(three, song.patterns[0].id, "i iv")
    assert after.patterns[0].bars == 4
    assert all(step.at_step < 64 for lane in after.patterns[0].lanes for step in lane.steps)
    assert [whole_cycle(bars) for bars in (1, 2, 3, 4, 8, 16)] == [
        "1111111F",
        "1212121F",
        "1231231F",
        "1234123F",
        "1234567F",
        "1234567F",
    ]


def test_a_lane_with_hits_and_notes_brings_its_notes_to_the_fill():
    song = styles.style_song("boom_bap", "")
    main, fill = song.patterns[0], song.patterns[1]
    bass = next(lane.track_id for lane in main.lanes if lane.sound == "bass")
    song = edits.remove_lane(song, pattern_id=fill.id, track_id=bass, sound="bass")
    song = edits.set_step(song, pattern_id=main.id, track_id=bass, sound="bass", at_step=29)  # a pad without a pitch
    after = with_loop(song, main.id, "i7 i7 iv7 v7")
    validate(after)
    made = next(lane for lane in after.pattern(fill.id).lanes if lane.sound == "bass")
    assert ([note.midi_note for note in made.notes], made.steps) == ([28, 28, 38], ())
