"""A disk with little room, on a real disk that small: a word, a page that makes room, and a take that ends because the
disk is full is whole, with its song."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from desk import Desk, write_beat
from faultdisk import small_disk
from fits import cut_off, overlapping, shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from studio import storage
from studio.disk import free_bytes
from studio.songfile import SongFolder
from ui import i18n, theme
from ui.i18n import t
from ui.room_dialog import RoomDialog

MB = 1_000_000


@pytest.fixture
def disk() -> Iterator[Path]:
    """The program's home, a disk of 1.2 GB."""
    with (
        tempfile.TemporaryDirectory(prefix="rs-") as folder,
        pytest.MonkeyPatch.context() as patch,
        small_disk(Path(folder) / "d", 1_200 * MB) as home,
    ):
        patch.setenv("RAPSTUDIO_HOME", str(home))
        patch.setenv("XDG_RUNTIME_DIR", folder)
        yield home


def leave(home: Path, free_mb: float) -> None:
    """Make the disk so small that this much is free."""
    used = os.statvfs(home)
    taken = (used.f_blocks - used.f_bfree) * used.f_frsize
    subprocess.run(["mount", "-o", f"remount,size={round(taken + free_mb * MB)}", str(home)], check=True)


def fill(path: Path) -> None:
    """Leave no byte of the disk free."""
    with path.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        os.posix_fallocate(filler.fileno(), 0, max(free_bytes(path.parent) - 64 * 1024, 1))
        while True:
            filler.write(bytes(4096))


def take(desk: Desk) -> None:
    """A take of half a second, by keys."""
    before = len(desk.bridge.song.takes)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > 24_000, "a recording")
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: len(desk.bridge.song.takes) > before, "the take")


@pytest.fixture
def desk(app: QApplication, disk: Path) -> Iterator[Desk]:
    """Gone before its disk is."""
    made = Desk(disk)
    yield made
    made.close()


def test_a_disk_that_fills_up(desk: Desk, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.sound_ready()
    beat = disk / "beat.wav"
    write_beat(beat, 30.0)
    desk.import_by_keys(beat)
    desk.bridge.prefs.count_in(0)

    # little room: said once, and the take is made
    take(desk)
    low = [text for text in desk.told if text.startswith(t("told-disk-low", minutes="#").partition("#")[0])]
    assert len(low) == 1
    take(desk)
    assert [text for text in desk.told if text in low] == low, "once in a sitting"

    # too little: no take, and the button opens the page
    leave(disk, 400.0)
    takes = len(desk.bridge.song.takes)
    desk.press(Qt.Key.Key_R)
    assert not desk.bridge.moment.recording
    assert len(desk.bridge.song.takes) == takes
    assert desk.window.banner.notice.action == "room"
    (disk / "cache" / "peaks" / "old").mkdir(parents=True)
    (disk / "cache" / "peaks" / "old" / "m1").write_bytes(bytes(30 * MB))

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, RoomDialog)
        desk.until(lambda: dialog.use is not None, "what takes room")
        for language in i18n.LANGUAGES:
            i18n.use(language)
            for widget in shown(dialog):
                assert not cut_off(widget), cut_off(widget)
                if isinstance(widget, QAbstractButton):
                    assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                    assert min(widget.width(), widget.height()) >= theme.TARGET
        assert not overlapping(dialog)
        i18n.use("nb")
        free = free_bytes(disk)
        assert not dialog.empty["bins"].isEnabled()
        dialog.empty["cache"].setFocus()
        QTest.keyClick(dialog.empty["cache"], Qt.Key.Key_Space)
        desk.until(lambda: dialog.use is not None and dialog.use.cache < 30 * MB, "the cache to be emptied")
        assert free_bytes(disk) - free >= 30 * MB
        assert dialog.use.songs > 0
        QTest.keyClick(dialog.close_button, Qt.Key.Key_Return)

    def look_and_leave(dialog: QDialog) -> None:
        try:
            look(dialog)
        finally:
            dialog.reject()

    button = desk.window.banner.first_button()
    desk.in_dialog(look_and_leave, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    assert len(desk.bridge.song.takes) == takes

    # enough to begin, and then the disk fills up in the middle of a take
    leave(disk, 700.0)
    monkeypatch.setattr(storage, "LOW_BYTES", 0)
    desk.shelf.lay_ballast()
    ballast = desk.shelf.places.ballast
    assert ballast.stat().st_size == storage.BALLAST_BYTES
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > 24_000, "a recording")
    fill(disk / "filler")
    full, began = len(desk.bridge.song.takes), time.monotonic()
    desk.until(lambda: len(desk.bridge.song.takes) > full, "the take that the disk ended")
    assert time.monotonic() - began <= 1.0
    media = desk.bridge.song.media[-1]
    path = desk.bridge.opened.folder.path_of(media)
    assert soundfile.info(path).frames == media.frames > 24_000
    length = i18n.clock(media.frames / media.rate_hz)
    assert desk.told[-1] == t("told-take-disk-full", length=length)
    desk.until(lambda: desk.bridge.opened.trouble is None, "the edit to be kept")
    song, folder = desk.bridge.song, desk.bridge.opened.path
    if ballast.exists():
        fill(disk / "what the take left")
    desk.window.close()
    assert not ballast.exists(), "thrown off, for the song's last word"
    with SongFolder.open(folder, sync_every_s=None) as again:
        assert again.song == song
