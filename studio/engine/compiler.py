"""How a kernel is compiled: one decorator, and a disk cache that cannot be stale.

numba's own cache does not notice that a callee in another file has changed, so the cache folder is named by a hash of
every kernel source. It is set here, before the first kernel is defined, and every kernel module takes `kernel` from
here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
import platformdirs

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
Array = Any
"""A numpy array or a record of one, as a kernel sees it."""

_CACHES_KEPT = 3
_ALWAYS = {"arrays.py", "atomics.py", "compiler.py", "lanes.py", "params.py", "state.py", "stereo.py"}
"""Files without kernels of their own that kernels are made of; the others import what this file gives."""
_OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "cache": True, "_nrt": False}
"""`_nrt` false: no reference counting, and a kernel that would allocate does not compile."""


def sources_hash() -> str:
    """Names the state of all kernel sources and of numba: 16 hex digits."""
    digest = hashlib.sha256(numba.__version__.encode())
    folder = Path(__file__).parent
    for path in (*sorted(folder.rglob("*.py")), folder.parent / "params.py"):
        source = path.read_bytes()
        if path.name in _ALWAYS or b"import Array" in source or b"import kernel" in source:
            digest.update(path.name.encode())
            digest.update(source)
    return digest.hexdigest()[:16]


def _use_cache() -> Path:
    home = os.environ.get("RAPSTUDIO_KERNEL_CACHE") or os.path.join(
        platformdirs.user_cache_dir("rap-clinic-studio", appauthor=False), "kernels"
    )
    folder = Path(home) / sources_hash()
    numba.config.CACHE_DIR = str(folder)
    return folder


CACHE_FOLDER = _use_cache()


def forget_old_caches() -> None:
    """Deletes the compiled kernels of earlier versions, all but the newest few."""
    import shutil

    try:
        folders = sorted(CACHE_FOLDER.parent.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    except OSError:
        return
    for folder in folders[_CACHES_KEPT:]:
        if folder != CACHE_FOLDER:
            shutil.rmtree(folder, ignore_errors=True)


def kernel(function: Kernel) -> Kernel:
    """Compiles a function for the audio thread: no exceptions on division, no interpreter lock, kept on disk."""
    compiled: Kernel = numba.njit(**_OPTIONS)(function)
    return compiled


def inlined(function: Kernel) -> Kernel:
    """As `kernel`, for the small ones that live inside a per-frame loop: pasted into their caller before it
    compiles."""
    compiled: Kernel = numba.njit(inline="always", **_OPTIONS)(function)
    return compiled
