"""Vocal sounds on a track: where the knobs stand, whose they are, and that the track is as loud as it was."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from songs import path_in

import presets
from recorder import voices
from recorder.voices import VOICES, find, knobs_at, library, load_voice, matched_voice, own_voice, with_voice
from studio import balance, edits, params, storage
from studio.errors import StudioError
from studio.song import Clip, Media, Song, Track

RATE = 48_000
AMOUNTS = (0.0, 0.25, 0.5, 0.75, 1.0)


def voice_song(folder, samples, role="lead"):
    """A song in A minor at 90 BPM with the sound as a clip on `t1`."""
    soundfile.write(folder / "v.wav", samples, RATE, subtype="PCM_24")
    media = Media(id="m1", file="v.wav", frames=len(samples), channels=1, rate_hz=RATE)
    clip = Clip(id="c1", media_id="m1", at_beat=0.0, length_frames=len(samples))
    return Song(
        title="",
        bpm=90.0,
        key="A minor",
        media=(media,),
        tracks=(Track(id="t1", role=role, name="", clips=(clip,)),),
        next_id=10,
    )


def spoken(seconds=8.0, level=0.4):
    """Syllables over a little noise: harmonics of 120 to 180 Hz with formants, each followed by an s."""
    frames = round(seconds * RATE)
    noise = np.random.default_rng(5).standard_normal(frames)
    times = np.arange(frames) / RATE
    phase = 2 * np.pi * np.cumsum(150.0 + 30.0 * np.sin(2 * np.pi * 0.4 * times)) / RATE
    buzz = sum(np.sin(k * phase) / (1.0 + ((k * 150.0 - 600.0) / 500.0) ** 2) for k in range(1, 40))
    beat = times % 0.25 / 0.25
    sung = buzz / np.max(np.abs(buzz)) * np.sin(np.pi * np.minimum(beat / 0.7, 1.0)) ** 2
    hiss = np.concatenate(([0.0], np.diff(noise))) * np.where(beat > 0.75, 0.06, 0.0)
    pauses = np.where(times % 4.0 < 3.2, 1.0, 0.0)
    return level * (sung + hiss) * pauses + 0.0004 * noise


@pytest.fixture(scope="module")
def verse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verse")
    return voice_song(folder, soundfile.read(presets.load_verse().path)[0]), path_in(folder)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory):
    folder = tmp_path_factory.mktemp("synthetic")
    return voice_song(folder, spoken()), path_in(folder)


PLACES: dict = {}
"""Where each of the two voices sounds: what is laid on the track does not change it."""


def lufs(song, path_of, knobs):
    if path_of not in PLACES:
        PLACES[path_of] = balance.sounding(song, path_of, {}, "t1")
    return balance.loudness(song, path_of, {}, "t1", knobs, PLACES[path_of])


# --- where the knobs stand ------------------------------------------------------------------------------------------


def test_what_is_shipped_is_what_is_offered():
    assert set(VOICES) == set(presets.names("chains"))
    for name in VOICES:
        voice = load_voice(name)
        assert set(voice.roles) <= params.VOICE_ROLES
        for row in params.TRACK:
            if row.curve == "switch" and row.name in voice.knobs:
                assert len(voice.knobs[row.name]) == 1, "a switch does not flip on the way"


def test_a_knob_turns_by_its_own_curve():
    radio = load_voice("radio")
    assert radio.knobs["ratio"] == (4.0, 6.0, 8.0)
    low, middle, high = (knobs_at(radio, amount) for amount in (0.0, 0.5, 1.0))
    assert [knobs["ratio"] for knobs in (low, middle, high)] == [4.0, 6.0, 8.0]
    quarter = knobs_at(radio, 0.25)
    assert quarter["ratio"] == 4.899  # √24: equal ratios for equal turns
    first, second, _ = radio.knobs["mid_db"]
    assert quarter["mid_db"] == pytest.approx((first + second) / 2)
    assert knobs_at(radio, 7.0) == high
    assert knobs_at(radio, -1.0) == low


def test_what_begins_at_a_level_follows_the_singer():
    radio = load_voice("radio")
    usual, soft = knobs_at(radio, 0.5), knobs_at(radio, 0.5, -6.0)
    for name in usual:
        expected = usual[name] + voices.FOLLOWING.get(name, 0.0) * -6.0
        assert soft[name] == pytest.approx(params.knob(name).clamp(expected)), name
    assert knobs_at(radio, 0.5, -400.0)["threshold_db"] >= params.knob("threshold_db").low


def test_the_mix_and_the_room_stay_and_the_rest_goes(verse):
    song, _ = verse
    stood = {"gain_db": -3.0, "pan": 0.5, "noise_3_db": -70.0, "mid_q": 2.0, "trim_db": 4.0, "saturation_on": 1.0}
    for name, value in stood.items():
        song = edits.set_knob(song, track_id="t1", name=name, value=value)
    made = with_voice(song, "t1", load_voice("clean"), 0.5).track("t1")
    assert (made.voice, made.voice_amount) == ("clean", 0.5)
    assert [made.knob(name) for name in ("gain_db", "pan", "noise_3_db", "saturation_on")] == [-3.0, 0.5, -70.0, 0.0]
    assert made.knob("mid_q") == load_voice("clean").knobs["mid_q"][0]
    assert made.knob("trim_db") == knobs_at(load_voice("clean"), 0.5)["trim_db"]
    assert with_voice(song, "t1", load_voice("clean"), 0.5, trim_db=2.0).track("t1").knob("trim_db") == 2.0
    with pytest.raises(StudioError, match="song-invalid"):
        with_voice(song, "t9", load_voice("clean"))


def test_echo_and_reverb_are_set_where_nobody_turned_them(verse):
    song = edits.add_track(verse[0], role="hook")
    hook = song.tracks[1].id
    wished = load_voice("big_hook").master
    made = with_voice(song, "t1", load_voice("big_hook"))
    assert {name: made.master_knob(name) for name in wished} == wished
    again = with_voice(made, "t1", load_voice("dry"))
    assert again.master == {}, "what the sound before wanted goes with it"
    both = with_voice(made, hook, load_voice("big_hook"))
    assert {**with_voice(both, "t1", load_voice("radio")).master} == both.master, "the other hook still wants its hall"
    turned = edits.set_master_knob(song, name="reverb_decay_s", value=5.0)
    made = with_voice(turned, "t1", load_voice("big_hook"))
    assert made.master_knob("reverb_decay_s") == 5.0
    assert made.master_knob("reverb_kind") == 1.0, "whoever turned the reverb has chosen all of it"
    assert made.master_knob("delay_beats") == 1.0


# --- own sounds -----------------------------------------------------------------------------------------------------


def test_an_own_sound_is_kept_found_and_laid_like_the_others(tmp_path, verse):
    song = with_voice(verse[0], "t1", load_voice("warm"), 1.0)
    for name, value in (("gain_db", -5.0), ("noise_1_db", -60.0), ("reverb_send_db", -12.0)):
        song = edits.set_knob(song, track_id="t1", name=name, value=value)
    kept = voices.kept_knobs(song.track("t1"))
    louder = with_voice(verse[0], "t1", load_voice("warm"), 1.0, louder_db=-6.0).track("t1")
    assert {name: kept[name] for name in voices.FOLLOWING} == pytest.approx(
        {name: voices.kept_knobs(louder, -6.0)[name] for name in voices.FOLLOWING}
    ), "kept for any singer"
    assert not {"gain_db", "noise_1_db"} & set(kept)
    own_id = storage.keep_voice(tmp_path, "Åses «kjeller» 🎤", kept)
    assert own_id.isascii()
    assert list(library(tmp_path)) == [*VOICES, own_id]
    found = find("  åses «KJELLER» 🎤 ", tmp_path)
    assert found == library(tmp_path)[own_id]
    assert (found.name, found.start_amount) == ("Åses «kjeller» 🎤", 1.0)
    made = with_voice(verse[0], "t1", found).track("t1")
    assert made.voice == own_id
    for name, value in kept.items():
        assert made.knob(name) == pytest.approx(value, abs=1e-3), name
    nothing = knobs_at(found, 0.0)
    assert [nothing[name] for name in ("ratio", "high_db", "saturation_mix", "reverb_send_db")] == [1.0, 0, 0, -60.0]
    assert knobs_at(found, 0.5)["high_db"] == pytest.approx(kept["high_db"] / 2)
    with pytest.raises(StudioError, match="voice-missing"):
        find("Noe annet", tmp_path)


def test_a_name_is_never_taken_silently(tmp_path):
    own_id = storage.keep_voice(tmp_path, "Min", {"mid_db": 2.0})
    with pytest.raises(StudioError, match="voice-exists"):
        storage.keep_voice(tmp_path, "MIN ", {"mid_db": 3.0})
    assert storage.own_voices(tmp_path)[own_id].knobs == {"mid_db": 2.0}
    assert storage.keep_voice(tmp_path, "Min", {"mid_db": 3.0}, replace=True) == own_id
    assert storage.own_voices(tmp_path)[own_id].knobs == {"mid_db": 3.0}
    storage.remove_voice(tmp_path, own_id)
    assert storage.own_voices(tmp_path) == {}
    with pytest.raises(StudioError, match="voice-missing"):
        storage.remove_voice(tmp_path, own_id)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "\ud800"])
def test_a_name_that_is_none(tmp_path, name):
    with pytest.raises(StudioError, match="bad-value"):
        storage.keep_voice(tmp_path, name, {})
    assert list(tmp_path.iterdir()) == []


def test_a_knob_that_there_is_not_is_not_kept(tmp_path):
    for knobs in ({"loudness": 3.0}, {"mid_db": 99.0}, {"mid_db": float("nan")}):
        with pytest.raises(StudioError, match="bad-value"):
            storage.keep_voice(tmp_path, "Min", knobs)
    assert list(tmp_path.iterdir()) == []


def test_there_is_an_end_to_how_many(tmp_path, monkeypatch):
    monkeypatch.setattr(storage, "MOST_VOICES", 2)
    for name in ("A", "B"):
        storage.keep_voice(tmp_path, name, {})
    with pytest.raises(StudioError, match="voice-too-many"):
        storage.keep_voice(tmp_path, "C", {})
    storage.keep_voice(tmp_path, "B", {"mid_db": 1.0}, replace=True)


def test_a_damaged_file_does_no_harm(tmp_path):
    good = storage.keep_voice(tmp_path, "Hel", {"mid_db": 1.0})
    whole = (tmp_path / f"{good}.json").read_bytes()
    damages = (b"", b"{", b"[" * 100_000, b"\xff", whole[:-10], whole.replace(b"1.0", b"1e999"), whole * 2)
    damages += (whole.replace(b"mid_db", b"mad_db"), whole.replace(b"1.0", b"99"), whole.replace(b"Hel", b"Annen"))
    damages += (whole.replace(b'"format": 1', b'"format": 2'), b" " * 200_000 + whole)
    for number, damage in enumerate(damages):
        (tmp_path / f"own_{number:012x}.json").write_bytes(damage)
    (tmp_path / "own_ffffffffffff.json").mkdir()
    (tmp_path / "own_eeeeeeeeeeee.json").symlink_to("/dev/zero")
    assert list(storage.own_voices(tmp_path)) == [good]
    (tmp_path / f"{good}.json").write_bytes(b"gone wrong")
    storage.keep_voice(tmp_path, "Hel", {"mid_db": 2.0})
    assert (tmp_path / f"{good}-damaged.json").read_bytes() == b"gone wrong"
    assert storage.own_voices(tmp_path)[good].knobs == {"mid_db": 2.0}


def test_an_own_sound_with_a_closed_send_stays_closed():
    own = own_voice("own_x", storage.OwnVoice(name="Min", knobs={"delay_send_db": -90.0, "ratio": 4.0}))
    assert knobs_at(own, 0.0) == {"delay_send_db": -90.0, "ratio": 1.0}
    assert knobs_at(own, 0.5) == {"delay_send_db": -90.0, "ratio": 2.0}


# --- as loud as it was ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VOICES)
def test_the_trim_that_comes_along_fits_the_demo_verse(verse, name):
    """Where it does not: the numbers below go into the `trim_db` of the file, at amount 0, ¼, ½, ¾ and 1."""
    dry = lufs(*verse, {})
    assert dry == pytest.approx(voices.VERSE_LUFS, abs=0.1)
    voice = load_voice(name)
    untrimmed = {amount: {**knobs_at(voice, amount), "trim_db": 0.0} for amount in AMOUNTS}
    wanted = [round(dry - lufs(*verse, untrimmed[amount]), 1) for amount in AMOUNTS]
    stands = [knobs_at(voice, amount)["trim_db"] for amount in AMOUNTS]
    assert stands == pytest.approx(wanted, abs=0.5), f"trim_db = {wanted}"


@pytest.mark.parametrize("name", VOICES)
def test_a_measured_sound_is_as_loud_as_the_voice_was(synthetic, name):
    song, path_of = synthetic
    was = lufs(song, path_of, {})
    for amount in (0.0, 0.5, 1.0):
        made = matched_voice(song, path_of, {}, "t1", load_voice(name), amount)
        assert made.is_measured
        assert made.louder_db == pytest.approx(was - voices.VERSE_LUFS, abs=0.1)
        assert lufs(song, path_of, made.song.track("t1").knobs) == pytest.approx(was, abs=0.1), amount
        song = made.song  # the next amount is chosen while this one sounds


def test_a_soft_singer_gets_the_same_sound(tmp_path):
    """Ten decibels softer, and nothing is different but the loudness."""
    tracks = []
    for part, level in (("loud", 0.4), ("soft", 0.4 * 10.0 ** (-10 / 20))):
        folder = tmp_path / part
        folder.mkdir()
        song = voice_song(folder, spoken(level=level))
        tracks.append(matched_voice(song, path_in(folder), {}, "t1", load_voice("clean"), 0.5).song.track("t1"))
    loud, soft = (track.knob for track in tracks)
    assert loud("threshold_db") - soft("threshold_db") == pytest.approx(10.0, abs=0.2)
    assert loud("trim_db") == pytest.approx(soft("trim_db"), abs=0.3)
    assert loud("ratio") == soft("ratio")


def test_nobody_has_sung_yet(verse):
    song, path_of = verse
    empty = edits.remove_clip(song, clip_id="c1")
    made = matched_voice(empty, path_of, {}, "t1", load_voice("clean"))
    assert not made.is_measured
    assert made.song == with_voice(empty, "t1", load_voice("clean"))
