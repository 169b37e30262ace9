"""Kits made of arrays, and the songs that play them, for the engine's tests."""

from __future__ import annotations

import msgspec
import numpy as np
import soundfile
from songs import path_in

from studio.engine.messages import SoundLayer, SoundSource
from studio.engine.offline import OfflineRenderer
from studio.song import Pattern, Section, Song, Track

RATE = 48_000
TRACKS = (Track(id="t1", role="drums", name="Drums", kit="k"), Track(id="t2", role="bass", name="Bass", kit="k"))


def layers(folder, name, *sounds, **options):
    """A sound of recordings in `folder`: (from_velocity, samples) or (from_velocity, samples, gain_db) each."""
    made = []
    for number, (from_velocity, samples, *gain_db) in enumerate(sounds):
        path = folder / f"{name}{number}.wav"
        soundfile.write(path, np.asarray(samples, np.float32), RATE, subtype="FLOAT")
        made.append(SoundLayer(file=str(path), from_velocity=from_velocity, gain_db=sum(gain_db)))
    return SoundSource(layers=tuple(made), **options)


def sound(folder, name, samples, **options):
    """A sound of one recording."""
    return layers(folder, name, (1, samples), **options)


def song_of(*lanes, bars=1, bpm=90.0, tracks=TRACKS, sections=(), **pattern):
    """These lanes as a pattern of one bar, in a verse of so many bars or in `sections`."""
    return Song(
        title="T",
        bpm=bpm,
        tracks=tracks,
        patterns=(Pattern(id="p", name="", bars=1, lanes=lanes, **pattern),),
        sections=sections or (Section(id="s", kind="verse", bars=bars, pattern_id="p"),),
    )


def with_knobs(song, **knobs):
    """The song with all its tracks' knobs turned."""
    tracks = tuple(msgspec.structs.replace(track, knobs=knobs) for track in song.tracks)
    return msgspec.structs.replace(song, tracks=tracks)


def render(song, kits, chunk=16_384, threads=1, start=0):
    """The mix up to the song's end, both sides."""
    renderer = OfflineRenderer(song, path_in(None), kits, chunk=chunk, threads=threads)
    return np.concatenate([block.copy() for block in renderer.mix(start, renderer.length_frames)])
