"""A lesson made by doing it: steps come up, words are kept, it is tried, and shown to all when one more has done it."""

from __future__ import annotations

import msgspec
import pytest
from desk import Desk
from fits import cut_off, overlapping, shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from presets import teaching
from studio.engine.choice import DEMO_WISH
from studio.lessons import own, package
from ui import i18n
from ui.i18n import t
from ui.lesson_maker import LessonMaker
from ui.spoken_step import SpokenStep


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A song with a beat, and lessons beside the room."""
    desk.bridge.beat.take_style("boom_bap")
    desk.bridge.beat.end_preview()
    desk.until(lambda: desk.bridge.job is None, "the song")
    desk.bridge.lessons.show(True)
    return desk


def hit(desk: Desk, at_step: int) -> None:
    bridge = desk.bridge
    pattern = next(pattern for pattern in bridge.song.patterns if any(lane.sound == "kick" for lane in pattern.lanes))
    assert pattern is bridge.song.patterns[0]
    lane = next(lane for lane in pattern.lanes if lane.sound == "kick")
    bridge.edit("set_step", None, pattern_id=pattern.id, track_id=lane.track_id, sound="kick", at_step=at_step)


def made(desk: Desk) -> LessonMaker:
    """The window open, two free steps hit, the tempo changed."""
    maker = LessonMaker(desk.bridge, desk.window)
    maker.show()
    maker.activateWindow()
    desk.until(maker.isActiveWindow, "the small window to have the keys")
    free = [step for step in range(16) if step not in _kicks(desk)][:2]
    for step in free:
        hit(desk, step)
    desk.bridge.set_tempo(84.0)
    return maker


def _kicks(desk: Desk) -> set[int]:
    pattern = desk.bridge.song.patterns[0]
    return {step.at_step for lane in pattern.lanes if lane.sound == "kick" for step in lane.steps}


def test_what_is_done_comes_up_as_steps_and_words_stay(room: Desk) -> None:
    maker = made(room)
    assert [row.proposal.row for row in maker.rows] == ["hits", "tempo"]
    first = maker.rows[0]
    assert first.question.text() == "Du la 2 slag på basstromme. Skal det være et steg?"
    assert not maker.keep.isEnabled(), "it has no name yet"
    first.sentence.setFocus()
    first.sentence.selectAll()
    QTest.keyClicks(first.sentence, "Legg to slag til på basstromme.")
    room.bridge.undo()
    room.bridge.undo()
    assert [row.proposal.times for row in maker.rows] == [1], "what is undone is no step"
    assert first.sentence.text() == "Legg to slag til på basstromme."
    room.bridge.prefs.speak("en")
    assert first.question.text() == "You laid 1 hits of the kick. Shall that be a step?"
    maker.close()


def test_a_lesson_is_tried_kept_and_shown_when_one_more_has_done_it(room: Desk) -> None:
    bridge, lessons = room.bridge, room.bridge.lessons
    maker = made(room)
    maker.rows[1].drop.click()
    QTest.keyClicks(maker.title, "To slag til")
    assert maker.keep.isEnabled()
    maker.test.click()
    room.until(lambda: bridge.job is None, "the robot", 240.0)
    maker.keep.click()
    room.until(lambda: any(loaded.id.startswith("50-") for loaded in lessons.all), "the lesson")
    (name,) = teaching.lesson_ids(bridge.shelf.places.lessons)
    assert name == "50-to-slag-til"
    loaded = next(loaded for loaded in lessons.all if loaded.id == name)
    assert [step.kind for step in loaded.lesson.steps] == ["do"]
    assert loaded not in lessons.offered, "nobody else has tried it"
    lessons.lead(True)
    assert loaded in lessons.offered
    lessons.begin(loaded)
    lessons.my_way()
    lessons.onward()
    assert not own.is_tried(loaded.folder), "who made it is not the second person"
    lessons._made.clear()  # the program is started anew
    lessons.begin(loaded)
    lessons.skip()
    assert not own.is_tried(loaded.folder), "it was not done whole"
    lessons.begin(loaded)
    lessons.my_way()
    lessons.onward()
    assert own.is_tried(loaded.folder)
    lessons.lead(False)
    assert loaded in lessons.offered


def test_the_window_is_left_by_escape_and_sees_nothing_more(room: Desk) -> None:
    maker = made(room)
    QTest.keyClick(maker, Qt.Key.Key_Escape)
    assert not maker.isVisible()
    room.bridge.set_tempo(86.0)
    assert len(maker.rows) == 2


# --- sentences that are said


def speaks(desk: Desk, spoken: SpokenStep, by: Qt.Key) -> None:
    """Say a sentence: Enter, two seconds of the demo device's voice, and a key."""
    spoken.speak.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.bridge.mic.doing == "words"
    desk.until(lambda: desk.bridge.mic.share > 2.5 / 30.0, "two seconds")
    assert t("spoken-listens", length="0:02", most="0:30") == spoken.told.text()
    desk.press(by)
    desk.until(lambda: spoken.said, "what was said")


