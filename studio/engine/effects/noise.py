"""Noise reduction for a room: eight bands, each turned down while it holds no more than the room does by itself.

Without delay. Seven high-passes of second order (two poles in one place) are nested, the input itself being the lowest,
and a band is what one lets through less what the next one does: the bands add up to the input by construction. What is
taken away is the sum of a share of each band, so with nothing to take the output is the input to the bit. Nesting
high-passes keeps loud vowels, which lie low, out of the bands of the hiss by 12 dB per octave.

Both sides have one reduction per band: a band's level is the mean square of both, smoothed over so long that the noise
alone hardly ever passes for a voice. It opens within milliseconds and closes over a tenth of a second, by which time
nothing twitters. The bands are computed in float32: what they take away is rounded
to −140 dB of itself.
"""

from __future__ import annotations

import math

import numpy as np

from studio import params
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.lanes import (
    gathered,
    higher_of,
    lanes_at,
    lower_of,
    next_band,
    other_side,
    put_lanes,
    spread,
)
from studio.engine.state import NOISE_LANES
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of

EDGES_HZ = np.array([0.0, 150.0, 350.0, 700.0, 1400.0, 2800.0, 5000.0, 9000.0])
"""Where each band begins; the last one has no end."""
_ALL_BELOW, _NONE_ABOVE = 2.0, 6.0
"""Of the room's mean square: up to 3 dB above the room a band is turned down by all of the range, from 7.8 dB on not at
all."""
_OPEN_S, _CLOSE_S = 0.003, 0.12
_LAST_STEP = 1e-6
"""Per frame, so that a band that closes is closed some day."""
_VALUES, _SHORTEST_S, _LONGEST_S = 6.0, 0.01, 0.04
"""A level is smoothed over about twice so many independent values of a noise of its band."""
_UNLEARNED_DB = -119.5
SHARE, HEIGHT, LEVEL, WORTH, TOP, MOST = range(6)
"""Rows of `strip.noise_set`: how far a pole closes in on its input per frame, what brings two of them to a high-pass of
gain 1 at the top, how far the level moves per frame; the share to take away is TOP + WORTH · mean square, between 0 and
MOST."""
FIRST, SECOND, SQUARE, TAKEN = range(4)
"""Rows of `strip.noise`: the two poles' states, the smoothed mean square, the share that is taken away."""
_RANGE_DB, _ON = params.TRACK_INDEX["noise_range_db"], params.TRACK_INDEX["noise_on"]
_FLOOR_DB = params.TRACK_INDEX["noise_1_db"]


@kernel
def write_bands(cells: Array, rate: float) -> None:
    """The filters' rows of `cells`, float32 and laid out as `strip.noise_set`, for a rate in Hz. The poles are those of
    the bilinear transform, so that a high-pass has its full gain at half the rate."""
    for lane in range(NOISE_LANES):
        band = lane // 2
        begins = EDGES_HZ[band]
        ends = rate / 2.0 if lane >= NOISE_LANES - 2 else EDGES_HZ[band + 1]
        warped = math.tan(math.pi * min(begins / rate, 0.45))
        share = warped / (1.0 + warped)
        cells[SHARE * NOISE_LANES + lane] = 2.0 * share
        cells[HEIGHT * NOISE_LANES + lane] = (1.0 - share) * (1.0 - share)
        smooth = min(max(_VALUES / max(ends - begins, 1.0), _SHORTEST_S), _LONGEST_S)
        cells[LEVEL * NOISE_LANES + lane] = 1.0 - math.exp(-1.0 / (smooth * rate))


