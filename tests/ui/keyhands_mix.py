"""What lessons ask for in the rooms Miks and Gi ut, by keys alone: see `keyhands`."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from keyhands import CTRL, KeyHands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QTabBar, QWidget

from studio.heard import singers, uncovered
from studio.lessons import sitting as told
from studio.lines import line_spans
from studio.preflight.rights import to_ask
from studio.song import Track
from ui import finish_page, mix_page
from ui.prompter import Prompter
from ui.widgets.strip import Strip

Key = Qt.Key
MIX, FINISH = 3, 4
"""Numbers of the rooms on the keyboard."""
_HEARD_BARS = 0.5
"""So much is rehearsed; the rest is told."""
_ROUNDED_BARS = 1e-6
_SENT_DB = -12.0


# --- ways


def _turn(keys: KeyHands, tabs: QTabBar, place: int) -> None:
    """To a tab, with the arrows."""
    if tabs.currentIndex() != place:
        keys.desk.tab_to(tabs)
        by = place - tabs.currentIndex()
        keys.keys(Key.Key_Right if by > 0 else Key.Key_Left, times=abs(by))
    assert tabs.currentIndex() == place
    keys.desk.live(0.1)  # a view just turned to is laid out a little later


def _mix(keys: KeyHands, view: int) -> None:
    keys.room(MIX)
    _turn(keys, keys.window.mix_page.tabs, view)


def _finish(keys: KeyHands, view: int) -> None:
    keys.room(FINISH)
    _turn(keys, keys.window.finish_page.tabs, view)


def _tracks(keys: KeyHands, role: str) -> list[Track]:
    return [track for track in keys.bridge.song.tracks if track.role in told.roles_of(role)]


def _lead(keys: KeyHands) -> Track:
    """The voice that was sung on first."""
    return next(track for track in _tracks(keys, "voice") if track.clips)


def _strip(keys: KeyHands, track: Track) -> Strip:
    _mix(keys, mix_page.MIXER)
    return next(strip for strip in keys.window.mix_page.mixer.strips if strip.target == track.id)


def _slide(keys: KeyHands, slider: QSlider, value: int) -> None:
    """Up to a value or down to it: in pages, then in steps."""
    keys.desk.tab_to(slider)
    for size, up, down in (
        (slider.pageStep(), Key.Key_PageUp, Key.Key_PageDown),
        (slider.singleStep(), Key.Key_Up, Key.Key_Down),
    ):
        steps = int((value - slider.value()) / size)
        keys.keys(up if steps > 0 else down, times=abs(steps))
    assert slider.value() == value


def _enter(keys: KeyHands, button: QWidget, until: Callable[[], object], what: str) -> None:
    """Press a button that begins something, and wait for it."""
    keys.desk.until(button.isEnabled, f"the button of {what}")
    keys.press(button)
    keys.desk.until(lambda: keys.idle() and until(), what, 240.0)


# --- the mix


def fader(keys: KeyHands, role: str, db: float) -> None:
    for track in _tracks(keys, role):
        level = _strip(keys, track).fader
        _slide(keys, level, round(db / level.singleStep() * 2))


def pan(keys: KeyHands, role: str, percent: float) -> None:
    side = _strip(keys, _tracks(keys, role)[-1]).pan
    _slide(keys, side, round(percent / 100.0 * side.maximum()))


def _switched(name: str) -> Callable[..., None]:
    def switch(keys: KeyHands, role: str) -> None:
        for _ in range(2):
            keys.press(getattr(_strip(keys, _tracks(keys, role)[0]), name))

    return switch


def balance(keys: KeyHands, db: float) -> None:
    _mix(keys, mix_page.VOICE)
    slider = keys.window.mix_page.voice.balance
    _slide(keys, slider, round(db / 0.5))


def voice(keys: KeyHands, name: str, amount: float | None = None) -> None:
    _mix(keys, mix_page.VOICE)
    view = keys.window.mix_page.voice
    keys.press(next(card for card in view.cards.cards if card.of == name))
    if amount is not None:
        _slide(keys, view.amount, round(amount * view.amount.maximum()))
    keys.desk.until(keys.idle, "the voice to be measured")
    if keys.bridge.moment.moving:
        keys.desk.press(Key.Key_Space, CTRL)


def effect(keys: KeyHands, name: str) -> None:
    track = _lead(keys)
    strip, stages = _strip(keys, track), keys.window.mix_page.mixer.panel.stages
    if not strip.name.isChecked():
        keys.press(strip.name)
    switch = next((stage.switch for stage in stages.values() if stage.switch_knob == f"{name}_on"), None)
    if switch is None:
        send = stages["send"].faders[f"{name}_send_db"]
        _slide(keys, send, round(_SENT_DB * 2))
    elif not switch.isChecked():
        keys.press(switch, Key.Key_Space)
    keys.desk.until(keys.idle, "the loudness to be kept")


def echo_last_word(keys: KeyHands, line: int) -> None:
    _mix(keys, mix_page.MOVES)
    bridge, moves = keys.bridge, keys.window.mix_page.moves
    ids = [track.id for track in bridge.song.tracks]
    _turn(keys, moves.tracks, ids.index(_lead(keys).id))
    span = line_spans(bridge.song)[line - 1]
    stretch = moves.canvas.stretch
    keys.desk.tab_to(moves.canvas)
    while not span.from_beat <= stretch.playhead_beat < span.to_beat:
        before = stretch.playhead_beat
        keys.desk.press(Key.Key_Right if before < span.from_beat else Key.Key_Left, CTRL)
        keys.desk.until(lambda before=before: stretch.playhead_beat != before, "the playhead")
    keys.press(moves.echo)


def keep_mix(keys: KeyHands) -> None:
    _mix(keys, mix_page.MIXER)
    keys.press(keys.window.mix_page.mixer.tools.keep)


def swap(keys: KeyHands) -> None:
    if not keys.bridge.mixing.has_other:
        keep_mix(keys)
    _mix(keys, mix_page.MIXER)
    keys.press(keys.window.mix_page.mixer.tools.swap)


def _ear(name: str) -> Callable[..., None]:
    def hear(keys: KeyHands) -> None:
        _mix(keys, mix_page.MIXER)
        for _ in range(2):
            keys.press(keys.window.mix_page.mixer.tools.ears[name])

    return hear


def measure(keys: KeyHands) -> None:
    _finish(keys, finish_page.GIVE)
    giving = keys.bridge.giving
    _enter(keys, keys.window.finish_page.give.checks.look, lambda: giving.findings is not None and giving.is_fresh,
           "what is found")  # fmt: skip


# --- giving it out


def field(keys: KeyHands, name: str, value: str) -> None:
    _finish(keys, finish_page.SONG)
    keys.write(keys.window.finish_page.form.fields[name].editor, value)


def writer(keys: KeyHands, share: float) -> None:
    _finish(keys, finish_page.SONG)
    rows = keys.window.finish_page.form.fields["writers"].editor
    keys.press(rows.add)
    place = len(keys.bridge.giving.release.writers) - 1
    keys.write(rows.editor(place, "name"), f"L {place + 1}")
    keys.write(rows.editor(place, "share_percent"), f"{share:g}")


def consent(keys: KeyHands) -> None:
    """Whose voice it is, and that this one says yes."""
    _finish(keys, finish_page.SONG)
    bridge, fields = keys.bridge, keys.window.finish_page.form.fields
    track = uncovered(bridge.song)[0]
    if not singers(bridge.song, track):
        name = f"S {len(bridge.song.release.performers) + 1}"
        keys.write(fields["voices"].editor.box(track.id), name)
    people = {one.id for one in singers(bridge.song, track)}
    for place, asked in enumerate(to_ask(bridge.song)):
        if asked.performer_id in people and not asked.given:
            keys.press(fields["consents"].editor.editor(place, "given"), Key.Key_Space)


def wait(keys: KeyHands, days: int) -> None:
    _finish(keys, finish_page.SONG)
    day = str(datetime.date.today() + datetime.timedelta(days=days))
    keys.write(keys.window.finish_page.form.fields["release_date"].editor, day)


def cover(keys: KeyHands) -> None:
    _finish(keys, finish_page.COVER)
    _enter(keys, keys.window.finish_page.cover.take, lambda: keys.bridge.giving.release.cover_file, "the cover")


def release(keys: KeyHands, packs: Sequence[str]) -> None:
    if "stage" in packs:
        _stage_folder(keys)
    if not {*packs} - {"stage"}:
        return
    _finish(keys, finish_page.GIVE)
    page, giving = keys.window.finish_page, keys.bridge.giving
    keys.desk.until(page.export.isEnabled, "the big button")
    keys.press(page.export)
    if giving.asking:
        assert page.give.ask.yes.hasFocus()
        keys.desk.press(Key.Key_Return)
    keys.desk.until(lambda: keys.bridge.job is None and giving.made, "the folder", 240.0)


# --- the stage


def setlist(keys: KeyHands) -> None:
    _finish(keys, finish_page.STAGE)
    _enter(keys, keys.window.finish_page.stage.add, keys.bridge.stage.holds_song, "the set")


def rehearse(keys: KeyHands, bars: float) -> None:
    """On the screen with the words: begun, heard for a while and left; the rest is told."""
    _finish(keys, finish_page.STAGE)
    desk, feed = keys.desk, keys.bridge.lessons.feed
    before = feed.sitting.rehearsed_bars

    def on_screen(screen: Prompter) -> None:
        screen.activateWindow()  # what a window manager does
        desk.until(screen.isActiveWindow, "the screen to be active")
        desk.press(Key.Key_Space)
        desk.until(lambda: feed.sitting.rehearsed_bars - before >= min(bars, _HEARD_BARS), "half a bar", 25.0)
        desk.press(Key.Key_Escape)

    desk.tab_to(keys.window.finish_page.stage.rehearse)
    desk.in_dialog(on_screen, lambda: desk.press(Key.Key_Return))
    desk.until(lambda: not keys.bridge.moment.moving, "silence")
    left = bars - (feed.sitting.rehearsed_bars - before)
    if left > 0.0:
        feed.tell(told.rehearsed(feed.sitting, left + _ROUNDED_BARS))


def _stage_folder(keys: KeyHands) -> None:
    _finish(keys, finish_page.STAGE)
    _enter(keys, keys.window.finish_page.stage.make, lambda: keys.bridge.stage.is_made, "the folder for the stage")


def copy_twice(keys: KeyHands) -> None:
    desk, stage, button = keys.desk, keys.bridge.stage, keys.window.finish_page.stage.copy
    if not stage.is_made:
        _stage_folder(keys)
    _finish(keys, finish_page.STAGE)
    with tempfile.TemporaryDirectory(dir=keys.bridge.shelf.places.runtime) as home:
        for name in ("1", "2"):
            folder = Path(home) / name
            folder.mkdir()
            before = len(stage.copied_to)
            desk.until(button.isEnabled, "the button that copies")
            desk.tab_to(button)
            desk.choose_file(folder, lambda: desk.press(Key.Key_Return))
            desk.until(lambda before=before: keys.idle() and len(stage.copied_to) > before, "the copy")


ROWS: dict[str, Callable[..., None]] = {
    "mute": _switched("mute"), "solo": _switched("solo"), "mono": _ear("mono"), "small_speaker": _ear("small_speaker"),
} | {
    row.__name__: row
    for row in (
        fader, pan, balance, voice, effect, echo_last_word, keep_mix, swap, measure, field, writer, consent, wait,
        cover, release, setlist, rehearse, copy_twice,
    )
}  # fmt: skip
"""By the name of the action."""
