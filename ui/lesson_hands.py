"""What a lesson's answers say, done in the window: on the controls themselves where a press or a number does it, else
through what those controls ask the bridge for. "Vis meg" does them for a person, the window's robot for a check.

A hand is a generator: it does something and yields what it waits for, so that the window goes on living meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from studio.errors import StudioError
from studio.lessons import sitting as told
from studio.lessons.actions import Answer
from studio.song import Clip, Track
from studio.timeline import song_length_frames
from ui import hands_beat, hands_mix, hands_voice
from ui.controls import lead_to
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Wait = Callable[[], object]
Hand = Iterator[Wait]
_LOOK_MS = 30
_ROUNDED_BEATS = 1e-6
_HEARD_BARS = 0.5
"""Whoever is in a hurry hears so much of what is to be heard; the rest is told."""


class WindowHands(QObject):
    """The window's own; one row of answers is done at a time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window, self.bridge = window, window.bridge
        self.hurried = False
        """Whether what takes long to hear is heard in part only, as a check does it."""
        self._doing: Hand | None = None
        self._until: Wait = lambda: True
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being done."""
        return self._doing is not None

    def show(self, answers: Sequence[Answer]) -> None:
        """Begin to do them, one after the other."""
        self._doing, self._until = self.carry_out(answers), lambda: True
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest."""
        self._doing = None
        self._timer.stop()

    def carry_out(self, answers: Iterable[Answer]) -> Hand:
        """Do them; yields what to wait for. StudioError for what cannot be done here."""
        for answer in answers:
            arguments = {name: value for name, value in answer.items() if name != "do"}
            yield from HANDS[answer["do"]](self, **arguments)

    def _go_on(self) -> None:
        if self._doing is None or not self._until():
            return
        try:
            self._until = next(self._doing)
        except StopIteration:
            self.stop()
        except StudioError as error:
            self.stop()
            self.bridge.trouble(error)

    # --- what hands use

    def lead(self, name: str) -> None:
        """Go where a control stands."""
        lead_to(self.window, name)

    def idle(self) -> bool:
        """Whether no work is under way, nor anything measured."""
        return self.bridge.job is None and not self.bridge.measuring.kind

    def tracks(self, role: str) -> list[Track]:
        """The tracks that a word for a role means. StudioError where there is none."""
        roles = told.roles_of(role)
        found = [track for track in self.bridge.song.tracks if track.role in roles]
        if not found:
            raise StudioError("song-invalid", field="role", value=role)
        return found

    def strip(self, track: Track) -> Strip:
        """The strip of a track in the mixer, which is shown."""
        self.lead("mix.fader")
        return next(strip for strip in self.window.mix_page.mixer.strips if strip.target == track.id)

    @property
    def lead_track(self) -> Track:
        """The voice that was sung on first, else the first there is. StudioError("voice-no-track")."""
        voices = [track for track in self.bridge.song.tracks if track.role in told.roles_of("voice")]
        if not voices:
            raise StudioError("voice-no-track")
        return next((track for track in voices if track.clips), voices[0])

    @property
    def clip(self) -> Clip:
        """The first clip of that voice. StudioError("song-empty")."""
        if not self.lead_track.clips:
            raise StudioError("song-empty")
        return self.lead_track.clips[0]

    def choose_clip(self, clip: Clip, beat: float) -> None:
        """Choose a clip on the timeline, and put the playhead there."""
        self.lead("record.timeline")
        self.bridge.locate(beat)
        self.bridge.clips.choose(clip.id)

    def end_of(self, clip: Clip) -> float:
        """Where a clip ends, in beats."""
        return clip.at_beat + self.bridge.song.beat_of(clip.length_frames)

    def section_of(self, kind: str) -> str:
        """The first section of a kind. StudioError where there is none."""
        for section in self.bridge.song.sections:
            if section.kind == kind:
                return section.id
        raise StudioError("song-invalid", field="kind", value=kind)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        """A key, as on a keyboard."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def write(self, line: QLineEdit, text: str) -> None:
        """Write over what stands on a line, and leave it."""
        line.setText(text)
        line.setModified(True)
        line.editingFinished.emit()

    def take_made(self, count: int) -> Wait:
        """Until there are so many more takes than now and nothing is recorded."""
        bridge, before = self.bridge, len(self.bridge.song.takes)
        return lambda: len(bridge.song.takes) >= before + count and not bridge.link.recording

    def hear_rest(self, beats: float) -> None:
        """Tell the sitting that so much more was heard, round and round from the playhead."""
        feed, song = self.bridge.lessons.feed, self.bridge.song
        section = self.bridge.beat.section if self.bridge.beat.repeats else None
        start, end = self.bridge.beat.span(section) if section else (0.0, song.beat_of(song_length_frames(song)))
        at, beats = self.bridge.moment.beat, beats + _ROUNDED_BEATS
        while beats > 0.0 and end > start:
            at = at if start <= at < end else start
            step = min(beats, end - at)
            feed.tell(
                told.played(
                    feed.sitting, song, at, at + step, words_shown=feed.words_in_view(), looping=section is not None
                )
            )
            at, beats = at + step, beats - step


# --- hearing, and the lesson itself


def _play(hands: WindowHands, bars: float, words: bool = False) -> Hand:
    bridge, dock = hands.bridge, hands.window.dock
    if words:
        hands.lead("record.lines")
        if bridge.prefs.words_hidden:
            bridge.prefs.hide_words(False)
    feed, before = bridge.lessons.feed, bridge.lessons.feed.sitting.played_bars
    if not bridge.moment.moving:
        dock.play.click()
    real = min(bars, _HEARD_BARS) if hands.hurried else bars
    yield lambda: feed.sitting.played_bars - before >= real or not bridge.moment.moving
    if bridge.moment.moving:
        dock.play.click()
    yield lambda: not bridge.moment.moving
    left = bars - (feed.sitting.played_bars - before)
    if hands.hurried and left > 0.0:
        hands.hear_rest(left * bridge.song.beats_per_bar)


def _loop(hands: WindowHands, on: bool) -> Hand:
    hands.lead("beat.repeat")
    if hands.bridge.beat.repeats != on:
        hands.window.beat_page.editor.repeat.click()
    yield lambda: True


def _keep_note(hands: WindowHands) -> Hand:
    note = hands.window.lessons.panel.card.note
    note.line.setText("…")
    note.keep.click()
    yield hands.idle


def _choose(hands: WindowHands, option: str) -> Hand:
    hands.window.lessons.panel.card.options[option].click()
    yield lambda: True


def _tick(hands: WindowHands) -> Hand:
    hands.bridge.lessons.my_way()
    yield lambda: True


HANDS: dict[str, Callable[..., Hand]] = {
    "play": _play, "loop": _loop, "keep_note": _keep_note, "choose": _choose, "tick": _tick,
    **hands_beat.HANDS, **hands_voice.HANDS, **hands_mix.HANDS,
}  # fmt: skip
"""What is done in the window for each row of `studio.lessons.actions.ACTIONS`."""
