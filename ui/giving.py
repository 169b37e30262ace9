"""A song given out as one folder, as the command line and the worker process both do it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import presets
from studio.credits import PACKS
from studio.preflight import credits, rights
from studio.preflight.finding import Finding
from studio.song import Media, Song
from ui import i18n
from ui.finding_words import sentence

if TYPE_CHECKING:
    from studio.delivery import Delivery
    from studio.engine.messages import SoundSource
    from studio.release.folder import Released


def missing(song: Song, delivery: Delivery) -> tuple[Finding, ...]:
    """What keeps a song from the shops; each kind once."""
    titled = credits.check_title(song.title, song.release, delivery.titles)
    found = (*titled, *rights.allowed_packs(song)[1])
    return tuple({finding.check: finding for finding in found if finding.level == "block"}.values())


def packs(song: Song, delivery: Delivery) -> tuple[str, ...]:
    """What of `PACKS` can be made of a song. Practising, sharing and stages never wait for papers."""
    barred = {"upload"} if missing(song, delivery) else set()
    return tuple(pack for pack in PACKS if pack not in barred)


def give_out(
    song: Song,
    path_of: Callable[[Media], Path],
    kits: Mapping[str, Mapping[str, SoundSource]],
    target: Path,
    *,
    papers_folder: Path,
    packs: Sequence[str],
    progress: Callable[[str, float], None],
    cancelled: Callable[[], bool] | None = None,
) -> Released:
    """Make the folder, its texts in the language in use. `progress` hears of each file and its share. StudioError as
    `studio.release.folder.release`; Cancelled."""
    from beats.midi import midi_bytes
    from studio.release.folder import Look, release
    from studio.release.lookover import Rules

    return release(
        song,
        path_of,
        kits,
        target,
        papers_folder=papers_folder,
        say=lambda message, fields: i18n.t(message, **fields),
        packs=frozenset(packs),
        midi_of=lambda song: midi_bytes(song, kits),
        look=Look(Rules(presets.load_delivery(), presets.load_explicit_words()), sentence),
        progress=progress,
        cancelled=cancelled,
    )
