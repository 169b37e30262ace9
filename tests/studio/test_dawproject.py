"""A DAWproject keeps the rules of its format, lies where the song does, and is the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from dawproject_rules import CHECKS, RULES, broken_metadata_rules, broken_rules
from given_songs import FILES, HOSTILE, beat_song, clip_rows, named_song, say, say_in, stems_of, verse_song
from lxml import etree

from studio.interchange.dawproject import metadata_xml, project_xml, sound_files, write_dawproject
from studio.song import Song, Track
from studio.timeline import hits
from studio.units import gain_of_db
from ui import i18n

put = msgspec.structs.replace


def project(song: Song, files: dict[str, str] = FILES, stems=(), **more) -> etree._Element:
    return etree.fromstring(project_xml(song, files, stems, say=say, **more))


def package(song: Song, told: Callable[[int], None] | None = None, stems=()) -> bytes:
    target = io.BytesIO()
    write_dawproject(
        target, song, FILES, stems, lambda name: io.BytesIO(name.encode() * 1000), say=say, told=told
    )  # fmt: skip
    return target.getvalue()


def frame(song: Song, beats: str) -> int:
    at = float(beats) * 60.0 * song.rate_hz / song.bpm
    assert abs(at - round(at)) < 1e-3
    return round(at)


@pytest.mark.parametrize("song", [verse_song(), verse_song(121.3, 44_100), beat_song(), Song(title="")])
def test_the_format_s_rules_are_kept(song: Song) -> None:
    root = project(song, stems=stems_of(song))
    assert broken_rules(root) == []
    assert broken_metadata_rules(etree.fromstring(metadata_xml(song))) == []


def test_the_rules_find_what_breaks_them() -> None:
    """The walk itself can fail: each of these changes is one that a reader would stumble over."""

    def channels_turned(root: etree._Element) -> None:
        channel = root.find(".//Channel")
        channel.append(channel[0])

    def named(tag: str, name: str, value: str) -> Callable[[etree._Element], None]:
        return lambda root: root.find(f".//{tag}").set(name, value)

    def emptied(root: etree._Element) -> None:
        root.find(".//Warps").remove(root.find(".//Audio"))

    def renamed(root: etree._Element) -> None:
        root.find(".//Markers").tag = "markers"

    def filled(root: etree._Element) -> None:
        root.find(".//Warp").text = " "

    for change in (
        channels_turned, emptied, renamed, filled,
        named("Tempo", "unit", "BPM"), named("Clip", "id", "x"), named("Clip", "time", "1e5"),
        named("Audio", "channels", "two"), named("Lanes/Lanes", "track", "gone"), named("Volume", "id", "id1"),
        named("Track", "contentType", "sound"), named("Mute", "value", "False"),
        named("Audio", "channels", "3000000000"), named("Target", "expression", "volume"),
    ):  # fmt: skip
        root = project(verse_song())
        change(root)
        assert broken_rules(root), change


def test_the_rules_are_whole() -> None:
    """Whatever a rule names has a rule or a check of its own, and no rule is for what no document can reach."""
    reached, left = {"Project"}, ["Project"]
    while left:
        rule = RULES[left.pop()]
        children = {name.rstrip("?*+") for slot in rule.children for name in slot.split("|")}
        left += children - reached
        reached |= children
        assert {row.rstrip("!").split(":")[1] for row in rule.attributes.split()} <= set(CHECKS)
    assert reached == set(RULES)


def test_every_clip_lies_where_the_song_has_it() -> None:
    song = verse_song()
    found = []
    for number, lane in enumerate(project(song).findall("Arrangement/Lanes/Lanes")):
        for clip in lane.findall("Clips/Clip"):
            inner = clip.find("Clips/Clip")
            assert inner.get("time") == "0"
            assert inner.get("duration") == clip.get("duration")
            times = (
                clip.get("time"), clip.get("duration"), inner.get("playStart"), clip.get("fadeInTime"),
                clip.get("fadeOutTime"),
            )  # fmt: skip
            found.append((number, *(frame(song, at) for at in times)))
    assert found == clip_rows(song)


def test_warps_tie_beats_to_seconds_over_the_whole_file() -> None:
    song = verse_song()
    for audio in project(song).iter("Audio"):
        first, last = audio.getparent().findall("Warp")
        assert (first.get("time"), first.get("contentTime")) == ("0", "0")
        assert last.get("contentTime") == audio.get("duration")
        assert float(last.get("time")) * 60.0 / song.bpm == pytest.approx(float(audio.get("duration")), abs=1e-9)
        assert audio.getparent().get("contentTimeUnit") == "seconds"
    assert [audio.get("channels") for audio in project(song).iter("Audio")] == ["2", "1", "1", "1"]


def test_levels_pan_switches_and_the_main_output() -> None:
    root = project(verse_song())
    channels = root.findall("Structure/Track/Channel")
    volumes = [float(channel.find("Volume").get("value")) for channel in channels]
    assert volumes == pytest.approx([gain_of_db(-3.0), 2.0, 0.0, 1.0])  # 8 dB do not fit
    assert [channel.find("Pan").get("value") for channel in channels] == ["0.75", "0.5", "0", "0.5"]
    assert [channel.find("Mute").get("value") for channel in channels] == ["false", "false", "true", "false"]
    assert [channel.get("role") for channel in channels] == ["regular"] * 3 + ["master"]
    assert {channel.get("destination") for channel in channels[:3]} == {channels[3].get("id")}
    assert [clip.get("enable") for clip in root.findall(".//Lanes/Clips/Clip")] == ["true", "true", "true", "false"]


def test_a_clip_s_own_gain_and_a_fader_that_moves() -> None:
    root = project(verse_song())
    moves, own = None, None
    for points in root.iter("Points"):
        target = points.find("Target")
        own = points if target.get("expression") == "gain" else own
        moves = points if target.get("parameter") else moves
    assert own is not None
    assert float(own.find("RealPoint").get("value")) == pytest.approx(gain_of_db(-3.0))
    assert moves is not None
    volume = root.xpath("//Volume[@id=$id]", id=moves.find("Target").get("parameter"))
    assert volume[0] is root.findall("Structure/Track/Channel/Volume")[2]
    rows = [(float(row.get("time")), float(row.get("value"))) for row in moves.findall("RealPoint")]
    assert rows[0] == (0.0, pytest.approx(gain_of_db(-12.0 + 1.0)))
    assert rows[-1] == (8.0, pytest.approx(gain_of_db(1.0)))


def test_markers_stand_where_the_parts_begin() -> None:
    rows = [(marker.get("name"), marker.get("time")) for marker in project(verse_song()).iter("Marker")]
    assert rows == [("Intro", "0"), ("Vers 1", "16"), ("Refrenget «Opp»", "32"), ("Vers 2", "40")]


def test_tracks_made_here_come_as_stem_and_as_notes() -> None:
    song = beat_song()
    keys = {"kick": 36, "snare": 38}
    root = project(song, stems=stems_of(song, gain_db=-1.0), drum_keys=keys)
    names = [track.get("name") for track in root.findall("Structure/Track")]
    assert names == ["Trommer", "Trommer (toner)", "Bass", "Bass (toner)", "Melodi", "Melodi (toner)", "Hovedutgang"]
    lanes = root.findall("Arrangement/Lanes/Lanes")
    played = hits(song)
    for number in range(len(song.tracks)):
        sound, notes = lanes[2 * number], lanes[2 * number + 1].findall("Clips/Clip/Notes/Note")
        assert frame(song, sound.find("Clips/Clip").get("duration")) == 4_800_001
        mine = played.array[played.array["track"] == number]
        starts = [frame(song, note.get("time")) for note in notes]
        keys_at = {
            (int(hit["at_frame"]), str(hit["midi_note"]), hit["sound"] * np.isnan(hit["midi_note"])) for hit in mine
        }
        assert starts == sorted(at for at, _, _ in keys_at)  # two sounds on one pitch are one note
        ends: dict[str, float] = {}
        for note in notes:
            assert 0.0 < float(note.get("vel")) <= 1.0
            assert 0 <= int(note.get("key")) <= 127
            assert float(note.get("time")) >= ends.get(note.get("key"), 0.0) - 1e-9
            ends[note.get("key")] = float(note.get("time")) + float(note.get("duration"))
    kicks = [played.sounds[hit["sound"]][1] == "kick" for hit in played.array if hit["track"] == 0]
    assert [note.get("key") == "36" for note in lanes[1].iter("Note")] == kicks


def test_metadata_says_what_was_said_and_nothing_else() -> None:
    rows = {node.tag: node.text for node in etree.fromstring(metadata_xml(verse_song()))}
    assert rows == {
        "Title": "Blå dag", "Artist": "MC Ærlig feat. Åse", "Composer": "Kari Ås, Ola", "Songwriter": "Kari Ås",
        "Producer": "Ola", "Year": "2026", "Genre": "Hip-Hop/Rap", "Copyright": "2026 Kari Ås",
    }  # fmt: skip
    assert [node.tag for node in etree.fromstring(metadata_xml(Song(title="A")))] == ["Title"]


def test_the_package_holds_each_sound_once_and_is_always_the_same() -> None:
    song = verse_song()
    copied: list[int] = []
    data = package(song, copied.append)
    assert package(song) == data
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert read.testzip() is None
        assert read.namelist() == ["project.xml", "metadata.xml", *(f"audio/{name}" for name in FILES.values())]
        assert {entry.extract_version for entry in read.infolist()} == {20}  # what the oldest readers take
        assert {entry.date_time for entry in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        paths = {node.get("path") for node in etree.fromstring(read.read("project.xml")).iter("File")}
        assert paths == set(read.namelist()[2:])
        assert read.read("audio/prosjekt/lyd/02.wav") == FILES["m2"].encode() * 1000
    assert sum(copied) == sum(len(name) * 1000 for name in FILES.values())


def test_stopping_in_the_middle_stops() -> None:
    class Stopped(Exception):
        pass

    def stop(count: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        package(verse_song(), stop)


def test_files_in_the_order_of_tracks() -> None:
    song = verse_song()
    assert sound_files(song, FILES, ()) == tuple(FILES.values())
    assert sound_files(song, {}, ()) == ()
    drums = Track(id="t9", role="drums", name="")
    song = put(song, tracks=(drums, *song.tracks))
    assert sound_files(song, {"m3": "c.wav"}, stems_of(song)) == ("stems/01_drums.wav", "c.wav")


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_read_back(name: str) -> None:
    song = named_song(name)
    root = project(song)
    assert broken_rules(root) == []
    assert broken_metadata_rules(etree.fromstring(metadata_xml(song))) == []
    if name.startswith("Blå"):
        assert root.find("Structure/Track").get("name") == name
        assert etree.fromstring(metadata_xml(song)).find("Title").text == name


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_both_languages(language: str) -> None:
    assert broken_rules(etree.fromstring(project_xml(beat_song(), {}, say=say_in(language)))) == []
