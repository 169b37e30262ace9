"""How loud a finished track may be asked to be, and what comes back of it."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """A loudness to aim for and the true peak that goes with it."""

    target_lufs: float
    ceiling_dbtp: float


_LOUDER_THAN_LUFS = -14.0
_CEILING_DBTP, _LOUD_CEILING_DBTP = -1.0, -2.0
TARGETS: dict[str, Target] = {
    "safe": Target(-14.0, _CEILING_DBTP),
    "loud": Target(-11.0, _LOUD_CEILING_DBTP),
}


def ceiling_for(target_lufs: float) -> float:
    """The ceiling that goes with a loudness: lower for tracks louder than −14 LUFS, which a service's encoder drives
    further over."""
    return _LOUD_CEILING_DBTP if target_lufs > _LOUDER_THAN_LUFS else _CEILING_DBTP
