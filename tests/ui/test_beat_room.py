"""The room Beat, clicked and typed through: from no song to a beat that is one's own."""

from __future__ import annotations

import pytest
from desk import Desk
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from beats.styles import load_style, marks_broken, style_names, style_of
from ui.beat_desk import beat_tracks, has_beat
from ui.beat_page import EDITOR, OUTSIDE, STYLES
from ui.i18n import t


@pytest.fixture
def room(lasting_desk: Desk) -> Desk:
    """The window on a new song, in the room Beat, nothing playing."""
    lasting_desk.bridge.link.stop()
    lasting_desk.until(lambda: not lasting_desk.bridge.moment.moving and lasting_desk.bridge.job is None, "peace")
    lasting_desk.to_front()
    lasting_desk.window.new_song()
    lasting_desk.told.clear()
    return lasting_desk


def kits_there(desk: Desk, style: str) -> None:
    """A style that was heard once has its kit made."""
    desk.bridge.beat.preview(style)
    desk.until(lambda: desk.bridge.moment.moving and desk.bridge.moment.master_db > -60, f"{style} to sound")
    desk.bridge.beat.end_preview()
    desk.until(lambda: not desk.bridge.moment.moving, "silence")


def test_a_new_song_begins_with_the_styles(room: Desk) -> None:
    page = room.window.beat_page
    assert (room.window.room, page.view) == (0, STYLES)
    assert [card.of for card in page.styles.cards] == list(style_names())
    assert QApplication.focusWidget() is page.styles.cards[0]
    assert not room.bridge.moment.moving  # nothing plays unasked
    assert not page.tabs.isTabEnabled(EDITOR)


def test_pointing_at_a_style_lets_it_be_heard_and_leaves_the_song_as_it_is(room: Desk) -> None:
    page, bridge = room.window.beat_page, room.bridge
    before = bridge.song
    first, second = page.styles.cards[:2]
    room.press(Qt.Key.Key_Right)
    room.until(lambda: bridge.beat.previewing == second.of, "the second style")
    room.until(lambda: bridge.moment.moving and bridge.moment.master_db > -60, "its sound")
    assert second.property("playing") == "true"
    room.press(Qt.Key.Key_Left)
    room.until(lambda: bridge.beat.previewing == first.of, "the first style")
    room.press(Qt.Key.Key_Space)
    room.until(lambda: not bridge.beat.previewing and not bridge.moment.moving, "silence")
    assert bridge.song == before
    assert not bridge.can_undo


def test_one_press_takes_a_style_and_plays_its_verse(room: Desk) -> None:
    page, bridge = room.window.beat_page, room.bridge
    card = next(card for card in page.styles.cards if card.of == "trap")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    room.until(lambda: bridge.moment.moving and bridge.moment.master_db > -60, "the beat")
    assert style_of(bridge.song) == "trap"
    assert page.view == EDITOR
    section = bridge.beat.section
    assert section is not None
    assert section.kind == "verse"
    start, end = bridge.beat.span(section)
    assert start <= bridge.moment.beat < end
    room.until(lambda: bridge.opened.folder is not None, "its folder")
    bridge.undo()
    assert not has_beat(bridge.song)
    assert page.view == STYLES


@pytest.mark.parametrize("style", style_names())
def test_every_style_can_be_taken_and_surprises_keep_to_it(room: Desk, style: str) -> None:
    bridge = room.bridge
    bridge.beat.take_style(style)
    pattern = bridge.beat.pattern
    assert pattern is not None
    assert marks_broken(load_style(style), pattern, bridge.song.key) == ()
    bridge.beat.surprise()
    surprised = bridge.beat.pattern
    assert surprised is not None
    assert surprised != pattern
    assert marks_broken(load_style(style), surprised, bridge.song.key) == ()
    bridge.undo()
    assert bridge.beat.pattern == pattern
    assert room.told == []


def test_another_kit_keeps_the_pattern(room: Desk) -> None:
    bridge, editor = room.bridge, room.window.beat_page.editor
    bridge.beat.take_style("boom_bap")
    patterns = bridge.song.patterns
    names = [name for name, _ in bridge.beat.kits()]
    editor.kit.setCurrentIndex(names.index("trap"))
    editor.kit.activated.emit(names.index("trap"))
    assert bridge.song.patterns == patterns
    assert {track.kit for track in beat_tracks(bridge.song)} == {"trap"}
    bridge.undo()
    assert names[editor.kit.currentIndex()] == "boom_bap"


