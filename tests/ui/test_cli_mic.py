"""The microphone by words: calibrated over a private audio server, judged on the demo device."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time

import jackserver
import pytest


def run(home, *words, code=0):
    environment = {**os.environ, "RAPSTUDIO_HOME": str(home), "RAPSTUDIO_LANG": "en", "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", *words],
        capture_output=True, text=True, env=environment, timeout=180, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.skipif(bool(jackserver.MISSING), reason=jackserver.MISSING)
def test_calibration_is_kept_for_the_next_take(tmp_path) -> None:
    server = jackserver.JackServer()

    def plug() -> None:
        deadline = time.monotonic() + 60
        while "PortAudio:in_0" not in server.ports() and time.monotonic() < deadline:
            time.sleep(0.02)
        server.loop_back()

    try:
        hand = threading.Thread(target=plug)
        hand.start()
        found = json.loads(run(tmp_path, "calibrate", "--device", "system", "--json"))
        hand.join()
    finally:
        server.close()
    assert found["device"] == "system"
    assert abs(found["wrong_by_frames"]) <= 1.0
    assert found["round_trip_frames"] == pytest.approx(256.0, abs=1.0)
    kept = json.loads((tmp_path / "settings.json").read_text())["measured"]
    assert [row["block_frames"] for row in kept] == [256]
    assert not list((tmp_path / "songs").iterdir())


def test_the_demo_voice_is_loud_enough(tmp_path) -> None:
    found = json.loads(run(tmp_path, "level", "--seconds", "2", "--device", "demo", "--json"))
    assert found["verdict"] in ("good", "soft")
    assert not found["is_noisy"]
