"""`rapstudio voice`, and measuring in a process of its own."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from songs import noise, path_in, write

from studio import edits, params, storage
from studio.errors import Cancelled, StudioError
from studio.song import Clip, Media, Song, Take, Track
from studio.songfile import SongFolder
from ui import worker

FRAMES = 4 * 48_000


def sung_song():
    """A beat, a lead that was sung by 10 dB softer, and an empty hook."""
    media = tuple(Media(id=f"m{n}", file=f"media/m{n}.wav", frames=FRAMES, channels=1, rate_hz=48_000) for n in (1, 2))
    clips = [Clip(id=f"c{n}", media_id=f"m{n}", at_beat=0.0, length_frames=FRAMES) for n in (1, 2)]
    tracks = (
        Track(id="t1", role="beat", name="", clips=(clips[0],)),
        Track(id="t2", role="lead", name="Åse", clips=(clips[1],)),
        Track(id="t3", role="hook", name=""),
    )
    return Song(title="Kort", bpm=60.0, media=media, tracks=tracks, next_id=10)


def put_files(folder):
    write(folder / "media" / "m1.wav", noise(4.0, seed=1, channels=1))
    write(folder / "media" / "m2.wav", noise(4.0, seed=2, channels=1, gain=0.1 * 10 ** (-10 / 20)))


@pytest.fixture
def song(tmp_path):
    path = tmp_path / "song"
    SongFolder.create(path, sung_song()).close()
    put_files(path)
    return path


def stored(path):
    with_folder = SongFolder.open(path)
    try:
        return with_folder.song
    finally:
        with_folder.close()


def test_the_voice_that_was_sung_gets_the_sound(studio, song):
    told = json.loads(studio("voice", song, "--preset", "radio", "--amount", "1", "--json"))
    assert (told["voice"], told["title"], told["track"], told["amount"]) == ("radio", "Radio", "t2", 1.0)
    assert told["measured"] is True
    track = stored(song).track("t2")
    assert (track.voice, track.voice_amount) == ("radio", 1.0)
    assert track.knobs == told["knobs"]
    assert track.knob("trim_db") == told["trim_db"]
    assert "Åse har fått lyden Varm" in studio("voice", song, "--preset", "warm")
    assert stored(song).track("t2").voice_amount == 0.5


def test_a_track_is_named_and_need_not_sound_yet(studio, song):
    said = studio("voice", song, "--preset", "big_hook", "--track", "3")
    assert "Stor hook" in said
    assert "ikke noe å måle" in said
    assert stored(song).track("t3").voice == "big_hook"
    assert json.loads(studio("voice", song, "--preset", "dry", "--track", "Åse", "--json"))["track"] == "t2"


def test_an_own_sound_by_its_name(studio, song):
    own_id = storage.keep_voice(storage.places().voices, "Åses 🎤", {"highpass_on": 1.0, "highpass_hz": 200.0})
    told = json.loads(studio("voice", song, "--preset", "åses 🎤", "--json"))
    assert (told["voice"], told["title"], told["amount"]) == (own_id, "Åses 🎤", 1.0)
    assert stored(song).track("t2").knob("highpass_hz") == 200.0


def test_what_is_not_there_is_said_in_a_sentence(studio, song, tmp_path):
    assert "kazoo" in studio("voice", song, "--preset", "kazoo", code=2)
    for track in ("1", "9", "Ola"):
        told = json.loads(studio("voice", song, "--preset", "dry", "--track", track, "--json", code=2))
        assert (told["error"], told["fields"]["value"]) == ("bad-value", track)
    studio("voice", song, "--preset", "dry", "--amount", "2", code=2)
    bare = tmp_path / "bare"
    SongFolder.create(bare, edits.add_track(Song(title="Bare"), role="beat")).close()
    assert json.loads(studio("voice", bare, "--preset", "dry", "--json", code=2))["error"] == "voice-no-track"
    assert stored(song) == sung_song()


# --- in another process ---------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    put_files(tmp_path)
    return {media.id: str(path_in(tmp_path)(media)) for media in sung_song().media}


def test_another_process_measures_the_same(files, tmp_path):
    from studio import balance

    told = []
    sources = (sung_song(), files, {})
    found = worker.balance(worker.Balance(*sources), told.append, lambda: False)
    here = balance.measured_balance(sung_song(), path_in(tmp_path), {})
    assert (found.voice_start_db, found.voice_lufs, found.missing) == (here.voice_start_db, here.voice_lufs, "")
    assert told[-1] == pytest.approx(1.0)
    makeup = {"compressor_on": 1.0, "ratio": 1.0, "makeup_db": 6.0}
    matched = worker.match(worker.Match(*sources, "t2", makeup), told.append, lambda: False)
    assert matched.trim_db == pytest.approx(-6.0, abs=0.02)


def test_another_process_learns_the_room(files, tmp_path):
    """A second of room at −60 dBFS before the words; without it there is nothing to learn from."""
    song = sung_song()
    taken = edits.parts.put(song, takes=(Take(id="k1", media_id="m2", track_id="t2", at_beat=0.0),))
    with pytest.raises(StudioError, match="room-unheard"):
        worker.learn_room(worker.LearnRoom(taken, files, "t2"), lambda share: None, lambda: False)
    quiet = noise(1.0, seed=3, channels=1, gain=0.001)
    write(tmp_path / "media" / "m2.wav", np.concatenate((quiet, noise(3.0, seed=2, channels=1))))
    learned = worker.learn_room(worker.LearnRoom(taken, files, "t2"), lambda share: None, lambda: False)
    assert learned.level_db == pytest.approx(-60.0, abs=0.5)
    assert learned.seconds == pytest.approx(1.0, abs=0.05)
    assert learned.knobs.pop("noise_on") == 1.0
    assert len(learned.knobs) == params.NOISE_BANDS
    assert all(-95.0 < level < -58.0 for level in learned.knobs.values())


def test_another_process_says_what_is_not_there_and_stops(files, tmp_path):
    asked = worker.MatchVoice(sung_song(), files, {}, "t2", "kazoo", 0.5, str(tmp_path))
    with pytest.raises(StudioError, match="voice-missing"):
        worker.match(asked, lambda share: None, lambda: False)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        worker.balance(worker.Balance(sung_song(), files, {}), lambda share: None, lambda: True)
    assert time.monotonic() - began < 30.0
