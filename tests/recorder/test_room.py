"""What a room sounds like when nobody speaks: pauses that were laid into takes by hand."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from songs import path_in

from recorder.room import find_pause, with_room
from recorder.voices import ROOM_KNOBS
from studio import edits, params
from studio.errors import Cancelled, StudioError
from studio.song import Clip, Gap, Media, Song, Take, Track

RATE = 48_000
WINDOW = 960


def spoken(seconds, seed=1):
    """Loud all the time, −17 dBFS."""
    return 0.14 * np.random.default_rng(seed).standard_normal(round(seconds * RATE))


def room(seconds, level_db=-60.0, seed=7):
    return 10.0 ** (level_db / 20.0) * np.random.default_rng(seed).standard_normal(round(seconds * RATE))


def taken(folder, *files, clip_db=0.0, **facts):
    """A song whose lead has a take, and a clip of it, for each sound."""
    media, takes, clips = [], [], []
    for number, samples in enumerate(files, 1):
        soundfile.write(folder / f"m{number}.wav", samples, RATE, subtype="PCM_24")
        media.append(Media(id=f"m{number}", file=f"m{number}.wav", frames=len(samples), channels=1, rate_hz=RATE))
        takes.append(Take(id=f"k{number}", media_id=f"m{number}", track_id="t1", at_beat=0.0, **facts))
        length = len(samples)
        clips.append(Clip(id=f"c{number}", media_id=f"m{number}", at_beat=0.0, length_frames=length, gain_db=clip_db))
    track = Track(id="t1", role="lead", name="Vers", clips=tuple(clips))
    return Song(title="", media=tuple(media), takes=tuple(takes), tracks=(track,), next_id=10), path_in(folder)


def test_the_count_in_is_found(tmp_path):
    song, path_of = taken(tmp_path, np.concatenate((room(1.5), spoken(4.0))))
    pause = find_pause(song, "t1", path_of)
    assert pause.take_id == "k1"
    assert pause.at_frame == 0
    assert len(pause.samples) == pytest.approx(1.5 * RATE, abs=WINDOW)
    assert pause.level_db == pytest.approx(-60.0, abs=0.5)


def test_the_quietest_of_all_takes_and_no_more_than_three_seconds(tmp_path):
    gap = np.concatenate((spoken(2.0), room(0.7, -50.0), spoken(2.0)))
    long = np.concatenate((spoken(2.0), room(9.0, -62.0), spoken(2.0)))
    song, path_of = taken(tmp_path, gap, long)
    pause = find_pause(song, "t1", path_of)
    assert pause.take_id == "k2"
    assert len(pause.samples) <= 3.0 * RATE
    assert 2.0 * RATE <= pause.at_frame <= 11.0 * RATE - len(pause.samples)
    hidden = edits.remove_clip(song, clip_id="c2")
    pause = find_pause(hidden, "t1", path_of)
    assert (pause.take_id, round(pause.level_db)) == ("k1", -50), "what the track shows comes first"
    bare = edits.remove_clip(hidden, clip_id="c1")
    assert find_pause(bare, "t1", path_of).take_id == "k2"


def test_the_gain_of_the_clip_counts(tmp_path):
    song, path_of = taken(tmp_path, np.concatenate((room(1.0), spoken(4.0))), clip_db=6.0)
    assert find_pause(song, "t1", path_of).level_db == pytest.approx(-54.0, abs=0.5)


def test_what_is_no_pause(tmp_path):
    """Too short, too near the voice, a microphone that sent nothing, what never reached the disk."""
    sounds = {
        "short": np.concatenate((spoken(2.0), room(0.4), spoken(2.0))),
        "loud": np.concatenate((spoken(2.0), room(1.0, -25.0), spoken(2.0))),
        "nothing": np.concatenate((spoken(2.0), np.zeros(RATE), spoken(2.0))),
        "all": spoken(4.0),
        "brief": room(0.3),
    }
    for name, samples in sounds.items():
        (tmp_path / name).mkdir()
        song, path_of = taken(tmp_path / name, samples)
        assert find_pause(song, "t1", path_of) is None, name
        with pytest.raises(StudioError) as caught:
            with_room(song, "t1", path_of)
        assert (caught.value.code, caught.value.fields) == ("room-unheard", {"name": "Vers"})
    song, path_of = taken(tmp_path, np.concatenate((spoken(2.0), room(1.0), spoken(2.0))), gaps=(Gap(2 * RATE, RATE),))
    assert find_pause(song, "t1", path_of) is None
    assert find_pause(song, "t9", path_of) is None
    assert find_pause(song, "t1", lambda media: tmp_path / "gone.wav") is None


def test_passes_of_a_loop_in_one_file(tmp_path):
    """The second pass alone has a pause: its frames count from where it begins."""
    samples = np.concatenate((spoken(3.0), spoken(1.0), room(1.0), spoken(1.0)))
    song, path_of = taken(tmp_path, samples, offset_frames=3 * RATE, length_frames=3 * RATE)
    pause = find_pause(song, "t1", path_of)
    assert pause.at_frame == pytest.approx(4 * RATE, abs=WINDOW)


def test_the_room_is_learned(tmp_path):
    """White noise at −60 dBFS holds in each band what its width makes of it."""
    song, path_of = taken(tmp_path, np.concatenate((room(2.0), spoken(4.0))))
    told = []
    learned, _ = with_room(song, "t1", path_of, progress=told.append)
    track = learned.track("t1")
    levels = [track.knob(name) for name in ROOM_KNOBS]
    assert len(levels) == params.NOISE_BANDS
    assert track.knob("noise_on") == 1.0
    assert all(-90.0 < level < -58.0 for level in levels), levels
    total = 10 * np.log10(sum(10 ** (level / 10) for level in levels))
    assert total == pytest.approx(-60.0, abs=3.0)
    assert levels[-1] > levels[0] + 10.0, "the highest band is the widest"
    assert with_room(song, "t1", path_of)[0] == learned
    assert told[-1] == 1.0
    with pytest.raises(Cancelled):
        with_room(song, "t1", path_of, cancelled=lambda: True)
