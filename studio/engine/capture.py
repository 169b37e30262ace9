"""Takes: from the engine's input ring to the disk, on a thread of its own.

Every stretch in the ring carries the place of the song that was played during it, so a take is placed by what was
heard and not by when a thread woke up: the first frame kept is the one that arrived a round trip after its place in
the song was played. From there on frames are counted as they come: pass k of a loop begins k loop lengths later.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.engine import state
from studio.engine.before import Before, Piece
from studio.engine.messages import BeforeKept, RecordOrder, TakeClosed, TakeStarted, TakeTrouble
from studio.engine.rings import release, tail_of, waiting
from studio.engine.watch import LOST_S, SLEPT_S, Watch, world_s
from studio.errors import StudioError
from studio.song import Gap, Song
from studio.wav import TakeNote, TakeWriter

_PAUSE_S = 0.01
_DROPOUTS_TOLD, _LOUD_TOLD = 1_000, 10_000
"""So many are listed, so that an hour of trouble fits in memory and in the song."""
LEAD_S = 0.25
"""A take begins so much before its place if something leads up to it: who comes in early is not cut."""
TAIL_S = 0.25
"""It goes on so much past the place where it was to end: who sings past the bar is not cut either."""
_LOUD = 10.0 ** (-0.1 / 20.0)
_LOUD_RUN = 3
_LOST = 0b1111
"""PortAudio's flags for input or output that was lost; the one above says that the output is only being primed."""
_NEVER = 1 << 62


class _Take:
    """A take under way. Input frames are counted since the stream began, its own from its first one."""

    def __init__(self, order: RecordOrder, song: Song, play: int, round_trip_frames: int) -> None:
        self.order, self.song = order, song
        self.play = play  # number of the PLAY that it belongs to
        self.round_trip_frames = round_trip_frames
        at_frame = song.frame_of(order.at_beat)
        run_up = at_frame - song.frame_of(order.at_beat - order.pre_roll_beats)
        run_up += song.frame_of(order.count_in_bars * song.beats_per_bar)
        self.lead_frames = min(round(LEAD_S * song.rate_hz), run_up)
        self.from_frame = at_frame - self.lead_frames  # of the song
        self.at_beat = song.beat_of(self.from_frame)
        self.loop_frames, self.end_frames = _up_to(song, at_frame, order.loop_end_beat), 0
        if not self.loop_frames:
            self.end_frames = _up_to(song, at_frame, order.end_beat)
        note = TakeNote(
            track_id=order.track_id,
            at_beat=self.at_beat,
            rate_hz=song.rate_hz,
            lead_frames=self.lead_frames,
            loop_frames=self.loop_frames,
        )
        self.writer = TakeWriter(Path(order.path), song.rate_hz, note)
        self.asked_to_end = ""
        self.seen_rolling = False
        self.first_input = -1  # −1 until its place in the song was played
        self.next_input = -1
        self.last_input = _NEVER  # where it ends
        self.gaps: list[Gap] = []
        self.clipped_frames = 0
        self.peak = 0.0
        self.loud_run = 0
        self.loud_at: list[int] = []
        self.xruns = 0
        self.dropouts: list[int] = []
        self.quiet_until: dict[str, int] = {}  # by kind of trouble: before this frame nothing more is told of it

    def begin(self, input_frame: int) -> None:
        """Its place in the song is being played, and will be heard of at this input frame."""
        self.first_input = self.next_input = input_frame
        if self.end_frames:
            tail = round(TAIL_S * self.song.rate_hz)
            self.last_input = input_frame + self.lead_frames + self.end_frames + tail

    def beat_of(self, at_frame: int) -> float:
        """Where in the song a frame of the file was sung."""
        sung = at_frame - self.lead_frames
        if self.loop_frames and sung >= 0:
            sung %= self.loop_frames
        return self.song.beat_of(self.from_frame + self.lead_frames + sung)


def _up_to(song: Song, at_frame: int, beat: float | None) -> int:
    """Frames from a place to a beat behind it, 0 for none."""
    return 0 if beat is None else max(song.frame_of(beat) - at_frame, 0)


