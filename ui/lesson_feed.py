"""What a person does with the open song, told to its sitting: edits, what is heard, takes, other ears, files made."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.document import Change
from studio.engine.messages import TakeClosed
from studio.lessons import sitting as told
from studio.lessons.sitting import Sitting
from studio.song import Song
from studio.units import db_of_gain

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.open_song import OpenSong

_JUMP_S = 0.5
"""A playhead that is further on than this beyond the time that passed was sent there."""
_RESTS_S = 1.0
"""A microphone that was not looked at for so long was not listened to meanwhile."""


class LessonFeed(QObject):
    """Keeps the sitting of the song that is open; undo, redo and measurements that belong to a step tell it nothing."""

    changed = Signal()
    """The sitting or the song is another."""

    def __init__(self, bridge: Bridge, now: Callable[[], float] = time.monotonic) -> None:
        """`now` is a clock in seconds."""
        super().__init__(bridge)
        self._bridge, self._now = bridge, now
        self.sitting = Sitting()
        self.words_in_view: Callable[[], bool] = lambda: False
        """Whether the words of the song can be read now; the window knows."""
        self._heard: tuple[float, float] | None = None
        """The beat where it played when it was last looked at, and when that was."""
        self._looked_at = now()
        self._before = Song(title="")
        """The song as it was when its takes were last counted."""
        self._copies = 0
        bridge.moment_changed.connect(self._moved)
        bridge.beat.changed.connect(self._repeats)
        bridge.mixing.changed.connect(self._ears)
        bridge.takes.kept.connect(self._took)
        bridge.giving.changed.connect(self._measured)
        bridge.giving.finished.connect(self._given)
        bridge.stage.changed.connect(self._staged)
        bridge.stage.finished.connect(self._stage_made)
        bridge.exchange.exported.connect(lambda: self.tell(told.exported(self.sitting, ("file",))))

    def open(self, opened: OpenSong) -> None:
        """Another song: a new sitting."""
        self.sitting, self._heard = self._with_list(Sitting(today=datetime.date.today())), None
        self._before = opened.song
        opened.changed.connect(self._changed)
        self.changed.emit()

    def tell(self, sitting: Sitting) -> None:
        """Something was done."""
        if sitting != self.sitting:
            self.sitting = sitting
            self.changed.emit()

    def _changed(self, change: Change) -> None:
        if change.is_new:
            self.sitting = told.edited(self.sitting, change.before, change.after, change.label)
        self.changed.emit()

    def _took(self, closed: TakeClosed) -> None:
        before, self._before = self._before, self._bridge.song
        again = closed.end_frames > 0
        self.tell(told.recorded(self.sitting, before, self._before, db_of_gain(closed.peak), again=again))

    def _moved(self) -> None:
        """At the poll's rate: cheap."""
        bridge, moment, now = self._bridge, self._bridge.moment, self._now()
        passed_s, self._looked_at = now - self._looked_at, now
        rehearsing = bridge.stage.rehearsing
        playing = moment.moving and not moment.recording and (bridge.listening.other is None or rehearsing)
        before, self._heard = self._heard, (moment.beat, now) if playing else None
        sitting = self.sitting
        if playing and before is not None:
            from_beat, at_s = before
            farthest = from_beat + (now - at_s + _JUMP_S) * bridge.song.bpm / 60.0
            if not from_beat < moment.beat <= farthest:
                pass  # sent there
            elif rehearsing:
                sitting = told.rehearsed(sitting, (moment.beat - from_beat) / bridge.song.beats_per_bar)
            else:
                sitting = told.played(
                    sitting, bridge.song, from_beat, moment.beat,
                    words_shown=self.words_in_view(), looping=bridge.beat.repeats,
                )  # fmt: skip
        if moment.input_db is not None and 0.0 < passed_s < _RESTS_S:
            sitting = told.level(sitting, moment.input_db, passed_s)
        self.tell(sitting)

    def _repeats(self) -> None:
        self.tell(told.repeats(self.sitting, self._bridge.beat.repeats))

    def _ears(self) -> None:
        ears = self._bridge.mixing.ears
        self.tell(told.small_speaker(told.mono(self.sitting, ears["mono"]), ears["small_speaker"]))

    def _staged(self) -> None:
        stage, sitting = self._bridge.stage, self._with_list(self.sitting)
        for _ in range(self._copies, len(stage.copied_to)):
            sitting = told.copied(sitting)
        self._copies = len(stage.copied_to)
        self.tell(sitting)

    def _stage_made(self) -> None:
        if self._bridge.stage.holds_song():
            self.tell(told.exported(self.sitting, ("stage",)))

    def _with_list(self, sitting: Sitting) -> Sitting:
        stage = self._bridge.stage
        return told.listed(sitting, len(stage.list.numbers), with_this=stage.holds_song())

    def _measured(self) -> None:
        findings = self._bridge.giving.findings
        if findings is not None:
            found = {finding.check: finding.value for finding in findings if not finding.file}
            self.tell(told.measured(self.sitting, found.get("mix-peak"), found.get("loudness")))

    def _given(self) -> None:
        report = self._bridge.giving.report
        assert report is not None
        self.tell(told.exported(self.sitting, report.packs))
