"""The styles hold what their genre asks for, and make songs that play."""

import numpy as np
import pytest

from beats import kits, styles
from beats.patterns import velocity_of_digit
from studio import edits, timeline
from studio.errors import StudioError
from studio.song import Song


def steps(song: Song, sound: str, bar: int) -> list[int]:
    """Steps 1…16 of a sound in a bar of the verse's pattern, as the facts of the style number them."""
    verse = next(section for section in song.sections if section.kind == "verse")
    for lane in song.pattern(verse.pattern_id).lanes:
        if lane.sound == sound:
            return [step.at_step - bar * 16 + 1 for step in lane.steps if bar * 16 <= step.at_step < (bar + 1) * 16]
    return []


@pytest.mark.parametrize("name", styles.style_names())
def test_every_style_makes_a_song_that_plays(name):
    song = styles.style_song(name, "Første beat 🎤")
    style = styles.load_style(name)
    assert song.title == "Første beat 🎤"
    assert song.bpm == style.tempo.default
    assert {track.role for track in song.tracks} == {"drums", "bass"}
    assert {track.kit for track in song.tracks} == {style.kit}
    kit = kits.load_kit(style.kit)
    found = timeline.hits(song, kits={kit.name: kit.sounds})
    assert {sound for _, sound in found.sounds} <= set(kit.sounds)
    assert len(found.array) > 500
    length = timeline.song_length_frames(song)
    assert length == round(sum(section.bars for section in song.sections) * 4 * 60 / song.bpm * song.rate_hz)
    assert found.array["at_frame"][-1] < length
    assert 100 < length / song.rate_hz < 240


@pytest.mark.parametrize("name", styles.style_names())
def test_songs_are_made_of_values_that_every_edit_accepts(name):
    song = styles.style_song(name, "")
    for pattern in song.patterns:
        assert edits.replace_pattern(song, pattern=pattern) == song


def test_boom_bap_has_its_canonical_marks():
    song = styles.style_song("boom_bap", "")
    verse = song.pattern(next(section.pattern_id for section in song.sections if section.kind == "verse"))
    for bar in (0, 1):
        assert [step for step in steps(song, "snare", bar) if step in (5, 13)] == [5, 13]
        assert 1 in steps(song, "kick", bar)
        assert 9 not in steps(song, "kick", bar)
        assert {8, 11} <= set(steps(song, "kick", bar))
        assert all(step % 2 == 1 for step in steps(song, "closed_hat", bar))
    assert len(steps(song, "closed_hat", 0)) == 8
    assert 54 <= verse.swing_percent <= 62
    assert {lane.sound: lane.late_ms for lane in verse.lanes}["snare"] == 6.0
    assert 84 <= song.bpm <= 96
    backbeat = {step.at_step: step.velocity for lane in verse.lanes if lane.sound == "snare" for step in lane.steps}
    assert backbeat[4] == velocity_of_digit(9)
    assert backbeat[9] == velocity_of_digit(2)


def test_trap_has_its_canonical_marks():
    song = styles.style_song("trap", "")
    verse = song.pattern(next(section.pattern_id for section in song.sections if section.kind == "verse"))
    lanes = {lane.sound: lane for lane in verse.lanes}
    for bar in (0, 1):
        assert steps(song, "snare", bar) == steps(song, "clap", bar) == [9]
        assert all(step % 2 == 1 for step in steps(song, "closed_hat", bar))
    assert verse.swing_percent == 50
    assert all(lane.late_ms == 0 for lane in verse.lanes)
    rolls = {
        step.at_step + 1: (step.ratchet, step.over_steps) for step in lanes["closed_hat"].steps if step.ratchet > 1
    }
    assert rolls == {15: (3, 2), 16 + 7: (4, 2), 16 + 13: (6, 4)}
    starts = {note.at_step for note in lanes["sub"].notes}
    assert {0, 6, 10, 16, 22, 26} <= starts & {step.at_step for step in lanes["kick"].steps}
    assert lanes["sub"].notes[-1].glide_to == lanes["sub"].notes[0].midi_note == 33
    assert all(note.midi_note >= 28 for note in lanes["sub"].notes)
    assert 130 <= song.bpm <= 150


def test_the_first_bar_of_boom_bap_in_frames():
    """90 BPM: a sixteenth is 8 000 frames, swing 58 % moves every second one by 1 280, the snare is 6 ms = 288 late."""
    song = styles.style_song("boom_bap", "", bars=1)
    found = timeline.hits(song)
    at = {
        name: found.array["at_frame"][found.array["sound"] == number].tolist()
        for number, (_, name) in enumerate(found.sounds)
    }
    assert at["kick"] == [0, 7 * 8000 + 1280, 10 * 8000]
    assert at["snare"] == [4 * 8000 + 288, 9 * 8000 + 1280 + 288, 12 * 8000 + 288]
    assert at["closed_hat"] == [step * 8000 for step in range(0, 16, 2)]
    assert at["bass"] == [0, 7 * 8000 + 1280, 10 * 8000]
    assert "open_hat" not in at or at["open_hat"] == []


def test_a_song_of_so_many_bars():
    song = styles.style_song("boom_bap", "", bars=16, bpm=88)
    assert [(section.kind, section.bars) for section in song.sections] == [("verse", 16)]
    assert (song.bpm, len(song.patterns)) == (88.0, 1)


def test_the_hook_opens_its_hats_and_the_intro_leaves_the_drums_out():
    song = styles.style_song("boom_bap", "")
    by_kind = {section.kind: song.pattern(section.pattern_id) for section in song.sections}
    drums = song.tracks[0].id
    assert all(lane.track_id != drums for lane in by_kind["intro"].lanes)
    hook = next(lane for lane in by_kind["hook"].lanes if lane.sound == "open_hat")
    assert {2, 10, 18, 26} <= {step.at_step for step in hook.steps}


@pytest.mark.parametrize("name", styles.style_names())
def test_a_beat_leaves_room_for_a_voice(name):
    """Every hit at its time and level, as if nothing ever choked: the loudest frame still stays under full scale."""
    song = styles.style_song(name, "", bars=2)
    kit = kits.load_kit(styles.load_style(name).kit)
    found = timeline.hits(song, kits={kit.name: kit.sounds})
    sounds = [kits.render(kit, sound, song.rate_hz) for _, sound in found.sounds]
    mix = np.zeros(timeline.song_length_frames(song) + 10 * song.rate_hz)
    for hit in found.array:
        samples = sounds[hit["sound"]]
        if hit["length_frames"]:
            samples = samples[: hit["length_frames"]]
        level_db = kit.sounds[found.sounds[hit["sound"]][1]].level_db + song.tracks[hit["track"]].knob("gain_db")
        gain = hit["gain"] * 10 ** (level_db / 20)
        mix[hit["at_frame"] : hit["at_frame"] + len(samples)] += gain * samples
    peak_db = 20 * np.log10(np.abs(mix).max())
    assert -9 < peak_db < -1


def test_a_style_there_is_not():
    with pytest.raises(StudioError) as caught:
        styles.style_song("polka", "")
    assert caught.value.code == "preset-missing"
