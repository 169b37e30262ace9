"""The list "Dette kan du nå": read and written within its bounds, filled behind a lesson by keys, and emptied again."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk
from faultdisk import FaultDisk
from fits import SCALES, cut_off, overlapping, shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from presets import teaching
from studio.errors import StudioError
from ui import i18n, theme
from ui.can_now import CAN_NOW_FILE, MOST_LETTERS, MOST_LINES, read_can_now, with_line, write_can_now
from ui.i18n import t
from ui.lesson_desk import NOTES_FILE
from ui.lesson_step import StepCard

CTRL = Qt.KeyboardModifier.ControlModifier
DAMAGED = "can-now-damaged.json"
BEAT, HOOK = "Jeg kan lage en beat", 'Å lage refreng: "hei" 🎤'


# --- in the song's folder


def test_lines_are_kept_beside_the_song_and_found_again(tmp_path: Path) -> None:
    assert read_can_now(tmp_path) == ()
    lines = with_line(with_line((), f"  {BEAT}\n"), HOOK)
    assert lines == (BEAT, HOOK)
    write_can_now(tmp_path, lines)
    assert read_can_now(tmp_path) == lines
    assert [path.name for path in tmp_path.iterdir()] == [CAN_NOW_FILE]
    write_can_now(tmp_path, ())
    assert read_can_now(tmp_path) == ()


def test_a_line_is_said_once_and_has_its_bounds() -> None:
    assert with_line((BEAT,), BEAT) == (BEAT,)
    assert with_line((BEAT,), " \u202e\x00 ") == (BEAT,), "nothing that can be seen"
    assert with_line((), "å" * 1000) == ("å" * MOST_LETTERS,)
    full = tuple(str(number) for number in range(MOST_LINES))
    assert len(with_line(full[:-1], "en til")) == MOST_LINES
    assert with_line(full, "7") == full
    with pytest.raises(StudioError, match="can-now-full"):
        with_line(full, "en til")


def test_the_fullest_list_can_be_read_again(tmp_path: Path) -> None:
    lines = tuple(f"{number:03}{'🎤' * (MOST_LETTERS - 3)}" for number in range(MOST_LINES))
    write_can_now(tmp_path, lines)
    assert read_can_now(tmp_path) == lines


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"7", b"\xff", b"{}", b'{"lines":7}', b'{"lines":"abc"}', b'{"lines":[7]}',
        b'{"lines":[null]}', b'{"lines":[["a"]]}', b'{"lines":{"a":"b"}}', b'{"lines":["a"],"lines":["b"]}',
        b"[" * 100_000, b'{"lines":["a"]}' + b" " * 1_000_000,
        json.dumps({"lines": ["x" * (MOST_LETTERS + 1)]}).encode(),
        json.dumps({"lines": [str(number) for number in range(MOST_LINES + 1)]}).encode(),
    ],
    ids=lambda data: f"{data[:24]!r}, {len(data)}",
)  # fmt: skip
def test_a_file_that_makes_no_sense_reads_as_nothing_and_is_not_written_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / CAN_NOW_FILE).write_bytes(data)
    assert read_can_now(tmp_path) == ()
    write_can_now(tmp_path, (BEAT,))
    assert read_can_now(tmp_path) == (BEAT,)
    assert (tmp_path / DAMAGED).read_bytes() == data


def test_what_cannot_be_seen_is_taken_out_of_a_line(tmp_path: Path) -> None:
    hostile = ["a\nb\t c", "\ud800", "\u202eabc", "abc", "\x1b[2J", "", "  "]
    (tmp_path / CAN_NOW_FILE).write_text(json.dumps({"lines": hostile}))
    lines = read_can_now(tmp_path)
    assert lines == ("a b c", "abc", "[2J")
    write_can_now(tmp_path, lines)
    assert not (tmp_path / DAMAGED).exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere, song = tmp_path / "elsewhere.json", tmp_path / "song"
    elsewhere.write_text(json.dumps({"lines": ["another's"]}))
    song.mkdir()
    (song / CAN_NOW_FILE).symlink_to(elsewhere)
    assert read_can_now(song) == ()
    write_can_now(song, (BEAT,))
    assert read_can_now(song) == (BEAT,)
    assert json.loads(elsewhere.read_text()) == {"lines": ["another's"]}


def test_a_disk_that_takes_nothing_says_so_and_the_old_list_stands(tmp_path: Path) -> None:
    write_can_now(tmp_path, (BEAT,))
    disk = FaultDisk(tmp_path)
    disk.room_bytes = 10
    with pytest.raises(StudioError, match="disk-full"):
        write_can_now(tmp_path, (BEAT, HOOK), disk)
    assert read_can_now(tmp_path) == (BEAT,)
    assert [path.name for path in tmp_path.iterdir()] == [CAN_NOW_FILE]
    with pytest.raises(StudioError, match="disk-refused"):
        write_can_now(tmp_path / "none", (BEAT,))


# --- in the window


@pytest.fixture
def ended(shared_desk: Desk) -> Iterator[StepCard]:
    """A lesson whose last step is behind one, in a song where nobody has said anything yet."""
    bridge, window = shared_desk.bridge, shared_desk.window
    shared_desk.to_front()
    bridge.lessons.show(True)
    shared_desk.until(lambda: bridge.lessons.all, "the lessons")
    to_the_end(shared_desk)
    for name in (CAN_NOW_FILE, NOTES_FILE):
        (bridge.opened.path / name).unlink(missing_ok=True)
    shared_desk.told.clear()
    shared_desk.announced.clear()
    yield window.lessons.panel.card
    bridge.lessons.forget()
    bridge.lessons.show(False)
    bridge.prefs.speak("nb")
    window.resize(1366, 768)
    window.banner.put_away()
    QApplication.processEvents()


def to_the_end(desk: Desk) -> None:
    lessons = desk.bridge.lessons
    lessons.begin(teaching.load_lesson("01-first-beat"))
    desk.until(lambda: desk.bridge.job is None, "the song's folder")
    while lessons.step is not None:
        lessons.skip()


def lines_of(desk: Desk) -> list[str]:
    return [words.accessibleName() for _, words, _ in desk.window.lessons.panel.list.can_now.parts]


def test_a_line_is_written_kept_taken_away_and_put_back_by_keys(shared_desk: Desk, ended: StepCard) -> None:
    desk, listing = shared_desk, shared_desk.window.lessons.panel.list
    folder = desk.bridge.opened.path
    assert ended.can_now.isVisible()
    assert ended.can_now.line.accessibleName() == t("lesson-can-now-ask")
    desk.tab_to(ended.can_now.line)
    QTest.keyClicks(ended.can_now.line, BEAT)
    desk.press(Qt.Key.Key_Return)
    assert desk.bridge.lessons.walk is not None, "Enter behind what was written does not lead on"
    assert read_can_now(folder) == (BEAT,)
    assert ended.can_now.line.text() == ""
    desk.until(lambda: not ended.state.visibleRegion().isEmpty(), "what became of it")
    assert desk.announced == [t("lesson-can-now-kept")]
    ended.can_now.line.setText(HOOK)
    desk.tab_to(ended.can_now.keep)
    desk.press(Qt.Key.Key_Return)
    assert read_can_now(folder) == (BEAT, HOOK)
    assert not (folder / NOTES_FILE).exists()
    desk.tab_to(ended.can_now.line)
    desk.press(Qt.Key.Key_Return)
    assert desk.bridge.lessons.listing, "Enter in an empty line leads on"
    assert lines_of(desk) == [BEAT, HOOK]
    for place, left in ((0, (HOOK,)), (1, ())):
        desk.tab_to(listing.can_now.parts[place][2])
        assert listing.can_now.parts[place][2].accessibleName() == f"{t('can-now-take')}, {(BEAT, HOOK)[place]}"
        desk.press(Qt.Key.Key_Return)
        assert read_can_now(folder) == left
        assert lines_of(desk)[place] == t("can-now-taken") == desk.announced[-1]
    for place, left in ((1, (HOOK,)), (0, (BEAT, HOOK))):
        desk.tab_to(listing.can_now.parts[place][2])
        assert listing.can_now.parts[place][2].accessibleName() == f"{t('can-now-back')}, {(BEAT, HOOK)[place]}"
        desk.press(Qt.Key.Key_Return)
        assert read_can_now(folder) == left
    assert lines_of(desk) == [BEAT, HOOK]


def test_to_say_nothing_is_silent_and_shows_nothing(shared_desk: Desk, ended: StepCard) -> None:
    desk = shared_desk
    ended.can_now.keep.click()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.bridge.lessons.listing
    assert not desk.window.lessons.panel.list.can_now.isVisible()
    assert not (desk.bridge.opened.path / CAN_NOW_FILE).exists()
    assert desk.told == []


def test_what_was_taken_away_can_be_put_back_until_one_looks_elsewhere(shared_desk: Desk, ended: StepCard) -> None:
    lessons, can_now = shared_desk.bridge.lessons, shared_desk.window.lessons.panel.list.can_now
    lessons.keep_can_now(BEAT)
    lessons.leave()
    can_now.parts[0][2].click()
    assert lines_of(shared_desk) == [t("can-now-taken")]
    lessons.show(False)
    lessons.show(True)
    assert not can_now.isVisible(), "an empty list is not there"


def test_words_that_could_not_be_kept_stay_in_the_line(shared_desk: Desk, ended: StepCard) -> None:
    folder = shared_desk.bridge.opened.path
    full = tuple(str(number) for number in range(MOST_LINES))
    write_can_now(folder, full)
    ended.can_now.line.setText(HOOK)
    ended.can_now.keep.click()
    assert shared_desk.told == [t("error-can-now-full", most=MOST_LINES)]
    assert ended.can_now.line.text() == HOOK
    assert read_can_now(folder) == full


def test_enter_keeps_no_answer_to_a_step(shared_desk: Desk, ended: StepCard) -> None:
    """There it leads on, as it does everywhere in a lesson."""
    desk, lessons = shared_desk, shared_desk.bridge.lessons
    loaded = next(loaded for loaded in lessons.all if any(step.kind == "think" for step in loaded.lesson.steps))
    lessons.begin(loaded)
    while lessons.step.kind != "think":
        lessons.skip()
    number = lessons.number
    assert not ended.can_now.isVisible()
    desk.tab_to(ended.note.line)
    QTest.keyClicks(ended.note.line, "Mitt eget")
    desk.press(Qt.Key.Key_Return)
    assert lessons.number == number + 1
    assert not (desk.bridge.opened.path / NOTES_FILE).exists()


def test_the_list_belongs_to_its_song(shared_desk: Desk, ended: StepCard) -> None:
    desk, bridge = shared_desk, shared_desk.bridge
    path = bridge.opened.path
    bridge.lessons.keep_can_now(BEAT)
    bridge.lessons.leave()
    assert lines_of(desk) == [BEAT]
    desk.window.new_song()
    desk.until(lambda: bridge.opened.path != path, "another song")
    bridge.lessons.show(True)
    assert not desk.window.lessons.panel.list.can_now.isVisible(), "nobody sees another's"
    bridge.open_song(path)
    desk.until(lambda: bridge.opened.path == path, "the song")
    assert lines_of(desk) == [BEAT]
    assert desk.window.lessons.panel.list.can_now.isVisible()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("scale", SCALES)
def test_both_are_seen_whole(shared_desk: Desk, ended: StepCard, scale: int, language: str) -> None:
    window, bridge = shared_desk.window, shared_desk.bridge
    panel = window.lessons.panel
    bridge.prefs.speak(language)
    window.resize(*SCALES[scale])
    for words in (HOOK, "W" * MOST_LETTERS, " ".join(["ord"] * 75)):
        ended.can_now.line.setText(words)
        ended.can_now.keep.click()
    laid_out(shared_desk, panel, ended)
    bridge.lessons.leave()
    panel.list.can_now.parts[0][2].click()
    laid_out(shared_desk, panel, panel.list)


def laid_out(desk: Desk, panel: QWidget, scrolled: QScrollArea) -> None:
    """A scroll bar comes and goes a little later than what needs it."""
    with contextlib.suppress(TimeoutError):
        desk.until(lambda: not not_whole(panel, scrolled), "room for all", 5.0)
    assert not not_whole(panel, scrolled)


def not_whole(panel: QWidget, scrolled: QScrollArea) -> list[str]:
    """What of a view of the panel cannot be read or pressed, wherever it is scrolled to."""
    found = [cut for widget in shown(panel) if (cut := cut_off(widget))]
    found += [button.text() for button in shown(panel, QAbstractButton)
              if min(button.width(), button.height()) < theme.TARGET]  # fmt: skip
    if scrolled.widget().width() > scrolled.viewport().width():
        found.append(f"{scrolled.widget().width()} wide in {scrolled.viewport().width()}")
    return [*found, *([overlapping(panel)] if overlapping(panel) else [])]
