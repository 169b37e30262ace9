"""A sentence as somebody said it, to be heard again and again: cut out of the silence around it, as loud as others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recorder.level import WINDOW_S, windows_db
from studio import riff
from studio.errors import StudioError
from studio.units import db_of_gain, gain_of_db

MOST_S = 30.0
"""So long is listened to at most."""
TARGET_DB = -20.0
"""How loud what is said becomes (RMS, pauses left out), in dBFS, where that brings no peak above `CEILING_DB`."""
CEILING_DB = -3.0

_SURE_S = 0.3
"""Who says anything is loud for so long altogether."""
_LEAST_DB = -55.0
_CLEAR_DB = 6.0
"""A voice is so far above the room, or it cannot be told from it."""
_ABOVE_ROOM_DB, _BELOW_VOICE_DB, _FAINT_DB = 10.0, 12.0, 35.0
_ROOM_PERCENT = 2.0
"""Who speaks all the time is silent for no more."""
_WORD_S = 0.06
"""A key or the mouse, which begin and end it, are shorter than any word."""
_BEFORE_S, _AFTER_S = 0.15, 0.3
"""Left around the words: a breath, and a consonant at the end."""
_EDGE_S = 0.01
_MOST_GAIN_DB = 30.0
_FULL = 32_767.0


class Prompt(NamedTuple):
    """What was said."""

    wav: bytes
    """A whole file, mono, 16 bits."""
    seconds: float


def prompt(samples: NDArray[np.float32], rate_hz: int) -> Prompt:
    """What is said in mono sound, ±1 being full scale. StudioError("prompt-unheard") where nothing is."""
    sound = samples.astype(np.float64)
    sound -= np.mean(sound) if len(sound) else 0.0
    levels_db = windows_db(sound.astype(np.float32), rate_hz)
    heard = _words(levels_db)
    places = np.flatnonzero(heard)
    frames = round(WINDOW_S * rate_hz)
    first = max(int(places[0]) * frames - round(_BEFORE_S * rate_hz), 0)
    end = min(int(places[-1] + 1) * frames + round(_AFTER_S * rate_hz), len(sound))
    said = sound[first:end]
    loud_db = 10.0 * np.log10(np.mean(10.0 ** (levels_db[heard] / 10.0)))
    gain_db = min(TARGET_DB - loud_db, CEILING_DB - db_of_gain(float(np.max(np.abs(said)))), _MOST_GAIN_DB)
    said *= gain_of_db(gain_db)
    edge = np.linspace(0.0, 1.0, round(_EDGE_S * rate_hz))
    said[: len(edge)] *= edge
    said[-len(edge) :] *= edge[::-1]
    header = riff.header(riff.Form(riff.PCM, 1, rate_hz, 16), len(said))
    return Prompt(header + np.rint(said * _FULL).astype("<i2").tobytes(), len(said) / rate_hz)


def _words(levels_db: NDArray[np.float64]) -> NDArray[np.bool_]:
    """In which windows something is said; at least in one. StudioError("prompt-unheard")."""
    sure = round(_SURE_S / WINDOW_S)
    if len(levels_db) < sure:
        raise StudioError("prompt-unheard")
    voice_db = float(np.sort(levels_db)[-sure])
    room_db = float(np.percentile(levels_db, _ROOM_PERCENT))
    if voice_db < _LEAST_DB or voice_db - room_db < _CLEAR_DB:
        raise StudioError("prompt-unheard")
    above_db = max(min(room_db + _ABOVE_ROOM_DB, voice_db - _BELOW_VOICE_DB), voice_db - _FAINT_DB)
    heard = levels_db > above_db
    edges = np.flatnonzero(np.diff(np.concatenate(([False], heard, [False])).astype(np.int8)))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if stop - start < round(_WORD_S / WINDOW_S):
            heard[start:stop] = False
    if not np.any(heard):
        raise StudioError("prompt-unheard")
    return heard
