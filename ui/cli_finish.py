"""The commands of a finished track: mastering a song, measuring any file, and giving the whole song out."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Any

import typer

from studio.errors import StudioError
from ui.cli_parts import Json, SongPath, app, progress, reply, told
from ui.i18n import clock, decimal, t


@app.command()
def measure(file: Annotated[Path, typer.Argument(metavar="FILE")], as_json: Json = False) -> None:
    from studio import mastering

    found = mastering.measure(file)
    silent = found.integrated_lufs == -math.inf
    loudness = (
        t("cli-silent")
        if silent
        else t(
            "cli-loudness",
            integrated=decimal(found.integrated_lufs),
            range=decimal(found.lra_lu),
            momentary=decimal(found.max_momentary_lufs),
            short_term=decimal(found.max_short_term_lufs),
        )
    )
    peaks = t(
        "cli-peaks",
        true_peak=decimal(found.true_peak_dbtp),
        sample_peak=decimal(found.sample_peak_dbfs),
        plr=decimal(found.plr_db),
    )
    kind = t(
        "cli-measured", name=file.name, length=clock(found.seconds), rate_hz=found.rate_hz, channels=found.channels
    )
    reply(as_json, _finite(found._asdict()), kind, loudness, *(() if silent else (peaks,)))


@app.command()
def master(
    song: SongPath,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE")],
    target: Annotated[str, typer.Option("--target", metavar="safe|loud|LUFS")] = "",
    rate: Annotated[int | None, typer.Option("--rate", metavar="R")] = None,
    as_json: Json = False,
) -> None:
    from studio import export
    from studio.units import RATES_HZ
    from ui.session import Session

    aim = _aim(target) if target else {}
    if rate is not None and rate not in RATES_HZ:
        raise StudioError("rate-unsupported", rate_hz=rate)
    with Session(song) as session, progress(as_json) as tell:
        done, report = export.master(
            session.song,
            session.folder.path_of,
            session.kits(told(tell, "demo-kit")),
            out,
            settings={**session.song.finish, **aim},
            rate_hz=rate,
            progress=told(tell, "cli-mastering"),
        )
    facts = report._asdict()
    found = facts.pop("measured")
    answer = {"file": out.name, **_finite(facts), **_finite(found._asdict()), "missing": sorted(done.missing)}
    lines = [t("cli-rendered", name=out.name, length=clock(done.seconds))]
    if report.guard != "silent":
        lines.append(
            t(
                "cli-mastered",
                loudness=decimal(found.integrated_lufs),
                peak=decimal(found.true_peak_dbtp),
                gain=decimal(report.gain_db),
                most=decimal(report.max_reduction_db),
            )
        )
    if report.guard:
        lines.append(t(f"finish-guard-{report.guard}", target=decimal(report.target_lufs)))
    reply(as_json, answer, *lines)


@app.command()
def release(
    song: SongPath, out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR")], as_json: Json = False
) -> None:
    import msgspec

    import presets
    from ui import giving, papers
    from ui.finding_words import sentence
    from ui.session import Session

    with Session(song) as session, progress(as_json) as tell:
        delivery = presets.load_delivery()
        missing = giving.missing(session.song, delivery)
        packs = giving.packs(session.song, delivery)
        made = giving.give_out(
            session.song,
            session.folder.path_of,
            session.kits(told(tell, "demo-kit")),
            out,
            papers_folder=session.folder.path / papers.PAPERS,
            packs=packs,
            progress=lambda file, share: tell(t("cli-releasing", file=file), share),
        )
    files = sorted(path.relative_to(out).as_posix() for path in made.paths)
    answer = {
        "folder": out.name,
        "packs": list(packs),
        "files": files,
        "missing": [finding.check for finding in missing],
        "report": msgspec.to_builtins(made.report),
    }
    reply(
        as_json, answer, t("cli-released", name=out.name, count=len(files)), *(sentence(finding) for finding in missing)
    )


def _aim(target: str) -> dict[str, float]:
    """The settings of a target: a name of the table, or a loudness in LUFS. StudioError("bad-value")."""
    from studio import params
    from studio.mastering import TARGETS, Target, ceiling_for

    found = TARGETS.get(target)
    if found is None:
        row = params.FINISH[params.FINISH_INDEX["target_lufs"]]
        try:
            lufs = float(target)
        except ValueError:
            lufs = math.nan
        if not row.low <= lufs <= row.high:
            raise StudioError("bad-value", name="--target", value=target)
        found = Target(lufs, ceiling_for(lufs))
    return found._asdict()


def _finite(facts: dict[str, Any]) -> dict[str, Any]:
    """JSON has no infinity: what is silent has no loudness."""
    return {name: None if value in (-math.inf, math.inf) else value for name, value in facts.items()}
