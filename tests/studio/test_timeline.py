"""The timeline against numbers worked out by hand.

At 90 BPM and 48 kHz a beat is 32 000 frames and a sixteenth 8 000. Swing 58 % delays every second sixteenth by
(58 − 50) / 100 × 30 / 90 s = 26.67 ms = 1 280 frames.
"""

from typing import NamedTuple

import msgspec
import numpy as np
import pytest

from studio import edits, timeline
from studio.song import Clip, Lane, Media, Note, Pattern, Section, Song, Step, Track


class Facts(NamedTuple):
    choke: int = 0
    glide_ms: float = 40.0


KIT = {"trap": {"kick": Facts(), "closed_hat": Facts(choke=1), "open_hat": Facts(choke=1), "sub": Facts(choke=2)}}


def song_of(*lanes: Lane, swing: float = 50.0, bars: int = 1, section_bars: int = 1, bpm: float = 90.0) -> Song:
    return Song(
        title="",
        bpm=bpm,
        tracks=(Track(id="t0", role="lead", name=""), Track(id="t1", role="drums", name="", kit="trap")),
        patterns=(Pattern(id="p1", name="A", bars=bars, swing_percent=swing, lanes=lanes),),
        sections=(Section(id="s1", kind="verse", bars=section_bars, pattern_id="p1"),),
    )


def lane(*at_steps: int, sound: str = "kick", **fields) -> Lane:
    return Lane(sound=sound, track_id="t1", steps=tuple(Step(at_step=at_step) for at_step in at_steps), **fields)


def frames(song: Song, **arguments) -> list[int]:
    return timeline.hits(song, **arguments).array["at_frame"].tolist()


def test_straight_and_swung_steps():
    assert frames(song_of(lane(0, 1, 2, 3, 15))) == [0, 8000, 16_000, 24_000, 120_000]
    assert frames(song_of(lane(0, 1, 2, 3, 15), swing=58)) == [0, 9280, 16_000, 25_280, 121_280]
    # 66.7 % is a triplet: the second sixteenth falls two thirds of the way through the eighth
    assert frames(song_of(lane(1), swing=200 / 3)) == [round(16_000 * 2 / 3)]
    # the same swing at 140 BPM: (58 − 50) / 100 × 30 / 140 s = 17.143 ms = 822.9 frames after 5 142.9
    assert frames(song_of(lane(1), swing=58, bpm=140)) == [round(48_000 * (60 / 140 / 4 + 0.08 * 30 / 140))]


def test_swing_on_finer_and_triplet_grids():
    # a 32nd halfway to the late sixteenth is late by half as much: 12 000 + 640
    fine = song_of(lane(0, 1, 2, 3, 4), swing=58)
    fine = edits.replace_pattern(fine, pattern=msgspec.structs.replace(fine.patterns[0], steps_per_bar=32))
    assert frames(fine) == [0, 4640, 9280, 12_640, 16_000]
    triplets = song_of(lane(0, 1, 2, 3), swing=58)
    triplets = edits.replace_pattern(triplets, pattern=msgspec.structs.replace(triplets.patterns[0], steps_per_bar=12))
    assert frames(triplets) == [0, 10_667, 21_333, 32_000]


def test_another_grid_keeps_the_sound():
    song = song_of(lane(0, 3, 6), swing=58)
    finer = edits.set_grid(song, pattern_id="p1", steps_per_bar=32)
    assert frames(finer) == frames(song)
    assert [step.at_step for step in finer.patterns[0].lanes[0].steps] == [0, 6, 12]
    assert edits.set_grid(finer, pattern_id="p1", steps_per_bar=16) == song
    # a sixteenth before beat 2 is step 2.25 of a triplet grid: the nearest place, and the rest is remembered
    (first, second, third) = edits.set_grid(song, pattern_id="p1", steps_per_bar=12).patterns[0].lanes[0].steps
    assert [(step.at_step, step.off_steps) for step in (first, second, third)] == [(0, 0), (2, 0.25), (5, -0.5)]


