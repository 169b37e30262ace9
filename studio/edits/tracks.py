"""Edits of tracks: the channels of the mix."""

from __future__ import annotations

from studio import params
from studio.edits.parts import (
    ROLES,
    chosen,
    inserted,
    internal_name,
    knobs_with,
    moved,
    numbered,
    place,
    put,
    text,
    with_track,
    without,
)
from studio.song import SYNTH_ROLES, Song, Track


def add_track(song: Song, *, role: str, name: str = "", kit: str = "", index: int | None = None) -> Song:
    """A track before the one at `index`, or at the end. Its id is `t<next_id>`; an empty name shows the role's."""
    kind = chosen("role", role, ROLES)
    song, track_id = numbered(song, "t")
    track = Track(id=track_id, role=kind, name=text("name", name), kit=_kit(kind, kit))
    return put(song, tracks=inserted(song.tracks, index, track))


def remove_track(song: Song, *, track_id: str) -> Song:
    """Take a track out with its clips and the lanes that played on it. Its takes stay: no recording is ever dropped."""
    index = place(song.tracks, "track_id", track_id)
    patterns = tuple(
        put(pattern, lanes=tuple(lane for lane in pattern.lanes if lane.track_id != track_id))
        if any(lane.track_id == track_id for lane in pattern.lanes)
        else pattern
        for pattern in song.patterns
    )
    return put(song, tracks=without(song.tracks, index), patterns=patterns)


def rename_track(song: Song, *, track_id: str, name: str) -> Song:
    """What people call the track, any script."""
    return with_track(song, place(song.tracks, "track_id", track_id), name=text("name", name))


def move_track(song: Song, *, track_id: str, to_index: int) -> Song:
    """Put a track at another place in the list."""
    index = place(song.tracks, "track_id", track_id)
    return put(song, tracks=moved(song.tracks, index, to_index))


def set_kit(song: Song, *, track_id: str, kit: str) -> Song:
    """Other sounds for the same lanes."""
    index = place(song.tracks, "track_id", track_id)
    return with_track(song, index, kit=_kit(song.tracks[index].role, kit))


def set_knob(song: Song, *, track_id: str, name: str, value: float) -> Song:
    """Turn a knob of `params.TRACK` on a track."""
    index = place(song.tracks, "track_id", track_id)
    knobs = knobs_with(song.tracks[index].knobs, params.TRACK, params.TRACK_INDEX, name, value)
    return with_track(song, index, knobs=knobs)


def set_tweak(song: Song, *, track_id: str, sound: str, name: str, value: float) -> Song:
    """Turn a row of `params.TWEAKS` on a sound of the track's kit."""
    index = place(song.tracks, "track_id", track_id)
    sound = internal_name("sound", sound)
    prefix = f"{sound}."
    turned = song.tracks[index].tweaks
    own = {key.removeprefix(prefix): stands for key, stands in turned.items() if key.startswith(prefix)}
    own = knobs_with(own, params.TWEAKS, params.TWEAK_INDEX, name, value)
    rest = {key: stands for key, stands in turned.items() if not key.startswith(prefix)}
    return with_track(song, index, tweaks={**rest, **{prefix + key: stands for key, stands in own.items()}})


def _kit(role: str, kit: str) -> str:
    """Only tracks that play patterns have a kit; whether the kit exists is for `beats.kits` to say."""
    if not kit:
        return ""
    return chosen("kit", internal_name("kit", kit), (kit,) if role in SYNTH_ROLES else ())
