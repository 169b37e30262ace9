"""What `rapstudio bench` measures of a finished track: its loudness read, its mix mastered, its whole folder made."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import numpy as np
import soundfile

import presets
from beats.kits import kit_sources
from recorder.voices import knobs_at, load_voice
from studio.credits import Release
from studio.engine.sounds import Kits
from studio.release import PACKS
from studio.song import Clip, Media, Song, Take, Track
from ui import giving
from ui.bench_beats import full_beat
from ui.bench_parts import SONG_S, Measured, Say

_VOICES = (("lead", "radio"), ("double", "clean"), ("adlib", "warm"), ("hook", "big_hook"), ("hook", "autotune_hook"))


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them."""
    song = whole_song(folder / "song")
    kits = {
        name: kit_sources(name, song.rate_hz, folder / "cache")
        for name in {track.kit for track in song.tracks if track.kit}
    }
    return {**_finished(folder, song, kits), **_released(folder, song, kits)}


def whole_song(folder: Path) -> Song:
    """A beat of three and a half minutes, and five voices all through it, each with a vocal sound."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    song = full_beat()
    verse, rate_hz = soundfile.read(presets.load_verse().path)
    voice = np.resize(verse, round(SONG_S * rate_hz)) + 1e-3 * np.random.default_rng(1).standard_normal(
        round(SONG_S * rate_hz)
    )
    soundfile.write(folder / "media/voice.wav", voice, rate_hz, subtype="PCM_24")
    media = Media(id="voice", file="media/voice.wav", frames=len(voice), channels=1, rate_hz=rate_hz)
    voices = tuple(
        Track(
            id=f"v{number}",
            role=role,
            name=sound,
            clips=(Clip(id=f"c{number}", media_id=media.id, at_beat=0.0, length_frames=media.frames),),
            knobs=knobs_at(load_voice(sound), 0.5),
        )
        for number, (role, sound) in enumerate(_VOICES)
    )
    takes = tuple(Take(id=f"k{track.id}", media_id=media.id, track_id=track.id, at_beat=0.0) for track in voices)
    return msgspec.structs.replace(
        song,
        key="A minor",
        media=(media,),
        tracks=song.tracks + voices,
        takes=takes,
        release=Release(artists=("Bench",)),
    )


def _finished(folder: Path, song: Song, kits: Kits) -> Measured:
    from studio.engine.offline import OfflineRenderer
    from studio.mastering import finish, measure

    renderer = OfflineRenderer(song, lambda media: folder / "song" / media.file, kits)
    mix = np.concatenate([block.copy() for block in renderer.mix(0, round(SONG_S * song.rate_hz))])
    file = folder / "mix.wav"
    soundfile.write(file, mix, song.rate_hz, subtype="PCM_24")
    measured, mastered = [], []
    for _ in range(3):
        began = time.process_time()
        measure(file)
        measured.append(time.process_time() - began)
        began = time.perf_counter()
        finish(mix, song.rate_hz, {})
        mastered.append(time.perf_counter() - began)
    return {"measured": SONG_S / min(measured), "mastered": min(mastered)}


def _released(folder: Path, song: Song, kits: Kits) -> Measured:
    began = time.perf_counter()
    giving.give_out(
        song,
        lambda media: folder / "song" / media.file,
        kits,
        folder / "given",
        papers_folder=folder,
        packs=PACKS,
        progress=lambda file, share: None,
    )
    return {"released": time.perf_counter() - began}
