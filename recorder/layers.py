"""The layers of a voice, lead · double · ad-lib · hook: where each sits in the mix when it is begun."""

from __future__ import annotations

from typing import NamedTuple

from studio import edits
from studio.edits.parts import chosen
from studio.song import Role, Song


class Layer(NamedTuple):
    """One layer as it begins; everything can be turned afterwards."""

    role: Role
    knobs: dict[str, float]
    """Rows of `params.TRACK`."""
    pan: float = 0.0
    """To this side and that in turn, the first one left."""


LAYERS: tuple[Layer, ...] = (
    Layer("lead", {}),
    Layer("double", {"gain_db": -6.0}, pan=0.25),
    Layer(
        "adlib", {"gain_db": -8.0, "highpass_on": 1.0, "highpass_hz": 200.0, "delay_send_db": -12.0}, pan=0.40
    ),
    Layer("hook", {"gain_db": -1.0, "delay_send_db": -24.0, "reverb_send_db": -18.0}),
)  # fmt: skip
"""In the order in which they stand in the song. A hook is sung by many at once or by one who wants to be many: a little
room and echo, in the middle."""

ROLES: tuple[Role, ...] = tuple(layer.role for layer in LAYERS)


def with_layer(song: Song, role: str, *, another: bool = False) -> tuple[Song, str]:
    """The song with a track of that role, made after the layers before it if there is none, and the track's id.

    `another` makes one more in any case. StudioError("bad-value") for a role that is no layer.
    """
    layer = LAYERS[ROLES.index(chosen("role", role, ROLES))]
    there = [track.id for track in song.tracks if track.role == layer.role]
    if there and not another:
        return song, there[0]
    before = ROLES[: ROLES.index(layer.role) + 1]
    places = [place for place, track in enumerate(song.tracks) if track.role in before]
    index = max(places) + 1 if places else next(
        (place for place, track in enumerate(song.tracks) if track.role in ROLES), len(song.tracks)
    )  # fmt: skip
    track_id = f"t{song.next_id}"
    song = edits.add_track(song, role=layer.role, index=index)
    for name, value in layer.knobs.items():
        song = edits.set_knob(song, track_id=track_id, name=name, value=value)
    side = 1.0 if len(there) % 2 else -1.0
    return edits.set_knob(song, track_id=track_id, name="pan", value=side * layer.pan), track_id