class Capture:
    """Drains the input ring of a `Memory` for as long as it lives; at most one take at a time.

    `tell` is called with `TakeStarted`, `TakeTrouble`, `TakeClosed` and `BeforeKept`, from threads of its own.
    """

    def __init__(self, memory: state.Memory, tell: Callable[[Any], None]) -> None:
        self._memory, self._tell = memory, tell
        self._status = memory.status[0]
        self._take: _Take | None = None
        self._before = Before(int(memory.record["rate"][0]))
        self._keepers: list[threading.Thread] = []  # of what was sung before
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

    def begin(self, order: RecordOrder, song: Song, round_trip_frames: int, play: int) -> None:
        """Opens the file and waits for the song to come to the place; the caller starts the transport with the PLAY of
        that number. For the control thread.

        StudioError engine-busy-recording, disk-full, disk-refused.
        """
        with self._lock:
            if self._take is not None:
                raise StudioError("engine-busy-recording")
            wanted = bool(order.before_path)
            sung = self._before.pick(round_trip_frames, song.frame_of(order.at_beat)) if wanted else None
        take = _Take(order, song, play, round_trip_frames)  # a slow disk does not hold up the ring
        with self._lock:
            self._status["take_frames"], self._status["take_start"] = 0, take.from_frame
            self._status["take_peak"] = 0.0
            self._take = take
            self._watch = Watch()
            self._watch.still_s(int(self._status["callbacks"]))
            self._status["recording"] = 1
        if sung is not None:
            keeper = threading.Thread(target=self._keep_before, args=(order, song, sung), name="before", daemon=True)
            self._keepers = [*(other for other in self._keepers if other.is_alive()), keeper]
            keeper.start()

    def end(self, why: str) -> None:
        """Ends the take at once, without waiting for what is still on its way."""
        with self._lock:
            if self._take is not None:
                self._take.asked_to_end = why

    def forget(self) -> None:
        """What was heard up to now is nothing that was sung before the next take."""
        with self._lock:
            self._before.forget()

    def close(self, why: str = "stopped") -> None:
        """Ends the take if there is one, and the threads. May be called again."""
        self.end(why)
        self._closing.set()
        for thread in (self._thread, *self._keepers):
            thread.join()

    def _run(self) -> None:
        slept, looked_s, heard = False, world_s(), self._heard()
        while True:
            closing, take = self._closing.is_set(), self._take
            asked = take.asked_to_end if take else ""  # before the ring: what is in it then is kept
            if slept:
                self._end_before_sleep()
            self._drain()
            with self._lock:
                still_s = self._watch.still_s(int(self._status["callbacks"]))
                if take is not None and self._take is take and (asked or still_s > LOST_S):
                    self._finish(asked or "device-lost")
            if closing:
                return
            time.sleep(_PAUSE_S)
            before_s, before, looked_s, heard = looked_s, heard, world_s(), self._heard()
            # the machine slept if a turn was long and hardly anything was heard meanwhile; a slow disk hears on
            slept = looked_s - before_s - (heard - before) / int(self._memory.record["rate"][0]) > SLEPT_S

    def _heard(self) -> int:
        """How many frames the microphone has sent up to now."""
        return int(self._memory.record["input_frame"][0])

    def _end_before_sleep(self) -> None:
        """The take ends where the machine fell asleep: what is heard afterwards belongs nowhere in the song."""
        with self._lock:
            if self._take is not None:
                self._finish("slept")
            self._before.forget()

    def _drain(self) -> None:
        memory = self._memory
        ring, marks_ring = memory.record["addr_input_ring"][0], memory.record["addr_marks_ring"][0]
        for _ in range(waiting(marks_ring)):
            mark = memory.marks[tail_of(marks_ring) & (state.MARKS - 1)]
            frames, place = int(mark["frames"]), tail_of(ring) & (state.INPUT_FRAMES - 1)
            samples = memory.input[place : place + frames]
            if len(samples) < frames:
                samples = np.concatenate((samples, memory.input[: frames - len(samples)]))
            with self._lock:
                self._before.keep(mark, samples)
                if self._take is not None:
                    self._keep(self._take, mark, samples)
            release(ring, frames)
            release(marks_ring, 1)

    def _keep(self, take: _Take, mark: Any, samples: NDArray[np.float32]) -> None:
        """Writes what of a stretch belongs to the take."""
        start, rolling = int(mark["input_frame"]), bool(mark["rolling"])
        end = start + len(samples)
        if take.first_input < 0:
            if int(mark["play"]) != take.play:
                return  # played before the take's own start
            if take.seen_rolling and not rolling:
                self._finish("stopped")
            away = take.from_frame - int(mark["position"])
            take.seen_rolling = rolling
            if not rolling or not 0 <= away < len(samples):
                return
            take.begin(start + away + take.round_trip_frames)
        if int(mark["trouble"]) & _LOST:
            self._note_dropout(take, max(start - take.first_input, 0))
        if not rolling:
            take.last_input = min(take.last_input, start + take.round_trip_frames)
        try:
            lost = min(start, take.last_input) - take.next_input
            if lost > 0:
                self._fill(take, lost)
            first, last = max(take.next_input - start, 0), min(end, take.last_input) - start
            if first < last:
                self._write(take, samples[first:last])
        except StudioError as error:
            self._finish(error.code)
            return
        if end >= take.last_input:
            self._finish("stopped")

    def _write(self, take: _Take, samples: NDArray[np.float32]) -> None:
        at_frame = take.writer.frames
        take.writer.write(samples)
        if not at_frame:
            self._tell(TakeStarted(take_id=take.order.take_id))
        take.next_input += len(samples)
        self._status["take_frames"] = take.writer.frames
        levels = np.abs(samples)
        peak = float(np.max(levels))
        take.peak = max(take.peak, peak)
        self._status["take_peak"] = take.peak
        if peak >= _LOUD:
            self._note_loud(take, levels >= _LOUD, at_frame)
        else:
            take.loud_run = 0

    def _fill(self, take: _Take, frames: int) -> None:
        """Puts silence where input never arrived, so that what follows lies where it was sung."""
        at_frame = take.writer.frames
        take.writer.write_silence(frames)
        take.next_input += frames
        take.loud_run = 0
        self._status["take_frames"] = take.writer.frames
        if len(take.gaps) < _DROPOUTS_TOLD:
            take.gaps.append(Gap(at_frame=at_frame, length_frames=frames))
        self._tell_trouble(take, "gap", at_frame)

    def _note_dropout(self, take: _Take, at_frame: int) -> None:
        take.xruns += 1
        if len(take.dropouts) < _DROPOUTS_TOLD:
            take.dropouts.append(at_frame)
        self._tell_trouble(take, "dropout", at_frame)

    def _note_loud(self, take: _Take, loud: NDArray[np.bool_], at_frame: int) -> None:
        """Counts the runs of loud samples that are long enough; one may have begun in the stretch before."""
        edges = np.flatnonzero(np.diff(loud, prepend=False, append=False))
        starts, ends = edges[::2].copy(), edges[1::2]
        lengths = ends - starts
        begun = take.loud_run if starts[0] == 0 else 0
        starts[0] -= begun
        lengths[0] += begun
        counted = begun if begun >= _LOUD_RUN else 0
        take.clipped_frames += int(lengths[lengths >= _LOUD_RUN].sum()) - counted
        take.loud_run = int(lengths[-1]) if ends[-1] == len(loud) else 0
        runs = starts[lengths >= _LOUD_RUN] + at_frame
        while len(runs):
            if self._tell_trouble(take, "loud", int(runs[0])) and len(take.loud_at) < _LOUD_TOLD:
                take.loud_at.append(int(runs[0]))
            runs = runs[np.searchsorted(runs, take.quiet_until["loud"]) :]

    def _tell_trouble(self, take: _Take, kind: str, at_frame: int) -> bool:
        """Tells it, unless something of its kind was told less than a tenth of a second before."""
        if at_frame < take.quiet_until.get(kind, 0):
            return False
        take.quiet_until[kind] = at_frame + take.song.rate_hz // 10
        self._tell(
            TakeTrouble(take_id=take.order.take_id, kind=kind, at_frame=at_frame, at_beat=take.beat_of(at_frame))
        )
        return True

    def _finish(self, why: str) -> None:
        take, self._take = self._take, None
        assert take is not None
        try:
            take.writer.close()
        except StudioError as error:
            why = error.code
        frames = take.writer.frames
        if frames:
            self._before.forget()
        self._status["recording"] = 0
        self._tell(
            TakeClosed(
                take_id=take.order.take_id,
                path=take.order.path,
                track_id=take.order.track_id,
                frames=frames,
                rate_hz=take.song.rate_hz,
                at_beat=take.at_beat,
                lead_frames=take.lead_frames,
                loop_frames=take.loop_frames,
                end_frames=take.end_frames if frames >= take.lead_frames + take.end_frames else 0,
                gaps=tuple(take.gaps),
                clipped_frames=take.clipped_frames,
                loud_at=tuple(take.loud_at),
                peak=take.peak,
                xruns=take.xruns,
                dropouts=tuple(take.dropouts),
                why=why,
            )
        )

    def _keep_before(self, order: RecordOrder, song: Song, sung: Piece) -> None:
        """On a thread of its own: the ring and the take do not wait for it. With a full disk there is none."""
        at_beat = song.beat_of(sung.at_frame)
        note = TakeNote(track_id=order.track_id, at_beat=at_beat, rate_hz=song.rate_hz)
        with contextlib.suppress(StudioError):
            writer = TakeWriter(Path(order.before_path), song.rate_hz, note)
            try:
                frames = writer.write(sung.samples)
            finally:
                writer.close()
            self._tell(
                BeforeKept(
                    take_id=order.take_id,
                    path=order.before_path,
                    track_id=order.track_id,
                    frames=frames,
                    rate_hz=song.rate_hz,
                    at_beat=at_beat,
                )
            )
