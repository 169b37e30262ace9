"""The sheet to copy into a distributor's form: its fields in the order that most of them ask, and at the top what
nobody has said yet. Nothing is guessed and no code is made up."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from studio.interchange.texts import as_text, clock, heading, indented
from studio.interchange.words import Say, one_line
from studio.song import Song

_SHARES_PERCENT = 100.0
_SHARES_OFF = 0.005


class _Field(NamedTuple):
    """A field of the form; its label is the text `sheet-<name>`."""

    name: str
    value: str
    needed: bool = True


def credits_sheet(song: Song, *, say: Say) -> str:
    """The sheet in the language of `say`, UTF-8, lines ending with a newline alone."""
    fields = _fields(song, say)
    groups = {
        "writers": list(_writers(song, say)),
        "performers": [_beside(one.name, one.role) for one in song.release.performers],
        "makers": [_beside(one.name, say(f"sheet-maker-{one.role}", {})) for one in song.release.makers],
    }
    missing = [field.name for field in fields if field.needed and not field.value]
    missing += [name for name, rows in groups.items() if not rows]
    blocks = [heading(say("sheet-head", {}), one_line(song.title)), [say("sheet-intro", {})]]
    if missing:
        labels = [say(f"sheet-{name}", {}) for name in missing]
        blocks.append([say("sheet-lacks", {"count": len(missing)}), *indented(f"- {label}" for label in labels)])
    elif not _shares_off(song):
        blocks.append([say("sheet-complete", {})])
    blocks.append([_row(field, say) for field in fields])
    for name, rows in groups.items():
        blocks.append([f"{say(f'sheet-{name}', {})}:", *indented(rows or [say("sheet-unsaid", {})])])
    for name, rows in (("samples", list(_samples(song, say))), ("consents", list(_consents(song, say)))):
        if rows:
            blocks.append([f"{say(f'sheet-{name}', {})}:", *indented(rows)])
    return as_text(blocks)


def _fields(song: Song, say: Say) -> tuple[_Field, ...]:
    release = song.release
    language = one_line(release.language)
    origin = say(f"sheet-beat-{release.beat_origin}", {}) if release.beat_origin else ""
    return (
        _Field("title", one_line(song.title)),
        _Field("version", one_line(release.version), needed=False),
        _Field("artists", ", ".join(filter(None, map(one_line, release.artists)))),
        _Field("featured", ", ".join(filter(None, map(one_line, release.featured))), needed=False),
        _Field("language", say(f"sheet-language-{language}", {}) if language in _LANGUAGES else language),
        _Field("genre", one_line(release.genre)),
        _Field("explicit", say(f"sheet-explicit-{release.explicit}", {}) if release.explicit else ""),
        _Field("release-date", one_line(release.release_date)),
        _Field("label", one_line(release.label), needed=False),
        _Field("recording", _owned("℗", release.recording_year, release.recording_owner)),
        _Field("work", _owned("©", release.work_year, release.work_owner)),
        _Field("isrc", one_line(release.isrc), needed=False),
        _Field("upc", one_line(release.upc), needed=False),
        _Field("preview", clock(release.preview_start_s) if release.preview_start_s > 0.0 else "", needed=False),
        _Field("beat", _beside(origin, release.beat_source) if origin else ""),
    )


_LANGUAGES = ("nb", "nn", "en", "se", "zxx")
_LEFT_TO_OTHERS = ("isrc", "upc", "label")
"""Fields that are empty for a reason, which their `.empty` text says."""


def _row(field: _Field, say: Say) -> str:
    label = say(f"sheet-{field.name}", {})
    if field.value:
        return f"{label}: {field.value}"
    if field.name in _LEFT_TO_OTHERS:
        return f"{label}: {say(f'sheet-{field.name}.empty', {})}"
    return f"{label}: {say('sheet-unsaid' if field.needed else 'sheet-none', {})}"


def _owned(sign: str, year: int, owner: str) -> str:
    """`℗ 2026 Kari Ås`; empty unless both are known."""
    return f"{sign} {year} {one_line(owner)}" if year and one_line(owner) else ""


def _writers(song: Song, say: Say) -> Iterator[str]:
    for writer in song.release.writers:
        role, share = say(f"sheet-writer-{writer.role}", {}), round(writer.share_percent, 2)
        row = say("sheet-writer", {"name": one_line(writer.name), "role": role, "share": share})
        yield f"{row}, IPI {one_line(writer.ipi)}" if one_line(writer.ipi) else row
    if _shares_off(song):
        yield say("sheet-shares-off", {"total": round(_total_percent(song), 2)})


def _total_percent(song: Song) -> float:
    return math.fsum(writer.share_percent for writer in song.release.writers)


def _shares_off(song: Song) -> bool:
    return bool(song.release.writers) and abs(_total_percent(song) - _SHARES_PERCENT) > _SHARES_OFF


def _samples(song: Song, say: Say) -> Iterator[str]:
    for sample in song.release.samples:
        said = say("sheet-sample-cleared" if sample.cleared else "sheet-sample-uncleared", {})
        yield f"{_beside(sample.title, sample.writer)}: {said}"


def _consents(song: Song, say: Say) -> Iterator[str]:
    for consent in song.release.consents:
        said = say("sheet-consent-given" if consent.given else "sheet-consent-open", {})
        yield f"{one_line(song.release.name_of(consent))}: {said}"


def _beside(name: str, more: str) -> str:
    return f"{one_line(name)}, {one_line(more)}" if one_line(more) else one_line(name)
