"""What `rapstudio bench` measures of lessons: how long all facts take after an edit; a step asks for one to three."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import msgspec

from beats.styles import style_song
from recorder.layers import with_layer
from studio import edits
from studio.lessons.facts import FACTS, reader
from studio.lessons.sitting import Sitting, edited
from studio.song import Clip, Line, Media, Song, Take
from ui.bench_parts import RATE_HZ, Measured, Say

_CLIPS = 500
_LINES = 64
_ASKED = {"sound": "kick", "role": "voice", "line": "1", "effect": "eq", "pack": "upload", "field": "genre"}


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them, once: they take less than a second."""
    song, done, times = _song(), Sitting(), []
    for turn in range(40):
        after = edits.move_clip(song, clip_id="c250", at_beat=2.5 + turn * 0.01)
        began = time.perf_counter()
        done = edited(done, song, after, "edit-move-clip")
        read = reader(after, done)
        for name, row in FACTS.items():
            read(name, _ASKED.get(row.argument, ""))
        times.append(time.perf_counter() - began)
        song = after
    return {"facts": 1000.0 * median(times)}


def _song() -> Song:
    song, track_id = with_layer(style_song("boom_bap", "Facts"), "lead")
    numbers = range(_CLIPS)
    media = [Media(id=f"m{n}", file=f"takes/{n}.wav", frames=RATE_HZ, channels=1, rate_hz=RATE_HZ) for n in numbers]
    takes = [Take(id=f"k{n}", media_id=f"m{n}", track_id=track_id, at_beat=n * 0.5) for n in numbers]
    clips = tuple(Clip(id=f"c{n}", media_id=f"m{n}", at_beat=n * 0.5, length_frames=16_000) for n in numbers)
    tracks = tuple(
        msgspec.structs.replace(track, clips=clips) if track.id == track_id else track for track in song.tracks
    )
    lines = tuple(Line(text=f"linje {n} er min i natt") for n in range(_LINES))
    return msgspec.structs.replace(song, media=tuple(media), takes=tuple(takes), tracks=tracks, lines=lines)
