"""A style, a kit or a surprise put on a song that somebody has worked on."""

from itertools import pairwise

import msgspec
import pytest

from beats import kits, styles
from beats.midi import export_midi, import_midi
from beats.patterns import STEPS, hook_of, velocity_of_digit, write_grid
from beats.surprise import surprise, surprised
from studio import edits, generation, timeline
from studio.document import Document
from studio.song import Lane, Note, Pattern, Song, Step
from studio.songcheck import validate
from studio.songfile import SongFolder

ALL = styles.style_names()
put = msgspec.structs.replace


def rapped(role: str = "lead") -> Song:
    """A boom bap song of somebody's own: a voice recorded, lyrics, a fader moved, a section renamed."""
    song = styles.style_song("boom_bap", "Min låt")
    song = edits.add_track(song, role=role)
    voice = song.tracks[-1].id
    song = edits.record(song, track_id=voice, file="takes/a.wav", frames=96_000, at_beat=16.5)
    song = edits.set_lines(song, texts=["første linje", "andre linje"])
    song = edits.set_knob(song, track_id=song.tracks[0].id, name="gain_db", value=-3.5)
    song = edits.set_tweak(song, track_id=song.tracks[0].id, sound="kick", name="tune", value=2.0)
    return edits.rename_section(song, section_id=song.sections[1].id, name="Om hjemmet")


@pytest.mark.parametrize("name", ALL)
def test_a_style_on_a_song_with_a_voice(name):
    before = rapped()
    after = styles.restyle(before, name)
    style = styles.load_style(name)
    validate(after)
    assert (after.takes, after.media, after.lines, after.title) == (
        before.takes,
        before.media,
        before.lines,
        before.title,
    )
    assert after.tracks[-1] == before.tracks[-1]
    assert after.bpm == before.bpm == 90.0
    assert after.key == style.key
    assert [track.id for track in after.tracks] == [track.id for track in before.tracks]
    assert {track.kit for track in after.tracks[:3]} == {style.kit}
    assert after.tracks[0].knob("gain_db") == -3.5
    assert after.tracks[0].tweaks == {"kick.tune": 2.0}
    assert after.tracks[1].knobs == style.tracks.bass.knobs
    shape = [(section.id, section.kind, section.bars, section.name) for section in before.sections]
    assert [(section.id, section.kind, section.bars, section.name) for section in after.sections] == shape
    assert {pattern.name.startswith(style.title) for pattern in after.patterns} == {True}
    assert styles.marks_broken(style, after.patterns[0], after.key) == ()
    assert len(timeline.hits(after).array) > 300


def test_without_a_recording_tempo_and_lines_are_the_styles():
    before = styles.style_song("boom_bap", "")
    after = styles.restyle(before, "trap")
    assert after.bpm == 140.0
    assert [section.bars for section in after.sections] == [2 * section.bars for section in before.sections]
    fresh = styles.style_song("trap", "")
    assert [(section.kind, section.bars) for section in after.sections] == [
        (section.kind, section.bars) for section in fresh.sections
    ]
    assert styles.restyle(after, "boom_bap").sections[1].bars == before.sections[1].bars
    # knobs that nobody turned are the new style's: nothing of the one before stays behind
    assert "highpass_on" in styles.style_song("gfunk", "").tracks[1].knobs
    there_and_back = styles.restyle(styles.restyle(before, "gfunk"), "trap")
    for made in (after, there_and_back):
        assert [track.knobs for track in made.tracks] == [track.knobs for track in fresh.tracks]


def test_an_imported_beat_keeps_its_tempo_and_its_key():
    song = edits.set_key(edits.set_tempo(Song(title="x"), bpm=87.5), key="F# minor")
    song = edits.add_track(song, role="beat")
    song = edits.add_media(song, file="media/b.wav", frames=10_000, channels=2, rate_hz=48_000)
    song = edits.add_clip(song, track_id=song.tracks[0].id, media_id=song.media[0].id, at_beat=0.0)
    after = styles.restyle(song, "pop_rap")
    assert (after.bpm, after.key) == (87.5, "F# minor")
    assert [track.role for track in after.tracks] == ["beat", "drums", "bass", "melody"]
    assert after.tracks[0] == song.tracks[0]
    sub = next(lane for lane in after.patterns[0].lanes if lane.sound == "sub")
    assert [note.midi_note for note in sub.notes] == [30, 30, 38, 33, 28]
    assert styles.marks_broken(styles.load_style("pop_rap"), after.patterns[0], "F# minor") == ()


