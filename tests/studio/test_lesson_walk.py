"""The way through a lesson: a tick stays, old work never ticks, and it is found again by another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presets import teaching
from studio import edits
from studio.document import Document
from studio.errors import StudioError
from studio.lessons import sitting, walk
from studio.lessons.facts import reader
from studio.lessons.lesson import Lesson, Step
from studio.lessons.rules import Change, Rule
from studio.lessons.sitting import Sitting
from studio.lessons.walkfile import WALK_FILE, read_walk, write_walk
from studio.song import Song

KICKS = Rule(fact="pattern.hits", arg="kick", ge=2)


def lesson(*checks: Rule | None, **fields) -> Lesson:
    """Steps a, b, c … with these checks."""
    steps = tuple(
        Step(
            id="abcdefghi"[number],
            kind="do",
            point="dock.play",
            check=check,
            answer=({"do": "tick"},),
            hints=2,
            show=True,
        )
        for number, check in enumerate(checks)
    )
    return Lesson(version=1, minutes=5, room="beat", short=1, steps=steps, **fields)


def beat(*at_steps: int) -> Song:
    song = edits.add_track(Song(title=""), role="drums", kit="trap")
    song = edits.add_pattern(song, name="A", bars=1)
    for at_step in at_steps:
        song = edits.set_step(song, pattern_id="p2", track_id="t1", sound="kick", at_step=at_step)
    return song


def facts_of(song: Song, done: Sitting | None = None):
    return reader(song, done or Sitting())


def test_a_step_is_ticked_by_what_was_done_since_it_began():
    two = lesson(KICKS, None)
    here = walk.begin("01-x", two, facts_of(beat()))
    assert (here.at_step, walk.state(here, two)) == ("a", "watching")
    here = walk.seen(here, two, facts_of(beat(0)))
    assert walk.state(here, two) == "watching"
    here = walk.seen(here, two, facts_of(beat(0, 8)))
    assert (here.done, walk.state(here, two)) == (("a",), "ticked")
    here = walk.onward(here, two, facts_of(beat(0, 8)))
    assert (here.at_step, walk.state(here, two)) == ("b", "asking")
    here = walk.onward(walk.ticked(here), two, facts_of(beat()))
    assert (here.done, walk.state(here, two)) == (("a", "b"), "ended")
    assert walk.ticked(here) == here
    assert walk.back(here, two, facts_of(beat())).at_step == "b"


def test_old_work_does_not_tick_and_need_not_be_done_again():
    one = lesson(KICKS)
    old = facts_of(beat(0, 8))
    here = walk.begin("01-x", one, old)
    assert walk.state(here, one) == "had"
    here = walk.seen(here, one, old)
    here = walk.seen(here, one, facts_of(beat(0, 4, 8)))
    assert (here.done, walk.state(here, one)) == ((), "had")
    assert walk.ticked(here).done == ("a",)
    here = walk.seen(here, one, facts_of(beat(0)))  # taken away: from here on it is new work
    assert walk.state(here, one) == "watching"
    assert walk.seen(here, one, old).done == ("a",)


def test_change_counts_from_the_step_not_from_the_lesson():
    rule = Rule(fact="takes.new", change=Change(ge=1))
    two = lesson(rule, rule)
    here = walk.begin("01-x", two, facts_of(beat()))
    done = Sitting(takes_new=1)
    here = walk.seen(here, two, facts_of(beat(), done))
    here = walk.onward(here, two, facts_of(beat(), done))
    assert walk.seen(here, two, facts_of(beat(), done)).done == ("a",)
    assert walk.seen(here, two, facts_of(beat(), Sitting(takes_new=2))).done == ("a", "b")


def test_undo_takes_no_tick_back_and_making_again_is_no_doing():
    one = lesson(Rule(all=(KICKS, Rule(fact="pattern.edits", change=Change(ge=2)))))
    document, told = Document(beat()), [Sitting()]

    def heard(change):
        if change.is_new:
            told.append(sitting.edited(told[-1], change.before, change.after, change.label))

    document.subscribe(heard)
    here = walk.begin("01-x", one, facts_of(document.song))
    for at_step in (0, 8):
        song = edits.set_step(document.song, pattern_id="p2", track_id="t1", sound="kick", at_step=at_step)
        document.apply(song, "edit-set-step")
        here = walk.seen(here, one, facts_of(document.song, told[-1]))
    assert here.done == ("a",)
    document.undo()
    document.undo()
    assert walk.seen(here, one, facts_of(document.song, told[-1])).done == ("a",)
    again = walk.begin("01-x", one, facts_of(document.song, told[-1]))
    document.redo()
    document.redo()
    assert len(told) == 3
    assert walk.seen(again, one, facts_of(document.song, told[-1])).done == ()


def test_a_round_of_low_energy_and_a_short_day_leave_whole_steps_out():
    full = lesson(KICKS, None, KICKS, None, low=("a", "d", "c"))
    ids = lambda energy, short: [step.id for step in walk.steps_of(full, energy, short)]  # noqa: E731
    assert ids("ordinary", False) == ["a", "b", "c", "d"]
    assert ids("low", False) == ["a", "c", "d"]
    assert ids("ordinary", True) == ids("low", True) == ["a"]
    here = walk.begin("01-x", full, facts_of(beat()), energy="low")
    assert walk.onward(here, full, facts_of(beat())).at_step == "c"
    with pytest.raises(KeyError):
        walk.at(here, full, "b", facts_of(beat()))


def test_help_comes_late_and_at_once_for_who_asks():
    step = lesson(KICKS).steps[0]
    assert walk.offers(step, 89.9) == (0, False, False)
    assert walk.offers(step, 90.0) == (1, False, False)
    assert walk.offers(step, 180.0) == (2, True, True)
    assert walk.offers(step, 9999.0).hints == 2
    assert walk.offers(step, 0.0, asked=True) == (2, True, True)


def test_every_step_can_be_left_out():
    five = lesson(KICKS, None, KICKS, None, KICKS)
    here = walk.begin("01-x", five, facts_of(beat()))
    for _ in range(9):
        here = walk.onward(here, five, facts_of(beat()))
    assert (here.done, walk.state(here, five)) == ((), "ended")
    assert walk.seen(here, five, facts_of(beat(0, 8))) == here


moves = st.lists(st.sampled_from(("lay", "clear", "undo", "onward", "back", "tick", "resume")), max_size=30)


@given(moves)
def test_whatever_is_done_a_tick_stays_and_none_comes_by_itself(names):
    four = lesson(KICKS, None, Rule(fact="pattern.hits", arg="kick", change=Change(ge=1)), KICKS)
    document = Document(beat(0))
    here = walk.begin("01-x", four, facts_of(document.song))
    for name in names:
        before, worked = here, False
        if name in ("lay", "clear"):
            free = len(document.song.patterns[0].lanes[0].steps)
            edit = edits.set_step if name == "lay" else edits.clear_step
            at_step = min(free, 15) if name == "lay" else max(free - 1, 0)
            song = edit(document.song, pattern_id="p2", track_id="t1", sound="kick", at_step=at_step)
            worked = song != document.song
            document.apply(song, "edit-set-step")
            here = walk.seen(here, four, facts_of(document.song))
        elif name == "undo" and document.labels:
            document.undo()
            worked = True
            here = walk.seen(here, four, facts_of(document.song))
        elif name == "tick":
            here = walk.ticked(here)
            worked = True
        elif name == "resume":
            here = walk.resumed(here, four, facts_of(document.song))
        elif name in ("onward", "back"):
            here = getattr(walk, name)(here, four, facts_of(document.song))
        assert set(before.done) <= set(here.done)
        assert worked or here.done == before.done
        assert msgspec.json.decode(msgspec.json.encode(here), type=walk.Walk) == here


# --- on disk


def test_a_walk_is_kept_beside_the_song_and_found_again(tmp_path):
    two = lesson(KICKS, Rule(fact="pattern.hits", arg="kick", change=Change(ge=1)))
    here = walk.onward(walk.begin("01-x", two, facts_of(beat())), two, facts_of(beat(0)))
    assert read_walk(tmp_path) == (None, "")
    write_walk(tmp_path, here)
    assert read_walk(tmp_path) == (here, "")
    write_walk(tmp_path, None)
    write_walk(tmp_path, None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "aside"),
    [
        (b"", "damaged"), (b"{", "damaged"), (b"[]", "damaged"), (b"null", "damaged"), (b"\xff", "damaged"),
        (b'{"format":1}', "damaged"), (b'{"format":1,"lesson_id":"../x","version":1}', "damaged"),
        (b'{"format":1,"lesson_id":"01-x","version":1,"since":{"a":1e999}}', "damaged"),
        (b'{"format":1,"lesson_id":"01-x","version":1,"at_step":7}', "damaged"),
        (b'{"format":1,"lesson_id":"01-x","version":1,"more":1}', "damaged"),
        (b'{"format":true,"lesson_id":"01-x","version":1,"more":1}', "damaged"),
        (b'{"format":2,"anything":[]}', "newer"), (b"[" * 200, "damaged"), (b" " * 200_000, "damaged"),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_put_aside_and_named(tmp_path, data, aside):
    (tmp_path / WALK_FILE).write_bytes(data)
    assert read_walk(tmp_path) == (None, aside)
    assert [path.name for path in tmp_path.iterdir()] == [f"lesson-{aside}.json"]
    assert (tmp_path / f"lesson-{aside}.json").read_bytes() == data
    assert read_walk(tmp_path) == (None, "")


def test_a_link_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text('{"format":1,"lesson_id":"01-x","version":1}')
    (tmp_path / "song").mkdir()
    (tmp_path / "song" / WALK_FILE).symlink_to(elsewhere)
    assert read_walk(tmp_path / "song").walk is None
    assert elsewhere.is_file()


def test_a_disk_that_takes_nothing_says_so(tmp_path):
    with pytest.raises(StudioError) as caught:
        write_walk(tmp_path / "none", walk.begin("01-x", lesson(None), facts_of(beat())))
    assert caught.value.code == "disk-refused"


ANOTHER = """
import json, sys
from pathlib import Path
from presets import teaching
from studio.lessons import walk, walkfile
from studio.lessons.facts import reader
from studio.lessons.sitting import Sitting
from studio.song import Song

