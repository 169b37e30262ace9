"""Several numbers as one value of a kernel, in one register where the processor has registers that wide.

`a * b`, `a + b`, `a - b` work lane by lane, on two values of a kind and on one with a number. Each lane is computed by
IEEE rules in the order written, so the bits are those of scalar code, whatever the processor makes of it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core.datamodel.models import PrimitiveModel
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, register_model
from numba.np.arrayobj import make_array

I32 = ir.IntType(32)


class VectorType(types.Type):  # type: ignore[misc]
    """So many float64 or float32."""

    def __init__(self, name: str, number: Any, width: int) -> None:
        """`number`: numba's type of one lane."""
        super().__init__(name)
        self.number, self.width = number, width

    @property
    def content(self) -> Any:
        """It as LLVM has it."""
        return ir.VectorType(ir.DoubleType() if self.number == types.float64 else ir.FloatType(), self.width)

    @property
    def empty(self) -> Any:
        """One in which nothing is said of any lane."""
        return ir.Constant(self.content, ir.Undefined)

    @property
    def nought(self) -> Any:
        """One of zeros."""
        return ir.Constant(self.content, [0.0] * self.width)


@register_model(VectorType)
class _VectorModel(PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, kind.content)


def order(lanes: Iterable[int]) -> Any:
    """Which lanes a shuffle takes."""
    numbers = list(lanes)
    return ir.Constant(ir.VectorType(I32, len(numbers)), numbers)


def everywhere(builder: Any, kind: VectorType, number: Any) -> Any:
    """A number in every lane."""
    first = builder.insert_element(kind.empty, number, I32(0))
    return builder.shuffle_vector(first, kind.empty, order([0] * kind.width))


def _place(context: Any, builder: Any, kind: VectorType, array_type: Any, array: Any, row: Any) -> Any:
    data = make_array(array_type)(context, builder, array).data
    first = builder.gep(data, [builder.mul(row, ir.Constant(row.type, kind.width))])
    return builder.bitcast(first, kind.content.as_pointer())


def reader(kind: VectorType) -> Callable[[Any, int], Any]:
    """A function of an array and an index: the value there, in a C-ordered array whose rows are as wide."""

    @intrinsic  # type: ignore[untyped-decorator]
    def at(context: Any, array: Any, index: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            place = _place(context, builder, kind, signature.args[0], *arguments)
            return builder.load(place, align=kind.number.bitwidth // 8)

        return kind(array, types.intp), codegen

    return at


def writer(kind: VectorType) -> Callable[[Any, int, Any], None]:
    """A function of an array, an index and a value, which it puts there."""

    @intrinsic  # type: ignore[untyped-decorator]
    def put(context: Any, array: Any, index: Any, value: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            place = _place(context, builder, kind, signature.args[0], *arguments[:2])
            builder.store(arguments[2], place, align=kind.number.bitwidth // 8)
            return context.get_dummy_value()

        return types.void(array, types.intp, kind), codegen

    return put


def _register(function: Any, instruction: str) -> None:
    @infer_global(function)
    class _Typing(AbstractTemplate):  # type: ignore[misc]
        def generic(self, arguments: Any, keywords: Any) -> Any:
            kinds = {argument for argument in arguments if isinstance(argument, VectorType)}
            if len(arguments) != 2 or len(kinds) != 1:
                return None
            (kind,) = kinds
            if not all(argument == kind or isinstance(argument, types.Number) for argument in arguments):
                return None
            return signature(kind, *(kind if argument == kind else kind.number for argument in arguments))

    def lower(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = signature.return_type
        both = (
            value if side == kind else everywhere(builder, kind, value)
            for value, side in zip(arguments, signature.args, strict=True)
        )
        return getattr(builder, instruction)(*both)

    for sides in ((VectorType, VectorType), (VectorType, types.Float), (types.Float, VectorType)):
        lower_builtin(function, *sides)(lower)


for _function, _instruction in ((operator.add, "fadd"), (operator.sub, "fsub"), (operator.mul, "fmul")):
    _register(_function, _instruction)