def test_a_style_is_in_four_where_nothing_is_recorded_in_another_metre():
    waltz = Song(title="x", beats_per_bar=3)
    made = styles.restyle(edits.add_section(waltz, kind="verse", bars=8), "trap")
    validate(made)
    assert (made.beats_per_bar, made.sections[0].bars) == (4, 16)
    sung = edits.add_track(waltz, role="lead")
    sung = edits.record(sung, track_id=sung.tracks[0].id, file="takes/a.wav", frames=96_000, at_beat=0.0)
    assert styles.restyle(sung, "trap").beats_per_bar == 3


def test_a_style_on_an_empty_song_is_the_styles_song():
    for name in ALL:
        made, fresh = styles.restyle(Song(title="x"), name), styles.style_song(name, "x")
        assert [(section.kind, section.bars) for section in made.sections] == [
            (section.kind, section.bars) for section in fresh.sections
        ]
        assert [pattern.lanes for pattern in made.patterns] == [
            tuple(put(lane, track_id=lane.track_id) for lane in pattern.lanes) for pattern in made.patterns
        ]
        assert [track.role for track in made.tracks] == [track.role for track in fresh.tracks]


def test_another_kit_keeps_the_pattern():
    song = styles.style_song("memphis", "")
    after = styles.with_kit(song, "gfunk")
    assert (after.patterns, after.sections) == (song.patterns, song.sections)
    assert {track.kit for track in after.tracks} == {"gfunk"}
    assert "texture" not in kits.load_kit("gfunk").sounds
    assert any(lane.sound == "texture" for lane in after.patterns[0].lanes)
    assert styles.with_kit(after, "memphis") == song
    drums = styles.with_kit(song, "gfunk", {"drums"})
    assert [track.kit for track in drums.tracks] == ["gfunk", "memphis", "memphis"]


@pytest.mark.parametrize("name", ALL)
def test_five_hundred_surprises_bear_the_marks(name):
    """And none is much fuller or thinner than the style's own beat."""
    song, style = styles.style_song(name, "", bars=2), styles.load_style(name)
    pattern = song.patterns[0]
    own = {lane.sound: len(lane.steps) + len(lane.notes) for lane in pattern.lanes}
    seen = set()
    for seed in range(500):
        varied = surprise(pattern, style, seed, song.key)
        assert styles.marks_broken(style, varied, song.key) == ()
        assert (varied.bars, varied.swing_percent) == (2, pattern.swing_percent)
        hits = {lane.sound: len(lane.steps) + len(lane.notes) for lane in varied.lanes}
        assert hits.keys() >= own.keys()
        assert all(-6 <= number - own.get(sound, 0) <= 6 for sound, number in hits.items())
        assert 0.85 * sum(own.values()) <= sum(hits.values()) <= 1.2 * sum(own.values())
        for lane in varied.lanes:
            ends = [(step.at_step, step.at_step + step.over_steps) for step in lane.steps]
            assert all(end <= start for (_, end), (start, _) in pairwise(ends))
            assert all(note.length_steps >= 1 and note.at_step + note.length_steps <= 2 * STEPS for note in lane.notes)
        seen.add(write_grid(varied, song.key))
    assert len(seen) > 450


def test_the_same_number_gives_the_same_beat():
    song, style = styles.style_song("trap", ""), styles.load_style("trap")
    once = surprise(song.patterns[0], style, 7, song.key)
    assert surprise(song.patterns[0], style, 7, song.key) == once
    assert surprise(once, style, 7, song.key) == once
    assert surprise(once, style, 8, song.key) == surprise(song.patterns[0], style, 8, song.key)
    assert surprise(song.patterns[0], style, 8, song.key) != once


