"""An engine client with its events, and the devices that the engine's tests ask it for."""

from __future__ import annotations

import os
import time
from functools import cached_property
from pathlib import Path

import jackserver

from studio.device import DeviceWish
from studio.engine.client import EngineClient

RUNTIME_PREFIX = f"rse-{os.getpid()}-"
"""What the folders begin with in which this process's engines run: nobody else's are counted as left over."""
DEMO = DeviceWish(
    host_api="demo", input_name="Demo", input_channel=0, output_name="Demo", output_channels=2, block_frames=0
)
JACK = DeviceWish(
    host_api=jackserver.HOST_API,
    input_name="system",
    input_channel=0,
    output_name="system",
    output_channels=2,
    block_frames=0,
)


class Pump:
    """A client with its events, ticked as a window would."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.events: list = []

    @cached_property
    def client(self) -> EngineClient:
        """Started when it is first needed, so that a test can make it an audio server before."""
        made = EngineClient(self._folder)
        made.start()
        return made

    def tick(self) -> None:
        self.events += self.client.tick()

    def run(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.tick()
            time.sleep(0.01)

    def until(self, kind, seconds: float = 60.0, **fields):
        """The next event of a kind with these fields; takes it and those before it out of the list."""
        deadline = time.monotonic() + seconds
        while True:
            for number, event in enumerate(self.events):
                if isinstance(event, kind) and all(getattr(event, name) == value for name, value in fields.items()):
                    del self.events[: number + 1]
                    return event
            assert time.monotonic() < deadline, f"no {kind} within {seconds} s, but {self.events}"
            self.tick()
            time.sleep(0.005)

    def while_not(self, condition, seconds: float = 30.0) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.events
            self.tick()
            time.sleep(0.005)
