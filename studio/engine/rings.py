"""Single-producer single-consumer rings over numpy arrays: one code for the audio thread and for Python.

A ring is a `RING` record and a data array whose length is a power of two. Head and tail only grow; a place is its
count modulo the length. The producer fills places, then `publish`es them; the consumer reads them, then `release`s
them. Nobody waits.
"""

from __future__ import annotations

from studio.engine.arrays import events_at
from studio.engine.atomics import load_acquire, store_release
from studio.engine.compiler import kernel
from studio.engine.state import EVENTS, RING

_TAIL = int(RING.fields["tail"][1])  # type: ignore[index]


@kernel
def waiting(ring: int) -> int:
    """For the consumer: how many places are filled and not yet released. `ring` is the record's address."""
    return load_acquire(ring) - load_acquire(ring + _TAIL)


@kernel
def room(ring: int, capacity: int) -> int:
    """For the producer: how many places are free."""
    return capacity - (load_acquire(ring) - load_acquire(ring + _TAIL))


@kernel
def head_of(ring: int) -> int:
    """The producer's count."""
    return load_acquire(ring)


@kernel
def tail_of(ring: int) -> int:
    """The consumer's count."""
    return load_acquire(ring + _TAIL)


@kernel
def publish(ring: int, count: int) -> None:
    """For the producer: the next so many places are filled."""
    store_release(ring, load_acquire(ring) + count)


@kernel
def release(ring: int, count: int) -> None:
    """For the consumer: the oldest so many places may be filled again."""
    store_release(ring + _TAIL, load_acquire(ring + _TAIL) + count)


@kernel
def post(ring: int, events: int, kind: int, target: int, a: int, b: int, value: float, ratio: float) -> bool:
    """Puts an `EVENT` into the ring at address `ring` with its data at address `events`; False when the ring is
    full."""
    if room(ring, EVENTS) < 1:
        return False
    event = events_at(events, EVENTS)[load_acquire(ring) & (EVENTS - 1)]
    event.kind, event.target, event.a, event.b = kind, target, a, b
    event.value, event.ratio = value, ratio
    publish(ring, 1)
    return True
