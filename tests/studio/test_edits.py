"""Each edit alone: what it changes, what it leaves, what it refuses."""

import inspect
import math

import numpy as np
import pytest

from studio import edits
from studio.errors import StudioError
from studio.song import Lane, Line, Note, Song, Step


def voice_song() -> Song:
    """A song at 90 BPM (32 000 frames a beat) with a voice track `t1`, media `m2` of ten beats, clip `c3` at beat 4."""
    song = edits.add_track(Song(title="Prøve"), role="lead", name="Vokal")
    song = edits.add_media(song, file="media/a.wav", frames=320_000, channels=1, rate_hz=48_000)
    return edits.add_clip(song, track_id="t1", media_id="m2", at_beat=4.0)


def beat_song() -> Song:
    """A song with a drum track `t1` and an empty pattern `p2` of one bar."""
    song = edits.add_track(Song(title="Prøve"), role="drums", kit="trap")
    return edits.add_pattern(song, name="A", bars=1)


def kick(**step: int) -> dict[str, object]:
    return {"pattern_id": "p2", "track_id": "t1", "sound": "kick", **step}


def clips(song: Song) -> list[tuple[str, float, int, int]]:
    return [
        (clip.id, clip.at_beat, clip.offset_frames, clip.length_frames) for track in song.tracks for clip in track.clips
    ]


def refused(code: str, edit: str, song: Song, **arguments: object) -> StudioError:
    with pytest.raises(StudioError) as caught:
        edits.EDITS[edit].function(song, **arguments)
    assert caught.value.code == code
    return caught.value


def test_every_function_is_in_the_table_and_takes_a_song_and_keywords():
    for name, edit in edits.EDITS.items():
        assert getattr(edits, name) is edit.function
        assert edit.label == "edit-" + name.replace("_", "-")
        first, *rest = inspect.signature(edit.function).parameters.values()
        assert first.name == "song"
        assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in rest)


def test_title_takes_any_script_on_one_line():
    song = edits.set_title(Song(title=""), title="Blåbær 🎤\nمرحبا")
    assert song.title == "Blåbær 🎤 مرحبا"
    refused("bad-value", "set_title", song, title="\ud800")


def test_tempo_keeps_musical_places_and_stays_in_range():
    song = edits.set_tempo(voice_song(), bpm=140)
    assert (song.bpm, song.tracks[0].clips[0].at_beat) == (140.0, 4.0)
    assert edits.set_tempo(song, bpm=9000).bpm == 240.0
    assert edits.set_tempo(song, bpm=-1).bpm == 40.0
    for nonsense in (math.nan, math.inf, "fort", None):
        refused("bad-value", "set_tempo", song, bpm=nonsense)


def test_key():
    assert edits.set_key(Song(title=""), key="F# minor").key == "F# minor"
    assert edits.set_key(Song(title="", key="A minor"), key="").key == ""
    refused("bad-value", "set_key", Song(title=""), key="H moll")


def test_knobs_are_clamped_and_a_default_is_not_written():
    song = edits.set_knob(voice_song(), track_id="t1", name="gain_db", value=99)
    assert song.tracks[0].knobs == {"gain_db": 12.0}
    assert edits.set_knob(song, track_id="t1", name="gain_db", value=0).tracks[0].knobs == {}
    assert edits.set_knob(song, track_id="t1", name="mute", value=0.7).track("t1").knob("mute") == 1.0
    assert edits.set_master_knob(song, name="reverb_decay_s", value=np.float32(2)).master == {"reverb_decay_s": 2.0}
    refused("bad-value", "set_knob", song, track_id="t1", name="master_db", value=0)
    refused("bad-value", "set_knob", song, track_id="t1", name="gain_db", value=math.nan)
    refused("song-invalid", "set_knob", song, track_id="t9", name="gain_db", value=0)


