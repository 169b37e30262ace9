"""How a kernel is compiled: one decorator, and a disk cache that cannot be stale.

numba's own cache does not notice that a callee in another file has changed, so the cache folder is named by a hash of
every kernel source, and what is in it counts wherever the program lies and whenever it was put there. It is set here,
before the first kernel is defined, and every kernel module takes `kernel` from here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
import platformdirs
from numba.core.caching import FunctionCache, IndexDataCacheFile
from numba.core.ccallback import CFunc
from numba.core.sigutils import normalize_signature

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
Array = Any
"""A numpy array or a record of one, as a kernel sees it."""

_CACHES_KEPT = 3
_ALWAYS = {
    "arrays.py", "atomics.py", "compiler.py", "fours.py", "lanes.py", "params.py", "stage.py", "state.py", "stereo.py",
    "vectors.py",
}  # fmt: skip
"""Files without kernels of their own that kernels are made of; the others import what this file gives."""
OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "_nrt": False, "no_cfunc_wrapper": True}
"""`_nrt` false: no reference counting, and a kernel that would allocate does not compile. The wrapper that is left out
is for kernels handed to others as values; none is."""
_first: list[Callable[[], None]] = []


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


class _Cache(FunctionCache):  # type: ignore[misc]
    """numba's, which takes a file's place and time for its content. Ours are in the name of the folder; other files'
    kernels stay as numba has them. Two processes that compile at once never write into each other's data."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        base = self._impl.filename_base
        if Path(function.__code__.co_filename).is_relative_to(Path(__file__).parent):
            self._cache_path = str(CACHE_FOLDER)
            self._cache_file = IndexDataCacheFile(self._cache_path, base, CACHE_FOLDER.name)
        self._cache_file._data_name_pattern = f"{base}.{{number:d}}-{os.getpid()}.nbc"
        self._needed = len(_first)

    def load_overload(self, types: Any, context: Any) -> Any:
        for ready in _first[: self._needed]:
            ready()
        return super().load_overload(types, context)


def before_loading(ready: Callable[[], None]) -> None:
    """Has something done before the code of any kernel defined from now on comes from the disk."""
    _first.append(ready)


def _compiled(function: Kernel, **options: Any) -> Kernel:
    compiled: Any = numba.njit(**OPTIONS, **options)(function)
    compiled._cache = _Cache(function)
    return compiled


def kernel(function: Kernel) -> Kernel:
    """Compiles a function for the audio thread: no exceptions on division, no interpreter lock, kept on disk."""
    return _compiled(function)


def inlined(function: Kernel) -> Kernel:
    """As `kernel`, for the small ones that live inside a per-frame loop: pasted into their caller before it
    compiles."""
    return _compiled(function, inline="always")


def c_function(signature: Any) -> Callable[[Callable[..., Any]], Any]:
    """As `kernel`, for one that C calls: its `address` is there at once."""

    def made(function: Callable[..., Any]) -> Any:
        compiled: Any = CFunc(function, normalize_signature(signature), {}, {"error_model": "numpy", "nogil": True})
        compiled._cache = _Cache(function)
        compiled.compile()
        return compiled

    return made
