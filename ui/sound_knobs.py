"""What can be turned on one sound of the beat: its level and timing in the pattern, and the recipe it is made from."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from studio import params
from studio.edits import LIMITS
from studio.song import Lane
from ui.beat_lanes import sound_title
from ui.bridge import Bridge
from ui.i18n import t
from ui.widgets.flow import FlowLayout
from ui.widgets.number import NumberBox, labelled

_LANE = (("gain_db", "lane_db", "set_lane_gain", " dB", 1.0), ("late_ms", "late_ms", "set_lane_late", " ms", 1.0))
"""Field of the lane, row of `LIMITS`, edit, unit and step of each knob of the pattern."""
_TWEAKS = {"tune": ("", 1.0), "length": (" ×", 0.1), "tone": (" Hz", 500.0), "drive": (" dB", 1.0)}
"""Unit and step of each row of `params.TWEAKS`."""


class SoundKnobs(QFrame):
    """Numbers for the sound that the keys are on, in as many rows as they take."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lane: Lane | None = None
        self.setProperty("card", "true")
        self._name = QLabel()
        self._name.setProperty("rank", "strong")
        self._name.setMinimumWidth(130)
        column, rows = QVBoxLayout(self), FlowLayout()
        column.setContentsMargins(16, 6, 16, 8)
        column.addLayout(rows)
        rows.setSpacing(12)
        rows.addWidget(self._name)
        self.lane_boxes: dict[str, NumberBox] = {}
        self.tweak_boxes: dict[str, NumberBox] = {}
        self._labels: dict[str, QLabel] = {}
        for field, limit, edit, unit, step in _LANE:
            box = self.lane_boxes[field] = self._box(rows, LIMITS[limit], f"knob-{field.replace('_', '-')}", unit, step)
            box.turned.connect(lambda value, field=field, edit=edit: self._turn_lane(edit, field, value))
        for knob in params.TWEAKS:
            box = self.tweak_boxes[knob.name] = self._box(rows, knob, f"knob-{knob.name}", *_TWEAKS[knob.name])
            box.turned.connect(lambda value, name=knob.name: self._tweak(name, value))
        self.retranslate()

    def show_lane(self, lane: Lane | None) -> None:
        """Show the knobs of a lane's sound; None puts them away."""
        self._lane = lane
        self.setEnabled(lane is not None)
        if lane is None:
            self._name.clear()
            return
        self._name.setText(sound_title(lane.sound, self._bridge.beat.titles()))
        for field, box in self.lane_boxes.items():
            box.show_value(getattr(lane, field))
        tweaks = self._bridge.song.track(lane.track_id).tweaks
        for knob in params.TWEAKS:
            self.tweak_boxes[knob.name].show_value(tweaks.get(f"{lane.sound}.{knob.name}", knob.default))

    def retranslate(self) -> None:
        for message, label in self._labels.items():
            label.setText(t(message))
        self.show_lane(self._lane)

    def _box(self, rows: FlowLayout, knob: params.Param, message: str, unit: str, step: float) -> NumberBox:
        box = NumberBox(knob, message, unit, step)
        label = self._labels[message] = QLabel()
        rows.addLayout(labelled(label, box))
        return box

    def _turn_lane(self, edit: str, field: str, value: float) -> None:
        lane, pattern = self._lane, self._bridge.beat.pattern
        if lane is not None and pattern is not None:
            place = {"pattern_id": pattern.id, "track_id": lane.track_id, "sound": lane.sound}
            self._bridge.edit(edit, f"{lane.sound}/{field}", **place, **{field: value})

    def _tweak(self, name: str, value: float) -> None:
        lane = self._lane
        if lane is not None:
            self._bridge.edit("set_tweak", f"{lane.sound}/{name}", track_id=lane.track_id, sound=lane.sound,
                              name=name, value=value)  # fmt: skip
            self._bridge.beat.hear(lane.track_id, lane.sound, 100)
