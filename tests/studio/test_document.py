"""Undo, redo, gestures, and what listeners are told."""

import pytest

from studio import edits
from studio.credits import Release
from studio.document import UNDO_STEPS, Change, Document
from studio.errors import StudioError
from studio.song import Point, Song


def full_song() -> Song:
    """Drums `t1` with pattern `p2` in section `s3`; a voice `t4` with a recording, clip `c7`."""
    song = edits.add_track(Song(title="Prøve"), role="drums", kit="trap")
    song = edits.add_pattern(song, name="A", bars=1)
    song = edits.add_section(song, kind="verse", bars=8, pattern_id="p2")
    song = edits.add_track(song, role="lead")
    song = edits.record(song, track_id="t4", file="takes/a.wav", frames=48_000, at_beat=0)
    return edits.set_lines(song, texts=["Én"])


def titled(document: Document, title: str, merge: str | None = None) -> None:
    document.apply(edits.set_title(document.song, title=title), f"edit-{title}", merge)


def test_undo_and_redo_lead_both_ways():
    document = Document(Song(title="0"))
    for title in "123":
        titled(document, title)
    assert document.labels == ("edit-1", "edit-2", "edit-3")
    document.undo()
    document.undo()
    assert (document.song.title, document.labels, document.redo_labels) == ("1", ("edit-1",), ("edit-3", "edit-2"))
    document.redo()
    assert (document.song.title, document.labels, document.redo_labels) == ("2", ("edit-1", "edit-2"), ("edit-3",))
    titled(document, "4")
    assert document.redo_labels == ()
    document.undo()
    assert document.song.title == "2"


def test_only_a_step_that_is_made_is_new():
    document, told = Document(Song(title="0")), []
    document.subscribe(lambda change: told.append(change.is_new))
    titled(document, "1")
    document.amend(edits.set_tempo(document.song, bpm=80))
    document.undo()
    document.redo()
    assert told == [True, False, False, False]


def test_nothing_to_undo_is_said():
    document = Document(Song(title=""))
    for step in (document.undo, document.redo):
        with pytest.raises(StudioError) as caught:
            step()
        assert caught.value.code == "nothing-to-undo"


def test_a_gesture_is_one_step():
    document = Document(Song(title="0"))
    for title in "123":
        titled(document, title, merge="drag")
    assert document.labels == ("edit-1",)
    document.undo()
    assert document.song.title == "0"
    document.redo()
    assert document.song.title == "3"


def test_what_ends_a_gesture():
    document = Document(Song(title="0"))
    titled(document, "1", merge="drag")
    document.end_gesture()
    titled(document, "2", merge="drag")
    titled(document, "3")
    titled(document, "4", merge="drag")
    titled(document, "5", merge="other")
    titled(document, "6", merge="drag")
    document.undo()
    titled(document, "7", merge="other")
    assert document.labels == ("edit-1", "edit-2", "edit-3", "edit-4", "edit-5", "edit-7")


def test_an_equal_song_is_no_step_and_no_news():
    document = Document(full_song())
    told: list[Change] = []
    document.subscribe(told.append)
    document.apply(edits.set_title(document.song, title="Prøve"), "edit-set-title")
    assert (document.labels, told) == ((), [])


def test_undo_is_bounded():
    document = Document(Song(title="start"))
    for number in range(UNDO_STEPS + 5):
        titled(document, str(number))
    assert len(document.labels) == UNDO_STEPS
    while document.labels:
        document.undo()
    assert document.song.title == "4"


MOVED = Point(at_beat=4, value=-6)


@pytest.mark.parametrize(
    ("edit", "arguments", "kinds"),
    [
        ("set_title", {"title": "Ny"}, {"meta"}),
        ("set_tempo", {"bpm": 120}, {"meta"}),
        ("set_master_knob", {"name": "master_db", "value": -3}, {"master"}),
        ("set_line", {"index": 0, "words": "To"}, {"lines"}),
        ("set_finish", {"name": "target_lufs", "value": -11}, {"finish"}),
        ("set_release", {"release": Release(isrc="NOABC2600001")}, {"finish"}),
        ("keep_mix", {}, {"finish"}),
        (
            "set_automation",
            {"track_id": "t4", "name": "gain_db", "points": [Point(at_beat=4, value=-6)]},
            {"automation"},
        ),
        ("set_voice", {"track_id": "t4", "voice": "radio", "knobs": {"ratio": 6}}, {"knobs", "finish"}),
        ("resize_section", {"section_id": "s3", "bars": 4}, {"sections"}),
        ("rename_track", {"track_id": "t1", "name": "Trommer"}, {"tracks"}),
        ("move_track", {"track_id": "t1", "to_index": 1}, {"tracks"}),
        ("add_track", {"role": "hook"}, {"tracks"}),
        ("set_knob", {"track_id": "t4", "name": "pan", "value": 1}, {"knobs"}),
        ("move_clip", {"clip_id": "c7", "at_beat": 2}, {"clips"}),
        ("record", {"track_id": "t4", "file": "takes/b.wav", "frames": 9, "at_beat": 4}, {"clips", "media"}),
        ("set_step", {"pattern_id": "p2", "track_id": "t1", "sound": "kick", "at_step": 0}, {"patterns"}),
        ("remove_pattern", {"pattern_id": "p2"}, {"patterns", "sections"}),
    ],
)
def test_listeners_are_told_what_kind_of_thing_changed(edit, arguments, kinds):
    document = Document(full_song())
    told: list[Change] = []
    document.subscribe(told.append)
    before = document.song
    document.apply(edits.EDITS[edit].function(before, **arguments), edits.EDITS[edit].label)
    after = document.song
    document.undo()
    document.redo()
    assert [set(change.kinds) for change in told] == [kinds] * 3
    assert [(change.before, change.after) for change in told] == [(before, after), (after, before), (before, after)]
    assert {change.label for change in told} == {edits.EDITS[edit].label}


def test_a_track_that_goes_takes_its_clips_along():
    document = Document(full_song())
    told: list[Change] = []
    document.subscribe(told.append)
    document.apply(edits.remove_track(document.song, track_id="t4"), "edit-remove-track")
    document.undo()
    assert [set(change.kinds) for change in told] == [{"tracks", "clips"}] * 2


def test_what_belongs_to_the_latest_step_goes_with_it():
    document = Document(full_song())
    document.apply(edits.set_title(document.song, title="Ny"), "edit-set-title")
    document.amend(edits.set_key(document.song, key="A minor"))
    assert (document.song.title, document.song.key, len(document.labels)) == ("Ny", "A minor", 1)
    document.undo()
    assert document.song == full_song()
    document.amend(edits.set_title(document.song, title="Nei"))
    document.redo()
    assert (document.song.title, document.song.key) == ("Ny", "A minor")


def test_unsubscribing():
    document = Document(Song(title=""))
    told: list[str] = []
    stop = document.subscribe(lambda change: told.append(change.after.title))
    titled(document, "1")
    stop()
    stop()
    titled(document, "2")
    assert told == ["1"]


def test_a_listener_that_fails_keeps_nobody_from_the_news():
    document = Document(Song(title=""))
    told: list[str] = []

    def full_disk(change: Change) -> None:
        raise StudioError("disk-full", free_mb=0)

    document.subscribe(full_disk)
    document.subscribe(lambda change: told.append(change.after.title))
    with pytest.raises(StudioError) as caught:
        titled(document, "1")
    assert caught.value.code == "disk-full"
    assert (told, document.song.title, document.labels) == (["1"], "1", ("edit-1",))
