"""With keys alone: hearing, the room Beat, and the song as a whole. See `keyhands`."""

from __future__ import annotations

from collections.abc import Sequence

from keyhands import CTRL, DOWN, LEFT, NONE, RIGHT, UP, KeyHands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.song import Section
from ui.beat_lanes import sound_title
from ui.beat_page import EDITOR
from ui.i18n import t
from ui.main_window import BEAT
from ui.record_page import LINES

HEARD_BARS = 0.5
"""So much is really heard; the rest is told."""


def editor(keys: KeyHands):
    """The beat under the hands, which is gone to."""
    page = keys.window.beat_page
    if keys.window.room != BEAT:
        keys.room(BEAT + 1)
    keys.turn(page.tabs, EDITOR)
    return page.editor


def play(keys: KeyHands, bars: float, words: bool = False) -> None:
    bridge, page = keys.bridge, keys.window.record_page
    if words:
        keys.room(2)
        keys.turn(page.tabs, LINES)
    feed = bridge.lessons.feed
    before = feed.sitting.played_bars
    keys.desk.press(Qt.Key.Key_Space, CTRL)
    keys.desk.until(lambda: feed.sitting.played_bars - before >= min(bars, HEARD_BARS), "what is heard")
    keys.desk.press(Qt.Key.Key_Space, CTRL)
    keys.desk.until(lambda: not bridge.moment.moving, "silence")
    keys.window.lessons.hands.hear_rest((bars - (feed.sitting.played_bars - before)) * bridge.song.beats_per_bar)


def loop(keys: KeyHands, on: bool) -> None:
    editor(keys)
    if keys.bridge.beat.repeats != on:
        keys.desk.press(Qt.Key.Key_G)


def kit(keys: KeyHands, name: str) -> None:
    box = editor(keys).kit
    keys.desk.tab_to(box)
    wanted = [kit for kit, _ in keys.bridge.beat.kits()].index(name)
    for _ in range(box.count()):
        if box.currentIndex() != wanted:
            keys.desk.press(Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)
            keys.desk.until(keys.idle, "the kit")
    assert box.currentIndex() == wanted


def row(keys: KeyHands, sound: str):
    """The grid, with the keys on the row of a sound."""
    part = editor(keys)
    keys.turn(part.lanes, 0)
    grid = part.grid.steps
    if sound not in [lane.sound for lane in grid.lanes]:
        keys.choose(part.sounds, sound_title(sound, keys.bridge.beat.titles()))
    keys.desk.tab_to(grid)
    wanted = [lane.sound for lane in grid.lanes].index(sound)
    keys.count(lambda: grid.row, wanted, more=DOWN, less=UP)
    return grid


def at_steps(keys: KeyHands, sound: str, steps: Sequence[int], key: Qt.Key) -> None:
    grid = row(keys, sound)
    for step in steps:
        keys.count(lambda: grid.at_step, step - 1, more=RIGHT, less=LEFT)
        keys.desk.press(key)


def hit(keys: KeyHands, sound: str, steps: Sequence[int]) -> None:
    grid = row(keys, sound)
    there = {hit.at_step + 1 for hit in grid.lanes[grid.row].steps}
    at_steps(keys, sound, [step for step in steps if step not in there], Qt.Key.Key_Space)


def clear(keys: KeyHands, sound: str, steps: Sequence[int] = ()) -> None:
    at_steps(keys, sound, steps, Qt.Key.Key_Delete)


def note(keys: KeyHands, sound: str, step: int, midi: int, length: int = 2) -> None:
    part = editor(keys)
    keys.turn(part.lanes, 1 + [name for _, name in part._rolls].index(sound))
    roll = part.roll.notes
    keys.desk.tab_to(roll)
    keys.count(lambda: roll.at_step, step - 1, more=RIGHT, less=LEFT)
    keys.count(lambda: roll.midi_note, midi, more=UP, less=DOWN)
    if roll.note_at(step - 1, midi) is None:
        keys.desk.press(Qt.Key.Key_Space)
    while roll.note_at(step - 1, midi).length_steps != length:
        more = roll.note_at(step - 1, midi).length_steps < length
        keys.desk.press(Qt.Key.Key_Right if more else Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)


