"""How loud it is while it plays: K-weighting and true peak, both by ITU-R BS.1770-5.

The true peak is the standard's annex 2: four phases of twelve taps, so that what lies between two frames is seen.
"""

from __future__ import annotations

import numpy as np

from studio.engine.arrays import frames_at
from studio.engine.compiler import Array, kernel
from studio.engine.stage import FRAMES, stage
from studio.engine.state import ENGINE, LOUDNESS_CELLS, PEAK_TAPS, PIECE, STATUS
from studio.engine.stereo import frame, frame_at, left_of, put_frame, right_of

_CELLS_PER_S = 100
_NEAR = np.array([
    0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
    0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500,
])  # fmt: skip
_FAR = np.array([
    -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
    0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375,
])  # fmt: skip
"""Two of the phases; the other two are these from end to beginning."""


@kernel
def weigh(weighting: Array, memory: Array, block: Array, first: int, end: int) -> None:
    """Adds the squares of frames first…end, K-weighted, to the sums of each side; `memory` holds `WEIGHTED` cells."""
    b00, b01, b02, a01, a02 = weighting[0], weighting[1], weighting[2], weighting[3], weighting[4]
    b10, b11, b12, a11, a12 = weighting[5], weighting[6], weighting[7], weighting[8], weighting[9]
    p0, q0, p1, q1 = frame_at(memory, 0), frame_at(memory, 1), frame_at(memory, 2), frame_at(memory, 3)
    square = frame_at(memory, 4)
    for i in range(first, end):
        x = frame_at(block, i)
        y = b00 * x + p0
        p0 = (b01 * x - a01 * y) + q0
        q0 = b02 * x - a02 * y
        x = b10 * y + p1
        p1 = (b11 * y - a11 * x) + q1
        q1 = b12 * y - a12 * x
        square = square + x * x
    if not left_of(square) + right_of(square) < 1e12:  # a filter that met no number would hold it for ever
        memory[:] = 0.0
        return
    put_frame(memory, 0, p0)
    put_frame(memory, 1, q0)
    put_frame(memory, 2, p1)
    put_frame(memory, 3, q1)
    put_frame(memory, 4, square)


@kernel
def true_peak(frames: Array, block: Array, first: int, end: int) -> float:
    """The highest point of the curve through frames first…end of a block and what came before; `frames` keeps the last
    of them from call to call and has room for `PIECE` more."""
    past = PEAK_TAPS - 1
    for i in range(first, end):
        put_frame(frames, past + i - first, frame_at(block, i))
    peak = 0.0
    for i in range(end - first):
        a = b = c = d = frame(0.0, 0.0)
        for tap in range(PEAK_TAPS):
            x = frame_at(frames, i + tap)
            a = a + x * _NEAR[tap]
            b = b + x * _FAR[tap]
            c = c + x * _FAR[past - tap]
            d = d + x * _NEAR[past - tap]
        near = max(max(abs(left_of(a)), abs(right_of(a))), max(abs(left_of(d)), abs(right_of(d))))
        far = max(max(abs(left_of(b)), abs(right_of(b))), max(abs(left_of(c)), abs(right_of(c))))
        x = frame_at(frames, past + i)
        peak = max(max(peak, max(abs(left_of(x)), abs(right_of(x)))), max(near, far))
    for i in range(past):
        put_frame(frames, i, frame_at(frames, end - first + i))
    return peak


@stage(ENGINE, STATUS, FRAMES, int)
def note_loudness(engine: Array, status: Array, mix: Array, frames: int) -> None:
    """Puts how loud the mix is into the ring of `STATUS`, a cell for every 10 ms whatever the blocks are."""
    length, kept = engine.rate // _CELLS_PER_S, frames_at(engine.addr_peak_frames, PEAK_TAPS - 1 + PIECE)
    first = 0
    while first < frames:
        end = first + min(min(frames - first, length - engine.weighted_frames), PIECE)
        weigh(engine.weighting, engine.weighted, mix, first, end)
        engine.weighted_peak = max(engine.weighted_peak, true_peak(kept, mix, first, end))
        engine.weighted_frames += end - first
        if engine.weighted_frames == length:
            cell = status.loudness_count % LOUDNESS_CELLS
            status.loudness[cell] = (engine.weighted[8] + engine.weighted[9]) / length
            status.true_peak[cell] = engine.weighted_peak
            status.loudness_count += 1
            engine.weighted[8:] = 0.0
            engine.weighted_frames, engine.weighted_peak = 0, 0.0
        first = end
    status.weighted_frames += frames
