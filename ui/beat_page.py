"""The room Beat: bring in a beat, and say how fast it goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from studio.edits import LIMITS
from ui.bridge import Bridge
from ui.i18n import clock, t
from ui.widgets.drop import DropPlace
from ui.widgets.marks import TrackMark
from ui.widgets.page_head import PageHead
from ui.widgets.track_header import ElidedLabel


class BeatPage(QWidget):
    """A place to drop a beat on, and beside it what the song's beat is called and its tempo."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self.head = PageHead("beat-room")
        self.drop = DropPlace("drop-beat")
        self._name = ElidedLabel()
        self._name.setProperty("rank", "strong")
        self._length = QLabel()
        self._length.setProperty("tone", "secondary")
        self.tempo = QSpinBox()
        self.tempo.setRange(round(LIMITS["bpm"].low), round(LIMITS["bpm"].high))
        self.tempo.setKeyboardTracking(False)
        self.tempo.setFixedWidth(120)
        self.tempo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tempo_label = QLabel()
        self._tempo_label.setBuddy(self.tempo)
        self._tempo_help = QLabel(wordWrap=True)
        self._tempo_help.setProperty("tone", "secondary")
        self._card = QFrame()
        self._card.setProperty("card", "true")
        facts = QVBoxLayout()
        facts.setSpacing(0)
        facts.addWidget(self._name)
        facts.addWidget(self._length)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        row = QHBoxLayout()
        inside.addLayout(row)
        inside.addWidget(self._tempo_help)
        row.setSpacing(16)
        row.addWidget(TrackMark("beat", 48))
        row.addLayout(facts, 1)
        row.addWidget(self._tempo_label)
        row.addWidget(self.tempo)
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self._card)
        self._body.addWidget(self.drop, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(scroll, 1)
        self.tempo.valueChanged.connect(lambda bpm: bridge.set_tempo(float(bpm)))
        self.set_compact(False)
        self.retranslate()

    def first_focus(self) -> QWidget:
        return self.drop.button

    def show_song(self) -> None:
        song = self._bridge.song
        beat = next((track for track in song.tracks if track.role == "beat" and track.clips), None)
        self._card.setVisible(beat is not None)
        self._tempo_help.setVisible(beat is not None and not self.head.compact)
        if beat is not None:
            media = song.media_of(beat.clips[0].media_id)
            self._name.say(media.name or t("role-beat"))
            self._length.setText(t("beat-length", time=clock(media.frames / media.rate_hz)))
        self.tempo.blockSignals(True)
        self.tempo.setValue(round(song.bpm))
        self.tempo.blockSignals(False)

    def show_step(self, step: str) -> None:
        """The room has one thing to do, whatever the next step of the song is."""

    def show_moment(self) -> None:
        """Nothing here moves."""

    def set_compact(self, compact: bool) -> None:
        margin = 12 if compact else 24
        self._column.setContentsMargins(margin, 8 if compact else 20, margin, 8 if compact else 20)
        self._column.setSpacing(8 if compact else 16)
        self._body.setSpacing(8 if compact else 16)
        self.head.set_compact(compact)
        self.drop.set_compact(compact)
        self.show_song()

    def retranslate(self) -> None:
        self._tempo_label.setText(t("tempo"))
        self._tempo_help.setText(t("tempo.help"))
        self.tempo.setAccessibleName(t("tempo"))
        self.tempo.setAccessibleDescription(t("tempo.help"))
        self.tempo.setWhatsThis(t("tempo.help"))
        self.tempo.setSuffix(" BPM")
        self.show_song()