def test_steps_are_set_by_keys_and_undone(room: Desk) -> None:
    bridge, page = room.bridge, room.window.beat_page
    bridge.beat.take_style("boom_bap")
    bridge.link.stop()
    page.editor.first_focus().setFocus()
    before = bridge.beat.pattern
    room.press(Qt.Key.Key_Right)
    room.press(Qt.Key.Key_Space)
    changed = bridge.beat.pattern
    assert changed != before
    assert not bridge.moment.moving  # on the grid the space bar sets a step
    room.ctrl(Qt.Key.Key_Z)
    assert bridge.beat.pattern == before


def test_sections_are_chosen_moved_lengthened_copied_and_removed_by_keys(room: Desk) -> None:
    bridge, bar = room.bridge, room.window.beat_page.editor.sections
    bridge.beat.take_style("trap")
    bridge.link.stop()
    kinds = lambda: [section.kind for section in bridge.song.sections]  # noqa: E731
    before = bridge.song
    bar.setFocus()
    verse = bridge.beat.section
    assert verse is not None
    assert kinds()[:3] == ["intro", "verse", "hook"]
    room.press(Qt.Key.Key_Right)
    assert bridge.beat.section.kind == "hook"
    room.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert kinds()[:3] == ["intro", "hook", "verse"]
    room.press(Qt.Key.Key_Plus)
    line = 2 if bridge.song.bpm >= 115 else 1
    hook = next(section for section in before.sections if section.kind == "hook")
    assert bridge.beat.section.bars == hook.bars + line
    count = len(kinds())
    room.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert kinds()[:4] == ["intro", "hook", "hook", "verse"]
    room.press(Qt.Key.Key_Delete)
    assert len(kinds()) == count
    for _ in range(4):
        room.ctrl(Qt.Key.Key_Z)
    assert bridge.song == before


def test_a_section_is_dragged_to_another_place(room: Desk) -> None:
    bridge, bar = room.bridge, room.window.beat_page.editor.sections
    bridge.beat.take_style("boom_bap")
    bridge.link.stop()
    room.live(0.05)
    first, second = bridge.song.sections[:2]
    start, goal = bar.section_box(first.id).center(), bar.section_box(second.id).center()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for x in range(start.x(), goal.x() + 1, 5):
        QTest.mouseMove(bar, QPoint(x, goal.y()))
    QTest.mouseMove(bar, goal)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, goal)
    assert [section.id for section in bridge.song.sections[:2]] == [second.id, first.id]


def test_the_section_menu_does_what_it_says(room: Desk) -> None:
    bridge, editor = room.bridge, room.window.beat_page.editor
    bridge.beat.take_style("boom_bap")
    bridge.link.stop()

    def choose(*way: str) -> None:
        menu = editor.section_menu
        menu.aboutToShow.emit()
        for text in way:
            action = next(action for action in menu.actions() if action.text() == text)
            if action.menu() is None:
                action.trigger()
            else:
                menu = action.menu()

    section = bridge.beat.section
    choose(t("muffled"))
    assert bridge.beat.section.muffled != section.muffled
    choose(t("lead-in"), t("lead-in-drop"))
    assert bridge.beat.section.lead_in == "drop"
    choose(t("mute-here"), t("sound-snare"))
    assert "snare" in bridge.beat.section.muted
    choose(t("section-pattern"), t("own-pattern"))
    assert bridge.beat.section.pattern_id != section.pattern_id
    count = len(bridge.song.sections)
    choose(t("section-new"), t("section-bridge"))
    assert len(bridge.song.sections) == count + 1
    assert bridge.beat.section.kind == "bridge"
    choose(t("section-remove"))
    assert len(bridge.song.sections) == count


def test_sounds_come_and_go_and_chords_are_laid_under(room: Desk) -> None:
    bridge, editor = room.bridge, room.window.beat_page.editor
    bridge.beat.take_style("trap")
    bridge.link.stop()
    menu = editor.sounds.menu()

    def press(text: str) -> None:
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == text).trigger()

    sounds = lambda: {lane.sound for lane in bridge.beat.pattern.lanes}  # noqa: E731
    assert "shaker" not in sounds()
    press(t("sound-shaker"))
    assert "shaker" in sounds()
    press(t("sound-shaker"))
    assert "shaker" not in sounds()
    press(t("chord-loop", loop=load_style("trap").loop))
    assert bridge.beat.pattern.bars == 4
    bridge.undo()
    assert bridge.beat.pattern.bars == 2


