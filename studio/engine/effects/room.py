"""Room for the voice: while a voice sounds the beat steps back where words are understood, and the echoes with it.

The key is the sum of all voices after their faders. Above `_QUIET` it counts as a voice, above `_LOUD` fully; it is
held over the gaps between syllables and smoothed twice, so that the gain has no corner.

What steps back is a broad band round 2 kHz, not the whole beat: intelligibility lives between 500 Hz and 5 kHz (ANSI
S3.5 gives those octaves four fifths of the weight), while kick and 808 live far below and would pump. With 6 dB here
the bands of speech have 3.6 dB more to themselves and a beat with an 808 is 0.3 LU quieter; by level alone that would
cost 3.6. The beat is never filtered itself: a band-pass of it, whose coefficients stand still, is taken off under the
key, so nothing at all changes where the key is nought.
"""

from __future__ import annotations

import math

from studio.engine.compiler import Array, kernel
from studio.engine.effects.dynamics import exp2
from studio.engine.stereo import frame_at, left_of, put_frame, right_of

_QUIET, _LOUD = 10.0 ** (-46.0 / 20.0), 10.0 ** (-34.0 / 20.0)
_HOLD_S = 0.15
_ATTACK_S, _RELEASE_S, _SMOOTH_S = 0.010, 0.30, 0.005
_NOTHING = 1e-9
_BAND_HZ, _BAND_Q = 1_800.0, 0.35


@kernel
def rest_key(engine: Array) -> None:
    """Nobody asks for the key, and nothing steps back: the next one begins from silence."""
    engine.key_held = 0.0
    engine.key_left = 0
    engine.key[:] = 0.0
    engine.room_filters[:] = 0.0


@kernel
def follow_voices(engine: Array, voices: Array, presence: Array, first: int, end: int) -> None:
    """Whether a voice sounds, 0…1, into frames first…end of `presence`; `voices` is their sum."""
    rate = float(engine.rate)
    for i in range(first, end):
        x = frame_at(voices, i)
        share = min(max((max(abs(left_of(x)), abs(right_of(x))) - _QUIET) / (_LOUD - _QUIET), 0.0), 1.0)
        presence[i] = share * share * (3.0 - 2.0 * share)
    hold = int(_HOLD_S * rate)
    attack, release = 1.0 - math.exp(-1.0 / (_ATTACK_S * rate)), 1.0 - math.exp(-1.0 / (_RELEASE_S * rate))
    smooth = 1.0 - math.exp(-1.0 / (_SMOOTH_S * rate))
    held, left, key, smoothed = engine.key_held, engine.key_left, engine.key[0], engine.key[1]
    for i in range(first, end):
        if presence[i] >= held or left == 0:
            held, left = presence[i], hold
        else:
            left -= 1
        key += (held - key) * (attack if held > key else release)
        if key < _NOTHING:
            key = 0.0
        smoothed += (key - smoothed) * smooth
        if smoothed < _NOTHING:
            smoothed = 0.0
        presence[i] = smoothed
    if held + key + smoothed < 4.0:
        engine.key_held, engine.key_left, engine.key[0], engine.key[1] = held, left, key, smoothed
    else:  # what met no number would hold it for ever
        rest_key(engine)


@kernel
def step_back(
    memory: Array, beat: Array, mix: Array, presence: Array, octaves: float, rate: float, first: int, end: int
) -> None:
    """Adds frames first…end of the beat to a mix, its middle lowered by as many octaves of gain as the key says."""
    w = 2.0 * math.pi * _BAND_HZ / rate
    alpha = math.sin(w) / (2.0 * _BAND_Q)
    b0, a1, a2 = alpha / (1.0 + alpha), -2.0 * math.cos(w) / (1.0 + alpha), (1.0 - alpha) / (1.0 + alpha)
    p, q = frame_at(memory, 0), frame_at(memory, 1)
    for i in range(first, end):
        x = frame_at(beat, i)
        band = b0 * x + p
        p = q - a1 * band
        q = -b0 * x - a2 * band
        put_frame(mix, i, frame_at(mix, i) + (x - band * (1.0 - exp2(-octaves * presence[i]))))
    if not abs(left_of(p) + right_of(p) + left_of(q) + right_of(q)) < 1e9:
        memory[:] = 0.0  # a filter that met no number would hold it for ever
        return
    put_frame(memory, 0, p)
    put_frame(memory, 1, q)
