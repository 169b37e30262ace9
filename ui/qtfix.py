"""A fault of one PySide6 release, and what keeps it from ending the window."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 48
_SINGLES = (None, True, False, NotImplemented, ...)


def keep_singles_alive() -> None:
    """PySide6 6.12.0 gives back references to None, True and False that it never took, at every call that returns them.

    From Python 3.12 on these need no references (PEP 683). Before, an interpreter ends itself within minutes when the
    last one is gone, so they get more of them than a window can lose in a lifetime. Call before the first widget.
    """
    import PySide6

    if sys.version_info < (3, 12) and PySide6.__version__ == "6.12.0":
        for single in _SINGLES:
            ctypes.c_ssize_t.from_address(id(single)).value += _PLENTY
