"""A device that another program holds, as the whole engine meets it: a sentence with its name, no tries by itself."""

from __future__ import annotations

import os

from pump import Pump

from studio.device import DeviceWish
from studio.engine.messages import DeviceOpened, DevicesListed, Trouble
from studio.song import Song

SOUNDDEVICE = """
from pathlib import Path
class PortAudioError(Exception): pass
class _ffi:
    cast = staticmethod(lambda kind, value: value)
class default:
    device = (0, 0)
ROW = {"index": 0, "name": "Scarlett", "hostapi": 0, "max_input_channels": 2, "max_output_channels": 2,
       "default_samplerate": 48000.0}
def query_hostapis(): return [{"name": "ALSA"}]
def query_devices(index=None): return [ROW] if index is None else ROW
def _StreamBase(kind, **options):
    with open(Path(__file__).with_name("asked"), "a") as file: file.write("x")
    raise PortAudioError("held", -9985)
"""
"""The edge of the house: sounddevice on a machine whose one device is held by another program."""


def test_a_device_held_by_another_program_is_named_and_asked_for_once(runtime, tmp_path, monkeypatch):
    (tmp_path / "sounddevice.py").write_text(SOUNDDEVICE)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    pump = Pump(runtime)
    wish = DeviceWish(
        host_api="ALSA", input_name="Scarlett", input_channel=0, output_name="Scarlett", output_channels=2,
        block_frames=0,
    )  # fmt: skip
    pump.client.load(Song(title="Opptatt"), tmp_path, {})
    pump.client.open_device(wish, 48_000)
    trouble = pump.until(Trouble)
    assert (trouble.code, trouble.fields) == ("device-taken", {"name": "Scarlett"})
    pump.run(3.0)
    assert (tmp_path / "asked").read_text() == "x", "no tries by itself: the person is asked"
    assert not any(isinstance(event, DeviceOpened) for event in pump.events)
    pump.client.list_devices()
    assert pump.until(DevicesListed).devices[0].name == "Scarlett"
    assert pump.client.device is None
    pump.client.close()
