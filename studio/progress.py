"""What long work tells and asks on its way."""

from __future__ import annotations

from collections.abc import Callable

from studio.errors import Cancelled


def ticker(progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None) -> Callable[..., None]:
    """A function to call now and then with the share 0…1 that is done, or with nothing: it tells the furthest share
    so far, and raises `Cancelled` once somebody wants that."""
    reached = 0.0

    def tick(share: float = 0.0) -> None:
        nonlocal reached
        reached = max(reached, share)
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(reached)

    return tick
