"""Voices made of a glottal pulse train through formants, with breath, and how high and how they sound."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.signal import butter, sosfilt

VOWELS = {
    "a": ((700, 80), (1220, 90), (2600, 120), (3500, 150)),
    "i": ((270, 60), (2290, 90), (3010, 120), (3500, 150)),
    "u": ((300, 60), (870, 90), (2240, 120), (3500, 150)),
}
"""Formants in Hz and their bandwidths, after G. Peterson and H. Barney (JASA 24, 1952)."""


def note_hz(midi_note):
    return 440.0 * 2.0 ** ((np.asarray(midi_note, float) - 69.0) / 12.0)


def cents(hz, of_hz):
    return 1200.0 * np.log2(hz / of_hz)


def tract(hz, vowel):
    """What the formants make of a sine, complex."""
    made = np.ones(len(hz), complex)
    for formant, width in VOWELS[vowel]:
        made *= formant**2 / (formant**2 - hz**2 + 1j * hz * width)
    return made


def sung(f0, rate_hz=48_000, vowel="a", breath_db=-20.0, rms=0.1):
    """A voice whose pulses follow `f0`, in Hz frame by frame: overtones up to 9 kHz that fall by 6 dB an octave before
    the formants, and white breath."""
    f0 = np.asarray(f0, float)
    turns = 2 * np.pi * np.cumsum(f0) / rate_hz
    grid = np.linspace(0, 10_000, 4_000)
    shape = tract(grid, vowel)
    loud, phase = np.abs(shape), np.unwrap(np.angle(shape))
    voice = np.zeros(len(f0))
    for number in range(1, int(9_000 / f0.min()) + 1):
        hz = number * f0
        fade = np.clip((9_000 - hz) / 1_000, 0, 1)
        voice += fade / number * np.interp(hz, grid, loud) * np.cos(number * turns + np.interp(hz, grid, phase))
    voice *= rms / np.sqrt(np.mean(voice**2))
    breath = np.random.default_rng(len(f0)).standard_normal(len(f0))
    return voice + breath * rms * 10 ** (breath_db / 20)


@lru_cache(maxsize=64)
def _held(hz, seconds, rate_hz, options):
    return sung(np.full(round(seconds * rate_hz), float(hz)), rate_hz, **dict(options))


def held(hz, seconds=1.0, rate_hz=48_000, **options):
    return _held(float(hz), seconds, rate_hz, tuple(options.items())).copy()


def vibrato(hz, seconds=2.0, rate_hz=48_000, depth_cents=50.0, speed_hz=5.5):
    """The f0 of a voice that swings round `hz`."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return hz * 2 ** (depth_cents / 1200 * np.sin(2 * np.pi * speed_hz * time))


def hiss(low_hz, high_hz, seconds=3.0, rate_hz=48_000, rms=0.05):
    """Noise in a band of second order."""
    noise = np.random.default_rng(int(low_hz)).standard_normal(round(seconds * rate_hz))
    made = sosfilt(butter(2, [low_hz, high_hz], "band", fs=rate_hz, output="sos"), noise)
    return made * rms / np.sqrt(np.mean(made**2))


def whispered(vowel="a", seconds=3.0, rate_hz=48_000, rms=0.05):
    """Noise through the formants."""
    count = round(seconds * rate_hz)
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal(count))
    made = np.fft.irfft(spectrum * tract(np.fft.rfftfreq(count, 1 / rate_hz), vowel), count)
    return made * rms / np.sqrt(np.mean(made**2))


def overtones(sound, hz, count, rate_hz=48_000):
    """How loud the first `count` overtones of `hz` are."""
    window, time = np.hanning(len(sound)), np.arange(len(sound)) / rate_hz
    return np.array([abs((sound * window * np.exp(-2j * np.pi * k * hz * time)).sum()) for k in range(1, count + 1)])


def height(sound, near_hz, rate_hz=48_000):
    """The f0 near a guess whose first overtones hold the most, to a tenth of a cent."""
    best = near_hz
    for span in (0.06, 0.003, 0.0002):
        tried = best * (1 + np.linspace(-span, span, 61))
        best = tried[np.argmax([(overtones(sound, hz, 5, rate_hz) ** 2).sum() for hz in tried])]
    return best


def envelope_moved(sound, same, hz, rate_hz=48_000):
    """By what share the spectrum's envelope of a voice has moved from that of another one of the same `hz`: the factor
    along the frequencies that lays one over the other best, less one."""
    count = int(4_500 / hz)
    place = hz * np.arange(1, count + 1)
    one, other = (
        PchipInterpolator(place, 20 * np.log10(overtones(voice, hz, count, rate_hz))) for voice in (sound, same)
    )
    inside = np.linspace(1.25 * hz, 3_500, 1_500)
    factors = np.exp(np.linspace(-0.2, 0.2, 401))
    return factors[np.argmin([np.std(one(inside * factor) - other(inside)) for factor in factors])] - 1.0
