"""The sound of one track, stage by stage: a switch for each stage and a number for each of its knobs.

What stands here are the rows of `params.TRACK`; what a stage and a knob are called follows from their names.
"""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio import params
from studio.params import Param
from ui.bridge import Bridge
from ui.i18n import t
from ui.widgets.buttons import Button
from ui.widgets.canvas import track_name
from ui.widgets.number import NumberBox, labelled
from ui.widgets.strip import Fader, level_words
from ui.widgets.tick import Tick
from ui.widgets.track_header import ElidedLabel, NameEdit

WIDTH = 420
_VOICE_ONLY = ("pitch", "noise")
"""Stages that make sense on a voice alone."""
_STEPS = {"dB": 1.0, "dBFS": 1.0, "ms": 5.0, "Hz": 10.0, "%": 5.0, ":1": 0.5, "times": 0.1}
_COLUMNS = 2


def _is_shown(row: Param) -> bool:
    """Fader, pan, mute and solo stand on the strip; what was learned of the room is nobody's to type."""
    learned = row.effect == "noise" and row.unit == "dBFS"
    return not learned and row.name not in ("gain_db", "pan", "mute", "solo", "trim_db")


STAGES: dict[str, tuple[Param, ...]] = {
    effect: tuple(rows) for effect, rows in groupby(filter(_is_shown, params.TRACK), key=lambda row: row.effect)
}
"""Stage → its rows, in the order of the table."""


