"""The commands of a voice: recording it, seeing which takes each line has, and choosing one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from studio.errors import StudioError
from studio.song import Song
from ui.cli_parts import Json, SongPath, app, progress, reply, told
from ui.i18n import clock, t

if TYPE_CHECKING:
    from recorder.takes import LineTake

Layer = Annotated[Literal["lead", "double", "adlib", "hook"], typer.Option("--layer")]


@app.command()
def record(
    song: SongPath,
    seconds: Annotated[float | None, typer.Option("--seconds", metavar="N", min=0.1, max=3600.0)] = None,
    device: Annotated[str, typer.Option("--device", metavar="NAME")] = "",
    at_beat: Annotated[float, typer.Option("--at-beat", metavar="B", min=0.0, max=100_000.0)] = 0.0,
    loop: Annotated[str, typer.Option("--loop", metavar="L1:L2")] = "",
    passes: Annotated[int, typer.Option("--passes", metavar="N", min=1, max=100)] = 1,
    as_json: Json = False,
) -> None:
    from studio import edits
    from studio.storage import disk_state
    from ui.session import Session
    from ui.steps import is_voice

    if (seconds is None) != bool(loop):
        raise typer.BadParameter("--seconds / --loop")
    if not loop and passes > 1:
        raise typer.BadParameter("--passes / --loop")
    if loop and at_beat:
        raise typer.BadParameter("--at-beat / --loop")
    with Session(song) as session, progress(as_json) as tell:
        loop_end: float | None = None
        if loop:
            at_beat, loop_end = _beats_of_lines(session.song, loop)
            seconds = passes * (loop_end - at_beat) * 60.0 / session.song.bpm
        assert seconds is not None
        if not any(is_voice(track) for track in session.song.tracks):
            session.apply(edits.add_track(session.song, role="lead"), "edit-add-track")
        opened = session.open_device(device, told(tell, "cli-warming"))
        before = len(session.song.takes)
        closed = session.record(seconds, at_beat, tell=told(tell, "cli-recording"), loop_end_beat=loop_end)
    answer = {
        "device": opened.name,
        "take": closed.take_id,
        "takes": len(session.song.takes) - before,
        "seconds": closed.frames / session.song.rate_hz,
        "at_beat": closed.at_beat,
        "peak": closed.peak,
        "clipped_frames": closed.clipped_frames,
        "xruns": closed.xruns,
        "why": closed.why,
    }
    more = (t("cli-recorded-passes", count=answer["takes"]),) if loop else ()
    reply(as_json, answer, t("cli-recorded", length=clock(answer["seconds"]), device=opened.name), *more)
    if closed.why in ("device-lost", "disk-refused"):
        raise StudioError(closed.why, name=opened.name if closed.why == "device-lost" else song.name)
    if closed.why == "disk-full":
        raise StudioError("disk-full", free_mb=disk_state(song, 48_000).free_mb)


def _beats_of_lines(song: Song, lines: str) -> tuple[float, float]:
    """Where a stretch of lines begins and ends, `2:5` or `2`, counted from 1. StudioError("bad-value")."""
    from studio.lines import line_spans

    spans = line_spans(song)
    written = re.fullmatch(r"(\d{1,4})(?::(\d{1,4}))?", lines)
    first, last = (int(written[1]), int(written[2] or written[1])) if written else (0, 0)
    if not 1 <= first <= last <= len(spans):
        raise StudioError("bad-value", name="--loop", value=lines)
    return spans[first - 1].from_beat, spans[last - 1].to_beat


@app.command("takes")
def takes_of_lines(song: SongPath, layer: Layer = "lead", as_json: Json = False) -> None:
    from recorder.takes import chosen
    from ui.session import Session

    with Session(song) as session:
        track_id = _track_of(session.song, layer)
        rows = [
            _row(session.song, line, of_line, chosen(session.song, track_id, line) if of_line else "")
            for line, of_line in enumerate(_takes_of_lines(session.song, track_id))
        ]
    lines = [
        t(
            "cli-line",
            line=row["line"],
            takes=", ".join(str(take["take"]) for take in row["takes"]) or "–",
            chosen=row["chosen"] or 0,
        )
        for row in rows
    ]
    reply(as_json, {"layer": layer, "lines": rows}, *(lines or (t("cli-no-takes"),)))


@app.command()
def comp(
    song: SongPath,
    line: Annotated[int, typer.Option("--line", metavar="N", min=1, max=9999)],
    take: Annotated[int, typer.Option("--take", metavar="K", min=1, max=9999)],
    layer: Layer = "lead",
    as_json: Json = False,
) -> None:
    from recorder import takes
    from ui.session import Session

    with Session(song) as session:
        track_id = _track_of(session.song, layer)
        lines = _takes_of_lines(session.song, track_id)
        if line > len(lines):
            raise StudioError("bad-value", name="--line", value=str(line))
        found = next((one.take_id for one in lines[line - 1] if one.number == take), None)
        if found is None:
            raise StudioError("bad-value", name="--take", value=str(take))
        comped = takes.comp(session.song, track_id, line - 1, found, session.folder.path_of)
        session.apply(comped, "edit-comp-line")
    reply(as_json, {"layer": layer, "line": line, "take": take}, t("cli-comped", line=line, take=take))


def _track_of(song: Song, role: str) -> str:
    """The first track of a layer; empty for none."""
    return next((track.id for track in song.tracks if track.role == role), "")


def _takes_of_lines(song: Song, track_id: str) -> tuple[tuple[LineTake, ...], ...]:
    """The takes of every line of the song on a track; none of any where the track is not made yet."""
    from recorder.takes import line_takes
    from studio.lines import line_spans

    return line_takes(song, track_id) if track_id else ((),) * len(line_spans(song))


def _row(song: Song, line: int, of_line: tuple[Any, ...], chosen_id: str) -> dict[str, Any]:
    """A line as it is told: counted from 1, with its words and the numbers of its takes."""
    return {
        "line": line + 1,
        "words": song.lines[line].text if line < len(song.lines) else "",
        "takes": [
            {"take": take.number, "whole": take.whole, "loud": take.loud, "broken": take.broken} for take in of_line
        ],
        "chosen": next((take.number for take in of_line if take.take_id == chosen_id), None),
    }
