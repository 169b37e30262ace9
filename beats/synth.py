"""A recipe → a sound: layers of oscillators and noise, each with its envelope and filters, summed and finished.

The recipes are data (`presets/kits/*.toml`); this file is their language. Pure and seeded: the same recipe at the same
rate gives the same samples.
"""

from __future__ import annotations

import zlib
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from studio.units import gain_of_db, hz_of_note

Samples = NDArray[np.float64]
Hz = Annotated[float, Meta(gt=0.0, le=24_000.0)]
Ms = Annotated[float, Meta(ge=0.0, le=10_000.0)]
DecayMs = Annotated[float, Meta(ge=0.01, le=5000.0)]
Db = Annotated[float, Meta(ge=-80.0, le=24.0)]

PEAK_DB = -3.0
LONGEST_S = 8.0
FADE_IN_S = 0.000_35
FADE_OUT_S = 0.010
_DECAYS = 8.0
"""A sound lasts for so many time constants of its slowest layer: 69 dB."""
_ORDER = 4
"""Of all low- and high-pass filters: 24 dB per octave."""
_HIGHEST = 0.45
"""No filter and no partial above this share of the sample rate."""


class Layer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One source with its envelope and filters, brought to peak 1 and then to `gain_db`."""

    wave: Literal["sine", "square", "saw", "fm", "noise"]
    gain_db: Db = 0.0
    hz: tuple[Hz, ...] = ()
    """Partials side by side; a pitched sound that names none has that of its `root_note`."""
    ratio: Annotated[float, Meta(gt=0.0, le=64.0)] = 1.0
    """Times the frequencies: 2 is the octave above."""
    detune_cents: tuple[float, ...] = (0.0,)
    """A copy of every partial for each of these."""
    from_hz: Hz | None = None
    """Where the (first) partial starts, to fall or rise to its own frequency with the time constant `sweep_ms`."""
    sweep_ms: DecayMs = 20.0
    fm_ratio: Annotated[float, Meta(gt=0.0, le=32.0)] = 1.0
    """`fm`: modulator over carrier frequency."""
    fm_index: Annotated[float, Meta(ge=0.0, le=32.0)] = 1.0
    """`fm`: peak phase deviation in radians at the start; it dies away with `fm_ms`."""
    fm_ms: DecayMs = 1000.0
    at_ms: tuple[Ms, ...] = (0.0,)
    """When it starts; with several the envelope starts anew at each."""
    attack_ms: Ms = 0.0
    tau_ms: tuple[DecayMs, ...] = ()
    """Time constant of the decay; the mean of several makes a fast fall with a slow tail; none: it holds."""
    highpass_hz: Hz | None = None
    lowpass_hz: Hz | None = None
    lowpass_from_hz: Hz | None = None
    """Where the low-pass starts, to close to `lowpass_hz` with the time constant `lowpass_ms`."""
    lowpass_ms: DecayMs = 120.0
    bandpass_hz: tuple[Hz, ...] = ()
    """Resonances side by side, each of quality `q`: one for a clap, three for a vowel."""
    q: Annotated[float, Meta(ge=0.2, le=40.0)] = 1.0


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Layers and what is done to their sum, in the order of the fields from `drive_db` on."""

    layers: Annotated[tuple[Layer, ...], Meta(min_length=1)]
    root_note: Annotated[int, Meta(ge=0, le=127)] | None = None
    """The MIDI note at which it is made; None: it has no pitch to speak of."""
    length_ms: Ms | None = None
    """None: until the slowest layer has died away."""
    drive_db: Annotated[float, Meta(ge=0.0, le=36.0)] | None = None
    """Level into a tanh curve."""
    bits: Annotated[int, Meta(ge=4, le=16)] | None = None
    """Word length of an old sampler."""
    hold_hz: Annotated[float, Meta(ge=4000.0, le=48_000.0)] | None = None
    """Sample rate of an old sampler: each sample is held until the next."""
    highpass_hz: Hz = 25.0
    lowpass_hz: Hz | None = None
    room_ms: Annotated[float, Meta(ge=1.0, le=1000.0)] | None = None
    """Time constant of a small room around it."""
    room_db: Db = -14.0
    wow_hz: Annotated[float, Meta(gt=0.0, le=20.0)] = 0.4
    wow_cents: Annotated[float, Meta(ge=0.0, le=100.0)] = 0.0
    """A tape that does not run evenly."""

    def __post_init__(self) -> None:
        if self.root_note is None and any(layer.wave != "noise" and not layer.hz for layer in self.layers):
            raise ValueError("`layers`: Expected `hz` in every layer that is no noise, or a `root_note`")


