"""Vocal sounds: those of the house (`presets/chains`), people's own, and how much of one a track of a song has.

A sound says where each knob of the strip stands at evenly spread amounts; in between, the knob turns evenly by its own
curve. Levels that something begins at follow the singer: a take that was sung softer meets the same compressor.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
from msgspec import Meta

import presets
from recorder.sound import PathOf
from studio import balance, edits, params, storage
from studio.errors import StudioError
from studio.progress import ticker
from studio.song import Role, Song, Track

if TYPE_CHECKING:
    from studio.engine.sounds import Kits

VOICES = ("dry", "clean", "warm", "radio", "big_hook", "autotune_hook")
"""The sounds of the house, in the order in which they are offered."""
ROOM_KNOBS = tuple(f"noise_{band}_db" for band in range(1, params.NOISE_BANDS + 1))
"""What the room has; the room's, whatever the voice sounds like."""
MIX_KNOBS = ("gain_db", "pan", "mute", "solo")
"""The mix's."""
FOLLOWING = {"threshold_db": 1.0, "gate_threshold_db": 1.0, "deesser_threshold_db": 1.0, "saturation_drive_db": -1.0}
"""Knobs that follow how loud the singer is, and which way."""
MOST_LOUDER_DB = 24.0
VERSE_LUFS = -21.2
"""How loud the demo verse is, for which the sounds of the house are made."""
_MASTER_STAGES = ("delay", "reverb")
_DIGITS = 3
_NEUTRAL = {
    "width": 1.0,
    "trim_db": 0.0,
    "pitch_amount": 0.0,
    "noise_range_db": 0.0,
    "gate_range_db": 0.0,
    "low_db": 0.0,
    "mid_db": 0.0,
    "high_db": 0.0,
    "ratio": 1.0,
    "makeup_db": 0.0,
    "deesser_range_db": 0.0,
    "saturation_drive_db": 0.0,
    "saturation_mix": 0.0,
    "delay_send_db": -60.0,
    "reverb_send_db": -60.0,
}
"""Where a knob stands when its stage does nothing: an own sound at amount 0."""

Places = tuple[float, ...]


