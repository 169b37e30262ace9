"""A machine does not go to sleep while a take is made; where it cannot be kept awake, nothing is said. The system's own
doors are played here."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, write_beat
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.awake import WATCHMEN, Awake

WATCHMAN = """#!/bin/sh
echo "$@" > "$0.said"
echo $$ > "$0.held"
for word; do last="$word"; done
"$last"
rm "$0.held"
"""


@pytest.fixture
def watchman(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A program of that name that notes who asked it, and for how long."""

    def make(name: str) -> Path:
        path = tmp_path / name
        path.write_text(WATCHMAN)
        path.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return path

    return make


def until(true: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        time.sleep(0.005)
        assert time.monotonic() < end


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for the system")
@pytest.mark.parametrize("system", sorted(WATCHMEN))
def test_a_watchman_is_there_for_as_long_as_it_is_held(watchman: Callable[[str], Path], system: str) -> None:
    path = watchman(WATCHMEN[system][0])
    held = path.with_name(f"{path.name}.held")
    awake = Awake(system=system)
    awake.hold(False)
    assert not held.exists()
    for _ in range(3):
        awake.hold(True)
    until(held.exists)
    assert path.with_name(f"{path.name}.said").read_text().split()[-1] == "cat"
    awake.hold(False)
    until(lambda: not held.exists())
    awake.hold(True)
    until(held.exists)
    awake.close()
    assert not held.exists()


def test_windows_is_asked_once_and_told_when_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    kernel = type("Kernel", (), {"SetThreadExecutionState": staticmethod(asked.append)})
    monkeypatch.setattr(ctypes, "windll", type("Windll", (), {"kernel32": kernel}), raising=False)
    awake = Awake(system="win32")
    for on in (False, True, True, False, False):
        awake.hold(on)
    assert asked == [0x80000001, 0x80000000]
    awake.close()
    assert len(asked) == 2


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for the system")
def test_a_watchman_that_is_sent_away_is_not_missed(watchman: Callable[[str], Path]) -> None:
    path = watchman("systemd-inhibit")
    path.write_text("#!/bin/sh\ntouch $0.asked\nexit 1\n")
    awake = Awake(system="linux")
    for _ in range(2):
        awake.hold(True)
        until(path.with_name(f"{path.name}.asked").exists)
        awake.hold(False)
    awake.close()


@pytest.mark.parametrize("system", ["linux", "plan9"])
def test_where_there_is_no_door_nothing_is_said(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    awake = Awake(system=system)
    awake.hold(True)
    assert awake.held
    awake.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the row of Linux, with the whole program")
def test_the_program_holds_the_machine_awake_during_a_take_and_not_before_or_after(
    app: QApplication, home: Path, watchman: Callable[[str], Path]
) -> None:
    path = watchman("systemd-inhibit")
    held = path.with_name("systemd-inhibit.held")
    desk = Desk(home)
    desk.sound_ready()
    beat = home / "beat.wav"
    write_beat(beat)
    desk.import_by_keys(beat)
    assert not held.exists()
    desk.press(Qt.Key.Key_R)
    desk.until(held.exists, "a watchman, from the count-in on")
    desk.until(lambda: desk.bridge.moment.take_frames > 4_800, "a recording")
    assert held.exists()
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.song.takes, "the take")
    desk.until(lambda: not held.exists(), "the watchman to go")
    desk.close()
