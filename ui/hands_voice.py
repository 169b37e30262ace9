"""Hands in the room Opptak: see `ui.lesson_hands`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from recorder import takes
from studio.errors import StudioError
from studio.lessons import sitting as told

if TYPE_CHECKING:
    from ui.lesson_hands import Hand, WindowHands

_HURRIED_S = 0.5
"""Whoever is in a hurry is heard for so long; the rest is told."""
_GOOD_S = 3.0
_TRIM_BEATS = 0.5
_FADE_S = 0.05


# --- the voice


def level_ok(hands: WindowHands) -> Hand:
    """The demo device's voice sounds while the song plays."""
    bridge, feed = hands.bridge, hands.bridge.lessons.feed
    before = feed.sitting.good_seconds
    if not bridge.moment.moving and bridge.can_play:
        hands.window.dock.play.click()
    wanted = _HURRIED_S if hands.hurried else _GOOD_S
    yield lambda: feed.sitting.good_seconds - before >= wanted or not bridge.moment.moving
    if bridge.moment.moving:
        hands.window.dock.play.click()
    yield lambda: not bridge.moment.moving
    if hands.hurried:
        feed.tell(told.level(feed.sitting, sum(told.GOOD_DB) / 2, _GOOD_S))


def record(hands: WindowHands, bars: float, layer: str = "lead", passes: int = 1) -> Hand:
    bridge, page, dock = hands.bridge, hands.window.record_page, hands.window.dock
    hands.lead("record.layers")
    page.layers.buttons[layer].click()
    bridge.booth.set_loops(passes > 1)
    bridge.locate(0.0)
    if hands.hurried:
        bridge.prefs.count_in(0)
    done, beats = hands.take_made(passes), bars * bridge.song.beats_per_bar
    if passes > 1:
        start, end = bridge.booth.around(0.0)
        beats = end - start
    frames = bridge.song.frame_of(beats * passes)
    dock.record.click()
    yield lambda: bridge.moment.take_frames >= frames
    dock.record.click()
    yield done
    bridge.booth.set_loops(False)


def choose_take(hands: WindowHands, line: int, take: int) -> Hand:
    hands.lead("record.lines")
    rows = hands.window.record_page.lines.list
    bridge = hands.bridge
    if bridge.booth.role != "lead":
        hands.window.record_page.layers.buttons["lead"].click()
    found = takes.takes_of(bridge.song, bridge.booth.track_id)
    if not 1 <= take <= len(found) or line > len(rows.rows):
        raise StudioError("song-invalid", field="take", value=str(take))
    rows.chosen.emit(line - 1, found[take - 1].id)
    yield hands.idle


def again(hands: WindowHands, line: int) -> Hand:
    hands.lead("record.again")
    rows = hands.window.record_page.lines.list
    if hands.bridge.booth.role != "lead":
        hands.window.record_page.layers.buttons["lead"].click()
    done = hands.take_made(1)
    rows.setFocus()
    rows.select_line(line - 1)
    rows.retake.emit(line - 1)
    yield done
    yield lambda: not hands.bridge.booth.ends_by_itself
    hands.bridge.link.stop()


def split(hands: WindowHands) -> Hand:
    clip = hands.clip
    hands.choose_clip(clip, (clip.at_beat + hands.end_of(clip)) / 2)
    hands.bridge.clips.split()
    yield lambda: True


def trim(hands: WindowHands) -> Hand:
    clip = hands.clip
    hands.choose_clip(clip, hands.end_of(clip) - _TRIM_BEATS)
    hands.bridge.clips.trim_end()
    yield lambda: True


def fade(hands: WindowHands) -> Hand:
    clip, rate_hz = hands.clip, hands.bridge.song.rate_hz
    hands.choose_clip(clip, clip.at_beat)
    more = round(_FADE_S * rate_hz)
    fades = {"fade_in_frames": clip.fade_in_frames + more, "fade_out_frames": clip.fade_out_frames + more}
    hands.bridge.clips.ask("set_clip_fades", {"clip_id": clip.id, **fades})
    yield lambda: True


def move_clip(hands: WindowHands, beats: float) -> Hand:
    clip = hands.lead_track.clips[-1]
    hands.choose_clip(clip, clip.at_beat)
    hands.bridge.clips.nudge(beats)
    yield lambda: True


def silence_between(hands: WindowHands) -> Hand:
    hands.lead("record.tidy")
    hands.window.record_page.tools.tidy.click()
    yield hands.idle


HANDS: dict[str, Callable[..., Hand]] = {
    hand.__name__: hand
    for hand in (level_ok, record, choose_take, again, split, trim, fade, move_clip, silence_between)
}
"""By the name of the action."""