class Stage(QFrame):
    """One stage: its switch if it can be off, and its knobs below."""

    def __init__(self, stage: str, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._stage, self._bridge = stage, bridge
        self._track = ""
        self._title = QLabel()
        self._title.setProperty("rank", "strong")
        self.switch: Tick | None = None
        self.switch_knob = f"{stage}_on"
        self.boxes: dict[str, NumberBox] = {}
        self.choices: dict[str, Tick] = {}
        self.faders: dict[str, Fader] = {}
        """What may move with the song; it is recorded as the strip's own fader is."""
        self._labels: dict[str, QLabel] = {}
        self._levels: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 12, 12)
        column.setSpacing(4)
        self._top = QHBoxLayout()
        column.addLayout(self._top)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        column.addLayout(grid)
        place = 0
        for row in STAGES[stage]:
            if row.name == self.switch_knob:
                self.switch = Tick()
                self.switch.clicked.connect(lambda on, name=row.name: self._turn(name, float(on)))
            elif row.curve == "switch":
                choice = self.choices[row.name] = Tick()
                choice.clicked.connect(lambda on, name=row.name: self._turn(name, float(on)))
                column.addWidget(choice)
            elif row.name in params.AUTOMATED:
                column.addLayout(self._fader(row))
            else:
                grid.addLayout(self._knob(row), place // _COLUMNS, place % _COLUMNS, Qt.AlignmentFlag.AlignLeft)
                place += 1
        grid.setColumnStretch(_COLUMNS, 1)
        self._top.addWidget(self.switch or self._title, 1)
        if stage == "noise":
            self.learn = Button("learn-room", "sound", "quiet")
            self.learn.clicked.connect(lambda: bridge.voices.learn_room(self._track))
            self._top.addWidget(self.learn)
        self.retranslate()

    def show_track(self, track_id: str) -> None:
        self._track = track_id
        track = self._bridge.song.track(track_id)
        on = self.switch is None or track.knob(f"{self._stage}_on") >= 0.5
        if self.switch is not None:
            self.switch.setChecked(on)
        for name, box in self.boxes.items():
            box.show_value(track.knob(name))
            box.setEnabled(on)
        for name, choice in self.choices.items():
            choice.setChecked(track.knob(name) >= 0.5)
            choice.setEnabled(on)
        for name in self.faders:
            self._show_fader(name)

    def show_moment(self) -> None:
        """Sends that move stand where the song does."""
        for name in self.faders:
            if name in self._bridge.song.track(self._track).automation:
                self._show_fader(name)

    def retranslate(self) -> None:
        self._title.setText(t(f"stage-{self._stage}"))
        if self.switch is not None:
            _name(self.switch, f"stage-{self._stage}")
        for name, choice in self.choices.items():
            _name(choice, _message(name))
        for message, label in self._labels.items():
            label.setText(t(message))

    def _knob(self, row: Param) -> QVBoxLayout:
        message = _message(row.name)
        suffix = {"": "", "times": " ×", "dBFS": " dB"}.get(row.unit, f" {row.unit}")
        box = self.boxes[row.name] = NumberBox(row, message, suffix, _STEPS.get(row.unit, 0.1))
        box.turned.connect(lambda value, name=row.name: self._turn(name, value))
        label = self._labels[message] = QLabel()
        return labelled(label, box)

    def _fader(self, row: Param) -> QVBoxLayout:
        """A level lying down, with where it stands in words above it."""
        fader = self.faders[row.name] = Fader(row, Qt.Orientation.Horizontal)
        fader.moved_db.connect(lambda value, name=row.name: self._moved(name, value))
        fader.let_go.connect(self._bridge.end_gesture)
        label = self._levels[row.name] = QLabel()
        return labelled(label, fader)

    def _moved(self, name: str, value: float) -> None:
        self._turn(name, value)
        self._show_fader(name)

    def _show_fader(self, name: str) -> None:
        """Where a send stands, and whether it moves by itself."""
        fader, message = self.faders[name], _message(name)
        level_db = self._bridge.mixing.shown_db(self._track, name)
        moves = name in self._bridge.song.track(self._track).automation
        fader.show_db(level_db)
        words = "send-moves" if moves else "send-stands"
        self._levels[name].setText(t(words, send=t(message), level=level_words(level_db)))
        help_text = t("send-moves.help") if moves else t(f"{message}.help")
        fader.setAccessibleName(t(message))
        fader.setAccessibleDescription(help_text)
        fader.setWhatsThis(help_text)
        fader.setToolTip(help_text)

    def _turn(self, name: str, value: float) -> None:
        if self._track:
            before = self._bridge.song.track(self._track)
            self._bridge.turn(self._track, name, value)
            self._bridge.voices.turned(self._track, name, before)


def _message(name: str) -> str:
    """The text of what a knob is called."""
    return f"knob-{name.replace('_', '-')}"


def _name(box: Tick, message: str) -> None:
    box.setText(t(message))
    box.setAccessibleName(t(message))
    box.setAccessibleDescription(t(f"{message}.help"))
    box.setWhatsThis(t(f"{message}.help"))
    box.setToolTip(t(f"{message}.help"))


class StripPanel(QFrame):
    """All stages of one track below each other; hidden while none is chosen."""

    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._track = ""
        self._name = ElidedLabel()
        self._name.setProperty("rank", "strong")
        self.close_button = Button("strip-close", "close", "quiet")
        self.keep = Button("keep-voice", "plus", "quiet")
        self.stages = {stage: Stage(stage, bridge) for stage in STAGES}
        self._top = QHBoxLayout()
        self._top.addWidget(self._name, 1)
        self._top.addWidget(self.keep)
        self._top.addWidget(self.close_button)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in self.stages.values():
            rows.addWidget(part)
        rows.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._top)
        column.addWidget(self._scroll, 1)
        self.close_button.clicked.connect(self.closed)
        self.keep.clicked.connect(self._ask_name)
        self.set_compact(False)
        self.hide()

    @property
    def knobs(self) -> dict[str, QWidget]:
        """Where each knob is turned."""
        found: dict[str, QWidget] = {}
        for name, stage in self.stages.items():
            found |= stage.boxes | stage.choices | ({f"{name}_on": stage.switch} if stage.switch is not None else {})
        return found

    def lead_to(self, knob: str) -> None:
        """Put the keys on a knob of the track that is shown."""
        widget = self.knobs[knob]
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(widget)

    def show_track(self, track_id: str) -> None:
        """Show a track's sound; an empty id puts the panel away."""
        song = self._bridge.song
        track = next((track for track in song.tracks if track.id == track_id), None)
        self._track = track_id if track else ""
        self.setVisible(track is not None)
        if track is not None:
            self._name.say(t("strip-panel", track=track_name(track)))
            is_voice = track.role in params.VOICE_ROLES
            self.keep.setVisible(is_voice)
            for stage, part in self.stages.items():
                part.setVisible(is_voice or stage not in _VOICE_ONLY)
                part.show_track(track_id)

    def show_moment(self) -> None:
        """Take over where the engine is."""
        if self._track:
            self.stages["send"].show_moment()

    def _ask_name(self) -> None:
        """Let a name be written where the name of the track stands."""
        edit = NameEdit("", "keep-voice-name")
        self._top.replaceWidget(self._name, edit)
        self._name.hide()
        edit.show()
        edit.kept.connect(lambda name: name and self._bridge.voices.keep(self._track, name))
        edit.left.connect(lambda: self._end_name(edit))
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _end_name(self, edit: NameEdit) -> None:
        self._top.replaceWidget(edit, self._name)
        edit.hide()
        edit.deleteLater()
        self._name.show()

    def set_compact(self, compact: bool) -> None:
        """Beside the strips; where there is little room, in their place."""
        self.setMinimumWidth(0 if compact else WIDTH)
        self.setMaximumWidth(16_777_215 if compact else WIDTH)
