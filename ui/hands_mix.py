"""Hands in the rooms Miks and Gi ut: see `ui.lesson_hands`."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from studio import automation, edits
from studio.errors import StudioError
from studio.heard import singers, uncovered
from studio.lessons import sitting as told
from studio.lines import line_spans
from studio.preflight.rights import to_ask

if TYPE_CHECKING:
    from ui.lesson_hands import Hand, WindowHands

_HURRIED_BARS = 0.5
"""Whoever is in a hurry rehearses so much; the rest is told."""
_ROUNDED_BARS = 1e-6
_SENT_DB = -12.0


# --- the mix


def fader(hands: WindowHands, role: str, db: float) -> Hand:
    for track in hands.tracks(role):
        fader = hands.strip(track).fader
        fader.setValue(round(db / fader.singleStep() * 2))
        fader.let_go.emit()
        yield lambda: True


def pan(hands: WindowHands, role: str, percent: float) -> Hand:
    pan = hands.strip(hands.tracks(role)[-1]).pan
    pan.setValue(round(percent / 100.0 * pan.maximum()))
    pan.let_go.emit()
    yield lambda: True


def _switched(name: str) -> Callable[..., Hand]:
    def switch(hands: WindowHands, role: str) -> Hand:
        for _ in range(2):
            getattr(hands.strip(hands.tracks(role)[0]), name).click()
            yield lambda: True

    return switch


def balance(hands: WindowHands, db: float) -> Hand:
    hands.lead("mix.balance")
    hands.window.mix_page.voice.balance.turned.emit(db)
    yield lambda: True


def voice(hands: WindowHands, name: str, amount: float | None = None) -> Hand:
    hands.lead("mix.voices")
    view = hands.window.mix_page.voice
    next(card for card in view.cards.cards if card.of == name).click()
    if amount is not None:
        view.amount.setValue(round(amount * view.amount.maximum()))
    yield hands.idle
    hands.bridge.link.stop()


def effect(hands: WindowHands, name: str) -> Hand:
    track = hands.lead_track
    strip, stages = hands.strip(track), hands.window.mix_page.mixer.panel.stages
    if hands.bridge.mixing.picked != track.id:
        strip.name.click()
    switch = next((stage.switch for stage in stages.values() if stage.switch_knob == f"{name}_on"), None)
    send = stages["send"].faders.get(f"{name}_send_db")
    if switch is not None:
        if not switch.isChecked():
            switch.click()
    elif send is not None:
        send.show_db(_SENT_DB)
        send.moved_db.emit(_SENT_DB)
        send.let_go.emit()
    else:
        raise StudioError("song-invalid", field="effect", value=name)
    yield hands.idle


def echo_last_word(hands: WindowHands, line: int) -> Hand:
    spans, track, name = line_spans(hands.bridge.song), hands.lead_track, "delay_send_db"
    if not 1 <= line <= len(spans):
        raise StudioError("song-invalid", field="line", value=str(line))
    end = spans[line - 1].to_beat
    points = automation.with_echoes(track.automation.get(name, ()), track.knob(name), [(end - 1.0, end)])
    hands.bridge.change(
        lambda song: edits.set_automation(song, track_id=track.id, name=name, points=points), "edit-set-automation"
    )
    yield lambda: True


def keep_mix(hands: WindowHands) -> Hand:
    hands.lead("mix.compare")
    hands.window.mix_page.mixer.tools.keep.click()
    yield lambda: True


def swap(hands: WindowHands) -> Hand:
    hands.lead("mix.compare")
    tools = hands.window.mix_page.mixer.tools
    if not hands.bridge.mixing.has_other:
        tools.keep.click()
        yield lambda: True
    tools.show_song()
    tools.swap.click()
    yield lambda: True


def _ear(name: str) -> Callable[..., Hand]:
    def hear(hands: WindowHands) -> Hand:
        hands.lead(f"mix.{name}")
        for _ in range(2):
            hands.window.mix_page.mixer.tools.ears[name].click()
            yield lambda: True

    return hear


def measure(hands: WindowHands) -> Hand:
    hands.lead("finish.check")
    hands.window.finish_page.give.checks.look.click()
    yield hands.idle
    yield lambda: hands.bridge.giving.findings is not None and hands.bridge.job is None


# --- giving it out


def field(hands: WindowHands, name: str, value: str) -> Hand:
    hands.lead("finish.form")
    editor = hands.window.finish_page.form.fields[name].editor
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(value))
        editor.activated.emit(editor.currentIndex())
    elif isinstance(editor, QLineEdit):
        hands.write(editor, value)
    else:
        raise StudioError("song-invalid", field="field", value=name)
    yield lambda: True


def writer(hands: WindowHands, share: float) -> Hand:
    hands.lead("finish.writers")
    rows = hands.window.finish_page.form.fields["writers"].editor
    rows.add.click()
    yield lambda: True
    place = len(hands.bridge.giving.release.writers) - 1
    hands.write(rows.editor(place, "name"), f"L {place + 1}")
    rows.editor(place, "share_percent").setValue(share)
    yield lambda: True


def consent(hands: WindowHands) -> Hand:
    hands.lead("finish.consents")
    bridge, fields = hands.bridge, hands.window.finish_page.form.fields
    left, rows = uncovered(bridge.song), fields["consents"].editor
    if not left:
        rows.add.click()
        yield lambda: True
        place = len(bridge.song.release.consents) - 1
        hands.write(rows.editor(place, "name"), f"S {place + 1}")
        yield lambda: True
        rows.editor(place, "given").click()
        yield lambda: True
        return
    if not singers(bridge.song, left[0]):
        name = f"S {len(bridge.song.release.performers) + 1}"
        hands.write(fields["voices"].editor.box(left[0].id).lineEdit(), name)
        yield lambda: True
    people = {one.id for one in singers(bridge.song, left[0])}
    for place, asked in enumerate(to_ask(bridge.song)):
        if asked.performer_id in people and not asked.given:
            rows.editor(place, "given").click()
            yield lambda: True


def wait(hands: WindowHands, days: int) -> Hand:
    hands.lead("finish.date")
    day = str(datetime.date.today() + datetime.timedelta(days=days))
    hands.write(hands.window.finish_page.form.fields["release_date"].editor, day)
    yield lambda: True


def cover(hands: WindowHands) -> Hand:
    hands.lead("finish.cover")
    cover = hands.window.finish_page.cover
    yield lambda: not cover.phone.is_empty and cover.take.isEnabled()
    cover.take.click()
    yield lambda: hands.idle() and hands.bridge.giving.release.cover_file


def release(hands: WindowHands, packs: Sequence[str]) -> Hand:
    if "stage" in packs:
        yield from _stage_folder(hands)
    if not {*packs} - {"stage"}:
        return
    hands.lead("finish.release")
    page, giving = hands.window.finish_page, hands.bridge.giving
    yield lambda: page.export.isEnabled()
    page.export.click()
    if giving.asking:
        page.give.ask.yes.click()
    yield lambda: hands.bridge.job is None and giving.made is not None


# --- the stage


def setlist(hands: WindowHands) -> Hand:
    hands.lead("finish.stage")
    hands.window.finish_page.stage.add.click()
    yield lambda: hands.idle() and hands.bridge.stage.holds_song()


def rehearse(hands: WindowHands, bars: float) -> Hand:
    hands.lead("finish.stage")
    bridge, feed = hands.bridge, hands.bridge.lessons.feed
    before = feed.sitting.rehearsed_bars
    bridge.stage.rehearse()
    real = min(bars, _HURRIED_BARS) if hands.hurried else bars
    yield lambda: feed.sitting.rehearsed_bars - before >= real or not bridge.stage.rehearsing
    bridge.stage.end_rehearsal()
    left = bars - (feed.sitting.rehearsed_bars - before)
    if hands.hurried and left > 0.0:
        feed.tell(told.rehearsed(feed.sitting, left + _ROUNDED_BARS))
    yield lambda: not bridge.moment.moving


def _stage_folder(hands: WindowHands) -> Hand:
    hands.lead("finish.stage")
    hands.window.finish_page.stage.make.click()
    yield lambda: hands.idle() and hands.bridge.stage.is_made


def copy_twice(hands: WindowHands) -> Hand:
    stage = hands.bridge.stage
    if not stage.is_made:
        yield from _stage_folder(hands)
    hands.lead("finish.stage")
    with tempfile.TemporaryDirectory(dir=hands.bridge.shelf.places.runtime) as home:
        for name in ("1", "2"):
            folder = Path(home) / name
            folder.mkdir()
            stage.copy_to(folder)
            yield hands.idle


HANDS: dict[str, Callable[..., Hand]] = {
    "mute": _switched("mute"), "solo": _switched("solo"), "mono": _ear("mono"), "small_speaker": _ear("small_speaker"),
} | {
    hand.__name__: hand
    for hand in (
        fader, pan, balance, voice, effect, echo_last_word, keep_mix, swap, measure, field, writer, consent, wait,
        cover, release, setlist, rehearse, copy_twice,
    )
}  # fmt: skip
"""By the name of the action."""
