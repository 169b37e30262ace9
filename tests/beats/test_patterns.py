"""The grid notation, there and back, and what sections make of a pattern."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beats import kits
from beats.patterns import (
    bar_of,
    digit_of_velocity,
    fill_of,
    hook_of,
    read_grid,
    repeated,
    root_note,
    velocity_of_digit,
    write_grid,
)
from studio.song import Lane, Note, Pattern, Step

TRACKS = {"drums": "t1", "bass": "t2", "melody": "t3"}


def read(grid: str, key: str = "A minor", late_ms: dict[str, float] | None = None) -> Pattern:
    return read_grid(grid, key, TRACKS, late_ms)


def test_digits_are_velocities():
    assert [velocity_of_digit(digit) for digit in range(1, 10)] == [14, 28, 42, 56, 71, 85, 99, 113, 127]
    assert [digit_of_velocity(velocity_of_digit(digit)) for digit in range(1, 10)] == list(range(1, 10))
    assert digit_of_velocity(1) == 1


def test_hits():
    pattern = read("KK |9... ...6 .... ....|.... .... .... ...1|")
    assert pattern.bars == 2
    assert pattern.lanes == (
        Lane(
            sound="kick",
            track_id="t1",
            steps=(Step(at_step=0, velocity=127), Step(at_step=7, velocity=85), Step(at_step=31, velocity=14)),
        ),
    )


def test_ratchets_take_the_place_of_the_steps_they_cover():
    pattern = read("CH |8.6. 8.6. 8.6. 8.66|\nRAT CH b1 15:3/2 b1 4:2/1")
    (hats,) = pattern.lanes
    assert hats.steps[-1] == Step(at_step=14, velocity=85, ratchet=3, over_steps=2)
    assert Step(at_step=3, velocity=99, ratchet=2, over_steps=1) in hats.steps
    assert [step.at_step for step in hats.steps] == [0, 2, 3, 4, 6, 8, 10, 12, 14]


def test_notes_count_from_the_root():
    pattern = read("8B b1 1:0x6 7:+3x4>0 | b2 16:-4x1@9")
    assert pattern.bars == 2
    assert pattern.lanes[0] == Lane(
        sound="sub",
        track_id="t2",
        notes=(
            Note(at_step=0, length_steps=6, midi_note=33),
            Note(at_step=6, length_steps=4, midi_note=36, glide_to=33),
            Note(at_step=31, length_steps=1, midi_note=29, velocity=127),
        ),
    )


@pytest.mark.parametrize(
    ("key", "sound", "note"),
    [
        ("C minor", "sub", 24),
        ("A minor", "bass", 33),
        ("Bb minor", "sub", 34),
        ("B major", "sub", 35),
        ("F# minor", "cowbell", 66),
        ("F minor", "cowbell", 77),
        ("C minor", "keys", 48),
        ("", "sub", 24),
    ],
)
def test_roots(key, sound, note):
    assert root_note(key, kits.SOUNDS[sound]) == note


def test_what_small_speakers_cannot_play_goes_up_an_octave():
    assert [note.midi_note for note in read("8B b1 1:0x4 5:+4x4 9:+3x4>-1", key="C minor").lanes[0].notes] == [
        36,
        28,
        39,
    ]
    # a slide goes up as a whole, so that it still slides by as much: 29 to 24 becomes 41 to 36
    assert read("8B b1 1:+5x4>0", key="C minor").lanes[0].notes == (
        Note(at_step=0, length_steps=4, midi_note=41, glide_to=36),
    )
    assert [note.midi_note for note in read("KY b1 1:0x4 1:+7x4", key="C minor").lanes[0].notes] == [48, 55]


def test_micro_timing_and_the_order_of_lanes():
    pattern = read("SN |.... 9... .... 9...|\nKK |9... .... .... ....|", late_ms={"SN": 6.0})
    assert [(lane.sound, lane.late_ms) for lane in pattern.lanes] == [("kick", 0.0), ("snare", 6.0)]


@pytest.mark.parametrize(
    "grid",
    [
        "KK |9... ....|",
        "KK |9... .... .... ...x|",
        "KK |9... .... .... ....|.... .... .... ...|",
        "ZZ |9... .... .... ....|",
        "RAT ZZ b1 1:3/2",
        "RAT KK b1 17:3/2",
        "RAT KK b1 3/2",
        "KK b1 1:0x4",
        "8B b1 0:0x4",
        "8B b1 1:0",
        "8B 1:0x4 b1 zz",
        "nonsense",
    ],
)
def test_what_is_not_written_as_it_should_be_is_said(grid):
    with pytest.raises(ValueError, match=r"line|lane|numbered"):
        read(grid)


@st.composite
def patterns(draw) -> Pattern:
    """What the notation can hold: digits for loudness, ratchets that cover nothing else, notes above the lowest."""
    bars = draw(st.integers(1, 3))
    lanes = []
    for sound in draw(st.lists(st.sampled_from(list(kits.SOUNDS)), unique=True, max_size=5)):
        row = kits.SOUNDS[sound]
        steps: list[Step] = []
        notes: list[Note] = []
        for at_step in draw(st.lists(st.integers(0, bars * 16 - 1), unique=True, max_size=8).map(sorted)):
            if steps and steps[-1].at_step + steps[-1].over_steps > at_step:
                continue
            ratchet = draw(st.integers(1, 6))
            over = draw(st.integers(1, bars * 16 - at_step)) if ratchet > 1 else 1
            velocity = velocity_of_digit(draw(st.integers(1, 9)))
            steps.append(Step(at_step=at_step, velocity=velocity, ratchet=ratchet, over_steps=over))
        if row.root_from:
            for at_step in draw(st.lists(st.integers(0, bars * 16 - 1), unique=True, max_size=6).map(sorted)):
                pitch = st.integers(max(28, row.lowest_note), 100)
                velocity = draw(st.just(100) | st.integers(1, 9).map(velocity_of_digit))
                note = Note(
                    at_step=at_step,
                    length_steps=draw(st.integers(1, 16)),
                    midi_note=draw(pitch),
                    velocity=velocity,
                    glide_to=draw(st.none() | pitch),
                )
                notes.append(note)
        if steps or notes:
            lanes.append(Lane(sound=sound, track_id=TRACKS[row.role], steps=tuple(steps), notes=tuple(notes)))
    order = list(kits.SOUNDS)
    lanes.sort(key=lambda lane: order.index(lane.sound))
    return Pattern(id="", name="", bars=bars, lanes=tuple(lanes))


@settings(deadline=None, max_examples=150)
@given(pattern=patterns(), key=st.sampled_from(["A minor", "C minor", "Gb major", ""]))
def test_there_and_back(pattern, key):
    again = read_grid(write_grid(pattern, key), key, TRACKS)
    assert again.lanes == pattern.lanes
    assert again.bars <= pattern.bars


def digits(pattern: Pattern, sound: str) -> dict[int, int]:
    """Step from 1 → loudness."""
    return {
        step.at_step + 1: digit_of_velocity(step.velocity)
        for lane in pattern.lanes
        if lane.sound == sound
        for step in lane.steps
    }


BEAT = """
KK |9... .... 9... ....|9... ...8 ..9. 8.8.|
SN |.... 9... .... 9...|.... 9... .... 9.33|
CH |7.7. 7.7. 7.7. 7.7.|7.7. 7.7. 7.7. 777.|
OH |..9. .... .... ....|.... .... .... ...6|
RAT CH b2 12:3/2
8B b1 1:0x4 | b2 1:0x6 9:+3x8>0
CB b1 1:0x4 | b2 1:0x4
"""


def test_a_bar_of_a_pattern():
    second = bar_of(read(BEAT), 1)
    assert second.bars == 1
    assert digits(second, "kick") == {1: 9, 8: 8, 11: 9, 13: 8, 15: 8}
    assert [(note.at_step, note.length_steps) for note in second.lanes[-2].notes] == [(0, 4)]
    assert bar_of(read("8B b1 15:0x6 | b2 1:0x1"), 0).lanes[0].notes[0].length_steps == 2


def test_a_pattern_again():
    four = repeated(read(BEAT), 4)
    assert four.bars == 4
    assert bar_of(four, 2) == bar_of(four, 0) == bar_of(read(BEAT), 0)
    assert bar_of(four, 3) == bar_of(read(BEAT), 1)
    assert repeated(four, 2) == four


def test_the_snare_fill():
    fill = fill_of(read(BEAT), "snare")
    assert fill.bars == 1
    assert digits(fill, "kick") == {1: 9, 8: 8}
    assert digits(fill, "snare") == {5: 9, 13: 9, 15: 6, 16: 9}
    assert [len(lane.notes) for lane in fill.lanes if lane.notes] == [1, 2]


def test_the_hat_fill():
    fill = fill_of(read(BEAT), "hats")
    hats = next(lane for lane in fill.lanes if lane.sound == "closed_hat")
    assert hats.steps[-1] == Step(at_step=14, velocity=113, ratchet=6, over_steps=2)
    assert digits(fill, "closed_hat") == {1: 7, 3: 7, 5: 7, 7: 7, 9: 7, 11: 7, 12: 7, 14: 7, 15: 8}
    assert digits(fill, "open_hat") == {}
    assert digits(fill, "kick") == {1: 9, 8: 8, 11: 9, 13: 8, 15: 8}


def test_the_slide_fill():
    fill = fill_of(read(BEAT), "slide")
    notes = next(lane.notes for lane in fill.lanes if lane.sound == "sub")
    assert [(note.at_step, note.midi_note, note.glide_to) for note in notes] == [(0, 33, None), (8, 36, 48)]
    assert digits(fill, "kick") == digits(bar_of(read(BEAT), 1), "kick")


def test_the_stop():
    """No drums on the last beat; a roll that would reach into it is a plain hit, bass and riff play on."""
    fill = fill_of(read(BEAT), "stop")
    hats = next(lane for lane in fill.lanes if lane.sound == "closed_hat")
    assert hats.steps[-1] == Step(at_step=11, velocity=99)
    assert all(step < 13 for sound in ("kick", "snare", "open_hat") for step in digits(fill, sound))
    assert [len(lane.notes) for lane in fill.lanes if lane.notes] == [1, 2]


def test_a_grid_without_sixteenths_has_no_fill_of_its_own():
    triplets = Pattern(id="", name="", bars=1, steps_per_bar=12, lanes=read("KK |9... .... 9... ....|").lanes)
    assert fill_of(triplets, "snare") == triplets


def test_a_hook_opens_its_hats():
    hook = hook_of(read(BEAT), "open_hat")
    assert digits(hook, "open_hat") == {3: 6, 11: 6, 19: 6, 27: 6, 32: 6}
    gains = {lane.sound: lane.gain_db for lane in hook.lanes}
    assert gains == {
        "kick": 1.0,
        "snare": 1.0,
        "closed_hat": 1.0,
        "open_hat": 1.0,
        "cowbell": 0.0,
        "sub": 0.0,
        "sub_high": 0.0,
    }
    by_sound = {lane.sound: lane.notes for lane in hook.lanes}
    assert [(note.midi_note, note.glide_to) for note in by_sound["sub"]] == [(33, None), (33, None), (36, 33)]
    assert [(note.midi_note, note.glide_to) for note in by_sound["sub_high"]] == [(45, None), (45, None), (48, 45)]
    assert [lane for lane in hook_of(hook, "open_hat").lanes if lane.sound == "sub_high"] == [
        lane for lane in hook.lanes if lane.sound == "sub_high"
    ]


def test_a_hook_claps():
    assert digits(hook_of(read(BEAT), "clap"), "clap") == {5: 7, 13: 7, 21: 7, 29: 7}
    added = hook_of(read("KK |9... .... .... ....|"), "open_hat").lanes[-1]
    assert (added.sound, added.track_id, len(added.steps)) == ("open_hat", "t1", 2)
    assert hook_of(read("BS b1 1:0x4"), "open_hat").lanes == read("BS b1 1:0x4").lanes


def test_lanes_of_sounds_from_elsewhere():
    """A kit of one's own has sounds that the notation has no code for."""
    own = Lane(sound="Spoon_3", track_id="t1", steps=(Step(at_step=0), Step(at_step=13)))
    pattern = Pattern(id="", name="", bars=1, lanes=(own,))
    assert write_grid(pattern, "A minor") == ""
    assert fill_of(pattern, "stop").lanes[0].steps == own.steps[:1]
    assert hook_of(pattern, "clap").lanes[0].gain_db == 1.0
