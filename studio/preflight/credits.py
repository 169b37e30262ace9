"""The form that goes to the distributor: what is missing in it, what the shops would send back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from studio import codes
from studio.credits import Maker, Performer, Release, Writer
from studio.delivery import Level, Titles
from studio.preflight.finding import Finding, Remedy, Side
from studio.song import Song

_HUNDRED = Decimal("100")
VERSION = re.compile(
    r"[(\[][^)\]]*\b(remix|live|radio edit|instrumental|acoustic|akustisk|clean|explicit|demo)\b[^)\]]*[)\]]?", re.I
)
"""A version that stands in a title, with its brackets."""
_MENDED: dict[str, Remedy] = {
    # what is not simply filled in by hand
    "title-guest": "move-guest",
    "title-capitals": "lower-case",
    "title-version": "move-version",
    "shares": "split-evenly",
    "label-missing": "use-artist",
    "preview-late": "preview-start",
}


def guest_behind(word: str) -> re.Pattern[str]:
    """A guest behind the word that announces one, with brackets if there are any."""
    return re.compile(rf"[(\[]?(?<!\w){re.escape(word.rstrip('.'))}\b\.?\s+(?P<names>[^)\]]+)[)\]]?", re.I)


REQUIRED: dict[str, tuple[str, ...]] = {
    # row of the form: the fields of `Release` that have to say something
    "artist-missing": ("artists",),
    "language-missing": ("language",),
    "genre-missing": ("genre",),
    "explicit-undecided": ("explicit",),
    "writer-missing": ("writers",),
    "performer-missing": ("performers",),
    "maker-missing": ("makers",),
    "recording-right-missing": ("recording_owner", "recording_year"),
    "work-right-missing": ("work_owner", "work_year"),
}
WELCOME: dict[str, tuple[str, ...]] = {"label-missing": ("label",), "date-missing": ("release_date",)}
"""The same for what a distributor can do without."""


def check_form(song: Song, titles: Titles, *, seconds: float | None = None) -> list[Finding]:
    """Everything of the form but the rights; `seconds` is how long the track is, if that is known."""
    return [
        *check_title(song.title, song.release, titles),
        *check_required(song.release),
        *check_people(song.release),
        *_check_codes(song.release),
        *_check_dates(song.release, seconds),
    ]


def check_title(title: str, release: Release, titles: Titles) -> Iterator[Finding]:
    """Title, version and names, as the shops want them written."""
    if not title.strip():
        yield _form("title-missing", "block")
    guests = "|".join(re.escape(word) for word in titles.guests)
    for text in (title, release.version, *release.artists):
        if guest := re.search(rf"(?<!\w)(?:{guests})(?:\.|\b(?=\s+\w))", text, re.IGNORECASE):
            yield _form("title-guest", "block", guest[0])
            break
    letters = [sign for sign in title if sign.isalpha()]
    if len(letters) >= titles.capitals and title.upper() == title and title.lower() != title:
        yield _form("title-capitals", "warn", title)
    if version := VERSION.search(title):
        yield _form("title-version", "warn", version[1])
    for text in (title, *release.artists):
        if advert := next((word for word in titles.on_cover if _stands_in(word, text)), ""):
            yield _form("title-advert", "warn", advert)
            break


def check_required(release: Release) -> Iterator[Finding]:
    """What has to be there, and what is welcome."""
    for check, fields in (REQUIRED | WELCOME).items():
        if not all(getattr(release, field) for field in fields):
            yield _form(check, "warn" if check in WELCOME else "block")
    if not release.isrc:
        yield _form("isrc-missing", "info")
    if release.explicit == "clean":
        yield _form("clean-twin", "info")


def check_people(release: Release) -> Iterator[Finding]:
    """Names and shares. The sum is exact: 33.33 three times is 99.99."""
    people: tuple[Writer | Performer | Maker, ...] = (*release.writers, *release.performers, *release.makers)
    if not all(person.name.strip() for person in people):
        yield _form("name-missing", "block")
    if release.writers:
        total = sum((Decimal(str(writer.share_percent)) for writer in release.writers), Decimal(0))
        if total != _HUNDRED:
            shares = _form("shares", "block")
            side: Side = "low" if total < _HUNDRED else "high"
            yield msgspec.structs.replace(shares, value=float(total), unit="%", limit=100.0, side=side)
    heard = {name.casefold() for name in (*release.artists, *release.featured)}
    for writer in release.writers:
        if writer.name and (" " not in writer.name.strip() or writer.name.casefold() in heard):
            yield _form("writer-alias", "info", writer.name)
        if writer.ipi and not codes.ipi(writer.ipi).is_usable:
            yield _form("ipi-odd", "warn", writer.name)


def _check_codes(release: Release) -> Iterator[Finding]:
    for check, written, read in (("isrc", release.isrc, codes.isrc), ("upc", release.upc, codes.upc)):
        found = read(written)
        if written and found.doubt:
            yield _form(f"{check}-{found.doubt}", "warn" if found.is_usable else "block", written)


def _check_dates(release: Release, seconds: float | None) -> Iterator[Finding]:
    if release.release_date:
        try:
            datetime.date.fromisoformat(release.release_date)
        except ValueError:
            yield _form("date-odd", "block", release.release_date)
    if seconds is not None and release.preview_start_s >= max(seconds, 0.1):
        yield _form("preview-late", "warn")


def _stands_in(word: str, text: str) -> bool:
    """Whole words; signs and endings such as `.com` anywhere they touch one."""
    start, end = (r"(?<!\w)" if word[0].isalnum() else ""), (r"(?!\w)" if word[-1].isalnum() and word != "http" else "")
    return re.search(start + re.escape(word) + end, text, re.IGNORECASE) is not None


def _form(check: str, level: Level, what: str = "") -> Finding:
    return Finding(check=check, level=level, what=what, remedy=_MENDED.get(check, "fill-form"))