def render(recipe: Recipe, rate_hz: int, seed: str) -> NDArray[np.float32]:
    """The sound of a recipe: mono float32, peak −3 dBFS, no DC, 0 at both ends; the caller's own.

    `seed` (the sound's name) tells the noise of one sound from another's.
    """
    frames = round(_length_s(recipe) * rate_hz)
    sound = np.zeros(frames)
    for number, layer in enumerate(recipe.layers):
        noise = np.random.default_rng(zlib.crc32(f"{seed}/{number}".encode()))
        sound += gain_of_db(layer.gain_db) * _peak_one(_layer(layer, recipe, frames, rate_hz, noise))
    for stage in (_driven, _crushed, _filtered, _in_a_room, _wowed):
        sound = stage(sound, recipe, rate_hz)
    sound = _butter(sound, rate_hz, "highpass", recipe.highpass_hz, order=2)
    sound = _peak_one(_closed(sound, rate_hz)) * gain_of_db(PEAK_DB)
    return sound.astype(np.float32)


def _length_s(recipe: Recipe) -> float:
    if recipe.length_ms is not None:
        length_ms = recipe.length_ms
    else:
        length_ms = max(
            max(layer.at_ms, default=0.0) + layer.attack_ms + _DECAYS * max(layer.tau_ms, default=100.0)
            for layer in recipe.layers
        )
    return min(max(length_ms / 1000.0, 4 * FADE_OUT_S), LONGEST_S)


def _layer(layer: Layer, recipe: Recipe, frames: int, rate_hz: int, noise: np.random.Generator) -> Samples:
    time = np.arange(frames) / rate_hz
    source: Samples = (
        noise.uniform(-1.0, 1.0, frames) if layer.wave == "noise" else _tones(layer, recipe, time, rate_hz)
    )
    if layer.bandpass_hz:
        source = np.sum([_bandpass(source, rate_hz, hz, layer.q) for hz in layer.bandpass_hz], axis=0)
    if layer.highpass_hz is not None:
        source = _butter(source, rate_hz, "highpass", layer.highpass_hz)
    if layer.lowpass_hz is not None:
        closed = _butter(source, rate_hz, "lowpass", layer.lowpass_hz)
        if layer.lowpass_from_hz is not None:
            # a filter that closes, as a fade from an open one to a closed one: no filter state to step through
            open_share = np.exp(-time / (layer.lowpass_ms / 1000.0))
            opened = _butter(source, rate_hz, "lowpass", layer.lowpass_from_hz)
            closed = open_share * opened + (1.0 - open_share) * closed
        source = closed
    return source * _envelope(layer, time)


def _tones(layer: Layer, recipe: Recipe, time: Samples, rate_hz: int) -> Samples:
    """The sum of all partials of a layer that stay below the Nyquist frequency."""
    pitches = layer.hz or (hz_of_note(recipe.root_note or 0),)
    sweep = np.ones(len(time))
    if layer.from_hz is not None:
        sweep += (layer.from_hz / pitches[0] - 1.0) * np.exp(-time / (layer.sweep_ms / 1000.0))
    total = np.zeros(len(time))
    for pitch in pitches:
        for cents in layer.detune_cents:
            step = np.minimum(pitch * layer.ratio * 2.0 ** (cents / 1200.0) / rate_hz * sweep, _HIGHEST)
            turns = np.cumsum(step) - step[0]  # phase in turns, 0 at the first sample
            total += _WAVES[layer.wave](turns, step, time, layer)
    return total


def _sine(turns: Samples, step: Samples, time: Samples, layer: Layer) -> Samples:
    wave: Samples = np.sin(2.0 * np.pi * turns)
    return wave


def _fm(turns: Samples, step: Samples, time: Samples, layer: Layer) -> Samples:
    """J. M. Chowning, "The Synthesis of Complex Audio Spectra by Means of Frequency Modulation" (JAES 21/7, 1973)."""
    depth = layer.fm_index * np.exp(-time / (layer.fm_ms / 1000.0))
    wave: Samples = np.sin(2.0 * np.pi * turns + depth * np.sin(2.0 * np.pi * layer.fm_ratio * turns))
    return wave


def _saw(turns: Samples, step: Samples, time: Samples, layer: Layer) -> Samples:
    """A falling jump once a turn, its corners rounded so that it hardly folds back (V. Välimäki, A. Huovilainen,
    "Antialiasing Oscillators in Subtractive Synthesis", IEEE Signal Processing Magazine 24/2, 2007)."""
    place = turns % 1.0
    after = np.maximum(1.0 - place / step, 0.0)
    before = np.maximum(1.0 - (1.0 - place) / step, 0.0)
    wave: Samples = 2.0 * place - 1.0 + after**2 - before**2
    return wave


def _square(turns: Samples, step: Samples, time: Samples, layer: Layer) -> Samples:
    """Two saws half a turn apart."""
    return _saw(turns + 0.5, step, time, layer) - _saw(turns, step, time, layer)


