"""A song to mix, in a window with everything behind it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import numpy as np
import soundfile
from desk import Desk, own_home

from studio import edits
from studio.song import Song
from studio.songfile import SongFolder

RATE = 48_000


def voice_sound(seconds: float) -> np.ndarray:
    """Something that speaks: a buzz in syllables, with pauses."""
    time = np.arange(round(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * 130 * n * time) / n for n in range(1, 12))
    return 0.08 * buzz * (np.sin(2 * np.pi * 1.7 * time) > -0.2)


def beat_sound(seconds: float) -> np.ndarray:
    frames = np.arange(round(seconds * RATE))
    since = frames % (RATE * 60 // 90)
    return 0.5 * np.exp(-since / 4000.0) * np.sin(since * 2 * np.pi * 70 / RATE)


def mixed_song() -> Song:
    """90 BPM: a beat `t1` with a clip of eight bars, a voice `t2` with one of four bars from bar 2 on."""
    song = edits.add_track(Song(title="Miks"), role="beat", name="Beat")
    song = edits.add_track(song, role="lead", name="Vokal")
    song = edits.add_media(song, file="media/b.wav", frames=RATE * 21, channels=1, rate_hz=RATE)
    song = edits.add_clip(song, track_id="t1", media_id="m3", at_beat=0.0)
    song = edits.record(song, track_id="t2", file="takes/a.wav", frames=RATE * 10, at_beat=4.0)
    return edits.add_section(song, kind="verse", bars=8, pattern_id="")


def open_mixed_song(desk: Desk) -> None:
    """Open `mixed_song` in a window; stays until it can be heard."""
    desk.sound_ready()
    path = desk.home / "songs" / "miks"
    folder = SongFolder.create(path, mixed_song())
    (path / "media").mkdir(exist_ok=True)
    soundfile.write(path / "media" / "b.wav", beat_sound(21), RATE, subtype="PCM_24")
    soundfile.write(path / "takes" / "a.wav", voice_sound(10), RATE, subtype="PCM_24")
    folder.close()
    desk.bridge.open_song(path)
    desk.until(lambda: desk.bridge.song.title == "Miks" and desk.bridge.job is None, "the song")


def lay_out_anew(desk: Desk) -> None:
    """The song as it was made, with nothing heard, measured, picked or compared."""
    bridge = desk.bridge
    bridge.link.stop()
    bridge.comparing.forget()
    desk.until(lambda: not bridge.moment.moving and not bridge.measuring.kind, "silence")
    bridge.apply(mixed_song(), "edit-set-title")
    bridge.end_gesture()
    bridge.mixing.keep_moves(False)
    if bridge.mixing.picked:
        bridge.mixing.pick(bridge.mixing.picked)
    desk.window.enter_room(2)
    desk.told.clear()
    desk.announced.clear()


def mixing_desk() -> Iterator[Desk]:
    """The window with `mixed_song` open in it."""
    with contextlib.closing(own_home()) as homes:
        made = Desk(next(homes))
        open_mixed_song(made)
        yield made
        made.close()
