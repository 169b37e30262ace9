"""With keys alone: the room Opptak. See `keyhands`."""

from __future__ import annotations

import math

from keyhands import CTRL, DOWN, LEFT, RIGHT, UP, KeyHands
from PySide6.QtCore import Qt

from recorder import takes
from studio.lessons import sitting as told
from studio.song import Clip
from ui.record_page import LINES, TIMELINE

_PREVIOUS, _NEXT = ((key, Qt.KeyboardModifier.AltModifier) for key in (Qt.Key.Key_Left, Qt.Key.Key_Right))
HEARD_S, GOOD_S = 0.5, 3.0
"""So long a voice is really heard; the rest is told."""


def lines(keys: KeyHands):
    """The list of lines, which is gone to; the room around it."""
    page = keys.window.record_page
    if keys.window.room != 1:
        keys.room(2)
    keys.turn(page.tabs, LINES)
    return page


def level_ok(keys: KeyHands) -> None:
    bridge, feed = keys.bridge, keys.bridge.lessons.feed
    before = feed.sitting.good_seconds
    keys.desk.press(Qt.Key.Key_Space, CTRL)
    keys.desk.until(lambda: feed.sitting.good_seconds - before >= HEARD_S, "a good level")
    keys.desk.press(Qt.Key.Key_Space, CTRL)
    keys.desk.until(lambda: not bridge.moment.moving, "silence")
    feed.tell(told.level(feed.sitting, sum(told.GOOD_DB) / 2, GOOD_S))


def layer(keys: KeyHands, role: str) -> None:
    """The layers are one stop of the Tab key; the arrows choose among them."""
    buttons, booth = lines(keys).layers.buttons, keys.bridge.booth
    if booth.role != role:
        keys.desk.tab_to(buttons[booth.role])
        roles = list(buttons)
        keys.count(lambda: roles.index(booth.role), roles.index(role), more=RIGHT, less=LEFT)


def record(keys: KeyHands, bars: float, layer: str = "lead", passes: int = 1) -> None:
    bridge, desk = keys.bridge, keys.desk
    _layer(keys, layer)
    while bridge.prefs.count_in_bars:
        desk.press(Qt.Key.Key_C)
    if bridge.booth.loops != (passes > 1):
        desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_Home, CTRL)
    bridge.link.poll()
    beats = bars * bridge.song.beats_per_bar
    if passes > 1:
        start, end = bridge.booth.around(0.0)
        beats = end - start
    frames, before = bridge.song.frame_of(beats * passes), len(bridge.song.takes)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: bridge.moment.take_frames >= frames, "the take", 120.0)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: len(bridge.song.takes) >= before + passes and not bridge.link.recording, "its end")
    if bridge.booth.loops:
        desk.press(Qt.Key.Key_G)


_layer = layer


def at_line(keys: KeyHands, line: int):
    """The keys on a line of the lead, counted from 1."""
    layer(keys, "lead")
    rows = lines(keys).lines.list
    keys.desk.tab_to(rows)
    keys.count(lambda: rows.selected, line - 1, more=DOWN, less=UP)
    return rows


def choose_take(keys: KeyHands, line: int, take: int) -> None:
    rows = at_line(keys, line)
    wanted = takes.takes_of(keys.bridge.song, keys.bridge.booth.track_id)[take - 1].id
    place = [mark.take_id for mark in rows.rows[line - 1].takes].index(wanted)
    keys.count(lambda: rows.take, place, more=RIGHT, less=LEFT)
    keys.desk.press(Qt.Key.Key_Return)


def again(keys: KeyHands, line: int) -> None:
    bridge, before = keys.bridge, len(keys.bridge.song.takes)
    at_line(keys, line)
    keys.desk.press(Qt.Key.Key_T)
    keys.desk.until(lambda: len(bridge.song.takes) > before and not bridge.link.recording, "the line", 120.0)
    keys.desk.until(lambda: not bridge.booth.ends_by_itself, "its end")
    if bridge.moment.moving:
        keys.desk.press(Qt.Key.Key_Space, CTRL)


def on_clip(keys: KeyHands, which: int = 0) -> Clip:
    """The timeline, with a clip of the lead chosen."""
    page, clips = keys.window.record_page, keys.bridge.clips
    if keys.window.room != 1:
        keys.room(2)
    keys.turn(page.tabs, TIMELINE)
    lead = next(track for track in keys.bridge.song.tracks if track.role == "lead")
    wanted = lead.clips[which]
    keys.desk.tab_to(page.timeline.canvas)
    ids = [clip.id for clip in lead.clips]
    keys.count(
        lambda: ids.index(clips.target[1].id) if clips.target is not None and clips.target[1].id in ids else -1,
        ids.index(wanted.id),
        more=_NEXT,
        less=_PREVIOUS,
    )
    return wanted


def playhead(keys: KeyHands, beat: int) -> None:
    """Home, then the arrows: with Shift a beat."""
    stretch = keys.window.record_page.timeline.stretch
    keys.desk.press(Qt.Key.Key_Home)
    for at_beat in range(beat + 1):
        if at_beat:
            keys.desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        keys.desk.until(lambda at_beat=at_beat: stretch.playhead_beat == at_beat, f"the playhead at {at_beat}")


def split(keys: KeyHands) -> None:
    clip = on_clip(keys)
    playhead(keys, math.floor(clip.at_beat) + 1)
    on_clip(keys)
    keys.desk.press(Qt.Key.Key_D)


def trim(keys: KeyHands) -> None:
    clip, song = on_clip(keys), keys.bridge.song
    end = clip.at_beat + song.beat_of(clip.length_frames)
    playhead(keys, math.ceil(end) - 1)
    on_clip(keys)
    keys.desk.press(Qt.Key.Key_W)


def fade(keys: KeyHands) -> None:
    on_clip(keys)

    def fill(dialog: object) -> None:
        for box in (dialog.form.fade_in, dialog.form.fade_out):
            keys.write(box, f"{box.value() + 50:.0f}")
        keys.press(dialog.done_button)

    keys.desk.in_dialog(fill, lambda: keys.desk.press(Qt.Key.Key_F))


def silence_between(keys: KeyHands) -> None:
    page = lines(keys)
    if not page.more.isChecked():
        keys.press(page.more)
    keys.press(page.tools.tidy)
    keys.desk.until(keys.idle, "the lines to be tidied")


ROWS = {
    do.__name__: do
    for do in (level_ok, record, choose_take, again, split, trim, fade, silence_between)
}  # fmt: skip
"""By the name of the action."""
