"""A beat from outside on the grid: its "1" on a bar line, nothing lost, nothing out of step."""

import math

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from beats.fit import beat_clip, first_beat_s, fitted
from studio import edits, timeline
from studio.errors import StudioError
from studio.song import Song

RATE_HZ = 48_000


def with_beat(seconds=60.0, at_beat=0.0):
    song = Song(title="", bpm=100.0)
    song = edits.add_track(song, role="beat")
    song = edits.add_media(song, file="media/b.wav", frames=round(seconds * RATE_HZ), channels=2, rate_hz=RATE_HZ)
    return edits.add_clip(song, track_id="t1", media_id="m2", at_beat=at_beat)


def with_voice(song, at_beat):
    song = edits.add_track(song, role="lead")
    file = f"takes/{song.next_id}.wav"
    return edits.record(song, track_id=song.tracks[-1].id, file=file, frames=RATE_HZ, at_beat=at_beat)


def one_frame(song, first_s):
    """Where in the song a second of the beat's file sounds."""
    clip = beat_clip(song)
    return song.frame_of(clip.at_beat) - clip.offset_frames + round(first_s * RATE_HZ)


def test_a_beat_that_starts_on_its_one_starts_with_the_song():
    song = fitted(with_beat(), bpm=90.0, first_beat_s=0.0)
    assert song.bpm == 90.0
    assert beat_clip(song).at_beat == 0.0
    assert first_beat_s(song) == 0.0


def test_a_pickup_gets_a_bar_in_front():
    song = fitted(with_beat(), bpm=90.0, first_beat_s=0.5)
    # the "1" on beat 4; half a second is 0.75 beats at 90 BPM
    assert beat_clip(song).at_beat == pytest.approx(3.25)
    assert one_frame(song, 0.5) == song.frame_of(4.0) == 128_000
    assert first_beat_s(song) == pytest.approx(0.5)


def test_ten_milliseconds_before_the_one_may_be_cut_off():
    song = fitted(with_beat(), bpm=90.0, first_beat_s=0.009)
    assert one_frame(song, 0.009) == 0
    assert timeline.clip_regions(song)["offset_frames"][0] == 432


def test_silence_in_front_lies_before_beat_0():
    song = fitted(with_beat(), bpm=90.0, first_beat_s=2.5, first_sound_s=2.495)
    assert one_frame(song, 2.5) == 0
    region = timeline.clip_regions(song)[0]
    assert (region["at_frame"], region["offset_frames"]) == (0, 120_000)
    assert beat_clip(song).offset_frames == 0  # it can still be drawn out


def test_a_long_pickup_gets_as_many_bars_as_it_needs():
    song = fitted(with_beat(), bpm=120.0, first_beat_s=5.0)  # bars of 2 s
    assert one_frame(song, 5.0) == song.frame_of(12.0)
    assert beat_clip(song).at_beat == pytest.approx(2.0)


def test_minutes_of_silence_stay_inside_what_a_song_can_hold():
    song = fitted(with_beat(300.0), bpm=120.0, first_beat_s=100.0, first_sound_s=100.0)  # 200 beats
    assert -64.0 <= beat_clip(song).at_beat < -60.0
    assert one_frame(song, 100.0) % song.frame_of(4.0) == 0


def test_the_speed_of_the_audio_never_changes():
    before = beat_clip(with_beat())
    after = beat_clip(fitted(with_beat(), bpm=61.5, first_beat_s=0.3))
    assert (after.length_frames, after.offset_frames) == (before.length_frames, before.offset_frames)


def test_what_was_recorded_stays_in_step_with_the_audio():
    song = with_voice(with_voice(with_beat(), 7.3), 21.0)
    new = fitted(song, bpm=87.3, first_beat_s=0.41)
    moved = {
        new.frame_of(after.at_beat) - song.frame_of(before.at_beat)
        for old_track, new_track in zip(song.tracks, new.tracks, strict=True)
        for before, after in zip(old_track.clips, new_track.clips, strict=True)
    }
    assert len(moved) == 1
    takes = zip(song.takes, new.takes, strict=True)
    assert {new.frame_of(after.at_beat) - song.frame_of(before.at_beat) for before, after in takes} == moved


def test_a_voice_in_the_silence_before_the_beat_is_not_lost():
    song = with_voice(with_beat(), 1.0)  # 0.6 s in, the beat's sound only after 2.5 s
    new = fitted(song, bpm=90.0, first_beat_s=2.5, first_sound_s=2.5)
    assert one_frame(new, 2.5) == new.frame_of(4.0)
    assert new.tracks[1].clips[0].at_beat == pytest.approx(4.0 - 1.9 * 1.5)


def test_a_clip_that_shows_the_middle_of_its_file():
    song = edits.trim_clip(with_beat(at_beat=0.0), clip_id="c3", from_beat=10.0)  # 6 s
    new = fitted(song, bpm=120.0, first_beat_s=7.0)
    assert one_frame(new, 7.0) == new.frame_of(4.0)
    assert new.frame_of(beat_clip(new).at_beat) == RATE_HZ
    new = fitted(song, bpm=120.0, first_beat_s=5.0)  # a "1" that is not shown: the bars count from it all the same
    assert one_frame(new, 5.0) == 0


@settings(max_examples=60, deadline=None)
@given(
    bpm=st.floats(40.0, 240.0),
    again=st.floats(40.0, 240.0),
    first_s=st.floats(0.0, 20.0),
    voice=st.floats(-20.0, 200.0),
)
def test_fitting_twice_is_fitting_once_and_nothing_drifts(bpm, again, first_s, voice):
    song = with_voice(with_beat(), voice)
    once = fitted(song, bpm=bpm, first_beat_s=first_s)
    there = fitted(fitted(song, bpm=again, first_beat_s=first_s / 2), bpm=bpm, first_beat_s=first_s)
    for new in (once, there):
        bar = new.frame_of(4.0 * round(new.beat_of(one_frame(new, first_s)) / 4.0))
        assert one_frame(new, first_s) == bar
        apart = new.frame_of(new.tracks[1].clips[0].at_beat) - new.frame_of(beat_clip(new).at_beat)
        assert abs(apart - song.frame_of(voice)) <= 1
        assert min(beat_clip(new).at_beat, new.takes[0].at_beat) >= -64.0
    assert beat_clip(once).at_beat >= -1e-9 - 0.01 * bpm / 60.0
    again_once = fitted(once, bpm=bpm, first_beat_s=first_s)
    assert beat_clip(again_once).at_beat == pytest.approx(beat_clip(once).at_beat, abs=1e-4)


def test_what_means_nothing_is_refused():
    for bad in (math.nan, math.inf):
        for numbers in ({"bpm": bad}, {"first_beat_s": bad}, {"first_sound_s": bad}):
            with pytest.raises(StudioError, match="bad-value"):
                fitted(with_beat(), **{"bpm": 90.0, "first_beat_s": 0.0, **numbers})
    with pytest.raises(StudioError, match="song-invalid"):
        fitted(Song(title=""), bpm=90.0, first_beat_s=0.0)
    assert first_beat_s(Song(title="")) is None
