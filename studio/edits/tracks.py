"""Edits of tracks: the channels of the mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studio import params
from studio.edits.parts import (
    ROLES,
    chosen,
    finite,
    inserted,
    internal_name,
    knobs_with,
    limited,
    moved,
    numbered,
    place,
    put,
    text,
    with_track,
    without,
)
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Point, Song, Track

_OWN = ("gain_db", "pan", "mute", "solo")
"""Knobs that are the mix's and not the voice's."""
MAX_POINTS = 10_000


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


def set_voice(song: Song, *, track_id: str, voice: str, amount: float = 0.5, knobs: Mapping[str, float]) -> Song:
    """A vocal sound on a track: its name, how much of it (0…1), and every knob that follows from it. Knobs that are
    not named go back to their default, but for fader, pan, mute and solo, which are the mix's."""
    index = place(song.tracks, "track_id", track_id)
    stands = {name: value for name, value in song.tracks[index].knobs.items() if name in _OWN}
    for name, value in knobs.items():
        if name not in _OWN:
            stands = knobs_with(stands, params.TRACK, params.TRACK_INDEX, name, value)
    amount = min(max(finite("amount", amount), 0.0), 1.0)
    return with_track(song, index, knobs=stands, voice=text("voice", voice), voice_amount=amount)


def set_automation(song: Song, *, track_id: str, name: str, points: Sequence[Point]) -> Song:
    """How a knob of `params.AUTOMATED` moves with the song, all of it at once; no points, and it stands still again.

    Points are put in order; of those on one beat the last two stay, so that a knob can jump.
    """
    index = place(song.tracks, "track_id", track_id)
    row = params.TRACK[params.TRACK_INDEX[chosen("knob", name, params.AUTOMATED)]]
    limited_points = (
        Point(at_beat=limited("at_beat", point.at_beat), value=row.clamp(finite(name, point.value))) for point in points
    )
    kept: list[Point] = []
    for point in sorted(limited_points, key=lambda point: point.at_beat):
        if len(kept) >= 2 and kept[-2].at_beat == kept[-1].at_beat == point.at_beat:
            kept.pop()
        kept.append(point)
    if len(kept) > MAX_POINTS:
        raise StudioError("capacity", what="points", count=len(kept), limit=MAX_POINTS)
    rest = {other: curve for other, curve in song.tracks[index].automation.items() if other != name}
    return with_track(song, index, automation={**rest, name: tuple(kept)} if kept else rest)


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
