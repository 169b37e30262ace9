"""What one press makes of the song: each finding that a machine can mend, as an edit like any other.

What is measured brings the knobs along that mend it (`Finding.sets`); what is written is put right by its own row here.
What a person has to decide is not here: for that, somebody is led to the place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec

from studio import edits, params
from studio.credits import Release, Writer
from studio.errors import StudioError
from studio.preflight.credits import VERSION, guest_behind
from studio.preflight.finding import Finding, Remedy
from studio.preflight.lyrics import tidied
from studio.song import Media, Song

Mend = Callable[[Song, Finding], Song]
_put = msgspec.structs.replace
_SPARE_DB = 0.5
_HIGHPASS_HZ, _HIGHER, _HIGHEST_HZ = 30.0, 1.4, 80.0
_SAFE = {"target_lufs": -14.0, "ceiling_dbtp": -1.0}
"""As `studio.mastering.TARGETS` has it."""


def mended(song: Song, finding: Finding) -> Song | None:
    """The song with a finding mended; None where no edit can, or where it is so already."""
    try:
        made = _turned(song, finding) if finding.sets else WRITTEN.get(finding.remedy, _as_it_is)(song, finding)
    except StudioError:  # what it is about is gone
        return None
    return None if made == song else made


class Turned(NamedTuple):
    """A sound of a track and the file that is to be played instead of it: arguments of `edits.replace_media`."""

    track_id: str
    media_id: str
    file: str
    frames: int
    channels: int
    sha256: str


def turn_over(
    song: Song,
    finding: Finding,
    path_of: Callable[[Media], Path],
    new_file: Callable[[], tuple[str, Path]],
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Turned]:
    """Makes the sounds of two sides that a finding's track plays once more, with one side turned over. `new_file` gives
    a place in the song's folder that is free, as `Media.file` has it, and as a path. StudioError and Cancelled as
    `studio.media.turn_over`."""
    from studio.media import turn_over as copied

    clips = song.track(finding.track_id).clips
    made = []
    for media_id in dict.fromkeys(clip.media_id for clip in clips):
        media = song.media_of(media_id)
        if media.channels == 2:
            file, path = new_file()
            new = copied(path_of(media), path, progress=progress, cancelled=cancelled)
            made.append(Turned(finding.track_id, media_id, file, new.frames, new.channels, new.sha256))
    return made


def with_turned(song: Song, made: Iterable[Turned]) -> Song:
    """The song that plays them."""
    for one in made:
        song = edits.replace_media(song, **one._asdict())
    return song


def label_of(finding: Finding) -> str:
    """What undo calls it, as `edits.EDITS` names it."""
    if not finding.sets:
        return "edit-set-lines" if finding.remedy == "tidy-lyrics" else "edit-set-release"
    name = next(iter(finding.sets))
    if name in params.TRACK_INDEX:
        return "edit-set-knob"
    return "edit-set-finish" if name in params.FINISH_INDEX else "edit-set-master-knob"


def with_sets(song: Song, finding: Finding, guard: str = "") -> Finding:
    """A finding of a song's sound with the knobs that mend it, as far as they follow from the song alone.
    `guard` is what kept mastering from going louder, a code of its guard."""
    rule = _RULES.get(finding.remedy)
    if rule is None or finding.level == "ok":
        return finding
    sets = rule(song, finding)
    if finding.check == "loudness" and finding.side == "low" and guard:
        sets = {}
    sets = {name: value for name, value in sets.items() if _stands(song, name) != value}
    return _put(finding, sets=sets) if sets else _put(finding, remedy="mix")


def highpass_sets(knobs: Mapping[str, float], finding: Finding) -> dict[str, float]:
    """The high-pass of a track as high as it takes at 12 dB an octave, or a higher one."""
    hz = min(max(20.0 * 2.0 ** (_over(finding) / 12.0), _HIGHPASS_HZ), _HIGHPASS_HZ * _HIGHER)
    if knobs.get("highpass_on", 0.0) > 0.5:
        hz = max(knobs.get("highpass_hz", hz) * _HIGHER, hz)
    return {"highpass_on": 1.0, "highpass_hz": round(min(hz, _HIGHEST_HZ), 1)}


def gate_sets(pause_peak_db: float, too_much_db: float) -> dict[str, float]:
    """A gate that takes so much away of what stays under a peak."""
    need_db = too_much_db + 6.0
    return {
        "gate_on": 1.0,
        "gate_threshold_db": round(pause_peak_db + 6.0, 1),
        "gate_ratio": round(min(1.0 + need_db / 5.0, 10.0), 1),
        "gate_range_db": round(min(max(need_db, 12.0), 60.0), 1),
    }


def _stands(song: Song, name: str) -> float:
    return song.finish_knob(name) if name in params.FINISH_INDEX else song.master_knob(name)


def _over(finding: Finding) -> float:
    """How far what was measured lies beyond what is good."""
    return 0.0 if finding.value is None or finding.limit is None else finding.value - finding.limit


def _remaster(song: Song, finding: Finding) -> dict[str, float]:
    limit = 0.0 if finding.limit is None else finding.limit
    if finding.check == "true-peak":
        return {"ceiling_dbtp": min(limit, song.finish_knob("ceiling_dbtp"))}
    if finding.check == "loudness" and finding.side == "low":
        target = max(song.finish_knob("target_lufs"), min(limit + _SPARE_DB, -9.0))
        return {"target_lufs": target, "ceiling_dbtp": -2.0 if target > _SAFE["target_lufs"] else -1.0}
    target = min(_SAFE["target_lufs"], limit - _SPARE_DB) if finding.check == "loudness" else _SAFE["target_lufs"]
    return _SAFE | {"target_lufs": max(target, -16.0)} if song.finish_knob("target_lufs") > target else {}


def _lower_mix(song: Song, finding: Finding) -> dict[str, float]:
    return {"master_db": song.master_knob("master_db") - math.ceil(2.0 * _over(finding)) / 2.0}


def _encode_again(song: Song, finding: Finding) -> dict[str, float]:
    ceiling = song.finish_knob("ceiling_dbtp") - math.ceil(10.0 * _over(finding)) / 10.0
    return {"ceiling_dbtp": max(round(min(ceiling, _SAFE["ceiling_dbtp"]), 1), -3.0)}


def _voice_balance(song: Song, finding: Finding) -> dict[str, float]:
    """To a little inside of what is good; what the slider cannot do is done where it begins."""
    by_db = -_over(finding) + (_SPARE_DB if finding.side == "low" else -_SPARE_DB)
    wanted = song.master_knob("balance_db") + by_db
    slider = params.knob("balance_db").clamp(round(wanted, 1))
    start = song.master_knob("voice_start_db") + wanted - slider
    return {"balance_db": slider, "voice_start_db": params.knob("voice_start_db").clamp(round(start, 1))}


_RULES: dict[Remedy, Callable[[Song, Finding], dict[str, float]]] = {
    "remaster": _remaster,
    "lower-mix": _lower_mix,
    "encode-again": _encode_again,
    "voice-balance": _voice_balance,
}


def _turned(song: Song, finding: Finding) -> Song:
    for name, value in finding.sets.items():
        if name in params.TRACK_INDEX:
            song = edits.set_knob(song, track_id=finding.track_id, name=name, value=value)
        elif name in params.FINISH_INDEX:
            song = edits.set_finish(song, name=name, value=value)
        else:
            song = edits.set_master_knob(song, name=name, value=value)
    return song


# --- what is written


def _as_it_is(song: Song, finding: Finding) -> Song:
    return song


def _said(song: Song, release: Release, title: str = "") -> Song:
    song = edits.set_release(song, release=release)
    return edits.set_title(song, title=title) if title and title != song.title else song


def _trim(song: Song, finding: Finding) -> Song:
    return _said(song, _put(song.release, trims_silence=True))


def _mono_bass(song: Song, finding: Finding) -> Song:
    return edits.set_finish(song, name="mono_bass_on", value=1.0)


def _move_guest(song: Song, finding: Finding) -> Song:
    """Who is announced in the title, or as one of the artists, becomes a guest."""
    release = song.release
    guests: list[str] = []

    def without(text: str) -> str:
        found = guest_behind(finding.what).search(text)
        if found is None:
            return text
        guests.extend(name.strip() for name in re.split(r",|&|\bog\b|\band\b", found["names"]) if name.strip())
        return (text[: found.start()] + text[found.end() :]).strip()

    title = without(song.title)
    artists = tuple(name for artist in release.artists if (name := without(artist)))
    featured = tuple(dict.fromkeys((*release.featured, *guests)))
    return _said(song, _put(release, artists=artists, featured=featured, version=without(release.version)), title)


def _lower_case(song: Song, finding: Finding) -> Song:
    return edits.set_title(song, title=song.title.capitalize())


def _move_version(song: Song, finding: Finding) -> Song:
    found = VERSION.search(song.title)
    if found is None or song.release.version:
        return song
    title = (song.title[: found.start()] + song.title[found.end() :]).strip()
    version = found[0].strip("()[] ")
    return _said(song, _put(song.release, version=version), title) if title else song


def _split_evenly(song: Song, finding: Finding) -> Song:
    """Everybody the same, the first the hundredths that are left."""
    writers = song.release.writers
    part = (Decimal(100) / len(writers)).quantize(Decimal("0.01"), "ROUND_DOWN") if writers else Decimal(0)
    first = Decimal(100) - part * (len(writers) - 1)
    shares = (first, *[part] * (len(writers) - 1))
    split = tuple(_put(one, share_percent=float(share)) for one, share in zip(writers, shares, strict=False))
    return _said(song, _put(song.release, writers=split))


def _use_artist(song: Song, finding: Finding) -> Song:
    return _said(song, _put(song.release, label=", ".join(song.release.artists)))


def _preview_start(song: Song, finding: Finding) -> Song:
    return _said(song, _put(song.release, preview_start_s=0.0))


def _add_writer(song: Song, finding: Finding) -> Song:
    """Whoever made the beat, with a share that is still to be spoken of."""
    writer = Writer(name=song.release.beat_source, role="composer")
    if writer in song.release.writers:
        return song
    return _said(song, _put(song.release, writers=(*song.release.writers, writer)))


def _tidy_lyrics(song: Song, finding: Finding) -> Song:
    return edits.set_lines(song, texts=[tidied(line.text, finding.check) for line in song.lines])


WRITTEN: dict[Remedy, Mend] = {
    "trim": _trim,
    "mono-bass": _mono_bass,
    "move-guest": _move_guest,
    "lower-case": _lower_case,
    "move-version": _move_version,
    "split-evenly": _split_evenly,
    "use-artist": _use_artist,
    "preview-start": _preview_start,
    "add-writer": _add_writer,
    "tidy-lyrics": _tidy_lyrics,
}
"""Remedies that follow from what is written, or need no number."""