def test_what_was_played_comes_back_as_the_quantising_is_let_go():
    steps = (Step(at_step=4, off_steps=0.3), Step(at_step=9, off_steps=-0.25))
    played = song_of(Lane(sound="kick", track_id="t1", steps=steps), swing=58)
    assert frames(played) == [32_000, 73_280]
    for percent, expected in ((0.0, [34_400, 71_280]), (50.0, [33_200, 72_280])):
        loose = edits.set_quantise(played, pattern_id="p1", track_id="t1", sound="kick", quantise_percent=percent)
        assert frames(loose) == expected


def test_a_lane_can_be_louder():
    louder = song_of(lane(0), lane(0, sound="snare", gain_db=6.0206))
    gain = timeline.hits(louder).array["gain"]
    plain = timeline.hits(song_of(lane(0), lane(0, sound="snare"))).array["gain"]
    assert gain.tolist() == pytest.approx([plain[0], 2 * plain[1]], rel=1e-5)


def test_chance_leaves_out_the_same_rounds_every_time():
    often = song_of(
        Lane(sound="kick", track_id="t1", steps=(Step(at_step=0, chance_percent=25), Step(at_step=8))), section_bars=256
    )
    found = frames(often)
    assert found == frames(often)
    assert sum(frame % 128_000 != 0 for frame in found) == 256
    assert 40 <= sum(frame % 128_000 == 0 for frame in found) <= 90
    # what comes later does not depend on what comes before
    (section,) = often.sections
    shorter = edits.resize_section(often, section_id=section.id, bars=100)
    assert frames(shorter) == [frame for frame in found if frame < 100 * 128_000]


def with_fill(**changes) -> Song:
    """Two bars, kick on 1 and snare on 5 (bar 1) or kick on 9 (bar 2); the fill is a clap on 13."""
    song = song_of(lane(0, 24), lane(4, sound="snare"), bars=2, section_bars=4)
    song = msgspec.structs.replace(song, next_id=10)
    song = edits.add_pattern(song, name="F", bars=1, lanes=(lane(12, sound="clap"), lane(0)))
    (section,) = song.sections
    return msgspec.structs.replace(song, sections=(msgspec.structs.replace(section, **changes),))


