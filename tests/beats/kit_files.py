"""Folders and archives of made-up recordings, for the tests of own kits."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np
import soundfile

RATE_HZ = 44_100


def hit(
    hz: float = 200.0, tau_s: float = 0.05, seconds: float = 0.4, gain: float = 0.5, lead_s: float = 0.0
) -> np.ndarray:
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    sound = gain * np.sin(2 * np.pi * hz * time) * np.exp(-time / tau_s)
    return np.concatenate([np.zeros(round(lead_s * RATE_HZ)), sound])


def wav(samples: np.ndarray, rate_hz: int = RATE_HZ, kind: str = "WAV") -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, rate_hz, format=kind)
    return out.getvalue()


def layer(file: str, low: float = 0.0, high: float = 1.0, gain: float = 1.0, pitch: float = 0.0) -> str:
    return (
        f"<layer><filename>{file}</filename><min>{low}</min><max>{high}</max>"
        f"<gain>{gain}</gain><pitch>{pitch}</pitch></layer>"
    )


def instrument(number: int, name: str, *layers: str, new: bool = True, **tags: object) -> str:
    inside = "".join(layers)
    if new:
        inside = f"<instrumentComponent><component_id>0</component_id><gain>1</gain>{inside}</instrumentComponent>"
    rest = "".join(f"<{tag}>{value}</{tag}>" for tag, value in tags.items())
    return f"<instrument><id>{number}</id><name>{name}</name>{rest}{inside}</instrument>"


def description(*instruments: str, namespace: bool = True, name: str = "Test kit", head: str = "") -> bytes:
    space = ' xmlns="http://www.hydrogen-music.org/drumkit"' if namespace else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<drumkit_info{space}><name>{name}</name><author>Kari</author>'
        "<info>&lt;p&gt;Made at home&lt;/p&gt;</info><license>CC0</license><componentList><drumkitComponent><id>0</id>"
        "<name>Main</name><volume>1</volume></drumkitComponent></componentList>"
        f"<instrumentList>{''.join(instruments)}</instrumentList></drumkit_info>"
    ).encode()


def kit_description(**keywords: object) -> bytes:
    """A kick of three velocities, a snare, two hats of one group, a bass drum on the right."""
    return description(
        instrument(0, "Kick", layer("kick1.wav", 0, 0.3), layer("kick2.wav", 0.3, 0.7), layer("kick3.wav", 0.7, 1.0)),
        instrument(1, "Snare", layer("snare.wav", gain=0.5), volume=0.5, pan=-0.5),
        instrument(2, "Hat Closed", layer("hats/closed.wav"), muteGroup=3, volume=0.25),
        instrument(3, "Hat Open", layer("hats/open.wav"), muteGroup=3, pan_L=0.5, pan_R=1.0),
        instrument(4, "Wobble", layer("wobble.wav")),
        **keywords,
    )


def kit_sounds() -> dict[str, bytes]:
    return {
        "kick1.wav": wav(hit(60, 0.1, gain=0.1)),
        "kick2.wav": wav(hit(60, 0.1, gain=0.3)),
        "kick3.wav": wav(hit(60, 0.1, gain=0.8)),
        "snare.wav": wav(hit(220, 0.06, gain=0.8)),
        "hats/closed.wav": wav(hit(7000, 0.02, gain=0.8)),
        "hats/open.wav": wav(hit(7000, 0.1, gain=0.8)),
        "wobble.wav": wav(hit(400, 0.1, gain=0.8)),
    }


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def archive(path: Path, files: dict[str, bytes], mode: str = "w:gz", top: str = "Test kit/") -> Path:
    with tarfile.open(path, mode) as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(top + name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def kit_archive(path: Path, mode: str = "w:gz") -> Path:
    return archive(path, {"drumkit.xml": kit_description(), **kit_sounds()}, mode)
