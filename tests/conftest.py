"""Shared by all tests. Being here puts this folder on the import path, so that every package's tests find the helpers
beside this file (`faultdisk`, `victims`)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from victims import Nursery


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """For three workers, who fill two cores because much is waited for: whatever runs against a sound server stays on
    one of them, which begins with it because it takes longest; every other file stays whole."""
    for item in items:
        folder = Path(item.fspath).parent.name
        item.add_marker(pytest.mark.xdist_group("sound" if folder == "engine" else str(item.fspath)))
    items.sort(key=lambda item: Path(item.fspath).parent.name != "engine")


@pytest.fixture
def ram_path() -> Iterator[Path]:
    """As `tmp_path`, in memory where the system has such a place: for tests of killed processes, where the platter does
    not matter, and of crash states by the hundred."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="rapstudio-test-", dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Where processes that are to be killed come from."""
    made = Nursery()
    yield made
    made.close()
