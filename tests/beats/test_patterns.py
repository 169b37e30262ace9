"""The grid notation, there and back, and what sections make of a pattern."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beats import kits
from beats.patterns import digit_of_velocity, read_grid, root_note, variation, velocity_of_digit, write_grid
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
    assert read("8B b1 1:+5x4>0", key="C minor").lanes[0].notes[0].glide_to == 36
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
                pitch = st.integers(28, 100)
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


def test_sections_of_a_kind_play_a_pattern_their_way():
    pattern = read("KK |9... .... 9... ....|\nOH |..9. .... .... 6...|\nBS b1 1:0x4")
    assert variation(pattern, "verse") is pattern
    assert [lane.sound for lane in variation(pattern, "intro").lanes] == ["bass"]
    assert variation(pattern, "outro") == variation(pattern, "intro")
    hook = {
        lane.sound: [(step.at_step, step.velocity) for step in lane.steps] for lane in variation(pattern, "hook").lanes
    }
    assert hook["open_hat"] == [(2, 85), (10, 85), (12, 85)]
    assert hook["kick"] == [(0, 127), (8, 127)]
    added = variation(read("KK |9... .... .... ....|"), "hook").lanes[-1]
    assert (added.sound, added.track_id, len(added.steps)) == ("open_hat", "t1", 2)
    assert variation(read("BS b1 1:0x4"), "hook").lanes == read("BS b1 1:0x4").lanes
