"""One sample player for drums, 808 and notes: start, choke, glide, release.

Each track that plays sounds owns a stretch of the voices, so tracks can be rendered one beside the other and a busy
hi-hat never takes a voice from the bass. A new hit takes a free voice of its track, else its oldest one.
"""

from __future__ import annotations

import math

from studio.engine.arrays import floats_at
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import NO_KEY
from studio.engine.stereo import CUBIC, cubic_at, frame, frame_at, put_frame

_CHOKE_S = 0.005
_DUCK_S = 0.003


@inlined
def _weight(number: int, part: float) -> float:
    return ((CUBIC[0][number] * part + CUBIC[1][number]) * part + CUBIC[2][number]) * part + CUBIC[3][number]


@inlined
def _sample(sound: Array, frames: int, channels: int, side: int, position: float) -> float:
    """One side of the sound at a place, silence beyond its ends: in between what `cubic_at` gives, to the bit."""
    whole = int(position)
    at, part = whole * channels + side, position - whole
    before = sound[at - channels] if whole > 0 else 0.0
    after = sound[at + channels] if whole + 1 < frames else 0.0
    beyond = sound[at + 2 * channels] if whole + 2 < frames else 0.0
    outer = _weight(0, part) * before + _weight(2, part) * after
    return outer + (_weight(1, part) * sound[at] + _weight(3, part) * beyond)