def test_tracks_come_move_and_go_with_their_lanes():
    song = edits.add_track(Song(title=""), role="drums", kit="trap")
    song = edits.add_track(song, role="lead", name="Vokal", index=0)
    assert [track.id for track in song.tracks] == ["t2", "t1"]
    song = edits.move_track(song, track_id="t2", to_index=99)
    assert [track.id for track in song.tracks] == ["t1", "t2"]
    song = edits.rename_track(song, track_id="t2", name="Dobling")
    song = edits.set_kit(song, track_id="t1", kit="boom_bap")
    song = edits.add_pattern(song, name="A", bars=1, lanes=(Lane(sound="kick", track_id="t1"),))
    assert (song.track("t2").name, song.track("t1").kit, len(song.patterns[0].lanes)) == ("Dobling", "boom_bap", 1)
    song = edits.remove_track(song, track_id="t1")
    assert [track.id for track in song.tracks] == ["t2"]
    assert song.patterns[0].lanes == ()
    refused("bad-value", "add_track", song, role="kazoo")
    refused("bad-value", "set_kit", song, track_id="t2", kit="trap")
    refused("bad-value", "add_track", song, role="drums", kit="../kits")


def test_removing_a_track_keeps_its_recordings():
    song = edits.record(voice_song(), track_id="t1", file="takes/k.wav", frames=48_000, at_beat=0)
    gone = edits.remove_track(song, track_id="t1")
    assert gone.takes == song.takes
    assert gone.media == song.media


def test_media_files_lie_inside_the_song():
    song = voice_song()
    for file in ("media/a.wav", "../a.wav", "media/../a.wav", "/etc/passwd", "media/.skjult", "takes/å.wav", "takes/"):
        refused("song-invalid", "add_media", song, file=file, frames=1, channels=1, rate_hz=48_000)
    refused("audio-empty", "add_media", song, file="media/b.wav", frames=0, channels=1, rate_hz=48_000, name="b")
    refused("rate-unsupported", "add_media", song, file="media/b.wav", frames=1, channels=1, rate_hz=8000)
    refused("bad-value", "add_media", song, file="media/b.wav", frames=1, channels=6, rate_hz=48_000)


def test_clip_shows_the_rest_of_its_file_or_a_part():
    song = edits.add_clip(voice_song(), track_id="t1", media_id="m2", at_beat=0, offset_frames=300_000)
    assert clips(song) == [("c4", 0.0, 300_000, 20_000), ("c3", 4.0, 0, 320_000)]
    song = edits.add_clip(song, track_id="t1", media_id="m2", at_beat=9, length_frames=10**9)
    assert clips(song)[-1] == ("c5", 9.0, 0, 320_000)
    refused("song-invalid", "add_clip", song, track_id="t1", media_id="m9", at_beat=0)
    other_rate = edits.add_media(song, file="takes/r.wav", frames=10, channels=1, rate_hz=44_100)
    refused("song-invalid", "add_clip", other_rate, track_id="t1", media_id="m6", at_beat=0)


def test_clips_are_for_tracks_that_play_audio():
    song = edits.add_track(voice_song(), role="drums", kit="trap")
    refused("song-invalid", "move_clip", song, clip_id="c3", at_beat=0, track_id="t4")


def test_moving_a_clip_in_time_and_to_another_track():
    song = edits.add_track(voice_song(), role="double")
    song = edits.move_clip(song, clip_id="c3", at_beat=1.5, track_id="t4")
    assert (len(song.tracks[0].clips), song.tracks[1].clips[0].at_beat) == (0, 1.5)
    refused("bad-value", "move_clip", song, clip_id="c3", at_beat=math.inf)


def test_trimming_leaves_the_audio_where_it_was():
    song = edits.trim_clip(voice_song(), clip_id="c3", from_beat=5.0, to_beat=12.0)
    assert clips(song) == [("c3", 5.0, 32_000, 224_000)]
    song = edits.trim_clip(song, clip_id="c3", from_beat=-50, to_beat=99)
    assert clips(song) == [("c3", 4.0, 0, 320_000)]
    song = edits.trim_clip(song, clip_id="c3", from_beat=99)
    assert clips(song)[0][2:] == (319_999, 1)


