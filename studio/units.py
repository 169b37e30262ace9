"""dB and gain, beats and frames, note names: pure functions, one unit each."""

from __future__ import annotations

import math

SILENCE_DB = -120.0
"""What a gain of nought is called in decibels; faders rest here at the bottom."""

RATES_HZ = (44_100, 48_000, 88_200, 96_000)
"""The sample rates a song may have."""

LINE_SPLIT_BPM = 115.0
"""From this tempo up a line of rap is two bars, below it one (half-time genres are notated at double tempo)."""

_NOTE_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def gain_of_db(db: float) -> float:
    """Linear gain of a level in dB; `SILENCE_DB` and below is exactly 0."""
    return 0.0 if db <= SILENCE_DB else 10.0 ** (db / 20.0)


def db_of_gain(gain: float) -> float:
    """Level in dB of a linear gain, never below `SILENCE_DB`."""
    return SILENCE_DB if gain <= 1e-6 else 20.0 * math.log10(gain)


def frames_of_beats(beats: float, bpm: float, rate_hz: int) -> int:
    """The frame (nearest whole one) at which a point in musical time sounds, beat 0 being frame 0."""
    return round(beats * 60.0 * rate_hz / bpm)


def beats_of_frames(frames: float, bpm: float, rate_hz: int) -> float:
    """Musical time of a frame; inverse of `frames_of_beats` up to its rounding."""
    return frames * bpm / (60.0 * rate_hz)


def bars_per_line(bpm: float) -> int:
    """How many bars one line of rap lasts at this tempo."""
    return 2 if bpm >= LINE_SPLIT_BPM else 1


def note_name(midi_note: int) -> str:
    """Scientific name of a MIDI note, middle C (60) being C4."""
    return f"{_NOTE_NAMES[midi_note % 12]}{midi_note // 12 - 1}"


def hz_of_note(midi_note: float) -> float:
    """Frequency of a MIDI note in equal temperament, A4 (69) = 440 Hz."""
    return float(440.0 * 2.0 ** ((midi_note - 69.0) / 12.0))
