"""The program as a person starts it: a process of its own, one at a time, ended by a signal without loss."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.instance import OnlyOne

START = [sys.executable, "-m", "ui.app"]


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "RAPSTUDIO_HOME": str(home), "XDG_RUNTIME_DIR": str(home), **more}


def wait_for(true: object, what: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        QApplication.processEvents()
        time.sleep(0.02)
        assert time.monotonic() < end, f"waited for {what}"


@pytest.fixture
def program(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(START, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def catches(pid: int, number: int) -> bool:
    """Whether a process has something of its own to do at a signal."""
    caught = re.search(r"^SigCgt:\s*(\w+)", Path(f"/proc/{pid}/status").read_text(), re.M)
    return bool(caught and int(caught[1], 16) >> (number - 1) & 1)


def runtime(home: Path) -> Path:
    return next(home.glob("rapstudio-*"), home / "none")


def test_it_starts_and_ends_by_itself_when_it_is_measured(home: Path) -> None:
    ran = subprocess.run(
        START, env=environment(home, RAPSTUDIO_MEASURE_START="1"), capture_output=True, timeout=240, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert list((home / "songs").iterdir()) == [], "a song that nobody made"
    assert "device" not in (home / "settings.json").read_text() if (home / "settings.json").exists() else True


def test_a_second_start_ends_at_once_and_a_signal_ends_the_first(
    app: QApplication, home: Path, program: subprocess.Popen[bytes]
) -> None:
    wait_for(lambda: (runtime(home) / "window").exists(), "the first window")
    wait_for(lambda: list(runtime(home).glob("status-*")), "its engine", 240.0)
    second = subprocess.run(START, env=environment(home), capture_output=True, timeout=60, check=False)
    assert second.returncode == 0, second.stderr.decode()
    assert program.poll() is None
    wait_for(lambda: catches(program.pid, signal.SIGTERM), "it to listen to signals")
    program.send_signal(signal.SIGTERM)
    wait_for(lambda: program.poll() is not None, "its end")
    _, said = program.communicate()
    assert program.returncode == 0, said.decode()
    assert not list(runtime(home).glob("status-*")), "an engine without a window"
    log = home / "logs" / "window.log"
    assert log.read_text(encoding="utf-8") == ""


def test_whoever_holds_the_door_hears_the_knock(app: QApplication, tmp_path: Path) -> None:
    door = OnlyOne(tmp_path)
    assert door.claim()
    heard: list[bool] = []
    door.listen(lambda: heard.append(True))
    code = "import sys, pathlib; from ui.instance import OnlyOne; d = OnlyOne(pathlib.Path(sys.argv[1])); "
    code += "print(d.claim()); d.knock()"
    other = subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE)
    wait_for(lambda: heard, "the knock")
    assert other.communicate()[0].strip() == b"False"
    door.close()
    again = OnlyOne(tmp_path)
    assert again.claim(), "the door is free again"
    again.close()
