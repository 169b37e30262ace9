"""The command that looks a finished file over, or a song and its papers, before it goes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studio.credits import PACKS
from ui.cli_parts import Json, app, progress, reply, told
from ui.finding_words import remedy_words, sentence
from ui.i18n import t

if TYPE_CHECKING:
    from studio.preflight.finding import Finding


@app.command()
def preflight(target: Annotated[Path, typer.Argument(metavar="FILE|SONG")], as_json: Json = False) -> None:
    import presets
    from studio.preflight import rights
    from studio.preflight.finding import worst
    from studio.preflight.track import check_file
    from studio.release.lookover import Rules, check_song
    from studio.songfile import is_song_folder
    from ui.session import Session

    delivery = presets.load_delivery()
    packs: list[str] | None = None
    if is_song_folder(target) or target.is_dir():
        with Session(target) as session, progress(as_json) as tell:
            song, folder = session.song, session.folder
            sources = (song, folder.path, folder.path_of, session.kits(told(tell, "demo-kit")))
            rules = Rules(delivery, presets.load_explicit_words())
            findings = check_song(*sources, rules, progress=told(tell, "cli-preflight-looking"))
        allowed = rights.allowed_packs(song)[0]
        packs = [pack for pack in PACKS if pack in allowed]
    else:
        with progress(as_json) as tell:
            tell(t("cli-preflight-looking"), 0.1)
            findings = check_file(target, delivery)
    facts: dict[str, Any] = {
        "name": target.name,
        "level": worst(findings),
        "dated": delivery.dated.isoformat(),
        "packs": packs,
        "findings": [_facts(finding) for finding in findings],
    }
    reply(as_json, facts, *_told(findings), *([] if packs is None else [_packs(packs)]))


def _facts(finding: Finding) -> dict[str, Any]:
    import msgspec

    return {"remedy": "", "sets": {}} | msgspec.to_builtins(finding) | {
        "message": sentence(finding),
        "remedy_message": remedy_words(finding),
    }  # fmt: skip


def _told(findings: list[Finding]) -> list[str]:
    """The gravest first, under a heading each, with what mends it; what is good in one line."""
    lines = []
    for level in ("block", "warn", "info"):
        of_level = [finding for finding in findings if finding.level == level]
        if of_level:
            lines.append(t(f"preflight-level-{level}"))
        for finding in of_level:
            lines.append(f"  {sentence(finding)}")
            if remedy := remedy_words(finding):
                lines.append(f"    → {remedy}")
    good = sum(finding.level == "ok" for finding in findings)
    return [*lines, t("preflight-good", count=good)]


def _packs(packs: list[str]) -> str:
    return t("preflight-packs", packs=", ".join(t(f"pack-{pack}") for pack in packs))
