"""What is said of a finished track: who made it, whose it is, where its beat came from. Part of the song, never shown
anywhere but on its own page and in the papers that a person asks for."""

from __future__ import annotations

from typing import Literal

import msgspec

Explicit = Literal["", "explicit", "clean", "none"]
WriterRole = Literal["composer", "lyricist", "both"]
ProductionRole = Literal["producer", "mixing", "mastering", "recording"]
BeatOrigin = Literal["", "own", "peer", "licensed", "unlicensed"]
"""Made here, by a peer who agreed, from somebody with a licence, or from the net without one."""

PACKS = ("upload", "share", "instrumental", "acappella", "scene", "stems", "midi", "project")
"""What can go out of a song: for the shops, to share, without voices, voices alone, for the stage, track by track, as
notes, for another studio. The papers that say what is in the folder always do; practising needs none of it."""


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of every part of a song: frozen, compared by content, written without its defaults."""


class Writer(Value, frozen=True):
    """Somebody who wrote words or music, by the name that TONO or a sister society knows."""

    name: str
    role: WriterRole = "both"
    share_percent: float = 0.0
    """Of the song; all writers' shares come to 100."""
    ipi: str = ""
    """The writer's number in the societies' register, if there is one."""


class Performer(Value, frozen=True):
    """Somebody who is heard."""

    name: str
    role: str = "Rap"
    id: str = ""
    """What a voice and a consent know them by, whatever they are called; empty until somebody has said which voice is
    theirs."""


class Voice(Value, frozen=True):
    """Whose voice is on a track. Two people on one track are two of these."""

    track_id: str
    performer_id: str


class Maker(Value, frozen=True):
    """Somebody who worked on the recording."""

    name: str
    role: ProductionRole = "producer"


class Consent(Value, frozen=True):
    """Somebody who is heard on the song, and whether they agree that it goes out."""

    name: str
    given: bool = False
    performer_id: str = ""
    """Who it is; empty where only the name is known, of a person or of a track."""


class Sample(Value, frozen=True):
    """Somebody else's recording that is heard in the song."""

    title: str
    writer: str = ""
    cleared: bool = False
    """Written permission from writers and from the owner of the recording."""


class Release(Value, frozen=True):
    """One release of the song. Empty texts and noughts are what nobody has said yet."""

    version: str = ""
    """`Radio edit`, `Live` …; not part of the title."""
    artists: tuple[str, ...] = ()
    featured: tuple[str, ...] = ()
    language: str = ""
    """`nb`, `nn`, `en` … or `zxx` for none."""
    genre: str = ""
    explicit: Explicit = ""
    """What the artist decided."""
    writers: tuple[Writer, ...] = ()
    performers: tuple[Performer, ...] = ()
    makers: tuple[Maker, ...] = ()
    recording_owner: str = ""
    """The owner of the recording: the name after ℗."""
    recording_year: int = 0
    work_owner: str = ""
    """The owner of words and music: the name after ©."""
    work_year: int = 0
    label: str = ""
    release_date: str = ""
    """`YYYY-MM-DD`."""
    preview_start_s: float = 0.0
    isrc: str = ""
    """Twelve characters without spaces; never made up."""
    upc: str = ""
    """Thirteen digits."""
    beat_origin: BeatOrigin = ""
    beat_source: str = ""
    """Who or where the beat came from."""
    licence_file: str = ""
    """The licence's paper, as `papers/<name>` inside the song's folder."""
    samples: tuple[Sample, ...] = ()
    voices: tuple[Voice, ...] = ()
    """A track that has none here is nobody's yet. One may name a track or a performer that is gone."""
    consents: tuple[Consent, ...] = ()
    trims_silence: bool = False
    """Silence before the first sound and behind the last one is left out of the finished track."""
    cover_file: str = ""
    """The cover, as `papers/<name>` inside the song's folder."""

    def name_of(self, consent: Consent) -> str:
        """What whoever was asked is called now."""
        known = {performer.id: performer.name for performer in self.performers if performer.id}
        return known.get(consent.performer_id, consent.name)
