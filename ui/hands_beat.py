"""Hands in the room Beat, and on the song as a whole: see `ui.lesson_hands`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from beats.kits import SOUNDS
from studio.errors import StudioError
from ui.widgets.track_header import NameEdit

if TYPE_CHECKING:
    from ui.lesson_hands import Hand, WindowHands


# --- the beat


def style(hands: WindowHands, name: str) -> Hand:
    hands.lead("beat.styles")
    next(card for card in hands.window.beat_page.styles.cards if card.of == name).click()
    yield hands.idle
    hands.bridge.link.stop()


def kit(hands: WindowHands, name: str) -> Hand:
    hands.lead("beat.kit")
    box = hands.window.beat_page.editor.kit
    names = [kit for kit, _ in hands.bridge.beat.kits()]
    if name not in names:
        raise StudioError("kit-missing", name=name)
    box.setCurrentIndex(names.index(name))
    box.activated.emit(names.index(name))
    yield hands.idle


def _row(hands: WindowHands, sound: str) -> int:
    """Put the keys of the grid on the row of a sound, which gets one if the pattern has none. StudioError."""
    hands.lead("beat.grid")
    grid, desk = hands.window.beat_page.editor.grid.steps, hands.bridge.beat
    if sound not in [lane.sound for lane in grid.lanes]:
        track = next((track for track, name in desk.sounds() if name == sound), None)
        if track is None or desk.pattern is None:
            raise StudioError("song-invalid", field="sound", value=sound)
        hands.bridge.edit("add_lane", pattern_id=desk.pattern.id, track_id=track, sound=sound)
    row = [lane.sound for lane in grid.lanes].index(sound)
    grid.move_row(row)
    return row


def hit(hands: WindowHands, sound: str, steps: Sequence[int]) -> Hand:
    row = _row(hands, sound)
    grid = hands.window.beat_page.editor.grid.steps
    for step in steps:
        if all(hit.at_step != step - 1 for hit in grid.lanes[row].steps):
            grid.move_to(step - 1)
            hands.press(grid, Qt.Key.Key_Space)
            yield lambda: True


def clear(hands: WindowHands, sound: str, steps: Sequence[int] = ()) -> Hand:
    row = _row(hands, sound)
    grid = hands.window.beat_page.editor.grid.steps
    for step in steps or [hit.at_step + 1 for hit in grid.lanes[row].steps]:
        grid.move_to(step - 1)
        hands.press(grid, Qt.Key.Key_Delete)
        yield lambda: True


def note(hands: WindowHands, sound: str, step: int, midi: int, length: int = 2) -> Hand:
    hands.lead("beat.roll")
    desk = hands.bridge.beat
    pattern = desk.pattern
    lane = next((lane for lane in pattern.lanes if lane.sound == sound), None) if pattern else None
    track_id = lane.track_id if lane else hands.tracks(SOUNDS[sound].role)[0].id
    hands.window.beat_page.editor.roll.asked.emit(
        "add_note",
        {"pattern_id": pattern.id, "track_id": track_id, "sound": sound, "at_step": step - 1, "length_steps": length,
         "midi_note": midi}, "",
    )  # fmt: skip
    yield lambda: True


def tempo(hands: WindowHands, bpm: float) -> Hand:
    hands.lead("beat.tempo")
    hands.window.beat_page.editor.tempo.setValue(bpm)
    yield lambda: True


def swing(hands: WindowHands, percent: float) -> Hand:
    hands.lead("beat.swing")
    hands.window.beat_page.editor.panel.swing.setValue(percent)
    yield lambda: True


def surprise(hands: WindowHands) -> Hand:
    hands.lead("beat.surprise")
    hands.window.beat_page.editor.surprise.click()
    yield lambda: True


def mute_lane(hands: WindowHands, sound: str) -> Hand:
    row = _row(hands, sound)
    if not hands.window.beat_page.editor.grid.lanes[row].mute:
        hands.press(hands.window.beat_page.editor.grid.steps, Qt.Key.Key_M)
    yield lambda: True


def pattern_copy(hands: WindowHands) -> Hand:
    hands.lead("beat.patterns")
    section = hands.bridge.beat.section
    if section is None:
        raise StudioError("song-empty")
    hands.bridge.beat.own_pattern(section.id)
    yield lambda: True


# --- the song


def name_song(hands: WindowHands, title: str) -> Hand:
    header = hands.window.header
    header.rename()
    line = header.findChild(NameEdit)
    line.setText(title)
    hands.press(line, Qt.Key.Key_Return)
    yield lambda: True


def section(hands: WindowHands, kind: str, bars: int = 0) -> Hand:
    hands.lead("beat.sections")
    bridge, desk = hands.bridge, hands.bridge.beat
    desk.choose(bridge.song.sections[-1].id)
    desk.add_section(kind)
    if bars and desk.section is not None:
        bridge.edit("resize_section", section_id=desk.section.id, bars=bars)
    yield lambda: True


def mute_in_section(hands: WindowHands, kind: str, sound: str) -> Hand:
    hands.lead("beat.sections")
    section_id = hands.section_of(kind)
    hands.bridge.beat.choose(section_id)
    hands.bridge.edit("mute_in_section", section_id=section_id, sound=sound, mute=True)
    yield lambda: True


def drop(hands: WindowHands, kind: str) -> Hand:
    hands.lead("beat.sections")
    section_id = hands.section_of(kind)
    hands.bridge.beat.choose(section_id)
    hands.bridge.edit("set_lead_in", section_id=section_id, lead_in="drop")
    yield lambda: True


def write(hands: WindowHands, lines: Sequence[str]) -> Hand:
    hands.lead("record.words")
    written = [line.text for line in hands.bridge.song.lines if line.text.strip()]
    hands.bridge.booth.set_text((*written, *lines))
    yield hands.idle


HANDS: dict[str, Callable[..., Hand]] = {
    hand.__name__: hand
    for hand in (
        style, kit, hit, clear, note, tempo, swing, surprise, mute_lane, pattern_copy, name_song, section,
        mute_in_section, drop, write,
    )
}  # fmt: skip
"""By the name of the action."""