@kernel
def start_voice(
    voices: Array,
    track: Array,
    strip: Array,
    sound: Array,
    key: int,
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
    voice.address, voice.frames, voice.channels = sound.address, sound.frames, sound.channels
    voice.left, voice.right = sound.left, sound.right
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
    voice.sound, voice.key = sound.number, key if sound.release > 0 else NO_KEY
    voice.age = strip.hit_age
    voice.active = 1


@inlined
def _let_go(voice: Array, frames: int) -> None:
    step = voice.envelope / max(frames, 1)
    if step > voice.envelope_step:
        voice.envelope_step = step
    voice.hold = -1


@kernel
def let_go_of(voices: Array, track: Array, sound: int, key: int) -> None:
    """Ends what a live hit holds on a track: the voices of a sound's number and a key."""
    for number in range(track.voice_first, track.voice_first + track.voices):
        voice = voices[number]
        if voice.active and voice.sound == sound and voice.key == key:
            voice.key = NO_KEY
            _let_go(voice, voice.release)


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
def start_duck(strip: Array, gain: float, frames: int, rate: float) -> None:
    """Lowers the voices of a strip to a gain from the next frame on; after so many frames they are back."""
    strip.duck_from = _duck_gain(strip, int(_DUCK_S * rate))
    strip.duck_to = gain
    strip.duck_age, strip.duck_frames = 0, max(frames, 0)


@inlined
def _duck_gain(strip: Array, fall: int) -> float:
    """Where a duck stands at its age: a straight line down in `fall` frames (or half its length), another one up.

    A formula of the age, not a sum, so that it does not depend on where blocks end.
    """
    gain = 1.0
    if strip.duck_age < strip.duck_frames:
        fall = max(min(fall, strip.duck_frames // 2), 1)
        if strip.duck_age < fall:
            gain = strip.duck_from + (strip.duck_to - strip.duck_from) * (strip.duck_age / fall)
        else:
            share = (strip.duck_age - fall) / (strip.duck_frames - fall)
            gain = strip.duck_to + (1.0 - strip.duck_to) * share
    return gain


@kernel
def render_voices(
    voices: Array, track: Array, strip: Array, scratch: Array, block: Array, first: int, end: int, rate: float
) -> None:
    """Adds the sounding voices of a track to frames first…end of its block, ducked as the strip says; `scratch` has
    room for them. Nothing else may be in the block yet."""
    if first >= end:
        return
    plain = False
    for number in range(track.voice_first, track.voice_first + track.voices):
        voice = voices[number]
        if voice.active:
            if not plain and voice.channels == 1 and voice.left == voice.right:
                plain = True
                for i in range(end - first):
                    scratch[i] = 0.0
            _render(voice, scratch, block, first, end - first)
    if plain:
        for i in range(first, end):
            block[i, 0] += scratch[i - first]
            block[i, 1] += scratch[i - first]
    if strip.duck_frames > 0:
        _duck(strip, block, first, end, int(_DUCK_S * rate))


@kernel
def pass_duck(strip: Array, frames: int) -> None:
    """Lets a duck go on over frames in which no voice sounds."""
    strip.duck_age += frames
    if strip.duck_age >= strip.duck_frames:
        strip.duck_age = strip.duck_frames = 0


@kernel
def _duck(strip: Array, block: Array, first: int, end: int, fall: int) -> None:
    for i in range(first, min(end, first + strip.duck_frames - strip.duck_age)):
        gain = _duck_gain(strip, fall)
        block[i, 0] *= gain
        block[i, 1] *= gain
        strip.duck_age += 1
    pass_duck(strip, 0)


@kernel
def _render(voice: Array, scratch: Array, block: Array, first: int, count: int) -> None:
    """Adds a voice, stretch by stretch between the moments at which something about it changes: to `scratch` from its
    beginning if both sides are alike, else to the block from `first`."""
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
        if voice.channels != 1 or voice.left != voice.right:
            _wide_stretch(voice, block, first + done, first + done + frames, factor)
        elif factor == 1.0 and voice.ratio == 1.0 and voice.position == math.floor(voice.position):
            _plain_stretch(voice, scratch, done, done + frames)
        else:
            _stretch(voice, scratch, done, done + frames, factor)
        done += frames


@kernel
def _plain_stretch(voice: Array, into: Array, first: int, end: int) -> None:
    """At its own pitch, frame for frame: what `_stretch` gives, to the bit."""
    sound, whole = floats_at(voice.address, voice.frames), int(voice.position)
    count = min(end - first, voice.frames - whole)
    here, there = sound[whole : whole + count], into[first : first + count]
    gain, envelope, step = voice.gain * voice.left, voice.envelope, voice.envelope_step
    if step == 0.0:
        level = gain * envelope
        for i in range(len(here)):
            there[i] += level * here[i]
        voice.position = float(whole + count)
        return
    done = 0
    while done < count and envelope > 0.0:
        there[done] += gain * envelope * here[done]
        envelope -= step
        done += 1
    voice.position, voice.envelope = float(whole + done), envelope


@kernel
def _stretch(voice: Array, into: Array, first: int, end: int, factor: float) -> None:
    sound, frames = floats_at(voice.address, voice.frames), voice.frames
    position, ratio, gain = voice.position, voice.ratio, voice.gain * voice.left
    envelope, step = voice.envelope, voice.envelope_step
    i = first
    fastest = ratio if factor <= 1.0 else ratio * math.pow(factor, float(end - first))
    if position >= 1.0 and position + (end - first + 1) * fastest + 3.0 < frames:  # no end is near
        before = voice.address - 4
        if step == 0.0 and factor == 1.0:
            level = gain * envelope
            while i < end:
                whole = int(position)
                into[i] += level * cubic_at(before + 4 * whole, position - whole)
                position += ratio
                i += 1
        while i < end and envelope > 0.0:
            whole = int(position)
            into[i] += gain * envelope * cubic_at(before + 4 * whole, position - whole)
            envelope -= step
            position += ratio
            ratio *= factor
            i += 1
    while i < end and envelope > 0.0 and position < frames:
        into[i] += gain * envelope * _sample(sound, frames, 1, 0, position)
        envelope -= step
        position += ratio
        ratio *= factor
        i += 1
    voice.position, voice.ratio, voice.envelope = position, ratio, envelope


@kernel
def _wide_stretch(voice: Array, block: Array, first: int, end: int, factor: float) -> None:
    """A stereo sound, or one that sits to one side."""
    channels, frames = voice.channels, voice.frames
    sound = floats_at(voice.address, frames * channels)
    position, ratio, envelope = voice.position, voice.ratio, voice.envelope
    left, right, other = voice.gain * voice.left, voice.gain * voice.right, channels - 1
    i = first
    if factor == 1.0 and ratio == 1.0 and voice.envelope_step == 0.0 and position == math.floor(position):
        gains, at = frame(left * envelope, right * envelope), int(position) * channels
        i = first + min(end - first, frames - int(position))
        for n in range(first, i):
            put_frame(block, n, frame_at(block, n) + frame(sound[at], sound[at + other]) * gains)
            at += channels
        position += float(i - first)
    while i < end and envelope > 0.0 and position < frames:
        block[i, 0] += left * envelope * _sample(sound, frames, channels, 0, position)
        block[i, 1] += right * envelope * _sample(sound, frames, channels, other, position)
        envelope -= voice.envelope_step
        position += ratio
        ratio *= factor
        i += 1
    voice.position, voice.ratio, voice.envelope = position, ratio, envelope
