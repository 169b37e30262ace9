"""What a room sounds like by itself: the level in each band of the noise reduction, read from a pause."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from studio import params
from studio.engine.compiler import Array, kernel
from studio.engine.effects.noise import HEIGHT, SHARE, band_of, write_bands
from studio.engine.lanes import lanes_at, other_side, put_lanes, spread
from studio.engine.state import NOISE_LANES
from studio.engine.stereo import frame, frame_at

_WINDOW_S, _SETTLE_S = 0.1, 0.05


@kernel
def _squares(cells: Array, samples: Array, settle: int, window: int, found: Array) -> None:
    """The mean square of both sides in each band, `found` float32 (windows, lanes), of windows after the first
    `settle` frames."""
    share, height = lanes_at(cells, SHARE), lanes_at(cells, HEIGHT)
    nothing = spread(frame(0.0, 0.0))
    s1, s2, total = nothing, nothing, nothing
    each = spread(frame(0.5 / window, 0.5 / window))
    number, count = 0, -settle
    for i in range(len(samples)):
        band, s1, s2 = band_of(frame_at(samples, i), s1, s2, share, height)
        if count >= 0:
            power = band * band
            total = total + (power + other_side(power)) * each
        count += 1
        if count == window:
            put_lanes(found, number, total)
            number, count, total = number + 1, 0, nothing


def learned_noise(samples: ArrayLike, rate_hz: int) -> dict[str, float]:
    """Where the knobs `noise_1_db` … stand for a room, from a stretch in which nobody speaks.

    `samples` are full-scale floats, [n] or [n, 2]; a second is plenty, 0.15 s the least: of less, and of digital
    silence, nothing is learned and every knob stays at its bottom. A level is 20 log10 of the root mean square (a
    full-scale sine has −3 dBFS), the median over windows of 0.1 s, so that a breath or a knock in less than half of the
    stretch does not count. The bands are those of the reduction itself: what enters the strip must be measured as loud
    as it enters there.
    """
    sound = np.nan_to_num(np.asarray(samples, np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    sound = np.ascontiguousarray(np.column_stack([sound, sound]) if sound.ndim == 1 else sound[:, :2])
    settle, window = round(_SETTLE_S * rate_hz), round(_WINDOW_S * rate_hz)
    names = [row.name for row in params.TRACK if row.effect == "noise" and row.unit == "dBFS"]
    windows = (len(sound) - settle) // window
    if windows < 1:
        return {name: params.knob(name).low for name in names}
    cells, found = np.zeros(6 * NOISE_LANES, np.float32), np.zeros((windows, NOISE_LANES), np.float32)
    write_bands(cells, float(rate_hz))
    _squares(cells, sound, settle, window, found)
    levels = 10.0 * np.log10(np.maximum(np.median(found[:, ::2], axis=0).astype(np.float64), 1e-20))
    return {name: params.knob(name).clamp(round(float(db), 1)) for name, db in zip(names, levels, strict=True)}
