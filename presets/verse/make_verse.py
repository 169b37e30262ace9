"""Makes verse.flac from verse.toml: each half line spoken by eSpeak NG, as fast as its two beats allow.

Needs the program `espeak-ng`; nothing of this runs in the studio. Call: python presets/verse/make_verse.py
"""

import io
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import soundfile
import soxr
from scipy.signal import butter, sosfiltfilt

HERE = Path(__file__).parent
RATE_HZ = 48_000
PEAK = 10 ** (-9 / 20)
FILL = 0.94
"""How much of its beats a half line may take: the rest is breath."""
SPEEDS = range(130, 330, 2)
PITCHES = (38, 34)
"""Of the first and the second half: a line comes down as it goes."""
QUIET = 10 ** (-40 / 20)
FADE_S = 0.004
CREST = 5.0
"""Peaks of a phrase over its mean level, rounded off towards this: the voice bursts harder than a mouth."""


def spoken(text: str, speed: int, pitch: int) -> np.ndarray:
    """A phrase at a speed (words a minute), without the silence around it, at `RATE_HZ`."""
    command = ["espeak-ng", "-v", "nb", "-s", str(speed), "-p", str(pitch), "-a", "100", "--stdout", text]
    done = subprocess.run(command, check=True, capture_output=True)
    samples, rate_hz = soundfile.read(io.BytesIO(whole_header(done.stdout)))
    loud = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max())
    margin = round(0.01 * rate_hz)
    return soxr.resample(samples[max(loud[0] - margin, 0) : loud[-1] + margin], rate_hz, RATE_HZ)


def whole_header(wav: bytes) -> bytes:
    """A WAV from a pipe claims to be endless; say how long it is."""
    size = len(wav)
    return wav[:4] + (size - 8).to_bytes(4, "little") + wav[8:40] + (size - 44).to_bytes(4, "little") + wav[44:]


def fitted(text: str, room_frames: int, pitch: int) -> np.ndarray:
    """The phrase at the slowest speed at which it fits."""
    for speed in SPEEDS:
        phrase = spoken(text, speed, pitch)
        if len(phrase) <= room_frames:
            return phrase
    raise SystemExit(f"too long for its place: {text}")


def main() -> None:
    verse = tomllib.loads((HERE / "verse.toml").read_text("utf-8"))
    half = round(verse["beats_per_line"] / 2 * 60 * RATE_HZ / verse["bpm"])
    sound = np.zeros(2 * half * len(verse["lines"]))
    for number, line in enumerate(verse["lines"]):
        for turn, text in enumerate(line.split("/")):
            for written, said in verse["spoken"].items():
                text = text.replace(written, said)
            phrase = fitted(text.strip(), round(FILL * half), PITCHES[turn])
            phrase = sosfiltfilt(butter(2, 70, "highpass", fs=RATE_HZ, output="sos"), phrase)
            edge = np.minimum(np.arange(len(phrase)), np.arange(len(phrase))[::-1]) / (FADE_S * RATE_HZ)
            phrase *= np.minimum(edge, 1.0) / np.sqrt(np.mean(phrase**2))
            start = (2 * number + turn) * half
            sound[start : start + len(phrase)] = CREST * np.tanh(phrase / CREST)
    step = 2.0**-11  # twelve bits: noise at −77 dBFS, below that of a quiet room, and half the file
    sound = np.rint(sound * (PEAK / np.abs(sound).max()) / step) * step
    soundfile.write(HERE / verse["file"], sound, RATE_HZ, subtype="PCM_16", format="FLAC", compression_level=1.0)


if __name__ == "__main__":
    sys.exit(main())
