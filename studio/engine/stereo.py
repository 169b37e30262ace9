"""A stereo frame as one value of a kernel: left and right in one register, so that a filter is written once."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from studio.engine.vectors import I32, VectorType, order, reader, writer

frame_type = VectorType("Frame", types.float64, 2)
frame_at, put_frame = reader(frame_type), writer(frame_type)
"""In a float64 array of left-right pairs."""


@intrinsic  # type: ignore[untyped-decorator]
def frame(context: Any, left: Any, right: Any) -> Any:
    """A frame of two numbers."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        half = builder.insert_element(frame_type.empty, arguments[0], I32(0))
        return builder.insert_element(half, arguments[1], I32(1))

    return frame_type(types.float64, types.float64), codegen


@intrinsic  # type: ignore[untyped-decorator]
def left_of(context: Any, value: Any) -> Any:
    """The left side of a frame."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.extract_element(arguments[0], I32(0))

    return types.float64(frame_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def right_of(context: Any, value: Any) -> Any:
    """The right side of a frame."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.extract_element(arguments[0], I32(1))

    return types.float64(frame_type), codegen


def _cubic(rows: tuple[tuple[float, float, float, float], ...]) -> Any:
    kind = ir.VectorType(ir.DoubleType(), 4)

    @intrinsic  # type: ignore[untyped-decorator]
    def at(context: Any, address: Any, part: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            floats = ir.VectorType(ir.FloatType(), 4)
            taps = builder.fpext(builder.load(builder.inttoptr(arguments[0], floats.as_pointer()), align=4), kind)
            empty = ir.Constant(kind, ir.Undefined)
            first = builder.insert_element(empty, arguments[1], I32(0))
            place = builder.shuffle_vector(first, empty, order([0] * 4))
            weights = ir.Constant(kind, list(rows[0]))
            for row in rows[1:]:
                weights = builder.fadd(builder.fmul(weights, place), ir.Constant(kind, list(row)))
            parts = builder.fmul(weights, taps)
            low, high = (builder.shuffle_vector(parts, empty, order(half)) for half in ([0, 1], [2, 3]))
            pair = builder.fadd(low, high)
            return builder.fadd(builder.extract_element(pair, I32(0)), builder.extract_element(pair, I32(1)))

        return types.float64(types.int64, types.float64), codegen

    return at


CUBIC = ((-0.5, 1.5, -1.5, 0.5), (1.0, -2.5, 2.0, -0.5), (-0.5, 0.0, 0.5, 0.0), (0.0, 1.0, 0.0, 0.0))
"""Catmull and Rom's cubic: what each of four neighbours weighs, by powers of the place between the middle two, the
highest first."""
cubic_at = _cubic(CUBIC)
"""The cubic through the four float32 from an address on, at a part 0…1 of the way from the second to the third."""
