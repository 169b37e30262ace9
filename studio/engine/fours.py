"""Four stereo frames as one value of a kernel: four filters in a row, each at work on another frame of the sound."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from studio.engine.stereo import frame_type
from studio.engine.vectors import I32, VectorType, order, reader, writer

LATE = 2
"""A filter works so many frames behind the one before it, so that it need not wait for what that one makes just now."""
fours_type = VectorType("Fours", types.float64, 8)
fours_at, put_fours = reader(fours_type), writer(fours_type)
"""In a float64 array of four left-right pairs a row."""


@intrinsic  # type: ignore[untyped-decorator]
def fours(context: Any, first: Any, second: Any, third: Any, fourth: Any) -> Any:
    """A number for each filter, the same on both sides."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = fours_type.empty
        for place, number in enumerate(arguments):
            row = builder.insert_element(row, number, I32(2 * place))
        return builder.shuffle_vector(row, fours_type.empty, order([0, 0, 2, 2, 4, 4, 6, 6]))

    return fours_type(*[types.float64] * 4), codegen


@intrinsic  # type: ignore[untyped-decorator]
def handed_on(context: Any, newest: Any, made: Any) -> Any:
    """What each filter hears: a new frame for the first, for the others what the one before it made."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        newest, made = arguments
        wide = builder.shuffle_vector(newest, frame_type.empty, order([0, 1, 2, 2, 2, 2, 2, 2]))
        return builder.shuffle_vector(wide, made, order([0, 1, 8, 9, 10, 11, 12, 13]))

    return fours_type(frame_type, fours_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def last_of(context: Any, made: Any) -> Any:
    """What comes out of the last filter."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.shuffle_vector(arguments[0], fours_type.empty, order([6, 7]))

    return frame_type(fours_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def where_busy(context: Any, after: Any, before: Any, at: Any, count: Any) -> Any:
    """`after` where a filter has a frame in step `at` of a piece of `count` frames, `before` where it has none yet or
    no more."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        after, before, at, count = arguments
        kind = ir.VectorType(at.type, 8)
        empty, same = ir.Constant(kind, ir.Undefined), order([0] * 8)
        step, most = (
            builder.shuffle_vector(builder.insert_element(empty, number, I32(0)), empty, same) for number in (at, count)
        )
        frame = builder.sub(step, ir.Constant(kind, [LATE * (lane // 2) for lane in range(8)]))
        return builder.select(builder.icmp_unsigned("<", frame, most), after, before)  # below 0 is far above `count`

    return fours_type(fours_type, fours_type, types.int64, types.int64), codegen
