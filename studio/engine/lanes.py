"""Sixteen float32 as one value of a kernel: eight bands of a frame, each with its left and right side.

A frame of all bands costs one instruction a step where the processor has registers that wide, and two or four where it
has not, with the same bits.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from studio.engine.state import NOISE_LANES
from studio.engine.stereo import frame_type
from studio.engine.vectors import VectorType, order, reader, writer

lanes_type = VectorType("Lanes", types.float32, NOISE_LANES)
lanes_at, put_lanes = reader(lanes_type), writer(lanes_type)
"""The lanes of a row of a float32 array."""


@intrinsic  # type: ignore[untyped-decorator]
def spread(context: Any, value: Any) -> Any:
    """A frame, the same in every band."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pair = builder.fptrunc(arguments[0], ir.VectorType(ir.FloatType(), 2))
        return builder.shuffle_vector(pair, pair, order([0, 1] * (NOISE_LANES // 2)))

    return lanes_type(frame_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def gathered(context: Any, value: Any) -> Any:
    """The sum of all bands, a frame: the upper half of them onto the lower half until one is left."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value, width = arguments[0], NOISE_LANES
        while width > 2:
            width //= 2
            empty = ir.Constant(value.type, ir.Undefined)
            low, high = (
                builder.shuffle_vector(value, empty, order(range(first, first + width))) for first in (0, width)
            )
            value = builder.fadd(low, high)
        return builder.fpext(value, ir.VectorType(ir.DoubleType(), 2))

    return frame_type(lanes_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def next_band(context: Any, value: Any) -> Any:
    """Each band's upper neighbour; nought above the highest."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.shuffle_vector(arguments[0], lanes_type.nought, order(range(2, NOISE_LANES + 2)))

    return lanes_type(lanes_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def other_side(context: Any, value: Any) -> Any:
    """Left and right changed round."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.shuffle_vector(arguments[0], lanes_type.empty, order(lane ^ 1 for lane in range(NOISE_LANES)))

    return lanes_type(lanes_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def lower_of(context: Any, one: Any, other: Any) -> Any:
    """The smaller of two, lane by lane."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.select(builder.fcmp_ordered("<", *arguments), *arguments)

    return lanes_type(lanes_type, lanes_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def higher_of(context: Any, one: Any, other: Any) -> Any:
    """The larger of two, lane by lane."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.select(builder.fcmp_ordered(">", *arguments), *arguments)

    return lanes_type(lanes_type, lanes_type), codegen