def test_repeating_keeps_to_the_chosen_section(room: Desk) -> None:
    bridge = room.bridge
    kits_there(room, "trap")
    bridge.beat.take_style("trap")
    room.until(lambda: bridge.moment.moving, "the verse")
    hook = next(section for section in bridge.song.sections if section.kind == "hook")
    bridge.beat.choose(hook.id)
    start, end = bridge.beat.span(hook)
    room.until(lambda: start <= bridge.moment.beat < end, "the hook")
    bridge.link.stop()
    room.until(lambda: not bridge.moment.moving, "silence")
    room.press(Qt.Key.Key_G)
    assert not bridge.beat.repeats


def test_the_playhead_is_shown_where_the_pattern_plays(room: Desk) -> None:
    bridge = room.bridge
    bridge.beat.take_style("trap")
    bridge.link.stop()
    verse = bridge.beat.section
    start, _ = bridge.beat.span(verse)
    assert bridge.beat.step_at(start) == 0.0
    assert bridge.beat.step_at(start + 4.25) == 17.0
    assert bridge.beat.step_at(start + 8.5) == 2.0  # round again
    assert bridge.beat.step_at(start + 28.0) is None  # the fill


def test_swing_grid_length_and_quantise_are_edits_of_the_pattern(room: Desk) -> None:
    bridge, panel = room.bridge, room.window.beat_page.editor.panel
    bridge.beat.take_style("boom_bap")
    bridge.link.stop()
    room.window.beat_page.editor.more.click()
    panel.swing.setValue(61.25)
    assert bridge.beat.pattern.swing_percent == 61.25
    panel.steps.activated.emit(1)
    assert bridge.beat.pattern.steps_per_bar == 32
    panel.bars.activated.emit(panel.bars.findText(t("bars-count", bars=4)))
    assert bridge.beat.pattern.bars == 4
    panel.quantise.setValue(50.0)
    assert {lane.quantise_percent for lane in bridge.beat.pattern.lanes} == {50.0}
    room.window.beat_page.editor.more.click()


def test_the_imported_beat_has_a_view_of_its_own(room: Desk, tmp_path) -> None:
    from desk import write_beat

    write_beat(tmp_path / "Natt 92 BPM.wav", 6.0)
    room.bridge.exchange.bring_in(tmp_path / "Natt 92 BPM.wav")
    room.until(lambda: room.bridge.can_play and room.bridge.job is None, "the beat")
    assert room.window.beat_page.view == OUTSIDE


def test_menus_open_where_the_section_is(room: Desk) -> None:
    editor = room.window.beat_page.editor
    room.bridge.beat.take_style("lofi")
    room.bridge.link.stop()
    seen: list[tuple[str, QPointF]] = []
    editor.sections.menu_wanted.connect(lambda section, at: seen.append((section, at)))
    editor.sections.setFocus()
    room.press(Qt.Key.Key_Menu)
    assert seen[0][0] == room.bridge.beat.section.id
    assert editor.section_menu.isVisible()
    editor.section_menu.close()  # an open menu keeps the window's keys to itself


def test_the_knobs_turn_the_sound_that_the_keys_are_on(room: Desk) -> None:
    bridge, editor = room.bridge, room.window.beat_page.editor
    bridge.beat.take_style("boom_bap")
    bridge.link.stop()
    editor.lanes.setCurrentIndex(0)
    editor.more.click()
    try:
        editor.first_focus().setFocus()
        lane = editor.grid.lanes[editor.grid.steps.row]
        before = bridge.song
        room.until(lambda: "boom_bap" in bridge.kits.of(before), "the kit")
        source = bridge.kits.of(before)["boom_bap"][lane.sound]
        editor.knobs.lane_boxes["late_ms"].setValue(12.0)
        editor.knobs.lane_boxes["gain_db"].setValue(-3.0)
        editor.knobs.tweak_boxes["tune"].setValue(-2.0)
        turned = next(other for other in bridge.beat.pattern.lanes if other.sound == lane.sound)
        assert (turned.late_ms, turned.gain_db) == (12.0, -3.0)
        assert bridge.song.track(lane.track_id).tweaks == {f"{lane.sound}.tune": -2.0}
        room.until(lambda: bridge.kits.of(bridge.song)["boom_bap"][lane.sound] != source, "the sound made anew")
        for _ in range(3):
            bridge.undo()
        assert bridge.song == before
        room.press(Qt.Key.Key_Down)
        below = editor.grid.lanes[editor.grid.steps.row]
        assert below.sound != lane.sound
        assert editor.knobs.lane_boxes["late_ms"].value() == below.late_ms
    finally:
        editor.more.click()


