"""The bridge's hands for the mixer: the balance, movements of a fader, and ways to hear and compare mixes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio import automation, edits, params
from studio.song import Point, Song, Track
from ui import worker
from ui.measuring import Sources

if TYPE_CHECKING:
    from ui.bridge import Bridge

_LEFT_MS = 700
"""Nobody moves a fader any more that was left alone for so long."""
EARS = ("mono", "small_speaker")
"""Ways to hear the mix as others will: switches of `params.MONITOR`."""


class MixDesk(QObject):
    """Belongs to the bridge, which holds the song."""

    changed = Signal()
    """Another strip is looked at, something is heard another way."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.picked = ""
        """The track whose sound is shown stage by stage."""
        self.ears = dict.fromkeys(EARS, False)
        self.keeps_moves = False
        """Whether a fader that is moved while the song plays is kept as a movement."""
        self._moves: dict[tuple[str, str], list[Point]] = {}
        self._left = QTimer(self, singleShot=True, interval=_LEFT_MS)
        self._left.timeout.connect(self._keep)

    def pick(self, track_id: str) -> None:
        """Show the sound of a strip; the same again puts it away."""
        self.picked = "" if track_id == self.picked else track_id
        self.changed.emit()

    # --- the balance

    def set_balance(self, balance_db: float) -> None:
        """The slider between voice and beat."""
        self._bridge.turn("master", "balance_db", balance_db)

    def measure_balance(self) -> None:
        """Have the slider begin where the voice lies right over the beat while somebody raps."""

        def ask(sources: Sources, progress: Callable[[float], None], stopped: Callable[[], bool]) -> object:
            return worker.balance(worker.Balance(*sources), progress, stopped)

        def done(found: worker.Balanced) -> None:
            start_db = found.voice_start_db
            if start_db is not None:
                self._bridge.change(
                    lambda song: edits.set_master_knob(song, name="voice_start_db", value=start_db), "edit-balance"
                )

        self._bridge.measuring.ask("balance", self._bridge.song, ask, done)

    @property
    def has_both(self) -> bool:
        """Whether there is a voice and a beat to balance."""
        groups = {params.GROUPS[track.role] for track in self._bridge.song.tracks if _plays(self._bridge.song, track)}
        return "beat" in groups and len(groups) > 1

    # --- hearing it another way

    def hear_with(self, name: str, on: bool) -> None:
        """One of `EARS` on or off; no file ever hears of it."""
        self.ears[name] = on
        self._bridge.link.set_knob("monitor", name, float(on))
        self.changed.emit()

    def tell_again(self) -> None:
        """The engine is a new one."""
        for name, on in self.ears.items():
            self._bridge.link.set_knob("monitor", name, float(on))

    # --- two mixes

    @property
    def has_other(self) -> bool:
        return self._bridge.song.other_mix is not None

    def keep_mix(self) -> None:
        """Keep the mix as it is as B."""
        self._bridge.edit("keep_mix")

    def swap(self) -> None:
        """Hear the other mix, as loud as this one."""
        if self.has_other and self._bridge.is_free():
            self._bridge.edit("swap_mixes")
            self._bridge.comparing.begin_mixes()

    # --- movements

    def keep_moves(self, on: bool) -> None:
        """Whether faders that are moved while the song plays are kept as movements."""
        self.keeps_moves = on
        self.changed.emit()

    def heard(self, song: Song) -> Song:
        """The song as the engine is to play it: a knob that a hand is on does not move by itself."""
        for track_id, name in self._moves:
            if any(track.id == track_id for track in song.tracks):
                song = edits.set_automation(song, track_id=track_id, name=name, points=())
        return song

    def move(self, track_id: str, name: str, value: float) -> bool:
        """A hand moves a knob that may move with the song. True if that is kept as a movement, or lifts the whole
        movement there is; False if the knob is to be turned as any other."""
        bridge, key = self._bridge, (track_id, name)
        points = bridge.song.track(track_id).automation.get(name)
        if self.keeps_moves and bridge.moment.moving and not bridge.moment.recording:
            beat = bridge.moment.beat
            made = self._moves.setdefault(key, [])
            if made:
                made.append(Point(at_beat=beat, value=made[-1].value))
            elif points:
                bridge.listening.load()
            made.append(Point(at_beat=beat, value=value))
            self._left.stop()
            bridge.link.set_knob(track_id, name, value)
            return True
        if points:
            by = value - automation.knob_at(bridge.song, track_id, name, bridge.moment.beat)
            merge = f"{track_id}/{name}/moves"
            bridge.change(lambda song: automation.shifted(song, track_id, name, by), "edit-set-automation", merge)
            return True
        return False

    def let_go(self) -> None:
        """The hand has left the fader, perhaps only to press the key again."""
        if self._moves:
            self._left.start()

    def _keep(self) -> None:
        """What the hand did becomes the song's."""
        moves, self._moves = self._moves, {}
        for (track_id, name), points in moves.items():
            made = sorted(points, key=lambda point: point.at_beat)  # the song may have gone back to its start meanwhile

            def edit(song: Song, of: str = track_id, name: str = name, made: list[Point] = made) -> Song:
                return automation.with_moves(song, of, name, made)

            if not self._bridge.change(edit, "edit-set-automation"):
                self._bridge.listening.load()

    def shown_db(self, track_id: str, name: str) -> float:
        """Where a fader or a send of a track is to stand now."""
        moved = self._moves.get((track_id, name))
        return moved[-1].value if moved else automation.knob_at(
            self._bridge.song, track_id, name, self._bridge.moment.beat
        )  # fmt: skip


def _plays(song: Song, track: Track) -> bool:
    return bool(track.clips) or any(lane.track_id == track.id for pattern in song.patterns for lane in pattern.lanes)