@kernel
def write_noise(strip: Array, rate: float) -> None:
    """The rows of `strip.noise_set` from where its knobs stand. They need no glide: what they change is smoothed."""
    cells = strip.noise_set
    write_bands(cells, rate)
    most = 1.0 - 10.0 ** (-strip.knobs[_RANGE_DB] / 20.0) if strip.knobs[_ON] > 0.5 else 0.0
    for lane in range(NOISE_LANES):
        floor_db = strip.knobs[_FLOOR_DB + lane // 2]
        mine = most if floor_db > _UNLEARNED_DB else 0.0  # of a band that nobody has measured nothing is known
        per_square = 10.0 ** (-floor_db / 10.0) / (_NONE_ABOVE - _ALL_BELOW)
        cells[WORTH * NOISE_LANES + lane] = -mine * per_square
        cells[TOP * NOISE_LANES + lane] = mine * _NONE_ABOVE / (_NONE_ABOVE - _ALL_BELOW)
        cells[MOST * NOISE_LANES + lane] = mine


@kernel
def empty_noise(strip: Array) -> None:
    """As after long silence: nothing in the filters, and every band as far down as it goes."""
    strip.noise[:] = 0.0
    for lane in range(NOISE_LANES):
        strip.noise[TAKEN * NOISE_LANES + lane] = strip.noise_set[MOST * NOISE_LANES + lane]


@inlined
def _everywhere(value: float) -> Array:
    return spread(frame(value, value))


@kernel
def takes_noise(strip: Array) -> bool:
    """Whether any band is turned down or may be; where none is, the filters are emptied."""
    shares = gathered(lanes_at(strip.noise_set, MOST) + lanes_at(strip.noise, TAKEN))
    if left_of(shares) != 0.0:
        return True
    for row in range(TAKEN):
        put_lanes(strip.noise, row, _everywhere(0.0))
    return False


@kernel
def noise_total(strip: Array) -> float:
    """The sum of all that it remembers."""
    poles = lanes_at(strip.noise, FIRST) + lanes_at(strip.noise, SECOND)
    total = gathered(poles + lanes_at(strip.noise, SQUARE) + lanes_at(strip.noise, TAKEN))
    return left_of(total) + right_of(total)


@kernel
def noise_at_rest(strip: Array) -> bool:
    """Whether it stands as after long silence."""
    for cell in range(TAKEN * NOISE_LANES):
        if strip.noise[cell] != 0.0:
            return False
    for lane in range(NOISE_LANES):
        if strip.noise[TAKEN * NOISE_LANES + lane] != strip.noise_set[MOST * NOISE_LANES + lane]:
            return False
    return True


@inlined
def band_of(x: Array, s1: Array, s2: Array, share: Array, height: Array) -> tuple[Array, Array, Array]:
    """The bands of a frame, and the two poles' states after it."""
    once = spread(x) - s1
    twice = once - s2
    high = twice * height
    return high - next_band(high), s1 + once * share, s2 + twice * share


@kernel
def reduce_noise(strip: Array, block: Array, first: int, end: int, rate: float) -> None:
    """Takes the room out of frames first…end of a block, in place."""
    cells, memory = strip.noise_set, strip.noise
    share, height, level = lanes_at(cells, SHARE), lanes_at(cells, HEIGHT), lanes_at(cells, LEVEL)
    worth, top, most = lanes_at(cells, WORTH), lanes_at(cells, TOP), lanes_at(cells, MOST)
    one, last, nothing = _everywhere(1.0), _everywhere(_LAST_STEP), _everywhere(0.0)
    closing, remains = (
        _everywhere(1.0 - math.exp(-1.0 / (_CLOSE_S * rate))),
        _everywhere(math.exp(-1.0 / (_OPEN_S * rate))),
    )
    stay, remain = one - closing, one - level
    level = level * _everywhere(0.5)
    s1, s2 = lanes_at(memory, FIRST), lanes_at(memory, SECOND)
    square, taken = lanes_at(memory, SQUARE), lanes_at(memory, TAKEN)
    for i in range(first, end):
        x = frame_at(block, i)
        band, s1, s2 = band_of(x, s1, s2, share, height)
        power = band * band
        square = square * remain + (power + other_side(power)) * level
        wanted = lower_of(higher_of(square * worth + top, nothing), most)
        taken = lower_of(taken * stay + (wanted * closing + last), higher_of(taken * remains, wanted))
        put_frame(block, i, x - gathered(taken * band))
    put_lanes(memory, FIRST, s1)
    put_lanes(memory, SECOND, s2)
    put_lanes(memory, SQUARE, square)
    put_lanes(memory, TAKEN, taken)
