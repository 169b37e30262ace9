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
    """`linear`, `log` (equal ratios for equal turns) or `switch` (whole numbers, 0 being off or the first choice)."""

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


NOISE_BANDS = 8
"""Bands of the noise reduction, each with the level that the room has in it."""

TRACK: tuple[Param, ...] = (
    Param("level", "gain_db", "dB", -120.0, 12.0, 0.0, "linear"),
    Param("level", "pan", "", -1.0, 1.0, 0.0, "linear"),
    Param("level", "width", "times", 0.0, 2.0, 1.0, "linear"),
    Param("level", "trim_db", "dB", -24.0, 24.0, 0.0, "linear"),  # what makes a voice as loud as it was without effects
    Param("level", "mute", "", 0.0, 1.0, 0.0, "switch"),
    Param("level", "solo", "", 0.0, 1.0, 0.0, "switch"),
    Param("highpass", "highpass_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("highpass", "highpass_hz", "Hz", 20.0, 1000.0, 80.0, "log"),
    Param("pitch", "pitch_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("pitch", "pitch_amount", "%", 0.0, 100.0, 100.0, "linear"),
    Param("pitch", "pitch_retune_ms", "ms", 0.0, 400.0, 60.0, "linear"),
    Param("pitch", "pitch_chromatic", "", 0.0, 1.0, 0.0, "switch"),  # 1: to every semitone, not only the song's key
    Param("noise", "noise_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("noise", "noise_range_db", "dB", 0.0, 24.0, 12.0, "linear"),
    *(  # what the room has in each band, learned from a pause
        Param("noise", f"noise_{band}_db", "dBFS", -120.0, 0.0, -120.0, "linear") for band in range(1, NOISE_BANDS + 1)
    ),
    Param("gate", "gate_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("gate", "gate_threshold_db", "dBFS", -80.0, 0.0, -50.0, "linear"),
    Param("gate", "gate_ratio", ":1", 1.0, 10.0, 2.0, "log"),
    Param("gate", "gate_range_db", "dB", 0.0, 60.0, 18.0, "linear"),
    Param("gate", "gate_release_ms", "ms", 20.0, 1000.0, 150.0, "log"),
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
    Param("deesser", "deesser_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("deesser", "deesser_hz", "Hz", 3000.0, 12000.0, 6500.0, "log"),
    Param("deesser", "deesser_threshold_db", "dBFS", -60.0, 0.0, -28.0, "linear"),
    Param("deesser", "deesser_range_db", "dB", 0.0, 18.0, 8.0, "linear"),
    Param("saturation", "saturation_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("saturation", "saturation_drive_db", "dB", 0.0, 24.0, 6.0, "linear"),
    Param("saturation", "saturation_mix", "", 0.0, 1.0, 1.0, "linear"),
    Param("send", "delay_send_db", "dB", -120.0, 6.0, -120.0, "linear"),
    Param("send", "reverb_send_db", "dB", -120.0, 6.0, -120.0, "linear"),
)
"""The strip. It is walked in the order pitch, noise, high-pass and EQ, gate, compressor, de-esser, saturation, level,
sends."""

AUTOMATED = ("gain_db", "delay_send_db", "reverb_send_db")
"""Knobs of a track that may move with the song."""

GROUPS: dict[str, str] = {
    "lead": "lead", "double": "double", "adlib": "adlib", "hook": "hook",
    "beat": "beat", "drums": "beat", "bass": "beat", "melody": "beat",
}  # fmt: skip
"""Role of a track → the group that it is in; a group's fader is `<group>_group_db`."""
GROUP_NAMES = tuple(dict.fromkeys(GROUPS.values()))
VOICE_ROLES = frozenset(role for role, group in GROUPS.items() if group != "beat")

MASTER: tuple[Param, ...] = (
    Param("level", "master_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("balance", "balance_db", "dB", -9.0, 9.0, 0.0, "linear"),  # half of it on the voices, half off the beat
    Param(
        "balance", "voice_start_db", "dB", -24.0, 24.0, 0.0, "linear"
    ),  # measured: voice as loud as beat at balance 0
    Param("balance", "room_db", "dB", 0.0, 12.0, 0.0, "linear"),  # how far the beat steps back while a voice sounds
    Param("group", "lead_group_db", "dB", -120.0, 12.0, 0.0, "linear"),
    Param("group", "double_group_db", "dB", -120.0, 12.0, 0.0, "linear"),
    Param("group", "adlib_group_db", "dB", -120.0, 12.0, 0.0, "linear"),
    Param("group", "hook_group_db", "dB", -120.0, 12.0, 0.0, "linear"),
    Param("group", "beat_group_db", "dB", -120.0, 12.0, 0.0, "linear"),
    Param("delay", "delay_beats", "beats", 0.125, 2.0, 0.75, "log"),
    Param("delay", "delay_feedback", "", 0.0, 0.9, 0.35, "linear"),
    Param("delay", "delay_low_hz", "Hz", 20.0, 1000.0, 120.0, "log"),
    Param("delay", "delay_tone_hz", "Hz", 500.0, 16000.0, 3500.0, "log"),
    Param("delay", "delay_duck_db", "dB", 0.0, 24.0, 0.0, "linear"),  # how far echoes step back while a voice sounds
    Param("delay", "delay_return_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("reverb", "reverb_kind", "", 0.0, 2.0, 1.0, "switch"),  # a place in REVERB_KINDS
    Param("reverb", "reverb_predelay_ms", "ms", 0.0, 120.0, 20.0, "linear"),
    Param("reverb", "reverb_decay_s", "s", 0.2, 8.0, 1.4, "log"),
    Param("reverb", "reverb_tone_hz", "Hz", 1000.0, 16000.0, 6000.0, "log"),
    Param("reverb", "reverb_return_db", "dB", -120.0, 6.0, 0.0, "linear"),
)
REVERB_KINDS = ("room", "plate", "hall")

FINISH: tuple[Param, ...] = (
    Param("finish", "target_lufs", "LUFS", -16.0, -9.0, -14.0, "linear"),
    Param("finish", "ceiling_dbtp", "dBTP", -3.0, -0.1, -1.0, "linear"),
    Param("finish", "tilt_db", "dB", -1.5, 1.5, 0.0, "linear"),
    Param("finish", "glue_on", "", 0.0, 1.0, 1.0, "switch"),
    Param("finish", "mono_bass_on", "", 0.0, 1.0, 0.0, "switch"),
)
"""How the finished track is mastered. The engine never reads these: mastering is offline and leaves the mix alone."""

MONITOR: tuple[Param, ...] = (
    Param("monitor", "monitor_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("monitor", "click_db", "dB", -120.0, 6.0, -120.0, "linear"),
    Param("monitor", "cue_db", "dB", -120.0, 6.0, 0.0, "linear"),
    Param("monitor", "mix_db", "dB", -120.0, 12.0, 0.0, "linear"),  # for comparing at equal loudness
    Param("monitor", "mono", "", 0.0, 1.0, 0.0, "switch"),
    Param("monitor", "small_speaker", "", 0.0, 1.0, 0.0, "switch"),
    Param("listen", "listen_db", "dB", -120.0, 6.0, -120.0, "linear"),
    Param("listen", "listen_reverb_db", "dB", -120.0, 6.0, -15.0, "linear"),
    Param("listen", "listen_pitch_on", "", 0.0, 1.0, 0.0, "switch"),
    Param("listen", "listen_pitch_amount", "%", 0.0, 100.0, 100.0, "linear"),
    Param("listen", "listen_pitch_retune_ms", "ms", 0.0, 400.0, 60.0, "linear"),
    Param("listen", "listen_pitch_chromatic", "", 0.0, 1.0, 0.0, "switch"),
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
FINISH_INDEX = {param.name: number for number, param in enumerate(FINISH)}
TWEAK_INDEX = {param.name: number for number, param in enumerate(TWEAKS)}


def knob(name: str) -> Param:
    """The row of a knob by name. KeyError where there is none."""
    for table, index in ((TRACK, TRACK_INDEX), (MASTER, MASTER_INDEX), (MONITOR, MONITOR_INDEX)):
        if name in index:
            return table[index[name]]
    raise KeyError(name)
