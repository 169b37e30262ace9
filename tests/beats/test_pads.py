"""What is played on pads, in the pattern: the step it is nearest to, the rest kept, under swing, round after round."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beats.pads import with_pad_hits
from beats.places import nearest_free, straight_steps
from studio import edits, timeline
from studio.engine.messages import PadHit, PadReleased
from studio.errors import StudioError
from studio.song import Lane, Note, Pattern, Section, Song, Step, Track
from studio.timeline import swung_steps

put = msgspec.structs.replace
SONG = Song(
    title="T",
    bpm=120.0,
    tracks=(
        Track(id="t1", role="drums", name="", kit="k"),
        Track(id="t2", role="melody", name="", kit="k"),
        Track(id="v", role="lead", name=""),
    ),
    patterns=(Pattern(id="p1", name="", bars=2), Pattern(id="p2", name="", bars=1)),
    sections=(
        Section(id="s1", kind="intro", bars=1, pattern_id="p2"),
        Section(id="s2", kind="verse", bars=8, pattern_id="p1"),
    ),
)
VERSE = 4.0
"""The beat at which the verse begins."""


def hit(at_beat, velocity=90, sound="kick", track_id="t1", midi_note=None, note=36, rolling=True):
    return PadHit(
        port="pads",
        note=note,
        velocity=velocity,
        track_id=track_id,
        sound=sound,
        midi_note=midi_note,
        at_beat=at_beat,
        rolling=rolling,
    )


def key(at_beat, midi_note, velocity=90):
    return hit(at_beat, velocity, "keys", "t2", midi_note, note=midi_note)


def up(at_beat, midi_note):
    return PadReleased(
        port="pads", note=midi_note, track_id="t2", sound="keys", midi_note=midi_note, at_beat=at_beat, rolling=True
    )


def lane(song, sound="kick", pattern=0):
    return next((lane for lane in song.patterns[pattern].lanes if lane.sound == sound), None)


def places(song, sound="kick"):
    return [(step.at_step, step.velocity, step.off_steps) for step in lane(song, sound).steps]


def with_steps(*steps, **changes):
    made = Lane(sound="kick", track_id="t1", steps=steps, **changes)
    return put(SONG, patterns=(put(SONG.patterns[0], lanes=(made,)), SONG.patterns[1]))


# --- the nearest step


def test_a_hit_goes_to_the_nearest_step_and_keeps_the_rest():
    """A step is a quarter of a beat: 0.3 beats after the verse began is 1.2 steps."""
    song = with_pad_hits(SONG, [hit(VERSE), hit(VERSE + 0.3, 55), hit(VERSE + 1.2, 70)], "p1")
    assert places(song) == [(0, 90, 0.0), (1, 55, 0.2), (5, 70, -0.2)]
    assert lane(song).quantise_percent == 100.0
    assert (lane(song).sound, lane(song).track_id) == ("kick", "t1")


def test_under_swing_the_late_steps_are_where_swing_has_them():
    """62 % puts every second step (62 − 50) / 50 = 0.24 of a step late: a hit at 1.3 steps is 0.06 behind it, one at
    0.7 is nearer to step 1 at 1.24 (0.54 before) than to step 0, and one at 0.6 nearer to step 0."""
    swung = put(SONG, patterns=(put(SONG.patterns[0], swing_percent=62.0), SONG.patterns[1]))
    for at_steps, expected in ((1.3, (1, 0.06)), (0.7, (1, -0.54)), (0.6, (0, 0.6)), (3.24, (3, 0.0)), (2.1, (2, 0.1))):
        song = with_pad_hits(swung, [hit(VERSE + at_steps / 4)], "p1")
        ((at_step, _, off_steps),) = places(song)
        assert (at_step, off_steps) == (expected[0], pytest.approx(expected[1]))


def test_quantised_by_nought_it_sounds_where_it_was_played():
    at_beats = [VERSE + place for place in (0.02, 0.27, 0.61, 3.9, 5.13)]
    swung = put(SONG, patterns=(put(SONG.patterns[0], swing_percent=58.0), SONG.patterns[1]))
    song = with_pad_hits(swung, [hit(at) for at in at_beats], "p1", quantise_percent=0.0)
    first_round = put(song, sections=(SONG.sections[0], put(SONG.sections[1], bars=2)))
    frames = timeline.hits(first_round).array["at_frame"]
    assert [frame / 24_000 for frame in frames] == pytest.approx(at_beats, abs=1 / 24_000)
    on_grid = edits.set_quantise(first_round, pattern_id="p1", track_id="t1", sound="kick", quantise_percent=100.0)
    steps = [(frame / 24_000 - VERSE) * 4 for frame in timeline.hits(on_grid).array["at_frame"]]
    assert steps == pytest.approx([0, 1.16, 2, 16, 20], abs=1e-3)  # the last at 20.52: 21 sounds at 21.16


def test_a_hit_just_before_the_line_belongs_to_the_one():
    """0.05 beats before the pattern comes round again: step 0, 0.2 steps early."""
    for early in (VERSE - 0.05, VERSE + 8 - 0.05, VERSE + 16 - 0.05, VERSE + 32 - 0.05):
        assert places(with_pad_hits(SONG, [hit(early)], "p1")) == [(0, 90, pytest.approx(-0.2))]
    assert places(with_pad_hits(SONG, [hit(VERSE + 8 - 0.2)], "p1")) == [(31, 90, pytest.approx(0.2))]


def test_two_hits_on_one_step_are_both_kept():
    """At 4.0 and 4.2 steps: the second goes to step 5, 0.8 early, and a third at 4.3 to step 3, 1.3 late."""
    song = with_pad_hits(SONG, [hit(VERSE + 1.0, 100), hit(VERSE + 1.05, 60), hit(VERSE + 1.075, 50)], "p1")
    assert places(song) == [(3, 50, pytest.approx(1.3)), (4, 100, 0.0), (5, 60, pytest.approx(-0.8))]


def test_the_neighbour_that_holds_an_older_hit_is_left_alone():
    before = with_steps(Step(at_step=5, velocity=33))
    song = with_pad_hits(before, [hit(VERSE + 1.0), hit(VERSE + 1.05, 60)], "p1")
    assert places(song) == [(3, 60, pytest.approx(1.2)), (4, 90, 0.0), (5, 33, 0.0)]


def test_when_everything_within_reach_is_full_the_nearest_is_played_anew():
    """Nine steps lie within four steps of a place on the grid."""
    song = with_pad_hits(SONG, [hit(VERSE + 2.0, 10 + n) for n in range(12)], "p1")
    assert [at_step for at_step, _, _ in places(song)] == list(range(4, 13))
    assert max(abs(off) for _, _, off in places(song)) == 4.0


# --- rounds


def test_the_same_hit_in_the_next_round_is_played_anew():
    song = with_pad_hits(SONG, [hit(VERSE + 1.0, 80), hit(VERSE + 8 + 1.02, 70), hit(VERSE + 2.0, 60)], "p1")
    assert places(song) == [(4, 70, pytest.approx(0.08)), (8, 60, 0.0)]


def test_a_loop_that_goes_back_begins_a_round():
    song = with_pad_hits(SONG, [hit(VERSE + 1.0, 80), hit(VERSE + 3.0), hit(VERSE + 1.0, 70)], "p1")
    assert places(song) == [(4, 70, 0.0), (12, 90, 0.0)]


def test_overdub_keeps_what_is_there_and_replace_takes_it_out_of_the_lanes_played():
    before = with_steps(Step(at_step=0, velocity=100), Step(at_step=8, velocity=50), late_ms=5.0, quantise_percent=40.0)
    before = edits.set_step(before, pattern_id="p1", track_id="t1", sound="snare", at_step=4)
    over = with_pad_hits(before, [hit(VERSE + 1.0)], "p1", quantise_percent=0.0)
    assert places(over) == [(0, 100, 0.0), (4, 90, 0.0), (8, 50, 0.0)]
    assert (lane(over).quantise_percent, lane(over).late_ms) == (40.0, 5.0)
    instead = with_pad_hits(before, [hit(VERSE + 1.0)], "p1", replace=True)
    assert places(instead) == [(4, 90, 0.0)]
    assert places(instead, "snare") == [(4, 100, 0.0)]
    assert (lane(instead).quantise_percent, lane(instead).late_ms) == (40.0, 5.0)


def test_a_ratchet_stays_whole():
    before = with_steps(Step(at_step=4, ratchet=3, over_steps=2, chance_percent=50))
    song = with_pad_hits(before, [hit(VERSE + 1.25, 70)], "p1")  # on its second step: the next one, a step early
    assert places(song) == [(4, 100, 0.0), (6, 70, pytest.approx(-1.0))]
    assert lane(song).steps[0] == lane(before).steps[0]
    again = with_pad_hits(before, [hit(VERSE + 1.0, 70)], "p1")  # played anew, it is as it was but for its velocity
    assert lane(again).steps == (Step(at_step=4, ratchet=3, over_steps=2, chance_percent=50, velocity=70),)


# --- where the pattern plays


def test_the_cycle_of_a_section_says_which_bar_was_played():
    """Bars 1 1 2: the third bar of the section is the second of the pattern."""
    cycled = put(SONG, sections=(SONG.sections[0], put(SONG.sections[1], cycle="112")))
    for at_beat, step in ((VERSE + 1, 4), (VERSE + 4 + 1, 4), (VERSE + 8 + 1, 20), (VERSE + 12 + 1, 4)):
        assert [place[0] for place in places(with_pad_hits(cycled, [hit(at_beat)], "p1"))] == [step]


def test_a_fill_is_played_where_it_sounds():
    """Bar 4 of the cycle is the fill; and the last bar before a section that leads itself in."""
    verse = put(SONG.sections[1], cycle="112F", fill_id="p2")
    hook = Section(id="s3", kind="hook", bars=2, pattern_id="p1", lead_in="fill", fill_id="p2")
    song = put(SONG, sections=(SONG.sections[0], verse, hook))
    for at_beat in (VERSE + 12 + 2, VERSE + 28 + 2):
        made = with_pad_hits(song, [hit(at_beat)], "p2")
        assert [step.at_step for step in lane(made, pattern=1).steps] == [8]


def test_a_pattern_that_does_not_play_there_goes_round_from_the_start_of_the_section():
    made = with_pad_hits(SONG, [hit(VERSE + 6.0)], "p2")
    assert [step.at_step for step in lane(made, pattern=1).steps] == [8]
    without_form = put(SONG, sections=())
    assert places(with_pad_hits(without_form, [hit(9.0)], "p1")) == [(4, 90, 0.0)]
    beyond = VERSE + 32 + 3.0
    assert places(with_pad_hits(SONG, [hit(beyond)], "p1")) == [(12, 90, 0.0)]


def test_other_grids():
    triplets = put(SONG, patterns=(put(SONG.patterns[0], steps_per_bar=12, swing_percent=66.0), SONG.patterns[1]))
    song = with_pad_hits(triplets, [hit(VERSE + 2 / 3), hit(VERSE + 1.4)], "p1")
    assert places(song) == [(2, 90, 0.0), (4, 90, pytest.approx(0.2))]


def test_what_is_no_hit_of_the_beat_is_passed_over():
    hits = [
        hit(VERSE, sound=""),
        hit(VERSE, track_id="gone"),
        hit(VERSE, track_id="v"),
        hit(VERSE, rolling=False),
        hit(-1.5),
        up(VERSE, 60),
    ]
    assert with_pad_hits(SONG, hits, "p1") == SONG
    assert with_pad_hits(SONG, [], "p1") == SONG
    with pytest.raises(StudioError) as caught:
        with_pad_hits(SONG, hits, "p9")
    assert caught.value.code == "song-invalid"


# --- keys


def test_keys_last_until_they_are_let_go_of():
    played = [
        key(VERSE, 60),
        key(VERSE + 0.02, 64, 50),
        up(VERSE + 1.0, 60),
        key(VERSE + 1.5, 60),
        up(VERSE + 2.02, 64),
    ]
    song = with_pad_hits(SONG, played, "p1")
    assert lane(song, "keys").notes == (
        Note(at_step=0, length_steps=4, midi_note=60, velocity=90),
        Note(at_step=0, length_steps=8, midi_note=64, velocity=50, off_steps=0.08),
        Note(at_step=6, length_steps=1, midi_note=60, velocity=90),
    )


def test_a_key_held_over_the_end_of_the_loop():
    """Let go of a beat into the next round: 2 beats in all, of which one and a half fit."""
    song = with_pad_hits(SONG, [key(VERSE + 6.5, 57), up(VERSE + 0.5, 57)], "p1")
    assert lane(song, "keys").notes == (Note(at_step=26, length_steps=6, midi_note=57, velocity=90),)


def test_the_same_key_twice_on_one_step():
    played = [key(VERSE, 60, 80), up(VERSE + 0.02, 60), key(VERSE + 0.05, 60, 40), up(VERSE + 0.1, 60)]
    song = with_pad_hits(SONG, played, "p1")
    notes = [(note.at_step, note.velocity, note.off_steps) for note in lane(song, "keys").notes]
    assert notes == [(0, 80, 0.0), (1, 40, pytest.approx(-0.8))]


# --- what holds for all


@settings(max_examples=200, deadline=None)
@given(
    swing=st.floats(50, 75),
    steps_per_bar=st.sampled_from((12, 16, 24, 32)),
    at_beats=st.lists(st.floats(0, 7.8), min_size=1, max_size=12),
)
def test_nothing_played_is_lost(swing, steps_per_bar, at_beats):
    """Every hit of one round can be heard where it was played; hits packed closer than steps can be aside."""
    pattern = put(SONG.patterns[0], swing_percent=swing, steps_per_bar=steps_per_bar)
    song = put(SONG, patterns=(pattern, SONG.patterns[1]))
    song = with_pad_hits(song, [hit(VERSE + at) for at in sorted(at_beats)], "p1")
    steps_per_beat = steps_per_bar / 4
    heard = [
        (swung_steps(step.at_step, swing, steps_per_beat) + step.off_steps) / steps_per_beat % 8
        for step in lane(song).steps
    ]
    assert len(heard) == len(at_beats) or len(at_beats) > 9
    for at in heard:
        assert min(min(abs(at - played), 8 - abs(at - played)) for played in at_beats) < 1e-4


@given(at=st.floats(-8, 40), swing=st.floats(50, 75), steps_per_beat=st.sampled_from((3, 4, 6, 8)))
def test_swing_can_be_taken_off(at, swing, steps_per_beat):
    assert straight_steps(swung_steps(at, swing, steps_per_beat), swing, steps_per_beat) == pytest.approx(at, abs=1e-6)


def test_no_step_free():
    assert nearest_free(4.0, 50.0, 4.0, 16, range(16), wraps=True) is None
    assert nearest_free(15.9, 50.0, 4.0, 16, (), wraps=False) == (15, 0.9)
    assert nearest_free(15.9, 50.0, 4.0, 16, (), wraps=True) == (0, -0.1)
