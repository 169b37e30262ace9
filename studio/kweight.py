"""The K-weighting of ITU-R BS.1770-5, for whoever measures loudness: the mastering meter and, live, the engine.

The standard's table is for 48 kHz; for any rate it is made from the analogue prototypes behind that table.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

# the prototypes: a shelf of +4 dB from 1.68 kHz up, a high-pass at 38 Hz
_SHELF_HZ, _SHELF_DB, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_SHELF_MIDDLE = 0.4996667741545416
_LOW_HZ, _LOW_Q = 38.13547087602444, 0.5003270373238773


def k_weighting(rate_hz: int) -> NDArray[np.float64]:
    """The standard's two filters at a rate, as second-order sections (2, 6)."""
    high, middle = 10.0 ** (_SHELF_DB / 20.0), 10.0 ** (_SHELF_DB / 20.0 * _SHELF_MIDDLE)
    k = math.tan(math.pi * _SHELF_HZ / rate_hz)
    a0 = 1.0 + k / _SHELF_Q + k * k
    shelf = [
        (high + middle * k / _SHELF_Q + k * k) / a0,
        2.0 * (k * k - high) / a0,
        (high - middle * k / _SHELF_Q + k * k) / a0,
        1.0,
        2.0 * (k * k - 1.0) / a0,
        (1.0 - k / _SHELF_Q + k * k) / a0,
    ]
    k = math.tan(math.pi * _LOW_HZ / rate_hz)
    a0 = 1.0 + k / _LOW_Q + k * k
    low = [1.0, -2.0, 1.0, 1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / _LOW_Q + k * k) / a0]
    return np.array([shelf, low])
