"""Fixtures: a private runtime folder, engine clients that are ended, a JACK server of one's own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import jackserver
import pytest
from pump import RUNTIME_PREFIX, Pump


@pytest.fixture
def runtime():
    """Short, because the address of a socket must be."""
    folder = Path(tempfile.mkdtemp(prefix=RUNTIME_PREFIX))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def kernels():
    """Compiled, once on a new machine: no test then waits for that with a deadline."""
    from studio.engine.warm import warm_up

    warm_up()


@pytest.fixture
def pump(kernels, runtime):
    made = Pump(runtime)
    yield made
    made.client.close()


@pytest.fixture
def jack():
    """`jack(rate_hz, period)` starts a server; it is gone after the test."""
    if jackserver.MISSING:
        pytest.skip(jackserver.MISSING)
    servers = []

    def start(rate_hz: int = 48_000, period: int = 256) -> jackserver.JackServer:
        servers.append(jackserver.JackServer(rate_hz, period))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
