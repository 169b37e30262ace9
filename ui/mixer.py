"""The whole mixer: a strip for every track, one for each group, the main output, and ways to compare."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio import params
from studio.song import Track
from ui.bridge import Bridge
from ui.i18n import t
from ui.mix_tools import MixTools
from ui.strip_panel import StripPanel
from ui.style import look
from ui.widgets.canvas import track_name
from ui.widgets.strip import Strip

_GROUP_NAMES = tuple(dict.fromkeys(params.GROUPS.values()))
_GAIN, _PAN = params.knob("gain_db"), params.knob("pan")


class Mixer(QWidget):
    """All strips of the song side by side; the sound of the chosen one beside them."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._strips: dict[str, Strip] = {}
        self.groups = {name: self._strip("master", name, f"{name}_group_db") for name in _GROUP_NAMES}
        self.master = self._strip("master", "master", "master_db")
        self.tools = MixTools(bridge)
        self.panel = StripPanel(bridge)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        for strip in self.groups.values():
            self._row.addWidget(strip)
        self._row.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._columns = QWidget()
        row = QHBoxLayout(self._columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.master)
        self._tall = QScrollArea(widgetResizable=True)
        self._tall.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tall.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pile = QWidget()
        self._pile = QVBoxLayout(pile)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.setSpacing(12)
        self._pile.addWidget(self._columns, 1)
        self._tall.setWidget(pile)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self._tall, 1)
        beside.addWidget(self.panel)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.tools)
        self._column.addLayout(beside, 1)
        self._compact = False
        self.panel.closed.connect(lambda: self._bridge.mixing.pick(""))
        bridge.mixing.changed.connect(self._picked)
        look.changed.connect(self._show_meters)

    def first_focus(self) -> QWidget:
        strip = next(iter(self._strips.values()), self.master)
        return strip.fader

    def lead_to(self, track_id: str, knob: str) -> None:
        """Put the keys on a knob of a track, or on its fader; without a track on the main output."""
        strip = next((one for key, one in self._strips.items() if key.partition("/")[0] == track_id), None)
        if strip is not None and knob in self.panel.knobs:
            if self._bridge.mixing.picked != track_id:
                self._bridge.mixing.pick(track_id)
            self.panel.lead_to(knob)
            return
        widget = self.master.fader if strip is None else strip.pan if knob == "pan" else strip.fader
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(strip or widget)

    @property
    def strips(self) -> list[Strip]:
        """Those of the tracks, in the song's order."""
        return list(self._strips.values())

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
                self._strips[key] = self._strip(track.id, track.role, "gain_db", pan=True)
                self._show_meters()
            if self._row.indexOf(self._strips[key]) != place:
                self._row.insertWidget(place, self._strips[key])
            self._show(self._strips[key], track)
        present = {params.GROUPS[track.role] for track in song.tracks}
        several = {group for group in present if sum(params.GROUPS[track.role] == group for track in song.tracks) > 1}
        knobs = {row.name: song.master_knob(row.name) for row in params.MASTER}
        for name, strip in self.groups.items():
            strip.setVisible(name in several or knobs[f"{name}_group_db"] != 0.0)
            strip.show_strip(t(f"group-{name}"), knobs)
        self.master.show_strip(t("role-master"), knobs)
        bar = self._scroll.horizontalScrollBar().sizeHint().height()
        self._scroll.setMinimumHeight(self.master.minimumSizeHint().height() + bar)
        self.tools.show_song()
        self._picked()

    def show_moment(self) -> None:
        moment = self._bridge.moment
        for track in self._bridge.song.tracks:
            strip = self._strips.get(f"{track.id}/{track.role}")
            if strip is not None:
                strip.show_loud(moment.level_of(track.id))
                if "gain_db" in track.automation:
                    strip.fader.show_db(self._bridge.mixing.shown_db(track.id, "gain_db"))
        self.master.show_loud(moment.master)
        self.panel.show_moment()

    def set_compact(self, compact: bool) -> None:
        """Where there is little room, the tools are scrolled to below the strips."""
        self._compact = compact
        if compact:
            self._pile.addWidget(self.tools)
        else:
            self._column.insertWidget(0, self.tools)
        self.tools.set_compact(compact)
        self.panel.set_compact(compact)
        self._picked()

    def retranslate(self) -> None:
        self.show_song()

    def _strip(self, target: str, role: str, knob: str, *, pan: bool = False) -> Strip:
        strip = Strip(target, role, params.knob(knob), pan=_PAN if pan else None)
        strip.turned.connect(self._bridge.turn)
        strip.let_go.connect(self._bridge.end_gesture)
        strip.switched.connect(self._bridge.switch)
        strip.picked.connect(self._bridge.mixing.pick)
        return strip

    def _show(self, strip: Strip, track: Track) -> None:
        knobs = {name: track.knob(name) for name in ("gain_db", "pan", "mute", "solo")}
        strip.show_strip(track_name(track), knobs, moves="gain_db" in track.automation)

    def _picked(self) -> None:
        """Show the sound of the chosen strip; where there is little room, instead of the strips."""
        picked = self._bridge.mixing.picked
        for track in self._bridge.song.tracks:
            strip = self._strips.get(f"{track.id}/{track.role}")
            if strip is not None:
                strip.show_picked(track.id == picked)
        self.panel.show_track(picked)
        self._tall.setVisible(not (self._compact and picked))

    def _show_meters(self) -> None:
        for strip in (*self._strips.values(), self.master):
            strip.show_meters(not look.calm)
