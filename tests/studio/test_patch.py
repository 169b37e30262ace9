"""The difference of two songs, put on the first, is the second."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_songs import songs

from studio import patch, strictjson
from studio.song import Clip, Line, Media, Song, Track

put = msgspec.structs.replace
SONG = Song(
    title="x",
    media=(Media(id="m1", file="media/m1.wav", frames=10, channels=1, rate_hz=48_000),),
    tracks=tuple(
        Track(
            id=f"t{number}",
            role="lead",
            name="",
            clips=tuple(
                Clip(id=f"c{number}_{n}", media_id="m1", at_beat=float(n), length_frames=10) for n in range(100)
            ),
        )
        for number in range(10)
    ),
)


def patched(song: Song, change: patch.Patch) -> Song:
    """Through the same JSON as in a journal."""
    parts = strictjson.loads(msgspec.json.encode(song))
    patch.apply(strictjson.loads(msgspec.json.encode(change)), parts)
    return msgspec.convert(parts, Song)


@given(songs(), songs())
@settings(deadline=None, max_examples=60)
def test_round_trip_between_any_two_songs(old: Song, new: Song) -> None:
    assert patched(old, patch.diff(old, new)) == new
    assert patch.diff(old, old) == {}


@given(songs(), st.data())
@settings(deadline=None, max_examples=60)
def test_round_trip_of_rows_shuffled_cut_and_grown(song: Song, data: st.DataObject) -> None:
    tracks = data.draw(st.permutations(song.tracks))[: data.draw(st.integers(0, 3))]
    tracks = [put(track, name=data.draw(st.sampled_from((track.name, "new")))) for track in tracks]
    tracks.insert(data.draw(st.integers(0, 3)), Track(id="t99", role="hook", name="grown"))
    new = put(song, tracks=tuple(tracks))
    assert patched(song, patch.diff(song, new)) == new
    assert patched(new, patch.diff(new, song)) == song


def test_an_edit_costs_what_it_touches() -> None:
    track = SONG.tracks[4]
    clips = (*track.clips[:50], put(track.clips[50], gain_db=-3.0), *track.clips[51:])
    new = put(SONG, tracks=(*SONG.tracks[:4], put(track, clips=clips), *SONG.tracks[5:]))
    change = patch.diff(SONG, new)
    assert change == {
        "in": {"tracks": {"in": {"t4": {"in": {"clips": {"in": {"c4_50": {"set": {"gain_db": -3.0}}}}}}}}}
    }
    assert patch.diff(new, SONG)["in"]["tracks"]["in"]["t4"]["in"]["clips"]["in"]["c4_50"] == {"set": {"gain_db": 0.0}}
    grown = put(SONG, tracks=(*SONG.tracks[:4], put(track, clips=track.clips[:50]), *SONG.tracks[5:]))
    assert len(json.dumps(patch.diff(SONG, grown))) < 1000


def test_knobs_lines_and_emptied_rows() -> None:
    turned = put(SONG, master={"master_db": -3.0}, lines=(Line(text="én"), Line(text="to")))
    assert patched(SONG, patch.diff(SONG, turned)) == turned
    assert patched(turned, patch.diff(turned, SONG)) == SONG
    bare = put(SONG, tracks=())
    assert patched(SONG, patch.diff(SONG, bare)) == bare
    assert patched(bare, patch.diff(bare, SONG)) == SONG


@pytest.mark.parametrize(
    "change",
    [
        {"in": {"tracks": {"in": {"t99": {"set": {"name": "x"}}}}}},
        {"in": {"tracks": {"cut": ["t99"]}}},
        {"in": {"tracks": {"put": [["x", {"id": "t99"}]]}}},
        {"in": {"tracks": {"put": [[0, {}]]}}},
        {"in": {"tracks": {"order": ["t1"]}}},
        {"in": {"tracks": 3}},
        {"in": {"title": {"set": {"x": 1}}}},
        {"set": 3},
        {"cut": ["nothing"]},
        {"in": []},
    ],
)
def test_what_does_not_fit_is_told(change: dict[str, Any]) -> None:
    with pytest.raises(patch.PatchError):
        patch.apply(change, strictjson.loads(msgspec.json.encode(SONG)))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["t1", "tracks", "in", "put"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["set", "cut", "in", "put", "order", "tracks", "t1", "master"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["set", "cut", "in"]), json_values))
@settings(deadline=None)
def test_anything_at_all_is_put_on_or_told(change: dict[str, Any]) -> None:
    parts = strictjson.loads(msgspec.json.encode(SONG))
    try:
        patch.apply(change, parts)
    except patch.PatchError:
        return
    assert isinstance(parts, dict)
