"""Where somebody is led to deal with a finding: a view of Gi ut, a room, and there the very field or fader. Knows no
Qt."""

from __future__ import annotations

from typing import NamedTuple

from studio.lines import line_at
from studio.preflight.finding import Finding, Remedy
from studio.preflight.rights import to_ask
from studio.song import Song


class Place(NamedTuple):
    """A view of the room Gi ut or another room, by its name, and what in it is to have the keys."""

    where: str
    field: str = ""
    """Of the form."""
    row: int = -1
    """Of a field with rows."""
    track_id: str = ""
    knob: str = ""
    """Of a track or the main output; in Opptak `words` or `timeline`."""
    line: int = -1


FIELD_OF = {
    # what a check is about, or the beginning of its name: the field it is said at
    "title": "title", "artist": "artists", "language": "language", "genre": "genre", "explicit": "explicit",
    "writer": "writers", "shares": "writers", "ipi": "writers", "name": "writers", "performer": "performers",
    "maker": "makers", "recording-right": "recording_owner", "work-right": "work_owner", "label": "label",
    "date": "release_date", "isrc": "isrc", "upc": "upc", "beat-unknown": "beat_origin",
    "beat-unlicensed": "beat_origin", "beat-licence": "licence_file", "licence": "licence_file",
    "beat-source": "beat_source", "beat-writer": "beat_source", "sample": "samples", "consent": "consents",
    "voice-unknown": "voices",
}  # fmt: skip

ROOMS: dict[Remedy, str] = {
    "fill-form": "song", "move-guest": "song", "lower-case": "song", "move-version": "song", "split-evenly": "song",
    "use-artist": "song", "preview-start": "song", "add-writer": "song", "ask-consent": "song", "name-voice": "song",
    "make-cover": "cover",
    "write-lyrics": "record", "tidy-lyrics": "record", "record-again": "record", "jump": "record",
    "mix": "mix", "lower-mix": "mix", "highpass": "mix", "narrow": "mix", "centre": "mix", "gate": "mix",
    "voice-balance": "mix", "flip-polarity": "mix",
    "change-form": "beat",
}  # fmt: skip
"""Where what a remedy turns can be seen and turned by hand."""
_SHOWN = {"gate": "gate_on", "highpass": "highpass_on", "narrow": "width", "flip-polarity": "width", "centre": "pan",
          "lower-mix": "master_db", "voice-balance": "balance_db"}  # fmt: skip
"""The knob that stands for a remedy."""


def place_of(finding: Finding, song: Song) -> Place | None:
    """Where a finding is dealt with by hand; None where there is no such place."""
    where = ROOMS.get(finding.remedy, "record" if finding.at_s is not None else "")
    match where:
        case "":
            return None
        case "song":
            field = field_of(finding) or "title"
            return Place("song", field, _row_of(finding, song, field), finding.track_id)
        case "record" if finding.line is not None:
            return Place("record", knob="words", line=finding.line)
        case "record" if finding.remedy == "record-again" and finding.at_s is not None:
            line = line_at(song, finding.at_s * song.bpm / 60.0)
            return Place("record", track_id=finding.track_id, line=line)
        case "record":
            return Place("record", knob="timeline" if finding.at_s is not None else "words")
        case "mix":
            return Place("mix", track_id=finding.track_id, knob=_SHOWN.get(finding.remedy, "gain_db"))
    return Place(where)


def field_of(finding: Finding) -> str:
    """The field of the form that a finding is about; empty for none."""
    matching = [start for start in FIELD_OF if finding.check == start or finding.check.startswith(f"{start}-")]
    return FIELD_OF[max(matching, key=len)] if matching else ""


def _row_of(finding: Finding, song: Song, field: str) -> int:
    """Which row of a field it is about; −1 for none of them."""
    rows = getattr(song.release, field, ())
    if finding.check == "shares" and rows:
        return 0
    if not isinstance(rows, tuple):
        return -1
    if field == "consents":
        rows = to_ask(song)
    named = [getattr(row, "name", getattr(row, "title", None)) for row in rows]
    return named.index(finding.what) if finding.what in named else -1
