"""The room Miks: one strip per track with fader, level, mute and solo, and the main output at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QSlider, QVBoxLayout, QWidget

from studio.song import Track
from studio.units import SILENCE_DB
from ui.bridge import Bridge
from ui.i18n import decimal, t
from ui.style import look
from ui.widgets.buttons import LetterButton
from ui.widgets.canvas import track_name
from ui.widgets.keys import OwnKeys
from ui.widgets.marks import TrackMark
from ui.widgets.meter import StripMeter
from ui.widgets.page_head import PageHead
from ui.widgets.track_header import ElidedLabel

STRIP_WIDTH = 136
FLOOR_DB = -60.0
"""The lowest step of a fader; there it is silent."""
_STEPS_PER_DB = 2


class Fader(QSlider):
    """A volume fader in half decibels; at the bottom it is silent. Home sets it to 0 dB."""

    moved_db = Signal(float)
    let_go = Signal()

    def __init__(self, top_db: float, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setRange(round(FLOOR_DB * _STEPS_PER_DB), round(top_db * _STEPS_PER_DB))
        self.setSingleStep(1)
        self.setPageStep(6)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.valueChanged.connect(lambda value: self.moved_db.emit(self.value_db()))
        self.sliderReleased.connect(self.let_go)
        # Home is this fader's before it is the song's.
        OwnKeys(self, lambda event: event.key() == Qt.Key.Key_Home)

    def value_db(self) -> float:
        value = self.value() / _STEPS_PER_DB
        return SILENCE_DB if value <= FLOOR_DB else value

    def show_db(self, gain_db: float) -> None:
        """Stand at a level without telling anyone."""
        if not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(round(max(gain_db, FLOOR_DB) * _STEPS_PER_DB))
            self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.setValue(0)
        else:
            super().keyPressEvent(event)
        self.let_go.emit()


class Strip(QFrame):
    """One channel: mark, name, fader with its level beside it, and mute and solo unless it is the main output."""

    turned = Signal(str, float)
    switched = Signal(str, str, bool)
    let_go = Signal()

    def __init__(self, target: str, role: str, *, top_db: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setFixedWidth(STRIP_WIDTH)
        self._target = target
        self._name = ElidedLabel()
        self._name.setProperty("rank", "strong")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fader = Fader(top_db)
        self.meter = StripMeter()
        self._value = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._value.setProperty("tone", "secondary")
        self._mute, self._solo = LetterButton("mute"), LetterButton("solo")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(8)
        column.addWidget(TrackMark(role), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._name)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addStretch(1)
        middle.addWidget(self.fader)
        middle.addWidget(self.meter)
        middle.addStretch(1)
        column.addLayout(middle, 1)
        column.addWidget(self._value)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        if role != "master":
            buttons.addWidget(self._mute)
            buttons.addWidget(self._solo)
        else:
            buttons.addSpacing(44)
            self._mute.hide()
            self._solo.hide()
        row = QWidget()
        row.setMinimumHeight(44)
        row.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self.fader.moved_db.connect(self._moved)
        self.fader.let_go.connect(self.let_go)
        self._mute.toggled.connect(lambda on: self.switched.emit(self._target, "mute", on))
        self._solo.toggled.connect(lambda on: self.switched.emit(self._target, "solo", on))

    def show_strip(self, name: str, gain_db: float, *, mute: bool = False, solo: bool = False) -> None:
        self._name.say(name)
        self.fader.show_db(gain_db)
        self._say_value(gain_db)
        self.fader.setAccessibleName(t("fader", track=name))
        self.fader.setAccessibleDescription(t("fader.help"))
        self.fader.setWhatsThis(t("fader.help"))
        self.setAccessibleName(name)
        for button, on in ((self._mute, mute), (self._solo, solo)):
            button.name_for(name)
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)

    def _moved(self, gain_db: float) -> None:
        self._say_value(gain_db)
        self.turned.emit(self._target, gain_db)

    def _say_value(self, gain_db: float) -> None:
        self._value.setText(t("level-nothing") if gain_db <= FLOOR_DB else f"{decimal(gain_db)} dB")


class MixPage(QWidget):
    """All strips of the song side by side."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self.head = PageHead("mix-room")
        self._strips: dict[str, Strip] = {}
        self._master = self._strip("master", "master", 6.0)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addStretch(1)
        self._strips_scroll = QScrollArea(widgetResizable=True)
        self._strips_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._strips_scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strips_scroll.setWidget(self._inside)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._strips_scroll, 1)
        row.addWidget(self._master)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(scroll, 1)
        self.set_compact(False)
        look.changed.connect(self._show_meters)

    def first_focus(self) -> QWidget:
        strip = next(iter(self._strips.values()), self._master)
        return strip.fader

    def show_song(self) -> None:
        song = self._bridge.song
        kept = {f"{track.id}/{track.role}" for track in song.tracks}
        for key in [key for key in self._strips if key not in kept]:
            strip = self._strips.pop(key)
            self._row.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        for place, track in enumerate(song.tracks):
            key = f"{track.id}/{track.role}"
            if key not in self._strips:
                self._strips[key] = self._strip(track.id, track.role, 12.0)
            if self._row.indexOf(self._strips[key]) != place:
                self._row.insertWidget(place, self._strips[key])
            self._show(self._strips[key], track)
        self._master.show_strip(t("role-master"), song.master_knob("master_db"))
        bar = self._strips_scroll.horizontalScrollBar().sizeHint().height()
        self._strips_scroll.setMinimumHeight(self._master.minimumSizeHint().height() + bar)
        self._show_meters()

    def show_step(self, step: str) -> None:
        """The room has its own sentence."""

    def show_moment(self) -> None:
        moment = self._bridge.moment
        for track in self._bridge.song.tracks:
            strip = self._strips.get(f"{track.id}/{track.role}")
            if strip is not None:
                strip.meter.show_level(moment.level_of(track.id))
        self._master.meter.show_level(moment.master_db)

    def set_compact(self, compact: bool) -> None:
        margin = 12 if compact else 24
        self._column.setContentsMargins(margin, 8 if compact else 20, margin, 8 if compact else 20)
        self._column.setSpacing(8 if compact else 16)
        self.head.set_compact(compact)

    def retranslate(self) -> None:
        self.show_song()

    def _strip(self, target: str, role: str, top_db: float) -> Strip:
        strip = Strip(target, role, top_db=top_db)
        strip.turned.connect(self._bridge.turn)
        strip.let_go.connect(self._bridge.end_gesture)
        strip.switched.connect(self._bridge.switch)
        return strip

    def _show(self, strip: Strip, track: Track) -> None:
        strip.show_strip(
            track_name(track), track.knob("gain_db"), mute=track.knob("mute") >= 0.5, solo=track.knob("solo") >= 0.5
        )

    def _show_meters(self) -> None:
        for strip in (*self._strips.values(), self._master):
            strip.meter.setVisible(not look.calm)
