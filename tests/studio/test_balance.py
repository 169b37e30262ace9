"""How loud a strip is with other knobs, and voice beside beat: sounds whose loudness is known."""

from __future__ import annotations

import numpy as np
import pytest
from songs import noise, path_in, sine, write

from studio import balance, edits, params
from studio.balance import Balance, loudness, matched_trim, measured_balance, sounding
from studio.errors import Cancelled
from studio.song import Clip, Media, Point, Section, Song, Take, Track

RATE = 48_000
HOP = 4_800


def laid(folder, **sounds):
    """A song at 60 BPM, so that a beat is a second: for each role the sound, and the beat at which it begins."""
    media, tracks = [], []
    for number, (role, (samples, at_beat)) in enumerate(sounds.items(), 1):
        write(folder / "media" / f"m{number}.wav", samples)
        media.append(Media(id=f"m{number}", file=f"media/m{number}.wav", frames=len(samples), channels=1, rate_hz=RATE))
        clip = Clip(id=f"c{number}", media_id=f"m{number}", at_beat=at_beat, length_frames=len(samples))
        tracks.append(Track(id=f"t{number}", role=role, name="", clips=(clip,)))
    return Song(title="", bpm=60.0, media=tuple(media), tracks=tuple(tracks))


# --- a strip beside itself ------------------------------------------------------------------------------------------


def test_loudness_of_a_strip_is_the_standard_s(tmp_path):
    """997 Hz at −18 dBFS on both sides is −18 LUFS; fader, pan and mute are the mix's and not counted."""
    song = laid(tmp_path, lead=(sine(997.0, 5.0, gain=10 ** (-18 / 20)), 0.0))
    for knobs in ({}, {"gain_db": -30.0, "mute": 1.0, "pan": 1.0}):
        found = loudness(song, path_in(tmp_path), {}, "t1", knobs, [(0, 50 * HOP)])
        assert found == pytest.approx(-18.0, abs=0.05)
    louder = edits.set_automation(song, track_id="t1", name="gain_db", points=[Point(at_beat=0.0, value=-40.0)])
    assert loudness(louder, path_in(tmp_path), {}, "t1", {}, [(0, 50 * HOP)]) == pytest.approx(-18.0, abs=0.05)


def test_the_trim_takes_back_what_the_knobs_add(tmp_path):
    song = laid(tmp_path, lead=(noise(4.0, channels=1), 0.0))
    path_of = path_in(tmp_path)
    makeup = {"compressor_on": 1.0, "ratio": 1.0, "makeup_db": 6.0}
    assert matched_trim(song, path_of, {}, "t1", {}, makeup) == pytest.approx(-6.0, abs=0.02)
    assert matched_trim(song, path_of, {}, "t1", {}, {**makeup, "trim_db": 9.0}) == pytest.approx(-6.0, abs=0.02)
    assert matched_trim(song, path_of, {}, "t1", makeup, {}) == pytest.approx(6.0, abs=0.02)
    assert matched_trim(song, path_of, {}, "t1", {**makeup, "trim_db": -6.0}, {}) == pytest.approx(0.0, abs=0.02)
    loud = {**makeup, "makeup_db": 24.0, "eq_on": 1.0, "low_db": 18.0, "mid_db": 18.0, "high_db": 18.0}
    assert matched_trim(song, path_of, {}, "t1", {}, loud) == -24.0, "a trim has an end"


SWITCHES = [row.name for row in params.TRACK if row.name.endswith("_on")]
TURNED = {
    "highpass_hz": 180.0,
    "noise_range_db": 12.0,
    **{f"noise_{band}_db": -50.0 for band in range(1, params.NOISE_BANDS + 1)},
    "gate_threshold_db": -30.0,
    "low_db": 5.0,
    "mid_db": -4.0,
    "high_db": 6.0,
    "threshold_db": -30.0,
    "ratio": 5.0,
    "deesser_threshold_db": -40.0,
    "saturation_drive_db": 10.0,
}


@pytest.mark.parametrize("switch", SWITCHES)
def test_flipping_a_switch_changes_no_loudness(tmp_path, switch):
    sung = noise(3.0, gain=0.03, channels=1) + sine(220.0, 3.0, gain=0.2) * (np.arange(3 * RATE) % 24_000 < 14_000)
    song, path_of = laid(tmp_path, lead=(sung, 0.0)), path_in(tmp_path)
    song = edits.set_key(song, key="A minor")
    others = {name: 1.0 for name in SWITCHES if name not in (switch, "pitch_on")}
    before = {**TURNED, **others}
    for stands, becomes in ((0.0, 1.0), (1.0, 0.0)):
        was, now = {**before, switch: stands}, {**before, switch: becomes}
        trim_db = matched_trim(song, path_of, {}, "t1", was, now)
        places = sounding(song, path_of, {}, "t1")
        heard = [loudness(song, path_of, {}, "t1", knobs, places) for knobs in (was, {**now, "trim_db": trim_db})]
        assert heard[0] == pytest.approx(heard[1], abs=0.1)


def test_what_is_silent_has_no_trim(tmp_path):
    song = laid(tmp_path, lead=(np.zeros(RATE), 0.0))
    assert sounding(song, path_in(tmp_path), {}, "t1") == []
    assert matched_trim(song, path_in(tmp_path), {}, "t1", {}, {"trim_db": 3.0}) is None
    assert matched_trim(song, lambda media: tmp_path / "gone.wav", {}, "t1", {}, {}) is None
    with pytest.raises(KeyError):
        matched_trim(song, path_in(tmp_path), {}, "t9", {}, {})


