"""A Reaper project says where everything lies, read back by a parser that is not ours."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
import rpp
import soundfile
from given_songs import FILES, HOSTILE, beat_song, clip_rows, named_song, say, say_in, stems_of, verse_song
from songs import clip_song, noise, path_in

from studio.engine.offline import OfflineRenderer
from studio.interchange.rpp import quoted, rpp_text
from studio.song import Song
from studio.units import gain_of_db
from ui import i18n

put = msgspec.structs.replace


def read(song: Song, **more) -> rpp.Element:
    return rpp.loads(rpp_text(song, more.pop("files", FILES), more.pop("stems", ()), say=say, **more))


def frames(field: str, rate_hz: int = 48_000) -> int:
    """A place as whole frames; it must lie on one."""
    at = float(field) * rate_hz
    assert abs(at - round(at)) < 1e-4
    return round(at)


@pytest.mark.parametrize(("bpm", "rate_hz"), [(93.7, 48_000), (120.0, 44_100), (140.123, 96_000)])
def test_every_clip_is_read_back_to_the_frame(bpm: float, rate_hz: int) -> None:
    song = verse_song(bpm, rate_hz)
    found = [
        (
            number,
            frames(item.find("POSITION")[1], rate_hz),
            frames(item.find("LENGTH")[1], rate_hz),
            frames(item.find("SOFFS")[1], rate_hz),
            frames(item.find("FADEIN")[2], rate_hz),
            frames(item.find("FADEOUT")[2], rate_hz),
        )
        for number, track in enumerate(read(song).findall("TRACK"))
        for item in track.findall("ITEM")
    ]
    assert len(found) == 4
    assert found == clip_rows(song)


def test_tempo_metre_rate_and_names() -> None:
    project = read(verse_song())
    assert project.find("TEMPO") == ["TEMPO", "93.7", "4", "4"]
    assert project.find("SAMPLERATE")[1] == "48000"
    assert project.find("TITLE")[1] == "Blå dag"
    assert project.find("AUTHOR")[1] == "MC Ærlig feat. Åse"
    assert [track.find("NAME")[1] for track in project.findall("TRACK")] == ["Beat & sånt", "Vokal", 'Ad "lib"']


def test_parts_of_the_song_are_regions_that_meet() -> None:
    song = verse_song()
    rows = read(song).findall("MARKER")
    assert [row[3] for row in rows[::2]] == ["Intro", "Vers 1", "Refrenget «Opp»", "Vers 2"]
    assert {row[3] for row in rows[1::2]} == {""}
    assert all(row[4] == "1" for row in rows)
    assert [row[1] for row in rows] == ["1", "1", "2", "2", "3", "3", "4", "4"]
    assert [frames(row[2]) for row in rows[::2]] == [song.frame_of(beat) for beat in (0, 16, 32, 40)]
    assert all(end[2] == start[2] for end, start in pairwise(rows[1:]) if end[3] == "")


def test_levels_are_those_of_the_mix() -> None:
    tracks = read(verse_song()).findall("TRACK")
    beat, lead, adlib = (track.find("VOLPAN") for track in tracks)
    assert float(beat[1]) == pytest.approx(gain_of_db(-2.0 - 1.0))  # half the balance off the beat, main output
    assert float(lead[1]) == pytest.approx(gain_of_db(6.0 + 1.0 + 2.0 - 1.0))
    assert float(beat[2]) == pytest.approx(1.0 - math.cos(math.pi / 4.0))
    assert float(adlib[2]) == -1.0
    assert [track.find("MUTESOLO")[1] for track in tracks] == ["0", "0", "1"]


def test_a_fader_that_moves_goes_straight_in_decibels() -> None:
    song = verse_song()
    adlib = read(song).findall("TRACK")[2]
    points = [(float(row[1]), float(row[2])) for row in adlib.find("VOLENV2").findall("PT")]
    assert points[0] == (0.0, pytest.approx(gain_of_db(-12.0)))
    assert points[-1] == (pytest.approx(song.frame_of(8) / 48_000), 1.0)
    for at, gain in points:
        assert 20.0 * math.log10(gain) == pytest.approx(-12.0 + 12.0 * at * 93.7 / 60.0 / 8.0, abs=0.001)
    middle = [(left + right) / 2.0 for (_, left), (_, right) in pairwise(points)]
    assert len(middle) == 12
    assert float(adlib.find("VOLPAN")[1]) == pytest.approx(gain_of_db(2.0 - 1.0))  # the knob itself is not heard


def test_items_carry_shapes_switches_gains_and_relative_files() -> None:
    tracks = read(verse_song()).findall("TRACK")
    first, second = tracks[1].findall("ITEM")
    assert (first.find("FADEIN")[1], first.find("FADEOUT")[1], second.find("FADEIN")[1]) == ("5", "1", "1")
    assert float(first.find("VOLPAN")[1]) == pytest.approx(gain_of_db(-3.0))
    assert tracks[2].find("ITEM").find("MUTE")[1] == "1"
    assert first.find(".//FILE")[1] == "lyd/02.wav"
    assert read(verse_song(), folder="a/b").find(".//FILE")[1] == "../../prosjekt/lyd/01.wav"


def test_the_other_passes_of_a_loop_are_takes_of_the_item() -> None:
    song = verse_song()
    loop = song.media[1].frames // 3
    first, second = read(song).findall("TRACK")[1].findall("ITEM")
    assert [frames(row[1]) for row in first.findall("SOFFS")] == [loop, 0, 2 * loop]
    assert [row[1] for row in first.findall("NAME")] == ["Vokal", "Vokal, forsøk 1", "Vokal, forsøk 3"]
    late = song.frame_of(24.013) - song.frame_of(16.0)
    assert [frames(row[1]) for row in second.findall("SOFFS")] == [loop // 2] + [
        late + pass_ * loop for pass_ in range(3)
    ]
    assert not any("SEL" in child for child in first if isinstance(child, list))
    assert first.children.count("TAKE") == 2


def test_tracks_made_here_play_their_stems() -> None:
    song = beat_song()
    stems = stems_of(song, gain_db=2.5)
    project = read(song, stems=stems)
    assert len(project.findall("TRACK")) == len(song.tracks)
    for track, stem in zip(project.findall("TRACK"), stems, strict=True):
        (item,) = track.findall("ITEM")
        assert item.find("SOURCE").find("FILE")[1] == f"../{stem.file}"
        assert frames(item.find("LENGTH")[1]) == 4_800_001
        assert (item.find("POSITION")[1], item.find("SOFFS")[1]) == ("0", "0")
        assert float(track.find("VOLPAN")[1]) == pytest.approx(gain_of_db(2.5))


def test_a_file_that_was_not_given_is_left_out() -> None:
    tracks = read(verse_song(), files={"m1": "lyd/1.wav"}).findall("TRACK")
    assert [len(track.findall("ITEM")) for track in tracks] == [1, 0, 0]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_stays_one_field(name: str) -> None:
    song = named_song(name)
    project = read(song)
    assert len(project.findall("TRACK")) == 3
    assert len(project.findall("MARKER")) == 8
    assert len(project.find("TITLE")) == 2
    assert max(map(len, rpp_text(song, FILES, say=say).splitlines())) < 500
    controls = dict.fromkeys((0x07, 0x1B), None) | {0x202E: None, 0x200B: None, 0x2028: " "}
    expected = " ".join(name.translate(controls).split())
    if len(expected) <= 200 and "`" not in expected and expected:
        assert project.find("TITLE")[1] == expected


def test_the_mark_that_a_text_does_not_hold_itself() -> None:
    assert quoted("a b") == '"a b"'
    assert quoted('5" inch') == "'5\" inch'"
    assert quoted("5\" 'inch'") == "`5\" 'inch'`"
    assert quoted("\"'`") == "`\"''`"
    assert quoted("") == '""'


def test_two_runs_are_equal_and_an_empty_song_is_a_project() -> None:
    song = verse_song()
    assert rpp_text(song, FILES, say=say) == rpp_text(verse_song(), FILES, say=say)
    assert read(Song(title="")).findall("TRACK") == []


def played(project: rpp.Element, folder: Path, length: int) -> np.ndarray:
    """What a project sounds like without effects: faders, pans as Reaper has them, files from where the items say."""
    mix = np.zeros((length, 2))
    for track in project.findall("TRACK"):
        volume, pan = (float(field) for field in track.find("VOLPAN")[1:3])
        sides = volume * np.array([min(1.0 - pan, 1.0), min(1.0 + pan, 1.0)])
        for item in track.findall("ITEM"):
            at, count, offset = (frames(item.find(name)[1]) for name in ("POSITION", "LENGTH", "SOFFS"))
            sound, _ = soundfile.read(folder / item.find("SOURCE").find("FILE")[1], always_2d=True)
            gain = 0.0 if track.find("MUTESOLO")[1] == "1" or item.find("MUTE")[1] == "1" else 1.0
            gain *= float(item.find("VOLPAN")[1])
            mix[at : at + count] += sound[offset : offset + count] * sides * gain
    return mix


def test_a_song_without_effects_sounds_the_same_there(tmp_path: Path) -> None:
    song = clip_song(tmp_path, noise(1.0, 1), noise(1.0, 2, channels=1), noise(0.5, 3), bpm=93.7)
    first, second, third = song.tracks
    cut = put(second.clips[0], at_beat=0.3, offset_frames=1001, length_frames=30_000, gain_db=-4.0)
    song = put(
        song,
        tracks=(
            put(first, knobs={"gain_db": -6.0, "pan": 0.4}),
            put(second, role="lead", clips=(cut, put(cut, id="c9", at_beat=1.0, mute=True)), knobs={"pan": -0.7}),
            put(third, role="hook", knobs={"mute": 1.0}),
        ),
        master={"master_db": -2.0},
    )
    out = np.concatenate([block.copy() for block in OfflineRenderer(song, path_in(tmp_path), {}).mix()])
    project = rpp.loads(rpp_text(song, {media.id: media.file for media in song.media}, say=say, folder="."))
    assert np.max(np.abs(played(project, tmp_path, len(out)) - out)) < 1e-6


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_both_languages(language: str) -> None:
    names = [row[1] for row in rpp.loads(rpp_text(verse_song(), FILES, say=say_in(language))).findall(".//NAME")]
    assert {"nb": "Vokal, forsøk 3", "en": "Vocal, take 3"}[language] in names
