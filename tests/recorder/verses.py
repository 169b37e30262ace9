"""Songs with takes for the tests of comping: 90 BPM at 48 kHz, so a beat is 32 000 frames and a line 128 000."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from songs import path_in

from recorder import passes
from studio import edits
from studio.engine.messages import TakeClosed
from studio.engine.offline import OfflineRenderer
from studio.song import Song

RATE = 48_000
LINE = 128_000
"""Frames of a line."""
LEAD = 24_000
"""Frames of a file before the place where its take was to begin."""


def verse_song(lines: int = 4) -> Song:
    """A song of so many lines with an empty lead `t1`."""
    song = edits.add_track(Song(title="Vers", bpm=90.0), role="lead")
    return edits.add_section(song, kind="verse", bars=lines)


def put_file(folder: Path, name: str, samples: np.ndarray, rate_hz: int = RATE, subtype: str = "PCM_24") -> None:
    path = folder / "takes" / f"{name}.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples, rate_hz, subtype=subtype)


def closed(name: str, frames: int, at_beat: float = 0.0, lead_frames: int = LEAD, **facts: object) -> TakeClosed:
    """What the engine says of a take that was to begin at a beat."""
    facts = {"track_id": "t1", "rate_hz": RATE, **facts}
    rate_hz = int(facts["rate_hz"])  # type: ignore[call-overload]
    return TakeClosed(
        take_id=name,
        path=f"/somewhere/takes/{name}.wav",
        frames=frames,
        at_beat=at_beat - lead_frames / rate_hz * 1.5,  # 90 beats a minute
        lead_frames=lead_frames,
        **facts,  # type: ignore[arg-type]
    )


def recorded(
    song: Song, folder: Path, name: str, samples: np.ndarray, at_beat: float = 0.0, lead: int = LEAD, **facts: object
) -> Song:
    """The song with a take whose file, lead-in and all, is on disk."""
    put_file(folder, name, samples)
    return passes.kept(song, closed(name, len(samples), at_beat, lead, **facts), f"takes/{name}.wav", len(samples))


def heard(song: Song, folder: Path, frames: int = 4 * LINE) -> np.ndarray:
    """The left side of the song's mix, float64 [frames]; a strip at rest brings its two sides to equal power."""
    renderer = OfflineRenderer(song, path_in(folder), {}, threads=1)
    return np.concatenate([block[:, 0].copy() for block in renderer.mix(0, frames)])


def spans(song: Song, track_id: str = "t1") -> list[tuple[str, int, int]]:
    """The clips of a track: file, first frame in the song, end."""
    names = {media.id: media.file.removeprefix("takes/").removesuffix(".wav") for media in song.media}
    return [
        (names[clip.media_id], song.frame_of(clip.at_beat), song.frame_of(clip.at_beat) + clip.length_frames)
        for clip in song.track(track_id).clips
    ]


def phrases(lines: int, hz: float, *, quiet_ms: float = 200.0, lead: int = LEAD, tail: int = LEAD) -> np.ndarray:
    """A sung file: a tone with silence of so many ms around each line's edge, lead-in and tail silent."""
    samples = np.zeros(lead + lines * LINE + tail)
    half = round(quiet_ms / 2000.0 * RATE)
    for line in range(lines):
        start, end = lead + line * LINE + half, lead + (line + 1) * LINE - half
        samples[start:end] = 0.25 * np.sin(2 * np.pi * hz * np.arange(end - start) / RATE)
    return samples