def test_it_listens_where_something_sounds_and_to_the_last_take_first(tmp_path):
    """Two takes of fifteen seconds, the later one at the front of the song, each with five silent seconds within."""
    sung = np.concatenate((noise(5.0, channels=1), np.zeros(5 * RATE), noise(5.0, channels=1)))
    song = laid(tmp_path, lead=(sung, 0.0), double=(sung, 0.0))
    takes = [Take(id=f"k{n}", media_id=f"m{n}", track_id="t1", at_beat=at) for n, at in ((1, 20.0), (2, 0.0))]
    clips = tuple(
        Clip(id=f"c{n}", media_id=f"m{n}", at_beat=take.at_beat, length_frames=len(sung))
        for n, take in enumerate(takes, 1)
    )
    song = edits.parts.put(song, takes=tuple(takes), tracks=(edits.parts.put(song.tracks[0], clips=clips),))
    path_of = path_in(tmp_path)
    assert sounding(song, path_of, {}, "t1", 10.0) == [(0, 50 * HOP), (100 * HOP, 150 * HOP)]
    assert sounding(song, path_of, {}, "t1", 12.0)[2:] == [(200 * HOP, 220 * HOP)]
    assert sounding(song, path_of, {}, "t1", 60.0)[2:] == [(200 * HOP, 250 * HOP), (300 * HOP, 350 * HOP)]


# --- voice beside beat ----------------------------------------------------------------------------------------------


def test_a_voice_ten_below_the_beat_is_brought_up(tmp_path):
    """The same noise in both, the voice by 10 dB softer and only half of the time: the pauses do not count."""
    beat, rap = noise(16.0, seed=1, channels=1), noise(8.0, seed=2, channels=1, gain=0.1 * 10 ** (-10 / 20))
    song = laid(tmp_path, beat=(beat, 0.0), lead=(rap, 4.0))
    found = measured_balance(song, path_in(tmp_path), {})
    assert found.missing == ""
    assert found.voice_lufs - found.beat_lufs == pytest.approx(-10.0, abs=0.6)
    assert found.voice_start_db == pytest.approx(balance.TARGET_LU - (found.voice_lufs - found.beat_lufs), abs=0.06)
    assert found.seconds == pytest.approx(8.0, abs=0.5)
    assert found == measured_balance(song, path_in(tmp_path), {})
    low, high = balance.WITHIN_LU
    assert low <= balance.TARGET_LU <= high


def test_faders_groups_and_strips_count_and_the_slider_does_not(tmp_path):
    song = laid(tmp_path, beat=(noise(6.0, seed=1, channels=1), 0.0), lead=(noise(6.0, seed=2, channels=1), 0.0))
    path_of = path_in(tmp_path)
    even = measured_balance(song, path_of, {}).voice_start_db
    for name in ("balance_db", "voice_start_db", "room_db", "master_db"):
        turned = edits.set_master_knob(song, name=name, value=6.0)
        assert measured_balance(turned, path_of, {}).voice_start_db == even, name
    softer = edits.set_knob(song, track_id="t2", name="gain_db", value=-4.0)
    assert measured_balance(softer, path_of, {}).voice_start_db == pytest.approx(even + 4.0, abs=0.05)
    alone = edits.set_knob(song, track_id="t2", name="solo", value=1.0)
    assert measured_balance(alone, path_of, {}).voice_start_db == even


def test_what_is_not_there_is_said(tmp_path):
    path_of, beat = path_in(tmp_path), (noise(4.0, channels=1), 0.0)
    quiet = (np.zeros(4 * RATE), 0.0)
    assert measured_balance(Song(title=""), path_of, {}) == Balance(None, None, None, 0.0, "voice")
    assert measured_balance(laid(tmp_path, beat=beat), path_of, {}).missing == "voice"
    assert measured_balance(laid(tmp_path, beat=beat, lead=quiet), path_of, {}).missing == "voice"
    assert measured_balance(laid(tmp_path, lead=beat), path_of, {}).missing == "beat"
    no_beat = measured_balance(laid(tmp_path, lead=beat, beat=quiet), path_of, {})
    assert (no_beat.missing, no_beat.beat_lufs, no_beat.voice_start_db) == ("beat", None, None)
    assert no_beat.voice_lufs is not None
    both = laid(tmp_path, lead=beat, beat=beat)
    muted = edits.set_knob(both, track_id="t1", name="mute", value=1.0)
    assert measured_balance(muted, path_of, {}).missing == "voice"
    far = edits.set_knob(both, track_id="t1", name="gain_db", value=-40.0)
    assert measured_balance(far, path_of, {}).voice_start_db == 24.0, "the row has an end"


def test_a_long_song_is_listened_to_in_spans(tmp_path):
    """Eight minutes; half a minute of it is enough, from all over the song."""
    sung = noise(60.0, seed=2, channels=1)
    song = laid(tmp_path, lead=(sung, 0.0), beat=(noise(60.0, seed=1, channels=1), 0.0))
    tracks = tuple(
        edits.parts.put(
            track,
            clips=tuple(edits.parts.put(track.clips[0], id=f"c{n}", at_beat=60.0 * n) for n in range(8)),
        )
        for track in song.tracks
    )
    song = edits.parts.put(song, tracks=tracks, sections=(Section(id="s1", kind="verse", bars=120),))
    told = []
    found = measured_balance(song, path_in(tmp_path), {}, progress=told.append)
    assert found.seconds == pytest.approx(balance.BALANCE_S, abs=0.5)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_it_stops_when_it_is_told_to(tmp_path):
    song = laid(tmp_path, lead=(noise(4.0, channels=1), 0.0), beat=(noise(4.0, channels=1), 0.0))
    with pytest.raises(Cancelled):
        measured_balance(song, path_in(tmp_path), {}, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        matched_trim(song, path_in(tmp_path), {}, "t1", {}, {}, cancelled=lambda: True)
