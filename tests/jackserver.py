"""A private JACK server with a real clock and no hardware, and its wires."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import uuid
from pathlib import Path

HOST_API = "JACK Audio Connection Kit"
MISSING = "" if shutil.which("jackd") else "jackd is not installed (Debian package jackd2)"


class JackServer:
    """`jackd -d dummy` under a name of its own; the environment of this process points to it while it lives."""

    def __init__(self, rate_hz: int = 48_000, period: int = 256, name: str = "") -> None:
        self.name = name or f"rapstudio-{uuid.uuid4().hex[:8]}"
        self.rate_hz, self.period = rate_hz, period
        os.environ["JACK_NO_START_SERVER"] = "1"
        os.environ["JACK_DEFAULT_SERVER"] = self.name
        self.start()

    def start(self) -> None:
        command = ["jackd", "-R", "-n", self.name, "-d", "dummy", "-r", str(self.rate_hz), "-p", str(self.period)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if "system:playback_1" in self.ports():
                return
            time.sleep(0.05)
        raise RuntimeError("jackd did not start")

    def ports(self) -> list[str]:
        return self._tool("jack_lsp").split()

    def connect(self, source: str, target: str) -> None:
        self._tool("jack_connect", source, target)

    def disconnect(self, source: str, target: str) -> None:
        self._tool("jack_disconnect", source, target)

    def loop_back(self, client: str = "PortAudio") -> None:
        """Plugs the program's left output into its own input."""
        self.disconnect("system:capture_1", f"{client}:in_0")
        self.connect(f"{client}:out_0", f"{client}:in_0")

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.kill()
        for left in (*Path("/dev/shm").glob(f"jack*{self.name}*"), *Path("/tmp").glob(f"jack-{self.name}-*")):
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
        os.environ.pop("JACK_DEFAULT_SERVER", None)

    @staticmethod
    def _tool(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout
