"""The record room in a real window on a real X server, by keys, in both languages: two takes, the first one chosen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recorder import takes
from studio import edits
from studio.engine.choice import DEMO_WISH
from studio.song import Song
from studio.songfile import SongFolder
from studio.storage import Settings, write_settings
from ui import i18n
from ui.shelf import Shelf

MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
SIZE = "1366x768x24"


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own, which says its number when it is there."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    with os.fdopen(reader) as said:
        number = said.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


def until(true: Callable[[], object], what: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        time.sleep(0.05)
        assert time.monotonic() < end, f"waited for {what}"


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {MISSING}")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_two_takes_by_keys_and_the_first_is_chosen(home: Path, display: str, language: str) -> None:
    shelf = Shelf()
    write_settings(shelf.places.settings, Settings(language=language, device=DEMO_WISH, count_in_bars=0))
    song = edits.add_section(edits.set_tempo(Song(title="Natt"), bpm=240.0), kind="verse", bars=4)
    path = shelf.places.songs / "natt"
    SongFolder.create(path, edits.add_track(song, role="lead")).close()
    shelf.hold(path)

    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def tool(*words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, timeout=20, check=False
        ).stdout.strip()

    def sizes() -> list[int]:
        return sorted(file.stat().st_size for file in (path / "takes").glob("*.wav"))

    def begun(number: int) -> bool:
        """R, and whether a take came of it: not as long as the sound is not there."""
        tool("key", "r")
        end = time.monotonic() + 4.0
        while len(sizes()) < number and time.monotonic() < end:
            time.sleep(0.05)
        return len(sizes()) == number

    def record(number: int) -> None:
        tool("key", "Home")
        until(lambda: begun(number), "the recording", 240.0)
        until(lambda: sizes()[0] > 3 * 110_000, "a line of it")
        time.sleep(1.0)
        tool("key", "r")
        time.sleep(1.5)

    program = subprocess.Popen([sys.executable, "-m", "ui.app"], env=environment, stderr=subprocess.PIPE)
    try:
        until(lambda: tool("search", "--name", "Natt"), "the window with the song", 240.0)
        tool("windowfocus", "--sync", tool("search", "--name", "Natt").split()[0])
        record(1)
        record(2)
        for key in ("Escape", "Home", "Left", "Return"):
            tool("key", key)
        time.sleep(1.0)
        tool("key", "ctrl+q")
        until(lambda: program.poll() is not None, "the end of the program")
    finally:
        program.kill()
        _, said = program.communicate()
    assert program.returncode == 0, said.decode()
    folder = SongFolder.open(path)
    assert len(folder.song.takes) == 2
    lead = folder.song.tracks[0].id
    assert takes.chosen(folder.song, lead, 0) == folder.song.takes[0].id
    folder.close()