def test_after_a_style_was_heard_the_song_plays_on_to_its_end(room: Desk) -> None:
    bridge = room.bridge
    bridge.beat.take_style("trap")
    bridge.beat.set_repeats(False)
    bridge.link.stop()
    room.until(lambda: not bridge.moment.moving, "silence")
    kits_there(room, "trap")
    bridge.link.stop()  # a slow machine may have begun to play only now
    room.until(lambda: not room.client.status.playing, "silence of the engine")
    bridge.locate(14.5)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 16.5, "the place where the style went round")
    bridge.link.stop()


def test_a_style_is_heard_in_place_of_the_song_that_plays(room: Desk) -> None:
    bridge = room.bridge
    bridge.beat.take_style("trap")
    room.until(lambda: bridge.moment.moving, "the verse")
    room.window.beat_page.turn_to(STYLES)
    bridge.beat.preview("lofi")
    assert bridge.beat.previewing == "lofi"
    room.until(lambda: 0 < bridge.moment.beat < 16 and bridge.moment.master_db > -60, "the style, from its start")
    bridge.beat.end_preview()
    room.until(lambda: not bridge.moment.moving, "silence")


def test_a_section_without_a_pattern_has_nothing_to_change(room: Desk) -> None:
    bridge, editor = room.bridge, room.window.beat_page.editor
    bridge.beat.take_style("trap")
    bridge.link.stop()
    section = bridge.beat.section
    bridge.edit("set_section_pattern", section_id=section.id, pattern_id="")
    assert editor.grid.lanes == ()
    assert editor.lanes.count() == 1
    before = bridge.song
    editor.first_focus().setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_5, Qt.Key.Key_Delete):
        room.press(key)
    assert bridge.song == before
    bridge.beat.own_pattern(section.id)
    assert bridge.beat.pattern is not None


def test_a_pattern_of_notes_alone_can_be_reached(room: Desk) -> None:
    bridge, editor = room.bridge, room.window.beat_page.editor
    bridge.beat.take_style("trap")
    bridge.link.stop()
    for lane in bridge.beat.pattern.lanes:
        if lane.steps:
            bridge.edit("remove_lane", pattern_id=bridge.beat.pattern.id, track_id=lane.track_id, sound=lane.sound)
    assert [editor.lanes.tabText(place) for place in range(2)] == [t("role-drums"), t("sound-sub")]
    editor.lanes.setCurrentIndex(1)
    assert editor.first_focus() is editor.roll
    room.bridge.prefs.speak("en")
    assert editor.lanes.currentIndex() == 1  # the language leaves the tab open that was
    room.bridge.prefs.speak("nb")
    editor.lanes.setCurrentIndex(0)


def test_nothing_of_the_beat_is_laid_out_anew_during_a_take(room: Desk) -> None:
    bridge = room.bridge
    bridge.beat.take_style("trap")
    bridge.link.stop()
    room.until(lambda: not bridge.moment.moving and bridge.job is None, "peace")
    bridge.record_or_stop()
    room.until(lambda: bridge.moment.take_frames > 10_000, "a take")
    before = bridge.song
    bridge.beat.toggle_repeats()
    bridge.beat.take_style("lofi")
    bridge.set_tempo(90.0)
    assert not bridge.beat.repeats
    assert bridge.song == before
    bridge.record_or_stop()
    room.until(lambda: bridge.song.takes, "the take")


def test_a_finished_file_waits_for_the_sounds(room: Desk) -> None:
    import numpy as np
    import soundfile

    bridge = room.bridge
    bridge.beat.take_style("gfunk")
    bridge.link.stop()
    room.until(lambda: bridge.opened.folder is not None and bridge.job is None, "its folder")
    bridge.edit("set_tweak", track_id=bridge.song.tracks[0].id, sound="kick", name="tune", value=3.0)
    for section in bridge.song.sections[2:]:
        bridge.edit("remove_section", section_id=section.id)
    bridge.exchange.export("wav24")
    room.until(lambda: bridge.exchange.last_export, "the file", 120.0)
    sound, _ = soundfile.read(bridge.exchange.last_export)
    assert np.abs(sound).max() > 0.1
