"""Beats as `.mid` files, in and out. Live MIDI is `studio.engine.midi`, what is played on pads `beats.pads`."""

from __future__ import annotations

from beats.midi_facts import beat_of
from beats.midi_in import MIDI_NOTES, MidiNotice, import_midi
from beats.midi_out import export_midi, midi_bytes

__all__ = ["MIDI_NOTES", "MidiNotice", "beat_of", "export_midi", "import_midi", "midi_bytes"]
