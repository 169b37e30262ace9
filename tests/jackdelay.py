"""A wire of the private JACK server that is so many frames long: a client in a process of its own, told on its standard
input how long it is to be."""

from __future__ import annotations

import subprocess
import sys
from typing import Self

NAME = "wire"


class Wire:
    """The wire's process; a context."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answered()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._process.wait(10)

    def hold(self, frames: int) -> None:
        """From now on it is so many frames long."""
        self._process.stdin.write(f"{frames}\n")
        self._process.stdin.flush()
        self._answered()

    def _answered(self) -> None:
        assert self._process.stdout.readline() == "ok\n", "the wire has broken"


def main() -> None:
    """Until there is no more to read."""
    import jack
    import numpy as np

    client = jack.Client(NAME, no_start_server=True)
    entry, way_out = client.inports.register("in"), client.outports.register("out")
    kept, length = np.zeros(0, np.float32), [0]

    @client.set_process_callback
    def process(frames: int) -> None:
        nonlocal kept
        wanted = length[0]
        if len(kept) != wanted:
            kept = np.zeros(wanted, np.float32)
        line = np.concatenate((kept, entry.get_array()))
        way_out.get_array()[:] = line[:frames]
        kept = line[frames:].copy()

    with client:
        print("ok", flush=True)
        for line in sys.stdin:
            length[0] = int(line)
            print("ok", flush=True)


if __name__ == "__main__":
    main()
