"""Where the engine process of a folder is found."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path


def socket_address(folder: Path) -> tuple[str, str]:
    """Address and family, as `multiprocessing.connection` takes them, of the engine that belongs to a runtime
    folder."""
    if sys.platform == "win32":
        return rf"\\.\pipe\rapstudio-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}", "AF_PIPE"
    return str(folder / "engine"), "AF_UNIX"