_WAVES = {"sine": _sine, "square": _square, "saw": _saw, "fm": _fm}


def _envelope(layer: Layer, time: Samples) -> Samples:
    envelope = np.zeros(len(time))
    for start_ms in layer.at_ms:
        since = time - start_ms / 1000.0
        shape = np.ones(len(time))
        if layer.tau_ms:
            decaying = np.maximum(since - layer.attack_ms / 1000.0, 0.0)
            shape = np.mean([np.exp(-decaying / (tau / 1000.0)) for tau in layer.tau_ms], axis=0)
        if layer.attack_ms:
            shape = shape * np.clip(since / max(layer.attack_ms / 1000.0, 1e-6), 0.0, 1.0)
        envelope = np.where(since >= 0.0, shape, envelope)
    return envelope


def _driven(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    if recipe.drive_db is None:
        return sound
    driven: Samples = np.tanh(gain_of_db(recipe.drive_db) * _peak_one(sound))
    return driven


def _crushed(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    if recipe.hold_hz is not None and recipe.hold_hz < rate_hz:
        ticks = np.floor(np.arange(len(sound)) * (recipe.hold_hz / rate_hz))
        sound = sound[np.ceil(ticks * (rate_hz / recipe.hold_hz)).astype(np.int64).clip(0, len(sound) - 1)]
    if recipe.bits is not None:
        levels = 2.0 ** (recipe.bits - 1)
        sound = np.rint(_peak_one(sound) * (levels - 1.0)) / levels
    return sound


def _filtered(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    return sound if recipe.lowpass_hz is None else _butter(sound, rate_hz, "lowpass", recipe.lowpass_hz)


def _in_a_room(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    """With the reflections of a small room: noise that dies away, darker than the sound, 3 ms behind it."""
    if recipe.room_ms is None:
        return sound
    from scipy.signal import fftconvolve

    tau = recipe.room_ms / 1000.0
    time = np.arange(round(5.0 * tau * rate_hz)) / rate_hz
    walls = np.random.default_rng(4).uniform(-1.0, 1.0, len(time)) * np.exp(-time / tau)
    walls = _butter(walls, rate_hz, "lowpass", 6000.0, order=2)
    gap = round(0.003 * rate_hz)
    wet = np.zeros(len(sound))
    wet[gap:] = fftconvolve(sound, walls)[: len(sound) - gap]
    return sound + gain_of_db(recipe.room_db) * float(np.abs(sound).max()) * _peak_one(wet)


def _wowed(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    """Played at a speed that wavers by ± `wow_cents`."""
    if not recipe.wow_cents:
        return sound
    wander = 2.0 * np.pi * recipe.wow_hz
    depth_s = (2.0 ** (recipe.wow_cents / 1200.0) - 1.0) / wander
    time = np.arange(len(sound)) / rate_hz
    wowed: Samples = np.interp(time + depth_s * (1.0 - np.cos(wander * time)), time, sound, right=0.0)
    return wowed


def _closed(sound: Samples, rate_hz: int) -> Samples:
    """From nought and to nought in half cosines; what offset is left goes with a bump as wide as the sound."""
    sound = sound.copy()
    rise = round(FADE_IN_S * rate_hz)
    fall = round(FADE_OUT_S * rate_hz)
    sound[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    sound[-fall:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)
    bump = 1.0 - np.cos(2.0 * np.pi * np.arange(len(sound)) / (len(sound) - 1))
    centred: Samples = sound - bump * (sound.mean() / bump.mean())
    return centred


def _peak_one(sound: Samples) -> Samples:
    peak = float(np.abs(sound).max(initial=0.0))
    return sound / peak if peak > 0.0 else sound


def _butter(sound: Samples, rate_hz: int, kind: str, hz: float, order: int = _ORDER) -> Samples:
    """A Butterworth filter; one that would lie beyond what the rate can hold does nothing to a low-pass."""
    from scipy.signal import butter, sosfilt

    if hz >= _HIGHEST * rate_hz:
        return sound
    filtered: Samples = sosfilt(butter(order, hz, kind, fs=rate_hz, output="sos"), sound)
    return filtered


def _bandpass(sound: Samples, rate_hz: int, hz: float, q: float) -> Samples:
    """Second order, 0 dB at its centre (R. Bristow-Johnson, "Cookbook formulae for audio EQ biquads")."""
    from scipy.signal import lfilter

    turn = 2.0 * np.pi * min(hz / rate_hz, _HIGHEST)
    alpha = np.sin(turn) / (2.0 * q)
    filtered: Samples = lfilter([alpha, 0.0, -alpha], [1.0 + alpha, -2.0 * np.cos(turn), 1.0 - alpha], sound)
    return filtered
