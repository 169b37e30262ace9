"""One sample player for drums, 808 and notes: start, choke, glide, release.

Each track that plays sounds owns a stretch of the voices, so tracks can be rendered one beside the other and a busy hi-hat never
takes a voice from the bass. A new hit takes a free voice of its track, else its oldest one.
"""

from __future__ import annotations

import math

from studio.engine.arrays import floats_at
from studio.engine.compiler import Array, inlined, kernel

_CHOKE_S = 0.005


@inlined
def _sample(sound: Array, frames: int, position: float) -> float:
    """The sound between its frames: Catmull and Rom's cubic, exact on whole frames."""
    whole = int(position)
    part = position - whole
    here = sound[whole]
    if part == 0.0:
        return here
    before = sound[whole - 1] if whole > 0 else 0.0
    after = sound[whole + 1] if whole + 1 < frames else 0.0
    beyond = sound[whole + 2] if whole + 2 < frames else 0.0
    c = 0.5 * (after - before)
    b = before - 2.5 * here + 2.0 * after - 0.5 * beyond
    a = 0.5 * (beyond - before) + 1.5 * (here - after)
    return ((a * part + b) * part + c) * part + here


@kernel
def start_voice(voices: Array, track: Array, strip: Array, sound: Array, gain: float, ratio: float, length: int, glide_ratio: float, glide_frames: int, rate: float) -> None:
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
def render_voices(voices: Array, track: Array, block: Array, first: int, end: int) -> None:
    """Adds the sounding voices of a track to frames first…end of its block, both sides alike."""
    for number in range(track.voice_first, track.voice_first + track.voices):
        voice = voices[number]
        if voice.active:
            _render(voice, block, first, end)


@kernel
def _render(voice: Array, block: Array, first: int, end: int) -> None:
    sound = floats_at(voice.address, voice.frames)
    frames, gain = voice.frames, voice.gain
    position, ratio = voice.position, voice.ratio
    envelope, step, hold = voice.envelope, voice.envelope_step, voice.hold
    wait, left, factor = voice.glide_wait, voice.glide_left, voice.glide_factor
    last = float(frames)
    for i in range(first, end):
        if hold == 0:
            step = max(step, envelope / voice.release)
        hold -= 1 if hold >= 0 else 0
        if envelope <= 0.0 or position >= last:
            voice.active = 0
            return
        x = gain * envelope * _sample(sound, frames, position)
        block[i, 0] += x
        block[i, 1] += x
        envelope -= step
        position += ratio
        if wait > 0:
            wait -= 1
        elif left > 0:
            ratio *= factor
            left -= 1
    voice.position, voice.ratio = position, ratio
    voice.envelope, voice.envelope_step, voice.hold = envelope, step, hold
    voice.glide_wait, voice.glide_left = wait, left
