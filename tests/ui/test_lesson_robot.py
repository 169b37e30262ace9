"""The robot: every action does something that a fact sees, sound lessons play, lessons that have rotted are named."""

from __future__ import annotations

import inspect
import shutil

import a_lesson
import pytest

from presets import teaching
from studio import edits
from studio.errors import StudioError
from studio.lessons import walk
from studio.lessons.actions import ACTIONS
from studio.lessons.facts import reader
from studio.lessons.lesson import Start
from studio.song import Song
from ui import lesson_robot
from ui.lesson_doing import DOES
from ui.lesson_room import LessonRoom, started

SUNG = Start(style="boom_bap", bars=8, takes=2)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("kits")


@pytest.fixture
def room(tmp_path, cache):
    return LessonRoom(tmp_path, cache, SUNG)


def value(room, fact, argument=""):
    return reader(room.song, room.done)(fact, argument)


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_done_and_told_what_the_table_says(name):
    told = [one for one in inspect.signature(DOES[name]).parameters.values() if one.name != "room"]
    if name in ("choose", "tick"):
        return
    assert {one.name: one.default is one.empty for one in told} == {
        argument: needed for argument, (_, needed) in ACTIONS[name].arguments.items()
    }


def test_the_robot_knows_no_other_actions():
    assert set(DOES) == set(ACTIONS)


@pytest.mark.parametrize(
    ("answer", "fact", "argument", "grows"),
    [
        ({"do": "play", "bars": 4}, "playback.bars", "", 4.0),
        ({"do": "play", "bars": 4, "words": True}, "playback.bars_with_words", "", 4.0),
        ({"do": "play", "bars": 4}, "playback.heard_percent", "", 50.0),
        ({"do": "kit", "name": "lofi"}, "kit.changed", "", 1),
        ({"do": "hit", "sound": "clap", "steps": [5, 13]}, "pattern.hits", "clap", 2),
        ({"do": "note", "sound": "sub", "step": 16, "midi": 45}, "pattern.notes", "sub", 1),
        ({"do": "tempo", "bpm": 84}, "tempo.changes", "", 1),
        ({"do": "surprise"}, "pattern.edits", "", 1),
        ({"do": "mute_lane", "sound": "kick"}, "lanes.muted", "", 1),
        ({"do": "pattern_copy"}, "pattern.count", "", 1),
        ({"do": "section", "kind": "hook", "bars": 4}, "form.sections", "", 1),
        ({"do": "mute_in_section", "kind": "verse", "sound": "kick"}, "form.muted_sounds", "", 1),
        ({"do": "drop", "kind": "verse"}, "form.drops", "", 1),
        ({"do": "write", "lines": ["jeg går", "du får"]}, "words.lines", "", 2),
        ({"do": "write", "lines": ["jeg går", "du får"]}, "words.rhyme_pairs", "", 1),
        ({"do": "level_ok"}, "level.good_seconds", "", 3.0),
        ({"do": "record", "bars": 4}, "takes.new", "", 1),
        ({"do": "record", "bars": 2, "passes": 3}, "takes.new", "", 3),
        ({"do": "record", "bars": 4, "layer": "double"}, "tracks.count", "double", 1),
        ({"do": "choose_take", "line": 2, "take": 1}, "takes.used", "", 1),
        ({"do": "choose_take", "line": 2, "take": 1}, "takes.chosen", "", 1),
        ({"do": "again", "line": 3}, "lines.again", "", 1),
        ({"do": "split"}, "clips.split", "", 1),
        ({"do": "trim"}, "clips.trimmed", "", 1),
        ({"do": "fade"}, "clips.fades", "", 1),
        ({"do": "move_clip", "beats": 1}, "clips.moved", "", 1),
        ({"do": "silence_between"}, "clips.silenced", "", 1),
        ({"do": "fader", "role": "voice", "db": -3}, "mix.volume_changes", "lead", 1),
        ({"do": "fader", "role": "drums", "db": -3}, "mix.volume_changes", "beat", 1),
        ({"do": "pan", "role": "lead", "percent": -60}, "mix.pan_span", "", 60.0),
        ({"do": "mute", "role": "lead"}, "mix.muted", "", 1),
        ({"do": "solo", "role": "lead"}, "mix.soloed", "", 1),
        ({"do": "balance", "db": 2}, "mix.volume_changes", "voice", 1),
        ({"do": "voice", "name": "warm"}, "mix.voice_chosen", "", 1),
        ({"do": "effect", "name": "compressor"}, "mix.effects", "lead", 1),
        ({"do": "effect", "name": "reverb"}, "mix.effects", "lead", 1),
        ({"do": "style", "name": "trap"}, "kit.changed", "", 1),
        ({"do": "mono"}, "mix.mono_checks", "", 1),
        ({"do": "small_speaker"}, "mix.small_speaker_checks", "", 1),
        ({"do": "writer", "share": 50}, "release.shares_percent", "", 50.0),
        ({"do": "consent"}, "release.consents", "", 1),
        ({"do": "consent"}, "release.voices_left", "", -1),
        ({"do": "setlist"}, "stage.songs", "", 1),
        ({"do": "rehearse", "bars": 16}, "stage.rehearsed_bars", "", 16.0),
        ({"do": "copy_twice"}, "stage.copies", "", 2),
        ({"do": "keep_note"}, "notes.kept", "", 1),
    ],
    ids=lambda part: part["do"] if isinstance(part, dict) else None,
)
def test_an_action_is_seen_by_a_fact(room, answer, fact, argument, grows):
    before = value(room, fact, argument)
    lesson_robot.do(room, answer)
    assert value(room, fact, argument) - before == pytest.approx(grows, abs=0.01)


