"""Whose it is: the beat, the samples, the voices. What is not settled keeps a track out of the shops; it never keeps
anybody from practising with it, playing it on a stage or taking it home."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from studio.credits import PACKS, Consent, Performer, Release
from studio.params import VOICE_ROLES
from studio.preflight.credits import check_people, check_required
from studio.preflight.finding import Finding, worst
from studio.song import SYNTH_ROLES, Song, Track


def allowed_packs(song: Song) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """Which of `PACKS` may be made of a song, and what is to be said of its rights and credits.

    Everything but the upload is always allowed; the upload is once nothing of this blocks.
    """
    release = song.release
    findings = (*_beat(song), *_samples(release), *_voices(song), *check_required(release), *check_people(release))
    barred = {"upload"} if worst(findings) == "block" else set()
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
            else _plain(consent.name) == _plain(performer.name)
        )
        for consent in release.consents
    )


def is_covered(song: Song, track: Track) -> bool:
    """Whether everybody on a track agreed. For a track that is nobody's yet: a consent by the name of the track, or one
    of every performer."""
    if people := singers(song, track):
        return all(has_agreed(song.release, one) for one in people)
    given = {_plain(song.release.name_of(consent)) for consent in song.release.consents if consent.given}
    performers = {_plain(performer.name) for performer in song.release.performers}
    return _plain(track.name) in given or (bool(performers) and performers <= given)


def heard_people(song: Song) -> tuple[str, ...]:
    """Everybody whose voice goes out with the song, by name: who is asked before it does."""
    release, names = song.release, []
    for track in voice_tracks(song):
        people = [performer.name for performer in singers(song, track)]
        names += people or [release.name_of(consent) for consent in release.consents]
    return tuple(dict.fromkeys(names))


def _plain(name: str) -> str:
    return name.strip().casefold()


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
            yield Finding(check="beat-writer-missing", level="warn", what=release.beat_source, remedy="add-writer")


def _samples(release: Release) -> Iterator[Finding]:
    for sample in release.samples:
        if not sample.cleared:
            yield Finding(check="sample-uncleared", level="block", what=sample.title, remedy="fill-form")
        elif not sample.writer:
            yield Finding(check="sample-writer-missing", level="warn", what=sample.title, remedy="fill-form")


def _voices(song: Song) -> Iterator[Finding]:
    release = song.release
    asked = [release.name_of(consent) for consent in release.consents if not consent.given]
    for name in asked:
        yield Finding(check="consent-missing", level="block", what=name, remedy="ask-consent")
    told = set(map(_plain, asked))
    for track in voice_tracks(song):
        people = singers(song, track)
        for person in people:
            if not has_agreed(release, person) and _plain(person.name) not in told:
                told.add(_plain(person.name))
                yield Finding(
                    check="consent-missing", level="block", what=person.name, track_id=track.id, remedy="ask-consent"
                )
        if not people and not is_covered(song, track) and _plain(track.name) not in told:
            yield Finding(check="voice-unknown", level="block", what=track.name, track_id=track.id, remedy="name-voice")


def to_ask(song: Song) -> tuple[Consent, ...]:
    """Whoever was asked, by the names they have now, and those on a track whom nobody has asked yet."""
    release = song.release
    asked = [msgspec.structs.replace(one, name=release.name_of(one)) for one in release.consents]
    for track in voice_tracks(song):
        for person in singers(song, track):
            known = {one.performer_id for one in asked} | {_plain(one.name) for one in asked if not one.performer_id}
            if person.id not in known and _plain(person.name) not in known:
                asked.append(Consent(name=person.name, performer_id=person.id))
    return tuple(asked)
