"""The bytes of a finished file: each thing a shop sends back is told by its own row."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
from preflight_tracks import DELIVERY, RATE_HZ, clean_track

from studio.errors import StudioError
from studio.preflight.track import check_file
from studio.preflight.wavfile import check_header, check_samples, header


def written(path: Path, samples: np.ndarray | None = None, rate_hz: int = RATE_HZ, **how: str) -> Path:
    sound = np.zeros((1000, 2)) if samples is None else samples
    soundfile.write(path, sound, rate_hz, **({"format": "WAV", "subtype": "PCM_24"} | how))
    return path


def told(path: Path) -> dict[str, str]:
    what = header(path)
    found = check_header(what, DELIVERY.upload) + check_samples(path, what, DELIVERY)
    return {finding.check: finding.level for finding in found if finding.level != "ok"}


def test_a_clean_upload_passes(tmp_path: Path) -> None:
    found = check_file(written(tmp_path / "a.wav", clean_track()), DELIVERY)
    assert {finding.check for finding in found if finding.level != "ok"} == set()
    assert {"file-kind", "true-peak"} <= {finding.check for finding in found}


@pytest.mark.parametrize(
    ("how", "rows"),
    [
        ({}, {}),
        ({"subtype": "PCM_16"}, {}),
        ({"rate_hz": 48_000}, {"file-rate": "block"}),
        ({"subtype": "PCM_32"}, {"file-bits": "block"}),
        ({"samples": np.zeros((100, 4))}, {"file-channels": "block"}),
        ({"format": "WAVEX"}, {"file-format": "block", "file-chunks": "block"}),
        ({"subtype": "FLOAT"}, {"file-format": "block", "file-bits": "block", "file-chunks": "block"}),
        ({"format": "FLAC"}, {"file-kind": "info"}),
    ],
)
def test_forms_that_are_sent_back(tmp_path: Path, how: dict, rows: dict[str, str]) -> None:
    assert told(written(tmp_path / "a", **how)) == rows


def test_what_lies_behind_the_sound_and_sizes_that_lie(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav")
    plain = path.read_bytes()
    tagged = plain + struct.pack("<4sI", b"id3 ", 10) + bytes(10)
    path.write_bytes(tagged[:4] + struct.pack("<I", len(tagged) - 8) + tagged[8:])
    assert told(path) == {"file-chunks": "block", "file-size": "block"}
    path.write_bytes(plain[:-12])
    assert told(path) == {"file-size": "block"}
    path.write_bytes(plain[:40] + struct.pack("<I", 0) + plain[44:])
    assert "file-size" in told(path)
    path.write_bytes(plain[:20])
    assert told(path)["file-format"] == "block"


def test_samples_that_are_no_numbers(tmp_path: Path) -> None:
    samples = np.zeros((44_100, 2), np.float32)
    samples[22_050, 1], samples[30_000, 0], samples[40_000, 0] = np.nan, np.inf, 1e-42
    path = written(tmp_path / "a.wav", samples, subtype="FLOAT")
    (found,) = check_samples(path, header(path), DELIVERY)
    assert (found.check, found.level, found.value, found.at_s) == ("bad-samples", "block", 3.0, 0.5)


def test_a_file_that_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"<html>not a sound</html>")
    with pytest.raises(StudioError) as caught:
        check_file(tmp_path / "a.wav", DELIVERY)
    assert caught.value.code == "audio-unreadable"
