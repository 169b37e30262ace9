"""Pads and keyboards in the window: who was plugged in, what lights up, what a new pad plays, and recording them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.engine import messages
from studio.engine.messages import MidiKeys, MidiMap
from ui.notices import Notice

if TYPE_CHECKING:
    from ui.bridge import Bridge

_ASKED_AGAIN_MS = 3000
"""A pad that was just asked about is not asked about again for so long."""


class Pads(QObject):
    """Belongs to the bridge. The engine plays what is hit; this shows it, and keeps what is worth keeping."""

    hit = Signal(str, str)
    """A sound was played by hand: its track and its name."""
    asked = Signal(str, int)
    """A pad of a controller plays nothing yet: its key."""
    changed = Signal()
    """Another controller, or recording was switched."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.ports: tuple[str, ...] = ()
        """The controllers that are plugged in."""
        self.outputs: tuple[str, ...] = ()
        """Ports that the clock could go to; known while `list_outputs` asks for them."""
        self.records = False
        """Whether what is hit while the beat plays goes into the pattern."""
        self._hits: list[messages.PadHit | messages.PadReleased] = []
        self._pattern_id = ""
        """The pattern that was in sight when the first of them came."""
        self._keys: MidiKeys | None = None
        self._lists = False
        self._told: MidiMap | None = None
        self._just_asked: set[tuple[str, int]] = set()
        bridge.link.midi.connect(self._heard)
        bridge.link.ready.connect(self.tell_again)
        bridge.song_changed.connect(self.tell)
        bridge.state_changed.connect(self._settle)

    # --- what the engine is to play

    def play_keys(self, track_id: str, sound: str, scale: tuple[int, ...]) -> None:
        """Have keyboards play a lane of notes, kept to a scale if one is given; with no sound they are pads."""
        self._keys = MidiKeys(track_id=track_id, sound=sound, scale=scale) if sound else None
        self.tell()

    def tell(self) -> None:
        """Let the engine know what pads and keys play in this song."""
        from beats.gm import SOUND_OF_KEY

        drums = next((track.id for track in self._bridge.song.tracks if track.role == "drums"), "")
        tracks = {track.id for track in self._bridge.song.tracks}
        settings = self._bridge.shelf.settings
        wanted = MidiMap(
            drums=drums,
            defaults=SOUND_OF_KEY,
            pads=settings.pads,
            keys=self._keys if self._keys is not None and self._keys.track_id in tracks else None,
            curve=settings.velocity_curve,
            clock_ports=settings.clock_ports,
            list_outputs=self._lists,
        )
        if wanted != self._told and self._bridge.link.is_ready:
            self._told = wanted
            self._bridge.link.map_midi(wanted)

    def tell_again(self) -> None:
        """The engine is a new one."""
        self._told = None
        self.tell()

    def choose(self, port: str, note: int, sound: str) -> None:
        """From now on this pad of this controller plays this sound, on this machine."""
        pads = self._bridge.shelf.settings.pads
        self._bridge.shelf.remember(pads={**pads, port: {**pads.get(port, {}), note: sound}})
        self.tell()

    @property
    def curve(self) -> str:
        """How hard pads answer: `soft`, `normal` or `hard`."""
        return self._bridge.shelf.settings.velocity_curve

    @property
    def clock_ports(self) -> tuple[str, ...]:
        """Where the MIDI clock goes."""
        return self._bridge.shelf.settings.clock_ports

    def set_curve(self, curve: str) -> None:
        self._bridge.shelf.remember(velocity_curve=curve)
        self.tell()

    def set_clock(self, port: str) -> None:
        """Send the clock to this port; to none if it is empty."""
        self._bridge.shelf.remember(clock_ports=(port,) if port else ())
        self.tell()

    def list_outputs(self, on: bool) -> None:
        """Have the engine tell where the clock could go."""
        self._lists = on
        self.tell()

    # --- recording

    def set_records(self, on: bool) -> None:
        """Put what is hit while the beat plays into the pattern, when it stops; or no more."""
        if not on:
            self.keep()
        self.records = on
        self.changed.emit()

    def _settle(self) -> None:
        if self._hits and not self._bridge.moment.moving:
            self.keep()

    def keep(self) -> None:
        """Write down what was played so far, in the pattern that was in sight then."""
        hits, self._hits = self._hits, []
        if hits and any(pattern.id == self._pattern_id for pattern in self._bridge.song.patterns):
            from beats.pads import with_pad_hits

            self._bridge.change(lambda song: with_pad_hits(song, hits, self._pattern_id), "edit-record-pads")

    # --- what the engine tells

    def _heard(self, event: object) -> None:
        match event:
            case messages.MidiPorts():
                self.ports, self.outputs = event.inputs, event.outputs
                self.changed.emit()
            case messages.MidiArrived():
                self._bridge.tell(Notice("told-pads-arrived", {"name": event.port}))
            case messages.MidiGone():
                self._bridge.tell(Notice("told-pads-gone", {"name": event.port}))
            case messages.PadAsked():
                self._ask(event.port, event.note)
            case messages.PadHit():
                self.hit.emit(event.track_id, event.sound)
                self._collect(event)
            case messages.PadReleased():
                self._collect(event)

    def _collect(self, event: messages.PadHit | messages.PadReleased) -> None:
        pattern = self._bridge.beat.pattern
        if not (self.records and event.rolling and event.sound) or pattern is None:
            return
        if self._hits and pattern.id != self._pattern_id:
            self.keep()
        self._pattern_id = pattern.id
        self._hits.append(event)

    def _ask(self, port: str, note: int) -> None:
        key = (port, note)
        if key not in self._just_asked:
            self._just_asked.add(key)
            QTimer.singleShot(_ASKED_AGAIN_MS, self, lambda: self._just_asked.discard(key))
            self.asked.emit(port, note)