def test_trimming_shortens_fades():
    song = edits.set_clip_fades(voice_song(), clip_id="c3", fade_in_frames=200_000, fade_out_frames=100_000)
    clip = edits.trim_clip(song, clip_id="c3", to_beat=5.0).tracks[0].clips[0]
    assert (clip.length_frames, clip.fade_in_frames, clip.fade_out_frames) == (32_000, 32_000, 0)


def test_splitting_loses_no_frame_and_keeps_the_outer_fades():
    song = edits.set_clip_fades(voice_song(), clip_id="c3", fade_in_frames=100, fade_out_frames=200)
    song = edits.split_clip(song, clip_id="c3", at_beat=7.0)
    assert clips(song) == [("c3", 4.0, 0, 96_000), ("c4", 7.0, 96_000, 224_000)]
    fades = [(clip.fade_in_frames, clip.fade_out_frames) for clip in song.tracks[0].clips]
    assert fades == [(100, 0), (0, 200)]
    refused("bad-value", "split_clip", song, clip_id="c3", at_beat=4.0)
    refused("bad-value", "split_clip", song, clip_id="c3", at_beat=7.0)


def test_fades_gain_and_mute_of_a_clip():
    song = edits.set_clip_fades(voice_song(), clip_id="c3", fade_in_frames=300_000)
    song = edits.set_clip_fades(song, clip_id="c3", fade_out_frames=100_000)
    song = edits.set_clip_gain(song, clip_id="c3", gain_db=-6)
    clip = edits.mute_clip(song, clip_id="c3", mute=True).tracks[0].clips[0]
    assert (clip.fade_in_frames, clip.fade_out_frames, clip.gain_db, clip.mute) == (220_000, 100_000, -6.0, True)
    assert edits.remove_clip(song, clip_id="c3").tracks[0].clips == ()


def two_clips() -> Song:
    """`voice_song` with its clip cut to beats 6…8 and another one, `c4`, of beats 8…10 of the same recording."""
    song = edits.trim_clip(voice_song(), clip_id="c3", from_beat=6.0, to_beat=10.0)
    return edits.split_clip(song, clip_id="c3", at_beat=8.0)


def fades(song: Song) -> list[tuple[int, str, int, str]]:
    return [
        (clip.fade_in_frames, clip.fade_in_shape, clip.fade_out_frames, clip.fade_out_shape)
        for track in song.tracks
        for clip in track.clips
    ]


def test_joining_gives_back_what_was_split():
    whole = edits.set_clip_fades(
        voice_song(), clip_id="c3", fade_in_frames=9, fade_out_frames=7, fade_out_shape="power"
    )
    song = edits.split_clip(whole, clip_id="c3", at_beat=6.3)
    assert edits.join_clips(song, clip_id="c3", other_id="c4").tracks == whole.tracks
    assert edits.join_clips(song, clip_id="c4", other_id="c3").tracks == whole.tracks
    overlapping = edits.trim_clip(song, clip_id="c4", from_beat=5.0)
    assert edits.join_clips(overlapping, clip_id="c3", other_id="c4").tracks == whole.tracks


def test_clips_that_were_moved_alike_are_joined_although_a_beat_is_no_whole_number_of_frames():
    song = edits.set_tempo(Song(title=""), bpm=93.7)  # 30 736.39… frames a beat
    song = edits.add_track(song, role="lead")
    song = edits.add_media(song, file="media/a.wav", frames=320_000, channels=1, rate_hz=48_000)
    song = edits.split_clip(edits.add_clip(song, track_id="t1", media_id="m2", at_beat=0.0), clip_id="c3", at_beat=1.0)
    song = edits.move_clip(edits.move_clip(song, clip_id="c3", at_beat=0.5), clip_id="c4", at_beat=1.5)
    first, second = song.tracks[0].clips
    assert song.frame_of(second.at_beat) - song.frame_of(first.at_beat) == first.length_frames + 1
    assert edits.join_clips(song, clip_id="c3", other_id="c4").tracks[0].clips[0].length_frames == 320_000