def test_a_surprise_keeps_what_a_person_has_set():
    song = styles.style_song("boom_bap", "")
    main = song.patterns[0].id
    drums = song.tracks[0].id
    song = edits.mute_lane(song, pattern_id=main, track_id=drums, sound="open_hat", mute=True)
    song = edits.set_lane_gain(song, pattern_id=main, track_id=drums, sound="snare", gain_db=-2.0)
    song = edits.set_step(song, pattern_id=main, track_id=drums, sound="spoon", at_step=3, velocity=60)
    after = surprised(song, main, 3)
    lanes = {lane.sound: lane for lane in after.patterns[0].lanes}
    assert lanes["open_hat"].mute
    assert lanes["snare"].gain_db == -2.0
    assert lanes["spoon"].steps == (Step(at_step=3, velocity=60),)
    assert (after.tracks, after.takes) == (song.tracks, song.takes)


@pytest.mark.parametrize("name", ALL)
def test_hooks_and_fills_follow_a_surprise(name):
    song, style = styles.style_song(name, ""), styles.load_style(name)
    main, fill, hook, hook_fill = (pattern.id for pattern in song.patterns)
    after = surprised(song, main, 5)
    assert after.patterns[0] != song.patterns[0]
    assert after.patterns[2].lanes == hook_of(after.patterns[0], style.hook).lanes
    assert after.sections == song.sections
    for other in (fill, hook, hook_fill):
        assert surprised(song, other, 5) == after
    validate(after)
    assert surprised(song, "p999", 5) is song
    assert surprised(Song(title=""), "p1", 5) == Song(title="")


def test_a_longer_pattern_keeps_its_notes():
    from beats.chords import with_loop

    song = styles.style_song("trap", "")
    main = song.patterns[0].id
    looped = with_loop(song, main, "i VI III VII")
    after = surprised(looped, main, 4)
    before = {lane.sound: lane for lane in looped.patterns[0].lanes}
    lanes = {lane.sound: lane for lane in after.patterns[0].lanes}
    assert after.patterns[0].bars == 4
    assert lanes["sub"].notes == before["sub"].notes
    assert lanes["keys"].notes == before["keys"].notes
    assert lanes["closed_hat"].steps != before["closed_hat"].steps
    assert [step.at_step for step in lanes["snare"].steps] == [8, 24, 40, 56]


def test_odd_patterns_survive_a_surprise():
    style = styles.load_style("lofi")
    tracks = {"drums": "t1", "bass": "t2", "melody": "t3"}
    own = Lane(sound="tick", track_id="t1", steps=(Step(at_step=40, velocity=velocity_of_digit(5)),))
    for pattern in (
        Pattern(id="p1", name="", bars=1),
        Pattern(id="p1", name="", bars=3, lanes=(own,)),
        Pattern(id="p1", name="", bars=2, steps_per_bar=12, lanes=(own,)),
        Pattern(
            id="p1",
            name="",
            bars=2,
            lanes=(Lane(sound="keys", track_id="t3", notes=(Note(at_step=0, length_steps=1, midi_note=60),)),),
        ),
    ):
        varied = surprise(pattern, style, 1, "A major", tracks)
        assert (varied.id, varied.bars, varied.steps_per_bar) == ("p1", 2, 16)
        assert all(step.at_step < 32 for lane in varied.lanes for step in lane.steps)
    nothing = surprise(Pattern(id="p1", name="", bars=2), style, 1)
    assert nothing.lanes == ()


def test_a_song_remembers_its_style_through_undo_and_on_disk(tmp_path):
    document, told = Document(Song(title="x")), []
    document.subscribe(lambda change: told.append(change.kinds))
    for name in ("boom_bap", "trap"):
        document.apply(styles.restyle(document.song, name), "edit-set-style")
    document.undo()
    assert document.song.style == "boom_bap"
    document.redo()
    song = document.song
    assert song.style == "trap"
    document.apply(put(song, style=""), "edit-set-style")
    assert told[-1] == {"meta"}
    SongFolder.create(tmp_path / "song", song).close()
    folder = SongFolder.open(tmp_path / "song")
    folder.close()
    assert folder.song == song
    for old in (Song(title="x"), put(song, style="")):
        written = generation.encode(old, generation.Header(song="a", rev=1))[1]
        assert b'"style"' not in written, "a song of before this was kept is as it was"
    export_midi(song, tmp_path / "beat.mid")
    beat, _ = import_midi(tmp_path / "beat.mid", Song(title=""))
    assert beat.style == "trap", "its beat carries it along"
