"""A sentence that somebody says instead of writing it: one button that listens, stops and lets it be heard, and one
that throws it away. What is said never gets into the song."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from recorder.prompt import MOST_S, Prompt, prompt
from studio.disk import telling
from studio.errors import StudioError
from ui.bridge import Bridge
from ui.i18n import clock, language, of_error, t
from ui.jobs import Job, Progress, Stopped
from ui.widgets.accessible import announce
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def why_not(bridge: Bridge) -> str:
    """The message that says why nobody can be listened to now; empty if it can be done."""
    if not bridge.sound.can_hear:
        return "spoken-closed"
    return "spoken-taking" if bridge.link.recording and not bridge.mic.doing else ""


class SpokenStep(QWidget):
    """Belongs to one step. Hidden, it is still and listens no longer; what was said before stays."""

    def __init__(self, bridge: Bridge, file: Path, parent: QWidget | None = None) -> None:
        """`file`, in a folder of the caller's, is what is heard again."""
        super().__init__(parent)
        self._bridge, self._mic, self._voice = bridge, bridge.mic, bridge.lessons.speech
        self._file = file
        self.said: Prompt | None = None
        """What was said; None for nothing."""
        self._number = 0
        self._trouble: StudioError | None = None
        self._listens = self._hears = False
        self._job: Job | None = None
        self.speak, self.throw = Button("spoken-begin", "microphone"), Button("spoken-throw", "close", "quiet")
        self.told = QLabel(wordWrap=True)
        self.told.setProperty("tone", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.speak)
        row.addWidget(self.told, 1)
        row.addWidget(self.throw)
        self.speak.clicked.connect(self._press)
        self.throw.clicked.connect(self._throw_away)
        self._mic.changed.connect(self._listened)
        self._voice.changed.connect(self._heard)
        bridge.state_changed.connect(self._show)
        self._show()

    def name_for(self, number: int) -> None:
        """Say to which step it belongs, counted from 1."""
        self._number = number
        self.retranslate()

    def retranslate(self) -> None:
        for button in (self.speak, self.throw):
            button.name_for(t("make-sentence", number=self._number))
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody who cannot see it is listened to."""
        if not event.spontaneous():
            if self._listens:
                self._mic.cancel()
            if self._hears:
                self._voice.stop()
        super().hideEvent(event)

    # --- what people do

    def _press(self) -> None:
        if self._job is not None:
            return
        if self._listens:
            self._mic.finish()
        elif self._hears:
            self._voice.stop()
        elif self.said is not None:
            self._voice.say("", language(), self._file)
            self._hears = self._voice.speaking
        else:
            self._trouble = None
            self._bridge.lessons.hush()
            self._listens = True  # meanwhile, so that the button keeps the keys
            self._mic.begin_words(self._take)
            self._listens = self._mic.doing == "words"
        self._show()

    def _throw_away(self) -> None:
        if self._hears:
            self._voice.stop()
        self.said = None
        self.speak.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    # --- what comes of it

    def _take(self, heard: NDArray[np.float32], rate_hz: int) -> None:
        file = self._file

        def work(progress: Progress, stopped: Stopped) -> object:
            said = prompt(heard, rate_hz)
            with telling(file):
                file.write_bytes(said.wav)
            return said

        job = self._job = Job("prompt", work, self._bridge)
        job.done.connect(self._made)
        job.failed.connect(self._refused)
        job.start()

    def _made(self, said: Prompt) -> None:
        self.said = said
        self._end_job()

    def _refused(self, error: StudioError) -> None:
        self._trouble = error
        self._end_job()

    def _end_job(self) -> None:
        assert self._job is not None
        self._job.deleteLater()
        self._job = None
        self._show()
        if self.told.text() and self.isVisible():
            announce(self, self.told.text())

    def _listened(self) -> None:
        if self._listens and self._mic.doing != "words":
            self._listens = False
            self._trouble = self._mic.troubles.pop("words", None)
        self._show()

    def _heard(self) -> None:
        self._hears = self._hears and self._voice.speaking
        self._show()

    def _show(self) -> None:
        busy = self._listens or self._hears
        if busy:
            self.speak.say("spoken-stop", "stop")
        elif self.said is not None:
            self.speak.say("spoken-hear", "headphones")
        else:
            self.speak.say("spoken-begin", "microphone")
        free = not why_not(self._bridge) and not self._mic.doing
        self.speak.setEnabled(busy or free or self._job is not None)  # what has the keys keeps them
        self.throw.setVisible(self.said is not None)
        self.told.setText(self._words())

    def _words(self) -> str:
        if self._listens:
            return t("spoken-listens", length=clock(self._mic.share * MOST_S), most=clock(MOST_S))
        if self._trouble is not None:
            return of_error(self._trouble)
        return t("spoken-kept", length=clock(math.ceil(self.said.seconds))) if self.said is not None else ""
