"""A beat from outside: its beginning with the bars over it, and the question to the ear: does the click fit?"""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from studio.edits import LIMITS
from ui.beat_fit import FIRST_TAPS, HEARD, SURE, BeatFit
from ui.bridge import Bridge
from ui.i18n import decimal, t
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button
from ui.widgets.fit_view import Fitting, FitView
from ui.widgets.number import NumberBox

_TEMPO = ((SURE, "fit-sure"), (HEARD, "fit-maybe"), (math.inf, "fit-unknown"))
_KEY = ((SURE, "fit-key-sure"), (HEARD, "fit-key-maybe"), (math.inf, ""))
"""Below which doubt what is said."""
_FLATS = {
    "A# minor": "Bb minor", "D# minor": "Eb minor", "A# major": "Bb major", "D# major": "Eb major",
    "G# major": "Ab major", "C# major": "Db major",
}  # fmt: skip
"""Keys that nobody writes with sharps."""


class _SignButton(Button):
    """A button that shows a sign; what it is called stands in `t(message.name)`."""

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(t(f"{self._message}.name"))


class _TapButton(Button):
    """A hand drums on it: each press counts the moment it comes, a held key only once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyPressEvent(event)


class BeatFitPanel(QWidget):
    """Shows what the bridge's `BeatFit` holds; every choice goes through it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._fit: BeatFit = bridge.fit
        self._compact = False
        self._phase = ""
        self._said = ""
        self._build()
        self._wire()
        self.set_compact(False)
        self.retranslate()

    # --- building

    def _build(self) -> None:
        self._sign = Sign("check", "ok", 32)
        self._title = QLabel(wordWrap=True)
        self._title.setProperty("rank", "large")
        self._text = QLabel(wordWrap=True)
        self._text.setProperty("tone", "secondary")
        self._key = QLabel(wordWrap=True)
        self._key.setProperty("tone", "secondary")
        self._progress = QProgressBar()
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(320)
        self.zoom_out, self.zoom_in = Button("fit-zoom-out", "minus", "quiet"), Button("fit-zoom-in", "plus", "quiet")
        self.view = FitView(self._bridge.waves, self._fit.snap)
        self.listen = Button("fit-listen", "play")
        self.half, self.twice = _SignButton("fit-half"), _SignButton("fit-double")
        self.tap = _TapButton("fit-tap", "count", key="T")
        self.tempo = NumberBox(LIMITS["bpm"], "tempo", " BPM")
        self._tempo_label = QLabel()
        self._tempo_label.setBuddy(self.tempo)
        self.suggestion = Button("fit-suggestion", "undo", "quiet")
        self.accept = Button("fit-accept", "check", "primary")
        self.again = Button("fit-again", "faders")

        self._head = QHBoxLayout()
        self._head.addWidget(self._sign)
        self._head.addWidget(self._title, 1)
        for button in (self.zoom_out, self.zoom_in, self.again):
            self._head.addWidget(button)
        self._below = QWidget()  # so high whether the key is known or not, that nothing jumps
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._progress)
        below.addWidget(self._key, 1)
        self._below.setMinimumHeight(28)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(self._head)
        words.addWidget(self._text)
        words.addWidget(self._below)
        self._controls = QHBoxLayout()
        self._controls.addWidget(self.listen)
        for button in (self.half, self.twice, self.tap):
            self._controls.addWidget(button)
        self._controls.addWidget(self._tempo_label)
        self._controls.addWidget(self.tempo)
        self._controls.addStretch(1)
        card = QFrame()
        card.setProperty("card", "true")
        self._inside = QVBoxLayout(card)
        self._inside.addLayout(words)
        self._inside.addWidget(self.view, 1)
        self._inside.addLayout(self._controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _wire(self) -> None:
        fit, canvas = self._fit, self.view.canvas
        self.zoom_in.clicked.connect(lambda: self.view.zoom(1.5))
        self.zoom_out.clicked.connect(lambda: self.view.zoom(1 / 1.5))
        self.listen.clicked.connect(fit.listen)
        self.half.clicked.connect(fit.halve)
        self.twice.clicked.connect(fit.double)
        self.tap.pressed.connect(fit.tap)  # not clicked: that comes when the finger is lifted
        self.tempo.turned.connect(fit.set_bpm)
        self.suggestion.clicked.connect(fit.take_suggestion)
        self.accept.clicked.connect(fit.accept)
        self.again.clicked.connect(fit.look_again)
        canvas.moved.connect(fit.move_one)
        canvas.nudged.connect(fit.nudge)
        canvas.stepped.connect(fit.nudge_beats)
        canvas.jumped.connect(fit.jump)
        canvas.entered.connect(lambda: self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason))
        self._letter = QShortcut("T", self, fit.tap, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._letter.setAutoRepeat(False)
        fit.changed.connect(self._changed)
        self._bridge.state_changed.connect(self._state_changed)
        self._bridge.waves.changed.connect(canvas.forget)

    # --- showing

    def first_focus(self) -> QWidget:
        """Where the keys should be when the view is entered."""
        return self.again if self._fit.phase == "fits" else self.listen

    def show_song(self) -> None:
        """Take over the file, what was heard in it and what is chosen."""
        fit, song = self._fit, self._bridge.song
        clip = fit.clip
        had_keys = self.isAncestorOf(QApplication.focusWidget() or self.window())
        asks = fit.phase in ("looking", "asking")
        self._sign.setVisible(fit.phase == "fits")
        for part in (self.listen, self.half, self.twice, self.tap, self.tempo, self.suggestion, self.accept):
            part.setVisible(asks)
        self._tempo_label.setVisible(asks and not self._compact)
        for button in (self.zoom_out, self.zoom_in):
            button.setVisible(not self._compact)
        self.again.setVisible(fit.phase == "fits")
        self._progress.setVisible(fit.phase == "looking")
        self._say()
        self.tempo.show_value(fit.bpm)
        low, high = LIMITS["bpm"].low, LIMITS["bpm"].high
        able = fit.can_change
        self.half.setEnabled(able and fit.bpm / 2.0 >= low)
        self.twice.setEnabled(able and fit.bpm * 2.0 <= high)
        self.suggestion.setEnabled(able and fit.has_suggestion)
        for part in (self.tap, self.tempo):
            part.setEnabled(able)
        self.accept.setEnabled(fit.phase == "asking")
        self.view.show_fitting(
            Fitting(
                media_id=clip.media_id if clip is not None else "",
                rate_hz=song.rate_hz,
                seconds=fit.seconds,
                onsets_s=fit.onsets_s,
                bpm=fit.bpm,
                beats_per_bar=song.beats_per_bar,
                one_s=fit.first_beat_s,
                changeable=able and asks,
            )
        )
        self._state_changed()
        self.show_moment()
        if fit.phase != self._phase:
            self._phase = fit.phase
            QTimer.singleShot(0, self, self._to_top)
            if had_keys and self.isVisible():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_moment(self) -> None:
        """Take over where the engine is; called at the poll's rate while the view is shown."""
        fit = self._fit
        self.view.show_playhead(fit.playhead_s, follow=self._bridge.moment.moving)
        self._progress.setValue(round(fit.share * 1000))

    def set_compact(self, compact: bool) -> None:
        """Question, answer and buttons above the view, for a small screen; zooming is left to the keys."""
        self._compact = compact
        margin = 12 if compact else 20
        self._inside.setContentsMargins(margin, margin - 4, margin, margin)
        self._inside.setSpacing(8 if compact else 16)
        self._head.setSpacing(8 if compact else 12)
        self._controls.setSpacing(6 if compact else 12)
        self.view.set_compact(compact)
        self._inside.removeWidget(self.view)
        self._inside.insertWidget(2 if compact else 1, self.view, 1)
        for button in (self.suggestion, self.accept):
            (self._head if compact else self._controls).addWidget(button)
        self.show_song()

    def retranslate(self) -> None:
        self._tempo_label.setText(t("tempo"))
        self._progress.setAccessibleName(t("job-analyse"))
        self.show_song()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_song()
        self._fit.show(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._fit.show(False)

    def _to_top(self) -> None:
        """A question begins with its words, wherever the page has been scrolled to."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.verticalScrollBar().setValue(0)

    def _changed(self) -> None:
        if self.isVisible():
            said = self._said
            self.show_song()
            if self._said != said:
                self._bridge.announced.emit(self._said)

    def _state_changed(self) -> None:
        playing = self._bridge.moment.moving
        self.listen.say("stop" if playing else "fit-listen", "stop" if playing else "play")
        self._letter.setEnabled(self._bridge.prefs.letters and self.tap.isVisible())

    # --- words

    def _say(self) -> None:
        """The large sentence, what was heard in other words for each degree of doubt, and the key."""
        fit = self._fit
        heard = fit.analysis
        title = {"looking": "job-analyse", "fits": "fit-done"}.get(fit.phase, "fit-question")
        self._title.setText(t(title))
        bpm = spoken_bpm(fit.bpm)
        if fit.phase == "looking":
            text = t("fit-looking")
        elif fit.phase == "fits":
            text = t("fit-done.text", bpm=bpm, seconds=decimal(fit.first_beat_s, 2))
        elif 0 < fit.tap_count < FIRST_TAPS:
            text = t("fit-tapping")
        elif heard is None or heard.bpm is None:
            text = t("fit-unknown")
        elif heard.is_variable:
            low, high = (str(round(end)) for end in heard.bpm_range or (fit.bpm, fit.bpm))
            text = t("fit-wanders", low=low, high=high)
        elif fit.has_suggestion:
            text = t("fit-chosen", bpm=bpm)
        else:
            text = t(_said(_TEMPO, heard.tempo_doubt), bpm=bpm)
            if heard.first_beat_doubt >= SURE:
                text += " " + t("fit-one-maybe")
        self._text.setText(text)
        self._said = f"{t(title)} {text}"
        settled = text in (t("fit-looking"), t("fit-sure", bpm=bpm), t("fit-chosen", bpm=bpm))
        key = ""
        if fit.phase != "looking" and heard is not None and heard.key and _said(_KEY, heard.key_doubt):
            key = t(_said(_KEY, heard.key_doubt), key=spoken_key(heard.key))
        self._key.setText(key)
        self._text.setVisible(not (self._compact and settled))
        self._below.setVisible(not self._compact or fit.phase == "looking")


def _said(table: tuple[tuple[float, str], ...], doubt: float) -> str:
    return next(message for below, message in table if doubt < below)


def spoken_bpm(bpm: float) -> str:
    """A tempo with as many decimals as it has, two at most."""
    digits = next(digits for digits in (0, 1, 2) if digits == 2 or abs(round(bpm, digits) - bpm) < 0.005)
    return decimal(bpm, digits)


def spoken_key(key: str) -> str:
    """`A minor` as people say it: A-moll."""
    key = _FLATS.get(key, key)
    tonic, _, mode = key.partition(" ")
    return t("key-name", tonic=tonic.replace("#", "s"), mode=mode)
