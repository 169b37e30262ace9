"""Choosing and opening devices: by name, never another one instead, every foreign code a sentence of ours.

PortAudio is played here."""

from __future__ import annotations

import pytest

from studio.device import DeviceWish
from studio.engine import devices, state
from studio.engine.choice import DEMO_WISH, automatic, named, wish_for
from studio.engine.messages import DeviceInfo, DevicesListed
from studio.errors import StudioError


class Refused(Exception):
    """As `sounddevice.PortAudioError`: a message and a number."""


class FakePortAudio:
    """The edge of the house: what sounddevice says of the machine."""

    PortAudioError = Refused

    def __init__(self, rows, refusal=None):
        self._rows, self._refusal = rows, refusal
        self.asked = []
        self.default = type("Default", (), {"device": (0, 1)})
        self._ffi = type("Ffi", (), {"cast": staticmethod(lambda kind, value: value)})

    def query_hostapis(self):
        return [{"name": "ALSA"}, {"name": "Windows WASAPI"}]

    def query_devices(self, index=None):
        rows = [
            {
                "index": number,
                "name": name,
                "hostapi": api,
                "max_input_channels": inputs,
                "max_output_channels": outputs,
                "default_samplerate": 48_000.0,
            }
            for number, (name, api, inputs, outputs) in enumerate(self._rows)
        ]
        return rows if index is None else rows[index]

    def WasapiSettings(self, **options):  # noqa: N802
        return ("wasapi", options)

    def _StreamBase(self, kind, **options):  # noqa: N802
        self.asked.append((kind, options))
        raise Refused("refused", self._refusal) if self._refusal else Refused("no stream here", -9999)


ROWS = [
    ("Scarlett 2i2 USB", 0, 2, 2),
    ("Built-in", 0, 2, 2),
    ("Monitor of Built-in", 0, 2, 0),
    ("Stereo Mix (Realtek)", 1, 2, 0),
    ("Scarlett 2i2 USB", 1, 2, 2),
    ("alsa_output.pci.monitor", 0, 2, 0),
]


@pytest.fixture
def portaudio(monkeypatch):
    def play(rows=ROWS, refusal=None):
        fake = FakePortAudio(rows, refusal)
        monkeypatch.setattr(devices, "_sounddevice", lambda: fake)
        return fake

    return play


def wish(name, api="ALSA", channel=0):
    return DeviceWish(
        host_api=api, input_name=name, input_channel=channel, output_name=name, output_channels=2, block_frames=64
    )


def test_what_hears_the_machine_itself_is_no_microphone(portaudio):
    portaudio()
    found, default_input, default_output = devices.list_devices()
    assert [row.name for row in found if row.inputs] == ["Scarlett 2i2 USB", "Built-in", "Scarlett 2i2 USB", "Demo"]
    assert (default_input, default_output) == ("Scarlett 2i2 USB", "Built-in")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (-9996, "device-missing"),
        (-9985, "device-taken"),
        (-9997, "device-rate"),
        (-9998, "device-failed"),
        (-9999, "device-failed"),
    ],
)
def test_every_foreign_code_is_one_of_ours_and_names_the_device(number, code, portaudio):
    portaudio(refusal=number)
    with pytest.raises(StudioError) as caught:
        devices.open_device(state.Memory(48_000), wish("Built-in"), 48_000)
    assert caught.value.code == code
    assert caught.value.fields["name"] == "Built-in"


@pytest.mark.parametrize("name", ["Scarlett 2i2", "scarlett 2i2 usb", "", "Monitor of Built-in", "Gone"])
def test_a_device_is_found_by_its_whole_name_or_not_at_all(name, portaudio):
    fake = portaudio()
    with pytest.raises(StudioError) as caught:
        devices.open_device(state.Memory(48_000), wish(name), 48_000)
    assert caught.value.code == "device-missing"
    assert fake.asked == []


def test_the_same_name_on_another_driver_is_another_device(portaudio):
    fake = portaudio()
    with pytest.raises(StudioError):
        devices.open_device(state.Memory(48_000), wish("Scarlett 2i2 USB", "Windows WASAPI"), 48_000)
    kind, options = fake.asked[0]
    assert (kind, options["device"]) == ("duplex", (4, 4))
    assert options["extra_settings"][0] == ("wasapi", {"auto_convert": True})


def test_a_channel_that_is_not_there_and_a_machine_without_devices(portaudio):
    portaudio()
    with pytest.raises(StudioError) as caught:
        devices.open_device(state.Memory(48_000), wish("Built-in", channel=2), 48_000)
    assert caught.value.code == "device-missing"
    portaudio(rows=[])
    with pytest.raises(StudioError) as caught:
        devices.open_device(state.Memory(48_000), wish("Built-in"), 48_000)
    assert caught.value.code == "device-none"


def listed(*rows, default_input="", default_output=""):
    infos = tuple(
        DeviceInfo(host_api=api, name=name, inputs=inputs, outputs=outputs, default_rate_hz=48_000)
        for api, name, inputs, outputs in rows
    )
    return DevicesListed(devices=infos, default_input=default_input, default_output=default_output)


def test_who_has_chosen_nothing_gets_what_the_system_would_take():
    all_of_it = listed(
        ("ALSA", "Built-in", 2, 2),
        ("ALSA", "USB", 1, 2),
        ("demo", "Demo", 1, 2),
        default_input="USB",
        default_output="Built-in",
    )
    chosen = automatic(all_of_it)
    assert chosen is not None
    assert (chosen.input_name, chosen.output_name) == ("USB", "Built-in")
    assert automatic(listed(("demo", "Demo", 1, 2))) is None
    only_out = automatic(listed(("ALSA", "HDMI", 0, 2)))
    assert only_out is not None
    assert only_out.input_name == ""


def test_names_from_the_command_line():
    all_of_it = listed(("ALSA", "Mic", 1, 0), ("ALSA", "Out", 0, 2), ("demo", "Demo", 1, 2))
    assert named(all_of_it, "demo") == DEMO_WISH
    assert named(all_of_it, "Mic") == wish_for(all_of_it.devices[0], all_of_it.devices[1])
    assert named(all_of_it, "Out") is None
    assert named(all_of_it, "Mi") is None
