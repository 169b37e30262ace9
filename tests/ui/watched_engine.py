"""An engine process that lets a test see what stands in its monitor's cells: `python watched_engine.py FOLDER CELLS`.

A window that starts finds it as it finds one that outlived its window.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import numpy as np

from studio import params
from studio.engine.process import Host


def main(folder: str, cells: str) -> None:
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    host = Host(Path(folder), os.getppid())
    signal.signal(signal.SIGTERM, lambda *_: host.stop())
    seen = np.memmap(cells, np.float64, "r+", shape=(len(params.MONITOR),))

    def watch() -> None:
        while True:
            if host._engine is not None:
                seen[:] = host._engine.memory.monitor_knobs
            time.sleep(0.01)

    threading.Thread(target=watch, name="cells", daemon=True).start()
    host.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
