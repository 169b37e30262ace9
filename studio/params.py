"""The table of every knob. Engine, widgets, tests and documentation read these rows; nothing else knows a range.

The order of the rows is the order of the cells in the engine's knob tables, so a knob's number is its place here.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Param(NamedTuple):
    """One knob: what it belongs to, its name with the unit in it, its range, where it starts, how it turns."""

    effect: str
    """The stage of the strip or of the master it belongs to; a stage has one switch, `<effect>_on`, if it can be
    off."""
    name: str
    unit: str
    low: float
    high: float
    default: float
    curve: str
    """`linear`, `log` (equal ratios for equal turns) or `switch` (0 or 1)."""

    def clamp(self, value: float) -> float:
        """The nearest value this knob can stand at; NaN becomes the default."""
        if math.isnan(value):
            return self.default
        value = min(max(value, self.low), self.high)
        return float(round(value)) if self.curve == "switch" else value

    def turned(self, share: float) -> float:
        """The value at a share 0…1 of the way round."""
        share = min(max(share, 0.0), 1.0)
        if self.curve == "log":
            return float(self.low * (self.high / self.low) ** share)
        return self.clamp(self.low + (self.high - self.low) * share)

    def share(self, value: float) -> float:
        """How far round, 0…1, the knob stands at a value: inverse of `turned`."""
        value = self.clamp(value)
        if self.curve == "log":
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


TRACK: tuple[Param, ...] = (
    Param("level", "gain_db", "dB", -120.0, 12.0, 0.0, "linear"),
    Param("level", "pan", "", -1.0, 1.0, 0.0, "linear"),
    Param("level", "mute", "", 0.0, 1.0, 0.0, "switch"),
    Param("level", "solo", "", 0.0, 1.0, 0.0, "switch"),
    Param("highpass", "highpass_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("highpass", "highpass_hz", "Hz", 20.0, 1000.0, 80.0, "log"),
    Param("eq", "eq_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("eq", "low_hz", "Hz", 40.0, 600.0, 150.0, "log"),
    Param("eq", "low_db", "dB", -18.0, 18.0, 0.0, "linear"),
    Param("eq", "mid_hz", "Hz", 200.0, 8000.0, 1500.0, "log"),
    Param("eq", "mid_db", "dB", -18.0, 18.0, 0.0, "linear"),
    Param("eq", "mid_q", "", 0.3, 6.0, 0.9, "log"),
    Param("eq", "high_hz", "Hz", 1500.0, 16000.0, 7000.0, "log"),
    Param("eq", "high_db", "dB", -18.0, 18.0, 0.0, "linear"),
    Param("compressor", "compressor_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("compressor", "threshold_db", "dBFS", -60.0, 0.0, -18.0, "linear"),
    Param("compressor", "ratio", ":1", 1.0, 20.0, 3.0, "log"),
    Param("compressor", "attack_ms", "ms", 0.1, 100.0, 8.0, "log"),
    Param("compressor", "release_ms", "ms", 10.0, 1000.0, 120.0, "log"),
    Param("compressor", "makeup_db", "dB", 0.0, 24.0, 0.0, "linear"),
    Param("send", "delay_send_db", "dB", -120.0, 6.0, -120.0, "linear"),
    Param("send", "reverb_send_db", "dB", -120.0, 6.0, -120.0, "linear"),
)

MASTER: tuple[Param, ...] = (
    Param("level", "master_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("delay", "delay_beats", "beats", 0.125, 2.0, 0.75, "log"),
    Param("delay", "delay_feedback", "", 0.0, 0.9, 0.35, "linear"),
    Param("delay", "delay_tone_hz", "Hz", 500.0, 16000.0, 3500.0, "log"),
    Param("delay", "delay_return_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("reverb", "reverb_predelay_ms", "ms", 0.0, 120.0, 20.0, "linear"),
    Param("reverb", "reverb_decay_s", "s", 0.2, 8.0, 1.4, "log"),
    Param("reverb", "reverb_tone_hz", "Hz", 1000.0, 16000.0, 6000.0, "log"),
    Param("reverb", "reverb_return_db", "dB", -120.0, 6.0, 0.0, "linear"),
)

MONITOR: tuple[Param, ...] = (
    Param("monitor", "monitor_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("monitor", "click_db", "dB", -120.0, 6.0, -120.0, "linear"),
    Param("monitor", "cue_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("listen", "listen_db", "dB", -120.0, 6.0, -120.0, "linear"),
    Param("listen", "listen_reverb_db", "dB", -120.0, 6.0, -15.0, "linear"),
)
"""What the ear hears beside the mix; `listen` is the singer's own microphone. No song holds these and no export reads
them."""

TWEAKS: tuple[Param, ...] = (
    Param("tweak", "tune", "semitones", -12.0, 12.0, 0.0, "linear"),
    Param("tweak", "length", "times", 0.25, 4.0, 1.0, "log"),
    Param("tweak", "tone", "Hz", 200.0, 20_000.0, 20_000.0, "log"),
    Param("tweak", "drive", "dB", 0.0, 24.0, 0.0, "linear"),
)
"""What a person turns at any sound of a kit. A track holds those that stand elsewhere than at their default, as
`<sound>.<name>`; they change the recipe that the sound is made from, not the strip it plays through."""

TRACK_INDEX = {param.name: number for number, param in enumerate(TRACK)}
MASTER_INDEX = {param.name: number for number, param in enumerate(MASTER)}
MONITOR_INDEX = {param.name: number for number, param in enumerate(MONITOR)}
TWEAK_INDEX = {param.name: number for number, param in enumerate(TWEAKS)}


def knob(name: str) -> Param:
    """The row of a knob by name. KeyError where there is none."""
    for table, index in ((TRACK, TRACK_INDEX), (MASTER, MASTER_INDEX), (MONITOR, MONITOR_INDEX)):
        if name in index:
            return table[index[name]]
    raise KeyError(name)
