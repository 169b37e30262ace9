"""Whose it is: the beat, the samples, the voices. What is not settled keeps a track out of the shops; it never keeps
anybody from practising with it, playing it on a stage or taking it home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from studio.credits import Release
from studio.params import VOICE_ROLES
from studio.preflight.credits import check_people, check_required
from studio.preflight.finding import Finding, worst
from studio.song import SYNTH_ROLES, Song, Track

Pack = Literal["upload", "share", "stems", "stage", "project", "practice"]
PACKS: tuple[Pack, ...] = ("upload", "share", "stems", "stage", "project", "practice")
"""What can be made of a song: for the shops, to share, as stems, for a concert, for another studio, to practise."""


def allowed_packs(song: Song) -> tuple[frozenset[Pack], tuple[Finding, ...]]:
    """Which packs may be made of a song, and what is to be said of its rights and credits.

    Everything but the upload is always allowed; the upload is once nothing of this blocks.
    """
    release = song.release
    findings = (*_beat(song), *_samples(release), *_voices(song), *check_required(release), *check_people(release))
    barred: set[Pack] = {"upload"} if worst(findings) == "block" else set()
    return frozenset(PACKS) - barred, findings


def check_rights(song: Song) -> list[Finding]:
    """The beat, the samples and the voices."""
    return [*_beat(song), *_samples(song.release), *_voices(song)]


def voice_tracks(song: Song) -> list[Track]:
    """Tracks on which somebody is heard."""
    return [track for track in song.tracks if track.role in VOICE_ROLES and any(not clip.mute for clip in track.clips)]


def has_beat_from_outside(song: Song) -> bool:
    """Whether the beat, or a part of it, is a file that was brought in."""
    return any(track.clips for track in song.tracks if track.role not in VOICE_ROLES and track.role not in SYNTH_ROLES)


def is_covered(song: Song, track: Track) -> bool:
    """Whether the owner of a voice agreed: a consent by the name of the track, or one of every performer."""
    given = {consent.name.strip().casefold() for consent in song.release.consents if consent.given}
    performers = {performer.name.strip().casefold() for performer in song.release.performers}
    return track.name.strip().casefold() in given or (bool(performers) and performers <= given)


def _beat(song: Song) -> Iterator[Finding]:
    release, origin = song.release, song.release.beat_origin
    if origin == "" and has_beat_from_outside(song):
        yield Finding(check="beat-unknown", level="block", remedy="fill-form")
    elif origin == "unlicensed":
        yield Finding(check="beat-unlicensed", level="block", what=release.beat_source, remedy="fill-form")
    elif origin == "licensed" and not release.licence_file:
        yield Finding(check="beat-licence-missing", level="block", what=release.beat_source, remedy="fill-form")
    if origin in ("peer", "licensed"):
        writers = {writer.name.casefold() for writer in release.writers if writer.role != "lyricist"}
        if not release.beat_source:
            yield Finding(check="beat-source-missing", level="warn", remedy="fill-form")
        elif release.beat_source.casefold() not in writers:
            yield Finding(check="beat-writer-missing", level="warn", what=release.beat_source, remedy="fill-form")


def _samples(release: Release) -> Iterator[Finding]:
    for sample in release.samples:
        if not sample.cleared:
            yield Finding(check="sample-uncleared", level="block", what=sample.title, remedy="fill-form")
        elif not sample.writer:
            yield Finding(check="sample-writer-missing", level="warn", what=sample.title, remedy="fill-form")


def _voices(song: Song) -> Iterator[Finding]:
    refused = [consent.name for consent in song.release.consents if not consent.given]
    for name in refused:
        yield Finding(check="consent-missing", level="block", what=name, remedy="ask-consent")
    asked = {name.strip().casefold() for name in refused}
    for track in voice_tracks(song):
        if not is_covered(song, track) and track.name.strip().casefold() not in asked:
            yield Finding(
                check="consent-missing", level="block", what=track.name, track_id=track.id, remedy="ask-consent"
            )