class _Chain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of `presets/chains`."""

    roles: Annotated[tuple[Role, ...], Meta(min_length=1)]
    knobs: dict[str, float | Annotated[Places, Meta(min_length=2, max_length=9)]]
    master: dict[str, float] = {}

    def __post_init__(self) -> None:
        for name in (*MIX_KNOBS, *ROOM_KNOBS):
            if name in self.knobs:
                raise ValueError(f"`knobs`: {name} is not the voice's")
        for name in self.master:
            if params.MASTER[params.MASTER_INDEX[name]].effect not in _MASTER_STAGES:
                raise ValueError(f"`master`: {name} is no knob of {' or '.join(_MASTER_STAGES)}")


class Voice(NamedTuple):
    """A vocal sound."""

    id: str
    """What `Track.voice` holds."""
    name: str
    """What a person called an own one; empty for those of the house, which the texts name: `voice-<id>`."""
    roles: tuple[Role, ...]
    """The tracks it suits, the best first."""
    knobs: Mapping[str, Places]
    """Rows of `params.TRACK`: where they stand at evenly spread amounts from 0 to 1, or one place for all."""
    master: Mapping[str, float]
    """What it would like echo and reverb to be."""
    start_amount: float
    """How much of it is a good beginning."""


@cache
def load_voice(name: str) -> Voice:
    """A sound of the house. StudioError("preset-missing") or ("preset-broken")."""
    chain = presets.read("chains", name, _Chain)
    knobs = {knob: (places,) if isinstance(places, float) else places for knob, places in chain.knobs.items()}
    return Voice(name, "", chain.roles, knobs, chain.master, 0.5)


def own_voice(own_id: str, own: storage.OwnVoice) -> Voice:
    """An own sound: at amount 1 as it was kept, at 0 with each of its stages doing nothing."""
    knobs: dict[str, Places] = {}
    for name, stands in own.knobs.items():
        neutral = min(_NEUTRAL[name], stands) if name.endswith("_send_db") else _NEUTRAL.get(name, stands)
        knobs[name] = (stands,) if neutral == stands else (neutral, stands)
    roles: tuple[Role, ...] = tuple(role for role in edits.ROLES if role in params.VOICE_ROLES)
    return Voice(own_id, own.name, roles, knobs, {}, 1.0)


def library(own_folder: Path) -> dict[str, Voice]:
    """Every sound there is by its id: the house's in their order, then people's own by name."""
    own = {own_id: own_voice(own_id, kept) for own_id, kept in storage.own_voices(own_folder).items()}
    return {name: load_voice(name) for name in VOICES} | own


def find(wanted: str, own_folder: Path) -> Voice:
    """A sound by its id, or an own one by what it is called. StudioError("voice-missing")."""
    voices = library(own_folder)
    named = storage.own_voice_id(wanted)
    if wanted not in voices and named not in voices:
        raise StudioError("voice-missing", name=wanted)
    return voices[wanted if wanted in voices else named]


def knobs_at(voice: Voice, amount: float, louder_db: float = 0.0) -> dict[str, float]:
    """Where the knobs stand at an amount 0…1 for a singer who is `louder_db` louder than the demo verse."""
    louder_db = _within_reason(louder_db)
    knobs = {}
    for name, places in voice.knobs.items():
        row = params.TRACK[params.TRACK_INDEX[name]]
        stands = _between(row, places, min(max(amount, 0.0), 1.0))
        knobs[name] = row.clamp(round(stands + FOLLOWING.get(name, 0.0) * louder_db, _DIGITS))
    return knobs


def _within_reason(louder_db: float) -> float:
    return min(max(louder_db, -MOST_LOUDER_DB), MOST_LOUDER_DB)


def _between(row: params.Param, places: Places, amount: float) -> float:
    at = amount * (len(places) - 1)
    below = int(at)
    if at == below:
        return places[below]
    first, second = row.share(places[below]), row.share(places[below + 1])
    return row.turned(first + (second - first) * (at - below))


def with_voice(
    song: Song,
    track_id: str,
    voice: Voice,
    amount: float | None = None,
    *,
    trim_db: float | None = None,
    louder_db: float = 0.0,
) -> Song:
    """A vocal sound on a track; of the knobs that stood there the mix's stay and what was learned of the room.

    Without a `trim_db` that was measured (`studio.balance`) the one for the demo verse counts, without an amount the
    voice's own. Echo and reverb become what the voice would like where nobody has turned them: where they stand at
    their default, or as the sound before on this track wanted them and on no other. StudioError as `edits`.
    """
    amount = voice.start_amount if amount is None else amount
    track = next((track for track in song.tracks if track.id == track_id), None)
    knobs = knobs_at(voice, edits.parts.finite("amount", amount), louder_db)
    if trim_db is not None:
        knobs["trim_db"] = trim_db
    if track is not None:
        knobs |= {name: track.knobs[name] for name in ROOM_KNOBS if name in track.knobs}
    made = edits.set_voice(song, track_id=track_id, voice=voice.id, amount=amount, knobs=knobs)
    for stage in _MASTER_STAGES:
        rows = {row.name: row.default for row in params.MASTER if row.effect == stage}
        stands = {name: song.master[name] for name in rows if name in song.master}
        if not stands or stands == _wished(song, track_id, stage):
            for name, default in rows.items():
                made = edits.set_master_knob(made, name=name, value=voice.master.get(name, default))
    return made


def _wished(song: Song, track_id: str, stage: str) -> dict[str, float]:
    """What the sound before on a track alone wanted of a stage of the master, as a song holds it."""
    name = song.track(track_id).voice
    if name not in VOICES or any(track.voice == name for track in song.tracks if track.id != track_id):
        return {}
    rows = {row.name: row.default for row in params.MASTER if row.effect == stage}
    wished = load_voice(name).master
    return {name: value for name, value in wished.items() if name in rows and value != rows[name]}


class Matched(NamedTuple):
    """A sound laid on a track as loud as what was there before."""

    song: Song
    trim_db: float
    louder_db: float
    """How much louder than the demo verse the singer is; 0 where nobody has sung yet."""
    is_measured: bool
    """Nothing sounds on the track yet otherwise: the trim is the one for the demo verse."""


def matched_voice(
    song: Song,
    path_of: PathOf,
    kits: Kits,
    track_id: str,
    voice: Voice,
    amount: float | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Matched:
    """`with_voice`, measured: made for how loud the singer is, and as loud as the track was before. StudioError as
    `edits`, Cancelled."""
    tick = ticker(progress, cancelled)
    made = with_voice(song, track_id, voice, amount)
    stood, becomes = song.track(track_id), made.track(track_id)
    places = balance.sounding(song, path_of, kits, track_id, tick=lambda share=0.0: tick(0.25 * share))

    def heard(knobs: Mapping[str, float], at: float) -> float:
        sources = (song, path_of, kits, track_id, knobs, places)
        return balance.loudness(*sources, lambda share=0.0: tick(at + 0.25 * share))

    dry = heard({}, 0.25)
    if math.isinf(dry):
        return Matched(made, becomes.knob("trim_db"), 0.0, False)
    louder_db = round(_within_reason(dry - VERSE_LUFS), 1)
    was = heard(stood.knobs, 0.5) if set(stood.knobs) - set(MIX_KNOBS) else dry
    made = with_voice(song, track_id, voice, amount, trim_db=0.0, louder_db=louder_db)
    trim_db = balance.trim_between(was, heard(made.track(track_id).knobs, 0.75))
    if trim_db is None:
        return Matched(made, becomes.knob("trim_db"), louder_db, False)
    made = edits.set_knob(made, track_id=track_id, name="trim_db", value=trim_db)
    return Matched(made, trim_db, louder_db, True)


def bare(track: Track) -> Track:
    """A track without any sound: only what is the mix's and what was learned of the room."""
    knobs = {name: value for name, value in track.knobs.items() if name in MIX_KNOBS or name in ROOM_KNOBS}
    return edits.parts.put(track, knobs=knobs, voice="")


def kept_knobs(track: Track, louder_db: float = 0.0) -> dict[str, float]:
    """What an own sound made of a track as it stands holds: every knob of it that is the voice's, as it would be for
    the demo verse and not for a singer who is `louder_db` louder."""
    kept = {name: value for name, value in track.knobs.items() if name not in MIX_KNOBS and name not in ROOM_KNOBS}
    for name in FOLLOWING.keys() & kept.keys():
        stands = kept[name] - FOLLOWING[name] * _within_reason(louder_db)
        kept[name] = params.knob(name).clamp(round(stands, _DIGITS))
    return kept
