"""Takes: from the engine's input ring to the disk, on a thread of its own.

Every stretch in the ring carries the place of the song that was played during it, so a take is placed by what was
heard and not by when a thread woke up: the first frame kept is the one that arrived a round trip after its place in
the song was played.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.engine import state
from studio.engine.messages import RecordOrder, TakeClosed, TakeStarted
from studio.engine.rings import release, tail_of, waiting
from studio.engine.watch import LOST_S, Watch
from studio.errors import StudioError
from studio.song import Gap, Song
from studio.wav import TakeNote, TakeWriter

_PAUSE_S = 0.01
_DROPOUTS_TOLD = 1000
LEAD_S = 0.25
"""A take begins so much before its place if there is a count-in: who comes in early is not cut."""
_LOUD = 10.0 ** (-0.1 / 20.0)


class _Take:
    """A take under way."""

    def __init__(
        self, order: RecordOrder, writer: TakeWriter, play: int, first_position: int, lead_frames: int, at_beat: float
    ) -> None:
        self.play = play  # number of the PLAY that it belongs to
        self.asked_to_end = ""
        self.order, self.writer = order, writer
        self.first_position = first_position  # of the transport, when the first frame to be kept arrives
        self.lead_frames, self.at_beat = lead_frames, at_beat
        self.next_input = -1  # the input frame that comes next; −1 before the first
        self.seen_rolling = False
        self.last_input = -1  # where the take ends once the transport has stopped; −1 while it rolls
        self.gaps: list[Gap] = []
        self.clipped_frames = 0
        self.peak = 0.0
        self.loud_run = 0
        self.xruns = 0
        self.dropouts: list[int] = []


class Capture:
    """Drains the input ring of a `Memory` for as long as it lives; at most one take at a time.

    `tell` is called with `TakeStarted` and `TakeClosed`, from the capture thread.
    """

    def __init__(self, memory: state.Memory, tell: Callable[[Any], None]) -> None:
        self._memory, self._tell = memory, tell
        self._status = memory.status[0]
        self._take: _Take | None = None
        self._watch = Watch()
        self._lock = threading.Lock()  # between the control thread and this one; the audio thread never sees it
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
        self._thread.start()

    @property
    def order(self) -> RecordOrder | None:
        """The take under way."""
        take = self._take
        return take.order if take else None

    @property
    def recording(self) -> str:
        """Id of the take under way, "" for none."""
        take = self._take
        return take.order.take_id if take else ""

    def begin(self, order: RecordOrder, song: Song, round_trip_frames: int, play: int) -> int:
        """Opens the file and waits for the song to come to the place; the caller starts the transport with the PLAY of
        that number. Frames of lead.

        StudioError engine-busy-recording, disk-full, disk-refused.
        """
        with self._lock:
            if self._take is not None:
                raise StudioError("engine-busy-recording")
            at_frame = song.frame_of(order.at_beat)
            lead = round(LEAD_S * song.rate_hz) if order.count_in_bars else 0
            at_beat = song.beat_of(at_frame - lead)
            note = TakeNote(track_id=order.track_id, at_beat=at_beat, rate_hz=song.rate_hz)
            writer = TakeWriter(Path(order.path), song.rate_hz, note)
            self._status["take_frames"], self._status["take_start"] = 0, at_frame - lead
            self._take = _Take(order, writer, play, at_frame - lead + round_trip_frames, lead, at_beat)
            self._watch = Watch()
            self._watch.still_s(int(self._status["callbacks"]))
            self._status["recording"] = 1
            return lead

    def end(self, why: str) -> None:
        """Ends the take at once, without waiting for what is still on its way."""
        with self._lock:
            if self._take is not None:
                self._take.asked_to_end = why

    def close(self, why: str = "stopped") -> None:
        """Ends the take if there is one, and the thread. May be called again."""
        self.end(why)
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            closing, take = self._closing.is_set(), self._take
            asked = take.asked_to_end if take else ""  # before the ring: what is in it then is kept
            self._drain()
            with self._lock:
                still_s = self._watch.still_s(int(self._status["callbacks"]))
                if take is not None and self._take is take and (asked or still_s > LOST_S):
                    self._finish(asked or "device-lost")
            if closing:
                return
            time.sleep(_PAUSE_S)

    def _drain(self) -> None:
        memory = self._memory
        ring, marks_ring = memory.record["addr_input_ring"][0], memory.record["addr_marks_ring"][0]
        for _ in range(waiting(marks_ring)):
            mark = memory.marks[tail_of(marks_ring) & (state.MARKS - 1)]
            frames = int(mark["frames"])
            with self._lock:
                if self._take is not None:
                    self._keep(mark, tail_of(ring), frames)
            release(ring, frames)
            release(marks_ring, 1)

    def _keep(self, mark: Any, tail: int, frames: int) -> None:
        """Writes what of a stretch belongs to the take."""
        take = self._take
        assert take is not None
        start = int(mark["input_frame"])
        first, end = 0, frames
        if take.next_input < 0:
            if int(mark["play"]) != take.play:
                return  # played before the take's own start
            first = take.first_position - int(mark["position"])
            if take.seen_rolling and not mark["rolling"]:
                self._finish("stopped")
            take.seen_rolling = bool(mark["rolling"])
            if not mark["rolling"] or not 0 <= first < frames:
                return
            take.next_input = start + first
            self._tell(TakeStarted(take_id=take.order.take_id))
        if mark["trouble"]:
            take.xruns += 1
            if len(take.dropouts) < _DROPOUTS_TOLD:
                take.dropouts.append(take.writer.frames)
        if not mark["rolling"] and take.last_input < 0:
            take.last_input = start + int(self._status["round_trip"])
        if take.last_input >= 0:
            end = min(end, take.last_input - start)
        try:
            if start > take.next_input:
                take.gaps.append(Gap(at_frame=take.writer.frames, length_frames=start - take.next_input))
                take.writer.write_silence(start - take.next_input)
                take.next_input = start
            if first < end:
                places = (tail + np.arange(first, end)) & (state.INPUT_FRAMES - 1)
                self._write(take, self._memory.input[places])
        except StudioError as error:
            self._finish(error.code)
            return
        if take.last_input >= 0 and start + frames >= take.last_input:
            self._finish("stopped")

    def _write(self, take: _Take, samples: NDArray[np.float32]) -> None:
        take.writer.write(samples)
        take.next_input += len(samples)
        self._status["take_frames"] = take.writer.frames
        levels = np.abs(samples)
        take.peak = max(take.peak, float(np.max(levels, initial=0.0)))
        if take.loud_run or take.peak >= _LOUD:
            for loud in levels >= _LOUD:
                take.loud_run = take.loud_run + 1 if loud else 0
                if take.loud_run >= 3:
                    take.clipped_frames += 3 if take.loud_run == 3 else 1
        self._status["take_peak"] = take.peak

    def _finish(self, why: str) -> None:
        take, self._take = self._take, None
        assert take is not None
        try:
            take.writer.close()
        except StudioError as error:
            why = error.code
        self._status["recording"] = 0
        self._tell(
            TakeClosed(
                take_id=take.order.take_id,
                path=take.order.path,
                track_id=take.order.track_id,
                frames=take.writer.frames,
                rate_hz=int(self._status["rate"]),
                at_beat=take.at_beat,
                lead_frames=take.lead_frames,
                gaps=tuple(take.gaps),
                clipped_frames=take.clipped_frames,
                peak=take.peak,
                xruns=take.xruns,
                dropouts=tuple(take.dropouts),
                why=why,
            )
        )
