"""Clips of audio files onto a track's block, read from the memory map in the file's own format."""

from __future__ import annotations

import math

from studio.engine.arrays import floats_at, shorts_at
from studio.engine.atomics import load_i32_unaligned
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.state import FLOAT32, PCM16, PCM24

_FULL_24 = 1.0 / 8388608.0
_FULL_16 = 1.0 / 32768.0


@inlined
def _word24(address: int) -> float:
    """A packed 24-bit sample, by way of the four bytes that end with it: what stands before the first one is the
    file's header."""
    return (load_i32_unaligned(address - 1) >> 8) * _FULL_24


@inlined
def clean(x: float) -> float:
    """A sample, or silence where it is no audio: infinite, not a number, or far beyond any."""
    return x if abs(x) < 1e6 else 0.0


@kernel
def mix_stretch(medium: Array, at: int, block: Array, first: int, end: int, gain: float) -> None:
    """Adds frames of a medium from its frame `at` on to frames first…end of a block, mono to both sides.

    The stretch must lie inside the medium. Samples of float files that are no audio (NaN, infinite) count as silence.
    """
    address, shift = medium.address, at - first
    if medium.encoding == PCM24:
        if medium.channels == 1:
            for i in range(first, end):
                x = _word24(address + 3 * (i + shift)) * gain
                block[i, 0] += x
                block[i, 1] += x
        else:
            for i in range(first, end):
                place = address + 6 * (i + shift)
                block[i, 0] += _word24(place) * gain
                block[i, 1] += _word24(place + 3) * gain
    elif medium.encoding == FLOAT32:
        floats = floats_at(address, medium.frames * medium.channels)
        if medium.channels == 1:
            for i in range(first, end):
                x = clean(floats[i + shift]) * gain
                block[i, 0] += x
                block[i, 1] += x
        else:
            for i in range(first, end):
                block[i, 0] += clean(floats[2 * (i + shift)]) * gain
                block[i, 1] += clean(floats[2 * (i + shift) + 1]) * gain
    elif medium.encoding == PCM16:
        shorts = shorts_at(address, medium.frames * medium.channels)
        scale = gain * _FULL_16
        if medium.channels == 1:
            for i in range(first, end):
                x = shorts[i + shift] * scale
                block[i, 0] += x
                block[i, 1] += x
        else:
            for i in range(first, end):
                block[i, 0] += shorts[2 * (i + shift)] * scale
                block[i, 1] += shorts[2 * (i + shift) + 1] * scale


@inlined
def _fade(x: float, power: int) -> float:
    """The gain at a share 0…1 of a fade: a smooth step s, which adds up to 1 with its mirror image, or √s, whose square
    does."""
    share = x * x * (3.0 - 2.0 * x)
    return math.sqrt(share) if power != 0 else share


@kernel
def _mix_faded(medium: Array, clip: Array, position: int, block: Array, first: int, end: int) -> None:
    """As `mix_stretch`, frame by frame under the clip's fades."""
    for i in range(first, end):
        inside = position + i - clip.at
        gain = clip.gain
        if inside < clip.fade_in:
            gain *= _fade((inside + 0.5) / clip.fade_in, clip.power_in)
        left = clip.length - inside
        if left <= clip.fade_out:
            gain *= _fade((left - 0.5) / clip.fade_out, clip.power_out)
        mix_stretch(medium, clip.offset + inside, block, i, i + 1, gain)


@kernel
def _mix_clip(medium: Array, clip: Array, position: int, block: Array, first: int, end: int) -> None:
    """Adds what of a clip sounds in frames first…end, frame 0 of the block standing at `position` of the song."""
    start = max(first, clip.at - position)
    stop = min(end, clip.at + min(clip.length, medium.frames - clip.offset) - position)
    steady_from = min(max(start, clip.at + clip.fade_in - position), max(stop, start))
    steady_to = max(min(stop, clip.at + clip.length - clip.fade_out - position), steady_from)
    if start < steady_from:
        _mix_faded(medium, clip, position, block, start, steady_from)
    if steady_from < steady_to:
        mix_stretch(medium, clip.offset + position + steady_from - clip.at, block, steady_from, steady_to, clip.gain)
    if steady_to < stop:
        _mix_faded(medium, clip, position, block, max(steady_to, start), stop)


@kernel
def mix_clips(clips: Array, media: Array, track: Array, position: int, block: Array, first: int, end: int) -> bool:
    """Adds all clips of a track that sound in frames first…end of its block; False if there was none."""
    low, high = track.clip_first, track.clip_first + track.clips
    while low < high:  # the first clip that begins at or after the end of the stretch
        middle = (low + high) // 2
        if clips[middle].at < position + end:
            low = middle + 1
        else:
            high = middle
    heard = False
    number = low - 1
    while number >= track.clip_first and clips[number].reach > position + first:
        clip = clips[number]
        if clip.at + clip.length > position + first and media[clip.media].address != 0:
            _mix_clip(media[clip.media], clip, position, block, first, end)
            heard = True
        number -= 1
    return heard