def test_only_what_goes_on_is_joined():
    song = two_clips()
    pair = {"clip_id": "c3", "other_id": "c4"}
    for changed in (
        edits.move_clip(song, clip_id="c4", at_beat=8.5),
        edits.move_clip(song, clip_id="c4", at_beat=7.0),
        edits.set_clip_gain(song, clip_id="c4", gain_db=1.0),
        edits.mute_clip(song, clip_id="c4", mute=True),
        edits.trim_clip(song, clip_id="c4", from_beat=8.25),
    ):
        refused("clips-apart", "join_clips", changed, **pair)
    other = edits.add_track(song, role="double")
    refused("clips-apart", "join_clips", edits.move_clip(other, clip_id="c4", at_beat=8.0, track_id="t5"), **pair)
    refused("clips-apart", "join_clips", song, clip_id="c3", other_id="c3")
    refused("song-invalid", "join_clips", song, clip_id="c3", other_id="c9")


def test_clips_that_touch_are_drawn_out_half_each_and_crossfaded():
    song = edits.crossfade_clips(two_clips(), clip_id="c3", other_id="c4")  # 10 ms are 480 frames
    assert clips(song) == [("c3", 6.0, 64_000, 64_240), ("c4", 8.0 - 240 / 32_000, 127_760, 64_240)]
    assert fades(song) == [(0, "gain", 480, "power"), (480, "power", 0, "gain")]
    alike = edits.crossfade_clips(two_clips(), clip_id="c4", other_id="c3", length_frames=100, shape="gain")
    assert clips(alike)[0] == ("c3", 6.0, 64_000, 64_050)
    assert fades(alike) == [(0, "gain", 100, "gain"), (100, "gain", 0, "gain")]


def test_a_crossfade_takes_from_the_side_that_has_more():
    song = edits.add_clip(two_clips(), track_id="t1", media_id="m2", at_beat=10.0, length_frames=32_000)
    song = edits.crossfade_clips(song, clip_id="c4", other_id="c5", length_frames=480)
    assert clips(song)[1:] == [("c4", 8.0, 128_000, 64_480), ("c5", 10.0, 0, 32_000)]
    last = edits.add_clip(two_clips(), track_id="t1", media_id="m2", at_beat=5.0, offset_frames=288_000)
    last = edits.crossfade_clips(last, clip_id="c5", other_id="c3", length_frames=480)
    assert clips(last)[:2] == [("c5", 5.0, 288_000, 32_000), ("c3", 6.0 - 480 / 32_000, 63_520, 64_480)]


def test_a_crossfade_is_as_long_as_two_clips_sound_together():
    song = edits.move_clip(two_clips(), clip_id="c4", at_beat=7.5)
    song = edits.set_clip_fades(song, clip_id="c3", fade_in_frames=60_000)
    song = edits.crossfade_clips(song, clip_id="c3", other_id="c4")
    assert clips(song) == [("c3", 6.0, 64_000, 64_000), ("c4", 7.5, 128_000, 64_000)]
    assert fades(song) == [(48_000, "gain", 16_000, "power"), (16_000, "power", 0, "gain")]


def test_clips_that_do_not_meet_are_not_crossfaded():
    pair = {"clip_id": "c3", "other_id": "c4"}
    song = two_clips()
    for at_beat in (8.5, 6.0):
        refused("clips-no-crossfade", "crossfade_clips", edits.move_clip(song, clip_id="c4", at_beat=at_beat), **pair)
    inside = edits.trim_clip(edits.move_clip(song, clip_id="c4", at_beat=6.5), clip_id="c4", to_beat=7.0)
    refused("clips-no-crossfade", "crossfade_clips", inside, **pair)
    spent = edits.add_clip(voice_song(), track_id="t1", media_id="m2", at_beat=14.0)
    refused("clips-no-crossfade", "crossfade_clips", spent, clip_id="c3", other_id="c4")
    refused("bad-value", "crossfade_clips", song, **pair, shape="round")