facts, told = reader(Song(title=""), Sitting()), {}
for lesson_id in teaching.lesson_ids():
    lesson, song = teaching.load_lesson(lesson_id).lesson, Path(sys.argv[1]) / lesson_id
    kept = walkfile.read_walk(song).walk
    here = walk.resumed(kept, lesson, facts) if kept else walk.begin(lesson_id, lesson, facts)
    told[lesson_id] = [here.at_step, list(here.done), walk.state(here, lesson)]
    walkfile.write_walk(song, walk.onward(walk.ticked(here), lesson, facts))
print(json.dumps(told))
"""


def test_every_lesson_left_at_each_step_goes_on_there_in_a_new_process(tmp_path):
    steps = {one: [step.id for step in teaching.load_lesson(one).lesson.steps] for one in teaching.lesson_ids()}
    for lesson_id in steps:
        (tmp_path / lesson_id).mkdir()
    command = [sys.executable, "-c", ANOTHER, str(tmp_path)]
    root = Path(__file__).parents[2]
    for count in range(max(map(len, steps.values())) + 1):
        told = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=root, env=os.environ).stdout)
        for lesson_id, ids in steps.items():
            at, done, state = told[lesson_id]
            assert (at, done) == ((*ids, "")[min(count, len(ids))], ids[:count]), lesson_id
            assert (state == "ended") is (count >= len(ids))
            assert state != "ticked", "what was left is not done by coming back"


def test_a_lesson_that_was_changed_meanwhile_goes_on_where_it_can(tmp_path):
    old = lesson(KICKS, None, KICKS)
    here = walk.onward(walk.ticked(walk.begin("01-x", old, facts_of(beat()))), old, facts_of(beat()))
    new = msgspec.structs.replace(old, version=2, steps=(old.steps[0], old.steps[2]))
    found = walk.resumed(here, new, facts_of(beat()))
    assert (found.version, found.at_step, found.done) == (2, "c", ("a",))
    same = walk.resumed(here, old, facts_of(beat(0, 8)))
    assert (same.at_step, same.done) == ("b", ("a",))


def test_the_house_reads_its_own_lessons():
    for lesson_id in teaching.lesson_ids():
        assert teaching.load_lesson(lesson_id).lesson.steps
