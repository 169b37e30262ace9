"""Whose voice is on a track, and whether they agree that it goes out."""

from __future__ import annotations

from studio.credits import Performer, Release
from studio.params import VOICE_ROLES
from studio.song import Song, Track


def voice_tracks(song: Song) -> list[Track]:
    """Tracks on which somebody is heard."""
    return [track for track in song.tracks if track.role in VOICE_ROLES and any(not clip.mute for clip in track.clips)]


def singers(song: Song, track: Track) -> list[Performer]:
    """Whose voice is on a track, as far as somebody has said so."""
    ids = [voice.performer_id for voice in song.release.voices if voice.track_id == track.id]
    return [performer for performer in song.release.performers if performer.id and performer.id in ids]


def has_agreed(release: Release, performer: Performer) -> bool:
    """Whether somebody has said yes, by who they are or, where only a name was written, by that."""
    return any(
        consent.given
        and (
            consent.performer_id == performer.id
            if consent.performer_id
            else plain(consent.name) == plain(performer.name)
        )
        for consent in release.consents
    )


def is_covered(song: Song, track: Track) -> bool:
    """Whether everybody on a track agreed. For a track that is nobody's yet: a consent by the name of the track, or one
    of every performer."""
    if people := singers(song, track):
        return all(has_agreed(song.release, one) for one in people)
    given = {plain(song.release.name_of(consent)) for consent in song.release.consents if consent.given}
    performers = {plain(performer.name) for performer in song.release.performers}
    return plain(track.name) in given or (bool(performers) and performers <= given)


def uncovered(song: Song) -> list[Track]:
    """Tracks on which somebody is heard who has not agreed yet."""
    return [track for track in voice_tracks(song) if not is_covered(song, track)]


def plain(name: str) -> str:
    """A name as it is compared with another."""
    return name.strip().casefold()
