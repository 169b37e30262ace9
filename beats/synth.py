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

from beats.filters import HIGHEST, Samples, bands, butter, convolved, through
from studio.units import gain_of_db, hz_of_note

Hz = Annotated[float, Meta(gt=0.0, le=24_000.0)]
Ms = Annotated[float, Meta(ge=0.0, le=10_000.0)]
DecayMs = Annotated[float, Meta(ge=0.01, le=5000.0)]
Db = Annotated[float, Meta(ge=-80.0, le=24.0)]

PEAK_DB = -3.0
LONGEST_S = 8.0
FADE_IN_S = 0.000_35
FADE_OUT_S = 0.010
_DECAYS = 8.0
"""A sound lasts for so many time constants of its slowest layer or its room: 69 dB."""
_CYCLE = 1 << 14
"""Points of the stored cycle that saws and squares are read from: what lies between two is drawn straight, which is
80 dB down at the highest partial."""


class Layer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One source with its envelope and filters, brought to peak 1 and then to `gain_db`."""

    wave: Literal["sine", "square", "saw", "fm", "noise", "crackle"]
    gain_db: Db = 0.0
    pan: Annotated[float, Meta(ge=-1.0, le=1.0)] = 0.0
    """−1 left … 1 right, as loud all the way; one layer off the middle makes the sound a stereo one."""
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
    per_s: Annotated[float, Meta(gt=0.0, le=1000.0)] = 10.0
    """`crackle`: how many clicks a second, most of them faint."""
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
        if self.root_note is None and any(
            layer.wave not in ("noise", "crackle") and not layer.hz for layer in self.layers
        ):
            raise ValueError("`layers`: Expected `hz` in every layer that is no noise, or a `root_note`")


def render(recipe: Recipe, rate_hz: int, seed: str) -> NDArray[np.float32]:
    """The sound of a recipe: float32 [frames] or, where a layer is off the middle, [frames, 2]; the caller's own.

    Peak −3 dBFS, no DC, 0 at both ends. `seed` (the sound's name) tells the noise of one sound from another's.
    """
    frames = round(_length_s(recipe) * rate_hz)
    stereo = any(layer.pan for layer in recipe.layers)
    sound = np.zeros((2, frames) if stereo else frames)
    for number, layer in enumerate(recipe.layers):
        noise = np.random.default_rng(zlib.crc32(f"{seed}/{number}".encode()))
        heard = gain_of_db(layer.gain_db) * _peak_one(_layer(layer, recipe, frames, rate_hz, noise))
        sound += _sides(layer.pan) * heard if stereo else heard
    for stage in (_driven, _crushed, _filtered, _in_a_room, _wowed):
        sound = stage(sound, recipe, rate_hz)
    sound = _peak_one(_closed(sound, rate_hz)) * gain_of_db(PEAK_DB)
    return np.ascontiguousarray(sound.T, np.float32)


def _length_s(recipe: Recipe) -> float:
    if recipe.length_ms is not None:
        length_ms = recipe.length_ms
    else:
        length_ms = max(
            max(layer.at_ms, default=0.0) + layer.attack_ms + _DECAYS * max(layer.tau_ms, default=100.0)
            for layer in recipe.layers
        )
        length_ms = max(length_ms, _DECAYS * (recipe.room_ms or 0.0))
    return min(max(length_ms / 1000.0, 4 * FADE_OUT_S), LONGEST_S)


def _sides(pan: float) -> Samples:
    """Gains of left and right: 1 and 1 in the middle, the same power everywhere."""
    turn = (pan + 1.0) * np.pi / 4.0
    sides: Samples = np.sqrt(2.0) * np.array([[np.cos(turn)], [np.sin(turn)]])
    return sides


def _layer(layer: Layer, recipe: Recipe, frames: int, rate_hz: int, noise: np.random.Generator) -> Samples:
    time = np.arange(frames) / rate_hz
    if layer.wave == "noise":
        source: Samples = noise.uniform(-1.0, 1.0, frames)
    elif layer.wave == "crackle":
        source = _crackle(layer, frames, rate_hz, noise)
    else:
        source = _tones(layer, recipe, time, rate_hz)
    steps = []
    if layer.bandpass_hz:
        steps.append(bands(rate_hz, layer.bandpass_hz, layer.q))
    if layer.highpass_hz is not None:
        steps.append(butter(rate_hz, "highpass", layer.highpass_hz))
    closed = [] if layer.lowpass_hz is None else [butter(rate_hz, "lowpass", layer.lowpass_hz)]
    source, opened = through(source, rate_hz, *steps, *closed), source
    if closed and layer.lowpass_from_hz is not None:
        # a filter that closes, as a fade from an open one to a closed one: no filter state to step through
        open_share = np.exp(-time / (layer.lowpass_ms / 1000.0))
        opened = through(opened, rate_hz, *steps, butter(rate_hz, "lowpass", layer.lowpass_from_hz))
        source = open_share * opened + (1.0 - open_share) * source
    return source * _envelope(layer, time)


def _crackle(layer: Layer, frames: int, rate_hz: int, noise: np.random.Generator) -> Samples:
    """Clicks at random places, of either sign; the louder, the rarer."""
    count = max(noise.poisson(layer.per_s * frames / rate_hz), 1)
    clicks = noise.uniform(0.0, 1.0, count) ** 4 * noise.choice((-1.0, 1.0), count)
    places = (noise.uniform(0.0, 1.0, count) * (frames - 1)).astype(np.int64)
    clicking = np.zeros(frames)
    np.add.at(clicking, places, clicks)
    return clicking


def _tones(layer: Layer, recipe: Recipe, time: Samples, rate_hz: int) -> Samples:
    """The sum of all partials of a layer that stay below the Nyquist frequency."""
    pitches = layer.hz or (hz_of_note(recipe.root_note or 0),)
    sweep = _sweep(layer, pitches[0], time)
    total = np.zeros(len(time))
    for pitch in pitches:
        for cents in layer.detune_cents:
            step = pitch * layer.ratio * 2.0 ** (cents / 1200.0) / rate_hz
            if sweep is None:
                fastest = min(step, HIGHEST)
                turns = np.arange(len(time)) * fastest
            else:
                steps = np.minimum(step * sweep, HIGHEST)
                fastest = float(steps.max())
                turns = np.cumsum(steps) - steps[0]  # phase in turns, 0 at the first sample
            total += _WAVES[layer.wave](turns, fastest, time, layer)
    return total


def _sweep(layer: Layer, pitch_hz: float, time: Samples) -> Samples | None:
    """Times the pitch, over time; None for a pitch that stays."""
    if layer.from_hz is None:
        return None
    return 1.0 + (layer.from_hz / pitch_hz - 1.0) * np.exp(-time / (layer.sweep_ms / 1000.0))


def _sine(turns: Samples, step: float, time: Samples, layer: Layer) -> Samples:
    wave: Samples = np.sin(2.0 * np.pi * turns)
    return wave


def _fm(turns: Samples, step: float, time: Samples, layer: Layer) -> Samples:
    """J. M. Chowning, "The Synthesis of Complex Audio Spectra by Means of Frequency Modulation" (JAES 21/7, 1973)."""
    depth = layer.fm_index * np.exp(-time / (layer.fm_ms / 1000.0))
    wave: Samples = np.sin(2.0 * np.pi * turns + depth * np.sin(2.0 * np.pi * layer.fm_ratio * turns))
    return wave


def _saw(turns: Samples, step: float, time: Samples, layer: Layer) -> Samples:
    return _read(_cycle(int(HIGHEST / step), every=1), turns)


def _square(turns: Samples, step: float, time: Samples, layer: Layer) -> Samples:
    return _read(_cycle(int(HIGHEST / step), every=2), turns)


def _cycle(partials: int, every: int) -> Samples:
    """One cycle of a saw, or with every second partial alone of a square, made of so many partials and no more: where
    it is fastest, the last one still lies below what the rate can hold, so that nothing folds back."""
    spectrum = np.zeros(_CYCLE // 2 + 1, complex)
    numbers = np.arange(1, min(max(partials, 1), _CYCLE // 4) + 1, every)
    spectrum[numbers] = -1j / numbers
    return np.fft.irfft(spectrum, _CYCLE) * _CYCLE / np.pi


def _read(cycle: Samples, turns: Samples) -> Samples:
    places = turns * _CYCLE
    whole = places.astype(np.int64)
    places -= whole
    here = cycle[whole & (_CYCLE - 1)]
    wave: Samples = here + places * (cycle[(whole + 1) & (_CYCLE - 1)] - here)
    return wave


_WAVES = {"sine": _sine, "square": _square, "saw": _saw, "fm": _fm}


def _envelope(layer: Layer, time: Samples) -> Samples:
    if not layer.tau_ms and not layer.attack_ms and layer.at_ms == (0.0,):
        return np.ones(1)
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
        frames = sound.shape[-1]
        ticks = np.floor(np.arange(frames) * (recipe.hold_hz / rate_hz))
        sound = sound[..., np.ceil(ticks * (rate_hz / recipe.hold_hz)).astype(np.int64).clip(0, frames - 1)]
    if recipe.bits is not None:
        levels = 2.0 ** (recipe.bits - 1)
        sound = np.rint(_peak_one(sound) * (levels - 1.0)) / levels
    return sound


def _filtered(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    steps = [butter(rate_hz, "highpass", recipe.highpass_hz, order=2)]
    if recipe.lowpass_hz is not None:
        steps.append(butter(rate_hz, "lowpass", recipe.lowpass_hz))
    return through(sound, rate_hz, *steps)


def _in_a_room(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    """With the reflections of a small room: noise that dies away, darker than the sound, 3 ms behind it. Each side has
    its own."""
    if recipe.room_ms is None:
        return sound
    tau = recipe.room_ms / 1000.0
    time = np.arange(round(5.0 * tau * rate_hz)) / rate_hz
    walls = np.random.default_rng(4).uniform(-1.0, 1.0, (*sound.shape[:-1], len(time))) * np.exp(-time / tau)
    walls = through(walls, rate_hz, butter(rate_hz, "lowpass", 6000.0, order=2))
    gap = round(0.003 * rate_hz)
    wet = np.zeros_like(sound)
    wet[..., gap:] = convolved(sound, walls)[..., : sound.shape[-1] - gap]
    return sound + gain_of_db(recipe.room_db) * float(np.abs(sound).max()) * _peak_one(wet)


def _wowed(sound: Samples, recipe: Recipe, rate_hz: int) -> Samples:
    """Played at a speed that wavers by ± `wow_cents`."""
    if not recipe.wow_cents:
        return sound
    wander = 2.0 * np.pi * recipe.wow_hz
    depth_s = (2.0 ** (recipe.wow_cents / 1200.0) - 1.0) / wander
    time = np.arange(sound.shape[-1]) / rate_hz
    wowed = time + depth_s * (1.0 - np.cos(wander * time))
    sides: Samples = np.array([np.interp(wowed, time, side, right=0.0) for side in np.atleast_2d(sound)])
    return sides.reshape(sound.shape)


def _closed(sound: Samples, rate_hz: int) -> Samples:
    """From nought and to nought in half cosines; what offset is left goes with a bump as wide as the sound."""
    sound = sound.copy()
    frames = sound.shape[-1]
    rise = round(FADE_IN_S * rate_hz)
    fall = round(FADE_OUT_S * rate_hz)
    sound[..., :rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    sound[..., -fall:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)
    bump = 1.0 - np.cos(2.0 * np.pi * np.arange(frames) / (frames - 1))
    centred: Samples = sound - bump * (sound.mean(axis=-1, keepdims=True) / bump.mean())
    return centred


def _peak_one(sound: Samples) -> Samples:
    peak = float(np.abs(sound).max(initial=0.0))
    return sound / peak if peak > 0.0 else sound
