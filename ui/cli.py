"""`rapstudio`: the app, and the same work by words. Knows no Qt until the window is opened.

Every command has `--json`. A wrong call or a broken file prints one sentence and exits with 2. Help texts are Fluent
messages: `cli-<command>` with an attribute for each of its parameters.
"""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from studio.errors import StudioError
from ui import i18n
from ui.cli_parts import Json, SongPath, app, progress, reply, told
from ui.i18n import clock, decimal, of_error, t

_WRONG = 2
_UsageError: Any = typer.BadParameter.__mro__[1]
"""click's own class, which newer typers carry inside themselves."""


class Format(StrEnum):
    """What `render` can write: keys of `audiofile.ENCODINGS`."""

    wav16 = "wav16"
    wav24 = "wav24"
    wav32f = "wav32f"


@app.callback()
def _window(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        from ui.app import main as open_window

        raise typer.Exit(open_window())


@app.command()
def demo(out: Annotated[Path, typer.Option("--out", metavar="DIR")] = Path("demo"), as_json: Json = False) -> None:
    from ui import demo as the_demo

    with progress(as_json) as tell:
        done = the_demo.run(out, (lambda line: None) if as_json else print, tell)
    reply(as_json, done)


@app.command()
def devices(as_json: Json = False) -> None:
    from ui.machine import listed_devices

    with progress(as_json) as tell:
        listed = listed_devices(told(tell, "cli-warming"))
    rows = [
        {
            "host_api": row.host_api,
            "name": row.name,
            "inputs": row.inputs,
            "outputs": row.outputs,
            "rate_hz": row.default_rate_hz,
        }
        for row in listed.devices
    ]
    reply(as_json, {"devices": rows}, *(t("cli-device", **row) for row in rows))


@app.command()
def new(
    song: SongPath,
    bpm: Annotated[float | None, typer.Option("--bpm", metavar="N")] = None,
    title: Annotated[str, typer.Option("--title", metavar="T")] = "",
    style: Annotated[str, typer.Option("--style", metavar="S")] = "",
    as_json: Json = False,
) -> None:
    from studio import edits
    from studio.song import Song
    from studio.songfile import SongFolder

    if style:
        from beats.styles import style_song

        made = style_song(style, title or song.name, bpm=bpm)
    else:
        made = edits.set_title(Song(title=""), title=title or song.name)
        made = edits.set_tempo(made, bpm=made.bpm if bpm is None else bpm)
    if bpm is not None and made.bpm != bpm:
        raise StudioError("bad-value", name="--bpm", value=f"{bpm:g}")
    SongFolder.create(song, made).close()
    reply(
        as_json,
        {"song": song.name, "title": made.title, "bpm": made.bpm},
        t("cli-made", title=made.title, bpm=made.bpm),
    )


@app.command("import")
def import_file(song: SongPath, file: Annotated[Path, typer.Argument(metavar="FILE")], as_json: Json = False) -> None:
    from ui.session import Session

    with Session(song) as session, progress(as_json) as tell:
        made = session.import_beat(file, told(tell, "cli-importing"))
    answer = {
        "name": made.name,
        "kind": made.source_kind,
        "seconds": made.frames / made.rate_hz,
        "notes": list(made.notes),
    }
    reply(as_json, answer, t("cli-imported", name=made.name, length=clock(made.frames / made.rate_hz)))


@app.command()
def play(
    song: SongPath, device: Annotated[str, typer.Option("--device", metavar="NAME")] = "", as_json: Json = False
) -> None:
    from studio.timeline import song_length_frames
    from ui.session import Session

    with Session(song) as session, progress(as_json) as tell:
        length = song_length_frames(session.song)
        if not length:
            raise StudioError("song-empty")
        opened = session.open_device(device, told(tell, "cli-warming"))
        session.play(length, told(tell, "cli-playing"))
    seconds = length / session.song.rate_hz
    reply(
        as_json, {"device": opened.name, "seconds": seconds}, t("cli-played", length=clock(seconds), device=opened.name)
    )


@app.command()
def render(
    song: SongPath,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE")],
    format: Annotated[Format, typer.Option("--format")] = Format.wav24,
    stems: Annotated[Path | None, typer.Option("--stems", metavar="DIR")] = None,
    rate: Annotated[int | None, typer.Option("--rate", metavar="R")] = None,
    rt: Annotated[bool, typer.Option("--rt")] = False,
    as_json: Json = False,
) -> None:
    from studio import export
    from studio.units import RATES_HZ
    from ui.session import Session

    if rate is not None and stems is not None:
        raise StudioError("bad-value", name="--stems", value=f"--rate {rate}")
    if rate is not None and rate not in RATES_HZ:
        raise StudioError("rate-unsupported", rate_hz=rate)
    with Session(song) as session, progress(as_json) as tell:
        sources = (session.song, session.folder.path_of, session.kits(told(tell, "demo-kit")))
        done = export.render(*sources, out, format, rate_hz=rate, live=rt, progress=told(tell, "cli-rendering"))
        parts = export.render_stems(*sources, stems, format, progress=told(tell, "cli-rendering")) if stems else ()
    answer = {
        "file": out.name,
        "seconds": done.seconds,
        "clipped_samples": done.clipped_samples,
        "missing": sorted(done.missing),
        "stems": [part.path.name for part in parts],
    }
    reply(as_json, answer, t("cli-rendered", name=out.name, length=clock(done.seconds)))


@app.command()
def check(song: SongPath, as_json: Json = False) -> None:
    from ui.notices import of_opening
    from ui.session import Session

    with Session(song) as session:
        notes = [{"code": code, **fields} for code, fields in session.folder.notes]
        told = of_opening(session.folder.notes)
        sentences = [t(notice.message, **notice.fields) for notice in ((told, *told.more) if told else ())]
        facts = {
            "title": session.song.title,
            "tracks": len(session.song.tracks),
            "clips": sum(len(track.clips) for track in session.song.tracks),
            "takes": len(session.song.takes),
            "read_only": session.folder.read_only,
            "notes": notes,
        }
    reply(
        as_json,
        facts,
        t("cli-checked", **{key: facts[key] for key in ("title", "tracks", "clips", "takes")}),
        *sentences,
    )


@app.command()
def bench(quick: Annotated[bool, typer.Option("--quick")] = False, as_json: Json = False) -> None:
    from ui import bench as the_bench

    figures = the_bench.run(quick, lambda line: print(line, file=sys.stderr))
    lines = [
        t(
            "cli-figure",
            what=figure.row.what,
            measured=decimal(figure.measured, 2),
            unit=figure.row.unit,
            bar=f"{figure.row.sign} {decimal(figure.row.bar, 1)}",
            met="✓" if figure.met else "–",
        )
        for figure in figures
    ]
    reply(as_json, {"figures": [figure.told() for figure in figures]}, *lines)


@app.command()
def doctor(as_json: Json = False) -> None:
    from ui.machine import examine

    with progress(as_json) as tell:
        findings = examine(told(tell, "cli-warming"))
    lines = [t(f"doctor-{finding.name}", **finding.fields) for finding in findings]
    reply(
        as_json,
        {"findings": [{"name": finding.name, "good": finding.good, **finding.fields} for finding in findings]},
        *lines,
    )


def main() -> None:
    """The command `rapstudio`."""
    import ui.cli_beats
    import ui.cli_finish
    import ui.cli_lessons
    import ui.cli_mic
    import ui.cli_preflight
    import ui.cli_record
    import ui.cli_voice  # noqa: F401  they bring their commands along

    i18n.use(_language())
    command = typer.main.get_command(app)
    _word(command, "cli")
    wants_json = "--json" in sys.argv[1:]
    try:
        code = command.main(standalone_mode=False)
    except _UsageError as error:
        code = _refuse(wants_json, "usage", {}, t("cli-wrong-call", what=error.format_message().rstrip(".")))
    except typer.Abort:
        code = 130
    except StudioError as error:
        code = _refuse(wants_json, error.code, error.fields, of_error(error))
    sys.exit(code or 0)


def _language() -> str:
    from studio.storage import places, read_settings

    try:
        return read_settings(places().settings).language
    except StudioError:
        return "nb"


def _word(group: Any, said: str) -> None:
    """Gives every command, those inside of others too, and every parameter its help in the language in use."""
    group.help = t(said)
    for name, command in group.commands.items():
        help_id = f"{said}-{name}"
        command.help = t(help_id)
        for parameter in command.params:
            if hasattr(parameter, "help"):
                is_json = parameter.name == "as_json"
                parameter.help = t("cli.json" if is_json else f"{help_id}.{parameter.name.replace('_', '-')}")
        if hasattr(command, "commands"):
            _word(command, help_id)


def _refuse(wants_json: bool, code: str, fields: dict[str, Any], sentence: str) -> int:
    if wants_json:
        print(json.dumps({"error": code, "fields": fields, "message": sentence}, ensure_ascii=False))
    else:
        print(sentence, file=sys.stderr)
    return _WRONG


if __name__ == "__main__":
    main()
