"""From a mix to what is given out of it: the rate that every shop takes, its edges, its versions, a count-in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from studio.params import VOICE_ROLES
from studio.preflight.sound import Sound
from studio.release.parts import Frames, heard_tracks
from studio.song import Song
from studio.units import gain_of_db

RATE_HZ = 44_100
HEAD_S = 0.05
"""Silence before the song: encoders smear the first frame."""
TAIL_S = 0.5
"""Silence behind it."""
RING_S = 0.02
"""So much of both may hold what a filter rings."""
FADE_IN_S, FADE_OUT_S = 0.005, 0.02
_EDGE_DB = -60.0
"""A song that begins above this begins with a click."""
_BEFORE_S = 0.01
"""So much of the silence stays before a first sound, so that it is not faded in."""
_CLICK_DB = -6.0


class Version(NamedTuple):
    """The song without some of its tracks."""

    pack: str
    tracks: frozenset[str]
    """Ids of those that stay."""
    mastered: bool = True
    counted_in: bool = False


def versions(song: Song) -> tuple[Version, ...]:
    """Those that are something else than the song itself, and not silent: without voices, voices alone as they lie in
    the mix, and for the stage everything but the lead."""
    heard = heard_tracks(song)
    voices = frozenset(track.id for track in heard if track.role in VOICE_ROLES)
    everything = frozenset(track.id for track in heard)
    leads = frozenset(track.id for track in heard if track.role == "lead")
    found = (
        Version("instrumental", everything - voices),
        Version("acappella", voices, mastered=False),
        Version("scene", everything - leads, counted_in=True),
    )
    return tuple(
        version for version in found if version.tracks and (version.tracks != everything or version.counted_in)
    )


class Cut(NamedTuple):
    """What of a mix goes into the finished track."""

    first: int
    end: int


def cut(mix: Frames, song: Song) -> Cut:
    """All of it, or, where the song says so, from its first sound to its last."""
    if song.release.trims_silence:
        loud = np.flatnonzero(Sound(mix, song.rate_hz).envelope > gain_of_db(_EDGE_DB))
        if len(loud):
            before = round(_BEFORE_S * song.rate_hz)
            return Cut(max(int(loud[0]) - before, 0), int(loud[-1]) + 1)
    return Cut(0, len(mix))


def begins_s(part: Cut, song: Song) -> float:
    """Where beat 0 of the song lies in the finished track; before it, if silence was cut away."""
    return HEAD_S - part.first / song.rate_hz


def delivered(mix: Frames, rate_hz: int) -> Frames:
    """A mix at the rate of delivery, with silence and soft edges at both ends; the caller's own."""
    import soxr

    sound = mix if rate_hz == RATE_HZ else soxr.resample(mix, rate_hz, RATE_HZ, "VHQ")
    head, tail = round(HEAD_S * RATE_HZ), round(TAIL_S * RATE_HZ)
    out = np.zeros((head + len(sound) + tail, 2))
    out[head : head + len(sound)] = sound
    body = out[head : head + len(sound)]
    if np.max(np.abs(body[:1]), initial=0.0) > gain_of_db(_EDGE_DB):
        count = min(round(FADE_IN_S * RATE_HZ), len(body))
        body[:count] *= np.linspace(0.0, 1.0, count, endpoint=False)[:, None]
    count = min(round(FADE_OUT_S * RATE_HZ), len(body))
    body[len(body) - count :] *= np.linspace(1.0, 0.0, count)[:, None]
    return out


def silent_edges(sound: Frames) -> Frames:
    """The same array with digital silence again where mastering's filters rang into it; what rings right beside the
    song fades."""
    head, ring = round((HEAD_S - RING_S) * RATE_HZ), round(RING_S * RATE_HZ)
    tail = len(sound) - round((TAIL_S - RING_S) * RATE_HZ)
    sound[:head] = 0.0
    sound[head : head + ring] *= np.linspace(0.0, 1.0, ring, endpoint=False)[:, None]
    sound[tail - ring : tail] *= np.linspace(1.0, 0.0, ring, endpoint=False)[:, None]
    sound[tail:] = 0.0
    return sound


def count_in_frames(song: Song) -> int:
    """How long the count-in of the stage's version is: one bar, at the rate of delivery."""
    return round(song.beats_per_bar * 60.0 / song.bpm * RATE_HZ)


def counted_in(song: Song, sound: Frames) -> Frames:
    """A delivered sound with a bar of clicks before its bar 1, on the beats that it goes on with."""
    from studio.engine.state import click_sounds

    accent, other = (np.asarray(click, np.float64) * gain_of_db(_CLICK_DB) for click in click_sounds(RATE_HZ))
    head, before = round(HEAD_S * RATE_HZ), count_in_frames(song)
    out = np.zeros((before + len(sound), 2))
    out[before:] = sound
    for beat in range(song.beats_per_bar):
        click = other if beat else accent
        at = head + round(beat * 60.0 / song.bpm * RATE_HZ)
        out[at : at + len(click)] += click[:, None]
    return out


def below(sound: Frames, peak_dbtp: float, ceiling_dbtp: float) -> Frames:
    """The sound, lowered as a whole if its peak is over the ceiling."""
    over = peak_dbtp - ceiling_dbtp
    return sound * gain_of_db(-over) if over > 0.0 else sound
