"""The finish with one knob: a mix becomes as loud as it is asked to be, as far as that does it good.

Shape (see there) → gain → limiter, in double precision at the rate that the file will have. The gain that gives the
loudness asked for is found by the secant method, a run of the limiter for each step. A guard keeps it from being raised
where that would take away more than it gives.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio import params
from studio.errors import StudioError
from studio.mastering import shape
from studio.mastering.limiter import Limiter
from studio.mastering.loudness import HOPS_PER_S, Measured, Meter
from studio.mastering.truepeak import PLANE_FRAMES, REACH
from studio.progress import ticker
from studio.units import db_of_gain, gain_of_db

Floats = NDArray[np.float64]

MAX_REDUCTION_DB = 7.0
MEAN_REDUCTION_DB = 1.5
LEAST_PLR_DB = 8.0
LEAST_BOUGHT_LU = 0.6
"""What the last dB of gain has to give."""
_NEAR_LU = 0.03
_RUNS = 4
_MOST_GAIN_DB = 60.0
_STEPS = 6
"""Of looking for the gain at which the mean reduction is as large as it may be."""


class Report(NamedTuple):
    """What was done to a mix."""

    target_lufs: float
    ceiling_dbtp: float
    gain_db: float
    guard: str
    """What kept it from being as loud as asked for: `mean`, `peak`, `plr`, `bought`; `silent` for silence, empty when
    the target is reached."""
    max_reduction_db: float
    mean_reduction_db: float
    """Of the limiter, over the blocks that count for the integrated loudness."""
    glue_db: float
    """The most that the glue took."""
    runs: int
    """Of the limiter."""
    mix_lufs: float
    """The loudness of the mix as it came, to compare at equal loudness."""
    measured: Measured
    """The finished sound, as a meter finds it."""


class Finished(NamedTuple):
    """A mastered mix."""

    samples: Floats
    """[frames, 2], at `report.measured.rate_hz`."""
    report: Report


def finish(
    mix: NDArray[np.floating],
    rate_hz: int,
    settings: Mapping[str, float],
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    out_hz: int | None = None,
) -> Finished:
    """Masters a mix [frames, 2], which stays the caller's, for files of `out_hz` (the mix's own rate without it).

    `settings` are rows of `params.FINISH`, those that are missing at their default. The same mix and settings give the
    same samples. Silence comes back as silence. Raises Cancelled; StudioError("bad-value") for a setting out of range.
    """
    wanted = _settings(settings)
    tick = ticker(progress, cancelled)
    tick()
    mix_lufs = _loudness(mix, rate_hz)
    samples = np.asarray(mix, np.float64)
    if not np.isfinite(samples).all():
        samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
    if out_hz is not None and out_hz != rate_hz:
        import soxr

        samples = np.asarray(soxr.resample(samples, rate_hz, out_hz, quality="VHQ"))
        rate_hz = out_hz
    tick(0.1)
    planes, glue_db, loudness = _shaped(samples, rate_hz, wanted)
    tick(0.2)
    limiter = Limiter(planes, rate_hz, wanted["ceiling_dbtp"], MAX_REDUCTION_DB, tick)
    search = _Search(limiter, rate_hz, wanted, loudness, tick)
    gain_db, guard = search.gain()
    tick(0.7)
    planes = limiter.finished()
    tick(0.9)
    done = _heard(planes, rate_hz, true_peak=True)
    report = Report(
        target_lufs=wanted["target_lufs"],
        ceiling_dbtp=wanted["ceiling_dbtp"],
        gain_db=gain_db,
        guard=guard,
        max_reduction_db=limiter.max_reduction_db,
        mean_reduction_db=search.mean_reduction_db,
        glue_db=glue_db,
        runs=search.runs,
        mix_lufs=mix_lufs,
        measured=done.measured,
    )
    tick(1.0)
    return Finished(np.ascontiguousarray(planes[:, REACH : REACH + limiter.frames].T), report)


def _settings(given: Mapping[str, float]) -> dict[str, float]:
    """All rows of `params.FINISH`. StudioError("bad-value") for what no row knows."""
    found = {row.name: row.default for row in params.FINISH}
    for name, value in given.items():
        if name not in found:
            raise StudioError("bad-value", name=name, value=str(value))
        row = params.FINISH[params.FINISH_INDEX[name]]
        if not row.low <= value <= row.high:
            raise StudioError("bad-value", name=name, value=f"{value:g}")
        found[name] = float(value)
    return found


def _shaped(samples: Floats, rate_hz: int, wanted: Mapping[str, float]) -> tuple[Floats, float, Meter]:
    """The mix as it goes into the limiter, the most the glue took in dB, and its loudness."""
    planes = shape.banded(samples)
    shape.without_rumble(planes, rate_hz)
    shape.tilt(planes, rate_hz, wanted["tilt_db"])
    heard = _heard(planes, rate_hz)
    glue_db = 0.0
    if wanted["glue_on"] and heard.integrated_lufs > -math.inf:
        glue_db = shape.glue(planes, rate_hz, heard.integrated_lufs)
    if wanted["mono_bass_on"]:
        shape.mono_bass(planes, rate_hz)
    if glue_db or wanted["mono_bass_on"]:
        heard = _heard(planes, rate_hz)
    planes[:, :REACH] = planes[:, planes.shape[1] - REACH :] = 0.0  # filters ring on beyond the end
    return planes, glue_db, heard


def _loudness(samples: NDArray[np.floating], rate_hz: int) -> float:
    meter = Meter(rate_hz, true_peak=False)
    meter.add(samples)
    return meter.integrated_lufs


def _heard(planes: Floats, rate_hz: int, *, true_peak: bool = False) -> Meter:
    """A meter that heard what stands between the silent ends."""
    meter = Meter(rate_hz, true_peak=true_peak)
    end = planes.shape[1] - REACH
    for at in range(REACH, end, PLANE_FRAMES):
        meter.add_planes(planes[:, at : min(at + PLANE_FRAMES, end)])
    return meter


class _Search:
    """Looks for the gain of one mix; the limiter is left turned to it."""

    def __init__(
        self, limiter: Limiter, rate_hz: int, wanted: Mapping[str, float], before: Meter, tick: Callable[[], None]
    ) -> None:
        self.runs = 0
        self._limiter, self._rate_hz, self._tick = limiter, rate_hz, tick
        self._target, self._ceiling = wanted["target_lufs"], wanted["ceiling_dbtp"]
        self._before_lufs = before.integrated_lufs
        self._counts = before.counting_hops

    @property
    def mean_reduction_db(self) -> float:
        """Of the gain that the limiter is turned to, over the hops that count for the loudness before it."""
        if not len(self._counts):
            return 0.0
        gains = self._limiter.hop_gains(int(self._counts[-1]) + 1, HOPS_PER_S)[self._counts]
        return float(np.mean(-20.0 * np.log10(gains)))

    def gain(self) -> tuple[float, str]:
        """The gain in dB, and what kept it from being more."""
        if self._before_lufs == -math.inf:
            self._limiter.turn_to(1.0)
            return 0.0, "silent"
        aim_lufs, code = self._target, ""
        if aim_lufs > self._ceiling - LEAST_PLR_DB:
            aim_lufs, code = self._ceiling - LEAST_PLR_DB, "plr"
        peak_db = db_of_gain(self._limiter.peak)
        most_db = min(db_of_gain(self._limiter.aim) + MAX_REDUCTION_DB - peak_db, _MOST_GAIN_DB)
        most_code = "peak"
        gain_db, lufs, slope = min(aim_lufs - self._before_lufs, most_db), self._before_lufs, 1.0
        last_db = last_lufs = math.nan
        for _ in range(_RUNS):
            if self._mean_at(gain_db) > MEAN_REDUCTION_DB:
                gain_db = most_db = self._mean_bound(last_db if last_db < gain_db else 0.0, gain_db)
                most_code = "mean"
            lufs = self._run(gain_db)
            if abs(lufs - aim_lufs) <= _NEAR_LU or (gain_db >= most_db and lufs < aim_lufs):
                break
            if abs(gain_db - last_db) > 1e-3:
                slope = min(max((lufs - last_lufs) / (gain_db - last_db), 0.3), 1.0)
            last_db, last_lufs = gain_db, lufs
            gain_db = min(gain_db + (aim_lufs - lufs) / slope, most_db)
        if gain_db >= most_db and lufs < aim_lufs - _NEAR_LU:
            code = most_code
        return self._worth_it(gain_db, lufs, code)

    def _worth_it(self, gain_db: float, lufs: float, code: str) -> tuple[float, str]:
        """Takes gain back until the last dB of it bought enough; between two whole dB on a straight line."""
        bought_above = math.nan
        while self._limiter.max_reduction_db > 1.0:
            less_lufs = self._run(gain_db - 1.0)
            bought = lufs - less_lufs
            if bought >= LEAST_BOUGHT_LU:
                if bought_above < LEAST_BOUGHT_LU:
                    gain_db += (bought - LEAST_BOUGHT_LU) / (bought - bought_above)
                self._turn(gain_db)
                break
            bought_above, gain_db, lufs, code = bought, gain_db - 1.0, less_lufs, "bought"
        return gain_db, code

    def _mean_bound(self, low_db: float, high_db: float) -> float:
        """The largest gain found at which the mean reduction is allowed, between one that is and one that is not."""
        low_db = min(low_db, high_db - 12.0) if self._mean_at(low_db) > MEAN_REDUCTION_DB else low_db
        for _ in range(_STEPS):
            middle_db = (low_db + high_db) / 2.0
            if self._mean_at(middle_db) > MEAN_REDUCTION_DB:
                high_db = middle_db
            else:
                low_db = middle_db
        return low_db

    def _mean_at(self, gain_db: float) -> float:
        self._turn(gain_db)
        return self.mean_reduction_db

    def _turn(self, gain_db: float) -> None:
        self._tick()
        self._limiter.turn_to(gain_of_db(gain_db))

    def _run(self, gain_db: float) -> float:
        """The loudness at a gain."""
        self._turn(gain_db)
        self.runs += 1
        meter = Meter(self._rate_hz, true_peak=False)
        for piece in self._limiter.pieces():
            meter.add_planes(piece)
        return meter.integrated_lufs