def tempo(keys: KeyHands, bpm: float) -> None:
    keys.write(editor(keys).tempo, f"{bpm:g}")


def swing(keys: KeyHands, percent: float) -> None:
    part = editor(keys)
    if not part.more.isChecked():
        keys.press(part.more)
    keys.write(part.panel.swing, f"{percent:g}")


def mute_lane(keys: KeyHands, sound: str) -> None:
    row(keys, sound)
    keys.desk.press(Qt.Key.Key_M)


def pattern_copy(keys: KeyHands) -> None:
    keys.choose(editor(keys).options, t("section-pattern"), t("own-pattern"))


def pick(keys: KeyHands, section: Section) -> None:
    """The keys on a section of the song."""
    part, song = editor(keys), keys.bridge.song
    ids = [one.id for one in song.sections]
    keys.desk.tab_to(part.sections)
    keys.count(lambda: ids.index(keys.bridge.beat.section.id), ids.index(section.id),
               more=RIGHT, less=LEFT)  # fmt: skip


def section(keys: KeyHands, kind: str, bars: int = 0) -> None:
    desk = keys.bridge.beat
    pick(keys, keys.bridge.song.sections[-1])
    keys.choose(editor(keys).sections, t("section-new"), t(f"section-{kind}"))
    keys.desk.tab_to(editor(keys).sections)
    if bars:
        keys.count(lambda: desk.section.bars, bars, more=(Qt.Key.Key_Plus, NONE), less=(Qt.Key.Key_Minus, NONE))


def first(keys: KeyHands, kind: str) -> Section:
    return next(section for section in keys.bridge.song.sections if section.kind == kind)


def mute_in_section(keys: KeyHands, kind: str, sound: str) -> None:
    pick(keys, first(keys, kind))
    keys.choose(editor(keys).sections, t("mute-here"), sound_title(sound, keys.bridge.beat.titles()))


def drop(keys: KeyHands, kind: str) -> None:
    pick(keys, first(keys, kind))
    keys.choose(editor(keys).options, t("lead-in"), t("lead-in-drop"))


def name_song(keys: KeyHands, title: str) -> None:
    keys.desk.press(Qt.Key.Key_F2)
    keys.desk.press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), title)
    keys.desk.press(Qt.Key.Key_Return)


def write(keys: KeyHands, lines: Sequence[str]) -> None:
    page, song = keys.window.record_page, keys.bridge.song
    keys.room(2)
    keys.turn(page.tabs, LINES)
    if not page.write.isChecked():
        keys.press(page.write)
    field = page.words.field
    keys.desk.tab_to(field)
    keys.desk.press(Qt.Key.Key_End, CTRL)
    for place, line in enumerate(lines):
        if place or any(one.text.strip() for one in song.lines):
            keys.desk.press(Qt.Key.Key_Return)
        QTest.keyClicks(field, line)
    keys.desk.until(lambda: any(line.text == lines[-1] for line in keys.bridge.song.lines), "the words")
    keys.desk.until(keys.idle, "the song's folder")
    keys.desk.press(Qt.Key.Key_Escape)
    keys.press(page.write)


def keep_note(keys: KeyHands) -> None:
    note = keys.window.lessons.panel.card.note
    keys.write(note.line, "Regn", Qt.Key.Key_Tab)
    keys.press(note.keep)
    keys.desk.until(keys.idle, "the note")


def option(keys: KeyHands, option: str) -> None:
    keys.press(keys.window.lessons.panel.card.options[option])


def tick(keys: KeyHands) -> None:
    keys.press(keys.window.lessons.panel.my_way)


ROWS = {
    "choose": option,
    **{
        do.__name__: do
        for do in (
            play, loop, kit, hit, clear, note, tempo, swing, mute_lane, pattern_copy, section, mute_in_section, drop,
            name_song, write, keep_note, tick,
        )
    },
}  # fmt: skip
"""By the name of the action."""
