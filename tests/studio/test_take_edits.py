"""Takes without a clip, and clips that others make room for."""

import pytest

from studio import edits
from studio.errors import StudioError
from studio.song import Song
from studio.songcheck import validate


def song_with_take() -> Song:
    """At 90 BPM (32 000 frames a beat): a lead `t1`, a file `m2` of ten beats, a take `k3` of beats 2 to 6 of it."""
    song = edits.add_track(Song(title="Prøve"), role="lead")
    song = edits.add_media(song, file="takes/a.wav", frames=320_000, channels=1, rate_hz=48_000)
    return edits.add_take(
        song, track_id="t1", media_id="m2", at_beat=4.0, offset_frames=64_000, length_frames=128_000, loud_at=(9, 3, 3)
    )


def shown(song: Song) -> list[tuple[str, int, int, int]]:
    """Of each clip: its id, first frame in the song, end, and first frame in the file."""
    return [
        (clip.id, start := song.frame_of(clip.at_beat), start + clip.length_frames, clip.offset_frames)
        for clip in song.tracks[0].clips
    ]


def test_a_take_lies_inside_its_file_and_shows_no_clip():
    song = song_with_take()
    (take,) = song.takes
    assert (take.id, take.at_beat, take.offset_frames, take.length_frames) == ("k3", 4.0, 64_000, 128_000)
    assert take.loud_at == (3, 9)
    assert song.tracks[0].clips == ()
    longer = edits.add_take(song, track_id="t1", media_id="m2", at_beat=0, offset_frames=300_000, length_frames=10**9)
    assert longer.takes[1].length_frames == 20_000
    validate(longer)
    for wrong in ({"track_id": "t9", "media_id": "m2"}, {"track_id": "t1", "media_id": "m9"}):
        with pytest.raises(StudioError):
            edits.add_take(song, at_beat=0.0, **wrong)


def test_a_take_goes_with_the_clips_that_show_it_and_the_file_when_nothing_needs_it():
    song = edits.add_take(song_with_take(), track_id="t1", media_id="m2", at_beat=4.0, offset_frames=192_000)
    song = edits.add_clip(song, track_id="t1", media_id="m2", at_beat=0.0, offset_frames=60_000, length_frames=100_000)
    song = edits.add_clip(song, track_id="t1", media_id="m2", at_beat=9.0, offset_frames=190_000, length_frames=100_000)
    first = edits.remove_take(song, take_id="k3")
    assert [clip.at_beat for clip in first.tracks[0].clips] == [9.0]
    assert len(first.media) == 1
    both = edits.remove_take(first, take_id="k4")
    assert (both.takes, both.media, both.tracks[0].clips) == ((), (), ())
    validate(both)
    with pytest.raises(StudioError):
        edits.remove_take(both, take_id="k4")


def laid(song: Song, at_beat: float, length: int, offset: int = 0, fade: int = 480) -> Song:
    return edits.lay_clip(
        song,
        track_id="t1",
        media_id=song.media[-1].id,
        at_beat=at_beat,
        offset_frames=offset,
        length_frames=length,
        fade_in_frames=fade,
        fade_out_frames=fade,
        fade_in_shape="power",
        fade_out_shape="power",
    )


def test_what_lies_under_a_clip_ends_where_that_has_faded_in_and_goes_on_where_it_fades_out():
    song = edits.add_clip(song_with_take(), track_id="t1", media_id="m2", at_beat=0.0)
    song = edits.add_media(song, file="takes/b.wav", frames=320_000, channels=1, rate_hz=48_000)
    over = laid(song, 2.0, 64_000)
    assert [(start, end, first) for _, start, end, first in shown(over)] == [
        (0, 64_480, 0), (64_000, 128_000, 0), (127_520, 320_000, 127_520),
    ]  # fmt: skip
    left, middle, right = over.tracks[0].clips
    assert (
        (left.fade_out_frames, left.fade_out_shape) == (middle.fade_in_frames, middle.fade_in_shape) == (480, "power")
    )
    assert (right.fade_in_frames, right.fade_in_shape) == (480, "power")
    assert left.id == "c4"
    all_of_it = laid(over, -1.0, 320_000)
    assert len(shown(all_of_it)) == 2
    validate(all_of_it)


def test_parts_of_one_recording_at_one_place_become_one_clip_again():
    song = edits.add_clip(song_with_take(), track_id="t1", media_id="m2", at_beat=0.0)
    whole = song.tracks[0].clips[0]
    song = edits.add_media(song, file="takes/b.wav", frames=320_000, channels=1, rate_hz=48_000)
    song = laid(song, 2.0, 64_000)
    back = edits.lay_clip(
        song, track_id="t1", media_id="m2", at_beat=1.9, offset_frames=60_800, length_frames=70_400, fade_in_frames=480
    )
    assert back.tracks[0].clips == (whole,)
    louder = edits.lay_clip(
        song, track_id="t1", media_id="m2", at_beat=2.0, offset_frames=64_000, length_frames=64_000, gain_db=3
    )
    assert len(louder.tracks[0].clips) == 3