def told(song: Song) -> list[tuple[int, int, str]]:
    found = timeline.hits(song)
    return [(int(h["at_frame"]) // 128_000, int(h["at_frame"]) % 128_000 // 8000, found.sounds[h["sound"]][1])
            for h in found.array]  # fmt: skip


def test_a_cycle_says_which_bar_plays():
    song = with_fill(cycle="112F")
    song = edits.set_section_cycle(song, section_id="s1", cycle="112F", fill_id=song.patterns[1].id)
    assert told(song) == [
        (0, 0, "kick"), (0, 4, "snare"), (1, 0, "kick"), (1, 4, "snare"), (2, 8, "kick"), (3, 0, "kick"),
        (3, 12, "clap"),
    ]  # fmt: skip
    longer = edits.resize_section(song, section_id="s1", bars=6)
    assert told(longer)[7:] == [(4, 0, "kick"), (4, 4, "snare"), (5, 0, "kick"), (5, 4, "snare")]
    # a bar that the pattern has not got counts on from its first
    assert told(edits.set_section_cycle(song, section_id="s1", cycle="3"))[0] == (0, 0, "kick")


def test_a_section_may_leave_sounds_out():
    song = with_fill(muted=("snare", "hat"))
    assert {sound for _, _, sound in told(song)} == {"kick"}


def test_a_fill_or_a_drop_leads_into_the_next_section():
    song = with_fill()
    song = edits.add_section(song, kind="hook", bars=1, pattern_id="p1")
    hook, fill_id = song.sections[-1].id, song.patterns[1].id
    song = edits.set_section_cycle(song, section_id=hook, cycle="", fill_id=fill_id)
    before = told(song)
    assert [row for row in before if row[0] == 3] == [(3, 8, "kick")]
    filled = edits.set_lead_in(song, section_id=hook, lead_in="fill")
    assert [row for row in told(filled) if row[0] == 3] == [(3, 0, "kick"), (3, 12, "clap")]
    assert [row for row in told(filled) if row[0] != 3] == [row for row in before if row[0] != 3]
    dropped = msgspec.structs.replace(song_of(lane(0, 12, 15), lane(12, sound="snare")), next_id=10)
    dropped = edits.add_section(dropped, kind="hook", bars=1, pattern_id="p1")
    dropped = edits.set_lead_in(dropped, section_id=dropped.sections[1].id, lead_in="drop")
    assert [row for row in told(dropped) if row[0] == 0] == [(0, 0, "kick"), (0, 12, "snare")]
    assert len(told(dropped)) == 2 + 4


@pytest.mark.parametrize("cycle", ["", "1"])
def test_notes_end_where_the_fill_that_leads_on_begins(cycle):
    # 120 BPM: a bar is 96 000 frames. A note from step 13 over eight steps reaches four into the next bar.
    long = Lane(sound="sub", track_id="t1", notes=(Note(at_step=12, length_steps=8, midi_note=36),))
    song = msgspec.structs.replace(song_of(long, bars=2, section_bars=2, bpm=120.0), next_id=10)
    song = edits.add_pattern(song, name="F", bars=1, lanes=(lane(0, sound="clap"),))
    song = edits.set_section_cycle(song, section_id="s1", cycle=cycle)
    song = edits.add_section(song, kind="hook", bars=1)
    hook = song.sections[-1].id
    song = edits.set_section_cycle(song, section_id=hook, cycle="", fill_id=song.patterns[1].id)
    assert timeline.hits(song).array["length_frames"][0] == 48_000
    song = edits.set_lead_in(song, section_id=hook, lead_in="fill")
    assert timeline.hits(song).array["length_frames"].tolist() == [24_000, 0]


def test_a_longer_pattern_plays_what_is_there_again():
    song = edits.resize_pattern(song_of(lane(0, 9)), pattern_id="p1", bars=3)
    assert [step.at_step for step in song.patterns[0].lanes[0].steps] == [0, 9, 16, 25, 32, 41]
    assert edits.resize_pattern(song, pattern_id="p1", bars=1) == song_of(lane(0, 9))


def test_ratchets_longer_than_a_step_stay_straight():
    triplets = Lane(sound="kick", track_id="t1", steps=(Step(at_step=13, ratchet=3, over_steps=2),))
    assert frames(song_of(triplets, swing=58)) == [104_000, 109_333, 114_667]
    thirty_seconds = Lane(sound="kick", track_id="t1", steps=(Step(at_step=13, ratchet=2),))
    assert frames(song_of(thirty_seconds, swing=58)) == [105_280, 109_280]


def test_ratchets_grow_from_60_to_100_percent():
    roll = Lane(sound="kick", track_id="t1", steps=(Step(at_step=0, velocity=100, ratchet=5, over_steps=5),))
    velocities = timeline.hits(song_of(roll)).array["gain"] * 127
    assert np.abs(velocities - [60, 70, 80, 90, 100]).max() <= 4.001


def test_micro_timing_and_the_start_of_the_song():
    assert frames(song_of(lane(4, late_ms=6))) == [32_000 + 288]
    assert frames(song_of(lane(4, late_ms=-10))) == [32_000 - 480]
    assert frames(song_of(lane(0, late_ms=-10))) == [0]


def test_notes_last_to_their_end_and_slide_into_it():
    notes = (
        Note(at_step=0, length_steps=3, midi_note=33, glide_to=45),
        Note(at_step=3, length_steps=2, midi_note=36),
        Note(at_step=14, length_steps=2, midi_note=31),
    )
    sub = Lane(sound="sub", track_id="t1", notes=notes)
    array = timeline.hits(song_of(sub, swing=58), kits=KIT).array
    # the end of the first note is the (swung) start of the second
    assert array["at_frame"].tolist() == [0, 25_280, 112_000]
    assert array["length_frames"].tolist() == [25_280, 41_280 - 25_280, 16_000]
    assert array["midi_note"].tolist() == [33, 36, 31]
    assert array["glide_to"][0] == 45
    assert np.isnan(array["glide_to"][1:]).all()
    assert array["glide_frames"].tolist() == [1920, 0, 0]
    assert timeline.hits(song_of(sub)).array["glide_frames"][0] == 4320


def test_a_glide_is_no_longer_than_its_note():
    sub = Lane(sound="sub", track_id="t1", notes=(Note(at_step=0, length_steps=1, midi_note=33, glide_to=34),))
    array = timeline.hits(song_of(sub, bpm=240), kits={"trap": {"sub": Facts(glide_ms=500)}}).array
    assert (array["glide_frames"][0], array["length_frames"][0]) == (3000, 3000)


def test_a_hit_on_the_grid_has_no_pitch_and_no_length():
    (hit,) = timeline.hits(song_of(lane(0))).array
    assert (hit["track"], hit["length_frames"], hit["glide_frames"]) == (1, 0, 0)
    assert np.isnan(hit["midi_note"])


def test_patterns_loop_through_their_section_and_are_cut_at_its_end():
    song = song_of(lane(0, 16), bars=2, section_bars=5)
    assert frames(song) == [bar * 128_000 for bar in range(5)]
    held = Lane(sound="sub", track_id="t1", notes=(Note(at_step=0, length_steps=32, midi_note=33),))
    lengths = timeline.hits(song_of(held, bars=2, section_bars=3)).array["length_frames"]
    assert lengths.tolist() == [256_000, 128_000]


def test_sections_follow_each_other():
    song = song_of(lane(0), section_bars=2)
    song = edits.add_section(song, kind="intro", bars=1, index=0)
    song = edits.add_section(song, kind="hook", bars=1, pattern_id="p1")
    assert frames(song) == [128_000, 256_000, 384_000]
    assert frames(song, from_frame=128_001, to_frame=384_000) == [256_000]
    assert frames(song, from_frame=128_000, to_frame=256_000) == [128_000]


def test_what_plays_nothing():
    song = song_of(lane(0))
    assert frames(edits.remove_section(song, section_id="s1")) == []
    assert frames(edits.mute_lane(song, pattern_id="p1", track_id="t1", sound="kick", mute=True)) == []
    assert frames(edits.set_kit(song, track_id="t1", kit="")) == []
    assert frames(edits.remove_track(song, track_id="t1")) == []
    assert frames(edits.set_section_pattern(song, section_id="s1", pattern_id="")) == []
    assert frames(song_of(Lane(sound="kick", track_id="gone", steps=(Step(at_step=0),)))) == []
    assert len(timeline.hits(Song(title="")).array) == len(timeline.clip_regions(Song(title=""))) == 0


def test_sounds_are_named_once_and_numbered():
    song = song_of(lane(0, sound="snare"), lane(4), lane(8, sound="snare"))
    found = timeline.hits(song)
    assert found.sounds == (("trap", "kick"), ("trap", "snare"))
    assert [found.sounds[number][1] for number in found.array["sound"]] == ["snare", "kick", "snare"]


def test_of_two_choking_sounds_on_one_step_the_open_hat_wins():
    hats = (lane(0, 2, 4, sound="open_hat"), lane(0, 1, 2, 3, sound="closed_hat"), lane(0))
    found = timeline.hits(song_of(*hats), kits=KIT)
    names = [(hit["at_frame"] // 8000, found.sounds[hit["sound"]][1]) for hit in found.array]
    assert sorted(names) == [
        (0, "kick"),
        (0, "open_hat"),
        (1, "closed_hat"),
        (2, "open_hat"),
        (3, "closed_hat"),
        (4, "open_hat"),
    ]
    assert len(timeline.hits(song_of(*hats)).array) == 8


def test_humanising_strays_by_four_and_stays_the_same():
    song = song_of(lane(*range(16)), lane(*range(16), sound="snare"), section_bars=8)
    found = timeline.hits(song)
    velocities = np.rint(found.array["gain"] * 127).astype(int)
    assert set(velocities) == set(range(96, 105))
    assert (timeline.hits(song).array["gain"] == found.array["gain"]).all()
    # another lane gone, another swing: the kick strays as before
    kicks = velocities[found.array["sound"] == 0]
    alone = edits.remove_lane(song, pattern_id="p1", track_id="t1", sound="snare")
    alone = edits.set_swing(alone, pattern_id="p1", swing_percent=60)
    assert (np.rint(timeline.hits(alone).array["gain"] * 127).astype(int) == kicks).all()
    assert (kicks[:16] != kicks[16:32]).any()


def test_gain_is_velocity_over_127():
    step = Lane(sound="kick", track_id="t1", steps=(Step(at_step=0, velocity=127), Step(at_step=1, velocity=1)))
    gains = timeline.hits(song_of(step)).array["gain"] * 127
    assert 123 <= gains[0] <= 127.001
    assert 1 <= gains[1] <= 5.001


def clip_song(*clips: Clip, bpm: float = 90.0) -> Song:
    return Song(
        title="",
        bpm=bpm,
        tracks=(Track(id="t1", role="beat", name=""), Track(id="t2", role="lead", name="", clips=clips)),
        media=(
            Media(id="m1", file="media/a.wav", frames=1, channels=2, rate_hz=48_000),
            Media(id="m2", file="takes/b.wav", frames=100_000, channels=1, rate_hz=48_000),
        ),
    )


def region(song: Song) -> list[tuple[float, ...]]:
    return [tuple(float(cell) for cell in row) for row in timeline.clip_regions(song).tolist()]


def test_clip_regions():
    clip = Clip(id="c1", media_id="m2", at_beat=2.5, length_frames=50_000, offset_frames=100, gain_db=-6.0)
    fades = Clip(id="c2", media_id="m2", at_beat=0, length_frames=900, fade_in_frames=300, fade_out_frames=200)
    rows = region(clip_song(clip, fades))
    assert rows[0] == (1, 1, 0, 900, 0, 1.0, 300, 200, 0, 0)
    assert rows[1] == (1, 1, 80_000, 50_000, 100, pytest.approx(0.501187), 0, 0, 0, 0)
    assert region(clip_song(clip, bpm=120))[0][2] == 60_000


def test_each_fade_has_its_own_shape():
    shapes = {"fade_in_shape": ("power", "gain"), "fade_out_shape": ("gain", "power")}
    clips = [
        Clip(id=f"c{n}", media_id="m2", at_beat=n, length_frames=9, **{name: row[n] for name, row in shapes.items()})
        for n in range(2)
    ]
    assert [row[-2:] for row in region(clip_song(*clips))] == [(1, 0), (0, 1)]


def test_clip_regions_start_at_nought_and_end_with_their_file():
    early = Clip(id="c1", media_id="m2", at_beat=-0.5, length_frames=20_000, fade_in_frames=18_000)
    assert region(clip_song(early)) == [(1, 1, 0, 4000, 16_000, 1.0, 2000, 0, 0, 0)]
    long = Clip(id="c1", media_id="m2", at_beat=1, length_frames=90_000, offset_frames=60_000, fade_out_frames=90_000)
    assert region(clip_song(long)) == [(1, 1, 32_000, 40_000, 60_000, 1.0, 0, 40_000, 0, 0)]


def test_clips_that_do_not_sound():
    clips = (
        Clip(id="c1", media_id="m2", at_beat=0, length_frames=9, mute=True),
        Clip(id="c2", media_id="gone", at_beat=0, length_frames=9),
        Clip(id="c3", media_id="m2", at_beat=-9, length_frames=9),
        Clip(id="c4", media_id="m2", at_beat=0, length_frames=9, offset_frames=100_000),
    )
    assert region(clip_song(*clips)) == []


def test_song_length():
    assert timeline.song_length_frames(Song(title="")) == 0
    assert timeline.song_length_frames(song_of(section_bars=3)) == 384_000
    clips = (Clip(id="c1", media_id="m2", at_beat=4, length_frames=7, mute=True),)
    assert timeline.song_length_frames(clip_song(*clips)) == 128_007
