"""Loudness, true peak, and the finish that makes a mix as loud as it should be.

The names here bring the compiler along only when one of them is asked for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from studio.mastering.targets import TARGETS as TARGETS
from studio.mastering.targets import Target as Target
from studio.mastering.targets import ceiling_for as ceiling_for

if TYPE_CHECKING:
    from studio.mastering.chain import Finished as Finished
    from studio.mastering.chain import Report as Report
    from studio.mastering.chain import finish as finish
    from studio.mastering.limiter import Limited as Limited
    from studio.mastering.limiter import limit as limit
    from studio.mastering.loudness import Measured as Measured
    from studio.mastering.loudness import Meter as Meter
    from studio.mastering.report import measure as measure

_HOMES = {
    **dict.fromkeys(("Finished", "Report", "finish"), "chain"),
    **dict.fromkeys(("Limited", "limit"), "limiter"),
    **dict.fromkeys(("Measured", "Meter"), "loudness"),
    "measure": "report",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
