"""The window's side of a machine that slept in the middle of a take."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from desk import Desk, write_beat
from PySide6.QtCore import Qt

from studio.engine.watch import SLEPT_S
from ui.i18n import clock, t


def test_after_a_sleep_the_take_is_in_the_song_and_the_device_is_opened_anew(desk: Desk) -> None:
    desk.sound_ready()
    beat = Path(desk.home) / "beat.wav"
    write_beat(beat, 20.0)
    desk.import_by_keys(beat)
    desk.bridge.prefs.count_in(0)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > 24_000, "a recording")
    pid = desk.client.pid
    os.kill(pid, signal.SIGSTOP)
    time.sleep(SLEPT_S + 0.4)  # the window sleeps as well
    os.kill(pid, signal.SIGCONT)
    desk.until(lambda: desk.bridge.song.takes, "the take")
    media = desk.bridge.song.media[-1]
    assert media.frames > 24_000
    assert t("told-take-slept", length=clock(media.frames / media.rate_hz)) in desk.told
    desk.until(lambda: desk.client.pid != pid and desk.bridge.sound.is_open, "the device again")
    assert not desk.bridge.moment.recording
