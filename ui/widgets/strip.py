"""One channel of the mixer: fader with its level beside it, pan, mute and solo."""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from studio.params import Param
from studio.units import SILENCE_DB
from ui.i18n import decimal, t
from ui.moment import Loud
from ui.style import set_kind
from ui.widgets.buttons import EnterButton, LetterButton
from ui.widgets.keys import OwnKeys
from ui.widgets.marks import TrackMark
from ui.widgets.meter import StripMeter
from ui.widgets.mix_meter import NUMBERS_S, MixReadings, reading
from ui.widgets.track_header import ElidedLabel

STRIP_WIDTH = 136
GROUP_WIDTH = 148
FLOOR_DB = -60.0
"""The lowest step of a fader; there it is silent."""
_STEPS_PER_DB = 2
_PAN_STEPS = 20
_PAN_WIDTH = 104


def level_words(gain_db: float) -> str:
    """What a fader that stands at a level says."""
    return t("level-nothing") if gain_db <= FLOOR_DB else f"{decimal(gain_db)} dB"


class _Handle(QSlider):
    """A slider with a place of rest: Home goes there, before it is the song's key. Says when it is let go."""

    let_go = Signal()

    def __init__(self, lies: Qt.Orientation, parent: QWidget | None, *, rest: int = 0) -> None:
        super().__init__(lies, parent)
        self._rest = rest
        self.sliderReleased.connect(self.let_go)
        OwnKeys(self, lambda event: event.key() == Qt.Key.Key_Home)

    def stand(self, step: int) -> None:
        """Stand at a step without telling anyone, unless a hand is on it."""
        if not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(step)
            self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.setValue(self._rest)
        else:
            super().keyPressEvent(event)
        self.let_go.emit()


class Fader(_Handle):
    """A level in half decibels; at the bottom it is silent. Home sets it to where its knob begins."""

    moved_db = Signal(float)

    def __init__(
        self, knob: Param, lies: Qt.Orientation = Qt.Orientation.Vertical, parent: QWidget | None = None
    ) -> None:
        super().__init__(lies, parent, rest=round(max(knob.default, FLOOR_DB) * _STEPS_PER_DB))
        self.setRange(round(FLOOR_DB * _STEPS_PER_DB), round(knob.high * _STEPS_PER_DB))
        self.setSingleStep(1)
        self.setPageStep(6)
        if lies == Qt.Orientation.Vertical:
            self.setMinimumHeight(80)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.valueChanged.connect(lambda value: self.moved_db.emit(self.value_db()))

    def value_db(self) -> float:
        value = self.value() / _STEPS_PER_DB
        return SILENCE_DB if value <= FLOOR_DB else value

    def show_db(self, gain_db: float) -> None:
        """Stand at a level without telling anyone."""
        self.stand(round(max(gain_db, FLOOR_DB) * _STEPS_PER_DB))


