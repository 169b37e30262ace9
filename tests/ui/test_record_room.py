"""The record room by keys: lines, passes of a loop, a line sung again, layers, words, listening without changing."""

from __future__ import annotations

import itertools

import pytest
from desk import Desk
from fits import cut_off, shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from studio import edits
from studio.lines import line_spans
from studio.song import Song
from ui import i18n
from ui.main_window import RECORD
from ui.notices import Notice
from ui.record_page import LINES, LIST, TIMELINE

LINE_FRAMES = 96_000
"""Two bars at 240 BPM."""


@pytest.fixture
def desk(renewed: Desk) -> Desk:
    """One window for all of these."""
    return renewed


@pytest.fixture
def room(desk: Desk) -> Desk:
    """Four lines of two seconds in two verses, the engine ready, nothing sung."""
    song = edits.set_tempo(Song(title="Natt"), bpm=240.0)
    for _ in range(2):
        song = edits.add_section(song, kind="verse", bars=4)
    song = edits.add_track(song, role="drums")
    desk.bridge.apply(edits.add_track(song, role="lead"), "edit-add-track")
    desk.bridge.prefs.count_in(1)
    desk.sound_ready()
    desk.window.record_page.lines.setFocus()
    return desk


def record(desk: Desk, frames: int) -> None:
    """R, until so much is on disk, R."""
    before = len(desk.bridge.song.takes)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > frames, "the recording")
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: len(desk.bridge.song.takes) > before and not desk.bridge.moment.recording, "the take")


def clip_media(desk: Desk, line: int) -> str:
    """Which take is heard in the middle of a line."""
    from recorder import takes

    return takes.chosen(desk.bridge.song, desk.bridge.booth.track_id, line)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_from_the_first_take_to_a_comp_by_keys(room: Desk, language: str) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.prefs.speak(language)
    assert page.view == LINES
    assert page.isAncestorOf(QApplication.focusWidget())
    room.press(Qt.Key.Key_R)
    room.until(lambda: page.digits.isVisible(), "the count")
    assert bridge.moment.take_frames == 0, "no lamp before sound is kept"
    room.until(lambda: bridge.moment.take_frames > LINE_FRAMES + 40_000, "a line and a bit")
    assert not page.digits.isVisible()
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.song.takes, "the take")
    record(room, LINE_FRAMES + 40_000)
    first, second = (take.id for take in bridge.song.takes)
    assert clip_media(room, 0) == second

    page.lines.setFocus()
    room.press(Qt.Key.Key_Home)
    room.press(Qt.Key.Key_Left)
    room.press(Qt.Key.Key_Return)
    assert clip_media(room, 0) == first
    rows = page.lines.list.rows
    assert [mark.chosen for mark in rows[0].takes] == [True, False]
    room.ctrl(Qt.Key.Key_Z)
    assert clip_media(room, 0) == second


def test_passes_of_a_loop_stack_up_without_a_gap(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.booth.set_loops(True)
    bridge.prefs.count_in(0)
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.moment.pass_number == 2, "the second time round")
    room.until(lambda: bridge.moment.take_frames > 2 * LINE_FRAMES * 1.4, "a part of it")
    assert "2" in page.strip.accessible_value()
    room.press(Qt.Key.Key_R)
    room.until(lambda: len(bridge.song.takes) == 2, "both passes")
    one, two = bridge.song.takes
    assert one.media_id == two.media_id
    assert two.offset_frames - one.offset_frames == 2 * LINE_FRAMES
    assert one.at_beat == two.at_beat == 0.0
    assert clip_media(room, 0) == clip_media(room, 1) == one.id, "the last whole one is heard"


