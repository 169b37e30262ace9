"""Which device to ask the engine for: by name, or what the system itself would take when nobody has chosen."""

from __future__ import annotations

from studio.device import DeviceWish
from studio.engine.messages import DeviceInfo, DevicesListed

DEMO = "demo"
"""The host API of the demo device."""
DEMO_WISH = DeviceWish(
    host_api=DEMO, input_name="Demo", input_channel=0, output_name="Demo", output_channels=2, block_frames=0
)
_HOST_APIS = ("ASIO", "Windows WASAPI", "Core Audio", "JACK Audio Connection Kit", "PulseAudio", "ALSA")
"""Which driver is used when nobody has chosen: the first of these that has devices, before any other."""


def automatic(listed: DevicesListed) -> DeviceWish | None:
    """The system's default microphone and output on one driver; None where there is no output but the demo device's."""
    real = [row for row in listed.devices if row.host_api != DEMO]
    outputs = [row for row in real if row.outputs]
    if not outputs:
        return None
    known = [row for row in outputs if row.name == listed.default_output] or outputs
    output = min(known, key=lambda row: _rank(row.host_api))
    inputs = [row for row in real if row.inputs and row.host_api == output.host_api]
    heard = next((row for row in inputs if row.name == listed.default_input), inputs[0] if inputs else None)
    return wish_for(heard, output)


def named(listed: DevicesListed, name: str) -> DeviceWish | None:
    """The microphone with this whole name, with its own output or another of its driver; None where there is none."""
    if name.lower() == DEMO:
        return DEMO_WISH
    heard = next((row for row in listed.devices if row.name == name and row.inputs), None)
    if heard is None:
        return None
    outputs = [row for row in listed.devices if row.host_api == heard.host_api and row.outputs]
    output = heard if heard.outputs else next(iter(outputs), None)
    return wish_for(heard, output) if output else None


def wish_for(heard: DeviceInfo | None, output: DeviceInfo, channel: int = 0) -> DeviceWish:
    """What to ask the engine for; `heard` None is playing only."""
    return DeviceWish(
        host_api=output.host_api,
        input_name=heard.name if heard else "",
        input_channel=channel,
        output_name=output.name,
        output_channels=min(output.outputs, 2),
        block_frames=0,
    )


def _rank(host_api: str) -> int:
    return next((place for place, name in enumerate(_HOST_APIS) if name in host_api), len(_HOST_APIS))