@pytest.mark.parametrize(
    ("answer", "fact", "argument", "becomes"),
    [
        ({"do": "loop", "on": True}, "loop.on", "", True),
        ({"do": "swing", "percent": 62}, "pattern.swing", "", 62.0),
        ({"do": "name_song", "title": "Natt"}, "song.named", "", True),
        ({"do": "effect", "name": "delay"}, "mix.effect", "delay", True),
        ({"do": "field", "name": "artists", "value": "Kari"}, "release.field", "artists", True),
        ({"do": "field", "name": "recording_year", "value": "2026"}, "release.field", "recording_year", True),
        ({"do": "field", "name": "title", "value": "Natt"}, "song.named", "", True),
        ({"do": "wait", "days": 7}, "release.days_ahead", "", 7),
        ({"do": "setlist"}, "stage.listed", "", True),
        ({"do": "cover"}, "release.cover", "", True),
        ({"do": "release", "packs": ["share"]}, "release.exists", "share", True),
    ],
    ids=lambda part: part["do"] if isinstance(part, dict) else None,
)
def test_an_action_brings_a_fact_about(room, answer, fact, argument, becomes):
    assert value(room, fact, argument) != becomes
    lesson_robot.do(room, answer)
    assert value(room, fact, argument) == becomes


def test_an_echo_comes_up_on_a_word(room):
    lesson_robot.do(room, {"do": "echo_last_word", "line": 2})
    assert value(room, "mix.moves") >= 2


def test_two_mixes_change_places_where_they_differ(room):
    for answer in ({"do": "keep_mix"}, {"do": "swap"}):
        lesson_robot.do(room, answer)
    assert value(room, "mix.swaps") == 0  # nothing is heard of it
    for answer in ({"do": "fader", "role": "lead", "db": -3}, {"do": "swap"}):
        lesson_robot.do(room, answer)
    assert value(room, "mix.swaps") == 1


def test_a_sound_is_taken_off_the_pattern(room):
    lanes = lambda: [lane for lane in room.pattern.lanes if lane.sound == "kick"]  # noqa: E731
    before, first = len(lanes()[0].steps), lanes()[0].steps[0].at_step
    lesson_robot.do(room, {"do": "clear", "sound": "kick", "steps": [first + 1]})
    assert len(lanes()[0].steps) == before - 1
    lesson_robot.do(room, {"do": "clear", "sound": "kick"})
    assert not lanes()[0].steps


def test_the_folder_for_the_stage_is_made_of_a_set_list(room):
    with pytest.raises(StudioError):
        lesson_robot.do(room, {"do": "release", "packs": ["stage"]})
    for answer in ({"do": "setlist"}, {"do": "release", "packs": ["stage"]}):
        lesson_robot.do(room, answer)
    assert value(room, "release.exists", "stage") is True
    assert value(room, "release.exists", "scene") is False


def test_who_has_agreed_is_not_asked_again(room):
    for asked in (1, 2):
        lesson_robot.do(room, {"do": "consent"})
        assert value(room, "release.consents") == asked
    first, second = room.song.release.consents
    assert (bool(first.performer_id), bool(second.performer_id)) == (True, False), "one more has no voice on it"


def test_the_song_is_measured_as_it_sounds(room):
    lesson_robot.do(room, {"do": "measure"})
    assert -20.0 < value(room, "release.lufs") < -8.0
    assert -20.0 < value(room, "mix.peak_db") < 6.0


def test_a_take_is_as_long_and_as_loud_as_it_was_sung(room):
    lesson_robot.do(room, {"do": "record", "bars": 4})
    assert value(room, "takes.last.bars") == pytest.approx(4.0, abs=0.01)
    assert value(room, "takes.last.peak_db") == -12.0
    assert value(room, "takes.last.too_loud") is False


@pytest.mark.parametrize(
    "answer",
    [
        {"do": "style", "name": "polka"}, {"do": "kit", "name": "none"}, {"do": "voice", "name": "none"},
        {"do": "hit", "sound": "gong", "steps": [1]}, {"do": "hit", "sound": "kick", "steps": [99]},
        {"do": "choose_take", "line": 1, "take": 9}, {"do": "again", "line": 99}, {"do": "drop", "kind": "bridge"},
        {"do": "note", "sound": "sub", "step": 1, "midi": 46}, {"do": "effect", "name": "sparkle"},
        {"do": "pan", "role": "hook", "percent": 1}, {"do": "release", "packs": ["upload"]},
        {"do": "field", "name": "nothing", "value": "x"}, {"do": "echo_last_word", "line": 99},
    ],
    ids=lambda answer: f"{answer['do']}-{list(answer.values())[1]}",
)  # fmt: skip
def test_what_cannot_be_done_is_refused(room, answer):
    with pytest.raises(StudioError):
        lesson_robot.do(room, answer)