class Centred(_Handle):
    """A knob with a middle, lying down: pan, or the balance of two things. Home sets it to the middle."""

    turned = Signal(float)

    def __init__(self, row: Param, steps: int, parent: QWidget | None = None) -> None:
        """`steps` to either side of the middle."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._row, self._steps = row, steps
        self.setProperty("kind", "centred")
        self.setRange(-steps, steps)
        self.setPageStep(max(steps // 5, 1))
        self.valueChanged.connect(lambda value: self.turned.emit(value * row.high / steps))

    def show_value(self, value: float) -> None:
        """Stand at a value without telling anyone."""
        self.stand(round(value * self._steps / self._row.high))


class Strip(QFrame):
    """Mark, name, fader with its level beside it; a track has pan, mute and solo too, and is chosen by its name."""

    turned = Signal(str, str, float)
    """Target, knob, value."""
    switched = Signal(str, str, bool)
    let_go = Signal()
    picked = Signal(str)

    def __init__(
        self, target: str, role: str, knob: Param, *, pan: Param | None = None, parent: QWidget | None = None
    ) -> None:
        """`knob` is what the fader turns on `target`, a track's id or `master`; with `pan` it is a track."""
        super().__init__(parent)
        self.setProperty("card", "true")
        self.target, self._knob, self._is_track = target, knob, pan is not None
        self.setFixedWidth(STRIP_WIDTH if self._is_track or knob.name == "master_db" else GROUP_WIDTH)
        self.name = EnterButton()
        self.name.setProperty("kind", "quiet")
        self.name.setCheckable(True)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._title = ElidedLabel()
        self._title.setProperty("rank", "strong")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setMinimumHeight(44)
        self.fader = Fader(knob)
        self.meter = StripMeter()
        self._value = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._value.setProperty("tone", "secondary")
        self.readings = MixReadings() if knob.name == "master_db" else None
        self._lufs = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._lufs.setProperty("tone", "secondary")
        self._lufs.setProperty("rank", "small")
        self._lufs_at = 0.0
        self.mute, self.solo = LetterButton("mute"), LetterButton("solo")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(4)
        column.addWidget(TrackMark(role), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.name if self._is_track else self._title)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addStretch(1)
        middle.addWidget(self.fader)
        middle.addWidget(self.meter)
        middle.addStretch(1)
        column.addLayout(middle, 1)
        column.addWidget(self._value)
        column.addWidget(self.readings or self._lufs)
        self.pan: Centred | None = None
        if pan is not None:
            self.pan = Centred(pan, _PAN_STEPS)
            self.pan.setFixedWidth(_PAN_WIDTH)
            self.pan.turned.connect(lambda value: self.turned.emit(self.target, "pan", value))
            self.pan.let_go.connect(self.let_go)
            column.addWidget(self.pan, 0, Qt.AlignmentFlag.AlignHCenter)
            buttons = QHBoxLayout()
            buttons.setSpacing(8)
            buttons.addStretch(1)
            buttons.addWidget(self.mute)
            buttons.addWidget(self.solo)
            buttons.addStretch(1)
            column.addLayout(buttons)
        else:
            for button in (self.mute, self.solo):
                button.hide()
        self.show_meters(True)
        self.fader.moved_db.connect(self._moved)
        self.fader.let_go.connect(self.let_go)
        self.name.clicked.connect(lambda: self.picked.emit(self.target))
        self.mute.toggled.connect(lambda on: self.switched.emit(self.target, "mute", on))
        self.solo.toggled.connect(lambda on: self.switched.emit(self.target, "solo", on))

    def show_strip(self, name: str, knobs: Mapping[str, float], *, moves: bool = False) -> None:
        """`knobs`: where they stand, by name; `moves`: the fader follows the song."""
        self._say_name(name)
        gain_db = knobs[self._knob.name]
        self.fader.show_db(gain_db)
        self._say_value(gain_db)
        self.fader.setAccessibleName(t("fader", track=name))
        help_text = t("fader-moves.help") if moves else t("fader.help")
        self.fader.setAccessibleDescription(help_text)
        self.fader.setWhatsThis(help_text)
        self.setAccessibleName(name)
        if self.pan is not None:
            self.pan.show_value(knobs["pan"])
            self.pan.setAccessibleName(t("pan", track=name))
            self.pan.setAccessibleDescription(t("pan.help"))
            self.pan.setWhatsThis(t("pan.help"))
            self.pan.setToolTip(t("pan.help"))
        for button, knob in ((self.mute, "mute"), (self.solo, "solo")):
            button.name_for(name)
            button.blockSignals(True)
            button.setChecked(knobs.get(knob, 0.0) >= 0.5)
            button.blockSignals(False)

    def show_loud(self, loud: Loud) -> None:
        """How loud it is now; a track says its loudness as if it were alone."""
        self.meter.show_loud(loud)
        if self.readings is not None:
            self.readings.show_loud(loud)
        elif (now_s := time.monotonic()) - self._lufs_at >= NUMBERS_S:
            self._lufs_at = now_s
            self._lufs.setText(f"{reading(loud.short_term_lufs)} LUFS")

    def show_meters(self, on: bool) -> None:
        """A group has none."""
        self.meter.setVisible(on and (self._is_track or self.readings is not None))
        self._lufs.setVisible(on and self._is_track)
        if self.readings is not None:
            self.readings.setVisible(on)

    def show_picked(self, on: bool) -> None:
        """Whether its sound is shown beside."""
        self.name.setChecked(on)
        set_kind(self, picked="true" if on else "false")

    def _say_name(self, name: str) -> None:
        self._title.say(name)
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, self.width() - 52))
        self.name.setAccessibleName(t("strip-name", track=name))
        self.name.setAccessibleDescription(t("strip-name.help"))
        self.name.setWhatsThis(t("strip-name.help"))
        self.name.setToolTip(name)

    def _moved(self, gain_db: float) -> None:
        self._say_value(gain_db)
        self.turned.emit(self.target, self._knob.name, gain_db)

    def _say_value(self, gain_db: float) -> None:
        self._value.setText(level_words(gain_db))
