"""MIDI clock out: 24 ticks to the beat with start, stop, continue and song position, in time with what is heard."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable
from typing import Protocol

TICKS_PER_BEAT = 24
_TICKS_PER_POINTER = 6
"""Song positions are counted in sixteenths."""
_TICK, _START, _CONTINUE, _STOP, _POSITION = 0xF8, 0xFA, 0xFB, 0xFC, 0xF2
_LAST_POINTER = 0x3FFF
_IDLE_S, _NAP_S = 0.005, 0.004
_PULL = 0.05
"""How far each look moves the line that ticks are read from: the song's place is told block by block, and unevenly."""
_JUMP_TICKS = 3.0


class Place(Protocol):
    """Where the song is to the ear."""

    @property
    def at_beat(self) -> float: ...

    @property
    def rolling(self) -> bool: ...

    @property
    def counting_in(self) -> bool: ...


class MidiClock:
    """Follows the song and sends what other machines follow.

    `place` tells where the song is, `beats_per_second` how fast it goes, `send` puts a message out; all are called on
    this clock's own thread, which is there while it runs.
    """

    def __init__(
        self,
        place: Callable[[], Place],
        beats_per_second: Callable[[], float],
        send: Callable[[Iterable[int]], None],
    ) -> None:
        self._place, self._speed, self._send = place, beats_per_second, send
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def run(self, running: bool) -> None:
        """Starts or ends the thread."""
        if running and self._thread is None:
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._follow, args=(self._stop,), name="midi clock", daemon=True)
            self._thread.start()
        elif not running:
            self.close()

    def close(self) -> None:
        """Ends the thread soon."""
        self._stop.set()
        self._thread = None

    def _follow(self, stop: threading.Event) -> None:
        while not stop.wait(_IDLE_S):
            place = self._place()
            if place.rolling and not place.counting_in and self._speed() > 0.0:
                self._tick_along(stop)

    def _tick_along(self, stop: threading.Event) -> None:
        """From a start to the stop, or to the jump that makes everybody start anew."""
        line = _Line(self._place, self._speed())
        pointer = max(math.ceil(line.ticks() / _TICKS_PER_POINTER - 0.5), 0)
        tick = pointer * _TICKS_PER_POINTER
        if pointer:
            pointer = min(pointer, _LAST_POINTER)
            self._send((_POSITION, pointer & 0x7F, pointer >> 7))
        started = False
        while not stop.is_set() and line.look(self._place(), self._speed()):
            wait_s = line.seconds_until(tick)
            if wait_s > _NAP_S:
                time.sleep(_NAP_S / 2)
                continue
            if wait_s > 0.0:
                time.sleep(wait_s)
            if not started:
                self._send((_CONTINUE if pointer else _START,))
                started = True
            self._send((_TICK,))
            tick += 1
        if started:
            self._send((_STOP,))


class _Line:
    """The song's place as a straight line over time, in ticks."""

    def __init__(self, place: Callable[[], Place], beats_per_second: float) -> None:
        self._ticks_per_second = TICKS_PER_BEAT * beats_per_second
        self._zero_s = time.perf_counter() - place().at_beat * TICKS_PER_BEAT / self._ticks_per_second

    def ticks(self) -> float:
        """Now."""
        return (time.perf_counter() - self._zero_s) * self._ticks_per_second

    def seconds_until(self, tick: int) -> float:
        return self._zero_s + tick / self._ticks_per_second - time.perf_counter()

    def look(self, place: Place, beats_per_second: float) -> bool:
        """Follows the song a little; False if it has stopped, jumped or changed its tempo."""
        off = place.at_beat * TICKS_PER_BEAT - self.ticks()
        if not place.rolling or abs(off) > _JUMP_TICKS or beats_per_second * TICKS_PER_BEAT != self._ticks_per_second:
            return False
        self._zero_s -= _PULL * off / self._ticks_per_second
        return True