def test_a_copy_has_everything_even_of_a_clip_that_is_gone():
    song = edits.set_clip_gain(two_clips(), clip_id="c4", gain_db=-3.0)
    song = edits.set_clip_fades(song, clip_id="c4", fade_in_frames=5, fade_in_shape="power", fade_out_frames=6)
    taken = song.tracks[0].clips[1]
    song = edits.copy_clip(edits.remove_clip(song, clip_id="c4"), clip=taken, track_id="t1", at_beat=20.0)
    copy = song.tracks[0].clips[1]
    assert (copy.id, copy.at_beat, copy.offset_frames, copy.length_frames) == ("c5", 20.0, 128_000, 64_000)
    assert (copy.gain_db, copy.fade_in_frames, copy.fade_in_shape, copy.fade_out_frames) == (-3.0, 5, "power", 6)
    refused("song-invalid", "copy_clip", song, clip=taken, track_id="t9", at_beat=0.0)


def test_recording_brings_media_take_and_clip_in_one_step():
    song = edits.record(voice_song(), track_id="t1", file="takes/ny.wav", frames=64_000, at_beat=-0.5, clipped_frames=7)
    take = song.takes[0]
    assert (take.id, take.media_id, take.track_id, take.at_beat, take.clipped_frames) == ("k5", "m4", "t1", -0.5, 7)
    assert clips(song)[0] == ("c6", -0.5, 0, 64_000)
    assert (song.media_of("m4").file, song.media_of("m4").rate_hz, song.next_id) == ("takes/ny.wav", 48_000, 7)


def test_steps_are_set_replaced_and_cleared():
    song = edits.set_step(beat_song(), **kick(at_step=8))
    song = edits.set_step(song, **kick(at_step=0, velocity=200))
    song = edits.set_step(song, **kick(at_step=8, velocity=60))
    assert song.patterns[0].lanes[0].steps == (Step(at_step=0, velocity=127), Step(at_step=8, velocity=60))
    song = edits.clear_step(song, **kick(at_step=8))
    assert song.patterns[0].lanes[0].steps == (Step(at_step=0, velocity=127),)
    for at_step in (-1, 16, 10**20):
        refused("bad-value", "set_step", song, **kick(at_step=at_step))
    refused("bad-value", "set_step", song, **kick(at_step=1.5))
    refused("bad-value", "set_step", song, pattern_id="p2", track_id="t1", sound="kick drum", at_step=0)


def test_a_ratchet_takes_the_place_of_what_it_covers():
    song = beat_song()
    for at_step in (4, 5, 6, 7, 8):
        song = edits.set_step(song, **kick(at_step=at_step))
    song = edits.set_step(song, **kick(at_step=5, ratchet=6, over_steps=3))
    assert [(step.at_step, step.ratchet) for step in song.patterns[0].lanes[0].steps] == [(4, 1), (5, 6), (8, 1)]
    song = edits.set_step(song, **kick(at_step=6))
    steps = [(step.at_step, step.ratchet, step.over_steps) for step in song.patterns[0].lanes[0].steps]
    assert steps == [(4, 1, 1), (5, 1, 1), (6, 1, 1), (8, 1, 1)]
    song = edits.set_step(song, **kick(at_step=14, ratchet=4, over_steps=99))
    assert song.patterns[0].lanes[0].steps[-1].over_steps == 2


def test_notes():
    song = edits.add_note(beat_song(), **kick(at_step=4, length_steps=99, midi_note=33, glide_to=40))
    song = edits.add_note(song, **kick(at_step=0, length_steps=2, midi_note=40))
    song = edits.add_note(song, **kick(at_step=4, length_steps=4, midi_note=33))
    assert song.patterns[0].lanes[0].notes == (
        Note(at_step=0, length_steps=2, midi_note=40),
        Note(at_step=4, length_steps=4, midi_note=33),
    )
    song = edits.remove_note(song, **kick(at_step=0, midi_note=40))
    assert [note.at_step for note in song.patterns[0].lanes[0].notes] == [4]
    song = edits.set_notes(song, pattern_id="p2", track_id="t1", sound="kick", notes=())
    assert song.patterns[0].lanes[0].notes == ()


