"""What only LLVM can say: atomic words, arrays at an address, the CPU's rounding register, clocks, bits of a float.

With `stereo.py` this is all the LLVM-level code of the house. Everything here can be called from kernels only.
"""

from __future__ import annotations

import platform
import sys
from typing import Any

import numpy as np
from llvmlite import ir
from numba import from_dtype, types
from numba.extending import intrinsic
from numba.np.arrayobj import make_array, populate_array

_I32, _I64, _F64 = ir.IntType(32), ir.IntType(64), ir.DoubleType()
_FLUSH_TO_ZERO_X86 = 0x8040  # FTZ and DAZ of MXCSR
_FLUSH_TO_ZERO_ARM = 1 << 24  # FZ of FPCR
_ON_ARM = platform.machine().lower() in ("arm64", "aarch64")


def record_at(dtype: Any) -> Any:
    """An intrinsic that takes an int64 address for a record of a structured dtype."""
    record = from_dtype(dtype)

    @intrinsic  # type: ignore[untyped-decorator]
    def at(context: Any, address: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.inttoptr(arguments[0], context.get_value_type(record))

        return record(types.int64), codegen

    return at


def array_at(dtype: Any, width: int = 0) -> Any:
    """An intrinsic that takes an address and a length for an array of a dtype, of shape (length,) or (length, width).

    The array owns nothing and is not counted, so it can be made in a kernel that must not allocate.
    """
    element = from_dtype(np.dtype(dtype))
    array = types.Array(element, 2 if width else 1, "C")

    @intrinsic  # type: ignore[untyped-decorator]
    def at(context: Any, address: Any, length: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            made = make_array(array)(context, builder)
            size = context.get_abi_sizeof(context.get_data_type(element))
            shape = [arguments[1], _I64(width)] if width else [arguments[1]]
            strides = [_I64(size * width), _I64(size)] if width else [_I64(size)]
            pointer = builder.inttoptr(arguments[0], context.get_data_type(element).as_pointer())
            populate_array(made, data=pointer, shape=shape, strides=strides, itemsize=_I64(size), meminfo=None)
            return made._getvalue()

        return array(types.int64, types.int64), codegen

    return at


@intrinsic  # type: ignore[untyped-decorator]
def load_acquire(context: Any, address: Any) -> Any:
    """The int64 at an address; what its writer wrote before `store_release` is visible afterwards."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load_atomic(builder.inttoptr(arguments[0], _I64.as_pointer()), "acquire", 8)

    return types.int64(types.int64), codegen


@intrinsic  # type: ignore[untyped-decorator]
def store_release(context: Any, address: Any, value: Any) -> Any:
    """Writes an int64 to an address after everything that this thread wrote before."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store_atomic(arguments[1], builder.inttoptr(arguments[0], _I64.as_pointer()), "release", 8)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64), codegen


@intrinsic  # type: ignore[untyped-decorator]
def load_i32_unaligned(context: Any, address: Any) -> Any:
    """The little-endian int32 at any address."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(builder.inttoptr(arguments[0], _I32.as_pointer()), align=1)

    return types.int32(types.int64), codegen


@intrinsic  # type: ignore[untyped-decorator]
def bits_of(context: Any, value: Any) -> Any:
    """The bits of a float64 as int64."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], _I64)

    return types.int64(types.float64), codegen


@intrinsic  # type: ignore[untyped-decorator]
def float_of(context: Any, bits: Any) -> Any:
    """The float64 with these bits."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], _F64)

    return types.float64(types.int64), codegen


@intrinsic  # type: ignore[untyped-decorator]
def flush_denormals(context: Any) -> Any:
    """Makes this thread take numbers too small for full precision for nought; returns the word for `restore_rounding`.

    A reverb that fades to silence would otherwise cost 6 to 16 times as much as a loud one.
    """

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if _ON_ARM:
            read = builder.module.declare_intrinsic("llvm.aarch64.get.fpcr", fnty=ir.FunctionType(_I64, []))
            write = builder.module.declare_intrinsic(
                "llvm.aarch64.set.fpcr", fnty=ir.FunctionType(ir.VoidType(), [_I64])
            )
            before = builder.call(read, [])
            builder.call(write, [builder.or_(before, ir.Constant(_I64, _FLUSH_TO_ZERO_ARM))])
            return before
        word = builder.alloca(_I32)
        pointer = builder.bitcast(word, ir.IntType(8).as_pointer())
        builder.call(_x86(builder, "stmxcsr"), [pointer])
        before = builder.load(word)
        builder.store(builder.or_(before, ir.Constant(_I32, _FLUSH_TO_ZERO_X86)), word)
        builder.call(_x86(builder, "ldmxcsr"), [pointer])
        return builder.zext(before, _I64)

    return types.int64(), codegen


@intrinsic  # type: ignore[untyped-decorator]
def restore_rounding(context: Any, word: Any) -> Any:
    """Gives a borrowed thread its rounding back as `flush_denormals` found it."""

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if _ON_ARM:
            write = builder.module.declare_intrinsic(
                "llvm.aarch64.set.fpcr", fnty=ir.FunctionType(ir.VoidType(), [_I64])
            )
            builder.call(write, [arguments[0]])
        else:
            kept = builder.alloca(_I32)
            builder.store(builder.trunc(arguments[0], _I32), kept)
            builder.call(_x86(builder, "ldmxcsr"), [builder.bitcast(kept, ir.IntType(8).as_pointer())])
        return context.get_dummy_value()

    return types.void(types.int64), codegen


def _x86(builder: Any, name: str) -> Any:
    kind = ir.FunctionType(ir.VoidType(), [ir.IntType(8).as_pointer()])
    return builder.module.declare_intrinsic(f"llvm.x86.sse.{name}", fnty=kind)


_CLOCKS = {"linux": (1, 3), "darwin": (6, 16)}  # CLOCK_MONOTONIC and CLOCK_THREAD_CPUTIME_ID


def _clock(which: int) -> Any:
    @intrinsic  # type: ignore[untyped-decorator]
    def clock_ns(context: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            if sys.platform not in _CLOCKS:  # Windows: cycles of the time stamp counter stand in for nanoseconds
                cycles = builder.module.declare_intrinsic("llvm.readcyclecounter", fnty=ir.FunctionType(_I64, []))
                return builder.call(cycles, [])
            pair = ir.LiteralStructType([_I64, _I64])
            spot = builder.alloca(pair)
            kind = ir.FunctionType(_I32, [_I32, pair.as_pointer()])
            function = builder.module.globals.get("clock_gettime") or ir.Function(builder.module, kind, "clock_gettime")
            builder.call(function, [ir.Constant(_I32, _CLOCKS[sys.platform][which]), spot])
            seconds = builder.load(builder.gep(spot, [_I32(0), _I32(0)]))
            return builder.add(
                builder.mul(seconds, ir.Constant(_I64, 1_000_000_000)),
                builder.load(builder.gep(spot, [_I32(0), _I32(1)])),
            )

        return types.int64(), codegen

    return clock_ns


monotonic_ns = _clock(0)
"""Wall time in ns since some fixed moment."""
thread_cpu_ns = _clock(1)
"""CPU time of the calling thread in ns: what a callback costs, whatever the machine does beside it."""
