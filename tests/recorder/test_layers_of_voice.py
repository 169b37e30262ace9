"""Layers of a voice: a track of each, once, where it belongs and as loud as it should be."""

import pytest
from verses import verse_song

from recorder.layers import LAYERS, ROLES, with_layer
from studio import edits, params
from studio.errors import StudioError
from studio.song import Song


def test_every_layer_is_made_once_after_the_lead_in_the_order_of_the_table():
    song = edits.add_track(verse_song(), role="drums", index=0)
    for role in ("hook", "adlib", "double", "lead", "hook"):
        song, track_id = with_layer(song, role)
        assert song.track(track_id).role == role
        assert with_layer(song, role) == (song, track_id)
    assert [track.role for track in song.tracks] == ["drums", *ROLES]


def test_a_song_without_a_lead_gets_its_layers_all_the_same():
    song = edits.add_track(Song(title="T"), role="beat")
    for role in ("adlib", "lead", "double"):
        song, _ = with_layer(song, role)
    assert [track.role for track in song.tracks] == ["beat", "lead", "double", "adlib"]


def test_layers_begin_where_they_belong_in_the_mix():
    song = verse_song()
    double, adlib = (with_layer(song, role) for role in ("double", "adlib"))
    assert double[0].track(double[1]).knobs == {"gain_db": -6.0, "pan": -0.25}
    assert adlib[0].track(adlib[1]).knobs == {
        "gain_db": -8.0, "pan": -0.40, "highpass_on": 1.0, "highpass_hz": 200.0, "delay_send_db": -12.0,
    }  # fmt: skip
    for layer in LAYERS:
        for name, value in layer.knobs.items():
            assert params.knob(name).clamp(value) == value


def test_doubles_stand_to_either_side_in_turn():
    song, pans = verse_song(), []
    for _ in range(4):
        song, track_id = with_layer(song, "double", another=True)
        pans.append(song.track(track_id).knob("pan"))
    assert pans == [-0.25, 0.25, -0.25, 0.25]
    assert [track.role for track in song.tracks] == ["lead", *["double"] * 4]


def test_a_drum_is_no_layer():
    with pytest.raises(StudioError):
        with_layer(verse_song(), "drums")
