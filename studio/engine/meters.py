"""What the window reads of the engine's shared record, in the units that people use."""

from __future__ import annotations

import math
from collections import deque
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.engine import state
from studio.engine.messages import DeviceOpened
from studio.units import db_of_gain


class Level(NamedTuple):
    """A meter: both in dBFS."""

    peak_db: float
    rms_db: float


class Timing(NamedTuple):
    """What callbacks cost, as shares of the block."""

    worst: float
    share_999: float
    """99.9 % of them cost no more."""


class Status:
    """A look at `STATUS` while it changes: every property is read anew."""

    def __init__(self, record: Any, device: DeviceOpened | None = None) -> None:
        self.record, self._device = record, device
        """The `STATUS` record itself."""

    @property
    def playing(self) -> bool:
        return bool(self.record["rolling"])

    @property
    def recording(self) -> bool:
        return bool(self.record["recording"])

    @property
    def counting_in(self) -> bool:
        return bool(self.record["counting_in"])

    @property
    def playhead_frame(self) -> int:
        """The song frame that is rendered next; negative during a count-in at the start."""
        return int(self.record["position"])

    @property
    def plan(self) -> int:
        """Number of the plan that is heard; grows with every state of the song that the engine takes over."""
        return int(self.record["plan"])

    @property
    def take_frames(self) -> int:
        """Frames of the take that are on disk."""
        return int(self.record["take_frames"])

    @property
    def take_start_frame(self) -> int:
        """The song frame of the take's first frame."""
        return int(self.record["take_start"])

    @property
    def callbacks(self) -> int:
        return int(self.record["callbacks"])

    @property
    def input(self) -> Level:
        return _level(self.record["input_peak"], self.record["input_square"])

    @property
    def listen_guarded(self) -> bool:
        """Whether hearing oneself has gone silent because it howled; it stays so until `listen_db` is turned off."""
        return bool(self.record["listen_guarded"])

    @property
    def input_zeros_frames(self) -> int:
        """How many frames in a row the microphone has sent exact noughts."""
        return int(self.record["input_zeros"])

    @property
    def master(self) -> Level:
        """The louder side of the mix."""
        return _level(max(self.record["master_peak"]), max(self.record["master_square"]))

    def track(self, slot: int) -> Level:
        """The track that plays on a strip."""
        return _level(self.record["track_peak"][slot], self.record["track_square"][slot])

    @property
    def xruns(self) -> int:
        """Callbacks in which the device said that it lost input or output."""
        return max(int(self.record["input_overflows"]), int(self.record["output_underflows"]))

    @property
    def late(self) -> int:
        """Callbacks that began more than a block after their time."""
        return int(self.record["late"])

    @property
    def cpu(self) -> Timing:
        """CPU time of the audio thread."""
        return _timing(self.record["cpu_bins"], int(self.record["worst_cpu_ns"]), self._block_ns)

    @property
    def wall(self) -> Timing:
        """Time by the clock, with whatever else the machine did meanwhile."""
        return _timing(self.record["wall_bins"], int(self.record["worst_wall_ns"]), self._block_ns)

    @property
    def round_trip_frames(self) -> int:
        return int(self.record["round_trip"])

    @property
    def device_name(self) -> str:
        return self._device.name if self._device else ""

    @property
    def is_demo(self) -> bool:
        return bool(self._device and self._device.is_demo)

    @property
    def _block_ns(self) -> float:
        return 1e9 * max(int(self.record["block"]), 1) / max(int(self.record["rate"]), 1)


_CELLS_PER_HOP, _MOMENTARY_CELLS, _SHORT_CELLS = 10, 40, 300
_GATE_LUFS, _RELATIVE_GATE = -70.0, 0.1
_SHORT_S, _LOOK_S = 3.0, 0.1


