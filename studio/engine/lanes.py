"""Sixteen float32 as one value of a kernel: eight bands of a frame, each with its left and right side.

`a * b`, `a + b`, `a - b` work lane by lane and by IEEE rules, so a frame of all bands costs one instruction a step
where the processor has registers that wide, and two or four where it has not, with the same bits. Where a frame itself
is the value, see `stereo.py`.
"""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir
from numba import types
from numba.core.datamodel.models import PrimitiveModel
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, register_model
from numba.np.arrayobj import make_array

from studio.engine.state import NOISE_LANES
from studio.engine.stereo import frame_type

_LANES = ir.VectorType(ir.FloatType(), NOISE_LANES)
_EMPTY = ir.Constant(_LANES, ir.Undefined)
_ZERO = ir.Constant(_LANES, [0.0] * NOISE_LANES)
_I32 = ir.IntType(32)


class _LanesType(types.Type):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__("Lanes")


lanes_type = _LanesType()


@register_model(_LanesType)
class _LanesModel(PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, frontend_type: Any) -> None:
        super().__init__(manager, frontend_type, _LANES)


def _order(numbers: list[int]) -> Any:
    return ir.Constant(ir.VectorType(_I32, len(numbers)), numbers)


def _place(context: Any, builder: Any, array_type: Any, array: Any, row: Any) -> Any:
    data = make_array(array_type)(context, builder, array).data
    index = builder.mul(row, ir.Constant(row.type, NOISE_LANES))
    return builder.bitcast(builder.gep(data, [index]), _LANES.as_pointer())


@intrinsic  # type: ignore[untyped-decorator]
def lanes_at(context: Any, array: Any, row: Any) -> Any:
    """The lanes of a row of a C-ordered float32 array."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_place(context, builder, signature.args[0], *arguments), align=4)

    return lanes_type(array, types.intp), codegen


@intrinsic  # type: ignore[untyped-decorator]
def put_lanes(context: Any, array: Any, row: Any, value: Any) -> Any:
    """Writes lanes to a row of a C-ordered float32 array."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store(arguments[2], _place(context, builder, signature.args[0], *arguments[:2]), align=4)
        return context.get_dummy_value()

    return types.void(array, types.intp, lanes_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def spread(context: Any, value: Any) -> Any:
    """A frame, the same in every band."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pair = builder.fptrunc(arguments[0], ir.VectorType(ir.FloatType(), 2))
        return builder.shuffle_vector(pair, pair, _order([0, 1] * (NOISE_LANES // 2)))

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
                builder.shuffle_vector(value, empty, _order(list(range(first, first + width)))) for first in (0, width)
            )
            value = builder.fadd(low, high)
        return builder.fpext(value, ir.VectorType(ir.DoubleType(), 2))

    return frame_type(lanes_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def next_band(context: Any, value: Any) -> Any:
    """Each band's upper neighbour; nought above the highest."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.shuffle_vector(arguments[0], _ZERO, _order(list(range(2, NOISE_LANES + 2))))

    return lanes_type(lanes_type), codegen


@intrinsic  # type: ignore[untyped-decorator]
def other_side(context: Any, value: Any) -> Any:
    """Left and right changed round."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.shuffle_vector(arguments[0], _EMPTY, _order([lane ^ 1 for lane in range(NOISE_LANES)]))

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


def _register(function: Any, instruction: str) -> None:
    @infer_global(function)
    class _Typing(AbstractTemplate):  # type: ignore[misc]
        def generic(self, arguments: Any, keywords: Any) -> Any:
            return signature(lanes_type, *arguments) if arguments == (lanes_type, lanes_type) else None

    def lower(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return getattr(builder, instruction)(*arguments)

    lower_builtin(function, lanes_type, lanes_type)(lower)


for _function, _instruction in ((operator.add, "fadd"), (operator.sub, "fsub"), (operator.mul, "fmul")):
    _register(_function, _instruction)
