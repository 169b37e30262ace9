"""A song with sound in it, looked over before it is mastered."""

from __future__ import annotations

from pathlib import Path

import msgspec
from songs import clip_song, noise, path_in

import presets
from studio.release.lookover import Rules, check_song

RULES = Rules(presets.load_delivery(), ())


def test_mix_balance_and_recordings_are_measured_and_papers_asked_for(tmp_path: Path) -> None:
    song = clip_song(tmp_path, noise(8), noise(8, seed=2, channels=1))
    beat, voice = song.tracks
    song = msgspec.structs.replace(song, tracks=(beat, msgspec.structs.replace(voice, role="lead")))
    found = {one.check: one for one in check_song(song, tmp_path, path_in(tmp_path), {}, RULES)}
    assert (found["mix-peak"].level, found["source-clipping"].track_id) == ("ok", "t1")
    assert abs(found["voice-balance"].value) < 0.5  # as loud as each other
    assert {"beat-unknown", "voice-unknown", "lyrics-missing"} <= set(found)
    (tmp_path / "media" / "m1.wav").unlink()
    found = {one.check: one for one in check_song(song, tmp_path, path_in(tmp_path), {}, RULES)}
    assert (found["media-lost"].level, found["media-lost"].track_id) == ("block", "t1")
    assert "voice-balance" not in found
