"""The bar along the bottom of every room: where the song is, play, record, and the microphone's level."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.song import Song
from ui.i18n import clock, t
from ui.style import set_kind
from ui.widgets.buttons import Button, RecordButton
from ui.widgets.canvas import bar_of
from ui.widgets.meter import InputMeter
from ui.widgets.volume import Volume

HEIGHT = 112
COMPACT_HEIGHT = 88


class Dock(QFrame):
    """Shows what the engine does; its buttons are wired by the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dock")
        self.setProperty("recording", "false")
        self._time = QLabel()
        self._time.setProperty("rank", "large")
        self._time.setMinimumWidth(140)
        self._bar = QLabel()
        self._bar.setProperty("tone", "secondary")
        self.to_start = Button("to-start", "to-start", "quiet", "Home")
        self.play = Button("play", "play", "play", "Space")
        self.record = RecordButton()
        self.count_in = Button("count-in-2", "count", "quiet", "C")
        self.meter = InputMeter()
        self.sound = Button("sound", "microphone", "quiet")
        times = QVBoxLayout()
        times.setSpacing(0)
        times.addStretch(1)
        times.addWidget(self._time)
        times.addWidget(self._bar)
        times.addStretch(1)
        self._middle = QHBoxLayout()
        for button in (self.to_start, self.play, self.record, self.count_in):
            self._middle.addWidget(button)
        self.volume = Volume()
        ears = QVBoxLayout()
        ears.setSpacing(0)
        ears.addWidget(self.meter)
        ears.addWidget(self.volume)
        self._right = QHBoxLayout()
        self._right.addLayout(ears, 1)
        self._right.addWidget(self.sound)
        self._grid = QGridLayout(self)
        self._grid.addLayout(times, 0, 0)
        self._grid.addLayout(self._middle, 0, 1)
        self._grid.addLayout(self._right, 0, 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._shown: tuple[object, ...] = ()
        self.set_compact(False)
        self.show_time(Song(title=""), 0.0)

    def set_compact(self, compact: bool) -> None:
        """Only time, play, record and the level, for a small screen; the others are in the menu then."""
        self.setFixedHeight(COMPACT_HEIGHT if compact else HEIGHT)
        self._grid.setContentsMargins(12 if compact else 24, 0, 12 if compact else 24, 0)
        self._grid.setHorizontalSpacing(12 if compact else 32)
        for row in (self._middle, self._right):
            row.setSpacing(8 if compact else 16)
        for part in (self.to_start, self.count_in, self.sound, self.volume):
            part.setVisible(not compact)

    def show_time(
        self, song: Song, beat: float, *, recording: bool = False, counting_in: int = 0, take_s: float = 0.0
    ) -> None:
        """Where the playhead is, the length of the take that is being made, or the count-in (1, 2, 3 … upwards)."""
        seconds = beat * 60.0 / song.bpm
        beat_in_bar = int(beat % song.beats_per_bar) + 1
        if counting_in:
            shown: tuple[object, ...] = ("count", counting_in)
        elif recording:
            shown = ("take", clock(take_s), bar_of(song, beat), beat_in_bar)
        else:
            shown = ("time", clock(seconds), bar_of(song, beat), beat_in_bar)
        if shown == self._shown:
            return
        self._shown = shown
        self._say()

    def _say(self) -> None:
        match self._shown:
            case ("count", number):
                self._time.setText(str(number))
                self._bar.setText(t("counting-in"))
            case ("take", time, bar, beat):
                self._time.setText(t("recording-time", time=time))
                self._bar.setText(t("bar-and-beat", bar=bar, beat=beat))
            case ("time", time, bar, beat):
                self._time.setText(str(time))
                self._bar.setText(t("bar-and-beat", bar=bar, beat=beat))
        busy = self._shown[0] in ("take", "count")
        set_kind(self._time, rank="title" if self._shown[0] == "count" else "large")
        set_kind(self._time, tone="record" if busy else "")
        set_kind(self, recording="true" if busy else "false")

    def show_transport(self, *, playing: bool, recording: bool, primary: str, can_play: bool, can_record: bool) -> None:
        """What the buttons say and which of them is the next step (`play`, `record` or neither)."""
        stoppable = playing and not recording
        self.play.say("stop" if stoppable else "play", "stop" if stoppable else "play")
        self.play.kind("primary" if primary == "play" and not recording else "play")
        self.play.setEnabled(not recording and (can_play or playing))
        self.record.show_state("running" if recording else "next" if primary == "record" else "idle")
        self.record.setEnabled(can_record or recording)
        self.to_start.setEnabled(not recording)

    def show_count_in(self, bars: int) -> None:
        """How many bars are counted before a take."""
        self.count_in.say(f"count-in-{bars}")

    def show_device(self, *, is_demo: bool) -> None:
        """Say plainly, all the time, when what is heard and recorded is only the demo device's."""
        self.sound.say("sound-demo-button" if is_demo else "sound")

    def retranslate(self) -> None:
        self._say()