class Loudness:
    """How loud the mix is by ITU-R BS.1770-5, from the record of a running engine: poll it about thirty times a second,
    at least every ten. All levels are −inf for silence and before anything was heard.

    Momentary is over 400 ms, short-term over 3 s; integrated and true peak are over everything since `reset`. For one
    thread.
    """

    def __init__(self, record: Any) -> None:
        self._record = record
        self._count = int(record["loudness_count"])
        self._recent = np.zeros(_SHORT_CELLS)
        self._looks: deque[tuple[int, NDArray[np.float64]]] = deque()
        self.reset()

    def reset(self) -> None:
        """Begins `integrated_lufs` and `true_peak_db` anew."""
        self._cells = np.zeros(0)
        self._blocks = np.zeros(1024)
        self._block_count = 0
        self._peak = 0.0

    def poll(self) -> None:
        """Takes in what the engine has measured since the last poll. What is older than ten seconds is lost."""
        count = int(self._record["loudness_count"])
        new = min(count - self._count, state.LOUDNESS_CELLS - 1)
        self._count = count
        if new > 0:
            places = np.arange(count - new, count) % state.LOUDNESS_CELLS
            cells = self._record["loudness"][places]
            self._peak = max(self._peak, float(self._record["true_peak"][places].max()))
            self._recent = np.concatenate((self._recent, cells))[-_SHORT_CELLS:]
            self._gather(np.concatenate((self._cells, cells)))
        self._look()

    def _gather(self, cells: NDArray[np.float64]) -> None:
        """Every 100 ms since the reset, the mean of the last 400 ms."""
        done = 0
        while done + _MOMENTARY_CELLS <= len(cells):
            if self._block_count == len(self._blocks):
                self._blocks = np.concatenate((self._blocks, np.zeros_like(self._blocks)))
            self._blocks[self._block_count] = np.mean(cells[done : done + _MOMENTARY_CELLS])
            self._block_count += 1
            done += _CELLS_PER_HOP
        self._cells = cells[done:]

    def _look(self) -> None:
        """Keeps what the strips have come to every tenth of a second, and no more than is needed."""
        rate, frames = int(self._record["rate"]), int(self._record["weighted_frames"])
        if self._looks and frames < self._looks[-1][0]:
            self._looks.clear()  # another engine began
        if not self._looks or frames - self._looks[-1][0] >= _LOOK_S * rate:
            self._looks.append((frames, np.array(self._record["track_weighted"])))
        while len(self._looks) > 2 and self._looks[-1][0] - self._looks[1][0] >= _SHORT_S * rate:
            self._looks.popleft()

    @property
    def momentary_lufs(self) -> float:
        return _lufs(float(np.mean(self._recent[-_MOMENTARY_CELLS:])))

    @property
    def short_term_lufs(self) -> float:
        return _lufs(float(np.mean(self._recent)))

    @property
    def integrated_lufs(self) -> float:
        """Over what was heard since the reset, gated at −70 LUFS and at 10 LU below the rest."""
        blocks = self._blocks[: self._block_count]
        blocks = blocks[blocks > 10.0 ** ((_GATE_LUFS + 0.691) / 10.0)]
        if len(blocks) == 0:
            return -math.inf
        return _lufs(float(np.mean(blocks[blocks > np.mean(blocks) * _RELATIVE_GATE])))

    @property
    def true_peak_db(self) -> float:
        """dBTP; −inf for silence."""
        return 20.0 * math.log10(self._peak) if self._peak > 0.0 else -math.inf

    def track_short_term_lufs(self, slot: int) -> float:
        """A strip after its fader, as if it were alone, over the last three seconds."""
        if len(self._looks) < 2 or self._looks[-1][0] == self._looks[0][0]:
            return -math.inf
        (start, before), (end, after) = self._looks[0], self._looks[-1]
        return _lufs(float(after[slot] - before[slot]) / (end - start))


def _lufs(energy: float) -> float:
    return -0.691 + 10.0 * math.log10(energy) if energy > 1e-20 else -math.inf


def _level(peak: float, square: float) -> Level:
    return Level(db_of_gain(float(peak)), db_of_gain(math.sqrt(max(float(square), 0.0))))


def _timing(bins: NDArray[np.int64], worst_ns: int, block_ns: float) -> Timing:
    total = int(bins.sum())
    if total == 0:
        return Timing(0.0, 0.0)
    reached = int(np.searchsorted(np.cumsum(bins), math.ceil(total * 0.999)))
    return Timing(worst_ns / block_ns, (reached + 1) / state.TIMING_BINS_PER_BLOCK)
