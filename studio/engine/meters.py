"""What the window reads of the engine's shared record, in the units that people use."""

from __future__ import annotations

import math
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


def _level(peak: float, square: float) -> Level:
    return Level(db_of_gain(float(peak)), db_of_gain(math.sqrt(max(float(square), 0.0))))


def _timing(bins: NDArray[np.int64], worst_ns: int, block_ns: float) -> Timing:
    total = int(bins.sum())
    if total == 0:
        return Timing(0.0, 0.0)
    reached = int(np.searchsorted(np.cumsum(bins), math.ceil(total * 0.999)))
    return Timing(worst_ns / block_ns, (reached + 1) / state.TIMING_BINS_PER_BLOCK)