def test_a_line_is_sung_again_in_and_out_by_itself_and_the_old_take_stays(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.prefs.count_in(0)
    record(room, 3 * LINE_FRAMES + 20_000)
    old = bridge.song.takes[0].id
    page.lines.setFocus()
    room.press(Qt.Key.Key_Home)
    room.press(Qt.Key.Key_Down)
    assert bridge.booth.line == 1
    room.press(Qt.Key.Key_T)
    room.until(lambda: bridge.moment.recording and bridge.moment.count is not None, "two bars of the song before it")
    assert bridge.moment.moving
    room.until(lambda: len(bridge.song.takes) == 2 and not bridge.moment.moving, "out by itself")
    assert [clip_media(room, line) for line in range(3)] == [old, bridge.song.takes[1].id, old]
    assert len({clip.media_id for clip in bridge.song.track(bridge.booth.track_id).clips}) == 2
    for clip, following in itertools.pairwise(bridge.song.track(bridge.booth.track_id).clips):
        end = bridge.song.frame_of(clip.at_beat) + clip.length_frames
        overlap = end - bridge.song.frame_of(following.at_beat)
        assert 0.004 * 48_000 < overlap < 0.016 * 48_000, "joins are crossfades of 5 to 15 ms"


def test_a_take_of_a_line_is_heard_among_the_rest_and_nothing_is_changed(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.prefs.count_in(0)
    for _ in range(2):
        bridge.locate(0.0)
        record(room, LINE_FRAMES + 9_600)
    song = bridge.song
    page.lines.setFocus()
    room.press(Qt.Key.Key_Home)
    room.press(Qt.Key.Key_Left)
    room.press(Qt.Key.Key_L)
    room.until(lambda: bridge.moment.moving, "the line")
    assert bridge.booth.heard == (0, song.takes[0].id)
    room.until(lambda: bridge.booth.heard[0] < 0 and not bridge.moment.moving, "its end")
    assert bridge.song is song


def test_a_double_is_made_with_its_defaults_and_the_lead_is_heard(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.prefs.count_in(0)
    page.layers.buttons["double"].click()
    record(room, LINE_FRAMES)
    double = bridge.song.track(bridge.song.takes[-1].track_id)
    assert double.role == "double"
    assert double.knob("gain_db") == -6.0
    assert abs(double.knob("pan")) == 0.25
    assert bridge.song.track(next(t.id for t in bridge.song.tracks if t.role == "lead")).knob("mute") == 0.0


def test_words_are_written_line_by_line_and_all_at_once_and_last(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.booth.set_words(2, "tredje linje")
    assert [line.text for line in bridge.song.lines] == ["", "", "tredje linje"]
    page.write.click()
    room.until(lambda: page.words.isVisible(), "the page of words")
    page.words.edited.emit(("en", "to", "tre", ""))
    assert [line.text for line in bridge.song.lines] == ["en", "to", "tre"]
    assert [row.words for row in page.lines.list.rows][:3] == ["en", "to", "tre"]
    room.until(lambda: bridge.opened.folder is not None and bridge.job is None, "a folder: words are worth one")
    page.write.click()
    assert len(page.lines.list.rows) == len(line_spans(bridge.song))


def test_three_views_of_one_song(room: Desk) -> None:
    page = room.window.record_page
    for view, home in ((TIMELINE, page.timeline), (LIST, page.list), (LINES, page.lines)):
        page.turn_to(view)
        assert home.isVisible()
        assert home.isAncestorOf(page.first_focus()) or home is page.first_focus()


def test_what_was_sung_before_the_button_is_offered_once(room: Desk) -> None:
    bridge, window = room.bridge, room.window
    offer = window.record_page.offer
    bridge.prefs.count_in(0)
    bridge.keep()
    room.until(lambda: bridge.opened.folder is not None and bridge.job is None, "a folder")
    bridge.play_or_stop()  # the demo device sings along with the song
    room.until(lambda: bridge.moment.beat > 12.0, "three seconds of singing")
    record(room, LINE_FRAMES)
    room.until(lambda: offer.isVisible(), "the offer")
    for other in (n for n in range(len(window.pages)) if window.pages[n] is not window.record_page):
        window.enter_room(other)
        room.press(Qt.Key.Key_Escape)
        assert not offer.isVisible()
        assert not window.banner.isVisible(), "it belongs to the room where it was sung"
    window.enter_room(RECORD)
    window.header.tabs.setFocus()
    room.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is offer.first_button()
    room.press(Qt.Key.Key_Return)
    assert len(bridge.song.takes) == 2
    before, take = bridge.song.takes[1], bridge.song.takes[0]
    assert before.at_beat < take.at_beat
    assert not offer.isVisible()
    bridge.takes.keep_before()
    assert len(bridge.song.takes) == 2


def test_another_song_begins_with_its_lead_and_straight_on(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    page.layers.buttons["adlib"].click()
    bridge.booth.set_loops(True)
    bridge.new_song()
    assert (bridge.booth.role, bridge.booth.loops) == ("lead", False)
    assert page.layers.buttons["lead"].isChecked()


def test_an_offer_stands_above_the_layers_and_only_in_a_low_room_in_their_place(room: Desk) -> None:
    window, page = room.window, room.window.record_page
    for size, both in (((1000, 768), True), ((683, 384), False), ((1366, 768), True)):
        window.resize(*size)
        room.bridge.takes.offered.emit(Notice("told-before", {"length": "0:04"}, "note", "keep-before"))
        page.show_moment()
        room.until(lambda both=both: page.layers.isVisible() == both, f"the layers at {size}")
        assert page.offer.isVisible()
    page.offer.put_away()


def test_a_layer_is_tidied_as_one_step_that_can_be_undone(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.prefs.count_in(0)
    record(room, 2 * LINE_FRAMES)
    before = bridge.song
    page.more.click()
    page.tools.tidy.click()
    room.until(lambda: bridge.job is None, "the work to be over")
    after = bridge.song
    assert [track.id for track in after.tracks] == [track.id for track in before.tracks]
    assert after.takes == before.takes, "a recording is never changed"
    if after is not before:
        room.ctrl(Qt.Key.Key_Z)
        assert bridge.song == before
    page.layers.buttons["double"].click()
    record(room, 2 * LINE_FRAMES)
    assert page.tools.tighten.isEnabled()
    page.tools.tighten.click()
    room.until(lambda: bridge.job is None, "the work to be over")
    assert len(bridge.song.takes) == 2


def test_the_tools_stand_in_rows_that_belong_together(room: Desk) -> None:
    page = room.window.record_page
    page.more.click()
    room.live(0.05)
    tools = page.tools
    layer = (tools.loops, tools.whole, tools.tidy, tools.tighten)
    words = (tools.smaller, tools.larger, tools.hide_words)
    assert len({part.geometry().center().y() for part in layer}) == 1
    assert len({part.geometry().center().y() for part in words}) == 1
    assert max(part.geometry().bottom() for part in layer) < min(part.geometry().top() for part in words)
    assert min(part.height() for part in layer + words) >= 44
    assert tools.widget().height() <= tools.viewport().height(), "nothing is to be scrolled to"


def test_what_the_keys_come_to_is_scrolled_to(room: Desk) -> None:
    page = room.window.record_page
    page.turn_to(LIST)
    page.list.table.setFocus()
    room.press(Qt.Key.Key_Tab)
    for _ in range(3):
        focus = QApplication.focusWidget()
        assert page.list.isAncestorOf(focus)
        assert focus.visibleRegion().boundingRect().height() == focus.height(), focus.accessibleName()
        room.press(Qt.Key.Key_Tab)


def test_at_twice_the_scale_the_words_have_the_room_while_they_are_sung(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    room.window.resize(683, 384)
    for language in reversed(i18n.LANGUAGES):
        bridge.prefs.speak(language)
        room.live(0.05)
        assert not [cut for widget in shown(page) if (cut := cut_off(widget))]
    page.more.click()
    room.window.banner.put_away()
    room.live(0.05)
    tools = page.tools
    assert not page.lines.isVisible(), "there is no room for both"
    assert tools.height() >= 100
    for part in (tools.loops, tools.whole, tools.hide_words):
        assert part.height() >= 44
        assert not part.geometry().intersects(tools.smaller.geometry())
    page.first_focus().setFocus()
    assert QApplication.focusWidget() is tools.loops
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.moment.take_frames > LINE_FRAMES + 20_000, "the second line")
    lines = page.lines.list
    assert lines.isVisible()
    assert lines.now == 1
    assert lines.places.bottom(1) - lines.scrolled <= lines.height(), "the line that is sung is seen"
    assert page.strip.height() >= 50
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.song.takes and not bridge.moment.recording, "the take")
    room.live(0.1)
    assert tools.isVisible(), "as it was before"


def test_one_click_checks_the_level_and_then_offers_it_no_more(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    assert page.check.isVisible()
    bridge.mic.level_s = 0.6

    def wait(dialog: QDialog) -> None:
        room.until(lambda: bridge.mic.level is not None, "the verdict")
        dialog.reject()

    room.in_dialog(wait, page.check.click)
    assert not page.check.isVisible()
    assert not bridge.song.takes


def test_h_hides_the_words_and_shows_them_again(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.booth.set_words(0, "bare for meg")
    page.lines.setFocus()
    for hidden in (True, False):
        room.press(Qt.Key.Key_H)
        assert bridge.prefs.words_hidden is hidden
        assert page.tools.hide_words.isChecked() is hidden


def test_words_begin_behind_the_intro(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    bridge.edit("set_section_kind", section_id=bridge.song.sections[0].id, kind="intro")
    page.write.click()
    QApplication.clipboard().setText("[Vers 1]\nen linje\n\nen til")
    room.ctrl(Qt.Key.Key_V)
    page.write.click()
    assert [line.text for line in bridge.song.lines] == ["", "", "en linje", "en til"]
    assert [row.words for row in page.lines.list.rows] == ["", "", "en linje", "en til"]
