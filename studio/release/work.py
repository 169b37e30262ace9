"""Several things at once, told as one: how far the work is, whether it is to stop, and what went wrong first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from studio.errors import Cancelled

Progress = Callable[[str, float], None]
"""Told of the file that was begun last, with forward slashes from the folder of the release, and the share 0…1 of the
whole that is done, which never falls. Called from several threads, by one at a time."""
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Work:
    """Two workers, as a context. Once anything has failed or somebody wants to stop, every `tick` raises, so that the
    context ends soon; it raises what came first."""

    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool] | None, threads: int = 2) -> None:
        self._progress, self._cancelled = progress, cancelled
        self._telling = threading.Lock()
        self._failed = threading.Event()
        self._first: BaseException | None = None
        self._costs: dict[str, float] = {}
        self._shares: dict[str, float] = {}
        self._file = ""
        self._pool = ThreadPoolExecutor(threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._fail(error)
        self._pool.shutdown(wait=True, cancel_futures=self._failed.is_set())
        if self._first is not None and self._first is not error:
            raise self._first

    def begin(
        self, task: Callable[_Arguments, _Result], *arguments: _Arguments.args, **more: _Arguments.kwargs
    ) -> Future[_Result]:
        """Has a worker do it when its turn comes."""

        def done() -> _Result:
            try:
                self.tick()
                return task(*arguments, **more)
            except BaseException as error:
                self._fail(error)
                raise

        return self._pool.submit(done)

    def tick(self) -> None:
        """Raises Cancelled once the work is to stop."""
        if self._failed.is_set() or (self._cancelled is not None and self._cancelled()):
            raise Cancelled

    def expect(self, name: str, cost: float) -> None:
        """Counts a file, or other work, as part of the whole; to be called before anything is told. `cost` is about how
        much work it is, in a unit that all share."""
        self._costs[name] = cost

    def tell(self, file: str, share: float) -> None:
        """Tells how far a file is, 0…1, and ticks."""
        self._note(file, share, file)

    def count(self, name: str, share: float) -> None:
        """As `tell`, of work that is no file."""
        self._note(name, share, self._file)

    def _note(self, name: str, share: float, file: str) -> None:
        self.tick()
        with self._telling:
            before = self._shares.get(name, 0.0)
            self._file = self._file if name in self._shares else file
            self._shares[name] = max(before, min(share, 1.0))
            if self._progress is not None:
                done = sum(cost * self._shares.get(name, 0.0) for name, cost in self._costs.items())
                self._progress(self._file, done / max(sum(self._costs.values()), 1e-9))

    @property
    def stopped(self) -> bool:
        """Whether it is to stop, for what asks instead of being told."""
        return self._failed.is_set() or (self._cancelled is not None and self._cancelled())

    def _fail(self, error: BaseException) -> None:
        with self._telling:
            if self._first is None:
                self._first = error
        self._failed.set()
