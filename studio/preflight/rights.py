"""Whose it is: the beat, the samples, the voices. What is not settled keeps a track out of the shops; it never keeps
anybody from practising with it, playing it on a stage or taking it home."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from studio.credits import PACKS, Consent, Release
from studio.heard import has_agreed, is_covered, plain, singers, voice_tracks
from studio.params import VOICE_ROLES
from studio.preflight.credits import check_people, check_required
from studio.preflight.finding import Finding, worst
from studio.song import SYNTH_ROLES, Song


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


def has_beat_from_outside(song: Song) -> bool:
    """Whether the beat, or a part of it, is a file that was brought in."""
    return any(track.clips for track in song.tracks if track.role not in VOICE_ROLES and track.role not in SYNTH_ROLES)


def heard_people(song: Song) -> tuple[str, ...]:
    """Everybody whose voice goes out with the song, by name: who is asked before it does."""
    release, names = song.release, []
    for track in voice_tracks(song):
        people = [performer.name for performer in singers(song, track)]
        names += people or [release.name_of(consent) for consent in release.consents]
    return tuple(dict.fromkeys(names))


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
    told = set(map(plain, asked))
    for track in voice_tracks(song):
        people = singers(song, track)
        for person in people:
            if not has_agreed(release, person) and plain(person.name) not in told:
                told.add(plain(person.name))
                yield Finding(
                    check="consent-missing", level="block", what=person.name, track_id=track.id, remedy="ask-consent"
                )
        if not people and not is_covered(song, track) and plain(track.name) not in told:
            yield Finding(check="voice-unknown", level="block", what=track.name, track_id=track.id, remedy="name-voice")


def to_ask(song: Song) -> tuple[Consent, ...]:
    """Whoever was asked, by the names they have now, and those on a track whom nobody has asked yet."""
    release = song.release
    asked = [msgspec.structs.replace(one, name=release.name_of(one)) for one in release.consents]
    for track in voice_tracks(song):
        for person in singers(song, track):
            known = {one.performer_id for one in asked} | {plain(one.name) for one in asked if not one.performer_id}
            if person.id not in known and plain(person.name) not in known:
                asked.append(Consent(name=person.name, performer_id=person.id))
    return tuple(asked)
