"""What a measurement gives back."""

from __future__ import annotations

from typing import NamedTuple


class Measured(NamedTuple):
    """A number in the unit of its check's row, and where it was found."""

    value: float
    at_s: float | None = None
