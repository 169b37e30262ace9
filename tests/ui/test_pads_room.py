"""Pads in the window. The events are those of a controller on the engine's far side; over real ports they are tested in
`tests/engine/test_midi_live.py`."""

from __future__ import annotations

import pytest
from desk import Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.engine import messages
from ui.i18n import t
from ui.pad_dialog import PadDialog


def hit(desk: Desk, note: int, sound: str, at_beat: float, **fields: object) -> messages.PadHit:
    drums = next(track.id for track in desk.bridge.song.tracks if track.role == "drums")
    known = {"port": "Pad 16", "velocity": 100, "track_id": drums, "midi_note": None, "rolling": True, **fields}
    return messages.PadHit(note=note, sound=sound, at_beat=at_beat, **known)


@pytest.fixture
def pads(desk: Desk) -> Desk:
    """A desk with a beat and a controller that was just plugged in."""
    desk.sound_ready()
    desk.window.new_song()
    desk.bridge.beat.take_style("trap")
    desk.bridge.link.stop()
    desk.bridge.link.midi.emit(messages.MidiPorts(inputs=("Pad 16",)))
    desk.bridge.link.midi.emit(messages.MidiArrived(port="Pad 16"))
    return desk


def test_pads_are_announced_asked_for_and_remembered(pads: Desk) -> None:
    bridge, editor = pads.bridge, pads.window.beat_page.editor
    assert t("told-pads-arrived", name="Pad 16") in pads.told
    bridge.link.midi.emit(messages.MidiPorts(inputs=("Pad 16",)))  # this machine's own list, empty, came in between
    assert editor.pads.isVisible()

    def answer(dialog: object) -> None:
        assert isinstance(dialog, PadDialog)
        names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        dialog.list.setCurrentRow(names.index(t("sound-cowbell")))
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    asked = messages.PadAsked(port="Pad 16", note=77)
    pads.in_dialog(answer, lambda: bridge.link.midi.emit(asked))
    assert bridge.shelf.settings.pads == {"Pad 16": {77: "cowbell"}}
    bridge.link.midi.emit(messages.MidiGone(port="Pad 16"))
    assert t("told-pads-gone", name="Pad 16") in pads.told


def test_whatever_is_hit_lights_its_row(pads: Desk) -> None:
    editor = pads.window.beat_page.editor
    row = next(n for n, lane in enumerate(editor.grid.lanes) if lane.sound == "snare")
    pads.bridge.link.midi.emit(hit(pads, 38, "snare", 0.0, rolling=False))
    assert editor.grid.heads.heads[row]._lit.isActive()
    assert editor.pads.property("lit") == "true"
    pads.until(lambda: editor.pads.property("lit") == "false", "the light to go out")


def test_what_is_played_goes_into_the_pattern_when_the_beat_stops(pads: Desk) -> None:
    bridge, editor = pads.bridge, pads.window.beat_page.editor
    start, _ = bridge.beat.span(bridge.beat.section)
    before = bridge.song
    editor.pads.click()
    bridge.link.play()
    pads.until(lambda: bridge.moment.moving, "the beat")
    for beat in (0.26, 1.0):  # a little late, and on the beat
        bridge.link.midi.emit(hit(pads, 56, "cowbell", start + beat))
    bridge.link.stop()
    pads.until(lambda: bridge.song != before, "the hits in the pattern")
    lane = next(lane for lane in bridge.beat.pattern.lanes if lane.sound == "cowbell")
    assert [step.at_step for step in lane.steps] == [1, 4]
    assert lane.steps[0].off_steps == pytest.approx(0.04)
    bridge.undo()
    assert bridge.song == before
    editor.pads.click()
    assert not bridge.pads.records


def test_without_recording_nothing_is_written_down(pads: Desk) -> None:
    bridge = pads.bridge
    before = bridge.song
    bridge.link.play()
    pads.until(lambda: bridge.moment.moving, "the beat")
    bridge.link.midi.emit(hit(pads, 56, "cowbell", 1.0))
    bridge.link.stop()
    pads.until(lambda: not bridge.moment.moving, "silence")
    assert bridge.song == before


def test_the_clock_and_the_answer_of_pads_are_chosen_in_the_dialog_for_sound(pads: Desk) -> None:
    bridge = pads.bridge

    def choose(dialog: object) -> None:
        assert dialog.pads.isHidden() is (not bridge.pads.ports)
        bridge.link.midi.emit(messages.MidiPorts(inputs=("Pad 16",), outputs=("Trommemaskin",)))
        assert dialog.pads.isVisible()
        dialog.pads.curve.activated.emit(2)
        dialog.pads.clock.activated.emit(dialog.pads.clock.findData("Trommemaskin"))
        dialog.accept()

    pads.in_dialog(choose, pads.window.choose_sound)
    assert bridge.shelf.settings.velocity_curve == "hard"
    assert bridge.shelf.settings.clock_ports == ("Trommemaskin",)


def test_what_was_played_belongs_to_the_pattern_that_was_in_sight(pads: Desk) -> None:
    bridge, editor = pads.bridge, pads.window.beat_page.editor
    verse, hook = (next(s for s in bridge.song.sections if s.kind == kind) for kind in ("verse", "hook"))
    bridge.beat.choose(verse.id)
    editor.pads.click()
    bridge.link.play()
    pads.until(lambda: bridge.moment.moving, "the beat")
    bridge.link.midi.emit(hit(pads, 56, "cowbell", bridge.beat.span(verse)[0]))
    bridge.beat.choose(hook.id)
    bridge.link.stop()
    pads.until(lambda: bridge.can_undo and not bridge.moment.moving, "silence")
    has = lambda section: any(  # noqa: E731
        lane.sound == "cowbell" for lane in bridge.song.pattern(section.pattern_id).lanes
    )
    pads.until(lambda: has(verse), "the hit in the verse")
    assert not has(hook)


def test_hits_are_kept_when_another_song_is_begun(pads: Desk) -> None:
    bridge, editor = pads.bridge, pads.window.beat_page.editor
    pads.until(lambda: bridge.opened.folder is not None and bridge.job is None, "its folder")
    path = bridge.opened.path
    editor.pads.click()
    bridge.link.play()
    pads.until(lambda: bridge.moment.moving, "the beat")
    bridge.link.midi.emit(hit(pads, 56, "cowbell", bridge.beat.span(bridge.beat.section)[0]))
    bridge.new_song()
    assert not bridge.song.patterns
    bridge.open_song(path)
    pads.until(lambda: bridge.opened.path == path, "the song before")
    assert any(lane.sound == "cowbell" for pattern in bridge.song.patterns for lane in pattern.lanes)