def test_lanes_and_swing():
    song = edits.set_step(beat_song(), **kick(at_step=0))
    song = edits.mute_lane(song, **kick(), mute=True)
    song = edits.set_lane_late(song, **kick(), late_ms=500)
    song = edits.set_swing(song, pattern_id="p2", swing_percent=58)
    song = edits.rename_pattern(song, pattern_id="p2", name="Trommer")
    pattern = song.patterns[0]
    lane = pattern.lanes[0]
    assert (lane.mute, lane.late_ms, pattern.swing_percent, pattern.name) == (True, 50.0, 58.0, "Trommer")
    assert edits.remove_lane(song, **kick()).patterns[0].lanes == ()


def test_a_pattern_is_checked_as_a_whole():
    song = beat_song()
    steps = (Step(at_step=9, velocity=0), Step(at_step=3), Step(at_step=9, velocity=77))
    lanes = (Lane(sound="kick", track_id="t1", steps=steps, late_ms=-99),)
    made = edits.add_pattern(song, name="B", bars=99, swing_percent=10, lanes=lanes).patterns[1]
    assert (made.bars, made.swing_percent, made.lanes[0].late_ms) == (edits.MAX_PATTERN_BARS, 50.0, -50.0)
    assert made.lanes[0].steps == (Step(at_step=3), Step(at_step=9, velocity=77))
    refused("song-invalid", "add_pattern", song, name="B", bars=1, lanes=(Lane(sound="kick", track_id="t9"),))
    refused("song-invalid", "add_pattern", song, name="B", bars=1, lanes=(Lane(sound="kick", track_id="t1"),) * 2)
    refused("song-invalid", "replace_pattern", song, pattern=made)


def test_removing_a_pattern_leaves_its_sections_silent():
    song = edits.add_section(beat_song(), kind="verse", bars=8, pattern_id="p2")
    song = edits.remove_pattern(song, pattern_id="p2")
    assert (song.patterns, song.sections[0].pattern_id) == ((), "")


def test_sections():
    song = edits.add_section(beat_song(), kind="verse", bars=8, pattern_id="p2")
    song = edits.add_section(song, kind="intro", bars=4, index=0)
    assert [section.id for section in song.sections] == ["s4", "s3"]
    song = edits.move_section(song, section_id="s4", to_index=1)
    song = edits.resize_section(song, section_id="s4", bars=0)
    song = edits.set_section_kind(song, section_id="s4", kind="hook")
    song = edits.rename_section(song, section_id="s4", name="Refreng")
    song = edits.set_section_pattern(song, section_id="s4", pattern_id="p2")
    last = song.sections[-1]
    assert (last.id, last.bars, last.kind, last.name, last.pattern_id) == ("s4", 1, "hook", "Refreng", "p2")
    assert [section.id for section in edits.remove_section(song, section_id="s3").sections] == ["s4"]
    refused("bad-value", "set_section_kind", song, section_id="s4", kind="dance break")
    refused("song-invalid", "set_section_pattern", song, section_id="s4", pattern_id="p9")


def test_lines_of_lyrics():
    song = edits.set_lines(Song(title=""), texts=["Én", "To"])
    song = edits.add_line(song, words="Halvannen", index=1)
    song = edits.set_line(song, index=2, words="To og en halv ")
    assert song.lines == (Line(text="Én"), Line(text="Halvannen"), Line(text="To og en halv "))
    assert edits.remove_line(song, index=0).lines[0].text == "Halvannen"
    refused("song-invalid", "set_line", song, index=3, words="")
    refused("song-invalid", "remove_line", song, index=-1)
    refused("capacity", "set_lines", song, texts=[""] * 2001)