# --- the song that a lesson begins with


def test_a_beat_is_made_only_where_there_is_none():
    song = edits.set_lines(Song(title="Min"), texts=["ord"])
    made = started(song, Start(style="boom_bap", bars=8, without=("kick",)))
    assert (made.title, made.lines, [section.bars for section in made.sections]) == ("Min", song.lines, [8])
    assert not any(lane.steps for lane in made.patterns[0].lanes if lane.sound == "kick")
    assert any(lane.steps for lane in made.patterns[0].lanes if lane.sound == "snare")
    assert [track.role for track in made.tracks if track.role == "lead"]
    assert started(made, Start(style="trap")) == made
    assert started(song, Start()) == song
    with_voice = edits.add_track(Song(title="Min"), role="lead")
    assert started(with_voice, Start(style="trap", bars=8)).tracks[0] == with_voice.tracks[0]
    brought = edits.add_track(Song(title="Min"), role="beat")
    brought = edits.record(brought, track_id="t1", file="media/b.wav", frames=48_000, at_beat=0.0)
    assert started(brought, Start(style="trap")) == brought


# --- lessons


def played(tmp_path, cache, toml=a_lesson.TOML):
    a_lesson.write(tmp_path / "home", toml=toml)
    return lesson_robot.play(teaching.load_lesson(a_lesson.ID, tmp_path / "home"), cache)


def test_a_sound_lesson_plays_in_every_round(tmp_path, cache):
    rounds = played(tmp_path, cache)
    assert [(one.energy, one.short, [step.step for step in one.steps]) for one in rounds] == [
        ("ordinary", False, ["listen", "kick", "how", "rest"]),
        ("ordinary", True, ["listen", "kick"]),
        ("low", False, ["listen", "kick", "rest"]),
    ]
    assert all(step.ticked for one in rounds for step in one.steps)
    assert not any(one.findings for one in rounds)


@pytest.mark.parametrize(
    ("old", "new", "code", "step"),
    [
        ('without = ["kick"]', "without = []", None, None),
        ("change = { ge = 4 }", "ge = 0", "true-before", "listen"),
        ("change = { ge = 4 }", "change = { ge = 5 }", "never-true", "listen"),
        ("[{ do = \"play\", bars = 4 }]", "[{ do = \"play\", bars = 4 }, { do = \"mono\" }]", "true-early", "listen"),
        ('style = "boom_bap"', 'style = "polka"', "refused", "listen"),
        ('sound = "kick", steps = [1, 9]', 'sound = "kick", steps = [1, 99]', "refused", "kick"),
        ('arg = "kick", ge = 2', 'arg = "snare", ge = 99', "never-true", "kick"),
    ],
)  # fmt: skip
def test_a_lesson_that_has_rotted_is_named_with_its_step(tmp_path, cache, old, new, code, step):
    toml = a_lesson.TOML.replace(old, new, 1)
    assert toml != a_lesson.TOML
    found = [finding for one in played(tmp_path, cache, toml) for finding in one.findings]
    if code is None:
        assert not found
        return
    assert {finding.code for finding in found} == {code}
    assert all(finding.key.endswith(step) and finding.file == f"{a_lesson.ID}/lesson.toml" for finding in found)
    assert all("check" in toml.splitlines()[finding.line - 1] for finding in found)


def test_what_a_new_lesson_begins_as_plays(tmp_path, cache):
    shutil.copytree(teaching.template(), tmp_path / "20-x")
    loaded = teaching.load_lesson("20-x", tmp_path)
    assert not teaching.examined(loaded, {"20-x": loaded.lesson})
    assert not any(one.findings for one in lesson_robot.play(loaded, cache))


@pytest.fixture
def rooms(monkeypatch):
    """The rooms that the robot has worked in."""
    kept = []

    class Kept(LessonRoom):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            kept.append(self)

    monkeypatch.setattr(lesson_robot, "LessonRoom", Kept)
    return kept


@pytest.mark.parametrize("lesson_id", teaching.lesson_ids())
def test_the_house_s_own_lessons_play_and_speak_as_they_should(lesson_id, cache, rooms):
    known = {one: teaching.load_lesson(one).lesson for one in teaching.lesson_ids()}
    loaded = teaching.load_lesson(lesson_id)
    assert not teaching.examined(loaded, known)
    for one in lesson_robot.play(loaded, cache):
        assert not one.findings
        assert all(step.ticked for step in one.steps)
    for room in rooms:  # all of it is old work to whoever begins again
        facts = reader(room.song, room.done)
        again = walk.begin(lesson_id, loaded.lesson, facts)
        while again.at_step:
            again = walk.seen(again, loaded.lesson, facts)
            assert walk.state(again, loaded.lesson) != "ticked", again.at_step
            again = walk.onward(again, loaded.lesson, facts)
