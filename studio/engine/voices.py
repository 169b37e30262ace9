"""One sample player for drums, 808 and notes: start, choke, glide, release.

Each track that plays sounds owns a stretch of the voices, so tracks can be rendered one beside the other and a busy
hi-hat never takes a voice from the bass. A new hit takes a free voice of its track, else its oldest one.
"""

from __future__ import annotations

import math

import numpy as np

from studio.engine.arrays import floats_at
from studio.engine.compiler import Array, inlined, kernel

_CHOKE_S = 0.005
_ONE, _TWO = np.uint64(1), np.uint64(2)


@inlined
def _between(before: float, here: float, after: float, beyond: float, part: float) -> float:
    """Catmull and Rom's cubic, exact on whole frames."""
    c = 0.5 * (after - before)
    b = before - 2.5 * here + 2.0 * after - 0.5 * beyond
    a = 0.5 * (beyond - before) + 1.5 * (here - after)
    return ((a * part + b) * part + c) * part + here


@inlined
def _sample(sound: Array, frames: int, position: float) -> float:
    """The sound at a place, silence beyond its ends."""
    whole = int(position)
    before = sound[whole - 1] if whole > 0 else 0.0
    after = sound[whole + 1] if whole + 1 < frames else 0.0
    beyond = sound[whole + 2] if whole + 2 < frames else 0.0
    return _between(before, sound[whole], after, beyond, position - whole)


@kernel
def start_voice(
    voices: Array,
    track: Array,
    strip: Array,
    sound: Array,
    gain: float,
    ratio: float,
    length: int,
    glide_ratio: float,
    glide_frames: int,
    rate: float,
) -> None:
    """Begins a sound on a track at the next frame rendered; chokes its group first."""
    first, count = track.voice_first, track.voices
    if count < 1 or sound.frames < 1 or sound.address == 0:
        return
    chosen, oldest = first, strip.hit_age + 1
    for number in range(first, first + count):
        voice = voices[number]
        if voice.active and sound.choke != 0 and voice.choke == sound.choke:
            _let_go(voice, int(_CHOKE_S * rate))
        age = voice.age if voice.active else -1
        if age < oldest:
            chosen, oldest = number, age
    strip.hit_age += 1
    voice = voices[chosen]
    voice.address, voice.frames = sound.address, sound.frames
    voice.position = 0.0
    voice.ratio = ratio
    voice.glide_left = min(glide_frames, length) if length > 0 else glide_frames
    voice.glide_wait = max(length - glide_frames, 0)
    voice.glide_factor = math.exp(math.log(glide_ratio / ratio) / voice.glide_left) if voice.glide_left > 0 else 1.0
    voice.gain = gain
    voice.envelope = 1.0
    voice.envelope_step = 0.0
    voice.hold = length if length > 0 and sound.release > 0 else -1
    voice.release = max(sound.release, 1)
    voice.choke = sound.choke
    voice.age = strip.hit_age
    voice.active = 1


@inlined
def _let_go(voice: Array, frames: int) -> None:
    step = voice.envelope / max(frames, 1)
    if step > voice.envelope_step:
        voice.envelope_step = step
    voice.hold = -1


@kernel
def release_voices(voices: Array, track: Array, frames: int) -> None:
    """Lets all voices of a track fade out over so many frames."""
    for number in range(track.voice_first, track.voice_first + track.voices):
        if voices[number].active:
            _let_go(voices[number], frames)


@kernel
def any_voice(voices: Array, track: Array) -> bool:
    """Whether a track has a voice sounding."""
    for number in range(track.voice_first, track.voice_first + track.voices):
        if voices[number].active:
            return True
    return False


@kernel
def render_voices(voices: Array, track: Array, scratch: Array, block: Array, first: int, end: int) -> None:
    """Adds the sounding voices of a track to frames first…end of its block, both sides alike; `scratch` has room for
    them."""
    if first >= end:
        return
    for i in range(end - first):
        scratch[i] = 0.0
    for number in range(track.voice_first, track.voice_first + track.voices):
        voice = voices[number]
        if voice.active:
            _render(voice, scratch, end - first)
    for i in range(first, end):
        block[i, 0] += scratch[i - first]
        block[i, 1] += scratch[i - first]


@kernel
def _render(voice: Array, into: Array, count: int) -> None:
    """Adds a voice, stretch by stretch between the moments at which something about it changes."""
    done = 0
    while done < count:
        if voice.hold == 0:
            voice.envelope_step = max(voice.envelope_step, voice.envelope / voice.release)
            voice.hold = -1
        if voice.envelope <= 0.0 or voice.position >= voice.frames:
            voice.active = 0
            return
        frames = count - done
        if voice.hold > 0:
            frames = min(frames, voice.hold)
        factor = 1.0
        if voice.glide_wait > 0:
            frames = min(frames, voice.glide_wait)
            voice.glide_wait -= frames
        elif voice.glide_left > 0:
            frames = min(frames, voice.glide_left)
            voice.glide_left -= frames
            factor = voice.glide_factor
        if voice.hold > 0:
            voice.hold -= frames
        _stretch(voice, into, done, done + frames, factor)
        done += frames


@kernel
def _stretch(voice: Array, into: Array, first: int, end: int, factor: float) -> None:
    sound, frames = floats_at(voice.address, voice.frames), voice.frames
    position, ratio, gain = voice.position, voice.ratio, voice.gain
    envelope, step = voice.envelope, voice.envelope_step
    i = first
    fastest = ratio if factor <= 1.0 else ratio * math.pow(factor, float(end - first))
    if step == 0.0 and position >= 1.0 and position + (end - first + 1) * fastest + 3.0 < frames:  # no end is near
        level = gain * envelope
        while i < end:
            whole = np.uint64(position)  # unsigned, so that no index is looked at for being counted from the end
            before, here = sound[whole - _ONE], sound[whole]
            after, beyond = sound[whole + _ONE], sound[whole + _TWO]
            into[i] += level * _between(before, here, after, beyond, position - whole)
            position += ratio
            ratio *= factor
            i += 1
    while i < end and envelope > 0.0 and position < frames:
        into[i] += gain * envelope * _sample(sound, frames, position)
        envelope -= step
        position += ratio
        ratio *= factor
        i += 1
    voice.position, voice.ratio, voice.envelope = position, ratio, envelope
