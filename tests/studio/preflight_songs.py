"""A short song in which the checks find nothing, made here: a stereo beat and a voice over it. Each defect is put into
a copy of it."""

from __future__ import annotations

from functools import cache
from math import inf
from pathlib import Path

import msgspec
import numpy as np
from scipy.signal import butter, sosfilt
from songs import path_in, write

import presets
from studio.credits import Consent, Maker, Performer, Release, Writer
from studio.delivery import Band, Delivery
from studio.preflight.finding import Finding
from studio.release.lookover import Rules, check_song
from studio.song import Clip, Line, Media, Song, Track

put = msgspec.structs.replace
RATE_HZ = 48_000
SECONDS = 12.0
TIME_S = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
DELIVERY = put(
    presets.load_delivery(),
    length=Band(ok=(5.0, 600.0), warn=(5.0, 600.0)),
    range=Band(ok=(0.0, 12.0), warn=(0.0, inf)),
)
"""As the data file has it, for a song that is over soon."""
WORDS = presets.load_explicit_words()
RELEASE = Release(
    artists=("Kari Nord",),
    language="nb",
    genre="Hip-hop",
    explicit="none",
    writers=(Writer(name="Kari Nordmann", share_percent=100.0),),
    performers=(Performer(name="Kari Nord"),),
    makers=(Maker(name="Ola Sør", role="mixing"),),
    recording_owner="Kari Nordmann",
    recording_year=2026,
    work_owner="Kari Nordmann",
    work_year=2026,
    label="Kari Nord",
    release_date="2026-12-24",
    isrc="NOABC2600001",
    beat_origin="own",
    consents=(Consent(name="Kari Nord", given=True),),
)


@cache
def beat() -> np.ndarray:
    """[frames, 2]: a kick, noise on the off-beats, a chord; it begins at once and ends with a short fade."""
    dice, at = np.random.default_rng(7), (TIME_S * 2.0) % 1.0 / 2.0
    kick = np.sin(2 * np.pi * 62 * at) * np.exp(-at * 12) * 0.3
    off = (at - 0.25) % 0.5
    noise = dice.standard_normal((len(TIME_S), 2)) * (np.exp(-off * 45) * 0.1)[:, None]
    noise = sosfilt(butter(2, (900, 9000), "bandpass", fs=RATE_HZ, output="sos"), noise, axis=0)
    chord = sum(np.sin(2 * np.pi * hz * TIME_S + hz) for hz in (220.0, 277.2, 329.6, 440.0)) * 0.04
    sound = kick[:, None] + noise + chord[:, None] * np.array([1.0, 0.9])
    sound = sosfilt(butter(4, 38, "highpass", fs=RATE_HZ, output="sos"), sound, axis=0)
    sound[-4800:] *= np.linspace(1, 0, 4800)[:, None]
    return sound * 0.5


@cache
def voice() -> np.ndarray:
    """[frames]: sung for 1.4 s and silent for 0.6 s by turns, in a quiet room."""
    sung = np.clip(np.minimum(TIME_S % 2.0, 1.4 - TIME_S % 2.0) * 40, 0, 1)
    tone = sum(np.sin(2 * np.pi * 140 * k * TIME_S + k) / k for k in range(1, 20)) * 0.05
    return tone * sung + np.random.default_rng(3).standard_normal(len(TIME_S)) * 10 ** (-75 / 20)


def song_in(folder: Path, its_beat: np.ndarray | None = None, its_voice: np.ndarray | None = None) -> Song:
    """The song, with its files in a folder."""
    tracks, media = [], []
    sounds = (("beat", beat() if its_beat is None else its_beat), ("lead", voice() if its_voice is None else its_voice))
    for number, (role, sound) in enumerate(sounds, 1):
        write(folder / "media" / f"m{number}.wav", sound, RATE_HZ)
        channels = 1 if sound.ndim == 1 else sound.shape[1]
        file = f"media/m{number}.wav"
        media.append(Media(id=f"m{number}", file=file, frames=len(sound), channels=channels, rate_hz=RATE_HZ))
        clip = Clip(id=f"c{number}", media_id=f"m{number}", at_beat=0.0, length_frames=len(sound))
        tracks.append(Track(id=f"t{number}", role=role, name=role.title(), clips=(clip,)))
    lines = (Line(text="Hele byen sover"), Line(text="Jeg er våken"))
    return Song(
        title="Hele byen", bpm=120.0, tracks=tuple(tracks), media=tuple(media), lines=lines, release=RELEASE
    )  # fmt: skip


def looked_over(song: Song, folder: Path, delivery: Delivery = DELIVERY) -> dict[str, Finding]:
    """What was found, but for what is well and the cover, by its row."""
    found = check_song(song, folder, path_in(folder), {}, Rules(delivery, WORDS))
    return {one.check: one for one in found if one.level != "ok" and one.check != "cover-missing"}
