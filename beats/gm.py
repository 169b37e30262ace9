"""General MIDI's names for what we play: percussion keys, programs, and which of our sounds stand for the rest."""

from __future__ import annotations

import re

from beats.kits import SOUNDS

DRUM_CHANNEL = 9
"""Channel 10 as people count: its keys are drums, not pitches."""

_NEIGHBOURS = {
    "kick": (35,),
    "snare": (40,),
    "tom": (41, 43, 47, 48, 50),
    "closed_hat": (44, 51, 59),
    "crash": (52, 55, 57),
    "cowbell": (53, 67, 68),
    "tambourine": (80, 81),
    "shaker": (58, 69, 71, 72, 73, 74, 82),
    "rim": (31, 33, 34, 75, 76, 77),
}
"""Keys without a sound of their own: what comes nearest in the part it plays. A ride keeps time as a hat does."""

OTHER = "perc"
"""What every other key of the percussion channel plays."""

SOUND_OF_KEY: dict[int, str] = {
    **{key: sound for sound, keys in _NEIGHBOURS.items() for key in keys},
    **{row.gm_note: row.name for row in SOUNDS.values() if row.gm_note},
}
"""Percussion key → the name of our sound. All of 36–51, the keys of a row of pads, are among them."""

PROGRAMS = {"sub": 38, "bass": 33, "lead": 81, "keys": 4}
"""What another program should play a pitched sound with, counted from 0: synth bass, finger bass, saw lead, electric
piano."""

_WORDS: tuple[tuple[str, str], ...] = (
    (r"kick|bass ?drum|basstromme|\bbd\b", "kick"),
    (r"snare|skarp", "snare"),
    (r"clap|klapp", "clap"),
    (r"rim|side ?stick", "rim"),
    (r"open.*hat|\boh\b|åpen", "open_hat"),
    (r"hat|\bhh\b|\bch\b", "closed_hat"),
    (r"cowbell|kubjelle", "cowbell"),
    (r"tamb", "tambourine"),
    (r"shak", "shaker"),
    (r"\btoms?\b", "tom"),
    (r"crash|cymbal", "crash"),
    (r"808|\bsub", "sub"),
    (r"bass", "bass"),
    (r"lead", "lead"),
    (r"keys|piano|chord|akkord|\bpad\b", "keys"),
)
_DRUM_WORDS = re.compile(r"drum|percussion|tromme|\bbeat\b", re.IGNORECASE)
_BASS_PROGRAMS, _LEAD_PROGRAMS = range(32, 40), range(80, 88)
_DEEPEST_MELODY = 48


def sound_of_name(name: str) -> str:
    """The sound that a track's name speaks of; "" if it names none."""
    plain = re.sub(r"[_\-]+", " ", name).strip().lower()
    exact = plain.rpartition(":")[2].strip().replace(" ", "_")
    if exact in SOUNDS:
        return exact
    return next((sound for words, sound in _WORDS if re.search(words, plain)), "")


def names_drums(name: str) -> bool:
    """Whether a track's name says that its keys are drums."""
    return bool(_DRUM_WORDS.search(name))


def pitched_sound(name: str, program: int | None, middle_note: float) -> str:
    """The pitched sound that comes nearest to a track of notes, by its name, its program, or where its notes lie."""
    named = sound_of_name(name)
    if named and SOUNDS[named].root_from:
        return named
    if program in _BASS_PROGRAMS:
        return "bass"
    if program in _LEAD_PROGRAMS:
        return "lead"
    return "bass" if program is None and middle_note < _DEEPEST_MELODY else "keys"