def test_a_sentence_is_said_by_keys_heard_again_thrown_away_and_kept_with_the_lesson(room: Desk, tmp_path) -> None:
    room.sound_ready()
    bridge, lessons = room.bridge, room.bridge.lessons
    maker = made(room)
    song, first, second = bridge.song, maker.rows[0].spoken, maker.rows[1].spoken
    assert first.speak.accessibleName() == "Les inn, Steg 1"
    assert first.throw.isHidden()
    first.speak.setFocus()
    room.press(Qt.Key.Key_Return)
    assert not second.speak.isEnabled(), "one at a time"
    assert first.speak.text().strip() == "Stopp"
    bridge.locate(8.0)
    assert bridge.moment.beat != 8.0, "the playhead stays where it is"
    room.press(Qt.Key.Key_Return)
    room.until(lambda: not bridge.mic.doing, "its end")
    room.until(lambda: first.told.text(), "an answer")
    assert first.told.text() == t("error-prompt-unheard"), "too short for a word"
    speaks(room, first, Qt.Key.Key_Return)
    assert first.speak.hasFocus()
    assert first.said.seconds < 4.0
    assert first.told.text() == t("spoken-kept", length=i18n.clock(first.said.seconds + 0.999))
    first.throw.setFocus()
    room.press(Qt.Key.Key_Return)
    assert first.said is None
    assert first.speak.hasFocus(), "the keys stay with the step"
    speaks(room, first, Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Return)
    assert lessons.speech.speaking
    room.until(lambda: not lessons.speech.speaking, "its end")
    assert first.speak.text().strip() == "Hør"
    speaks(room, second, Qt.Key.Key_Return)
    maker.rows[1].drop.click()
    assert (bridge.song, bridge.song.takes) == (song, ()), "nothing of it is in the song"
    assert [row.proposal.row for row in maker.rows] == ["hits", "tempo"], "and none of it is a step"
    assert not list(bridge.shelf.places.runtime.glob("mic-*"))
    QTest.keyClicks(maker.title, "To slag til")
    said, folders = first.said.wav, list(bridge.shelf.places.runtime.glob("make-*"))
    assert folders
    maker.keep.click()
    room.until(lambda: any(loaded.id.startswith("50-") for loaded in lessons.all), "the lesson")
    loaded = next(loaded for loaded in lessons.all if loaded.id.startswith("50-"))
    assert loaded.spoken("step1", "nb").read_bytes() == said
    assert loaded.lesson.start.style == "boom_bap"
    assert loaded.lesson.start.without == ("kick",)
    assert [name for name in own.files_of(loaded.folder) if name.endswith(".wav")] == ["nb/step1.wav"]
    package.pack(loaded.folder, tmp_path / "a.leksjon")
    (tmp_path / "there").mkdir()
    came = teaching.take_in(tmp_path / "a.leksjon", tmp_path / "there")
    assert (tmp_path / "there" / came.lesson_id / "nb" / "step1.wav").read_bytes() == said
    assert not any(folder.exists() for folder in folders)


def test_space_in_the_window_ends_it_and_a_window_that_goes_listens_no_more(room: Desk) -> None:
    room.sound_ready()
    maker = made(room)
    spoken = maker.rows[0].spoken
    spoken.speak.click()
    room.until(lambda: room.bridge.mic.share > 2.0 / 30.0, "two seconds")
    room.bridge.play_or_stop()
    room.until(lambda: spoken.said, "what was said")
    assert not room.bridge.moment.moving, "it did not play"
    other = maker.rows[1].spoken
    other.speak.click()
    room.until(lambda: room.bridge.mic.share > 0.01, "the beginning")
    QTest.keyClick(maker, Qt.Key.Key_Escape)
    room.until(lambda: not room.bridge.mic.doing, "the end")
    room.live(0.2)
    assert other.said is None
    assert not list(room.bridge.shelf.places.runtime.glob("m*-*"))


def test_during_a_take_and_without_a_microphone_it_is_said_why_nobody_can_be_listened_to(
    app: QApplication, home
) -> None:
    desk = Desk(home, msgspec.structs.replace(DEMO_WISH, input_name=""))
    desk.bridge.beat.take_style("boom_bap")
    desk.bridge.beat.end_preview()
    desk.until(lambda: desk.bridge.job is None, "the song")
    desk.sound_ready()
    maker = made(desk)
    assert not maker.rows[0].spoken.speak.isEnabled()
    assert maker.why.text() == t("spoken-closed")
    QTest.keyClicks(maker.title, "To slag til")
    assert maker.keep.isEnabled(), "the words are enough"
    desk.bridge.sound.choose(DEMO_WISH)
    desk.until(lambda: maker.rows[0].spoken.speak.isEnabled(), "the microphone")
    assert maker.why.isHidden()
    desk.bridge.record_or_stop()
    desk.until(lambda: desk.bridge.moment.take_frames > 4_000, "a take")
    assert not maker.rows[0].spoken.speak.isEnabled()
    assert maker.why.text() == t("spoken-taking")
    desk.bridge.record_or_stop()
    desk.until(lambda: maker.why.isHidden(), "the end of the take")
    maker.close()
    desk.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_all_of_it_fits_the_window(room: Desk, size: tuple[int, int], language: str) -> None:
    room.sound_ready()
    room.bridge.prefs.speak(language)
    room.window.resize(*size)
    maker = made(room)
    spoken = maker.rows[0].spoken
    speaks(room, spoken, Qt.Key.Key_Return)
    maker.rows[1].spoken.speak.click()
    assert maker.width() <= size[0]
    assert maker.height() <= size[1]
    room.until(lambda: not any(map(cut_off, shown(maker))), "room for its words", 5.0)
    assert not overlapping(maker)
    for button in (spoken.speak, spoken.throw):
        assert button.height() >= 44
        assert button.accessibleName().endswith(" 1")
    maker.close()
