"""The command that looks a finished file over, or a song and its papers, before it goes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli_parts import Json, app, progress, reply, told
from ui.finding_words import sentence
from ui.i18n import t

if TYPE_CHECKING:
    from studio.preflight.finding import Finding


@app.command()
def preflight(target: Annotated[Path, typer.Argument(metavar="FILE|SONG")], as_json: Json = False) -> None:
    import msgspec

    import presets
    from studio.preflight import rights, whole
    from studio.preflight.finding import worst
    from studio.preflight.track import check_file
    from studio.songfile import is_song_folder
    from ui.session import Session

    delivery = presets.load_delivery()
    packs: list[str] | None = None
    if is_song_folder(target) or target.is_dir():
        with Session(target) as session, progress(as_json) as tell:
            song, folder = session.song, session.folder
            kits = session.kits(told(tell, "demo-kit"))
            tell(t("cli-preflight-looking"), 0.1)
            findings = whole.check_song(
                song, folder.path, folder.path_of, kits, delivery, presets.load_explicit_words()
            )
        allowed = rights.allowed_packs(song)[0]
        packs = [pack for pack in rights.PACKS if pack in allowed]
    else:
        with progress(as_json) as tell:
            tell(t("cli-preflight-looking"), 0.1)
            findings = check_file(target, delivery)
    facts: dict[str, Any] = {
        "name": target.name,
        "level": worst(findings),
        "dated": delivery.dated.isoformat(),
        "packs": packs,
        "findings": [msgspec.to_builtins(finding) | {"message": sentence(finding)} for finding in findings],
    }
    reply(as_json, facts, *_told(findings), *([] if packs is None else [_packs(packs)]))


def _told(findings: list[Finding]) -> list[str]:
    """The gravest first, under a heading each; what is good in one line."""
    lines = []
    for level in ("block", "warn", "info"):
        of_level = [finding for finding in findings if finding.level == level]
        if of_level:
            lines += [t(f"preflight-level-{level}"), *(f"  {sentence(finding)}" for finding in of_level)]
    good = sum(finding.level == "ok" for finding in findings)
    return [*lines, t("preflight-good", count=good)]


def _packs(packs: list[str]) -> str:
    return t("preflight-packs", packs=", ".join(t(f"pack-{pack}") for pack in packs))
